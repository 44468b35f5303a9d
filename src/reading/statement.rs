//! What the page says in words: sentences, headings, badges and the states in rows.

use super::about;
use super::addresses;
use super::announced::{self, Times};
use super::asset;
use super::blocks::{Block, Role};
use super::clause::{self, Claim, Meaning};
use super::column;
use super::concept::{Concept, Sense, Subject};
use super::general;
use super::keys;
use super::logged;
use super::named;
use super::others;
use super::preference;
use super::scope;
use super::settled::{beside_ways_out, paid_out, settled, whole_market};
use super::signal::{Finder, Quote, Signal};
use super::told;
use super::zone::Zone;
use crate::report::{PageKind, Reason};
use crate::snapshot::Kind;

/// A picture that stands for a state has no longer name than this, in words.
const PICTURE_WORDS: usize = 4;

/// Reads every block that stands where the page speaks for itself.
pub(crate) fn read(finder: &mut Finder) {
    for index in 0..finder.layout.blocks.len() {
        let Some(block) = finder.layout.block(index) else { continue };
        if block.hits.is_empty() {
            continue;
        }
        match finder.layout.zone(index) {
            Zone::Plain => {}
            Zone::Navigation => continue,
            Zone::Help => {
                finder.reject(index, "help text");
                continue;
            }
            Zone::Record => {
                finder.reject(index, "what has been");
                continue;
            }
            Zone::Talk => {
                finder.reject(index, "other people's words");
                continue;
            }
            Zone::Busy => {
                finder.reject(index, "still loading");
                continue;
            }
        }
        // What describes a dialog stands in it, too.
        if block.role == Role::Description && finder.layout.tree.kind(block.node) == Kind::Dialog && stands_below(finder, index) {
            continue;
        }
        // A control's own label is read with the control; a header cell names, it does not say.
        let kind = finder.layout.tree.kind(block.node);
        let chosen = kind == Kind::Combobox && block.at != block.node && block.words() <= 3;
        if (block.role == Role::Control && !chosen && !tells_its_state(block, kind) && !is_badge(finder, block, kind))
            || matches!(kind, Kind::ColHeader | Kind::RowHeader)
            || labels_control(finder, index)
        {
            continue;
        }
        if kind == Kind::Image && block.words() > PICTURE_WORDS {
            finder.reject(index, "help text");
            continue;
        }
        if general::of_contract(finder, block) {
            finder.reject(index, "a clause of a contract");
            continue;
        }
        // "futures-paused-v2": a name that somebody gave.
        if !block.text.contains(' ') && block.text.matches(['-', '_'].as_slice()).nth(1).is_some() {
            continue;
        }
        if block.says(Concept::Notify) {
            finder.reject(index, "chooses what one is told");
            continue;
        }
        if others::of_others(finder.layout, index) {
            finder.reject(index, "other people's words");
            continue;
        }
        if keys::of_a_key(finder, index) {
            finder.reject(index, "what a key may do");
            continue;
        }
        let own = block.subjects().any(Subject::is_protection);
        if finder.kind == PageKind::History && !own && finder.layout.in_kind(index, &[Kind::Row, Kind::Item, Kind::Table]) {
            finder.reject(index, "what has been");
            continue;
        }
        if logged::logged(finder, index) {
            finder.reject(index, "what has been");
            continue;
        }
        for outcome in clause::claims(block, finder.client) {
            match outcome {
                Ok(claim) => take(finder, index, claim),
                Err(unused) => finder.leave(index, unused.span, unused.why),
            }
        }
    }
}

/// "Master Key, active": a button that opens a section, with the state of what the section is about.
fn tells_its_state(block: &Block, kind: Kind) -> bool {
    use Concept::*;
    matches!(kind, Kind::Button | Kind::Summary | Kind::Tab)
        && block.subjects().any(Subject::is_protection)
        && block.says_any(&[Good, On, Off, SwitchedOff])
        && !block.says_any(&[Enable, Disable, SetUp, Manage, If, Go])
}

/// "Enabled", in a cell, as a button that explains itself when it is pointed at.
fn is_badge(finder: &Finder, block: &Block, kind: Kind) -> bool {
    use Concept::*;
    let value = finder.layout.tree.nearest(block.node, &[Kind::Definition, Kind::Cell]).is_some();
    let enabled = finder.layout.tree.get(block.node).is_some_and(|node| !node.flags.disabled() && node.flags.checked().is_none());
    let verb = block.says_any(&[Enable, Disable, SetUp, Manage, Go, Submit, Complete, Upgrade, Verify]);
    // A lone "On" may be what the button would do.
    kind == Kind::Button
        && value
        && enabled
        && block.words() <= 2
        && block.text.len() > 3
        && block.says_any(&[Good, Bad])
        && !verb
}

