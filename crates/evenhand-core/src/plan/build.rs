use super::{
    AuditPlan, BinaryRule, ColumnIndex, ColumnKind, CountColumns, JoinPlan, Measures, Policies,
    RowColumns, SlicePlan, View, attributes::attributes, check, intersections, measures::rows,
    models::models, packs, units, waivers,
};
use crate::{
    AuditSpec, BinarySpec, Catalogue, Comparator, Error, Fraction, Input, JoinKeys, OneOrMany,
    PrivacyRules, Result, Scalar, SliceSpec, SourceText,
};

impl AuditPlan {
    /// Checks a spec against the columns of its data and the catalogue of metrics.
    ///
    /// `text` is the file the spec was read from, so that errors can point at a line of it.
    ///
    /// # Errors
    /// [`Error::Spec`] for the first thing that does not make sense, with the nearest valid name.
    pub fn new(
        spec: &AuditSpec,
        columns: &ColumnIndex,
        catalogue: &dyn Catalogue,
        text: Option<&SourceText>,
    ) -> Result<Self> {
        Self::under(spec, columns, catalogue, text, &Policies::default())
    }

    /// The same under policy packs, judged on a day.
    ///
    /// # Errors
    /// As [`AuditPlan::new`].
    pub fn under(
        spec: &AuditSpec,
        columns: &ColumnIndex,
        catalogue: &dyn Catalogue,
        text: Option<&SourceText>,
        policies: &Policies,
    ) -> Result<Self> {
        Self::build(spec, columns, catalogue, text, policies).map_err(|error| match text {
            Some(text) => text.locate(error),
            None => error,
        })
    }

    fn build(
        spec: &AuditSpec,
        columns: &ColumnIndex,
        catalogue: &dyn Catalogue,
        text: Option<&SourceText>,
        policies: &Policies,
    ) -> Result<Self> {
        // A wrong profile or language is said before a row is read; the outputs ask for it later.
        PrivacyRules::new(&spec.privacy)?;
        spec.report.languages()?;
        for (place, told) in spec.notify.iter().enumerate() {
            told.check(place)?;
        }
        documented(spec)?;
        let attributes = attributes(spec, columns)?;
        let label = spec
            .columns
            .label
            .as_ref()
            .map(|label| binary(label, columns, "columns.label"))
            .transpose()?;
        let counts = if spec.data.counts {
            Some(count_columns(spec, columns)?)
        } else {
            None
        };
        let mut models = models(spec, columns, counts.is_some())?;
        let has_label =
            label.is_some() || counts.as_ref().is_some_and(|c| c.true_positive.is_some());
        let polarity = spec.system.decision.unwrap_or_default();
        let mut partitions = intersections::partitions(spec, &attributes)?;
        let measures = Measures::new(spec, columns)?;
        let rows_kept = RowColumns::new(spec, columns, &attributes, &models)?;
        let scored = models.iter().any(|model| model.score.is_some());
        let has = |input: Input| match input {
            Input::Benchmark => attributes.iter().any(|a| !a.benchmark.is_empty()),
            Input::Decision => true,
            Input::Label => has_label,
            Input::Score => scored,
            Input::Stratum => !spec.columns.stratum.is_empty(),
            other => (measures.has(other))
                .or(rows_kept.has(other))
                .unwrap_or(false),
        };
        let mut checks = check::checks(
            spec,
            polarity,
            &has,
            (&attributes, &rows_kept.uncertain),
            &mut partitions,
            catalogue,
            text,
        )?;
        if spec.check.is_empty() && policies.packs.is_empty() && !attributes.is_empty() {
            checks = check::default_checks(polarity, &has, attributes.len(), catalogue)?;
        }
        let own: Vec<usize> = (0..models.len()).collect();
        for check in &mut checks {
            check.models.clone_from(&own);
        }
        let min_n = spec.groups.min_n.unwrap_or(30);
        let mut views = vec![View {
            below_share: (spec.groups.min_share.as_ref())
                .map(|written| share(written, "groups.min_share"))
                .transpose()?,
            comparator: Comparator::Remaining,
            min_n,
            reference: None,
        }];
        let ground = packs::Ground {
            attributes: &attributes,
            catalogue,
            counts: counts.is_some(),
            has: &|input| has(input),
            models: own.len(),
            polarity,
            spec,
            text,
        };
        let expanded = packs::expand(
            &ground,
            policies,
            (&mut checks, &mut views, &mut partitions),
        )?;
        if let Some(score) = expanded.median_of {
            models.extend(packs::above_median(&score, own.len(), &mut checks));
        }
        let waivers = waivers::waivers(spec, text, &checks, &partitions, policies.as_of)?;
        let filter = rows(spec.data.filter.as_deref(), columns, "data.filter")?;
        let level = spec.evidence.level.unwrap_or(0.95);
        if !(level > 0.5 && level < 1.0) {
            return Err(Error::spec(
                "evidence.level",
                format!("`level = {level}` is not between 0.5 and 1"),
            )
            .with_help("95 % is written 0.95"));
        }
        let resamples = spec.evidence.resamples.unwrap_or(2000);
        if !(100..=1_000_000).contains(&resamples) {
            return Err(Error::spec(
                "evidence.resamples",
                format!("`resamples = {resamples}` is not between 100 and 1000000"),
            ));
        }
        let score_range = spec.columns.score_range.unwrap_or((0.0, 1.0));
        if !(score_range.0.is_finite()
            && score_range.1.is_finite()
            && score_range.0 < score_range.1)
        {
            return Err(Error::spec(
                "columns.score_range",
                "the lowest score must lie below the highest",
            ));
        }
        let strata = spec.columns.stratum.as_slice().to_vec();
        for (i, name) in strata.iter().enumerate() {
            known(name, columns, &format!("columns.stratum[{i}]"))?;
        }
        for (name, path) in [
            (&spec.columns.weight, "columns.weight"),
            (&spec.columns.unit, "columns.unit"),
        ] {
            if let Some(name) = name {
                known(name, columns, path)?;
            }
        }
        if let Some(weight) = spec.columns.weight.as_deref() {
            let kind = columns.get(weight).map(|c| c.kind);
            if matches!(
                kind,
                Some(ColumnKind::Text | ColumnKind::Boolean | ColumnKind::Date)
            ) {
                return Err(Error::spec(
                    "columns.weight",
                    format!("`{weight}` holds {}", kind.map_or("", ColumnKind::words)),
                )
                .with_help("weights are numbers of at least 0"));
            }
        }
        let judged = !(policies.packs.is_empty() && waivers.is_empty());
        let mut plan = Self {
            as_of: policies.as_of.filter(|_| judged),
            measures,
            slice: slice(spec, columns)?,
            attributes,
            checks,
            counts,
            data: spec.data.clone(),
            filter,
            joins: joins(spec),
            label,
            level,
            min_n,
            models,
            notes: expanded.notes,
            packs: expanded.records,
            publications: expanded.publications,
            partitions,
            polarity,
            resamples,
            rows: rows_kept,
            score_range,
            seed: spec.evidence.seed.unwrap_or(1),
            spec: spec.clone(),
            strata,
            unit: spec.columns.unit.clone(),
            views,
            waivers,
            weight: spec.columns.weight.clone(),
        };
        plan.notes.extend(units::unused(&plan, columns));
        plan.notes.extend(plan.rows.note());
        Ok(plan)
    }
}

