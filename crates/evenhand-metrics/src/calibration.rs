//! Whether the scores mean what they say: predicted probabilities against observed rates.

use crate::evaluate::{Chance, Member};
use crate::metric::{peer, same};
use crate::views::{Binned, Cut, LogOdds};
use crate::{Example, Formula, Function, Scores, Setting, Spread, Undefined};
use evenhand_inference::calibration::{
    Bin, Measure, expected_error, label_noise, logistic_intercept, logistic_slope,
    observed_over_expected_interval, squared_error,
};
use evenhand_inference::{Estimate, Interval, Proportion};
use std::sync::Arc;

metrics! { "calibration";
    /// Squared distance of predicted probabilities from observed rates, with the noise of the observed rates taken out.
    ///
    /// # Reading
    /// 0.01 means that scores and observed rates lie about 0.1 apart. Slightly below 0 is what a calibrated score shows as
    /// often as slightly above.
    ///
    /// # Undefined
    /// When nobody in the group has both a score and a known outcome. A score outside 0 to 1 is no probability.
    ///
    /// # Beware
    /// All groups are judged in the same bins, which hold equal shares of everyone; where the group has fewer than ten rows
    /// in one, neighbours are put together. Miscalibration inside a bin that cancels is not seen.
    ///
    /// # Compare
    /// The expected calibration error is positive for a perfect score; this is 0 for one, on average.
    calibration_error = "Calibration error" {
        formula: Formula::Table { of: Function::ScoresAmong(squared), spread: Spread::Chance(squared_by_chance), text: "Σ_b n_b / n · [(observed_b − predicted_b)² − observed_b (1 − observed_b) / (n_b − 1)]", parameter: 15.0 },
        favours: Lower,
        source: KUMAR_2019,
        example: Example::Scores(&[(0.3, 5, 5), (0.9, 3, 27)], 0.25 * (0.04 - 0.25 / 9.0) - 0.75 * 0.09 / 29.0),
        needs: [Label],
        parameter: "bins",
        aliases: [same("calibration_by_group"), peer("Veritas", "calibration_by_group", "≠")],
    }

    /// Mean distance of predicted probabilities from observed rates.
    ///
    /// # Reading
    /// 0.05 means that where the score says 30 in a hundred, 25 or 35 are observed.
    ///
    /// # Undefined
    /// When nobody in the group has both a score and a known outcome. A score outside 0 to 1 is no probability.
    ///
    /// # Beware
    /// Positive for a perfect score, the more so the smaller the group: read it beside what chance alone shows.
    expected_calibration_error = "Expected calibration error" {
        formula: Formula::Table { of: Function::ScoresAmong(expected), spread: Spread::Chance(expected_by_chance), text: "Σ_b n_b / n · |observed_b − predicted_b|, bins of equal shares of everyone", parameter: 15.0 },
        favours: Lower,
        source: NAEINI_2015,
        example: Example::Scores(&[(0.3, 5, 5), (0.9, 3, 27)], 0.05),
        range: (0.0, 1.0),
        needs: [Label],
        parameter: "bins",
        aliases: [same("ece")],
    }

    /// Mean distance of predicted probabilities from observed rates, in bins of equal width.
    ///
    /// # Reading
    /// 0.05 means that where the score says 30 in a hundred, 25 or 35 are observed.
    ///
    /// # Undefined
    /// When nobody in the group has both a score and a known outcome. A score outside 0 to 1 is no probability.
    ///
    /// # Beware
    /// Positive for a perfect score. Most rows may lie in one or two of the bins, and a bin of one row counts as 0 or 1.
    ///
    /// # Compare
    /// The form most tools print; equal-mass bins are steadier.
    expected_calibration_error_equal_width = "Expected calibration error (equal width)" {
        formula: Formula::Table { of: Function::ScoresAmong(equal_width), spread: Spread::Chance(equal_width_by_chance), text: "Σ_b n_b / n · |observed_b − predicted_b|, bins of equal width", parameter: 10.0 },
        favours: Lower,
        source: GUO_2017,
        example: Example::Scores(&[(0.32, 2, 0), (0.38, 0, 2), (0.9, 1, 1)], 4.0 / 6.0 * 0.15 + 2.0 / 6.0 * 0.4),
        range: (0.0, 1.0),
        needs: [Label],
        parameter: "bins",
    }

    /// Outcomes observed for every outcome predicted.
    ///
    /// # Reading
    /// 1.2 means that twelve had the outcome where the scores add up to ten: they are too low for this group.
    ///
    /// # Undefined
    /// When nobody in the group has both a score and a known outcome, or all scores are 0 and nobody has the outcome. A
    /// score outside 0 to 1 is no probability.
    ///
    /// # Beware
    /// Scores too high here and too low there cancel. The scores are taken as known.
    calibration_in_the_large = "Observed over expected outcomes" {
        formula: Formula::Table { of: Function::ScoresAmong(observed), spread: Spread::Limits(observed_limits), text: "Σ outcome / Σ score", parameter: 0.0 },
        favours: Ideal,
        source: STEYERBERG_2019,
        example: Example::Scores(&[(0.2, 3, 2), (0.3, 4, 1)], 1.2),
        range: (0.0, f64::INFINITY),
        ideal: 1.0,
        needs: [Label],
    }

    /// How much the log odds of the outcome rise with the log odds that the score states.
    ///
    /// # Reading
    /// 0.5 means that the scores are twice as far apart as the outcomes warrant: high ones too high, low ones too low.
    ///
    /// # Undefined
    /// When the group has one outcome or one score only, when the scores separate those with the outcome from those
    /// without, or when a score is 0 or 1, whose log odds are infinite.
    ///
    /// # Beware
    /// It says nothing of the level: scores that are all too low may have a slope of 1. Above 128 distinct scores
    /// neighbours enter together at their mean score.
    calibration_slope = "Calibration slope" {
        formula: Formula::Table { of: Function::ScoresAmong(slope), spread: Spread::Limits(slope_limits), text: "β of logit P(outcome) = α + β · logit score", parameter: 0.0 },
        favours: Ideal,
        source: COX_1958,
        example: Example::Scores(&[(0.25, 50, 50), (0.75, 25, 75)], 0.5),
        ideal: 1.0,
        needs: [Label],
    }

    /// By how much the log odds that the scores state are too low throughout.
    ///
    /// # Reading
    /// 0.2 means that the odds of the outcome are 1.22 times those that the scores state.
    ///
    /// # Undefined
    /// When the group has one outcome only, or a score is 0 or 1, whose log odds are infinite.
    ///
    /// # Beware
    /// Above 128 distinct scores neighbours enter together at their mean score.
    ///
    /// # Compare
    /// Observed over expected outcomes says the same on the scale of rates.
    calibration_intercept = "Calibration intercept" {
        formula: Formula::Table { of: Function::ScoresAmong(intercept), spread: Spread::Limits(intercept_limits), text: "α of logit P(outcome) = α + logit score", parameter: 0.0 },
        favours: Ideal,
        source: COX_1958,
        example: Example::Scores(&[(0.5, 80, 20)], -2.0 * std::f64::consts::LN_2),
        ideal: 0.0,
        needs: [Label],
    }

    /// The largest miscalibration of any group in any bin of scores, by its share of everyone.
    ///
    /// # Reading
    /// 0.004 means that somewhere a group in one range of scores is misjudged by, say, 0.1 where it makes up 4 in a hundred
    /// of everyone.
    ///
    /// # Undefined
    /// When nobody has both a score and a known outcome, or there is one group only. A score outside 0 to 1 is no
    /// probability.
    ///
    /// # Beware
    /// The largest of many is positive by chance alone: it stands beside what the same scores show when they are right.
    /// Cells of fewer than ten rows are put together with their neighbour.
    multicalibration_violation = "Multicalibration violation" {
        formula: Formula::AcrossGroups { of: violation, chance: violation_by_chance, text: "max_g,b n_gb / n · |observed_gb − predicted_gb|", parameter: 10.0 },
        favours: Lower,
        source: HEBERT_JOHNSON_2018,
        example: Example::ScoresTwo(&[(0.3, 5, 5), (0.9, 3, 27)], &[(0.3, 7, 3), (0.9, 3, 27)], 0.025),
        range: (0.0, 1.0),
        needs: [Label, Score],
        parameter: "bins",
    }
}