/// Whether the words of a block are also those of a later one.
fn stands_below(finder: &Finder, index: usize) -> bool {
    let Some(block) = finder.layout.block(index) else { return false };
    finder.layout.blocks.iter().skip(index + 1).any(|later| later.role == Role::Text && later.text == block.text)
}

/// The visible label of a control beside it: it is read with the control.
fn labels_control(finder: &Finder, index: usize) -> bool {
    let layout = finder.layout;
    let Some(block) = layout.block(index).filter(|block| layout.tree.kind(block.node) == Kind::Label) else { return false };
    layout.run(index.saturating_sub(3)..index + 4).iter().any(|other| {
        other.role == Role::Control
            && other.text == block.text
            && matches!(layout.tree.kind(other.node), Kind::Radio | Kind::Checkbox | Kind::Switch)
    })
}

/// Finds what a claim is about and keeps it if it holds.
fn take(finder: &mut Finder, index: usize, mut claim: Claim) {
    told::explain(finder, index, &mut claim);
    let layout = finder.layout;
    // "$1,250 isn't ready to leave yet", and why below: that much, and no more.
    let counted = |block: &Block| {
        let start = block.tokens.get(claim.span.0).map_or(0, |token| token.start);
        block.text.get(start..).is_some_and(|text| text.starts_with(['$', '€', '£', '¥'].as_slice()))
    };
    if claim.meaning == Meaning::Fails(Reason::Hold) && layout.block(index).is_some_and(counted) {
        claim.meaning = Meaning::Trouble(Reason::Hold);
    }
    if layout.block(index).is_some_and(|block| about::is_balance(block, &claim)) {
        return;
    }
    // "Bank transfers: yes" under "Intermediate" compares the levels.
    let row = || {
        layout.block(index).and_then(|block| layout.tree.nearest(block.node, &[Kind::Row])).map(|row| layout.inside(row).start)
    };
    if claim.subjects.is_empty()
        && column::header(layout, index)
            .is_some_and(|(header, _)| names_level(finder, header) || row().is_some_and(|first| names_level(finder, first)))
    {
        return;
    }
    // Whatever stands over or beside it, the bank's check is of a card; "your bank refused the ACH transfer" is none.
    if claim.meaning == Meaning::Fails(Reason::CardAuthentication) {
        if Subject::any(&claim.subjects, Subject::is_rail) && !claim.subjects.contains(&Subject::Card) {
            return;
        }
        claim.subjects = vec![Subject::Card];
    }
    if claim.meaning == Meaning::Fails(Reason::CardAuthentication)
        && layout.block(index).is_some_and(|block| block.says(Concept::Retry))
    {
        claim.meaning = Meaning::Trouble(Reason::CardAuthentication);
    }
    let mut label = None;
    let subjects = if claim.subjects.is_empty() || names_in_vain(finder, index, &claim) {
        claim.subjects.clear();
        let Some(scope) = about::scope(finder, index, &claim) else {
            of_one_asset(finder, index, &claim);
            return finder.reject_span(index, claim.span, "a state with nothing that it is the state of");
        };
        let row = layout.in_kind(index, &[Kind::Definition]);
        let own = |subject: &Subject| subject.is_protection() || (row && *subject == Subject::Api);
        if about::of_things(finder, index) && !scope.subjects.iter().all(own) {
            return;
        }
        if preference::of_messages(layout, scope.label) {
            return finder.reject_span(index, claim.span, "chooses what one is told");
        }
        label = Some(scope.label).filter(|label| *label != index);
        // "Fund your account" over it says nothing of the account, nor "API" over what the lock froze of its service.
        let mut subjects = named::of_what_moves(finder, index, &claim, scope.subjects);
        let fails = matches!(claim.meaning, Meaning::Fails(_));
        let keys = fails && matches!(finder.kind, PageKind::Security | PageKind::Settings);
        subjects.retain(|subject| *subject != Subject::Account && !(keys && *subject == Subject::Api));
        subjects
    } else {
        named::named(finder, index, &claim)
    };
    // What names nothing, under "Add funds": a hold is on what goes out.
    let nameless = label.is_some() && claim.meaning == Meaning::Fails(Reason::Hold);
    // "After your first purchase by card, withdrawals are on hold": the card is where it came from.
    let stuck = claim.meaning == Meaning::Fails(Reason::Hold)
        && Subject::any(&subjects, Subject::pays_out)
        && layout.block(index).is_some_and(|block| !says_in(block, &claim, Concept::And));
    let held = nameless || stuck || claim.meaning == Meaning::Trouble(Reason::Hold);
    let apart = || label.is_some_and(|label| beside_ways_out(finder, label));
    let subjects = if held && !apart() { paid_out(subjects) } else { subjects };
    let cell = layout.in_kind(index, &[Kind::Definition, Kind::Cell]);
    if claim.meaning == Meaning::Works && !cell && praises(finder, index) {
        return finder.reject_span(index, claim.span, "an advert");
    }
    if matches!(claim.meaning, Meaning::Fails(_) | Meaning::Trouble(_)) && logged::told_of_then(finder, index) {
        return finder.reject_span(index, claim.span, "what has been");
    }
    if Subject::only(&subjects, Subject::moves) && addresses::entered(layout, index) {
        return finder.reject_span(index, claim.span, "what an address is called");
    }
    if general::of_rails(finder, index, &claim, &subjects) {
        return finder.reject_span(index, claim.span, "addressed to nobody in particular");
    }
    if general::of_protection(finder, index, &claim, &subjects) {
        return finder.reject_span(index, claim.span, "help text");
    }
    // "Nobody can change your account": it is the account itself that has to be closed.
    if subjects.contains(&Subject::Account) && matches!(claim.meaning, Meaning::Fails(_)) && !closes(finder, index, &claim) {
        return finder.reject_span(index, claim.span, "done to an account that is open");
    }
    let mut quotes = finder.quote_span(index, claim.span);
    quotes.extend(label.into_iter().flat_map(|label| finder.quote(label)));
    // "Pounds to your bank": what goes out there is the account's cash, whatever it is called.
    claim.narrow |= subjects != [Subject::FiatWithdrawal] && asset::one_asset(layout, index).is_some();
    let entry = announced::of_entry(finder, index).filter(|_| matches!(claim.meaning, Meaning::Fails(_)));
    if entry.is_some() {
        claim.meaning = Meaning::Trouble(Reason::Maintenance);
    }
    let times = entry.or_else(|| finder.times(index)).or_else(|| announced::of_notice(finder, index, &claim));
    for subject in subjects {
        keep(finder, index, &claim, subject, (&quotes, times));
    }
}

