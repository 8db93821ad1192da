//! The board's record as a newcomer keeps it: the walk-through of docs/boards.md, typed as it stands there, and what is
//! refused.
//!
//! A block `toml file=NAME` is a file, `toml fill=NAME` replaces the part of the opened minutes that is to be filled in, and
//! `console` is typed and compared. Hashes are not compared, nor is what a line `…` leaves out. `EVENHAND_BLESS=1` writes what the
//! program prints now.

use crate::data::{evenhand, root, run};
use std::path::{Path, PathBuf};
use std::process::Command;

const LEFT_OUT: &str = "…";

fn page() -> PathBuf {
    root().join("docs/boards.md")
}

/// Runs of hexadecimal digits differ from key to key.
fn masked(line: &str) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    for letter in line.chars().chain(['\n']) {
        if letter.is_ascii_hexdigit() {
            digits.push(letter);
            continue;
        }
        if digits.len() >= 12 {
            out.push('#');
        } else {
            out.push_str(&digits);
        }
        digits.clear();
        out.push(letter);
    }
    out.trim_end().to_owned()
}

fn shell(folder: &Path, command: &str, before: i32) -> (i32, Vec<String>) {
    let program = PathBuf::from(evenhand().get_program());
    let paths = std::iter::once(program.parent().unwrap().to_owned());
    let known = std::env::var_os("PATH").unwrap();
    let paths = std::env::join_paths(paths.chain(std::env::split_paths(&known))).unwrap();
    let made = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n(exit {before})\n{command}\n")])
        .current_dir(folder)
        .env("PATH", paths)
        .env("NO_COLOR", "1")
        .env_remove("RUST_LOG")
        .env_remove("CI")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&made.stdout).into_owned();
    let lines = text.lines().map(|line| line.trim_end().to_owned());
    (made.status.code().unwrap_or(-1), lines.collect())
}

fn write(folder: &Path, head: &str, body: &str) {
    if let Some(name) = head.split_once("file=").map(|(_, name)| name) {
        std::fs::write(folder.join(name), body).unwrap();
    } else if let Some(name) = head.split_once("fill=").map(|(_, name)| name) {
        let path = folder.join(name);
        let opened = std::fs::read_to_string(&path).unwrap();
        let (kept, _) = opened.split_once("[meeting]").unwrap();
        std::fs::write(&path, [kept, body].concat()).unwrap();
    }
}

/// Whether shown lines are those that were made; a line `…` stands for any others.
fn same(shown: &[String], made: &[String]) -> bool {
    let mut parts = shown.split(|line| line == LEFT_OUT);
    let equal = |a: &[String], b: &[String]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| masked(a) == masked(b))
    };
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = made
        .split_at_checked(first.len())
        .and_then(|(begin, rest)| equal(first, begin).then_some(rest))
    else {
        return false;
    };
    let mut left_out = false;
    for part in parts {
        left_out = true;
        let place = (0..=rest.len().saturating_sub(part.len()))
            .find(|&i| rest.len() >= part.len() && equal(part, &rest[i..i + part.len()]));
        let Some(place) = place else { return false };
        rest = &rest[place + part.len()..];
    }
    rest.is_empty() || left_out
}

/// Types the page in a folder, up to a line; what it should show instead.
fn typed(folder: &Path, text: &str) -> (Vec<String>, Vec<String>) {
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let (mut now, mut wrong) = (Vec::new(), Vec::new());
    let mut code = 0;
    let mut i = 0;
    while i < lines.len() {
        now.push(lines[i].clone());
        let head = lines[i].strip_prefix("```").filter(|head| !head.is_empty());
        i += 1;
        let Some(head) = head else { continue };
        let end = i + lines[i..].iter().position(|line| line == "```").unwrap();
        let block = &lines[i..end];
        if head == "console" {
            let mut j = 0;
            while j < block.len() {
                let mut command = block[j].strip_prefix("$ ").unwrap().to_owned();
                now.push(block[j].clone());
                j += 1;
                while let Some(more) = block.get(j).and_then(|line| line.strip_prefix("> ")) {
                    command.push('\n');
                    command.push_str(more);
                    now.push(block[j].clone());
                    j += 1;
                }
                let next = block[j..].iter().position(|line| line.starts_with("$ "));
                let shown = &block[j..next.map_or(block.len(), |next| j + next)];
                j += shown.len();
                let made;
                (code, made) = shell(folder, &command, code);
                if same(shown, &made) {
                    now.extend(shown.iter().cloned());
                } else {
                    wrong.push(format!("$ {command}\n{}", made.join("\n")));
                    now.extend(made);
                }
            }
        } else {
            write(folder, head, &(block.join("\n") + "\n"));
            now.extend(block.iter().cloned());
        }
        now.push("```".to_owned());
        i = end + 1;
        // A blank line follows a block, and fences come in pairs.
    }
    (now, wrong)
}

