//! Iterators into lists, in little code. `collect` asks for the first item apart from the others and looks for a length, or
//! for memory to use again: all that stands in the module anew for every list, 20 kB in sum.

/// Every iterator.
pub(crate) trait Gather: Iterator + Sized {
    /// All its items.
    fn gather(self) -> Vec<Self::Item> {
        let mut all = Vec::new();
        for item in self {
            all.push(item);
        }
        all
    }
}

impl<I: Iterator> Gather for I {}
