//! A page cut into blocks, in one pass over its nodes.

use super::blocks::{Block, Role};
use super::concept::{Concept, Sense, Subject};
use super::date;
use super::home;
use super::language;
use super::lexicon::{Hit, Lexicon};
use super::tree::{Id, Tree};
use super::words::{self, Shape, Token};
use crate::gather::Gather;
use crate::letters;
use crate::moment::Moment;
use crate::snapshot::{Kind, Node};
use std::borrow::Cow;

/// A number in the midst of a sentence is no longer than this, in bytes.
const VALUE: usize = 20;

/// "in", "auf", "avec": a word that joins is no longer than this, in bytes.
const JOINING: usize = 4;

/// A page cut into blocks: the words of all of them one after the other, so that a large page is no thousands of pieces.
#[derive(Debug, Default)]
pub(crate) struct Cut {
    text: String,
    tokens: Vec<Token>,
    hits: Vec<Hit>,
    breaks: Vec<usize>,
    /// Where in the text after the last block a run begins behind a space, with a capital.
    runs: Vec<usize>,
    pieces: Vec<Piece>,
}

/// What is a block's own in a [`Cut`].
#[derive(Debug)]
struct Piece {
    node: Id,
    at: Id,
    role: Role,
    /// Its dates are over.
    past: bool,
    ends: Ends,
}

/// How far a [`Cut`] goes.
#[derive(Debug, Clone, Copy, Default)]
struct Ends {
    text: usize,
    tokens: usize,
    hits: usize,
    breaks: usize,
}

impl Cut {
    /// The pieces with where they begin.
    fn pieces(&self) -> impl Iterator<Item = (Ends, &Piece)> {
        self.pieces.iter().scan(Ends::default(), |from, piece| Some((std::mem::replace(from, piece.ends), piece)))
    }

