//! Lists from iterators, in little code. The library's `collect` and `extend` reserve room by what each chain of adapters
//! promises, and are compiled anew for each chain: 100 bytes of module more each time than these plain loops.

/// What an iterator gives, as a list.
pub(crate) trait Gather: Iterator + Sized {
    /// `collect` into a list.
    fn gather(self) -> Vec<Self::Item> {
        let mut list = Vec::new();
        list.push_all(self);
        list
    }
}

impl<I: Iterator> Gather for I {}

/// What an iterator gives, after what is in a list already.
pub(crate) trait PushAll<T> {
    /// `extend`.
    fn push_all(&mut self, members: impl IntoIterator<Item = T>);
}

impl<T> PushAll<T> for Vec<T> {
    fn push_all(&mut self, members: impl IntoIterator<Item = T>) {
        for member in members {
            self.push(member);
        }
    }
}
