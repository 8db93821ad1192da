//! How much one attribute tells about another: counts of an r×c table, or means of groups.

mod null;

pub use null::{Association, association_null, conditional_information_null, tables_null};

use crate::error::{Error, Result, require};

/// Mutual information in nats.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MutualInformation {
    /// Of the observed shares; biased up, by about (r − 1)(c − 1)/2n.
    pub plug_in: f64,
    /// With the Miller-Madow correction; may fall below 0.
    pub corrected: f64,
    /// The plug-in value over the entropy of the rows (Theil's uncertainty coefficient), in [0, 1].
    ///
    /// 0 when there is only one row: nothing to tell.
    pub share_of_row_entropy: f64,
}

impl MutualInformation {
    /// The corrected value over the entropy of the rows, in [0, 1]; 0 when there is nothing to tell.
    ///
    /// ```
    /// use evenhand_inference::association::mutual_information;
    /// // Of equal counts the plug-in value is 0, and the correction would make it negative.
    /// assert_eq!(mutual_information(&[vec![5.0, 5.0], vec![5.0, 5.0]])?.corrected_share(), 0.0);
    /// // ln 2 + 1/200 of ln 2 is more than all there is to tell.
    /// assert_eq!(mutual_information(&[vec![50.0, 0.0], vec![0.0, 50.0]])?.corrected_share(), 1.0);
    /// # Ok::<(), evenhand_inference::Error>(())
    /// ```
    #[must_use]
    pub fn corrected_share(self) -> f64 {
        if self.plug_in > 0.0 {
            (self.corrected / self.plug_in * self.share_of_row_entropy).clamp(0.0, 1.0)
        } else {
            0.0
        }
    }
}

/// Cramér's V of a table of counts (or effective sizes), in [0, 1].
///
/// Rows and columns without counts are left out; 0 when fewer than two of either remain.
///
/// # Errors
/// When the lines differ in length, a count is negative or not finite, or all are 0.
///
/// # Source
/// Cramér (1946), Mathematical methods of statistics, section 21.9.
///
/// ```
/// use evenhand_inference::association::cramers_v;
/// // χ² = 100·(30·30 − 20·20)²/50⁴ = 4.
/// let v = cramers_v(&[vec![30.0, 20.0], vec![20.0, 30.0]])?;
/// assert!((v - 0.2).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn cramers_v(table: &[Vec<f64>]) -> Result<f64> {
    let margins = Margins::of(table)?;
    let (rows, columns) = margins.sides();
    let smaller = rows.min(columns) - 1.0;
    if smaller <= 0.0 {
        return Ok(0.0);
    }
    Ok((margins.phi_squared(table) / smaller).sqrt().min(1.0))
}

/// Cramér's V, corrected for the bias that grows with the size of the table.
///
/// # Errors
/// As [`cramers_v`], or when there are not more than one row in all.
///
/// # Source
/// Bergsma (2013), A bias-correction for Cramér's V and Tschuprow's T.
///
/// ```
/// use evenhand_inference::association::cramers_v_corrected;
/// // φ² = 0.04 − 1/99, and 2 − 1/99 rows and columns.
/// let v = cramers_v_corrected(&[vec![30.0, 20.0], vec![20.0, 30.0]])?;
/// assert!((v - ((0.04 - 1.0 / 99.0) / (98.0_f64 / 99.0)).sqrt()).abs() < 1e-14);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn cramers_v_corrected(table: &[Vec<f64>]) -> Result<f64> {
    let margins = Margins::of(table)?;
    let (rows, columns) = margins.sides();
    let less = margins.total - 1.0;
    require(less > 0.0, "counts", margins.total, "more than 1 in sum")?;
    let (r, c) = (rows - 1.0, columns - 1.0);
    let phi = (margins.phi_squared(table) - r * c / less).max(0.0);
    let smaller = (r - r * r / less).min(c - c * c / less);
    if smaller <= 0.0 {
        return Ok(0.0);
    }
    Ok((phi / smaller).sqrt().min(1.0))
}

/// The mutual information of the two sides of a table of counts (or effective sizes).
///
/// # Errors
/// As [`cramers_v`].
///
/// # Source
/// Cover and Thomas (2006), Elements of information theory, equation 2.28; Miller (1955), Note on the bias of information
/// estimates; Theil (1970) for the share of the entropy.
///
/// ```
/// use evenhand_inference::association::mutual_information;
/// let i = mutual_information(&[vec![50.0, 0.0], vec![0.0, 50.0]])?;
/// assert!((i.plug_in - std::f64::consts::LN_2).abs() < 1e-15 && (i.share_of_row_entropy - 1.0).abs() < 1e-15);
/// // Two entropies with two values each, less one of two values: (1 + 1 − 1)/200.
/// assert!((i.corrected - i.plug_in - 0.005).abs() < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn mutual_information(table: &[Vec<f64>]) -> Result<MutualInformation> {
    let margins = Margins::of(table)?;
    let n = margins.total;
    let mut plug_in = 0.0;
    let mut cells = 0.0;
    for (line, row) in table.iter().zip(&margins.rows) {
        for (&cell, column) in line.iter().zip(&margins.columns) {
            if cell > 0.0 {
                cells += 1.0;
                plug_in += cell / n * libm::log(cell / row * (n / column));
            }
        }
    }
    let plug_in = plug_in.max(0.0);
    let (rows, columns) = margins.sides();
    let entropy: f64 = margins
        .rows
        .iter()
        .filter(|&&row| row > 0.0)
        .map(|row| -row / n * libm::log(row / n))
        .sum();
    Ok(MutualInformation {
        plug_in,
        corrected: plug_in + (rows + columns - cells - 1.0) / (2.0 * n),
        share_of_row_entropy: if entropy > 0.0 {
            (plug_in / entropy).min(1.0)
        } else {
            0.0
        },
    })
}

