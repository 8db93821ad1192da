use std::cmp::Ordering;
use std::sync::Arc;

/// Name of the group whose protected value is missing.
pub const MISSING: &str = "(missing)";
/// Name of the group whose protected value is an empty text that was written on purpose.
pub const EMPTY: &str = "(empty)";
/// Name of the group whose value cannot be placed in any bin, such as NaN or an infinity.
pub const OUT_OF_RANGE: &str = "(not a number)";

/// A set of `attribute = value`: one pair is a group, several are an intersection, none is everyone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group {
    /// Names of the values in the order of the spec's attributes.
    pub levels: Vec<Arc<str>>,
}

impl Group {
    /// Everyone.
    pub fn everyone() -> Self {
        Self { levels: Vec::new() }
    }

    /// Name in files: the values joined by `*`; empty for everyone.
    ///
    /// ```
    /// # use evenhand_core::Group;
    /// let group = Group { levels: vec!["female".into(), "18-24".into()] };
    /// assert_eq!(group.name(), "female*18-24");
    /// ```
    pub fn name(&self) -> String {
        self.levels
            .iter()
            .map(|level| escape_level(level))
            .collect::<Vec<_>>()
            .join("*")
    }

    /// Whether one of its values is missing.
    pub fn has_missing(&self) -> bool {
        self.levels.iter().any(|level| &**level == MISSING)
    }
}

/// A value with `*` and `\` escaped, as it stands inside the name of an intersection.
pub fn escape_level(level: &str) -> String {
    if level.contains(['*', '\\']) {
        level.replace('\\', "\\\\").replace('*', "\\*")
    } else {
        level.to_owned()
    }
}

/// The values in the name of an intersection, unescaped; one value for a single attribute.
///
/// ```
/// # use evenhand_core::split_levels;
/// assert_eq!(split_levels(r"a\*b*c"), ["a*b", "c"]);
/// assert_eq!(split_levels("(missing)"), ["(missing)"]);
/// ```
pub fn split_levels(name: &str) -> Vec<String> {
    let mut levels = Vec::new();
    let mut level = String::new();
    let mut letters = name.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => level.push(letters.next().unwrap_or('\\')),
            '*' => levels.push(std::mem::take(&mut level)),
            other => level.push(other),
        }
    }
    levels.push(level);
    levels
}

/// Order of values in every output: numbers by size, then texts by code point, the missing last.
///
/// ```
/// # use evenhand_core::level_order;
/// let mut levels = vec!["(missing)", "b", "10", "9"];
/// levels.sort_by(|a, b| level_order(a, b));
/// assert_eq!(levels, ["9", "10", "b", "(missing)"]);
/// ```
pub fn level_order(a: &str, b: &str) -> Ordering {
    fn rank(level: &str) -> (u8, f64) {
        if level == MISSING {
            return (3, 0.0);
        }
        match level.parse::<f64>() {
            Ok(number) if number.is_finite() => (0, number),
            _ => (1, 0.0),
        }
    }
    let (ra, rb) = (rank(a), rank(b));
    ra.0.cmp(&rb.0)
        .then(ra.1.total_cmp(&rb.1))
        .then_with(|| a.cmp(b))
}
