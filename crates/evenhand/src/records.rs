//! Records of an audit in the places where a team's other systems look for them.

use crate::output::{Run, read_file, write_file};
use crate::{Audit, Error, Result};
use evenhand_core::{Error as SpecError, ExportSpec, Scorecard};
use evenhand_report::record::{self, InputFile, ModelCardOptions, Moment, Occasion};
use evenhand_source::Unfinished;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Experiment and namespace where none is named.
const NAME: &str = "evenhand";

/// Where records go; `None` for those that nobody asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    in_toto: Option<PathBuf>,
    mlflow: Option<PathBuf>,
    experiment: Option<String>,
    model_card: Option<PathBuf>,
    front_matter: bool,
    namespace: Option<String>,
    openlineage: Option<PathBuf>,
    prometheus: Option<PathBuf>,
}

impl Records {
    /// Names that `--format` and `[report] formats` understand.
    pub const NAMES: [&str; 5] = [
        "mlflow",
        "openlineage",
        "prometheus",
        "model-card",
        "in-toto",
    ];

    /// The records that `[export]` asks for, and those of `names` in the output folder under fixed names.
    ///
    /// # Errors
    /// Where a record cannot go where the spec wants it.
    pub fn of_audit(audit: &Audit, folder: &Path, names: &[String]) -> Result<Self> {
        let mut records = Self::of_spec(&audit.spec().export, audit.base(), folder).map_err(
            |error| match audit.text() {
                Some(text) => text.locate(error),
                None => error,
            },
        )?;
        records.add(folder, names);
        Ok(records)
    }

    /// The records of `names` in a folder under fixed names.
    pub fn of_names(folder: &Path, names: &[String]) -> Self {
        let mut records = Self::default();
        records.add(folder, names);
        records
    }

    /// Whether nobody asked for any.
    pub fn is_empty(&self) -> bool {
        let files = [
            &self.in_toto,
            &self.mlflow,
            &self.model_card,
            &self.openlineage,
            &self.prometheus,
        ];
        files.iter().all(|file| file.is_none())
    }

    fn add(&mut self, folder: &Path, names: &[String]) {
        for name in names {
            let (place, file) = match name.as_str() {
                "mlflow" => (&mut self.mlflow, "mlruns"),
                "openlineage" => (&mut self.openlineage, "lineage.jsonl"),
                "prometheus" => (&mut self.prometheus, "evenhand.prom"),
                "model-card" => (&mut self.model_card, "model-card.md"),
                "in-toto" => (&mut self.in_toto, "test-result.json"),
                _ => continue,
            };
            place.get_or_insert_with(|| folder.join(file));
        }
    }

    fn of_spec(export: &ExportSpec, base: &Path, folder: &Path) -> Result<Self, SpecError> {
        let place = |file: &Option<String>, name: &str, path: &str| match file.as_deref() {
            None => Ok(folder.join(name)),
            Some("") => Err(SpecError::spec(path, "the name of the file is empty")),
            Some(file) => Ok(base.join(file)),
        };
        let mut records = Self::default();
        if let Some(mlflow) = &export.mlflow {
            records.mlflow = Some(match &mlflow.uri {
                None => folder.join("mlruns"),
                Some(uri) => base.join(local(uri)?),
            });
            records.experiment.clone_from(&mlflow.experiment);
        }
        if let Some(openlineage) = &export.openlineage {
            let path = "export.openlineage.file";
            records.openlineage = Some(place(&openlineage.file, "lineage.jsonl", path)?);
            records.namespace.clone_from(&openlineage.namespace);
        }
        if let Some(prometheus) = &export.prometheus {
            let path = "export.prometheus.textfile";
            records.prometheus = Some(place(&prometheus.textfile, "evenhand.prom", path)?);
        }
        if let Some(model_card) = &export.model_card {
            let path = "export.model_card.file";
            records.model_card = Some(place(&model_card.file, "model-card.md", path)?);
            records.front_matter = model_card.front_matter;
        }
        if let Some(attest) = &export.attest {
            records.in_toto = Some(place(
                &attest.file,
                "test-result.json",
                "export.attest.file",
            )?);
        }
        Ok(records)
    }

