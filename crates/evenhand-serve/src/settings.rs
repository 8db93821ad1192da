use evenhand::ledger::{BoardKey, Calendar};
use evenhand::report::Language;
use evenhand::{AlertOn, Day, Profile};
use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

/// What is served, to whom, and what may be written.
#[derive(Debug)]
pub struct Settings {
    /// Where it listens: 127.0.0.1, port 7420, by default. Port 0 takes any that is free.
    pub address: SocketAddr,
    /// What raises an alert, by system; `confirmed_change` where it is not named.
    pub alert_on: BTreeMap<String, AlertOn>,
    /// When audits are planned, by system.
    pub calendars: BTreeMap<String, Calendar>,
    /// Folder of the histories.
    pub history: PathBuf,
    /// Further names by which it may be asked for, such as that of the machine; only where it listens to others.
    pub hosts: Vec<String>,
    /// Language of reports, of the trend and of verdicts.
    pub language: Language,
    /// Who looks: `board` hides small groups.
    pub profile: Profile,
    /// Nothing is written, on whatever address.
    pub read_only: bool,
    /// Who signs; none where nobody does.
    pub signer: Option<Signer>,
    /// The day it is; the day of the clock where none is given.
    pub today: Option<Day>,
}

/// Who signs, with which key. It stays in this process: no browser sees it.
#[derive(Debug)]
pub struct Signer {
    /// The private key.
    pub key: BoardKey,
    /// The name, as minutes have it.
    pub name: String,
}

impl Settings {
    /// Port of the review page.
    pub const PORT: u16 = 7420;

    /// The histories of a folder for the board, on this machine alone.
    pub fn new(history: impl Into<PathBuf>) -> Self {
        Self {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, Self::PORT)),
            alert_on: BTreeMap::new(),
            calendars: BTreeMap::new(),
            history: history.into(),
            hosts: Vec::new(),
            language: Language::default(),
            profile: Profile::Board,
            read_only: false,
            signer: None,
            today: None,
        }
    }

    /// Whether minutes and signatures are taken: on this machine alone.
    pub(crate) fn writes(&self) -> bool {
        !self.read_only && self.address.ip().is_loopback()
    }
}
