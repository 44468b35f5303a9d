//! What the page says in words: sentences, headings, badges and the states in rows.

use super::about;
use super::blocks::{Block, Role};
use super::clause::{self, Claim, Meaning};
use super::concept::{Concept, Sense, Subject};
use super::date;
use super::scope;
use super::signal::{Finder, Signal};
use super::words::Shape;
use super::zone::Zone;
use crate::moment::DAY;
use crate::report::{PageKind, Reason};
use crate::snapshot::Kind;

/// What titles a notice is no longer than this, in words.
const TITLE_WORDS: usize = 8;

/// A name over a line of text is no longer than this, in words.
const NAME_WORDS: usize = 6;

/// What is said in one piece.
const NOTICES: &[Kind] = &[Kind::Alert, Kind::Status, Kind::Dialog, Kind::Note];

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
        let own = block.subjects().any(Subject::is_protection);
        if finder.kind == PageKind::History && !own && finder.layout.in_kind(index, &[Kind::Row, Kind::Item, Kind::Table]) {
            finder.reject(index, "what has been");
            continue;
        }
        if entered(finder, block) {
            finder.reject(index, "what has been");
            continue;
        }
        for outcome in clause::claims(block, finder.client) {
            match outcome {
                Ok(claim) => take(finder, index, claim),
                Err(unused) => finder.reject_span(index, unused.span, unused.why),
            }
        }
    }
}

/// "3 Oct: late credits, closed": an entry of a log, which begins with a day that is over.
fn entered(finder: &Finder, block: &Block) -> bool {
    let stamps = date::stamps(block.text, &block.tokens);
    let Some(stamp) = stamps.first().filter(|stamp| stamp.first == 0 && stamp.day.is_some()) else { return false };
    let parted = block.tokens.get(stamp.last + 1).is_some_and(|token| token.shape == Shape::Pause);
    parted && stamp.moment(finder.at).plus(DAY) <= finder.at
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
    let near = index.saturating_sub(3)..index + 4;
    layout.blocks.get(near.start..near.end.min(layout.blocks.len())).unwrap_or_default().iter().any(|other| {
        other.role == Role::Control
            && other.text == block.text
            && matches!(layout.tree.kind(other.node), Kind::Radio | Kind::Checkbox | Kind::Switch)
    })
}

/// Finds what a claim is about and keeps it if it holds.
fn take(finder: &mut Finder, index: usize, mut claim: Claim) {
    if claim.meaning == Meaning::Fails(Reason::Unstated) {
        claim.meaning = told_nearby(finder, index);
        if let ([subject], Meaning::Fails(Reason::Unstated)) = (&claim.subjects[..], claim.meaning)
            && (subject.is_product() || subject.is_rail())
            && let Some(told) = super::control::told_anywhere(finder, *subject)
        {
            claim.meaning = told;
        }
    }
    if claim.meaning == Meaning::Fails(Reason::Maintenance) && softened(finder, index) {
        claim.meaning = Meaning::Trouble(Reason::Maintenance);
    }
    if finder.layout.block(index).is_some_and(|block| about::is_balance(block, &claim)) {
        return;
    }
    // "Bank transfers: yes" under "Intermediate" compares the levels.
    if claim.subjects.is_empty() && scope::header(finder.layout, index).is_some_and(|(header, _)| names_level(finder, header)) {
        return;
    }
    // What stands in the row of a document, or of a key, says nothing of the product.
    let document = finder.kind == PageKind::Documents && finder.layout.in_kind(index, &[Kind::Row, Kind::Item]);
    let of_things = (document || finder.kind == PageKind::ApiKeys)
        && finder.layout.dialog(finder.layout.block(index).map_or(0, |block| block.node)).is_none();
    // In a definition or cell the first of several texts is no name: the term or the row's first cell is.
    let layout = finder.layout;
    let valued = layout.block(index).is_some_and(|block| !block.breaks.is_empty() && about::is_value(finder, block));
    if valued && claim.bare && scope::row(layout, index).is_some() {
        claim.subjects.clear();
    }
    // "Traded on Kraken Pro" under "Futures".
    let traded = matches!(claim.meaning, Meaning::OtherClient | Meaning::Fails(Reason::Verification))
        && claim.subjects == [Subject::Trading];
    if traded && scope::title(layout, index).is_some_and(|title| title.subjects.iter().all(|subject| subject.is_product())) {
        claim.subjects.clear();
    }
    let mut label = None;
    let subjects = if claim.subjects.is_empty() {
        let Some(scope) = about::scope(finder, index, &claim) else {
            return finder.reject_span(index, claim.span, "a state with nothing that it is the state of");
        };
        if of_things && !scope.subjects.iter().all(|subject| subject.is_protection()) {
            return;
        }
        label = Some(scope.label).filter(|label| *label != index);
        scope.subjects
    } else {
        named(finder, index, &claim)
    };
    let subjects = if claim.meaning == Meaning::Trouble(Reason::Hold) { paid_out(subjects) } else { subjects };
    let cell =
        layout.block(index).is_some_and(|block| layout.tree.nearest(block.node, &[Kind::Definition, Kind::Cell]).is_some());
    if claim.meaning == Meaning::Works && !cell && praises(finder, index) {
        return finder.reject_span(index, claim.span, "an advert");
    }
    // "Nobody can change your account": it is the account itself that has to be closed.
    if subjects.contains(&Subject::Account) && matches!(claim.meaning, Meaning::Fails(_)) && !closes(finder, index, &claim) {
        return finder.reject_span(index, claim.span, "done to an account that is open");
    }
    let mut quotes = finder.quote_span(index, claim.span);
    quotes.extend(label.into_iter().flat_map(|label| finder.quote(label)));
    let narrow = claim.narrow || scope::one_asset(finder.layout, index);
    let times = finder.times(index);
    for subject in subjects {
        // Only what can be switched is off, and only a protection is on because there is one.
        if claim.exists && !subject.is_protection() {
            continue;
        }
        if claim.meaning == Meaning::SwitchedOff && !(subject.is_product() || subject.is_protection()) {
            continue;
        }
        let subject = whole_market(finder, index, subject);
        let claim = Claim { meaning: settled(finder, index, subject, &claim), ..claim.clone() };
        // What a key may do is no rail of the account.
        let notice = finder.layout.in_kind(index, &[Kind::Alert, Kind::Status, Kind::Note]);
        let of_key = finder.kind == PageKind::ApiKeys && !notice && (subject.is_rail() || subject.is_broad());
        if of_key {
            continue;
        }
        let (quotes, how) = (quotes.clone(), "a statement");
        // What a vault holds is some asset.
        let held = subject == Subject::Custody && claim.meaning == Meaning::Works;
        let (narrow, usual) = (narrow && !held && !subject.is_protection(), claim.usual);
        finder.signals.push(Signal { subject, meaning: claim.meaning, quotes, narrow, usual, needs: claim.needs, times, how });
    }
}

