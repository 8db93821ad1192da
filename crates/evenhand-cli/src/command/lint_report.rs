use super::printed::Options;
use crate::args::{Global, LintReportArgs};
use crate::failure::{Failure, Outcome};
use evenhand::PolicyPack;
use evenhand::lint::{
    Error, Item, Lint, Options as LintOptions, Publication, Role, Severity, TerminalOptions,
    csv_text, lint,
};
use evenhand::report::document::Block;
use std::io::Read as _;
use std::path::Path;

/// A published table does not recompute, or is incomplete.
const DOES_NOT_RECOMPUTE: u8 = 5;

/// The most bytes that are read; published tables have thousands.
const LARGEST: u64 = 256 * 1024 * 1024;

pub fn run(args: &LintReportArgs, global: &Global) -> Outcome {
    let options = options(args)?;
    let bytes = read(&args.file)?;
    let found = lint(&bytes, &options).map_err(|error| explained(error, &args.file))?;
    let csv = |out: &mut Vec<u8>| {
        *out = csv_text(&found).map_err(std::io::Error::other)?;
        Ok(())
    };
    let human = |options: &Options| human(args, &found, options);
    let text = || human(&Options::default());
    let blocks = || vec![Block::Code { text: text() }];
    (args.printed).print(&found, human, csv, blocks, global)?;
    Ok(if found.count(Severity::Error) > 0 {
        DOES_NOT_RECOMPUTE
    } else {
        0
    })
}

/// What a policy pack wants published.
fn publication(pack: &str) -> Result<Publication, Failure> {
    let found = PolicyPack::find(pack, Path::new("."), None)
        .map_err(|error| Failure::Audit { error, text: None })?;
    let name = found.pack.name();
    let Some(publish) = found.pack.publish.first() else {
        return Err(Failure::usage(format!("{name} asks for no publication"))
            .with_help("`evenhand packs show us-nyc-ll144` is one that does"));
    };
    let item = |word: &String| {
        let unknown = || Failure::usage(format!("{name}: nobody knows how to look for `{word}`"));
        Item::find(word).ok_or_else(unknown)
    };
    Ok(Publication {
        id: name.clone(),
        max_age_days: publish.max_age_days,
        must_show: publish
            .must_show
            .iter()
            .map(item)
            .collect::<Result<_, _>>()?,
    })
}

fn human(args: &LintReportArgs, found: &Lint, options: &Options) -> String {
    let options = TerminalOptions {
        width: options.width,
        color: options.color,
        verbose: options.verbose,
    };
    let name = args.file.file_name().map_or_else(
        || args.file.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    evenhand::lint::terminal(&name, found, &options)
}

fn options(args: &LintReportArgs) -> Result<LintOptions, Failure> {
    let mut columns = Vec::new();
    for text in &args.column {
        let Some((role, name)) = text.split_once('=') else {
            return Err(
                Failure::usage(format!("--column {text} names no role and column"))
                    .with_help("write --column rate='Pass rate'"),
            );
        };
        let role = Role::parse(role).map_err(|error| explained(error, &args.file))?;
        columns.push((role, name.trim().to_owned()));
    }
    let publication = args.pack.as_deref().map(publication).transpose()?;
    let as_of = args
        .as_of
        .clone()
        .unwrap_or_else(|| evenhand::today().to_string());
    let as_of = as_of.parse().map_err(|_| {
        Failure::usage(format!("--as-of {as_of} is no date"))
            .with_help("write year, month and day, as 2026-11-01")
    })?;
    Ok(LintOptions {
        by: args.by.iter().map(|name| name.trim().to_owned()).collect(),
        columns,
        publication,
        as_of: Some(as_of),
    })
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error: std::io::Error| {
        Failure::usage(format!("{} cannot be read: {error}", path.display()))
            .with_help("name a CSV file or an HTML page, or - for standard input")
    };
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        let mut input = std::io::stdin().lock().take(LARGEST + 1);
        input.read_to_end(&mut bytes).map_err(failed)?;
    } else {
        let file = std::fs::File::open(path).map_err(failed)?;
        file.take(LARGEST + 1)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
    }
    if bytes.len() as u64 > LARGEST {
        return Err(Failure::usage(format!(
            "{} is larger than 256 MiB, which no published table is",
            path.display()
        )));
    }
    if bytes.starts_with(b"%PDF") {
        return Err(Failure::usage(format!("{} is a PDF", path.display()))
            .with_help("save its tables as CSV or HTML; PDF keeps no cells that could be read"));
    }
    Ok(bytes)
}

/// The error with what to do about it.
fn explained(error: Error, path: &Path) -> Failure {
    let help = match &error {
        Error::NoTable { headings } if headings.iter().all(Vec::is_empty) => {
            "the file has no table; is it a page that a script fills in? Save it from the browser"
                .to_owned()
        }
        Error::NoTable { headings } => {
            let seen: Vec<String> = headings
                .iter()
                .take(5)
                .map(|headings| {
                    headings
                        .iter()
                        .take(12)
                        .cloned()
                        .collect::<Vec<_>>()
                        .join(" | ")
                })
                .collect();
            format!(
                "headings seen: {}. Say which is which with --column rate='…' --column n='…'",
                seen.join("; ")
            )
        }
        Error::UnknownRole { near, .. } => {
            let all = Role::ALL.map(Role::as_str).join(", ");
            near.as_ref().map_or(format!("one of {all}"), |near| {
                format!("did you mean `{near}`? One of {all}")
            })
        }
        Error::UnknownColumn { near, headings, .. } => {
            let seen = headings
                .iter()
                .take(30)
                .cloned()
                .collect::<Vec<_>>()
                .join(", ");
            near.as_ref().map_or(format!("columns: {seen}"), |near| {
                format!("did you mean `{near}`? Columns: {seen}")
            })
        }
        _ => String::new(),
    };
    let message = match error {
        Error::NoTable { .. } => format!("{}: {error}", path.display()),
        _ => error.to_string(),
    };
    let failure = Failure::usage(message);
    if help.is_empty() {
        failure
    } else {
        failure.with_help(help)
    }
}
