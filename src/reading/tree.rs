//! The snapshot's nodes as a tree, by index.

use crate::snapshot::{Kind, Node, Snapshot};

/// A node's place in the snapshot.
pub(crate) type Id = usize;

/// Who is whose parent, and where each subtree ends.
pub(crate) struct Tree<'a> {
    nodes: &'a [Node],
    parent: Vec<Option<Id>>,
    end: Vec<Id>,
    /// Whether words stand directly in the node, outside any of its elements.
    loose: Vec<bool>,
}

/// See [`Tree::ancestors`].
pub(crate) struct Ancestors<'a> {
    parents: &'a [Option<Id>],
    next: Option<Id>,
}

impl Iterator for Ancestors<'_> {
    type Item = Id;

    #[inline(never)]
    fn next(&mut self) -> Option<Id> {
        let up = self.next?;
        self.next = self.parents.get(up).copied().flatten();
        Some(up)
    }
}

impl<'a> Tree<'a> {
    pub(crate) fn new(page: &'a Snapshot) -> Tree<'a> {
        let nodes = page.nodes.as_slice();
        let mut parent = Vec::with_capacity(nodes.len());
        let mut end = vec![nodes.len(); nodes.len()];
        let mut loose = vec![false; nodes.len()];
        let mut open: Vec<Id> = Vec::new();
        for (id, node) in nodes.iter().enumerate() {
            while open.len() > usize::from(node.depth) {
                if let Some(slot) = open.pop().and_then(|closed| end.get_mut(closed)) {
                    *slot = id;
                }
            }
            if node.kind == Kind::Text
                && node.text.chars().any(char::is_alphanumeric)
                && let Some(slot) = open.last().and_then(|up| loose.get_mut(*up))
            {
                *slot = true;
            }
            parent.push(open.last().copied());
            open.push(id);
        }
        Tree { nodes, parent, end, loose }
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(crate) fn get(&self, id: Id) -> Option<&'a Node> {
        self.nodes.get(id)
    }

    #[inline(never)] // Asked in some seventy places.
    pub(crate) fn kind(&self, id: Id) -> Kind {
        self.get(id).map_or(Kind::Block, |node| node.kind)
    }

    pub(crate) fn parent(&self, id: Id) -> Option<Id> {
        self.parent.get(id).copied().flatten()
    }

    /// One past the last node of the subtree.
    pub(crate) fn end(&self, id: Id) -> Id {
        self.end.get(id).copied().unwrap_or(id + 1)
    }

    /// Whether words stand directly in the node, outside any of its elements.
    pub(crate) fn has_loose_text(&self, id: Id) -> bool {
        self.loose.get(id).copied().unwrap_or(false)
    }

    /// The node's ancestors, nearest first, without itself.
    pub(crate) fn ancestors(&self, id: Id) -> Ancestors<'_> {
        Ancestors { parents: &self.parent, next: self.parent(id) }
    }

    /// Whether `inner` is `outer` or inside it.
    pub(crate) fn within(&self, inner: Id, outer: Id) -> bool {
        outer <= inner && inner < self.end(outer)
    }

    /// The nearest of the node and its ancestors that is of one of these kinds.
    pub(crate) fn nearest(&self, id: Id, kinds: &[Kind]) -> Option<Id> {
        std::iter::once(id).chain(self.ancestors(id)).find(|up| kinds.contains(&self.kind(*up)))
    }

    /// All nodes of the subtree, itself first.
    pub(crate) fn subtree(&self, id: Id) -> impl Iterator<Item = Id> + use<> {
        id..self.end(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parents_and_ends_follow_the_depths() {
        let page =
            Snapshot::parse(r#"{"v":1,"url":"","nodes":[[0,"main"],[1,"row"],[2,"t","a"],[2,"switch"],[1,"row"],[2,"t","b"]]}"#)
                .unwrap();
        let tree = Tree::new(&page);
        assert_eq!(tree.parent(3), Some(1));
        assert_eq!(tree.end(1), 4);
        assert_eq!(tree.end(0), 6);
        assert_eq!(tree.ancestors(5).collect::<Vec<_>>(), [4, 0]);
        assert!(tree.within(2, 1) && !tree.within(5, 1));
        assert_eq!(tree.nearest(2, &[Kind::Main]), Some(0));
    }
}
