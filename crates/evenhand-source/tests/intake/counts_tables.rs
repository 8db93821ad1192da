//! Tables of counts instead of rows.

use crate::fixture::{Folder, attribute, notes};
use evenhand_core::{AuditSpec, Statistics};
use evenhand_source::{Error, Result};

fn read(text: &str, change: impl FnOnce(&mut AuditSpec)) -> Result<Statistics> {
    Folder::with("t.csv", text).collect("t.csv", |spec| {
        spec.data.counts = true;
        spec.columns.decision = None;
        change(spec);
    })
}

#[test]
fn whole_counts_are_rows() {
    let found = read("group,n,selected\na,100,30\nb,50,5\na,10,10\n", |_| ()).unwrap();
    assert!(!found.weighted);
    assert_eq!(found.intake.rows_read, 160);
    let table = found.roll_up(0, None, &[0]);
    assert_eq!(table.groups[0].n(), 110);
    assert_eq!(table.groups[0].total.confusion.selected().n, 40);
    assert!(notes(&found).is_empty());
    let found = read("group,tp,fp,fn,tn\na,1,2,3,4\nb,0,0,0,7\n", |_| ()).unwrap();
    let table = found.roll_up(0, None, &[0]);
    assert_eq!(table.groups[0].total.confusion.true_positive.n, 1);
    assert_eq!(table.groups[0].total.confusion.false_negative.n, 3);
    assert_eq!(found.intake.rows_used, 17);
}

#[test]
fn counts_that_are_not_whole_are_weights() {
    let found = read("group,n,selected\na,100,29.5\nb,50,5\n", |_| ()).unwrap();
    assert!(found.weighted);
    assert_eq!(notes(&found), [("counts_not_whole", Some(1))]);
    let a = found.roll_up(0, None, &[0]).groups[0].total.confusion;
    assert_eq!(a.selected().weight(), 29.5);
    assert_eq!((a.selected().n, a.decided().n), (30, 100));
    assert_eq!(a.decided().weight(), 100.0);
}

#[test]
fn lines_without_counts_are_skipped_and_bad_ones_refused() {
    let found = read("group,n,selected\na,100,30\nb,NA,5\nc,10,\n", |spec| {
        spec.data.csv.missing = Some(vec!["NA".into()]);
    })
    .unwrap();
    assert_eq!(notes(&found), [("counts_missing", Some(2))]);
    for (bad, part) in [
        ("10,11", "more than there are"),
        ("-1,0", "is negative"),
        ("NaN,0", "is no count"),
    ] {
        let error = read(&format!("group,n,selected\na,10,3\nb,{bad}\n"), |_| ()).unwrap_err();
        let Error::BadCount { place, .. } = &error else {
            panic!("{error}")
        };
        assert_eq!(place.line, Some(3));
        assert!(error.to_string().contains(part), "{error}");
    }
    let error = read("group,n,selected\na,ten,3\n", |_| ()).unwrap_err();
    assert!(matches!(error, Error::NotANumber { .. }), "{error}");
}

#[test]
fn a_filter_takes_one_block_of_a_table() {
    let text = "block,sex,count,chosen\nx,f,10,5\nx,m,10,6\ny,f,NA,NA\n";
    let found = read(text, |spec| {
        spec.data.filter = Some("block = 'x'".into());
        spec.attribute = vec![attribute("sex")];
        spec.columns.n = Some("count".into());
        spec.columns.selected = Some("chosen".into());
    })
    .unwrap();
    assert_eq!(found.intake.rows_used, 20);
    assert_eq!(found.attributes[0].levels.len(), 2);
}
