//! The numbers of a figure, apart from how they are drawn.

use crate::profile::Profile;
use evenhand_core::{Estimate, Real};
use serde::Serialize;

/// A number that a figure draws and its table prints.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Point {
    /// Name of the attribute or intersection, as in the scorecard.
    pub attribute: String,
    /// Name of the group, as in the scorecard; empty for all of them.
    pub group: String,
    /// Lower end of its range.
    pub lower: Option<Real>,
    /// Name of the model; empty without `[[model]]`.
    pub model: String,
    /// What it is: the id of a metric, or the name of something made from several numbers of the scorecard.
    pub of: String,
    /// As it is printed.
    pub text: String,
    /// Upper end of its range.
    pub upper: Option<Real>,
    /// The number.
    pub value: Option<Real>,
}

impl Point {
    /// An estimate of the scorecard, printed as this text.
    pub(crate) fn of(e: &Estimate, text: impl Into<String>) -> Self {
        Self {
            attribute: e.attribute.to_string(),
            group: e.group.to_string(),
            lower: e.lower,
            model: e.model.to_string(),
            of: e.metric.to_string(),
            text: text.into(),
            upper: e.upper,
            value: e.value,
        }
    }

    /// A number made from several of the scorecard.
    pub(crate) fn made(
        profile: &Profile<'_>,
        group: &str,
        of: &str,
        value: f64,
        text: impl Into<String>,
    ) -> Self {
        Self {
            attribute: profile.place.attribute.to_owned(),
            group: group.to_owned(),
            model: profile.place.model.to_owned(),
            of: of.to_owned(),
            text: text.into(),
            value: Real::new(value),
            ..Self::default()
        }
    }

    /// The number, for drawing.
    pub(crate) fn at(&self) -> Option<f64> {
        self.value.map(Real::get)
    }

    /// The ends of its range, for drawing.
    pub(crate) fn ends(&self) -> Option<(f64, f64)> {
        Some((self.lower?.get(), self.upper?.get()))
    }
}
