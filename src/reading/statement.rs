//! What the page says in words: sentences, headings, badges and the states in rows.

use super::about;
use super::addresses;
use super::announced::{self, Times};
use super::asset;
use super::blocks::Block;
use super::clause::{self, Claim, Meaning};
use super::column;
use super::concept::{Concept, Sense, Subject};
use super::general;
use super::keys;
use super::logged;
use super::named;
use super::preference;
use super::scope;
use super::settled::{self, beside_ways_out, paid_out, settled, whole_market};
use super::signal::{Finder, Quote, Signal, Why};
use super::told;
use super::unread;
use crate::report::{PageKind, Reason};
use crate::snapshot::Kind;

/// Reads every block that stands where the page speaks for itself.
pub(crate) fn read(finder: &mut Finder) {
    let layout = finder.layout;
    for index in 0..layout.blocks.len() {
        let Some(block) = layout.block(index).filter(|block| !block.hits.is_empty()) else { continue };
        if unread::is_left(finder, index, block) {
            continue;
        }
        if let Some(why) = unread::why(finder, index, block) {
            finder.note(block, block.text, why);
            continue;
        }
        for outcome in clause::claims(block, finder.client) {
            match outcome {
                Ok(claim) => take(finder, index, block, claim),
                Err(unused) => finder.leave(index, unused.span, unused.why),
            }
        }
    }
}

/// Finds what a claim is about and keeps it if it holds.
fn take(finder: &mut Finder, index: usize, block: &Block, mut claim: Claim) {
    told::explain(finder, index, &mut claim);
    if !settled::after(block, &mut claim) {
        return;
    }
    settled::into_product(block, &mut claim);
    if !weigh(finder, index, block, &mut claim) {
        return;
    }
    let Some((subjects, label)) = subjects_of(finder, index, &mut claim) else { return };
    let subjects = if is_held(block, &claim, &subjects, label) && !label.is_some_and(|label| beside_ways_out(finder, label)) {
        paid_out(subjects)
    } else {
        subjects
    };
    if let Some(why) = doubt(finder, index, &claim, &subjects) {
        return finder.leave(index, claim.span, why);
    }
    let mut quotes = finder.quote_span(index, claim.span);
    quotes.extend(label.into_iter().flat_map(|label| finder.quote(label)));
    // "Pounds to your bank": what goes out there is the account's cash, whatever it is called.
    // "You can't withdraw that part, as cash or as crypto", beside a currency.
    let both = block.says(Concept::Cash) && block.says(Concept::Crypto) && claim.meaning == Meaning::Trouble(Reason::Hold);
    claim.narrow |= subjects != [Subject::FiatWithdrawal] && !both && asset::one_asset(finder.layout, index).is_some();
    let entry = announced::of_entry(finder, index).filter(|_| matches!(claim.meaning, Meaning::Fails(_)));
    if entry.is_some() || (claim.meaning == Meaning::Fails(Reason::Maintenance) && announced::begins(finder, index, &claim)) {
        claim.meaning = Meaning::Trouble(Reason::Maintenance);
    }
    // "Paused until 16:00 today": what else the block tells of another day is of something else.
    let today = says_in(block, &claim, Concept::Until) && says_in(block, &claim, Concept::Now);
    let times = || finder.times(index).filter(|_| !today);
    let times = entry.or_else(times).or_else(|| announced::of_notice(finder, index, &claim));
    // "Post-only, 11:50 to 12:45": while it lasts, too, orders are taken.
    let trading = |subject: Subject| matches!(subject, Subject::Trading | Subject::Exchange | Subject::Spot);
    let taken = Subject::all(&subjects, trading) && block.says(Concept::PostOnly) && !says_in(block, &claim, Concept::Bad);
    let times = times.filter(|(from, last)| !(taken && *from <= finder.at && finder.at <= *last));
    for subject in subjects {
        keep(finder, index, &claim, subject, (&quotes, times));
    }
}

