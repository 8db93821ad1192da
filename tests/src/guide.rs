//! The guide cannot rot: every command in it is run and every output compared, every link leads somewhere, and its lists
//! are complete.
//!
//! A block marked `console` is tried, in a folder of its own that holds the sample; a line `…` stands for any lines left
//! out. `EVENHAND_BLESS=1` writes what the program prints now.

use crate::data::{evenhand, root};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const PAGES: [&str; 6] = ["tutorial", "reading", "boards", "teams", "methods", "peers"];
const LEFT_OUT: &str = "…";

fn path(page: &str) -> PathBuf {
    root()
        .join("crates/evenhand/guide")
        .join(page)
        .with_extension("md")
}

fn text(page: &str) -> String {
    std::fs::read_to_string(path(page)).unwrap()
}

/// A command as it stands in a page, and the lines that the page shows below it.
struct Tried {
    command: String,
    shown: Range<usize>,
}

/// The commands of every block marked `console`; a line that begins with `>` belongs to the command above it.
fn tried(lines: &[String]) -> Vec<Tried> {
    let mut found: Vec<Tried> = Vec::new();
    let mut inside = false;
    for (number, line) in lines.iter().enumerate() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| inside) {
            found.push(Tried {
                command: command.to_owned(),
                shown: number + 1..number + 1,
            });
        } else if let Some(last) = found.last_mut().filter(|_| inside) {
            match line.strip_prefix('>').map(str::trim_start) {
                Some(more) if last.shown.is_empty() => {
                    last.command.push('\n');
                    last.command.push_str(more);
                    last.shown = number + 1..number + 1;
                }
                _ => last.shown.end = number + 1,
            }
        }
    }
    found
}

/// A folder that holds what a checkout holds of the sample.
fn checkout() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let sample = "datasets/spring-campaign";
    std::fs::create_dir_all(folder.path().join(sample)).unwrap();
    for entry in std::fs::read_dir(root().join(sample)).unwrap() {
        let from = entry.unwrap().path();
        let to = folder.path().join(sample).join(from.file_name().unwrap());
        std::fs::copy(from, to).unwrap();
    }
    folder
}

/// What a command prints on both streams, in the order in which it prints it, and its exit code.
fn output(folder: &Path, command: &str, before: i32) -> (i32, Vec<String>) {
    let program = PathBuf::from(evenhand().get_program());
    let paths = std::env::join_paths(
        std::iter::once(program.parent().unwrap().to_owned())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    )
    .unwrap();
    let script = format!("exec 2>&1\n(exit {before})\n{command}\n");
    let made = Command::new("sh")
        .args(["-c", &script])
        .current_dir(folder)
        .env("PATH", paths)
        .env("NO_COLOR", "1")
        .env_remove("RUST_LOG")
        .env_remove("CI")
        .env_remove("COLUMNS")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let lines = String::from_utf8_lossy(&made.stdout)
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect();
    (made.status.code().unwrap_or(-1), lines)
}

/// Where each run of shown lines stands in what was printed; `None` where it does not.
fn places(
    shown: &[String],
    made: &[String],
    same: impl Fn(&[String], &[String]) -> bool,
) -> Option<Vec<Range<usize>>> {
    let runs: Vec<&[String]> = shown.split(|line| line == LEFT_OUT).collect();
    let mut at = 0;
    let mut found = Vec::new();
    for (number, run) in runs.iter().enumerate() {
        let last = number + 1 == runs.len();
        let latest = made.len().checked_sub(run.len())?;
        let start = match (number, last, run.is_empty()) {
            (0, true, _) => (latest == 0).then_some(0),
            (0, false, _) => Some(0),
            (_, true, false) => Some(latest),
            _ => (at..=latest).find(|start| same(run, &made[*start..start + run.len()])),
        }?;
        let place = start..start + run.len();
        if start < at || !same(run, &made[place.clone()]) {
            return None;
        }
        at = place.end;
        found.push(place);
    }
    Some(found)
}

