//! The review page: a board's two meetings in Chromium, and what no browser and no other program may do.
//!
//! The command has it in builds with the feature `serve`; elsewhere these tests say that they were skipped.

use crate::board::before_the_first_meeting;
use crate::browser::Browser;
use crate::data::{evenhand, run};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};

/// A review page that runs until the test is over.
struct Served {
    child: Child,
    url: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer of a server.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Served {
    /// Starts a page on a free port of this machine; says so loudly where this build has none.
    fn start(folder: &Path, more: &[&str]) -> Option<Self> {
        let child = evenhand()
            .args(["serve", "--address", "127.0.0.1:0"])
            .args(more)
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let url = String::new();
        let mut served = Self { child, url };
        let child = &mut served.child;
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        if line.is_empty() {
            let mut said = String::new();
            child
                .stderr
                .take()
                .unwrap()
                .read_to_string(&mut said)
                .unwrap();
            assert!(said.contains("this build has no review page"), "{said}");
            eprintln!(
                "SKIPPED: this build has no review page; test with --features evenhand-cli/serve"
            );
            return None;
        }
        served.url = line.trim().to_owned();
        Some(served)
    }

    fn host(&self) -> String {
        self.url
            .trim_start_matches("http://")
            .trim_end_matches('/')
            .to_owned()
    }

    /// Sends a request as it stands.
    fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.host()).unwrap();
        // A server that refuses a body may close before all of it is sent.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        Answer {
            status: status.unwrap_or(0),
            head: head.to_lowercase(),
            body: body.to_owned(),
        }
    }

    fn get(&self, path: &str) -> Answer {
        let host = self.host();
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        self.raw(request.as_bytes())
    }

    fn post(&self, path: &str, headers: &str, body: &str) -> Answer {
        let (host, length) = (self.host(), body.len());
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n{headers}\r\n{body}"
        );
        self.raw(request.as_bytes())
    }

    /// The token in a form of a page.
    fn token(&self, path: &str) -> String {
        let page = self.get(path).body;
        let (_, rest) = page.split_once("name=\"token\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    }
}

/// The page of the only audit, below its server.
fn audit_path(served: &Served) -> String {
    let page = served.get("/").body;
    let (_, rest) = page
        .split_once("href=\"/systems/card-offer/audits/")
        .unwrap();
    format!(
        "/systems/card-offer/audits/{}",
        rest.split('"').next().unwrap()
    )
}

const ABEL: [&str; 4] = ["--key", "abel.key", "--name", "Ada Abel"];

#[test]
fn a_board_meets_twice_in_a_browser() {
    let Some(browser) = Browser::find() else {
        return;
    };
    let folder = before_the_first_meeting();
    let here = folder.path();
    let pictures = std::env::var_os("EVENHAND_PICTURES");
    let mut seen = 0;
    let mut meet = |step: &str, on: &str, key: &[&str]| -> Option<()> {
        let served = Served::start(here, &[key, &["--as-of", on]].concat())?;
        let pages = browser.walk(&served.url, here, step, pictures.as_deref());
        let pages: Vec<&Path> = pages.iter().map(Path::new).collect();
        assert!(pages.len() > 3, "{pages:?}");
        let found = browser.look_at(&pages);
        assert_eq!(found["found"], serde_json::json!([]), "{step}: {found:#}");
        seen += pages.len();
        Some(())
    };
    let baker = ["--key", "baker.key", "--name", "Ben Baker"];
    if meet("first-meeting", "2026-02-10", &ABEL).is_none() {
        return;
    }
    meet("first-signature", "2026-02-11", &baker).unwrap();
    crate::board::until_the_second_meeting(here);
    meet("second-meeting", "2026-03-10", &ABEL).unwrap();
    meet("second-signature", "2026-03-10", &baker).unwrap();
    assert!(seen > 20, "{seen}");

    // What was done in the browser is what the command knows.
    for (run_name, report) in [("2026-01", "first.html"), ("2026-02", "second.html")] {
        let keys = ["--key", "abel.pub", "--key", "baker.pub"];
        let verify = ["board", "verify", run_name, "--signed", "--report", report];
        let (code, out, error) = run(here, &[&verify[..], &keys].concat());
        assert_eq!(code, 0, "{out}{error}");
        assert!(out.contains("quorum      met: 2 signed, 2 needed"), "{out}");
    }
    let (_, listed, _) = run(here, &["history", "list"]);
    let kinds: Vec<&str> = (listed.lines().skip(1))
        .map(|line| line.split_whitespace().nth(2).unwrap())
        .collect();
    let meeting = ["decision", "signature", "signature"];
    let expected = [&["run"], &meeting[..], &["waiver", "run"], &meeting[..]].concat();
    assert_eq!(kinds, expected, "{listed}");
    // A draft that was kept by the form is minutes that the command takes.
    let again = [
        "board",
        "minutes",
        "minutes-card-offer-2026-01.toml",
        "--as-of",
        "2026-03-11",
    ];
    assert_eq!(
        run(here, &again).0,
        2,
        "its actions are not those that are open now"
    );
}

#[test]
fn nobody_from_elsewhere_reads_or_writes() {
    let folder = before_the_first_meeting();
    let Some(served) = Served::start(folder.path(), &ABEL) else {
        return;
    };
    let audit = audit_path(&served);
    let minutes = format!("{audit}/minutes");
    let log =
        || std::fs::read_to_string(folder.path().join("history/card-offer/log.jsonl")).unwrap();
    let before = log();

    // Another name for this machine, as after DNS rebinding.
    let rebound = "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    let answer = served.raw(rebound.as_bytes());
    assert_eq!(answer.status, 421);
    assert!(!answer.body.contains("card offer"), "{}", answer.body);

    let token = served.token(&minutes);
    let body = format!("token={token}&do=record&meeting.quorum=2");
    let elsewhere = served.post(&minutes, "Origin: http://evil.example\r\n", &body);
    assert_eq!(elsewhere.status, 403, "{}", elsewhere.body);
    let framed = served.post(&minutes, "Sec-Fetch-Site: cross-site\r\n", &body);
    assert_eq!(framed.status, 403);
    for body in ["do=record", "token=&do=record", "token=00&do=record"] {
        assert_eq!(served.post(&minutes, "", body).status, 403, "{body}");
    }
    // The same form from our own page gets as far as its fields.
    let own = format!("Origin: http://{}\r\n", served.host());
    let answer = served.post(&minutes, &own, &body);
    assert_eq!(answer.status, 422, "{}", answer.body);
    assert!(
        answer.body.contains("the day is missing"),
        "{}",
        answer.body
    );
    let no_number = body.replace("quorum=2", "quorum=two");
    let answer = served.post(&minutes, &own, &no_number);
    assert!(
        answer.status == 422 && answer.body.contains("`two` is no whole number"),
        "{}",
        answer.body
    );
    let large = format!("{body}&decision.reason={}", "x".repeat(600 * 1024));
    assert_eq!(served.post(&minutes, &own, &large).status, 413);
    let path = format!(
        "DELETE {audit} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
        served.host()
    );
    assert_eq!(served.raw(path.as_bytes()).status, 405);
    assert_eq!(log(), before, "nothing was written");

    for path in [
        "/systems/no-such",
        "/systems/..%2F..%2Fetc",
        "/systems/card-offer/audits/..%2F..%2Flog",
        "/systems/card-offer/audits/none/report.html",
        "/nothing",
    ] {
        let answer = served.get(path);
        assert_eq!(answer.status, 404, "{path}: {}", answer.body);
        assert!(answer.body.contains("<h1>"), "{path}");
    }
    let page = served.get(&audit);
    for header in [
        "content-security-policy: default-src 'none'; style-src 'self'",
        "frame-ancestors 'none'",
        "x-content-type-options: nosniff",
        "cache-control: no-store",
        "cross-origin-resource-policy: same-origin",
    ] {
        assert!(page.head.contains(header), "{header}: {}", page.head);
    }
    assert!(!page.body.contains("<script"), "no page needs a script");
    let report = served.get(&format!("{audit}/report.html"));
    assert!(
        report.head.contains("script-src 'sha256-") && report.head.contains("form-action 'none'")
    );
    assert!(
        !served
            .get(&format!("{audit}/sign"))
            .head
            .contains("set-cookie")
    );
}

#[test]
fn where_others_can_reach_it_nothing_is_written() {
    let folder = before_the_first_meeting();
    let here = folder.path();
    let Some(served) = Served::start(here, &["--read-only"]) else {
        return;
    };
    let audit = audit_path(&served);
    let page = served.get(&format!("{audit}/minutes"));
    assert!(page.body.contains("for reading only"), "{}", page.body);
    assert!(!page.body.contains("<form"), "{}", page.body);
    let token = served.token(&format!("{audit}/verify"));
    let body = format!("token={token}&do=record");
    assert_eq!(
        served.post(&format!("{audit}/minutes"), "", &body).status,
        403
    );
    let (code, _, error) = run(
        here,
        &[&["serve", "--address", "0.0.0.0:0"][..], &ABEL].concat(),
    );
    assert_eq!(code, 2, "{error}");
    assert!(error.contains("nothing is signed there"), "{error}");
}

#[test]
fn the_report_is_the_file_that_the_command_writes() {
    let folder = before_the_first_meeting();
    let here = folder.path();
    let Some(served) = Served::start(here, &[]) else {
        return;
    };
    let report = served.get(&format!("{}/report.html", audit_path(&served)));
    let arguments = [
        "report",
        "reports/card-offer/scorecard.json",
        "--store",
        "history",
        "--profile",
        "board",
        "--format",
        "html",
        "--out",
        "again",
    ];
    let (code, _, error) = run(here, &arguments);
    assert_eq!(code, 0, "{error}");
    let written = std::fs::read_to_string(here.join("again/report.html")).unwrap();
    assert!(report.body.len() > 100_000 && report.body == written);
    // The command says where it listens, and ends well.
    let busy = ["serve", "--address", &served.host()];
    let (code, _, error) = run(here, &busy);
    assert_eq!(code, 2, "{error}");
    assert!(error.contains("name another port"), "{error}");
}

#[test]
fn a_history_that_does_not_fit_is_said_and_not_shown() {
    let folder = before_the_first_meeting();
    let here = folder.path();
    let Some(served) = Served::start(here, &ABEL) else {
        return;
    };
    let audit = audit_path(&served);
    let name = audit.rsplit('/').next().unwrap();
    let card = here.join(format!("history/card-offer/2026-01/{name}.json"));
    let text = std::fs::read_to_string(&card).unwrap();
    std::fs::write(&card, text.replacen("female", "femalf", 1)).unwrap();
    let answer = served.get(&format!("{audit}/report.html"));
    assert_eq!(answer.status, 409, "{}", answer.body);
    assert!(answer.body.contains("does not fit"), "{}", answer.body);
    let events = served.get("/systems/card-offer/history").body;
    assert!(events.contains("The history does not fit"), "{events}");
    std::fs::write(&card, text).unwrap();
    let log = here.join("history/card-offer/log.jsonl");
    let line = std::fs::read_to_string(&log).unwrap();
    std::fs::write(&log, line.replacen("2026-01", "2026-11", 1)).unwrap();
    let overview = served.get("/");
    assert_eq!(overview.status, 200);
    assert!(overview.body.contains("does not fit"), "{}", overview.body);
    assert_eq!(served.get("/systems/card-offer").status, 409);
}

#[test]
fn groups_that_are_few_are_on_no_page() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let spec = "schema = 1\n[system]\nid = \"few\"\ndecision = \"benefit\"\n[data]\nsource = \"d.csv\"\ncounts = true\n\
                [[attribute]]\ncolumn = \"group\"\nreference = \"many\"\n\
                [[check]]\nid = \"ratio\"\nmetric = \"disparate_impact_ratio\"\nlimit = { min = \"4/5\" }\n";
    std::fs::write(here.join("evenhand.toml"), spec).unwrap();
    let rows = "group,n,selected\nmany,5000,2500\nsome,3000,1103\nfew,13,7\nother,4000,2011\n";
    std::fs::write(here.join("d.csv"), rows).unwrap();
    for command in [
        &["audit", "--quiet"][..],
        &["history", "add", "--period", "2026-01"],
    ] {
        let (code, _, error) = run(here, command);
        assert_eq!(code, 0, "{error}");
    }
    for (profile, shown) in [("board", false), ("internal", true)] {
        let Some(served) = Served::start(here, &["--profile", profile]) else {
            return;
        };
        let page = served.get("/").body;
        let (_, rest) = page.split_once("/systems/few/audits/").unwrap();
        let audit = format!("/systems/few/audits/{}", rest.split('"').next().unwrap());
        let pages = ["", "/report.html", "/report-as-read.html", "/minutes"];
        let mut all: Vec<String> = pages.iter().map(|rest| format!("{audit}{rest}")).collect();
        all.extend([
            "/systems/few".to_owned(),
            "/systems/few/history".to_owned(),
            "/systems/few/trend.html".to_owned(),
        ]);
        let text: String = all.iter().map(|path| served.get(path).body).collect();
        // 7 of 13 selected: 0.538, 1.077 times as often.
        let planted = ["0.538", "1.077"]
            .iter()
            .any(|number| text.contains(number));
        assert_eq!(planted, shown, "{profile}");
    }
}
