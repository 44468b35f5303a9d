//! Blocks: the pieces in which a person reads a page. A paragraph, a cell, a heading, the label of a control.

use super::concept::{Concept, Sense, Subject};
use super::date;
use super::language;
use super::lexicon::{Hit, Lexicon};
use super::tree::{Id, Tree};
use super::words::{self, Shape, Token};
use crate::letters;
use crate::snapshot::{Kind, Node};

/// Words that a full stop shortens: hour, number, year, for example, that is.
const ABBREVIATIONS: &[&str] = &["godz", "nr", "r", "np", "tzn", "tj"];

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Running text.
    Text,
    /// The label of a control.
    Control,
    /// The accessible name of a container: a title that need not be on screen as text.
    Name,
    /// What describes a control (`aria-describedby`, a title).
    Description,
}

/// A run of text that is read as one.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// The container or control that it belongs to.
    pub node: Id,
    /// The first node of its text: its place in the document.
    pub at: Id,
    /// What it is.
    pub role: Role,
    /// Its words, white space folded.
    pub text: String,
    /// Its words and marks.
    pub tokens: Vec<Token>,
    /// What they stand for.
    pub hits: Vec<Hit>,
    /// Places where two cells meet without a space.
    pub breaks: Vec<usize>,
}

impl Block {
    fn new(node: Id, at: Id, role: Role) -> Block {
        Block { node, at, role, text: String::new(), tokens: Vec::new(), hits: Vec::new(), breaks: Vec::new() }
    }

    /// Whether a mark ends a sentence; the one in "10. Dezember" does not.
    pub(crate) fn ends_sentence(&self, at: usize) -> bool {
        let stops = self.tokens.get(at).is_some_and(|token| token.shape == Shape::Stop);
        let day = |token: &Token| token.shape == Shape::Number && token.end - token.start <= 2;
        let ordinal = || {
            let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
            before.is_some_and(day) && date::is_month(self.word(at + 1))
        };
        stops && !ordinal() && !self.abbreviates(at)
    }

    /// Whether a full stop only shortens the word before it: "godz. 9:15", "2026 r. wypłaty".
    fn abbreviates(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| letters::small(self.word(before))) else { return false };
        let goes_on =
            self.tokens.get(at + 1).is_some_and(|next| matches!(next.shape, Shape::Small | Shape::Pause | Shape::Number));
        goes_on && self.word(at) == "." && ABBREVIATIONS.contains(&before.as_str())
    }

    /// Whether it says until what is done: "until you have …", not "by 10 December".
    pub(crate) fn awaits(&self) -> bool {
        let dated = |hit: &Hit| self.dates(hit.last + 1) || self.dates(hit.last + 2);
        self.hits.iter().any(|hit| hit.sense == Sense::Is(Concept::Until) && !dated(hit))
    }

    /// How many words it has.
    pub(crate) fn words(&self) -> usize {
        self.tokens.iter().filter(|token| token.shape.is_word() || token.shape == Shape::Number).count()
    }

    /// Whether any phrase in it stands for this.
    pub(crate) fn says(&self, concept: Concept) -> bool {
        self.hits.iter().any(|hit| hit.sense == Sense::Is(concept))
    }

    /// Whether one of these stands in it.
    pub(crate) fn says_any(&self, concepts: &[Concept]) -> bool {
        concepts.iter().any(|concept| self.says(*concept))
    }

    /// Whether it names this subject.
    pub(crate) fn names(&self, subject: Subject) -> bool {
        self.hits.iter().any(|hit| hit.sense == Sense::Of(subject))
    }

    /// The subjects it names, in order.
    pub(crate) fn subjects(&self) -> impl Iterator<Item = Subject> + '_ {
        self.hits.iter().filter_map(|hit| match hit.sense {
            Sense::Of(subject) => Some(subject),
            Sense::Is(_) => None,
        })
    }

    /// A token as it stands in the text; nothing where there is none.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).and_then(|token| self.text.get(token.start..token.end)).unwrap_or_default()
    }

    /// Whether a token begins a date: a number, a month, a day of the week.
    pub(crate) fn dates(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.shape == Shape::Number)
            || date::is_month(self.word(at))
            || date::is_weekday(self.word(at))
    }

    /// The words of these tokens, as they stand in the text.
    pub(crate) fn slice(&self, first: usize, last: usize) -> &str {
        let start = self.tokens.get(first).map_or(0, |token| token.start);
        let end = self.tokens.get(last).map_or(self.text.len(), |token| token.end);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Adds a text node. Where two runs meet without a space may be a break; that is known once all are there.
    fn push(&mut self, run: &str) {
        let run = if self.text.is_empty() { run.trim_start() } else { run };
        let (Some(last), Some(first)) = (self.text.chars().next_back(), run.chars().next()) else {
            self.text.push_str(run);
            return;
        };
        if last.is_whitespace() && first.is_whitespace() {
            self.text.push_str(run.trim_start());
            return;
        }
        // A dash by itself is an empty cell.
        let dash = (last.is_alphanumeric() && matches!(run, "–" | "—")) || (matches!(last, '–' | '—') && first.is_uppercase());
        if dash || (last.is_alphanumeric() && first.is_alphanumeric()) {
            self.breaks.push(self.text.len());
        }
        self.text.push_str(run);
    }

    /// The block cut at bullets and line ends, each part a block of its own.
    pub(crate) fn parts(&self) -> Vec<Block> {
        let mut parts = Vec::new();
        let mut first = 0;
        let stops = (0..self.tokens.len()).filter(|at| self.ends_sentence(*at));
        for end in stops.chain([self.tokens.len()]) {
            if end > first {
                parts.push(self.part(first, end - 1));
            }
            first = end + 1;
        }
        parts
    }

    /// The first of several cells side by side.
    pub(crate) fn first_cell(&self) -> Option<Block> {
        let end = *self.breaks.first()?;
        let last = self.tokens.iter().take_while(|token| token.end <= end).count().checked_sub(1)?;
        Some(self.part(0, last))
    }

    fn part(&self, first: usize, last: usize) -> Block {
        let start = self.tokens.get(first).map_or(0, |token| token.start);
        let moved = |token: &Token| Token { start: token.start - start, end: token.end - start, ..*token };
        let inside = self.hits.iter().filter(|hit| first <= hit.first && hit.last <= last);
        Block {
            text: self.slice(first, last).to_owned(),
            tokens: self.tokens.get(first..=last).unwrap_or_default().iter().map(moved).collect(),
            hits: inside.map(|hit| Hit { first: hit.first - first, last: hit.last - first, ..*hit }).collect(),
            ..Block::new(self.node, self.at, self.role)
        }
    }

    fn finish(&mut self, lexicon: &Lexicon, spoken: &str) {
        self.text.truncate(self.text.trim_end().len());
        self.breaks = breaks(&self.text, &self.breaks, lexicon);
        self.tokens = words::cut(&self.text, &self.breaks);
        // A sentence that was left in English on a page in another language.
        let lexicon = if spoken != "en" && language::is_english(self, spoken) { Lexicon::of("en") } else { lexicon };
        lexicon.find(&self.text, &self.tokens, &mut self.hits);
    }
}

