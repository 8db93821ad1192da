use super::AuditSpec;
use crate::{Error, Location, Result, nearest};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The text of a spec, kept so that an error can point at a line of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceText {
    /// Name for messages.
    pub name: String,
    /// The text.
    pub text: String,
}

/// Parts of the full form that this version does not act upon yet.
const LATER: [&str; 4] = ["history", "dp", "extract", "opt_out"];

impl SourceText {
    /// A text with the name it goes by in messages.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
        }
    }

    /// Reads the spec.
    ///
    /// # Errors
    /// [`Error::Spec`] with line, column, the offending key or value and the nearest valid one.
    ///
    /// ```
    /// # use evenhand_core::SourceText;
    /// let error = SourceText::new("evenhand.toml", "schema = 1\n[systm]\nid = \"x\"").parse().unwrap_err();
    /// assert!(error.to_string().contains("line 2, column 2"));
    /// ```
    pub fn parse(&self) -> Result<AuditSpec> {
        let spec: AuditSpec = self.read()?;
        if spec.schema != 1 {
            return Err(self.locate(
                Error::spec(
                    "schema",
                    format!("`schema = {}` is not known to this version", spec.schema),
                )
                .with_help("write `schema = 1`"),
            ));
        }
        Ok(spec)
    }

    /// Reads TOML of any other form, with the same messages.
    ///
    /// # Errors
    /// As [`SourceText::parse`].
    pub fn read<T: DeserializeOwned>(&self) -> Result<T> {
        toml::from_str(&self.text).map_err(|error| self.syntax_error(&error))
    }

    /// Reads the spec with some of its values replaced: `("groups.min_n", "50")`.
    ///
    /// A value is read as TOML, and as a text where it is none.
    ///
    /// # Errors
    /// As [`SourceText::parse`]; a value that does not fit names its key.
    pub fn parse_with(&self, replaced: &[(String, String)]) -> Result<AuditSpec> {
        let spec = self.parse()?;
        if replaced.is_empty() {
            return Ok(spec);
        }
        let mut table: toml::Table =
            toml::from_str(&self.text).map_err(|error| self.syntax_error(&error))?;
        for (key, written) in replaced {
            let value = toml::from_str::<toml::Table>(&format!("value = {written}"))
                .ok()
                .and_then(|mut table| table.remove("value"))
                .unwrap_or_else(|| toml::Value::String(written.clone()));
            set(&mut table, key, value).map_err(|wrong| {
                let (message, help) = wrong.told(key);
                Error::spec(format!("--set {key}"), message).with_help(help)
            })?;
        }
        AuditSpec::deserialize(table).map_err(|error| {
            let keys: Vec<String> = replaced
                .iter()
                .map(|(key, value)| format!("{key}={value}"))
                .collect();
            let mut error = self.syntax_error(&error);
            if let Error::Spec { location, .. } = &mut error {
                *location = Location::path(format!("--set {}", keys.join(" --set ")));
            }
            error
        })
    }

    /// Line and column, both one-based, of a byte.
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let before = &self.text[..self.text.floor_char_boundary(byte)];
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .map_or(0, |last| last.chars().count())
            + 1;
        (line, column)
    }

    /// Line of a value, by its path.
    pub fn line_of(&self, path: &str) -> Option<usize> {
        self.span_of(path)
            .map(|(start, _)| self.line_column(start).0)
    }

    /// Adds line and column to an error that knows only its path.
    #[must_use]
    pub fn locate(&self, error: Error) -> Error {
        match error {
            Error::Spec {
                location,
                message,
                help,
            } if location.line.is_none() => {
                let span = self.span_of(&location.path);
                let position = span.map(|(start, _)| self.line_column(start));
                let location = Location {
                    line: position.map(|p| p.0),
                    column: position.map(|p| p.1),
                    span,
                    path: location.path,
                };
                Error::Spec {
                    location,
                    message,
                    help,
                }
            }
            other => other,
        }
    }

    /// Byte range of a value by its path (`attribute[1].column`); that of the nearest part above it that exists.
    fn span_of(&self, path: &str) -> Option<(usize, usize)> {
        let table = DeTable::parse(&self.text).ok()?;
        let mut found: Option<(usize, usize)> = None;
        let mut here: Option<&Spanned<DeValue<'_>>> = None;
        for part in path.split('.') {
            let (key, index) = match part.split_once('[') {
                Some((key, rest)) => (key, rest.trim_end_matches(']').parse::<usize>().ok()),
                None => (part, None),
            };
            let next = match here {
                None => table.get_ref().get(key),
                Some(value) => value.get_ref().as_table().and_then(|t| t.get(key)),
            };
            let Some(mut value) = next else { break };
            if let Some(element) =
                index.and_then(|i| value.get_ref().as_array().and_then(|a| a.get(i)))
            {
                value = element;
            }
            found = Some((value.span().start, value.span().end));
            here = Some(value);
        }
        found
    }

    pub(crate) fn syntax_error(&self, error: &toml::de::Error) -> Error {
        let position = error.span().map(|span| self.line_column(span.start));
        let location = Location {
            path: self.name.clone(),
            line: position.map(|p| p.0),
            column: position.map(|p| p.1),
            span: error.span().map(|span| (span.start, span.end)),
        };
        let text = error.message().trim();
        let quoted: Vec<&str> = text.split('`').skip(1).step_by(2).collect();
        let mut message = text.to_owned();
        let mut help = None;
        if let (true, Some((unknown, known))) =
            (text.starts_with("unknown field"), quoted.split_first())
        {
            message = format!("unknown key `{unknown}`");
            help = if LATER.contains(unknown) {
                Some(format!(
                    "`{unknown}` is part of a later version; remove it to run this audit"
                ))
            } else {
                nearest(unknown, known.iter().copied())
                    .map(|near| format!("did you mean `{near}`?"))
                    .or_else(|| Some(format!("known here: {}", known.join(", "))))
            };
        } else if let (true, Some((unknown, known))) =
            (text.starts_with("unknown variant"), quoted.split_first())
        {
            message = format!("`{unknown}` is no value that may stand here");
            help = nearest(unknown, known.iter().copied())
                .map(|near| format!("did you mean `{near}`?"))
                .or_else(|| Some(format!("there is: {}", known.join(", "))));
        } else if text.starts_with("missing field")
            && let Some(field) = quoted.first()
        {
            message = format!("`{field}` is missing");
        } else if text.starts_with("data did not match any variant") {
            "this value has none of the forms that may stand here".clone_into(&mut message);
        }
        Error::Spec {
            location,
            message,
            help,
        }
    }
}

