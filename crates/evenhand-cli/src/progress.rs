use evenhand::source::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A bar on standard error that appears only when the work takes longer than a second.
pub struct Bar {
    bar: ProgressBar,
    rows: AtomicU64,
    started: Instant,
}

impl Bar {
    pub fn new(shown: bool) -> Self {
        let bar = ProgressBar::hidden();
        if shown {
            bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
        }
        Self {
            bar,
            rows: AtomicU64::new(0),
            started: Instant::now(),
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn total_bytes(&self, bytes: Option<u64>) {
        let template = if let Some(bytes) = bytes {
            self.bar.set_length(bytes);
            "  reading [{bar:30}] {percent:>3} %  {msg}  {eta} left"
        } else {
            "  reading {spinner} {msg}"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.progress_chars("━╸─"));
        }
    }

    fn advance(&self, bytes: u64, rows: u64) {
        let all = self.rows.fetch_add(rows, Ordering::Relaxed) + rows;
        let elapsed = self.started.elapsed();
        if elapsed > Duration::from_secs(1) && !self.bar.is_hidden() {
            let rate = all as f64 / elapsed.as_secs_f64();
            self.bar.set_message(format!(
                "{:.1} M rows, {:.1} M/s",
                all as f64 / 1e6,
                rate / 1e6
            ));
            self.bar.inc(bytes);
        } else {
            // Counted but not drawn yet.
            self.bar.update(|state| state.set_pos(state.pos() + bytes));
        }
    }
}
