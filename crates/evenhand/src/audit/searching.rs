use super::{Audit, Rows};
use crate::Result;
use evenhand_core::{
    AttributeSpec, ColumnsSpec, FeatureSpec, Input, Intersections, PolicySpec, SearchOptions,
};
use evenhand_metrics::catalogue;

/// The same audit where the features of a search are attributes, and nothing is counted that the search does not need.
pub(super) fn searching(audit: &Audit, options: &SearchOptions) -> Result<Audit> {
    let mut audit = audit.clone();
    let counted = matches!(audit.rows, Rows::Counted(_) | Rows::Statistics(_));
    let spec = &mut audit.spec;
    for feature in &options.features {
        if spec.attribute.iter().any(|a| a.column == *feature) {
            continue;
        }
        if counted {
            let error = evenhand_core::Error::spec(
                "feature",
                format!("statistics know no feature `{feature}`"),
            );
            return Err(error
                .with_help("gather them with the feature among the attributes")
                .into());
        }
        let categorical = (spec.columns.features.iter())
            .any(|known| known.column() == feature && FeatureSpec::is_categorical(known));
        spec.attribute.push(AttributeSpec {
            categorical,
            column: feature.clone(),
            ..AttributeSpec::default()
        });
    }
    // An attribute known by probabilities makes no groups.
    spec.attribute
        .retain(|attribute| attribute.columns.is_empty());
    spec.check.clear();
    spec.policy = PolicySpec::default();
    spec.waiver.clear();
    spec.groups.intersections = Some(Intersections::Depth(1));
    // What was counted before is there as it was counted.
    if counted {
        return Ok(audit);
    }
    let columns = &mut spec.columns;
    columns.features.clear();
    columns.rescored = None;
    columns.slice = None;
    let plain = catalogue().entry(&options.metric).is_none_or(|entry| {
        let own = [Input::Decision, Input::Label];
        entry.info.inputs.iter().all(|input| own.contains(input))
    });
    if plain {
        *columns = ColumnsSpec {
            clicked: None,
            cost: None,
            delivered: None,
            excluded: None,
            list_price: None,
            outcome: None,
            query: None,
            rank: None,
            seed: None,
            treatment: None,
            value: None,
            ..columns.clone()
        };
    }
    // Without an outcome there is nothing to hold the scores against.
    if columns.label.is_none() && columns.decision.is_some() {
        columns.score = None;
    }
    Ok(audit)
}
