//! The data files: tab-separated, one fact a row, `#` begins a comment. Strict, because a fact that is half read is wrong.

/// The rows of a table, each with exactly `N` non-empty cells. A row that is not so is left out; the tests let none pass.
pub(crate) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter(|line| !is_comment(line)).filter_map(row)
}

fn is_comment(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with('#')
}

fn row<const N: usize>(line: &'static str) -> Option<[&'static str; N]> {
    let mut row = [""; N];
    fill(line, &mut row).then_some(row)
}

/// Puts a line's cells into a row; whether they are as many, none of them empty and none with white space around it.
/// Apart from `row`, so that the module has it once and not for each number of cells.
#[inline(never)]
fn fill(line: &'static str, row: &mut [&'static str]) -> bool {
    let mut cells = line.split('\t');
    for place in row {
        match cells.next() {
            Some(cell) if !cell.is_empty() && cell.trim() == cell => *place = cell,
            _ => return false,
        }
    }
    cells.next().is_none()
}

/// Every row, or the first line that is none: for the tests.
#[cfg(test)]
pub(crate) fn strict<const N: usize>(table: &'static str) -> Result<Vec<[&'static str; N]>, &'static str> {
    table.lines().filter(|line| !is_comment(line)).map(|line| row(line).ok_or(line)).collect()
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
