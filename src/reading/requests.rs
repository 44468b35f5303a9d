//! What Kraken asks for: documents, a questionnaire, new terms.

use super::blocks::{Block, Role};
use super::clause::{self, Meaning};
use super::concept::{Concept, Sense, Subject};
use super::layout::Layout;
use super::level::{Standing, level_in, row_standing};
use super::lexicon::Hit;
use super::logged;
use super::others;
use super::scope;
use super::signal::{Finder, Quote};
use super::told;
use super::zone::Zone;
use crate::data::{self, File};
use crate::letters;
use crate::report::{PageKind, Reason};
use crate::snapshot::Kind;

/// What may be asked for.
const THINGS: [Concept; 3] = [Concept::Documents, Concept::Questionnaire, Concept::Terms];

/// A paper and its state, in the row of a document, are no longer than this, in words.
const PAPER_WORDS: usize = 4;

/// A sentence that names what is missing is no longer than this, in words.
const WANT_WORDS: usize = 20;

/// A request of Kraken's, or that there is none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Request {
    /// Documents, a questionnaire, new terms.
    Asked(Vec<Quote>),
    /// Something is withheld until it is done.
    Withheld(Vec<Quote>),
    /// Nothing is outstanding.
    None(Vec<Quote>),
}

/// Whether a block says that something does not work for want of verification.
fn closes(finder: &Finder, block: &Block) -> bool {
    finder.signals.iter().any(|signal| {
        let opens = !matches!(signal.subject, Subject::Level | Subject::Account | Subject::SignUp);
        // The words last: on a long page they are what this costs.
        opens
            && signal.meaning == Meaning::Fails(Reason::Verification)
            && signal.quotes.first().is_some_and(|quote| block.text.contains(&quote.text))
    })
}

/// "We couldn't accept your proof of address"; "Proof of address" and in its row "Rejected": a better one is asked for.
fn turned_down(finder: &Finder, index: usize, block: &Block) -> bool {
    use Concept::*;
    let said = |part: &Block| {
        !part.asks() && part.says(Documents) && part.says(Rejected) && !part.says_any(&[If, Generic, Perhaps, Over, Approved])
    };
    let label = || block.says(Documents) && block.words() <= PAPER_WORDS && !block.says_any(&[Approved, Pending]);
    block.parts().iter().any(said) || (label() && row_standing(finder, index) == Some(Standing::Rejected))
}

/// "We expect no documents from you": what is asked for, and nothing of it is due.
pub(super) fn expects_nothing(block: &Block, span: (usize, usize)) -> bool {
    THINGS.into_iter().any(|thing| block.says_within(span, thing)) && nothing_due(block) && !block.says(Concept::On)
}

/// "Nothing to do"; "please upload an up-to-date register" asks, and so does "we need an up-to-date document".
fn nothing_due(block: &Block) -> bool {
    use Concept::*;
    let paper = |nothing: &Hit| {
        let beside =
            |hit: &Hit| hit.sense == Sense::Is(Documents) && (hit.last + 1 == nothing.first || nothing.last + 1 == hit.first);
        let asked = |hit: &Hit| matches!(hit.sense, Sense::Is(Complete | Require)) && hit.last < nothing.first;
        block.hits.iter().any(beside) && block.hits.iter().any(asked)
    };
    let due = |hit: &Hit| hit.sense == Sense::Is(NothingDue) && !paper(hit);
    // "No documents are required from you", "no documents are outstanding".
    let none = || {
        block.says_any(&THINGS)
            && !block.wants(&THINGS)
            && block.says(Require)
            && (block.says_any(&[You, Your, Now]) || (block.words() <= 2 * PAPER_WORDS && block.subjects().next().is_none()))
            && !block.says_any(&[If, Until, Complete, Can, Purpose])
    };
    !block.says(Please) && !block.asks() && (block.hits.iter().any(due) || none())
}

