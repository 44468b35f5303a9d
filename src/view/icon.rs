//! The small pictures. Each state has a shape of its own, so that colour is never the only sign.

use super::dom::{El, svg};
use crate::report::State;

/// A state's picture; the word beside it says the same, so it is hidden from screen readers.
pub fn icon(state: State) -> El {
    let shape: &[(&str, &str)] = match state {
        State::Ready => &[(ROUND, "fill"), ("M4.6 8.3l2.3 2.3 4.6-4.9", "cut")],
        State::Attention => &[("M8 1.6 15 14.2H1Z", "fill"), ("M8 6v3.6M8 11.9v.1", "cut")],
        State::Blocked => &[("M5 1h6l4 4v6l-4 4H5l-4-4V5Z", "fill"), ("M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2", "cut")],
        State::Unknown => &[(RING, "dash"), ("M6.3 6.4a1.8 1.8 0 1 1 2.6 1.6q-.9.5-.9 1.2M8 11.4v.1", "line")],
        State::NotApplicable => &[(RING, "line"), ("M5.2 8h5.6", "line")],
    };
    drawn("icon", shape)
}

/// An arrow that leaves a box: the link opens elsewhere.
pub fn leaving() -> El {
    drawn("icon small", &[("M6 3H3v10h10v-3M9 3h4v4M13 3 7.5 8.5", "line")])
}

/// The mark of Preflight: a tick over a horizon.
pub fn mark() -> El {
    let shape = [
        ("M4 0h8a4 4 0 0 1 4 4v8a4 4 0 0 1-4 4H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4Z", "sky"),
        ("M0 11 16 8.2V12a4 4 0 0 1-4 4H4a4 4 0 0 1-4-4Z", "land"),
        ("M4 8.2l2.9 2.9L12.2 5", "tick"),
    ];
    drawn("icon mark", &shape)
}

/// A bar: fold to a chip.
pub fn fold() -> El {
    drawn("icon", &[("M3 6l5 5 5-5", "line")])
}

/// A crossed-out eye: hide.
pub fn hide() -> El {
    drawn(
        "icon",
        &[(
            "M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8ZM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4M2.5 13.5l11-11",
            "line",
        )],
    )
}

/// A cross: close.
pub fn close() -> El {
    drawn("icon", &[("M4 4l8 8M12 4l-8 8", "line")])
}

const ROUND: &str = "M8 .8a7.2 7.2 0 1 0 0 14.4A7.2 7.2 0 0 0 8 .8Z";
const RING: &str = "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z";

fn drawn(class: &str, shape: &[(&str, &str)]) -> El {
    let picture = svg("svg").attr("viewBox", "0 0 16 16").attr("class", class).attr("aria-hidden", "true");
    picture.all(shape.iter().map(|(path, class)| svg("path").attr("d", path).attr("class", class)))
}
