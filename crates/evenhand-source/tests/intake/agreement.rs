//! The same rows give the same bytes, wherever they come from.

use crate::catalogue;
use crate::fixture::{Folder, attribute, batch, csv, data, frame, ndjson, parquet, rows};
use arrow_ipc::writer::{FileWriter, StreamWriter};
use evenhand_core::{
    AuditSpec, BinarySpec, FeatureSpec, ModelSpec, OneOrMany, Scalar, SliceSpec, Statistics,
};
use evenhand_source::{NoProgress, Source, collect_frame, frame_columns};
use std::fs::File;
use std::io::Write;

fn spec(source: &[&str]) -> AuditSpec {
    let mut spec = catalogue::spec(data(""));
    spec.data.source = OneOrMany::Many(source.iter().map(|s| (*s).to_owned()).collect());
    spec.data.filter = Some("age >= 18 or age is missing".to_owned());
    spec.columns.label = Some(BinarySpec::Column("converted".into()));
    spec.columns.weight = Some("weight".into());
    spec.columns.unit = Some("id".into());
    spec.columns.features = ["score", "day"]
        .map(|name| FeatureSpec::Column(name.to_owned()))
        .to_vec();
    spec.columns.rescored = Some(BinarySpec::Column("converted".into()));
    spec.columns.slice = Some(SliceSpec::Dated {
        column: "day".into(),
        by: "month".into(),
    });
    spec.attribute = vec![attribute("gender"), attribute("age")];
    spec.attribute[1].bins = Some(vec![18.0, 25.0, 45.0, 65.0]);
    spec.model = vec![
        ModelSpec {
            name: "column".into(),
            decision: Some(BinarySpec::Column("selected".into())),
            score: Some("score".into()),
            ..ModelSpec::default()
        },
        ModelSpec {
            name: "threshold".into(),
            score: Some("score".into()),
            threshold: Some(0.4),
            ..ModelSpec::default()
        },
        ModelSpec {
            name: "top".into(),
            score: Some("score".into()),
            top_fraction: Some(Scalar::from("1/5")),
            ..ModelSpec::default()
        },
    ];
    spec
}

/// The statistics, and the rows beside them as text: what is missing equals itself there.
fn read_rows(folder: &Folder, source: &[&str]) -> (Statistics, String) {
    let spec = spec(source);
    let source = Source::open(&spec.data, folder.0.path()).unwrap();
    let plan = catalogue::plan(&spec, source.columns());
    let (statistics, rows) = source.collect(&plan, &NoProgress).unwrap();
    (statistics, format!("{rows:?}"))
}

#[test]
fn every_format_gives_the_same_bytes() {
    let rows = rows(3000);
    let folder = Folder::new();
    let text = csv(&rows);
    folder.write("a.csv", &text);
    folder.write("a.ndjson", ndjson(&rows));
    folder.write(
        "a.tsv",
        text.replace("non-binary, other", "non-binary\u{1}other")
            .replace(',', "\t")
            .replace('\u{1}', ", "),
    );
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(text.as_bytes()).unwrap();
    folder.write("a.csv.gz", gzip.finish().unwrap());
    folder.write("a.csv.zst", zstd::encode_all(text.as_bytes(), 1).unwrap());
    folder.write(
        "windows.csv",
        format!("\u{feff}{}", text.replace('\n', "\r\n")),
    );
    let batch = batch(&rows);
    parquet(&batch, &folder.path("a.parquet"));
    let mut file = FileWriter::try_new(
        File::create(folder.path("a.arrow")).unwrap(),
        &batch.schema(),
    )
    .unwrap();
    let mut stream = StreamWriter::try_new(
        File::create(folder.path("a.arrows")).unwrap(),
        &batch.schema(),
    )
    .unwrap();
    for start in (0..3000).step_by(700) {
        let part = batch.slice(start, 700.min(3000 - start));
        file.write(&part).unwrap();
        stream.write(&part).unwrap();
    }
    file.finish().unwrap();
    stream.finish().unwrap();

    let (expected, kept) = read_rows(&folder, &["a.csv"]);
    assert!(kept.contains("Numbers([") && kept.contains("2024-01") && kept.contains("NaN"));
    assert_eq!(expected.intake.rows_read, 3000);
    assert!(expected.intake.rows_filtered_out > 0);
    assert!(expected.slices.levels.len() >= 3);
    for name in [
        "a.tsv",
        "a.csv.gz",
        "a.csv.zst",
        "windows.csv",
        "a.ndjson",
        "a.parquet",
        "a.arrow",
        "a.arrows",
    ] {
        let (found, found_rows) = read_rows(&folder, &[name]);
        assert!(found_rows == kept, "rows of {name}");
        assert_eq!(found.intake, expected.intake, "{name}");
        assert_eq!(found.attributes, expected.attributes, "{name}");
        assert!(
            found.canonical_bytes() == expected.canonical_bytes(),
            "{name}"
        );
    }
    let spec = spec(&["a.csv"]);
    let frame = frame(&rows);
    let plan = catalogue::plan(&spec, &frame_columns(&frame));
    let (found, found_rows) = collect_frame(&frame, &plan, None).unwrap();
    assert!(format!("{found_rows:?}") == kept, "rows of a frame");
    assert_eq!(found.intake, expected.intake);
    assert!(found.canonical_bytes() == expected.canonical_bytes());
}

