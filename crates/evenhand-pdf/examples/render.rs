//! Sets an archived scorecard as PDF: `render SCORECARD.json REPORT.pdf [LANGUAGE]`.

use evenhand_core::Scorecard;
use evenhand_pdf::{PdfOptions, pdf};
use evenhand_report::{HtmlOptions, document};
use std::error::Error;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(source), Some(target)) = (arguments.next(), arguments.next()) else {
        return Err("usage: render SCORECARD.json REPORT.pdf [LANGUAGE]".into());
    };
    let card = Scorecard::from_json(&fs::read(source)?)?;
    let options = HtmlOptions {
        language: arguments
            .next()
            .unwrap_or_default()
            .parse()
            .unwrap_or_default(),
        ..HtmlOptions::default()
    };
    let date = (!card.as_of.is_empty()).then(|| card.as_of.clone());
    let options_of_paper = PdfOptions {
        date,
        ..PdfOptions::default()
    };
    fs::write(target, pdf(&document(&card, &options)?, &options_of_paper)?)?;
    Ok(())
}
