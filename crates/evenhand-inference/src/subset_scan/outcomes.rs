use super::{Bin, check};
use crate::bootstrap::{Tally, USUAL_DRAWS};
use crate::error::Result;
use crate::subgroup::random_of;

/// Draws the events that correct probabilities would give in each of many cells.
#[derive(Debug, Clone)]
pub struct Outcomes {
    tallies: Vec<Tally>,
}

impl Outcomes {
    /// Prepares the draws of cells, each a list of bins; rows are rounded to whole ones.
    ///
    /// # Errors
    /// When a probability is not inside (0, 1), rows are negative, or events are negative or exceed rows.
    ///
    /// # Source
    /// Zhang and Neill (2016): the parametric bootstrap of the maximum draws every outcome from its probability.
    ///
    /// ```
    /// use evenhand_inference::subset_scan::{Bin, Outcomes};
    /// let bin = |probability| Bin { probability, rows: 100.0, events: 0.0 };
    /// let outcomes = Outcomes::new(&[vec![bin(0.1), bin(0.3)], vec![]])?;
    /// let mut events = Vec::new();
    /// outcomes.draw(1, 0, &mut events);
    /// assert!(events[0] > 10 && events[0] < 70 && events[1] == 0);
    /// # Ok::<(), evenhand_inference::Error>(())
    /// ```
    pub fn new(cells: &[Vec<Bin>]) -> Result<Self> {
        let tally = |bins: &Vec<Bin>| {
            check(bins)?;
            let parts: Vec<(f64, u64)> = bins
                .iter()
                .map(|bin| (bin.probability, libm::round(bin.rows) as u64))
                .collect();
            Ok(Tally::new(&parts, USUAL_DRAWS))
        };
        Ok(Self {
            tallies: cells.iter().map(tally).collect::<Result<_>>()?,
        })
    }

    /// The events of each cell in one draw; the same for the same `seed` and number of the draw.
    pub fn draw(&self, seed: u64, number: u64, events: &mut Vec<u64>) {
        let mut random = random_of(seed, number);
        events.clear();
        events.extend(self.tallies.iter().map(|tally| tally.draw(&mut random)));
    }
}
