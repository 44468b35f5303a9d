//! The verification level, and how it stands.

use super::addresses;
use super::blocks::{Block, Role};
use super::clause::Level;
use super::column;
use super::concept::{Concept, Sense, Subject};
use super::lexicon::Hit;
use super::logged;
use super::scope;
use super::signal::{Finder, Quote};
use super::words::Shape;
use super::zone::Zone;
use crate::report::PageKind;
use crate::snapshot::Kind;
use std::ops::ControlFlow;

/// The account's level, as the page says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LevelRead {
    /// Which one; a verification that is looked at, or turned down, need not say it.
    pub level: Option<Level>,
    /// How it stands.
    pub standing: Standing,
    /// The words.
    pub quotes: Vec<Quote>,
}

/// How a level stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Reached.
    Held,
    /// Under review.
    Pending,
    /// Turned down.
    Rejected,
}

/// A statement about the level is no longer than this, in words.
const STATEMENT_WORDS: usize = 18;

/// What stands beside the user's name is no longer than this, in words.
const CHIP_WORDS: usize = 4;

/// A level's name and what is said of it stand in one container of no more words than this.
const ROW_WORDS: usize = 40;

/// The name of a plan is no longer than this, in words.
const PLAN_WORDS: usize = 3;

/// A sentence about it, below its name, is no longer than this, in words.
const TOLD_WORDS: usize = 10;

/// And what puts it in doubt in one of no more than this.
const NEAR_WORDS: usize = 30;

/// Every level that the page gives this account.
pub(crate) fn levels(finder: &Finder) -> Vec<LevelRead> {
    let layout = finder.layout;
    let mut found = Vec::new();
    for index in 0..layout.blocks.len() {
        let Some(block) = layout.block(index).filter(|block| block.role != Role::Control) else { continue };
        // "Verified to Intermediate" beside the user's name.
        let long = if block.names(Subject::Level) { 2 * CHIP_WORDS } else { CHIP_WORDS };
        let chip = layout.zone(index) == Zone::Navigation && block.words() <= long;
        let plain = layout.zone(index) == Zone::Plain;
        if block.words() > STATEMENT_WORDS
            || !(plain || chip)
            || (plain && (logged::logged(finder, index) || addresses::entered(layout, index)))
        {
            continue;
        }
        // "Intermediate · verified" is one statement.
        let whole = block.words() <= CHIP_WORDS && level_in(block).is_some();
        // "Marta G." and "Level: Intermediate": whose it is, and what.
        let own = || {
            let name = block.first_cell().map_or(0, |cell| cell.tokens.len());
            let nameless = name == 0 || block.hits.iter().any(|hit| hit.first < name);
            if nameless { block.clone() } else { block.part(name, block.tokens.len().saturating_sub(1)) }
        };
        let parts = if whole { vec![own()] } else { block.parts() };
        for part in parts {
            let level = level_in(&part).or_else(|| level_of_column(finder, index, &part));
            let stands = if level.is_some() { standing(finder, index, &part) } else { decided(finder, index, &part) };
            if let Some((standing, quotes)) = stands {
                found.push(LevelRead { level, standing, quotes });
            }
        }
    }
    found
}

/// "Your verification is still under review", "Verification status: pending": how it stands, of no level that is named.
fn decided(finder: &Finder, index: usize, block: &Block) -> Stands {
    use Concept::*;
    let standing = if block.says(Rejected) { Standing::Rejected } else { Standing::Pending };
    if !block.says_any(&[Rejected, Pending]) || block.says_any(&[If, Generic, Can, Require, Until, Not, Purpose, Past, Over]) {
        return None;
    }
    let row = || scope::row(finder.layout, index).filter(|row| row.subjects == [Subject::Level]);
    if let Some(row) = row().filter(|_| block.words() <= CHIP_WORDS) {
        return Some((standing, finder.quotes(&[index, row.label])));
    }
    let verification = |hit: &&Hit| matches!(hit.sense, Sense::Is(Verify) | Sense::Of(Subject::Level));
    // "Your verification code".
    let known = |at: usize| !block.is_word(at) || block.hits.iter().any(|hit| hit.covers(at));
    let own = block.hits.iter().filter(verification).any(|hit| block.is_yours(hit, 0) && known(hit.last + 1));
    let other = |subject: Subject| !matches!(subject, Subject::Level | Subject::Account | Subject::SignUp);
    (own && !block.subjects().any(other)).then(|| (standing, finder.quote(index)))
}

pub(super) fn level_in(block: &Block) -> Option<Level> {
    let levels = [
        (Concept::Intermediate, Level::Intermediate),
        (Concept::Starter, Level::Starter),
        (Concept::Express, Level::Express),
        (Concept::Pro, Level::Pro),
        (Concept::Business, Level::Business),
    ];
    let mut named = levels.into_iter().filter(|(concept, _)| block.says(*concept) && !named_after(block, *concept));
    // Two levels in one breath compare; they do not say which one is reached.
    let only = named.next()?;
    named.next().is_none().then_some(only.1)
}

