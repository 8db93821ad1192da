use super::board::key;
use super::history::{Place, calendar};
use crate::args::{Global, ServeArgs, WhereArgs};
use crate::failure::{Failure, Outcome};
use crate::{stop, terminal};
use evenhand::Profile;
use evenhand_serve::{Server, Settings, Signer};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

pub fn run(args: &ServeArgs, global: &Global) -> Outcome {
    let specs: Vec<Option<PathBuf>> = if args.specs.is_empty() {
        vec![None]
    } else {
        args.specs.iter().cloned().map(Some).collect()
    };
    let mut settings: Option<Settings> = None;
    for spec in specs {
        let place = Place::of(&WhereArgs {
            spec,
            store: args.store.clone(),
            system: None,
            as_of: args.as_of.clone(),
        })?;
        let all = settings.get_or_insert_with(|| Settings::new(&place.folder));
        if all.history != place.folder {
            return Err(Failure::usage(format!(
                "the specs keep their histories in {} and in {}",
                all.history.display(),
                place.folder.display()
            ))
            .with_help("serve those of one folder, or name it with --store"));
        }
        if let Ok(audit) = place.audit() {
            let system = audit.spec().system.id.clone();
            all.alert_on.insert(system.clone(), place.alert_on());
            all.calendars
                .extend(calendar(audit)?.map(|calendar| (system, calendar)));
        }
        all.today = args.as_of.is_some().then_some(place.today);
    }
    let Some(mut settings) = settings else {
        return Ok(0);
    };
    settings.address = address(&args.address)?;
    settings.hosts = args.host.clone();
    settings.profile = Profile::from(args.profile);
    settings.read_only = args.read_only;
    settings.language = match args.language.named().as_deref() {
        None => settings.language,
        Some([one]) => *one,
        Some(_) => {
            return Err(Failure::usage("the page has one language")
                .with_help("name one with --language, and start another page for another"));
        }
    };
    if let (Some(path), Some(name)) = (&args.key, &args.name) {
        settings.signer = Some(Signer {
            key: key::read(path, global)?,
            name: name.clone(),
        });
    }
    let folder = settings.history.display().to_string();
    if !settings.history.is_dir() {
        return Err(
            Failure::usage(format!("there is no history in {folder}")).with_help(
                "add an audit with `evenhand history add`, or name the folder with --store",
            ),
        );
    }
    let open = !settings.address.ip().is_loopback();
    let server = Server::bind(settings).map_err(|error| match error {
        evenhand_serve::Error::Listen { .. } => {
            Failure::usage(error.to_string()).with_help("name another port, such as --address 7421")
        }
        evenhand_serve::Error::SignsOpenly { .. } => {
            Failure::usage(error.to_string()).with_help("leave --address or --key out")
        }
        other => Failure::usage(other.to_string()),
    })?;
    terminal::print(&format!("{}\n", server.url()))?;
    if open {
        terminal::say(
            global,
            "Everybody who can reach this address can read the audits. Nothing can be written.",
        );
    }
    terminal::say(global, &format!("Shows {folder}. Ctrl-C ends it."));
    stop::ends_well();
    server
        .run()
        .map_err(|error| Failure::usage(error.to_string()))?;
    Ok(0)
}

/// An address with a port, or a port of this machine.
fn address(text: &str) -> Result<SocketAddr, Failure> {
    if let Ok(port) = text.trim_start_matches(':').parse::<u16>() {
        return Ok(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    }
    let named = text.replace("localhost", "127.0.0.1");
    named.parse().map_err(|_| {
        Failure::usage(format!("--address: `{text}` is no address with a port"))
            .with_help("write 127.0.0.1:7420, [::1]:7420, or a port such as 7420")
    })
}
