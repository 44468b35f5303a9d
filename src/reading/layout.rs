//! Where a block stands: under which titles, in which row, and whether in a part of the page that proves nothing.

use super::blocks::{Block, Role};
use super::tree::{Id, Tree};
use super::zone::Zone;
use crate::snapshot::{Kind, Node};

/// Longest title, in words: what is longer is a sentence, whatever its tag.
const TITLE_WORDS: usize = 16;
/// A card is a container with no more words than this.
pub(super) const CARD_WORDS: usize = 90;

/// Something that titles a part of the page.
#[derive(Debug, Clone)]
pub(crate) struct Title {
    /// Its block.
    pub block: usize,
    /// What it titles: nodes from `from` up to `to`.
    pub from: Id,
    /// One past the last node that it titles.
    pub to: Id,
}

/// A page cut into blocks, with what stands where.
pub(crate) struct Layout<'a> {
    /// The nodes.
    pub tree: &'a Tree<'a>,
    /// The blocks, in document order.
    pub blocks: Vec<Block<'a>>,
    /// The titles, in document order.
    pub titles: Vec<Title>,
    zones: Vec<Zone>,
    /// Tables, each with its first header cell.
    header_cells: Vec<(Id, Id)>,
    /// The titles over each block, nearest first.
    over: Vec<usize>,
    /// How many of them come before each block's own.
    over_before: Vec<usize>,
    /// How many blocks come before each node, and words and headings before each block: what is inside a container is
    /// asked for at every block.
    before: Vec<usize>,
    words: Vec<usize>,
    headings: Vec<usize>,
}

/// See [`Layout::titles_over`].
pub(crate) struct Titles<'a> {
    blocks: &'a [Block<'a>],
    over: std::slice::Iter<'a, usize>,
}

impl<'a> Iterator for Titles<'a> {
    type Item = &'a Block<'a>;

    #[inline(never)]
    fn next(&mut self) -> Option<&'a Block<'a>> {
        self.blocks.get(*self.over.next()?)
    }
}

/// See [`Layout::containers`]. One loop for all who ask, where adapters would be one each.
pub(crate) struct Containers<'a> {
    layout: &'a Layout<'a>,
    of: usize,
    next: Option<Id>,
    seen: usize,
    /// What a heading titles in the flat main part has been told.
    sectioned: bool,
}

impl Iterator for Containers<'_> {
    type Item = (Id, std::ops::Range<usize>);

    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let up = self.next?;
            let inside = self.layout.inside(up);
            let main = self.layout.tree.kind(up) == Kind::Main;
            // A block that stands in nothing else. The section's length is not noted: the main part comes next.
            if main
                && self.seen == 1
                && !std::mem::replace(&mut self.sectioned, true)
                && let Some(section) = self.layout.section(self.of).filter(|(_, section)| section.len() > 1)
            {
                return Some(section);
            }
            self.next = self.layout.tree.parent(up);
            let more = inside.len() > self.seen && !matches!(self.layout.tree.kind(up), Kind::Inline | Kind::Link);
            self.seen = self.seen.max(inside.len());
            if more {
                return Some((up, inside));
            }
        }
    }
}

impl<'a> Layout<'a> {
    pub(crate) fn new(tree: &'a Tree<'a>, blocks: Vec<Block<'a>>) -> Layout<'a> {
        let mut layout = Layout {
            tree,
            blocks,
            titles: Vec::new(),
            zones: Vec::new(),
            header_cells: Vec::new(),
            over: Vec::new(),
            over_before: Vec::new(),
            before: Vec::new(),
            words: Vec::new(),
            headings: Vec::new(),
        };
        let mut starts = vec![0; tree.len()];
        for block in &layout.blocks {
            if let Some(count) = starts.get_mut(block.at) {
                *count += 1;
            }
        }
        layout.before = sums(starts.into_iter());
        layout.words = sums(layout.blocks.iter().map(Block::words));
        layout.headings = sums(layout.blocks.iter().map(|block| usize::from(tree.kind(block.node) == Kind::Heading)));
        // A header beside plain cells is that of its row, but for the empty corner before all headers.
        let of_row = |id: Id| {
            let Some(row) = tree.nearest(id, &[Kind::Row]) else { return false };
            let mut cells = tree.subtree(row).filter(|other| matches!(tree.kind(*other), Kind::Cell | Kind::ColHeader));
            let corner = cells.next().is_some_and(|first| tree.kind(first) == Kind::Cell && layout.inside(first).is_empty());
            let plain = |other: Id| tree.kind(other) == Kind::Cell;
            if corner { cells.any(plain) } else { tree.subtree(row).any(plain) }
        };
        let headers = (0..tree.len()).filter(|id| tree.kind(*id) == Kind::ColHeader && !of_row(*id));
        let headers = headers.filter_map(|id| Some((tree.nearest(id, &[Kind::Table])?, id)));
        let mut first: Vec<(Id, Id)> = Vec::new();
        headers.for_each(|cell| {
            if let Err(at) = first.binary_search_by_key(&cell.0, |(table, _)| *table) {
                first.insert(at, cell);
            }
        });
        layout.header_cells = first;
        layout.titles = layout.find_titles();
        layout.cover();
        layout.zones = layout.find_zones();
        layout
    }

    #[inline(never)]
    pub(crate) fn block(&self, index: usize) -> Option<&Block<'_>> {
        self.blocks.get(index)
    }