/// "The company's wallet", "My business laptop": a name that somebody gave, with the word in it.
fn named_after(block: &Block, level: Concept) -> bool {
    let hit = block.hits.iter().find(|hit| hit.sense == Sense::Is(level));
    let known = |at: usize| block.hits.iter().any(|hit| hit.covers(at) && hit.sense != Sense::Is(Concept::Identity));
    let strange = |at: usize| block.is_word(at) && !known(at);
    block.words() <= 4 && hit.is_some_and(|hit| (0..hit.first).any(strange))
}

/// "Profil vérifié, niveau Intermédiaire", where the level's name and the word for it are one phrase: nothing else is said.
fn level_alone(block: &Block) -> bool {
    use Concept::*;
    let level = |hit: &&Hit| matches!(hit.sense, Sense::Is(Starter | Express | Intermediate | Pro | Business));
    let known = |hit: &&Hit| level(hit) || matches!(hit.sense, Sense::Is(Verify | Identity | Filler | Your));
    let covered = |at: usize| block.hits.iter().filter(known).any(|hit| hit.covers(at));
    let phrase = block.hits.iter().filter(level).any(|hit| hit.last > hit.first);
    phrase && (0..block.tokens.len()).all(|at| !block.is_word(at) || covered(at))
}

/// "Your current level" in a column that a level heads.
fn level_of_column(finder: &Finder, index: usize, block: &Block) -> Option<Level> {
    let tells = block.names(Subject::Level) || block.says(Concept::Current);
    let (header, _) = tells.then(|| column::header(finder.layout, index)).flatten()?;
    level_in(finder.layout.block(header)?)
}

/// How a level stands, and the words that say so.
type Stands = Option<(Standing, Vec<Quote>)>;

/// How the level that a block names stands, if the block or its row says so.
fn standing(finder: &Finder, index: usize, block: &Block) -> Stands {
    use Concept::*;
    let layout = finder.layout;
    // "We couldn't approve …" turns down; "you can't …" does not.
    // So does one that is being looked at, though it asks for it.
    let looked_at = block.says(Pending) && !block.says_any(&[Generic, Until, Promo, Can, Cannot, Future, Not]);
    let turned_down = (block.says(Rejected) || looked_at) && !block.says_any(&[If, Generic]);
    if offers(block) && !turned_down {
        // "Moving up to Intermediate", and under that title "Declined".
        let title = layout.tree.kind(block.node) == Kind::Heading;
        let under = layout.block(index + 1).filter(|next| title && next.words() <= 4 && !offers(next));
        return Some((decision(under?)?, finder.quotes(&[index, index + 1])));
    }
    let tells = block.names(Subject::Level) || block.says_any(&[Current, Approved]);
    if let Some(standing) = decision(block) {
        let own_page = matches!(finder.kind, PageKind::Verification | PageKind::Documents);
        let of_level = || scope::row(layout, index).is_some_and(|row| row.subjects.contains(&Subject::Level));
        // "Verification", over "Intermediate: under review".
        let titled = || {
            block.words() <= 3 && layout.titles_over(index).next().is_some_and(|title| title.says(Verify) && title.words() <= 3)
        };
        let here = own_page || tells || block.says(Verify) || of_level() || titled();
        return here.then(|| (standing, finder.quote(index)));
    }
    if tells || level_alone(block) {
        // "The Express level used to exist in the US only" tells of nobody's.
        let been = !block.text.contains(':')
            && block.says_any(&[Past, Over])
            && !block.says_any(&[Your, You, Current, Approved, Verify]);
        if been || is_plan(finder, index, block) {
            return None;
        }
        return Some((row_standing(finder, index).unwrap_or(Standing::Held), finder.quote(index)));
    }
    // "Pro – that is as high as it goes": what follows the first dash adds to it.
    let pause = block.tokens.iter().position(|token| token.shape == Shape::Pause && token.start > 0);
    let lead = pause.unwrap_or(block.tokens.len());
    if block.tokens.iter().take(lead).filter(|token| token.shape.is_word()).count() > 4 {
        return None;
    }
    let labelled = labelled(finder, index);
    // Levels side by side head what each of them may do.
    if labelled.is_some() || layout.tree.kind(block.node) == Kind::ColHeader {
        return labelled;
    }
    match beside(finder, index) {
        ControlFlow::Continue(()) => titled(finder, index),
        ControlFlow::Break(stands) => stands,
    }
}

