/// A row of an example, with one feature called `x`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExampleRow {
    /// Whether the model selects it.
    pub decision: bool,
    /// The feature.
    pub feature: f64,
    /// 0 for the group, 1 for its reference.
    pub group: usize,
    /// How likely it belongs to the group.
    pub probability: f64,
    /// The decision after the protected attribute was changed.
    pub rescored: bool,
    /// The score.
    pub score: f64,
}

impl ExampleRow {
    /// A row whose decision stays as it is.
    pub(crate) const fn new(group: usize, feature: f64, decision: bool) -> Self {
        Self {
            decision,
            feature,
            group,
            probability: 0.5,
            rescored: decision,
            score: 0.5,
        }
    }

    pub(crate) const fn rescored(self, rescored: bool) -> Self {
        Self { rescored, ..self }
    }

    pub(crate) const fn scored(self, score: f64) -> Self {
        Self { score, ..self }
    }

    pub(crate) const fn likely(self, probability: f64) -> Self {
        Self {
            probability,
            ..self
        }
    }

    /// Thirty rows of probability 0.8, eighteen of them selected, and thirty of 0.2, nine of them selected.
    pub(crate) const fn unsure() -> [Self; 60] {
        let mut rows = [Self::new(0, 0.0, false); 60];
        let mut i = 0;
        while i < 60 {
            let (likely, selected) = if i < 30 { (0.8, i < 18) } else { (0.2, i < 39) };
            rows[i] = Self::new(i % 2, 0.0, selected).likely(likely);
            i += 1;
        }
        rows
    }

    /// Four people, of whom the first two have 0 and the others 1; their scores are 0, 0.4, 0.6 and 1.
    pub(crate) const fn leaning() -> [Self; 4] {
        [
            Self::new(0, 0.0, true).scored(0.0),
            Self::new(1, 0.0, true).scored(0.4),
            Self::new(0, 1.0, true).scored(0.6),
            Self::new(1, 1.0, true).scored(1.0),
        ]
    }

    /// Thirty of each group: the group has 0 where the reference has 1.
    pub(crate) const fn telling() -> [Self; 60] {
        let mut rows = [Self::new(0, 0.0, true); 60];
        let mut i = 0;
        while i < 60 {
            rows[i] = Self::new(i % 2, (i % 2) as f64, true);
            i += 1;
        }
        rows
    }
}
