use crate::measures::Measures;
use crate::program::Program;
use crate::scores::Scores;
use crate::tally::Tally;
use evenhand_core::{AuditPlan, DataNote, Decide, Intake};

/// What was noticed about the rows.
pub(super) fn of_rows(
    plan: &AuditPlan,
    program: &Program,
    intake: &Intake,
    scores: &[Option<Scores>],
    tallies: &[Tally],
) -> Vec<DataNote> {
    let mut notes = Vec::new();
    let sum = |of: &dyn Fn(&Tally) -> u64| tallies.iter().map(of).sum::<u64>();
    let mut warn = |code: &str, count: u64, message: String| {
        if count > 0 {
            notes.push(DataNote::warning(code, Some(count), message));
        }
    };
    for join in &intake.joins {
        warn(
            "unmatched_rows",
            join.unmatched,
            format!(
                "Rows whose `{}` is not in the side table: its columns are missing for them.",
                join.on
            ),
        );
    }
    if let Some(weight) = &plan.weight {
        warn(
            "zero_weights",
            sum(&|tally| tally.zero_weights),
            format!(
                "Rows whose `{weight}` is 0: they are in no rate, only in the numbers of rows."
            ),
        );
    }
    if let Some(unit) = &plan.unit {
        warn(
            "missing_units",
            sum(&|tally| tally.missing_units),
            format!("Rows without a `{unit}`: they are treated as one unit."),
        );
    }
    warn(
        "filter_not_a_number",
        sum(&|tally| tally.not_numbers),
        "Comparisons in the filter of a text with a number: they do not hold.".to_owned(),
    );
    if let Some(label) = &plan.label {
        let nan = |tally: &Tally| tally.label.as_ref().map_or(0, |b| b.not_a_number);
        warn(
            "nan_as_missing",
            sum(&nan),
            format!("NaN in `{}` is read as missing.", label.column),
        );
    }
    for (i, model) in plan.models.iter().enumerate() {
        if let Decide::Column(rule) = &model.decide {
            let nan = |tally: &Tally| {
                tally.models[i]
                    .binary
                    .as_ref()
                    .map_or(0, |b| b.not_a_number)
            };
            warn(
                "nan_as_missing",
                sum(&nan),
                format!("NaN in `{}` is read as missing.", rule.column),
            );
        }
    }
    warn(
        "rank_not_a_position",
        sum(&|tally| tally.measures.as_ref().map_or(0, |m| m.unranked)),
        "Rows whose rank is no whole number from 1: they are in no list.".to_owned(),
    );
    if let Some(column) = &plan.measures.decision_class {
        warn(
            "missing_classes",
            sum(&|tally| tally.measures.as_ref().map_or(0, Measures::unclassed)),
            format!("Rows without a `{column}`: they are left out of the metrics of classes."),
        );
    }
    for (column, missing) in missing_numbers(tallies) {
        notes.push(DataNote::info(
            "missing_numbers",
            Some(missing),
            format!("Rows without a number in `{column}`: they are left out of the metrics that need it."),
        ));
    }
    duplicates(plan, tallies, &mut notes);
    for ((model, scores), intake) in plan
        .models
        .iter()
        .zip(scores)
        .filter(|(model, _)| model.score.is_some())
        .zip(&intake.scores)
    {
        if let Some(scores) = scores {
            of_scores(model, scores, intake, &mut notes);
        }
    }
    let _ = program;
    notes
}

/// Columns of prices, outcomes and the like in which some rows have no number.
fn missing_numbers(tallies: &[Tally]) -> std::collections::BTreeMap<String, u64> {
    let mut missing = std::collections::BTreeMap::new();
    for measures in tallies.iter().filter_map(|tally| tally.measures.as_ref()) {
        for (column, rows) in measures.missing() {
            *missing.entry(column.clone()).or_insert(0) += rows;
        }
    }
    missing
}

fn of_scores(
    model: &evenhand_core::ModelPlan,
    scores: &Scores,
    intake: &evenhand_core::ScoreIntake,
    notes: &mut Vec<DataNote>,
) {
    let column = &intake.column;
    if intake.nan + intake.infinite > 0 {
        notes.push(DataNote::warning(
            "scores_not_finite",
            Some(intake.nan + intake.infinite),
            format!("Scores in `{column}` that are infinite or not a number; what is not a number decides nothing."),
        ));
    }
    if intake.below_range + intake.above_range > 0 {
        notes.push(DataNote::info(
            "scores_out_of_range",
            Some(intake.below_range + intake.above_range),
            format!("Scores in `{column}` outside `score_range`."),
        ));
    }
    let of = if model.name.is_empty() {
        "The decision".to_owned()
    } else {
        format!("The decision of `{}`", model.name)
    };
    match &model.decide {
        Decide::TopK { .. } | Decide::TopFraction { .. } if intake.tied_at_threshold > 1 => {
            notes.push(DataNote::info(
                "tied_at_threshold",
                Some(intake.tied_at_threshold),
                format!("{of}: rows with exactly the lowest selected score in `{column}`; all of them are selected."),
            ));
        }
        Decide::Column(_) if scores.contradicts() => {
            notes.push(DataNote::warning(
                "decision_contradicts_score",
                None,
                format!("{of} selects only rows with a lower `{column}` than any row it rejects; is the score or the decision the wrong way round?"),
            ));
        }
        Decide::Column(_) if scores.overlaps() => {
            notes.push(DataNote::info(
                "decision_not_a_threshold",
                None,
                format!("{of} is not a threshold on `{column}`: some rejected rows score higher than some selected ones, so something else decides too."),
            ));
        }
        _ => {}
    }
}

fn duplicates(plan: &AuditPlan, tallies: &[Tally], notes: &mut Vec<DataNote>) {
    let read: u64 = tallies.iter().map(|tally| tally.read).sum();
    let lines: u64 = tallies.iter().map(|tally| tally.lines.len() as u64).sum();
    // Where one person is known to have several rows, equal lines are what one expects.
    if plan.unit.is_none() && lines == read && lines <= crate::input::MOST_LINES {
        let repeated = repeats(tallies.iter().flat_map(|tally| tally.lines.iter().copied()));
        if repeated > 0 {
            notes.push(DataNote::warning(
                "duplicate_rows",
                Some(repeated),
                "Rows that repeat another row in every column; they are counted like any other.",
            ));
        }
    }
    if let Some(unit) = &plan.unit
        && plan.data.rows_are.as_deref() == Some("people")
        && tallies.iter().all(|tally| tally.units_complete)
    {
        let missing: u64 = tallies.iter().map(|tally| tally.missing_units).sum();
        let units = tallies
            .iter()
            .flat_map(|tally| tally.unit_hashes.iter().copied());
        let repeated = repeats(units).saturating_sub(missing.saturating_sub(1));
        if repeated > 0 {
            notes.push(DataNote::warning(
                "duplicate_units",
                Some(repeated),
                format!(
                    "Rows are said to be people, and these repeat a `{unit}` that another row has."
                ),
            ));
        }
    }
}

/// How many of these are equal to an earlier one.
fn repeats(hashes: impl Iterator<Item = u64>) -> u64 {
    let mut hashes: Vec<u64> = hashes.collect();
    hashes.sort_unstable();
    hashes.windows(2).filter(|pair| pair[0] == pair[1]).count() as u64
}
