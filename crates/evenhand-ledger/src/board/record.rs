use super::check::{Facts, Written};
use super::envelope::Envelope;
use super::event::{DecisionEvent, SignatureEvent};
use super::key::BoardKey;
use super::minutes::{MINUTES_FORMAT, Minutes};
use super::statement::{extension, misfit, subjects};
use crate::canonical::canonical;
use crate::disk::Disk;
use crate::entry::{Entry, Event, RunEvent};
use crate::log::Log;
use crate::store::Store;
use crate::verify::Problem;
use crate::{Error, Result};
use evenhand_core::{Day, Scorecard, SourceText, nearest, sha256_hex};
use serde_json::Value;
use std::path::Path;

/// A decision that is to be signed.
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    /// The scorecard.
    pub card: Scorecard,
    /// What was decided.
    pub minutes: Minutes,
    /// SHA-256 of the minutes.
    pub minutes_sha256: String,
    /// Number of the minutes among those of the run.
    pub number: u64,
    /// The run.
    pub run: RunEvent,
    /// Who signed so far.
    pub signatures: Vec<SignatureEvent>,
}

/// Who signs what.
#[derive(Debug)]
pub struct Signing<'a> {
    /// With which key.
    pub key: &'a BoardKey,
    /// Who; one of those who were present.
    pub name: &'a str,
    /// Today.
    pub on: Day,
    /// The run.
    pub run: &'a str,
    /// The in-toto statement; the first who signs fixes it, and the others sign the same bytes.
    pub statement: &'a [u8],
}

impl Pending {
    /// What the statement has to name, with its SHA-256: the scorecard, the minutes, and the reports that the board read.
    pub fn subjects(&self) -> Vec<(String, String)> {
        subjects(&self.run, self.number, &self.minutes, &self.minutes_sha256)
    }

    /// What the statement holds under [`EXTENSION`](super::EXTENSION).
    pub fn extension(&self) -> Value {
        extension(self.number, &self.minutes, &self.minutes_sha256)
    }
}

impl<D: Disk> Store<D> {
    /// The minutes of a decision, held against their hash.
    ///
    /// # Errors
    /// When they are missing, altered, or of a newer form; or when the decision has none.
    pub fn minutes(&self, log: &Log, decision: &DecisionEvent) -> Result<Minutes> {
        let run = log.run(&decision.run)?;
        let (Some(number), Some(sha256)) = (decision.minutes, &decision.minutes_sha256) else {
            return Err(Error::Undecided {
                run: decision.run.clone(),
            });
        };
        let path = run.minutes_path(number);
        let bytes = self.file(&path, sha256)?;
        let minutes: Minutes =
            serde_json::from_slice(&bytes).map_err(|error| Error::NotReadable {
                path: self.folder.join(&path),
                message: format!("these are no minutes: {error}"),
            })?;
        if minutes.format > MINUTES_FORMAT {
            return Err(Error::NewerFormat {
                path: self.folder.join(&path),
                line: 1,
                found: minutes.format,
                known: MINUTES_FORMAT,
            });
        }
        Ok(minutes)
    }

    /// The last minutes of all.
    pub(crate) fn last_minutes(&self, log: &Log) -> Result<Option<Minutes>> {
        let deleted = log.deleted();
        let kept = |decision: &DecisionEvent| {
            let path = log.run(&decision.run).ok().zip(decision.minutes);
            path.is_some_and(|(run, n)| !deleted.contains(run.minutes_path(n).as_str()))
        };
        let all = log.decisions();
        let last = all.iter().rev().find(|decision| kept(decision.event));
        last.map(|decision| self.minutes(log, decision.event))
            .transpose()
    }

    /// Checks minutes, keeps them, and records the decision: a draft until as many have signed as the quorum asks for.
    ///
    /// # Errors
    /// [`Error::Spec`] with what is wrong in the minutes; or when the history does not fit or cannot be written. Nothing is
    /// then recorded.
    pub fn decide(&self, text: &SourceText, on: Day) -> Result<(Entry, Minutes)> {
        let _lock = self.lock()?;
        let log = self.whole_log()?;
        let (run, minutes) = self.checked(&log, text, on)?;
        let bytes = self.json(canonical(&minutes))?.into_bytes();
        let mut earlier = log.decisions();
        earlier.retain(|one| one.event.run == run.run);
        let number = earlier.iter().filter_map(|one| one.event.minutes).max();
        let number = number.unwrap_or(0) + 1;
        let event = DecisionEvent {
            by: minutes.present.iter().map(|one| one.name.clone()).collect(),
            decision: minutes.decision.decision.clone(),
            minutes: Some(number),
            minutes_sha256: Some(sha256_hex(&bytes)),
            quorum: Some(minutes.meeting.quorum),
            run: run.run.clone(),
            supersedes: earlier.last().map(|one| one.seq),
        };
        self.put(&run.minutes_path(number), &bytes)?;
        let entry = self.write(&log, on, Event::Decision(event))?;
        Ok((entry, minutes))
    }

    /// Minutes as somebody wrote them, held against the run that they are about; nothing is recorded.
    ///
    /// # Errors
    /// As [`Store::decide`].
    pub fn check_minutes(&self, text: &SourceText, on: Day) -> Result<Minutes> {
        Ok(self.checked(&self.log()?, text, on)?.1)
    }

