//! How a sentence parts into clauses.

use super::Words;
use crate::reading::concept::{Concept, Sense, Subject};
use crate::reading::lexicon::Hit;
use crate::reading::words::Shape;

impl<'a> Words<'a> {
    /// Parts the sentence where a new clause begins: at "but" always, at a comma or "and" where both sides name something
    /// and say something.
    pub(super) fn clauses(&self) -> Vec<Words<'a>> {
        let mut clauses: Vec<Words<'a>> = Vec::new();
        let mut first = self.span.0;
        let cuts = self.cuts();
        let ends = cuts.iter().map(|(at, _)| *at).chain([self.span.1 + 1]);
        let hard = std::iter::once(true).chain(cuts.iter().map(|(_, hard)| *hard));
        for (end, hard) in ends.zip(hard) {
            if end <= first {
                continue;
            }
            let piece = Words::new(self.block, first, end - 1);
            first = end;
            // "You can't send this money; the rest you can" is one thing.
            let hard = hard && !(piece.says(Concept::Partial) && self.block.word(piece.span.0) == ";");
            let elliptic =
                piece.is_elliptic() || (self.block.word(piece.span.0) == ";" && self.after(piece.span.0).is_elliptic());
            let parted = |before: &Words| {
                // "Your transfer was sent back, so you can't …": what happened, and what is so now.
                let happened =
                    before.any(&[Concept::Past, Concept::Rejected]) || (piece.is_because() && before.says(Concept::Can));
                let tells = piece.has_predicate() && (before.has_predicate() || happened);
                let explains = piece.explains();
                let reason_alone = piece.is_because() && before.has_predicate() && !before.subjects().is_empty();
                // "Until it has been examined, deposits, and withdrawals, are withheld": what it waits for says nothing yet.
                let both = before.is_whole() && !explains && !before.only_waits();
                let first_nameless = piece.is_whole() && !explains && before.subjects().is_empty() && !announces(&piece, before);
                // "On – opens 5 days after you ask": the state stands by itself.
                // ", before 26 November": how long what was said lasts.
                let lasts = !hard && piece.subjects().is_empty() && piece.says(Concept::Until) && piece.tells_no_more();
                if lasts {
                    return false;
                }
                let state = before.subjects().is_empty() && before.is_lone_state();
                let aside = before.is_aside() && piece.block.word(piece.span.0) == ",";
                // "You bought by card, so your withdrawals are on hold": what was done is not what is held.
                let follows = piece.is_because() && piece.is_whole() && piece.begins_with_yours();
                let general = || before.any(&[Concept::Generic, Concept::Persons, Concept::If, Concept::Perhaps, Concept::Can]);
                let told = || before.says(Concept::You) && !general();
                let done = follows && told() && !before.subjects().is_empty() && !before.has_predicate();
                // "Your lock is on; whoever wants to undo it has to wait"; "it is off; turn it on if you like". But "it is on; if
                // you live there, it is not".
                let affirms =
                    |clause: &Words| clause.any(&[Concept::Good, Concept::On, Concept::SwitchedOn, Concept::Usual, Concept::Can]);
                let maybe = || {
                    piece.says(Concept::If)
                        && piece.block.word(piece.span.0) == ";"
                        && !affirms(before)
                        && !affirms(&self.after(piece.span.0))
                };
                let rest = piece.begins(piece.span.0 + 1, Concept::Generic) || maybe();
                let anybody = hard && rest && before.is_whole() && !before.any(&[Concept::Generic, Concept::If]);
                elliptic || aside || state || reason_alone || done || anybody || (tells && (hard || both || first_nameless))
            };
            match clauses.last() {
                Some(before) if !parted(before) => {
                    let joined = Words::new(self.block, before.span.0, piece.span.1);
                    clauses.pop();
                    clauses.push(joined);
                }
                _ => clauses.push(piece),
            }
        }
        clauses
    }

    /// The words behind one, up to the end of the sentence.
    fn after(&self, at: usize) -> Words<'a> {
        Words::new(self.block, at + 1, self.span.1)
    }

    /// "Card payments are not", behind what something else is: what it is that they are not stands elsewhere.
    fn is_elliptic(&self) -> bool {
        let last = self.span.1;
        let bare = self.stands_in(last, Concept::Filler) || self.stands_in(last, Concept::Not);
        let named = |hit: &Hit| hit.covers(last) && matches!(hit.sense, Sense::Of(_));
        bare && !self.hits.iter().any(named) && !self.subjects().is_empty() && !self.has_predicate()
    }

    /// Names something and says something.
    fn is_whole(&self) -> bool {
        !self.subjects().is_empty() && self.has_predicate()
    }

    /// "So your withdrawals …": what it names first is this user's.
    fn begins_with_yours(&self) -> bool {
        let named = self.hits.iter().find(|hit| matches!(hit.sense, Sense::Of(_)));
        named.is_some_and(|hit| self.block.is_yours(hit, 0))
    }

    /// A state of up to three words, and nothing else.
    fn is_lone_state(&self) -> bool {
        use Concept::*;
        let short = self
            .block
            .tokens
            .get(self.span.0..=self.span.1)
            .is_some_and(|range| range.iter().filter(|token| token.shape.is_word()).count() <= 3);
        short && self.any(&[On, Off, Good, Bad, SwitchedOn, SwitchedOff]) && self.bare()
    }

    /// "While it is engaged": said of something that is not named.
    pub(super) fn is_aside(&self) -> bool {
        let begins = |hit: &Hit| hit.first == self.span.0 && hit.sense == Sense::Is(Concept::But);
        self.hits.first().is_some_and(begins) && self.subjects().is_empty() && self.has_predicate()
    }

    /// Begins with "until", and says nothing else.
    fn only_waits(&self) -> bool {
        let until = |hit: &Hit| hit.first == self.span.0 && hit.sense == Sense::Is(Concept::Until);
        self.hits.first().is_some_and(until) && self.tells_no_more()
    }

    /// Says until when, and not what.
    fn tells_no_more(&self) -> bool {
        use Concept::*;
        !self.any(&[Good, Bad, Cannot, Usual, Hold, Locked, Can, Maintenance, Require, SwitchedOff, Offer])
    }

    /// Begins with "because", "so".
    fn is_because(&self) -> bool {
        self.hits.first().is_some_and(|hit| hit.sense == Sense::Is(Concept::Because) && hit.first <= self.span.0 + 1)
    }

    /// "and may not be …": the verb follows at once.
    pub(super) fn goes_on(&self) -> bool {
        use Concept::*;
        let verb = |hit: &&Hit| matches!(hit.sense, Sense::Is(Cannot | Not | Bad | Can | Until));
        let mut hits = self.hits.iter();
        let and = hits.next().filter(|hit| hit.sense == Sense::Is(And) && hit.first == self.span.0);
        and.is_some_and(|and| hits.next().filter(verb).is_some_and(|next| next.first == and.last + 1))
    }

    /// A clause that only gives the reason for the one before it.
    fn explains(&self) -> bool {
        use Concept::*;
        self.subjects()
            .iter()
            .all(|subject| matches!(subject, Subject::Account | Subject::SettingsLock | Subject::Level | Subject::SignUp))
            && self.any(&[Verify, Documents, Questionnaire, Terms, Maintenance, Hold, YourPlace, Until, Place])
    }

    /// Where clauses may part: the token that begins the next one, and whether it parts for sure.
    fn cuts(&self) -> Vec<(usize, bool)> {
        let mut cuts: Vec<(usize, bool)> = Vec::new();
        // "Nothing can leave your account: withdrawals in crypto, and those in cash, are on hold".
        let colon = |at: usize| {
            self.block.word(at) == ":"
                && at > self.span.0
                && at < self.span.1
                && Words::new(self.block, self.span.0, at - 1).is_whole()
                && (self.begins(at + 1, Concept::Generic) || Words::new(self.block, at + 1, self.span.1).is_whole())
        };
        for hit in self.hits {
            match hit.sense {
                Sense::Is(Concept::But) => cuts.push((hit.first, true)),
                Sense::Is(Concept::And | Concept::Because) => cuts.push((hit.first, false)),
                _ => {}
            }
        }
        for (at, token) in self.block.tokens.iter().enumerate().take(self.span.1 + 1).skip(self.span.0) {
            // What stands in brackets belongs to the words before them.
            let bracket = matches!(self.block.word(at), "(" | ")");
            // "24.11.2026, 09:00 Uhr" is one moment.
            let number = |at: usize| self.block.tokens.get(at).is_some_and(|token| token.shape == Shape::Number);
            let moment = self.block.word(at) == "," && at > 0 && number(at - 1) && number(at + 1);
            if token.shape == Shape::Pause && at > self.span.0 && !bracket && !moment {
                let before = cuts.iter().take_while(|(cut, _)| *cut < at).count();
                cuts.insert(before, (at, self.block.word(at) == ";" || colon(at)));
            }
        }
        cuts
    }
}

/// "Major outage: the API does not answer": the trouble before the colon is of what it announces.
fn announces(piece: &Words, before: &Words) -> bool {
    let trouble = before.says(Concept::Maintenance) && !before.any(&[Concept::Over, Concept::Good, Concept::Usual]);
    piece.block.word(piece.span.0) == ":" && trouble
}
