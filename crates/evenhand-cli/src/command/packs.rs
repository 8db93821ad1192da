use crate::args::PacksCommand;
use crate::failure::{Failure, Outcome};
use crate::terminal;
use evenhand::policy::pack_changes;
use evenhand::{Day, PackLimit, PolicyPack, Scalar};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// After so many days nobody can be sure that a rule is still what the pack says.
const FRESH_DAYS: i64 = 180;

pub fn run(command: &PacksCommand) -> Outcome {
    match command {
        PacksCommand::List(args) => list(args.folder.as_deref(), args.json, args.as_of.as_deref()),
        PacksCommand::Show(args) => {
            let pack = find(&args.pack, args.folder.as_deref())?;
            if args.toml {
                terminal::print(&pack.text.text)?;
            } else {
                terminal::print(&page(&pack, day(args.as_of.as_deref())?))?;
            }
            Ok(0)
        }
        PacksCommand::Diff(args) => {
            let before = find(&args.before, args.folder.as_deref())?;
            let after = find(&args.after, args.folder.as_deref())?;
            terminal::print(&changes(&before, &after))?;
            Ok(0)
        }
        PacksCommand::Check(args) => check(&args.files, args.as_of.as_deref()),
    }
}

fn failed(error: evenhand::Error) -> Failure {
    Failure::Audit { error, text: None }
}

fn find(name: &str, folder: Option<&str>) -> Result<PolicyPack, Failure> {
    PolicyPack::find(name, Path::new("."), folder).map_err(failed)
}

fn day(as_of: Option<&str>) -> Result<Day, Failure> {
    match as_of {
        Some(text) => text
            .parse()
            .map_err(|error| Failure::usage(format!("--as-of: {error}"))),
        None => Ok(evenhand::today()),
    }
}

/// How long ago somebody looked at the rule.
fn age(pack: &PolicyPack, today: Day) -> i64 {
    let checked = Day::of(&pack.pack.checked_on).ok();
    checked.map_or(0, |checked| checked.days_until(today))
}

fn list(folder: Option<&str>, json: bool, as_of: Option<&str>) -> Outcome {
    let today = day(as_of)?;
    let mut packs = PolicyPack::all().map_err(failed)?;
    if let Some(folder) = folder {
        let own = PolicyPack::of_folder(Path::new(folder)).map_err(failed)?;
        packs.retain(|pack| !own.iter().any(|own| own.pack.name() == pack.pack.name()));
        packs.extend(own);
        packs.sort_by_key(|pack| pack.pack.name());
    }
    if json {
        let listed: Vec<_> = packs
            .iter()
            .map(|pack| {
                serde_json::json!({
                    "checked_on": pack.pack.checked_on,
                    "effective": pack.pack.effective,
                    "id": pack.pack.id,
                    "kind": pack.pack.kind,
                    "sha256": pack.sha256,
                    "stale": age(pack, today) > FRESH_DAYS,
                    "status": pack.pack.status,
                    "title": pack.pack.title,
                    "version": pack.pack.version,
                })
            })
            .collect();
        let text = serde_json::to_string_pretty(&listed).unwrap_or_default();
        terminal::print(&format!("{text}\n"))?;
        return Ok(0);
    }
    let width = packs
        .iter()
        .map(|pack| pack.pack.name().len())
        .max()
        .unwrap_or(0);
    let mut text = String::new();
    for pack in &packs {
        let status = pack.pack.status.words();
        let stale = if age(pack, today) > FRESH_DAYS {
            ", may have changed"
        } else {
            ""
        };
        let _ = writeln!(
            text,
            "{:<width$}  {:<10}  looked at {}{stale}\n{:<width$}  {}",
            pack.pack.name(),
            status,
            pack.pack.checked_on,
            "",
            pack.pack.title
        );
    }
    let _ = writeln!(
        text,
        "\n{} packs. A spec names them under [policy] packs; `evenhand packs show ID` tells what one asks for.\nNone of this is legal advice.",
        packs.len()
    );
    terminal::print(&text)?;
    Ok(0)
}

