use crate::registry::Entry;
use crate::{Alias, Formula, Metric, Spread};
use evenhand_core::{Favours, Span};

/// What the id of a worst group's value begins with.
const WORST: &str = "worst_group_";

/// A comparison that follows from a rate without being declared: its systematic id and its explanation.
pub(crate) struct Systematic {
    pub id: String,
    pub formula: Formula,
}

/// What follows from a metric: a difference, a ratio and two summaries for a rate, a difference for a smooth function.
pub(crate) fn systematic(metric: &'static Metric) -> Vec<Systematic> {
    let named = |suffix: &str, formula| Systematic {
        id: format!("{}_{suffix}", metric.id),
        formula,
    };
    match metric.formula {
        Formula::Rate { .. } => {
            let mut found = vec![
                named("difference", Formula::Difference(metric)),
                named("ratio", Formula::Ratio(metric)),
                named("max_gap", Formula::MaxGap(metric)),
                named("min_ratio", Formula::MinRatio(metric)),
            ];
            // A rate without a direction has no worst group.
            if matches!(metric.favours, Favours::Higher | Favours::Lower) {
                found.push(Systematic {
                    id: format!("{WORST}{}", metric.id),
                    formula: Formula::WorstGroup(metric),
                });
            }
            found
        }
        Formula::Smooth { .. } if metric.family == "confusion" => {
            vec![named("difference", Formula::Difference(metric))]
        }
        Formula::Mean { .. } | Formula::PerList { .. } | Formula::RatioOfSums { .. } => vec![
            named("difference", Formula::Difference(metric)),
            named("ratio", Formula::Ratio(metric)),
            named("max_gap", Formula::MaxGap(metric)),
        ],
        // Not every function of lists is a share of something: ratios are declared where they mean something.
        Formula::OfLists { chance: None, .. } => vec![
            named("difference", Formula::Difference(metric)),
            named("max_gap", Formula::MaxGap(metric)),
        ],
        Formula::Root(_) | Formula::Exponential(_) => vec![
            named("difference", Formula::Difference(metric)),
            named("ratio", Formula::Ratio(metric)),
        ],
        Formula::Contrast(_, _) => vec![
            named("difference", Formula::Difference(metric)),
            named("max_gap", Formula::MaxGap(metric)),
        ],
        Formula::Table {
            spread: Spread::Auc,
            ..
        } => vec![
            named("difference", Formula::Difference(metric)),
            named("max_gap", Formula::MaxGap(metric)),
        ],
        Formula::Table {
            spread: Spread::ArmsLimits(_) | Spread::Limits(_) | Spread::OfSums(_) | Spread::Smooth,
            ..
        } => vec![named("difference", Formula::Difference(metric))],
        _ => Vec::new(),
    }
}

/// Other names of a systematic id: the short stems of its rate with the same ending.
pub(crate) fn systematic_aliases(metric: &Metric, id: &str) -> Vec<String> {
    let (before, after) = id.split_once(metric.id).unwrap_or_default();
    let mut names: Vec<String> = metric
        .aliases
        .iter()
        .filter_map(|alias| match alias {
            Alias::Same(name) if !name.contains('(') => Some(format!("{before}{name}{after}")),
            _ => None,
        })
        .collect();
    if before == WORST {
        names.push(format!("worst_group_value(of={})", metric.id));
    }
    names
}

