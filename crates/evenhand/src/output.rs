//! The output folder: written whole, or not at all.

mod pages;

use crate::{Error, Outcome, Records, Result};
use evenhand_core::{Language, Scorecard};
use evenhand_report::{Chart, charts_of};
use evenhand_source::Unfinished;
use pages::Pages;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Which files an audit writes besides the scorecard.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)]
pub struct Formats {
    /// `charts/*.svg`.
    pub charts: bool,
    /// `estimates.csv`.
    pub csv: bool,
    /// `report.html`.
    pub html: bool,
    /// Languages of the report: the first is `report.html`, a further one such as `report.de.html`.
    pub languages: Vec<Language>,
    /// `summary.md`.
    pub markdown: bool,
    /// `estimates.parquet`.
    pub parquet: bool,
    /// `report.pdf`; with the feature `pdf`.
    pub pdf: bool,
    /// What the board signed; a report without it is a draft.
    pub signed: Option<evenhand_report::SignOff>,
    /// How the audit stands in its history, for the first page; none where there is no history.
    pub since: Option<evenhand_report::Since>,
    /// `public-summary.html` and `.csv`, of the profile `public` whatever the rest shows; with the feature `privacy`.
    pub public_summary: bool,
}

impl Default for Formats {
    fn default() -> Self {
        Self {
            charts: true,
            csv: true,
            html: true,
            languages: vec![Language::default()],
            markdown: false,
            parquet: false,
            pdf: false,
            signed: None,
            since: None,
            public_summary: false,
        }
    }
}

impl Formats {
    /// Names that `[report] formats` and `--format` understand.
    pub const NAMES: [&str; 13] = [
        "html",
        "csv",
        "svg",
        "md",
        "parquet",
        "pdf",
        "public-summary",
        "json",
        "mlflow",
        "openlineage",
        "prometheus",
        "model-card",
        "in-toto",
    ];

    /// Whether this build writes PDF: the feature `pdf`.
    pub const PDF: bool = cfg!(feature = "pdf");

    /// The formats of a list of names; `json` is always written, and [`Records`] has names of its own.
    ///
    /// # Errors
    /// The first name that is no format.
    pub fn of_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        let mut formats = Self {
            charts: false,
            csv: false,
            html: false,
            languages: vec![Language::default()],
            markdown: false,
            parquet: false,
            pdf: false,
            signed: None,
            since: None,
            public_summary: false,
        };
        for name in names {
            match name {
                "html" => formats.html = true,
                "csv" => formats.csv = true,
                "svg" => formats.charts = true,
                "md" => formats.markdown = true,
                "parquet" => formats.parquet = true,
                "pdf" if Self::PDF => formats.pdf = true,
                "public-summary" if cfg!(feature = "privacy") => formats.public_summary = true,
                "json" => {}
                record if Records::NAMES.contains(&record) => {}
                other => return Err(other.to_owned()),
            }
        }
        Ok(formats)
    }
}

/// Where a run came from: the one file outside the promise of identical bytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Run {
    /// The command as it was given.
    pub command: Vec<String>,
    /// Files that were read, with their hashes.
    pub files: Vec<File>,
    /// Seconds from start to the writing of this file.
    pub seconds: f64,
    /// When the run started, in Coordinated Universal Time.
    pub started: String,
    /// Threads that were used.
    pub threads: usize,
    /// Name and version of the program.
    pub tool: String,
}

/// A file that was read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct File {
    /// Size on disk.
    pub bytes: u64,
    /// As the spec or the command line names it.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Run {
    /// A run of this command, from these files, that started then.
    ///
    /// # Errors
    /// When a file that was read cannot be read again.
    pub fn new(
        command: Vec<String>,
        outcome: &Outcome,
        started: jiff::Timestamp,
        threads: usize,
    ) -> Result<Self> {
        let seconds = jiff::Timestamp::now().duration_since(started).as_secs_f64();
        let records = outcome.read.records()?;
        let file = |record: evenhand_source::FileRecord| File {
            bytes: record.bytes,
            path: record.path,
            sha256: record.sha256,
        };
        Ok(Self {
            command,
            files: records.into_iter().map(file).collect(),
            seconds: (seconds * 1000.0).round() / 1000.0,
            started: started.to_string(),
            threads,
            tool: outcome.scorecard.tool.clone(),
        })
    }
}

/// Writes an audit into a folder; returns the files, the scorecard first.
///
/// Everything is first written beside the folder and then moved into it, so that a failure leaves it as it was.
///
/// # Errors
/// When a chart cannot be drawn, or a file not written.
pub fn write(
    folder: &Path,
    card: &Scorecard,
    run: Option<&Run>,
    formats: Formats,
) -> Result<Vec<PathBuf>> {
    write_while(folder, card, || Ok(run.cloned()), formats)
}

