//! Which part of a page a block stands in: by the page's own marks, by the titles over it, by what its row looks like.

use super::blocks::{Block, Role};
use super::clause;
use super::concept::{Concept, Sense, Subject};
use super::date;
use super::layout::{CARD_WORDS, Layout, Title};
use super::lexicon::Hit;
use super::tree::Id;
use super::words::Shape;
use super::zone::Zone;
use crate::gather::Gather;
use crate::snapshot::Kind;
use std::ops::Range;

/// What titles a message is no longer than this, in words.
const TITLE_WORDS: usize = 6;

/// "Locked for you. Verify to send wires" is no longer than this, in words.
const STATED_WORDS: usize = 14;

/// "Want to withdraw?" is no longer than this, in words.
const SHORT_QUESTION: usize = 4;

/// What says that a picture is made up is no longer than this, in words.
const CAPTION_WORDS: usize = 16;

/// So many links in a row are navigation, whatever comes after them.
const LINKS: usize = 40;

impl Layout<'_> {
    /// The zone of every block. Where the page says of itself that what it shows is made up, none speaks for itself.
    pub(super) fn find_zones(&self) -> Vec<Zone> {
        let mut titled = vec![None; self.blocks.len()];
        for title in &self.titles {
            if let Some(zone) = titled.get_mut(title.block) {
                *zone = self.zone_under(title).or(*zone);
            }
        }
        let around = self.zones_around();
        let mut zones: Vec<Zone> = (0..self.blocks.len()).map(|index| self.find_zone(index, &around, &titled)).gather();
        for table in self.sample_tables().into_iter().chain(self.samples()) {
            zones.iter_mut().take(table.end).skip(table.start).for_each(|zone| *zone = Zone::Help);
        }
        if self.is_sample(&zones) {
            zones.iter_mut().filter(|zone| **zone == Zone::Plain).for_each(|zone| *zone = Zone::Help);
        }
        zones
    }

    /// Tables right under a line that calls what they show samples.
    fn sample_tables(&self) -> Vec<std::ops::Range<usize>> {
        let tables = (0..self.tree.len()).filter(|id| self.tree.kind(*id) == Kind::Table).map(|id| self.inside(id));
        let called = |table: &std::ops::Range<usize>| {
            let before = table.start.checked_sub(1).and_then(|index| self.blocks.get(index));
            before.is_some_and(|block| block.role == Role::Text && block.says(Concept::Sample))
        };
        tables.filter(called).gather()
    }

    /// Small containers of which a line says that they show samples: "Preview. Names and numbers are made up."
    fn samples(&self) -> Vec<std::ops::Range<usize>> {
        let around = |block: &Block| {
            let caption = block.role == Role::Text && block.says(Concept::Sample) && block.words() <= CAPTION_WORDS;
            let inside = self.tree.parent(block.node).filter(|_| caption).map(|up| (self.tree.kind(up), self.inside(up)))?;
            (inside.0 != Kind::Main && self.words_in(inside.1.clone()) <= CARD_WORDS).then_some(inside.1)
        };
        self.blocks.iter().filter_map(around).gather()
    }

    /// Whether the page says of itself that what it shows is made up.
    fn is_sample(&self, zones: &[Zone]) -> bool {
        let said = |index: usize, block: &Block| {
            // A heading below the first speaks of what stands under it.
            let first = || self.titles.first().is_none_or(|title| title.block == index);
            let top =
                || self.tree.get(block.node).is_some_and(|node| node.kind == Kind::Heading && (node.level() == 1 || first()));
            let loud = top() || self.in_kind(index, &[Kind::Alert, Kind::Status, Kind::Header]);
            block.says(Concept::Sample) && loud && zones.get(index) == Some(&Zone::Plain)
        };
        self.blocks.iter().enumerate().any(|(index, block)| said(index, block) && self.dialog(block.node).is_none())
    }

    /// A row of a price list: what stands beside two numbers and a ticker is a name, whatever it seems to say.
    fn is_market_row(&self, row: Id) -> bool {
        let inside = self.run(self.inside(row));
        let number = |block: &&Block| {
            block.words() <= 2 && block.tokens.iter().any(|token| token.shape == Shape::Number) && block.hits.is_empty()
        };
        let named = |block: &Block| clause::only_ticker(block) || (block.words() <= 2 && block.says(Concept::Asset));
        // Where it can be staked, the numbers are no prices.
        let stakes = |block: &Block| block.role == Role::Control && block.says_any(&[Concept::Stake, Concept::Unstake]);
        // "SOL | 14.20 | 0.31" under "Asset | Staked | Earned".
        let held = |block: &Block| self.tree.kind(block.node) == Kind::ColHeader && block.says(Concept::Position);
        let head = || {
            let cell = self.header_cell(self.tree.nearest(row, &[Kind::Table])?)?;
            self.tree.nearest(cell, &[Kind::Row]).map(|head| self.run(self.inside(head)))
        };
        inside.len() <= 10
            && inside.iter().filter(number).count() >= 2
            && inside.iter().any(named)
            && !inside.iter().any(stakes)
            && !head().is_some_and(|head| head.iter().any(held))
    }

    /// A row of a statement: a day, and an amount that moved on it. What it says was so then.
    fn is_entry(&self, row: Id) -> bool {
        let inside = self.run(self.inside(row));
        let amount = |block: &Block| {
            let mut tokens = block.tokens.iter().filter(|token| token.shape != Shape::Mark);
            let number = tokens.any(|token| token.shape == Shape::Number);
            let money =
                block.text.contains(['$', '€', '£'].as_slice()) || block.tokens.iter().any(|token| token.shape == Shape::Upper);
            number && money && block.words() <= 3 && !date::is_day(block)
        };
        inside.len() <= 10 && inside.iter().any(date::is_day) && inside.iter().any(amount)
    }

    /// A post: it begins with its writer's "@name", or "name_77".
    fn is_signed(&self, entry: Id) -> bool {
        let index = self.inside(entry).next();
        let first = index.and_then(|index| self.blocks.get(index));
        let name = |text: &str| {
            let handle = text.contains('_') && !text.contains([' ', '/'].as_slice()) && text.chars().any(char::is_lowercase);
            text.starts_with('@') || handle
        };
        // What a key is called is nobody's name.
        let of_keys = |index: usize| self.titles_over(index).any(|title| title.names(Subject::ApiKeys));
        first.is_some_and(|block| block.role == Role::Text && block.words() <= 2 && name(block.text))
            && !index.is_some_and(of_keys)
    }

    /// An article of the press: "The Daily Ledger · 21 Nov.": a name that we do not know, and when.
    fn is_bylined(&self, entry: Id) -> bool {
        let byline = |block: &Block| {
            let Some(dot) = (1..block.tokens.len().min(6)).find(|at| block.word(*at) == "·") else { return false };
            let named = block.hits.iter().any(|hit| hit.first < dot);
            let dated = block.dates(dot + 1) || block.dates(dot + 2);
            let name = block.tokens.first().is_some_and(|token| token.shape == Shape::Capital);
            block.role == Role::Text && name && !named && dated
        };
        let inside = self.run(self.inside(entry));
        let button = |block: &Block| block.role == Role::Control && self.tree.kind(block.node) == Kind::Button;
        inside.len() <= 6 && inside.iter().any(byline) && !inside.iter().any(button)
    }

    /// A chat: each entry begins with its writer's name and a colon, one of them a name that nobody is christened.
    fn is_chat(&self, list: Id) -> bool {
        let items: Vec<Id> = self.tree.subtree(list).filter(|id| self.tree.kind(*id) == Kind::Item).take(LINKS).gather();
        let writer = |item: &Id| -> Option<&str> {
            let block = self.inside(*item).next().and_then(|index| self.blocks.get(index))?;
            let (name, words) = block.text.split_once(':')?;
            let known = block.hits.iter().any(|hit| hit.first == 0);
            (!name.contains(' ') && words.starts_with(' ') && !known).then_some(name)
        };
        let invented = |name: &str| {
            let (mut letters, small) = (name.chars(), name.chars().any(char::is_lowercase));
            let inside = letters.next().is_some() && letters.any(char::is_uppercase);
            name.contains('_') || name.bytes().any(|byte| byte.is_ascii_digit()) || (inside && small)
        };
        let writers: Vec<&str> = items.iter().filter_map(writer).gather();
        items.len() >= 2 && writers.len() == items.len() && writers.into_iter().any(invented)
    }

    /// An entry of an inbox: a heading, words, and how long ago it was.
    fn is_message(&self, index: usize) -> bool {
        let Some(block) = self.blocks.get(index) else { return false };
        let Some(entry) = self.tree.nearest(block.node, &[Kind::Item, Kind::Article]) else { return false };
        let inside = self.run(self.inside(entry));
        let heading = || inside.iter().any(|block| self.tree.kind(block.node) == Kind::Heading);
        let ago = |block: Option<&Block>| {
            block.is_some_and(|block| {
                let ago = block.says(Concept::Past) && block.words() <= 3 && !block.says(Concept::Over);
                (date::is_day(block) || ago) && block.role == Role::Text
            })
        };
        // Its title may be no heading: a few words, and then a sentence.
        let titled = || matches!(inside, [title, words, _] if title.words() <= TITLE_WORDS && words.words() > TITLE_WORDS);
        inside.len() <= 6 && (ago(inside.last()) || ago(inside.first())) && (heading() || titled())
    }

    /// Navigation without the name: a row of nothing but short links.
    fn is_link_list(&self, index: usize) -> bool {
        let link = |block: &Block| block.role == Role::Control && self.tree.kind(block.node) == Kind::Link && block.words() <= 4;
        if !self.blocks.get(index).is_some_and(link) {
            return false;
        }
        self.containers(index).take(3).any(|(_, inside)| inside.len() >= 3 && self.run(inside).iter().take(LINKS).all(link))
    }

    /// What a title makes of all that stands under it.
    fn zone_under(&self, over: &Title) -> Option<Zone> {
        let title = self.blocks.get(over.block)?;
        // The page's own heading may ask what its words answer.
        let node = self.tree.get(title.node);
        let whole = |kind| matches!(kind, Kind::Dialog | Kind::Article | Kind::Main);
        let top = node.is_some_and(|node| whole(node.kind) || (node.kind == Kind::Heading && node.level() == 1))
            || self.dialog(title.node).is_some();
        // A notice answers what its title asks.
        let notice = self.in_kind(over.block, &[Kind::Alert, Kind::Status]);
        let zone = Zone::of_title(title, top).filter(|zone| !(notice && *zone == Zone::Help && !title.says(Concept::Help)))?;
        if title.says(Concept::Sample) {
            return Some(zone);
        }
        // "Choose how to pay": what names a group of choices explains nothing.
        let choice = |block: &Block| {
            let named = block.subjects().next().is_some();
            named && block.role == Role::Control && matches!(self.tree.kind(block.node), Kind::Radio | Kind::Choice)
        };
        if zone == Zone::Help && title.role == Role::Name && self.run(self.under(over)).iter().any(choice) {
            return None;
        }
        let asks = zone == Zone::Help && self.tree.kind(title.node) != Kind::Summary && !title.says(Concept::Help);
        // "How your account is protected" over a list of states explains nothing: it takes prose to explain.
        (!asks || (!self.is_answered(over, title) && self.is_prose(self.under(over)))).then_some(zone)
    }

    /// Whether what a title asks is asked of this user, or answered by what can be done under it.
    fn is_answered(&self, over: &Title, title: &Block) -> bool {
        let under = |is: &dyn Fn(&Block) -> bool| self.run(self.under(over)).iter().any(is);
        let card = self.words_in(self.under(over)) <= CARD_WORDS;
        // "Looking for margin?" over a way to the client that has it.
        let leads = |block: &Block| block.says_any(&[Concept::OnPro, Concept::OnApp]);
        let control = |block: &Block| block.role == Role::Control;
        if card && under(&leads) && under(&control) {
            return true;
        }
        // "Want to withdraw?" over the way there, and what is to be known of it.
        let short = title.words() <= SHORT_QUESTION && !title.says(Concept::Ask);
        let same = |block: &Block| {
            let named = || title.subjects().any(|subject| block.names(subject));
            control(block) && block.words() <= 5 && named() && !block.says_any(&[Concept::Ask, Concept::Help])
        };
        if card && short && under(&same) {
            return true;
        }
        // "Where does your money come from?", over what is to be sent and the button for it.
        let begs = |block: &Block| block.says(Concept::Please) && block.says_any(&[Concept::Documents, Concept::Questionnaire]);
        let mut kinds = (over.from..over.to).map(|id| self.tree.kind(id));
        if under(&begs) && kinds.clone().any(|kind| kind == Kind::Button) {
            return true;
        }
        // "How would you like to pay in?" over what can be chosen asks this user.
        kinds.any(|kind| matches!(kind, Kind::Radio | Kind::Choice | Kind::Combobox | Kind::Textbox))
    }

    /// Whether blocks are sentences, and none of them a state.
    fn is_prose(&self, range: Range<usize>) -> bool {
        // A lone "On" explains nothing either.
        let state =
            |block: &Block| block.words() <= 2 && block.says_any(&[Concept::On, Concept::Off]) && block.role == Role::Text;
        // "2FA for funding: on. You'll need your key" is a state with something added.
        let told = |block: &Block| {
            let on = |hit: &Hit| matches!(hit.sense, Sense::Is(Concept::On | Concept::Off));
            let behind = |at: usize| at > 0 && block.word(at - 1) == ":";
            block.subjects().any(Subject::is_protection) && block.hits.iter().any(|hit| on(hit) && behind(hit.first))
        };
        // "Wire: locked for you", in a list of ways to pay.
        let yours = |block: &Block| {
            let rail = block.subjects().any(Subject::is_rail) && self.tree.nearest(block.node, &[Kind::Item]).is_some();
            rail && block.words() <= STATED_WORDS
                && block.says(Concept::You)
                && block.says_any(&[Concept::Locked, Concept::Bad, Concept::Good])
        };
        let stated = self.run(range.clone()).iter().any(|block| state(block) || told(block) || yours(block));
        let blocks = range.len().max(1);
        !stated && self.words_in(range) / blocks >= 8
    }

    /// What each node, or else the nearest around it that tells, makes of the words inside. A dialog stands apart.
    fn zones_around(&self) -> Vec<Option<Zone>> {
        let tree = self.tree;
        // Of each node, and then of the row that it is in: one of a price list, or of a statement.
        let mut around: Vec<(Option<Zone>, Option<Zone>)> = Vec::with_capacity(tree.len());
        for id in 0..tree.len() {
            let (above, row) = tree.parent(id).and_then(|up| around.get(up).copied()).unwrap_or_default();
            let zone = tree.get(id).and_then(|node| match node.kind {
                _ if node.flags.busy() => Some(Zone::Busy),
                Kind::Nav | Kind::Footer | Kind::Menu => Some(Zone::Navigation),
                Kind::Log | Kind::Feed | Kind::Quote => Some(Zone::Talk),
                Kind::Dialog => None,
                Kind::List if self.is_chat(id) => Some(Zone::Talk),
                _ => node.test_id().and_then(Zone::of_test_id).or(above),
            });
            let own = match tree.kind(id) {
                Kind::Row | Kind::Item if self.is_market_row(id) => Some(Zone::Talk),
                Kind::Row | Kind::Item if self.is_entry(id) => Some(Zone::Record),
                Kind::Item | Kind::Article if self.is_signed(id) || self.is_bylined(id) => Some(Zone::Talk),
                Kind::Row | Kind::Item => None,
                _ => row,
            };
            around.push((zone, own));
        }
        around.into_iter().map(|(zone, row)| zone.or(row)).gather()
    }

    fn find_zone(&self, index: usize, around: &[Option<Zone>], titled: &[Option<Zone>]) -> Zone {
        let Some(block) = self.blocks.get(index) else { return Zone::Plain };
        if let Some(zone) = around.get(block.node).copied().flatten() {
            return zone;
        }
        if self.is_message(index) {
            return Zone::Record;
        }
        if self.is_link_list(index) {
            return Zone::Navigation;
        }
        self.title_indices(index).iter().find_map(|title| titled.get(*title).copied().flatten()).unwrap_or(Zone::Plain)
    }
}
