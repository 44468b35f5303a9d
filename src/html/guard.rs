//! Between the tokenizer and the tree builder: keeps nesting and size within bounds, because the builder looks
//! through all open elements at nearly every tag. Browsers stop nesting at 512 as well; deeper tags are passed
//! over here and what they hold is put into the deepest element that stands.

use super::tree::{Id, Sink, Tree};
use html5ever::LocalName;
use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{TokenizerResult, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use std::cell::{Cell, RefCell};

/// Deepest nesting of elements.
const DEEPEST: usize = 512;
/// Nesting that is never passed, whatever the tags look like.
const NEVER: u32 = 1024;
/// Most nodes that are made of one page.
const MOST: usize = 5_000_000;
/// Most attributes of one tag: the tokenizer compares each with all that came before it.
const MOST_ATTRIBUTES: usize = 10_000;
/// How far up an end tag looks for its start.
const REACH: usize = 64;

struct Guard {
    builder: TreeBuilder<Id, Sink>,
    /// Names of the open elements as the tags tell, and whether each was passed over.
    open: RefCell<Vec<(LocalName, bool)>>,
    full: Cell<bool>,
}

/// Parses a page. The second value tells whether it was too big to take whole.
pub(super) fn parse(html: &str) -> (Tree, bool) {
    let builder = TreeBuilder::new(Sink::new(), TreeBuilderOpts { scripting_enabled: true, ..TreeBuilderOpts::default() });
    let guard = Guard { builder, open: RefCell::default(), full: Cell::new(false) };
    let tokenizer = Tokenizer::new(guard, TokenizerOpts { discard_bom: true, ..TokenizerOpts::default() });
    let queue = BufferQueue::default();
    let feed = |text: &str| {
        for piece in pieces(text) {
            queue.push_back(StrTendril::from_slice(piece));
            while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        }
    };
    let cuts = crowded(html);
    let mut from = 0;
    for cut in &cuts {
        feed(html.get(from..*cut).unwrap_or_default());
        feed(">");
        from = *cut;
    }
    feed(html.get(from..).unwrap_or_default());
    tokenizer.end();
    let full = tokenizer.sink.full.get() || !cuts.is_empty();
    (tokenizer.sink.builder.sink.finish(), full)
}

/// Where tags with too many attributes are to end. May take other text for a tag, which does no harm: few texts have
/// that many words between `<` and `>`.
fn crowded(html: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    // In a tag: how many attributes so far.
    let mut count = None;
    let mut quote = None;
    let mut before = b' ';
    for (index, byte) in html.bytes().enumerate() {
        match (count, quote) {
            (None, _) => count = (before == b'<' && byte.is_ascii_alphabetic()).then_some(0),
            (_, Some(open)) if byte == open => quote = None,
            (_, Some(_)) => {}
            (Some(_), _) if byte == b'>' => count = None,
            (Some(_), _) if before == b'=' && matches!(byte, b'"' | b'\'') => quote = Some(byte),
            (Some(most), _) if most > MOST_ATTRIBUTES => {
                cuts.push(index);
                count = None;
            }
            (Some(some), _) if byte.is_ascii_whitespace() || byte == b'/' => count = Some(some + 1),
            _ => {}
        }
        before = byte;
    }
    cuts.retain(|cut| html.is_char_boundary(*cut));
    cuts
}

/// Cuts a text into pieces of a size that the tokenizer can hold.
fn pieces(mut text: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let mut end = text.len().min(1 << 20);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let (piece, rest) = text.split_at_checked(end)?;
        text = rest;
        (!piece.is_empty()).then_some(piece)
    })
}

impl Guard {
    /// Whether the builder gets this tag.
    fn lets_through(&self, tag: &Tag) -> bool {
        let mut open = self.open.borrow_mut();
        if tag.kind == TagKind::EndTag {
            let found = open.iter().rev().take(REACH).position(|(name, _)| *name == tag.name);
            let Some(above) = found else { return true };
            let index = open.len() - 1 - above;
            let passed_over = open.get(index).is_some_and(|entry| entry.1);
            open.truncate(index);
            return !passed_over;
        }
        if tag.self_closing || stands_alone(&tag.name) {
            return true;
        }
        if is_implied(&tag.name) && open.last().is_some_and(|(name, _)| *name == tag.name) {
            open.pop();
        }
        let depth = self.builder.sink.depth.get();
        let passed_over = depth >= NEVER || (depth as usize >= DEEPEST && open.len() >= DEEPEST);
        open.push((tag.name.clone(), passed_over));
        !passed_over
    }
}

/// Elements that hold no elements: they never deepen the nesting, and some change how the tokenizer goes on.
fn stands_alone(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "script"
            | "style"
            | "title"
            | "textarea"
            | "xmp"
            | "iframe"
            | "noembed"
            | "noframes"
            | "noscript"
            | "plaintext"
            | "html"
            | "head"
            | "body"
            | "frame"
    )
}

/// Elements whose end tag is often left out.
fn is_implied(name: &str) -> bool {
    matches!(name, "p" | "li" | "dt" | "dd" | "tr" | "td" | "th" | "option" | "optgroup" | "rt" | "rp")
}

impl TokenSink for Guard {
    type Handle = Id;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Id> {
        if self.full.get() || self.builder.sink.count() > MOST {
            self.full.set(true);
            if !matches!(token, Token::EOFToken) {
                return TokenSinkResult::Continue;
            }
        }
        match &token {
            Token::TagToken(tag) if !self.lets_through(tag) => TokenSinkResult::Continue,
            _ => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
