/// The candidate most like `word`, if one is close enough to be a likely slip of the pen.
///
/// ```
/// # use evenhand_core::nearest;
/// assert_eq!(nearest("atribute", ["attribute", "columns"]), Some("attribute"));
/// assert_eq!(nearest("weather", ["attribute", "columns"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let lower = candidate.to_lowercase();
        let mut score = strsim::jaro_winkler(&wanted, &lower);
        if wanted.len() >= 3 && (lower.contains(&wanted) || wanted.contains(&lower)) {
            score = score.max(0.86);
        }
        if score > best.map_or(0.82, |(s, _)| s) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}
