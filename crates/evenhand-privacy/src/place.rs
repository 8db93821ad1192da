use evenhand_core::{Estimate, Input, MetricInfo};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A group of an attribute within a slice, whatever the model: what is hidden for one model is hidden for all, because
/// their people are the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) slice: Arc<str>,
    /// Empty for all rows.
    pub(crate) attribute: Arc<str>,
    pub(crate) group: Arc<str>,
}

/// How much of a group is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// All but how many there are and how many were selected.
    Detail,
    /// Everything.
    Whole,
}

/// What is hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hidden(pub(crate) BTreeMap<Place, Level>);

impl Place {
    pub(crate) fn new(slice: &Arc<str>, attribute: &Arc<str>, group: &Arc<str>) -> Self {
        Self {
            slice: slice.clone(),
            attribute: attribute.clone(),
            group: group.clone(),
        }
    }

    pub(crate) fn of(e: &Estimate) -> Self {
        Self::new(&e.slice, &e.attribute, &e.group)
    }

    /// Everybody of a slice.
    pub(crate) fn everyone(slice: &Arc<str>) -> Self {
        Self::new(slice, &Arc::default(), &Arc::default())
    }

    /// Whom the group is compared with, where that is a group.
    pub(crate) fn reference_of(e: &Estimate) -> Option<Self> {
        let name = resolved(e.reference.as_deref()?);
        if matches!(name, "rest" | "overall") {
            return None;
        }
        Some(Self::new(&e.slice, &e.attribute, &name.into()))
    }
}

impl Hidden {
    /// Hides at least so much; says whether that is more than before.
    pub(crate) fn add(&mut self, place: &Place, level: Level) -> bool {
        match self.0.get_mut(place) {
            Some(had) if *had >= level => false,
            Some(had) => {
                *had = level;
                true
            }
            None => {
                self.0.insert(place.clone(), level);
                true
            }
        }
    }

    /// Whether numbers of this level are hidden there.
    pub(crate) fn hides(&self, place: &Place, level: Level) -> bool {
        self.0.get(place).is_some_and(|had| match level {
            Level::Detail => true,
            Level::Whole => *had == Level::Whole,
        })
    }
}

/// The level whose hiding a metric falls under: `Whole` for those of decisions alone.
pub(crate) fn level_of(metric: Option<&MetricInfo>) -> Level {
    match metric {
        Some(info) if info.inputs.iter().all(|input| *input == Input::Decision) => Level::Whole,
        _ => Level::Detail,
    }
}

/// The group that a rule such as `largest:male` resolved to.
pub(crate) fn resolved(reference: &str) -> &str {
    ["largest:", "best:"]
        .iter()
        .find_map(|rule| reference.strip_prefix(rule))
        .unwrap_or(reference)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_is_never_less() {
        let place = Place::everyone(&"".into());
        let mut hidden = Hidden::default();
        assert!(hidden.add(&place, Level::Detail));
        assert!(!hidden.hides(&place, Level::Whole));
        assert!(hidden.add(&place, Level::Whole) && !hidden.add(&place, Level::Detail));
        assert!(hidden.hides(&place, Level::Whole) && hidden.hides(&place, Level::Detail));
    }
}
