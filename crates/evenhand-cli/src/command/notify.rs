use super::history::Place;
use super::run::{System, place};
use crate::args::{Global, NotifyArgs};
use crate::failure::{Failure, Outcome};
use crate::terminal;
use evenhand::NotifySpec;
use std::path::PathBuf;

/// Somebody could not be told.
pub const UNTOLD: u8 = 7;

pub fn run(args: &NotifyArgs, global: &Global) -> Outcome {
    let specs = if args.specs.is_empty() {
        vec![PathBuf::from("evenhand.toml")]
    } else {
        args.specs.clone()
    };
    let mut code = 0;
    for spec in &specs {
        let place = place(spec, args.as_of.as_deref())?;
        let audit = place.audit()?;
        for (i, told) in audit.spec().notify.iter().enumerate() {
            told.check(i).map_err(|error| {
                let text = audit.text().cloned();
                let error = match &text {
                    Some(text) => text.locate(error),
                    None => error,
                };
                Failure::Audit {
                    error: error.into(),
                    text,
                }
            })?;
        }
        if audit.spec().notify.is_empty() {
            return Err(Failure::usage(format!("{} has no [[notify]]", spec.display())).with_help(
                "write, for example:\n[[notify]]\non = [\"late\", \"overdue\", \"failed\"]\nwebhook = \"env:AUDIT_WEBHOOK\"",
            ));
        }
        let mut system = System::new(spec);
        system.look(&place)?;
        let all = |_: &NotifySpec| true;
        let kinds = system.kinds();
        let concerned = |told: &NotifySpec| told.on.iter().any(|kind| kinds.contains(kind));
        if !args.test && !audit.spec().notify.iter().any(concerned) {
            terminal::print(&format!(
                "{}: there is nothing that anybody wants to be told of\n",
                system.name()
            ))?;
            continue;
        }
        let untold = if args.test {
            send(&system, &place, &all, true, global)
        } else {
            send(&system, &place, &concerned, false, global)
        };
        if untold > 0 {
            code = UNTOLD;
        }
    }
    Ok(code)
}

/// Tells whom it concerns what came of a system; who could not be told is a reason of its own.
pub fn tell(system: &mut System, as_of: Option<&str>, global: &Global) {
    let Ok(place) = place(system.spec(), as_of) else {
        return;
    };
    let Ok(audit) = place.audit() else {
        return;
    };
    let kinds = system.kinds();
    let concerned = |told: &NotifySpec| told.on.iter().any(|kind| kinds.contains(kind));
    if !audit.spec().notify.iter().any(concerned) {
        return;
    }
    let untold = send(system, &place, &concerned, false, global);
    if untold > 0 {
        let reason = format!(
            "{untold} of [[notify]] could not be told; `evenhand notify {}` tries again",
            system.spec().display()
        );
        system.reasons.push((UNTOLD, reason));
    }
}

/// Sends a message to all of `to`; how many did not get it.
#[cfg(feature = "notify")]
fn send(
    system: &System,
    place: &Place,
    to: &dyn Fn(&NotifySpec) -> bool,
    test: bool,
    global: &Global,
) -> usize {
    use evenhand::notify::Sender;
    let Ok(audit) = place.audit() else {
        return 0;
    };
    let notice = notice(system, place, test);
    let variable = |name: &str| std::env::var(name).ok();
    let sender = Sender::new(audit.base(), &variable);
    let mut untold = 0;
    for (i, told) in audit
        .spec()
        .notify
        .iter()
        .enumerate()
        .filter(|(_, told)| to(told))
    {
        let sent = (told.check(i).map_err(Into::into)).and_then(|()| sender.send(told, &notice));
        let receiver = Sender::receiver(told);
        match sent {
            Ok(()) => terminal::say(global, &format!("{}: told {receiver}", system.name())),
            Err(error) => {
                untold += 1;
                terminal::complain(&format!(
                    "{}: [[notify]] {} ({receiver}) was not told: {error}\n",
                    system.name(),
                    i + 1
                ));
            }
        }
    }
    untold
}

/// A build without connections says so, for everybody who would have been told.
#[cfg(not(feature = "notify"))]
fn send(
    system: &System,
    place: &Place,
    to: &dyn Fn(&NotifySpec) -> bool,
    _test: bool,
    _global: &Global,
) -> usize {
    let untold = place.audit().map_or(0, |audit| {
        audit.spec().notify.iter().filter(|told| to(told)).count()
    });
    terminal::complain(&format!(
        "{}: this build of evenhand cannot send messages, and {untold} of [[notify]] would have got one; build it with \
         `--features notify`\n",
        system.name()
    ));
    untold
}

/// What is told: nothing that the profile `board` would hide, and no text of an error, which may quote a row.
#[cfg(feature = "notify")]
fn notice(system: &System, place: &Place, test: bool) -> evenhand::notify::Notice {
    use super::run::ALPHA;
    use evenhand::notify::{Notice, NoticePeriod, NoticeRun, notice};
    let on = place.today.to_string();
    let facts = place.store().and_then(|store| {
        Ok(notice(
            &store,
            system.run.as_ref(),
            place.alert_on(),
            ALPHA,
        )?)
    });
    // A history that does not fit is told as failed, with nothing from it.
    let facts = facts.unwrap_or_default();
    let written = place.audit().map(|audit| audit.spec().system.title.clone());
    let title = written.ok().filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| system.name());
    if test {
        return Notice::test(&system.name(), &title, &on);
    }
    let period = |planned: &evenhand::ledger::Planned| NoticePeriod {
        due: planned.due.to_string(),
        period: planned.period.to_string(),
        state: planned.state.as_str().to_owned(),
        until: planned.until.to_string(),
    };
    Notice {
        coming: system.coming.as_ref().map(period),
        failed: system.has_failed(),
        kinds: system.kinds().into_iter().collect(),
        missed: (system.missed.iter())
            .map(|(period, _)| period.clone())
            .collect(),
        on,
        planned: system.planned.as_ref().map(period),
        report: system.report.as_ref().map(|folder| {
            let page = folder.join("report.html");
            let place = if page.exists() { &page } else { folder };
            let whole = std::path::absolute(place).unwrap_or_else(|_| place.clone());
            whole.display().to_string()
        }),
        run: facts.run.map(|run| NoticeRun {
            new: system.made,
            ..run
        }),
        system: system.name(),
        title,
        ..facts
    }
}
