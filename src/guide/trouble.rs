//! The troubleshooter: from a trouble to what the readings say may be behind it, in the order of evidence.

use super::{Line, enlist};
use crate::facts::Trouble;
use crate::gather::Gather;
use crate::report::{Item, Report, State};

/// The likely causes: what is shut, then what wants a look, then what nobody has read. What is known to be fine is named
/// last, as ruled out.
pub(super) fn lines(trouble: &Trouble, report: &Report) -> Vec<Line> {
    let causes: Vec<(&Item, &str)> =
        trouble.causes.iter().filter_map(|(id, text)| report.item(*id).map(|item| (item, *text))).gather();
    let mut lines = Vec::new();
    for state in [State::Blocked, State::Attention, State::Unknown] {
        for (item, text) in causes.iter().filter(|(item, _)| item.state == state) {
            let said = if state == State::Unknown { format!("{}: not read yet.", item.title) } else { item.summary.clone() };
            lines.push(Line { look: Some(state), text: said, detail: (*text).to_owned(), step: item.next_step.clone() });
        }
    }
    let mut fine = String::new();
    for (item, _) in causes.iter().filter(|(item, _)| item.state == State::Ready) {
        enlist(&mut fine, &item.title);
    }
    if !fine.is_empty() {
        lines.push(Line { look: Some(State::Ready), text: format!("Not behind it: {fine}"), ..Line::default() });
    }
    lines
}
