//! Decisions among more than two classes: which offer, which segment, which diagnosis.

use crate::evaluate::{Chance, Member};
use crate::metric::peer;
use crate::{Example, Formula, Setting, Undefined};
use evenhand_inference::association::tables_null;
use std::collections::BTreeMap;

metrics! { "classes";
    /// How far the two groups lie apart that differ most in the classes their people are put into.
    ///
    /// # Reading
    /// 0.2 means that a fifth of the people of one group would have to be put into other classes to look like the other group.
    ///
    /// # Undefined
    /// When fewer than two groups have people who were put into a class.
    ///
    /// # Beware
    /// It cannot be below zero, and chance alone keeps it above, the more so with many classes and small groups: what stands beside it is
    /// what the same decisions would show if groups were dealt out anew. It does not say which class is better to be in.
    ///
    /// # Compare
    /// With two classes it is `demographic_parity_max_gap`. What people truly are plays no part: see `multiclass_equalized_odds`. Holistic AI's
    /// function of this name averages over the pairs unless told otherwise: `multiclass_mean_statistical_parity`.
    multiclass_statistical_parity = "Largest distance of classes between groups" {
        formula: Formula::AcrossGroups { of: parity, chance: parity_by_chance, text: "max_{g,r} ½ Σ_c |P(c | g) − P(c | r)|", parameter: 0.0 },
        favours: Lower,
        source: DENIS_2021,
        // Half of the group and a tenth of the reference are put into gold, and three tenths and seven tenths into bronze.
        example: Example::Classes(&[
            (0, "gold", "gold", 5), (0, "silver", "gold", 2), (0, "bronze", "gold", 3),
            (1, "gold", "gold", 1), (1, "silver", "gold", 2), (1, "bronze", "gold", 7),
        ], 0.4),
        range: (0.0, 1.0),
        needs: [DecisionClass],
        aliases: [peer("Holistic AI", "Max Multiclass Statistical Parity", "=")],
    }

    /// How far two groups lie apart in the classes their people are put into, averaged over all pairs of groups.
    ///
    /// # Reading
    /// 0.1 means that between two groups picked at random a tenth of the people of one would have to be put into other classes.
    ///
    /// # Undefined
    /// When fewer than two groups have people who were put into a class.
    ///
    /// # Beware
    /// Many groups that are alike hide one that is not; every pair counts alike, however small its groups.
    ///
    /// # Compare
    /// `multiclass_statistical_parity` is that of the pair furthest apart.
    multiclass_mean_statistical_parity = "Mean distance of classes between groups" {
        formula: Formula::AcrossGroups { of: mean_parity, chance: mean_parity_by_chance, text: "mean_{g,r} ½ Σ_c |P(c | g) − P(c | r)|", parameter: 0.0 },
        favours: Lower,
        source: DENIS_2021,
        // Pairs lie 1, ½ and ½ apart.
        example: Example::Classes(&[
            (0, "gold", "gold", 4), (1, "bronze", "gold", 4), (2, "gold", "gold", 2), (2, "bronze", "gold", 2),
        ], 2.0 / 3.0),
        range: (0.0, 1.0),
        needs: [DecisionClass],
        aliases: [peer("Holistic AI", "multiclass_statistical_parity", "="), peer("Holistic AI", "Mean Multiclass Statistical Parity", "=")],
    }

    /// How far two groups lie apart in the classes that people of the same true class are put into, averaged over the true classes: the
    /// two groups furthest apart.
    ///
    /// # Reading
    /// 0.1 means that of people who are truly alike a tenth of one group would have to be put into other classes to be treated as the
    /// other group is.
    ///
    /// # Undefined
    /// When no two groups have people of the same true class.
    ///
    /// # Beware
    /// Every true class counts alike, however rare; one that only one of two groups has takes no part in their comparison. What the same
    /// decisions would show if groups were dealt out anew within each true class stands beside it. Experimental: no paper fixes how true
    /// classes are put together.
    ///
    /// # Compare
    /// With two classes it is the mean of the gaps in true and false positive rates, where `equalized_odds_difference` is the larger of the two.
    /// Holistic AI counts a true class that a group lacks as if its people were spread evenly over the classes.
    multiclass_equalized_odds = "Largest distance of classes between groups among the truly alike" {
        formula: Formula::AcrossGroups { of: odds, chance: odds_by_chance, text: "max_{g,r} mean_y ½ Σ_c |P(c | y, g) − P(c | y, r)|", parameter: 0.0 },
        favours: Lower,
        source: HARDT_2016,
        // Of the truly gold a half and a quarter are missed; the truly bronze are treated alike.
        example: Example::Classes(&[
            (0, "gold", "gold", 2), (0, "silver", "gold", 2), (0, "bronze", "bronze", 6),
            (1, "gold", "gold", 3), (1, "silver", "gold", 1), (1, "bronze", "bronze", 3),
        ], 0.125),
        range: (0.0, 1.0),
        needs: [DecisionClass, LabelClass],
        aliases: [peer("Holistic AI", "multiclass_equality_of_opp", "≠"), peer("Holistic AI", "Max Multiclass Equality of Opportunity", "≠")],
    }

    /// How far two groups lie apart in the share of people who are put into their true class, averaged over the true classes: the two groups
    /// furthest apart.
    ///
    /// # Reading
    /// 0.1 means that over the true classes ten more of every hundred are recognised for what they are in one group than in the other.
    ///
    /// # Undefined
    /// When no two groups have people of the same true class.
    ///
    /// # Beware
    /// It does not look at where those go who are not recognised. True classes must go by the names of the decisions.
    ///
    /// # Compare
    /// `multiclass_equalized_odds` also looks at which other class people are put into.
    multiclass_equal_opportunity = "Largest distance of recall between groups over the true classes" {
        formula: Formula::AcrossGroups { of: recall, chance: recall_by_chance, text: "max_{g,r} mean_y |P(y | y, g) − P(y | y, r)|", parameter: 0.0 },
        favours: Lower,
        source: HARDT_2016,
        // Of the truly gold 2 of 4 and 4 of 4 are recognised; the truly bronze all are.
        example: Example::Classes(&[
            (0, "gold", "gold", 2), (0, "silver", "gold", 2), (0, "bronze", "bronze", 6),
            (1, "gold", "gold", 4), (1, "bronze", "bronze", 3),
        ], 0.25),
        range: (0.0, 1.0),
        needs: [DecisionClass, LabelClass],
        aliases: [peer("Holistic AI", "multiclass_true_rates", "≠"), peer("Holistic AI", "Max Multiclass True Positive Difference", "≠")],
    }

    /// How far the mix of groups in any class is from the mix of all people: the worst group of the worst class.
    ///
    /// # Reading
    /// 0.5 means that in some class or segment some group has half, or twice, the share that it has of all people; 1 that every class is made up as all
    /// people are; 0 that a group is missing from a class.
    ///
    /// # Undefined
    /// When fewer than two groups have people who were put into a class.
    ///
    /// # Beware
    /// One small class decides it, and chance alone keeps it below one: what stands beside it is what the same classes would show if groups
    /// were dealt out anew, its 5 % point in place of the 95 %.
    ///
    /// # Compare
    /// `multiclass_statistical_parity` asks into which classes the people of a group are put; this asks of whom the classes are made.
    cluster_balance = "Balance of groups in classes" {
        formula: Formula::AcrossGroups { of: balance, chance: balance_by_chance, text: "min_{c,g} min(x, 1/x), x = P(g | c) / P(g)", parameter: 0.0 },
        favours: Higher,
        source: BERA_2019,
        // Each is half of all; three of four in gold are of the group: 3/2 for the group and 1/2 for the reference.
        example: Example::Classes(&[
            (0, "gold", "gold", 3), (0, "silver", "gold", 1), (1, "gold", "gold", 1), (1, "silver", "gold", 3),
        ], 0.5),
        range: (0.0, 1.0),
        ideal: 1.0,
        needs: [DecisionClass],
        aliases: [peer("Holistic AI", "cluster_balance", "=")],
    }
}

