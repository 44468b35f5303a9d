//! API keys: what each listed key may do, from where, and how old it is. Names and key material are never kept.

mod fields;
mod none;
mod prose;

pub(crate) use fields::key_list;
pub(crate) use prose::of_a_key;

use fields::{Field, fields, is_network_address, sideways, tells_of_keys};
use none::{row_of_none, says_key, tells_of_none};

use crate::data::{self, File};
use crate::gather::Gather;
use crate::letters;
use crate::moment::{DAY, Moment};
use crate::reading::blocks::{Block, Role};
use crate::reading::concept::{Concept, Sense, Subject};
use crate::reading::date;
use crate::reading::layout::Layout;
use crate::reading::lexicon::Hit;
use crate::reading::purpose::{Purpose, purpose};
use crate::reading::signal::{Finder, Quote};
use crate::reading::tree::Id;
use crate::reading::words::{Shape, Token};
use crate::reading::zone::Zone;
use crate::report::PageKind;
use crate::snapshot::Kind;

/// What is judged of a key.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Judgement {
    /// Whether it may withdraw.
    Withdraw,
    /// Whether it is open to any address.
    AnyIp,
    /// Whether it is old, or long unused.
    Age,
}

/// One key, as far as the page shows it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Key {
    /// May withdraw, or edit withdrawal addresses.
    pub withdraw: Option<bool>,
    /// Open to any address.
    pub any_ip: Option<bool>,
    /// Has an end.
    pub expires: Option<bool>,
    /// When it was made.
    pub created: Option<Moment>,
    /// When it was last used; the time it was made, when never.
    pub used: Option<Moment>,
    /// Never used at all.
    pub unused: bool,
    /// May place or cancel orders.
    pub trades: bool,
    /// May move money: deposit, withdraw, stake.
    pub moves: bool,
    /// What its name says that it is for; the name itself is not kept.
    pub purpose: Option<Purpose>,
    /// The words behind each [`Judgement`].
    pub quotes: [Vec<Quote>; 3],
}

impl Key {
    /// Keeps the words behind a judgement.
    fn note(&mut self, finder: &Finder, judgement: Judgement, index: usize) {
        if let Some(kept) = self.quotes.get_mut(judgement as usize) {
            kept.extend(finder.quote(index));
        }
    }
}

/// What a page shows of API keys.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Keys {
    /// The keys listed.
    pub listed: Vec<Key>,
    /// The page says that there are none.
    pub none: Option<Vec<Quote>>,
    /// An unsaved key in a dialog: whether a permission to withdraw is ticked.
    pub draft: Option<(bool, Vec<Quote>)>,
}

/// The head of a column is no longer than this, in words.
const HEAD_WORDS: usize = 4;

/// What a key may be permitted.
const PERMISSIONS: [Concept; 3] = [Concept::PermWithdraw, Concept::PermAddress, Concept::PermOther];

/// Reads the keys of an API-key page or dialog.
pub(crate) fn read(finder: &Finder) -> Keys {
    let layout = finder.layout;
    let about_keys = finder.kind == PageKind::ApiKeys
        || layout.titles.iter().any(|title| {
            layout.zone(title.block) == Zone::Plain
                && layout.block(title.block).is_some_and(|block| block.names(Subject::ApiKeys))
        });
    let mut keys = Keys::default();
    let whole = about_keys || headed_as_keys(finder);
    if whole || layout.blocks.iter().any(|block| block.names(Subject::ApiKeys)) {
        keys.listed = listed(finder, whole);
    }
    keys.listed.extend(prose::told(finder));
    if !about_keys {
        keys.none = row_of_none(finder);
        return keys;
    }
    keys.draft = draft(finder);
    if keys.listed.is_empty() {
        keys.none = (0..layout.blocks.len()).find(|index| tells_of_none(finder, *index)).map(|index| finder.quote(index));
    }
    keys
}

