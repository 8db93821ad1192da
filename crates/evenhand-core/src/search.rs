use crate::{DataNote, Error, Fraction, MetricInfo, Polarity, Real, Result};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Every combination of groups that is large enough, held against everyone else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Search {
    /// Attributes and features that were combined.
    pub attributes: Vec<String>,
    /// Combinations that occur, but in fewer rows than the floor: not looked at.
    pub below_floor: u64,
    /// Draws behind the p-values of the maximum.
    pub draws: u64,
    /// Smallest number of rows of a combination that was looked at.
    pub floor: u64,
    /// A combination is folded into a broader one where their rates differ by less than this, besides the rule of evidence.
    pub fold: Real,
    /// Confidence level of each interval, so that all of them hold together at the level of the audit.
    pub interval_level: Real,
    /// Confidence level of the audit: the chance of any false finding is at most one minus this.
    pub level: Real,
    /// How the p-values of the maximum were drawn.
    pub method: Arc<str>,
    /// The metric, with what explains it.
    pub metric: MetricInfo,
    /// Name of the model; empty without `[[model]]`.
    pub model: Arc<str>,
    /// Rows with a decision.
    pub n: u64,
    /// What was noticed.
    pub notes: Vec<DataNote>,
    /// Up to how many attributes were combined.
    pub order: u64,
    /// Whether being selected is good or bad for the person.
    pub polarity: Polarity,
    /// The metric over everyone; `None` where it is undefined.
    pub rate: Option<Real>,
    /// Whether the outcomes were held against the score, too.
    pub scanned: bool,
    /// Seed of the draws.
    pub seed: u64,
    /// Columns inside whose values the tests compare.
    pub strata: Vec<String>,
    /// All combinations that were tried: the worst off first, those that were not shown to differ last.
    pub subgroups: Vec<Subgroup>,
    /// Id of the system.
    pub system: String,
    /// Name and version of the program that made it.
    pub tool: String,
    /// Combinations that were looked at.
    pub tried: u64,
    /// Large enough, but without a rate of their own or of the others: not looked at.
    pub undefined: u64,
}

/// A combination of groups against everyone else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Subgroup {
    /// Whether it was shown to differ from the others, given that all combinations were tried: by both p-values and, without
    /// strata, by the interval.
    pub confirmed: bool,
    /// The rate minus that of everyone else.
    pub difference: Real,
    /// The difference inside the strata, averaged by Mantel and Haenszel's weights; `None` without strata.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difference_in_strata: Option<Real>,
    /// The rate minus that of everyone, the combination included.
    pub divergence: Real,
    /// Position of the broader combination that says the same.
    pub folded_into: Option<u64>,
    /// Its groups.
    pub items: Vec<Item>,
    /// Lower limit of the difference; all limits hold together.
    pub lower: Option<Real>,
    /// Rows with a decision.
    pub n: u64,
    /// p-value of no difference, adjusted by Holm for all that were tried.
    pub p_holm: Real,
    /// p-value of the largest statistic among all that were tried.
    pub p_max: Real,
    /// p-value of no difference for this combination alone.
    pub p_value: Real,
    /// Its rate.
    pub rate: Real,
    /// The rate of everyone else.
    pub rest_rate: Real,
    /// Its outcomes against its scores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan: Option<SubgroupScan>,
    /// Its part of all rows.
    pub share: Real,
    /// The test statistic.
    pub statistic: Real,
    /// Upper limit of the difference.
    pub upper: Option<Real>,
}

/// A group of a combination.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The attribute or feature.
    pub attribute: Arc<str>,
    /// What this group adds to the divergence of the combination; the contributions sum to it.
    pub contribution: Real,
    /// The group.
    pub group: Arc<str>,
}

/// Outcomes of a combination against what its scores promise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SubgroupScan {
    /// `over`: more outcomes than the scores promise; `under`: fewer.
    pub direction: ScanDirection,
    /// Outcomes that the scores promise.
    pub expected: Real,
    /// Outcomes.
    pub observed: u64,
    /// The factor on the odds of the scores that fits best.
    pub odds_factor: Real,
    /// p-value of the largest score of either direction among all combinations that were tried.
    pub p_max: Real,
    /// The log-likelihood ratio.
    pub score: Real,
}

/// On which side of its scores a combination lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScanDirection {
    /// More outcomes than the scores promise.
    Over,
    /// Fewer.
    Under,
}

impl Subgroup {
    /// Its name: `gender=female & age=65+`.
    pub fn name(&self) -> String {
        let items: Vec<String> = (self.items.iter())
            .map(|item| format!("{}={}", item.attribute, item.group))
            .collect();
        items.join(" & ")
    }
}

impl ScanDirection {
    /// The word in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Over => "over",
            Self::Under => "under",
        }
    }
}

/// How small a combination may be to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// This many rows.
    Rows(u64),
    /// This part of the rows.
    Share(Fraction),
}

impl Support {
    /// The smallest number of rows.
    ///
    /// ```
    /// use evenhand_core::Support;
    /// assert_eq!(Support::parse("0.01").unwrap().floor(1_050), 11);
    /// assert_eq!(Support::parse("500").unwrap().floor(1_050), 500);
    /// ```
    pub fn floor(self, rows: u64) -> u64 {
        match self {
            Self::Rows(floor) => floor,
            Self::Share(share) => {
                let parts = u128::from(rows) * u128::from(share.numerator().unsigned_abs());
                parts.div_ceil(u128::from(share.denominator().unsigned_abs())) as u64
            }
        }
    }

    /// Reads `0.01`, `1/100` or a number of rows.
    ///
    /// # Errors
    /// When it is neither a share between 0 and 1 nor a whole number of rows.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = || {
            Error::spec("--min-support", format!("`{text}` is no support"))
                .with_help("write a share of the rows, 0.01 or 1/100, or a number of rows, 500")
        };
        if let Ok(rows) = text.parse::<u64>() {
            return if rows > 0 {
                Ok(Self::Rows(rows))
            } else {
                Err(wrong())
            };
        }
        let share: Fraction = text.parse().map_err(|_| wrong())?;
        let inside = share.numerator() > 0 && share.numerator() <= share.denominator();
        if inside {
            Ok(Self::Share(share))
        } else {
            Err(wrong())
        }
    }
}

/// What is searched.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchOptions {
    /// Draws behind the p-values of the maximum.
    pub draws: u64,
    /// Features that are combined beside the protected attributes.
    pub features: Vec<String>,
    /// Differences of rates below this fold a combination into a broader one.
    pub fold: f64,
    /// Id of a rate of the catalogue.
    pub metric: String,
    /// Up to how many attributes are combined; `None` for what the spec says, or three. `usize::MAX` is all.
    pub order: Option<usize>,
    /// The floor.
    pub support: Support,
}

/// Up to how many attributes are combined, where nothing else is asked for.
pub const SEARCH_ORDER: usize = 3;

/// Draws behind the p-values of the maximum, where nothing else is asked for.
pub const SEARCH_DRAWS: u64 = 1_000;

impl Default for SearchOptions {
    fn default() -> Self {
        Self {
            draws: SEARCH_DRAWS,
            features: Vec::new(),
            fold: 0.0,
            metric: "selection_rate".to_owned(),
            order: None,
            support: Fraction::new(1, 100).map_or(Support::Rows(1), Support::Share),
        }
    }
}
