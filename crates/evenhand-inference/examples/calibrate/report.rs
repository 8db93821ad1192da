//! The Markdown page of the evidence.

use crate::family::{Family, Gate, Line, SEED, Share};

/// A family with what was measured.
pub struct Measured {
    /// The place of the family among all, which fixes its seeds.
    pub number: u64,
    pub family: Family,
    pub lines: Vec<Line>,
}

impl Measured {
    /// Every gated share of every line with its column and gate.
    fn gated(&self) -> impl Iterator<Item = (&Line, usize, Gate, Share)> {
        self.lines.iter().flat_map(move |line| {
            line.shares
                .iter()
                .zip(&self.family.columns)
                .enumerate()
                .filter_map(move |(place, (share, column))| {
                    Some((line, place, column.gate?, *share))
                })
        })
    }

    pub fn short(&self) -> usize {
        self.gated()
            .filter(|(_, _, gate, share)| !met(*gate, *share))
            .count()
    }
}

fn limit(gate: Gate) -> f64 {
    match gate {
        Gate::AtLeast(limit) | Gate::AtMost(limit) => limit,
    }
}

/// The standard error of simulation when the truth is `at`.
fn standard_error(share: Share, at: f64) -> f64 {
    share
        .draws
        .map_or(0.0, |draws| (at * (1.0 - at) / f64::from(draws)).sqrt())
}

/// Whether a gate is met, but only by the error of the simulation.
fn met_within_error(gate: Gate, share: Share) -> bool {
    met(gate, share) && !gate.met(share, 1e-9)
}

/// Whether a gate is met, up to two standard errors of the simulation.
fn met(gate: Gate, share: Share) -> bool {
    gate.met(share, 2.0 * standard_error(share, limit(gate)) + 1e-9)
}

fn worse(gate: Gate, a: f64, b: f64) -> f64 {
    match gate {
        Gate::AtLeast(_) => a.min(b),
        Gate::AtMost(_) => a.max(b),
    }
}

/// A share with as many digits as its last one means something.
fn digits(value: f64) -> String {
    format!("{value:.4}")
}

fn words(gate: Gate) -> String {
    match gate {
        Gate::AtLeast(limit) => format!("≥ {limit}"),
        Gate::AtMost(limit) => format!("≤ {limit}"),
    }
}

fn summary(measured: &[Measured]) -> String {
    let mut text = String::from(
        "| what | statement | figures | worst | mean | gate | within error | short |\n|---|---|---|---|---|---|---|---|\n",
    );
    for one in measured {
        for (place, column) in one.family.columns.iter().enumerate() {
            let Some(gate) = column.gate else { continue };
            let values: Vec<Share> = one
                .gated()
                .filter(|(_, at, _, _)| *at == place)
                .map(|(_, _, _, share)| share)
                .collect();
            let worst = values
                .iter()
                .map(|share| share.value)
                .reduce(|a, b| worse(gate, a, b))
                .unwrap_or(f64::NAN);
            let mean = values.iter().map(|share| share.value).sum::<f64>() / values.len() as f64;
            let count = |pick: fn(Gate, Share) -> bool| {
                let picked = values.iter().filter(|share| pick(gate, **share)).count();
                if picked == 0 {
                    "–".to_owned()
                } else {
                    picked.to_string()
                }
            };
            text.push_str(&format!(
                "| {} | {} | {} | {} | {} | {} | {} | {} |\n",
                one.family.title,
                column.name,
                values.len(),
                digits(worst),
                digits(mean),
                words(gate),
                count(met_within_error),
                count(|gate, share| !met(gate, share)),
            ));
        }
    }
    text
}

