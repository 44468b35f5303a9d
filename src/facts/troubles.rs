//! Common troubles and what may be behind each.

use crate::data::{self, File};
use crate::report::ItemId;
use crate::table;

/// A trouble.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Its key in `troubles.tsv`.
    pub key: &'static str,
    /// What it is called, as the user would say it.
    pub title: &'static str,
    /// What may be behind it, the likeliest first: the item, and what to do where that is it.
    pub causes: Vec<(ItemId, &'static str)>,
}

/// Every trouble.
pub fn troubles() -> Vec<Trouble> {
    let mut all: Vec<Trouble> = Vec::new();
    for [key, item, text] in table::rows(data::text(File::Troubles)) {
        if item == "-" {
            all.push(Trouble { key, title: text, causes: Vec::new() });
        } else if let (Some(trouble), Some(item)) = (all.last_mut().filter(|last| last.key == key), ItemId::from_id(item)) {
            trouble.causes.push((item, text));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_no_cause_stands_twice() {
        let rows = table::strict::<3>(include_str!("troubles.tsv")).unwrap();
        assert_eq!(rows.len(), troubles().iter().map(|trouble| 1 + trouble.causes.len()).sum::<usize>());
        for trouble in troubles() {
            let mut items: Vec<ItemId> = trouble.causes.iter().map(|(item, _)| *item).collect();
            items.sort();
            items.dedup();
            assert!(items.len() > 1 && items.len() == trouble.causes.len(), "{}", trouble.key);
        }
    }
}
