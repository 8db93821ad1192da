use crate::fields::Fields;
use evenhand::SpecError;
use evenhand::ledger::{BoundReport, Opening, RunEvent};
use serde::{Deserialize, Serialize};

/// So many empty lines are offered under those that are filled in, where there is none yet.
const SPARE: [(&str, usize); 4] = [
    ("present", 3),
    ("question", 2),
    ("dissent", 1),
    ("action", 2),
];

/// What ties minutes to one audit; nobody edits it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Bound {
    period: String,
    pub report: BoundReport,
    run: String,
    scorecard_sha256: String,
    system: String,
}

impl Bound {
    pub fn new(system: &str, run: &RunEvent, report: BoundReport) -> Self {
        Self {
            period: run.period.clone(),
            report,
            run: run.run.clone(),
            scorecard_sha256: run.scorecard_sha256.clone(),
            system: system.to_owned(),
        }
    }
}

/// Minutes while they are written: every field may still be empty or wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Draft {
    pub meeting: Meeting,
    pub present: Vec<Present>,
    pub question: Vec<Question>,
    pub dissent: Vec<Dissent>,
    pub decision: Decision,
    pub action: Vec<Action>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Meeting {
    pub date: Written,
    pub quorum: Written,
    pub next: Written,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Present {
    pub name: String,
    pub role: String,
    pub interests: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Question {
    pub asked_by: String,
    pub question: String,
    pub answer: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Dissent {
    pub by: String,
    pub text: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Decision {
    pub decision: String,
    pub reason: String,
    pub conditions: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Action {
    pub id: String,
    pub text: String,
    pub owner: String,
    pub due: Written,
    pub done: Written,
}

/// A number or a day as somebody typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "toml::Value", into = "String")]
pub(crate) struct Written(pub String);

impl From<toml::Value> for Written {
    fn from(value: toml::Value) -> Self {
        match value {
            toml::Value::String(text) => Self(text),
            other => Self(other.to_string()),
        }
    }
}

impl From<Written> for String {
    fn from(written: Written) -> Self {
        written.0
    }
}

impl std::fmt::Display for Written {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Draft {
    /// What the last minutes leave to be filled in.
    pub fn of_opening(opening: &Opening) -> Self {
        Self {
            meeting: Meeting {
                quorum: Written(opening.quorum.to_string()),
                ..Meeting::default()
            },
            action: (opening.actions.iter())
                .map(|action| Action {
                    id: action.id.clone(),
                    text: action.text.clone(),
                    owner: action.owner.clone(),
                    due: Written(action.due.clone()),
                    done: Written::default(),
                })
                .collect(),
            ..Self::default()
        }
    }

    /// What a form sent; lines of which every field is empty are left out.
    pub fn of_fields(fields: &Fields) -> Self {
        let text = |name: &str| fields.text(name).trim().to_owned();
        let cell = |list, row, key| fields.cell(list, row, key);
        let mut draft = Self {
            meeting: Meeting {
                date: Written(text("meeting.date")),
                quorum: Written(text("meeting.quorum")),
                next: Written(text("meeting.next")),
            },
            decision: Decision {
                decision: text("decision.decision"),
                reason: text("decision.reason"),
                conditions: (fields.text("decision.conditions").lines())
                    .map(|line| line.trim().to_owned())
                    .filter(|line| !line.is_empty())
                    .collect(),
            },
            ..Self::default()
        };
        for row in fields.rows("present") {
            draft.present.push(Present {
                name: cell("present", row, "name"),
                role: cell("present", row, "role"),
                interests: cell("present", row, "interests"),
            });
        }
        for row in fields.rows("question") {
            draft.question.push(Question {
                asked_by: cell("question", row, "asked_by"),
                question: cell("question", row, "question"),
                answer: cell("question", row, "answer"),
            });
        }
        for row in fields.rows("dissent") {
            draft.dissent.push(Dissent {
                by: cell("dissent", row, "by"),
                text: cell("dissent", row, "text"),
            });
        }
        for row in fields.rows("action") {
            draft.action.push(Action {
                id: cell("action", row, "id"),
                text: cell("action", row, "text"),
                owner: cell("action", row, "owner"),
                due: Written(cell("action", row, "due")),
                done: Written(cell("action", row, "done")),
            });
        }
        draft.without_empty_lines()
    }

    /// A draft that was kept as a file, by this form or by `evenhand board open`.
    pub fn of_toml(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| format!("This is no draft of minutes: {error}"))
    }

    /// What is wrong with a quorum that is no number: as text it would not even be read.
    pub fn without_quorum(&self) -> Option<Trouble> {
        let quorum = &self.meeting.quorum.0;
        if quorum.parse::<u64>().is_ok() {
            return None;
        }
        let message = if quorum.is_empty() {
            "the number is missing".to_owned()
        } else {
            format!("`{quorum}` is no whole number")
        };
        let mut trouble = Trouble::new("meeting.quorum", message);
        trouble.place = field("meeting.quorum").to_owned();
        trouble.help = "write how many must be there, and sign, such as 2".to_owned();
        Some(trouble)
    }

    fn without_empty_lines(mut self) -> Self {
        self.present.retain(|one| *one != Present::default());
        self.question.retain(|one| *one != Question::default());
        self.dissent.retain(|one| *one != Dissent::default());
        self.action.retain(|one| *one != Action::default());
        self
    }

    /// Adds empty lines to be filled in.
    pub fn grow(&mut self) {
        let spare = |list: &str, have: usize| {
            let least = SPARE.iter().find(|(known, _)| *known == list);
            let least = least.map_or(1, |(_, least)| *least);
            least.saturating_sub(have).max(1)
        };
        let more = |list, have: usize| have + spare(list, have);
        self.present
            .resize_with(more("present", self.present.len()), Present::default);
        self.question
            .resize_with(more("question", self.question.len()), Question::default);
        self.dissent
            .resize_with(more("dissent", self.dissent.len()), Dissent::default);
        self.action
            .resize_with(more("action", self.action.len()), Action::default);
    }

    /// The same as `evenhand board minutes` reads it.
    pub fn to_toml(&self, bound: &Bound) -> String {
        let mut all = toml::Table::new();
        let mut put = |key: &str, value: Result<toml::Value, toml::ser::Error>| {
            if let Ok(value) = value {
                all.insert(key.to_owned(), value);
            }
        };
        let draft = self.clone().without_empty_lines();
        put("schema", Ok(toml::Value::Integer(1)));
        put("system", toml::Value::try_from(&bound.system));
        put("period", toml::Value::try_from(&bound.period));
        put("run", toml::Value::try_from(&bound.run));
        put(
            "scorecard_sha256",
            toml::Value::try_from(&bound.scorecard_sha256),
        );
        put("report", toml::Value::try_from([&bound.report]));
        put("meeting", toml::Value::try_from(&draft.meeting));
        put("present", toml::Value::try_from(&draft.present));
        put("question", toml::Value::try_from(&draft.question));
        put("dissent", toml::Value::try_from(&draft.dissent));
        put("decision", toml::Value::try_from(&draft.decision));
        put("action", toml::Value::try_from(&draft.action));
        // What is empty is not there, and a quorum is a number.
        if let Some(toml::Value::Table(meeting)) = all.get_mut("meeting")
            && let Ok(quorum) = draft.meeting.quorum.0.parse()
        {
            meeting.insert("quorum".to_owned(), toml::Value::Integer(quorum));
        }
        if let Some(toml::Value::Array(actions)) = all.get_mut("action") {
            for action in actions.iter_mut().filter_map(toml::Value::as_table_mut) {
                for key in ["due", "done"] {
                    if action.get(key).and_then(toml::Value::as_str) == Some("") {
                        action.remove(key);
                    }
                }
            }
        }
        toml::to_string(&all).unwrap_or_default()
    }
}

/// Something that is wrong with a form, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trouble {
    /// What to do.
    pub help: String,
    /// The field that it is about; that of the whole form where it has none of its own.
    pub id: String,
    /// What is wrong.
    pub message: String,
    /// The field in words.
    pub place: String,
}

impl Trouble {
    pub fn new(id: &str, message: String) -> Self {
        Self {
            help: String::new(),
            id: id.to_owned(),
            message,
            place: String::new(),
        }
    }

    /// What is wrong with minutes, and the field that it is about: `present[1].name` is the name of the second who was there.
    pub fn of(error: &SpecError) -> Self {
        let SpecError::Spec {
            location,
            message,
            help,
        } = error
        else {
            return Self::new("form", error.to_string());
        };
        let path = &location.path;
        let (list, rest) = path.split_once('[').unwrap_or((path, ""));
        let (row, key) = rest.split_once(']').unwrap_or(("", ""));
        let key = key.trim_start_matches('.');
        let row: Option<usize> = row.parse().ok();
        let (id, place) = match (list, row) {
            ("present" | "question" | "dissent" | "action", Some(row)) => {
                let key = if key.is_empty() { "due" } else { key };
                (
                    format!("{list}.{row}.{key}"),
                    format!("{}, {}", named(list, row), word(key)),
                )
            }
            ("present", None) => ("present.0.name".to_owned(), "Who was there".to_owned()),
            ("action", None) => ("action.0.id".to_owned(), "What is to be done".to_owned()),
            _ => (path.clone(), field(path).to_owned()),
        };
        Self {
            help: help.clone().unwrap_or_default(),
            id,
            message: message.clone(),
            place,
        }
    }
}

fn named(list: &str, row: usize) -> String {
    let list = match list {
        "present" => "Who was there",
        "question" => "Question",
        "dissent" => "Who did not agree",
        _ => "To do",
    };
    format!("{list}, line {}", row + 1)
}

fn word(key: &str) -> &str {
    match key {
        "asked_by" => "asked by",
        "due" => "until when",
        "done" => "done on",
        "id" => "number",
        other => other,
    }
}

fn field(path: &str) -> &str {
    match path {
        "meeting.date" => "Day of the meeting",
        "meeting.quorum" => "Quorum",
        "meeting.next" => "Next meeting",
        "decision.decision" => "Decision",
        "decision.reason" => "Why",
        "decision.conditions" => "Conditions",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound() -> Bound {
        Bound {
            period: "2026-01".to_owned(),
            report: BoundReport {
                file: "report.html".to_owned(),
                sha256: "00".repeat(32),
            },
            run: "r1".to_owned(),
            scorecard_sha256: "11".repeat(32),
            system: "card-offer".to_owned(),
        }
    }

    fn sent() -> Draft {
        Draft::of_fields(&Fields::of(&[
            ("meeting.date", "2026-02-10"),
            ("meeting.quorum", "2"),
            ("meeting.next", ""),
            ("present.0.name", "Ada \"A\" Abel"),
            ("present.0.role", "chair"),
            ("present.0.interests", "none"),
            ("present.1.name", ""),
            ("present.1.role", " "),
            ("present.7.name", "Ben"),
            ("decision.decision", "accept with conditions"),
            ("decision.conditions", "one\n\n two \n"),
            ("action.0.id", "A-1"),
            ("action.0.due", "2026-02-24"),
            ("action.0.done", ""),
        ]))
    }

    #[test]
    fn a_draft_that_is_kept_comes_back_the_same() {
        let draft = sent();
        assert_eq!(draft.present.len(), 2);
        assert_eq!(draft.decision.conditions, ["one", "two"]);
        assert_eq!(Draft::of_toml(&draft.to_toml(&bound())).unwrap(), draft);
    }

    #[test]
    fn empty_lines_are_for_filling_in_and_are_not_written() {
        let mut draft = sent();
        draft.grow();
        assert!(draft.present.len() > 2 && draft.action.len() > 1);
        assert_eq!(draft.to_toml(&bound()), sent().to_toml(&bound()));
    }

    #[test]
    fn text_from_a_form_stays_text() {
        let mut draft = sent();
        draft.decision.reason = "x\"\nschema = 2\n[decision]\n\\".to_owned();
        let text = draft.to_toml(&bound());
        let back = Draft::of_toml(&text).unwrap();
        assert_eq!(back.decision.reason, draft.decision.reason);
        let table: toml::Table = text.parse().unwrap();
        assert_eq!(table["schema"].as_integer(), Some(1));
    }

    #[test]
    fn what_is_wrong_leads_to_its_field() {
        let trouble = Trouble::of(&SpecError::spec("present[1].interests", "this is empty"));
        assert_eq!(trouble.id, "present.1.interests");
        assert_eq!(trouble.place, "Who was there, line 2, interests");
        let trouble = Trouble::of(&SpecError::spec("action[0]", "no day"));
        assert_eq!(trouble.id, "action.0.due");
        let trouble = Trouble::of(&SpecError::spec("meeting.date", "missing"));
        assert_eq!(
            (&*trouble.id, &*trouble.place),
            ("meeting.date", "Day of the meeting")
        );
    }
}
