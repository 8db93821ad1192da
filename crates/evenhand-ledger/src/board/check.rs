use super::minutes::{
    Action, BoundReport, DECISIONS, Decided, Dissent, MINUTES_FORMAT, Meeting, Minutes, Present,
    Question,
};
use evenhand_core::{Day, Error, Result, Scalar, SourceText};
use serde::Deserialize;
use std::collections::BTreeSet;

/// Minutes as somebody wrote them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Written {
    schema: u64,
    system: String,
    period: String,
    pub run: String,
    scorecard_sha256: String,
    #[serde(default)]
    report: Vec<BoundReport>,
    meeting: WrittenMeeting,
    #[serde(default)]
    present: Vec<Present>,
    #[serde(default)]
    question: Vec<Question>,
    #[serde(default)]
    dissent: Vec<Dissent>,
    decision: Decided,
    #[serde(default)]
    action: Vec<WrittenAction>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenMeeting {
    date: Scalar,
    quorum: u64,
    next: Option<Scalar>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAction {
    id: String,
    text: String,
    #[serde(default)]
    owner: String,
    due: Option<Scalar>,
    done: Option<Scalar>,
}

/// What minutes are held against.
pub(crate) struct Facts<'a> {
    pub system: &'a str,
    pub period: &'a str,
    pub scorecard_sha256: &'a str,
    /// The day on which the run was added.
    pub added: Day,
    pub today: Day,
    /// Actions that the last minutes left open.
    pub open: Vec<Action>,
}

impl Written {
    pub fn read(text: &SourceText) -> Result<Self> {
        let written: Self = text.read()?;
        if written.schema != MINUTES_FORMAT {
            let message = format!("`schema = {}` is not known to this version", written.schema);
            return Err(text.locate(Error::spec("schema", message).with_help("write `schema = 1`")));
        }
        Ok(written)
    }

    /// Checks everything that minutes need, in the order in which they are written.
    pub fn check(self, facts: &Facts<'_>) -> Result<Minutes> {
        self.bound(facts)?;
        let meeting = self.meeting(facts)?;
        let date = day(&self.meeting.date, "meeting.date")?;
        self.people(&meeting)?;
        for (i, asked) in self.question.iter().enumerate() {
            let path = format!("question[{i}]");
            said(&path, "asked_by", &asked.asked_by, "write who asked")?;
            said(&path, "question", &asked.question, "write what was asked")?;
            let help = "write the answer, or \"no answer yet\" and an action";
            said(&path, "answer", &asked.answer, help)?;
        }
        for (i, dissent) in self.dissent.iter().enumerate() {
            let path = format!("dissent[{i}]");
            said(&path, "by", &dissent.by, "write who did not agree")?;
            said(&path, "text", &dissent.text, "write it in their own words")?;
        }
        decided(&self.decision)?;
        let mut present = self.present;
        for one in &mut present {
            one.name = one.name.trim().to_owned();
        }
        let actions = actions(&self.action, date, &facts.open)?;
        Ok(Minutes {
            actions,
            decision: self.decision,
            dissent: self.dissent,
            format: MINUTES_FORMAT,
            meeting,
            period: self.period,
            present,
            questions: self.question,
            reports: self.report,
            run: self.run,
            scorecard_sha256: self.scorecard_sha256,
            system: self.system,
        })
    }

    /// They must be about what is in the history.
    fn bound(&self, facts: &Facts<'_>) -> Result<()> {
        let same = [
            ("system", &*self.system, facts.system),
            ("period", &*self.period, facts.period),
            (
                "scorecard_sha256",
                &*self.scorecard_sha256,
                facts.scorecard_sha256,
            ),
        ];
        if let Some((key, found, known)) = same.into_iter().find(|(_, a, b)| a != b) {
            let message = format!("run `{}` has `{known}`, not `{found}`", self.run);
            return Err(Error::spec(key, message).with_help(
                "leave the first lines as `evenhand board open` wrote them; for another run open its own minutes",
            ));
        }
        for (i, report) in self.report.iter().enumerate() {
            let hex = report.sha256.len() == 64
                && report
                    .sha256
                    .bytes()
                    .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
            if !hex || report.file.trim().is_empty() || report.file.contains(['/', '\\']) {
                return Err(Error::spec(
                    format!("report[{i}]"),
                    "a report has its file name and the SHA-256 of its bytes",
                )
                .with_help("let `evenhand board open --report FILE` write it"));
            }
        }
        Ok(())
    }

    fn meeting(&self, facts: &Facts<'_>) -> Result<Meeting> {
        let date = day(&self.meeting.date, "meeting.date")?;
        if date > facts.today {
            let message = format!("{date} has not come: today is {}", facts.today);
            return Err(Error::spec("meeting.date", message)
                .with_help("record minutes after the meeting; the clock may be wrong, too"));
        }
        if date < facts.added {
            let message = format!("{date} is before {}, when the audit was added", facts.added);
            return Err(Error::spec("meeting.date", message)
                .with_help("the board can only have read an audit that was there"));
        }
        let next = self.meeting.next.as_ref();
        let next = next
            .filter(|next| !next.to_string().trim().is_empty())
            .map(|next| day(next, "meeting.next"))
            .transpose()?;
        if let Some(next) = next.filter(|next| *next <= date) {
            let message = format!("the next meeting, {next}, is not after this one, {date}");
            return Err(Error::spec("meeting.next", message));
        }
        if self.meeting.quorum == 0 {
            return Err(Error::spec(
                "meeting.quorum",
                "a quorum is at least one person",
            ));
        }
        Ok(Meeting {
            date: date.to_string(),
            next: next.map(|next| next.to_string()),
            quorum: self.meeting.quorum,
        })
    }

