use crate::{Error, Notice, Result};
use evenhand_core::nearest;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, ErrorKind, UndefinedBehavior};
use std::path::Path;

/// What a spec without a template says.
const USUAL: &str = include_str!("message.txt");
/// A first line that begins so is the subject of a mail.
const SUBJECT: &str = "Subject:";

/// A message: what it is about, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// One line.
    pub subject: String,
    /// The text, without an empty line at its end.
    pub text: String,
}

impl Message {
    /// The message of the usual template.
    ///
    /// # Errors
    /// None that a test does not find.
    pub fn usual(notice: &Notice) -> Result<Self> {
        Self::of("the usual message", USUAL, notice)
    }

    /// The message of a template of somebody's own: Jinja's syntax, and the fields of [`Notice`].
    ///
    /// A first line `Subject: …` is the subject of a mail; without it, the usual one is.
    ///
    /// # Errors
    /// When the file cannot be read, or names what is not there.
    pub fn of_file(path: &Path, notice: &Notice) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|source| Error::File {
            path: path.to_owned(),
            source,
        })?;
        let mut message = Self::of(&path.display().to_string(), &text, notice)?;
        if message.subject.is_empty() {
            message.subject = Self::usual(notice)?.subject;
        }
        Ok(message)
    }

    fn of(name: &str, template: &str, notice: &Notice) -> Result<Self> {
        let mut environment = Environment::empty();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let syntax = SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build();
        environment.set_syntax(syntax.map_err(|error| wrong(name, template, notice, &error))?);
        environment.add_filter("join", minijinja::filters::join);
        environment.add_filter("length", minijinja::filters::length);
        environment.add_filter("replace", minijinja::filters::replace);
        environment.add_filter("upper", minijinja::filters::upper);
        let made = environment.render_str(template, Value::from(Serde(notice)));
        let made = made.map_err(|error| wrong(name, template, notice, &error))?;
        let (subject, text) = match made.strip_prefix(SUBJECT) {
            Some(rest) => rest.split_once('\n').unwrap_or((rest, "")),
            None => ("", made.as_str()),
        };
        Ok(Self {
            subject: subject.trim().to_owned(),
            text: text.trim().to_owned(),
        })
    }
}

/// An error of a template, with its line and the nearest name.
fn wrong(path: &str, template: &str, notice: &Notice, error: &minijinja::Error) -> Error {
    let value = serde_json::to_value(notice).unwrap_or_default();
    let names: Vec<String> = (value.as_object().into_iter().flatten())
        .map(|(name, _)| name.clone())
        .collect();
    let mut message = error.detail().map_or_else(
        || error.kind().to_string(),
        |detail| format!("{}: {detail}", error.kind()),
    );
    let at = error.range().and_then(|range| template.get(range));
    if let (ErrorKind::UndefinedError, Some(at)) = (error.kind(), at) {
        message = format!("there is no `{at}`");
        let last = at.rsplit('.').next().unwrap_or(at);
        if let Some(near) = nearest(last, names.iter().map(String::as_str)) {
            message.push_str(&format!(", did you mean `{near}`?"));
        }
    }
    Error::Template {
        path: path.to_owned(),
        line: error.line(),
        message,
        known: names.join(", "),
    }
}