    /// The part of the page that a block stands in.
    #[inline(never)]
    pub(crate) fn zone(&self, index: usize) -> Zone {
        self.zones.get(index).copied().unwrap_or(Zone::Plain)
    }

    /// The titles over a block, nearest first.
    pub(crate) fn titles_over(&self, index: usize) -> Titles<'_> {
        Titles { blocks: &self.blocks, over: self.title_indices(index).iter() }
    }

    /// The same, as block indices.
    pub(crate) fn title_indices(&self, index: usize) -> &[usize] {
        let before = |index: usize| self.over_before.get(index).copied().unwrap_or(self.over.len());
        self.over.get(before(index)..before(index + 1)).unwrap_or_default()
    }

    /// The blocks of a range, as far as there are any.
    #[inline(never)]
    pub(crate) fn run(&self, range: std::ops::Range<usize>) -> &[Block<'_>] {
        let end = range.end.min(self.blocks.len());
        self.blocks.get(range.start..end).unwrap_or_default()
    }

    /// The blocks inside a node's subtree, as a range of indices.
    pub(crate) fn inside(&self, node: Id) -> std::ops::Range<usize> {
        self.among(node, self.tree.end(node))
    }

    /// The blocks that begin in a range of nodes.
    fn among(&self, from: Id, to: Id) -> std::ops::Range<usize> {
        let before = |node: Id| self.before.get(node).copied().unwrap_or(self.blocks.len());
        before(from)..before(to).max(before(from))
    }

    /// The first header cell of a table, but of none inside it.
    pub(crate) fn header_cell(&self, table: Id) -> Option<Id> {
        let at = self.header_cells.binary_search_by_key(&table, |(table, _)| *table).ok()?;
        self.header_cells.get(at).map(|(_, head)| *head)
    }

    /// The containers around a block, innermost first, each holding more blocks than the one before it.
    pub(crate) fn containers(&self, index: usize) -> Containers<'_> {
        let next = Some(self.blocks.get(index).map_or(0, |block| block.node));
        Containers { layout: self, of: index, next, seen: 1, sectioned: false }
    }

    /// The nearest heading over a block and what it titles, the heading with it: where a page is flat, that is its section.
    /// The page's own title makes none.
    fn section(&self, index: usize) -> Option<(Id, std::ops::Range<usize>)> {
        let title = *self.title_indices(index).first()?;
        let heading = self.blocks.get(title)?.node;
        let below = self.tree.get(heading).is_some_and(|node| node.kind == Kind::Heading && node.level() > 1);
        below.then(|| (heading, title..title + 1 + self.inside_title(title)))
    }

    /// The words in a range of blocks.
    pub(crate) fn words_in(&self, range: std::ops::Range<usize>) -> usize {
        between(&self.words, range)
    }

    /// The card around a block: the largest container of few words, no farther out than a list item, section, row or dialog.
    pub(crate) fn card(&self, index: usize) -> std::ops::Range<usize> {
        let mut card = index..index + 1;
        for (up, inside) in self.containers(index) {
            let edge = matches!(
                self.tree.kind(up),
                Kind::Main | Kind::Table | Kind::List | Kind::Form | Kind::DescriptionList | Kind::Header
            );
            if edge || self.words_in(inside.clone()) > CARD_WORDS {
                break;
            }
            // A container with a title of its own below another one of the same rank holds several cards.
            if self.heads(inside.clone()) > 1 {
                break;
            }
            card = inside;
            if matches!(
                self.tree.kind(up),
                Kind::Item | Kind::Article | Kind::Region | Kind::Row | Kind::Dialog | Kind::Alert | Kind::Status | Kind::Aside
            ) {
                break;
            }
        }
        card
    }

    /// How many headings stand in a range of blocks.
    pub(crate) fn heads(&self, range: std::ops::Range<usize>) -> usize {
        between(&self.headings, range)
    }

    /// How many blocks a title stands over.
    pub(crate) fn inside_title(&self, block: usize) -> usize {
        let at = self.titles.binary_search_by_key(&block, |title| title.block);
        at.ok().and_then(|at| self.titles.get(at)).map_or(0, |title| self.under(title).len())
    }

    /// The blocks that a title stands over.
    pub(crate) fn under(&self, title: &Title) -> std::ops::Range<usize> {
        self.among(title.from, title.to)
    }

    /// The dialog that a node is in.
    pub(crate) fn dialog(&self, node: Id) -> Option<Id> {
        self.tree.nearest(node, &[Kind::Dialog])
    }

    /// Whether a block stands in something of this kind.
    #[inline(never)]
    pub(crate) fn in_kind(&self, index: usize, kinds: &[Kind]) -> bool {
        self.blocks.get(index).is_some_and(|block| self.tree.nearest(block.node, kinds).is_some())
    }

    fn find_titles(&self) -> Vec<Title> {
        let mut titles = Vec::new();
        for (index, block) in self.blocks.iter().enumerate() {
            if block.words() > TITLE_WORDS {
                continue;
            }
            let kind = self.tree.kind(block.node);
            match (block.role, kind) {
                (Role::Name, Kind::Nav | Kind::Main | Kind::Progress | Kind::Frame) => {}
                (Role::Name, _) => titles.push(Title { block: index, from: block.node, to: self.tree.end(block.node) }),
                (_, Kind::Heading) => titles.push(self.heading(index, block)),
                (_, Kind::Legend | Kind::Caption | Kind::Summary) => {
                    let parent = self.tree.parent(block.node).unwrap_or(block.node);
                    titles.push(Title { block: index, from: self.tree.end(block.node), to: self.tree.end(parent) });
                }
                _ => {}
            }
        }
        titles
    }

    /// A heading titles what follows it in the nearest container that holds more than the heading, up to the next heading
    /// of its rank.
    fn heading(&self, index: usize, block: &Block) -> Title {
        let level = |id: Id| self.tree.get(id).map_or(2, Node::level);
        let own = level(block.node);
        // The page itself is no node: a heading that stands in nothing titles all that follows.
        let mut to = self.tree.len();
        for up in self.tree.ancestors(block.node) {
            // A heading with a button beside it titles what comes after both.
            let after = self.inside(up).end > index + 1;
            let buttons = after && self.run(index + 1..self.inside(up).end).iter().all(|later| later.role == Role::Control);
            if after && !buttons {
                to = self.tree.end(up);
                break;
            }
        }
        let from = self.tree.end(block.node);
        let next = self
            .run(index + 1..usize::MAX)
            .iter()
            .take_while(|later| later.at < to)
            .find(|later| self.tree.kind(later.node) == Kind::Heading && level(later.node) <= own);
        Title { block: index, from, to: next.map_or(to, |later| later.node.min(to)) }
    }

    /// Which titles stand over which block: titles open and close in document order, so one pass does.
    fn cover(&mut self) {
        let mut open: Vec<&Title> = Vec::new();
        let mut next = self.titles.iter().peekable();
        for (index, block) in self.blocks.iter().enumerate() {
            while let Some(title) = next.next_if(|title| title.block < index) {
                open.push(title);
            }
            open.retain(|title| block.at < title.to);
            self.over_before.push(self.over.len());
            let covering = open.iter().rev().filter(|title| title.from <= block.at && title.block != index);
            self.over.extend(covering.map(|title| title.block).take(6));
        }
    }
}

/// How much stands before each place, and before the end.
fn sums(counts: impl Iterator<Item = usize>) -> Vec<usize> {
    let (mut sums, mut sum) = (vec![0], 0);
    for count in counts {
        sum += count;
        sums.push(sum);
    }
    sums
}

fn between(sums: &[usize], range: std::ops::Range<usize>) -> usize {
    let upto = |place: usize| sums.get(place).or(sums.last()).copied().unwrap_or(0);
    upto(range.end).saturating_sub(upto(range.start))
}
