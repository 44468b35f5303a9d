//! What the cells and lines of a page tell of a key, by their headers, labels and words.

use super::{HEAD_WORDS, PERMISSIONS};
use crate::gather::Gather;
use crate::ip;
use crate::reading::blocks::{Block, Role};
use crate::reading::column;
use crate::reading::concept::{Concept, Sense, Subject};
use crate::reading::layout::Layout;
use crate::reading::signal::Finder;
use crate::reading::tree::Id;
use crate::reading::words::Shape;
use crate::snapshot::Kind;

/// What a cell or line tells of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Name,
    Permissions,
    /// What it may not do.
    Denied,
    /// Whether the permission that heads the column is granted.
    Granted,
    Ip,
    Expiry,
    Created,
    Used,
}

/// What names a key or a field is no longer than this, in words, with what it says of it.
const FIELD_WORDS: usize = 8;

/// No more permissions than this are looked at one below the other.
const PERMITTED: usize = 24;

/// How fields are called.
const FIELDS: &[(Concept, Field)] = &[
    (Concept::Permissions, Field::Permissions),
    (Concept::IpList, Field::Ip),
    (Concept::Expiry, Field::Expiry),
    (Concept::LastUsed, Field::Used),
    (Concept::Created, Field::Created),
    (Concept::KeyName, Field::Name),
];

/// What a block tells of a key: a cell under its header, "Created 3 May 2026", or a name with its value in the next block.
pub(super) fn fields<'a>(finder: &'a Finder, index: usize, block: &'a Block) -> Vec<(Field, Block<'a>)> {
    let layout = finder.layout;
    if matches!(layout.tree.kind(block.node), Kind::ColHeader | Kind::Heading | Kind::Checkbox | Kind::Switch | Kind::Button) {
        return Vec::new();
    }
    let beside = sideways(layout, index).map(|(_, name)| name);
    let over = column::header(layout, index);
    if beside.is_some() || over.is_some() {
        let header = beside.or_else(|| layout.block(over?.0));
        let by_header = header.and_then(headed);
        let by_value = || by_value(block).filter(|_| header.is_none_or(|header| !header.says(Concept::KeyName)));
        return by_header.or_else(by_value).map(|field| (field, block.clone())).into_iter().gather();
    }
    let mut found: Vec<(Field, Block)> = Vec::new();
    // "It can't | withdraw": the term before it says that it may not.
    let denies = |label: usize| {
        layout.in_kind(label, &[Kind::Term])
            && layout.block(label).is_some_and(|term| term.says(Concept::Cannot) && term.words() <= 4)
    };
    if layout.in_kind(index, &[Kind::Definition]) {
        let before = index.checked_sub(1);
        // A term that names a field has taken its value already.
        let taken = before.and_then(|label| layout.block(label)).is_some_and(|label| named(label).is_some());
        let by_value = || by_value(block).filter(|_| !taken);
        if let Some(field) = if before.is_some_and(denies) { Some(Field::Denied) } else { by_value() } {
            found.push((field, block.clone()));
            return found;
        }
    }
    // "Withdraw funds", and "Not allowed" beside it.
    let granted = |value: &&Block| {
        value.role == Role::Text
            && value.words() <= 3
            && value.says_any(&[Concept::On, Concept::Off, Concept::Permitted, Concept::Bad, Concept::Cannot])
    };
    let permission = block.words() <= 5 && block.says_any(&[Concept::PermWithdraw, Concept::PermAddress]);
    // "Withdraw funds: no".
    let colon = block.tokens.iter().position(|token| token.shape == Shape::Pause).filter(|at| block.word(*at) == ":");
    let own = colon.filter(|at| permission && at + 1 < block.tokens.len()).map(|at| block.part(at + 1, block.tokens.len() - 1));
    if let Some(value) = own.filter(|value| granted(&value)) {
        found.push((Field::Granted, value));
    } else if let Some(value) = layout.block(index + 1).filter(|_| permission).filter(granted) {
        found.push((Field::Granted, value.clone()));
    }
    if !FIELDS.iter().any(|(concept, _)| block.says(*concept)) {
        if found.is_empty() && is_permitted(layout, index) {
            found.push((Field::Permissions, block.clone()));
        }
        return found;
    }
    // Several cells are several fields, whatever stops there are in them.
    for part in if block.breaks.len() > 1 { block.cells() } else { block.parts() } {
        let Some(field) = named(&part).filter(|_| part.words() <= 40) else { continue };
        let alone = part.words() <= 4
            && !part.tokens.iter().any(|token| token.shape == Shape::Number)
            && !part.says(Concept::Never)
            && !part.says(Concept::AnyIp);
        let next = || {
            layout
                .block(index + 1)
                .filter(|next| {
                    named(next).is_none() || next.says(Concept::Never) || next.says(Concept::AnyIp) || by_value(next).is_some()
                })
                .cloned()
        };
        found.extend(if alone { next().map(|value| (field, value)) } else { Some((field, part)) });
    }
    found
}