/// Where runs that touch are words of their own: a capital after a small letter ("MarginEnabled"), or two known words that
/// make no known word together ("MARGINOFF"). A word split over spans ("Mar" + "gin") is one, also where it touches another.
fn breaks(text: &str, joints: &[usize], lexicon: &Lexicon) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for (index, joint) in joints.iter().enumerate() {
        let (before, after) = (text.get(..*joint).unwrap_or_default(), text.get(*joint..).unwrap_or_default());
        if before.ends_with(['–', '—']) || after.starts_with(['–', '—']) {
            found.push(*joint);
            continue;
        }
        let part = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’');
        let mark = before.char_indices().rev().find(|(_, letter)| part(*letter));
        let start = mark.map_or(0, |(at, letter)| at + letter.len_utf8()).max(found.last().copied().unwrap_or(0));
        let tail = text.get(start..*joint).unwrap_or_default();
        let end = *joint + after.find(part).unwrap_or(after.len());
        let capital = after.starts_with(char::is_uppercase) && tail.ends_with(char::is_lowercase);
        // The second word may itself be split, or touch a third.
        let later = joints.get(index + 1..).unwrap_or_default().iter().copied().filter(|next| *next < end);
        let heads = later.chain([end]).filter_map(|end| text.get(*joint..end));
        let dated = |word: &str| date::is_month(word) || date::is_weekday(word);
        let whole = |head: &str| lexicon.makes_word(tail, head) || dated(&[tail, head].concat());
        let two = |head: &str| {
            (capital || [tail, head].iter().all(|word| lexicon.has_word(word) && word.chars().count() > 1)) && !whole(head)
        };
        let (mut any, mut one) = (false, false);
        heads.for_each(|head| {
            any |= two(head);
            one |= whole(head);
        });
        if any && !one {
            found.push(*joint);
        }
    }
    found
}

