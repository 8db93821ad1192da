//! How much features tell about groups.

use super::folds::{FOLDS, Folded, area_of_table};
use super::{Division, Probed, Rows};
use crate::{Chance, Setting, Undefined};
use evenhand_inference::Level;
use evenhand_inference::association::{
    Association, association_null, correlation_ratio, cramers_v_corrected, mutual_information,
    tables_null,
};
use evenhand_inference::auc::{Auc, auc_interval};
use evenhand_inference::permutation::{NullReference, permutation_test, sums_test};

/// People whose group is known.
struct Screened {
    /// Positions among the people of the table.
    places: Vec<usize>,
    /// Position of each one's group among the groups that have people.
    labels: Vec<u32>,
    /// Positions of those groups.
    groups: Vec<usize>,
    folds: Vec<usize>,
}

impl Screened {
    fn new(rows: &Rows, division: &Division, most: usize) -> Option<Self> {
        let known: Vec<(usize, usize)> = (rows.people().iter().enumerate())
            .filter_map(|(place, row)| division.known(*row).map(|group| (place, group)))
            .take(most)
            .collect();
        let mut groups: Vec<usize> = known.iter().map(|(_, group)| *group).collect();
        groups.sort_unstable();
        groups.dedup();
        let label = |group: usize| groups.partition_point(|g| *g < group) as u32;
        let hash = |place: usize| {
            let row = rows.people()[place];
            rows.table().hashes.get(row).copied().unwrap_or(row as u64)
        };
        let labels = known.iter().map(|(_, group)| label(*group)).collect();
        (groups.len() > 1).then(|| Self {
            places: known.iter().map(|(place, _)| *place).collect(),
            labels,
            folds: known
                .iter()
                .map(|(place, _)| (hash(*place) % FOLDS as u64) as usize)
                .collect(),
            groups,
        })
    }

    /// Groups by bins.
    fn table(&self, rows: &Rows, feature: usize) -> Vec<Vec<f64>> {
        let binned = &rows.binned()[feature];
        let mut table = vec![vec![0.0; binned.size]; self.groups.len()];
        for (place, label) in self.places.iter().zip(&self.labels) {
            table[*label as usize][binned.codes[*place]] += 1.0;
        }
        table
    }

    /// The bins of each fold in turn, by groups.
    fn by_fold(&self, rows: &Rows, feature: usize) -> Vec<Vec<f64>> {
        let binned = &rows.binned()[feature];
        let mut table = vec![vec![0.0; self.groups.len()]; FOLDS * binned.size];
        for ((place, label), fold) in self.places.iter().zip(&self.labels).zip(&self.folds) {
            table[fold * binned.size + binned.codes[*place]][*label as usize] += 1.0;
        }
        table
    }

    fn folded(&self, rows: &Rows, features: std::ops::Range<usize>) -> Folded {
        let bins = rows.binned()[features].iter().map(|binned| {
            let places = self.places.iter();
            let bins = places.map(|place| binned.codes[*place]).collect();
            (bins, binned.size)
        });
        Folded::new(&self.folds, bins)
    }

    fn n(&self) -> u64 {
        self.places.len() as u64
    }
}

fn chance(null: Option<NullReference>) -> Option<Chance> {
    null.map(|null| Chance {
        mean: null.mean,
        p_value: null.p_value,
        quantile: null.q95,
        test: "permutation",
    })
}

fn associated(
    rows: &Rows,
    division: &Division,
    feature: usize,
    setting: &Setting,
    measure: Association,
) -> Probed {
    let Some(screened) = Screened::new(rows, division, usize::MAX) else {
        return Probed::undefined(Undefined::OneGroup);
    };
    let table = screened.table(rows, feature);
    let value = match measure {
        Association::InformationShare => {
            mutual_information(&table).map(|information| information.corrected_share())
        }
        _ => cramers_v_corrected(&table),
    };
    Probed {
        chance: chance(association_null(&table, measure, setting.draws.max(1), setting.seed).ok()),
        n: screened.n(),
        value: value.map_err(|_| Undefined::ZeroDenominator),
        ..Probed::undefined(Undefined::ZeroDenominator)
    }
}