#[test]
fn the_walk_through_shows_what_the_program_prints() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(page()).unwrap();
    let (now, wrong) = typed(folder.path(), &text);
    if std::env::var_os("EVENHAND_BLESS").is_some() {
        std::fs::write(page(), now.join("\n") + "\n").unwrap();
    }
    assert!(
        wrong.is_empty(),
        "docs/boards.md shows something else; EVENHAND_BLESS=1 writes it\n{}",
        wrong.join("\n\n")
    );
}

/// The folder of the walk-through before its first meeting.
pub fn before_the_first_meeting() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(page()).unwrap();
    typed(
        folder.path(),
        text.split("## The first meeting").next().unwrap(),
    );
    folder
}

/// Goes on in the folder of the first meeting until the second audit is in the history.
pub fn until_the_second_meeting(folder: &Path) {
    let text = std::fs::read_to_string(page()).unwrap();
    let (_, second) = text.split_once("## A month later").unwrap();
    let added = second.split("$ evenhand history show").next().unwrap();
    typed(folder, &format!("{added}```\n"));
}

/// The folder of the walk-through after its first meeting.
pub fn after_the_first_meeting() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(page()).unwrap();
    let first = text.split("## A month later").next().unwrap();
    typed(folder.path(), first);
    folder
}

/// What was said, on one line, without the frame around it.
fn plain(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| *word != "│");
    words.collect::<Vec<_>>().join(" ")
}

/// A file of the first audit, by the end of its name.
pub fn envelope(folder: &Path, name: &str) -> PathBuf {
    let listed = std::fs::read_dir(folder.join("history/card-offer/2026-01")).unwrap();
    let mut paths = listed.map(|entry| entry.unwrap().path());
    paths
        .find(|path| path.to_str().unwrap().ends_with(name))
        .unwrap()
}

#[test]
fn whatever_was_tampered_with_is_exit_5_with_its_file() {
    let folder = after_the_first_meeting();
    let here = folder.path();
    let verify = |more: &[&str]| run(here, &[&["board", "verify", "--signed"], more].concat());
    assert_eq!(verify(&[]).0, 0);
    let report = here.join("reports/card-offer/report.html");
    let files = [
        (report, "not the report.html that the board read"),
        (envelope(here, ".minutes-1.json"), "altered"),
        (envelope(here, ".board-1-2.dsse.json"), "altered"),
        (here.join("history/card-offer/log.jsonl"), "line 4"),
    ];
    for (path, words) in files {
        let whole = std::fs::read(&path).unwrap();
        let mut bytes = whole.clone();
        let last = bytes.len() - 60;
        bytes[last] ^= 1;
        std::fs::write(&path, bytes).unwrap();
        let (code, _, error) = verify(&["--report", "reports/card-offer/report.html"]);
        let error = plain(&error);
        assert_eq!(code, 5, "{}: {error}", path.display());
        assert!(error.contains(words), "{error}");
        std::fs::write(&path, whole).unwrap();
    }
    let scorecard = ["--report", "reports/card-offer/scorecard.json"];
    assert_eq!(verify(&scorecard).0, 0);
    let (code, _, error) = verify(&["--key", "abel.pub"]);
    assert!(
        code == 5 && plain(&error).contains("only 1 are of keys"),
        "{error}"
    );
    run(here, &["board", "key", "stranger.key"]);
    let (code, _, error) = verify(&["--key", "stranger.pub"]);
    assert!(code == 5 && error.contains("stranger.pub"), "{error}");
    let (code, _, error) = verify(&["--key", "abel.key"]);
    assert!(
        code == 2 && plain(&error).contains("private key"),
        "{error}"
    );
}

