use super::covered::covered;
use super::{CheckOrigin, CheckPlan, Partition, ProtectedAttribute, UncertainAttribute};
use crate::{
    AuditSpec, Catalogue, CheckSpec, Error, EvidenceWanted, Fraction, Input, Limit, LimitSpec,
    MetricInfo, Polarity, Resolved, Result, RuleOfPack, Scalar, Scope, Severity, SourceText, Span,
    Transform,
};

/// The checks of the spec.
pub(super) fn checks(
    spec: &AuditSpec,
    polarity: Polarity,
    has: &dyn Fn(Input) -> bool,
    (attributes, uncertain): (&[ProtectedAttribute], &[UncertainAttribute]),
    partitions: &mut Vec<Partition>,
    catalogue: &dyn Catalogue,
    text: Option<&SourceText>,
) -> Result<Vec<CheckPlan>> {
    let mut planned: Vec<CheckPlan> = Vec::new();
    for (index, check) in spec.check.iter().enumerate() {
        let path = format!("check[{index}]");
        if spec.check[..index].iter().any(|other| other.id == check.id) {
            return Err(Error::spec(
                format!("{path}.id"),
                format!("two checks are called `{}`", check.id),
            ));
        }
        let resolved = catalogue.resolve(&check.metric).map_err(|reason| {
            let names = catalogue.names();
            Error::spec(format!("{path}.metric"), reason)
                .did_you_mean(&check.metric, names.iter().map(String::as_str))
        })?;
        needs(&resolved.info, has, &format!("{path}.metric"))?;
        if check.evidence == EvidenceWanted::Rule && resolved.id != RULED {
            return Err(Error::spec(
                format!("{path}.evidence"),
                format!("no rule has a result of its own for `{}`", resolved.id),
            )
            .with_help(format!("the four-fifths rule speaks of `{RULED}`")));
        }
        if check.severity == Severity::Gate && check.evidence != EvidenceWanted::Confirmed {
            return Err(Error::spec(
                format!("{path}.evidence"),
                "a gate acts on a confirmed gap only",
            )
            .with_help("use `severity = \"warn\"`, or leave `evidence` out"));
        }
        let limit = transformed(
            limit(&check.limit, &resolved.info, &format!("{path}.limit"))?,
            resolved.transform,
        );
        let origin = CheckOrigin::Spec {
            index,
            line: text.and_then(|t| t.line_of(&path)),
        };
        let covers = covered(
            check,
            &resolved.info,
            (attributes, uncertain),
            partitions,
            &path,
        )?;
        planned.push(plan(check, resolved, limit, polarity, covers, origin));
    }
    Ok(planned)
}

/// The checks that stand in where neither the spec nor a pack brings one: over every single attribute.
pub(super) fn default_checks(
    polarity: Polarity,
    has: &dyn Fn(Input) -> bool,
    attributes: usize,
    catalogue: &dyn Catalogue,
) -> Result<Vec<CheckPlan>> {
    let singles: Vec<usize> = (0..attributes).collect();
    let mut planned = Vec::new();
    for check in defaults(has(Input::Label)) {
        let resolved = catalogue
            .resolve(&check.metric)
            .map_err(|reason| Error::spec("check", reason))?;
        let limit = limit(&check.limit, &resolved.info, "check")?;
        let covers = (singles.clone(), Vec::new());
        planned.push(plan(
            &check,
            resolved,
            limit,
            polarity,
            covers,
            CheckOrigin::Default,
        ));
    }
    Ok(planned)
}

/// The metric that the four-fifths rule speaks of.
const RULED: &str = "disparate_impact_ratio";

/// The limits that stand in where nobody adopted any.
fn defaults(has_label: bool) -> Vec<CheckSpec> {
    let check = |id: &str, metric: &str, limit: LimitSpec, severity| CheckSpec {
        id: id.to_owned(),
        metric: metric.to_owned(),
        attributes: None,
        limit,
        severity,
        evidence: EvidenceWanted::Confirmed,
        slices: false,
    };
    let tenth = || LimitSpec {
        max_abs: Some(Scalar::from("1/10")),
        ..LimitSpec::default()
    };
    let four_fifths = LimitSpec {
        min: Some(Scalar::from("4/5")),
        ..LimitSpec::default()
    };
    let mut checks = vec![check(
        "default-selection",
        "disparate_impact_ratio",
        four_fifths,
        Severity::Gate,
    )];
    if has_label {
        checks.push(check(
            "default-opportunity",
            "equal_opportunity_difference",
            tenth(),
            Severity::Warn,
        ));
        checks.push(check(
            "default-false-positives",
            "false_positive_rate_difference",
            tenth(),
            Severity::Warn,
        ));
    }
    checks
}

fn plan(
    check: &CheckSpec,
    resolved: Resolved,
    limit: Limit,
    polarity: Polarity,
    (partitions, uncertain): (Vec<usize>, Vec<String>),
    origin: CheckOrigin,
) -> CheckPlan {
    let mirrored = if polarity == Polarity::Burden {
        mirror(limit, &resolved.info)
    } else {
        None
    };
    CheckPlan {
        code: None,
        evidence: check.evidence,
        groups: Vec::new(),
        id: check.id.clone(),
        limit: mirrored.unwrap_or(limit),
        limit_mirrored: mirrored.is_some(),
        metric_id: resolved.id,
        metric: resolved.info,
        models: Vec::new(),
        note: String::new(),
        origin,
        partitions,
        rule: (check.evidence == EvidenceWanted::Rule).then_some(RuleOfPack::FourFifths),
        severity: check.severity,
        slices: check.slices,
        uncertain,
        untested: None,
        view: 0,
    }
}

