//! Policy packs: those of the program, and those on disk.

use crate::{Error, Result};
use evenhand_core::{
    AuditSpec, Day, Error as SpecError, LoadedPack, Pack, Policies, SourceText, sha256_hex,
};
use evenhand_policy::PACKS;
use std::path::Path;

/// What stands for every pack in force that is made for a system.
const APPLICABLE: &str = "applicable";

/// A policy pack with its text.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyPack {
    /// The pack.
    pub pack: Pack,
    /// SHA-256 of its text.
    pub sha256: String,
    /// The text, as it was published.
    pub text: SourceText,
}

impl PolicyPack {
    /// Reads a pack, and checks everything in it.
    ///
    /// # Errors
    /// [`Error::Pack`] with line and column of what is wrong.
    pub fn read(text: SourceText) -> Result<Self> {
        match Pack::read(&text, evenhand_metrics::catalogue()) {
            Ok(pack) => Ok(Self {
                pack,
                sha256: sha256_hex(text.text.as_bytes()),
                text,
            }),
            Err(error) => Err(Error::Pack { error, text }),
        }
    }

    /// Reads the file of a pack.
    ///
    /// # Errors
    /// As [`PolicyPack::read`], or when the file cannot be read.
    pub fn of_file(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| Error::file(path, error))?;
        Self::read(SourceText::new(path.display().to_string(), text))
    }

    /// Every pack that the program brings along, by name and version.
    ///
    /// # Errors
    /// None that a test would not have found.
    pub fn all() -> Result<Vec<Self>> {
        let text = |pack: &evenhand_policy::Embedded| SourceText::new(pack.name, pack.text);
        PACKS.iter().map(|pack| Self::read(text(pack))).collect()
    }

    /// The packs of a folder, by file name.
    ///
    /// # Errors
    /// As [`PolicyPack::of_file`], or when the folder cannot be read.
    pub fn of_folder(folder: &Path) -> Result<Vec<Self>> {
        let entries = std::fs::read_dir(folder).map_err(|error| Error::file(folder, error))?;
        let mut paths = Vec::new();
        for entry in entries {
            let path = entry.map_err(|error| Error::file(folder, error))?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "toml")
            {
                paths.push(path);
            }
        }
        paths.sort();
        paths.iter().map(|path| Self::of_file(path)).collect()
    }

    /// Finds a pack: a file ending in `.toml`, `id@version`, or `id` for its latest version. Packs of `folder` come
    /// before those of the program.
    ///
    /// # Errors
    /// When there is no such pack, with the nearest name; or it cannot be read.
    pub fn find(name: &str, base: &Path, folder: Option<&str>) -> Result<Self> {
        if Path::new(name)
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            return Self::of_file(&base.join(name));
        }
        let mut known = match folder {
            Some(folder) => Self::of_folder(&base.join(folder))?,
            None => Vec::new(),
        };
        for pack in Self::all()? {
            if !known.iter().any(|own| own.pack.name() == pack.pack.name()) {
                known.push(pack);
            }
        }
        let versions = known.iter().filter(|known| known.pack.id == name);
        // The latest version is the one that begins last.
        let latest = versions.max_by(|a, b| {
            let begins = |of: &Self| of.pack.effective.from.to_string();
            begins(a)
                .cmp(&begins(b))
                .then(a.pack.version.cmp(&b.pack.version))
        });
        let exact = known.iter().find(|known| known.pack.name() == name);
        match exact.or(latest) {
            Some(found) => Ok(found.clone()),
            None => {
                let mut names: Vec<String> = known.iter().map(|known| known.pack.name()).collect();
                names.extend(known.iter().map(|known| known.pack.id.clone()));
                let message = format!("there is no policy pack `{name}`");
                Err(SpecError::spec("policy.packs", message)
                    .did_you_mean(name, names.iter().map(String::as_str))
                    .into())
            }
        }
    }
}

/// The day by the clock of this machine, in UTC.
pub fn today() -> Day {
    Day::from(
        jiff::tz::Offset::UTC
            .to_datetime(jiff::Timestamp::now())
            .date(),
    )
}

/// The packs of a spec, and the day against which they and its waivers are judged: that of the spec, or today.
pub(crate) fn policies(spec: &AuditSpec, base: &Path) -> Result<Policies> {
    let policy = &spec.policy;
    let judged = !(policy.packs.is_empty() && spec.waiver.is_empty());
    let as_of = match &policy.as_of {
        Some(day) => Some(Day::of(day).map_err(|error| SpecError::spec("policy.as_of", error))?),
        None => judged.then(today),
    };
    let mut packs: Vec<LoadedPack> = Vec::new();
    for (position, name) in policy.packs.iter().enumerate() {
        let found = if name == APPLICABLE {
            let mut all = PolicyPack::all()?;
            all.retain(|known| {
                known.pack.status.stands() && known.pack.applies.why_not(&spec.system).is_none()
            });
            all
        } else {
            let at = |error| match error {
                Error::Spec(SpecError::Spec { message, help, .. }) => {
                    let error = SpecError::spec(format!("policy.packs[{position}]"), message);
                    Error::Spec(error.with_help(help.unwrap_or_default()))
                }
                other => other,
            };
            vec![PolicyPack::find(name, base, policy.folder.as_deref()).map_err(at)?]
        };
        for found in found {
            // A pack that is named as well is not taken twice.
            let twice = |known: &LoadedPack| known.pack.name() == found.pack.name();
            if name != APPLICABLE || !packs.iter().any(twice) {
                packs.push(LoadedPack {
                    pack: found.pack,
                    position,
                    sha256: found.sha256,
                });
            }
        }
    }
    Ok(Policies { as_of, packs })
}
