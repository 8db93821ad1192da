use crate::args::{Color, Global};
use evenhand::report::TerminalOptions;
use std::io::{self, IsTerminal, Write};

/// Columns to fill: those of the terminal, at most 100; 80 elsewhere.
pub fn width() -> usize {
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0).clamp(40, 100))
}

/// How a text is printed: on the terminal as wide and as colourful as that is, in a file plainly.
pub fn options(global: &Global, on_stdout: bool) -> TerminalOptions {
    TerminalOptions {
        width: width(),
        color: on_stdout && colours_on_stdout(global.color),
        verbose: global.verbose > 0,
    }
}

pub fn colours_on_stdout(color: Color) -> bool {
    wanted(color, io::stdout().is_terminal())
}

pub fn colours_on_stderr(color: Color) -> bool {
    wanted(color, io::stderr().is_terminal())
}

/// `NO_COLOR` set to anything, and a terminal that calls itself dumb, mean no.
fn wanted(color: Color, terminal: bool) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
            terminal && !refused && !dumb
        }
    }
}

/// Writes a result to standard output.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Writes to standard error. Where nobody listens any more (`2>&1 | head`), what is said is lost, and the exit code stays.
pub fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Says something on standard error, unless asked to be quiet.
pub fn say(global: &Global, text: &str) {
    if !global.quiet {
        complain(&format!("{text}\n"));
    }
}