/// Under `burden`, "at least r" of a selection ratio becomes "at most 1/r", and "at least −d" becomes "at most d". A limit
/// that says "at most" already speaks of the burden, and stays as it is.
pub(super) fn mirror(limit: Limit, metric: &MetricInfo) -> Option<Limit> {
    if !metric.mirrors || metric.scope == Scope::Summary {
        return None;
    }
    let flip = match metric.span {
        Span::Ratio | Span::OddsRatio => Transform::Inverse,
        _ => Transform::Negated,
    };
    let at_least = limit.min.is_some() && limit.max.is_none();
    (at_least && limit.max_abs.is_none()).then(|| transformed(limit, flip))
}

/// A limit on a peer's number as the limit on ours.
pub(super) fn transformed(limit: Limit, transform: Transform) -> Limit {
    let flip = |bound: Option<Fraction>| match transform {
        Transform::Same => bound,
        Transform::Negated => bound.map(Fraction::negated),
        Transform::Inverse => bound.and_then(Fraction::reciprocal),
    };
    match transform {
        Transform::Same => limit,
        _ => Limit {
            min: flip(limit.max),
            max: flip(limit.min),
            max_abs: limit.max_abs,
            watch: flip(limit.watch),
        },
    }
}

/// Fails where a check asks for a metric whose columns nobody named.
pub(super) fn needs(metric: &MetricInfo, has: &dyn Fn(Input) -> bool, path: &str) -> Result<()> {
    let Some(input) = metric.inputs.iter().find(|input| !has(**input)) else {
        return Ok(());
    };
    let flag = match input {
        Input::Label => ", or --label on the command line",
        Input::Score => ", or --score on the command line",
        Input::Stratum => ", or --stratum on the command line",
        Input::Features => ", or --feature on the command line",
        Input::Rescored => ", or --rescored on the command line",
        _ => "",
    };
    Err(Error::spec(
        path,
        format!(
            "`{}` needs {}, and the spec names none",
            metric.id,
            input.words()
        ),
    )
    .with_help(format!("name the column: `{} = \"…\"`{flag}", input.key())))
}

pub(super) fn limit(written: &LimitSpec, metric: &MetricInfo, path: &str) -> Result<Limit> {
    let read = |value: &Option<Scalar>, key: &str| -> Result<Option<Fraction>> {
        value
            .as_ref()
            .map(|value| {
                value
                    .to_string()
                    .parse::<Fraction>()
                    .map_err(|error| Error::spec(format!("{path}.{key}"), error.to_string()))
            })
            .transpose()
    };
    let limit = Limit {
        min: read(&written.min, "min")?,
        max: read(&written.max, "max")?,
        max_abs: read(&written.max_abs, "max_abs")?,
        watch: read(&written.watch, "watch")?,
    };
    if limit.min.is_none() && limit.max.is_none() && limit.max_abs.is_none() {
        return Err(Error::spec(path, "the limit names no bound")
            .with_help("write `limit = { min = \"4/5\" }`, `max` or `max_abs`"));
    }
    if limit.max_abs.is_some_and(|bound| bound.numerator() < 0) {
        return Err(Error::spec(
            format!("{path}.max_abs"),
            "an absolute bound cannot be negative",
        ));
    }
    if let (Some(low), Some(high)) = limit.bounds()
        && low > high
    {
        return Err(Error::spec(
            path,
            format!("nothing can be at least {low} and at most {high}"),
        ));
    }
    let ratio = matches!(metric.span, Span::Ratio | Span::OddsRatio);
    if ratio && limit.max_abs.is_some() {
        return Err(Error::spec(
            format!("{path}.max_abs"),
            format!("`{}` is a ratio: 1 is equality", metric.id),
        )
        .with_help("use `min = \"4/5\"`, `max = \"5/4\"`, or both"));
    }
    if let (Some(low), _) = limit.bounds()
        && metric.range.1.is_some_and(|highest| low.to_f64() > highest)
    {
        return Err(Error::spec(
            format!("{path}.min"),
            format!("`{}` never reaches {low}", metric.id),
        )
        .with_help("a share is written 4/5 or 0.8, not 80"));
    }
    Ok(limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Favours;

    fn ratio() -> MetricInfo {
        let text = String::new;
        MetricInfo {
            aliases: Vec::new(),
            beware: text(),
            compare: text(),
            family: text(),
            favours: Favours::Ideal,
            formula: text(),
            id: "disparate_impact_ratio".to_owned(),
            ideal: Some(1.0),
            inputs: vec![Input::Decision],
            interval: text(),
            label: text(),
            mirrors: true,
            of: None,
            range: (None, None),
            reading: text(),
            scope: Scope::Pair,
            source: text(),
            span: Span::Ratio,
            summary: text(),
            undefined: text(),
        }
    }

    #[test]
    fn only_a_limit_that_says_at_least_is_mirrored() {
        let bound = |text: &str| Some(text.parse::<Fraction>().unwrap());
        let at_least = Limit {
            min: bound("4/5"),
            ..Limit::default()
        };
        let at_most = Limit {
            max: bound("5/4"),
            ..Limit::default()
        };
        let both = Limit {
            min: bound("4/5"),
            ..at_most
        };
        assert_eq!(mirror(at_least, &ratio()), Some(at_most));
        // Whoever writes "at most 5/4" of a burden means it.
        assert_eq!(mirror(at_most, &ratio()), None);
        assert_eq!(mirror(both, &ratio()), None);
        let of_errors = MetricInfo {
            mirrors: false,
            ..ratio()
        };
        assert_eq!(mirror(at_least, &of_errors), None);
    }
}
