//! What is being written and not finished yet: it never outlives the work on it, however that ends.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Attempts to remove a folder into which another thread may still be writing.
const ATTEMPTS: usize = 100;

static WRITING: Mutex<Writing> = Mutex::new(Writing {
    finished: 0,
    paths: BTreeSet::new(),
});

struct Writing {
    /// How often something was moved into its place.
    finished: u64,
    paths: BTreeSet<PathBuf>,
}

/// A file or folder that is removed when this is dropped, and by [`abandon`].
#[derive(Debug)]
pub struct Unfinished {
    path: PathBuf,
}

impl Unfinished {
    /// Makes a file or folder, and says where it is.
    ///
    /// # Errors
    /// Those of `make`.
    pub fn make<T>(make: impl FnOnce() -> io::Result<(PathBuf, T)>) -> io::Result<(Self, T)> {
        let mut writing = writing();
        let (path, made) = make()?;
        writing.paths.insert(path.clone());
        Ok((Self { path }, made))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Moves what is finished into its place; never stopped in the middle.
    pub fn publish<T>(self, publish: impl FnOnce(&Path) -> T) -> T {
        let mut writing = writing();
        let published = publish(&self.path);
        writing.finished += 1;
        published
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        remove(&self.path);
        writing().paths.remove(&self.path);
    }
}

/// Removes everything unfinished, for a program that is about to end: whoever wants to begin or finish a file afterwards
/// waits for that end. Says how often something was finished before.
pub fn abandon() -> u64 {
    let writing = writing();
    for path in &writing.paths {
        // A thread that is writing into a folder may add a file while the others are being removed.
        for _ in 0..ATTEMPTS {
            remove(path);
            if !path.exists() {
                break;
            }
        }
    }
    let finished = writing.finished;
    std::mem::forget(writing);
    finished
}

fn writing() -> MutexGuard<'static, Writing> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

fn remove(path: &Path) {
    if path.is_dir() {
        let _ = std::fs::remove_dir_all(path);
    } else {
        let _ = std::fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_published_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let (half, done) = (folder.path().join("half"), folder.path().join("done"));
        let make = || std::fs::write(&half, "a").map(|()| (half.clone(), ()));
        drop(Unfinished::make(make).unwrap());
        assert!(!half.exists());
        let (unfinished, ()) = Unfinished::make(make).unwrap();
        unfinished
            .publish(|from| std::fs::rename(from, &done))
            .unwrap();
        assert!(done.exists() && !half.exists());
    }
}
