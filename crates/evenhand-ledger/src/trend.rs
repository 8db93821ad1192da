use crate::Result;
use crate::disk::Disk;
use crate::log::Log;
use crate::series::{SeriesKey, SeriesPoint};
use crate::store::Store;
use evenhand_core::{AlertOn, Verdict};
use evenhand_inference::multiplicity::e_benjamini_hochberg;
use evenhand_inference::sequential::{Breach, Process, Table, compare, confidence_set};
use std::collections::BTreeMap;

/// All series of a history, with what they show by now.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// Chance that a history without gaps ever raises an alert.
    pub alpha: f64,
    /// The periods, in their order.
    pub periods: Vec<String>,
    /// The run that changes are told against: the last that the board accepted, and signed.
    pub signed: Option<String>,
    /// The series, in the order of their keys.
    pub series: Vec<SeriesTrend>,
}

/// One series.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesTrend {
    /// Which.
    pub key: SeriesKey,
    /// Whether it is rejected among all series (e-BH): a gap is there.
    pub alert: bool,
    /// Whether it is shown, among all series that have a limit (e-BH), that the number lies beyond its limit.
    pub beyond: bool,
    /// Whether it differs from the last signed audit, among all series (e-BH), and how.
    pub change: Option<Changed>,
    /// Logarithm of the evidence that the number lies beyond its limit; 0 where there is no limit of two rates.
    pub log_e_beyond: f64,
    /// Logarithm of the evidence that there is a gap.
    pub log_e_value: f64,
    /// One for each period; none before the series began.
    pub points: Vec<Option<SeriesPoint>>,
    /// p-value that holds at all looks so far: one over the highest evidence.
    pub p_value: f64,
}

/// How a series differs from the last signed audit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Changed {
    /// Logarithm of the evidence that it does.
    pub log_e_value: f64,
    /// Whether the groups have come nearer: a gap that is said to have improved needs the same evidence as one that grew.
    pub nearer: bool,
}

impl SeriesTrend {
    /// Whether it raises an alert, as a spec wants them.
    pub fn speaks(&self, on: AlertOn, signed: bool) -> bool {
        let verdict = self.points.last().and_then(|p| p.as_ref()?.verdict);
        let change = if signed {
            self.change.is_some()
        } else {
            self.alert
        };
        // What the last audit showed to lie within the limit as a whole is over.
        let breach = self.beyond && verdict != Some(Verdict::WithinLimit);
        match on {
            AlertOn::ConfirmedChange => change,
            AlertOn::ConfirmedBreach => breach,
            AlertOn::Any => change || breach || verdict == Some(Verdict::PossibleGap),
        }
    }

    /// Its tables, one for each look that has some.
    pub fn tables(&self) -> Vec<Table> {
        let points = self.points.iter().flatten();
        points.filter_map(SeriesPoint::table).collect()
    }

    /// The odds ratios that the series leaves possible, at all looks at once; the upper may be infinite.
    ///
    /// # Errors
    /// When `alpha` is not between 0 and 1.
    pub fn odds_ratios(&self, alpha: f64) -> Result<(f64, f64)> {
        let set = confidence_set(&self.tables(), alpha)?;
        Ok((libm::exp(set.lower), libm::exp(set.upper)))
    }

    /// The same as it was at an earlier audit, counted from 0; none where the series had no counts by then.
    ///
    /// # Errors
    /// When `alpha` is not between 0 and 1.
    pub fn odds_ratios_at(&self, look: usize, alpha: f64) -> Result<Option<(f64, f64)>> {
        let points = self.points.iter().take(look + 1).flatten();
        let tables: Vec<Table> = points.filter_map(SeriesPoint::table).collect();
        if tables.is_empty() {
            return Ok(None);
        }
        let set = confidence_set(&tables, alpha)?;
        Ok(Some((libm::exp(set.lower), libm::exp(set.upper))))
    }

    /// The evidence that the number lies beyond its limit; infinite beyond about 10³⁰⁸.
    pub fn e_beyond(&self) -> f64 {
        libm::exp(self.log_e_beyond)
    }

    /// The evidence that there is a gap; infinite beyond about 10³⁰⁸.
    pub fn e_value(&self) -> f64 {
        libm::exp(self.log_e_value)
    }
}

