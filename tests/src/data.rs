//! Where things are.

use std::path::PathBuf;
use std::process::Command;

/// The root of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// A file among the real data sets beside the repository; says so loudly where they are absent.
pub fn shared(name: &str) -> Option<PathBuf> {
    let path = root().parent()?.join("shared/data").join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("SKIPPED: {name} is not beside the repository; see datasets/README.md");
    None
}

/// The `evenhand` command as it was built with the tests.
pub fn evenhand() -> Command {
    let mut path = std::env::current_exe().unwrap();
    path.pop();
    if path.ends_with("deps") {
        path.pop();
    }
    path.push(format!("evenhand{}", std::env::consts::EXE_SUFFIX));
    assert!(
        path.exists(),
        "{} is not built: run the whole workspace's tests",
        path.display()
    );
    let mut command = Command::new(path);
    command.env_remove("RUST_LOG").env("NO_COLOR", "1");
    command
}

/// Runs a command line in a folder; exit code, standard output and standard error.
pub fn run(folder: &std::path::Path, arguments: &[&str]) -> (i32, String, String) {
    let output = evenhand()
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code().unwrap_or(-1),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// Compares a text with a file of the repository; `EVENHAND_BLESS=1` writes it.
pub fn snapshot(path: &str, text: &str) {
    let path = root().join(path);
    if std::env::var_os("EVENHAND_BLESS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        known == text,
        "{} is another; EVENHAND_BLESS=1 writes it",
        path.display()
    );
}

/// All files below a folder, by their names, with what they hold.
pub fn tree(folder: &std::path::Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut files = std::collections::BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap();
                let name = name.to_string_lossy().into_owned();
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    files
}