/// Whether a claim says of an account that it is closed: not that it is limited, or that something cannot be done to it.
fn closes(finder: &Finder, index: usize, claim: &Claim) -> bool {
    use Concept::*;
    let says = |concept| finder.layout.block(index).is_some_and(|block| says_in(block, claim, concept));
    let any = |concepts: &[Concept]| concepts.iter().any(|concept| says(*concept));
    any(&[Bad, Locked, SwitchedOff, Hold]) && !any(&[Limited, CloseOnly])
}

/// Money that came in and is held cannot go out; the way in is open.
fn paid_out(subjects: Vec<Subject>) -> Vec<Subject> {
    let came_in = |subject: &Subject| {
        use Subject::*;
        matches!(subject, Deposits | Ach | Wire | Card | CryptoDeposit)
    };
    if subjects.iter().all(came_in) { vec![Subject::Withdrawals] } else { subjects }
}

/// "The exchange is in cancel-only mode" is said of trading, too.
fn whole_market(finder: &Finder, index: usize, subject: Subject) -> Subject {
    let mode = finder.layout.block(index).is_some_and(|block| block.says(Concept::CancelOnly) || block.says(Concept::PostOnly));
    if mode && subject == Subject::Exchange { Subject::Trading } else { subject }
}

/// What a claim means for its subject, where that makes a difference: a settings lock that is locked is on, and when all
/// trading stops and no account is named, it is the exchange that stopped it.
fn settled(finder: &Finder, index: usize, subject: Subject, claim: &Claim) -> Meaning {
    let says = |concept| finder.layout.block(index).is_some_and(|block| says_in(block, claim, concept));
    // "Not locked", "isn't currently locked"; "not while settings are locked" is another thing.
    let unlocked = || {
        let hits = finder.layout.block(index).map_or(&[][..], |block| &block.hits);
        let of = |hit: &&super::lexicon::Hit, concept| {
            hit.sense == Sense::Is(concept) && claim.span.0 <= hit.first && hit.last <= claim.span.1
        };
        hits.iter().filter(|hit| of(hit, Concept::Locked)).any(|locked| {
            hits.iter().filter(|hit| of(hit, Concept::Not)).any(|not| not.last < locked.first && locked.first - not.last <= 2)
        })
    };
    match (subject, claim.meaning) {
        (Subject::SettingsLock, Meaning::Fails(_) | Meaning::SwitchedOff) if says(Concept::Locked) && !unlocked() => {
            Meaning::Works
        }
        (Subject::SettingsLock, Meaning::Works) if says(Concept::Unlocked) || unlocked() => Meaning::SwitchedOff,
        (Subject::Trading | Subject::Exchange | Subject::SignUp | Subject::Api, Meaning::Fails(Reason::Unstated)) => {
            Meaning::Fails(Reason::Maintenance)
        }
        (_, meaning) => meaning,
    }
}