    /// Makes the bytes of every record; nothing is written yet, so that what cannot be made leaves everything as it was.
    ///
    /// # Errors
    /// Where a model card cannot be changed, a report not be drawn, or a record needs `run.json` and there is none.
    pub fn make(&self, card: &Scorecard, run: Option<&Run>) -> Result<Made> {
        let occasion = run.map(occasion).transpose()?;
        let occasion = occasion.as_ref();
        let mut made = Made::default();
        // Worked out only where a record is made of it.
        let public = OnceCell::new();
        let public = || public.get_or_init(|| public_of(card));
        if let Some(path) = &self.prometheus {
            let text = record::prometheus(public(), occasion);
            made.files.push((path.clone(), text.into_bytes()));
        }
        if let Some(path) = &self.openlineage {
            let occasion = occasion.ok_or_else(|| no_time("openlineage"))?;
            let namespace = self.namespace.as_deref().unwrap_or(NAME);
            let text = record::openlineage(card, occasion, namespace);
            made.files.push((path.clone(), text.into_bytes()));
        }
        if let Some(path) = &self.model_card {
            let existing = if path.exists() {
                text_of(path)?
            } else {
                String::new()
            };
            let options = ModelCardOptions {
                front_matter: self.front_matter,
            };
            let text = record::model_card(public(), &existing, options)
                .map_err(|error| invalid(path, error.to_string()))?;
            made.files.push((path.clone(), text.into_bytes()));
        }
        if let Some(path) = &self.in_toto {
            made.files
                .push((path.clone(), record::in_toto(card, occasion)));
        }
        if let Some(root) = &self.mlflow {
            let occasion = occasion.ok_or_else(|| no_time("mlflow"))?;
            let name = self.experiment.as_deref().unwrap_or(NAME);
            made.mlflow = Some(mlflow_run(card, occasion, root, name)?);
        }
        Ok(made)
    }
}

/// What of a scorecard may leave the house.
#[cfg(feature = "privacy")]
fn public_of(card: &Scorecard) -> Scorecard {
    crate::under_profile(card, evenhand_core::Profile::Public).into_owned()
}

/// Without the feature `privacy` nothing can be hidden, so that a record shows no finding at all.
#[cfg(not(feature = "privacy"))]
fn public_of(card: &Scorecard) -> Scorecard {
    let mut card = card.clone();
    card.findings.clear();
    card.estimates.clear();
    card
}

/// Records that were made and not written yet.
#[derive(Debug, Default)]
pub struct Made {
    files: Vec<(PathBuf, Vec<u8>)>,
    mlflow: Option<MadeRun>,
}

#[derive(Debug)]
struct MadeRun {
    experiment: PathBuf,
    files: BTreeMap<String, Vec<u8>>,
    folder: PathBuf,
    meta: Vec<u8>,
}

impl Made {
    /// Writes every record whole, and says where they are.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(&self) -> Result<Vec<PathBuf>> {
        let mut paths = Vec::new();
        for (path, bytes) in &self.files {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent).map_err(|source| Error::file(parent, source))?;
            }
            write_file(path, bytes)?;
            paths.push(path.clone());
        }
        if let Some(run) = &self.mlflow {
            run.write()?;
            paths.push(run.folder.clone());
        }
        Ok(paths)
    }
}

impl MadeRun {
    fn write(&self) -> Result<()> {
        let failed = |source| Error::file(&self.folder, source);
        fs::create_dir_all(&self.experiment).map_err(failed)?;
        let meta = self.experiment.join("meta.yaml");
        if !meta.exists() {
            write_file(&meta, &self.meta)?;
        }
        // MLflow takes every folder of an experiment for a run, so the unfinished one lies beside the experiments, hidden.
        let root = self.experiment.parent().unwrap_or(&self.experiment);
        let beside = root.with_file_name(format!(".evenhand-run.{}.tmp", std::process::id()));
        let make = || fs::create_dir_all(&beside).map(|()| (beside.clone(), ()));
        let (staging, ()) = Unfinished::make(make).map_err(failed)?;
        for (name, bytes) in &self.files {
            let path = staging.path().join(name);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent).map_err(failed)?;
            }
            fs::write(&path, bytes).map_err(failed)?;
        }
        staging
            .publish(|staging| {
                if self.folder.exists() {
                    fs::remove_dir_all(&self.folder)?;
                }
                fs::rename(staging, &self.folder)
            })
            .map_err(failed)
    }
}

fn mlflow_run(card: &Scorecard, occasion: &Occasion, root: &Path, name: &str) -> Result<MadeRun> {
    let absolute = std::path::absolute(root).map_err(|source| Error::file(root, source))?;
    let id = known_experiment(&absolute, name).unwrap_or_else(|| record::experiment_id(name));
    let run = record::mlflow(card, Some(occasion), &file_uri(&absolute), (&id, name));
    let mut files = run.files;
    let scorecard = card
        .to_json()
        .map_err(|error| Error::file("scorecard.json", std::io::Error::other(error)))?;
    let html = evenhand_report::html(card, &evenhand_report::HtmlOptions::default())?;
    files.insert("artifacts/scorecard.json".to_owned(), scorecard);
    files.insert("artifacts/report.html".to_owned(), html.into_bytes());
    let experiment = absolute.join(&id);
    Ok(MadeRun {
        files,
        folder: experiment.join(&run.id),
        experiment,
        meta: run.experiment_meta.into_bytes(),
    })
}