/// The same while `run` is still being found out: files of the run are hashed as others are written.
///
/// # Errors
/// As [`write()`], and what `run` fails with.
pub fn write_while(
    folder: &Path,
    card: &Scorecard,
    run: impl FnOnce() -> Result<Option<Run>> + Send,
    formats: Formats,
) -> Result<Vec<PathBuf>> {
    let path = staging_path(folder);
    let make = || fs::create_dir_all(&path).map(|()| (path.clone(), ()));
    let (staging, ()) = Unfinished::make(make).map_err(|source| Error::file(folder, source))?;
    let names = stage(staging.path(), card, run, formats)?;
    staging.publish(|staging| publish(staging, folder, &names))
}

/// Writes one file whole: first beside its place, then moved there. What is there and no file, such as a pipe, is written
/// into.
///
/// # Errors
/// When the file cannot be written.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return fs::write(path, bytes).map_err(|source| Error::file(path, source));
    }
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|source| Error::file(folder, source))?;
    }
    let beside = staging_path(path);
    Unfinished::make(|| fs::File::create(&beside).map(|file| (beside.clone(), file)))
        .and_then(|(staging, mut file)| {
            file.write_all(bytes)?;
            staging.publish(|staging| fs::rename(staging, path))
        })
        .map_err(|source| Error::file(path, source))
}

/// Adds text to the end of a file, in one piece and on a line of its own; makes the file where there is none.
///
/// # Errors
/// When the file cannot be written.
pub fn append_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let append = || -> std::io::Result<()> {
        let begun = match fs::read(path) {
            Ok(text) => !text.is_empty() && !text.ends_with(b"\n"),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
            Err(error) => return Err(error),
        };
        let mut whole = if begun { b"\n".to_vec() } else { Vec::new() };
        whole.extend_from_slice(bytes);
        let mut file = fs::OpenOptions::new()
            .append(true)
            .create(true)
            .open(path)?;
        file.write_all(&whole)
    };
    append().map_err(|source| Error::file(path, source))
}

/// Reads one file.
///
/// # Errors
/// When the file cannot be read.
pub fn read_file(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|source| Error::file(path, source))
}

/// Reads a scorecard back.
///
/// # Errors
/// When the file cannot be read, or is not a scorecard.
pub fn read(path: &Path) -> Result<Scorecard> {
    let bytes = fs::read(path).map_err(|source| Error::NoScorecard {
        path: path.to_owned(),
        source,
    })?;
    Scorecard::from_json(&bytes).map_err(|source| Error::NotAScorecard {
        path: path.to_owned(),
        source,
    })
}

/// Reads what `run.json` beside a scorecard tells about it; nothing where there is none.
///
/// # Errors
/// When the file cannot be read, or is not what an audit writes.
pub fn read_run(scorecard: &Path) -> Result<Option<Run>> {
    let path = scorecard.with_file_name("run.json");
    if !path.exists() {
        return Ok(None);
    }
    serde_json::from_slice(&read_file(&path)?)
        .map(Some)
        .map_err(|error| Error::file(path, std::io::Error::other(error)))
}

