//! The audits of the real data sets.

use evenhand::{
    AttributeSpec, Audit, BinarySpec, Intersections, JoinKeys, JoinSpec, OneOrMany, Polarity,
    ReferenceRule, Scalar,
};
use std::path::Path;

pub fn attribute(column: &str, reference: &str) -> AttributeSpec {
    AttributeSpec {
        column: column.to_owned(),
        reference: Some(ReferenceRule::Group(reference.to_owned())),
        ..AttributeSpec::default()
    }
}

pub fn binary(column: &str, positive: &[&str]) -> BinarySpec {
    let positive = OneOrMany::Many(positive.iter().map(|value| Scalar::from(*value)).collect());
    BinarySpec::Values {
        column: column.to_owned(),
        positive,
        negative: OneOrMany::default(),
    }
}

pub fn audit(path: &Path) -> Audit {
    let mut audit = Audit::of_files([path.to_str().unwrap()]);
    audit.spec_mut().groups.min_n = Some(1);
    audit
}

fn joined(audit: &mut Audit, side: &Path) {
    audit.spec_mut().data.join = vec![JoinSpec {
        source: OneOrMany::One(side.to_str().unwrap().to_owned()),
        on: JoinKeys::Pair {
            left: "(row)".to_owned(),
            right: "row".to_owned(),
        },
        csv: evenhand::CsvSpec::default(),
    }];
}

/// Risk scores (ProPublica 2016): a higher risk is a burden.
pub fn compas(data: &Path) -> Audit {
    let mut compas = audit(data)
        .label("two_year_recid")
        .polarity(Polarity::Burden);
    let spec = compas.spec_mut();
    spec.columns.decision = Some(binary("score_text", &["Medium", "High"]));
    spec.attribute = vec![
        attribute("race", "Caucasian"),
        attribute("sex", "Male"),
        attribute("age_cat", "25 - 45"),
    ];
    spec.groups.intersections = Some(Intersections::Depth(2));
    compas
}

/// A telephone campaign (Moro, Cortez and Rita 2014), scores joined by row.
pub fn bank(data: &Path, side: &Path, decision: &str) -> Audit {
    let mut bank = audit(data).decision(decision).label_positive("y", "yes");
    joined(&mut bank, side);
    bank.spec_mut().attribute = vec![attribute("age", "25-59"), attribute("marital", "married")];
    bank.spec_mut().attribute[0].bins = Some(vec![25.0, 60.0]);
    bank
}

/// Census incomes, without a header.
pub fn adult(data: &Path, side: &Path) -> Audit {
    let mut adult = audit(data)
        .decision("decision")
        .label_positive("income", ">50K");
    joined(&mut adult, side);
    let spec = adult.spec_mut();
    spec.attribute = vec![attribute("sex", "Male"), attribute("race", "White")];
    let names = "age workclass fnlwgt education education_num marital_status occupation relationship race sex capital_gain capital_loss hours_per_week native_country income";
    spec.data.csv.header = Some(false);
    spec.data.csv.names = Some(names.split(' ').map(str::to_owned).collect());
    spec.data.csv.trim = Some(true);
    spec.data.csv.missing = Some(vec!["?".to_owned()]);
    adult
}

/// Internet offers of one city: fast enough is selected.
pub fn offers(data: &Path, city: &str, column: &str, reference: &str) -> Audit {
    let mut offers = audit(data);
    let spec = offers.spec_mut();
    spec.attribute = vec![attribute(column, reference)];
    spec.data.filter = Some(format!("major_city = '{city}' and {column} is not missing"));
    spec.model = vec![evenhand::ModelSpec {
        name: "offer".to_owned(),
        score: Some("speed_down".to_owned()),
        threshold: Some(25.0),
        ..evenhand::ModelSpec::default()
    }];
    offers
}
