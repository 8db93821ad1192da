//! The same rows give the same bytes: any order, any partition, any number of threads.

use crate::data::{root, run};
use std::fmt::Write as _;
use std::path::Path;

const FLAGS: [&str; 14] = [
    "--decision",
    "selected",
    "--label",
    "converted",
    "--protected",
    "gender",
    "--protected",
    "heritage",
    "--weight",
    "sampling_weight",
    "--intersect",
    "2",
    "--set",
    "system.id=same",
];

fn scorecard(folder: &Path, data: &[&str], threads: &str) -> Vec<u8> {
    let out = folder.join("out");
    let mut arguments = vec!["audit"];
    arguments.extend(data);
    arguments.extend(FLAGS);
    arguments.extend([
        "--quiet",
        "--threads",
        threads,
        "--out",
        out.to_str().unwrap(),
    ]);
    let (code, _, error) = run(folder, &arguments);
    assert_eq!(code, 0, "{error}");
    std::fs::read(out.join("scorecard.json")).unwrap()
}

#[test]
fn order_partition_and_threads_do_not_change_a_byte() {
    let text =
        std::fs::read_to_string(root().join("datasets/spring-campaign/campaign.csv")).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let rows: Vec<&str> = rows.lines().collect();
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, rows: &[&str]| {
        let mut text = format!("{header}\n");
        for row in rows {
            let _ = writeln!(text, "{row}");
        }
        std::fs::write(folder.path().join(name), text).unwrap();
    };
    write("whole.csv", &rows);
    // A fixed permutation: a step that shares no factor with the number of rows.
    let step = (rows.len() / 3..)
        .find(|step| gcd(*step, rows.len()) == 1)
        .unwrap();
    let shuffled: Vec<&str> = (0..rows.len())
        .map(|i| rows[i * step % rows.len()])
        .collect();
    write("shuffled.csv", &shuffled);
    for (i, part) in shuffled.chunks(rows.len().div_ceil(7)).enumerate() {
        write(&format!("part-{i}.csv"), part);
    }
    let whole = scorecard(folder.path(), &["whole.csv"], "1");
    assert_eq!(
        whole,
        scorecard(folder.path(), &["whole.csv"], "2"),
        "threads"
    );
    assert_eq!(
        whole,
        scorecard(folder.path(), &["shuffled.csv"], "2"),
        "order"
    );
    assert_eq!(
        whole,
        scorecard(folder.path(), &["part-*.csv"], "2"),
        "partition"
    );
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}