/// Why a value cannot be put at a key.
enum Wrong {
    /// The key names an entry that its list does not have.
    Beyond { list: String, entries: usize },
    /// The key leads through a value that is no table.
    Leaf { name: String },
    /// The key goes on behind a list as if it were a table.
    List { name: String, rest: String },
    /// An entry is asked for of what is no list.
    NoList { name: String },
}

impl Wrong {
    /// What is wrong, and what to do.
    fn told(&self, key: &str) -> (String, String) {
        match self {
            Self::Beyond { list, entries } => (
                format!("`{list}` has {entries} entries, counted from 0"),
                match entries.checked_sub(1) {
                    Some(last) => format!("the last one is `{list}[{last}]`"),
                    None => format!("add an entry of `{list}` to the spec"),
                },
            ),
            Self::Leaf { name } => (
                format!("`{name}` is a single value, and no key stands below it"),
                format!("write `--set {name}=VALUE`"),
            ),
            Self::List { name, rest } => {
                let (first, more) = rest.split_once('.').unwrap_or((rest, ""));
                let written = match first.parse::<usize>() {
                    Ok(index) if more.is_empty() => format!("{name}[{index}]"),
                    Ok(index) => format!("{name}[{index}].{more}"),
                    Err(_) => format!("{name}[0].{rest}"),
                };
                (
                    format!("`{name}` is a list, and `{key}` does not say which entry of it"),
                    format!("an entry stands in brackets, counted from 0: `--set {written}=VALUE`"),
                )
            }
            Self::NoList { name } => (
                format!("`{name}` is no list of this spec, so that it has no entries"),
                "an entry in brackets is one of a list that the spec holds, such as `check[0].severity`".to_owned(),
            ),
        }
    }
}

/// Puts a value at a dotted key such as `check[0].severity`, making tables on the way.
fn set(table: &mut toml::Table, key: &str, value: toml::Value) -> Result<(), Wrong> {
    let (part, rest) = key
        .split_once('.')
        .map_or((key, None), |(part, rest)| (part, Some(rest)));
    let (name, index) = match part.split_once('[') {
        Some((name, index)) => (name, Some(index.trim_end_matches(']').parse::<usize>())),
        None => (part, None),
    };
    let no_list = || Wrong::NoList {
        name: name.to_owned(),
    };
    let place = match index {
        None => table
            .entry(name)
            .or_insert_with(|| toml::Value::Table(toml::Table::new())),
        Some(index) => {
            let list = (table.get_mut(name)).and_then(toml::Value::as_array_mut);
            let (list, index) = (list.ok_or_else(no_list)?, index.map_err(|_| no_list())?);
            let entries = list.len();
            list.get_mut(index).ok_or_else(|| Wrong::Beyond {
                list: name.to_owned(),
                entries,
            })?
        }
    };
    match (rest, place) {
        (None, place) => {
            *place = value;
            Ok(())
        }
        (Some(rest), toml::Value::Table(inner)) => set(inner, rest, value),
        (Some(rest), toml::Value::Array(_)) => Err(Wrong::List {
            name: name.to_owned(),
            rest: rest.to_owned(),
        }),
        (Some(_), _) => Err(Wrong::Leaf {
            name: name.to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPEC: &str = "schema = 1\n[system]\nid = \"x\"\n[[check]]\nid = \"a\"\nmetric = \"auc\"\nlimit = { min = \"1/2\" }\n";

    fn with(key: &str, value: &str) -> std::result::Result<AuditSpec, String> {
        let replaced = [(key.to_owned(), value.to_owned())];
        let text = SourceText::new("evenhand.toml", SPEC);
        text.parse_with(&replaced).map_err(|error| match error {
            Error::Spec { message, help, .. } => format!("{message}; {}", help.unwrap_or_default()),
            other => other.to_string(),
        })
    }

    #[test]
    fn an_entry_of_a_list_is_set_by_its_number_in_brackets() {
        let spec = with("check[0].severity", "warn").unwrap();
        assert_eq!(spec.check[0].severity, crate::Severity::Warn);
        let spec = with("groups.min_n", "50").unwrap();
        assert_eq!(spec.groups.min_n, Some(50));
    }

    #[test]
    fn a_key_that_leads_nowhere_says_what_to_write() {
        let told = |key: &str| with(key, "warn").unwrap_err();
        assert!(told("check.0.severity").contains("`--set check[0].severity=VALUE`"));
        assert!(told("check.severity").contains("`--set check[0].severity=VALUE`"));
        assert!(told("check[1].severity").contains("the last one is `check[0]`"));
        assert!(told("attribute[0].reference").contains("no list"));
        assert!(told("system.id.part").contains("single value"));
    }
}
