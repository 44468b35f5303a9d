//! Sentences: what a run of words claims, of what, and whether it claims anything of this user now.

mod addressed;
mod beside;
mod case;
mod denial;
mod elsewhere;
mod meaning;
mod names;
mod narrow;
mod parts;
mod reason;
mod requirement;
mod sentence;
mod states;
mod when;

pub(crate) use narrow::{in_cash, only_ticker};
pub(crate) use reason::reason_in;
pub(crate) use sentence::quoted;

use super::blocks::Block;
use super::concept::{Concept, Sense, Senses, Subject};
use super::lexicon::{self, Hit};
use super::signal::Why;
use super::words::Shape;
use crate::gather::Gather;
use crate::report::{Client, Reason};
use sentence::{sentences, without_link};

/// What a sentence says of its subjects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// It works for this user.
    Works,
    /// It does not.
    Fails(Reason),
    /// It is off and open to this user.
    SwitchedOff,
    /// Another client does it.
    OtherClient,
    /// Trouble is announced, or some of it is affected.
    Trouble(Reason),
}

/// A verification level named as needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub(crate) enum Level {
    Starter,
    Express,
    Intermediate,
    Pro,
    Business,
}

impl Level {
    /// As Kraken writes it.
    pub fn name(self) -> &'static str {
        match self {
            Level::Starter => "Starter",
            Level::Express => "Express",
            Level::Intermediate => "Intermediate",
            Level::Pro => "Pro",
            Level::Business => "Business",
        }
    }
}

/// What was found in a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    /// What it is about; empty when the words around have to tell.
    pub subjects: Vec<Subject>,
    /// What is said.
    pub meaning: Meaning,
    /// First and last token of the sentence.
    pub span: (usize, usize),
    /// Only one asset, market or network is meant.
    pub narrow: bool,
    /// The level it asks for.
    pub needs: Option<Level>,
    /// The words that say it are all there is, but for the subject's name and fillers.
    pub bare: bool,
    /// It says that all is as usual, not that something is switched on.
    pub usual: bool,
    /// It says that there is one ("2 registered", "created on 3 May"): a state of protections only.
    pub exists: bool,
}

/// A sentence that was understood, or why not.
pub(crate) type Outcome = Result<Claim, Unused>;

/// A sentence with a subject or a state that claims nothing.
#[derive(Debug, Clone)]
pub(crate) struct Unused {
    /// First and last token.
    pub span: (usize, usize),
    /// Why, in words.
    pub why: Why,
}

/// What a sentence's words say, before anything is concluded.
struct Words<'a> {
    block: &'a Block<'a>,
    span: (usize, usize),
    hits: &'a [Hit],
    senses: Senses,
}

