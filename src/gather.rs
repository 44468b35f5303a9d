//! Lists from iterators, in little code. `collect` and `extend` are compiled anew for each chain of adapters, some 400
//! bytes of module each time; these once for each kind of member. Slower for each member by an indirect call, so the
//! innermost loops of the reading do without.

/// What a chain of adapters gives, as a list.
pub(crate) trait Gather: Iterator + Sized {
    /// All of it.
    fn gather(self) -> Vec<Self::Item> {
        let mut list = Vec::new();
        self.gather_into(&mut list);
        list
    }

    /// All of it, after what is in the list already.
    fn gather_into(mut self, list: &mut Vec<Self::Item>) {
        push_all(list, &mut || self.next());
    }
}

impl<I: Iterator> Gather for I {}

fn push_all<T>(list: &mut Vec<T>, next: &mut dyn FnMut() -> Option<T>) {
    while let Some(member) = next() {
        list.push(member);
    }
}