/// Fails where a special category would be read and nobody wrote down why it may be.
fn documented(spec: &AuditSpec) -> Result<()> {
    let special = spec.attribute.iter().position(|attribute| attribute.art9);
    let missing = spec.privacy.missing();
    let (Some(at), false) = (
        special,
        missing.is_empty() || spec.privacy.allow_undocumented,
    ) else {
        return Ok(());
    };
    let written = &spec.attribute[at];
    let name = written.name.as_deref().unwrap_or(&written.column);
    Err(Error::spec(
        format!("attribute[{at}].art9"),
        format!(
            "`{name}` is a special category, and [privacy] does not say: {}",
            missing.join(", ")
        ),
    )
    .with_help("write them under [privacy] before any row is read, or leave the attribute out"))
}

/// A share of people as a spec writes it.
pub(super) fn share(written: &Scalar, path: &str) -> Result<Fraction> {
    let share: Fraction = written
        .to_string()
        .parse()
        .map_err(|error: Error| Error::spec(path, error.to_string()))?;
    if !(share.to_f64() > 0.0 && share.to_f64() < 1.0) {
        return Err(
            Error::spec(path, format!("`{share}` is no share of people"))
                .with_help("write \"2/100\" or 0.02"),
        );
    }
    Ok(share)
}

/// The kind of a column that is there.
pub(super) fn known(name: &str, columns: &ColumnIndex, path: &str) -> Result<ColumnKind> {
    match columns.get(name) {
        Some(column) if column.kind == ColumnKind::Nested => Err(Error::spec(
            path,
            format!("column `{name}` holds lists or structures, which an audit cannot read"),
        )
        .with_help("write one value per row into a column of its own")),
        Some(column) => Ok(column.kind),
        None => Err(Error::spec(path, format!("there is no column `{name}`"))
            .did_you_mean(name, columns.names())),
    }
}