/// Cuts the tree into blocks, in document order, and finds the phrases of the language in them.
pub(crate) fn cut(tree: &Tree, spoken: &str) -> Vec<Block> {
    let lexicon = Lexicon::of(spoken);
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<usize> = None;
    for id in 0..tree.len() {
        let Some(node) = tree.get(id) else { break };
        match node.kind {
            Kind::Text => {
                let owner = owner(tree, id);
                let index = match open.filter(|index| blocks.get(*index).is_some_and(|block| block.node == owner)) {
                    Some(index) => index,
                    None => {
                        let role = if tree.kind(owner).is_control() { Role::Control } else { Role::Text };
                        blocks.push(Block::new(owner, id, role));
                        blocks.len() - 1
                    }
                };
                open = Some(index);
                if let Some(block) = blocks.get_mut(index) {
                    block.push(&node.text);
                }
            }
            Kind::Break => {
                if let Some(block) = open.and_then(|index| blocks.get_mut(index)) {
                    block.text.push('\n');
                }
            }
            Kind::Inline if node.name().is_none() && node.description().is_none() => {}
            Kind::Link if flows(tree, id) => {}
            Kind::Image | Kind::Inline => name(&mut blocks, id, node),
            _ => {
                open = None;
                name(&mut blocks, id, node);
            }
        }
    }
    blocks.iter_mut().for_each(|block| block.finish(lexicon, spoken));
    drop_echoes(tree, &mut blocks);
    blocks
}

/// The names and descriptions of a node, as blocks of their own.
fn name(blocks: &mut Vec<Block>, id: Id, node: &Node) {
    let mut add = |text: Option<&str>, role: Role| {
        if let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) {
            let mut block = Block::new(id, id, role);
            block.text = text.to_owned();
            blocks.push(block);
        }
    };
    let role = match node.kind {
        kind if kind.is_control() => Role::Control,
        Kind::Image | Kind::Inline => Role::Text,
        _ => Role::Name,
    };
    add(node.name(), role);
    add(node.description(), Role::Description);
}

/// A control's accessible name replaces its content: one label, not two. A container without text of its own stays out.
fn drop_echoes(tree: &Tree, blocks: &mut Vec<Block>) {
    let named: Vec<Id> =
        blocks.iter().filter(|block| block.role == Role::Control && block.at == block.node).map(|block| block.node).collect();
    blocks.retain(|block| {
        let echo = block.role == Role::Control
            && block.at != block.node
            && tree.kind(block.node) != Kind::Combobox
            && named.binary_search(&block.node).is_ok();
        !echo && !block.text.is_empty()
    });
}

/// The node whose block a text belongs to: the nearest ancestor that does not flow with the text around it.
fn owner(tree: &Tree, id: Id) -> Id {
    let mut up = id;
    for ancestor in tree.ancestors(id) {
        up = ancestor;
        let kind = tree.kind(ancestor);
        let inline = kind == Kind::Inline || (kind == Kind::Link && flows(tree, ancestor));
        if !inline {
            return ancestor;
        }
    }
    // Only flowing ancestors, or none: the outermost one holds the text.
    up
}

/// Whether a link is part of a sentence: text stands beside it.
fn flows(tree: &Tree, link: Id) -> bool {
    tree.parent(link).is_some_and(|parent| tree.has_loose_text(parent))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::Snapshot;

    fn texts(nodes: &str) -> Vec<(Role, String)> {
        let page = Snapshot::parse(&format!(r#"{{"v":1,"url":"","nodes":[{nodes}]}}"#)).unwrap();
        cut(&Tree::new(&page), "en").into_iter().map(|block| (block.role, block.text)).collect()
    }

    #[test]
    fn a_sentence_with_a_link_is_one_block_and_a_button_another() {
        let got = texts(
            r#"[0,"block"],[1,"t","Margin is "],[1,"link"],[2,"t","not"],[1,"t"," available."],[1,"button"],[2,"t","Verify"]"#,
        );
        assert_eq!(got, [(Role::Text, "Margin is not available.".to_owned()), (Role::Control, "Verify".to_owned())]);
    }

    #[test]
    fn words_split_over_spans_join_and_cells_side_by_side_do_not() {
        let page = |nodes: &str| {
            let page = Snapshot::parse(&format!(r#"{{"v":1,"url":"","nodes":[{nodes}]}}"#)).unwrap();
            let block = cut(&Tree::new(&page), "en").remove(0);
            (block.words(), block.names(Subject::Margin), block.says(Concept::Off))
        };
        assert_eq!(page(r#"[0,"block"],[1,"t","Mar"],[1,"t","gin"]"#), (1, true, false));
        assert_eq!(page(r#"[0,"block"],[1,"t","Margin"],[1,"t","Off"]"#), (2, true, true));
        assert_eq!(page(r#"[0,"block"],[1,"t","MARGIN"],[1,"t","OFF"]"#), (2, true, true));
    }

    #[test]
    fn an_accessible_name_stands_for_the_content() {
        assert_eq!(
            texts(r#"[0,"button","","",{"n":"Enable margin"}],[1,"t","Enable"]"#),
            [(Role::Control, "Enable margin".to_owned())]
        );
    }
}
