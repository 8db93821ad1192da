use super::LanguageArgs;
use super::profile::ProfileFlag;
use clap::Args;
use std::path::PathBuf;

pub(super) const SERVE_EXAMPLES: &str = "Examples:\n  evenhand serve                                  # what evenhand.toml in this folder says\n  \
    evenhand serve --store history --read-only\n  \
    evenhand serve --key abel.key --name \"Ada Abel\"   # minutes are signed with this key\n  \
    evenhand serve jobs.toml credit.toml --profile internal\n\n\
    Open the address that it prints in a browser. It reads the history and writes nothing but minutes and signatures. There are\n\
    no accounts: it listens on this machine alone, and on any other address (--address 0.0.0.0:7420) nothing can be written.\n\
    A key is read here and never goes through the browser.";

#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Specs of the audits, which say where their history is, when audits are planned and what raises an alert; ./evenhand.toml
    /// where there is one.
    #[arg(value_name = "SPEC.toml")]
    pub specs: Vec<PathBuf>,
    /// Folder of the histories; what the spec says under [history], or history/ beside it, by default.
    #[arg(long, value_name = "DIR")]
    pub store: Option<PathBuf>,
    /// Where it listens: an address with a port, or a port of this machine.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7420")]
    pub address: String,
    /// A further name by which it is asked for, such as that of the machine; repeat for several.
    #[arg(long, value_name = "NAME")]
    pub host: Vec<String>,
    /// Take no minutes and no signatures.
    #[arg(long)]
    pub read_only: bool,
    /// Sign with this private key; whoever opens the page on this machine signs with it.
    #[arg(long, value_name = "NAME.key", requires = "name")]
    pub key: Option<PathBuf>,
    /// Your name, as the minutes have it.
    #[arg(long, value_name = "NAME", requires = "key")]
    pub name: Option<String>,
    /// Who looks. Board hides groups with a count of fewer than ten people, and what would give them away.
    #[arg(long, value_enum, value_name = "PROFILE", default_value = "board")]
    pub profile: ProfileFlag,
    #[command(flatten)]
    pub language: LanguageArgs,
    /// The day it is, as 2026-10-05; today by default.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
}
