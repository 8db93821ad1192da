//! Renders an archived scorecard: `render SCORECARD.json OUTPUT_FOLDER [LANGUAGE]`.

use evenhand_core::{Profile, Scorecard};
use evenhand_privacy::suppress;
use evenhand_report::{
    HtmlOptions, TerminalOptions, charts, estimates_csv, html, markdown, public_html,
    public_summary, terminal,
};
use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;
use std::{env, fs, io};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(source), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: render SCORECARD.json OUTPUT_FOLDER [LANGUAGE]".into());
    };
    let options = HtmlOptions {
        language: arguments
            .next()
            .unwrap_or_default()
            .parse()
            .unwrap_or_default(),
        ..HtmlOptions::default()
    };
    let folder = PathBuf::from(folder);
    let card = Scorecard::from_json(&fs::read(source)?)?;
    fs::create_dir_all(folder.join("charts"))?;
    fs::write(folder.join("report.html"), html(&card, &options)?)?;
    let public = suppress(&card, Profile::Public);
    let summary = public_summary(&public, options.language);
    fs::write(folder.join("public-summary.html"), public_html(&summary)?)?;
    for chart in charts(&card)? {
        fs::write(
            folder.join("charts").join(format!("{}.svg", chart.name)),
            chart.svg,
        )?;
    }
    let mut csv = io::BufWriter::new(fs::File::create(folder.join("estimates.csv"))?);
    estimates_csv(&card, &mut csv)?;
    csv.flush()?;
    fs::write(folder.join("summary.md"), markdown(&card))?;
    let options = TerminalOptions {
        color: env::var_os("NO_COLOR").is_none(),
        ..TerminalOptions::default()
    };
    io::stdout().write_all(terminal(&card, &options).as_bytes())?;
    Ok(())
}
