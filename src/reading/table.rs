//! Tables of words and numbers. One hash table for all of them: the library's is made anew for every type of key, and
//! guards against keys that an enemy chose, which these are not: only our own data is put in.

/// Numbers by number.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// Key and value + 1; 0 where there is none. As many as a power of two, at most half of them taken.
    slots: Vec<(u64, u32)>,
    taken: usize,
}

impl Index {
    /// Where a key is, or would be.
    fn slot(&self, key: u64) -> usize {
        let last = self.slots.len().saturating_sub(1);
        let mut at = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & last;
        while self.slots.get(at).is_some_and(|(known, value)| *value != 0 && *known != key) {
            at = (at + 1) & last;
        }
        at
    }

    pub(crate) fn get(&self, key: u64) -> Option<u32> {
        self.slots.get(self.slot(key))?.1.checked_sub(1)
    }

    /// The key's value, which is `fresh` if it had none.
    pub(crate) fn get_or_put(&mut self, key: u64, fresh: u32) -> u32 {
        if self.slots.len() <= self.taken * 2 {
            let room = (self.slots.len() * 2).max(64);
            let before = std::mem::replace(&mut self.slots, vec![(0, 0); room]);
            for (key, value) in before.into_iter().filter(|(_, value)| *value != 0) {
                let at = self.slot(key);
                if let Some(slot) = self.slots.get_mut(at) {
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

/// Words, each with a number: the first is 0.
#[derive(Debug, Default)]
pub(crate) struct Words {
    spelled: Vec<String>,
    index: Index,
}

/// The hash of no word yet; [`hash`] adds one byte after the other.
pub(crate) const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

pub(crate) fn hash(so_far: u64, byte: u8) -> u64 {
    (so_far ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

impl Words {
    /// A word's number, a new one if it is new.
    pub(crate) fn add(&mut self, word: &str) -> u32 {
        let fresh = self.spelled.len() as u32;
        let number = self.index.get_or_put(word.bytes().fold(EMPTY, hash), fresh);
        if number == fresh {
            self.spelled.push(word.to_owned());
        }
        number
    }

    pub(crate) fn get(&self, word: &str) -> Option<u32> {
        self.get_hashed(word.bytes().fold(EMPTY, hash), word.as_bytes())
    }

    /// The same, of a word whose hash is known.
    pub(crate) fn get_hashed(&self, hash: u64, word: &[u8]) -> Option<u32> {
        let number = self.index.get(hash)?;
        self.spelled.get(number as usize).is_some_and(|known| known.as_bytes() == word).then_some(number)
    }

    /// All of them, by number.
    pub(crate) fn spelled(&self) -> &[String] {
        &self.spelled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_found_and_nothing_else() {
        let (mut words, mut index) = (Words::default(), Index::default());
        assert_eq!((words.get(""), index.get(0)), (None, None));
        for number in 0..5_000_u32 {
            let word = format!("word {number}");
            assert_eq!(words.add(&word), number);
            assert_eq!(words.add(&word), number);
            let key = u64::from(number % 7) << 32 | u64::from(number);
            assert_eq!(index.get_or_put(key, number), number);
            assert_eq!(index.get_or_put(key, 9), number);
        }
        assert!(words.spelled().iter().zip(0..).all(|(word, number)| words.get(word) == Some(number)));
        assert_eq!(words.get("word 5000"), None);
        assert_eq!((index.get(1 << 32 | 1), index.get(1)), (Some(1), None));
    }
}
