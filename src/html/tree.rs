//! The document as plain data: an arena that html5ever fills. No recursion anywhere, so no depth can hurt.

use html5ever::interface::{Attribute, ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{LocalName, Namespace, QualName, ns};
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

/// Index of a node in its tree.
pub(super) type Id = usize;
/// No node.
pub(super) const NONE: Id = usize::MAX;
/// The document itself.
pub(super) const DOCUMENT: Id = 0;

/// One node.
pub(super) struct Node {
    pub(super) parent: Id,
    pub(super) first: Id,
    pub(super) next: Id,
    last: Id,
    previous: Id,
    pub(super) depth: u32,
    pub(super) data: Data,
}

/// What a node is.
pub(super) enum Data {
    /// The document, a template's content or a shadow root.
    Root,
    Text(String),
    Element(Box<Element>),
    /// Comments and the like.
    Other,
}

/// An element.
pub(super) struct Element {
    pub(super) name: QualName,
    pub(super) attrs: Vec<Attribute>,
    /// Root of a template's content or of the shadow tree.
    pub(super) inner: Id,
    /// What `inner` is when it is a shadow tree.
    pub(super) shadow: Option<Shadow>,
}

/// Whether scripts may look into a shadow tree.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shadow {
    Open,
    Closed,
}

/// A whole document.
#[derive(Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    pub(super) fn node(&self, id: Id) -> Option<&Node> {
        self.nodes.get(id)
    }

    pub(super) fn element(&self, id: Id) -> Option<&Element> {
        match self.node(id) {
            Some(Node { data: Data::Element(element), .. }) => Some(element),
            _ => None,
        }
    }

    pub(super) fn parent(&self, id: Id) -> Id {
        self.node(id).map_or(NONE, |node| node.parent)
    }

    /// Local name of an HTML element, empty for everything else.
    pub(super) fn tag(&self, id: Id) -> &str {
        self.element(id).filter(|element| element.name.ns == ns!(html)).map_or("", |element| &*element.name.local)
    }

    pub(super) fn attr(&self, id: Id, name: &str) -> Option<&str> {
        self.element(id)?.attr(name)
    }

    pub(super) fn children(&self, id: Id) -> Children<'_> {
        Children { tree: self, next: self.node(id).map_or(NONE, |node| node.first) }
    }

    /// Every node below `root` in document order, shadow trees and templates left out.
    pub(super) fn below(&self, root: Id) -> Below<'_> {
        Below { tree: self, root, next: self.node(root).map_or(NONE, |node| node.first) }
    }

    /// The root of the tree that a node stands in: the document, a shadow root or a template's content.
    pub(super) fn root_of(&self, mut id: Id) -> Id {
        while let Some(node) = self.node(id)
            && node.parent != NONE
        {
            id = node.parent;
        }
        id
    }

    /// The node that follows in document order below `root`, skipping what is in `id`.
    pub(super) fn after(&self, root: Id, mut id: Id) -> Id {
        while id != root
            && let Some(node) = self.node(id)
        {
            if node.next != NONE {
                return node.next;
            }
            id = node.parent;
        }
        NONE
    }
}

impl Element {
    pub(super) fn attr(&self, name: &str) -> Option<&str> {
        self.attrs.iter().find(|attr| &*attr.name.local == name).map(|attr| &*attr.value)
    }
}

/// The children of a node.
pub(super) struct Children<'a> {
    tree: &'a Tree,
    next: Id,
}

impl Iterator for Children<'_> {
    type Item = Id;
    fn next(&mut self) -> Option<Id> {
        let id = self.next;
        self.next = self.tree.node(id)?.next;
        Some(id)
    }
}

/// The descendants of a node.
pub(super) struct Below<'a> {
    tree: &'a Tree,
    root: Id,
    next: Id,
}

impl Below<'_> {
    /// Leaves out what is below the node that came last.
    pub(super) fn pass(&mut self, last: Id) {
        self.next = self.tree.after(self.root, last);
    }
}

impl Iterator for Below<'_> {
    type Item = Id;
    fn next(&mut self) -> Option<Id> {
        let id = self.next;
        let node = self.tree.node(id)?;
        self.next = if node.first == NONE { self.tree.after(self.root, id) } else { node.first };
        Some(id)
    }
}

/// Takes the tree from the parser.
pub(super) struct Sink {
    nodes: RefCell<Vec<Node>>,
    /// What a node is called that has no name.
    nameless: QualName,
    /// Depth of the node that was put in last: how deep the parser stands.
    pub(super) depth: Cell<u32>,
}

impl Sink {
    pub(super) fn new() -> Self {
        let nameless = QualName::new(None, ns!(), LocalName::from(""));
        let sink = Sink { nodes: RefCell::default(), nameless, depth: Cell::new(0) };
        sink.make(Data::Root);
        sink
    }

    pub(super) fn count(&self) -> usize {
        self.nodes.borrow().len()
    }

