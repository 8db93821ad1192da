use super::{Partition, ProtectedAttribute, UncertainAttribute, intersections};
use crate::{CheckSpec, Error, Input, MetricInfo, Result};

/// What a check covers: partitions, or attributes known by probabilities.
pub(super) fn covered(
    check: &CheckSpec,
    metric: &MetricInfo,
    (attributes, uncertain): (&[ProtectedAttribute], &[UncertainAttribute]),
    partitions: &mut Vec<Partition>,
    path: &str,
) -> Result<(Vec<usize>, Vec<String>)> {
    let by_probability = metric.inputs.contains(&Input::Probabilities);
    let names = || uncertain.iter().map(|a| a.name.as_str());
    let Some(written) = &check.attributes else {
        if by_probability {
            return Ok((Vec::new(), names().map(str::to_owned).collect()));
        }
        if attributes.is_empty() {
            return Err(Error::spec(
                format!("{path}.metric"),
                format!(
                    "`{}` compares groups, and this spec knows its attributes by probabilities only",
                    metric.id
                ),
            )
            .with_help(INSTEAD));
        }
        return Ok(((0..attributes.len()).collect(), Vec::new()));
    };
    if written.is_empty() {
        return Err(Error::spec(
            format!("{path}.attributes"),
            "the list of attributes is empty",
        )
        .with_help("leave the key out to cover every single attribute"));
    }
    let (mut positions, mut likely) = (Vec::new(), Vec::new());
    for (i, name) in written.iter().enumerate() {
        let path = format!("{path}.attributes[{i}]");
        let part = |part: &str| names().find(|known| *known == part.trim());
        let unsure = part(name).or_else(|| name.split('*').find_map(part));
        match (by_probability, unsure) {
            (true, Some(known)) if known == name.trim() => {
                if !likely.iter().any(|other| other == known) {
                    likely.push(known.to_owned());
                }
            }
            (true, _) => {
                return Err(Error::spec(
                    path,
                    format!(
                        "`{}` is about attributes known by probabilities, and `{name}` is none of them",
                        metric.id
                    ),
                )
                .did_you_mean(name, names())
                .with_help(format!("name one of: {}", names().collect::<Vec<_>>().join(", "))));
            }
            (false, Some(known)) => {
                return Err(Error::spec(
                    path,
                    format!(
                        "`{known}` is known by probabilities only, and `{}` needs to know who is in which group",
                        metric.id
                    ),
                )
                .with_help(INSTEAD));
            }
            (false, None) => {
                let position = intersections::position(partitions, attributes, name, &path)?;
                if !positions.contains(&position) {
                    positions.push(position);
                }
            }
        }
    }
    Ok((positions, likely))
}

/// What stands in for a comparison of groups that nobody knows for certain.
const INSTEAD: &str = "use `probabilistic_rate_difference`, whose interval holds all that the probabilities leave open, or give the attribute a `column` of values";
