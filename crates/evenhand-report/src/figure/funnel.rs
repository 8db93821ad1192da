//! At which stage of a campaign a group falls behind.

use super::{Figure, Point};
use crate::chart::Head;
use crate::chart::waterfall::{Step, Waterfall, Way};
use crate::error::Result;
use crate::name;
use crate::profile::{Member, Profile};
use crate::table::{Cell, Table};
use crate::wording::Wording;
use evenhand_core::{Estimate, Real, Span};

/// The logarithms of each stage's ratio, which add up to that of the whole way, each with its key in the catalogue.
const STAGES: [(&str, &str); 5] = [
    ("funnel_log_ratio_scoring", "scoring"),
    ("funnel_log_ratio_selection", "selection"),
    ("funnel_log_ratio_delivery", "delivery"),
    ("funnel_log_ratio_click", "click"),
    ("funnel_log_ratio_conversion", "conversion"),
];
const TOTAL: &str = "funnel_log_ratio_total";
/// Groups in the chart, those that end up furthest apart.
const MOST: usize = 5;

/// The ratio of selection rates, which is that of the selection stage where everybody could have been chosen.
const SELECTION: &str = "disparate_impact_ratio";

/// What a stage does to a group, as logarithms of ratios.
struct Stage<'a> {
    key: &'static str,
    estimate: &'a Estimate,
    log: f64,
    ends: Option<(f64, f64)>,
}

/// A group with all of its stages.
struct Told<'a> {
    group: Member<'a>,
    stages: Vec<Stage<'a>>,
    total: Stage<'a>,
}

impl<'a> Stage<'a> {
    /// An estimate that is such a logarithm.
    fn logarithm(key: &'static str, estimate: &'a Estimate) -> Option<Self> {
        let log = estimate.value?.get();
        let ends = estimate.lower.zip(estimate.upper);
        log.is_finite().then_some(Self {
            key,
            estimate,
            log,
            ends: ends.map(|(low, high)| (low.get(), high.get())),
        })
    }

    /// An estimate that is the ratio itself.
    fn ratio(key: &'static str, estimate: &'a Estimate) -> Option<Self> {
        let ratio = estimate.value?.get();
        let ends = estimate.lower.zip(estimate.upper);
        (ratio.is_finite() && ratio > 0.0).then(|| Self {
            key,
            estimate,
            log: libm::log(ratio),
            ends: ends.map(|(low, high)| (libm::log(low.get()), libm::log(high.get()))),
        })
    }
}

