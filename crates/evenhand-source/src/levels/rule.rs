use super::{MOST_GROUPS, MOST_STRATA, Numbers};
use crate::date;
use crate::number;
use crate::problem::Kind;
use evenhand_core::{Bins, ColumnKind, EMPTY, MISSING, OUT_OF_RANGE, ProtectedAttribute};
use std::borrow::Cow;

/// How values become the names of levels.
#[derive(Clone, Debug)]
pub(crate) struct LevelRule {
    bins: Option<Bins>,
    /// Name of the column.
    pub column: String,
    decimal_comma: bool,
    /// Most levels.
    pub most: usize,
    /// Whether numbers name groups as they are.
    pub numbers_welcome: bool,
    /// Whether the file's form leaves open what the values are.
    pub untyped: bool,
    span: Option<date::Span>,
    unknown: Vec<String>,
    kind: ColumnKind,
}

impl LevelRule {
    /// The levels of a protected attribute.
    pub fn attribute(
        attribute: &ProtectedAttribute,
        kind: ColumnKind,
        decimal_comma: bool,
    ) -> Self {
        Self {
            bins: attribute.bins.clone(),
            column: attribute.column.clone(),
            decimal_comma,
            most: MOST_GROUPS,
            numbers_welcome: attribute.categorical || attribute.bins.is_some(),
            untyped: kind == ColumnKind::Untyped,
            span: None,
            unknown: attribute.unknown.clone(),
            kind,
        }
    }

    /// The values of a column as they are, or the spans of time they lie in.
    pub fn plain(column: &str, kind: ColumnKind, span: Option<date::Span>) -> Self {
        Self {
            bins: None,
            column: column.to_owned(),
            decimal_comma: false,
            most: MOST_GROUPS,
            numbers_welcome: true,
            untyped: kind == ColumnKind::Untyped,
            span,
            unknown: Vec::new(),
            kind,
        }
    }

    /// The same for strata, which may be many: they are added up and never looked at one by one.
    pub fn stratum(self) -> Self {
        Self {
            most: MOST_STRATA,
            ..self
        }
    }

    /// The level of a text; `None` where the rule cannot place it.
    pub fn of_text<'a>(&'a self, text: &'a str, numbers: &mut Numbers) -> Option<Cow<'a, str>> {
        if self.unknown.iter().any(|unknown| unknown == text) {
            return Some(Cow::Borrowed(MISSING));
        }
        if let Some(span) = self.span {
            return span.of(text).map(Cow::Owned);
        }
        if let Some(bins) = &self.bins {
            return number::parse(text, self.decimal_comma)
                .map(|number| Cow::Owned(bins.label_of(number)));
        }
        if text.is_empty() {
            numbers.others = true;
            return Some(Cow::Borrowed(EMPTY));
        }
        if !self.numbers_welcome && self.untyped && !numbers.others {
            match number::parse(text, self.decimal_comma) {
                Some(number) => numbers.see(number),
                None => numbers.others = true,
            }
        }
        Some(Cow::Borrowed(text))
    }

    /// The level of a number.
    pub fn of_number(&self, number: f64, text: impl FnOnce() -> String) -> Cow<'_, str> {
        if !self.unknown.is_empty() || self.bins.is_none() {
            let text = text();
            if self.unknown.contains(&text) {
                return Cow::Borrowed(MISSING);
            }
            if self.bins.is_none() {
                return if number.is_nan() {
                    Cow::Borrowed(OUT_OF_RANGE)
                } else {
                    Cow::Owned(text)
                };
            }
        }
        let bins = self.bins.as_ref();
        Cow::Owned(bins.map_or_else(String::new, |bins| bins.label_of(number)))
    }

    /// Whether the values are numbers that nobody said could name groups; `all_numbers`: those seen so far.
    pub fn is_bare_number(&self, all_numbers: bool) -> bool {
        !self.numbers_welcome
            && match self.kind {
                ColumnKind::Integer | ColumnKind::Float => true,
                ColumnKind::Untyped => all_numbers,
                _ => false,
            }
    }

    /// What is wrong with a text that has no level.
    pub fn refusal(&self) -> Kind {
        if self.span.is_some() {
            Kind::NotADate
        } else {
            Kind::NotANumber("an attribute with bins")
        }
    }
}
