use crate::failure::Failure;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Writes a new file whole; one that is there stays as it is. A private one can be read by its owner alone.
pub fn create(path: &Path, bytes: &[u8], private: bool) -> Result<(), Failure> {
    let refused = || {
        Failure::usage(format!("{} is there already", path.display()))
            .with_help("name another file, or move that one away")
    };
    if path.exists() {
        return Err(refused());
    }
    let beside = unfinished(path);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    if private {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
        let _ = fs::remove_file(&beside);
    }
    let written = options
        .open(&beside)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
        .and_then(|()| place(&beside, path));
    let _ = fs::remove_file(&beside);
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => refused(),
        _ => Failure::usage(format!("{}: {error}", path.display())),
    })
}

/// A link refuses a name that is taken, which renaming does not; where links are unknown, it was looked before.
fn place(beside: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(beside, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => fs::rename(beside, path),
        other => other,
    }
}

fn unfinished(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.unfinished"))
}

/// Reads a text.
pub fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::usage(format!("{}: {error}", path.display())))
}

/// Reads a file.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::usage(format!("{}: {error}", path.display())))
}
