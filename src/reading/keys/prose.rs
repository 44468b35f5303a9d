//! Keys that a page tells of in sentences: "Your key can trade and withdraw, from any address, and has no expiry date".

use super::{Field, Judgement, Key, PERMISSIONS, is_network_address, take};
use crate::reading::blocks::{Block, Role};
use crate::reading::concept::{Concept, Sense, Subject};
use crate::reading::lexicon::Hit;
use crate::reading::logged;
use crate::reading::others;
use crate::reading::signal::Finder;
use crate::reading::words::Shape;
use crate::reading::zone::Zone;
use crate::report::PageKind;
use crate::snapshot::Kind;

/// What tells of a key is no shorter, and no longer, than this, in words.
const WORDS: std::ops::RangeInclusive<usize> = 5..=60;

/// What is said with one of these tells of no key that there is.
const IDLE: [Concept; 5] = [Concept::If, Concept::Generic, Concept::Perhaps, Concept::Require, Concept::Sample];

/// A key's name has no more words than this.
const NAME_WORDS: usize = 3;

/// Whether a block tells of one of this user's keys, or of all: "Your API keys …", "Key “night-bot” …", or what stands below a
/// key's name on the page of the keys.
pub(crate) fn of_a_key(finder: &Finder, index: usize) -> bool {
    use Concept::*;
    let layout = finder.layout;
    let Some(block) = layout.block(index) else { return false };
    let says = block.says_any(&[Can, Cannot, Not, Only, Permitted, Created, Expiry, AnyIp]);
    // "Created 3 May, last used today" is a row of fields, and so is "tax-bot | Created: 3 May".
    let cell = |at: usize| block.tokens.get(at).is_some_and(|token| block.breaks.binary_search(&token.start).is_ok());
    let field = |hit: &Hit| (hit.first == 0 || cell(hit.first)) && matches!(hit.sense, Sense::Is(Created | Expiry | LastUsed));
    let row = block.hits.iter().any(field) || layout.in_kind(index, &[Kind::Cell, Kind::Definition, Kind::Term, Kind::ColHeader]);
    // "Withdrawals are on hold because your API key is new" is about withdrawals.
    let other = block.says_any(&[Hold, Locked, Until, Maintenance, ForAccount]) || block.subjects().any(Subject::is_protection);
    if !says || other || row || block.role != Role::Text || !WORDS.contains(&block.words()) {
        return false;
    }
    let key = block.names(Subject::ApiKeys);
    let keys = || finder.kind == PageKind::ApiKeys || layout.titles_over(index).any(|title| title.names(Subject::ApiKeys));
    // A name that somebody gave stands over it, or at its head: "grid-bot".
    let given = |text: &str| {
        text.split(' ').next().is_some_and(|word| word.contains(['-', '_'].as_slice()) && word.len() > 3 && !word.ends_with(':'))
    };
    let titled = || layout.titles_over(index).next().is_some_and(|title| title.words() <= NAME_WORDS && given(title.text));
    let own = || quotes_name(block) || given(block.text) || titled();
    (key && (yours(block) || quotes_name(block))) || (own() && (keys() || block.text.contains("IP")))
}

/// "Your API keys", "your three API keys".
fn yours(block: &Block) -> bool {
    block.hits.iter().any(|hit| hit.sense == Sense::Of(Subject::ApiKeys) && block.is_yours(hit, 1))
}

/// "Key “night-bot”": a name in quotation marks; "“Withdraw”" is what a key may do.
fn quotes_name(block: &Block) -> bool {
    let mut marks = block.text.match_indices(['“', '„', '«', '‘', '"', '”', '»', '’'].as_slice()).map(|(at, _)| at);
    let Some((first, last)) = marks.next().zip(marks.next()) else { return false };
    let known = |hit: &Hit| {
        let inside = block.tokens.get(hit.first).is_some_and(|token| first < token.start && token.start < last);
        inside && matches!(hit.sense, Sense::Is(concept) if PERMISSIONS.contains(&concept))
    };
    // "Example: a key named “bot” …": what begins with its name is told of it.
    let early = block.text.get(..first).is_some_and(|lead| lead.split_whitespace().count() <= NAME_WORDS && !lead.contains(':'));
    let name = block.text.get(first..last).filter(|_| early && !block.hits.iter().any(known));
    name.is_some_and(|name| name.split_whitespace().count() <= NAME_WORDS)
}

/// The keys that the page tells of.
pub(super) fn told(finder: &Finder) -> Vec<Key> {
    let layout = finder.layout;
    let mut keys = Vec::new();
    for index in 0..layout.blocks.len() {
        let own = || !others::of_others(layout, index) && !logged::logged(finder, index);
        if layout.zone(index) != Zone::Plain || !of_a_key(finder, index) || !own() {
            continue;
        }
        let mut key = Key::default();
        for part in layout.block(index).map(Block::parts).unwrap_or_default() {
            if !part.asks() && !part.says_any(&IDLE) {
                sentence(finder, &mut key, index, &part);
            }
        }
        if key != Key::default() {
            keys.push(key);
        }
    }
    keys
}

/// What a sentence tells of a key, piece by piece between commas and "and".
fn sentence(finder: &Finder, key: &mut Key, index: usize, part: &Block) {
    use Concept::*;
    let joins = |at: usize| part.hits.iter().any(|hit| hit.covers(at) && hit.sense == Sense::Is(And));
    let ends = part.tokens.iter().enumerate().filter(|(at, token)| token.shape == Shape::Pause || joins(*at)).map(|(at, _)| at);
    let (mut first, mut may) = (0, true);
    for end in ends.chain([part.tokens.len()]) {
        if end > first {
            let piece = part.part(first, end - 1);
            let denied = piece.says_any(&[Not, Cannot, Empty]);
            if denied || piece.says_any(&[Can, Permitted]) {
                may = !denied;
            }
            let moves = piece.says_any(&[PermWithdraw, PermAddress]) || piece.subjects().any(Subject::pays_out);
            let network = piece.text.contains("IP") || is_network_address(piece.text);
            let only = piece.says(Only) && part.says(PermOther) && !network;
            // "May not trade, and has permission to withdraw": what was denied before is not what is said here.
            if (moves && (may || denied)) || only {
                key.withdraw = Some(key.withdraw == Some(true) || (moves && may));
                key.note(finder, Judgement::Withdraw, index);
            }
            told_by_field(finder, key, index, &piece, (denied, network));
        }
        first = end + 1;
    }
}

/// From where it may be used, since when, and until when.
fn told_by_field(finder: &Finder, key: &mut Key, index: usize, piece: &Block, (denied, network): (bool, bool)) {
    use Concept::*;
    if network && piece.says_any(&[AnyIp, IpList]) && piece.says(AnyIp) != denied {
        key.any_ip = Some(true);
        key.note(finder, Judgement::AnyIp, index);
    } else if network && piece.says_any(&[Only, On, Exists]) {
        key.any_ip = Some(false);
        key.note(finder, Judgement::AnyIp, index);
    }
    for (concept, field) in [(Expiry, Field::Expiry), (Created, Field::Created), (LastUsed, Field::Used)] {
        // "It never expires", "has no end date".
        if piece.says(concept) || (concept == Expiry && piece.says(Never) && !piece.says_any(&[LastUsed, Can, Cannot])) {
            take(finder, key, field, index, piece);
        }
    }
}
