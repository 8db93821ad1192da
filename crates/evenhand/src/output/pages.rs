use super::Formats;
use crate::Result;
use evenhand_core::{Language, Scorecard};
use evenhand_report::HtmlOptions;
use evenhand_report::document::Document;
use std::sync::OnceLock;

/// The report in one language, which several files are made from: whoever comes first makes it.
pub(super) struct Pages<'a> {
    card: &'a Scorecard,
    options: HtmlOptions,
    document: OnceLock<Option<Document>>,
}

impl<'a> Pages<'a> {
    pub(super) fn new(card: &'a Scorecard, language: Language, formats: &Formats) -> Self {
        Self {
            card,
            options: HtmlOptions {
                language,
                signed: formats.signed.clone(),
                since: formats.since.clone(),
                ..HtmlOptions::default()
            },
            document: OnceLock::new(),
        }
    }

    pub(super) fn language(&self) -> Language {
        self.options.language
    }

    /// What is made of the report.
    pub(super) fn with<T>(
        &self,
        make: impl FnOnce(&Document) -> evenhand_report::Result<T>,
    ) -> Result<T> {
        let document = || evenhand_report::document(self.card, &self.options);
        Ok(match self.document.get_or_init(|| document().ok()) {
            Some(document) => make(document)?,
            // It cannot be made; every file says why.
            None => make(&document()?)?,
        })
    }

    /// The report as PDF, dated by the day of the audit.
    #[cfg(feature = "pdf")]
    pub(super) fn pdf(&self) -> Result<Vec<u8>> {
        let paper = evenhand_pdf::PdfOptions {
            date: (!self.card.as_of.is_empty()).then(|| self.card.as_of.clone()),
            draft: self.options.signed.is_none(),
        };
        let document = self.with(|document| Ok(document.clone()))?;
        Ok(evenhand_pdf::pdf(&document, &paper)?)
    }
}
