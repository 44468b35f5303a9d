//! Sentences: what a run of words claims, of what, and whether it claims anything of this user now.

mod addressed;
mod beside;
mod case;
mod denial;
mod earlier;
mod elsewhere;
mod gathering;
mod meaning;
mod names;
mod narrow;
mod parts;
mod reason;
mod requirement;
mod sentence;
mod states;
mod when;

pub(crate) use addressed::to_nobody;
pub(crate) use gathering::claims;
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
        let generic =
            (self.generic() && !self.stops_for_all()) || self.of_persons(&named) || self.about_a_noun() || self.of_another();
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
