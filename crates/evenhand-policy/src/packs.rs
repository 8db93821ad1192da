//! The policy packs that the program brings along.

use evenhand_core::Pack;
use serde_json::Value;

/// A pack as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Embedded {
    /// `id@version`.
    pub name: &'static str,
    /// The file.
    pub text: &'static str,
}

/// Every version of every pack; a version never changes once it is published.
pub const PACKS: [Embedded; 16] = [
    Embedded {
        name: "eu-aia-annexIV@2027-12",
        text: include_str!("../packs/eu-aia-annexIV@2027-12.toml"),
    },
    Embedded {
        name: "eu-dsa-26-28@2024-02",
        text: include_str!("../packs/eu-dsa-26-28@2024-02.toml"),
    },
    Embedded {
        name: "eu-gdpr@2018-05",
        text: include_str!("../packs/eu-gdpr@2018-05.toml"),
    },
    Embedded {
        name: "house-marketing@1",
        text: include_str!("../packs/house-marketing@1.toml"),
    },
    Embedded {
        name: "ieee-7003@2024",
        text: include_str!("../packs/ieee-7003@2024.toml"),
    },
    Embedded {
        name: "iso-12791@2024",
        text: include_str!("../packs/iso-12791@2024.toml"),
    },
    Embedded {
        name: "nist-rmf@1.0",
        text: include_str!("../packs/nist-rmf@1.0.toml"),
    },
    Embedded {
        name: "us-ca-feha-ads@2025-10",
        text: include_str!("../packs/us-ca-feha-ads@2025-10.toml"),
    },
    Embedded {
        name: "us-ca-privacy@2026-01",
        text: include_str!("../packs/us-ca-privacy@2026-01.toml"),
    },
    Embedded {
        name: "us-co-life-draft@2023-09",
        text: include_str!("../packs/us-co-life-draft@2023-09.toml"),
    },
    Embedded {
        name: "us-credit-post2026@2026-07",
        text: include_str!("../packs/us-credit-post2026@2026-07.toml"),
    },
    Embedded {
        name: "us-fha-ads@2026-01",
        text: include_str!("../packs/us-fha-ads@2026-01.toml"),
    },
    Embedded {
        name: "us-nj-1316@2025-12",
        text: include_str!("../packs/us-nj-1316@2025-12.toml"),
    },
    Embedded {
        name: "us-nyc-ll144@2023-07",
        text: include_str!("../packs/us-nyc-ll144@2023-07.toml"),
    },
    Embedded {
        name: "us-ugesp-4d@1978",
        text: include_str!("../packs/us-ugesp-4d@1978.toml"),
    },
    Embedded {
        name: "us-vrs-housing@2023",
        text: include_str!("../packs/us-vrs-housing@2023.toml"),
    },
];

/// What two packs, or two versions of one, say differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackChange {
    /// What the second says; empty where it says nothing.
    pub after: String,
    /// What the first says; empty where it says nothing.
    pub before: String,
    /// Where: `status`, or `check LL144-SEL: limit.min`.
    pub place: String,
}

/// What differs between two packs, check by check.
///
/// ```
/// # use evenhand_policy::{PACKS, pack_changes};
/// # use evenhand_core::SourceText;
/// # fn read(name: &str) -> evenhand_core::Pack {
/// #     let file = PACKS.iter().find(|pack| pack.name == name).unwrap();
/// #     evenhand_core::Pack::read(&SourceText::new(file.name, file.text), evenhand_metrics_catalogue()).unwrap()
/// # }
/// # struct Any;
/// # impl evenhand_core::Catalogue for Any {
/// #     fn resolve(&self, _: &str) -> Result<evenhand_core::Resolved, String> { Err("no catalogue".into()) }
/// #     fn names(&self) -> Vec<String> { Vec::new() }
/// # }
/// # fn evenhand_metrics_catalogue() -> &'static dyn evenhand_core::Catalogue { &Any }
/// let (gdpr, nist) = (read("eu-gdpr@2018-05"), read("nist-rmf@1.0"));
/// assert!(pack_changes(&gdpr, &gdpr).is_empty());
/// let changes = pack_changes(&gdpr, &nist);
/// assert!(changes.iter().any(|change| change.place == "kind" && change.after == "guidance"));
/// ```
pub fn pack_changes(before: &Pack, after: &Pack) -> Vec<PackChange> {
    let (before, after) = (flat(before), flat(after));
    let mut places: Vec<&String> = before
        .iter()
        .chain(&after)
        .map(|(place, _)| place)
        .collect();
    let mut seen = std::collections::BTreeSet::new();
    places.retain(|place| seen.insert(place.as_str()));
    let value = |of: &[(String, String)], place: &str| {
        let known = of.iter().find(|(known, _)| known == place);
        known.map_or_else(String::new, |(_, value)| value.clone())
    };
    places
        .into_iter()
        .map(|place| PackChange {
            after: value(&after, place),
            before: value(&before, place),
            place: place.clone(),
        })
        .filter(|change| change.before != change.after)
        .collect()
}

/// Every field with a value, checks and requirements by their ids.
fn flat(pack: &Pack) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let Ok(Value::Object(of_pack)) = serde_json::to_value(pack) else {
        return fields;
    };
    for (key, value) in &of_pack {
        match value {
            Value::Array(elements) if ["check", "publish", "require"].contains(&key.as_str()) => {
                for element in elements {
                    let id = element["id"].as_str().unwrap_or_default();
                    let Value::Object(of_element) = element else {
                        continue;
                    };
                    for (part, value) in of_element.iter().filter(|(part, _)| *part != "id") {
                        walk(&format!("{key} {id}: {part}"), value, &mut fields);
                    }
                }
            }
            _ => walk(key, value, &mut fields),
        }
    }
    fields
}

fn walk(place: &str, value: &Value, fields: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::String(text) => fields.push((place.to_owned(), text.clone())),
        Value::Object(parts) => {
            for (part, value) in parts {
                walk(&format!("{place}.{part}"), value, fields);
            }
        }
        Value::Array(list) if list.is_empty() => {}
        other => fields.push((place.to_owned(), other.to_string())),
    }
}
