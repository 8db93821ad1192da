/// Who wants to know how far the reading is.
pub trait Progress: Sync {
    /// Called once before the first row: bytes to read, where that is known.
    fn total_bytes(&self, bytes: Option<u64>);

    /// Called after every block: bytes and rows read since the last call, from any thread.
    fn advance(&self, bytes: u64, rows: u64);

    /// Called when all rows are read and so many metrics are worked out for so many groups.
    fn evaluating(&self, _metrics: usize, _groups: usize) {}
}

/// Nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn total_bytes(&self, _: Option<u64>) {}
    fn advance(&self, _: u64, _: u64) {}
}
