//! The marks of the verdicts, each a shape of its own, in a square of twenty units.

use evenhand_core::Verdict;

/// The paths of a mark: `m` is filled, `g` cut out, `d` a dot in it, `o` an outline.
pub(crate) fn paths(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::ConfirmedGap => {
            "<path class=\"m\" d=\"M10 .5 19.5 10 10 19.5 .5 10Z\"/><path class=\"g\" d=\"M7.2 7.2l5.6 5.6M12.8 7.2l-5.6 5.6\"/>"
        }
        Verdict::PossibleGap => {
            "<path class=\"m\" d=\"M10 1 19.6 18.2H.4Z\"/><path class=\"g\" d=\"M7.9 9.2c0-2.8 4.2-2.8 4.2 0 0 1.7-2.1 1.7-2.1 3.6\"/><circle class=\"d\" cx=\"10\" cy=\"15.6\" r=\"1.1\"/>"
        }
        Verdict::WithinLimit => {
            "<circle class=\"m\" cx=\"10\" cy=\"10\" r=\"9\"/><path class=\"g\" d=\"M5.8 10.4l2.9 2.9 5.6-6\"/>"
        }
        Verdict::InsufficientData => {
            "<circle class=\"o\" cx=\"10\" cy=\"10\" r=\"8\"/><path class=\"o\" d=\"M6.4 10h7.2\"/>"
        }
        Verdict::NotTested => "<circle class=\"o\" cx=\"10\" cy=\"10\" r=\"8\"/>",
        Verdict::Hidden => {
            "<rect class=\"o\" x=\"2\" y=\"2\" width=\"16\" height=\"16\"/><path class=\"o\" d=\"M3 10l7-7M3 17 17 3M10 17l7-7\"/>"
        }
        Verdict::Waived => {
            "<path class=\"o\" d=\"M10 1.5 18.5 10 10 18.5 1.5 10Z\"/><path class=\"o\" d=\"M6 8l2 4 2-4 2 4 2-4\"/>"
        }
    }
}
