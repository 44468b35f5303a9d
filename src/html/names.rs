//! Accessible names and descriptions.

use super::fold::{Folded, short};
use super::roles::{is_block, is_left_out};
use super::tree::{DOCUMENT, Data, Id, NONE, Shadow, Tree};
use crate::snapshot::MAX_NAME;
use std::collections::HashMap;

/// Most nodes that one name is put together from.
const MOST_NODES: usize = 2_000;

/// What elements are referred to by, in the document and in every shadow tree.
#[derive(Default)]
pub(super) struct References {
    ids: HashMap<(Id, String), Id>,
    labels: HashMap<Id, Vec<Id>>,
}

impl References {
    pub(super) fn of(tree: &Tree) -> References {
        let mut references = References::default();
        let mut roots = vec![DOCUMENT];
        while let Some(root) = roots.pop() {
            let mut labels = Vec::new();
            for id in tree.below(root) {
                let Some(element) = tree.element(id) else { continue };
                if let Some(name) = element.attr("id") {
                    references.ids.entry((root, name.to_owned())).or_insert(id);
                }
                if tree.tag(id) == "label" {
                    labels.push(id);
                }
                if element.shadow == Some(Shadow::Open) {
                    roots.push(element.inner);
                }
            }
            for label in labels {
                let control = match tree.attr(label, "for") {
                    Some(name) => references.find(root, name),
                    None => tree.below(label).find(|id| is_labelable(tree, *id)).unwrap_or(NONE),
                };
                if is_labelable(tree, control) {
                    references.labels.entry(control).or_default().push(label);
                }
            }
        }
        references
    }

    fn find(&self, root: Id, name: &str) -> Id {
        self.ids.get(&(root, name.to_owned())).copied().unwrap_or(NONE)
    }

    /// The texts of the elements that a list of ids points to, one after the other.
    pub(super) fn pointed_to(&self, tree: &Tree, root: Id, ids: Option<&str>) -> Option<String> {
        let mut folded = Folded::bare(MAX_NAME);
        for id in ids?.split_ascii_whitespace() {
            let target = self.find(root, id);
            match tree.attr(target, "aria-label").map(|label| short(label, MAX_NAME)).filter(|label| !label.is_empty()) {
                Some(label) => folded.push(&label),
                None => text_of(tree, target, NONE, &mut folded),
            }
            folded.space();
        }
        some(folded.trimmed())
    }

    /// The text of the labels of a form control.
    fn labels(&self, tree: &Tree, id: Id) -> Option<String> {
        let mut folded = Folded::bare(MAX_NAME);
        for label in self.labels.get(&id)? {
            text_of(tree, *label, id, &mut folded);
            folded.space();
        }
        some(folded.trimmed())
    }

    /// The accessible name, as far as it is not the content, without the title.
    pub(super) fn name(&self, tree: &Tree, root: Id, id: Id) -> Option<String> {
        let attr = |name| tree.attr(id, name).and_then(|value| some(short(value, MAX_NAME)));
        let tag = tree.tag(id);
        let kind = tree.attr(id, "type").unwrap_or_default().to_ascii_lowercase();
        self.pointed_to(tree, root, tree.attr(id, "aria-labelledby"))
            .or_else(|| attr("aria-label"))
            .or_else(|| if tag == "img" || (tag == "input" && kind == "image") { attr("alt") } else { None })
            .or_else(
                || if tag == "input" && matches!(kind.as_str(), "button" | "submit" | "reset") { attr("value") } else { None },
            )
            .or_else(|| self.labels(tree, id))
            .or_else(|| if matches!(tag, "input" | "textarea") { attr("placeholder") } else { None })
            .or_else(|| if is_svg(tree, id) { svg_title(tree, id) } else { None })
    }

    /// What describes an element, without the title.
    pub(super) fn description(&self, tree: &Tree, root: Id, id: Id) -> Option<String> {
        self.pointed_to(tree, root, tree.attr(id, "aria-describedby"))
    }
}

/// The title, folded.
pub(super) fn title(tree: &Tree, id: Id) -> Option<String> {
    tree.attr(id, "title").and_then(|value| some(short(value, MAX_NAME)))
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn is_labelable(tree: &Tree, id: Id) -> bool {
    match tree.tag(id) {
        "button" | "meter" | "output" | "progress" | "select" | "textarea" => true,
        "input" => !tree.attr(id, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden")),
        _ => false,
    }
}

fn is_svg(tree: &Tree, id: Id) -> bool {
    tree.element(id).is_some_and(|element| &*element.name.local == "svg")
}

fn svg_title(tree: &Tree, id: Id) -> Option<String> {
    let title = tree.children(id).find(|child| tree.element(*child).is_some_and(|element| &*element.name.local == "title"))?;
    let mut folded = Folded::bare(MAX_NAME);
    for node in tree.below(title) {
        if let Some(Data::Text(text)) = tree.node(node).map(|node| &node.data) {
            folded.push(text);
        }
    }
    some(folded.trimmed())
}

/// Adds the text in an element, whether it is shown or not; what no name takes from (fields, scripts, drawings,
/// parts marked as hidden) is left out, and so is `except`.
pub(super) fn text_of(tree: &Tree, id: Id, except: Id, folded: &mut Folded) {
    // The nodes that follow the blocks that are open: blocks part words at either end.
    let mut ends: Vec<Id> = Vec::new();
    let mut below = tree.below(id);
    for _ in 0..MOST_NODES {
        let Some(at) = below.next() else { return };
        if folded.cut {
            return;
        }
        while ends.last() == Some(&at) {
            ends.pop();
            folded.space();
        }
        match tree.node(at).map(|node| &node.data) {
            Some(Data::Text(text)) => folded.push(super::fold::first(text, super::LOOKED_AT).0),
            Some(Data::Element(element)) => {
                let tag = tree.tag(at);
                let hidden = element.attr("hidden").is_some() || element.attr("aria-hidden") == Some("true");
                if at == except
                    || hidden
                    || is_left_out(tag)
                    || matches!(tag, "select" | "textarea" | "iframe")
                    || is_svg(tree, at)
                {
                    below.pass(at);
                } else if tag == "img" {
                    folded.push(element.attr("alt").unwrap_or_default());
                } else if tag == "br" {
                    folded.space();
                } else if is_block(tag) {
                    folded.space();
                    ends.push(tree.after(id, at));
                }
            }
            _ => {}
        }
    }
}
