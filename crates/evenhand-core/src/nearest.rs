/// Letters of the shortest name that is recognised as a part of a word.
const SHORTEST_PART: usize = 3;

/// The candidate most like `word`, if one is close enough to be a likely slip of the pen.
///
/// A name inside the word, or around it, is close only if it is no mere fragment: three letters, and half of the word.
///
/// ```
/// # use evenhand_core::nearest;
/// assert_eq!(nearest("atribute", ["attribute", "columns"]), Some("attribute"));
/// assert_eq!(nearest("weather", ["attribute", "columns"]), None);
/// assert_eq!(nearest("tpp", ["t", "tpr"]), Some("tpr"));
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let length = wanted.chars().count();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let lower = candidate.to_lowercase();
        let own = lower.chars().count();
        let mut score = strsim::jaro_winkler(&wanted, &lower);
        let around = length >= SHORTEST_PART && lower.contains(&wanted);
        let inside = own >= SHORTEST_PART && own * 2 >= length && wanted.contains(&lower);
        if around || inside {
            score = score.max(0.86);
        }
        if score > best.map_or(0.82, |(s, _)| s) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// A combination `a*b` with each of its names put right; nothing where a name is like none of the candidates.
///
/// ```
/// # use evenhand_core::nearest_combination;
/// assert_eq!(nearest_combination("gender*agee", &["age", "gender"]).as_deref(), Some("gender*age"));
/// assert_eq!(nearest_combination("gender*zip", &["age", "gender"]), None);
/// ```
pub fn nearest_combination(written: &str, candidates: &[&str]) -> Option<String> {
    let right = |name: &str| {
        let same = candidates.iter().find(|known| **known == name);
        same.copied()
            .or_else(|| nearest(name, candidates.iter().copied()))
    };
    let names: Option<Vec<&str>> = written.split('*').map(|name| right(name.trim())).collect();
    names.map(|names| names.join("*"))
}
