//! How a formula is read, drawn and written.

use crate::evaluate::is_measured;
use crate::{Cell, Formula};
use evenhand_core::{Favours, Scope, Span};

/// Whom a formula is about, how it is drawn, its range and its value at parity.
pub(crate) struct Shape {
    pub ideal: Option<f64>,
    pub range: (Option<f64>, Option<f64>),
    pub scope: Scope,
    pub span: Span,
}

pub(crate) fn shape(formula: &Formula) -> Shape {
    use Scope::{Group, Pair, Summary};
    let (scope, span, range, ideal) = match formula {
        Formula::Rows => (Group, Span::Index, (Some(0.0), None), None),
        Formula::Rate { .. } | Formula::ShareOfAll(_) => {
            (Group, Span::Rate, (Some(0.0), Some(1.0)), None)
        }
        Formula::Smooth { .. } => (Group, Span::Index, (Some(0.0), None), None),
        Formula::Mean { .. }
        | Formula::Root(_)
        | Formula::Exponential(_)
        | Formula::RatioOfSums { .. }
        | Formula::Table { .. }
        | Formula::PerList { .. }
        | Formula::OfLists { .. } => (Group, Span::Index, (None, None), None),
        Formula::FurthestLists { .. } => (Group, Span::Index, (Some(0.0), None), Some(0.0)),
        Formula::Contrast(_, _) => (Group, Span::Difference, (None, None), None),
        Formula::Part(part) => return part.shape(),
        Formula::Paired(paired) => return paired.shape(),
        Formula::TotalVariation(amount) => return amount.shape(),
        Formula::TablePair { .. } => (Pair, Span::Index, (None, None), Some(0.0)),
        Formula::Probe {
            of, ideal, span, ..
        } => (of.scope(), *span, (None, None), *ideal),
        Formula::OverLists { .. } | Formula::OfAllLists { .. } => {
            (Summary, Span::Index, (None, None), Some(0.0))
        }
        Formula::AcrossGroups { .. } | Formula::AcrossStages { .. } => {
            (Summary, Span::Index, (None, None), Some(0.0))
        }
        Formula::Difference(m) if is_measured(&m.formula) => {
            (Pair, Span::Index, (None, None), Some(0.0))
        }
        Formula::MaxGap(m) if is_measured(&m.formula) => {
            (Summary, Span::Index, (Some(0.0), None), Some(0.0))
        }
        Formula::WorstGap(m, _) if is_measured(&m.formula) => {
            (Summary, Span::Index, (Some(0.0), None), Some(0.0))
        }
        Formula::WorstGroup(m) if is_measured(&m.formula) => {
            (Summary, Span::Index, (None, None), None)
        }
        Formula::DemographicDisparity | Formula::ConditionalDisparity => {
            (Group, Span::Difference, (Some(-1.0), Some(1.0)), Some(0.0))
        }
        Formula::Difference(_)
        | Formula::ToOverallDifference(_)
        | Formula::ToRestDifference(_)
        | Formula::MantelHaenszelDifference(_) => {
            (Pair, Span::Difference, (Some(-1.0), Some(1.0)), Some(0.0))
        }
        Formula::Imbalance => (Pair, Span::Difference, (Some(-1.0), Some(1.0)), Some(0.0)),
        Formula::Ratio(_) | Formula::ToOverallRatio(_) => {
            (Pair, Span::Ratio, (Some(0.0), None), Some(1.0))
        }
        Formula::OddsRatio(_) | Formula::MantelHaenszelOddsRatio(_) => {
            (Pair, Span::OddsRatio, (Some(0.0), None), Some(1.0))
        }
        Formula::MeanAbsoluteDifference(_, _) => {
            (Pair, Span::Difference, (Some(0.0), Some(1.0)), Some(0.0))
        }
        Formula::PairSmooth { .. }
        | Formula::ToOverallSmooth { .. }
        | Formula::TestStatistic { .. }
        | Formula::Shortfall(_) => (Pair, Span::Index, (None, None), Some(0.0)),
        Formula::FourFifths => (Pair, Span::Index, (Some(0.0), Some(2.0)), Some(0.0)),
        Formula::MaxGap(_) | Formula::WorstGap(_, _) => {
            (Summary, Span::Difference, (Some(0.0), Some(1.0)), Some(0.0))
        }
        Formula::MinRatio(_) | Formula::WorstRatio(_, _) => {
            (Summary, Span::Ratio, (Some(0.0), Some(1.0)), Some(1.0))
        }
        Formula::WorstGroup(_) => (Summary, Span::Rate, (Some(0.0), Some(1.0)), None),
        Formula::DifferentialFairnessAmplification => {
            (Summary, Span::Index, (None, None), Some(0.0))
        }
        Formula::Heterogeneity(_) | Formula::SubgroupGamma(_) | Formula::GoodnessOfFit(_) => {
            (Summary, Span::Index, (Some(0.0), None), Some(0.0))
        }
        Formula::BeyondMainEffects(_) => (Summary, Span::Index, (Some(0.0), Some(1.0)), Some(0.0)),
        Formula::DifferentialFairness => (Summary, Span::Index, (Some(0.0), None), Some(0.0)),
        Formula::OverGroups { .. } => (Summary, Span::Index, (Some(0.0), None), Some(0.0)),
    };
    Shape {
        ideal,
        range,
        scope,
        span,
    }
}

