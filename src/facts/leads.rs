//! What takes time before something can be begun at all.

use super::day;
use crate::data::{self, File};
use crate::moment::Moment;
use crate::report::{ItemId, Plan};
use crate::table;

/// A time that passes before something can be begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lead {
    /// It concerns those who have this on.
    pub item: ItemId,
    /// The plans that it may hold up, as a list of names.
    plans: &'static str,
    /// It takes at least so many seconds.
    pub least: i64,
    /// It takes at most so many seconds.
    pub most: i64,
    /// The day the row was entered, at midnight UTC.
    pub entered: Moment,
    /// What it means, as a sentence without its full stop.
    pub label: &'static str,
    /// Where that is said.
    pub source: &'static str,
}

impl Lead {
    /// Whether it may hold up a plan.
    pub fn concerns(&self, plan: Plan) -> bool {
        self.plans.split(',').any(|name| name == plan.name())
    }
}

/// Every such time.
pub fn leads() -> impl Iterator<Item = Lead> {
    table::rows(data::text(File::Leads)).filter_map(lead)
}

fn lead([_key, item, plans, least, most, entered, label, source]: [&'static str; 8]) -> Option<Lead> {
    let (least, most) = (least.parse().ok()?, most.parse().ok()?);
    let sane = 0 < least && least <= most;
    sane.then_some(Lead { item: ItemId::from_id(item)?, plans, least, most, entered: day(entered)?, label, source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_wrong_ones_are_refused() {
        let rows = table::strict::<8>(include_str!("leads.tsv")).unwrap();
        assert_eq!(rows.len(), leads().count());
        for row in rows {
            assert!(row[2].split(',').all(|plan| plan.parse::<Plan>().is_ok()), "{}", row[2]);
            for (cell, wrong) in [(1, "lock"), (3, "0"), (3, "x"), (4, "1"), (5, "soon")] {
                let mut broken = row;
                broken[cell] = wrong;
                assert_eq!(lead(broken), None, "{wrong}");
            }
        }
    }
}
