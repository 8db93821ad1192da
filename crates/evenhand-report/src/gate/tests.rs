use super::*;
use crate::fixture;
#[test]
fn look() {
    let card = fixture::recidivism();
    let run = GateRun {
        file: "evenhand.toml",
        exit_code: 1,
        ..GateRun::default()
    };
    println!("{}", junit(&card, &run));
    println!("{}", annotations(&card, &run));
    println!("{}", comment(&card, &run));
    println!("{}", json_lines(&card, &run));
    println!("{}", gitlab(&card, &run));
    println!("{}", sarif(&card, &run));
}