    fn make(&self, data: Data) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { parent: NONE, first: NONE, next: NONE, last: NONE, previous: NONE, depth: 0, data });
        nodes.len() - 1
    }

    fn with<T>(&self, id: Id, act: impl FnOnce(&mut Node) -> T) -> Option<T> {
        self.nodes.borrow_mut().get_mut(id).map(act)
    }

    fn cut(&self, id: Id) {
        let Some((parent, previous, next)) = self.with(id, |node| {
            let links = (node.parent, node.previous, node.next);
            (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
            links
        }) else {
            return;
        };
        self.with(previous, |node| node.next = next);
        self.with(next, |node| node.previous = previous);
        self.with(parent, |node| {
            if node.first == id {
                node.first = next;
            }
            if node.last == id {
                node.last = previous;
            }
        });
    }

    /// Puts a node into `parent` before `next`, or last.
    fn put(&self, parent: Id, id: Id, next: Id) {
        self.cut(id);
        let depth = self.with(parent, |node| node.depth + 1).unwrap_or(0);
        let previous = if next == NONE { self.with(parent, |node| node.last) } else { self.with(next, |node| node.previous) };
        let previous = previous.unwrap_or(NONE);
        self.with(id, |node| {
            (node.parent, node.previous, node.next, node.depth) = (parent, previous, next, depth);
        });
        self.with(previous, |node| node.next = id);
        self.with(next, |node| node.previous = id);
        self.with(parent, |node| {
            if previous == NONE {
                node.first = id;
            }
            if next == NONE {
                node.last = id;
            }
        });
        self.depth.set(depth);
    }

    fn put_child(&self, parent: Id, child: NodeOrText<Id>, next: Id) {
        match child {
            // Comments part no text, so that they are left out at once.
            NodeOrText::AppendNode(id) if self.with(id, |node| matches!(node.data, Data::Other)) == Some(true) => {}
            NodeOrText::AppendNode(id) => self.put(parent, id, next),
            NodeOrText::AppendText(text) => {
                let before =
                    if next == NONE { self.with(parent, |node| node.last) } else { self.with(next, |node| node.previous) };
                let joined = self.with(before.unwrap_or(NONE), |node| match &mut node.data {
                    Data::Text(whole) => {
                        whole.push_str(&text);
                        true
                    }
                    _ => false,
                });
                if joined != Some(true) {
                    let id = self.make(Data::Text(text.to_string()));
                    self.put(parent, id, next);
                }
            }
        }
    }
}

/// The name of an element, borrowed from the arena.
#[derive(Debug)]
pub(super) enum Name<'a> {
    Of(Ref<'a, QualName>),
    None(&'a QualName),
}

impl Name<'_> {
    fn whole(&self) -> &QualName {
        match self {
            Name::Of(name) => name,
            Name::None(name) => name,
        }
    }
}

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.whole().ns
    }
    fn local_name(&self) -> &LocalName {
        &self.whole().local
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Tree;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Name<'a> {
        let name = Ref::filter_map(self.nodes.borrow(), |nodes| match nodes.get(*target) {
            Some(Node { data: Data::Element(element), .. }) => Some(&element.name),
            _ => None,
        });
        name.map_or(Name::None(&self.nameless), Name::Of)
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> Id {
        let inner = if flags.template { self.make(Data::Root) } else { NONE };
        self.make(Data::Element(Box::new(Element { name, attrs, inner, shadow: None })))
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.make(Data::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.make(Data::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.put_child(*parent, child, NONE);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        if self.with(*element, |node| node.parent).unwrap_or(NONE) == NONE {
            self.append(previous, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        self.with(*target, |node| if let Data::Element(element) = &node.data { element.inner } else { NONE }).unwrap_or(NONE)
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let parent = self.with(*sibling, |node| node.parent).unwrap_or(NONE);
        self.put_child(parent, child, *sibling);
    }

    fn add_attrs_if_missing(&self, target: &Id, attrs: Vec<Attribute>) {
        self.with(*target, |node| {
            if let Data::Element(element) = &mut node.data {
                for attr in attrs {
                    if !element.attrs.iter().any(|known| known.name == attr.name) {
                        element.attrs.push(attr);
                    }
                }
            }
        });
    }

    fn remove_from_parent(&self, target: &Id) {
        self.cut(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        while let Some(child) = self.with(*node, |node| node.first)
            && child != NONE
        {
            self.put(*new_parent, child, NONE);
        }
    }

    fn attach_declarative_shadow(&self, host: &Id, template: &Id, attrs: &[Attribute]) -> bool {
        let open = attrs.iter().any(|attr| &*attr.name.local == "shadowrootmode" && &*attr.value == "open");
        let root = self.get_template_contents(template);
        let depth = self.with(*host, |node| node.depth).unwrap_or(0);
        self.with(root, |node| node.depth = depth);
        self.with(*host, |node| match &mut node.data {
            Data::Element(element) if element.shadow.is_none() => {
                element.inner = root;
                element.shadow = Some(if open { Shadow::Open } else { Shadow::Closed });
                true
            }
            _ => false,
        })
        .unwrap_or(false)
    }
}
