use super::RowTable;
use std::collections::BTreeMap;

/// The rows of every model, and of every slice where there are slices.
///
/// They travel beside the statistics, never inside them: what is archived or merged holds no row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowTables {
    /// By the position of the model in the plan and that of the slice in the statistics; `None` for all rows.
    pub tables: BTreeMap<(usize, Option<u32>), RowTable>,
}

impl RowTables {
    /// The rows of a model and a slice.
    ///
    /// ```
    /// use evenhand_core::{RowTable, RowTables};
    /// let mut rows = RowTables::default();
    /// rows.tables.insert((0, None), RowTable { weights: vec![1.0; 3], ..RowTable::default() });
    /// assert_eq!(rows.of(0, None).map(RowTable::len), Some(3));
    /// assert_eq!(rows.of(1, None), None);
    /// ```
    pub fn of(&self, model: usize, slice: Option<u32>) -> Option<&RowTable> {
        self.tables.get(&(model, slice))
    }
}
