use crate::evaluate::{Chance, Setting};
use crate::{Arms, Cells, ExampleRow, List, RowProbe, Scores, Source, Undefined};
use evenhand_core::{Favours, Input, Moments, Quantity, Span, Stage};
use evenhand_inference::Interval;
use std::borrow::Cow;

/// A cell of the confusion table, as formulas name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Outcome present, selected.
    Tp,
    /// Outcome absent, selected.
    Fp,
    /// Outcome present, not selected.
    Fn,
    /// Outcome absent, not selected.
    Tn,
    /// Selected, whatever the outcome; also counts rows without a label.
    Selected,
    /// Not selected, whatever the outcome; also counts rows without a label.
    Rejected,
    /// Reached all of these stages of the campaign.
    Reached(&'static [Stage]),
    /// Treated in the experiment.
    Treated,
    /// Treated, outcome present.
    TreatedPositive,
    /// Not treated in the experiment.
    Control,
    /// Not treated, outcome present.
    ControlPositive,
}

impl Cell {
    /// Letters of the cell in a written formula.
    pub fn letters(self) -> Cow<'static, str> {
        let fixed = match self {
            Self::Tp => "TP",
            Self::Fp => "FP",
            Self::Fn => "FN",
            Self::Tn => "TN",
            Self::Selected => "selected",
            Self::Rejected => "not selected",
            Self::Treated => "treated",
            Self::TreatedPositive => "treated with the outcome",
            Self::Control => "control",
            Self::ControlPositive => "control with the outcome",
            Self::Reached(stages) => {
                let names = stages.iter().map(|stage| match stage {
                    Stage::Eligible => "eligible",
                    Stage::Scored => "scored",
                    Stage::Selected => "selected",
                    Stage::Delivered => "delivered",
                    Stage::Clicked => "clicked",
                    Stage::Converted => "converted",
                    Stage::Excluded => "excluded",
                });
                return names.collect::<Vec<_>>().join(" and ").into();
            }
        };
        fixed.into()
    }
}

/// A number of a row whose mean is taken.
#[derive(Clone, Copy, Debug)]
pub enum Number {
    /// Of its score and its label; rows for which there is none do not count.
    Score(fn(f64, Option<bool>) -> Option<f64>),
    /// A number whose sums are kept.
    Sum(Quantity),
}

/// A function of one table of a group, with a parameter it may ignore.
#[derive(Clone, Copy, Debug)]
pub enum Function {
    /// Of the arms of an experiment.
    Arms(fn(&Arms, f64) -> Result<f64, Undefined>),
    /// Of the scores.
    Scores(fn(&Scores, f64) -> Result<f64, Undefined>),
    /// Of sums.
    Sums(fn(&Moments, f64) -> Result<f64, Undefined>),
    /// Of the values.
    Values(fn(&Scores, f64) -> Result<f64, Undefined>),
}

/// A function of one table of a group and of its reference, with a parameter it may ignore.
#[derive(Clone, Copy, Debug)]
pub enum Between {
    /// Of the arms of an experiment.
    Arms(fn(&Arms, &Arms, f64) -> Result<f64, Undefined>),
    /// Of the scores.
    Scores(fn(&Scores, &Scores, f64) -> Result<f64, Undefined>),
    /// Of sums.
    Sums(fn(&Moments, &Moments, f64) -> Result<f64, Undefined>),
    /// Of the values.
    Values(fn(&Scores, &Scores, f64) -> Result<f64, Undefined>),
}

/// How sure a function of a group's table is.
#[derive(Clone, Copy, Debug)]
pub enum Spread {
    /// The interval of an area under the ROC curve.
    Auc,
    /// Of the arms, and not below 0: what chance alone would show stands in for an interval.
    ArmsChance(fn(&Arms, &Setting) -> Option<Chance>),
    /// Of the arms, with an interval of its own; by blocks of persons where units are known.
    ArmsLimits(fn(&Arms, &Setting) -> Option<Interval>),
    /// Not below 0: what chance alone would show stands in for an interval.
    Chance(fn(&Scores, &Setting) -> Option<Chance>),
    /// An interval of its own; by blocks of persons where units are known.
    Limits(fn(&Scores, &Setting) -> Option<Interval>),
    /// Descriptive.
    None,
    /// A smooth function: blocks of persons, the delta method, or a bootstrap of few rows.
    Smooth,
}

