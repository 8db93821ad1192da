use super::Reader;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// How a result is printed, and where to.
#[derive(Clone, Debug, Args)]
pub struct Printed {
    /// Write what is printed to this file instead.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// How the result is printed.
    #[arg(long, value_enum, default_value = "human")]
    pub format: ResultFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ResultFormat {
    Human,
    Csv,
    Json,
    /// Markdown, for a comment or a page of notes.
    Md,
}

/// The model whose numbers are worked out, and how they are printed.
#[derive(Clone, Debug, Args)]
pub struct OneModel {
    /// Which model of the spec; the first by default.
    #[arg(long, value_name = "NAME")]
    pub model: Option<String>,
    #[command(flatten)]
    pub reader: Reader,
    #[command(flatten)]
    pub printed: Printed,
}
