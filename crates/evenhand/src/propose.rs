use evenhand_source::ColumnProfile;
use std::fmt::Write as _;

/// A role that the name and the values of a column suggest.
struct Guess<'a> {
    column: &'a ColumnProfile,
    why: String,
}

const DECISION: [&str; 12] = [
    "selected",
    "decision",
    "targeted",
    "target",
    "offered",
    "offer",
    "approved",
    "shown",
    "delivered",
    "predicted",
    "prediction",
    "contacted",
];
const LABEL: [&str; 11] = [
    "converted",
    "conversion",
    "label",
    "outcome",
    "responded",
    "response",
    "purchased",
    "clicked",
    "y",
    "income",
    "two_year_recid",
];
const SCORE: [&str; 6] = [
    "score",
    "probability",
    "propensity",
    "prob",
    "p_hat",
    "uplift",
];
const WEIGHT: [&str; 4] = ["weight", "sampling_weight", "fnlwgt", "sample_weight"];
const UNIT: [&str; 6] = [
    "person_id",
    "user_id",
    "customer_id",
    "unit",
    "person",
    "household_id",
];
const PROTECTED: [&str; 18] = [
    "gender",
    "sex",
    "race",
    "ethnicity",
    "heritage",
    "age",
    "age_band",
    "age_cat",
    "age_group",
    "religion",
    "disability",
    "nationality",
    "marital",
    "marital_status",
    "income_level",
    "race_quantile",
    "native_country",
    "region",
];

/// A commented `evenhand.toml` for some data, each guess with its reason.
///
/// `source` is written as the place of the data, `id` as the id of the system.
pub fn propose(columns: &[ColumnProfile], source: &str, id: &str) -> String {
    let decision = find(columns, &DECISION, is_binary);
    let label = find(columns, &LABEL, |c| {
        is_binary(c) && decision.as_ref().is_none_or(|d| d.column.name != c.name)
    });
    let score = find(columns, &SCORE, |c| c.numeric);
    let weight = find(columns, &WEIGHT, |c| c.numeric);
    let unit = find(columns, &UNIT, |c| c.distinct > 20);
    let mut text = format!(
        "# evenhand.toml: written from a look at the first rows. Read every line; the reasons stand beside it.\nschema = 1\n\n\
         [system]\nid = {}\ntitle = {}\n\
         decision = \"benefit\"       # is being selected good for the person? benefit | burden\n\n\
         [data]\nsource = {}\nrows_are = \"people\"        # people | households | impressions\n\n[columns]\n",
        quote(id),
        quote(id),
        quote(source)
    );
    binary(
        &mut text,
        "decision",
        decision.as_ref(),
        "no column looks like a decision; name it, or use [[model]] with a threshold",
    );
    binary(
        &mut text,
        "label",
        label.as_ref(),
        "no column looks like an outcome; without one only selection is audited",
    );
    plain(&mut text, "score", score.as_ref());
    if let Some(guess) = &weight {
        aside(
            &mut text,
            "weight",
            guess,
            "take the # away if rows count for more or less than one person",
        );
    }
    match &unit {
        Some(guess) if !guess.column.repeats => aside(
            &mut text,
            "unit",
            guess,
            "each row looked at has its own, so that rows are persons already; take the # away if later rows repeat one",
        ),
        unit => plain(&mut text, "unit", unit.as_ref()),
    }
    let taken: Vec<&str> = [&decision, &label, &score, &weight, &unit]
        .into_iter()
        .flatten()
        .map(|guess| guess.column.name.as_str())
        .collect();
    let mut attributes = 0;
    for name in PROTECTED {
        let Some(column) = columns
            .iter()
            .find(|c| c.name.eq_ignore_ascii_case(name) && !taken.contains(&c.name.as_str()))
        else {
            continue;
        };
        attribute(&mut text, column);
        attributes += 1;
    }
    if attributes == 0 {
        text.push_str("\n# No column is called like a protected attribute. Name at least one:\n[[attribute]]\ncolumn = \"gender\"\n");
    }
    text.push_str(
        "\n[groups]\nintersections = 2           # combine up to this many attributes\n\
         min_n = 30                  # fewer people than this never pass and never fail\n\n\
         [policy]\nadopted_by = \"\"             # who answers for the limits below\nreason = \"\"\n\n\
         [[check]]\nid = \"offer-ratio\"\nmetric = \"disparate_impact_ratio\"\nlimit = { min = \"4/5\", max = \"5/4\" }   # both ways; compared exactly, in integers\nseverity = \"gate\"            # gate | warn | info\n",
    );
    if label.is_some() {
        text.push_str(
            "\n[[check]]\nid = \"missed-people\"\nmetric = \"equal_opportunity_difference\"\nlimit = { max_abs = \"1/10\" }\nseverity = \"warn\"\n",
        );
    }
    text
}