/// The lines that a page should show now: the same number of lines from the same beginnings.
fn renewed(shown: &[String], made: &[String]) -> Vec<String> {
    if !shown.iter().any(|line| line == LEFT_OUT) {
        return made.to_vec();
    }
    let begins =
        |run: &[String], here: &[String]| run.iter().zip(here).take(1).all(|(a, b)| a == b);
    let anywhere = |run: &[String], here: &[String]| run.len() == here.len();
    let found = places(shown, made, begins)
        .or_else(|| places(shown, made, anywhere))
        .unwrap_or_default();
    let runs: Vec<Vec<String>> = found
        .into_iter()
        .map(|place| made[place].to_vec())
        .collect();
    runs.join(&LEFT_OUT.to_owned())
}

fn page_is_true(page: &str) {
    let lines: Vec<String> = text(page).lines().map(str::to_owned).collect();
    let bless = std::env::var_os("EVENHAND_BLESS").is_some();
    let folder = checkout();
    let (mut code, mut wrong, mut now) = (0, Vec::new(), lines.clone());
    let mut moved = 0_isize;
    for Tried { command, shown } in tried(&lines) {
        let made;
        (code, made) = output(folder.path(), &command, code);
        let known = &lines[shown.clone()];
        if places(known, &made, |run, here| run == here).is_some() {
            continue;
        }
        let renewed = renewed(known, &made);
        let shift = |line: usize| line.checked_add_signed(moved).unwrap();
        let place = shift(shown.start)..shift(shown.end);
        moved += isize::try_from(renewed.len()).unwrap() - isize::try_from(shown.len()).unwrap();
        now.splice(place, renewed);
        wrong.push(format!(
            "line {}: $ {command}\n{}",
            shown.start,
            made.join("\n")
        ));
    }
    if bless {
        std::fs::write(path(page), now.join("\n") + "\n").unwrap();
    }
    assert!(
        wrong.is_empty(),
        "{page}.md shows something else; EVENHAND_BLESS=1 writes it\n{}",
        wrong.join("\n\n")
    );
}

#[test]
fn guide_tutorial_shows_what_the_program_prints() {
    assert!(
        tried(
            &text("tutorial")
                .lines()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        )
        .len()
            > 8
    );
    page_is_true("tutorial");
}

#[test]
fn guide_reading_shows_what_the_program_prints() {
    page_is_true("reading");
}

#[test]
fn guide_teams_shows_what_the_program_prints() {
    assert!(tried(&text("teams").lines().map(str::to_owned).collect::<Vec<_>>()).len() > 8);
    page_is_true("teams");
}

#[test]
fn guide_pages_without_a_test_of_their_own_are_true() {
    for page in ["boards", "methods", "peers"] {
        page_is_true(page);
    }
}

/// `[name]: target` at the beginning of a line.
fn definitions(text: &str) -> BTreeMap<String, String> {
    text.lines()
        .filter_map(|line| line.strip_prefix('[')?.split_once("]: "))
        .map(|(name, target)| (name.to_owned(), target.to_owned()))
        .collect()
}

/// What stands as `](target)` or `][name]` in a text.
fn used<'a>(text: &'a str, open: &'a str, close: char) -> impl Iterator<Item = &'a str> {
    text.split(open)
        .skip(1)
        .filter_map(move |rest| rest.split(close).next())
}

fn heading(text: &str, anchor: &str) -> bool {
    text.lines()
        .filter(|line| line.starts_with('#'))
        .any(|line| {
            let plain: String = line
                .trim_start_matches('#')
                .trim()
                .to_lowercase()
                .chars()
                .filter(|c| c.is_alphanumeric() || *c == ' ' || *c == '-')
                .collect();
            plain.replace(' ', "-") == anchor
        })
}

fn leads_somewhere(from: &Path, target: &str) -> bool {
    let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
    let file = from.parent().unwrap().join(file);
    file.exists() && (anchor.is_empty() || heading(&std::fs::read_to_string(file).unwrap(), anchor))
}

