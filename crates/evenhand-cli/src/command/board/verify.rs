use super::file;
use crate::args::BoardVerifyArgs;
use crate::command::history::{Place, which};
use crate::failure::{Failure, Outcome};
use crate::terminal;
use evenhand::ledger::{
    BoardVerified, Error, GivenKey, GivenReport, Problem, PublicKey, RunEvent, Vouching,
};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

pub fn run(args: &BoardVerifyArgs) -> Outcome {
    let place = Place::of(&(&args.there).into())?;
    let store = place.store()?;
    let log = store.log()?;
    let run = which(&log, args.run.as_deref())?;
    let mut keys = Vec::new();
    for path in &args.key {
        let key = PublicKey::of_pem(&file::text(path)?, path)?;
        keys.push(GivenKey {
            path: path.clone(),
            key,
        });
    }
    let given = |path: &Path| {
        Ok::<_, Failure>(GivenReport {
            path: path.to_owned(),
            bytes: file::bytes(path)?,
        })
    };
    let reports: Vec<GivenReport> = args
        .report
        .iter()
        .map(|p| given(p))
        .collect::<Result<_, _>>()?;
    let envelope = args.envelope.as_deref().map(given).transpose()?;
    let verified = store.verify_board(&run.run, &keys, &reports, envelope.as_ref())?;
    if args.signed && !enough(&verified, &keys) {
        return Err(Error::Integrity(Problem {
            path: verified.minutes_path.clone(),
            line: None,
            message: if verified.signed {
                format!(
                    "{} signatures are needed, and only {} are of keys that were given",
                    verified.quorum,
                    keys.len()
                )
            } else {
                format!("this decision is a draft: {}", count(&verified))
            },
        })
        .into());
    }
    terminal::print(&text(store.system(), run, &verified, args))?;
    Ok(0)
}

fn text(system: &str, run: &RunEvent, verified: &BoardVerified, args: &BoardVerifyArgs) -> String {
    let minutes = &verified.minutes;
    let mut text = format!(
        "{system}, audit of {}, run {}\n  decision    {}{}\n  meeting     {}\n  minutes     {}\n",
        run.period,
        run.run,
        minutes.decision.decision,
        if verified.signed { "" } else { "  (draft)" },
        minutes.meeting.date,
        verified.minutes_path.display()
    );
    match &verified.envelope {
        Some(path) => {
            let _ = writeln!(text, "  envelope    {}", path.display());
        }
        None => text.push_str("  envelope    none: nobody signed yet\n"),
    }
    for report in &minutes.reports {
        let here = args
            .report
            .iter()
            .any(|path| path.file_name().is_some_and(|name| *name == *report.file));
        let what = if here || !args.report.is_empty() {
            "as the board read it"
        } else {
            "not looked at; hold yours against it with --report FILE"
        };
        let _ = writeln!(text, "  report      {}: {what}", report.file);
    }
    for signature in &verified.signatures {
        let vouching = match &signature.vouching {
            Vouching::Given(path) => format!("this is {}", path.display()),
            Vouching::LogOnly => "a key that you did not vouch for".to_owned(),
        };
        let _ = writeln!(
            text,
            "  signed by   {}, {}, key {}…: {vouching}",
            signature.name,
            signature.on,
            &signature.key_id[..12]
        );
    }
    let _ = writeln!(text, "  quorum      {}", count(verified));
    let _ = writeln!(
        text,
        "Everything fits: {} lines of the history, {} files.\n  head {}",
        verified.history.entries, verified.history.files, verified.history.head
    );
    let unknown = |one: &evenhand::ledger::SignedBy| one.vouching == Vouching::LogOnly;
    if verified.signatures.iter().any(unknown) {
        text.push_str(
            "A key that only the history names shows that nothing was changed since, and not who signed. Ask the member for the\n\
             public key, and give it with --key NAME.pub.\n",
        );
    }
    text
}

/// Whether as many have signed as the quorum asks for. Who gives keys trusts these alone; each of them has signed.
fn enough(verified: &BoardVerified, keys: &[GivenKey]) -> bool {
    let given: BTreeSet<String> = keys.iter().map(|given| given.key.id()).collect();
    verified.signed && (given.is_empty() || given.len() as u64 >= verified.quorum)
}

fn count(verified: &BoardVerified) -> String {
    let (have, need) = (verified.signatures.len(), verified.quorum);
    if verified.signed {
        format!("met: {have} signed, {need} needed")
    } else {
        format!("not met: {have} signed, {need} needed")
    }
}