impl<D: Disk> Store<D> {
    /// What all series show by now.
    ///
    /// # Errors
    /// When a file is missing or altered, or `alpha` is not between 0 and 1.
    pub fn trend(&self, log: &Log, alpha: f64) -> Result<Trend> {
        let runs = self.history(log)?;
        let names: Vec<&str> = runs.iter().map(|run| run.run.as_str()).collect();
        let accepted = log.accepted();
        let signed = accepted
            .iter()
            .rev()
            .find_map(|run| names.iter().position(|name| name == run));
        let mut keys: BTreeMap<SeriesKey, Vec<Option<SeriesPoint>>> = BTreeMap::new();
        for (i, run) in runs.iter().enumerate() {
            for point in &run.series {
                let points = keys
                    .entry(point.key.clone())
                    .or_insert_with(|| vec![None; runs.len()]);
                points[i] = Some(point.clone());
            }
        }
        let mut series = Vec::new();
        for (key, points) in keys {
            series.push(one(key, points)?);
        }
        // What is not followed cannot be rejected, and does not make the others pay.
        let mut followed: Vec<&mut SeriesTrend> = series
            .iter_mut()
            .filter(|one: &&mut SeriesTrend| {
                one.points.iter().flatten().any(|p| p.counts.is_some())
            })
            .collect();
        let logs: Vec<f64> = followed.iter().map(|one| one.log_e_value).collect();
        for (one, alert) in followed.iter_mut().zip(e_benjamini_hochberg(&logs, alpha)?) {
            one.alert = alert;
        }
        let mut limited: Vec<&mut SeriesTrend> = series
            .iter_mut()
            .filter(|one: &&mut SeriesTrend| {
                one.points.iter().flatten().any(|p| !p.breach.is_empty())
            })
            .collect();
        let logs: Vec<f64> = limited.iter().map(|one| one.log_e_beyond).collect();
        for (one, beyond) in limited.iter_mut().zip(e_benjamini_hochberg(&logs, alpha)?) {
            one.beyond = beyond;
        }
        if let Some(signed) = signed {
            changes(&mut series, signed, alpha)?;
        }
        Ok(Trend {
            alpha,
            periods: runs.iter().map(|run| run.period.clone()).collect(),
            signed: signed.map(|place| runs[place].run.clone()),
            series,
        })
    }
}

fn one(key: SeriesKey, points: Vec<Option<SeriesPoint>>) -> Result<SeriesTrend> {
    let (mut last, mut highest) = (0.0, 0.0_f64);
    let newest = points.iter().flatten().next_back();
    let breach = Breach::from_state(newest.map_or(&[], |point| &point.breach))?;
    for point in points.iter().flatten() {
        last = Process::from_state(&point.state)?.log_e_value();
        highest = highest.max(last);
    }
    Ok(SeriesTrend {
        key,
        alert: false,
        beyond: false,
        change: None,
        log_e_beyond: breach.log_e_value(),
        log_e_value: last,
        points,
        p_value: libm::exp(-highest),
    })
}

/// Holds every series since the signed run against itself up to it.
fn changes(series: &mut [SeriesTrend], signed: usize, alpha: f64) -> Result<()> {
    let mut found = Vec::new();
    for one in series.iter() {
        found.push(changed(one, signed, alpha)?);
    }
    let logs: Vec<f64> = found.iter().map(|changed| changed.log_e_value).collect();
    let rejected = e_benjamini_hochberg(&logs, alpha)?;
    for ((one, changed), rejected) in series.iter_mut().zip(found).zip(rejected) {
        one.change = rejected.then_some(changed);
    }
    Ok(())
}

fn changed(one: &SeriesTrend, signed: usize, alpha: f64) -> Result<Changed> {
    let none = Changed {
        log_e_value: 0.0,
        nearer: false,
    };
    let state = |points: &[Option<SeriesPoint>]| {
        points
            .iter()
            .flatten()
            .next_back()
            .map(|point| point.state.clone())
    };
    let (Some(before), Some(all)) = (state(&one.points[..=signed]), state(&one.points)) else {
        return Ok(none);
    };
    let since: Vec<f64> = all.iter().zip(&before).map(|(a, b)| a - b).collect();
    let evidence =
        Process::from_state(&before)?.log_e_value() + Process::from_state(&since)?.log_e_value();
    // The common odds ratio is at least as likely as the best of the 31: where not even that leaves anything, an exact answer
    // is not worth its time.
    let least = all.iter().copied().fold(0.0, f64::max);
    if evidence - least < libm::log(1.0 / alpha) {
        return Ok(Changed {
            log_e_value: (evidence - least).min(0.0),
            ..none
        });
    }
    let tables = |points: &[Option<SeriesPoint>]| -> Vec<Table> {
        points
            .iter()
            .flatten()
            .filter_map(SeriesPoint::table)
            .collect()
    };
    let change = compare(
        &tables(&one.points[..=signed]),
        &tables(&one.points[signed + 1..]),
    );
    Ok(Changed {
        log_e_value: change.log_e_value,
        nearer: change.since.abs() < change.before.abs(),
    })
}
