//! The small pictures. Each state has a shape of its own, so that colour is never the only sign.

use super::dom::{El, svg};
use crate::data::{self, File};
use crate::names::Named;
use crate::report::State;

/// A state's picture; the word beside it says the same, so it is hidden from screen readers.
pub fn icon(state: State) -> El {
    drawn("icon", state.public())
}

/// An arrow that leaves a box: the link opens elsewhere.
pub fn leaving() -> El {
    drawn("icon small", "leaving")
}

/// The mark of Preflight: a tick over a horizon.
pub fn mark() -> El {
    drawn("icon mark", "mark")
}

/// A bar: fold to a chip.
pub fn fold() -> El {
    drawn("icon", "fold")
}

/// A crossed-out eye: hide.
pub fn hide() -> El {
    drawn("icon", "hide")
}

/// A cross: close.
pub fn close() -> El {
    drawn("icon", "close")
}

/// The picture of `src/view/icons.tsv`.
fn drawn(class: &str, picture: &str) -> El {
    let strokes = data::words_of(File::Icons, picture).split('|').filter_map(|stroke| stroke.split_once(' '));
    let picture = svg("svg").attr("viewBox", "0 0 16 16").attr("class", class).attr("aria-hidden", "true");
    picture.all(strokes.map(|(class, path)| svg("path").attr("d", path).attr("class", class)))
}
