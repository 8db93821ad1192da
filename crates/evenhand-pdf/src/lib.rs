//! The report as PDF: tagged for screen readers (PDF/UA-1), made to be kept (PDF/A-2a), the same bytes every time.
//!
//! A [`Document`] holds all words, numbers and drawings; `templates/report.typ` says how they look on paper. Fonts are
//! embedded, nothing is read from the machine: no file, no font, no clock.
//!
//! The type setter checks both standards and refuses what breaks them: a drawing without a text alternative is an
//! [`Error::Document`], not a warning. References: ISO 14289-1:2014 (PDF/UA-1), ISO 19005-2:2011 (PDF/A-2a).

mod error;
mod letters;
mod world;

pub use error::{Error, Result};
pub use evenhand_report::document::Document;

use evenhand_report::press;
use serde::Serialize;
use std::collections::BTreeMap;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfStandard, PdfStandards, Timestamp};
use world::Paper;

/// Settings of a PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfOptions {
    /// Day of the audit, which the file carries as its date, as `2026-03-31`. An archived PDF must have a date; where
    /// the audit has none it is the first of January 1970, so that the bytes do not depend on the day of printing.
    pub date: Option<String>,
    /// Whether a band on every page says that nobody has signed yet.
    pub draft: bool,
}

impl Default for PdfOptions {
    fn default() -> Self {
        Self {
            date: None,
            draft: true,
        }
    }
}

/// What the template reads.
#[derive(Serialize)]
struct Data<'a> {
    document: &'a Document,
    labels: BTreeMap<&'static str, String>,
    description: &'a str,
    draft: bool,
    spelled: bool,
    colours: BTreeMap<&'static str, String>,
    marks: BTreeMap<&'static str, String>,
}

/// Sets a report as PDF.
///
/// # Errors
/// When the day is none, or the document breaks a rule of the standards, such as a drawing without a description.
pub fn pdf(document: &Document, options: &PdfOptions) -> Result<Vec<u8>> {
    let paper = Paper::new(&press::fonts())?;
    let language = document.language.parse().unwrap_or_default();
    let data = Data {
        document,
        labels: press::labels(language, &document.digest)
            .into_iter()
            .collect(),
        description: &document.glance.result,
        draft: options.draft,
        spelled: false,
        colours: press::colours().into_iter().collect(),
        marks: press::marks().collect(),
    };
    let mut data = serde_json::to_value(data)?;
    if letters::spell(&mut data, |letter| paper.has(letter)) {
        data["spelled"] = true.into();
    }
    let paper = paper.with_data(serde_json::to_vec(&data)?);
    let compiled = typst::compile::<PagedDocument>(&paper).output;
    let pages = compiled.map_err(|errors| Error::document(&errors))?;
    let options = typst_pdf::PdfOptions {
        ident: Smart::Custom(format!("{} {}", document.title, document.digest)),
        creator: Smart::Custom(Some(document.tool.clone())),
        timestamp: Some(Timestamp::new_utc(date(options.date.as_deref())?)),
        standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .map_err(|error| Error::Document(error.message().to_string()))?,
        ..typst_pdf::PdfOptions::default()
    };
    typst_pdf::pdf(&pages, &options).map_err(|errors| Error::document(&errors))
}

/// The date in the file.
fn date(day: Option<&str>) -> Result<Datetime> {
    let Some(day) = day else {
        return midnight(1970, 1, 1).ok_or_else(|| Error::Date("1970-01-01".to_owned()));
    };
    let mut parts = day.splitn(3, '-');
    let mut next = || parts.next();
    (|| {
        let year = next()?.parse().ok()?;
        let month = next()?.parse().ok()?;
        midnight(year, month, next()?.parse().ok()?)
    })()
    .ok_or_else(|| Error::Date(day.to_owned()))
}

fn midnight(year: i32, month: u8, day: u8) -> Option<Datetime> {
    Datetime::from_ymd_hms(year, month, day, 0, 0, 0)
}