/// Fewer rows than this are no bin of their own.
const FEWEST: f64 = 10.0;

/// The labelled rows of a group in bins, at their effective size.
fn binned(
    scores: &Scores,
    size: f64,
    mut place: impl FnMut(f64) -> usize,
) -> Result<Vec<Bin>, Undefined> {
    let mut bins: Vec<(usize, Bin)> = Vec::new();
    for cell in scores.cells.iter() {
        let n = cell.labelled() * size;
        if n <= 0.0 {
            continue;
        }
        if !(0.0..=1.0).contains(&cell.at) {
            return Err(Undefined::NotCollected);
        }
        let own = Bin {
            n,
            events: cell.positive * size,
            mean_score: cell.at,
        };
        let at = place(cell.at);
        match bins.last_mut() {
            Some((open, bin)) if *open == at => *bin = joined(bin, &own),
            _ => bins.push((at, own)),
        }
    }
    if bins.is_empty() {
        return Err(Undefined::ZeroDenominator);
    }
    Ok(bins.into_iter().map(|(_, bin)| bin).collect())
}

fn joined(a: &Bin, b: &Bin) -> Bin {
    let n = a.n + b.n;
    Bin {
        n,
        events: (a.events + b.events).min(n),
        mean_score: ((a.n * a.mean_score + b.n * b.mean_score) / n).clamp(0.0, 1.0),
    }
}

