//! What the page says in words: sentences, headings, badges and the states in rows.

use super::blocks::Role;
use super::clause::{self, Claim, Meaning};
use super::concept::{Concept, Sense, Subject};
use super::layout::Zone;
use super::scope;
use super::signal::{Finder, Quote, Rejection, Signal};
use super::words::Shape;
use crate::report::{PageKind, Reason};
use crate::snapshot::Kind;

/// A row in which a lone state word counts is no longer than this, in words.
const STATE_ROW_WORDS: usize = 60;

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
        // A control's own label is read with the control; a header cell names, it does not say.
        let kind = finder.layout.tree.kind(block.node);
        let chosen = kind == Kind::Combobox && block.at != block.node && block.words() <= 3;
        if (block.role == Role::Control && !chosen && !tells_its_state(block, kind))
            || matches!(kind, Kind::ColHeader | Kind::RowHeader)
            || labels_control(finder, index)
        {
            continue;
        }
        if finder.kind == PageKind::History && finder.layout.in_kind(index, &[Kind::Row, Kind::Item, Kind::Table]) {
            finder.reject(index, "what has been");
            continue;
        }
        for outcome in clause::claims(block, finder.client) {
            match outcome {
                Ok(claim) => take(finder, index, claim),
                Err(unused) => {
                    let quote = finder.quote_span(index, unused.span);
                    reject(finder, index, quote, unused.why);
                }
            }
        }
    }
}

/// "Master Key, active": a button that opens a section, with the state of what the section is about.
fn tells_its_state(block: &super::blocks::Block, kind: Kind) -> bool {
    use Concept::*;
    matches!(kind, Kind::Button | Kind::Summary | Kind::Tab)
        && block.subjects().any(Subject::is_protection)
        && block.says_any(&[Good, On, Off, SwitchedOff])
        && !block.says_any(&[Enable, Disable, SetUp, Manage, If, Go])
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

fn reject(finder: &mut Finder, index: usize, quote: Vec<Quote>, why: &'static str) {
    let subjects = finder.layout.block(index).map(|block| block.subjects().collect()).unwrap_or_default();
    if let Some(quote) = quote.into_iter().next() {
        finder.rejections.push(Rejection { quote: quote.text, subjects, why });
    }
}

/// Finds what a claim is about and keeps it if it holds.
fn take(finder: &mut Finder, index: usize, mut claim: Claim) {
    if claim.meaning == Meaning::Fails(Reason::Unstated) {
        claim.meaning = told_nearby(finder, index);
    }
    if claim.meaning == Meaning::Fails(Reason::Maintenance) && softened(finder, index) {
        claim.meaning = Meaning::Trouble(Reason::Maintenance);
    }
    // "Bank transfers: yes" under "Intermediate" compares the levels.
    if claim.subjects.is_empty() && scope::header(finder.layout, index).is_some_and(|(header, _)| names_level(finder, header)) {
        return;
    }
    // What a document says of a product is about the document.
    let of_things = matches!(finder.kind, PageKind::Documents | PageKind::ApiKeys)
        && finder.layout.dialog(finder.layout.block(index).map_or(0, |block| block.node)).is_none();
    // In a definition or cell the first of several texts is no name: the term or the row's first cell is.
    let layout = finder.layout;
    let valued = layout.block(index).is_some_and(|block| !block.breaks.is_empty() && is_value(finder, block));
    if valued && claim.bare && scope::row(layout, index).is_some() {
        claim.subjects.clear();
    }
    let mut quotes = finder.quote_span(index, claim.span);
    let narrow = claim.narrow || scope::one_asset(finder.layout, index);
    let subjects = if claim.subjects.is_empty() {
        let scope = unnamed(finder, index, &claim)
            .or_else(|| titled_way(finder, index, &claim))
            .or_else(|| money(finder, index, &claim))
            .or_else(|| at_large(finder, index, &claim));
        let Some(scope) = scope else {
            return reject(finder, index, quotes, "a state with nothing that it is the state of");
        };
        if of_things && !scope.subjects.iter().all(|subject| subject.is_protection()) {
            return;
        }
        if scope.label != index {
            quotes.extend(finder.quote(scope.label));
        }
        scope.subjects
    } else {
        named(finder, index, &claim)
    };
    if claim.meaning == Meaning::Works && praises(finder, index) {
        return reject(finder, index, quotes, "an advert");
    }
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
        let of_key = finder.kind == PageKind::ApiKeys && (subject.is_rail() || subject.is_broad());
        if of_key {
            continue;
        }
        let (quotes, how) = (quotes.clone(), "a statement");
        let (narrow, usual) = (narrow && !subject.is_protection(), claim.usual);
        finder.signals.push(Signal { subject, meaning: claim.meaning, quotes, narrow, usual, needs: claim.needs, times, how });
    }
}