    /// The text and the tokens of every block.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &[Token])> {
        self.pieces().map(|(from, piece)| {
            let text = self.text.get(from.text..piece.ends.text).unwrap_or_default();
            (text, self.tokens.get(from.tokens..piece.ends.tokens).unwrap_or_default())
        })
    }

    /// Takes what is said of the place where this user lives for said of this user.
    pub(crate) fn settle(&mut self) {
        let words = self
            .pieces()
            .zip(self.texts())
            .map(|((from, piece), (text, tokens))| (text, tokens, self.hits.get(from.hits..piece.ends.hits).unwrap_or_default()));
        let home = home::names(words);
        if home.is_empty() {
            return;
        }
        let mut own = Vec::new();
        for ((from, piece), (text, tokens)) in self.pieces().zip(self.texts()) {
            let hits = self.hits.get(from.hits..piece.ends.hits).unwrap_or_default().iter().zip(from.hits..);
            let places = hits.filter(|(hit, _)| hit.sense == Sense::Is(Concept::Somewhere));
            own.extend(
                places.filter(|(hit, _)| home.contains(&letters::small(home::named(text, tokens, hit)))).map(|(_, at)| at),
            );
        }
        for at in own {
            if let Some(hit) = self.hits.get_mut(at) {
                hit.sense = Sense::Is(Concept::YourPlace);
            }
        }
    }

    /// The blocks, in document order.
    pub(crate) fn blocks(&self) -> Vec<Block<'_>> {
        let block = |((from, piece), (text, tokens)): ((Ends, &Piece), (_, _))| {
            let hits = self.hits.get(from.hits..piece.ends.hits).unwrap_or_default();
            let place = (piece.node, piece.at, piece.role);
            let mut block = Block::new(place, text, Cow::Borrowed(tokens), Cow::Borrowed(hits));
            block.past = piece.past;
            block.breaks = self.breaks.get(from.breaks..piece.ends.breaks).unwrap_or_default();
            block
        };
        let mut blocks = Vec::with_capacity(self.pieces.len());
        blocks.extend(self.pieces().zip(self.texts()).map(block));
        blocks
    }

    fn ends(&self) -> Ends {
        self.pieces.last().map_or(Ends::default(), |piece| piece.ends)
    }

    /// The text after the last block.
    fn rest(&self) -> &str {
        self.text.get(self.ends().text..).unwrap_or_default()
    }

    /// Adds a text node to the text after the last block, and notes where it may part: that is known once all are there.
    fn push(&mut self, run: &str) {
        let rest = self.rest();
        let run = if rest.is_empty() { run.trim_start() } else { run };
        let last = rest.chars().next_back();
        let run = if last.is_some_and(char::is_whitespace) { run.trim_start() } else { run };
        match (last, run.chars().next()) {
            // "Stocks" and " Not in your area", or "Stocks " and "400 of them", each in a span of its own; but not "2FA".
            (Some(last), Some(first)) if last.is_whitespace() || first.is_whitespace() => {
                let words = run.trim_start();
                let mut letters = words.chars().map(|letter| (letter.is_uppercase(), letter.is_ascii_digit()));
                if matches!((letters.next(), letters.next()), (Some((true, _)), _) | (Some((_, true)), Some((false, _)))) {
                    let place = rest.len() + run.len() - words.len();
                    self.runs.push(place);
                }
            }
            (Some(last), Some(first)) => {
                // A dash by itself is an empty cell.
                let dash =
                    (last.is_alphanumeric() && matches!(run, "–" | "—")) || (matches!(last, '–' | '—') && first.is_uppercase());
                let initial = last == '.' && first.is_uppercase();
                if dash || initial || (last.is_alphanumeric() && first.is_alphanumeric()) {
                    let place = rest.len();
                    self.breaks.push(place);
                }
            }
            _ => {}
        }
        self.text.push_str(run);
    }

    /// Makes a block of the text after the last one, if there is any.
    fn end(&mut self, node: Id, at: Id, role: Role, speech: Speech) {
        let before = self.ends();
        let length = self.rest().trim_end().len();
        self.text.truncate(before.text + length);
        let runs = std::mem::take(&mut self.runs);
        if length == 0 {
            return self.breaks.truncate(before.breaks);
        }
        let text = self.text.get(before.text..).unwrap_or_default();
        if self.breaks.len() > before.breaks {
            let joints = self.breaks.split_off(before.breaks);
            self.breaks.extend(cells::joints(text, &joints, speech.lexicon));
        }
        words::cut(text, self.breaks.get(before.breaks..).unwrap_or_default(), &mut self.tokens);
        let words = self.tokens.get(before.tokens..).unwrap_or_default();
        speech.of(words).find(text, words, &mut self.hits);
        let from = before.hits;
        let all = self.hits.get(from..).unwrap_or_default();
        let month = |hit: &Hit| hit.first == hit.last && names_month(text, words, hit.first);
        let wrong = |hit: &Hit| month(hit) || is_ach(text, words, all, hit);
        if all.iter().any(wrong) {
            let own: Vec<Hit> = all.iter().copied().filter(|hit| !wrong(hit)).gather();
            self.hits.truncate(from);
            self.hits.extend(own);
        }
        let words = self.tokens.get(before.tokens..).unwrap_or_default();
        let text = self.text.get(before.text..).unwrap_or_default();
        let joints = self.breaks.get(before.breaks..).unwrap_or_default();
        for place in cells::begin(text, words, self.hits.get(from..).unwrap_or_default(), &runs, joints) {
            let earlier = self.breaks.iter().skip(before.breaks).take_while(|other| **other < place).count();
            self.breaks.insert(before.breaks + earlier, place);
        }
        let dated = |hit: &Hit| hit.sense == Sense::Is(Concept::From);
        let past = self.hits.get(from..).is_some_and(|hits| hits.iter().any(dated)) && {
            let stamps = date::stamps(self.text.get(before.text..).unwrap_or_default(), words);
            let mut days = stamps.iter().filter(|stamp| stamp.day.is_some()).peekable();
            days.peek().is_some() && days.all(|stamp| stamp.moment(speech.at) < speech.at)
        };
        let (text, tokens) = (self.text.len(), self.tokens.len());
        let ends = Ends { text, tokens, hits: self.hits.len(), breaks: self.breaks.len() };
        self.pieces.push(Piece { node, at, role, past, ends });
    }
}

