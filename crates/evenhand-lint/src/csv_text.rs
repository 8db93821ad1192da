use crate::lint::Lint;

/// The findings as a table, one line for each.
///
/// # Errors
/// None that a writer into memory has; the type is that of the `csv` crate.
pub fn csv_text(lint: &Lint) -> std::result::Result<Vec<u8>, csv::Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record([
        "code",
        "severity",
        "table",
        "block",
        "line",
        "row",
        "group",
        "column",
        "printed",
        "recomputed",
        "how",
        "action",
    ])?;
    let place = |place: Option<usize>| place.map_or(String::new(), |place| place.to_string());
    for finding in &lint.findings {
        out.write_record([
            finding.code.id(),
            finding.severity.as_str(),
            &place(finding.table),
            &guarded(&finding.block),
            &place(finding.line),
            &place(finding.row),
            &guarded(&finding.group),
            &guarded(&finding.column),
            &guarded(&finding.printed),
            &guarded(&finding.recomputed),
            &guarded(&finding.how),
            &guarded(&finding.action),
        ])?;
    }
    out.into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

/// A spreadsheet runs text that begins like a formula.
fn guarded(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula && text.parse::<f64>().is_err() {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
