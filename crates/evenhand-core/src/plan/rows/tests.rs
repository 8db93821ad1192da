use crate::{
    AuditPlan, AuditSpec, Catalogue, ColumnIndex, ColumnInfo, ColumnKind, Favours, Input,
    MetricInfo, Resolved, Scope, Span, Transform,
};

/// A catalogue in which every name is a metric of selection.
struct Anything;

impl Catalogue for Anything {
    fn resolve(&self, name: &str) -> Result<Resolved, String> {
        let text = String::new;
        let info = MetricInfo {
            aliases: Vec::new(),
            beware: text(),
            compare: text(),
            family: text(),
            favours: Favours::Ideal,
            formula: text(),
            id: name.to_owned(),
            ideal: None,
            inputs: vec![Input::Decision],
            interval: text(),
            label: text(),
            mirrors: false,
            of: None,
            range: (None, None),
            reading: text(),
            scope: Scope::Pair,
            source: text(),
            span: Span::Ratio,
            summary: text(),
            undefined: text(),
        };
        Ok(Resolved {
            id: name.to_owned(),
            info,
            transform: Transform::Same,
        })
    }

    fn names(&self) -> Vec<String> {
        Vec::new()
    }
}

fn plan(columns: &str, more: &str) -> crate::Result<AuditPlan> {
    let text = format!(
        "schema = 1\n[system]\nid = \"s\"\ndecision = \"benefit\"\n[columns]\ndecision = \"chosen\"\n{columns}\n\
         [[attribute]]\ncolumn = \"gender\"\n{more}"
    );
    let spec: AuditSpec = toml::from_str(&text).unwrap();
    let kinds = [
        ("gender", ColumnKind::Text),
        ("chosen", ColumnKind::Boolean),
        ("zip3", ColumnKind::Integer),
        ("tenure", ColumnKind::Float),
        ("interests_cars", ColumnKind::Boolean),
        ("interests_food", ColumnKind::Untyped),
        ("changed", ColumnKind::Boolean),
        ("p_a", ColumnKind::Float),
        ("p_b", ColumnKind::Float),
    ];
    let columns = kinds.map(|(name, kind)| ColumnInfo {
        kind,
        name: name.to_owned(),
        table: 0,
    });
    let columns = ColumnIndex {
        columns: columns.to_vec(),
    };
    AuditPlan::new(&spec, &columns, &Anything, None)
}

#[test]
fn features_are_found_by_name_and_by_what_names_begin_with() {
    let plan = plan(
        "features = [\"tenure\", { column = \"zip3\", categorical = true }, \"interests_*\", \"tenure\"]\nrescored = \"changed\"",
        "",
    )
    .unwrap();
    let found: Vec<_> = plan
        .rows
        .features
        .iter()
        .map(|f| (f.column.as_str(), f.categorical))
        .collect();
    assert_eq!(
        found,
        [
            ("tenure", Some(false)),
            ("zip3", Some(true)),
            ("interests_cars", Some(true)),
            ("interests_food", None),
        ]
    );
    for column in ["tenure", "zip3", "interests_food", "changed"] {
        assert!(plan.columns_read().contains(&column), "{column}");
        assert!(
            !plan.sizes_only().columns_read().contains(&column),
            "{column}"
        );
    }
    for input in [Input::Features, Input::Rescored] {
        assert!(plan.has_input(input) && !plan.sizes_only().has_input(input));
    }
    assert!(!plan.has_input(Input::Probabilities));
}

#[test]
fn what_is_no_feature_is_refused_with_the_reason() {
    for (columns, reason) in [
        ("features = [\"tenur\"]", "there is no column `tenur`"),
        (
            "features = [\"hobbies_*\"]",
            "no column begins with `hobbies_`",
        ),
        (
            "features = [\"gender\"]",
            "`gender` is a protected attribute",
        ),
        ("features = [\"chosen\"]", "`chosen` is the decision"),
        (
            "features = [\"changed\"]\nrescored = \"changed\"",
            "`changed` is the decision after",
        ),
        ("rescored = \"nowhere\"", "there is no column `nowhere`"),
    ] {
        let error = plan(columns, "").unwrap_err();
        assert!(error.to_string().contains(reason), "{error}");
        if let ("features = [\"tenur\"]", crate::Error::Spec { help, .. }) = (columns, &error) {
            assert_eq!(help.as_deref(), Some("did you mean `tenure`?"));
        }
    }
}

#[test]
fn an_attribute_of_probabilities_makes_no_groups() {
    let race = "[[attribute]]\nname = \"race\"\nkind = \"proxy_probability\"\ncolumns = { b = \"p_b\", a = \"p_a\" }";
    let found = plan("", race).unwrap();
    assert_eq!((found.attributes.len(), found.partitions.len()), (1, 1));
    let levels = [("a", "p_a"), ("b", "p_b")].map(|(l, c)| (l.to_owned(), c.to_owned()));
    assert_eq!(found.rows.uncertain[0].levels, levels);
    assert!(found.has_input(Input::Probabilities) && found.columns_read().contains(&"p_b"));
    for (columns, more, reason) in [
        (
            "features = [\"p_a\"]",
            race,
            "`p_a` is a protected attribute",
        ),
        (
            "",
            "[[attribute]]\ncolumns = { a = \"p_a\" }",
            "no name of its own",
        ),
        (
            "",
            "[[attribute]]\nname = \"race\"\ncolumns = { a = \"gender\" }",
            "a number is wanted",
        ),
        (
            "",
            "[[attribute]]\nname = \"gender\"\ncolumns = { a = \"p_a\" }",
            "two attributes are called",
        ),
        ("", "[[attribute]]\nname = \"x\"", "names no column"),
    ] {
        let error = plan(columns, more).unwrap_err();
        assert!(error.to_string().contains(reason), "{error}");
    }
}
