use crate::args::{ListFormat, MetricsArgs};
use crate::failure::Outcome;
use crate::terminal;
use evenhand::metrics::{catalogue, markdown};
use std::fmt::Write as _;

pub fn run(args: &MetricsArgs) -> Outcome {
    let entries = catalogue().entries();
    let text = match args.format {
        ListFormat::Json => {
            let list: Vec<_> = entries.iter().map(listed).collect();
            format!(
                "{}\n",
                serde_json::to_string_pretty(&list).unwrap_or_default()
            )
        }
        ListFormat::Markdown => markdown(),
        ListFormat::Table => {
            let mut text = String::new();
            let mut family = "";
            for entry in entries {
                if entry.info.family != family {
                    family = &entry.info.family;
                    let _ = writeln!(text, "{}{family}", if text.is_empty() { "" } else { "\n" });
                }
                let _ = writeln!(text, "  {:<44} {}", entry.info.id, entry.info.label);
            }
            let _ = writeln!(
                text,
                "\n{} metrics; `evenhand explain ID` tells more of one.",
                entries.len()
            );
            text
        }
    };
    terminal::print(&text)?;
    Ok(0)
}

/// A metric with peers' names for it, as JSON.
fn listed(entry: &evenhand::metrics::Entry) -> serde_json::Value {
    let mut value = serde_json::to_value(&entry.info).unwrap_or_default();
    let peers: Vec<serde_json::Value> = entry
        .peers
        .iter()
        .map(|(tool, name, transform)| {
            serde_json::json!({ "tool": tool, "name": name, "transform": transform })
        })
        .collect();
    if let Some(fields) = value.as_object_mut() {
        fields.insert("parameter".to_owned(), serde_json::json!(entry.parameter));
        fields.insert("peers".to_owned(), serde_json::Value::Array(peers));
    }
    value
}
