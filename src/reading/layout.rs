//! Where a block stands: under which titles, in which row, and whether in a part of the page that proves nothing.

use super::blocks::{Block, Role};
use super::concept::Concept;
use super::date;
use super::tree::{Id, Tree};
use super::words::Shape;
use super::zone::Zone;
use crate::snapshot::Kind;
use std::collections::HashMap;

/// Longest title, in words: what is longer is a sentence, whatever its tag.
const TITLE_WORDS: usize = 16;
/// So many links in a row are navigation, whatever comes after them.
const LINKS: usize = 40;
/// A card is a container with no more words than this.
const CARD_WORDS: usize = 90;

/// Something that titles a part of the page.
#[derive(Debug, Clone)]
pub(crate) struct Title {
    /// Its block.
    pub block: usize,
    /// What it titles: nodes from `from` up to `to`.
    pub from: Id,
    /// One past the last node that it titles.
    pub to: Id,
}

/// A page cut into blocks, with what stands where.
pub(crate) struct Layout<'a> {
    /// The nodes.
    pub tree: &'a Tree<'a>,
    /// The blocks, in document order.
    pub blocks: Vec<Block<'a>>,
    /// The titles, in document order.
    pub titles: Vec<Title>,
    zones: Vec<Zone>,
    /// Tables, each with its first header cell.
    header_cells: Vec<(Id, Id)>,
    /// The titles over each block, nearest first.
    over: Vec<usize>,
    /// How many of them come before each block's own.
    over_before: Vec<usize>,
    /// How many blocks come before each node, and words and headings before each block: what is inside a container is
    /// asked for at every block.
    before: Vec<usize>,
    words: Vec<usize>,
    headings: Vec<usize>,
}

impl<'a> Layout<'a> {
    pub(crate) fn new(tree: &'a Tree<'a>, blocks: Vec<Block<'a>>) -> Layout<'a> {
        let mut layout = Layout {
            tree,
            blocks,
            titles: Vec::new(),
            zones: Vec::new(),
            header_cells: Vec::new(),
            over: Vec::new(),
            over_before: Vec::new(),
            before: Vec::new(),
            words: Vec::new(),
            headings: Vec::new(),
        };
        let mut starts = vec![0; tree.len()];
        for block in &layout.blocks {
            if let Some(count) = starts.get_mut(block.at) {
                *count += 1;
            }
        }
        layout.before = sums(starts.into_iter());
        layout.words = sums(layout.blocks.iter().map(Block::words));
        layout.headings = sums(layout.blocks.iter().map(|block| usize::from(tree.kind(block.node) == Kind::Heading)));
        // A header beside plain cells is that of its row.
        let of_row = |id: Id| {
            let row = tree.nearest(id, &[Kind::Row]);
            row.is_some_and(|row| tree.subtree(row).any(|other| tree.kind(other) == Kind::Cell))
        };
        let headers = (0..tree.len()).filter(|id| tree.kind(*id) == Kind::ColHeader && !of_row(*id));
        layout.header_cells = headers.filter_map(|id| Some((tree.nearest(id, &[Kind::Table])?, id))).collect();
        layout.header_cells.sort_unstable();
        layout.header_cells.dedup_by_key(|(table, _)| *table);
        layout.titles = layout.find_titles();
        layout.cover();
        let titled: HashMap<usize, Zone> =
            layout.titles.iter().filter_map(|title| Some((title.block, layout.zone_under(title)?))).collect();
        let around = layout.zones_around();
        layout.zones = (0..layout.blocks.len()).map(|index| layout.find_zone(index, &around, &titled)).collect();
        if layout.is_sample() {
            let plain = layout.zones.iter_mut().filter(|zone| **zone == Zone::Plain);
            plain.for_each(|zone| *zone = Zone::Help);
        }
        layout
    }

    pub(crate) fn block(&self, index: usize) -> Option<&Block<'_>> {
        self.blocks.get(index)
    }

    /// The part of the page that a block stands in.
    pub(crate) fn zone(&self, index: usize) -> Zone {
        self.zones.get(index).copied().unwrap_or(Zone::Plain)
    }

    /// The titles over a block, nearest first.
    pub(crate) fn titles_over(&self, index: usize) -> impl Iterator<Item = &Block<'_>> + '_ {
        self.title_indices(index).iter().filter_map(|title| self.blocks.get(*title))
    }