/// "Key | Permissions | Allowed IPs": a table whose first cell names API keys, or keys of which permissions are told.
fn headed_as_keys(finder: &Finder) -> bool {
    let layout = finder.layout;
    // The table that was met last, whether its first cell names keys, whether API keys for sure, and what else it names.
    let (mut last, mut keys, mut sure, mut told) = (None, false, false, 0);
    for (index, block) in layout.blocks.iter().enumerate() {
        if !matches!(layout.tree.kind(block.node), Kind::ColHeader | Kind::RowHeader) || block.words() > HEAD_WORDS {
            continue;
        }
        let table = layout.tree.nearest(block.node, &[Kind::Table]);
        if table != last {
            (last, told) = (table, 0);
            sure = block.names(Subject::ApiKeys);
            keys = (sure || block.says(Concept::KeyName) || says_key(block))
                && !layout.titles_over(index).any(|title| title.says(Concept::Ask));
        } else if tells_of_keys(block) {
            told += 1;
            sure |= block.says(Concept::Permissions);
        }
        if keys && sure && told >= 2 && table.is_some() {
            return true;
        }
    }
    false
}

/// A key being made: the boxes of a dialog or form.
fn draft(finder: &Finder) -> Option<(bool, Vec<Quote>)> {
    let layout = finder.layout;
    let boxes = (0..layout.blocks.len()).filter_map(|index| {
        let block = layout.block(index)?;
        let node = layout.tree.get(block.node)?;
        let checked = node.flags.checked()?;
        let permission = block.says_any(&PERMISSIONS);
        let dialog = layout.dialog(block.node);
        let fits = block.role == Role::Control
            && permission
            && match node.kind {
                Kind::Checkbox | Kind::Switch => dialog.is_some() || layout.tree.nearest(block.node, &[Kind::Table]).is_none(),
                // "Withdraw", a button that stays pressed, in a dialog that asks for the key's name.
                kind => kind == Kind::Button && node.usable() && dialog.is_some_and(|dialog| asks_name(layout, dialog)),
            };
        fits.then_some((index, checked, block.says(Concept::PermWithdraw) || block.says(Concept::PermAddress)))
    });
    let boxes: Vec<_> = boxes.gather();
    let risky: Vec<usize> = boxes.iter().filter(|(_, checked, risky)| *checked && *risky).map(|(index, ..)| *index).gather();
    let offered: Vec<usize> = boxes.iter().filter(|(_, _, risky)| *risky).map(|(index, ..)| *index).gather();
    if !risky.is_empty() {
        return Some((true, finder.quotes(&risky)));
    }
    (!offered.is_empty()).then(|| (false, finder.quotes(&offered)))
}

/// Whether something can be written in a dialog.
fn asks_name(layout: &Layout, dialog: Id) -> bool {
    layout.tree.subtree(dialog).any(|id| layout.tree.kind(id) == Kind::Textbox)
}

