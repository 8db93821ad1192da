use super::*;

fn part(rows: &[(&str, u64)]) -> Statistics {
    let mut statistics = Statistics::empty(&["gender".to_owned()], vec![String::new()], 0, false);
    statistics.slices.levels = vec!["".into()];
    statistics.strata.levels = vec!["".into()];
    for (i, (level, n)) in rows.iter().enumerate() {
        statistics.attributes[0].levels.push((*level).into());
        let key = CellKey {
            model: 0,
            slice: 0,
            stratum: 0,
            block: 0,
            levels: vec![i as u32].into(),
        };
        statistics
            .cells
            .insert(key, ConfusionMatrix::from_rows(*n, 1, 2, 3).into());
        statistics.intake.rows_read += n + 6;
    }
    statistics
}

#[test]
fn merging_in_any_order_gives_the_same_bytes() {
    let parts = [
        part(&[("m", 5), ("f", 7)]),
        part(&[("f", 11), ("(missing)", 1)]),
        part(&[("x", 2), ("m", 4)]),
    ];
    let merged = |order: [usize; 3]| {
        let mut sum = Statistics::empty(&["gender".to_owned()], vec![String::new()], 0, false);
        for i in order {
            sum.merge(&parts[i]).unwrap();
        }
        sum.canonicalise(&[]);
        sum.canonical_bytes()
    };
    assert_eq!(merged([0, 1, 2]), merged([2, 0, 1]));
    assert_eq!(merged([0, 1, 2]), merged([1, 2, 0]));
}

#[test]
fn groups_roll_up_to_everyone() {
    let mut statistics = part(&[("m", 5), ("f", 7)]);
    statistics.canonicalise(&[]);
    let table = statistics.roll_up(0, None, &[0]);
    assert_eq!(
        table.groups.iter().map(|g| &*g.name).collect::<Vec<_>>(),
        ["f", "m"]
    );
    assert_eq!(table.overall.total.confusion.true_positive.n, 12);
    let everyone = statistics.roll_up(0, None, &[]);
    assert_eq!(everyone.overall.total, table.overall.total);
}

#[test]
fn statistics_of_different_plans_do_not_merge() {
    let mut one = part(&[("m", 5)]);
    let other = Statistics::empty(&["age".to_owned()], vec![String::new()], 0, false);
    assert!(one.merge(&other).is_err());
}

#[test]
fn overflowing_weights_are_an_error() {
    let mut one = Count {
        n: 1,
        w: i128::MAX,
        w2: 0,
    };
    assert!(one.add(&Count::rows(1)).is_err());
}
