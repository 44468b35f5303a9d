//! The claims of a block: its sentences one after the other, each in its clauses.

use super::sentence::{quoted, sentences, without_link};
use super::{Outcome, Unused, Words};
use crate::data::{self, File};
use crate::letters;
use crate::reading::blocks::Block;
use crate::reading::concept::{Concept, Sense, Subject};
use crate::reading::lexicon::Hit;
use crate::reading::signal::Why;
use crate::report::Client;

/// The claims of a block.
pub(crate) fn claims(block: &Block, client: Client) -> Vec<Outcome> {
    let mut gathering = Gathering { client, found: Vec::new(), cell: Vec::new(), asked: Vec::new(), supposed: false };
    for (first, last, question) in sentences(block) {
        let words = Words::new(block, first, without_link(block, first, last));
        if words.hits.is_empty() {
            continue;
        }
        if quoted(block, first, words.span.1) {
            gathering.reject(&words, "somebody's words in quotation marks");
        } else if gathering.supposed && !words.any(&[Concept::You, Concept::Your, Concept::Until]) {
            gathering.reject(&words, "a condition");
        } else if question {
            gathering.ask(&words);
            if words.opens_explanation() {
                break;
            }
        } else if words.asks() {
            gathering.reject(&words, "the beginning of an explanation");
        } else {
            gathering.supposed = words.supposes();
            gathering.state(&words);
        }
    }
    gathering.found
}

/// What was found in a block so far, and what the next sentence may be about.
pub(super) struct Gathering {
    client: Client,
    pub found: Vec<Outcome>,
    /// The name in the cell before, for a state in the cell after it.
    cell: Vec<Subject>,
    /// The name in the question before.
    asked: Vec<Subject>,
    /// "Imagine a thief has your password": what follows is imagined, too.
    supposed: bool,
}

/// A sentence on the way through its clauses.
pub(super) struct Sentence<'a> {
    pub words: &'a Words<'a>,
    /// "If you live there, margin is off": the condition holds for all that follows.
    conditional: bool,
    /// "As long as we haven't checked it, …": until then.
    waiting: bool,
    /// "$500 is waiting. It can't be withdrawn until Friday": what follows is said of the same money.
    pub of_held: bool,
    /// A clause was addressed to nobody in particular.
    nobody: bool,
    /// It began so, and named nothing.
    led: bool,
    /// What a clause is about that names nothing.
    inherited: Vec<Subject>,
}

impl Gathering {
    fn reject(&mut self, words: &Words, why: &'static str) {
        self.found.push(Err(Unused { span: words.span, why: Why::new(why) }));
    }

    /// "Futures? You'll find them in Kraken Pro": the name alone, and what is said of it.
    fn ask(&mut self, words: &Words) {
        if words.says_nothing() && words.bare() && !words.says(Concept::About) {
            self.asked = words.subjects();
        }
        self.reject(words, "a question");
    }

    /// A sentence that states something: each of its clauses.
    fn state(&mut self, words: &Words) {
        let clauses = words.clauses();
        // "Stocks, too? Yes, in the same app": not that they are on.
        let answers = !self.asked.is_empty() && clauses.len() > 1;
        let mut sentence = self.sentence(words, &clauses);
        for clause in &clauses {
            if sentence.is_under_condition(clause) {
                self.reject(clause, "a condition");
                continue;
            }
            if answers
                && sentence.begins_with(clause)
                && clause.span.0 == clause.span.1
                && clause.any(&[Concept::On, Concept::Off])
            {
                self.reject(clause, "an answer");
                continue;
            }
            // What it waits for says nothing itself.
            let unsaid = sentence.is_to_nobody(clause) || (sentence.waiting && sentence.begins_with(clause));
            if !unsaid {
                self.clause(&mut sentence, clause);
            }
        }
    }

    /// How a sentence begins, and what it may be about.
    fn sentence<'a>(&mut self, words: &'a Words<'a>, clauses: &[Words]) -> Sentence<'a> {
        let name = std::mem::take(&mut self.asked);
        let celled = !words.block.breaks.is_empty() || words.block.text.contains('\n');
        let inherited = if celled { std::mem::take(&mut self.cell) } else { name };
        if words.says_nothing() && words.names_itself() {
            self.cell = words.subjects();
        }
        let several = clauses.len() > 1;
        let waiting = several && clauses.first().is_some_and(|first| first.begins_to_wait() || first.is_aside());
        let begins = |first: &Hit| first.first == words.span.0 && first.sense == Sense::Is(Concept::If);
        let conditional = several && !waiting && words.hits.first().is_some_and(begins);
        let of_held = self.tells_of_held_money();
        Sentence { words, conditional, waiting, of_held, nobody: false, led: false, inherited }
    }

    /// The claim of one clause, and what the earlier ones make of it.
    fn clause(&mut self, sentence: &mut Sentence, clause: &Words) {
        let Some(mut outcome) = clause.claim(self.client, &sentence.inherited) else { return };
        if let Ok(claim) = &mut outcome {
            if self.is_said_already(sentence, clause, claim) {
                return;
            }
            self.hold_in_part(sentence, clause, claim);
            sentence.inherited.clone_from(&claim.subjects);
        } else if clause.says(Concept::Over) {
            // "The work on the API is over, and everything is back to normal".
            sentence.inherited.extend(clause.subjects());
        }
        self.found.push(outcome);
    }
}

impl Sentence<'_> {
    pub(super) fn begins_with(&self, clause: &Words) -> bool {
        clause.span.0 == self.words.span.0
    }

    /// What follows a condition; but "once released, you may withdraw: withdrawals work as usual" is said for now, after a colon.
    fn is_under_condition(&self, clause: &Words) -> bool {
        let apart = || clause.begins_with_colon() && clause.says(Concept::Usual);
        self.conditional && !self.begins_with(clause) && clause.has_predicate() && !apart()
    }

    /// "In the US the programme was closed, and taken up again": said of nobody in particular, too. "Depending on where people
    /// live, margin may not be on offer".
    fn is_to_nobody(&mut self, clause: &Words) -> bool {
        let nameless = clause.subjects().is_empty();
        self.led &= !clause.begins_with_colon();
        if self.nobody && (nameless || self.led) {
            return true;
        }
        self.nobody |= clause.generic();
        self.led |= self.nobody && self.begins_with(clause) && nameless && !clause.any(&[Concept::You, Concept::Your]);
        false
    }
}

impl Words<'_> {
    /// "Imagine a thief has your password", and says nothing of what then is.
    fn supposes(&self) -> bool {
        let first = self.block.slice(self.span.0, self.span.0);
        data::is_one(File::Words, "suppose", &letters::small(first)) && self.subjects().is_empty()
    }

    /// "A hold – what is that? It is the time in which …": what follows explains.
    fn opens_explanation(&self) -> bool {
        let own = self.block.says_any(&[Concept::Your, Concept::ForAccount]);
        self.says(Concept::Ask) && !self.subjects().is_empty() && !own
    }

    fn begins_with_colon(&self) -> bool {
        self.block.word(self.span.0) == ":"
    }
}
