use clap::{Args, Subcommand};
use std::path::PathBuf;

pub(super) const PACKS_EXAMPLES: &str = "Examples:\n  evenhand packs list\n  \
    evenhand packs show us-nyc-ll144\n  evenhand packs diff us-credit-post2026 us-nj-1316\n  \
    evenhand packs check our-limits.toml    # in CI, for a pack of your own\n\n\
    A spec names its packs under [policy] packs; --pack adds one for a run.";

#[derive(Debug, Subcommand)]
pub enum PacksCommand {
    /// Every pack, with its status and the day it was last looked at.
    List(PacksListArgs),
    /// What a pack asks for, as text or as the file itself.
    Show(PacksShowArgs),
    /// What two packs, or two versions of one, say differently.
    Diff(PacksDiffArgs),
    /// Check packs: that they can be read, that their metrics exist, and that they are not too old.
    Check(PacksCheckArgs),
}

#[derive(Debug, Args)]
pub struct PacksListArgs {
    /// A folder with packs of your own.
    #[arg(long, value_name = "DIR")]
    pub folder: Option<String>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// The day against which their age is judged, as 2026-09-30; today by default.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
}

#[derive(Debug, Args)]
pub struct PacksShowArgs {
    /// The pack: id, id@version, or a file.
    pub pack: String,
    /// A folder with packs of your own.
    #[arg(long, value_name = "DIR")]
    pub folder: Option<String>,
    /// Print the file, to start one of your own from.
    #[arg(long)]
    pub toml: bool,
    /// The day against which its age is judged, as 2026-09-30; today by default.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
}

#[derive(Debug, Args)]
pub struct PacksDiffArgs {
    /// The one.
    pub before: String,
    /// The other.
    pub after: String,
    /// A folder with packs of your own.
    #[arg(long, value_name = "DIR")]
    pub folder: Option<String>,
}

#[derive(Debug, Args)]
pub struct PacksCheckArgs {
    /// Files of packs; those of the program without any.
    pub files: Vec<PathBuf>,
    /// The day against which their age is judged, as 2026-09-30; today by default.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
}
