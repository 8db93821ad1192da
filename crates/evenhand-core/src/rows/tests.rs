use super::*;

fn part(rows: &[(&str, f64, &str, bool)]) -> RowTable {
    RowTable {
        attributes: vec![RowLevels {
            levels: Dictionary::of(rows.iter().map(|row| Some(row.2))),
            name: "gender".into(),
        }],
        decisions: rows.iter().map(|row| Some(row.3)).collect(),
        features: vec![
            Feature {
                name: "zip".into(),
                values: FeatureValues::Names(Dictionary::of(rows.iter().map(|row| Some(row.0)))),
            },
            Feature {
                name: "tenure".into(),
                values: FeatureValues::Numbers(rows.iter().map(|row| row.1).collect()),
            },
        ],
        weights: vec![1.0; rows.len()],
        ..RowTable::default()
    }
}

fn many(n: usize) -> Vec<(&'static str, f64, &'static str, bool)> {
    (0..n)
        .map(|i| {
            let zip = ["101", "99", "020"][i % 3];
            let level = ["f", "m"][(i / 7) % 2];
            (zip, (i % 40) as f64, level, i % 5 == 0)
        })
        .collect()
}

#[test]
fn order_and_parts_of_the_rows_do_not_matter() {
    let rows = many(500);
    let mut whole = part(&rows);
    whole.canonicalise(120);
    let mut turned = rows.clone();
    turned.reverse();
    let mut parts = part(&turned[..3]);
    parts.append(&RowTable::default()).unwrap();
    parts.append(&part(&turned[3..200])).unwrap();
    parts.append(&part(&turned[200..])).unwrap();
    parts.canonicalise(120);
    assert_eq!(whole, parts);
    assert_eq!(
        (whole.len(), whole.seen, whole.hashes.len()),
        (120, 500, 120)
    );
}

#[test]
fn the_sample_has_the_shares_of_the_table_however_many_rows_are_alike() {
    let rows: Vec<_> = (0..4_000)
        .map(|i| ("1", f64::from(i % 4 == 0), "f", true))
        .collect();
    let mut table = part(&rows);
    table.canonicalise(1_000);
    let FeatureValues::Numbers(numbers) = &table.features[1].values else {
        panic!("numbers");
    };
    let share = numbers.iter().sum::<f64>() / 1_000.0;
    // Four standard errors of a sample without replacement.
    assert!(
        (share - 0.25).abs() < 4.0 * (0.1875_f64 / 1_000.0 * 0.75).sqrt(),
        "{share}"
    );
}

#[test]
fn names_of_groups_do_not_decide_who_is_sampled() {
    let mut rows = many(300);
    for (i, row) in rows.iter_mut().enumerate() {
        row.1 = i as f64;
    }
    let mut one = part(&rows);
    for row in &mut rows {
        row.2 = if row.2 == "f" { "zz" } else { "aa" };
    }
    let mut other = part(&rows);
    one.canonicalise(50);
    other.canonicalise(50);
    assert_eq!((one.hashes, one.features), (other.hashes, other.features));
}

#[test]
fn parts_of_other_columns_are_refused() {
    let mut one = part(&many(5));
    let mut other = part(&many(5));
    other.scores = vec![0.5; 5];
    assert!(one.append(&other).is_err());
}
