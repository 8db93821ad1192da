use crate::{FAMILIES, catalogue};
use evenhand_core::Scope;
use std::fmt::Write as _;

/// The reference page of the whole catalogue, as `docs/metrics.md` holds it.
pub fn markdown() -> String {
    let mut text = String::from(
        "# Metrics\n\nGenerated from the catalogue; do not edit by hand. Every number carries an interval and its method; \
         what is undefined stays undefined.\n",
    );
    for family in FAMILIES {
        let (family, title) = (family.name, family.title);
        let _ = write!(text, "\n## {title}\n");
        for entry in catalogue()
            .entries()
            .iter()
            .filter(|entry| entry.info.family == family)
        {
            let info = &entry.info;
            let _ = write!(
                text,
                "\n### `{}`\n\n{}: {}\n\n",
                info.id, info.label, info.summary
            );
            let _ = writeln!(text, "- Formula: `{}`", info.formula);
            let about = match info.scope {
                Scope::Group => "one group",
                Scope::Pair => "a group against its reference",
                Scope::Summary => "all groups of an attribute",
            };
            let _ = writeln!(text, "- About: {about}");
            let _ = writeln!(text, "- Interval: {}", info.interval);
            if !info.aliases.is_empty() {
                let names: Vec<String> = info
                    .aliases
                    .iter()
                    .map(|name| format!("`{name}`"))
                    .collect();
                let _ = writeln!(text, "- Also: {}", names.join(", "));
            }
            for (tool, name, transform) in &entry.peers {
                let _ = writeln!(text, "- {tool}: `{name}` ({transform})");
            }
            for (heading, part) in [
                ("Reading", &info.reading),
                ("Undefined", &info.undefined),
                ("Beware", &info.beware),
                ("Compare", &info.compare),
                ("Source", &info.source),
            ] {
                if !part.is_empty() {
                    let _ = writeln!(text, "- {heading}: {part}");
                }
            }
        }
    }
    text
}
