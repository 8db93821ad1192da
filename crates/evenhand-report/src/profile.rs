use crate::index::{Index, Place};
use crate::name;
use crate::words::Words;
use evenhand_core::{
    AttributeSummary, Estimate, MISSING, MetricInfo, Polarity, Scorecard, Verdict,
};

/// An attribute as one model treats it.
pub(crate) struct Profile<'a> {
    pub(crate) card: &'a Scorecard,
    pub(crate) index: &'a Index<'a>,
    pub(crate) place: Place<'a>,
    pub(crate) summary: &'a AttributeSummary,
    /// The group that the others are compared with, where it is one.
    pub(crate) reference: Option<&'a str>,
    pub(crate) groups: Vec<Member<'a>>,
    pub(crate) words: Words,
}

/// A group of the attribute.
#[derive(Clone, Copy)]
pub(crate) struct Member<'a> {
    pub(crate) name: &'a str,
    pub(crate) n: u64,
    /// Distinct persons, where a unit is named.
    pub(crate) units: Option<u64>,
    pub(crate) selected: u64,
    pub(crate) share: f64,
    pub(crate) missing: bool,
}

impl<'a> Profile<'a> {
    /// Every attribute under every model, over all slices; single attributes, or intersections. In English.
    pub(crate) fn all(card: &'a Scorecard, index: &'a Index<'a>, combined: bool) -> Vec<Self> {
        Self::speaking(Words::english(), card, index, combined)
    }

    /// The same in the language of the readers.
    pub(crate) fn speaking(
        words: Words,
        card: &'a Scorecard,
        index: &'a Index<'a>,
        combined: bool,
    ) -> Vec<Self> {
        let mut models: Vec<&str> = card.models.iter().map(|model| &*model.name).collect();
        if models.is_empty() {
            models.push("");
        }
        models
            .iter()
            .enumerate()
            .flat_map(|(order, model)| {
                card.attributes
                    .iter()
                    .filter(|summary| (summary.attributes.len() > 1) == combined)
                    .map(move |summary| Self::new(words, card, index, model, summary, order == 0))
            })
            .collect()
    }

    fn new(
        words: Words,
        card: &'a Scorecard,
        index: &'a Index<'a>,
        model: &'a str,
        summary: &'a AttributeSummary,
        first: bool,
    ) -> Self {
        let place = Place {
            model,
            slice: "",
            attribute: &summary.name,
        };
        let groups = summary
            .groups
            .iter()
            // A hidden group has no size to draw; the page says which are hidden.
            .filter(|group| !group.hidden)
            .map(|group| {
                let rate = index.estimate(place, &group.name, "selection_rate");
                let (n, units, selected) = match rate {
                    Some(rate) if !first => (
                        rate.n,
                        rate.units,
                        rate.events.map_or(0, |events| events.get().round() as u64),
                    ),
                    _ => (group.n, group.units, group.selected),
                };
                Member {
                    name: &group.name,
                    n,
                    units,
                    selected,
                    share: group.share.get(),
                    missing: name::levels(&group.name)
                        .iter()
                        .any(|level| level == MISSING),
                }
            })
            .collect();
        Self {
            card,
            index,
            place,
            summary,
            reference: summary.reference.as_deref().map(name::resolved),
            groups,
            words,
        }
    }

    /// The attribute for reading, with the model where there are several.
    pub(crate) fn title(&self) -> String {
        let attribute = self.words.shown(&self.summary.name);
        if self.place.model.is_empty() {
            attribute
        } else {
            self.words.with_model(attribute, self.place.model).to_text()
        }
    }

    /// Stem of file names about it.
    pub(crate) fn stem(&self, what: &str) -> String {
        let mut stem = format!("{what}-{}", name::stem(&self.summary.name));
        if !self.place.model.is_empty() {
            stem = format!("{stem}-{}", name::stem(self.place.model));
        }
        stem
    }

    pub(crate) fn estimate(&self, group: &str, metric: &str) -> Option<&'a Estimate> {
        self.index.estimate(self.place, group, metric)
    }

    /// Whether a group is too small for a verdict: by its persons where a unit is named, by its rows otherwise.
    pub(crate) fn small(&self, member: &Member<'_>) -> bool {
        member.units.unwrap_or(member.n) < self.card.settings.min_n
    }

    /// Whether rows repeat persons, who are counted apart.
    pub(crate) fn has_units(&self) -> bool {
        self.groups.iter().any(|group| group.units.is_some())
    }

    /// Whether any group has a number of the metric.
    pub(crate) fn has(&self, metric: &str) -> bool {
        self.groups.iter().any(|group| {
            self.estimate(group.name, metric)
                .is_some_and(|estimate| estimate.value.is_some())
        })
    }

    /// The groups with a number of the metric, at most so many: the gravest verdicts first, then the values furthest on
    /// the bad side. Also gives how many were left out.
    pub(crate) fn worst(&self, metric: &str, most: usize) -> (Vec<Member<'a>>, usize) {
        let mut chosen: Vec<Member<'a>> = self
            .groups
            .iter()
            .copied()
            .filter(|group| {
                self.estimate(group.name, metric)
                    .is_some_and(|estimate| estimate.value.is_some())
            })
            .collect();
        let all = chosen.len();
        if all > most {
            let info = self.card.metric(metric);
            let mut keyed: Vec<(u8, f64, usize)> = chosen
                .iter()
                .enumerate()
                .map(|(i, group)| {
                    let verdict = self.index.verdict_on(self.place, group.name, metric);
                    let value = self.value(group.name, metric).unwrap_or(f64::INFINITY);
                    (
                        verdict.map_or(u8::MAX, |verdict| verdict as u8),
                        badness(value, info, self.card.system.polarity),
                        i,
                    )
                })
                .collect();
            keyed.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
            keyed.truncate(most);
            keyed.sort_by_key(|key| key.2);
            chosen = keyed.into_iter().map(|key| chosen[key.2]).collect();
        }
        let left_out = all - chosen.len();
        if !ordered(&chosen) {
            chosen.sort_by(|a, b| {
                let value = |group: &Member<'_>| self.value(group.name, metric).unwrap_or(0.0);
                a.missing
                    .cmp(&b.missing)
                    .then(value(b).total_cmp(&value(a)))
                    .then(a.name.cmp(b.name))
            });
        }
        (chosen, left_out)
    }

    fn value(&self, group: &str, metric: &str) -> Option<f64> {
        Some(self.estimate(group, metric)?.value?.get())
    }

    /// The gravest verdict on a group, from every check.
    pub(crate) fn verdict(&self, group: &str) -> Option<Verdict> {
        self.index.verdict(self.place, group)
    }
}

/// Lower is worse.
fn badness(value: f64, info: Option<&MetricInfo>, polarity: Polarity) -> f64 {
    let ideal = info.and_then(|info| info.ideal).unwrap_or(f64::NAN);
    let mirrored = polarity == Polarity::Burden && info.is_some_and(|info| info.mirrors);
    if info.is_some_and(|info| info.mirrors) {
        if mirrored { -value } else { value }
    } else if ideal.is_nan() {
        value
    } else {
        -(value - ideal).abs()
    }
}

/// Whether the names are steps of a scale, whose own order says more than that of the values.
fn ordered(groups: &[Member<'_>]) -> bool {
    groups.iter().filter(|group| !group.missing).all(|group| {
        group
            .name
            .starts_with(|c: char| c.is_ascii_digit() || "<>[".contains(c))
            && !group.name.contains('*')
    })
}
