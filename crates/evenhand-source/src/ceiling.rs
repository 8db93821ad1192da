//! The memory that counting may take.

use crate::error::{Error, Result};
use evenhand_core::{CellKey, Tables};
use std::sync::atomic::{AtomicU64, Ordering};

/// What a cell of the sum of all threads takes, with its place in a map and the counters beside its tables.
pub(crate) const BYTES_PER_CELL: u64 =
    (size_of::<CellKey>() + size_of::<Tables>()) as u64 * 3 / 2 + 64;
/// Columns that are named in a message.
const NAMED: usize = 5;

/// What one thread holds, and what the sum of all threads needs at least for what this one has met.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Footprint {
    pub held: u64,
    pub sum: u64,
}

/// What all threads hold together against what they may hold.
pub(crate) struct Ceiling {
    held: AtomicU64,
    most: u64,
    sum: AtomicU64,
}

impl Ceiling {
    /// At most so many bytes; any number of them where nothing is named.
    pub fn new(most: Option<u64>) -> Self {
        Self {
            held: AtomicU64::new(0),
            most: most.unwrap_or(u64::MAX),
            sum: AtomicU64::new(0),
        }
    }

    /// Most bytes.
    pub fn most(&self) -> u64 {
        self.most
    }

    /// Takes note of what a thread holds now; whether that is still allowed.
    pub fn allows(&self, before: &mut Footprint, now: Footprint) -> bool {
        let held = if now.held >= before.held {
            let more = now.held - before.held;
            self.held.fetch_add(more, Ordering::Relaxed) + more
        } else {
            let less = before.held - now.held;
            self.held.fetch_sub(less, Ordering::Relaxed) - less
        };
        *before = now;
        let sum = self.sum.fetch_max(now.sum, Ordering::Relaxed).max(now.sum);
        held.saturating_add(sum) <= self.most
    }

    /// Whether the sum of all threads may have this many cells beside what the threads hold.
    ///
    /// # Errors
    /// [`Error::TooMuchMemory`] where it may not.
    pub fn allow_cells(&self, cells: usize, columns: impl FnOnce() -> String) -> Result<()> {
        let sum = cells as u64 * BYTES_PER_CELL;
        if self.held.load(Ordering::Relaxed).saturating_add(sum) <= self.most {
            return Ok(());
        }
        Err(Error::TooMuchMemory {
            columns: columns(),
            most: self.most,
            what: format!("{cells} combinations of groups"),
        })
    }
}

/// Columns and how many values each has, most first.
pub(crate) fn listing(mut columns: Vec<(String, usize)>) -> String {
    columns.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
    let more = columns.len().saturating_sub(NAMED);
    let mut list: Vec<String> = columns
        .into_iter()
        .take(NAMED)
        .map(|(name, values)| format!("`{name}` ({values} values)"))
        .collect();
    if more > 0 {
        list.push(format!("{more} more columns"));
    }
    list.join(", ")
}

/// A number of bytes for people.
pub(crate) fn bytes(n: u64) -> String {
    match n {
        0..1_000_000 => format!("{} KB", n.div_ceil(1000)),
        1_000_000..10_000_000_000 => format!("{} MB", n / 1_000_000),
        _ => format!("{:.1} GB", n as f64 / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_share_one_ceiling() {
        let ceiling = Ceiling::new(Some(100));
        let (mut one, mut two) = (Footprint::default(), Footprint::default());
        let holds = |held| Footprint { held, sum: 10 };
        assert!(ceiling.allows(&mut one, holds(50)));
        assert!(ceiling.allows(&mut two, holds(40)));
        assert!(!ceiling.allows(&mut two, holds(41)));
        assert!(ceiling.allows(&mut one, holds(20)));
    }

    #[test]
    fn sizes_read_well() {
        assert_eq!(bytes(512_000_000), "512 MB");
        assert_eq!(bytes(64_300_000_000), "64.3 GB");
        let columns = vec![("age".to_owned(), 71), ("zip".to_owned(), 41_000)];
        assert_eq!(listing(columns), "`zip` (41000 values), `age` (71 values)");
    }
}