/// The ratio of completion, stage by stage; nothing where the stages do not add up to the whole.
pub(crate) fn funnel(wording: &Wording<'_>, profile: &Profile<'_>) -> Result<Option<Figure>> {
    let mut told: Vec<Told<'_>> = profile
        .groups
        .iter()
        .filter_map(|g| of(profile, g))
        .collect();
    if told.is_empty() {
        return Ok(None);
    }
    let size = |one: &Told<'_>| one.total.log.abs();
    told.sort_by(|a, b| size(b).total_cmp(&size(a)));
    told.truncate(MOST);
    let (words, level) = (wording.words, wording.level());
    let numbers = words.numbers();
    let title = words.funnel_title(profile.title()).to_text();
    let mut table = Table::speaking(
        words,
        title.clone(),
        &[
            (words.column_group().to_text(), false),
            (words.column_stage().to_text(), false),
            ("n".to_owned(), true),
            (format!("{} [{level}]", words.column_ratio()), true),
        ],
    );
    let (mut series, mut ways, mut described) = (Vec::new(), Vec::new(), Vec::new());
    for one in &told {
        let mut so_far = 0.0;
        let mut steps = Vec::new();
        let shown = name::shown(one.group.name);
        let mut row = |stage: &Stage<'_>, from: f64| {
            let ratio = |log: f64| Real::new(libm::exp(log));
            let ends = stage.ends;
            let text = numbers.with_interval(
                Span::Ratio,
                ratio(stage.log),
                ends.and_then(|ends| ratio(ends.0)),
                ends.and_then(|ends| ratio(ends.1)),
            );
            let name = words.funnel_stage(stage.key).to_text();
            table.rows.push(vec![
                Cell::Name(shown.clone()),
                Cell::Text(name.clone()),
                Cell::Number(numbers.count(stage.estimate.n)),
                Cell::Number(text.clone()),
            ]);
            series.push(Point::of(stage.estimate, &text));
            Step {
                name,
                from: libm::exp(from),
                to: libm::exp(from + stage.log),
                ends: ends.map(|(low, high)| (libm::exp(from + low), libm::exp(from + high))),
                text,
            }
        };
        for stage in &one.stages {
            steps.push(row(stage, so_far));
            so_far += stage.log;
        }
        let total = row(&one.total, 0.0);
        let listed: Vec<String> = steps
            .iter()
            .chain([&total])
            .map(|step| format!("{} {}", step.name, step.text))
            .collect();
        described.push(format!("{shown}: {}", words.joined(&listed)));
        let reference = one.total.estimate.reference.as_deref().unwrap_or_default();
        ways.push(Way {
            name: shown,
            note: words
                .funnel_note(one.group.n, words.reference(reference))
                .to_text(),
            n: one.group.n,
            steps,
            total,
        });
    }
    let head = Head {
        name: profile.stem("funnel"),
        title,
        subtitle: words.funnel_subtitle(&level).to_text(),
        description: words.funnel_description(described.join("; ")).to_text(),
        words,
    };
    let plot = Waterfall {
        head: Head::default(),
        ways,
        axis_label: words.funnel_axis().to_text(),
        key: [
            words.funnel_behind().to_text(),
            words.funnel_ahead().to_text(),
        ],
    };
    let draw = |head: Head, width| {
        Waterfall {
            head,
            ..plot.clone()
        }
        .draw(width)
    };
    let figure = Figure::new(&head, caption(wording, profile, &told), table, draw)?;
    Ok(Some(figure.made_from(series)))
}

/// A group whose stages add up to its whole way; people selected without a score, or a stage that nobody reached, break
/// the sum, and bars that do not meet would show a gap that is not there.
fn of<'a>(profile: &Profile<'a>, group: &Member<'a>) -> Option<Told<'a>> {
    if group.missing || profile.small(group) {
        return None;
    }
    let of = |key, metric: &str| Stage::logarithm(key, profile.estimate(group.name, metric)?);
    let total = of("total", TOTAL)?;
    let mut stages: Vec<Stage<'a>> = STAGES
        .into_iter()
        .filter_map(|(metric, key)| of(key, metric))
        .collect();
    if stages.first().is_some_and(|stage| stage.key == "delivery") {
        let ratio = profile.estimate(group.name, SELECTION)?;
        stages.insert(0, Stage::ratio("selection", ratio)?);
    }
    let sum: f64 = stages.iter().map(|stage| stage.log).sum();
    let meets = (sum - total.log).abs() < 1e-9 * (1.0 + total.log.abs());
    (meets && stages.len() > 1).then_some(Told {
        group: *group,
        stages,
        total,
    })
}

/// The stage at which a group surely falls behind most.
fn caption(wording: &Wording<'_>, profile: &Profile<'_>, told: &[Told<'_>]) -> String {
    let words = wording.words;
    let worst = told
        .iter()
        .flat_map(|one| one.stages.iter().map(move |stage| (one, stage)))
        .filter(|(_, stage)| stage.ends.is_some_and(|ends| ends.1 < 0.0))
        .min_by(|a, b| a.1.log.total_cmp(&b.1.log));
    let Some((one, stage)) = worst else {
        return words.funnel_no_gap().to_text();
    };
    let ratio = |stage: &Stage<'_>| words.numbers().fixed(libm::exp(stage.log), 2);
    let reference = stage.estimate.reference.as_deref();
    let reference = reference.or(profile.reference).unwrap_or_default();
    words
        .funnel_worst(
            name::shown(one.group.name),
            ratio(stage),
            words.reference(reference),
            words.funnel_stage(stage.key),
            ratio(&one.total),
        )
        .to_text()
}