#[test]
fn order_partition_and_threads_do_not_matter() {
    let rows = rows(2000);
    let folder = Folder::new();
    folder.write("whole.csv", csv(&rows));
    let all = |source: &[&str]| {
        let (statistics, rows) = read_rows(&folder, source);
        (statistics.canonical_bytes(), rows)
    };
    let expected = all(&["whole.csv"]);
    let mut shuffled = rows.clone();
    shuffled.sort_by_key(|row| (row.id * 7919) % 2003);
    for (i, part) in shuffled.chunks(300).enumerate() {
        folder.write(&format!("parts/{i}.csv"), csv(part));
        parquet(&batch(part), &folder.path(&format!("p{i}.parquet")));
    }
    assert!(all(&["parts/*.csv"]) == expected);
    assert!(all(&["parts"]) == expected);
    assert!(all(&["p?.parquet"]) == expected);
    let mixed = [
        "parts/0.csv",
        "p1.parquet",
        "parts/[2-4].csv",
        "p5.parquet",
        "p6.parquet",
    ];
    assert!(all(&mixed) == expected);
    for threads in [1, 2, 5] {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        let found = pool.install(|| all(&["p*.parquet"]));
        assert!(found == expected, "{threads} threads");
    }
}

#[test]
fn a_block_may_end_anywhere() {
    // More than one block of a megabyte, with line ends inside quotes.
    let mut text = "group,decision,note\n".to_owned();
    for i in 0..60_000 {
        let group = ["a", "b\"\"b", "c\nd"][i % 3];
        text.push_str(&format!("\"{group}\",{},\"line one\nline, {i}\"\n", i % 2));
    }
    let folder = Folder::with("t.csv", &text);
    let found = folder.collect("t.csv", |_| ()).unwrap();
    let expected = [("a", 20_000), ("b\"b", 20_000), ("c\nd", 20_000)];
    for ((name, n, selected), (wanted, rows)) in crate::fixture::groups(&found).iter().zip(expected)
    {
        assert_eq!((name.as_str(), *n, *selected), (wanted, rows, rows / 2));
    }
}

#[test]
fn folders_name_columns() {
    let folder = Folder::new();
    folder.write("d/country=FR/a.csv", "group,decision\na,1\nb,0\n");
    folder.write("d/country=DE/a.csv", "group,decision\na,0\nb,0\n");
    folder.write(
        "d/country=__HIVE_DEFAULT_PARTITION__/a.csv",
        "decision,group\n1,a\n",
    );
    folder.write("d/_SUCCESS", "");
    let found = folder
        .collect("d", |spec| spec.attribute = vec![attribute("country")])
        .unwrap();
    let expected = [("DE", 2, 0), ("FR", 2, 1), ("(missing)", 1, 1)];
    let expected: Vec<_> = expected
        .iter()
        .map(|(g, n, s)| ((*g).to_owned(), *n, *s))
        .collect();
    assert_eq!(crate::fixture::groups(&found), expected);
}
