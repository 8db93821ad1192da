use super::envelope::Envelope;
use super::event::SignatureEvent;
use super::key::PublicKey;
use super::minutes::Minutes;
use super::standing::Decision;
use super::statement::{extension, misfit, subjects};
use crate::canonical::canonical;
use crate::disk::Disk;
use crate::entry::{Entry, RunEvent};
use crate::log::Log;
use crate::store::Store;
use crate::verify::Problem;
use crate::{Error, Result, Verified};
use evenhand_core::{Scorecard, sha256_hex};
use std::path::{Path, PathBuf};

/// A public key that somebody vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenKey {
    /// The file it was read from.
    pub path: PathBuf,
    /// The key.
    pub key: PublicKey,
}

/// A report, or an envelope, that somebody holds in hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenReport {
    /// Where it lies.
    pub path: PathBuf,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What is known of the key of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Vouching {
    /// The reader gave it, in this file.
    Given(PathBuf),
    /// It is only in the log: whoever wrote the log could have made it.
    LogOnly,
}

/// A signature that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedBy {
    /// SHA-256 of the public key.
    pub key_id: String,
    /// Who, by the log.
    pub name: String,
    /// On which day.
    pub on: String,
    /// Who says that the key is theirs.
    pub vouching: Vouching,
}

/// A decision of which everything fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardVerified {
    /// The envelope with all signatures; none where nobody signed.
    pub envelope: Option<PathBuf>,
    /// The whole history.
    pub history: Verified,
    /// What was decided.
    pub minutes: Minutes,
    /// Where the minutes lie.
    pub minutes_path: PathBuf,
    /// How many signatures are asked for.
    pub quorum: u64,
    /// Who signed, in their order.
    pub signatures: Vec<SignedBy>,
    /// Whether that is enough.
    pub signed: bool,
}

impl<D: Disk> Store<D> {
    /// Holds the last decision about a run against everything that was signed: the whole history, minutes, envelope,
    /// signatures, the keys that the reader vouches for, reports in hand, and an envelope in hand instead of the kept one.
    ///
    /// # Errors
    /// [`Error::Integrity`] with the first file that does not fit, and what does not.
    pub fn verify_board(
        &self,
        run: &str,
        keys: &[GivenKey],
        reports: &[GivenReport],
        envelope: Option<&GivenReport>,
    ) -> Result<BoardVerified> {
        let history = self.verify(None)?;
        let log = self.log()?;
        let run = log.run(run)?;
        let undecided = || Error::Undecided {
            run: run.run.clone(),
        };
        let decision = log.last_decision(&run.run).ok_or_else(undecided)?;
        let number = decision.event.minutes.ok_or_else(undecided)?;
        if log.deleted().contains(run.minutes_path(number).as_str()) {
            return Err(Error::NotCounted {
                run: run.run.clone(),
                why: "its minutes were deleted when the time for keeping them was over",
            });
        }
        let minutes = self.minutes(&log, decision.event)?;
        for report in reports {
            read_by_board(report, run, &minutes)?;
        }
        let kept = decision.signatures.last();
        let kept = kept.map(|(_, last)| self.folder.join(run.envelope_path(number, last.number)));
        let (path, held) = match (envelope, kept) {
            (Some(given), _) => {
                let held = Envelope::of_json(&given.bytes, &given.path).map_err(unreadable)?;
                (given.path.clone(), held)
            }
            (None, Some(path)) => {
                let bytes = std::fs::read(&path).map_err(|error| Error::file(&path, error))?;
                let held = Envelope::of_json(&bytes, &path)?;
                (path, held)
            }
            (None, None) => {
                if let Some(given) = keys.first() {
                    let unsigned = "nobody signed this decision yet; this key has not either";
                    return Err(problem(&given.path, unsigned));
                }
                return Ok(BoardVerified {
                    envelope: None,
                    history,
                    minutes_path: self.folder.join(run.minutes_path(number)),
                    quorum: decision.quorum().unwrap_or(1),
                    signatures: Vec::new(),
                    signed: false,
                    minutes,
                });
            }
        };
        let sha256 = decision.event.minutes_sha256.clone().unwrap_or_default();
        let wrong = misfit(
            &held.statement(),
            &subjects(run, number, &minutes, &sha256),
            &extension(number, &minutes, &sha256),
        );
        if let Some(message) = wrong {
            return Err(problem(&path, &message));
        }
        if held.signatures.is_empty() {
            return Err(problem(&path, "it holds no signature"));
        }
        let signatures = signers(&held, &path, &decision, keys)?;
        for given in keys {
            let id = given.key.id();
            if !signatures.iter().any(|one| one.key_id == id) {
                return Err(problem(
                    &given.path,
                    &format!(
                        "there is no signature of this key ({}…) in {}",
                        &id[..12],
                        path.display()
                    ),
                ));
            }
        }
        let quorum = decision.quorum().unwrap_or(1);
        Ok(BoardVerified {
            envelope: Some(path),
            history,
            minutes,
            minutes_path: self.folder.join(run.minutes_path(number)),
            quorum,
            signed: signatures.len() as u64 >= quorum,
            signatures,
        })
    }

