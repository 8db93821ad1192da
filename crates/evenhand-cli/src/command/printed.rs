//! A result as text, as a table or as JSON; on standard output or in a file.

use crate::args::{Global, Printed, ResultFormat};
use crate::failure::Failure;
use crate::terminal;
use evenhand::output;
use evenhand::report::document::Block;
use evenhand::report::markdown_of;
use serde::Serialize;
use std::io;

/// The size and the colours of the terminal that a text is made for.
pub type Options = evenhand::report::TerminalOptions;

impl Printed {
    /// Prints a result in the form that was asked for.
    pub fn print(
        &self,
        result: &impl Serialize,
        human: impl FnOnce(&Options) -> String,
        csv: impl FnOnce(&mut Vec<u8>) -> io::Result<()>,
        blocks: impl FnOnce() -> Vec<Block>,
        global: &Global,
    ) -> Result<(), Failure> {
        let text = match self.format {
            ResultFormat::Human => {
                human(&terminal::options(global, self.out.is_none())).into_bytes()
            }
            ResultFormat::Csv => {
                let mut text = Vec::new();
                csv(&mut text)?;
                text
            }
            ResultFormat::Md => markdown_of(&blocks()).into_bytes(),
            ResultFormat::Json => {
                let mut text = serde_json::to_vec_pretty(result)
                    .map_err(|error| Failure::usage(error.to_string()))?;
                text.push(b'\n');
                text
            }
        };
        match &self.out {
            Some(path) => {
                output::write_file(path, &text)
                    .map_err(|error| Failure::Audit { error, text: None })?;
                terminal::say(global, &format!("Written to {}", path.display()));
            }
            None => terminal::print(&String::from_utf8_lossy(&text))?,
        }
        Ok(())
    }
}