    fn checked(&self, log: &Log, text: &SourceText, on: Day) -> Result<(RunEvent, Minutes)> {
        let written = Written::read(text)?;
        let run = log.counted(&written.run)?.clone();
        self.scorecard(&run)?;
        let added = log
            .entries
            .iter()
            .find(|entry| entry.event.run() == Some(&run))
            .and_then(|entry| entry.on.parse().ok());
        let open = self.last_minutes(log)?;
        let facts = Facts {
            system: self.system(),
            period: &run.period,
            scorecard_sha256: &run.scorecard_sha256,
            added: added.unwrap_or(on),
            today: on,
            open: open.map_or_else(Vec::new, |open| open.open_actions().cloned().collect()),
        };
        let minutes = written.check(&facts).map_err(|error| text.locate(error))?;
        Ok((run, minutes))
    }

    /// The decision about a run that is to be signed, with everything that a statement about it needs.
    ///
    /// # Errors
    /// When the run does not count, has no minutes, or a file does not fit.
    pub fn pending(&self, log: &Log, run: &str) -> Result<Pending> {
        let run = log.counted(run)?;
        let undecided = || Error::Undecided {
            run: run.run.clone(),
        };
        let decision = log.last_decision(&run.run).ok_or_else(undecided)?;
        let number = decision.event.minutes.ok_or_else(undecided)?;
        let minutes = self.minutes(log, decision.event)?;
        Ok(Pending {
            card: self.scorecard(run)?,
            minutes,
            minutes_sha256: decision.event.minutes_sha256.clone().unwrap_or_default(),
            number,
            run: run.clone(),
            signatures: decision
                .signatures
                .iter()
                .map(|(_, s)| (*s).clone())
                .collect(),
        })
    }

    /// Signs the last decision about a run. The envelope with one signature more is a file of its own: nothing is replaced.
    ///
    /// # Errors
    /// When the name is not among those present, or has signed already, or the key has; when the statement does not name the
    /// scorecard, the minutes and the reports; when the history does not fit or cannot be written.
    pub fn sign(&self, signing: &Signing<'_>) -> Result<(Entry, Pending)> {
        let _lock = self.lock()?;
        let log = self.whole_log()?;
        let mut pending = self.pending(&log, signing.run)?;
        let key = signing.key.public();
        may_sign(&log, &pending, signing.name, &key.id())?;
        let signed = pending.signatures.last();
        let mut envelope = match signed {
            None => Envelope::new(signing.statement),
            Some(last) => self.envelope(&pending.run, last)?,
        };
        let number = pending.signatures.len() as u64 + 1;
        let path = pending.run.envelope_path(pending.number, number);
        let wrong = misfit(
            &envelope.statement(),
            &pending.subjects(),
            &pending.extension(),
        );
        if let Some(message) = wrong {
            return Err(Error::Integrity(Problem {
                path: self.folder.join(&path),
                line: None,
                message,
            }));
        }
        envelope.sign(signing.key);
        let bytes = self.json(envelope.to_json())?;
        let event = SignatureEvent {
            envelope_sha256: sha256_hex(&bytes),
            key_id: key.id(),
            minutes: pending.number,
            name: signing.name.to_owned(),
            number,
            public_key: key.to_base64(),
            run: pending.run.run.clone(),
        };
        self.put(&path, &bytes)?;
        let entry = self.write(&log, signing.on, Event::Signature(event.clone()))?;
        pending.signatures.push(event);
        Ok((entry, pending))
    }

    /// The envelope that a line names, held against its hash.
    pub(crate) fn envelope(&self, run: &RunEvent, event: &SignatureEvent) -> Result<Envelope> {
        let path = run.envelope_path(event.minutes, event.number);
        let bytes = self.file(&path, &event.envelope_sha256)?;
        Envelope::of_json(&bytes, &self.folder.join(Path::new(&path)))
    }

    /// Whether the board signed what it decided about a run; until then its report is a draft.
    ///
    /// # Errors
    /// When the log does not fit.
    pub fn signed(&self, run: &RunEvent) -> Result<bool> {
        Ok(self.log()?.signed(&run.scorecard_sha256))
    }
}

fn may_sign(log: &Log, pending: &Pending, name: &str, key_id: &str) -> Result<()> {
    let decision = log.last_decision(&pending.run.run);
    let signatures = decision.map_or_else(Vec::new, |decision| decision.signatures);
    let twice = signatures
        .iter()
        .find(|(_, one)| one.key_id == key_id || one.name == name);
    if let Some((on, one)) = twice {
        return Err(Error::SignedAlready {
            key_id: one.key_id.clone(),
            name: one.name.clone(),
            on: (*on).to_owned(),
        });
    }
    let present: Vec<&str> = pending
        .minutes
        .present
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    if !present.contains(&name) {
        let near = nearest(name, present.iter().copied());
        return Err(Error::NotPresent {
            name: name.to_owned(),
            near: near.map_or_else(
                || format!("present were: {}", present.join(", ")),
                |near| format!("did you mean `{near}`?"),
            ),
        });
    }
    Ok(())
}