/// "The exchange is in cancel-only mode" is said of trading, too.
fn whole_market(finder: &Finder, index: usize, subject: Subject) -> Subject {
    let mode = finder.layout.block(index).is_some_and(|block| block.says(Concept::CancelOnly) || block.says(Concept::PostOnly));
    if mode && subject == Subject::Exchange { Subject::Trading } else { subject }
}

/// What a claim means for its subject, where that makes a difference: a settings lock that is locked is on, and when all
/// trading stops and no account is named, it is the exchange that stopped it.
fn settled(finder: &Finder, index: usize, subject: Subject, claim: &Claim) -> Meaning {
    let says = |concept| {
        finder.layout.block(index).is_some_and(|block| {
            block.hits.iter().any(|hit| hit.sense == Sense::Is(concept) && claim.span.0 <= hit.first && hit.last <= claim.span.1)
        })
    };
    match (subject, claim.meaning) {
        (Subject::SettingsLock, Meaning::Fails(_) | Meaning::SwitchedOff) if says(Concept::Locked) && !says(Concept::Not) => {
            Meaning::Works
        }
        (Subject::SettingsLock, Meaning::Works) if says(Concept::Unlocked) || (says(Concept::Locked) && says(Concept::Not)) => {
            Meaning::SwitchedOff
        }
        (Subject::Trading | Subject::Exchange, Meaning::Fails(Reason::Unstated)) => Meaning::Fails(Reason::Maintenance),
        (_, meaning) => meaning,
    }
}

/// Whether a column's header is the name of a verification level.
fn names_level(finder: &Finder, header: usize) -> bool {
    use Concept::*;
    let level =
        |block: &super::blocks::Block| block.words() <= 3 && block.says_any(&[Starter, Express, Intermediate, Pro, Business]);
    finder.layout.block(header).is_some_and(level)
}

/// Whether the words of a claim stand for this.
fn says_in(block: &super::blocks::Block, claim: &Claim, concept: Concept) -> bool {
    block.hits.iter().any(|hit| hit.sense == Sense::Is(concept) && claim.span.0 <= hit.first && hit.last <= claim.span.1)
}

