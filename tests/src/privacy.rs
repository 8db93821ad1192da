//! What leaves the house, through the command: planted counts are in no file.

use crate::data::run;
use std::fs::{read_dir, read_to_string, write};
use std::path::Path;

/// A campaign with seven people of a group whose selection rate is 3/7 and nobody else's is.
fn campaign(folder: &Path, privacy: &str) {
    let mut text = String::from("gender,region,selected\n");
    for (gender, n, selected) in [
        ("m", 611, 305),
        ("f", 523, 262),
        ("d", 131, 67),
        ("x", 7, 3),
    ] {
        for i in 0..n {
            let region = if i % 2 == 0 { "north" } else { "south" };
            text.push_str(&format!("{gender},{region},{}\n", u8::from(i < selected)));
        }
    }
    write(folder.join("data.csv"), text).unwrap();
    let spec = format!(
        "schema = 1\n[system]\nid = \"spring\"\ndecision = \"benefit\"\n[data]\nsource = \"data.csv\"\n\
         [columns]\ndecision = \"selected\"\n[[attribute]]\ncolumn = \"gender\"\n[[attribute]]\ncolumn = \"region\"\n{privacy}"
    );
    write(folder.join("evenhand.toml"), spec).unwrap();
}

fn texts(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts(&path, found);
        } else if let Ok(text) = read_to_string(&path) {
            found.push((path.display().to_string(), text));
        }
    }
}

#[test]
fn a_planted_rate_is_in_no_output() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    campaign(here, "");
    for profile in ["internal", "board", "public"] {
        let out = format!("out-{profile}");
        let (code, text, said) = run(
            here,
            &[
                "audit",
                "--no-progress",
                "--profile",
                profile,
                "--out",
                &out,
                "--format",
                "html,csv,svg,md,public-summary,prometheus,model-card,in-toto",
            ],
        );
        assert_eq!(code, 0, "{said}");
        let mut found = vec![("standard output".to_owned(), text)];
        texts(&here.join(&out), &mut found);
        assert!(found.len() > 6);
        if profile == "internal" {
            let holds = |planted| found.iter().any(|(_, text)| text.contains(planted));
            assert!(holds("0.42857") && holds("0.429") && holds("\"n\":7,"));
        }
        for (name, text) in &found {
            // The page for everybody is of the profile `public`, whatever the rest shows.
            if profile == "internal" && !name.contains("public-summary") {
                continue;
            }
            // 3/7 and what it becomes as a percentage, a ratio and a number in a hundred.
            for planted in [
                "0.42857",
                "42.9",
                "43 %",
                "43\u{a0}%",
                "0.857",
                "0.858",
                "0.429",
                ">43<",
            ] {
                assert!(!text.contains(planted), "{planted} in {name}");
            }
        }
        let pages = found
            .iter()
            .filter(|(name, _)| name.contains("public-summary"));
        assert_eq!(pages.count(), 2);
        if profile == "internal" {
            continue;
        }
        let json = read_to_string(here.join(&out).join("scorecard.json")).unwrap();
        assert!(json.contains("\"suppressed\"") && json.contains(profile));
        assert!(!json.contains("\"n\":7,"));
    }
}

#[test]
fn a_profile_changes_no_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    campaign(here, "");
    let codes: Vec<i32> = ["internal", "board", "public"]
        .iter()
        .map(|profile| run(here, &["check", "--no-progress", "--profile", profile]).0)
        .collect();
    assert!(codes.iter().all(|code| *code == codes[0]), "{codes:?}");
}

#[test]
fn a_special_category_needs_a_documented_purpose() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    campaign(
        here,
        "art9 = true\n[privacy]\npurpose = \"bias detection\"\n",
    );
    let (code, _, said) = run(here, &["audit", "--no-progress"]);
    assert_eq!(code, 2, "{said}");
    for missing in ["basis", "necessity", "access", "delete_after"] {
        assert!(said.contains(missing), "{missing}: {said}");
    }
    campaign(here, "art9 = true\n[privacy]\nprofile = \"bord\"\n");
    let (code, _, said) = run(here, &["audit", "--no-progress"]);
    assert_eq!(code, 2);
    assert!(said.contains("did you mean `board`?"), "{said}");
}
