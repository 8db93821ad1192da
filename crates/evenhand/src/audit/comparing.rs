use super::{Audit, Rows};
use crate::Result;
use evenhand_core::{ModelComparison, PolicySpec};
use evenhand_source::Progress;

/// Two models of the spec on the same people.
pub(super) fn models(
    audit: &Audit,
    current: &str,
    candidate: &str,
    progress: &dyn Progress,
) -> Result<ModelComparison> {
    if matches!(audit.rows, Rows::Counted(_) | Rows::Statistics(_)) {
        return Err(evenhand_runner::Error::NoPairs.into());
    }
    let mut audit = audit.clone();
    // What cannot be compared is said before the rows are read.
    let (first, second) = (position(&audit, current)?, position(&audit, candidate)?);
    if first == second {
        return Err(evenhand_runner::Error::OneModel.into());
    }
    let spec = &mut audit.spec;
    spec.check.clear();
    spec.policy = PolicySpec::default();
    spec.waiver.clear();
    // An attribute known by probabilities makes no groups.
    spec.attribute
        .retain(|attribute| attribute.columns.is_empty());
    spec.columns.features.clear();
    spec.columns.rescored = None;
    let gathered = audit.gather(
        |plan| evenhand_runner::paired_plan(plan, first, second).unwrap_or_else(|_| plan.clone()),
        progress,
    )?;
    let plan = evenhand_runner::paired_plan(&gathered.plan, first, second)?;
    Ok(evenhand_runner::compare_models(
        &plan,
        &gathered.statistics,
    )?)
}

fn position(audit: &Audit, name: &str) -> Result<usize> {
    let models = &audit.spec.model;
    let position = models.iter().position(|model| model.name == name);
    Ok(position.ok_or_else(|| {
        evenhand_core::Error::spec("model", format!("there is no model `{name}`"))
            .did_you_mean(name, models.iter().map(|model| model.name.as_str()))
    })?)
}