/// A column of two values.
pub(super) fn binary(
    written: &BinarySpec,
    columns: &ColumnIndex,
    path: &str,
) -> Result<BinaryRule> {
    let kind = known(written.column(), columns, path)?;
    let texts = |values: &OneOrMany<Scalar>| {
        (!values.is_empty()).then(|| {
            values
                .as_slice()
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        })
    };
    let (positive, negative) = match written {
        BinarySpec::Column(_) => (None, None),
        BinarySpec::Values {
            positive, negative, ..
        } => (texts(positive), texts(negative)),
    };
    if positive.is_none() && negative.is_some() {
        return Err(Error::spec(path, "`negative` is given without `positive`")
            .with_help("name the values that mean yes"));
    }
    if let (Some(positive), Some(negative)) = (&positive, &negative)
        && let Some(both) = positive.iter().find(|value| negative.contains(value))
    {
        return Err(Error::spec(path, format!("`{both}` means both yes and no")));
    }
    if kind == ColumnKind::Date {
        return Err(Error::spec(
            path,
            format!("column `{}` holds dates", written.column()),
        ));
    }
    Ok(BinaryRule {
        column: written.column().to_owned(),
        negative,
        positive,
        spec_path: path.to_owned(),
    })
}

fn count_columns(spec: &AuditSpec, columns: &ColumnIndex) -> Result<CountColumns> {
    let find = |written: &Option<String>, usual: &str, path: &str| -> Result<Option<String>> {
        match written {
            Some(name) => known(name, columns, path).map(|_| Some(name.clone())),
            None => Ok(columns.get(usual).map(|column| column.name.clone())),
        }
    };
    let named = &spec.columns;
    let found = CountColumns {
        n: find(&named.n, "n", "columns.n")?,
        selected: find(&named.selected, "selected", "columns.selected")?,
        true_positive: find(&named.tp, "tp", "columns.tp")?,
        false_positive: find(&named.fp, "fp", "columns.fp")?,
        false_negative: find(&named.false_negative, "fn", "columns.fn")?,
        true_negative: find(&named.tn, "tn", "columns.tn")?,
    };
    let table = [
        &found.true_positive,
        &found.false_positive,
        &found.false_negative,
        &found.true_negative,
    ];
    let given = table.iter().filter(|column| column.is_some()).count();
    if given == 0 && (found.n.is_none() || found.selected.is_none()) {
        return Err(Error::spec(
            "columns",
            "a counts table needs the columns `n` and `selected`, or `tp`, `fp`, `fn` and `tn`",
        )
        .with_help("name them: `[columns] n = \"…\"`, `selected = \"…\"`")
        .did_you_mean("selected", columns.names()));
    }
    if given != 0 && given != 4 {
        return Err(Error::spec(
            "columns",
            "of `tp`, `fp`, `fn` and `tn` all four are needed, or none",
        ));
    }
    for (written, path) in [
        (named.decision.is_some(), "columns.decision"),
        (named.label.is_some(), "columns.label"),
        (named.weight.is_some(), "columns.weight"),
        (named.unit.is_some(), "columns.unit"),
        (named.score.is_some(), "columns.score"),
    ] {
        if written {
            return Err(Error::spec(
                path,
                "a counts table has no rows that this could describe",
            ));
        }
    }
    Ok(found)
}

fn joins(spec: &AuditSpec) -> Vec<JoinPlan> {
    spec.data
        .join
        .iter()
        .map(|join| match &join.on {
            JoinKeys::Same(column) => JoinPlan {
                left: column.clone(),
                right: column.clone(),
            },
            JoinKeys::Pair { left, right } => JoinPlan {
                left: left.clone(),
                right: right.clone(),
            },
        })
        .collect()
}

fn slice(spec: &AuditSpec, columns: &ColumnIndex) -> Result<Option<SlicePlan>> {
    let Some(written) = &spec.columns.slice else {
        return Ok(None);
    };
    let plan = match written {
        SliceSpec::Column(column) => SlicePlan {
            by: None,
            columns: vec![column.clone()],
        },
        SliceSpec::Columns(columns) => SlicePlan {
            by: None,
            columns: columns.clone(),
        },
        SliceSpec::Dated { column, by } => {
            let units = ["day", "month", "quarter", "year"];
            if !units.contains(&by.as_str()) {
                return Err(
                    Error::spec("columns.slice.by", format!("`{by}` is no span of time"))
                        .did_you_mean(by, units),
                );
            }
            SlicePlan {
                by: Some(by.clone()),
                columns: vec![column.clone()],
            }
        }
    };
    for column in &plan.columns {
        known(column, columns, "columns.slice")?;
    }
    Ok(Some(plan))
}