/// The row or description list of one key: it begins with "API key", and tells further on of what is told of keys.
pub(crate) fn key_list(layout: &Layout, index: usize) -> Option<Id> {
    let list = layout.tree.nearest(layout.block(index)?.node, &[Kind::DescriptionList, Kind::Row])?;
    let (first, rest) = layout.run(layout.inside(list)).split_first()?;
    let field = |block: &Block| block.role == Role::Text && block.words() <= FIELD_WORDS && tells_of_keys(block);
    // "API key removed" is told of the past; a name stands in quotation marks.
    let hit = first.hits.iter().find(|hit| hit.sense == Sense::Of(Subject::ApiKeys))?;
    let alone = (0..hit.first).chain(hit.last + 1..first.tokens.len()).all(|at| !first.is_word(at));
    let quoted = first.word(hit.last + 1).starts_with(['“', '„', '«', '‘', '"', '»'].as_slice());
    let head = matches!(layout.tree.kind(first.node), Kind::ColHeader) || first.words() > FIELD_WORDS;
    (!head && (alone || quoted) && rest.iter().any(field)).then_some(list)
}

/// "Permissions", and below it "Query funds", "Withdraw funds": one of several, none of them with a value of its own.
fn is_permitted(layout: &Layout, index: usize) -> bool {
    let permission = |block: &Block| block.words() <= FIELD_WORDS && block.says_any(&PERMISSIONS);
    let head = |block: &Block| block.words() <= HEAD_WORDS && named(block) == Some(Field::Permissions);
    layout.block(index).is_some_and(permission)
        && !is_refused(layout, index, permission)
        && layout.run(0..index).iter().rev().take(PERMITTED).find(|block| !permission(block) || head(block)).is_some_and(head)
}

/// "Withdraw funds ✗", "Withdraw funds", and "Off" or a box beside it: refused, or a matter of the box.
fn is_refused(layout: &Layout, index: usize, permission: impl Fn(&Block) -> bool) -> bool {
    let tree = layout.tree;
    let refused = |block: &Block| {
        let mark = block.text.contains(['✗', '✕', '✘', '×', '☐', '❌'].as_slice());
        mark || block.says_any(&[Concept::Not, Concept::Off, Concept::Cannot, Concept::Bad, Concept::Empty])
    };
    let beside = layout.block(index + 1).is_some_and(|next| next.words() <= 3 && !permission(next) && refused(next));
    let switch = |id: Id| matches!(tree.kind(id), Kind::Checkbox | Kind::Switch);
    let ticked = |near: usize| {
        let node = layout.block(near).map(|near| near.node);
        node.is_some_and(|id| switch(id) || tree.get(id).is_some_and(|node| node.flags.checked().is_some()))
    };
    let item = layout.block(index).and_then(|block| tree.nearest(block.node, &[Kind::Item, Kind::Definition]));
    beside
        || layout.block(index).is_some_and(refused)
        || [index, index + 1].into_iter().chain(index.checked_sub(1)).any(ticked)
        || item.is_some_and(|item| tree.subtree(item).any(switch))
}

/// Whether a header names something that is told of keys.
pub(super) fn tells_of_keys(header: &Block) -> bool {
    !matches!(named(header), None | Some(Field::Name))
}

/// The field that a header stands for: one that it names, or whether a permission is granted.
fn headed(header: &Block) -> Option<Field> {
    named(header).or_else(|| header.says_any(&[Concept::PermWithdraw, Concept::PermAddress]).then_some(Field::Granted))
}

/// "Created | 1 Oct | 2 Jun": the cell at the top of a column that is a key, and the name of the row.
pub(super) fn sideways<'a>(layout: &'a Layout, index: usize) -> Option<(Id, &'a Block<'a>)> {
    let row = layout.tree.nearest(layout.block(index)?.node, &[Kind::Row])?;
    let name = layout.block(layout.inside(row).start)?;
    if layout.tree.kind(name.node) != Kind::RowHeader || headed(name).is_none() {
        return None;
    }
    let table = layout.tree.nearest(row, &[Kind::Table])?;
    let top = match column::header(layout, index) {
        Some((head, 1..)) => layout.block(head).filter(|head| headed(head).is_none())?.node,
        Some(_) => return None,
        None => column::top(layout, index)?,
    };
    // "IP addresses | Starter | Pro" compares; when it was made, or used, tells of a key.
    let dated = |block: &Block| {
        let header = layout.tree.kind(block.node) == Kind::RowHeader;
        header && matches!(named(block), Some(Field::Created | Field::Used | Field::Expiry))
    };
    let cells = layout.run(layout.inside(table));
    let first = cells.first().is_some_and(|first| first.names(Subject::ApiKeys));
    (first || cells.iter().any(dated)).then_some((top, name))
}

/// The field of a cell whose header tells nothing: addresses and permissions show what they are.
fn by_value(block: &Block) -> Option<Field> {
    let permission = block.says(Concept::PermOther) || block.says(Concept::PermAddress);
    let any_ip = block.says(Concept::AnyIp) && block.text.contains("IP");
    if any_ip || is_network_address(block.text) {
        Some(Field::Ip)
    } else if permission {
        Some(Field::Permissions)
    } else {
        None
    }
}

/// IPv4 or IPv6, also with a mask.
pub(super) fn is_network_address(text: &str) -> bool {
    text.split([' ', ',', ';', '/', '\n'].as_slice()).any(|word| ip::is_ipv4(word) || ip::is_ipv6(word))
}

/// The field that a header or label names.
fn named(block: &Block) -> Option<Field> {
    let begins = |wanted: Concept| block.hits.iter().any(|hit| hit.first <= 1 && hit.sense == Sense::Is(wanted));
    if block.hits.first().is_some_and(|hit| hit.first == 0 && hit.sense == Sense::Is(Concept::Never)) && begins(Concept::Expiry) {
        return Some(Field::Expiry);
    }
    FIELDS.iter().find(|(concept, _)| begins(*concept)).map(|(_, field)| *field)
}
