//! Whose rate the ratios of a block are divided by. Several readings are common; the one that explains most is taken.

use crate::blocks::Block;
use crate::columns::Role;
use crate::group::{Group, Kind};
use crate::number::{Agreement, Range};

/// A category below this share of the people may be left out.
///
/// # Source
/// 6 RCNY 5-301 (d): less than 2 % of the data.
const SMALL: f64 = 0.02;

/// How the comparator was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// The highest rate of all categories.
    All,
    /// The highest among those of at least 2 % of the people.
    Large,
    /// The highest among those that have a ratio.
    WithRatio,
    /// One line, whatever its rate.
    One(usize),
}

/// The comparator of a block under the reading that explains its ratios best.
#[derive(Clone, Debug)]
pub(crate) struct Comparator {
    pub reading: Reading,
    /// Lines that may be it.
    pub among: Vec<usize>,
    /// Whether every ratio agrees.
    pub explains_all: bool,
}

/// Rates of a block's lines: what the counts allow, and what is printed.
#[derive(Clone, Debug)]
pub(crate) struct Rates {
    /// From counts, or within the printed digits where counts are derived or absent.
    pub true_rates: Vec<Option<Range>>,
    /// Within the digits if they were cut off.
    pub cut_rates: Vec<Option<Range>>,
    /// The digits themselves.
    pub printed: Vec<Option<Range>>,
    /// Whether counts of people selected are not whole.
    pub derived: bool,
}

impl Rates {
    pub fn of(block: &Block) -> Self {
        let derived = is_derived(block);
        let printed_rate = |group: &Group| {
            group
                .number(Role::Rate)
                .filter(|rate| (0.0..=1.0 + 1e-9).contains(&rate.value))
        };
        let clamp = |range: Range| Range {
            low: range.low.clamp(0.0, 1.0),
            high: range.high.clamp(0.0, 1.0),
        };
        let decimals = block.decimals(Role::Rate);
        let within = |group: &Group, cut: bool| {
            printed_rate(group).map(|printed| {
                // Zeros that software dropped were digits.
                let printed = crate::number::Printed {
                    decimals: printed.decimals.max(decimals),
                    ..printed
                };
                clamp(if cut {
                    printed.truncated()
                } else {
                    printed.rounded()
                })
            })
        };
        let of = |cut: bool| {
            block
                .groups
                .iter()
                .map(|group| {
                    let counted = group.counted();
                    if derived || counted.is_none() {
                        within(group, cut).or(counted)
                    } else {
                        counted
                    }
                })
                .collect()
        };
        Self {
            true_rates: of(false),
            cut_rates: of(true),
            printed: block
                .groups
                .iter()
                .map(|group| printed_rate(group).map(|rate| Range::point(rate.value)))
                .collect(),
            derived,
        }
    }

    pub fn get(&self, line: usize) -> Option<Range> {
        self.true_rates.get(line).copied().flatten()
    }

    /// What ratio a line may have.
    pub fn ratio(rates: &[Option<Range>], line: usize, comparator: &Comparator) -> Option<Range> {
        let own = rates.get(line).copied().flatten()?;
        let others: Vec<Range> = comparator
            .among
            .iter()
            .filter(|other| **other != line)
            .filter_map(|other| rates.get(*other).copied().flatten())
            .collect();
        let inside = comparator.among.contains(&line);
        if inside && others.is_empty() {
            return (own.high > 0.0).then(|| Range::point(1.0));
        }
        let low = others.iter().map(|range| range.low).fold(0.0, f64::max);
        let high = others.iter().map(|range| range.high).fold(0.0, f64::max);
        let (low, high) = if inside {
            (low.max(own.low), high.max(own.low))
        } else {
            (low, high)
        };
        if high <= 0.0 {
            return None;
        }
        let upper = if low > 0.0 {
            own.high / low
        } else {
            f64::INFINITY
        };
        Some(Range {
            low: own.low / high,
            high: if inside { upper.min(1.0) } else { upper },
        })
    }
}

/// Whether numbers of people selected were made from rounded rates: they are not whole, or divide to the printed rates so
/// exactly as true counts would less than once in a thousand tables.
fn is_derived(block: &Block) -> bool {
    let mut chance = 1.0;
    for group in &block.groups {
        let Some(selected) = group.number(Role::Selected) else {
            continue;
        };
        if !selected.is_whole() {
            return true;
        }
        let (Some(n), Some(rate)) = (group.n().filter(|n| *n > 0.0), group.number(Role::Rate))
        else {
            continue;
        };
        if (selected.value - n * rate.value).abs() > 0.5 + 1e-6 {
            return false;
        }
        // Of n + 1 possible counts so many give a rate with no more digits than are printed.
        if selected.value > 0.0 && selected.value < n {
            chance *= (1.0 / (rate.unit() * n)).min(1.0);
        }
    }
    chance < 0.001
}

/// Shares of people under each way to count them all; a category is small if any says so.
pub(crate) fn is_small(block: &Block, line: usize) -> bool {
    share(block, line).is_some_and(|share| share < SMALL)
}

