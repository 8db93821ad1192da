//! How much memory a run may take.

use crate::failure::Failure;

/// What a machine says of its memory, and what a container is allowed.
const MACHINE: &str = "/proc/meminfo";
const CONTAINER: &str = "/sys/fs/cgroup/memory.max";

/// The limit as it is written; without one, three quarters of what the machine or its container has, where that is known.
pub fn most(written: Option<&str>) -> Result<Option<u64>, Failure> {
    match written.map(str::trim) {
        Some("none") => Ok(None),
        Some(text) => bytes(text).map(Some).ok_or_else(|| {
            Failure::usage(format!("--max-memory {text}: this is no size"))
                .with_help("write 512MB, 2GB, 1.5GiB, or none")
        }),
        None => Ok(available().map(|bytes| bytes / 4 * 3)),
    }
}

/// A number with a unit; powers of 1000 and, with an i, of 1024.
fn bytes(text: &str) -> Option<u64> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.'));
    let (number, unit) = text.split_at(end.unwrap_or(text.len()));
    let factor = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1.0,
        "k" | "kb" => 1e3,
        "m" | "mb" => 1e6,
        "g" | "gb" => 1e9,
        "t" | "tb" => 1e12,
        "kib" => 1024.0,
        "mib" => 1024.0 * 1024.0,
        "gib" => 1024.0 * 1024.0 * 1024.0,
        "tib" => 1024.0 * 1024.0 * 1024.0 * 1024.0,
        _ => return None,
    };
    let bytes = number.parse::<f64>().ok()? * factor;
    (bytes >= 1.0).then_some(bytes as u64)
}

fn available() -> Option<u64> {
    let machine = std::fs::read_to_string(MACHINE).ok()?;
    let line = machine.lines().find(|line| line.starts_with("MemTotal:"))?;
    let machine = line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024;
    let container = std::fs::read_to_string(CONTAINER).ok();
    let container = container.and_then(|text| text.trim().parse::<u64>().ok());
    Some(container.map_or(machine, |container| machine.min(container)))
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn sizes_are_read_with_their_units() {
        assert_eq!(bytes("512MB"), Some(512_000_000));
        assert_eq!(bytes("1.5 GiB"), Some(1_610_612_736));
        assert_eq!(bytes("4096"), Some(4096));
        assert_eq!(["", "0", "2 parsecs", "GB"].map(bytes), [None; 4]);
    }
}