/// "Bank transfer (ACH)", "ACH bank transfer": one way with two names, and not any transfer.
fn is_ach(text: &str, tokens: &[Token], hits: &[Hit], wire: &Hit) -> bool {
    let bracket = |at: usize| tokens.get(at).is_some_and(|token| text.get(token.start..token.end) == Some("("));
    let beside = |one: &Hit, other: &Hit| {
        let next = one.last + 1;
        other.first == next || (other.first == next + 1 && bracket(next))
    };
    let ach = |hit: &Hit| hit.sense == Sense::Of(Subject::Ach) && (beside(hit, wire) || beside(wire, hit));
    wire.sense == Sense::Of(Subject::Wire) && hits.iter().any(ach)
}

/// "19 May 2024": a month beside a number, whatever the word may mean by itself.
fn names_month(text: &str, tokens: &[Token], at: usize) -> bool {
    let number = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(|token| token.shape == Shape::Number);
    (number(at.checked_sub(1)) || number(Some(at + 1)))
        && tokens.get(at).is_some_and(|token| {
            token.shape == Shape::Capital && date::is_month(text.get(token.start..token.end).unwrap_or_default())
        })
}

/// By which words a page is read.
#[derive(Clone, Copy)]
struct Speech<'a> {
    lexicon: &'a Lexicon,
    language: &'a str,
    /// Now.
    at: Moment,
}

impl<'a> Speech<'a> {
    /// The lexicon for a block: English for a sentence that was left in English on a page in another language.
    fn of(self, tokens: &[Token]) -> &'a Lexicon {
        let foreign = self.language != "en" && language::is_english(tokens, self.language);
        if foreign { Lexicon::of("en") } else { self.lexicon }
    }
}

/// A page while it is cut.
struct Cutter<'a> {
    tree: &'a Tree<'a>,
    speech: Speech<'a>,
    cut: Cut,
    /// The block that text is added to.
    open: Option<(Id, Id, Role)>,
    /// Names and descriptions met inside it: blocks of their own that come after it.
    waiting: Vec<(Id, Role, Cow<'a, str>)>,
    /// Controls with a name: it replaces their content.
    named: Vec<Id>,
    /// The first of the texts that flow together in no element at all.
    loose: Option<Id>,
}

/// Cuts the tree into blocks, in document order, and finds the phrases of the language in them.
pub(crate) fn cut(tree: &Tree, spoken: &str, at: Moment) -> Cut {
    let speech = Speech { lexicon: Lexicon::of(spoken), language: spoken, at };
    let (cut, waiting, named) = (Cut::default(), Vec::new(), Vec::new());
    let mut cutter = Cutter { tree, speech, cut, open: None, waiting, named, loose: None };
    for id in 0..tree.len() {
        let Some(node) = tree.get(id) else { break };
        match node.kind {
            Kind::Text => cutter.text(id, node),
            Kind::Break if cutter.open.is_some() => cutter.cut.text.push('\n'),
            Kind::Break => {}
            Kind::Inline if node.name().is_none() && node.description().is_none() => {}
            Kind::Link | Kind::Status if flows(tree, id) => {}
            Kind::Image | Kind::Inline => cutter.name(id, node),
            _ => {
                cutter.close();
                cutter.loose = None;
                cutter.name(id, node);
            }
        }
    }
    cutter.close();
    cutter.cut
}

