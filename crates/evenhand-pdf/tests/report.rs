//! The sample campaign on paper.

#![allow(clippy::unwrap_used)]

use evenhand_core::{Language, Scorecard};
use evenhand_pdf::{Document, Error, PdfOptions, pdf};
use evenhand_report::document::Block;
use evenhand_report::{Cell, HtmlOptions, Table, document};
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sample(language: Language) -> Document {
    let path = root().join("reports/spring-campaign/scorecard.json");
    let card = Scorecard::from_json(&std::fs::read(path).unwrap()).unwrap();
    let options = HtmlOptions {
        language,
        ..HtmlOptions::default()
    };
    document(&card, &options).unwrap()
}

fn dated() -> PdfOptions {
    PdfOptions {
        date: Some("2026-03-31".to_owned()),
        ..PdfOptions::default()
    }
}

/// The words of the file, page by page; says so loudly where nothing can read them.
fn text(file: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.pdf");
    std::fs::write(&path, file).unwrap();
    let output = Command::new("pdftotext")
        .args(["-layout"])
        .arg(&path)
        .arg("-")
        .output();
    match output {
        Ok(output) if output.status.success() => Some(String::from_utf8(output.stdout).unwrap()),
        _ => {
            eprintln!(
                "SKIPPED: there is no pdftotext to read the file with (package poppler-utils)"
            );
            None
        }
    }
}

/// Every table that is printed.
fn tables<'a>(blocks: &'a [Block], found: &mut Vec<&'a Table>) {
    for block in blocks {
        match block {
            Block::Table { table } => found.push(table),
            Block::Figure { figure } => found.push(&figure.table),
            Block::Details {
                blocks,
                bulk: false,
                ..
            } => tables(blocks, found),
            _ => {}
        }
    }
}

/// Without what a line break or a wide space can change.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '\u{ad}')
        .collect()
}

#[test]
fn the_same_report_gives_the_same_bytes_and_names_both_standards() {
    let document = sample(Language::English);
    let file = pdf(&document, &dated()).unwrap();
    assert_eq!(file, pdf(&document, &dated()).unwrap());
    let metadata = String::from_utf8_lossy(&file);
    for part in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "2026-03-31",
        "/MarkInfo",
        "/Lang",
    ] {
        assert!(metadata.contains(part), "{part}");
    }
    assert!(file.len() < 4_000_000, "{}", file.len());
}

#[test]
fn every_number_of_every_printed_table_stands_in_the_file() {
    let document = sample(Language::English);
    let Some(text) = text(&pdf(&document, &dated()).unwrap()) else {
        return;
    };
    let text = bare(&text);
    let mut found = Vec::new();
    for section in &document.sections {
        tables(&section.blocks, &mut found);
    }
    let mut numbers = 0;
    for table in found {
        for cell in table.rows.iter().flatten() {
            if let Cell::Number(number) = cell {
                // A cell may be broken over lines; its numbers are not.
                for number in number.split_whitespace() {
                    assert!(text.contains(&bare(number)), "{number}: {}", table.caption);
                    numbers += 1;
                }
            }
        }
    }
    assert!(numbers > 500, "{numbers}");
    assert!(text.contains(&bare(&document.glance.result)));
    assert!(text.contains("page1of") && text.contains("Draft:theboard"));
}

#[test]
fn every_language_can_be_set() {
    for language in Language::ALL {
        let document = sample(language);
        let file = pdf(&document, &dated()).unwrap();
        if let Some(text) = text(&file) {
            assert!(
                bare(&text).contains(&bare(&document.glance.result)),
                "{language}"
            );
            assert!(
                !text.contains("[U+"),
                "{language}: a letter without a shape"
            );
        }
    }
}

#[test]
fn a_signed_report_has_no_draft_band() {
    let options = PdfOptions {
        draft: false,
        ..dated()
    };
    if let Some(text) = text(&pdf(&sample(Language::English), &options).unwrap()) {
        assert!(!text.contains("Draft: the board"));
    }
}

#[test]
fn a_drawing_without_a_description_is_refused() {
    let mut document = sample(Language::English);
    let figure = document
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.blocks)
        .find_map(|block| match block {
            Block::Figure { figure } => Some(figure),
            _ => None,
        });
    figure.unwrap().head.description = String::new();
    let refused = pdf(&document, &dated());
    assert!(
        matches!(&refused, Err(Error::Document(why)) if why.contains("alt")),
        "{:?}",
        refused.map(|file| file.len())
    );
}

#[test]
fn letters_without_a_shape_are_spelled() {
    let mut document = sample(Language::English);
    document.title = "Kampagne 春 \u{202e}x".to_owned();
    document.glance.title = document.title.clone();
    if let Some(text) = text(&pdf(&document, &dated()).unwrap()) {
        assert!(text.contains("Kampagne [U+6625] [U+202E]x"));
        assert!(text.contains("spelled by their number in Unicode"));
    }
}

#[test]
fn a_day_that_is_none_is_refused() {
    let document = sample(Language::English);
    for day in ["yesterday", "2026-13-01", "2026-02", "2026-02-30"] {
        let options = PdfOptions {
            date: Some(day.to_owned()),
            ..PdfOptions::default()
        };
        assert!(matches!(pdf(&document, &options), Err(Error::Date(said)) if said == day));
    }
    assert!(pdf(&document, &PdfOptions::default()).is_ok());
}
