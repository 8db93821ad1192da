//! In which formats a gate speaks, and where to.

use crate::args::{Global, Inputs};
use crate::failure::Failure;
use crate::terminal;
use evenhand::report::{findings, gate, gate::GateRun};
use evenhand::{Scorecard, Verdict, nearest, output};
use std::path::{Component, Path, PathBuf};

/// Where the text of a format goes; without a file, to standard output.
#[derive(Debug, PartialEq, Eq)]
pub struct Target {
    format: Format,
    file: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Github,
    GithubSummary,
    Gitlab,
    Human,
    Json,
    JsonLines,
    Junit,
    Markdown,
    Sarif,
    SarifAll,
}

/// Every format and its name.
const FORMATS: [(&str, Format); 10] = [
    ("human", Format::Human),
    ("json", Format::Json),
    ("jsonl", Format::JsonLines),
    ("markdown", Format::Markdown),
    ("github", Format::Github),
    ("github-summary", Format::GithubSummary),
    ("gitlab", Format::Gitlab),
    ("junit", Format::Junit),
    ("sarif", Format::Sarif),
    ("sarif-all", Format::SarifAll),
];

/// The formats as they are written on the command line.
pub fn targets(written: &[String]) -> Result<Vec<Target>, Failure> {
    let mut targets: Vec<Target> = Vec::new();
    for text in written {
        let (name, file) = match text.split_once('=') {
            Some((name, file)) => (name, Some(file)),
            None => (text.as_str(), None),
        };
        let known = FORMATS.iter().find(|(known, _)| *known == name);
        let Some((_, format)) = known else {
            let failure = Failure::usage(format!("--format {text}: `{name}` is no format"));
            let names = FORMATS.map(|(name, _)| name);
            return Err(match nearest(name, names) {
                Some(near) => failure.with_help(format!("did you mean `{near}`?")),
                None => failure.with_help(format!("there is: {}", names.join(", "))),
            });
        };
        if file == Some("") {
            return Err(
                Failure::usage(format!("--format {text}: the file has no name"))
                    .with_help("is the variable set that should hold it?"),
            );
        }
        let target = Target {
            format: *format,
            file: file.map(PathBuf::from),
        };
        if let Some(other) = targets.iter().find(|other| other.file == target.file) {
            let name_of = |format| {
                let known = FORMATS.iter().find(|(_, known)| *known == format);
                known.map_or("", |(name, _)| name)
            };
            let (first, second) = (name_of(other.format), name);
            return Err(match file {
                Some(file) => Failure::usage(format!(
                    "{first} and {second} would both be written to {file}"
                ))
                .with_help("give each a file of its own"),
                None => Failure::usage(format!(
                    "{first} and {second} would both go to standard output"
                ))
                .with_help(format!("give one a file: --format {second}=FILE")),
            });
        }
        targets.push(target);
    }
    if targets.is_empty() {
        targets.push(Target {
            format: Format::Human,
            file: None,
        });
    }
    Ok(targets)
}

/// Writes every format: the files first, so that whoever reads standard output finds them there.
pub fn write(
    targets: &[Target],
    card: &Scorecard,
    run: &GateRun<'_>,
    global: &Global,
) -> Result<(), Failure> {
    let failed = |error| Failure::Audit { error, text: None };
    let (files, rest): (Vec<&Target>, Vec<&Target>) =
        targets.iter().partition(|target| target.file.is_some());
    let texts: Vec<String> = (files.iter())
        .map(|target| target.text(card, run, global))
        .collect();
    for (target, text) in files.iter().zip(texts) {
        let Some(file) = &target.file else { continue };
        if target.format == Format::GithubSummary {
            output::append_file(file, text.as_bytes()).map_err(failed)?;
        } else {
            output::write_file(file, text.as_bytes()).map_err(failed)?;
        }
        terminal::say(global, &format!("Written to {}", file.display()));
    }
    for target in rest {
        terminal::print(&target.text(card, run, global))?;
    }
    Ok(())
}

impl Target {
    /// Whether a platform keeps what it is told.
    pub fn is_of_a_platform(&self) -> bool {
        !matches!(
            self.format,
            Format::Human | Format::Json | Format::JsonLines
        )
    }

