use super::{Occasion, run_digest, title, verdict_code, yaml};
use evenhand_core::{Finding, Scorecard, Verdict, sha256_hex};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The longest key that MLflow takes, and about the longest name that a file may have.
const LONGEST: usize = 250;

/// What stands behind a key when its beginning is not unique or too long.
const HASH: usize = 8;

/// The longest of the endings of a key.
const LONGEST_ENDING: usize = ".verdict_code".len();

/// A run as MLflow keeps it in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MlflowRun {
    /// `meta.yaml` of the experiment.
    pub experiment_meta: String,
    /// Id of the run, and name of its folder.
    pub id: String,
    /// The files of the run, by their names within its folder; artifacts are not among them.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// The id of an experiment of this name, where the folder has none yet.
pub fn experiment_id(name: &str) -> String {
    let digest = sha256_hex(format!("evenhand experiment\n{name}").as_bytes());
    let number = u64::from_str_radix(&digest[..15], 16).unwrap_or_default();
    // MLflow makes ids of eighteen digits.
    format!(
        "{}",
        100_000_000_000_000_000 + number % 900_000_000_000_000_000
    )
}

/// A run for MLflow: every number of a check as a metric, what it was made from as parameters.
///
/// `root` is the address of the folder of the runs, `experiment` the id and the name of the experiment.
pub fn mlflow(
    card: &Scorecard,
    occasion: Option<&Occasion>,
    root: &str,
    experiment: (&str, &str),
) -> MlflowRun {
    let id = run_digest(card, "mlflow")[..32].to_owned();
    let (began, ended) = occasion.map_or((0, 0), |occasion| {
        (occasion.began.milliseconds, occasion.ended.milliseconds)
    });
    let mut files = BTreeMap::new();
    for (key, value) in metrics(card) {
        files.insert(
            format!("metrics/{key}"),
            format!("{ended} {value} 0\n").into_bytes(),
        );
    }
    for (key, value) in params(card) {
        files.insert(format!("params/{key}"), value.into_bytes());
    }
    let gravest = card.findings.iter().map(|finding| finding.verdict).min();
    for (key, value) in [
        ("mlflow.runName", title(card).to_owned()),
        ("mlflow.source.name", card.tool.clone()),
        ("evenhand.system", card.system.id.clone()),
        (
            "evenhand.gravest",
            gravest.unwrap_or(Verdict::NotTested).as_str().to_owned(),
        ),
    ] {
        files.insert(format!("tags/{key}"), value.into_bytes());
    }
    let (experiment_id, experiment_name) = experiment;
    let mut meta = String::new();
    for (key, value) in [
        (
            "artifact_uri",
            yaml(&format!("{root}/{experiment_id}/{id}/artifacts")),
        ),
        ("end_time", ended.to_string()),
        ("entry_point_name", "''".to_owned()),
        ("experiment_id", format!("'{experiment_id}'")),
        ("lifecycle_stage", "active".to_owned()),
        ("run_id", format!("'{id}'")),
        ("run_name", yaml(title(card))),
        ("run_uuid", format!("'{id}'")),
        ("source_name", "''".to_owned()),
        ("source_type", "4".to_owned()),
        ("source_version", "''".to_owned()),
        ("start_time", began.to_string()),
        ("status", "3".to_owned()),
        ("tags", "[]".to_owned()),
        ("user_id", "evenhand".to_owned()),
    ] {
        let _ = writeln!(meta, "{key}: {value}");
    }
    files.insert("meta.yaml".to_owned(), meta.into_bytes());
    let experiment_meta = format!(
        "artifact_location: {}\ncreation_time: {began}\nexperiment_id: '{experiment_id}'\n\
         last_update_time: {began}\nlifecycle_stage: active\nname: {}\n",
        yaml(&format!("{root}/{experiment_id}")),
        yaml(experiment_name)
    );
    MlflowRun {
        experiment_meta,
        id,
        files,
    }
}

fn params(card: &Scorecard) -> Vec<(&'static str, String)> {
    let settings = &card.settings;
    vec![
        ("evenhand.level", settings.level.to_string()),
        ("evenhand.min_n", settings.min_n.to_string()),
        (
            "evenhand.polarity",
            format!("{:?}", card.system.polarity).to_lowercase(),
        ),
        ("evenhand.seed", settings.seed.to_string()),
        ("evenhand.spec_sha256", card.digests.spec.clone()),
        (
            "evenhand.statistics_sha256",
            card.digests.statistics.clone(),
        ),
        ("evenhand.system", single_line(&card.system.id)),
        ("evenhand.tool", card.tool.clone()),
    ]
}

fn single_line(text: &str) -> String {
    text.chars()
        .take(500)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// Every number of every finding, by its key.
fn metrics(card: &Scorecard) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (finding, stem) in card.findings.iter().zip(stems(card)) {
        for (ending, value) in [
            ("estimate", finding.value),
            ("lo", finding.lower),
            ("hi", finding.upper),
        ] {
            all.extend(value.map(|value| (format!("{stem}.{ending}"), value.get().to_string())));
        }
        all.push((format!("{stem}.n"), finding.n.to_string()));
        all.push((
            format!("{stem}.verdict_code"),
            verdict_code(finding.verdict).to_string(),
        ));
    }
    all
}