/// The claims of a block.
pub(crate) fn claims(block: &Block, client: Client) -> Vec<Outcome> {
    let mut found = Vec::new();
    // The name in the cell before, for a state in the cell after it.
    let mut cell: Vec<Subject> = Vec::new();
    let mut asked: Vec<Subject> = Vec::new();
    for (first, last, question) in sentences(block) {
        let last = without_link(block, first, last);
        let words = Words::new(block, first, last);
        if words.hits.is_empty() {
            continue;
        }
        if quoted(block, first, last) {
            found.push(Err(Unused { span: (first, last), why: Why::new("somebody's words in quotation marks") }));
            continue;
        }
        if question {
            // "Futures? You'll find them in Kraken Pro": the name alone, and what is said of it.
            if words.says_nothing() && words.bare() && !words.says(Concept::About) {
                asked = words.subjects();
            }
            found.push(Err(Unused { span: (first, last), why: Why::new("a question") }));
            // "A hold – what is that? It is the time in which …": what follows explains.
            let own = block.says_any(&[Concept::Your, Concept::ForAccount]);
            if words.says(Concept::Ask) && !words.subjects().is_empty() && !own {
                break;
            }
            continue;
        }
        if words.asks() {
            found.push(Err(Unused { span: (first, last), why: Why::new("the beginning of an explanation") }));
            continue;
        }
        let name = std::mem::take(&mut asked);
        let celled = !block.breaks.is_empty() || block.text.contains('\n');
        let mut inherited: Vec<Subject> = if celled { std::mem::take(&mut cell) } else { name };
        if words.says_nothing() && words.names_itself() {
            cell = words.subjects();
        }
        let clauses = words.clauses();
        // "$500 is waiting. It can't be withdrawn until Friday": what follows is said of the same money.
        let held = |before: &Outcome| matches!(before, Ok(claim) if claim.meaning == Meaning::Trouble(Reason::Hold));
        let of_client =
            |before: &Outcome| matches!(before, Ok(claim) if claim.meaning != Meaning::Works && !claim.subjects.is_empty());
        let of_held = found.iter().any(held);
        // "If you live there, margin is off": the condition holds for all that follows.
        // "As long as we haven't checked it, …": until then.
        let waiting = clauses.len() > 1 && clauses.first().is_some_and(|first| first.begins_to_wait() || first.is_aside());
        let conditional = clauses.len() > 1
            && !waiting
            && words.hits.first().is_some_and(|hit| hit.first == first && hit.sense == Sense::Is(Concept::If));
        let (mut nobody, mut led) = (false, false);
        for clause in clauses {
            // "Once released, you may withdraw: withdrawals work as usual": after a colon it is said for now.
            let apart = block.word(clause.span.0) == ":" && clause.says(Concept::Usual);
            if conditional && clause.span.0 != first && clause.has_predicate() && !apart {
                found.push(Err(Unused { span: clause.span, why: Why::new("a condition") }));
                continue;
            }
            // "In the US the programme was closed, and taken up again": said of nobody in particular, too.
            // "Depending on where people live, margin may not be on offer".
            led &= block.word(clause.span.0) != ":";
            if nobody && (clause.subjects().is_empty() || led) {
                continue;
            }
            nobody |= clause.generic();
            led |=
                nobody && clause.span.0 == first && clause.subjects().is_empty() && !clause.any(&[Concept::You, Concept::Your]);
            // What it waits for says nothing itself.
            if waiting && clause.span.0 == first {
                continue;
            }
            if let Some(mut outcome) = clause.claim(client, &inherited) {
                if let Ok(claim) = &mut outcome {
                    // "Margin isn't possible in this app. For that, go to Kraken Pro": said already.
                    if claim.meaning == Meaning::OtherClient && claim.subjects.is_empty() && found.iter().any(of_client) {
                        continue;
                    }
                    // "Withdrawals leave late while we look into an incident": why.
                    let slow = |before: &Outcome| {
                        matches!(before, Ok(before) if before.subjects == claim.subjects
                            && matches!(before.meaning, Meaning::Trouble(Reason::Maintenance) | Meaning::Fails(Reason::Maintenance)))
                    };
                    let why = claim.meaning == Meaning::Fails(Reason::Maintenance) && clause.subjects().is_empty();
                    if why && clause.span.0 != first && found.last().is_some_and(slow) {
                        continue;
                    }
                    // "Planned work: connections will drop, and are to be opened again".
                    let again = claim.meaning == Meaning::Works && clause.subjects().is_empty() && found.last().is_some_and(slow);
                    if again && clause.span.0 != first && !clause.any(&[Concept::Now, Concept::Usual]) {
                        continue;
                    }
                    // "All markets are post-only: your order is taken, but not filled at once".
                    if words.says(Concept::PostOnly) && clause.subjects().is_empty() && claim.subjects == [Subject::Trading] {
                        continue;
                    }
                    // "Futures are cancel-only. New ones are turned away": of the same.
                    let of_product = |before: &Outcome| {
                        matches!(before, Ok(claim) if matches!(claim.meaning, Meaning::Fails(_) | Meaning::Trouble(_))
                            && Subject::only(&claim.subjects, Subject::is_product))
                    };
                    if claim.subjects == [Subject::Trading] && !clause.says(Concept::All) && found.iter().any(of_product) {
                        continue;
                    }
                    // "$500 is on hold and may not be withdrawn": what goes on without a subject is said of the same.
                    let pays = Subject::only(&claim.subjects, Subject::pays_out);
                    let out = (of_held || (clause.says(Concept::And) && found.last().is_some_and(held))) && pays;
                    // "This amount can't, but, be paid out": its subject came before the "but".
                    let first_claim = !found.iter().any(|before| matches!(before, Ok(claim) if claim.span.0 >= first));
                    let out = out || (first_claim && clause.span.0 != first && words.says(Concept::Partial) && pays);
                    let on = clause.goes_on() && found.last().is_some_and(held);
                    // "You can withdraw, except for $250, which is on hold".
                    let but = claim.meaning == Meaning::Fails(Reason::Hold)
                        && words.some_money()
                        && found.last().is_some_and(|before| matches!(before, Ok(claim) if claim.meaning == Meaning::Works));
                    // "You can withdraw all, in crypto or to your bank, except $500, which are on hold".
                    if let Some(Ok(before)) = found.last_mut()
                        && clause.says(Concept::Except)
                        && claim.meaning == Meaning::Trouble(Reason::Hold)
                        && before.meaning == Meaning::Works
                        && Subject::only(&before.subjects, Subject::pays_out)
                    {
                        before.meaning = claim.meaning;
                    }
                    if but || (on || out) && matches!(claim.meaning, Meaning::Fails(_)) {
                        claim.meaning = Meaning::Trouble(Reason::Hold);
                    }
                    inherited.clone_from(&claim.subjects);
                } else if clause.says(Concept::Over) {
                    // "The work on the API is over, and everything is back to normal".
                    inherited.extend(clause.subjects());
                }
                found.push(outcome);
            }
        }
    }
    found
}

