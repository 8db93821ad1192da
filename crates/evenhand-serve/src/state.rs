use crate::error::{Error, Refused, Result};
use crate::settings::Settings;
use evenhand::ledger::{Log, RunEvent, Store, systems};
use evenhand::report::history::History;
use evenhand::{Day, Scorecard, Verdict};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// So many scorecards are kept; a comparison needs two.
const MOST_CARDS: usize = 8;
/// Chance that a history without gaps ever raises an alert.
const ALPHA: f64 = 0.05;

/// What all requests share.
pub(crate) struct State {
    pub settings: Settings,
    /// Only our own pages hold it.
    pub token: String,
    cards: Mutex<VecDeque<(String, Arc<Scorecard>)>>,
    histories: Mutex<BTreeMap<String, (String, Arc<History>)>>,
    summaries: Mutex<BTreeMap<String, Arc<Summary>>>,
}

/// What a list tells of an audit.
pub(crate) struct Summary {
    pub counts: Vec<(Verdict, u64)>,
    pub title: String,
}

pub(crate) type App = Arc<State>;

/// The history of a system, opened.
pub(crate) struct Opened {
    pub log: Log,
    pub store: Store,
}

impl State {
    pub fn new(settings: Settings) -> Result<Self> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|error| Error::Random(error.to_string()))?;
        Ok(Self {
            settings,
            token: evenhand::sha256_hex(&bytes),
            cards: Mutex::default(),
            histories: Mutex::default(),
            summaries: Mutex::default(),
        })
    }

    pub fn today(&self) -> Day {
        self.settings.today.unwrap_or_else(evenhand::today)
    }

    pub fn systems(&self) -> Result<Vec<String>, Refused> {
        Ok(systems(&self.settings.history)?)
    }

    /// The history of a system that is there; a path never names anything else.
    pub fn open(&self, system: &str) -> Result<Opened, Refused> {
        if !self.systems()?.iter().any(|known| known == system) {
            return Err(Refused::not_found(format!(
                "No history is kept of a system `{system}`."
            )));
        }
        let store = Store::new(&self.settings.history, system)?;
        let log = store.log()?;
        if log.torn.is_some() {
            return Err(Refused::new(
                axum::http::StatusCode::CONFLICT,
                "The history does not fit",
                "Its last line is unfinished.",
            )
            .with_help("Run `evenhand history verify`, then `evenhand history recover`."));
        }
        Ok(Opened { log, store })
    }

    /// The scorecard of a run as the reader may see it.
    pub fn card(&self, opened: &Opened, run: &RunEvent) -> Result<Arc<Scorecard>, Refused> {
        let known = self.cards.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known.iter().find(|(sha, _)| *sha == run.scorecard_sha256);
        if let Some((_, card)) = found {
            return Ok(card.clone());
        }
        drop(known);
        let card = opened.store.scorecard(run)?;
        let card = Arc::new(evenhand::under_profile(&card, self.settings.profile).into_owned());
        let mut known = self.cards.lock().unwrap_or_else(PoisonError::into_inner);
        known.push_front((run.scorecard_sha256.clone(), card.clone()));
        known.truncate(MOST_CARDS);
        Ok(card)
    }

    /// Title and verdicts of a run as the reader may see them.
    pub fn summary(&self, opened: &Opened, run: &RunEvent) -> Result<Arc<Summary>, Refused> {
        let known = self
            .summaries
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(summary) = known.get(&run.scorecard_sha256) {
            return Ok(summary.clone());
        }
        drop(known);
        let card = self.card(opened, run)?;
        let named = Some(&card.system.title).filter(|title| !title.is_empty());
        let summary = Arc::new(Summary {
            counts: (Verdict::ALL.into_iter())
                .map(|verdict| (verdict, card.count(verdict) as u64))
                .collect(),
            title: named.map_or_else(|| opened.store.system().to_owned(), Clone::clone),
        });
        let mut known = self
            .summaries
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        known.insert(run.scorecard_sha256.clone(), summary.clone());
        Ok(summary)
    }

    /// All audits of a system together, as the reader may see them.
    pub fn history(&self, opened: &Opened) -> Result<Arc<History>, Refused> {
        let system = opened.store.system().to_owned();
        let head = opened.log.entries.last();
        let head = head.map_or_else(String::new, |entry| entry.hash.clone());
        let known = self
            .histories
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some((_, history)) = known.get(&system).filter(|(of, _)| *of == head) {
            return Ok(history.clone());
        }
        drop(known);
        let on = self.settings.alert_on.get(&system).copied();
        let history = Arc::new(evenhand::history_page(
            &opened.store,
            self.settings.profile,
            on.unwrap_or_default(),
            ALPHA,
        )?);
        let mut known = self
            .histories
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        known.insert(system, (head, history.clone()));
        Ok(history)
    }
}

impl Opened {
    pub fn run(&self, name: &str) -> Result<&RunEvent, Refused> {
        Ok(self.log.run(name)?)
    }
}
