use super::{Pack, PackCheck, PackLimit};
use crate::plan::{bounds_of, share_of_people};
use crate::{
    Catalogue, Day, Error, EvidenceWanted, Result, RuleOfPack, Scalar, Severity, SourceText,
};
use serde::Deserialize;

/// The file around a pack.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    pack: Pack,
}

impl Pack {
    /// Reads a pack, and checks everything in it against the catalogue of metrics.
    ///
    /// # Errors
    /// [`Error::Spec`] with line, column, the offending value and the nearest valid name.
    pub fn read(text: &SourceText, catalogue: &dyn Catalogue) -> Result<Self> {
        let file: File = toml::from_str(&text.text).map_err(|error| text.syntax_error(&error))?;
        file.pack
            .validate(catalogue)
            .map_err(|error| text.locate(error))?;
        Ok(file.pack)
    }

    fn validate(&self, catalogue: &dyn Catalogue) -> Result<()> {
        let wrong = |path: &str, message: &str| Err(Error::spec(format!("pack.{path}"), message));
        let plain = |text: &str| {
            !text.is_empty()
                && text
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "-._".contains(c))
        };
        if !plain(&self.id) {
            return wrong("id", "an id is made of letters, digits and hyphens");
        }
        if !plain(&self.version) {
            return wrong(
                "version",
                "a version is made of letters, digits, hyphens and dots",
            );
        }
        if self.title.trim().is_empty() || self.legal_note.trim().is_empty() {
            return wrong(
                "title",
                "a pack says in `title` and `legal_note` what it is and is not",
            );
        }
        if self.sources.iter().all(|source| source.trim().is_empty()) {
            return wrong("sources", "a pack names where its rule is written");
        }
        day(&self.checked_on, "pack.checked_on")?;
        let from = day(&self.effective.from, "pack.effective.from")?;
        if let Some(to) = &self.effective.to
            && day(to, "pack.effective.to")? < from
        {
            return wrong("effective.to", "the rule would end before it begins");
        }
        let mut ids: Vec<&str> = Vec::new();
        let all = [
            (
                "check",
                self.check.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(),
            ),
            (
                "publish",
                self.publish.iter().map(|p| p.id.as_str()).collect(),
            ),
            (
                "require",
                self.require.iter().map(|r| r.id.as_str()).collect(),
            ),
        ];
        for (kind, of_kind) in all {
            for (i, id) in of_kind.into_iter().enumerate() {
                if id.is_empty() || ids.contains(&id) {
                    let path = format!("pack.{kind}[{i}].id");
                    return Err(Error::spec(
                        path,
                        "everything in a pack has an id of its own",
                    ));
                }
                ids.push(id);
            }
        }
        for (i, check) in self.check.iter().enumerate() {
            validate(check, &format!("pack.check[{i}]"), catalogue)?;
        }
        Ok(())
    }
}

fn validate(check: &PackCheck, path: &str, catalogue: &dyn Catalogue) -> Result<()> {
    let resolved = catalogue.resolve(&check.metric).map_err(|reason| {
        let names = catalogue.names();
        Error::spec(format!("{path}.metric"), reason)
            .did_you_mean(&check.metric, names.iter().map(String::as_str))
    })?;
    match &check.limit {
        PackLimit::Word(word) if word == "none" => {
            if check.severity == Some(Severity::Gate) {
                let path = format!("{path}.severity");
                return Err(Error::spec(
                    path,
                    "a gate needs a limit to hold a number against",
                ));
            }
        }
        PackLimit::Word(word) => {
            return Err(
                Error::spec(format!("{path}.limit"), format!("`{word}` is no limit"))
                    .with_help("write \"none\", or a table such as { min = \"4/5\" }"),
            );
        }
        PackLimit::Limit(limit) => {
            bounds_of(limit, &resolved.info, &format!("{path}.limit"))?;
        }
    }
    if check.severity == Some(Severity::Gate) && check.evidence != EvidenceWanted::Confirmed {
        return Err(Error::spec(
            format!("{path}.evidence"),
            "a gate acts on a confirmed gap only",
        ));
    }
    let ruled =
        check.rule == Some(RuleOfPack::FourFifths) || check.evidence == EvidenceWanted::Rule;
    if ruled && resolved.id != "disparate_impact_ratio" {
        return Err(Error::spec(
            format!("{path}.metric"),
            format!(
                "the four-fifths rule speaks of `disparate_impact_ratio`, not of `{}`",
                resolved.id
            ),
        ));
    }
    let empty = |list: &Option<Vec<String>>| list.as_ref().is_some_and(Vec::is_empty);
    if empty(&check.partitions) || empty(&check.groups) {
        return Err(Error::spec(path, "an empty list covers nothing")
            .with_help("leave the key out to cover everything"));
    }
    if let Some(exclude) = &check.exclude {
        share_of_people(&exclude.below_share, &format!("{path}.exclude.below_share"))?;
    }
    Ok(())
}

fn day(value: &Scalar, path: &str) -> Result<Day> {
    Day::of(value).map_err(|error| Error::spec(path, error))
}