/// What the keys of each finding begin with, each its own: also on a disk that takes `F` and `f` for one name.
fn stems(card: &Scorecard) -> Vec<String> {
    let short = |finding: &Finding, with_check: bool| {
        let check = card.checks.iter().find(|check| check.id == finding.check);
        let code = check.map_or("", |check| &*check.rule);
        let code = if code.is_empty() {
            &*finding.metric
        } else {
            code
        };
        let mut parts = vec!["evenhand", code];
        if with_check {
            parts.push(&finding.check);
        }
        for part in [
            &finding.model,
            &finding.slice,
            &finding.attribute,
            &finding.group,
        ] {
            if !part.is_empty() {
                parts.push(part);
            }
        }
        parts
            .iter()
            .map(|part| allowed(part))
            .collect::<Vec<_>>()
            .join(".")
    };
    let mut stems: Vec<String> = card.findings.iter().map(|f| short(f, false)).collect();
    let again = |stems: &[String]| {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for stem in stems {
            *seen.entry(stem.to_lowercase()).or_default() += 1;
        }
        stems
            .iter()
            .map(|stem| seen[&stem.to_lowercase()] > 1)
            .collect::<Vec<bool>>()
    };
    for (i, several) in again(&stems).into_iter().enumerate() {
        if several {
            stems[i] = short(&card.findings[i], true);
        }
    }
    for (i, several) in again(&stems).into_iter().enumerate() {
        if several || stems[i].len() + LONGEST_ENDING > LONGEST {
            let finding = &card.findings[i];
            let written = [
                &finding.check,
                &finding.model,
                &finding.slice,
                &finding.attribute,
                &finding.group,
            ];
            let digest = sha256_hex(format!("{written:?}").as_bytes());
            let most = LONGEST - LONGEST_ENDING - HASH - 1;
            let end = stems[i].floor_char_boundary(most);
            stems[i] = format!("{}-{}", &stems[i][..end], &digest[..HASH]);
        }
    }
    stems
}

/// A name of letters, digits, `_`, `-`, `.` and blanks: MLflow takes a slash for a folder, and not every disk a colon.
fn allowed(name: &str) -> String {
    name.chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric()
                || matches!(letter, '_' | '-' | '.' | ' ')
                || is_letter_elsewhere(letter)
            {
                letter
            } else if letter == '*' {
                '-'
            } else {
                '_'
            }
        })
        .collect()
}

/// Letters beyond ASCII that MLflow takes for letters, too; marks that combine with one are none.
fn is_letter_elsewhere(letter: char) -> bool {
    let cased = !letter.to_lowercase().eq(letter.to_uppercase());
    match letter {
        '\u{80}'..='\u{1fff}' => cased && letter != '\u{345}',
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' => true,
        '\u{4e00}'..='\u{9fa5}' | '\u{ac00}'..='\u{d7a3}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use std::collections::BTreeSet;

    fn run(card: &Scorecard) -> MlflowRun {
        mlflow(card, None, "file:///runs", ("7", "audits"))
    }

    #[test]
    fn keys_are_rule_attribute_group_and_number() {
        let card = fixture::recidivism();
        let run = run(&card);
        // Both checks of the fixture have one rule code, so that their ids tell them apart.
        let stem = "metrics/evenhand.SEL001.selection-ratio.sex.Female";
        for ending in ["estimate", "lo", "hi", "n", "verdict_code"] {
            assert!(
                run.files.contains_key(&format!("{stem}.{ending}")),
                "{ending}"
            );
        }
        assert_eq!(run.files[&format!("{stem}.n")], b"0 1440 0\n");
        assert_eq!(run, self::run(&card));
        let mut card = card;
        card.checks[1].rule = String::new();
        let files = self::run(&card).files;
        assert!(files.contains_key("metrics/evenhand.SEL001.sex.Female.lo"));
        assert!(
            files.contains_key("metrics/evenhand.false_positive_rate_difference.sex.Female.lo")
        );
    }

    #[test]
    fn the_id_follows_from_the_digests() {
        let mut card = fixture::recidivism();
        let first = run(&card).id;
        assert!(first.len() == 32 && first.bytes().all(|b| b.is_ascii_hexdigit()));
        card.system.title = "Another title".into();
        assert_eq!(run(&card).id, first);
        card.digests.statistics = "ee".repeat(32);
        assert_ne!(run(&card).id, first);
    }

    #[test]
    fn hostile_names_stay_apart_short_and_inside_the_folder() {
        let mut card = fixture::many(8);
        for check in &mut card.checks {
            check.rule = String::new();
        }
        let names = [
            "../../etc/passwd",
            "..",
            "a/b",
            "a\\b",
            "é\u{1f600}\n\"'",
            "F",
            "f",
            "",
        ];
        let long = "ü".repeat(300);
        for (i, finding) in card.findings.iter_mut().enumerate() {
            finding.group = names[i / 2].into();
            if i % 5 == 0 {
                finding.group = format!("{long}{i}").into();
            }
        }
        let files = run(&card).files;
        let folded: BTreeSet<String> = files.keys().map(|key| key.to_lowercase()).collect();
        assert_eq!(folded.len(), files.len());
        let verdicts = files.keys().filter(|key| key.ends_with(".verdict_code"));
        assert_eq!(verdicts.count(), card.findings.len());
        for key in files.keys() {
            let name = key.rsplit('/').next().unwrap();
            assert!(
                key.matches('/').count() <= 1 && name.len() <= LONGEST,
                "{key}"
            );
            assert!(!name.starts_with(".."), "{key}");
        }
    }

    #[test]
    fn an_experiment_has_eighteen_digits() {
        assert_eq!(experiment_id("audits").len(), 18);
        assert_eq!(experiment_id("audits"), experiment_id("audits"));
        assert_ne!(experiment_id("audits"), experiment_id("other"));
    }
}