    /// Holds the signatures of an envelope against the keys in the log, for [`Store::verify`].
    pub(crate) fn verify_signature(
        &self,
        log: &Log,
        run: &RunEvent,
        entry: &Entry,
        event: &SignatureEvent,
    ) -> Result<()> {
        let envelope = self.envelope(run, event)?;
        let path = self
            .folder
            .join(run.envelope_path(event.minutes, event.number));
        let before = log.decisions().into_iter().find(|decision| {
            decision.event.run == event.run && decision.event.minutes == Some(event.minutes)
        });
        let Some(mut decision) = before.filter(|decision| decision.seq < entry.seq) else {
            return Err(problem(&path, "what was signed is in no line of the log"));
        };
        decision
            .signatures
            .retain(|(_, one)| one.number <= event.number);
        let numbers = decision.signatures.iter().map(|(_, one)| one.number);
        if !numbers.eq(1..=event.number) || envelope.signatures.len() as u64 != event.number {
            return Err(problem(
                &path,
                "the envelope does not hold the signatures that the log names",
            ));
        }
        signers(&envelope, &path, &decision, &[]).map(|_| ())
    }
}

/// Who signed an envelope: every signature must be of a key that the log or the reader names, and must fit.
fn signers(
    envelope: &Envelope,
    path: &Path,
    decision: &Decision<'_>,
    keys: &[GivenKey],
) -> Result<Vec<SignedBy>> {
    let mut found: Vec<SignedBy> = Vec::new();
    for (place, signature) in envelope.signatures.iter().enumerate() {
        let short = signature.key_id.get(..12).unwrap_or(&signature.key_id);
        let logged = decision
            .signatures
            .iter()
            .find(|(_, one)| one.key_id == signature.key_id);
        let Some((on, event)) = logged else {
            return Err(problem(
                path,
                &format!("it holds a signature of key {short}…, which the log does not name"),
            ));
        };
        let given = keys.iter().find(|given| given.key.id() == event.key_id);
        // A hint is no proof: the key that was logged has to be the one whose id it says.
        let key = match given {
            Some(given) => Some(given.key),
            None => PublicKey::of_base64(&event.public_key).filter(|key| key.id() == event.key_id),
        };
        let fits = key.is_some_and(|key| envelope.verifies(place, &key));
        if !fits || found.iter().any(|one| one.key_id == event.key_id) {
            return Err(problem(
                path,
                &format!(
                    "the signature of {} does not fit key {short}…: what was signed, or the signature, was altered",
                    event.name
                ),
            ));
        }
        found.push(SignedBy {
            key_id: event.key_id.clone(),
            name: event.name.clone(),
            on: (*on).to_owned(),
            vouching: given.map_or(Vouching::LogOnly, |given| {
                Vouching::Given(given.path.clone())
            }),
        });
    }
    Ok(found)
}

/// A report in hand must be one of those that the board read, or the scorecard itself, whatever the order of its keys.
fn read_by_board(report: &GivenReport, run: &RunEvent, minutes: &Minutes) -> Result<()> {
    let sha256 = sha256_hex(&report.bytes);
    let card = || {
        let card = Scorecard::from_json(&report.bytes).ok()?;
        Some(sha256_hex(canonical(&card).ok()?.as_bytes()))
    };
    if minutes.reports.iter().any(|bound| bound.sha256 == sha256) {
        return Ok(());
    }
    match card() {
        Some(card) if card == run.scorecard_sha256 => return Ok(()),
        Some(_) => {
            return Err(problem(
                &report.path,
                "this is not the scorecard that the board decided about",
            ));
        }
        None => {}
    }
    let name = report
        .path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    let message = match minutes.reports.iter().find(|bound| bound.file == name) {
        Some(bound) => format!(
            "this is not the {} that the board read: its SHA-256 is {}…, theirs {}…",
            bound.file,
            &sha256[..12],
            bound.sha256.get(..12).unwrap_or(&bound.sha256)
        ),
        None if minutes.reports.is_empty() => {
            "the minutes name no report, so that nothing was signed about this file".to_owned()
        }
        None => format!(
            "the board read another file: {}",
            minutes
                .reports
                .iter()
                .map(|bound| bound.file.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        ),
    };
    Err(problem(&report.path, &message))
}

/// An envelope in hand that cannot be read does not fit.
fn unreadable(error: Error) -> Error {
    match error {
        Error::NotReadable { path, message } => problem(&path, &message),
        other => other,
    }
}

fn problem(path: &Path, message: &str) -> Error {
    Error::Integrity(Problem {
        path: path.to_owned(),
        line: None,
        message: message.to_owned(),
    })
}