/// The subjects of a claim that names them, 2FA with its function.
fn named(finder: &Finder, index: usize, claim: &Claim) -> Vec<Subject> {
    let functions = scope::label_subjects(finder.layout, index);
    let of_method = claim.subjects.contains(&Subject::TwoFactor) && functions.iter().any(|subject| subject.is_protection());
    // "Deposits and withdrawals", "On", under the title "Two-factor authentication".
    let of_function = claim.bare
        && claim.subjects.iter().all(|subject| subject.is_broad())
        && matches!(functions[..], [Subject::TwoFactorFunding | Subject::TwoFactorTrading]);
    // "Withdrawals | Off" in a row under "Two-factor authentication" is about the function, not about withdrawals.
    let celled = finder.layout.block(index).is_some_and(|block| !block.breaks.is_empty());
    if of_method || of_function || (celled && functions.iter().any(|subject| subject.is_protection())) {
        return functions;
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
    // "Withdrawals, in euros and in crypto": the second way stands alone.
    let says = |concept| finder.layout.block(index).is_some_and(|block| says_in(block, claim, concept));
    if subjects.contains(&Subject::FiatWithdrawal) && says(Concept::Crypto) && !subjects.contains(&Subject::CryptoWithdrawal) {
        subjects.push(Subject::CryptoWithdrawal);
    }
    let subjects = scope::exact(subjects.into_iter());
    subjects.into_iter().map(|subject| narrowed(finder, index, subject)).collect()
}

/// "Withdrawals" under the title "Withdraw crypto" are those of crypto.
fn narrowed(finder: &Finder, index: usize, subject: Subject) -> Subject {
    let exact: &[Subject] = match subject {
        Subject::Deposits => &[Subject::CryptoDeposit, Subject::Ach, Subject::Wire, Subject::Card],
        Subject::Withdrawals => &[Subject::CryptoWithdrawal, Subject::FiatWithdrawal],
        _ => return subject,
    };
    let titled = finder.layout.titles_over(index).flat_map(super::blocks::Block::subjects).find(|named| exact.contains(named));
    titled.unwrap_or(subject)
}

/// Whether the sentences beside one put it into the future, or narrow it to some orders.
fn softened(finder: &Finder, index: usize) -> bool {
    finder.layout.block(index).is_some_and(|block| {
        let later = block.says(Concept::Future) && !block.says(Concept::Now) && block.says(Concept::Maintenance);
        later || block.says(Concept::PostOnly)
    })
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
    words.into_iter().next().unwrap_or(Meaning::Fails(Reason::Unstated))
}

/// Trouble under the title "Cash" or "Crypto", on a page for paying in or out.
fn titled_way(finder: &Finder, index: usize, claim: &Claim) -> Option<scope::Scope> {
    let trouble = matches!(claim.meaning, Meaning::Fails(_) | Meaning::Trouble(_));
    let titles = finder.layout.title_indices(index).iter().filter(|_| trouble);
    titles
        .filter_map(|title| Some((*title, super::listing::way(finder, finder.layout.block(*title)?))))
        .find(|(_, ways)| !ways.is_empty())
        .map(|(label, subjects)| scope::Scope { label, subjects, exact: true })
}

/// "$500 of your balance is on hold": money that is held cannot be withdrawn.
fn money(finder: &Finder, index: usize, claim: &Claim) -> Option<scope::Scope> {
    let held = matches!(claim.meaning, Meaning::Fails(Reason::Hold) | Meaning::Trouble(Reason::Hold));
    let says = |concept| finder.layout.block(index).is_some_and(|block| says_in(block, claim, concept));
    let yours = says(Concept::Your) || says(Concept::Partial);
    (held && yours).then(|| scope::Scope { label: index, subjects: vec![Subject::Withdrawals], exact: true })
}

/// A notice of maintenance, or of a market mode, that names nothing is about the exchange.
fn at_large(finder: &Finder, index: usize, claim: &Claim) -> Option<scope::Scope> {
    let layout = finder.layout;
    let block = layout.block(index)?;
    let mode = block.says(Concept::PostOnly) || block.says(Concept::CancelOnly);
    let upkeep = matches!(claim.meaning, Meaning::Fails(Reason::Maintenance) | Meaning::Trouble(Reason::Maintenance));
    let loud = layout.in_kind(index, &[Kind::Alert, Kind::Status, Kind::Dialog, Kind::Header])
        || layout.tree.kind(block.node) == Kind::Heading
        || block.says(Concept::Maintenance);
    let subject = if mode { Subject::Trading } else { Subject::Exchange };
    let of_staking = block.says_any(&[Concept::Stake, Concept::Unstake]);
    // In a row it is a name; and what the card goes on to name is what it is about.
    let card = layout.card(index);
    let named = layout.in_kind(index, &[Kind::Row])
        || card.filter_map(|other| layout.block(other)).flat_map(super::blocks::Block::subjects).any(|subject| {
            use Subject::*;
            subject.is_product() || subject.is_rail() || matches!(subject, Api | SignUp | Funding | Deposits | Withdrawals)
        });
    (upkeep && !named && !of_staking && (mode || loud)).then(|| scope::Scope {
        label: index,
        subjects: vec![subject],
        exact: true,
    })
}

/// What a state without a name is about: the label of its row; for trouble also the title over it.
fn unnamed(finder: &Finder, index: usize, claim: &Claim) -> Option<scope::Scope> {
    let layout = finder.layout;
    let block = layout.block(index)?;
    // Under "Availability by country" the states are not this user's.
    let general =
        |title: &super::blocks::Block| title.says(Concept::Generic) || (title.says(Concept::Place) && !title.says(Concept::Your));
    if layout.titles_over(index).any(general) {
        return None;
    }
    // Of cells side by side the first one names what the others say; in a definition the term does.
    let later = !is_value(finder, block)
        && block.breaks.first().zip(block.tokens.get(claim.span.0)).is_some_and(|(end, token)| token.start >= *end);
    if later && !block.first_cell().is_some_and(|cell| is_state(&cell)) {
        let subjects = scope::label_subjects(layout, index);
        return (!subjects.is_empty()).then_some(scope::Scope { label: index, subjects, exact: true });
    }
    let affirms = matches!(claim.meaning, Meaning::Works);
    let pause = block.tokens.iter().position(|token| token.shape == Shape::Pause).unwrap_or(block.tokens.len());
    let numbers = block.tokens.iter().take(pause).any(|token| token.shape == Shape::Number);
    if affirms && (!claim.bare || numbers || amount_follows(finder, index)) {
        return None;
    }
    // What describes a control, or is chosen in it, is about what the control's label names.
    let own = (0..layout.blocks.len().min(index)).rev().take(3).find(|label| {
        let same = layout.block(*label).is_some_and(|label| label.node == block.node && label.role == Role::Control);
        same && !scope::label_subjects(layout, *label).is_empty()
    });
    if let Some(label) = own {
        return Some(scope::Scope { label, subjects: scope::label_subjects(layout, label), exact: true });
    }
    let row = scope::row(layout, index).filter(|scope| {
        let apart = index.abs_diff(scope.label);
        let words = layout.words_in(index.min(scope.label)..index.max(scope.label) + 1);
        !affirms || (words <= STATE_ROW_WORDS && apart <= 8)
    });
    if row.is_some() {
        return row;
    }
    let beside = scope::beside_control(layout, index).filter(|_| !affirms);
    if beside.is_some() || (!affirms && (scope::strangely_labelled(layout, index) || leads_with_a_name(finder, index, claim))) {
        return beside;
    }
    // A state right under a heading is what the heading names; what is asked for under "Funding" may be for anything.
    let asked = claim.meaning == Meaning::Fails(Reason::Verification);
    let vague = |title: &scope::Scope| asked && title.subjects.iter().all(|subject| subject.is_broad());
    scope::title(layout, index).filter(|title| !vague(title)).filter(|title| !affirms || (claim.bare && title.label + 1 == index))
}

/// "Giropay Not available": begins with a word that we do not know, in a list or where the state has a capital of its own.
fn leads_with_a_name(finder: &Finder, index: usize, claim: &Claim) -> bool {
    let layout = finder.layout;
    let Some(block) = layout.block(index) else { return false };
    let first = block.tokens.get(claim.span.0).filter(|token| matches!(token.shape, Shape::Capital | Shape::Upper));
    let Some(says) = block.hits.iter().find(|hit| claim.span.0 <= hit.first) else { return false };
    let capital = block.tokens.get(says.first).is_some_and(|token| token.shape == Shape::Capital);
    first.is_some() && says.first > claim.span.0 && (capital || layout.in_kind(index, &[Kind::Item, Kind::Row]))
}

/// Whether a block is the value of a name that stands before it.
fn is_value(finder: &Finder, block: &super::blocks::Block) -> bool {
    matches!(finder.layout.tree.kind(block.node), Kind::Definition | Kind::Cell)
}

fn is_state(block: &super::blocks::Block) -> bool {
    block.says_any(&[Concept::Good, Concept::Bad, Concept::On, Concept::Off, Concept::Pending])
}

/// "Available" over or beside an amount is a balance, not a state.
fn amount_follows(finder: &Finder, index: usize) -> bool {
    let layout = finder.layout;
    let Some(block) = layout.block(index) else { return false };
    if block.text.ends_with(':') {
        return true;
    }
    let word_is_balance = block.words() == 1 && block.says(Concept::Balance);
    let amount = |other: usize| {
        layout.block(other).is_some_and(|next| {
            let first = next.tokens.iter().find(|token| token.shape != Shape::Mark);
            first.is_some_and(|token| token.shape == Shape::Number) && next.words() <= 4
        })
    };
    word_is_balance && amount(index + 1)
}

/// Whether a block stands in an advert: a card with words of praise.
fn praises(finder: &Finder, index: usize) -> bool {
    let card = finder.layout.card(index);
    finder.layout.blocks.get(card).into_iter().flatten().any(|block| block.says(Concept::Promo))
}
