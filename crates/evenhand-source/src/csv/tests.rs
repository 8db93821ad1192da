use super::*;
use crate::column::Value;
use crate::format::{Format, Packing};
use crate::table::DataFile;

fn file() -> DataFile {
    DataFile::test("t.csv", Format::Csv, Packing::Plain)
}

fn cells(text: &str, width: usize, dialect: &Dialect) -> Result<Vec<Vec<Option<String>>>> {
    let wanted: Vec<usize> = (0..width).collect();
    let fields = Fields::new(width, &wanted);
    let parsed = parse(text.as_bytes().to_vec(), 0, &file(), dialect, &fields, true)?;
    assert_eq!(parsed.lines.len(), parsed.count);
    Ok((0..parsed.count)
        .map(|row| {
            parsed
                .columns
                .iter()
                .map(|column| match column.value(row) {
                    Value::Text(text) => Some(text.to_owned()),
                    _ => None,
                })
                .collect()
        })
        .collect())
}

fn row(fields: &[&str]) -> Vec<Option<String>> {
    fields
        .iter()
        .map(|field| (*field != "-").then(|| (*field).to_owned()))
        .collect()
}

#[test]
fn an_unquoted_empty_field_is_missing_and_a_quoted_one_is_empty() {
    let found = cells("a,,c\r\n\n\"\",x,\"y\"\n", 3, &Dialect::default()).unwrap();
    assert_eq!(found, [row(&["a", "-", "c"]), row(&["", "x", "y"])]);
}

#[test]
fn quotes_hide_delimiters_line_ends_and_doubled_quotes() {
    let found = cells(
        "\"a,b\n\",\"say \"\"hi\"\"\"\nx,5\" disk",
        2,
        &Dialect::default(),
    )
    .unwrap();
    assert_eq!(
        found,
        [row(&["a,b\n", "say \"hi\""]), row(&["x", "5\" disk"])]
    );
}

#[test]
fn blanks_go_where_asked_and_listed_texts_are_missing() {
    let dialect = Dialect {
        trim: true,
        missing: vec!["?".into()],
        ..Dialect::default()
    };
    let found = cells("39, State-gov, ?\n", 3, &dialect).unwrap();
    assert_eq!(found, [row(&["39", "State-gov", "-"])]);
    let found = cells("39, \"a, b\" , ?\n", 3, &dialect).unwrap();
    assert_eq!(found, [row(&["39", "a, b", "-"])]);
}

#[test]
fn plain_and_quoted_paths_agree() {
    let text = "a,b,c\n1,,3\r\n,,\nlonger field here,x,y\nlast,one,z";
    let plain = cells(text, 3, &Dialect::default()).unwrap();
    let quoted = cells(&format!("{text}\n\"q\",,\n"), 3, &Dialect::default()).unwrap();
    assert_eq!(plain[..], quoted[..plain.len()]);
    assert_eq!(plain.len(), 5);
}
