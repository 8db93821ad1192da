use crate::{ExampleRow, Formula, Source};
use evenhand_core::{Favours, Input, Quantity};

/// What else a metric is called, by whom, and how that differs.
#[derive(Clone, Copy, Debug)]
pub enum Alias {
    /// Another name of the same number; understood wherever an id is.
    Same(&'static str),
    /// A peer's name, with the transform from its number to ours; understood by `explain`.
    Peer {
        /// The name.
        name: &'static str,
        /// The tool.
        tool: &'static str,
        /// `=`, `−x`, `1/x`, `abs`, `max−min`, `max abs`, or `≠` for another quantity of the same name.
        transform: &'static str,
    },
}

/// A table and the value that the metric must have on it.
#[derive(Clone, Copy, Debug)]
pub enum Example {
    /// Cells of one group (TP, FP, FN, TN), and the value.
    One([u64; 4], f64),
    /// Cells of the group and of the reference, and the value.
    Two([u64; 4], [u64; 4], f64),
    /// Cells of several groups, and the value.
    Groups(&'static [[u64; 4]], f64),
    /// Cells of the group and of the reference in each stratum, and the value.
    Strata(&'static [([u64; 4], [u64; 4])], f64),
    /// Cells of the group, of the reference and of rows whose group is unknown, and the value.
    Missing([u64; 4], [u64; 4], [u64; 4], f64),
    /// One row per number of the group and of the reference in each stratum, whatever number it is, and the value.
    StrataNumbers(&'static [(&'static [f64], &'static [f64])], f64),
    /// Scores of the group as (score, negatives, positives), and the value.
    Scores(&'static [(f64, u64, u64)], f64),
    /// Scores of the group and of the reference, and the value.
    ScoresTwo(&'static [(f64, u64, u64)], &'static [(f64, u64, u64)], f64),
    /// Values of the group as (value, without, with the outcome), and the value of the metric.
    Values(&'static [(f64, u64, u64)], f64),
    /// Values of the group and of the reference, and the value of the metric.
    ValuesTwo(&'static [(f64, u64, u64)], &'static [(f64, u64, u64)], f64),
    /// One row per number, whatever number it is, and the value of the metric over them.
    Numbers(&'static [f64], f64),
    /// The same of the group and of the reference.
    NumbersTwo(&'static [f64], &'static [f64], f64),
    /// The rows of several numbers, and the value of the metric.
    Sums(&'static [(Quantity, &'static [f64])], f64),
    /// The same of the group and of the reference.
    SumsTwo(
        &'static [(Quantity, &'static [f64])],
        &'static [(Quantity, &'static [f64])],
        f64,
    ),
    /// Arms of the group as (score, control without and with the outcome, treated without and with it), and the value.
    /// Scores above 0.5 are selected.
    Arms(&'static [(f64, u64, u64, u64, u64)], f64),
    /// The same of the group and of the reference.
    ArmsTwo(
        &'static [(f64, u64, u64, u64, u64)],
        &'static [(f64, u64, u64, u64, u64)],
        f64,
    ),
    /// Rows that reached stages (one bit each, see `Stage`), and the value.
    Funnel(&'static [(u8, u64)], f64),
    /// The same of the group and of the reference, and the value.
    FunnelTwo(&'static [(u8, u64)], &'static [(u8, u64)], f64),
    /// Cells of groups that combine two attributes, and the value.
    Crossed(&'static [([&'static str; 2], [u64; 4])], f64),
    /// Selected people of each group and the group's share in the population, and the value.
    Benchmark(&'static [(u64, f64)], f64),
    /// People of the group, and others, whom each of some advertisements reached, and the value.
    Ads(&'static [(u64, u64)], f64),
    /// Groups of one list from the top (0 is the group, 1 the reference), and the value.
    List(&'static [usize], f64),
    /// The same with what is relevant.
    RelevantList(&'static [(usize, bool)], f64),
    /// Rows one by one, and the value for the first group, or for the only feature.
    Rows(&'static [ExampleRow], f64),
}

/// A metric: declared once, everything else follows.
#[derive(Debug)]
pub struct Metric {
    /// Other names.
    pub aliases: &'static [Alias],
    /// The doc comment: first sentence, then the headings Reading, Undefined, Beware, Compare.
    pub docs: &'static str,
    /// A value it must have.
    pub example: Example,
    /// File of the catalogue.
    pub family: &'static str,
    /// Direction.
    pub favours: Favours,
    /// How it is computed.
    pub formula: Formula,
    /// Id.
    pub id: &'static str,
    /// Its value at parity, where the formula does not say.
    pub ideal: Option<f64>,
    /// Name for people.
    pub label: &'static str,
    /// Columns it needs besides those that its formula names.
    pub needs: &'static [Input],
    /// Name of the parameter of its formula, where a spec may set it: `skew_at_k(k=20)`.
    pub parameter: Option<&'static str>,
    /// Smallest and largest possible value, where the formula does not say.
    pub range: Option<(f64, f64)>,
    /// Where it comes from.
    pub source: &'static Source,
}

/// Declares metrics; the doc comment of each is its page.
macro_rules! metrics {
    ($family:literal; $($(#[doc = $doc:literal])+ $id:ident = $label:literal {
        formula: $formula:expr,
        favours: $favours:ident,
        source: $source:ident,
        example: $example:expr,
        $(range: $range:expr,)?
        $(ideal: $ideal:expr,)?
        $(needs: [$($need:ident),* $(,)?],)?
        $(parameter: $parameter:literal,)?
        $(aliases: [$($alias:expr),* $(,)?],)?
    })+) => {
        $(
            $(#[doc = $doc])+
            #[allow(non_upper_case_globals)]
            pub static $id: $crate::Metric = $crate::Metric {
                aliases: &[$($($alias),*)?],
                docs: concat!($($doc, "\n"),+),
                example: $example,
                family: $family,
                favours: evenhand_core::Favours::$favours,
                formula: $formula,
                id: stringify!($id),
                ideal: $crate::metric::only(&[$($ideal)?]),
                label: $label,
                needs: &[$($(evenhand_core::Input::$need),*)?],
                parameter: $crate::metric::first(&[$($parameter)?]),
                range: $crate::metric::only(&[$($range)?]),
                source: &$crate::sources::$source,
            };
        )+

        /// Every metric of this family, in the order of declaration.
        pub static ALL: &[&$crate::Metric] = &[$(&$id),+];
    };
}

/// The name of a parameter, where one was written.
pub(crate) const fn first(names: &[&'static str]) -> Option<&'static str> {
    match names {
        [name, ..] => Some(name),
        [] => None,
    }
}

/// A range or a number, where one was written.
pub(crate) const fn only<T: Copy>(written: &[T]) -> Option<T> {
    match written {
        [one, ..] => Some(*one),
        [] => None,
    }
}

/// A peer's name for a metric, with the transform to ours.
pub(crate) const fn peer(tool: &'static str, name: &'static str, transform: &'static str) -> Alias {
    Alias::Peer {
        name,
        tool,
        transform,
    }
}

/// Another name of the same number.
pub(crate) const fn same(name: &'static str) -> Alias {
    Alias::Same(name)
}
