use super::build::known;
use super::{Bins, ColumnIndex, ColumnKind, ProtectedAttribute};
use crate::{AttributeSpec, AuditSpec, Error, Result, nearest_combination};
use std::collections::BTreeMap;

/// Shares written with few digits may sum to a little more than one.
const BENCHMARK_TOLERANCE: f64 = 0.005;

/// The protected attributes of a spec whose groups are known.
pub(super) fn attributes(
    spec: &AuditSpec,
    columns: &ColumnIndex,
) -> Result<Vec<ProtectedAttribute>> {
    if spec.attribute.is_empty() {
        return Err(
            Error::spec("attribute", "no protected attribute is named").with_help(
                "add `[[attribute]]` with `column = \"…\"`, or --protected on the command line",
            ),
        );
    }
    let mut attributes: Vec<ProtectedAttribute> = Vec::new();
    for (i, written) in spec.attribute.iter().enumerate() {
        let path = format!("attribute[{i}]");
        if !written.columns.is_empty() {
            if !written.benchmark.is_empty() {
                return Err(Error::spec(
                    format!("{path}.benchmark"),
                    "an attribute known by probabilities has no groups to hold against a population",
                ));
            }
            continue;
        }
        let attribute = attribute(written, columns, &path)?;
        if attributes.iter().any(|other| other.name == attribute.name) {
            return Err(Error::spec(
                format!("{path}.name"),
                format!("two attributes are called `{}`", attribute.name),
            )
            .with_help("give one of them another `name`"));
        }
        attributes.push(attribute);
    }
    Ok(attributes)
}

fn attribute(
    written: &AttributeSpec,
    columns: &ColumnIndex,
    path: &str,
) -> Result<ProtectedAttribute> {
    if written.column.is_empty() {
        return Err(
            Error::spec(path, "the attribute names no column").with_help(
                "add `column = \"…\"`, or `columns` with one column of probabilities per value",
            ),
        );
    }
    let kind = known(&written.column, columns, &format!("{path}.column"))
        .map_err(|error| one_by_one(error, &written.column, columns))?;
    let bins = match &written.bins {
        None => None,
        Some(edges) => {
            if matches!(
                kind,
                ColumnKind::Text | ColumnKind::Boolean | ColumnKind::Date
            ) {
                return Err(Error::spec(
                    format!("{path}.bins"),
                    format!(
                        "column `{}` holds {}, and only numbers can be binned",
                        written.column,
                        kind.words()
                    ),
                ));
            }
            let bins = Bins::new(edges, kind != ColumnKind::Float);
            Some(bins.ok_or_else(|| {
                Error::spec(
                    format!("{path}.bins"),
                    "the edges of bins must be finite and increase",
                )
            })?)
        }
    };
    let name = written
        .name
        .clone()
        .unwrap_or_else(|| written.column.clone());
    Ok(ProtectedAttribute {
        benchmark: benchmark(written, path)?,
        bins,
        categorical: written.categorical,
        column: written.column.clone(),
        kind: written.kind,
        role: written.role.clone().unwrap_or_else(|| name.clone()),
        reference: written.reference.clone().unwrap_or_default(),
        unknown: written.unknown.clone(),
        name,
    })
}

/// Shares of the population; those of a group that the rows do not have are noticed when the rows are known.
fn benchmark(written: &AttributeSpec, path: &str) -> Result<BTreeMap<String, f64>> {
    let shares = &written.benchmark;
    let wrong = |text: String| {
        Err(Error::spec(format!("{path}.benchmark"), text)
            .with_help("example: benchmark = { women = 0.51, men = 0.49 }"))
    };
    if let Some((group, share)) = shares.iter().find(|(_, s)| !(0.0..=1.0).contains(*s)) {
        return wrong(format!(
            "the share {share} of `{group}` is not between 0 and 1"
        ));
    }
    let sum: f64 = shares.values().sum();
    if sum > 1.0 + BENCHMARK_TOLERANCE {
        return wrong(format!(
            "the shares sum to {sum}, which is more than everyone"
        ));
    }
    Ok(shares.clone())
}

/// What to do where a combination stands in the place of a column.
fn one_by_one(error: Error, written: &str, columns: &ColumnIndex) -> Error {
    if !written.contains('*') {
        return error;
    }
    let names: Vec<&str> = columns.names().collect();
    match nearest_combination(written, &names) {
        Some(near) => error.with_help(format!(
            "an attribute is one column: name {} each by itself. `intersections` under [groups] (--intersect) combines them, and a check names the combination `{near}`",
            near.split('*').map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ")
        )),
        None => error,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::benchmark;
    use crate::AttributeSpec;

    #[test]
    fn shares_of_the_population_are_shares() {
        let of = |shares: &[(&str, f64)]| {
            let written = AttributeSpec {
                benchmark: shares.iter().map(|(g, s)| ((*g).to_owned(), *s)).collect(),
                ..AttributeSpec::default()
            };
            benchmark(&written, "attribute[0]").map_err(|error| error.to_string())
        };
        assert_eq!(of(&[("women", 0.51), ("men", 0.49)]).unwrap().len(), 2);
        assert!(of(&[]).unwrap().is_empty());
        // Shares of some groups only, and shares that were rounded up.
        assert!(of(&[("women", 0.3)]).is_ok() && of(&[("a", 0.334), ("b", 0.667)]).is_ok());
        assert!(
            of(&[("women", 51.0)])
                .unwrap_err()
                .contains("attribute[0].benchmark")
        );
        assert!(of(&[("women", f64::NAN)]).is_err());
        assert!(
            of(&[("women", 0.6), ("men", 0.6)])
                .unwrap_err()
                .contains("sum to 1.2")
        );
    }
}