/// The keys of tables, lists and cards: a key begins with a row, or where a field comes again.
///
/// Where the page as a whole is not about keys, only those are that begin with "API key".
fn listed(finder: &Finder, whole: bool) -> Vec<Key> {
    let layout = finder.layout;
    let permission = |block: &&Block| block.says_any(&PERMISSIONS);
    let live =
        |block: &&Block| layout.tree.get(block.node).is_some_and(|node| node.flags.checked().is_some() && !node.flags.disabled());
    let drafted = layout.blocks.iter().filter(permission).filter(live).find_map(|block| layout.dialog(block.node));
    let mut keys: Vec<(Key, Vec<Field>, Option<Id>)> = Vec::new();
    let mut owned = Vec::new();
    for index in 0..layout.blocks.len() {
        let Some(block) = layout.block(index).filter(|_| layout.zone(index) == Zone::Plain) else { continue };
        // What is chosen in a dialog for a new key is none's yet.
        if of_a_key(finder, index) || (drafted.is_some() && layout.dialog(block.node) == drafted) {
            continue;
        }
        let own = key_list(layout, index);
        if own.is_none() && !whole {
            continue;
        }
        let found = fields(finder, index, block);
        if found.is_empty() {
            continue;
        }
        // A list in a cell is of the same key, and so is one that has a field an item.
        let row_of = |kinds| layout.tree.nearest(block.node, kinds);
        let item = || {
            let item = row_of(&[Kind::Item]).filter(|_| layout.dialog(block.node).is_none())?;
            let lone = found.len() == 1 && layout.inside(item).len() == 1;
            if lone { layout.tree.nearest(item, &[Kind::List]) } else { Some(item) }
        };
        let column = || sideways(layout, index).map(|(head, _)| head);
        let row = || row_of(&[Kind::Row, Kind::Article]).map(|row| upright(layout, row).unwrap_or(row));
        let row = own.or_else(column).or_else(row).or_else(item);
        owned.extend(own);
        let apart = row.is_some_and(|row| !matches!(layout.tree.kind(row), Kind::List | Kind::Table));
        for (field, value) in found {
            let again = |seen: &[Field]| seen.contains(&field) && field != Field::Permissions;
            let same = |(_, seen, of): &(Key, Vec<Field>, Option<Id>)| *of == row && (apart || !again(seen));
            let at = match row {
                Some(_) => keys.iter().rposition(same),
                None => keys.len().checked_sub(1).filter(|last| keys.get(*last).is_some_and(same)),
            };
            let at = at.unwrap_or(keys.len());
            if at == keys.len() {
                keys.push((Key::default(), Vec::new(), row));
            }
            if let Some((key, seen, _)) = keys.get_mut(at) {
                seen.push(field);
                take(finder, key, field, index, &value);
            }
        }
    }
    // One thing alone is a table of permissions, not a key; a key has a name.
    let told = |(key, seen, row): &(Key, Vec<Field>, Option<Id>)| {
        // "Name | Permissions", right under "API keys".
        let titled =
            |row: Id| layout.titles_over(layout.inside(row).start).next().is_some_and(|title| title.names(Subject::ApiKeys));
        let in_table = |row: &Id| seen.contains(&Field::Name) && layout.tree.kind(*row) == Kind::Row && titled(*row);
        let named = row.is_some_and(|row| owned.contains(&row) || in_table(&row));
        [
            key.withdraw.is_some(),
            key.any_ip.is_some(),
            key.created.is_some(),
            key.used.is_some() || key.unused,
            key.expires.is_some(),
            named,
        ]
        .into_iter()
        .filter(|told| *told)
        .count()
            >= 2
    };
    keys.into_iter().filter(told).map(|(key, ..)| key).gather()
}

/// The table of a row that is a name with its value, and so one field of the key that the table tells of.
fn upright(layout: &Layout, row: Id) -> Option<Id> {
    let mut cells = layout.run(layout.inside(row)).iter().map(|block| layout.tree.kind(block.node));
    let heads = matches!(cells.next(), Some(Kind::RowHeader | Kind::ColHeader)) && matches!(cells.next(), Some(Kind::Cell));
    (heads && cells.next().is_none()).then(|| layout.tree.nearest(row, &[Kind::Table])).flatten()
}