/// Whether a column's header is the name of a verification level.
fn names_level(finder: &Finder, header: usize) -> bool {
    use Concept::*;
    let level = |block: &Block| block.words() <= 3 && block.says_any(&[Starter, Express, Intermediate, Pro, Business]);
    finder.layout.block(header).is_some_and(level)
}

/// Whether the words of a claim stand for this.
pub(super) fn says_in(block: &Block, claim: &Claim, concept: Concept) -> bool {
    block.hits.iter().any(|hit| hit.sense == Sense::Is(concept) && claim.span.0 <= hit.first && hit.last <= claim.span.1)
}

/// The subjects of a claim that names them, 2FA with its function.
fn named(finder: &Finder, index: usize, claim: &Claim) -> Vec<Subject> {
    let of_method = claim.subjects.contains(&Subject::TwoFactor);
    // "Withdrawals | Off" in a row under "Two-factor authentication" is about the function, not about withdrawals.
    let celled = finder.layout.block(index).is_some_and(|block| !block.breaks.is_empty());
    // "Deposits and withdrawals", "On", under the title "Two-factor authentication".
    let of_function = claim.bare && claim.subjects.iter().all(|subject| subject.is_broad());
    if of_method || celled || of_function {
        let functions = scope::label_subjects(finder.layout, index);
        let protects = (of_method || celled) && functions.iter().any(|subject| subject.is_protection());
        if protects || (of_function && matches!(functions[..], [Subject::TwoFactorFunding | Subject::TwoFactorTrading])) {
            return functions;
        }
    }
    let mut subjects = claim.subjects.clone();
    // "Crypto deposits and withdrawals": both are those of crypto.
    for (one, broad, other) in [
        (Subject::CryptoDeposit, Subject::Withdrawals, Subject::CryptoWithdrawal),
        (Subject::CryptoWithdrawal, Subject::Deposits, Subject::CryptoDeposit),
    ] {
        if subjects.contains(&one) {
            subjects.iter_mut().filter(|subject| **subject == broad).for_each(|subject| *subject = other);
        }
    }
    // "Deposits and withdrawals of crypto" are no others.
    let Some(block) = finder.layout.block(index) else { return subjects };
    let says = |concept| says_in(block, claim, concept);
    if says(Concept::Crypto) && !says(Concept::Cash) && subjects.iter().all(|subject| subject.is_broad()) {
        subjects = subjects.into_iter().flat_map(of_crypto).collect();
    }
    if subjects == [Subject::Withdrawals]
        && claim.meaning != Meaning::Fails(Reason::Maintenance)
        && clause::in_cash(block, claim.span)
    {
        subjects = vec![Subject::FiatWithdrawal];
    }
    // "Neither in crypto nor in euros".
    let money = says(Concept::Cash) || says(Concept::Currency);
    if subjects == [Subject::CryptoWithdrawal] && says(Concept::Crypto) && money {
        subjects.push(Subject::FiatWithdrawal);
    }
    // "Withdrawals, in euros and in crypto": the second way stands alone.
    if subjects.contains(&Subject::FiatWithdrawal) && says(Concept::Crypto) && !subjects.contains(&Subject::CryptoWithdrawal) {
        subjects.push(Subject::CryptoWithdrawal);
    }
    let mut subjects = scope::exact(subjects.into_iter());
    // "Borrowing for spot positions" is about margin.
    let joined = says(Concept::And) || block.tokens.iter().any(|token| token.shape == Shape::Pause);
    if !joined && subjects.len() > 1 && subjects.first() == Some(&Subject::Margin) {
        subjects.retain(|subject| *subject != Subject::Spot);
    }
    subjects.into_iter().map(|subject| narrowed(finder, index, subject)).collect()
}

/// What moves money, of crypto only.
fn of_crypto(subject: Subject) -> Vec<Subject> {
    match subject {
        Subject::Deposits => vec![Subject::CryptoDeposit],
        Subject::Withdrawals => vec![Subject::CryptoWithdrawal],
        Subject::Funding => vec![Subject::CryptoDeposit, Subject::CryptoWithdrawal],
        other => vec![other],
    }
}

