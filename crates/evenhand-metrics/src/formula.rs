use crate::evaluate::{Chance, Member, Setting};
use crate::{Amount, Arms, Both, Cell, Cells, List, Metric, Paired, Part, RowProbe, Scores};
use evenhand_core::{Moments, Quantity, Span, Stage, Status};
use evenhand_inference::{Interval, Proportion};

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
    /// Of the scores, knowing how many rows they are worth and everyone's scores.
    ScoresAmong(fn(&Scores, &Setting) -> Result<f64, Undefined>),
    /// Of sums.
    Sums(fn(&Moments, f64) -> Result<f64, Undefined>),
    /// Of the values.
    Values(fn(&Scores, f64) -> Result<f64, Undefined>),
    /// Of the values, knowing the size of the group.
    ValuesAmong(fn(&Scores, &Setting) -> Result<f64, Undefined>),
}

/// A function of one table of a group and of its reference, with a parameter it may ignore.
#[derive(Clone, Copy, Debug)]
pub enum Between {
    /// Of the arms of an experiment.
    Arms(fn(&Arms, &Arms, f64) -> Result<f64, Undefined>),
    /// Of the decisions: the rejected at 0, the selected at 1.
    Decisions(fn(&Both, &Setting) -> Result<f64, Undefined>),
    /// Of the scores.
    Scores(fn(&Both, f64) -> Result<f64, Undefined>),
    /// Of the scores, knowing how many rows they are worth and everyone's scores.
    ScoresAmong(fn(&Both, &Setting) -> Result<f64, Undefined>),
    /// Of sums.
    Sums(fn(&Moments, &Moments, f64) -> Result<f64, Undefined>),
    /// Of the values.
    Values(fn(&Both, f64) -> Result<f64, Undefined>),
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
    /// An interval of its own, of sums; by blocks of persons where units are known.
    OfSums(fn(&Moments, &Setting) -> Option<Interval>),
    /// A smooth function: blocks of persons, the delta method, or a bootstrap of few rows.
    Smooth,
}

/// How sure a function of two groups' tables is.
#[derive(Clone, Copy, Debug)]
pub enum PairSpread {
    /// Not below 0: what chance alone would show stands in for an interval.
    Chance(fn(&Both, &Setting) -> Option<Chance>),
    /// An interval of its own.
    Limits(fn(&Both, &Setting) -> Option<Interval>),
    /// A smooth function.
    Smooth,
}

/// What shuffled lists would show of a number of all groups.
pub type ListsChance = fn(&[List], &Setting) -> Option<Chance>;

/// What shuffled lists would show of a number of the group at a position.
pub type GroupOfListsChance = fn(&[List], usize, &Setting) -> Option<Chance>;

/// Among whom a metric is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// Those whose score is at least the parameter.
    Qualified,
    /// Everyone, within as many bins of the score as the parameter says, of about equal mass over all groups.
    ScoreBins,
}

/// Why a formula has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undefined {
    /// Zero divided by zero, or a rate over nobody.
    ZeroDenominator,
    /// Nothing to compare with.
    OneGroup,
    /// A column that was not given.
    NotCollected,
    /// Rows of people are needed, and only counts are there.
    NeedsRows,
}

impl From<Undefined> for Status {
    fn from(undefined: Undefined) -> Self {
        match undefined {
            Undefined::ZeroDenominator => Self::UndefinedZeroDenominator,
            Undefined::OneGroup => Self::OneGroupOnly,
            Undefined::NotCollected => Self::MissingInput,
            Undefined::NeedsRows => Self::NeedsRows,
        }
    }
}

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
    /// The exponential of a mean of logarithms.
    Exponential(&'static Metric),
    /// The sum of a number over the sum of another of the same rows.
    RatioOfSums {
        /// The numbers: numerator, denominator, and their product.
        of: [Quantity; 3],
        /// The formula in letters.
        text: &'static str,
    },
    /// A group's part of a whole, alone or beside its part of the people.
    Part(Part),
    /// A comparison of a group with its reference that takes more than one rate or mean.
    Paired(Paired),
    /// A function of how many people of each group reached three stages of the campaign.
    AcrossStages {
        /// The function of the groups' numbers at the stages.
        of: fn(&[[f64; 3]]) -> Result<f64, Undefined>,
        /// The stages.
        stages: [Stage; 3],
        /// The formula in letters.
        text: &'static str,
    },
    /// Pearson's chi-squared of the groups' shares of the people of some cells against those of the population.
    GoodnessOfFit(&'static [Cell]),
    /// Half the summed absolute differences between the groups' parts of something and of the people who could have it.
    TotalVariation(Amount),
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
    /// The largest absolute test statistic of a group's share of those whom two lists reached, over all pairs of lists;
    /// the test, adjusted for their number, is the interval.
    FurthestLists {
        /// The statistic of the two shares; none where it does not vary.
        of: fn(Proportion, Proportion) -> Option<f64>,
        /// The formula in letters.
        text: &'static str,
    },
    /// A function of the people of the group and of everyone whom each of several lists reached; what dealing out the groups
    /// anew over those people would show stands beside it.
    OfReach {
        /// The function.
        of: fn(&[[f64; 2]]) -> Option<f64>,
        /// Whether small numbers are extreme.
        fewer: bool,
        /// Whether leaving out a few people changes it a little: then it has an interval where units are known.
        smooth: bool,
        /// The formula in letters.
        text: &'static str,
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
    /// A number of all groups together that cannot be far below 0; what chance alone would show stands in for an
    /// interval.
    AcrossGroups {
        /// The function of all groups.
        of: fn(&[Member<'_>], &Setting) -> Result<f64, Undefined>,
        /// What chance alone would show.
        chance: fn(&[Member<'_>], &Setting) -> Option<Chance>,
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
    /// Of the variance of a rate between the groups of an intersection, the share that its attributes one by one leave.
    BeyondMainEffects(&'static Metric),
    /// Largest absolute difference of a rate from everyone's, times the share of people whom the group's rate is about.
    SubgroupGamma(&'static Metric),
    /// Another metric among some of the rows, or within strata that the rows did not come with.
    Among {
        /// Which rows, or which strata.
        who: Who,
        /// The metric.
        of: &'static Metric,
        /// The parameter.
        parameter: f64,
    },
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
