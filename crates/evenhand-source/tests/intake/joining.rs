//! Side tables.

use crate::catalogue;
use crate::fixture::{Folder, batch, groups, notes, parquet, rows, simple};
use evenhand_core::{AuditSpec, BinarySpec, DataSpec, JoinKeys, JoinSpec, OneOrMany, Statistics};
use evenhand_source::{Error, NoProgress, Result, Source};

fn join(source: &str, left: &str, right: &str) -> JoinSpec {
    let on = if left == right {
        JoinKeys::Same(left.to_owned())
    } else {
        JoinKeys::Pair {
            left: left.to_owned(),
            right: right.to_owned(),
        }
    };
    JoinSpec {
        source: OneOrMany::One(source.to_owned()),
        on,
        csv: evenhand_core::CsvSpec::default(),
    }
}

fn read(
    folder: &Folder,
    joins: Vec<JoinSpec>,
    change: impl FnOnce(&mut AuditSpec),
) -> Result<Statistics> {
    let data = DataSpec {
        source: OneOrMany::One("rows.csv".to_owned()),
        join: joins,
        ..DataSpec::default()
    };
    let mut spec = simple(data);
    change(&mut spec);
    let source = Source::open(&spec.data, folder.0.path())?;
    let plan = catalogue::plan(&spec, source.columns());
    let (statistics, _) = source.collect(&plan, &NoProgress)?;
    Ok(statistics)
}

#[test]
fn side_columns_follow_their_key() {
    let folder = Folder::with("rows.csv", "id,decision\n7,1\n8,0\n9,1\n8,1\n,0\n");
    folder.write("people.csv", "person,group\n8,b\n7,a\n,c\n5,z\n");
    let found = read(&folder, vec![join("people.csv", "id", "person")], |_| ()).unwrap();
    let expected = [("a", 1, 1), ("b", 2, 1), ("(missing)", 2, 1)];
    let expected: Vec<_> = expected
        .iter()
        .map(|(g, n, s)| ((*g).to_owned(), *n, *s))
        .collect();
    assert_eq!(groups(&found), expected);
    assert_eq!(
        (
            found.intake.joins[0].matched,
            found.intake.joins[0].unmatched
        ),
        (3, 2)
    );
    assert!(notes(&found).contains(&("unmatched_rows", Some(2))));
}

#[test]
fn rows_are_joined_by_their_number() {
    let rows = rows(5000);
    let folder = Folder::new();
    let mut text = "decision\n".to_owned();
    for row in &rows {
        text.push_str(&format!("{}\n", row.selected));
    }
    folder.write("rows.csv", text);
    parquet(&batch(&rows), &folder.path("side.parquet"));
    let gender = |spec: &mut AuditSpec| spec.attribute[0].column = "gender".into();
    let by_id = read(&folder, vec![join("side.parquet", "(row)", "id")], gender).unwrap();
    let by_row = read(
        &folder,
        vec![join("side.parquet", "(row)", "(row)")],
        gender,
    )
    .unwrap();
    assert!(by_id.canonical_bytes() == by_row.canonical_bytes());
    let alone = folder.collect("side.parquet", |spec| {
        gender(spec);
        spec.columns.decision = Some(BinarySpec::Column("selected".into()));
    });
    assert_eq!(groups(&alone.unwrap()), groups(&by_id));
}

#[test]
fn two_side_tables_in_a_row() {
    let folder = Folder::with("rows.csv", "id,decision\n1,1\n2,0\n");
    folder.write("people.csv", "id,home\n1,h1\n2,h2\n");
    folder.write("homes.csv", "home,group\nh1,north\nh2,south\n");
    let joins = vec![
        join("people.csv", "id", "id"),
        join("homes.csv", "home", "home"),
    ];
    match read(&folder, joins, |_| ()) {
        Ok(found) => assert_eq!(groups(&found).len(), 2),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn keys_and_names_that_cannot_be_joined() {
    let folder = Folder::with("rows.csv", "id,decision\n1,1\n");
    folder.write("twice.csv", "id,group\n1,a\n1,b\n");
    folder.write("clash.csv", "id,decision\n1,a\n");
    let error = read(&folder, vec![join("twice.csv", "id", "id")], |_| ()).unwrap_err();
    let Error::DuplicateKey {
        key, first, second, ..
    } = &error
    else {
        panic!("{error}")
    };
    assert_eq!((key.as_str(), *first, *second), ("1", 0, 1));
    let error = read(&folder, vec![join("clash.csv", "id", "id")], |_| ()).unwrap_err();
    assert!(matches!(error, Error::NameClash { .. }), "{error}");
    let error = read(&folder, vec![join("twice.csv", "idd", "id")], |_| ()).unwrap_err();
    assert!(error.to_string().contains("did you mean `id`?"), "{error}");
}