impl<'a> Cutter<'a> {
    fn text(&mut self, id: Id, node: &Node) {
        let owner = match owner(self.tree, id) {
            top if self.tree.parent(top).is_none() && matches!(self.tree.kind(top), Kind::Text | Kind::Inline) => {
                // "cannot hold stocks" goes on, and so does what comes behind "in"; "Enabled" is a cell.
                let small =
                    node.text.trim_start().starts_with(|first: char| first.is_lowercase() || first.is_ascii_punctuation());
                let joins = |word: &str| word.len() <= JOINING && word.chars().all(char::is_lowercase);
                let goes_on = small || self.cut.rest().split_whitespace().next_back().is_some_and(joins);
                self.loose = self.loose.filter(|_| goes_on).or(Some(top));
                self.loose.unwrap_or(top)
            }
            own => own,
        };
        if self.open.is_none_or(|(node, ..)| node != owner) {
            self.close();
            let kind = self.tree.kind(owner);
            if kind != Kind::Combobox && self.named.binary_search(&owner).is_ok() {
                return;
            }
            self.open = Some((owner, id, if kind.is_control() { Role::Control } else { Role::Text }));
        }
        self.cut.push(&node.text);
    }

    /// The name and description of a node, as blocks of their own.
    fn name(&mut self, id: Id, node: &'a Node) {
        let role = match node.kind {
            kind if kind.is_control() => Role::Control,
            Kind::Image | Kind::Inline => Role::Text,
            _ => Role::Name,
        };
        let name = node.name().map(Cow::Borrowed).or_else(|| built_of_blocks(self.tree, id).map(Cow::Owned));
        for (text, role) in [(name, role), (node.description().map(Cow::Borrowed), Role::Description)] {
            let Some(text) = text.filter(|text| !text.trim().is_empty()) else { continue };
            if role == Role::Control {
                self.named.push(id);
            }
            self.waiting.push((id, role, text));
        }
        if self.open.is_none() {
            self.close();
        }
    }

    fn close(&mut self) {
        if let Some((node, at, role)) = self.open.take() {
            self.cut.end(node, at, role, self.speech);
        }
        for (id, role, text) in self.waiting.drain(..) {
            self.cut.text.push_str(text.trim());
            self.cut.end(id, id, role, self.speech);
        }
    }
}

/// The node whose block a text belongs to: the nearest ancestor that does not flow with the text around it.
fn owner(tree: &Tree, id: Id) -> Id {
    let mut up = id;
    for ancestor in tree.ancestors(id) {
        up = ancestor;
        let kind = tree.kind(ancestor);
        let inline = kind == Kind::Inline || (matches!(kind, Kind::Link | Kind::Status) && flows(tree, ancestor));
        if !inline {
            return ancestor;
        }
    }
    // Only flowing ancestors, or none: the outermost one holds the text.
    up
}

/// The first words of a control that is built of blocks, and is known by them: a tile of a name and a line below it.
fn built_of_blocks(tree: &Tree, id: Id) -> Option<String> {
    let tile = matches!(tree.kind(id), Kind::Radio | Kind::Choice | Kind::Button | Kind::Tab);
    if !tile || tree.has_loose_text(id) {
        return None;
    }
    let texts = || tree.subtree(id).filter(|inner| tree.kind(*inner) == Kind::Text);
    let of = owner(tree, texts().next()?);
    let words = texts().filter(|inner| owner(tree, *inner) == of).filter_map(|inner| tree.get(inner));
    (of != id).then(|| words.fold(String::new(), |all, node| all + &node.text))
}

/// Whether a link, or a value that is worked out, is part of a sentence: text stands beside it.
fn flows(tree: &Tree, inner: Id) -> bool {
    // "You have 2.5 ETH staked", but no "0 active"; a state beside a name is one by itself, and an address to pay to, too.
    let number = |node: &Node| node.text.len() <= VALUE && node.text.trim_start().starts_with(|c: char| matches!(c, '1'..='9'));
    let texts = || tree.subtree(inner).filter_map(|id| tree.get(id)).filter(|node| node.kind == Kind::Text);
    (tree.kind(inner) == Kind::Link || (texts().count() == 1 && texts().all(number)))
        && tree.parent(inner).is_some_and(|parent| tree.has_loose_text(parent))
}

mod cells;
#[cfg(test)]
mod tests;