    /// The same, as block indices.
    pub(crate) fn title_indices(&self, index: usize) -> &[usize] {
        let before = |index: usize| self.over_before.get(index).copied().unwrap_or(self.over.len());
        self.over.get(before(index)..before(index + 1)).unwrap_or_default()
    }

    /// The blocks inside a node's subtree, as a range of indices.
    pub(crate) fn inside(&self, node: Id) -> std::ops::Range<usize> {
        self.among(node, self.tree.end(node))
    }

    /// The blocks that begin in a range of nodes.
    fn among(&self, from: Id, to: Id) -> std::ops::Range<usize> {
        let before = |node: Id| self.before.get(node).copied().unwrap_or(self.blocks.len());
        before(from)..before(to).max(before(from))
    }

    /// The first header cell of a table, but of none inside it.
    pub(crate) fn header_cell(&self, table: Id) -> Option<Id> {
        let at = self.header_cells.binary_search_by_key(&table, |(table, _)| *table).ok()?;
        self.header_cells.get(at).map(|(_, head)| *head)
    }

    /// The containers around a block, innermost first, each holding more blocks than the one before it.
    pub(crate) fn containers(&self, index: usize) -> impl Iterator<Item = (Id, std::ops::Range<usize>)> + '_ {
        let node = self.blocks.get(index).map_or(0, |block| block.node);
        let mut seen = 1;
        std::iter::once(node).chain(self.tree.ancestors(node)).filter_map(move |up| {
            let inside = self.inside(up);
            let more = inside.len() > seen && !matches!(self.tree.kind(up), Kind::Inline | Kind::Link);
            seen = seen.max(inside.len());
            more.then_some((up, inside))
        })
    }

    /// The words in a range of blocks.
    pub(crate) fn words_in(&self, range: std::ops::Range<usize>) -> usize {
        between(&self.words, range)
    }

    /// The card around a block: the largest container of few words, no farther out than a list item, section, row or dialog.
    pub(crate) fn card(&self, index: usize) -> std::ops::Range<usize> {
        let mut card = index..index + 1;
        for (up, inside) in self.containers(index) {
            let edge = matches!(
                self.tree.kind(up),
                Kind::Main | Kind::Table | Kind::List | Kind::Form | Kind::DescriptionList | Kind::Header
            );
            if edge || self.words_in(inside.clone()) > CARD_WORDS {
                break;
            }
            // A container with a title of its own below another one of the same rank holds several cards.
            if self.heads(inside.clone()) > 1 {
                break;
            }
            card = inside;
            if matches!(
                self.tree.kind(up),
                Kind::Item | Kind::Article | Kind::Region | Kind::Row | Kind::Dialog | Kind::Alert | Kind::Status | Kind::Aside
            ) {
                break;
            }
        }
        card
    }

    fn heads(&self, range: std::ops::Range<usize>) -> usize {
        between(&self.headings, range)
    }

    /// How many blocks a title stands over.
    pub(crate) fn inside_title(&self, block: usize) -> usize {
        let at = self.titles.binary_search_by_key(&block, |title| title.block);
        at.ok().and_then(|at| self.titles.get(at)).map_or(0, |title| self.under(title).len())
    }

    /// The blocks that a title stands over.
    pub(crate) fn under(&self, title: &Title) -> std::ops::Range<usize> {
        self.among(title.from, title.to)
    }

    /// The dialog that a node is in.
    pub(crate) fn dialog(&self, node: Id) -> Option<Id> {
        self.tree.nearest(node, &[Kind::Dialog])
    }

    /// Whether a block stands in something of this kind.
    pub(crate) fn in_kind(&self, index: usize, kinds: &[Kind]) -> bool {
        self.blocks.get(index).is_some_and(|block| self.tree.nearest(block.node, kinds).is_some())
    }

    fn find_titles(&self) -> Vec<Title> {
        let mut titles = Vec::new();
        for (index, block) in self.blocks.iter().enumerate() {
            if block.words() > TITLE_WORDS {
                continue;
            }
            let kind = self.tree.kind(block.node);
            match (block.role, kind) {
                (Role::Name, Kind::Nav | Kind::Main | Kind::Progress | Kind::Frame) => {}
                (Role::Name, _) => titles.push(Title { block: index, from: block.node, to: self.tree.end(block.node) }),
                (_, Kind::Heading) => titles.push(self.heading(index, block)),
                (_, Kind::Legend | Kind::Caption | Kind::Summary) => {
                    let parent = self.tree.parent(block.node).unwrap_or(block.node);
                    titles.push(Title { block: index, from: self.tree.end(block.node), to: self.tree.end(parent) });
                }
                _ => {}
            }
        }
        titles
    }

    /// A heading titles what follows it in the nearest container that holds more than the heading, up to the next heading
    /// of its rank.
    fn heading(&self, index: usize, block: &Block) -> Title {
        let level = |id: Id| self.tree.get(id).map_or(2, crate::snapshot::Node::level);
        let own = level(block.node);
        // The page itself is no node: a heading that stands in nothing titles all that follows.
        let mut to = self.tree.len();
        for up in self.tree.ancestors(block.node) {
            // A heading with a button beside it titles what comes after both.
            let after = self.inside(up).end > index + 1;
            let buttons = after
                && self
                    .blocks
                    .get(index + 1..self.inside(up).end)
                    .unwrap_or_default()
                    .iter()
                    .all(|later| later.role == Role::Control);
            if after && !buttons {
                to = self.tree.end(up);
                break;
            }
        }
        let from = self.tree.end(block.node);
        let next = self
            .blocks
            .get(index + 1..)
            .unwrap_or_default()
            .iter()
            .take_while(|later| later.at < to)
            .find(|later| self.tree.kind(later.node) == Kind::Heading && level(later.node) <= own);
        Title { block: index, from, to: next.map_or(to, |later| later.node.min(to)) }
    }

    /// Which titles stand over which block: titles open and close in document order, so one pass does.
    fn cover(&mut self) {
        let mut open: Vec<&Title> = Vec::new();
        let mut next = self.titles.iter().peekable();
        for (index, block) in self.blocks.iter().enumerate() {
            while let Some(title) = next.next_if(|title| title.block < index) {
                open.push(title);
            }
            open.retain(|title| block.at < title.to);
            self.over_before.push(self.over.len());
            let covering = open.iter().rev().filter(|title| title.from <= block.at && title.block != index);
            self.over.extend(covering.map(|title| title.block).take(6));
        }
    }

    /// Whether the page says of itself that what it shows is made up.
    fn is_sample(&self) -> bool {
        let said = |index: usize, block: &Block| {
            let loud =
                self.tree.kind(block.node) == Kind::Heading || self.in_kind(index, &[Kind::Alert, Kind::Status, Kind::Header]);
            block.says(Concept::Sample) && loud && self.zones.get(index) == Some(&Zone::Plain)
        };
        self.blocks.iter().enumerate().any(|(index, block)| said(index, block) && self.dialog(block.node).is_none())
    }

    /// A row of a price list: what stands beside two numbers and a ticker is a name, whatever it seems to say.
    fn is_market_row(&self, row: Id) -> bool {
        let inside = self.blocks.get(self.inside(row)).unwrap_or_default();
        let number = |block: &&Block| {
            block.words() <= 2 && block.tokens.iter().any(|token| token.shape == Shape::Number) && block.hits.is_empty()
        };
        let named = |block: &Block| super::clause::only_ticker(block) || (block.words() <= 2 && block.says(Concept::Asset));
        inside.len() <= 10 && inside.iter().filter(number).count() >= 2 && inside.iter().any(named)
    }

    /// A row of a statement: a day, and an amount that moved on it. What it says was so then.
    fn is_entry(&self, row: Id) -> bool {
        let inside = self.blocks.get(self.inside(row)).unwrap_or_default();
        let amount = |block: &Block| {
            let mut tokens = block.tokens.iter().filter(|token| token.shape != Shape::Mark);
            let number = tokens.any(|token| token.shape == Shape::Number);
            let money = block.text.contains(['$', '€', '£']) || block.tokens.iter().any(|token| token.shape == Shape::Upper);
            number && money && block.words() <= 3 && !date::is_day(block)
        };
        inside.len() <= 10 && inside.iter().any(date::is_day) && inside.iter().any(amount)
    }

    /// An entry of an inbox: a heading, words, and how long ago it was.
    fn is_message(&self, index: usize) -> bool {
        let Some(block) = self.blocks.get(index) else { return false };
        let Some(entry) = self.tree.nearest(block.node, &[Kind::Item, Kind::Article]) else { return false };
        let inside = self.blocks.get(self.inside(entry)).unwrap_or_default();
        let heading = || inside.iter().any(|block| self.tree.kind(block.node) == Kind::Heading);
        let ago = |block: Option<&Block>| {
            block.is_some_and(|block| {
                (date::is_day(block) || (block.says(Concept::Past) && block.words() <= 3)) && block.role == Role::Text
            })
        };
        inside.len() <= 6 && (ago(inside.last()) || ago(inside.first())) && heading()
    }

    /// Navigation without the name: a row of nothing but short links.
    fn is_link_list(&self, index: usize) -> bool {
        let link = |block: &Block| block.role == Role::Control && self.tree.kind(block.node) == Kind::Link && block.words() <= 4;
        if !self.blocks.get(index).is_some_and(link) {
            return false;
        }
        self.containers(index)
            .take(3)
            .any(|(_, inside)| inside.len() >= 3 && self.blocks.get(inside).into_iter().flatten().take(LINKS).all(link))
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
        // "Looking for margin?" over a way to the client that has it.
        let leads = |index: usize| {
            let control = self.blocks.get(index).filter(|block| block.role == Role::Control);
            control.is_some_and(|block| block.says_any(&[Concept::OnPro, Concept::OnApp]))
        };
        let asks = zone == Zone::Help && self.tree.kind(title.node) != Kind::Summary && !title.says(Concept::Help);
        if asks && self.words_in(self.under(over)) <= CARD_WORDS && self.under(over).any(leads) {
            return None;
        }
        // "How would you like to pay in?" over what can be chosen asks this user.
        let choice = |id: Id| matches!(self.tree.kind(id), Kind::Radio | Kind::Choice | Kind::Combobox | Kind::Textbox);
        if asks && (over.from..over.to).any(choice) {
            return None;
        }
        // "How your account is protected" over a list of states explains nothing: it takes prose to explain.
        let only_asks = zone == Zone::Help && !title.says(Concept::Help) && self.tree.kind(title.node) != Kind::Summary;
        let prose = || {
            let range = self.under(over);
            let blocks = range.len().max(1);
            self.words_in(range) / blocks >= 8
        };
        (!only_asks || prose()).then_some(zone)
    }

    /// What each node, or else the nearest around it that tells, makes of the words inside. A dialog stands apart.
    fn zones_around(&self) -> Vec<Option<Zone>> {
        let tree = self.tree;
        // Of each node, and then of the row that it is in: one of a price list, or of a statement.
        let mut around: Vec<(Option<Zone>, Option<Zone>)> = Vec::with_capacity(tree.len());
        for id in 0..tree.len() {
            let (above, row) = tree.parent(id).and_then(|up| around.get(up).copied()).unwrap_or_default();
            let zone = tree.get(id).and_then(|node| match node.kind {
                _ if node.flags.has('b') => Some(Zone::Busy),
                Kind::Nav | Kind::Footer | Kind::Menu => Some(Zone::Navigation),
                Kind::Log | Kind::Feed | Kind::Quote => Some(Zone::Talk),
                Kind::Dialog => None,
                _ => node.test_id().and_then(Zone::of_test_id).or(above),
            });
            let own = match tree.kind(id) {
                Kind::Row | Kind::Item if self.is_market_row(id) => Some(Zone::Talk),
                Kind::Row | Kind::Item if self.is_entry(id) => Some(Zone::Record),
                Kind::Row | Kind::Item => None,
                _ => row,
            };
            around.push((zone, own));
        }
        around.into_iter().map(|(zone, row)| zone.or(row)).collect()
    }

    fn find_zone(&self, index: usize, around: &[Option<Zone>], titled: &HashMap<usize, Zone>) -> Zone {
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
        self.title_indices(index).iter().find_map(|title| titled.get(title).copied()).unwrap_or(Zone::Plain)
    }
}

/// How much stands before each place, and before the end.
fn sums(counts: impl Iterator<Item = usize>) -> Vec<usize> {
    let total = |sum: &mut usize, count: usize| {
        *sum += count;
        Some(*sum)
    };
    std::iter::once(0).chain(counts.scan(0, total)).collect()
}

fn between(sums: &[usize], range: std::ops::Range<usize>) -> usize {
    let upto = |place: usize| sums.get(place).or(sums.last()).copied().unwrap_or(0);
    upto(range.end).saturating_sub(upto(range.start))
}
