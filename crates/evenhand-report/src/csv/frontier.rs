use super::{number, text};
use evenhand_core::Frontier;
use std::io;

const HEADER: &str = "model,threshold,selected,worth,worth_lower,worth_upper,gap,gap_lower,gap_upper,attribute,group,beaten\n";

/// Writes every choice as one row: what it is worth, the ratio of the group that fares worst, and whether another one beats it.
///
/// # Errors
/// When the writer fails.
pub fn frontier_csv(frontier: &Frontier, out: &mut impl io::Write) -> io::Result<()> {
    out.write_all(HEADER.as_bytes())?;
    let mut line = String::new();
    for choice in &frontier.choices {
        line.clear();
        text(&mut line, &choice.model);
        let (worth, gap) = (choice.worth, choice.gap);
        for value in [
            choice.threshold,
            choice.selected,
            worth.value,
            worth.lower,
            worth.upper,
            gap.value,
            gap.lower,
            gap.upper,
        ] {
            number(&mut line, value);
        }
        for name in [&choice.attribute, &choice.group] {
            line.push(',');
            text(&mut line, name);
        }
        line.push_str(if choice.beaten { ",yes\n" } else { ",no\n" });
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}