    fn people(&self, meeting: &Meeting) -> Result<()> {
        if self.present.is_empty() {
            return Err(Error::spec("present", "nobody was present")
                .with_help("write one [[present]] for each member: name, role, interests"));
        }
        let mut names = BTreeSet::new();
        for (i, one) in self.present.iter().enumerate() {
            let path = format!("present[{i}]");
            said(&path, "name", &one.name, "write the name of the member")?;
            said(&path, "role", &one.role, "write whom they speak for")?;
            let help = "write what they gain or lose by the campaign, or \"none\"";
            said(&path, "interests", &one.interests, help)?;
            if !names.insert(one.name.trim()) {
                let message = format!("`{}` is there twice", one.name);
                return Err(Error::spec(format!("{path}.name"), message));
            }
        }
        if (names.len() as u64) < meeting.quorum {
            let message = format!(
                "{} present, and the quorum is {}: the board could not decide",
                names.len(),
                meeting.quorum
            );
            return Err(Error::spec("present", message)
                .with_help("meet again, or name everybody who was present"));
        }
        Ok(())
    }
}

fn decided(decided: &Decided) -> Result<()> {
    let decision = decided.decision.as_str();
    if !DECISIONS.contains(&decision) {
        let message = if decision.trim().is_empty() {
            "the decision is missing".to_owned()
        } else {
            format!("`{decision}` is no decision")
        };
        return Err(Error::spec("decision.decision", message).did_you_mean(decision, DECISIONS));
    }
    said("decision", "reason", &decided.reason, "write why")?;
    let conditions = &decided.conditions;
    if conditions.iter().any(|text| text.trim().is_empty()) {
        return Err(Error::spec(
            "decision.conditions",
            "one of the conditions is empty",
        ));
    }
    match (decision, conditions.is_empty()) {
        ("accept with conditions", true) => Err(Error::spec(
            "decision.conditions",
            "it is accepted with conditions, and there is none",
        )
        .with_help("write each condition, or decide `accept`")),
        ("accept", false) => Err(Error::spec(
            "decision.conditions",
            "it is accepted, and there are conditions",
        )
        .with_help("decide `accept with conditions`, or remove them")),
        _ => Ok(()),
    }
}

fn actions(written: &[WrittenAction], date: Day, open: &[Action]) -> Result<Vec<Action>> {
    let mut ids = BTreeSet::new();
    let mut actions = Vec::new();
    for (i, action) in written.iter().enumerate() {
        let path = format!("action[{i}]");
        said(&path, "id", &action.id, "number it, such as \"A-1\"")?;
        said(&path, "text", &action.text, "write what is to be done")?;
        said(&path, "owner", &action.owner, "write who does it")?;
        if !ids.insert(action.id.trim()) {
            let message = format!("two actions are called `{}`", action.id);
            return Err(Error::spec(format!("{path}.id"), message));
        }
        let due = action.due.as_ref();
        let due = due.ok_or_else(|| {
            Error::spec(
                &path,
                format!("`{}` has no day by which it is done", action.id),
            )
            .with_help("add `due = 2026-09-30`")
        })?;
        let due = day(due, &format!("{path}.due"))?;
        let done = action.done.as_ref();
        let done = done
            .map(|done| day(done, &format!("{path}.done")))
            .transpose()?;
        if let Some(done) = done.filter(|done| *done > date) {
            let message = format!("{done} is after the meeting of {date}");
            return Err(Error::spec(format!("{path}.done"), message)
                .with_help("what is not done yet has no `done`"));
        }
        if done.is_none() && due < date {
            let message = format!(
                "`{}` was due on {due}, before the meeting of {date}",
                action.id
            );
            return Err(Error::spec(format!("{path}.due"), message)
                .with_help("write a new day, or `done = …` with the day on which it was done"));
        }
        actions.push(Action {
            done: done.map(|done| done.to_string()),
            due: due.to_string(),
            id: action.id.clone(),
            owner: action.owner.clone(),
            text: action.text.clone(),
        });
    }
    if let Some(lost) = open.iter().find(|open| !ids.contains(open.id.trim())) {
        let message = format!(
            "`{}` was left open by the last minutes, and is not here: {}",
            lost.id, lost.text
        );
        return Err(Error::spec("action", message)
            .with_help("carry it on with a new day, or write `done = …`"));
    }
    Ok(actions)
}

/// Fails where a text is empty.
fn said(path: &str, key: &str, text: &str, help: &str) -> Result<()> {
    if text.trim().is_empty() {
        return Err(Error::spec(format!("{path}.{key}"), "this is empty").with_help(help));
    }
    Ok(())
}

fn day(value: &Scalar, path: &str) -> Result<Day> {
    if value.to_string().trim().is_empty() {
        return Err(Error::spec(path, "the day is missing").with_help("write it as 2026-09-30"));
    }
    Day::of(value).map_err(|message| Error::spec(path, message))
}
