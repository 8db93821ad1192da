use super::{Document, Format, MOST_COLUMNS, Row, Table, tidy};

pub(super) fn read(text: &str) -> Document {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut outside = Vec::new();
    let mut record = ::csv::StringRecord::new();
    // The text is valid UTF-8 and rows may have any length, so nothing else ends the loop.
    while reader.read_record(&mut record).unwrap_or(false) {
        let line = record.position().map_or(0, |place| place.line() as usize);
        let cells: Vec<String> = record.iter().take(MOST_COLUMNS).map(tidy).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        let row = Row {
            line,
            cells,
            heading: false,
        };
        // Titles and footnotes stand alone on their lines.
        if let [text] = row.texts()[..]
            && row.cells.first().is_some_and(|cell| cell == text)
        {
            outside.push(text.to_owned());
        }
        rows.push(row);
    }
    Document {
        format: Format::Csv,
        tables: vec![Table {
            title: String::new(),
            rows,
        }],
        text: outside,
    }
}

/// The separator that occurs most often in the first lines.
fn delimiter(text: &str) -> u8 {
    let mut best = (0, b',');
    for candidate in [b',', b';', b'\t', b'|'] {
        let count = text
            .lines()
            .take(20)
            .map(|line| line.bytes().filter(|byte| *byte == candidate).count())
            .sum();
        if count > best.0 {
            best = (count, candidate);
        }
    }
    best.1
}
