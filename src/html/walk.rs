//! The walk: from the document to the snapshot's nodes, in the order that a person sees them.

use super::address::Page;
use super::controls::{self, Inherited, Source};
use super::fold::{Folded, first};
use super::modal::Modals;
use super::names::References;
use super::roles::{Part, part};
use super::style::{Shown, Styles};
use super::tree::{DOCUMENT, Data, Id, NONE, Shadow, Tree};
use crate::snapshot::{Extra, Flags, Kind, MAX_DEPTH, MAX_NODES, MAX_RUN, MAX_TEXT, Mode, Node};
use std::collections::HashMap;

/// What is left of the children of an element.
enum Children {
    From(Id),
    Slotted(std::vec::IntoIter<Id>),
}

/// An element that the walk stands in.
struct Frame {
    id: Id,
    /// None for an element whose text belongs to the one around it.
    kind: Option<Kind>,
    children: Children,
    /// The tree it is in: style sheets and ids hold for one tree only.
    root: Id,
    /// The tree its children are in.
    inner_root: Id,
    visible: bool,
    around: Inherited,
    inside: Inherited,
    inert: bool,
    /// Nodes made before it, and whether white space was waiting.
    before: (usize, bool),
}

pub(super) struct Walk<'a> {
    tree: &'a Tree,
    page: &'a Page,
    mode: Mode,
    styles: Styles,
    references: References,
    modals: Modals,
    frames: Vec<Frame>,
    /// Indexes of the frames that nodes are or will be made of.
    named: Vec<usize>,
    /// How many of them are made.
    made: usize,
    /// Children of shadow hosts, by the slot they go to.
    slotted: HashMap<(Id, String), Vec<Id>>,
    pub(super) nodes: Vec<Node>,
    space: bool,
    units: usize,
    pub(super) truncated: bool,
    full: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(tree: &'a Tree, page: &'a Page) -> Self {
        let styles = Styles::of(tree);
        let modals = Modals::of(tree, &styles);
        Walk {
            tree,
            page,
            mode: page.mode(),
            styles,
            references: References::of(tree),
            modals,
            frames: Vec::new(),
            named: Vec::new(),
            made: 0,
            slotted: HashMap::new(),
            nodes: Vec::new(),
            space: false,
            units: 0,
            truncated: false,
            full: false,
        }
    }

    pub(super) fn run(&mut self) {
        self.frames.push(Frame {
            id: DOCUMENT,
            kind: None,
            children: Children::From(self.tree.node(DOCUMENT).map_or(NONE, |node| node.first)),
            root: DOCUMENT,
            inner_root: DOCUMENT,
            visible: true,
            around: Inherited::default(),
            inside: Inherited::default(),
            inert: false,
            before: (0, false),
        });
        while let Some(frame) = self.frames.last_mut() {
            let child = match &mut frame.children {
                Children::From(id) => self.tree.node(*id).map(|node| std::mem::replace(id, node.next)),
                Children::Slotted(list) => list.next(),
            };
            match child.and_then(|id| Some((id, self.tree.node(id)?))) {
                Some((_, node)) if matches!(node.data, Data::Text(_)) => self.text(node),
                Some((id, node)) if matches!(node.data, Data::Element(_)) => self.enter(id),
                Some(_) => {}
                None => self.leave(),
            }
            if self.full {
                self.truncated = true;
                return;
            }
        }
    }

    fn source(&self) -> Source<'_> {
        Source { tree: self.tree, page: self.page, references: &self.references }
    }

    fn text(&mut self, node: &super::tree::Node) {
        let Data::Text(text) = &node.data else { return };
        let Some(frame) = self.frames.last() else { return };
        if !frame.visible || (self.mode == Mode::SignIn && self.named.is_empty()) {
            return;
        }
        let (start, cut) = first(text, super::LOOKED_AT);
        let mut folded = Folded::new(MAX_RUN);
        folded.push(start);
        self.truncated |= cut || folded.cut;
        let mut text = folded.with_edges();
        if text.trim_matches(' ').is_empty() {
            self.space |= !text.is_empty();
            return;
        }
        self.make_all();
        if std::mem::take(&mut self.space) && !text.starts_with(' ') {
            text.insert(0, ' ');
        }
        let depth = self.depth();
        self.add(Node { depth, kind: Kind::Text, text, ..Node::default() });
    }

    fn depth(&mut self) -> u16 {
        let depth = self.made.min(usize::from(MAX_DEPTH));
        self.truncated |= depth < self.made;
        u16::try_from(depth).unwrap_or(MAX_DEPTH)
    }

    fn add(&mut self, node: Node) {
        let length = |text: &str| text.encode_utf16().count();
        let extra = node
            .extra
            .as_ref()
            .map_or(0, |extra| extra.name.as_deref().map_or(0, length) + extra.description.as_deref().map_or(0, length));
        self.units += length(&node.text) + extra;
        if self.nodes.len() >= MAX_NODES || self.units > MAX_TEXT {
            self.full = true;
        } else {
            self.nodes.push(node);
        }
    }

    /// Makes the nodes that the walk stands in.
    fn make_all(&mut self) {
        while self.made < self.named.len() {
            self.make(false);
        }
    }

    /// Makes the next node that the walk stands in.
    fn make(&mut self, empty: bool) {
        let Some(frame) = self.named.get(self.made).and_then(|index| self.frames.get(*index)) else { return };
        let (id, kind, root, around, inert) = (frame.id, frame.kind.unwrap_or_default(), frame.root, frame.around, frame.inert);
        let (flags, extra) = if self.mode == Mode::SignIn {
            let level = controls::extra(&self.source(), root, id, kind, around, false).level;
            (Flags::default(), Extra { level, ..Extra::default() })
        } else {
            let mut empty = empty;
            empty |= matches!(kind, Kind::Image | Kind::Frame) || is_void(self.tree.tag(id));
            (controls::flags(self.tree, id, kind, around, inert), controls::extra(&self.source(), root, id, kind, around, empty))
        };
        let extra = (!controls::is_plain(&extra)).then(|| Box::new(extra));
        let depth = self.depth();
        self.add(Node { depth, kind, flags, extra, ..Node::default() });
        self.made += 1;
    }

    fn enter(&mut self, id: Id) {
        let Some(parent) = self.frames.last() else { return };
        let tree = self.tree;
        let mut kind = match part(tree, id) {
            Part::Skip => return,
            Part::Transparent => None,
            Part::Node(kind) => Some(kind),
        };
        let excused = self.modals.excuses(tree, id);
        if tree.attr(id, "aria-hidden").is_some_and(|value| value.eq_ignore_ascii_case("true")) && !excused {
            return;
        }
        let root = parent.inner_root;
        let Shown { none, hidden, clear, collapsed } = self.styles.shown(tree, root, id);
        let seen_through = matches!(kind, Some(Kind::Checkbox | Kind::Radio | Kind::Switch));
        if none || (clear && !seen_through) || (collapsed && kind.is_some_and(can_collapse)) {
            return;
        }
        let inert = tree.attr(id, "inert").is_some() && !excused;
        let visible = !hidden.unwrap_or(!parent.visible);
        let around = parent.inside;
        let inside = around.inside(tree, id, inert);
        if self.mode == Mode::SignIn {
            let holds = match kind {
                Some(Kind::Heading | Kind::Alert) => true,
                Some(Kind::Link) => false,
                Some(kind) if kind.is_control() || is_leaf(kind) => return,
                _ => false,
            };
            kind = kind.filter(|_| holds);
        } else if kind.is_none() && self.says_something(id, root, around, inert) {
            kind = Some(Kind::Inline);
        }
        let before = (self.nodes.len(), self.space);
        if let Some(kind) = kind {
            if !visible && (kind.is_control() || is_leaf(kind)) {
                return;
            }
            if kind == Kind::Image && !self.is_named(id, root) {
                return;
            }
            if kind == Kind::Break {
                if self.made == self.named.len() {
                    self.space = false;
                    let depth = self.depth();
                    self.add(Node { depth, kind, ..Node::default() });
                }
                return;
            }
            if !kind.is_inline() {
                self.space = false;
            }
            self.named.push(self.frames.len());
        }
        let (children, inner_root) = self.children(id, root, kind);
        self.frames.push(Frame { id, kind, children, root, inner_root, visible, around, inside, inert, before });
        if tree.tag(id) == "select"
            && let Some(text) = controls::chosen(tree, id)
        {
            self.make_all();
            let depth = self.depth();
            self.add(Node { depth, kind: Kind::Text, text, ..Node::default() });
        }
    }

    /// Whether an inline element has something to say besides its text.
    fn says_something(&self, id: Id, root: Id, around: Inherited, inert: bool) -> bool {
        let Some(element) = self.tree.element(id) else { return false };
        if element.attrs.iter().all(|attr| matches!(&*attr.name.local, "class" | "style" | "id")) {
            return false;
        }
        // Not a control, so that no state comes from around it.
        !controls::flags(self.tree, id, Kind::Inline, around, inert).is_empty()
            || !controls::is_plain(&controls::extra(&self.source(), root, id, Kind::Inline, around, false))
    }

    fn is_named(&self, id: Id, root: Id) -> bool {
        self.references.name(self.tree, root, id).is_some() || super::names::title(self.tree, id).is_some()
    }

    /// What is shown inside an element, and the tree that it is in.
    fn children(&mut self, id: Id, root: Id, kind: Option<Kind>) -> (Children, Id) {
        let tree = self.tree;
        let tag = tree.tag(id);
        let closed = kind.is_some_and(|kind| matches!(kind, Kind::Image | Kind::Frame) || controls::is_field(tree, id, kind));
        if closed || matches!(tag, "select" | "progress" | "meter" | "iframe" | "img") {
            return (Children::From(NONE), root);
        }
        let Some(element) = tree.element(id) else { return (Children::From(NONE), root) };
        if tag == "details" && element.attr("open").is_none() {
            let summary: Vec<Id> = tree.children(id).find(|child| tree.tag(*child) == "summary").into_iter().collect();
            return (Children::Slotted(summary.into_iter()), root);
        }
        match element.shadow {
            Some(Shadow::Closed) => return (Children::From(NONE), root),
            Some(Shadow::Open) => {
                for child in tree.children(id) {
                    let slot = match tree.node(child).map(|node| &node.data) {
                        Some(Data::Text(_)) => "",
                        Some(Data::Element(element)) => element.attr("slot").unwrap_or_default(),
                        _ => continue,
                    };
                    self.slotted.entry((element.inner, slot.to_owned())).or_default().push(child);
                }
                return (Children::From(tree.node(element.inner).map_or(NONE, |node| node.first)), element.inner);
            }
            None => {}
        }
        if tag == "slot" && root != DOCUMENT {
            let name = element.attr("name").unwrap_or_default().to_owned();
            if let Some(list) = self.slotted.remove(&(root, name)) {
                let outer = list.first().map_or(DOCUMENT, |child| tree.root_of(*child));
                return (Children::Slotted(list.into_iter()), outer);
            }
        }
        (Children::From(tree.node(id).map_or(NONE, |node| node.first)), root)
    }

    fn leave(&mut self) {
        let Some(frame) = self.frames.last() else { return };
        let before = frame.before;
        if let Some(kind) = frame.kind {
            let unmade = self.made < self.named.len();
            if unmade && self.mode == Mode::Full && frame.visible && self.stands_empty(frame, kind) {
                while self.made + 1 < self.named.len() {
                    self.make(false);
                }
                self.make(true);
            }
            self.named.pop();
            self.made = self.made.min(self.named.len());
            if !kind.is_inline() {
                self.space = before.0 == self.nodes.len() && before.1;
            }
        }
        self.frames.pop();
    }

    /// Whether a node is made although nothing is in it.
    fn stands_empty(&self, frame: &Frame, kind: Kind) -> bool {
        let cell = matches!(kind, Kind::Cell | Kind::ColHeader | Kind::RowHeader);
        if kind.is_control() || is_leaf(kind) || cell {
            return true;
        }
        let (tree, root, id) = (self.tree, frame.root, frame.id);
        self.is_named(id, root) || self.references.description(tree, root, id).is_some()
    }
}

/// Kinds that are left out when they have no size and hide what is larger.
fn can_collapse(kind: Kind) -> bool {
    use Kind::{Caption, Cell, ColHeader, Heading, Inline, Label, Legend, Row, RowHeader, Summary};
    !kind.is_control()
        && !is_leaf(kind)
        && !matches!(kind, Inline | Heading | Row | Cell | ColHeader | RowHeader | Label | Legend | Caption | Summary)
}

/// Elements that are made whole at once.
fn is_leaf(kind: Kind) -> bool {
    matches!(kind, Kind::Image | Kind::Progress | Kind::Frame | Kind::Break)
}

/// Elements that have no content of their own: their title is their name.
fn is_void(tag: &str) -> bool {
    matches!(tag, "input" | "textarea" | "select" | "progress" | "meter")
}
