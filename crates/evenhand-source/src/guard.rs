//! Readers of binary formats may panic on damaged files; their panics become errors here.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Whether this thread is inside a reader whose panics are caught.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// A reader stopped in the middle.
#[derive(Debug, thiserror::Error)]
#[error("the reader stopped at data that contradicts itself: {0}")]
pub(crate) struct Stopped(String);

/// Runs a reader; a panic becomes an error, and prints nothing.
pub(crate) fn guarded<T>(read: impl FnOnce() -> T) -> Result<T, Stopped> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |info| {
            if !GUARDED.get() {
                usual(info);
            }
        }));
    });
    GUARDED.set(true);
    let result = catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(false);
    result.map_err(|panic| {
        let message = panic
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        Stopped(message.unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        let error = guarded(|| -> u8 { panic!("beyond the end") }).unwrap_err();
        assert!(error.to_string().contains("beyond the end"));
        assert_eq!(guarded(|| 7).ok(), Some(7));
    }
}
