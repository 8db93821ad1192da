use super::build::{binary, known};
use super::{ColumnIndex, ColumnKind, Decide, ModelPlan};
use crate::{AuditSpec, Error, Fraction, ModelSpec, Result};

/// The models of a spec; a single one without a name where it has none.
pub(super) fn models(
    spec: &AuditSpec,
    columns: &ColumnIndex,
    counts: bool,
) -> Result<Vec<ModelPlan>> {
    if counts {
        if !spec.model.is_empty() {
            return Err(Error::spec(
                "model",
                "a counts table already holds decisions; it takes no `[[model]]`",
            ));
        }
        return Ok(vec![ModelPlan {
            decide: Decide::Counts,
            derived: false,
            name: String::new(),
            score: None,
            sha256: String::new(),
            version: String::new(),
        }]);
    }
    if spec.model.is_empty() {
        let Some(decision) = &spec.columns.decision else {
            return Err(Error::spec("columns", "no decision is named").with_help(
                "name its column: `[columns] decision = \"…\"` or --decision; or `[[model]]` with `threshold` over a score",
            ));
        };
        let score = spec.columns.score.clone();
        if let Some(score) = &score {
            number(score, columns, "columns.score")?;
        }
        return Ok(vec![ModelPlan {
            decide: Decide::Column(binary(decision, columns, "columns.decision")?),
            derived: false,
            name: String::new(),
            score,
            sha256: String::new(),
            version: String::new(),
        }]);
    }
    let mut models: Vec<ModelPlan> = Vec::new();
    for (i, written) in spec.model.iter().enumerate() {
        let path = format!("model[{i}]");
        if written.name.is_empty() || models.iter().any(|other| other.name == written.name) {
            return Err(Error::spec(
                format!("{path}.name"),
                "every model needs a name of its own",
            ));
        }
        models.push(model(written, spec, columns, &path)?);
    }
    Ok(models)
}

fn model(
    written: &ModelSpec,
    spec: &AuditSpec,
    columns: &ColumnIndex,
    path: &str,
) -> Result<ModelPlan> {
    let score = written.score.clone().or_else(|| spec.columns.score.clone());
    if let Some(score) = &score {
        number(score, columns, &format!("{path}.score"))?;
    }
    let ways = [
        written.threshold.is_some(),
        written.top_k.is_some(),
        written.top_fraction.is_some(),
    ];
    let from_score = ways.iter().filter(|way| **way).count();
    if from_score > 1 || from_score == 1 && written.decision.is_some() {
        return Err(Error::spec(path, "a model decides in one way only")
            .with_help("keep one of `decision`, `threshold`, `top_k`, `top_fraction`"));
    }
    let wanted = || {
        score.clone().ok_or_else(|| {
            Error::spec(path, "a threshold needs a score")
                .with_help("name its column: `score = \"…\"`")
        })
    };
    let decide = if let Some(at) = written.threshold {
        if !at.is_finite() {
            return Err(Error::spec(
                format!("{path}.threshold"),
                format!("`{at}` is no threshold"),
            ));
        }
        Decide::Threshold {
            score: wanted()?,
            at,
        }
    } else if let Some(k) = written.top_k {
        if k == 0 {
            return Err(Error::spec(
                format!("{path}.top_k"),
                "selecting nobody decides nothing",
            ));
        }
        Decide::TopK {
            score: wanted()?,
            k,
        }
    } else if let Some(share) = &written.top_fraction {
        let path = format!("{path}.top_fraction");
        let share: Fraction = share
            .to_string()
            .parse()
            .map_err(|e: Error| Error::spec(path.clone(), e.to_string()))?;
        if !(share.to_f64() > 0.0 && share.to_f64() <= 1.0) {
            return Err(
                Error::spec(path, format!("`{share}` is no share of the rows"))
                    .with_help("write \"1/20\" or 0.05"),
            );
        }
        Decide::TopFraction {
            score: wanted()?,
            share,
        }
    } else if let Some(decision) = written.decision.as_ref().or(spec.columns.decision.as_ref()) {
        Decide::Column(binary(decision, columns, &format!("{path}.decision"))?)
    } else {
        return Err(Error::spec(path, "nothing says whom this model selects")
            .with_help("add `decision`, `threshold`, `top_k` or `top_fraction`"));
    };
    Ok(ModelPlan {
        decide,
        derived: false,
        name: written.name.clone(),
        score,
        sha256: written.sha256.clone(),
        version: written.version.clone(),
    })
}

/// A score, a price or a rank is a number.
pub(super) fn number(name: &str, columns: &ColumnIndex, path: &str) -> Result<()> {
    let kind = known(name, columns, path)?;
    if matches!(
        kind,
        ColumnKind::Text | ColumnKind::Boolean | ColumnKind::Date
    ) {
        return Err(Error::spec(
            path,
            format!(
                "column `{name}` holds {}, and a number is wanted",
                kind.words()
            ),
        ));
    }
    Ok(())
}