/// What Kraken asks for, from every block that asks this user for something.
pub(crate) fn requests(finder: &Finder) -> Vec<Request> {
    use Concept::*;
    let layout = finder.layout;
    let mut found = Vec::new();
    // "Until we've had it, you can't pay in from your bank", wherever on the page; what a level opens waits for no paper.
    let waits = |part: &Block| part.awaits() && level_in(part).is_none() && closes(finder, part);
    let elsewhere = layout.blocks.iter().any(|block| block.awaits() && block.parts().iter().any(waits));
    for index in 0..layout.blocks.len() {
        let Some(block) = layout.block(index).filter(|block| block.role != Role::Control) else { continue };
        if !(block.says_any(&THINGS) || block.says(NothingDue) || under_thing(layout, index, block))
            || layout.zone(index) != Zone::Plain
            || layout.in_kind(index, &[Kind::Footer])
            || logged::logged(finder, index)
            || others::of_others(layout, index)
            || clause::quoted(block, 0, block.tokens.len().saturating_sub(1))
        {
            continue;
        }
        let none = none_beside(layout, index, block) && asked(finder, index, block);
        if none || nothing_due(block) {
            if none || about_papers(finder, index, block) {
                let beside = none && block.breaks.is_empty();
                let told = [index, index + 1];
                found.push(Request::None(finder.quotes(told.get(..=usize::from(beside)).unwrap_or_default())));
            }
            continue;
        }
        if level_gate(layout, index, block) || !asked(finder, index, block) {
            continue;
        }
        let quotes = finder.quote(index);
        let withheld = elsewhere || withheld(finder, block);
        found.push(if withheld { Request::Withheld(quotes) } else { Request::Asked(quotes) });
    }
    found
}

/// "Documents required", and beside it "None".
#[inline(never)]
fn none_beside(layout: &Layout, index: usize, block: &Block) -> bool {
    let none = |text: &str| {
        // "None, nothing is needed from you".
        let word = text.split([',', '.', ';'].as_slice()).next().unwrap_or_default();
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        data::is_one(File::Words, "nought", &letters::small(word))
    };
    if let Some(end) = block.breaks.last() {
        return block.words() <= PAPER_WORDS + 1 && block.text.get(*end..).is_some_and(none);
    }
    let pair = |next: &Block| {
        let defined = layout.in_kind(index, &[Kind::Term]) && layout.in_kind(index + 1, &[Kind::Definition]);
        let mut around = layout.containers(index).map(|(_, inside)| inside);
        defined
            || around
                .next()
                .is_some_and(|inside| inside.end == index + 2 && layout.words_in(inside) == block.words() + next.words())
    };
    block.words() <= PAPER_WORDS && layout.block(index + 1).is_some_and(|next| none(next.text) && pair(next))
}

/// "Please complete it this month", under "Yearly questionnaire".
fn under_thing(layout: &Layout, index: usize, block: &Block) -> bool {
    use Concept::{Complete, Please, Require, You};
    let asks = block.says(Please) || (block.says(You) && block.says_any(&[Require, Complete]));
    let asks = asks && block.subjects().next().is_none();
    let thing = |title: &Block| title.says_any(&THINGS) && title.words() <= PAPER_WORDS;
    asks && layout.titles_over(index).next().is_some_and(thing)
}

/// Whether a page, title or row is about what may be asked for.
fn about_papers(finder: &Finder, index: usize, block: &Block) -> bool {
    use Concept::{Documents, ForAccount, Verify, You, Your};
    let layout = finder.layout;
    let about = |block: &Block| block.says_any(&[Verify, Documents]);
    let row = || scope::row(layout, index).and_then(|row| layout.block(row.label)).is_some_and(about);
    // "No document outstanding" is one phrase.
    let papers = || block.says_any(&[Your, You, ForAccount]) && data::any_in(File::Words, "papers", &letters::small(block.text));
    block.says(Verify)
        || papers()
        || block.says_any(&THINGS)
        || row()
        || layout.titles_over(index).any(|title| about(title) || title.names(Subject::Level))
        || matches!(finder.kind, PageKind::Verification | PageKind::Documents | PageKind::Settings)
}