/// Whether a claim says something of the account. What is held, and what a card's bank asks for, gets its own meaning.
fn weigh(finder: &Finder, index: usize, block: &Block, claim: &mut Claim) -> bool {
    // "$1,250 isn't ready to leave yet", and why below: that much, and no more.
    let start = block.tokens.get(claim.span.0).map_or(0, |token| token.start);
    let counted = || block.text.get(start..).is_some_and(|text| text.starts_with(['$', '€', '£', '¥'].as_slice()));
    if claim.meaning == Meaning::Fails(Reason::Hold) && counted() {
        claim.meaning = Meaning::Trouble(Reason::Hold);
    }
    if about::is_balance(block, claim) || compares_levels(finder, index, block, claim) {
        return false;
    }
    if claim.meaning == Meaning::Fails(Reason::CardAuthentication) {
        // Whatever stands over or beside it, the bank's check is of a card; "your bank refused the ACH transfer" is none.
        if Subject::any(&claim.subjects, Subject::is_rail) && !claim.subjects.contains(&Subject::Card) {
            return false;
        }
        claim.subjects = vec![Subject::Card];
        if block.says(Concept::Retry) {
            claim.meaning = Meaning::Trouble(Reason::CardAuthentication);
        }
    }
    // "You have no passkeys yet".
    let none = claim.meaning == Meaning::Works && claim.subjects == [Subject::Passkey] && says_in(block, claim, Concept::Empty);
    if none {
        return false;
    }
    // "From today at 22:00 it works again".
    claim.meaning != Meaning::Works || !announced::begins(finder, index, claim)
}

/// "Bank transfers: yes" under "Intermediate" compares the levels.
fn compares_levels(finder: &Finder, index: usize, block: &Block, claim: &Claim) -> bool {
    let layout = finder.layout;
    let row = || layout.tree.nearest(block.node, &[Kind::Row]).map(|row| layout.inside(row).start);
    let level = |(header, _)| names_level(finder, header) || row().is_some_and(|first| names_level(finder, first));
    claim.subjects.is_empty() && column::header(layout, index).is_some_and(level)
}

/// What a claim is about, and the label that says so, where the claim itself does not; none where nothing counts.
fn subjects_of(finder: &mut Finder, index: usize, claim: &mut Claim) -> Option<(Vec<Subject>, Option<usize>)> {
    if !claim.subjects.is_empty() && !names_in_vain(finder, index, claim) {
        return Some((named::named(finder, index, claim), None));
    }
    let layout = finder.layout;
    claim.subjects.clear();
    let Some(scope) = about::scope(finder, index, claim) else {
        of_one_asset(finder, index, claim);
        finder.reject_span(index, claim.span, "a state with nothing that it is the state of");
        return None;
    };
    let row = layout.in_kind(index, &[Kind::Definition]);
    let own = |subject: &Subject| subject.is_protection() || (row && *subject == Subject::Api);
    if about::of_things(finder, index) && !scope.subjects.iter().all(own) {
        return None;
    }
    if preference::of_messages(layout, scope.label) {
        finder.reject_span(index, claim.span, "chooses what one is told");
        return None;
    }
    let label = Some(scope.label).filter(|label| *label != index);
    // "Fund your account" over it says nothing of the account, nor "API" over what the lock froze of its service.
    let mut subjects = named::of_what_moves(finder, index, claim, scope.subjects);
    let fails = matches!(claim.meaning, Meaning::Fails(_));
    let keys = fails && matches!(finder.kind, PageKind::Security | PageKind::Settings);
    subjects.retain(|subject| *subject != Subject::Account && !(keys && *subject == Subject::Api));
    Some((subjects, label))
}

/// Whether money that came in is held.
fn is_held(block: &Block, claim: &Claim, subjects: &[Subject], label: Option<usize>) -> bool {
    // What names nothing, under "Add funds": a hold is on what goes out.
    let nameless = label.is_some();
    // "After your first purchase by card, withdrawals are on hold": the card is where it came from.
    let stuck = || Subject::any(subjects, Subject::pays_out) && !says_in(block, claim, Concept::And);
    claim.meaning == Meaning::Trouble(Reason::Hold) || (claim.meaning == Meaning::Fails(Reason::Hold) && (nameless || stuck()))
}

