use super::history::calendar;
use super::plan::Written;
use crate::args::{AuditArgs, Global};
use crate::failure::{Failure, Outcome};
use crate::progress::Bar;
use crate::{flags, terminal};
use evenhand::ledger::Store;
use evenhand::output::{self, Formats, Run};
use evenhand::report::{Language, Since, terminal as scorecard_text};
use evenhand::{Audit, Records, Scorecard, Status, nearest};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// Nothing could be computed.
pub const NOTHING_TESTED: u8 = 4;

pub fn run(args: &AuditArgs, global: &Global) -> Outcome {
    let audit = flags::audit(&args.inputs)?;
    let made = make(&audit, args, global)?;
    if !global.quiet {
        let options = terminal::options(global, true);
        let mut text = scorecard_text(made.shown(), &options);
        text.push_str("\nWritten to ");
        text.push_str(&made.folder.display().to_string());
        text.push_str(":\n");
        for path in &made.written {
            text.push_str(&format!("  {}\n", path.display()));
        }
        terminal::print(&text)?;
    }
    let computed = made.computed();
    // The program ends here, and the system takes everything back at once.
    std::mem::forget(made);
    Ok(if computed { 0 } else { NOTHING_TESTED })
}

/// An audit that was carried out, with its output folder.
pub struct Made {
    pub folder: PathBuf,
    pub outcome: evenhand::Outcome,
    /// What the profile shows of it, where that is not everything.
    shown: Option<Scorecard>,
    pub written: Vec<PathBuf>,
}

impl Made {
    /// What the profile shows of the audit.
    pub fn shown(&self) -> &Scorecard {
        self.shown.as_ref().unwrap_or(&self.outcome.scorecard)
    }

    /// Whether anything could be computed.
    pub fn computed(&self) -> bool {
        self.outcome.scorecard.estimates.iter().any(|estimate| {
            matches!(
                estimate.status,
                Status::Ok | Status::Unbounded | Status::InsufficientN
            )
        })
    }
}

/// Carries out an audit and writes its output folder.
pub fn make(audit: &Audit, args: &AuditArgs, global: &Global) -> Result<Made, Failure> {
    let started = jiff::Timestamp::now();
    let mut formats = formats(&args.format, audit)?;
    if let Some(languages) = args.language.named() {
        formats.languages = languages;
    }
    let folder = folder(args.out.as_deref(), audit);
    let failed = |error| Failure::Audit {
        error,
        text: audit.text().cloned(),
    };
    let names = names(&args.format, audit).unwrap_or_default();
    let records = Records::of_audit(audit, &folder, names).map_err(failed)?;
    let outcome = carry_out(audit, args.terms.plan.as_deref(), global)?;
    formats.since = so_far(audit, &outcome.scorecard, global)?;
    let shown = evenhand::under_profile(
        &outcome.scorecard,
        flags::profile(args.terms.profile, audit),
    );
    let card = &*shown;
    let command: Vec<String> = std::iter::once("evenhand".to_owned())
        .chain(std::env::args().skip(1))
        .collect();
    let threads = rayon::current_num_threads();
    let run = || Run::new(command, &outcome, started, threads);
    let written = if records.is_empty() {
        // The files of the run are hashed as others are written.
        let run = || run().map(Some);
        output::write_while(&folder, card, run, formats).map_err(failed)?
    } else {
        let run = run().map_err(failed)?;
        let records = records.make(card, Some(&run)).map_err(failed)?;
        let mut written = output::write(&folder, card, Some(&run), formats).map_err(failed)?;
        written.extend(records.write().map_err(failed)?);
        written
    };
    let shown = match shown {
        Cow::Borrowed(_) => None,
        Cow::Owned(shown) => Some(shown),
    };
    Ok(Made {
        folder,
        outcome,
        shown,
        written,
    })
}

/// How the audit stands in its history, where it has one. A history that does not fit takes nothing from the audit itself.
fn so_far(audit: &Audit, card: &Scorecard, global: &Global) -> Result<Option<Since>, Failure> {
    let written = audit.spec().history.store.as_deref();
    let store = Store::new(
        &audit.base().join(written.unwrap_or("history")),
        &card.system.id,
    );
    let Some(store) = store.ok().filter(|store| store.log_path().exists()) else {
        return Ok(None);
    };
    let calendar = calendar(audit)?;
    let today = card.as_of.parse().unwrap_or_else(|_| evenhand::today());
    let since = evenhand::since(&store, card, calendar.as_ref(), today);
    Ok(since
        .map_err(|error| {
            let told = format!("the report does not say what is new: {error}");
            terminal::say(global, &told);
        })
        .ok())
}

/// Runs an audit with a progress bar, and holds it against the plan that was written before.
pub fn carry_out(
    audit: &Audit,
    planned: Option<&Path>,
    global: &Global,
) -> Result<evenhand::Outcome, Failure> {
    // A plan that cannot be read is said before the data are.
    let planned = planned.map(Written::read).transpose()?;
    let bar = Bar::new(!global.no_progress && !global.quiet);
    let outcome = audit.run_with(&bar);
    bar.finish();
    let mut outcome = outcome.map_err(|error| Failure::Audit {
        error,
        text: audit.text().cloned(),
    })?;
    if let Some(planned) = planned {
        planned.mark(&mut outcome.scorecard, global);
    }
    Ok(outcome)
}

/// What to write: the flags, else the spec, else everything usual.
pub fn formats(flags: &[String], audit: &Audit) -> Result<Formats, Failure> {
    let mut formats = names(flags, audit).map_or_else(|| Ok(Formats::default()), named_formats)?;
    formats.languages = languages(audit)?;
    Ok(formats)
}

/// The languages that the spec wants reports in.
pub fn languages(audit: &Audit) -> Result<Vec<Language>, Failure> {
    let languages = audit.spec().report.languages();
    languages.map_err(|error| Failure::Audit {
        error: error.into(),
        text: audit.text().cloned(),
    })
}

fn names<'a>(flags: &'a [String], audit: &'a Audit) -> Option<&'a [String]> {
    if flags.is_empty() {
        audit.spec().report.formats.as_deref()
    } else {
        Some(flags)
    }
}

/// The formats of a list of names.
pub fn named_formats(names: &[String]) -> Result<Formats, Failure> {
    Formats::of_names(names.iter().map(String::as_str)).map_err(|unknown| {
        if unknown == "pdf" {
            return Failure::usage("this build of evenhand writes no PDF".to_owned())
                .with_help("build it with `--features pdf`, or print report.html from a browser");
        }
        let failure = Failure::usage(format!("`{unknown}` is no format of this build"));
        match nearest(&unknown, Formats::NAMES) {
            Some(near) => failure.with_help(format!("did you mean `{near}`?")),
            None => failure.with_help(format!("there is: {}", Formats::NAMES.join(", "))),
        }
    })
}

/// The output folder: the flag, else the spec's, relative to it, else `reports/<system id>/`.
pub fn folder(flag: Option<&Path>, audit: &Audit) -> PathBuf {
    match (flag, &audit.spec().report.out) {
        (Some(folder), _) => folder.to_owned(),
        (None, Some(out)) => audit.base().join(out),
        (None, None) => Path::new("reports").join(safe(&audit.spec().system.id)),
    }
}

/// An id as the name of a folder.
fn safe(id: &str) -> String {
    let name: String = id
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') {
                c
            } else {
                '-'
            }
        })
        .collect();
    if name.trim_matches('.').is_empty() {
        "audit".to_owned()
    } else {
        name
    }
}