/// Whether a block asks this user for something, in whatever words.
#[inline(never)]
fn asked(finder: &Finder, index: usize, block: &Block) -> bool {
    use Concept::*;
    // "Documents and settings stay out of view while the lock is on".
    if block.names(Subject::SettingsLock) && !block.says_any(&[Complete, Please]) {
        return false;
    }
    // "Your identity card has expired. Until we have a valid one, margin stays closed".
    let named = |part: &Block| {
        part.wants(&THINGS)
            && !part.awaits()
            && !part.says_any(&[If, Generic, Approved, Pending, Past, Over])
            && part.words() <= WANT_WORDS
    };
    let parts = block.parts();
    let closed = || parts.len() > 1 && level_in(block).is_none() && closes(finder, block) && parts.iter().any(named);
    parts.iter().any(asks) || turned_down(finder, index, block) || closed()
}

/// Whether a sentence asks for something.
fn asks(part: &Block) -> bool {
    use Concept::*;
    // "Subject to assessment" tells what would be asked for.
    let doubtful = |at: usize| part.hits.iter().any(|hit| hit.first == at && hit.sense == Sense::Is(Perhaps));
    let requires = part.hits.iter().any(|hit| hit.sense == Sense::Is(Require) && !doubtful(hit.first));
    let asked = requires || part.says_any(&[Complete, Until]);
    let done = part.says(Over) || nothing_due(part);
    // "Please complete …" asks, "completed" does not; both are the same word.
    let past = part.says_any(&[Past, Approved]) && !part.says(Complete);
    let others = part.says(Generic) || (clause::to_nobody(part) && !part.says_any(&[You, Your, Please]));
    let idle = part.says(If) || others || ((done || past) && !part.says(Until));
    let idle = idle || (part.says_any(&THINGS) && !part.wants(&THINGS) && !part.says(Until));
    // "Pro requires proof of funds": of a level, and of nobody in particular.
    let idle = idle || (level_in(part).is_some() && !part.says_any(&[You, Your, Please, Complete, Until, Now]));
    asked && !idle && (!part.asks() || part.says(Please))
}

/// "Locked. Needs Intermediate, then the test", beside a product: what a level opens is no request.
fn level_gate(layout: &Layout, index: usize, block: &Block) -> bool {
    let product = |subjects: &[Subject]| Subject::only(subjects, Subject::is_product);
    let subjects = scope::exact(block.subjects());
    let gated = || scope::row(layout, index).is_some_and(|row| product(&row.subjects));
    level_in(block).is_some() && (product(&subjects) || (subjects.is_empty() && gated()))
}

/// Whether something is withheld until a block's request is met, as far as it and its notice say.
fn withheld(finder: &Finder, block: &Block) -> bool {
    use Concept::*;
    let layout = finder.layout;
    let stopped = || {
        let mut claims = clause::claims(block, finder.client).into_iter().flatten();
        claims.any(|claim| claim.meaning == Meaning::Fails(Reason::Verification) && !claim.subjects.is_empty())
    };
    // "We need your answers", and below that something stays closed until they are there.
    let beside = || {
        let notice = layout.tree.nearest(block.node, told::NOTICES).map(|notice| layout.inside(notice));
        let mut others = notice.into_iter().flatten().filter_map(|other| layout.block(other));
        others.any(|other| other.awaits() && other.says_any(&[Bad, Cannot, Not]))
    };
    // "To pay in by wire, send us …".
    let moves =
        |subject: Subject| !(subject.is_product() || matches!(subject, Subject::Account | Subject::SignUp | Subject::Level));
    closes(finder, block)
        // "You have until the end of the year and can use everything as before".
        || (block.awaits() && !block.says(Stays))
        || beside()
        || stopped()
        || (block.says(Purpose) && scope::exact(block.subjects()).into_iter().any(moves))
}
