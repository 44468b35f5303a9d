//! From a snapshot to signals: subject, meaning, evidence. Found from a lexicon (data, one file a language) and from
//! structure (row, section, dialog, form), not from a list of sentences: nobody here knows Kraken's exact words.

mod about;
mod access;
mod addresses;
mod announced;
mod asset;
mod blocks;
mod clause;
mod column;
mod concept;
mod control;
mod cut;
mod date;
mod form;
mod general;
mod home;
mod keys;
mod language;
mod layout;
mod level;
mod lexicon;
mod listing;
mod logged;
mod named;
mod others;
mod page;
mod pair;
mod planned;
mod positions;
mod preference;
mod purpose;
mod quote;
mod requests;
mod scope;
mod settled;
mod signal;
mod staked;
mod statement;
mod subject;
mod table;
mod told;
mod tree;
mod unread;
mod value;
mod way;
mod whose;
mod words;
mod zone;
mod zones;

pub(crate) use access::Access;
pub(crate) use clause::{Level, Meaning};
pub(crate) use concept::Subject;
pub(crate) use keys::{Judgement, Key, Keys};
pub(crate) use level::{LevelRead, Standing};
pub(crate) use page::{client, origin, parts};
pub(crate) use purpose::Purpose;
pub(crate) use quote::quote;
pub(crate) use requests::Request;
pub(crate) use signal::{Quote, Rejection, Signal, pays_in};

use crate::moment::Moment;
use crate::report::{Client, Origin, Page};
use crate::snapshot::Snapshot;
use layout::Layout;
use lexicon::Lexicon;
use signal::Finder;
use tree::Tree;
use zone::Zone;

/// What is understood, as a page to read: `docs/lexicon.md`.
#[cfg(not(target_arch = "wasm32"))]
pub fn understood() -> String {
    lexicon::document()
}

/// What a page says.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    /// The page itself.
    pub page: Page,
    /// Whether its language is one that we read.
    pub language_known: bool,
    /// What was read.
    pub signals: Vec<Signal>,
    /// What was left, and why, if asked for.
    pub rejections: Option<Vec<Rejection>>,
    /// The account's verification level.
    pub levels: Vec<LevelRead>,
    /// What Kraken asks for.
    pub requests: Vec<Request>,
    /// API keys.
    pub keys: Keys,
    /// Sessions and devices.
    pub sessions: Option<Access>,
    /// Withdrawal addresses.
    pub addresses: Option<Access>,
    /// The words that tell whether someone is signed in.
    pub session: Vec<Quote>,
    /// The account's own marks, where someone is signed in: [`whose::marks`].
    pub marks: String,
    /// How much of the page speaks for itself, in words.
    pub words: usize,
}

/// Reads a page. On a host that is not Kraken's own nothing that it says is evidence. What is rejected is added to
/// `rejections`, where there are any.
pub(crate) fn read(page: &Snapshot, at: Moment, rejections: Option<Vec<Rejection>>) -> Reading {
    let client = page::client(&page.url);
    let tree = Tree::new(page);
    let declared = page.lang.as_deref();
    let first =
        declared.and_then(|tag| tag.split(['-', '_'].as_slice()).next()).filter(|tag| Lexicon::knows(tag)).unwrap_or("en");
    let mut cut = cut::cut(&tree, first, at);
    let locale = language::detect(&cut, declared);
    let spoken = locale.as_deref().unwrap_or("en");
    if spoken != first && Lexicon::knows(spoken) {
        cut = cut::cut(&tree, spoken, at);
    }
    cut.settle();
    let layout = Layout::new(&tree, cut.blocks());
    let kind = page::kind(page, client, &layout);
    let market = page::market(&page.url);
    let mut finder = Finder { layout: &layout, client, kind, market, at, signals: Vec::new(), rejections, told: Vec::new() };
    let official = page::origin(&page.url) == Origin::Official;
    let speaks = official && !matches!(client, Client::Marketing | Client::Support | Client::None);
    if speaks {
        statement::read(&mut finder);
        planned::read(&mut finder);
        if client != Client::SignIn {
            control::read(&mut finder);
            form::read(&mut finder);
            listing::read(&mut finder);
            positions::read(&mut finder);
            value::read(&mut finder);
        }
    }
    let signed = speaks && client != Client::SignIn;
    let levels = if signed { level::levels(&finder) } else { Vec::new() };
    let requests = if signed { requests::requests(&finder) } else { Vec::new() };
    let keys = if signed { keys::read(&finder) } else { Keys::default() };
    let sessions = signed.then(|| access::sessions(&finder)).flatten();
    let addresses = signed.then(|| addresses::addresses(&finder)).flatten();
    let anything = !finder.signals.is_empty() || !levels.is_empty() || !keys.listed.is_empty();
    let (signed_in, told_by) = if official { page::signed_in(client, &layout, anything) } else { (None, None) };
    // Where nobody is signed in nobody's account is shown: what is praised there protects no one.
    if signed_in == Some(false) {
        finder.signals.retain(|signal| !signal.subject.is_protection());
    }
    let marks = if signed_in == Some(true) { whose::marks(&layout, kind, spoken, told_by) } else { String::new() };
    let session = told_by.or_else(|| (signed_in == Some(true)).then_some(0)).map(|index| finder.quote(index)).unwrap_or_default();
    let words = (0..layout.blocks.len())
        .filter(|index| layout.zone(*index) == Zone::Plain)
        .filter_map(|index| layout.block(index))
        .map(blocks::Block::words)
        .sum();
    let (signals, rejections) = (finder.signals, finder.rejections);
    Reading {
        page: Page { origin: page::origin(&page.url), client, kind, locale: locale.clone(), signed_in },
        language_known: locale.as_deref().is_none_or(Lexicon::knows),
        signals,
        rejections,
        levels,
        requests,
        keys,
        sessions,
        addresses,
        session,
        marks,
        words,
    }
}