/// Cramér's V of groups and a feature's bins.
pub(crate) fn cramers_v(
    rows: &Rows,
    division: &Division,
    feature: usize,
    setting: &Setting,
) -> Option<Probed> {
    let measure = Association::CramersVCorrected;
    Some(associated(rows, division, feature, setting, measure))
}

/// The share of what there is to know about groups that a feature's bins tell.
pub(crate) fn information(
    rows: &Rows,
    division: &Division,
    feature: usize,
    setting: &Setting,
) -> Option<Probed> {
    let measure = Association::InformationShare;
    Some(associated(rows, division, feature, setting, measure))
}

/// The share of a number's variance that lies between groups; `None` for names.
pub(crate) fn correlation(
    rows: &Rows,
    division: &Division,
    feature: usize,
    setting: &Setting,
) -> Option<Probed> {
    let numbers = rows.binned()[feature].numbers.as_ref()?;
    let Some(screened) = Screened::new(rows, division, usize::MAX) else {
        return Some(Probed::undefined(Undefined::OneGroup));
    };
    let known = (screened.labels.iter().zip(&screened.places))
        .map(|(label, place)| (*label, numbers[*place]));
    Some(between(known, screened.groups.len(), setting, setting.seed))
}

/// The share of the score's variance that lies between bins of a feature; `None` for the score itself.
pub(crate) fn redundancy(
    rows: &Rows,
    division: &Division,
    feature: usize,
    setting: &Setting,
) -> Option<Probed> {
    let features = rows.table().features.len();
    if feature >= features {
        return None;
    }
    let Some(scores) = rows.binned().get(features).and_then(|b| b.numbers.as_ref()) else {
        return Some(Probed::undefined(Undefined::NotCollected));
    };
    let Some(screened) = Screened::new(rows, division, usize::MAX) else {
        return Some(Probed::undefined(Undefined::OneGroup));
    };
    let binned = &rows.binned()[feature];
    let of = |places: &[usize], seed: u64| {
        let known = places
            .iter()
            .map(|place| (binned.codes[*place] as u32, scores[*place]));
        between(known, binned.size, setting, seed)
    };
    if screened.places.len() < rows.people().len() {
        return Some(of(&screened.places, setting.seed));
    }
    // Of everybody it is the same whatever the groups.
    let seed = setting.pool.seed();
    let draws = setting.draws.max(1);
    Some(rows.redundant(feature, draws, || of(&screened.places, seed)))
}

/// The share of the variance of numbers that lies between their labels, and what permuted labels would show.
fn between(
    numbers: impl Iterator<Item = (u32, f64)>,
    size: usize,
    setting: &Setting,
    seed: u64,
) -> Probed {
    let (labels, values): (Vec<u32>, Vec<f64>) =
        numbers.filter(|(_, number)| number.is_finite()).unzip();
    let mean = values.iter().sum::<f64>() / (values.len() as f64).max(1.0);
    let values: Vec<f64> = values.iter().map(|x| x - mean).collect();
    let squares: f64 = values.iter().map(|x| x * x).sum();
    let mut sums = vec![(0.0, 0.0, 0.0); size];
    for (label, x) in labels.iter().zip(&values) {
        let sum: &mut (f64, f64, f64) = &mut sums[*label as usize];
        *sum = (sum.0 + 1.0, sum.1 + x, sum.2 + x * x);
    }
    let groups: Vec<(f64, f64, f64)> = (sums.iter())
        .filter(|(n, _, _)| *n > 0.0)
        .map(|&(n, sum, square)| {
            let spread = (square - sum * sum / n).max(0.0);
            (n, sum / n, if n > 1.0 { spread / (n - 1.0) } else { 0.0 })
        })
        .collect();
    let value = match correlation_ratio(&groups) {
        Ok(found) => found.ok_or(Undefined::ZeroDenominator),
        Err(_) => Err(Undefined::OneGroup),
    };
    // Whoever is dealt which label, there are as many of each.
    let sizes: Vec<usize> = sums.iter().map(|(n, _, _)| *n as usize).collect();
    let between = |sums: &[f64]| {
        let parts = sums.iter().zip(&sizes).filter(|(_, n)| **n > 0);
        parts.map(|(sum, n)| sum * sum / *n as f64).sum::<f64>() / squares
    };
    let observed: Vec<f64> = sums.iter().map(|(_, sum, _)| *sum).collect();
    let null = value.ok().and_then(|_| {
        let observed = between(&observed);
        sums_test(
            &values,
            &sizes,
            observed,
            setting.draws.max(1),
            seed,
            between,
        )
        .ok()
    });
    Probed {
        chance: chance(null),
        n: labels.len() as u64,
        value,
        ..Probed::undefined(Undefined::ZeroDenominator)
    }
}