fn find<'a>(
    columns: &'a [ColumnProfile],
    names: &[&str],
    fits: impl Fn(&ColumnProfile) -> bool,
) -> Option<Guess<'a>> {
    for name in names {
        if let Some(column) = columns
            .iter()
            .find(|c| c.name.eq_ignore_ascii_case(name) && fits(c))
        {
            return Some(Guess {
                column,
                why: format!("called {}, {}", column.name, values(column)),
            });
        }
    }
    for name in names.iter().filter(|name| name.len() > 3) {
        if let Some(column) = columns
            .iter()
            .find(|c| c.name.to_lowercase().contains(name) && fits(c))
        {
            return Some(Guess {
                column,
                why: format!("its name contains \"{name}\", {}", values(column)),
            });
        }
    }
    None
}

fn is_binary(column: &ColumnProfile) -> bool {
    column.distinct == 2
}

fn values(column: &ColumnProfile) -> String {
    let shown: Vec<&str> = column
        .examples
        .iter()
        .take(3)
        .map(|(value, _)| value.as_str())
        .collect();
    let more = if column.distinct > shown.len() {
        ", …"
    } else {
        ""
    };
    format!(
        "{} distinct values ({}{more})",
        column.distinct,
        shown.join(", ")
    )
    .replace(['\n', '\r'], " ")
}

fn is_yes_no_by_itself(column: &ColumnProfile) -> bool {
    column.examples.iter().all(|(value, _)| {
        ["0", "1", "0.0", "1.0", "true", "false"]
            .iter()
            .any(|known| value.eq_ignore_ascii_case(known))
    })
}

fn binary(text: &mut String, key: &str, guess: Option<&Guess<'_>>, missing: &str) {
    let _ = match guess {
        None => writeln!(text, "# {key} = \"…\"            # {missing}"),
        Some(guess) if is_yes_no_by_itself(guess.column) => {
            writeln!(
                text,
                "{key} = {}        # {}",
                quote(&guess.column.name),
                guess.why
            )
        }
        Some(guess) => {
            let yes = ["yes", "y", "true", "1", ">50k", "selected", "t"];
            let examples = &guess.column.examples;
            let positive = examples
                .iter()
                .find(|(value, _)| yes.iter().any(|known| value.eq_ignore_ascii_case(known)))
                .or_else(|| examples.iter().min_by_key(|(_, count)| *count))
                .map_or("yes", |(value, _)| value.as_str());
            writeln!(
                text,
                "{key} = {{ column = {}, positive = {} }}   # {}; check which value means yes",
                quote(&guess.column.name),
                quote(positive),
                guess.why
            )
        }
    };
}

fn plain(text: &mut String, key: &str, guess: Option<&Guess<'_>>) {
    if let Some(guess) = guess {
        let _ = writeln!(
            text,
            "{key} = {}        # {}",
            quote(&guess.column.name),
            guess.why
        );
    }
}

/// A line that says nothing until somebody takes its mark away.
fn aside(text: &mut String, key: &str, guess: &Guess<'_>, when: &str) {
    let column = quote(&guess.column.name);
    let _ = writeln!(text, "# {key} = {column}        # {}; {when}", guess.why);
}

fn attribute(text: &mut String, column: &ColumnProfile) {
    let _ = write!(
        text,
        "\n[[attribute]]\ncolumn = {}          # {}\n",
        quote(&column.name),
        values(column)
    );
    if column.numeric && column.distinct > 20 {
        let (low, high) = column.min.zip(column.max).unwrap_or((0.0, 1.0));
        let usual = [18.0, 25.0, 35.0, 45.0, 55.0, 65.0];
        let edges: Vec<f64> = if column.name.to_lowercase().contains("age") {
            usual
                .into_iter()
                .filter(|edge| *edge > low && *edge < high)
                .collect()
        } else {
            (1..4)
                .map(|i| (low + (high - low) * f64::from(i) / 4.0).round())
                .collect()
        };
        let edges: Vec<String> = edges.iter().map(ToString::to_string).collect();
        let _ = writeln!(
            text,
            "bins = [{}]    # values from {low} to {high}; left-closed",
            edges.join(", ")
        );
    }
    let unknown: Vec<String> = column
        .examples
        .iter()
        .map(|(value, _)| value)
        .filter(|value| {
            ["unknown", "unk", "n/a", "na", "?", "not stated"]
                .iter()
                .any(|known| value.eq_ignore_ascii_case(known))
        })
        .map(|value| quote(value))
        .collect();
    if !unknown.is_empty() {
        let _ = writeln!(
            text,
            "unknown = [{}]    # counted as (missing), not compared",
            unknown.join(", ")
        );
    }
    text.push_str(
        "reference = \"largest\"       # a group's name | best | largest | rest | overall\n",
    );
}

/// A text as a TOML string.
fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", c as u32);
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
