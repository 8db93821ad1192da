//! What cannot be read is said plainly, and never by a panic.

use crate::catalogue;
use crate::fixture::{Folder, batch, csv, ndjson, parquet, rows};
use arrow_array::builder::{Int64Builder, ListBuilder};
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_ipc::writer::{FileWriter, IpcWriteOptions, StreamWriter};
use evenhand_core::ColumnKind;
use evenhand_source::Error;
use std::io::Write;
use std::sync::Arc;

/// The message of a failed reading.
fn refused(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let folder = Folder::with(name, bytes);
    match folder.collect(name, |_| ()) {
        Ok(_) => panic!("{name} was read"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn files_that_are_not_there() {
    let folder = Folder::new();
    assert!(matches!(folder.open("no.csv"), Err(Error::NotFound { .. })));
    assert!(matches!(folder.open("no*.csv"), Err(Error::NoMatch { .. })));
    std::fs::create_dir(folder.path("empty")).unwrap();
    assert!(matches!(
        folder.open("empty"),
        Err(Error::EmptyFolder { .. })
    ));
    assert!(matches!(folder.open(""), Err(Error::EmptyFolder { .. })));
}

#[test]
fn files_that_are_something_else() {
    let page = "<!DOCTYPE html><html><body>Sign in</body></html>";
    assert!(refused("t.parquet", page).contains("a web page"));
    assert!(refused("t.csv", page).contains("a web page"));
    assert!(refused("t.parquet", "group,decision\na,1\n").contains("not Parquet"));
    assert!(refused("t.xlsx.csv", b"PK\x03\x04....").contains("spreadsheet"));
    assert!(refused("t.json", "[{\"group\":\"a\"}]").contains("JSON array"));
    assert!(refused("t.csv", b"\xff\xfeg\0r\0").contains("UTF-16"));
    assert!(refused("t.csv", b"g\0r\0o\0").contains("UTF-16"));
    assert!(refused("t.feather", b"FEA1....").contains("Arrow"));
    // Parquet by another name is read as what it is.
    let folder = Folder::new();
    parquet(&batch(&rows(10)), &folder.path("t.csv"));
    assert!(
        folder
            .open("t.csv")
            .unwrap()
            .columns()
            .get("gender")
            .is_some()
    );
}

#[test]
fn files_without_rows() {
    assert!(refused("t.csv", "").contains("no rows"));
    assert!(refused("t.csv", "group,decision\n").contains("no rows"));
    assert!(refused("t.ndjson", "\n\n").contains("no rows"));
    let folder = Folder::new();
    parquet(&batch(&[]), &folder.path("t.parquet"));
    let error = folder
        .collect("t.parquet", |spec| {
            spec.attribute = vec![crate::fixture::attribute("gender")];
            spec.columns.decision = Some(evenhand_core::BinarySpec::Column("selected".into()));
        })
        .unwrap_err();
    assert!(matches!(error, Error::NoRows { .. }), "{error}");
}

#[test]
fn lines_that_do_not_fit_the_header() {
    let message = refused("t.csv", "group,decision\na,1\nb\nc,0\n");
    assert_eq!(
        message,
        "t.csv, line 3: the line has 1 fields where 2 are expected; check its quotes and separators"
    );
    assert!(refused("t.csv", "group,decision\na,1\n\"x\ny\",1,2\n").contains("line 3"));
    assert!(refused("t.csv", "group,decision\na,1\n\nb,\"0\n").contains("line 4"));
    assert!(refused("t.csv", "group,decision\n\"a\"x,1\n").contains("line 2"));
    assert!(
        refused("t.csv", b"group,decision\na,1\nb\xe9,1\n")
            .contains("line 3: the text is not UTF-8")
    );
}

#[test]
fn lines_that_are_not_json() {
    let good = "{\"group\":\"a\",\"decision\":1}\n";
    let message = refused("t.ndjson", format!("{good}{{\"group\":\"a\",\n"));
    assert!(message.contains("line 2"), "{message}");
    // Beyond the lines that are looked at when opening.
    let many = good.repeat(60_000);
    let message = refused("t.ndjson", format!("{many}[1,2]\n"));
    assert!(message.contains("line 60001"), "{message}");
    let message = refused(
        "t.ndjson",
        format!("{many}{{\"group\":[1],\"decision\":1}}\n"),
    );
    assert!(
        message.contains("line 60001") && message.contains("`group`"),
        "{message}"
    );
}

#[test]
fn a_cut_parquet_file() {
    let folder = Folder::new();
    parquet(&batch(&rows(500)), &folder.path("t.parquet"));
    let bytes = std::fs::read(folder.path("t.parquet")).unwrap();
    for length in [5, 100, bytes.len() / 2, bytes.len() - 1] {
        assert!(refused("t.parquet", &bytes[..length]).contains("damaged or cut short"));
    }
    // A footer that claims a gigabyte.
    let mut huge = bytes.clone();
    let at = huge.len() - 8;
    huge[at..at + 4].copy_from_slice(&0x4000_0000_u32.to_le_bytes());
    assert!(refused("t.parquet", &huge).contains("damaged or cut short"));
}

/// Every byte of small files is changed in turn: an error or other numbers, never a panic.
#[test]
fn changed_bytes_never_panic() {
    let folder = Folder::new();
    let batch = batch(&rows(60));
    parquet(&batch, &folder.path("t.parquet"));
    let arrow = |zstd: bool| {
        let compression = zstd.then_some(arrow_ipc::CompressionType::ZSTD);
        let options = IpcWriteOptions::default()
            .try_with_compression(compression)
            .unwrap();
        let mut file =
            FileWriter::try_new_with_options(Vec::new(), &batch.schema(), options.clone()).unwrap();
        file.write(&batch).unwrap();
        file.finish().unwrap();
        let mut stream =
            StreamWriter::try_new_with_options(Vec::new(), &batch.schema(), options).unwrap();
        stream.write(&batch).unwrap();
        stream.finish().unwrap();
        [file.into_inner().unwrap(), stream.into_inner().unwrap()]
    };
    let ([file, stream], [packed_file, packed_stream]) = (arrow(false), arrow(true));
    let text = csv(&rows(20)).into_bytes();
    let parquet = std::fs::read(folder.path("t.parquet")).unwrap();
    for (name, bytes) in [
        ("t.parquet", parquet),
        ("t.arrow", file),
        ("t.arrow", packed_file),
        ("t.arrows", stream),
        ("t.arrows", packed_stream),
        ("t.csv", text),
        ("t.ndjson", ndjson(&rows(20)).into_bytes()),
    ] {
        let step = (bytes.len() / 400).max(1);
        for at in (0..bytes.len()).step_by(step) {
            for change in [0x01, 0x80, 0xff] {
                let mut changed = bytes.clone();
                changed[at] ^= change;
                folder.write(name, &changed);
                let Ok(source) = folder.open(name) else {
                    continue;
                };
                let mut spec = catalogue::spec(crate::fixture::data(name));
                spec.attribute = vec![crate::fixture::attribute("gender")];
                spec.columns.decision = Some(evenhand_core::BinarySpec::Column("selected".into()));
                spec.columns.score = Some("score".into());
                let columns = source.columns();
                if let Ok(plan) =
                    evenhand_core::AuditPlan::new(&spec, columns, &catalogue::Few, None)
                {
                    let _ = source.collect(&plan, &evenhand_source::NoProgress);
                }
            }
        }
    }
}

#[test]
fn lists_are_told_when_opening() {
    let mut lists = ListBuilder::new(Int64Builder::new());
    lists.append_value([Some(1), Some(2)]);
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("tags", Arc::new(lists.finish())),
        ("group", Arc::new(StringArray::from(vec!["a"]))),
        ("decision", Arc::new(StringArray::from(vec!["1"]))),
    ];
    let folder = Folder::new();
    parquet(
        &RecordBatch::try_from_iter(columns).unwrap(),
        &folder.path("t.parquet"),
    );
    let source = folder.open("t.parquet").unwrap();
    assert_eq!(
        source.columns().get("tags").unwrap().kind,
        ColumnKind::Nested
    );
    assert!(source.guess(10).is_ok());
    assert_eq!(
        folder
            .collect("t.parquet", |_| ())
            .unwrap()
            .intake
            .rows_used,
        1
    );
}

#[test]
fn a_bomb_of_zeros_is_refused_in_bounded_memory() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(b"group,decision\n").unwrap();
    let zeros = vec![b'0'; 1 << 20];
    for _ in 0..300 {
        gzip.write_all(&zeros).unwrap();
    }
    let message = refused("t.csv.gz", gzip.finish().unwrap());
    assert!(
        message.contains("line 2") && message.contains("64 MB"),
        "{message}"
    );
    // A cut stream.
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    gzip.write_all(csv(&rows(9000)).as_bytes()).unwrap();
    let bytes = gzip.finish().unwrap();
    let folder = Folder::with("t.csv.gz", &bytes[..bytes.len() - 20_000]);
    assert!(folder.open("t.csv.gz").is_err());
}

#[test]
fn files_of_one_table_share_their_columns() {
    let folder = Folder::new();
    folder.write("a.csv", "group,decision\na,1\n");
    folder.write("b.csv", "decision,group\n0,b\n");
    folder.write("c.csv", "group,decided\na,1\n");
    assert_eq!(
        folder.collect("[ab].csv", |_| ()).unwrap().intake.rows_used,
        2
    );
    let message = folder.open("*.csv").err().unwrap().to_string();
    assert!(
        message.contains("`c.csv`") && message.contains("`decided`"),
        "{message}"
    );
}
