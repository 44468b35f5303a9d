//! Whose account a page is of: the account's own marks, where the page shows any. They are told from other people's by where they
//! stand: in the page's own head or the account menu, or in a row of the settings that names them.

use super::concept::{Concept, Subject};
use super::date;
use super::layout::Layout;
use super::lexicon::Lexicon;
use super::table::Table;
use super::tree::Id;
use super::words;
use crate::data::File;
use crate::letters;
use crate::report::PageKind;
use crate::snapshot::Kind::{self, *};

/// The kinds of marks, by the line of the data file that names them; the fourth is who is signed in.
const KINDS: &[&str] = &["", "email", "username", "account_id", "as", "menu"];
const EMAIL: u32 = 1;
const USERNAME: u32 = 2;
const ACCOUNT_ID: u32 = 3;
/// What stands on the account menu's button: a name, initials.
const MENU: u32 = 5;

/// An account's id has at least so many letters and digits.
const ID: usize = 8;

/// A page that is looked through.
struct Search<'a> {
    layout: &'a Layout<'a>,
    lexicon: &'a Lexicon,
    labels: Table,
    /// The page is about the account itself.
    settings: bool,
    /// The control that signs out.
    leaves: Option<Id>,
    /// What was called by the run of text before, and in which control.
    called: Option<(u32, Option<Id>)>,
    found: String,
}

/// The account's own marks on a page where someone is signed in, a line each: the kind, a space, the mark in small letters. `told_by` is the block that tells that someone is signed in.
pub(crate) fn marks(layout: &Layout, kind: PageKind, spoken: &str, told_by: Option<usize>) -> String {
    let leaves = told_by.and_then(|index| layout.block(index)).filter(|block| block.says(Concept::SignOut));
    let mut search = Search {
        layout,
        lexicon: Lexicon::of(spoken),
        labels: date::names(File::Marks),
        settings: matches!(kind, PageKind::Settings | PageKind::Security),
        leaves: leaves.map(|block| block.node),
        called: None,
        found: String::new(),
    };
    for id in 0..layout.tree.len() {
        let Some(node) = layout.tree.get(id) else { break };
        // An image is called by what it shows.
        if node.kind != Image {
            search.read(id, node.name().unwrap_or_default());
        }
        search.read(id, node.text.trim());
    }
    search.found
}

impl Search<'_> {
    /// Reads one run of text, after what was called before it.
    fn read(&mut self, id: Id, text: &str) {
        if text.is_empty() {
            return;
        }
        let called = self.called.take();
        let control = self.layout.tree.nearest(id, &[Button, Link, MenuItem]);
        let Some(own) = self.place(id, control) else { return };
        if let Some(kind) = self.label(text) {
            if kind != MENU || control.is_some() {
                self.called = Some((kind, control));
            }
            return;
        }
        let called = called.filter(|(kind, inside)| match *kind {
            MENU => *inside == control,
            // "Change" is on the button beside it.
            USERNAME => control.is_none(),
            _ => true,
        });
        let both = text.rsplit_once(' ').and_then(|(before, mark)| Some((self.label(before)?, before, mark)));
        match (both, called) {
            // "Account overview" calls nothing.
            (Some((MENU | USERNAME, before, _)), _) if !is_apart(before) => {}
            (Some((kind, _, mark)), _) => self.take(kind, mark),
            (None, Some((kind, _))) => self.take(kind, text),
            (None, None) if own => self.take(EMAIL, text),
            (None, None) => {}
        }
    }

    /// The kind of mark that a text calls.
    fn label(&self, text: &str) -> Option<u32> {
        let end = text.len() - usize::from(is_apart(text));
        self.labels.get(words::key(text.get(..end)?.trim_end()))
    }

    /// Whether a mark that stands here is the account's own, named or not, or only where it is named; none where it may be
    /// anybody's.
    fn place(&self, id: Id, control: Option<Id>) -> Option<bool> {
        const PARTS: &[Kind] =
            &[Main, Form, Region, Header, Nav, Menu, Aside, Dialog, Footer, Article, Table, Feed, Log, Quote, Alert, Status];
        let tree = self.layout.tree;
        match tree.nearest(id, PARTS).map(|at| (at, tree.kind(at))) {
            Some((at, Header | Nav | Menu | Aside | Dialog | Region)) if self.is_own(at) => Some(true),
            Some((_, Main | Form | Region | Header)) | None if self.settings && self.is_row(id) => Some(false),
            None if control.is_some() => Some(false),
            _ => None,
        }
    }

    /// The page's own head, or what the account menu opens: one signs out there, or it is called so.
    fn is_own(&self, part: Id) -> bool {
        let tree = self.layout.tree;
        let head =
            matches!(tree.kind(part), Header | Nav) && tree.nearest(part, &[Main, Dialog, Form, Footer, Article]).is_none();
        let name = || tree.get(part).map_or("", |node| node.name().unwrap_or_default());
        head || self.leaves.is_some_and(|leaves| tree.within(leaves, part)) || self.label(name()) == Some(MENU)
    }

    /// Under no title that speaks of anything else than the account.
    fn is_row(&self, id: Id) -> bool {
        let layout = self.layout;
        // The block that begins here, else the one that goes on here.
        let index = layout.inside(id).end.saturating_sub(1);
        layout.titles_over(index).all(|title| title.names(Subject::Account) || title.subjects().next().is_none())
    }

    /// Takes a text for a mark of this kind, or for an address, if it can be one.
    fn take(&mut self, mut kind: u32, text: &str) {
        let (mut mark, mut shown, mut digits, mut at) = (String::new(), 0, 0, false);
        for letter in text.chars() {
            match letter {
                ' ' | '-' if kind == ACCOUNT_ID => {}
                // What stands for masked letters, too.
                '.' | '_' | '-' | '+' | '*' | '•' | '●' | '·' | '…' => mark.push(letter),
                '@' if !mark.is_empty() => {
                    (kind, at) = (EMAIL, true);
                    mark.push(letter);
                }
                _ if letter.is_alphanumeric() => {
                    shown += 1;
                    digits += usize::from(letter.is_ascii_digit());
                    letters::push_lower(letter, &mut mark);
                }
                _ => return,
            }
        }
        let fits = match kind {
            // The company's own addresses stand everywhere.
            EMAIL => at && mark.contains('.') && !mark.ends_with("kraken.com"),
            ACCOUNT_ID => shown >= ID && digits > 1,
            _ => mark.len() > 1 && digits < shown && !self.lexicon.has_word(&mark),
        };
        if fits && shown > 0 {
            let kind = KINDS.get(kind as usize).copied().unwrap_or_default();
            [kind, " ", &mark, "\n"].iter().for_each(|part| self.found.push_str(part));
        }
    }
}

/// A mark may follow.
fn is_apart(label: &str) -> bool {
    matches!(label.as_bytes().last(), Some(b':' | b','))
}

#[cfg(test)]
mod tests;
