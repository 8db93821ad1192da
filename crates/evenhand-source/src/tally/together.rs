//! Cells of rows whose values all come from small dictionaries.

use super::{ModelTally, Tally};
use crate::batch::Batch;

impl Tally<'_> {
    /// Whether cells are all that is gathered, so that the code of a row is of no use by itself.
    fn cells_alone(&self) -> bool {
        let by_number = |model: &ModelTally| {
            [&model.arms, &model.by_score, &model.by_value].map(Option::is_some)
        };
        self.program.unit.is_none()
            && self.measures.is_none()
            && self.rows.is_none()
            && !self.models.iter().flat_map(by_number).any(|any| any)
    }

    /// Finds the cell of every row from the keys of dictionaries, where that is possible.
    pub(super) fn locate_together(&mut self, batch: &Batch) -> bool {
        if !self.cells_alone() {
            return false;
        }
        let dimensions = self.program.dimensions.iter().zip(&mut self.levels);
        let few =
            dimensions.map(|(dimension, levels)| levels.few(&batch.columns[dimension.column]));
        let Some(few) = few.collect::<Option<Vec<_>>>() else {
            return false;
        };
        let at = &mut self.scratch.at;
        self.cells.locate_together(&few, batch.rows, at)
    }
}