/// Mutual information given a third variable: the mean over its strata (one table each), weighted by their rows.
///
/// Strata without rows are left out. The share of entropy is that of the rows given the stratum.
///
/// # Errors
/// As [`cramers_v`] in a stratum with rows, or when no stratum has any.
///
/// # Source
/// Cover and Thomas (2006), equation 2.60; Miller (1955) inside each stratum.
///
/// ```
/// use evenhand_inference::association::conditional_mutual_information;
/// // Inside each stratum nothing is left of the association that the strata make together.
/// let strata = [vec![vec![40.0, 10.0], vec![4.0, 1.0]], vec![vec![1.0, 4.0], vec![10.0, 40.0]]];
/// assert!(conditional_mutual_information(&strata)?.plug_in < 1e-15);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn conditional_mutual_information(strata: &[Vec<Vec<f64>>]) -> Result<MutualInformation> {
    let (mut total, mut plug_in, mut corrected, mut entropy) = (0.0, 0.0, 0.0, 0.0);
    for table in strata {
        let rows: f64 = table.iter().flatten().sum();
        if rows <= 0.0 && table.iter().flatten().all(|&cell| cell >= 0.0) {
            continue;
        }
        let part = mutual_information(table)?;
        total += rows;
        plug_in += rows * part.plug_in;
        corrected += rows * part.corrected;
        for row in &Margins::of(table)?.rows {
            if *row > 0.0 {
                entropy -= row * libm::log(row / rows);
            }
        }
    }
    require(total > 0.0, "counts", total, "positive in sum")?;
    Ok(MutualInformation {
        plug_in: plug_in / total,
        corrected: corrected / total,
        share_of_row_entropy: if entropy > 0.0 {
            (plug_in / entropy).min(1.0)
        } else {
            0.0
        },
    })
}

/// The correlation ratio η²: the share of a number's variance that lies between groups, in [0, 1].
///
/// Groups are (rows, mean, variance with divisor n − 1); rows may be effective sizes, groups without rows are left out.
/// `None` when the number does not vary.
///
/// # Errors
/// When fewer than two groups have rows, a number is not finite, or rows or a variance are negative.
///
/// # Source
/// Pearson (1905), On the general theory of skew correlation and non-linear regression.
///
/// ```
/// use evenhand_inference::association::correlation_ratio;
/// // 45 70 29 15 21 | 40 20 30 42 | 65 95 80 70 85 73: squares 1952 + 308 + 600 within, 6780 between.
/// let groups = [(5.0, 36.0, 488.0), (4.0, 33.0, 308.0 / 3.0), (6.0, 78.0, 120.0)];
/// let eta = correlation_ratio(&groups)?.unwrap();
/// assert!((eta - 6780.0 / 9640.0).abs() < 1e-14);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn correlation_ratio(groups: &[(f64, f64, f64)]) -> Result<Option<f64>> {
    let mut used = Vec::with_capacity(groups.len());
    for &(n, mean, variance) in groups {
        require(
            n >= 0.0 && n.is_finite(),
            "rows",
            n,
            "finite and at least 0",
        )?;
        if n > 0.0 {
            require(mean.is_finite(), "mean", mean, "finite")?;
            let spread = variance >= 0.0 && variance.is_finite();
            require(spread, "variance", variance, "finite and at least 0")?;
            used.push((n, mean, variance));
        }
    }
    if used.len() < 2 {
        return Err(Error::TooFew {
            argument: "groups",
            got: used.len(),
            min: 2,
        });
    }
    let total: f64 = used.iter().map(|g| g.0).sum();
    let grand = used.iter().map(|g| g.0 * g.1).sum::<f64>() / total;
    let between: f64 = used
        .iter()
        .map(|g| g.0 * (g.1 - grand) * (g.1 - grand))
        .sum();
    let within: f64 = used.iter().map(|g| (g.0 - 1.0).max(0.0) * g.2).sum();
    let all = between + within;
    Ok((all > 0.0).then(|| between / all))
}

/// The sums of a checked table.
struct Margins {
    rows: Vec<f64>,
    columns: Vec<f64>,
    total: f64,
}

impl Margins {
    fn of(table: &[Vec<f64>]) -> Result<Self> {
        let width = table.first().map_or(0, Vec::len);
        let mut columns = vec![0.0; width];
        let mut rows = Vec::with_capacity(table.len());
        for line in table {
            if line.len() != width {
                return Err(Error::LengthMismatch {
                    left: "the first line of the table",
                    left_len: width,
                    right: "another",
                    right_len: line.len(),
                });
            }
            for (&cell, column) in line.iter().zip(&mut columns) {
                let counts = (0.0..9e15).contains(&cell);
                require(counts, "counts", cell, "finite and at least 0")?;
                *column += cell;
            }
            rows.push(line.iter().sum());
        }
        let total = rows.iter().sum();
        require(total > 0.0, "counts", total, "positive in sum")?;
        Ok(Self {
            rows,
            columns,
            total,
        })
    }

    /// How many rows and columns have counts.
    fn sides(&self) -> (f64, f64) {
        let filled = |side: &[f64]| side.iter().filter(|&&sum| sum > 0.0).count() as f64;
        (filled(&self.rows), filled(&self.columns))
    }

    /// χ²/n.
    fn phi_squared(&self, table: &[Vec<f64>]) -> f64 {
        let mut sum = 0.0;
        for (line, row) in table.iter().zip(&self.rows) {
            for (cell, column) in line.iter().zip(&self.columns) {
                let expected = row * column / self.total;
                if expected > 0.0 {
                    sum += (cell - expected) * (cell - expected) / expected;
                }
            }
        }
        sum / self.total
    }
}