/// "KAVA | Paused", in a list of what the page is for: nothing else stands still.
fn of_one_asset(finder: &mut Finder, index: usize, claim: &Claim) {
    let subject = match finder.kind {
        PageKind::Deposit => Subject::CryptoDeposit,
        PageKind::Withdraw => Subject::CryptoWithdrawal,
        PageKind::Earn => Subject::Staking,
        _ => return,
    };
    let trouble = matches!(claim.meaning, Meaning::Fails(_) | Meaning::Trouble(_));
    let Some(name) = asset::one_asset(finder.layout, index).filter(|_| trouble) else { return };
    let quotes = finder.quotes(&[name, index]);
    finder.signals.push(Signal { narrow: true, ..Signal::new(subject, claim.meaning, quotes, "a statement") });
}

/// Whether what a claim names is not what it is about.
fn names_in_vain(finder: &Finder, index: usize, claim: &Claim) -> bool {
    let layout = finder.layout;
    // In a definition or cell the first of several texts is no name: the term or the row's first cell is.
    let valued = layout.block(index).is_some_and(|block| !block.breaks.is_empty() && about::is_value(finder, block));
    // "Traded on Kraken Pro" under "Futures".
    let yours =
        layout.block(index).is_some_and(|block| says_in(block, claim, Concept::Cannot) && !layout.in_kind(index, told::NOTICES));
    let traded = claim.subjects == [Subject::Trading]
        && match claim.meaning {
            Meaning::OtherClient | Meaning::Fails(Reason::Verification) => true,
            // "For now you can't place orders", under "Futures".
            Meaning::Fails(_) => yours,
            _ => false,
        };
    // "Enabled · hardware key" under "Master key": how it is given.
    let method = claim.subjects == [Subject::TwoFactor]
        && claim.bare
        && layout.block(index).is_some_and(|block| says_in(block, claim, Concept::Method));
    let valued = valued || method;
    let of_product = |scope: scope::Scope| Subject::all(&scope.subjects, Subject::is_product);
    let row = || scope::row(layout, index).filter(|row| row.exact);
    let product = || scope::title(layout, index).is_some_and(of_product) || row().is_some_and(of_product);
    // "Close-only while our team reviews your account", in the row of a product.
    let reviewed = claim.subjects == [Subject::Account]
        && matches!(claim.meaning, Meaning::Fails(_))
        && layout.block(index).is_some_and(|block| about::is_value(finder, block))
        && row().is_some_and(of_product);
    (valued && claim.bare && scope::row(layout, index).is_some()) || (traded && product()) || reviewed
}