fn staging_path(folder: &Path) -> PathBuf {
    let name = folder.file_name().map_or_else(
        || "report".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    folder.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

/// One file or folder of the output: its name, and how it is written to a place.
type Part<'a> = (
    Cow<'static, str>,
    Box<dyn FnOnce(&Path) -> Result<bool> + Send + 'a>,
);

/// Writes all parts side by side; returns the names of those there are, in their order.
fn stage(
    staging: &Path,
    card: &Scorecard,
    run: impl FnOnce() -> Result<Option<Run>> + Send,
    formats: Formats,
) -> Result<Vec<String>> {
    // What may be hidden is worked out once, by the first part that asks.
    #[cfg(feature = "privacy")]
    let shown = OnceLock::new();
    #[cfg(feature = "privacy")]
    let public =
        || shown.get_or_init(|| crate::under_profile(card, evenhand_core::Profile::Public));
    let pages: Vec<Pages<'_>> = (formats.languages.iter())
        .map(|&language| Pages::new(card, language, &formats))
        .collect();
    let mut parts: Vec<Part<'_>> = vec![
        ("scorecard.json".into(), Box::new(|path| json(path, card))),
        (
            "run.json".into(),
            Box::new(|path| match run()? {
                Some(run) => json(path, &run),
                None => Ok(false),
            }),
        ),
    ];
    for (place, pages) in pages.iter().enumerate() {
        let language = pages.language();
        let name = |stem: &str, extension: &str| named(stem, extension, place, language);
        if formats.html {
            let html = move || pages.with(evenhand_report::html_of);
            parts.push((
                name("report", "html"),
                Box::new(move |path| save(path, html()?.as_bytes())),
            ));
        }
        #[cfg(feature = "pdf")]
        if formats.pdf {
            parts.push((
                name("report", "pdf"),
                Box::new(move |path| save(path, &pages.pdf()?)),
            ));
        }
        #[cfg(feature = "privacy")]
        if formats.public_summary {
            let public = &public;
            let page = move || {
                evenhand_report::public_html(&evenhand_report::public_summary(public(), language))
            };
            parts.push((
                name("public-summary", "html"),
                Box::new(move |path| save(path, page()?.as_bytes())),
            ));
        }
    }
    if formats.markdown {
        parts.push((
            "summary.md".into(),
            Box::new(|path| save(path, evenhand_report::markdown(card).as_bytes())),
        ));
    }
    #[cfg(feature = "privacy")]
    if formats.public_summary {
        parts.push((
            "public-summary.csv".into(),
            Box::new(|path| csv(public(), path)),
        ));
    }
    if formats.csv {
        parts.push(("estimates.csv".into(), Box::new(|path| csv(card, path))));
    }
    if formats.parquet {
        let write = |path: &Path| {
            let file = fs::File::create(path).map_err(|source| Error::file(path, source))?;
            evenhand_source::write_estimates_parquet(&card.estimates, file)?;
            Ok(true)
        };
        parts.push(("estimates.parquet".into(), Box::new(write)));
    }
    if formats.charts {
        // Their words are English in every language of the report.
        let english = pages
            .iter()
            .find(|pages| pages.language() == Language::English);
        let drawn = move || match english.filter(|_| formats.html) {
            Some(pages) => pages.with(|document| Ok(charts_of(document))),
            None => Ok(evenhand_report::charts(card)?),
        };
        parts.push((
            "charts".into(),
            Box::new(move |path| charts(&drawn()?, path)),
        ));
    }
    let written: Vec<Result<Option<Cow<'static, str>>>> = parts
        .into_par_iter()
        .with_max_len(1)
        .map(|(name, write)| Ok(write(&staging.join(&*name))?.then_some(name)))
        .collect();
    let mut names = Vec::new();
    for name in written {
        names.extend(name?.map(Cow::into_owned));
    }
    Ok(names)
}

/// The name of a file in a language: the first has the plain name, a further one its code in it.
pub(crate) fn named(
    stem: &str,
    extension: &str,
    place: usize,
    language: Language,
) -> Cow<'static, str> {
    if place == 0 {
        format!("{stem}.{extension}").into()
    } else {
        format!("{stem}.{}.{extension}", language.code()).into()
    }
}

fn save(path: &Path, bytes: &[u8]) -> Result<bool> {
    fs::write(path, bytes).map_err(|source| Error::file(path, source))?;
    Ok(true)
}

fn json(path: &Path, value: &impl Serialize) -> Result<bool> {
    through(path, |out| Ok(serde_json::to_writer(out, value)?))
}

fn csv(card: &Scorecard, path: &Path) -> Result<bool> {
    through(path, |out| evenhand_report::estimates_csv(card, out))
}

/// Writes a file of many small parts.
fn through(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<fs::File>) -> std::io::Result<()>,
) -> Result<bool> {
    let file = fs::File::create(path).map_err(|source| Error::file(path, source))?;
    let mut out = BufWriter::with_capacity(1 << 16, file);
    write(&mut out)
        .and_then(|()| out.flush())
        .map_err(|source| Error::file(path, source))?;
    Ok(true)
}

fn charts(charts: &[Chart], folder: &Path) -> Result<bool> {
    fs::create_dir(folder).map_err(|source| Error::file(folder, source))?;
    for chart in charts {
        save(
            &folder.join(format!("{}.svg", chart.name)),
            chart.svg.as_bytes(),
        )?;
    }
    Ok(true)
}

/// Moves what was written into its place; a folder of charts is replaced as a whole.
fn publish(staging: &Path, folder: &Path, names: &[String]) -> Result<Vec<PathBuf>> {
    fs::create_dir_all(folder).map_err(|source| Error::file(folder, source))?;
    let mut paths = Vec::new();
    for name in names {
        let (from, to) = (staging.join(name), folder.join(name));
        if to.is_dir() {
            fs::remove_dir_all(&to).map_err(|source| Error::file(&to, source))?;
        }
        fs::rename(&from, &to).map_err(|source| Error::file(&to, source))?;
        paths.push(to);
    }
    Ok(paths)
}
