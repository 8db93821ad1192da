use evenhand::source::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The bar that stands on the terminal, for whoever has to take it away.
static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);
/// Work that takes less shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on standard error that appears only when the work takes longer than a second.
pub struct Bar {
    bar: ProgressBar,
    drawn: AtomicBool,
    rows: AtomicU64,
    shown: bool,
    started: Instant,
}

/// Takes away whatever bar is there, for good.
pub fn clear() {
    let bar = SHOWN.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(bar) = bar {
        bar.finish_and_clear();
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
}

/// Puts a bar on the terminal.
fn show(bar: &ProgressBar) {
    let mut shown = SHOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if shown.is_none() && !bar.is_finished() {
        bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
        *shown = Some(bar.clone());
    }
}

impl Bar {
    pub fn new(shown: bool) -> Self {
        Self {
            bar: ProgressBar::hidden(),
            drawn: AtomicBool::new(false),
            rows: AtomicU64::new(0),
            shown,
            started: Instant::now(),
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
        clear();
    }

    fn style(&self, template: &str) {
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.progress_chars("━╸─"));
        }
    }
}

impl Progress for Bar {
    fn total_bytes(&self, bytes: Option<u64>) {
        if let Some(bytes) = bytes {
            self.bar.set_length(bytes);
            self.style("  reading [{bar:30}] {percent:>3} %  {msg}  {eta} left");
        } else {
            self.style("  reading {spinner} {msg}");
        }
    }

    fn advance(&self, bytes: u64, rows: u64) {
        let all = self.rows.fetch_add(rows, Ordering::Relaxed) + rows;
        let elapsed = self.started.elapsed();
        if self.shown && elapsed > PATIENCE {
            let rate = all as f64 / elapsed.as_secs_f64();
            self.bar.set_message(format!(
                "{:.1} M rows, {:.1} M/s",
                all as f64 / 1e6,
                rate / 1e6
            ));
            if !self.drawn.swap(true, Ordering::Relaxed) {
                show(&self.bar);
            }
        }
        self.bar.inc(bytes);
    }

    fn evaluating(&self, metrics: usize, groups: usize) {
        if !self.shown {
            return;
        }
        self.style("  {spinner} {msg}  {elapsed}");
        self.bar.reset_elapsed();
        self.bar
            .set_message(format!("working out {metrics} metrics for {groups} groups"));
        // While numbers are worked out nobody comes by to draw.
        let bar = self.bar.clone();
        thread::spawn(move || {
            thread::sleep(PATIENCE);
            show(&bar);
            if !bar.is_finished() {
                bar.enable_steady_tick(PATIENCE / 4);
            }
        });
    }
}
