//! Controls that choose what one is told, or shown: what they name is not switched by them.

use super::blocks::Block;
use super::concept::Concept;
use super::layout::Layout;
use super::scope::LABEL_WORDS;

/// Whether a control's label, or a title over it, says that it chooses what one is told of: "Card payment received".
pub(crate) fn of_messages(layout: &Layout, index: usize) -> bool {
    says_over(layout, index, |block| block.says(Concept::Notify))
}

/// Whether a control's label, or a title over it, says that it chooses what is shown: "Show margin ladder".
pub(crate) fn of_views(layout: &Layout, index: usize) -> bool {
    says_over(layout, index, |block| block.says(Concept::Display) && block.words() <= LABEL_WORDS)
}

fn says_over(layout: &Layout, index: usize, says: fn(&Block) -> bool) -> bool {
    layout.block(index).is_some_and(says) || layout.titles_over(index).any(says)
}
