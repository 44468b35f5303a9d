//! API keys: what each listed key may do, from where, and how old it is. Names and key material are never kept.

use super::blocks::{Block, Role};
use super::concept::{Concept, Subject};
use super::date;
use super::layout::Zone;
use super::scope;
use super::signal::{Finder, Quote};
use super::words::Shape;
use crate::moment::{DAY, Moment};
use crate::report::PageKind;
use crate::snapshot::Kind;

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
    /// The words behind each of the three judgements.
    pub quotes: [Vec<Quote>; 3],
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

/// What a cell or line tells of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Name,
    Permissions,
    Ip,
    Expiry,
    Created,
    Used,
}

/// Reads the keys of an API-key page or dialog.
pub(crate) fn read(finder: &Finder) -> Keys {
    let layout = finder.layout;
    let about_keys = finder.kind == PageKind::ApiKeys
        || layout.titles.iter().any(|title| {
            layout.zone(title.block) == Zone::Plain
                && layout.block(title.block).is_some_and(|block| block.names(Subject::ApiKeys))
        });
    if !about_keys {
        return Keys::default();
    }
    let mut keys = Keys { draft: draft(finder), ..Keys::default() };
    let empty = (0..layout.blocks.len()).find(|index| {
        layout.zone(*index) == Zone::Plain
            && layout.block(*index).is_some_and(|block| {
                block.says(Concept::Empty)
                    && block.role != Role::Control
                    && (block.names(Subject::ApiKeys)
                        || block.text.to_lowercase().contains("key")
                        || finder.kind == PageKind::ApiKeys)
            })
    });
    keys.listed = listed(finder);
    if let Some(index) = empty.filter(|_| keys.listed.is_empty()) {
        keys.none = Some(finder.quote(index));
    }
    keys
}

/// A key being made: the boxes of a dialog or form.
fn draft(finder: &Finder) -> Option<(bool, Vec<Quote>)> {
    let layout = finder.layout;
    let boxes = (0..layout.blocks.len()).filter_map(|index| {
        let block = layout.block(index)?;
        let node = layout.tree.get(block.node)?;
        let checked = node.flags.checked()?;
        let permission = block.says(Concept::PermWithdraw) || block.says(Concept::PermAddress) || block.says(Concept::PermOther);
        let fits = block.role == Role::Control
            && matches!(node.kind, Kind::Checkbox | Kind::Switch)
            && permission
            && layout.tree.nearest(block.node, &[Kind::Table]).is_none();
        fits.then_some((index, checked, block.says(Concept::PermWithdraw) || block.says(Concept::PermAddress)))
    });
    let boxes: Vec<_> = boxes.collect();
    let risky: Vec<usize> = boxes.iter().filter(|(_, checked, risky)| *checked && *risky).map(|(index, ..)| *index).collect();
    let offered: Vec<usize> = boxes.iter().filter(|(_, _, risky)| *risky).map(|(index, ..)| *index).collect();
    if !risky.is_empty() {
        return Some((true, finder.quotes(&risky)));
    }
    (!offered.is_empty()).then(|| (false, finder.quotes(&offered)))
}

/// The keys of tables, lists and cards: a key begins where a field comes again.
fn listed(finder: &Finder) -> Vec<Key> {
    let layout = finder.layout;
    let mut keys: Vec<Key> = Vec::new();
    let mut seen: Vec<Field> = Vec::new();
    let mut row = None;
    for index in 0..layout.blocks.len() {
        let Some(block) = layout.block(index) else { continue };
        if layout.zone(index) != Zone::Plain
            || layout
                .dialog(block.node)
                .is_some_and(|_| row.is_none() && keys.is_empty() && layout.in_kind(index, &[Kind::Checkbox]))
        {
            continue;
        }
        let Some((field, value)) = field(finder, index, block) else { continue };
        let this_row = layout.tree.nearest(block.node, &[Kind::Row, Kind::Item, Kind::Article]);
        let next = if this_row.is_some() { this_row != row } else { seen.contains(&field) && field != Field::Permissions };
        if keys.is_empty() || next {
            keys.push(Key::default());
            seen.clear();
        }
        row = this_row;
        seen.push(field);
        if let Some(key) = keys.last_mut() {
            take(finder, key, field, index, value);
        }
    }
    keys.retain(|key| {
        key.withdraw.is_some() || key.any_ip.is_some() || key.created.is_some() || key.used.is_some() || key.expires.is_some()
    });
    keys
}