/// Keeps what a claim says of one subject, with the words that say it and the times named with them.
fn keep(finder: &mut Finder, index: usize, claim: &Claim, subject: Subject, (quotes, times): (&[Quote], Times)) {
    // Only what can be switched is off, and only a protection is on because there is one.
    let switched = claim.meaning == Meaning::SwitchedOff && !(subject.is_product() || subject.is_protection());
    // "Available", and "None" under "Daily limit".
    let none = claim.meaning == Meaning::SwitchedOff && subject.is_product() && beside_a_state(finder, index);
    if switched || none || (claim.exists && !subject.is_protection()) {
        return;
    }
    // "Prevents any reset", under the name of a protection, describes it.
    let describes = |block: &Block| {
        let says = |concept| says_in(block, claim, concept);
        let prevents = says(Concept::Cannot) && ![Concept::Bad, Concept::Locked].into_iter().any(says);
        says(Concept::Permitted) || (claim.meaning == Meaning::Fails(Reason::Unstated) && prevents)
    };
    if subject.is_protection() && finder.layout.block(index).is_some_and(describes) {
        return;
    }
    // "Lock your settings", where the verb's words are those of the state.
    let asks = |block: &Block| {
        let first = block.hits.iter().find(|hit| hit.first >= claim.span.0);
        first.is_some_and(|hit| hit.first == claim.span.0 && hit.sense == Sense::Is(Concept::Enable))
    };
    if subject == Subject::SettingsLock && finder.layout.block(index).is_some_and(asks) {
        return;
    }
    let subject = whole_market(finder, index, subject);
    let meaning = settled(finder, index, subject, claim);
    // What a key may do is no rail of the account.
    let notice = finder.layout.in_kind(index, &[Kind::Alert, Kind::Status, Kind::Note]);
    if finder.kind == PageKind::ApiKeys && !notice && subject != Subject::Api && (subject.is_rail() || subject.is_broad()) {
        return;
    }
    // What a vault holds is some asset.
    let held = subject == Subject::Custody && meaning == Meaning::Works;
    let narrow = claim.narrow && !held && !subject.is_protection();
    let signal = Signal::new(subject, meaning, quotes.to_vec(), "a statement");
    finder.signals.push(Signal { narrow, usual: claim.usual, needs: claim.needs, times, ..signal });
}

/// Whether a lone word stands in a row of a table in which another cell already says that it works.
fn beside_a_state(finder: &Finder, index: usize) -> bool {
    let layout = finder.layout;
    let Some(block) = layout.block(index).filter(|block| block.words() == 1) else { return false };
    let Some(row) = layout.tree.nearest(block.node, &[Kind::Row]) else { return false };
    let works =
        |other: &Block| other.node != block.node && other.words() <= 3 && other.says(Concept::Good) && !other.says(Concept::Not);
    layout.run(layout.inside(row)).iter().any(works)
}

/// Whether a claim says of an account that it is closed: not that it is limited, or that something cannot be done to it.
fn closes(finder: &Finder, index: usize, claim: &Claim) -> bool {
    use Concept::*;
    let says = |concept| finder.layout.block(index).is_some_and(|block| says_in(block, claim, concept));
    let any = |concepts: &[Concept]| concepts.iter().any(|concept| says(*concept));
    any(&[Bad, Locked, SwitchedOff, Hold]) && !any(&[Limited, CloseOnly])
}

/// Whether a column's header is the name of a verification level.
fn names_level(finder: &Finder, header: usize) -> bool {
    use Concept::*;
    let level = |block: &Block| block.words() <= 3 && block.says_any(&[Starter, Express, Intermediate, Pro, Business]);
    finder.layout.block(header).is_some_and(level)
}

/// Whether the words of a claim stand for this.
pub(super) fn says_in(block: &Block, claim: &Claim, concept: Concept) -> bool {
    block.says_within(claim.span, concept)
}

/// Whether a block stands in an advert: a card with words of praise.
fn praises(finder: &Finder, index: usize) -> bool {
    // A notice that is friendly is none.
    let notice = finder.layout.in_kind(index, &[Kind::Alert, Kind::Status]);
    // "You're all set to buy more than 400 coins" is said to this user.
    let praise = |block: &Block| block.says(Concept::Promo) && !(block.says(Concept::You) && block.says(Concept::Good));
    !notice && finder.layout.run(scope::of_one(finder.layout, index)).iter().any(praise)
}