/// Why a claim proves nothing of its subjects.
fn doubt(finder: &Finder, index: usize, claim: &Claim, subjects: &[Subject]) -> Option<Why> {
    let layout = finder.layout;
    let fails = matches!(claim.meaning, Meaning::Fails(_));
    let troubled = fails || matches!(claim.meaning, Meaning::Trouble(_));
    let cell = || layout.in_kind(index, &[Kind::Definition, Kind::Cell]);
    // Nobody advertises that somebody's 2FA is on.
    let protects = !claim.subjects.is_empty() && Subject::all(subjects, Subject::is_protection);
    let past = || {
        let then = troubled && (logged::told_of_then(finder, index) || logged::in_past_year(finder, index, claim));
        then || (Subject::only(subjects, Subject::is_protection) && logged::done_then(finder, index, claim))
    };
    let why = if claim.meaning == Meaning::Works && !cell() && !protects && praises(finder, index) {
        "an advert"
    } else if past() {
        "what has been"
    } else if Subject::only(subjects, |subject| subject.moves() || subject == Subject::Custody)
        && addresses::entered(layout, index)
    {
        "what an address is called"
    } else if general::of_rails(finder, index, claim, subjects) || general::of_a_place(finder, index, claim) {
        "addressed to nobody in particular"
    } else if general::of_protection(finder, index, claim, subjects)
        || general::of_tooltip(finder, index, claim)
        || general::of_locked_time(finder, index, claim, subjects)
    {
        "help text"
    } else if fails && subjects.contains(&Subject::Account) && !closes(finder, index, claim) {
        // "Nobody can change your account": it is the account itself that has to be closed.
        "done to an account that is open"
    } else {
        return None;
    };
    Some(Why::new(why))
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
    // "Margin · you trade this in Kraken Pro", in one row.
    let first = || layout.block(index).and_then(Block::first_cell).is_some_and(|cell| cell.subjects().any(Subject::is_product));
    let of_product = |scope: scope::Scope| Subject::all(&scope.subjects, Subject::is_product);
    let row = || scope::row(layout, index).filter(|row| row.exact);
    let product = || scope::title(layout, index).is_some_and(of_product) || row().is_some_and(of_product);
    // "Close-only while our team reviews your account", in the row of a product.
    let reviewed = claim.subjects == [Subject::Account]
        && matches!(claim.meaning, Meaning::Fails(_))
        && layout.block(index).is_some_and(|block| about::is_value(finder, block))
        && row().is_some_and(of_product);
    // "Off · no second factor set", in the row of the function that it is for.
    let function = claim.subjects == [Subject::TwoFactor]
        && layout.in_kind(index, &[Kind::Definition])
        && row().is_some_and(|row| {
            matches!(row.subjects[..], [Subject::SignIn | Subject::TwoFactorFunding | Subject::TwoFactorTrading])
        });
    function || (valued && claim.bare && scope::row(layout, index).is_some()) || (traded && (product() || first())) || reviewed
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
    // "It is lifted after the time that you choose": no protection is held.
    let locked = |block: &Block| says_in(block, claim, Concept::Locked);
    let held = claim.meaning == Meaning::Fails(Reason::Hold) && !finder.layout.block(index).is_some_and(locked);
    if subject.is_protection() && (held || finder.layout.block(index).is_some_and(describes)) {
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
    let notice = finder.layout.in_kind(index, &[Kind::Alert, Kind::Status]);
    let yours = |block: &Block| block.says_any(&[Concept::You, Concept::Your, Concept::ForAccount]);
    let own = finder.layout.block(index).is_some_and(yours);
    let keys = || !own && finder.layout.titles_over(index).next().is_some_and(|title| title.names(Subject::ApiKeys));
    let keys = || finder.kind == PageKind::ApiKeys || keys() || keys::key_list(finder.layout, index).is_some();
    if (subject.is_rail() || subject.is_broad()) && subject != Subject::Api && !notice && keys() {
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
