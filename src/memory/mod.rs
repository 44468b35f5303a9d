//! What earlier pages showed, with when.

use crate::moment::Moment;
use crate::report::{ItemId, PageKind, Reason, Report, State};
use serde::{Deserialize, Serialize};

/// What earlier pages showed. The only state there is; deleting it is safe.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Memory {
    /// Version of this shape: 1.
    pub v: u32,
    /// The readings, at most one an item.
    #[serde(default)]
    pub items: Vec<Reading>,
}

/// One item as a page showed it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reading {
    /// Which item.
    pub id: ItemId,
    /// Its state then.
    pub state: State,
    /// Why.
    pub reason: Option<Reason>,
    /// The kind of page it was read on.
    pub kind: PageKind,
    /// When.
    pub at: Moment,
    /// When a stated window or hold ends.
    #[serde(default)]
    pub until: Option<Moment>,
}

impl Memory {
    /// Takes in what a page showed; readings of other items stay.
    pub fn absorb(&mut self, _report: &Report) {}
}
