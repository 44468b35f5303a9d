//! The data files: tab-separated, one fact a row, `#` begins a comment. Strict, because a fact that is half read is wrong.

use crate::gather::Gather;
/// The rows of a table, each with exactly `N` non-empty cells. A row that is not so is left out; the tests let none pass.
pub(super) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter_map(|line| row(line).ok().flatten())
}

/// One line: its cells, none for a comment or a blank line.
///
/// # Errors
/// When it has another number of cells, or an empty one.
fn row<const N: usize>(line: &'static str) -> Result<Option<[&'static str; N]>, String> {
    if line.trim().is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    let cells: Vec<&'static str> = line.split('\t').gather();
    if cells.iter().any(|cell| cell.is_empty() || cell.trim() != *cell) {
        return Err(format!("an empty cell, or white space around one: {line}"));
    }
    <[&'static str; N]>::try_from(cells).map(Some).map_err(|cells| format!("{} cells, not {N}: {line}", cells.len()))
}

/// Every row, or the first that is wrong: for the tests.
#[cfg(test)]
pub(super) fn strict<const N: usize>(table: &'static str) -> Result<Vec<[&'static str; N]>, String> {
    table.lines().filter_map(|line| row(line).transpose()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_whole_or_refused() {
        assert_eq!(strict::<2>("# a comment\n\none\ttwo\n"), Ok(vec![["one", "two"]]));
        for wrong in ["one", "one\ttwo\tthree", "one\t", "\ttwo", "one\t two", "one\t\ttwo"] {
            assert!(strict::<2>(wrong).is_err(), "{wrong:?}");
            assert_eq!(rows::<2>(wrong).count(), 0);
        }
    }
}
