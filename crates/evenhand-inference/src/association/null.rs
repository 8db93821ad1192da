//! The association that chance alone makes.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;

use super::{
    Margins, MutualInformation, conditional_mutual_information, cramers_v, cramers_v_corrected,
    mutual_information,
};
use crate::distribution::chi_squared;
use crate::error::Result;
use crate::permutation::{self, NullReference, null_reference};

/// Rows that every cell must expect for the limiting distribution to stand in for draws.
pub const LARGE: f64 = 50.0;

/// A measure of association of a table of counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Association {
    /// [`cramers_v`].
    CramersV,
    /// [`cramers_v_corrected`].
    CramersVCorrected,
    /// [`mutual_information`], the plug-in value.
    MutualInformation,
    /// [`mutual_information`] with the Miller-Madow correction, as a share of the entropy of the rows and not below 0.
    InformationShare,
}

impl Association {
    fn of(self, table: &[Vec<f64>]) -> Result<f64> {
        match self {
            Self::CramersV => cramers_v(table),
            Self::CramersVCorrected => cramers_v_corrected(table),
            Self::MutualInformation => mutual_information(table).map(|i| i.plug_in),
            Self::InformationShare => {
                mutual_information(table).map(MutualInformation::corrected_share)
            }
        }
    }
}

/// An association beside its distribution over tables with the same margins, as permuting one attribute makes them.
///
/// Counts are rounded to whole rows first, for the observed value as well. Where every cell of mutual information expects
/// 50 rows, twice the information times the rows is χ² (Wilks 1938), and nothing is drawn.
///
/// # Errors
/// As [`cramers_v`], or when `draws` is 0.
///
/// # Source
/// Patefield (1981), Algorithm AS 159: the same distribution, here by hypergeometric draws cell by cell; Phipson and
/// Smyth (2010) for the p-value.
///
/// ```
/// use evenhand_inference::association::{Association, association_null};
/// // Of the tables with margins 3 and 3 on both sides one in ten is as one-sided as this: 2/C(6,3).
/// let null = association_null(&[vec![3.0, 0.0], vec![0.0, 3.0]], Association::CramersV, 4000, 1)?;
/// assert!((null.p_value - 0.1).abs() < 0.015 && null.observed == 1.0);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn association_null(
    table: &[Vec<f64>],
    measure: Association,
    draws: usize,
    seed: u64,
) -> Result<NullReference> {
    Margins::of(table)?;
    let whole = rounded(table);
    let observed = measure.of(&whole)?;
    let (rows, columns) = sums(&whole);
    if measure == Association::MutualInformation
        && let Some(null) = large(observed, &[(rows.clone(), columns.clone())])
    {
        return Ok(null);
    }
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let one = |_| measure.of(&permutation::table(&rows, &columns, &mut random));
    null_reference(observed, (0..draws).map(one).collect::<Result<_>>()?)
}

/// Conditional mutual information (plug-in) beside its distribution when one attribute is permuted inside each stratum.
///
/// # Errors
/// As [`conditional_mutual_information`], or when `draws` is 0.
///
/// # Source
/// As [`association_null`], stratum by stratum; Rosenbaum (1984), Conditional permutation tests.
///
/// ```
/// use evenhand_inference::association::conditional_information_null;
/// let strata = [vec![vec![40.0, 10.0], vec![4.0, 1.0]], vec![vec![1.0, 4.0], vec![10.0, 40.0]]];
/// let null = conditional_information_null(&strata, 500, 1)?;
/// assert!(null.p_value > 0.9 && null.mean > 0.0);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn conditional_information_null(
    strata: &[Vec<Vec<f64>>],
    draws: usize,
    seed: u64,
) -> Result<NullReference> {
    conditional_mutual_information(strata)?;
    let whole: Vec<Vec<Vec<f64>>> = strata.iter().map(|table| rounded(table)).collect();
    let observed = conditional_mutual_information(&whole)?.plug_in;
    let margins: Vec<_> = whole.iter().map(|table| sums(table)).collect();
    if let Some(null) = large(observed, &margins) {
        return Ok(null);
    }
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let one = |_| {
        let tables: Vec<_> = margins
            .iter()
            .map(|(rows, columns)| permutation::table(rows, columns, &mut random))
            .collect();
        conditional_mutual_information(&tables).map(|i| i.plug_in)
    };
    null_reference(observed, (0..draws).map(one).collect::<Result<_>>()?)
}

/// Any number of tables beside its distribution when the columns are permuted inside each table; larger is more extreme.
///
/// Counts are rounded to whole rows first, for the observed value as well.
///
/// # Errors
/// When a table is no table of counts, has no counts, or `draws` is 0.
///
/// # Source
/// As [`association_null`], stratum by stratum.
///
/// ```
/// use evenhand_inference::association::tables_null;
/// let corner = |tables: &[Vec<Vec<f64>>]| tables[0][0][0];
/// let null = tables_null(&[vec![vec![3.0, 0.0], vec![0.0, 3.0]]], corner, 4000, 1)?;
/// assert!((null.p_value - 0.05).abs() < 0.012 && null.observed == 3.0);
/// # Ok::<(), evenhand_inference::Error>(())
/// ```
pub fn tables_null(
    tables: &[Vec<Vec<f64>>],
    measure: impl Fn(&[Vec<Vec<f64>>]) -> f64,
    draws: usize,
    seed: u64,
) -> Result<NullReference> {
    for table in tables {
        Margins::of(table)?;
    }
    let whole: Vec<Vec<Vec<f64>>> = tables.iter().map(|table| rounded(table)).collect();
    let margins: Vec<_> = whole.iter().map(|table| sums(table)).collect();
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let one = |_| {
        let drawn: Vec<_> = margins
            .iter()
            .map(|(rows, columns)| permutation::table(rows, columns, &mut random))
            .collect();
        measure(&drawn)
    };
    null_reference(measure(&whole), (0..draws).map(one).collect())
}

/// The null of mutual information where every cell expects many rows; `None` where some do not.
fn large(observed: f64, strata: &[(Vec<u64>, Vec<u64>)]) -> Option<NullReference> {
    let (mut rows, mut df) = (0.0, 0.0);
    for (own, other) in strata {
        let n = own.iter().sum::<u64>() as f64;
        let least =
            |side: &[u64]| side.iter().copied().filter(|n| *n > 0).min().unwrap_or(0) as f64;
        let levels = |side: &[u64]| side.iter().filter(|n| **n > 0).count().max(1) as f64;
        if n > 0.0 && least(own) * least(other) / n < LARGE {
            return None;
        }
        rows += n;
        df += (levels(own) - 1.0) * (levels(other) - 1.0);
    }
    if rows <= 0.0 || df <= 0.0 {
        return None;
    }
    let scale = 2.0 * rows;
    Some(NullReference {
        observed,
        mean: df / scale,
        q95: chi_squared::quantile(0.95, df)? / scale,
        method: "chi-square",
        p_value: chi_squared::upper_tail(observed * scale, df),
    })
}

fn rounded(table: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let line = |line: &Vec<f64>| line.iter().map(|&cell| libm::round(cell)).collect();
    table.iter().map(line).collect()
}

fn sums(table: &[Vec<f64>]) -> (Vec<u64>, Vec<u64>) {
    let width = table.first().map_or(0, Vec::len);
    let mut columns = vec![0_u64; width];
    let mut rows = Vec::with_capacity(table.len());
    for line in table {
        for (column, &cell) in columns.iter_mut().zip(line) {
            *column = column.saturating_add(cell as u64);
        }
        rows.push(line.iter().map(|&cell| cell as u64).sum());
    }
    (rows, columns)
}