/// Neighbours together until each bin holds enough rows.
fn merged(bins: &[Bin]) -> Vec<Bin> {
    let mut merged: Vec<Bin> = Vec::with_capacity(bins.len());
    for bin in bins {
        match merged.last_mut() {
            Some(last) if last.n < FEWEST => *last = joined(last, bin),
            _ => merged.push(*bin),
        }
    }
    if merged.len() > 1
        && let Some(last) = merged.pop_if(|last| last.n < FEWEST)
        && let Some(before) = merged.last_mut()
    {
        *before = joined(before, &last);
    }
    merged
}

/// How many bins the parameter asks for.
fn wanted(setting: &Setting) -> Result<usize, Undefined> {
    let bins = setting.parameter;
    if (1.0..=1000.0).contains(&bins) {
        Ok(bins as usize)
    } else {
        Err(Undefined::NotCollected)
    }
}

/// Bins of equal shares of everyone.
fn equal_mass(scores: &Scores, size: f64, setting: &Setting) -> Binned {
    let bins = wanted(setting)?;
    scores.binned(Cut::EqualMass, [bins as f64, size], || {
        let edges = setting.pool.edges(bins);
        let mut at = 0;
        // Scores ascend, and so do their bins.
        let bins = binned(scores, size, |score| {
            while at + 1 < edges.len() && edges[at] < score {
                at += 1;
            }
            at
        })?;
        Ok(merged(&bins).into())
    })
}

fn widths(scores: &Scores, setting: &Setting) -> Binned {
    let (bins, size) = (wanted(setting)?, setting.sizes[0]);
    scores.binned(Cut::EqualWidth, [bins as f64, size], || {
        let place = |score| ((bins as f64 * score) as usize).min(bins - 1);
        Ok(binned(scores, size, place)?.into())
    })
}

fn squared(scores: &Scores, setting: &Setting) -> Result<f64, Undefined> {
    let bins = equal_mass(scores, setting.sizes[0], setting)?;
    squared_error(&bins).map_err(|_| Undefined::ZeroDenominator)
}