/// How sure a function of two groups' tables is.
#[derive(Clone, Copy, Debug)]
pub enum PairSpread {
    /// Not below 0: what chance alone would show stands in for an interval.
    Chance(fn(&Scores, &Scores, &Setting) -> Option<Chance>),
    /// An interval of its own.
    Limits(fn(&Scores, &Scores, &Setting) -> Option<Interval>),
    /// A smooth function.
    Smooth,
}

/// What shuffled lists would show of a number of all groups.
pub type ListsChance = fn(&[List], &Setting) -> Option<Chance>;

/// What shuffled lists would show of a number of the group at a position.
pub type GroupOfListsChance = fn(&[List], usize, &Setting) -> Option<Chance>;

/// How a metric is computed; the variant also says whom it is about and how its interval is found.
#[derive(Clone, Copy, Debug)]
pub enum Formula {
    /// Rows of a group; descriptive.
    Rows,
    /// Rows of a group, or those of some cells, as a share of the same rows of everyone.
    ShareOfAll(&'static [Cell]),
    /// A rate of one group: some cells out of some cells.
    Rate {
        /// Cells of the numerator; all of them are also in the denominator.
        count: &'static [Cell],
        /// Cells of the denominator.
        of: &'static [Cell],
    },
    /// A smooth function of one group's cells, with a parameter it may ignore.
    Smooth {
        /// The function.
        of: fn(&Cells, f64) -> Result<f64, Undefined>,
        /// The formula in letters.
        text: &'static str,
        /// The parameter.
        parameter: f64,
    },
    /// The mean over rows of a number.
    Mean {
        /// The number.
        of: Number,
        /// The formula in letters.
        text: &'static str,
    },
    /// The square root of a mean.
    Root(&'static Metric),
    /// A number of one group minus another of the same group, from rows they do not share.
    Contrast(&'static Metric, &'static Metric),
    /// A function of a table of one group.
    Table {
        /// The function.
        of: Function,
        /// How sure it is.
        spread: Spread,
        /// The formula in letters.
        text: &'static str,
        /// The parameter.
        parameter: f64,
    },
    /// A function of a table of the group and of its reference.
    TablePair {
        /// The function.
        of: Between,
        /// How sure it is.
        spread: PairSpread,
        /// The formula in letters.
        text: &'static str,
        /// The parameter.
        parameter: f64,
    },
    /// The mean over ranked lists of a number of the group at this position, with a parameter.
    PerList {
        /// The number; lists without one take no part.
        of: fn(&List, usize, f64) -> Option<f64>,
        /// The formula in letters.
        text: &'static str,
        /// The parameter.
        parameter: f64,
    },
    /// A function of sums over ranked lists of numbers of the group at this position, with a parameter.
    OfLists {
        /// What a list adds to the sums; lists that add nothing take no part.
        part: fn(&List, usize, f64) -> Option<[f64; 3]>,
        /// The function of the sums.
        of: fn([f64; 3]) -> Result<f64, Undefined>,
        /// What shuffled lists would show, where it cannot be negative.
        chance: Option<GroupOfListsChance>,
        /// The formula in letters.
        text: &'static str,
        /// The parameter.
        parameter: f64,
    },
    /// A function of all ranked lists and all groups together, with a parameter.
    OfAllLists {
        /// The function.
        of: fn(&[List], f64) -> Result<f64, Undefined>,
        /// What shuffled lists would show.
        chance: ListsChance,
        /// The formula in letters.
        text: &'static str,
        /// The parameter.
        parameter: f64,
    },
    /// The mean over ranked lists of a number of all groups together.
    OverLists {
        /// The number; lists without one take no part.
        of: fn(&List, f64) -> Option<f64>,
        /// What a shuffled list would show, where it cannot be negative.
        chance: Option<ListsChance>,
        /// The formula in letters.
        text: &'static str,
        /// The parameter.
        parameter: f64,
    },
    /// A rate of the group minus that of the reference.
    Difference(&'static Metric),
    /// A rate of the group divided by that of the reference.
    Ratio(&'static Metric),
    /// Odds of the group divided by those of the reference.
    OddsRatio(&'static Metric),
    /// A rate of the group against everyone, the group included.
    ToOverallDifference(&'static Metric),
    /// The same as a ratio.
    ToOverallRatio(&'static Metric),
    /// A rate of the group minus that of everyone else, whatever the reference.
    ToRestDifference(&'static Metric),
    /// A smooth function of a group's cells and of everyone's, whatever the reference, with a parameter.
    ToOverallSmooth {
        /// The function of the group's and of everyone's cells.
        of: fn(&Cells, &Cells, f64) -> Result<f64, Undefined>,
        /// The formula in letters.
        text: &'static str,
        /// The parameter.
        parameter: f64,
    },
    /// A smooth function of a group's and its reference's cells.
    PairSmooth {
        /// The function of the group's and the reference's cells.
        of: fn(&Cells, &Cells) -> Result<f64, Undefined>,
        /// The formula in letters.
        text: &'static str,
    },
    /// The mean of the absolute differences of two rates.
    MeanAbsoluteDifference(&'static Metric, &'static Metric),
    /// A test statistic of a group against its reference; the test is the interval.
    TestStatistic {
        /// The function of the group's and the reference's cells.
        of: fn(&Cells, &Cells) -> Result<f64, Undefined>,
        /// The formula in letters.
        text: &'static str,
    },
    /// Persons short of parity: the difference times the group's rows, sign turned.
    Shortfall(&'static Metric),
    /// Share of the group among the rejected minus its share among the selected.
    DemographicDisparity,
    /// The same within strata, averaged by their size.
    ConditionalDisparity,
    /// The difference of two rates within strata, averaged by Mantel and Haenszel's weights.
    MantelHaenszelDifference(&'static Metric),
    /// The odds ratio of two rates common to all strata.
    MantelHaenszelOddsRatio(&'static Metric),
    /// (n_r − n_g) / (n_r + n_g).
    Imbalance,
    /// The four-fifths rule as a labelled legacy output.
    FourFifths,
    /// Largest minus smallest rate over the groups.
    MaxGap(&'static Metric),
    /// Smallest divided by largest rate over the groups.
    MinRatio(&'static Metric),
    /// The larger of the gaps of two rates.
    WorstGap(&'static Metric, &'static Metric),
    /// The smaller of the ratios of two rates.
    WorstRatio(&'static Metric, &'static Metric),
    /// The worst group's value of a rate.
    WorstGroup(&'static Metric),
    /// Largest absolute log ratio of smoothed shares, over both outcomes of the decision and all pairs of groups.
    DifferentialFairness,
    /// The same minus that of the shares with the outcome.
    DifferentialFairnessAmplification,
    /// Cochran's Q of a number over the groups.
    Heterogeneity(&'static Metric),
    /// Largest absolute difference of a rate from everyone's, times the share of people whom the group's rate is about.
    SubgroupGamma(&'static Metric),
    /// Of the rows themselves, which no counts can replace, with a parameter it may ignore.
    Probe {
        /// What is asked of the rows, and of whom.
        of: RowProbe,
        /// Its value at parity.
        ideal: Option<f64>,
        /// How it is drawn.
        span: Span,
        /// The formula in letters.
        text: &'static str,
        /// The parameter.
        parameter: f64,
    },
    /// A smooth function of the cells of all groups together, with a parameter it may ignore.
    OverGroups {
        /// The function of all groups' cells.
        of: fn(&[Cells], f64) -> Result<f64, Undefined>,
        /// The formula in letters.
        text: &'static str,
        /// The parameter.
        parameter: f64,
    },
}

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
        /// `=`, `−x`, `1/x`, `abs`, `max−min`, or `≠` for another quantity of the same name.
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

/// A range, where one was written.
pub(crate) const fn only(ranges: &[(f64, f64)]) -> Option<(f64, f64)> {
    match ranges {
        [range, ..] => Some(*range),
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
