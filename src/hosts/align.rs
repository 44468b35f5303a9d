//! How near a run of letters comes to a word: an alignment with costs of our own, cheap for what misspellings are made
//! of (vowels, doubled letters, neighbours swapped), dear for what makes another word.

/// The costs of one word's misspellings, in quarters of a plain edit.
pub(super) trait Costs {
    /// The word, lower-case ASCII.
    const WORD: &'static [u8];
    /// `wanted` (at `at` in the word) written as `found`, which differs.
    fn swapped(at: usize, wanted: u8, found: u8) -> u8;
    /// `added` stands after `previous` though the word has nothing there.
    fn added(added: u8, previous: u8) -> u8;
    /// The letter at `at` is missing.
    fn missing(at: usize, wanted: u8) -> u8;
    /// Two neighbours stand in each other's place.
    const TURNED: u8;
}

/// Where and how well a word was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// Cost in quarters of an edit.
    pub(super) cost: u8,
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
}

/// Longest word aligned, plus one.
const ROWS: usize = 8;
const FAR: u8 = 99;

/// One column of the table: the cheapest way to have spelt the first letters of the word, and where it starts.
#[derive(Clone, Copy)]
struct Column {
    cost: [u8; ROWS],
    start: [usize; ROWS],
}

/// The cheapest run of `text` that spells the word; the first of several.
pub(super) fn within<C: Costs>(text: &[u8], limit: u8) -> Option<Hit> {
    let mut best: Option<Hit> = None;
    columns::<C>(text, true, &mut |end, column| {
        let (cost, start) = last::<C>(column);
        if cost <= best.map_or(limit, |best| best.cost.saturating_sub(1)) && start < end && best.is_none_or(|b| cost < b.cost) {
            best = Some(Hit { cost, start, end });
        }
    });
    best
}

/// The cost of taking the whole of `text` for the word.
pub(super) fn whole<C: Costs>(text: &[u8]) -> u8 {
    let mut cost = FAR;
    columns::<C>(text, false, &mut |end, column| {
        if end == text.len() {
            cost = last::<C>(column).0;
        }
    });
    cost
}

fn last<C: Costs>(column: &Column) -> (u8, usize) {
    let at = C::WORD.len();
    (column.cost.get(at).copied().unwrap_or(FAR), column.start.get(at).copied().unwrap_or(0))
}

fn columns<C: Costs>(text: &[u8], anywhere: bool, each: &mut dyn FnMut(usize, &Column)) {
    let mut now = Column { cost: [FAR; ROWS], start: [0; ROWS] };
    let mut sum = 0u8;
    set(&mut now, 0, 0, 0);
    for (at, wanted) in C::WORD.iter().enumerate() {
        sum = sum.saturating_add(C::missing(at, *wanted));
        set(&mut now, at + 1, sum, 0);
    }
    let mut before = now;
    let mut previous = b'.';
    for (index, &found) in text.iter().enumerate() {
        let mut next = Column { cost: [FAR; ROWS], start: [0; ROWS] };
        let added = C::added(found, previous);
        if anywhere {
            set(&mut next, 0, 0, index + 1);
        } else {
            set(&mut next, 0, get(&now, 0).0.saturating_add(added), 0);
        }
        let mut above = b'.';
        for (at, &wanted) in C::WORD.iter().enumerate() {
            let row = at + 1;
            let (diagonal, from) = get(&now, at);
            let swap = if wanted == found { 0 } else { C::swapped(at, wanted, found) };
            let mut cost = diagonal.saturating_add(swap);
            let mut start = from;
            let (left, from) = get(&now, row);
            if left.saturating_add(added) < cost {
                (cost, start) = (left.saturating_add(added), from);
            }
            let (up, from) = get(&next, at);
            let missing = up.saturating_add(C::missing(at, wanted));
            if missing < cost {
                (cost, start) = (missing, from);
            }
            if at > 0 && index > 0 && wanted == previous && above == found && wanted != found {
                let (turned, from) = get(&before, at - 1);
                if turned.saturating_add(C::TURNED) < cost {
                    (cost, start) = (turned.saturating_add(C::TURNED), from);
                }
            }
            set(&mut next, row, cost, start);
            above = wanted;
        }
        before = now;
        now = next;
        previous = found;
        each(index + 1, &now);
    }
}

fn get(column: &Column, row: usize) -> (u8, usize) {
    (column.cost.get(row).copied().unwrap_or(FAR), column.start.get(row).copied().unwrap_or(0))
}

fn set(column: &mut Column, row: usize, cost: u8, start: usize) {
    if let (Some(at), Some(from)) = (column.cost.get_mut(row), column.start.get_mut(row)) {
        *at = cost;
        *from = start;
    }
}

/// Whether a letter is a vowel, or is used as one.
pub(super) fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Whether two words are one plain edit apart, or the same.
pub(super) fn one_apart(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let head = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let tail = |skip: usize| {
        short.iter().rev().zip(long.iter().rev()).take_while(|(x, y)| x == y).count().min(short.len() - skip.min(short.len()))
    };
    let matched = head + tail(head);
    if matched + 1 >= long.len() {
        return true;
    }
    let turned = short.len() == long.len() && matched + 2 == long.len();
    turned && short.get(head) == long.get(head + 1) && short.get(head + 1) == long.get(head)
}
