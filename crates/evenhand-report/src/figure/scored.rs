//! The groups whose scores are drawn, each beside the one it is compared with.

use crate::name;
use crate::number::Numbers;
use crate::profile::{Member, Profile};
use crate::words::Words;
use evenhand_core::{Band, Curves, GroupCurve};

/// Panels of a figure.
const MOST_PANELS: usize = 6;
/// Fewer with the outcome, or without it, say nothing of a ranking.
pub(super) const LEAST_OF_EACH: u64 = 10;

/// A group whose scores are drawn.
pub(super) struct Own<'a> {
    pub(super) group: Member<'a>,
    pub(super) curve: &'a GroupCurve,
}

/// What a figure over the scores of an attribute is made of.
pub(super) struct Scored<'a> {
    pub(super) curves: &'a Curves,
    /// The group that the others are compared with, or everyone.
    pub(super) reference: &'a GroupCurve,
    /// Its name, for reading.
    pub(super) reference_name: String,
    /// The other groups, the largest first.
    pub(super) groups: Vec<Own<'a>>,
    /// Groups with curves that are not drawn.
    pub(super) left_out: usize,
}

impl<'a> Scored<'a> {
    /// The curves of an attribute, where there is something to compare; `fit` says which groups can be drawn.
    pub(super) fn of(profile: &Profile<'a>, fit: impl Fn(&GroupCurve) -> bool) -> Option<Self> {
        let of = |attribute: &str| {
            profile.card.curves.iter().find(|curves| {
                *curves.attribute == *attribute && *curves.model == *profile.place.model
            })
        };
        let curves = of(profile.place.attribute)?;
        let curve = |group: &str| curves.groups.iter().find(|curve| &*curve.group == group);
        let (reference, reference_name) = match profile.reference.and_then(curve) {
            Some(reference) => (reference, name::shown(&reference.group)),
            None => (
                of("")?.groups.first()?,
                profile.words.reference_overall().to_text(),
            ),
        };
        let mut groups: Vec<Own<'a>> = profile
            .groups
            .iter()
            .filter(|group| !group.missing && !profile.small(group))
            .filter(|group| group.name != &*reference.group)
            .filter_map(|group| {
                let curve = curve(group.name)?;
                fit(curve).then_some(Own {
                    group: *group,
                    curve,
                })
            })
            .collect();
        if groups.is_empty() || !fit(reference) {
            return None;
        }
        let left_out = groups.len().saturating_sub(MOST_PANELS);
        groups.sort_by(|a, b| {
            b.group
                .n
                .cmp(&a.group.n)
                .then(a.group.name.cmp(b.group.name))
        });
        groups.truncate(MOST_PANELS);
        // Back into the order in which the groups stand everywhere else.
        let place = |own: &Own<'_>| profile.groups.iter().position(|g| g.name == own.group.name);
        groups.sort_by_key(place);
        Some(Self {
            curves,
            reference,
            reference_name,
            groups,
            left_out,
        })
    }

    /// The curves that are drawn, the reference first.
    pub(super) fn all(&self) -> impl Iterator<Item = &'a GroupCurve> {
        std::iter::once(self.reference).chain(self.groups.iter().map(|own| own.curve))
    }

    /// Its name, for reading.
    pub(super) fn name(&self, curve: &GroupCurve) -> String {
        if std::ptr::eq(curve, self.reference) {
            self.reference_name.clone()
        } else {
            name::shown(&curve.group)
        }
    }

    /// Says that not every group is drawn.
    pub(super) fn rest(&self, words: Words) -> String {
        if self.left_out == 0 {
            String::new()
        } else {
            words.scored_left_out(self.left_out, MOST_PANELS).to_text()
        }
    }
}

/// Weight without and with the outcome.
pub(super) fn outcomes(bands: &[Band]) -> [f64; 2] {
    bands.iter().fold([0.0; 2], |sum, band| {
        let [negative, positive, _] = band.weight();
        [sum[0] + negative, sum[1] + positive]
    })
}

/// A score or a threshold, as short as four decimals allow.
pub(super) fn score(numbers: Numbers, value: f64) -> String {
    let rounded = (value * 1e4).round() / 1e4;
    numbers.with_decimal(rounded.to_string().replace('-', "−"))
}

/// Where an axis of shares ends.
pub(super) fn end(most: f64) -> f64 {
    [0.05, 0.1, 0.2, 0.4, 0.6, 0.8]
        .into_iter()
        .find(|end| most <= *end)
        .unwrap_or(1.0)
}