#[test]
fn guide_links_lead_somewhere_as_files_and_in_rustdoc() {
    let module = std::fs::read_to_string(root().join("crates/evenhand/src/guide.rs")).unwrap();
    let links = definitions(
        &std::fs::read_to_string(root().join("crates/evenhand/guide/links.txt")).unwrap(),
    );
    let mut named = BTreeSet::new();
    for page in PAGES {
        assert!(module.contains(&format!("page!({page});")), "{page}");
        let (from, text) = (path(page), text(page));
        let known = definitions(&text);
        for (name, target) in &known {
            assert!(leads_somewhere(&from, target), "{page}: {target}");
            let picture = Path::new(target)
                .extension()
                .is_some_and(|kind| kind == "png");
            assert!(
                picture || links.contains_key(name),
                "{page}: [{name}] leads nowhere in rustdoc"
            );
            assert!(
                !picture || *target == format!("pictures/{name}.png"),
                "{page}: {target}"
            );
            named.insert(name.clone());
        }
        for name in used(&text, "][", ']') {
            assert!(known.contains_key(name), "{page}: [{name}] is not defined");
        }
        assert_eq!(
            used(&text, "](", ')').find(|target| !target.starts_with('#')),
            None,
            "{page}"
        );
    }
    for name in links.keys() {
        assert!(named.contains(name), "links.txt: no page uses [{name}]");
    }
    for page in ["docs/README.md", "README.md"] {
        let text = std::fs::read_to_string(root().join(page)).unwrap();
        for target in used(&text, "](", ')').filter(|target| !target.contains("://")) {
            assert!(
                leads_somewhere(&root().join(page), target),
                "{page}: {target}"
            );
        }
    }
}

/// Names in backticks in the first column of a page's tables.
fn first_column(page: &str) -> BTreeSet<String> {
    text(page)
        .lines()
        .filter_map(|line| {
            line.strip_prefix("| ")?
                .split(" | ")
                .next()
                .map(str::to_owned)
        })
        .flat_map(|cell| {
            used(&cell, "`", '`')
                .step_by(2)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn guide_names_every_method() {
    let listed = first_column("methods");
    let missing: Vec<_> = evenhand::report::methods()
        .filter(|name| !listed.contains(*name))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    let unknown: Vec<_> = listed
        .iter()
        .filter(|name| evenhand::report::method(name).is_none())
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn guide_names_every_field_of_the_files() {
    let listed = first_column("reading");
    let sample = root().join("reports/spring-campaign");
    let csv = std::fs::read_to_string(sample.join("estimates.csv")).unwrap();
    let mut fields: BTreeSet<String> = csv
        .lines()
        .next()
        .unwrap()
        .split(',')
        .map(str::to_owned)
        .collect();
    let card = std::fs::read(sample.join("scorecard.json")).unwrap();
    let card: serde_json::Value = serde_json::from_slice(&card).unwrap();
    fields.extend(card.as_object().unwrap().keys().cloned());
    for finding in card["findings"].as_array().unwrap() {
        fields.extend(finding.as_object().unwrap().keys().cloned());
    }
    for word in [
        "confirmed_gap",
        "possible_gap",
        "within_limit",
        "insufficient_data",
        "hidden",
        "waived",
        "not_tested",
        "ok",
        "unbounded",
        "undefined_zero_denominator",
        "insufficient_n",
        "one_group_only",
        "missing_input",
        "needs_rows",
        "suppressed",
    ] {
        fields.insert(word.to_owned());
    }
    let missing: Vec<_> = fields.difference(&listed).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Each line of the page says what the catalogue says: tool, its name for the number, ours, and how they relate.
#[test]
fn guide_names_of_other_tools_are_those_of_the_catalogue() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, _) = crate::data::run(folder.path(), &["metrics", "--format", "json"]);
    assert_eq!(code, 0);
    let catalogue: serde_json::Value = serde_json::from_str(&out).unwrap();
    let mut known = BTreeSet::new();
    for metric in catalogue.as_array().unwrap() {
        for peer in metric["peers"].as_array().unwrap() {
            let word = |key: &str| peer[key].as_str().unwrap().to_owned();
            known.insert((
                word("tool"),
                word("name"),
                metric["id"].as_str().unwrap().to_owned(),
                word("transform"),
            ));
        }
    }
    let mut tool = String::new();
    let (mut wrong, mut lines) = (Vec::new(), 0);
    for line in text("peers").lines() {
        if let Some(name) = line.strip_prefix("## From ") {
            name.clone_into(&mut tool);
        }
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [theirs, ours, relation, ..] = cells[..] else {
            continue;
        };
        if tool.is_empty() || !["=", "≠", "−x", "max−min", "max abs"].contains(&relation) {
            continue;
        }
        let plain = |cell: &str| cell.trim_matches('`').to_owned();
        lines += 1;
        let entry = (
            tool.clone(),
            plain(theirs),
            plain(ours),
            relation.to_owned(),
        );
        if !known.contains(&entry) {
            wrong.push(entry);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(lines > 40, "{lines}");
}