#[test]
fn keys_are_private_and_never_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let key = |name: &str| run(folder.path(), &["board", "key", name]);
    let (code, out, _) = key("abel");
    assert!(
        code == 0 && out.contains("abel.key") && out.contains("abel.pub"),
        "{out}"
    );
    let path = folder.path().join("abel.key");
    let made = std::fs::read(&path).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let (code, _, error) = key("abel.key");
    assert!(
        code == 2 && plain(&error).contains("is there already"),
        "{error}"
    );
    assert_eq!(std::fs::read(&path).unwrap(), made);
    assert_eq!(key("abel.pub").0, 2);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn a_draft_is_told_and_refused_where_a_signature_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let text = std::fs::read_to_string(page()).unwrap();
    typed(here, text.split("**Sign.**").next().unwrap());
    let (code, out, _) = run(here, &["board", "verify"]);
    assert!(
        code == 0 && out.contains("(draft)") && out.contains("0 signed, 2 needed"),
        "{out}"
    );
    assert_eq!(run(here, &["board", "verify", "--signed"]).0, 5);
    let (_, show, _) = run(here, &["history", "show"]);
    assert!(show.contains("a draft: 0 of 2 signed"), "{show}");
    let (code, _, error) = run(
        here,
        &["board", "sign", "--key", "abel.key", "--name", "Ada Abl"],
    );
    assert!(
        code == 2 && plain(&error).contains("did you mean `Ada Abel`?"),
        "{error}"
    );
    let sign = ["board", "sign", "--key", "abel.key", "--name", "Ada Abel"];
    assert_eq!(run(here, &sign).0, 0);
    let (code, _, error) = run(here, &sign);
    assert!(code == 2 && plain(&error).contains("sign once"), "{error}");
}

#[test]
fn a_report_of_another_audit_is_not_opened() {
    let folder = after_the_first_meeting();
    std::fs::write(folder.path().join("other.html"), "<html>").unwrap();
    let open = ["board", "open", "--report", "other.html", "--out", "m.toml"];
    let (code, _, error) = run(folder.path(), &open);
    assert!(
        code == 2 && plain(&error).contains("not a report of run"),
        "{error}"
    );
    assert!(!folder.path().join("m.toml").exists());
    let (code, _, error) = run(folder.path(), &["board", "open"]);
    assert!(
        code == 2 && plain(&error).contains("is there already"),
        "{error}"
    );
}

#[test]
fn mistakes_in_minutes_show_their_line() {
    let folder = after_the_first_meeting();
    let path = folder.path().join("minutes-card-offer-2026-01.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    for (from, to, words) in [
        (
            "\"accept with",
            "\"acept with",
            "did you mean `accept with conditions`?",
        ),
        ("quorum = 2", "quroum = 2", "did you mean `quorum`?"),
        ("quorum = 2", "quorum = 3", "could not decide"),
    ] {
        std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let minutes = ["board", "minutes", "minutes-card-offer-2026-01.toml"];
        let (code, _, error) = run(folder.path(), &minutes);
        let error = plain(&error);
        assert!(code == 2 && error.contains(words), "{error}");
        assert!(error.contains("minutes-card-offer-2026-01.toml"), "{error}");
    }
}

#[test]
fn waivers_are_refused_by_the_flag_that_is_wrong() {
    let folder = after_the_first_meeting();
    let add = |flags: [&str; 4]| {
        let [check, group, by, expires] = flags;
        let arguments = [
            "waive",
            "add",
            "--check",
            check,
            "--attribute",
            "gender",
            "--group",
            group,
            "--reason",
            "x",
            "--owner",
            "Dora Diaz",
            "--approved-by",
            by,
            "--expires",
            expires,
            "--tracking",
            "T-1",
            "--as-of",
            "2026-03-02",
        ];
        let (code, out, error) = run(folder.path(), &arguments);
        (code, out + &plain(&error))
    };
    let right = ["offer-ratio", "female", "board:Ada Abel", "2026-06-30"];
    for (place, value, words) in [
        (
            0,
            "ofer-ratio",
            "--check: the last audit has no check `ofer-ratio`",
        ),
        (1, "femal", "did you mean `female`?"),
        (1, "*", "never all of them"),
        (2, "Ada Abel", "--approved-by: `offer-ratio` is a gate"),
        (3, "2027-06-30", "180 is the most"),
        (3, "soon", "`soon` is no day"),
    ] {
        let mut flags = right;
        flags[place] = value;
        let (code, said) = add(flags);
        assert!(code == 2 && said.contains(words), "{said}");
    }
    let (code, said) = add(right);
    assert!(code == 0 && said.contains("id = \"W-2026-01\""), "{said}");
    let list = |day: &str| run(folder.path(), &["waive", "list", "--as-of", day]);
    let (code, out, _) = list("2026-04-01");
    assert!(code == 0 && out.contains("no audit knows of it"), "{out}");
    assert_eq!(list("2026-07-01").0, 6);
    let end = [
        "waive",
        "expire",
        "W-2026-01",
        "--reason",
        "fixed",
        "--as-of",
        "2026-05-01",
    ];
    assert_eq!(run(folder.path(), &end).0, 0);
    let (code, out, _) = list("2026-07-01");
    assert!(code == 0 && out.contains("ended"), "{out}");
}