    fn text(&self, card: &Scorecard, run: &GateRun<'_>, global: &Global) -> String {
        match self.format {
            Format::Github => gate::annotations(card, run),
            Format::GithubSummary => gate::step_summary(card, run),
            Format::Gitlab => gate::gitlab(card, run),
            Format::Human => {
                let to_file = self.file.is_some();
                let mut options = terminal::options(global, !to_file);
                if to_file {
                    options.width = 80;
                }
                findings(card, run, &options)
            }
            Format::Json => json(card, run.exit_code),
            Format::JsonLines => gate::json_lines(card, run),
            Format::Junit => gate::junit(card, run),
            Format::Markdown => gate::comment(card, run),
            Format::Sarif => gate::sarif(card, run),
            Format::SarifAll => gate::sarif_of_all(card, run),
        }
    }
}

fn json(card: &Scorecard, code: u8) -> String {
    let counts: serde_json::Map<String, serde_json::Value> = Verdict::ALL
        .iter()
        .map(|verdict| (verdict.as_str().to_owned(), card.count(*verdict).into()))
        .collect();
    let value = serde_json::json!({
        "as_of": card.as_of,
        "checks": card.checks,
        "digests": card.digests,
        "exit_code": code,
        "findings": card.findings,
        "packs": card.packs,
        "plan": card.plan,
        "system": card.system,
        "tool": card.tool,
        "verdicts": counts,
        "waivers": card.waivers,
    });
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

/// The file that findings point into: the spec, else the first of the data.
pub fn pointed_at(inputs: &Inputs) -> String {
    let is_spec = |input: &&String| {
        let extension = Path::new(input.as_str()).extension();
        extension.is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
    };
    let data = inputs.inputs.iter().find(|input| *input != "-");
    let file = inputs.inputs.iter().find(is_spec).or(data);
    let file = file.map_or("evenhand.toml", String::as_str);
    let here = std::env::current_dir().unwrap_or_default();
    let roots = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];
    let root = roots.iter().find_map(std::env::var_os);
    relative(Path::new(file), &here, root.as_deref().map(Path::new))
}

/// A path from the root of the checkout, where the run knows it and is inside; else from the working folder. With forward
/// slashes, as platforms name files.
fn relative(file: &Path, here: &Path, root: Option<&Path>) -> String {
    let inside = root.filter(|root| here.starts_with(root));
    let whole = if inside.is_some() || file.is_absolute() {
        here.join(file)
    } else {
        file.to_owned()
    };
    let mut path = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if path.file_name().is_some() => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    let path = inside
        .and_then(|root| path.strip_prefix(root).ok())
        .or_else(|| path.strip_prefix(here).ok())
        .unwrap_or(&path);
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(written: &[&str]) -> Result<Vec<Target>, Failure> {
        let written: Vec<String> = written.iter().map(|&text| text.to_owned()).collect();
        targets(&written)
    }

    #[test]
    fn one_format_at_most_goes_to_standard_output() {
        assert_eq!(parsed(&[]).unwrap()[0].format, Format::Human);
        let three = parsed(&["sarif=a=b.sarif", "junit=j.xml", "json"]).unwrap();
        assert_eq!(three[0].file, Some(PathBuf::from("a=b.sarif")));
        assert_eq!(three[2].file, None);
        for wrong in [
            &["json", "human"][..],
            &["json=x", "jsonl=x"],
            &["github-summary="],
            &["sarf"],
        ] {
            assert!(parsed(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_file_is_named_from_the_root_of_the_checkout() {
        let named = |file: &str, here: &str, root: Option<&str>| {
            relative(Path::new(file), Path::new(here), root.map(Path::new))
        };
        assert_eq!(named("./a/b.toml", "/w", None), "a/b.toml");
        assert_eq!(named("/w/a/b.toml", "/w", None), "a/b.toml");
        assert_eq!(named("b.toml", "/w/a", Some("/w")), "a/b.toml");
        assert_eq!(named("../b.toml", "/w/a", Some("/w")), "b.toml");
        assert_eq!(named("b.toml", "/elsewhere", Some("/w")), "b.toml");
        assert_eq!(named("../b.toml", "/w/a", None), "../b.toml");
    }
}
