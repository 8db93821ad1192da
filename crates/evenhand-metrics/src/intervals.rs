use crate::evaluate::is_measured;
use crate::{Formula, PairSpread, Spread};

/// How the interval of a formula is found, in words; what is descriptive says so.
pub(crate) fn interval(formula: &Formula) -> String {
    let words = match formula {
        Formula::Rows => "none: a count",
        Formula::FourFifths => "none: a legacy flag; the verdict is by the ratio's interval",
        Formula::FurthestLists { .. } => {
            "it is the test; score, or Boschloo in small tables, times the number of pairs (Holm's first step)"
        }
        Formula::TestStatistic { .. } => "it is the test; score, or Boschloo in small tables",
        Formula::Rate { .. } | Formula::ShareOfAll(_) | Formula::Imbalance => {
            "Clopper-Pearson below 50 events or non-events, else Wilson; effective size with weights or units"
        }
        Formula::Smooth { .. } | Formula::PairSmooth { .. } | Formula::OverGroups { .. } => {
            "multinomial bootstrap in small cells, else delta method; jackknife over blocks with units"
        }
        Formula::Mean { .. } => "Student; jackknife over blocks with units",
        Formula::Root(_) => "that of the mean, on the root",
        Formula::Exponential(_) => "that of the mean of logarithms, turned back",
        Formula::RatioOfSums { .. } => "linearised, Student; jackknife over blocks with units",
        Formula::Part(part) => part.interval(),
        Formula::Paired(paired) => paired.interval(),
        Formula::TotalVariation(_) => {
            "none: mean, 95 % quantile and p-value when people are reached without regard to group instead"
        }
        Formula::Contrast(_, _) => "Welch, or MOVER of two intervals",
        Formula::Table { spread, .. } => match spread {
            Spread::Auc => {
                "Newcombe with logit-DeLong up to 500 positives, else logit-DeLong; jackknife over blocks with units"
            }
            Spread::ArmsChance(_) | Spread::Chance(_) => {
                "none: mean, 95 % quantile and p-value under equality instead"
            }
            Spread::ArmsLimits(_) | Spread::Limits(_) | Spread::OfSums(_) => {
                "its own; jackknife over blocks with units"
            }
            Spread::None => "none: descriptive",
            Spread::Smooth => {
                "bootstrap below 200 rows, else delta method; jackknife over blocks with units"
            }
        },
        Formula::TablePair { spread, .. } => match spread {
            PairSpread::Chance(_) => "none: mean, 95 % quantile and p-value under equality instead",
            PairSpread::Limits(_) => "its own; jackknife over blocks with units",
            PairSpread::Smooth => {
                "bootstrap below 200 rows, else delta method; jackknife over blocks with units"
            }
        },
        Formula::PerList { .. } => "Student over lists",
        Formula::OfLists { chance, .. } => {
            if chance.is_some() {
                "jackknife over lists; mean, 95 % quantile and p-value of shuffled lists beside it"
            } else {
                "jackknife over lists"
            }
        }
        Formula::Probe { of, .. } => of.interval(),
        Formula::OfAllLists { .. } => {
            "none: mean, 95 % quantile and p-value of shuffled lists instead"
        }
        Formula::OverLists { chance, .. } => {
            if chance.is_some() {
                "Student over lists; mean, 95 % quantile and p-value of shuffled lists beside it"
            } else {
                "Student over lists"
            }
        }
        Formula::AcrossStages { .. } => {
            "multinomial bootstrap over groups and stages, moved about the value; jackknife over blocks with units"
        }
        Formula::AcrossGroups { .. } => {
            "none: mean, 95 % quantile and p-value under equality instead"
        }
        Formula::Difference(m) | Formula::Ratio(m)
            if matches!(m.formula, Formula::PerList { .. } | Formula::OfLists { .. }) =>
        {
            "jackknife over lists, each left out of both sides at once"
        }
        Formula::Difference(m) | Formula::Ratio(m) if is_measured(&m.formula) => {
            "Welch for means, else MOVER of the two intervals"
        }
        Formula::WorstGap(m, _) if is_measured(&m.formula) => {
            "Tukey below at half the error level for each, each pair above (tukey-iut), by MOVER"
        }
        Formula::MaxGap(m) | Formula::MinRatio(m) if is_measured(&m.formula) => {
            "Tukey below, each pair above (tukey-iut) by Welch or MOVER"
        }
        Formula::ToOverallSmooth { .. } => {
            "multinomial bootstrap in small cells, else delta method; jackknife over blocks with units"
        }
        Formula::DifferentialFairnessAmplification => {
            "tukey-iut on log ratios of decisions and of outcomes, Bonferroni over the two"
        }
        Formula::GoodnessOfFit(_) => {
            "none: mean, 95 % quantile and p-value of as many people of the population instead"
        }
        Formula::Heterogeneity(_) => "none: mean, 95 % quantile and p-value by chi squared instead",
        Formula::BeyondMainEffects(_) => {
            "binomial bootstrap of the groups at their effective sizes, moved about the value; beside it what main effects alone would show"
        }
        Formula::SubgroupGamma(_) => {
            "none: mean and 95 % quantile among equal groups; p-value of the largest score statistic"
        }
        Formula::Difference(_)
        | Formula::ToRestDifference(_)
        | Formula::Ratio(_)
        | Formula::OddsRatio(_)
        | Formula::Shortfall(_) => {
            "Miettinen-Nurminen, with MOVER-Clopper-Pearson while a cell is below 10"
        }
        Formula::ToOverallDifference(_) | Formula::ToOverallRatio(_) => {
            "that against everyone else, transformed"
        }
        Formula::MeanAbsoluteDifference(_, _) => "Bonferroni over two score intervals",
        Formula::DemographicDisparity => "Miettinen-Nurminen of the two shares",
        Formula::ConditionalDisparity => "as smooth functions of counts, within strata",
        Formula::MantelHaenszelDifference(_) => {
            "Sato; delta method with weights, jackknife with units"
        }
        Formula::MantelHaenszelOddsRatio(_) => {
            "Robins-Breslow-Greenland; delta method with weights, jackknife with units"
        }
        Formula::MaxGap(_) | Formula::MinRatio(_) => "tukey-iut",
        Formula::WorstGap(_, _) | Formula::WorstRatio(_, _) => "tukey-iut over both rates",
        Formula::WorstGroup(_) => "Šidák over the groups on one side",
        Formula::DifferentialFairness => "tukey-iut on log ratios, over both outcomes",
    };
    words.to_owned()
}
