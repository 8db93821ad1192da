use super::Store;
use crate::disk::Disk;
use crate::entry::{Event, RunEvent};
use crate::lifecycle::Numbers;
use crate::log::Log;
use crate::series::{RunSeries, SERIES_FORMAT, States, go_through};
use crate::{Period, Result};

impl<D: Disk> Store<D> {
    /// The series of all runs that count, with evidence and findings that take corrections into account.
    ///
    /// # Errors
    /// When a file is missing or altered.
    pub fn history(&self, log: &Log) -> Result<Vec<RunSeries>> {
        let (mut all, mut stale) = (Vec::new(), 0);
        for run in log.runs() {
            let series = self.series(run)?;
            let stands = is_settled(log, run) && series.format == SERIES_FORMAT;
            all.push(series);
            if !stands {
                stale = all.len();
            }
        }
        if stale > 0 {
            go_through(&mut all[..stale], &mut self.numbers(log)?)?;
        }
        Ok(all)
    }

    /// The series before a period, which what is added for it goes on from.
    pub(crate) fn before(
        &self,
        log: &Log,
        period: Period,
        numbers: &mut Numbers,
    ) -> Result<States> {
        let earlier =
            |run: &&RunEvent| run.period.parse().is_ok_and(|known: Period| known < period);
        let runs: Vec<&RunEvent> = log.runs().into_iter().filter(earlier).collect();
        let Some(last) = runs.last() else {
            return Ok(States::new());
        };
        // What a run kept holds all runs before it, unless one of them was corrected later.
        if is_settled(log, last) {
            let kept = self.kept_series(last)?;
            if kept.format == SERIES_FORMAT {
                let series = kept.series.into_iter();
                return Ok(series.map(|point| (point.key.clone(), point)).collect());
            }
        }
        let mut all = Vec::new();
        for run in runs {
            all.push(self.series(run)?);
        }
        Ok(go_through(&mut all, numbers)?)
    }

    /// The numbers that findings were given so far.
    pub(crate) fn numbers(&self, log: &Log) -> Result<Numbers> {
        let deleted = log.deleted();
        let runs = log.all_runs();
        let mut left: Vec<&RunEvent> = runs
            .filter(|run| !deleted.contains(run.series_path().as_str()))
            .collect();
        // The last one knows all numbers before it, unless what it followed was corrected.
        if corrected(log) == 0 {
            left.drain(..left.len().saturating_sub(1));
        }
        let mut numbers = Numbers::default();
        for run in left {
            numbers.take(&self.kept_series(run)?);
        }
        Ok(numbers)
    }
}

/// The line of the last correction; 0 where there is none.
fn corrected(log: &Log) -> u64 {
    let mut entries = log.entries.iter().rev();
    let last = entries.find(|entry| matches!(&entry.event, Event::Correction { run: Some(_), .. }));
    last.map_or(0, |entry| entry.seq)
}

/// Whether no run was corrected after this one was added.
fn is_settled(log: &Log, run: &RunEvent) -> bool {
    let corrected = corrected(log);
    corrected == 0
        || (log.entries.iter()).any(|entry| entry.seq > corrected && entry.event.run() == Some(run))
}