/// The largest area under the curve of telling a group from the rest by one feature.
pub(crate) fn area_of_one(
    rows: &Rows,
    division: &Division,
    feature: usize,
    setting: &Setting,
) -> Option<Probed> {
    let Some(screened) = Screened::new(rows, division, usize::MAX) else {
        return Some(Probed::undefined(Undefined::OneGroup));
    };
    let table = screened.by_fold(rows, feature);
    // What tells one of two groups tells the other as well.
    let levels = match screened.groups.len() {
        2 => 1,
        several => several,
    };
    let all = |table: &[Vec<f64>]| -> Vec<(usize, Auc)> {
        let area = |level| Some((level, area_of_table(table, level)?));
        (0..levels).filter_map(area).collect()
    };
    let areas = all(&table);
    let by_area =
        |a: &&(usize, Auc), b: &&(usize, Auc)| a.1.auc.total_cmp(&b.1.auc).then(b.0.cmp(&a.0));
    let (Some(best), Some(worst)) = (areas.iter().max_by(by_area), areas.iter().min_by(by_area))
    else {
        return Some(Probed::undefined(Undefined::ZeroDenominator));
    };
    let largest = |tables: &[Vec<Vec<f64>>]| {
        let areas = all(&tables[0]).into_iter();
        areas.map(|(_, area)| area.auc).fold(0.0, f64::max)
    };
    let null = tables_null(&[table], largest, setting.draws.max(1), setting.seed);
    // Any of them may be the largest: all limits hold at once.
    let level =
        Level::new(1.0 - setting.level.alpha() / areas.len() as f64).unwrap_or(setting.level);
    let mut interval = auc_interval(best.1, level);
    for (_, other) in &areas {
        interval.upper = interval.upper.max(auc_interval(*other, level).upper);
    }
    let place = |level: usize| screened.groups[level];
    Some(Probed {
        chance: chance(null.ok()),
        extremes: (levels > 1).then(|| (place(worst.0), place(best.0))),
        interval: Some(interval),
        n: screened.n(),
        value: Ok(best.1.auc),
        ..Probed::undefined(Undefined::ZeroDenominator)
    })
}

/// The area under the curve of telling a group from the rest by all features together.
pub(crate) fn area_of_all(
    rows: &Rows,
    division: &Division,
    group: usize,
    setting: &Setting,
) -> Probed {
    let Some(screened) = Screened::new(rows, division, Rows::MOST_COMPARED) else {
        return Probed::undefined(Undefined::OneGroup);
    };
    let Some(label) = screened.groups.iter().position(|g| *g == group) else {
        return Probed::undefined(Undefined::ZeroDenominator);
    };
    let folded = screened.folded(rows, 0..rows.table().features.len());
    let label = label as u32;
    let area = |labels: &[u32]| {
        let counts = folded.count(labels, screened.groups.len());
        folded.area(&counts, labels, label)
    };
    let of = |labels: &[u32]| area(labels).map_or(0.5, |area| area.auc);
    let Some(area) = area(&screened.labels) else {
        return Probed::undefined(Undefined::ZeroDenominator);
    };
    let null = permutation_test(&screened.labels, setting.draws.max(1), setting.seed, of);
    Probed {
        chance: chance(null.ok()),
        interval: Some(auc_interval(area, setting.level)),
        n: screened.labels.iter().filter(|l| **l == label).count() as u64,
        value: Ok(area.auc),
        ..Probed::undefined(Undefined::ZeroDenominator)
    }
}
