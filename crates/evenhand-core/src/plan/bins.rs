use crate::OUT_OF_RANGE;

/// Left-closed bins of a number: `<18`, `18-24`, …, `65+`, or `[a,b)` for decimals.
#[derive(Clone, Debug, PartialEq)]
pub struct Bins {
    edges: Vec<f64>,
    whole: bool,
}

impl Bins {
    /// Bins with these edges; `None` unless they are finite and increase.
    ///
    /// `whole` says that the values are whole numbers, which makes `18-24` of the edges 18 and 25.
    ///
    /// ```
    /// # use evenhand_core::Bins;
    /// let bins = Bins::new(&[18.0, 25.0, 65.0], true).unwrap();
    /// assert_eq!(bins.labels(), ["<18", "18-24", "25-64", "65+"]);
    /// assert_eq!(bins.label_of(24.0), "18-24");
    /// ```
    pub fn new(edges: &[f64], whole: bool) -> Option<Self> {
        let increasing = edges.windows(2).all(|pair| pair[0] < pair[1]);
        let finite = edges.iter().all(|edge| edge.is_finite());
        let whole = whole && edges.iter().all(|edge| edge.fract() == 0.0);
        (!edges.is_empty() && increasing && finite).then(|| Self {
            edges: edges.to_vec(),
            whole,
        })
    }

    /// The edges.
    pub fn edges(&self) -> &[f64] {
        &self.edges
    }

    /// Position of the bin of a value; NaN has none.
    pub fn position(&self, value: f64) -> Option<usize> {
        (!value.is_nan()).then(|| self.edges.partition_point(|edge| *edge <= value))
    }

    /// Names of the bins from the lowest to the highest.
    pub fn labels(&self) -> Vec<String> {
        (0..=self.edges.len()).map(|i| self.label(i)).collect()
    }

    /// Name of the bin of a value.
    pub fn label_of(&self, value: f64) -> String {
        self.position(value)
            .map_or_else(|| OUT_OF_RANGE.to_owned(), |i| self.label(i))
    }

    fn label(&self, position: usize) -> String {
        let below = position.checked_sub(1).map(|i| self.edges[i]);
        let above = self.edges.get(position).copied();
        match (below, above) {
            (None, Some(high)) => format!("<{high}"),
            (Some(low), None) => format!("{low}+"),
            (Some(low), Some(high)) if self.whole && high - low < 1.5 => format!("{low}"),
            (Some(low), Some(high)) if self.whole => format!("{low}-{}", high - 1.0),
            (Some(low), Some(high)) => format!("[{low},{high})"),
            (None, None) => String::new(),
        }
    }
}