fn take(finder: &Finder, key: &mut Key, field: Field, index: usize, value: &Block) {
    let dash = matches!(value.text.trim(), "—" | "–" | "-" | "");
    let never = value.says(Concept::Never) || dash;
    let moment = moment(finder, value);
    match field {
        Field::Name => key.purpose = purpose(&letters::small(value.text)),
        Field::Granted => {
            let no = dash || refused(value);
            let small = || letters::small(value.text);
            let yes = value.says_any(&[Concept::On, Concept::Permitted]) || data::any_in(File::Words, "granted", &small());
            if no || yes {
                key.note(finder, Judgement::Withdraw, index);
                key.withdraw = Some(key.withdraw.unwrap_or(false) || !no);
            }
        }
        Field::Permissions => {
            let known = value.says_any(&PERMISSIONS);
            if known {
                key.note(finder, Judgement::Withdraw, index);
                let risky = pieces(value)
                    .iter()
                    .any(|piece| (piece.says(Concept::PermWithdraw) || piece.says(Concept::PermAddress)) && !excluded(piece));
                key.withdraw = Some(key.withdraw.unwrap_or(false) || risky);
                let small = letters::small(value.text);
                key.trades |= data::any_in(File::Words, "trades", &small);
                key.moves |= risky || data::any_in(File::Words, "moves", &small);
            }
        }
        Field::Denied => {
            if value.says(Concept::PermWithdraw) {
                key.note(finder, Judgement::Withdraw, index);
                key.withdraw.get_or_insert(false);
            }
        }
        Field::Ip => {
            let everywhere = value.text.contains("0.0.0.0") || value.text.contains("::/0");
            let listed = is_network_address(value.text) && !everywhere;
            let open = (value.says(Concept::AnyIp) || dash || everywhere) && !listed;
            if open || listed || value.says(Concept::On) {
                key.note(finder, Judgement::AnyIp, index);
                key.any_ip = Some(open);
            }
        }
        Field::Expiry => {
            if never || moment.is_some() {
                key.note(finder, Judgement::Age, index);
                key.expires = Some(!never);
            }
        }
        Field::Created => {
            if moment.is_some() {
                key.note(finder, Judgement::Age, index);
                key.created = moment;
            }
        }
        Field::Used => {
            if never || moment.is_some() {
                key.note(finder, Judgement::Age, index);
                key.unused = never;
                key.used = moment.filter(|_| !never);
            }
        }
    }
}

/// Whether a value says that something is not granted.
fn refused(value: &Block) -> bool {
    value.says_any(&[Concept::Off, Concept::Not, Concept::Bad, Concept::Cannot])
        || data::any_in(File::Words, "refused", &letters::small(value.text))
}

/// "No withdrawals", "withdrawals: no", "withdrawals excluded": the denial stands right beside the permission, and where it comes
/// after it, it is the last word.
#[inline(never)]
fn excluded(piece: &Block) -> bool {
    let end = piece.tokens.len().saturating_sub(1);
    let denial = |hit: &Hit| matches!(hit.sense, Sense::Is(Concept::Off | Concept::Not | Concept::Bad | Concept::Cannot));
    let word = |at: usize| data::is_one(File::Words, "excluded", &letters::small(piece.word(at)));
    let before = |at: usize| at.checked_sub(1).is_some_and(|at| piece.hits.iter().any(|hit| hit.last == at && denial(hit)));
    let behind = |last: usize| {
        let next = last + 1 + usize::from(piece.word(last + 1) == ":");
        (next == end && word(next)) || piece.hits.iter().any(|hit| hit.first == next && hit.last == end && denial(hit))
    };
    let mut risky = piece.hits.iter().filter(|hit| matches!(hit.sense, Sense::Is(Concept::PermWithdraw | Concept::PermAddress)));
    risky.all(|hit| before(hit.first) || behind(hit.last))
}

/// "Query only, no withdrawals": the parts between commas.
#[inline(never)]
fn pieces<'a>(value: &'a Block<'a>) -> Vec<Block<'a>> {
    // "Withdrawals: no" is one.
    let pause = |(at, token): &(usize, &Token)| token.shape == Shape::Pause && value.word(*at) != ":";
    let ends = value.tokens.iter().enumerate().filter(pause).map(|(at, _)| at);
    let mut first = 0;
    let mut found = Vec::new();
    for end in ends.chain([value.tokens.len()]) {
        if end > first {
            found.push(value.part(first, end - 1));
        }
        first = end + 1;
    }
    found
}

/// The time that a value names: a date, or how long ago it was.
fn moment(finder: &Finder, value: &Block) -> Option<Moment> {
    let stamps = date::stamps(value.text, &value.tokens);
    if let Some(stamp) = stamps.iter().find(|stamp| stamp.day.is_some()) {
        return Some(stamp.moment(finder.at));
    }
    // "3 weeks ago", "411d", "yesterday".
    let days =
        (0..value.tokens.len()).find_map(|at| date::span(value.word(at).trim_start_matches(|c: char| c.is_ascii_digit())))?;
    let count = value.text.split(|c: char| !c.is_ascii_digit()).find_map(letters::number).unwrap_or(1);
    Some(finder.at.plus(-count.saturating_mul(days).saturating_mul(DAY)))
}