/// The formula in letters.
pub(crate) fn written(formula: &Formula) -> String {
    let sum = |cells: &[Cell]| {
        cells
            .iter()
            .map(|cell| cell.letters().into_owned())
            .collect::<Vec<_>>()
            .join(" + ")
    };
    let bracketed = |cells: &[Cell]| {
        if cells.len() > 1 {
            format!("({})", sum(cells))
        } else {
            sum(cells)
        }
    };
    match formula {
        Formula::Rows => "n_g".to_owned(),
        Formula::ShareOfAll(cells) => format!("({})_g / ({})_all", sum(cells), sum(cells)),
        Formula::Rate { count, of } => format!("{} / {}", bracketed(count), bracketed(of)),
        Formula::Smooth { text, .. }
        | Formula::PairSmooth { text, .. }
        | Formula::ToOverallSmooth { text, .. }
        | Formula::TestStatistic { text, .. }
        | Formula::Mean { text, .. }
        | Formula::RatioOfSums { text, .. }
        | Formula::Table { text, .. }
        | Formula::TablePair { text, .. }
        | Formula::PerList { text, .. }
        | Formula::OfLists { text, .. }
        | Formula::FurthestLists { text, .. }
        | Formula::OfAllLists { text, .. }
        | Formula::OverLists { text, .. }
        | Formula::AcrossGroups { text, .. }
        | Formula::AcrossStages { text, .. }
        | Formula::Probe { text, .. }
        | Formula::OverGroups { text, .. } => (*text).to_owned(),
        Formula::Root(m) => format!("√{}", m.id),
        Formula::Exponential(m) => format!("exp({})", m.id),
        Formula::Part(part) => part.written(),
        Formula::Paired(paired) => paired.written(),
        Formula::TotalVariation(amount) => amount.written(),
        Formula::GoodnessOfFit(cells) => format!(
            "n · Σ_g (share_g of {} − benchmark_g)² / benchmark_g",
            crate::parts::people(cells)
        ),
        Formula::Contrast(a, b) => format!("{} − {}", a.id, b.id),
        Formula::Difference(m) => format!("{0}_g − {0}_r", m.id),
        Formula::Ratio(m) => format!("{0}_g / {0}_r", m.id),
        Formula::OddsRatio(m) => format!("[{0}_g / (1 − {0}_g)] / [{0}_r / (1 − {0}_r)]", m.id),
        Formula::ToOverallDifference(m) => format!("{0}_g − {0}_all", m.id),
        Formula::ToRestDifference(m) => format!("{0}_g − {0}_rest", m.id),
        Formula::Heterogeneity(m) => format!("Σ_g ({0}_g − common {0})² / variance_g", m.id),
        Formula::BeyondMainEffects(m) => format!(
            "variance of {0} between groups beyond main effects / variance of {0} between groups",
            m.id
        ),
        Formula::SubgroupGamma(m) => format!("max_g (people of {0} in g / everyone) · |{0}_g − {0}_all|", m.id),
        Formula::DifferentialFairnessAmplification => {
            "differential fairness of decisions − of outcomes".to_owned()
        }
        Formula::ToOverallRatio(m) => format!("{0}_g / {0}_all", m.id),
        Formula::MeanAbsoluteDifference(a, b) => {
            format!("½(|{0}_g − {0}_r| + |{1}_g − {1}_r|)", a.id, b.id)
        }
        Formula::Shortfall(m) => format!("n_g · ({0}_r − {0}_g)", m.id),
        Formula::DemographicDisparity => {
            "(not selected)_g / (not selected)_all − selected_g / selected_all".to_owned()
        }
        Formula::ConditionalDisparity => {
            "Σ_z n_z · [(not selected)_gz / (not selected)_z − selected_gz / selected_z] / Σ_z n_z".to_owned()
        }
        Formula::MantelHaenszelDifference(m) => {
            format!("Σ_z w_z · ({0}_gz − {0}_rz) / Σ_z w_z, w_z = n_gz · n_rz / (n_gz + n_rz)", m.id)
        }
        Formula::MantelHaenszelOddsRatio(_) => {
            "Σ_z [selected_gz · (not selected)_rz / n_z] / Σ_z [selected_rz · (not selected)_gz / n_z]".to_owned()
        }
        Formula::Imbalance => "(n_r − n_g) / (n_r + n_g)".to_owned(),
        Formula::FourFifths => "selection_rate_g / selection_rate_r < 4/5".to_owned(),
        Formula::MaxGap(m) => format!("max_g {0} − min_g {0}", m.id),
        Formula::MinRatio(m) => format!("min_g {0} / max_g {0}", m.id),
        Formula::WorstGap(a, b) => format!(
            "max(max_g {0} − min_g {0}, max_g {1} − min_g {1})",
            a.id, b.id
        ),
        Formula::WorstRatio(a, b) => format!(
            "min(min_g {0} / max_g {0}, min_g {1} / max_g {1})",
            a.id, b.id
        ),
        Formula::WorstGroup(m) if m.favours == Favours::Lower => format!("max_g {}", m.id),
        Formula::WorstGroup(m) => format!("min_g {}", m.id),
        Formula::DifferentialFairness => {
            "max |ln((k_g + ½)/(n_g + 1)) − ln((k_h + ½)/(n_h + 1))|".to_owned()
        }
    }
}