impl<'a> Words<'a> {
    fn new(block: &'a Block<'a>, first: usize, last: usize) -> Words<'a> {
        let from = block.hits.partition_point(|hit| hit.first < first);
        let to = block.hits.partition_point(|hit| hit.last <= last);
        let hits = block.hits.get(from..to).unwrap_or_default();
        Words { block, span: (first, last), hits, senses: lexicon::senses(hits) }
    }

    #[inline(never)]
    fn says(&self, concept: Concept) -> bool {
        self.senses.has(Sense::Is(concept))
    }

    #[inline(never)]
    fn find(&self, concept: Concept) -> Option<&Hit> {
        self.hits.iter().find(|hit| hit.sense == Sense::Is(concept))
    }

    #[inline(never)]
    fn any(&self, concepts: &[Concept]) -> bool {
        concepts.iter().any(|concept| self.says(*concept))
    }

    /// Whether a token is a comma, a dash or the like.
    #[inline(never)]
    fn pauses(&self, at: usize) -> bool {
        self.block.tokens.get(at).is_some_and(|token| token.shape == Shape::Pause)
    }

    /// Begins like a title that explains: "How margin works", "What you hold"; but not "Como mudou a senha, …", a reason with
    /// what follows from it.
    fn asks(&self) -> bool {
        let begins = |concept| self.begins(self.span.0, concept);
        let parted = || (self.span.0..self.span.1).any(|at| self.pauses(at));
        begins(Concept::Ask) && !(begins(Concept::Because) && parted())
    }

    /// Names something and says nothing: a label.
    fn says_nothing(&self) -> bool {
        !self.has_predicate() && !self.any(&[Concept::On, Concept::Off]) && self.span.1 - self.span.0 < 6
    }

    fn has_predicate(&self) -> bool {
        use Concept::*;
        let alone = [On, Off].into_iter().filter_map(|state| self.find(state)).any(|state| self.is_state(state));
        let able = self.says(Can) && self.says(You);
        self.unauthenticated()
            || self.find(SwitchedOn).is_some_and(|hit| self.negated(hit))
            || alone
            || able
            || self.any(&[
                Good,
                Bad,
                Cannot,
                Usual,
                Affected,
                Require,
                Maintenance,
                CancelOnly,
                PostOnly,
                CloseOnly,
                Hold,
                Offer,
                Until,
                Exists,
                Locked,
                Permitted,
                SwitchedOff,
            ])
    }

    /// What the clause claims; none when it neither names nor says anything.
    fn claim(&self, client: Client, inherited: &[Subject]) -> Option<Outcome> {
        use Concept::*;
        let mut named = self.subjects();
        named.extend(self.done());
        let reject = |why| Some(Err(Unused { span: self.span, why: Why::new(why) }));
        let state = self.has_predicate() || self.any(&[On, Off, YourPlace, OnPro, OnApp]);
        let denied = self.says(Not) && self.says(Place);
        if named.is_empty() && !state && !denied {
            return None;
        }
        let generic = self.generic() || self.of_persons(&named) || self.about_a_noun() || self.of_another();
        let systems = Subject::only(&named, Subject::is_system);
        let some_systems = generic && systems && self.block.says_any(&[Maintenance, Minor, Affected]);
        if generic && !some_systems && !self.any(&[PostOnly, CancelOnly]) {
            return reject("addressed to nobody in particular");
        }
        if let Some(claim) = self.requirement(&named, inherited) {
            return Some(Ok(claim));
        }
        if self.says(If) && !self.begins_to_wait() && !self.stopped_as_long() && !self.any(&[PostOnly, CancelOnly]) {
            return reject("a condition");
        }
        let some = |meaning| match meaning {
            // "Some API calls are answering slowly".
            Meaning::Fails(_) | Meaning::Works if some_systems => Meaning::Trouble(Reason::Maintenance),
            other => other,
        };
        let Some(meaning) = self.meaning(client, &named).map(some) else {
            return reject("names something and says nothing of it");
        };
        let subjects = self.about(&named, inherited, meaning);
        let narrow = self.narrow(&subjects);
        // "You can trade as usual" is said of this user and not of Kraken's systems.
        let (bare, usual) = (self.bare(), self.says(Usual) && !self.any(&[Can, You]));
        let exists = named.is_empty() && meaning == Meaning::Works && self.counted() && !self.any(&[Good, On, Usual]);
        let bare = bare || exists;
        Some(Ok(Claim { subjects, meaning, span: self.span, narrow, needs: None, bare, usual, exists }))
    }

    /// The subjects, without those that only give the reason.
    fn about(&self, named: &[Subject], inherited: &[Subject], meaning: Meaning) -> Vec<Subject> {
        let reason_only = |subject: &Subject| match meaning {
            Meaning::Fails(Reason::SettingsLock) => *subject == Subject::SettingsLock,
            Meaning::Fails(Reason::Verification) => matches!(subject, Subject::SignUp | Subject::Level | Subject::Account),
            Meaning::Fails(_) => *subject == Subject::Account || *subject == Subject::Level,
            _ => false,
        };
        // "On hold until your deposit settles": what comes after "until" is what it waits for.
        let waits = self.find(Concept::Until).filter(|until| !self.block.dates(until.last + 1)).map(|until| until.first);
        let after = |subject: Subject| {
            let first = self.hits.iter().find(|hit| hit.sense == Sense::Of(subject)).map(|hit| hit.first);
            waits.zip(first).is_some_and(|(until, first)| until < first) && self.says(Concept::Hold)
        };
        let own: Vec<Subject> = named.iter().copied().filter(|subject| !reason_only(subject) && !after(*subject)).gather();
        if own.is_empty() && meaning == Meaning::Fails(Reason::CardAuthentication) {
            return vec![Subject::Card];
        }
        match (own.is_empty(), named.is_empty()) {
            (false, _) => own,
            (true, true) => inherited.to_vec(),
            (true, false) if !inherited.is_empty() => inherited.to_vec(),
            (true, false) if named.iter().all(|subject| after(*subject)) => Vec::new(),
            (true, false) => named.to_vec(),
        }
    }
}

#[cfg(test)]
mod tests;
