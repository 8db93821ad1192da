//! Ctrl-C, and being asked to end: nothing half-written stays behind.

use crate::{progress, terminal};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// Exit code of a program that was interrupted.
const STOPPED: i32 = 130;
/// How often is looked whether somebody wants the program to end.
const EVERY: Duration = Duration::from_millis(50);

/// Whether to be stopped is how the program ends.
static ENDS_WELL: AtomicBool = AtomicBool::new(false);

/// From now on being stopped is no failure: what waits for requests has no other end.
#[cfg(feature = "serve")]
pub fn ends_well() {
    ENDS_WELL.store(true, Ordering::Relaxed);
}

/// From now on the first signal ends the program tidily, wherever it is; a second one at once.
pub fn listen() {
    let stopped = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // The order matters: a signal ends the program only where an earlier one has set the flag. Where nothing can be
        // registered, signals do what they do to every program.
        let _ = flag::register_conditional_shutdown(signal, STOPPED, stopped.clone())
            .and_then(|_| flag::register(signal, stopped.clone()));
    }
    thread::spawn(move || {
        while !stopped.load(Ordering::Relaxed) {
            thread::sleep(EVERY);
        }
        stop();
    });
}

fn stop() {
    let finished = evenhand::source::abandon();
    progress::clear();
    if ENDS_WELL.load(Ordering::Relaxed) {
        std::process::exit(0);
    }
    if finished == 0 {
        terminal::complain("stopped; nothing was written\n");
    } else {
        terminal::complain("stopped; what was written before is whole\n");
    }
    std::process::exit(STOPPED);
}