/// The field that a block is the value of, and the block that holds the value.
fn field<'b>(finder: &'b Finder, index: usize, block: &'b Block) -> Option<(Field, &'b Block)> {
    let layout = finder.layout;
    if let Some((header, _)) = scope::header(layout, index) {
        let field = layout.block(header).and_then(named)?;
        return Some((field, block));
    }
    if matches!(layout.tree.kind(block.node), Kind::ColHeader | Kind::Heading | Kind::Checkbox | Kind::Switch | Kind::Button) {
        return None;
    }
    // "Created 3 May 2026": name and value in one; or the name alone, with the value in the next block.
    let field = named(block).filter(|_| block.words() <= 40)?;
    let alone = block.words() <= 4
        && !block.tokens.iter().any(|token| token.shape == Shape::Number)
        && !block.says(Concept::Never)
        && !block.says(Concept::AnyIp);
    let value = if alone {
        layout.block(index + 1).filter(|next| {
            named(next).is_none()
                || next.says(Concept::Never)
                || next.says(Concept::PermOther)
                || next.says(Concept::PermWithdraw)
        })?
    } else {
        block
    };
    Some((field, value))
}

/// The field that a header or label names.
fn named(block: &Block) -> Option<Field> {
    let fields = [
        (Concept::Permissions, Field::Permissions),
        (Concept::IpList, Field::Ip),
        (Concept::Expiry, Field::Expiry),
        (Concept::LastUsed, Field::Used),
        (Concept::Created, Field::Created),
        (Concept::KeyName, Field::Name),
    ];
    fields
        .into_iter()
        .find(|(concept, _)| block.hits.iter().any(|hit| hit.first <= 1 && hit.sense == super::concept::Sense::Is(*concept)))
        .map(|(_, field)| field)
}

fn take(finder: &Finder, key: &mut Key, field: Field, index: usize, value: &Block) {
    let quotes = finder.quote(index);
    let never = value.says(Concept::Never);
    let moment = moment(finder, value);
    let mut note = |slot: usize| {
        if let Some(kept) = key.quotes.get_mut(slot) {
            kept.extend(quotes.clone());
        }
    };
    match field {
        Field::Name => {}
        Field::Permissions => {
            let known =
                [Concept::PermWithdraw, Concept::PermAddress, Concept::PermOther].iter().any(|concept| value.says(*concept));
            if known {
                note(0);
                let risky = value.says(Concept::PermWithdraw) || value.says(Concept::PermAddress);
                key.withdraw = Some(key.withdraw.unwrap_or(false) || risky);
            }
        }
        Field::Ip => {
            let numbers =
                value.tokens.iter().any(|token| token.shape == Shape::Number && !value.text.trim_start().starts_with("0.0.0.0"));
            let open = value.says(Concept::AnyIp) && !numbers;
            if open || numbers || value.says(Concept::On) {
                note(1);
                key.any_ip = Some(open);
            }
        }
        Field::Expiry => {
            if never || moment.is_some() {
                note(2);
                key.expires = Some(!never);
            }
        }
        Field::Created => {
            if moment.is_some() {
                note(2);
                key.created = moment;
            }
        }
        Field::Used => {
            if never || moment.is_some() {
                note(2);
                key.unused = never;
                key.used = moment;
            }
        }
    }
}

/// The time that a value names: a date, or "3 days ago".
fn moment(finder: &Finder, value: &Block) -> Option<Moment> {
    let stamps = date::stamps(&value.text, &value.tokens);
    if let Some(stamp) = stamps.iter().find(|stamp| stamp.day.is_some()) {
        return Some(stamp.moment(finder.at));
    }
    let small = value.text.to_lowercase();
    if ["today", "just now", "hour", "minute", "second", "moments"].iter().any(|word| small.contains(word)) {
        return Some(finder.at);
    }
    if small.contains("yesterday") {
        return Some(finder.at.plus(-DAY));
    }
    let count = small.split(|letter: char| !letter.is_ascii_digit()).find_map(|digits| digits.parse::<i64>().ok());
    let count = count.or_else(|| small.contains(" ago").then_some(1))?;
    let unit = [("year", 365), ("month", 30), ("week", 7), ("day", 1)].into_iter().find(|(unit, _)| small.contains(unit))?.1;
    Some(finder.at.plus(-count.saturating_mul(unit).saturating_mul(DAY)))
}
