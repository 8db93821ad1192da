use crate::binary::meaning;
use crate::error::{Error, FoundValue, Place};
use crate::input::{Input, Manner};
use crate::problem::place;
use crate::program::Program;
use crate::progress::NoProgress;
use crate::side::Side;
use crate::tally::filtered;
use evenhand_core::BinaryRule;
use std::collections::BTreeMap;

/// Distinct values that are counted for the message.
const LISTED: usize = 1000;

/// Reads the rows once more, in order, to say what a column holds that should hold two values.
pub(super) fn two_values(
    input: &Input,
    program: &Program,
    sides: &[Side],
    column: usize,
    rule: &BinaryRule,
) -> Error {
    let table = input.table();
    let manner = Manner {
        hash_lines: false,
        ordered: true,
    };
    let found = input.read(
        program,
        manner,
        &NoProgress,
        BTreeMap::<String, (u64, Place)>::new,
        |found, batch| {
            for side in sides {
                side.join(batch);
            }
            if let Some(kept) = filtered(program, batch) {
                batch.keep(kept.rows);
            }
            for row in 0..batch.rows {
                let Some(text) = batch.columns[column].value(row).text() else {
                    continue;
                };
                if let Some((rows, _)) = found.get_mut(text.as_ref()) {
                    *rows += 1;
                } else if found.len() < LISTED {
                    let first = place(batch, row, table).unwrap_or_default();
                    found.insert(text.into_owned(), (1, first));
                }
            }
            Ok(())
        },
    );
    let found: Vec<FoundValue> = match found {
        Ok(found) => found
            .into_iter()
            .flatten()
            .map(|(value, (rows, first))| FoundValue { value, rows, first })
            .collect(),
        Err(error) => return error,
    };
    error(rule, found)
}

fn error(rule: &BinaryRule, mut found: Vec<FoundValue>) -> Error {
    let flag = ["label", "rescored"]
        .into_iter()
        .find(|known| rule.spec_path.ends_with(known))
        .unwrap_or("decision");
    let first = likely_positive(&found).unwrap_or_default();
    let (problem, help) = if rule.positive.is_none() {
        let help =
            format!("name what means yes: `positive = \"{first}\"` or `--positive {flag}={first}`");
        ("holds other values than 0/1 and true/false", help)
    } else {
        // The values that the rule does not name come first: they are what is wrong.
        found.sort_by_key(|value| meaning(rule, &value.value).is_some());
        let help = "name all values that mean yes in `positive` and all that mean no in `negative`";
        ("holds more than two kinds of values", help.to_owned())
    };
    Error::NotTwoValues {
        column: rule.column.clone(),
        problem,
        spec_path: rule.spec_path.clone(),
        found,
        help,
    }
}

/// The value that most likely means yes.
fn likely_positive(found: &[FoundValue]) -> Option<String> {
    const YES: [&str; 9] = [
        "yes", "y", "true", "t", "1", "positive", "selected", "high", "approved",
    ];
    let values = || found.iter().map(|value| value.value.as_str());
    YES.iter()
        .find_map(|yes| values().find(|value| value.eq_ignore_ascii_case(yes)))
        .or_else(|| values().next_back())
        .map(str::to_owned)
}
