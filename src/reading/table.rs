//! A table from number to number: one for all words that the data files list, by their keys (`words::key`). The library's
//! tables guard against keys that an enemy chose, which these are not: only our own data is put in.

#[derive(Debug, Default)]
pub(crate) struct Table {
    /// Key and value + 1; 0 where there is none. As many as a power of two, at most half of them taken.
    slots: Vec<(u64, u32)>,
    taken: usize,
}

impl Table {
    /// Where a key is, or would be.
    fn slot(&self, key: u64) -> usize {
        let last = self.slots.len().wrapping_sub(1);
        let mut at = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & last;
        while self.slots.get(at).is_some_and(|(known, value)| *value != 0 && *known != key) {
            at = (at + 1) & last;
        }
        at
    }

    pub(crate) fn get(&self, key: u64) -> Option<u32> {
        self.slots.get(self.slot(key))?.1.checked_sub(1)
    }

    /// The key's value, which is `fresh` from now on if it had none.
    pub(crate) fn get_or_put(&mut self, key: u64, fresh: u32) -> u32 {
        if self.slots.len() <= self.taken * 2 {
            let room = (self.slots.len() * 2).max(64);
            for (key, value) in std::mem::replace(&mut self.slots, vec![(0, 0); room]) {
                let at = self.slot(key);
                if let Some(slot) = self.slots.get_mut(at).filter(|_| value != 0) {
                    *slot = (key, value);
                }
            }
        }
        let at = self.slot(key);
        let Some(slot) = self.slots.get_mut(at) else { return fresh };
        if slot.1 == 0 {
            *slot = (key, fresh.saturating_add(1));
            self.taken += 1;
        }
        slot.1.saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_found_and_nothing_else() {
        let mut table = Table::default();
        assert_eq!(table.get(0), None);
        for number in 0..5_000_u32 {
            let key = u64::from(number % 7) << 32 | u64::from(number);
            assert_eq!(table.get_or_put(key, number), number);
            assert_eq!(table.get_or_put(key, 9), number);
        }
        assert_eq!((table.get(0), table.get(1 << 32 | 1), table.get(1)), (Some(0), Some(1), None));
    }
}
