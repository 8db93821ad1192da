use crate::args::{Global, InitArgs};
use crate::failure::{Failure, Outcome};
use crate::terminal;
use evenhand::source::Source;
use evenhand::{Audit, propose};
use std::path::Path;

/// Rows that are looked at.
const ROWS: usize = 20_000;

pub fn run(args: &InitArgs, global: &Global) -> Outcome {
    let audit = Audit::of_files(args.data.iter().cloned());
    let fail = |error: evenhand::Error| Failure::Audit { error, text: None };
    let source =
        Source::open(&audit.spec().data, Path::new(".")).map_err(|error| fail(error.into()))?;
    let columns = source.guess(ROWS).map_err(|error| fail(error.into()))?;
    let text = propose(&columns, &args.data[0], &audit.spec().system.id);
    if args.output == "-" {
        terminal::print(&text)?;
        return Ok(0);
    }
    write(&args.output, &text, args.force)?;
    if !global.quiet {
        terminal::print(&format!(
            "Wrote {}. Read it: each guess stands beside its reason.\nThen: evenhand audit {}\n",
            args.output, args.output
        ))?;
    }
    Ok(0)
}

/// Writes the spec whole, and never over one that is there unless asked to.
fn write(path: &str, text: &str, force: bool) -> Result<(), Failure> {
    if !force && Path::new(path).exists() {
        return Err(Failure::usage(format!("{path} is already there"))
            .with_help("name another file with --output, or replace it with --force"));
    }
    evenhand::output::write_file(Path::new(path), text.as_bytes())
        .map_err(|error| Failure::Audit { error, text: None })
}
