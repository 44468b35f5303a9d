//! Signals: a subject, what is said of it, and the words that say it.

use super::blocks::{Block, Role};
use super::clause::{Level, Meaning};
use super::concept::{Concept, Sense, Subject};
use super::date;
use super::layout::Layout;
use super::lexicon::Hit;
use super::page::Market;
use super::quote;
use crate::data::{self, File};
use crate::gather::Gather;
use crate::letters;
use crate::moment::{DAY, Moment};
use crate::report::{Client, Evidence, PageKind, Source, Where};
use crate::snapshot::Kind;

/// A subject, what is said of it, and the words that say it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Signal {
    /// What it is about.
    pub subject: Subject,
    /// What is said.
    pub meaning: Meaning,
    /// The words that say it, the telling ones first.
    pub quotes: Vec<Quote>,
    /// Only one asset, market or network is meant.
    pub narrow: bool,
    /// It says that all is as usual.
    pub usual: bool,
    /// The verification level that it asks for.
    pub needs: Option<Level>,
    /// The first and last time named with it.
    pub times: Option<(Moment, Moment)>,
    /// A button that would set it up is all that says so: it gives way to words.
    pub lone_button: bool,
    /// How it was found.
    pub how: Why,
}

impl Signal {
    /// A signal with which nothing more is said.
    pub(crate) fn new(subject: Subject, meaning: Meaning, quotes: Vec<Quote>, how: &'static str) -> Signal {
        Signal {
            subject,
            meaning,
            quotes,
            narrow: false,
            usual: false,
            needs: None,
            times: None,
            lone_button: false,
            how: Why::new(how),
        }
    }
}

/// How something was found, or why it was left: for `--explain`, and so in the native command only. The extension asks for no
/// explanations, and its module is smaller without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Why(#[cfg(not(target_arch = "wasm32"))] &'static str);

impl Why {
    /// In words.
    #[cfg_attr(target_arch = "wasm32", allow(unused_variables))]
    pub(crate) const fn new(words: &'static str) -> Why {
        Why(
            #[cfg(not(target_arch = "wasm32"))]
            words,
        )
    }

    /// The words; none in the extension's module.
    pub(crate) const fn words(self) -> &'static str {
        #[cfg(not(target_arch = "wasm32"))]
        return self.0;
        #[cfg(target_arch = "wasm32")]
        return "";
    }
}

/// Words of the page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quote {
    /// Masked and cut.
    pub text: String,
    /// Where they stand.
    pub place: Where,
}

impl Quote {
    /// As evidence of a report made at a moment.
    pub(crate) fn evidence(&self, at: Moment) -> Evidence {
        Evidence { source: Source::Page, quote: self.text.clone(), r#where: Some(self.place), seen_at: at }
    }
}

/// Something looked at and left: for `--explain`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rejection {
    /// The words, masked.
    pub quote: String,
    /// The subjects that they name.
    pub subjects: Vec<Subject>,
    /// Why they prove nothing.
    pub why: Why,
}

/// What is found while a page is read.
pub(crate) struct Finder<'a> {
    /// The page's blocks and where they stand.
    pub layout: &'a Layout<'a>,
    /// Which client it is.
    pub client: Client,
    /// What is on screen.
    pub kind: PageKind,
    /// Which market a trading page is of.
    pub market: Market,
    /// Now.
    pub at: Moment,
    /// The signals so far.
    pub signals: Vec<Signal>,
    /// What was left: only noted where someone asks.
    pub rejections: Option<Vec<Rejection>>,
    /// What the page's sentences say of why a subject's controls are disabled, for the subjects asked about so far.
    pub told: Vec<(Subject, Option<Meaning>)>,
}

/// The end of a window stands no more tokens behind its beginning: "23:00 tonight and 01:00".
const NEXT_TIME: usize = 3;

