use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// What the store needs of a file system; another one stands in its place where faults are tried.
pub trait Disk {
    /// Puts a file into its place, whole and durable: written beside it, synced, renamed, and the folder synced.
    ///
    /// # Errors
    /// When it cannot be written; what was there before is then untouched.
    fn put(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Adds bytes to the end of a file, in one write, and syncs it.
    ///
    /// # Errors
    /// When it cannot be written; a part of it may then be there.
    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Cuts a file to a length, and syncs it.
    ///
    /// # Errors
    /// When it cannot be cut.
    fn cut(&self, path: &Path, length: u64) -> io::Result<()> {
        let file = OpenOptions::new().write(true).open(path)?;
        file.set_len(length)?;
        file.sync_all()
    }
}

/// The file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct LocalDisk;

impl Disk for LocalDisk {
    fn put(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        make_folder(folder)?;
        let beside = unfinished(path);
        let written = File::create(&beside).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        if let Err(error) = written.and_then(|()| fs::rename(&beside, path)) {
            let _ = fs::remove_file(&beside);
            return Err(error);
        }
        sync_folder(folder)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let new = !path.exists();
        let mut file = OpenOptions::new().append(true).create(true).open(path)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        match path.parent() {
            Some(folder) if new => sync_folder(folder),
            _ => Ok(()),
        }
    }
}

/// Where a file is written before it has its name.
pub fn unfinished(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.unfinished"))
}

/// Whether a name is one of [`unfinished`].
pub fn is_unfinished(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(".unfinished")
}

fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    folder.parent().map_or(Ok(()), sync_folder)
}

/// A name in a folder outlives a crash of the machine only after the folder itself is synced; Windows has no such call.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(windows) || folder.as_os_str().is_empty() {
        return Ok(());
    }
    File::open(folder)?.sync_all()
}