/// Groups by class, at effective sizes; one table for each true class, or a single one for all rows.
struct Decided {
    /// For each table the column of its own class, where there is one.
    own: Vec<Option<usize>>,
    tables: Vec<Vec<Vec<f64>>>,
}

impl Decided {
    /// Every decision, whatever is true.
    fn all(members: &[Member<'_>]) -> Self {
        Self::of(members, |_| Some(""))
    }

    /// Decisions by what is true.
    fn by_truth(members: &[Member<'_>]) -> Self {
        Self::of(members, |actual| actual)
    }

    fn of<'m>(
        members: &[Member<'m>],
        stratum: impl Fn(Option<&'m str>) -> Option<&'m str>,
    ) -> Self {
        let mut classes = BTreeMap::new();
        let mut strata: BTreeMap<&str, usize> = BTreeMap::new();
        let each = || members.iter().flat_map(|member| member.classes.each());
        for (decided, actual, _) in each() {
            classes.insert(decided, 0);
            strata.extend(stratum(actual).map(|name| (name, 0)));
        }
        for (i, at) in classes.values_mut().enumerate() {
            *at = i;
        }
        for (i, at) in strata.values_mut().enumerate() {
            *at = i;
        }
        let mut tables = vec![vec![vec![0.0; classes.len()]; members.len()]; strata.len()];
        for (g, member) in members.iter().enumerate() {
            for (decided, actual, count) in member.classes.each() {
                if let Some(name) = stratum(actual) {
                    tables[strata[name]][g][classes[decided]] += count.weight() * member.size;
                }
            }
        }
        let own = strata.keys().map(|name| classes.get(name).copied());
        Self {
            own: own.collect(),
            tables,
        }
    }

    /// A number with what dealing out the groups anew within each table would show.
    fn chance(&self, of: impl Fn(&[Vec<Vec<f64>>]) -> f64, setting: &Setting) -> Option<Chance> {
        let null = tables_null(&self.tables, of, setting.draws, setting.seed).ok()?;
        Some(Chance {
            mean: null.mean,
            p_value: null.p_value,
            quantile: null.q95,
            test: null.method,
        })
    }
}

/// Every group's shares of the classes in every table; none where the group has no rows in it.
fn shares(tables: &[Vec<Vec<f64>>]) -> Vec<Vec<Option<Vec<f64>>>> {
    let share = |line: &Vec<f64>| {
        let all: f64 = line.iter().sum();
        (all > 0.0).then(|| line.iter().map(|n| n / all).collect())
    };
    tables
        .iter()
        .map(|table| table.iter().map(share).collect())
        .collect()
}

/// The distance of every pair of groups, averaged over the tables in which both have rows.
fn distances(
    tables: &[Vec<Vec<f64>>],
    distance: impl Fn(usize, &[f64], &[f64]) -> Option<f64>,
) -> Vec<f64> {
    let shares = shares(tables);
    let groups = tables.first().map_or(0, Vec::len);
    let mut found = Vec::new();
    for g in 0..groups {
        for r in 0..g {
            let both = shares.iter().enumerate().filter_map(|(table, shares)| {
                let (own, other) = shares[g].as_ref().zip(shares[r].as_ref())?;
                distance(table, own, other)
            });
            let both: Vec<f64> = both.collect();
            if !both.is_empty() {
                found.push(both.iter().sum::<f64>() / both.len() as f64);
            }
        }
    }
    found
}

/// Half the summed absolute differences of two distributions.
fn variation(_: usize, own: &[f64], other: &[f64]) -> Option<f64> {
    let terms = own.iter().zip(other).map(|(a, b)| (a - b).abs());
    Some(terms.sum::<f64>() / 2.0)
}

fn largest(distances: &[f64]) -> f64 {
    distances.iter().copied().fold(f64::NAN, f64::max)
}

fn mean(distances: &[f64]) -> f64 {
    distances.iter().sum::<f64>() / distances.len() as f64
}

fn furthest(tables: &[Vec<Vec<f64>>]) -> f64 {
    largest(&distances(tables, variation))
}

fn on_average(tables: &[Vec<Vec<f64>>]) -> f64 {
    mean(&distances(tables, variation))
}

/// The smallest of the groups' shares of each class against their shares of all, upside down where it is above one.
fn balanced(tables: &[Vec<Vec<f64>>]) -> f64 {
    let Some(table) = tables.first() else {
        return f64::NAN;
    };
    let rows: Vec<f64> = table.iter().map(|line| line.iter().sum()).collect();
    let all: f64 = rows.iter().sum();
    if rows.iter().filter(|n| **n > 0.0).count() < 2 {
        return f64::NAN;
    }
    let mut least = 1.0_f64;
    for class in 0..table[0].len() {
        let here: f64 = table.iter().map(|line| line[class]).sum();
        for (line, n) in table.iter().zip(&rows) {
            if *n > 0.0 && here > 0.0 {
                let ratio = line[class] / here / (n / all);
                least = least.min(ratio).min(1.0 / ratio);
            }
        }
    }
    least
}

fn balance(members: &[Member<'_>], _: &Setting) -> Result<f64, Undefined> {
    found(&Decided::all(members), balanced)
}

fn balance_by_chance(members: &[Member<'_>], setting: &Setting) -> Option<Chance> {
    let chance = Decided::all(members).chance(|tables| -balanced(tables), setting)?;
    Some(Chance {
        mean: -chance.mean,
        quantile: -chance.quantile,
        ..chance
    })
}

/// Difference of the shares of one's own class; a true class into which nobody was put has none.
fn recall_of(own: &[Option<usize>]) -> impl Fn(&[Vec<Vec<f64>>]) -> f64 {
    move |tables| {
        let gap = |table: usize, a: &[f64], b: &[f64]| {
            Some(own[table].map_or(0.0, |class| (a[class] - b[class]).abs()))
        };
        largest(&distances(tables, gap))
    }
}

fn found(decided: &Decided, of: impl Fn(&[Vec<Vec<f64>>]) -> f64) -> Result<f64, Undefined> {
    if decided.tables.is_empty() {
        return Err(Undefined::NotCollected);
    }
    let found = of(&decided.tables);
    if found.is_nan() {
        return Err(Undefined::OneGroup);
    }
    Ok(found)
}

fn parity(members: &[Member<'_>], _: &Setting) -> Result<f64, Undefined> {
    found(&Decided::all(members), furthest)
}

fn parity_by_chance(members: &[Member<'_>], setting: &Setting) -> Option<Chance> {
    Decided::all(members).chance(furthest, setting)
}

fn mean_parity(members: &[Member<'_>], _: &Setting) -> Result<f64, Undefined> {
    found(&Decided::all(members), on_average)
}

fn mean_parity_by_chance(members: &[Member<'_>], setting: &Setting) -> Option<Chance> {
    Decided::all(members).chance(on_average, setting)
}

fn odds(members: &[Member<'_>], _: &Setting) -> Result<f64, Undefined> {
    found(&Decided::by_truth(members), furthest)
}

fn odds_by_chance(members: &[Member<'_>], setting: &Setting) -> Option<Chance> {
    Decided::by_truth(members).chance(furthest, setting)
}

fn recall(members: &[Member<'_>], _: &Setting) -> Result<f64, Undefined> {
    let decided = Decided::by_truth(members);
    found(&decided, recall_of(&decided.own))
}

fn recall_by_chance(members: &[Member<'_>], setting: &Setting) -> Option<Chance> {
    let decided = Decided::by_truth(members);
    decided.chance(recall_of(&decided.own), setting)
}