fn expected(scores: &Scores, setting: &Setting) -> Result<f64, Undefined> {
    let bins = equal_mass(scores, setting.sizes[0], setting)?;
    expected_error(&bins).map_err(|_| Undefined::ZeroDenominator)
}

fn equal_width(scores: &Scores, setting: &Setting) -> Result<f64, Undefined> {
    expected_error(&widths(scores, setting)?).map_err(|_| Undefined::ZeroDenominator)
}

/// What right scores show: the mean and the quantile of the number itself, and how often the plug-in error is as large.
fn by_chance(bins: &[Bin], setting: &Setting, debiased: bool) -> Option<Chance> {
    let measures: [Measure<'_>; 2] = [&expected_error, &squared_error];
    // Without two rows in a bin there is no squared error.
    let known = if squared_error(bins).is_ok() { 2 } else { 1 };
    let rows: Vec<f64> = bins
        .iter()
        .flat_map(|bin| [bin.n, bin.mean_score])
        .collect();
    let events: Vec<f64> = bins.iter().map(|bin| bin.events).collect();
    // Both measures of the same bins from the same draws.
    let noise = setting
        .pool
        .mix((&rows, &events), (setting.draws, setting.seed), || {
            label_noise(bins, &measures[..known], setting.draws, setting.seed).ok()
        })?;
    let plug_in = noise.first()?;
    let own = if debiased { noise.get(1)? } else { plug_in };
    Some(Chance {
        mean: own.mean,
        p_value: plug_in.p_value,
        quantile: own.q95,
        test: "consistency-resampling",
    })
}

fn squared_by_chance(scores: &Scores, setting: &Setting) -> Option<Chance> {
    let bins = equal_mass(scores, setting.sizes[0], setting).ok()?;
    by_chance(&bins, setting, true)
}

fn expected_by_chance(scores: &Scores, setting: &Setting) -> Option<Chance> {
    let bins = equal_mass(scores, setting.sizes[0], setting).ok()?;
    by_chance(&bins, setting, false)
}

fn equal_width_by_chance(scores: &Scores, setting: &Setting) -> Option<Chance> {
    by_chance(&widths(scores, setting).ok()?, setting, false)
}

/// All labelled rows as one bin.
fn all(scores: &Scores, setting: &Setting) -> Result<Bin, Undefined> {
    let size = setting.sizes[0];
    let all = || Ok(binned(scores, size, |_| 0)?.into());
    let bins = scores.binned(Cut::None, [1.0, size], all)?;
    bins.first().copied().ok_or(Undefined::ZeroDenominator)
}

fn observed(scores: &Scores, setting: &Setting) -> Result<f64, Undefined> {
    let all = all(scores, setting)?;
    crate::cells::share(all.events, all.n * all.mean_score)
}

fn observed_limits(scores: &Scores, setting: &Setting) -> Option<Interval> {
    let all = all(scores, setting).ok()?;
    let observed = Proportion::new(all.events, all.n).ok()?;
    observed_over_expected_interval(observed, all.mean_score, setting.level).ok()
}

/// Distinct scores up to which each enters a fit by itself.
const MOST_LOGITS: f64 = 128.0;

fn logits(scores: &Scores, size: f64) -> Arc<[LogOdds]> {
    scores.logits(size, || log_odds(scores, size))
}

/// Log odds of the scores with rows and events; runs of neighbours at their mean score where there are very many.
fn log_odds(scores: &Scores, size: f64) -> Vec<LogOdds> {
    let cells = || scores.cells.iter().filter(|cell| cell.labelled() > 0.0);
    let logit = |score: f64| libm::log(score / (1.0 - score));
    let each = |cell: &crate::ScoreCell| (cell.at, cell.labelled() * size, cell.positive * size);
    let odds = |(at, n, events): LogOdds| (logit(at), n, events);
    let certain = cells().find(|cell| cell.at <= 0.0 || cell.at >= 1.0);
    if let Some(cell) = certain {
        return vec![odds(each(cell))];
    }
    if cells().count() as f64 <= MOST_LOGITS {
        return cells().map(|cell| odds(each(cell))).collect();
    }
    let rows: f64 = cells().map(|cell| cell.labelled() * size).sum();
    let (mut runs, mut open, mut below): (Vec<LogOdds>, _, _) = (Vec::new(), 0, 0.0);
    for (at, n, events) in cells().map(each) {
        let place = (MOST_LOGITS * (below + 0.5 * n) / rows) as usize;
        below += n;
        match runs.last_mut() {
            Some(run) if place <= open => {
                run.0 = (run.0 * run.1 + at * n) / (run.1 + n);
                run.1 += n;
                run.2 = (run.2 + events).min(run.1);
            }
            _ => runs.push((at, n, events)),
        }
        open = place;
    }
    runs.into_iter().map(odds).collect()
}

fn fitted_slope(scores: &Scores, setting: &Setting) -> Option<Estimate> {
    let fit = logistic_slope(&logits(scores, setting.sizes[0])).ok()?;
    Some(fit.slope)
}

fn slope(scores: &Scores, setting: &Setting) -> Result<f64, Undefined> {
    let fit = fitted_slope(scores, setting).ok_or(Undefined::ZeroDenominator)?;
    Ok(fit.value)
}

fn slope_limits(scores: &Scores, setting: &Setting) -> Option<Interval> {
    Some(fitted_slope(scores, setting)?.interval(setting.level))
}

fn fitted_intercept(scores: &Scores, setting: &Setting) -> Option<Estimate> {
    logistic_intercept(&logits(scores, setting.sizes[0])).ok()
}

fn intercept(scores: &Scores, setting: &Setting) -> Result<f64, Undefined> {
    let fit = fitted_intercept(scores, setting).ok_or(Undefined::ZeroDenominator)?;
    Ok(fit.value)
}

fn intercept_limits(scores: &Scores, setting: &Setting) -> Option<Interval> {
    Some(fitted_intercept(scores, setting)?.interval(setting.level))
}

/// The bins of all groups, each with its share of everyone.
fn cells_of(members: &[Member<'_>], setting: &Setting) -> Result<(Vec<Bin>, Vec<f64>), Undefined> {
    let labelled = |member: &Member<'_>| {
        let cells = member.scores.cells.iter();
        cells.map(crate::ScoreCell::labelled).sum::<f64>()
    };
    let everyone: f64 = members.iter().map(labelled).sum();
    let (mut bins, mut shares) = (Vec::new(), Vec::new());
    for member in members {
        match equal_mass(member.scores, member.size, setting) {
            Ok(own) => {
                shares.extend(own.iter().map(|bin| bin.n / member.size / everyone));
                bins.extend_from_slice(&own);
            }
            Err(Undefined::ZeroDenominator) => {}
            Err(why) => return Err(why),
        }
    }
    if bins.is_empty() {
        return Err(Undefined::ZeroDenominator);
    }
    Ok((bins, shares))
}

fn worst(bins: &[Bin], shares: &[f64]) -> f64 {
    bins.iter().zip(shares).fold(0.0, |most, (bin, share)| {
        most.max(share * (bin.events / bin.n - bin.mean_score).abs())
    })
}

fn violation(members: &[Member<'_>], setting: &Setting) -> Result<f64, Undefined> {
    let (bins, shares) = cells_of(members, setting)?;
    Ok(worst(&bins, &shares))
}

fn violation_by_chance(members: &[Member<'_>], setting: &Setting) -> Option<Chance> {
    let (bins, shares) = cells_of(members, setting).ok()?;
    let measure = |bins: &[Bin]| Ok(worst(bins, &shares));
    let noise = label_noise(&bins, &[&measure], setting.draws, setting.seed).ok()?;
    let noise = noise.first()?;
    Some(Chance {
        mean: noise.mean,
        p_value: noise.p_value,
        quantile: noise.q95,
        test: "consistency-resampling",
    })
}