/// "Withdrawals" under the title "Withdraw crypto" are those of crypto.
fn narrowed(finder: &Finder, index: usize, subject: Subject) -> Subject {
    let exact: &[Subject] = match subject {
        Subject::Deposits => &[Subject::CryptoDeposit, Subject::Ach, Subject::Wire, Subject::Card],
        Subject::Withdrawals => &[Subject::CryptoWithdrawal, Subject::FiatWithdrawal],
        Subject::Funding => &[Subject::Ach, Subject::Wire, Subject::Card],
        _ => return subject,
    };
    // What describes a way to pay, or stands in its row or under its name, is about that way.
    let label = about::control_of(finder, index).or_else(|| scope::row(finder.layout, index).filter(|row| row.exact));
    let line = || finder.layout.block(index).map(|block| first_line(block)).unwrap_or_default();
    if let [own] = label.map_or_else(line, |label| label.subjects)[..]
        && exact.contains(&own)
    {
        return own;
    }
    if subject == Subject::Funding {
        return subject;
    }
    let titled = finder.layout.titles_over(index).flat_map(Block::subjects).find(|named| exact.contains(named));
    titled.unwrap_or(subject)
}

/// What the first of several lines names, where it is a name.
fn first_line(block: &Block) -> Vec<Subject> {
    let mut parts = block.parts().into_iter();
    let first = parts.next().filter(|first| first.words() <= NAME_WORDS && block.text.contains('\n'));
    first.map(|first| scope::exact(first.subjects())).unwrap_or_default()
}

/// Whether the sentences beside one put it into the future, or narrow it to some orders.
fn softened(finder: &Finder, index: usize) -> bool {
    let later = |block: &Block| block.says(Concept::Future) && !block.says(Concept::Now) && block.says(Concept::Maintenance);
    let Some(block) = finder.layout.block(index) else { return false };
    // "Planned work on the API", and below when it will be.
    let titles = || {
        let bad = block.says_any(&[Concept::Bad, Concept::Cannot, Concept::Not, Concept::Now]);
        let mut beside = finder.layout.card(index).filter(|other| *other != index);
        !bad && beside.any(|other| {
            finder.layout.block(other).is_some_and(later) || finder.times(other).is_some_and(|(from, _)| from > finder.at)
        })
    };
    later(block) || block.says(Concept::PostOnly) || (block.words() <= TITLE_WORDS && titles())
}

/// The reason that the words around a bare "unavailable" give.
pub(crate) fn told_nearby(finder: &Finder, index: usize) -> Meaning {
    let layout = finder.layout;
    // In a table each cell has a column of its own.
    let of_column = |header: usize| {
        layout.block(header).is_some_and(|header| header.subjects().any(|subject| subject.is_product() || subject.is_rail()))
    };
    let celled = layout.in_kind(index, &[Kind::Row]) && scope::header(layout, index).is_some_and(|(header, _)| of_column(header));
    let around = if celled { index..index + 1 } else { scope::of_one(layout, index) };
    let words: Vec<Meaning> = around
        .filter(|near| layout.zone(*near) == Zone::Plain)
        .filter_map(|near| layout.block(near))
        .filter_map(|block| clause::reason_in(block, finder.client))
        .collect();
    let first = words.into_iter().next();
    first.or_else(|| told_above(finder, index)).unwrap_or(Meaning::Fails(Reason::Unstated))
}

/// "We have limited your account", over what cannot be done now: the title of the notice gives the reason.
fn told_above(finder: &Finder, index: usize) -> Option<Meaning> {
    let layout = finder.layout;
    let notice = layout.tree.nearest(layout.block(index)?.node, NOTICES)?;
    let titles = layout.title_indices(index).iter().filter_map(|title| layout.block(*title));
    let mut inside = titles.filter(|title| layout.tree.nearest(title.node, NOTICES) == Some(notice));
    // "All markets are post-only until 14:00": what a notice says of the exchange is why a product in it stands still.
    let upkeep = |block: &Block| {
        block.says_any(&[Concept::Maintenance, Concept::PostOnly, Concept::CancelOnly]) && !block.says(Concept::Over)
    };
    let troubled = || layout.blocks.get(layout.inside(notice)).into_iter().flatten().any(upkeep);
    inside
        .find_map(|title| clause::reason_in(title, finder.client))
        .or_else(|| troubled().then_some(Meaning::Fails(Reason::Maintenance)))
}

/// Whether a block stands in an advert: a card with words of praise.
fn praises(finder: &Finder, index: usize) -> bool {
    finder.layout.blocks.get(scope::of_one(finder.layout, index)).into_iter().flatten().any(|block| block.says(Concept::Promo))
}