fn section(one: &Measured) -> String {
    let Measured {
        number,
        family,
        lines,
    } = one;
    let mut text = format!("\n## {}\n\n{}\n", family.title, family.about);
    text.push_str(&format!(
        "\nSeeds from {}.\n\n| setting |",
        SEED + 1000 * number
    ));
    for column in &family.columns {
        match column.gate {
            Some(gate) => text.push_str(&format!(" {} ({}) |", column.name, words(gate))),
            None => text.push_str(&format!(" _{}_ |", column.name)),
        }
    }
    text.push_str(" draws | s.e. | |\n|---|");
    text.push_str(&"---|".repeat(family.columns.len() + 3));
    text.push('\n');
    for line in lines {
        text.push_str(&format!("| {} |", line.setting));
        let mut short = Vec::new();
        for (share, column) in line.shares.iter().zip(&family.columns) {
            let missed = column.gate.is_some_and(|gate| !met(gate, *share));
            if missed {
                short.push(column.name);
                text.push_str(&format!(" **{}** |", digits(share.value)));
            } else {
                text.push_str(&format!(" {} |", digits(share.value)));
            }
        }
        let draws = line.shares.first().and_then(|share| share.draws);
        let at = family
            .columns
            .first()
            .and_then(|c| c.gate)
            .map_or(0.95, limit);
        match (draws, line.shares.first()) {
            (Some(draws), Some(share)) => {
                text.push_str(&format!(
                    " {draws} | {} |",
                    digits(standard_error(*share, at))
                ));
            }
            _ => text.push_str(" exact | 0 |"),
        }
        if short.is_empty() {
            text.push_str(" |\n");
        } else {
            text.push_str(&format!(" falls short: {} |\n", short.join(", ")));
        }
    }
    text
}

/// Everything up to the section on whole audits.
pub fn page(measured: &[Measured]) -> String {
    let figures: usize = measured.iter().map(|one| one.gated().count()).sum();
    let short: usize = measured.iter().map(Measured::short).sum();
    let within: usize = measured
        .iter()
        .flat_map(Measured::gated)
        .filter(|(_, _, gate, share)| met_within_error(*gate, *share))
        .count();
    let verdict = if short == 0 {
        "all of them meet it".to_owned()
    } else {
        format!("{short} fall short of it and are marked, with the reason above their table")
    };
    let mut text = format!(
        "# The evidence behind the intervals and verdicts\n\n\
         An interval that claims 95 % should contain the truth in about 95 of 100 audits, and a verdict that a limit was \
         passed should almost never be given where it was not. This page checks that claim: we invent populations whose \
         truth we know, draw audits from them, and count how often our intervals, tests and verdicts are right.\n\n\
         Of {figures} figures with a gate, {verdict}. A gate is met when the figure reaches it up to two standard errors of \
         the simulation; {within} do so only by that error. A figure marked exact enumerates every outcome and has none.\n\n\
         Simulated: rates, differences, ratios and odds ratios of two groups, summaries over several groups, equalized odds, \
         the worst group, weights, repeated people, areas under the curve, smooth functions of a confusion table, tests, \
         strata, two models on the same people, equivalence, whole audits and repeated audits. Not simulated: data that are not a random sample of the people they stand \
         for, labels that are wrong, people who share a household or a device but not an identifier, calibration curves, \
         and means of continuous outcomes. No figure here says that the data of a real \
         audit are sound.\n\n\
         Made by\n\n\
         ```sh\n{COMMANDS}\n```\n\n\
         The gates: 94 % for intervals on plain rows and on weights that have nothing to do with the outcome, 93 % elsewhere; \
         6 % for tests at 5 %, 3 % for one-sided statements at 2.5 %.\n\n\
         The figures depend on the seeds alone, not on the number of threads. Columns in italics are other methods, for \
         comparison; they have no gate.\n\n\
         ## Summary\n\n"
    );
    text.push_str(&summary(measured));
    for one in measured {
        text.push_str(&section(one));
    }
    text
}

const COMMANDS: &str = "cargo run --release -p evenhand-inference --example calibrate\n\
     cargo test --release -p evenhand-runner --test false_alarms -- --ignored";
