use crate::args::{Global, ServeArgs};
use crate::failure::{Failure, Outcome};

/// A build without the review page says so.
pub fn run(_: &ServeArgs, _: &Global) -> Outcome {
    Err(
        Failure::usage("this build has no review page").with_help(
            "build the command with its feature `serve`: cargo install --path crates/evenhand-cli --features serve; \
             or write pages with `evenhand report` and `evenhand trend --format html`",
        ),
    )
}