/// The id of the experiment of this name that is already in the folder.
fn known_experiment(root: &Path, name: &str) -> Option<String> {
    let mut ids: Vec<String> = fs::read_dir(root)
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|id| id.bytes().all(|b| b.is_ascii_digit()))
        .collect();
    ids.sort();
    let quoted = format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""));
    let single = format!("'{}'", name.replace('\'', "''"));
    ids.into_iter().find(|id| {
        fs::read_to_string(root.join(id).join("meta.yaml")).is_ok_and(|meta| {
            meta.lines()
                .filter_map(|line| line.strip_prefix("name:"))
                .any(|value| [name, &*quoted, &*single].contains(&value.trim()))
        })
    })
}

/// The folder that an address names. Nothing is sent over a network.
fn local(uri: &str) -> Result<PathBuf, SpecError> {
    const PATH: &str = "export.mlflow.uri";
    let named = uri.strip_prefix("env:");
    let value = match named {
        Some(name) => std::env::var(name).map_err(|_| {
            SpecError::spec(PATH, format!("the environment has no `{name}`"))
                .with_help(format!("set {name}, or write a folder"))
        })?,
        None => uri.to_owned(),
    };
    let folder = match value.strip_prefix("file:") {
        Some(rest) => decoded(rest.strip_prefix("//").unwrap_or(rest)),
        None => value.clone(),
    };
    if value.contains("://") && !value.starts_with("file:///") || value.starts_with("databricks") {
        return Err(SpecError::spec(
            PATH,
            format!("`{value}` is no folder, and evenhand opens no network connection"),
        )
        .with_help(
            "write a folder or `file:…`; copy runs from there to a server with MLflow's own tools",
        ));
    }
    if folder.is_empty() {
        return Err(SpecError::spec(PATH, "the name of the folder is empty"));
    }
    Ok(PathBuf::from(folder))
}

/// A path whose special characters were written as `%20`.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        let hex = more.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &more[2..];
            }
            _ => {
                bytes.push(*first);
                rest = more;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn file_uri(path: &Path) -> String {
    let mut uri = String::from("file://");
    let path = path.to_string_lossy().replace('\\', "/");
    if !path.starts_with('/') {
        uri.push('/');
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~:".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri.trim_end_matches('/').to_owned()
}

fn occasion(run: &Run) -> Result<Occasion> {
    let began: jiff::Timestamp = run
        .started
        .parse()
        .map_err(|error: jiff::Error| invalid(Path::new("run.json"), error.to_string()))?;
    let length = jiff::SignedDuration::from_secs_f64(run.seconds.clamp(0.0, 1e9));
    let ended = began.checked_add(length).unwrap_or(began);
    let moment = |at: jiff::Timestamp| Moment {
        text: at.to_string(),
        milliseconds: at.as_millisecond(),
    };
    let file = |file: &crate::output::File| InputFile {
        bytes: file.bytes,
        path: file.path.clone(),
        sha256: file.sha256.clone(),
    };
    Ok(Occasion {
        began: moment(began),
        ended: moment(ended),
        files: run.files.iter().map(file).collect(),
    })
}

fn no_time(what: &str) -> Error {
    invalid(
        Path::new("run.json"),
        format!(
            "`{what}` needs to know when the audit ran, and there is no run.json beside the scorecard"
        ),
    )
}

fn text_of(path: &Path) -> Result<String> {
    String::from_utf8(read_file(path)?)
        .map_err(|_| invalid(path, "this is no UTF-8 text".to_owned()))
}

fn invalid(path: &Path, message: String) -> Error {
    Error::file(
        path,
        std::io::Error::new(std::io::ErrorKind::InvalidData, message),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_folders_are_written_to() {
        assert_eq!(local("mlruns").unwrap(), Path::new("mlruns"));
        assert_eq!(local("file:runs").unwrap(), Path::new("runs"));
        assert_eq!(local("file:///a%20b/runs").unwrap(), Path::new("/a b/runs"));
        for uri in [
            "http://localhost:5000",
            "databricks",
            "sqlite:///x.db",
            "file://host/x",
            "",
            "env:EVENHAND_NO_SUCH",
        ] {
            let error = local(uri).unwrap_err().to_string();
            assert!(error.contains("export.mlflow.uri"), "{error}");
        }
    }

    #[test]
    fn an_address_survives_blanks_and_umlauts() {
        assert_eq!(file_uri(Path::new("/a b/ü")), "file:///a%20b/%C3%BC");
        assert_eq!(decoded("/a%20b/%C3%BC%"), "/a b/ü%");
    }

    #[test]
    fn an_experiment_of_the_same_name_is_joined() {
        let folder = tempfile::tempdir().unwrap();
        for (id, name) in [("12", "other"), ("34", "'audits'")] {
            fs::create_dir(folder.path().join(id)).unwrap();
            fs::write(
                folder.path().join(id).join("meta.yaml"),
                format!("name: {name}\n"),
            )
            .unwrap();
        }
        assert_eq!(
            known_experiment(folder.path(), "audits").as_deref(),
            Some("34")
        );
        assert_eq!(known_experiment(folder.path(), "new"), None);
    }
}
