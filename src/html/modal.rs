//! Modals: what is marked as hidden or inert only because one is open counts as if it were not.

use super::roles::{Part, part};
use super::style::Styles;
use super::tree::{DOCUMENT, Id, Tree};
use crate::snapshot::Kind;
use std::collections::HashSet;

/// Most dialogs of one page that are looked at.
const MOST: usize = 100;

/// The chains of ancestors of the open modals.
#[derive(Default)]
pub(super) struct Modals {
    chain: HashSet<Id>,
}

impl Modals {
    pub(super) fn of(tree: &Tree, styles: &Styles) -> Modals {
        let mut modals = Modals::default();
        let mut tried = 0;
        for id in tree.below(DOCUMENT) {
            let may_be = tree.tag(id) == "dialog" || tree.attr(id, "role").is_some() || tree.attr(id, "aria-modal").is_some();
            if may_be && part(tree, id) == Part::Node(Kind::Dialog) {
                tried += 1;
                if tried > MOST {
                    break;
                }
                modals.add(tree, styles, id);
            }
        }
        modals
    }

    fn add(&mut self, tree: &Tree, styles: &Styles, id: Id) {
        let mut chain = Vec::new();
        let mut hidden = None;
        let mut at = id;
        while tree.element(at).is_some() {
            let shown = styles.shown(tree, DOCUMENT, at);
            hidden = hidden.or(shown.hidden);
            if shown.none || shown.clear || shown.collapsed || tree.attr(at, "aria-hidden") == Some("true") {
                return;
            }
            chain.push(at);
            at = tree.parent(at);
        }
        if hidden != Some(true) {
            self.chain.extend(chain);
        }
    }

    /// Whether `aria-hidden` and `inert` on an element say only that a modal is open.
    pub(super) fn excuses(&self, tree: &Tree, id: Id) -> bool {
        !self.chain.is_empty() && !self.chain.contains(&id) && self.chain.contains(&tree.parent(id))
    }
}