fn page(found: &PolicyPack, today: Day) -> String {
    let pack = &found.pack;
    let mut text = format!("{}\n{}\n\n", pack.name(), pack.title);
    let to = pack.effective.to.as_ref().map(Scalar::to_string);
    let until = to.map_or_else(String::new, |to| format!(" to {to}"));
    let facts = [
        (
            "status",
            format!("{} ({})", pack.status.words(), pack.kind.as_str()),
        ),
        ("holds", format!("from {}{until}", pack.effective.from)),
        (
            "for",
            for_whom(&pack.applies.vertical, &pack.applies.jurisdictions),
        ),
        (
            "looked at",
            format!("{}, {} days ago", pack.checked_on, age(found, today)),
        ),
        ("sha-256", found.sha256.clone()),
    ];
    for (name, value) in facts {
        let _ = writeln!(text, "  {name:<10} {value}");
    }
    if age(found, today) > FRESH_DAYS {
        text.push_str("\nThe rule may have changed: nobody looked for more than 180 days.\n");
    }
    let _ = writeln!(text, "\n{}", pack.legal_note);
    if !pack.check.is_empty() {
        text.push_str("\nWhat it holds against numbers\n");
    }
    for check in &pack.check {
        let limit = match &check.limit {
            PackLimit::Word(_) => "shown, no limit".to_owned(),
            PackLimit::Limit(limit) => {
                let bounds = [
                    ("at least", &limit.min),
                    ("at most", &limit.max),
                    ("within ±", &limit.max_abs),
                ];
                let said: Vec<String> = bounds
                    .into_iter()
                    .filter_map(|(words, bound)| Some(format!("{words} {}", bound.as_ref()?)))
                    .collect();
                said.join(", ")
            }
        };
        let over = check.partitions.as_ref();
        let over = over.map_or_else(|| "every attribute".to_owned(), |roles| roles.join(", "));
        let severity = check.severity.unwrap_or(evenhand::Severity::Info).as_str();
        let _ = writeln!(
            text,
            "  {}\n    {}: {limit} ({severity})\n    over {over}",
            check.id, check.metric
        );
        if !check.note.is_empty() {
            let _ = writeln!(text, "    {}", check.note);
        }
    }
    for publish in &pack.publish {
        let items: Vec<String> = publish
            .must_show
            .iter()
            .map(|item| item.replace('_', " "))
            .collect();
        let _ = writeln!(
            text,
            "\nWhat it wants published\n  {}: {}",
            publish.id,
            items.join(", ")
        );
        if let Some(days) = publish.max_age_days {
            let _ = writeln!(text, "  an audit is at most {days} days old");
        }
    }
    if !pack.require.is_empty() {
        text.push_str("\nWhat it wants documented (answer under [policy.answers])\n");
    }
    for requirement in &pack.require {
        let unsure = if requirement.unconfirmed {
            " (unconfirmed)"
        } else {
            ""
        };
        let _ = writeln!(text, "  {}: {}{unsure}", requirement.id, requirement.what);
    }
    if !pack.unconfirmed.is_empty() {
        text.push_str("\nUnconfirmed\n");
    }
    for point in &pack.unconfirmed {
        let _ = writeln!(text, "  - {point}");
    }
    text.push_str("\nSources\n");
    for source in &pack.sources {
        let _ = writeln!(text, "  - {source}");
    }
    text
}

fn for_whom(vertical: &[String], places: &[String]) -> String {
    let or_all = |list: &[String], all: &str| {
        if list.is_empty() {
            all.to_owned()
        } else {
            list.join(", ")
        }
    };
    format!(
        "{} in {}",
        or_all(vertical, "every system"),
        or_all(places, "every place")
    )
}

fn changes(before: &PolicyPack, after: &PolicyPack) -> String {
    let changes = pack_changes(&before.pack, &after.pack);
    let mut text = format!("--- {}\n+++ {}\n", before.pack.name(), after.pack.name());
    for change in &changes {
        let _ = writeln!(text, "{}", change.place);
        if !change.before.is_empty() {
            let _ = writeln!(text, "  - {}", change.before);
        }
        if !change.after.is_empty() {
            let _ = writeln!(text, "  + {}", change.after);
        }
    }
    if changes.is_empty() {
        text.push_str("no difference\n");
    }
    text
}

fn check(files: &[PathBuf], as_of: Option<&str>) -> Outcome {
    let today = day(as_of)?;
    let packs = if files.is_empty() {
        PolicyPack::all().map_err(failed)?
    } else {
        files
            .iter()
            .map(|file| PolicyPack::of_file(file))
            .collect::<Result<_, _>>()
            .map_err(failed)?
    };
    let mut text = String::new();
    for pack in &packs {
        let days = age(pack, today);
        let word = if days > FRESH_DAYS {
            format!("the rule may have changed: last looked at {days} days ago")
        } else {
            format!("good; looked at {days} days ago")
        };
        let _ = writeln!(text, "{}: {word}", pack.pack.name());
    }
    terminal::print(&text)?;
    Ok(0)
}