/// The entry of a comparison that nobody declared.
pub(crate) fn entry(metric: &'static Metric, systematic: Systematic, own: &Entry) -> Entry {
    let name = &inside(metric.label);
    let mut info = own.info.clone();
    info.aliases = systematic_aliases(metric, &systematic.id);
    info.id.clone_from(&systematic.id);
    info.compare = String::new();
    info.of = Some(metric.id.to_owned());
    info.favours = match (own.info.favours, &systematic.formula) {
        (Favours::Neither, _) => Favours::Neither,
        (favours, Formula::WorstGroup(_)) => favours,
        _ => Favours::Ideal,
    };
    let undefined_side = format!(
        "When {} is undefined for the group or for its reference.",
        metric.id
    );
    let too_few = format!("When {} is defined for fewer than two groups.", metric.id);
    let positive =
        "Positive even among equal groups: chance alone makes one of them the largest.".to_owned();
    match systematic.formula {
        Formula::Ratio(_) => {
            info.label = format!("Ratio of {name}");
            info.summary = format!("The {name} of the group divided by that of its reference.");
            info.reading = "0.9 means nine where the reference has ten.".to_owned();
            info.undefined =
                format!("{undefined_side} With a reference of zero alone the ratio is infinite.");
        }
        Formula::MaxGap(_) => {
            info.label = format!("Largest gap of {name}");
            info.summary = format!("Largest minus smallest {name} over the groups.");
            info.reading = "0.1 means that two groups lie ten per hundred apart.".to_owned();
            info.undefined = too_few;
            info.beware = positive;
        }
        Formula::MinRatio(_) => {
            info.label = format!("Smallest ratio of {name}");
            info.summary = format!("Smallest divided by largest {name} over the groups.");
            info.reading = "0.8 means that one group has four where another has five.".to_owned();
            info.undefined = too_few;
            info.beware = "Below one even among equal groups.".to_owned();
        }
        Formula::WorstGroup(_) => {
            let extreme = if own.info.favours == Favours::Lower {
                "highest"
            } else {
                "lowest"
            };
            info.label = format!("{} of the worst group", metric.label);
            info.summary = format!("The {extreme} {name} of any group.");
            info.reading = "0.3 means three of ten in the group where it is the worst.".to_owned();
            info.undefined = format!("When {} is undefined for every group.", metric.id);
            info.beware =
                "Of many groups one looks bad by chance alone; the interval allows for it."
                    .to_owned();
        }
        _ => {
            info.label = format!("Difference of {name}");
            info.summary = format!("The {name} of the group minus that of its reference.");
            info.reading = "0.05 means five more per hundred than in the reference.".to_owned();
            info.undefined = undefined_side;
        }
    }
    let shape = crate::shape::shape(&systematic.formula);
    info.scope = shape.scope;
    info.span = shape.span;
    info.range = shape.range;
    info.ideal = shape.ideal;
    info.formula = crate::shape::written(&systematic.formula);
    info.interval = crate::intervals::interval(&systematic.formula);
    let measured = crate::evaluate::is_measured(&metric.formula);
    if measured
        && matches!(
            systematic.formula,
            Formula::Difference(_) | Formula::MaxGap(_)
        )
    {
        // Not a share of anything: the units are those of the number itself.
        info.reading =
            "Zero means no difference; the unit is that of the number itself.".to_owned();
    }
    if metric.family == "confusion"
        && matches!(info.span, Span::Difference)
        && matches!(metric.formula, Formula::Smooth { .. })
    {
        info.range = (None, None);
    }
    Entry {
        parameter: crate::registry::compared_parameter(&systematic.formula),
        formula: systematic.formula,
        info,
        peers: Vec::new(),
    }
}

/// First words that keep their capital: names of people.
const NAMES: [&str; 10] = [
    "Brier",
    "Cohen's",
    "Gini",
    "Hellinger",
    "Jain",
    "Kolmogorov-Smirnov",
    "Matthews",
    "Qini",
    "Theil",
    "Wasserstein",
];

/// A label inside a sentence: its first letter in lower case, unless it begins with a name or an abbreviation.
fn inside(label: &str) -> String {
    let first = label.split(' ').next().unwrap_or_default();
    let abbreviated = first
        .chars()
        .skip(1)
        .any(|c| c.is_uppercase() || c.is_ascii_digit());
    if abbreviated || NAMES.contains(&first) {
        return label.to_owned();
    }
    let mut letters = label.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}
