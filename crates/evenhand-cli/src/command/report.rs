use super::audit::named_formats;
use crate::args::{Global, ReportArgs};
use crate::failure::{Failure, Outcome};
use crate::terminal;
use evenhand::ledger::Store;
use evenhand::output::{self, Formats};
use evenhand::{Profile, Records, sign_off, since, today};
use std::path::Path;

pub fn run(args: &ReportArgs, global: &Global) -> Outcome {
    let fail = |error| Failure::Audit { error, text: None };
    let mut formats = if args.format.is_empty() {
        Formats::default()
    } else {
        named_formats(&args.format)?
    };
    if let Some(languages) = args.language.named() {
        formats.languages = languages;
    }
    let mut card = output::read(&args.scorecard).map_err(fail)?;
    if let Some(folder) = &args.store {
        let store = Store::new(folder, &card.system.id)?;
        formats.signed = sign_off(&store, &card)?;
        formats.since = Some(since(&store, &card, None, today())?);
        if formats.signed.is_none() {
            terminal::say(
                global,
                "The board has not signed this scorecard: the report is a draft. See `evenhand board verify`.",
            );
        }
    }
    if let Some(profile) = args.profile.map(Profile::from) {
        card = evenhand::under_profile(&card, profile).into_owned();
        let shown = card
            .privacy
            .as_ref()
            .map_or(Profile::Internal, |p| p.profile);
        if shown > profile {
            return Err(Failure::usage(format!(
                "this scorecard is of the profile {}, and what it hides is not in it",
                shown.as_str()
            ))
            .with_help("name the scorecard of the audit itself"));
        }
    }
    let folder = args.out.clone().unwrap_or_else(|| {
        args.scorecard
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty())
            .unwrap_or(Path::new("."))
            .to_owned()
    });
    let run = output::read_run(&args.scorecard).map_err(fail)?;
    let records = Records::of_names(&folder, &args.format)
        .make(&card, run.as_ref())
        .map_err(fail)?;
    let mut written = output::write(&folder, &card, None, formats).map_err(fail)?;
    written.extend(records.write().map_err(fail)?);
    if !global.quiet {
        for path in written {
            terminal::print(&format!("{}\n", path.display()))?;
        }
    }
    Ok(0)
}