/// "Pro level" over a list of what it brings, and nobody said to have it: a plan among others.
fn is_plan(finder: &Finder, index: usize, block: &Block) -> bool {
    use Concept::*;
    let layout = finder.layout;
    if layout.tree.kind(block.node) != Kind::Heading || block.words() > PLAN_WORDS || block.text.contains(':') {
        return false;
    }
    let Some((_, inside)) = layout.containers(index).next() else { return false };
    let stands = [Current, Approved, Verify, Pending, Rejected];
    let lists = inside.clone().any(|other| other > index && layout.in_kind(other, &[Kind::Item]));
    let mut card = inside.filter(|other| *other != index).filter_map(|other| layout.block(other));
    lists && !block.says_any(&[Your, You]) && !card.any(|block| block.says_any(&stands))
}

/// Whether a block speaks of what could be, or of what it takes.
fn offers(block: &Block) -> bool {
    use Concept::*;
    block.says_any(&[Upgrade, Require, If, Generic, Until, Purpose, Promo, Can, Not, Cannot, Future])
}

/// What a block says was decided, or is still to be.
fn decision(block: &Block) -> Option<Standing> {
    if block.says(Concept::Rejected) && (!block.says(Concept::Not) || block.words() > 3) {
        Some(Standing::Rejected)
    } else if block.says(Concept::Pending) {
        Some(Standing::Pending)
    } else {
        None
    }
}

/// A level in a definition whose term is "Verification level".
fn labelled(finder: &Finder, index: usize) -> Stands {
    let layout = finder.layout;
    if !layout.in_kind(index, &[Kind::Definition]) {
        return None;
    }
    let label = scope::row(layout, index).filter(|row| row.subjects == [Subject::Level])?.label;
    // What follows up to the next term is said of the same.
    let term = |other: &usize| {
        let node = layout.block(*other).map(|block| block.node);
        node.is_some_and(|node| layout.tree.nearest(node, &[Kind::Term]).is_some())
    };
    let rest = (index + 1..layout.blocks.len()).take(3).take_while(|other| !term(other));
    let own = layout.block(label).and_then(decision);
    let said = own.or_else(|| rest.filter_map(|other| layout.block(other)).filter(|block| block.words() <= 6).find_map(decision));
    Some((said.unwrap_or(Standing::Held), finder.quotes(&[index, label])))
}

/// The level alone: its row says what it is ("Verification level", "Current"). It breaks with how
/// the level stands, or with nothing where no title over it counts.
fn beside(finder: &Finder, index: usize) -> ControlFlow<Stands> {
    let layout = finder.layout;
    for (_, inside) in layout.containers(index) {
        if layout.words_in(inside.clone()) > ROW_WORDS {
            return ControlFlow::Break(None);
        }
        for other in inside.clone().filter(|other| *other != index) {
            let Some(label) = layout.block(other) else { continue };
            let control = label.role == Role::Control;
            let header = layout.tree.kind(label.node) == Kind::ColHeader;
            let offers = offers(label) && !label.says(Concept::Rejected);
            if header || label.words() > 8 || offers || (control && !label.says(Concept::Current)) {
                continue;
            }
            if level_in(label).is_some() {
                return ControlFlow::Break(None);
            }
            let told = label.names(Subject::Level)
                || label.says(Concept::Current)
                || (label.says(Concept::Approved) && label.words() <= 3 && !scope::is_strange(label));
            let near = || inside.clone().filter_map(|near| layout.block(near)).find_map(decision).unwrap_or(Standing::Held);
            if let Some(standing) = decision(label).or_else(|| told.then(near)) {
                return ControlFlow::Break(Some((standing, finder.quotes(&[index, other]))));
            }
        }
    }
    ControlFlow::Continue(())
}

/// The level alone, under the title "Verification level".
fn titled(finder: &Finder, index: usize) -> Stands {
    let layout = finder.layout;
    let titled = scope::title(layout, index)?;
    let exact = layout.block(titled.label)?;
    (exact.names(Subject::Level) && exact.words() <= 4 && layout.inside_title(titled.label) <= 6)
        .then(|| (Standing::Held, finder.quotes(&[index, titled.label])))
}

/// Pending or rejected, when a short block of the row says so.
pub(super) fn row_standing(finder: &Finder, index: usize) -> Option<Standing> {
    let layout = finder.layout;
    let (_, inside) = layout.containers(index).next()?;
    if layout.words_in(inside.clone()) > NEAR_WORDS {
        return None;
    }
    // "Your application is under review", and nothing else is named.
    let told = |block: &Block| {
        let other = block.subjects().any(|subject| !matches!(subject, Subject::Level | Subject::Account | Subject::SignUp));
        let own = block.says_any(&[Concept::Your, Concept::You]) && !block.says(Concept::Rejected);
        block.words() <= 4 || (own && block.words() <= TOLD_WORDS && !other && !offers(block))
    };
    inside.filter(|other| *other != index).filter_map(|other| layout.block(other)).filter(|block| told(block)).find_map(|block| {
        if block.says(Concept::Rejected) {
            Some(Standing::Rejected)
        } else if block.says(Concept::Pending) {
            Some(Standing::Pending)
        } else {
            None
        }
    })
}