/// The smallest share of people that a line has: with or without the unknown, or of the printed total.
pub(crate) fn share(block: &Block, line: usize) -> Option<f64> {
    let n = block.groups.get(line)?.n()?;
    let sum = |wanted: fn(Kind) -> bool| -> f64 {
        block
            .groups
            .iter()
            .filter(|group| wanted(group.kind))
            .filter_map(Group::n)
            .sum()
    };
    let known = sum(|kind| kind == Kind::Category);
    let all = sum(|kind| kind != Kind::Total);
    let total = sum(|kind| kind == Kind::Total);
    let whole = known.max(all).max(total);
    (whole > 0.0).then(|| n / whole)
}

/// How a printed ratio agrees; the exact rates first, then those printed.
pub(crate) fn agreement(
    block: &Block,
    rates: &Rates,
    line: usize,
    comparator: &Comparator,
) -> Option<(Agreement, bool)> {
    let printed = block.groups.get(line)?.number(Role::Ratio)?;
    let decimals = block.decimals(Role::Ratio);
    let exact = Rates::ratio(&rates.true_rates, line, comparator)?;
    let first = printed.agreement(exact, decimals);
    if first == Agreement::Rounded {
        return Some((first, false));
    }
    if let Some(range) = Rates::ratio(&rates.printed, line, comparator)
        && printed.agreement(range, decimals) == Agreement::Rounded
    {
        return Some((Agreement::Rounded, true));
    }
    if first == Agreement::Truncated {
        return Some((first, false));
    }
    for (from, by_rates) in [(&rates.cut_rates, false), (&rates.printed, true)] {
        if let Some(range) = Rates::ratio(from, line, comparator)
            && matches!(
                printed.agreement(range, decimals),
                Agreement::Rounded | Agreement::Truncated
            )
        {
            return Some((Agreement::Truncated, by_rates));
        }
    }
    Some((first, false))
}

/// The reading that explains the most printed ratios of a block.
pub(crate) fn find(block: &Block, rates: &Rates) -> Option<Comparator> {
    let with_rate: Vec<usize> = block
        .categories()
        .map(|(line, _)| line)
        .filter(|line| rates.get(*line).is_some())
        .collect();
    if with_rate.is_empty() {
        return None;
    }
    let large: Vec<usize> = with_rate
        .iter()
        .copied()
        .filter(|line| !is_small(block, *line))
        .collect();
    let has_ratio = |line: &usize| {
        block
            .groups
            .get(*line)
            .is_some_and(|group| group.number(Role::Ratio).is_some())
    };
    let with_ratio: Vec<usize> = with_rate.iter().copied().filter(has_ratio).collect();
    let mut candidates = vec![
        (Reading::All, with_rate.clone()),
        (Reading::Large, large),
        (Reading::WithRatio, with_ratio),
    ];
    let mut singles: Vec<usize> = (0..block.groups.len())
        .filter(|line| rates.get(*line).is_some())
        .collect();
    singles.sort_by(|a, b| {
        let rate = |line: &usize| rates.get(*line).map_or(0.0, Range::middle);
        rate(b).total_cmp(&rate(a))
    });
    candidates.extend(
        singles
            .into_iter()
            .map(|line| (Reading::One(line), vec![line])),
    );
    let mut best: Option<(usize, Comparator)> = None;
    for (reading, among) in candidates {
        if among.is_empty() {
            continue;
        }
        let mut comparator = Comparator {
            reading,
            among,
            explains_all: false,
        };
        let (mut agree, mut own, mut printed, mut score) = (0, 0, 0, 0);
        for line in 0..block.groups.len() {
            let Some((agreement, _)) = agreement(block, rates, line, &comparator) else {
                continue;
            };
            printed += 1;
            if agreement != Agreement::Differs {
                agree += 1;
                // What agrees only with fewer digits says little.
                score += if agreement == Agreement::FewerDigits {
                    1
                } else {
                    4
                };
                own += usize::from(reading == Reading::One(line));
            }
        }
        comparator.explains_all = agree == printed;
        if let Reading::One(line) = reading {
            // Whatever is divided by itself is 1: no evidence that one line is the comparator, but evidence against it.
            let itself = block
                .groups
                .get(line)
                .is_some_and(|group| group.number(Role::Ratio).is_some());
            let contradicted = itself && own == 0;
            let others = agree - own;
            if contradicted
                || others == 0
                || !(comparator.explains_all || (others >= 5 && 10 * agree >= 9 * printed))
            {
                continue;
            }
        }
        // Of readings that explain as much, the one whose comparator is printed as 1.
        let top = highest(rates, &comparator)
            .and_then(|line| block.groups.get(line)?.number(Role::Ratio));
        score += usize::from(top.is_some_and(|ratio| (ratio.value - 1.0).abs() < 1e-9));
        if best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, comparator));
        }
    }
    best.map(|(_, comparator)| comparator)
}

/// The line that surely or probably has the highest rate among those that may be the comparator.
pub(crate) fn highest(rates: &Rates, comparator: &Comparator) -> Option<usize> {
    comparator
        .among
        .iter()
        .copied()
        .filter_map(|line| Some((line, rates.get(line)?.middle())))
        .fold(
            None,
            |best: Option<(usize, f64)>, (line, rate)| match best {
                Some((_, highest)) if highest >= rate => best,
                _ => Some((line, rate)),
            },
        )
        .map(|(line, _)| line)
}