impl Finder<'_> {
    /// Adds a signal.
    pub(crate) fn add(&mut self, subject: Subject, meaning: Meaning, quotes: Vec<Quote>, how: &'static str) {
        self.signals.push(Signal::new(subject, meaning, quotes, how));
    }

    /// Notes why a block proves nothing.
    pub(crate) fn reject(&mut self, index: usize, why: &'static str) {
        if let Some(block) = self.layout.block(index) {
            self.note(block, block.text, Why::new(why));
        }
    }

    /// Notes why a part of a block proves nothing.
    pub(crate) fn reject_span(&mut self, index: usize, span: (usize, usize), why: &'static str) {
        self.leave(index, span, Why::new(why));
    }

    /// The same, of what was not understood.
    pub(crate) fn leave(&mut self, index: usize, span: (usize, usize), why: Why) {
        if let Some(block) = self.layout.block(index) {
            self.note(block, part(block, span), why);
        }
    }

    /// Notes words of a block, and why they prove nothing.
    pub(crate) fn note(&mut self, block: &Block, text: &str, why: Why) {
        if cfg!(target_arch = "wasm32") {
            return;
        }
        if let Some(noted) = &mut self.rejections {
            noted.push(Rejection { quote: quote::quote(text), subjects: block.subjects().gather(), why });
        }
    }

    /// The quote of a whole block.
    pub(crate) fn quote(&self, index: usize) -> Vec<Quote> {
        let Some(block) = self.layout.block(index) else { return Vec::new() };
        vec![Quote { text: quote::quote(block.text), place: place(self.layout, block) }]
    }

    /// The quotes of several blocks.
    pub(crate) fn quotes(&self, indices: &[usize]) -> Vec<Quote> {
        indices.iter().flat_map(|index| self.quote(*index)).gather()
    }

    /// The quote of a part of a block.
    pub(crate) fn quote_span(&self, index: usize, span: (usize, usize)) -> Vec<Quote> {
        let Some(block) = self.layout.block(index) else { return Vec::new() };
        vec![Quote { text: quote::quote(part(block, span)), place: place(self.layout, block) }]
    }

    /// The first and last time that a block names.
    pub(crate) fn times(&self, index: usize) -> Option<(Moment, Moment)> {
        let block = self.layout.block(index)?;
        let stamps = date::stamps(block.text, &block.tokens);
        // "From 02:00 to 03:15 on 24 November": an earlier lone time is of that day, too.
        let mut day = stamps.iter().find_map(|stamp| stamp.day);
        let tomorrow = block.says(Concept::Tomorrow);
        let dated = tomorrow || stamps.iter().any(|stamp| stamp.day.is_some());
        let mut before: Option<(usize, Moment)> = None;
        let moments: Vec<Moment> = stamps
            .iter()
            .map(|stamp| {
                let (first, last, lone) = (stamp.first, stamp.last, stamp.day.is_none());
                // "12 December, 10:00 – 12:00": a later lone time is of the same day.
                let stamp = date::Stamp { day: stamp.day.or(day), ..*stamp };
                day = stamp.day;
                let later = if tomorrow && stamp.day.is_none() { DAY } else { 0 };
                let moment = stamp.moment(self.at).plus(later);
                // "Between 23:00 and 01:00": over midnight.
                let night = lone && before.is_some_and(|(end, from)| moment < from && first - end <= NEXT_TIME);
                let moment = moment.plus(if night { DAY } else { 0 });
                before = Some((last, moment));
                moment
            })
            .gather();
        let (first, last) = (*moments.iter().min()?, *moments.iter().max()?);
        // A clock time without a day is of some day; only a span that holds now tells anything.
        // But "today from 23:00 to 23:30" is of this one.
        let range = matches!(stamps.as_slice(), [from, until] if until.first - from.last <= NEXT_TIME);
        let named = |hit: &Hit| {
            let start = stamps.first().map_or(0, |stamp| stamp.first);
            hit.sense == Sense::Is(Concept::Now) && hit.last < start && start - hit.last <= 2
        };
        let today = range && first > self.at && block.says(Concept::Future) && block.hits.iter().any(named);
        (dated || today || (first < self.at && self.at < last)).then_some((first, last))
    }
}

/// "Your SEPA deposits": what is paid is named by so many words of a sentence.
const PAID_WORDS: usize = 4;

/// Whether the words of a signal speak of paying in: "SEPA deposits", also on a page to withdraw.
pub(crate) fn pays_in(signal: &Signal) -> bool {
    let begins = |quote: &Quote| {
        let small = letters::small(&quote.text);
        let first = small.split(' ').take(PAID_WORDS).gather().join(" ");
        data::any_in(File::Words, "pays_in", &first) && !data::any_in(File::Words, "pays_out", &small)
    };
    signal.quotes.first().is_some_and(begins)
}

/// The words between two tokens, without the mark that joins them to what comes before.
fn part<'a>(block: &'a Block, span: (usize, usize)) -> &'a str {
    block.slice(span.0, span.1).trim_start_matches([',', ';', ':', ' '].as_slice())
}

/// Which part of the page a block is.
pub(crate) fn place(layout: &Layout, block: &Block) -> Where {
    let tree = layout.tree;
    if block.role == Role::Control {
        return Where::Control;
    }
    if block.role == Role::Description {
        return Where::Text;
    }
    match tree.kind(block.node) {
        Kind::Heading => return Where::Heading,
        Kind::Label | Kind::Legend | Kind::Caption => return Where::Label,
        _ => {}
    }
    if block.role == Role::Name {
        return Where::Label;
    }
    let near = [
        Kind::Dialog,
        Kind::Alert,
        Kind::Status,
        Kind::Header,
        Kind::Row,
        Kind::Item,
        Kind::Definition,
        Kind::Term,
        Kind::Cell,
        Kind::Main,
    ];
    match tree.nearest(block.node, &near).map(|id| tree.kind(id)) {
        Some(Kind::Dialog) => Where::Dialog,
        Some(Kind::Alert | Kind::Status | Kind::Header) => Where::Banner,
        Some(Kind::Row | Kind::Item | Kind::Definition | Kind::Term | Kind::Cell) => Where::Row,
        _ => Where::Text,
    }
}
