use super::{Partition, ProtectedAttribute};
use crate::{AuditSpec, Error, Intersections, Result, nearest_combination};

/// Depth up to which attributes are combined where the spec does not say.
const DEFAULT_DEPTH: usize = 2;

/// The single attributes, then their intersections by depth, then those that only a check names.
pub(super) fn partitions(
    spec: &AuditSpec,
    attributes: &[ProtectedAttribute],
) -> Result<Vec<Partition>> {
    let mut found: Vec<Partition> = Vec::new();
    for i in 0..attributes.len() {
        found.push(partition(attributes, vec![i], true));
    }
    match &spec.groups.intersections {
        None => by_depth(&mut found, attributes, DEFAULT_DEPTH),
        Some(Intersections::Depth(depth)) => by_depth(&mut found, attributes, *depth),
        Some(Intersections::Lists(lists)) => {
            for (i, list) in lists.iter().enumerate() {
                let path = format!("groups.intersections[{i}]");
                add(
                    &mut found,
                    named(attributes, list.iter().map(String::as_str), &path)?,
                );
            }
        }
    }
    Ok(found)
}

/// The partition that a check writes as `a` or `a*b`; planned by itself where nothing else covers it.
pub(super) fn position(
    found: &mut Vec<Partition>,
    attributes: &[ProtectedAttribute],
    written: &str,
    path: &str,
) -> Result<usize> {
    // An attribute may be called `a*b`; the whole name comes first.
    let names: Vec<&str> = if attributes.iter().any(|a| a.name == written) {
        vec![written]
    } else {
        written.split('*').collect()
    };
    let single = names.len() == 1;
    let partition = named(attributes, names.into_iter().map(str::trim), path);
    let partition = partition.map_err(|error| {
        let known: Vec<&str> = attributes.iter().map(|a| a.name.as_str()).collect();
        match nearest_combination(written, &known) {
            // Right as they are, the names are wrong for another reason, such as one of them standing twice.
            Some(near) if !single && near != written => {
                error.with_help(format!("did you mean `{near}`?"))
            }
            _ => error,
        }
    })?;
    Ok(add(found, partition))
}

/// The partition of some attributes, by their names; planned by itself where nothing else covers it.
pub(super) fn at(
    found: &mut Vec<Partition>,
    attributes: &[ProtectedAttribute],
    names: &[&str],
) -> Result<usize> {
    let partition = named(attributes, names.iter().copied(), "policy.packs")?;
    Ok(add(found, partition))
}

fn named<'a>(
    attributes: &[ProtectedAttribute],
    names: impl Iterator<Item = &'a str>,
    path: &str,
) -> Result<Partition> {
    let mut positions = Vec::new();
    for name in names {
        let known = attributes.iter().map(|a| a.name.as_str());
        let Some(position) = attributes.iter().position(|a| a.name == name) else {
            return Err(Error::spec(
                path,
                format!("`{name}` is not a protected attribute of this spec"),
            )
            .did_you_mean(name, known));
        };
        if positions.contains(&position) {
            return Err(Error::spec(
                path,
                format!("`{name}` is combined with itself"),
            ));
        }
        positions.push(position);
    }
    if positions.is_empty() {
        return Err(Error::spec(
            path,
            "an intersection needs at least one attribute",
        ));
    }
    positions.sort_unstable();
    Ok(partition(attributes, positions, true))
}

fn by_depth(found: &mut Vec<Partition>, attributes: &[ProtectedAttribute], depth: usize) {
    for size in 2..=depth.min(attributes.len()) {
        let mut chosen: Vec<usize> = (0..size).collect();
        loop {
            add(found, partition(attributes, chosen.clone(), false));
            let Some(i) = (0..size)
                .rev()
                .find(|&i| chosen[i] + size - i < attributes.len())
            else {
                break;
            };
            chosen[i] += 1;
            for j in i + 1..size {
                chosen[j] = chosen[j - 1] + 1;
            }
        }
    }
}

fn add(found: &mut Vec<Partition>, partition: Partition) -> usize {
    match found
        .iter()
        .position(|known| known.attributes == partition.attributes)
    {
        Some(position) => {
            found[position].named |= partition.named;
            position
        }
        None => {
            found.push(partition);
            found.len() - 1
        }
    }
}

fn partition(attributes: &[ProtectedAttribute], positions: Vec<usize>, named: bool) -> Partition {
    let name = positions
        .iter()
        .map(|&i| attributes[i].name.as_str())
        .collect::<Vec<_>>()
        .join("*");
    Partition {
        attributes: positions,
        named,
        name,
    }
}
