use crate::error::{Error, Result};
use crate::format::{ENDINGS, ending};
use crate::unfinished::Unfinished;
use evenhand_core::{OneOrMany, nearest};
use std::io;
use std::path::{Path, PathBuf};

/// The files of a source.
pub(super) struct Found {
    pub files: Vec<FoundFile>,
    pub spool: Option<Unfinished>,
}

/// A file, and what its folders say of its rows.
pub(super) struct FoundFile {
    /// Values of hive partitions: `country=FR/part.parquet`.
    pub partitions: Vec<(String, Option<String>)>,
    pub name: String,
    pub path: PathBuf,
}

/// Finds the files of a source: each is a file, a glob, a folder or `-`.
pub(super) fn discover(source: &OneOrMany, base: &Path) -> Result<Found> {
    let mut found = Found {
        files: Vec::new(),
        spool: None,
    };
    if source.is_empty() {
        return Err(Error::NoSource);
    }
    for written in source.as_slice() {
        if written == "-" {
            if found.spool.is_none() {
                let spool = spool().map_err(|source| Error::Io {
                    path: "standard input".into(),
                    source,
                })?;
                found.files.push(FoundFile {
                    partitions: Vec::new(),
                    name: "standard input".to_owned(),
                    path: spool.path().to_owned(),
                });
                found.spool = Some(spool);
            }
            continue;
        }
        add(written, base, &mut found.files)?;
    }
    Ok(found)
}

/// Copies standard input into a file, so that it can be read more than once.
fn spool() -> io::Result<Unfinished> {
    let (spool, mut file) = Unfinished::make(|| {
        let (file, path) = tempfile::NamedTempFile::new()?.keep()?;
        Ok((path, file))
    })?;
    io::copy(&mut io::stdin().lock(), &mut file)?;
    Ok(spool)
}

fn add(written: &str, base: &Path, files: &mut Vec<FoundFile>) -> Result<()> {
    let path = base.join(written);
    if path.is_dir() {
        let before = files.len();
        walk(&path, base, &mut Vec::new(), files)?;
        if files.len() == before {
            return Err(Error::EmptyFolder { path });
        }
        return Ok(());
    }
    if path.exists() {
        files.push(file(path, base, Vec::new()));
        return Ok(());
    }
    if !written.contains(['*', '?', '[']) {
        return Err(not_found(written, base));
    }
    let no_match = || Error::NoMatch {
        pattern: written.to_owned(),
    };
    let pattern = if Path::new(written).is_absolute() || base.as_os_str().is_empty() {
        written.to_owned()
    } else {
        let base = glob::Pattern::escape(&base.to_string_lossy());
        format!("{base}/{written}")
    };
    let mut matches: Vec<PathBuf> = glob::glob(&pattern)
        .map_err(|_| no_match())?
        .filter_map(|entry| entry.ok().filter(|path| path.is_file()))
        .collect();
    if matches.is_empty() {
        return Err(no_match());
    }
    matches.sort();
    files.extend(matches.into_iter().map(|path| {
        let partitions = partitions_of(&path, base);
        file(path, base, partitions)
    }));
    Ok(())
}

fn not_found(written: &str, base: &Path) -> Error {
    let here = base.as_os_str().is_empty() || base == Path::new(".");
    let path = if here {
        PathBuf::from(written)
    } else {
        base.join(written)
    };
    let beside: Vec<String> = std::fs::read_dir(base.join(written).with_file_name(""))
        .map(|entries| {
            let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
            names.collect()
        })
        .unwrap_or_default();
    let name = Path::new(written).file_name().unwrap_or_default();
    let mut beside: Vec<&str> = beside.iter().map(String::as_str).collect();
    beside.sort_unstable();
    let near = nearest(&name.to_string_lossy(), beside);
    Error::NotFound {
        base: (!here && !Path::new(written).is_absolute()).then(|| base.to_owned()),
        near: near.map(|near| {
            let near = Path::new(written).with_file_name(near);
            near.to_string_lossy().into_owned()
        }),
        path,
    }
}

fn file(path: PathBuf, base: &Path, partitions: Vec<(String, Option<String>)>) -> FoundFile {
    let name = path.strip_prefix(base).unwrap_or(&path);
    FoundFile {
        name: name.to_string_lossy().into_owned(),
        partitions,
        path,
    }
}

/// All data files below a folder, by name.
fn walk(
    folder: &Path,
    base: &Path,
    partitions: &mut Vec<(String, Option<String>)>,
    files: &mut Vec<FoundFile>,
) -> Result<()> {
    let io = |source| Error::Io {
        path: folder.to_owned(),
        source,
    };
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .map_err(io)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()
        .map_err(io)?;
    entries.sort();
    for path in entries {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        if name.starts_with(['.', '_']) {
            continue;
        }
        if path.is_dir() {
            let pair = partition(&name);
            let deeper = pair.is_some();
            partitions.extend(pair);
            walk(&path, base, partitions, files)?;
            if deeper {
                partitions.pop();
            }
        } else if ENDINGS.contains(&ending(&path).as_str()) {
            files.push(file(path, base, partitions.clone()));
        }
    }
    Ok(())
}

/// The hive partitions among the folders between the base and a file.
fn partitions_of(path: &Path, base: &Path) -> Vec<(String, Option<String>)> {
    let below = path.strip_prefix(base).unwrap_or(path);
    below
        .parent()
        .into_iter()
        .flat_map(Path::components)
        .filter_map(|part| partition(&part.as_os_str().to_string_lossy()))
        .collect()
}

/// `key=value` of a folder's name.
fn partition(name: &str) -> Option<(String, Option<String>)> {
    let (key, value) = name.split_once('=')?;
    if key.is_empty() {
        return None;
    }
    let value = (value != "__HIVE_DEFAULT_PARTITION__").then(|| unescaped(value));
    Some((unescaped(key), value))
}

/// A text with `%2F` and the like written out.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = (*first == b'%')
            .then(|| tail.get(..2))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_name_partitions() {
        assert_eq!(
            partition("city=New%20York"),
            Some(("city".to_owned(), Some("New York".to_owned())))
        );
        assert_eq!(
            partition("city=__HIVE_DEFAULT_PARTITION__"),
            Some(("city".to_owned(), None))
        );
        assert_eq!(partition("2024"), None);
    }
}
