//! Puts the pictures of the guide into text, so that its pages carry them wherever they are read.
#![allow(clippy::print_stdout)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for part in bytes.chunks(3) {
        let word = (0..3).fold(0, |word, i| {
            word << 8 | usize::from(part.get(i).copied().unwrap_or(0))
        });
        for i in 0..4 {
            text.push(if i <= part.len() {
                char::from(DIGITS[word >> (18 - 6 * i) & 63])
            } else {
                '='
            });
        }
    }
    text
}

/// `[name]: data:…` for every picture: a link definition that comes before the one in the page and therefore wins.
fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=guide/pictures");
    let mut pictures: Vec<PathBuf> = std::fs::read_dir("guide/pictures")?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    pictures.sort();
    let mut text = String::new();
    for path in pictures
        .iter()
        .filter(|path| path.extension().is_some_and(|ext| ext == "png"))
    {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let data = base64(&std::fs::read(path)?);
        let _ = writeln!(text, "[{name}]: data:image/png;base64,{data}");
    }
    let out = std::env::var_os("OUT_DIR").unwrap_or_default();
    std::fs::write(Path::new(&out).join("pictures.md"), text)
}
