//! A plan whose columns are positions in a batch of joined rows.

use crate::date;
use crate::error::{Error, Result};
use crate::filter::Condition;
use crate::levels::LevelRule;
use evenhand_core::{AuditPlan, BinaryRule, ColumnIndex, ColumnKind, Decide, PairedDecision};
use std::sync::Arc;

/// What the rows are read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Everything the plan names.
    Audit,
    /// Scores from which a threshold is found.
    Thresholds,
}

/// A column of the joined rows that is read.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub decimal_comma: bool,
    pub kind: ColumnKind,
    pub name: String,
    pub table: usize,
    /// Whether its texts are not worth a dictionary.
    pub wide: bool,
}

/// A column whose values are levels.
pub(crate) struct Dimension {
    pub column: usize,
    pub role: Role,
    pub rule: Arc<LevelRule>,
}

/// What a dimension is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    Attribute,
    Slice,
    Stratum,
}

/// A model.
pub(crate) struct Model {
    pub decide: How,
    pub score: Option<usize>,
}

/// How a model decides.
pub(crate) enum How {
    /// Every row counts as selected: sizes are all that is asked for.
    Everyone,
    Column(usize, Arc<BinaryRule>),
    /// By the decisions of two models before it.
    Pair(usize, usize, PairedDecision),
    Threshold(usize, f64),
}

/// Columns of what is measured besides decisions, scores and labels.
#[derive(Default)]
pub(crate) struct Measured {
    pub clicked: Option<usize>,
    pub cost: Option<usize>,
    pub decision_class: Option<(usize, Arc<LevelRule>)>,
    pub delivered: Option<usize>,
    pub eligible: Option<Condition>,
    pub excluded: Option<(usize, Arc<BinaryRule>)>,
    pub label_class: Option<(usize, Arc<LevelRule>)>,
    pub list_price: Option<usize>,
    pub outcome: Option<usize>,
    pub query: Option<usize>,
    pub rank: Option<usize>,
    pub seed: Option<(usize, Arc<BinaryRule>)>,
    pub treatment: Option<(usize, Arc<BinaryRule>)>,
    pub value: Option<usize>,
}

/// A feature of single rows.
#[derive(Clone)]
pub(crate) struct FeatureColumn {
    /// Whether its values are names; `None` where only they can tell.
    pub categorical: Option<bool>,
    pub column: usize,
    pub decimal_comma: bool,
}

/// Columns of what is kept of single rows.
pub(crate) struct KeptColumns {
    pub features: Vec<FeatureColumn>,
    /// By attribute and level.
    pub probabilities: Vec<Vec<usize>>,
    pub rescored: Option<(usize, Arc<BinaryRule>)>,
}

/// A plan, ready to run.
pub(crate) struct Program<'a> {
    pub columns: Vec<Wanted>,
    pub dimensions: Vec<Dimension>,
    pub filter: Option<Condition>,
    pub label: Option<(usize, Arc<BinaryRule>)>,
    pub measured: Measured,
    pub models: Vec<Model>,
    pub plan: &'a AuditPlan,
    /// What is kept of single rows, where the plan asks for it.
    pub rows: Option<KeptColumns>,
    pub unit: Option<usize>,
    pub weight: Option<usize>,
}

impl<'a> Program<'a> {
    /// Resolves the columns of a plan.
    ///
    /// `keys` are columns that joins need; `decimal_comma` says how the numbers of a table are written.
    pub fn new(
        plan: &'a AuditPlan,
        index: &ColumnIndex,
        keys: &[&str],
        decimal_comma: &dyn Fn(usize) -> bool,
        purpose: Purpose,
    ) -> Result<Self> {
        let mut names = match purpose {
            Purpose::Audit => plan.columns_read(),
            Purpose::Thresholds => {
                let mut names: Vec<&str> = plan
                    .filter
                    .iter()
                    .flat_map(|filter| filter.columns())
                    .collect();
                names.extend(top_scores(plan).map(|(_, score, _)| score));
                names
            }
        };
        names.extend(keys);
        let mut columns: Vec<Wanted> = Vec::new();
        for name in &names {
            if columns.iter().any(|wanted| wanted.name == *name) {
                continue;
            }
            let info = index.get(name).ok_or_else(|| Error::NoColumn {
                column: (*name).to_owned(),
            })?;
            columns.push(Wanted {
                decimal_comma: decimal_comma(info.table),
                kind: info.kind,
                name: (*name).to_owned(),
                table: info.table,
                wide: (plan.unit.as_deref() == Some(*name)
                    || plan.measures.query.as_deref() == Some(*name)
                    || keys.contains(name))
                    && !used_beside_unit(plan, name),
            });
        }
        // Side tables come after the source, in their order: that is how a batch is put together.
        columns.sort_by_key(|wanted| wanted.table);
        let position = |name: &str| columns.iter().position(|wanted| wanted.name == name);
        let find = |name: &str| {
            position(name).ok_or_else(|| Error::NoColumn {
                column: name.to_owned(),
            })
        };
        let filter = plan
            .filter
            .as_ref()
            .map(|filter| Condition::new(filter, &position))
            .transpose()
            .map_err(|column| Error::NoColumn { column })?;
        let mut program = Self {
            dimensions: Vec::new(),
            filter,
            label: None,
            measured: Measured::default(),
            models: Vec::new(),
            plan,
            rows: None,
            unit: None,
            weight: None,
            columns: Vec::new(),
        };
        if purpose == Purpose::Audit {
            program.dimensions = dimensions(plan, &columns, &find)?;
            if let Some(rule) = &plan.label {
                program.label = Some((find(&rule.column)?, Arc::new(rule.clone())));
            }
            for model in &plan.models {
                let decide = match &model.decide {
                    Decide::Column(rule) => {
                        How::Column(find(&rule.column)?, Arc::new(rule.clone()))
                    }
                    Decide::Threshold { score, at } => How::Threshold(find(score)?, *at),
                    Decide::AboveMedian { score }
                    | Decide::TopK { score, .. }
                    | Decide::TopFraction { score, .. } => {
                        How::Threshold(find(score)?, f64::INFINITY)
                    }
                    Decide::Pair {
                        first,
                        second,
                        selected,
                    } => How::Pair(*first, *second, *selected),
                    Decide::Counts => continue,
                    Decide::Everyone => How::Everyone,
                };
                let score = model.score.as_deref().map(find).transpose()?;
                program.models.push(Model { decide, score });
            }
            program.measured = measured(plan, &columns, &position, &find)?;
            if !plan.rows.is_empty() {
                program.rows = Some(kept(plan, &columns, &find)?);
            }
            program.unit = plan.unit.as_deref().map(find).transpose()?;
            program.weight = plan.weight.as_deref().map(find).transpose()?;
        }
        program.columns = columns;
        Ok(program)
    }

    /// Position of a column.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|wanted| wanted.name == name)
    }

    /// Models whose decisions are kept for others that come after them: so many of the first.
    pub fn compared(&self) -> usize {
        let needed = self.models.iter().map(|model| match model.decide {
            How::Pair(first, second, _) => first.max(second) + 1,
            _ => 0,
        });
        needed.max().unwrap_or(0)
    }

    /// The columns of one table.
    pub fn of_table(&self, table: usize) -> impl Iterator<Item = &Wanted> {
        self.columns
            .iter()
            .filter(move |wanted| wanted.table == table)
    }
}

/// Models that take the highest scores: position, column of the score, how many.
pub(crate) fn top_scores(plan: &AuditPlan) -> impl Iterator<Item = (usize, &str, &Decide)> {
    plan.models
        .iter()
        .enumerate()
        .filter_map(|(i, model)| match &model.decide {
            Decide::AboveMedian { score }
            | Decide::TopK { score, .. }
            | Decide::TopFraction { score, .. } => Some((i, score.as_str(), &model.decide)),
            _ => None,
        })
}

fn measured(
    plan: &AuditPlan,
    columns: &[Wanted],
    position: &dyn Fn(&str) -> Option<usize>,
    find: &dyn Fn(&str) -> Result<usize>,
) -> Result<Measured> {
    let wanted = &plan.measures;
    let column = |name: &Option<String>| name.as_deref().map(find).transpose();
    let rule = |rule: &Option<BinaryRule>| -> Result<Option<(usize, Arc<BinaryRule>)>> {
        let Some(rule) = rule else { return Ok(None) };
        Ok(Some((find(&rule.column)?, Arc::new(rule.clone()))))
    };
    let class = |name: &Option<String>| -> Result<Option<(usize, Arc<LevelRule>)>> {
        let Some(name) = name else { return Ok(None) };
        let column = find(name)?;
        let rule = LevelRule::plain(name, columns[column].kind, None);
        Ok(Some((column, Arc::new(rule))))
    };
    Ok(Measured {
        clicked: column(&wanted.clicked)?,
        cost: column(&wanted.cost)?,
        decision_class: class(&wanted.decision_class)?,
        delivered: column(&wanted.delivered)?,
        eligible: wanted
            .eligible
            .as_ref()
            .map(|filter| Condition::new(filter, position))
            .transpose()
            .map_err(|column| Error::NoColumn { column })?,
        excluded: rule(&wanted.excluded)?,
        label_class: class(&wanted.label_class)?,
        list_price: column(&wanted.list_price)?,
        outcome: column(&wanted.outcome)?,
        query: column(&wanted.query)?,
        rank: column(&wanted.rank)?,
        seed: rule(&wanted.seed)?,
        treatment: rule(&wanted.treatment)?,
        value: column(&wanted.value)?,
    })
}

fn kept(
    plan: &AuditPlan,
    columns: &[Wanted],
    find: &dyn Fn(&str) -> Result<usize>,
) -> Result<KeptColumns> {
    let mut features = Vec::new();
    for feature in &plan.rows.features {
        let column = find(&feature.column)?;
        features.push(FeatureColumn {
            categorical: feature.categorical,
            column,
            decimal_comma: columns[column].decimal_comma,
        });
    }
    let mut probabilities = Vec::new();
    for attribute in &plan.rows.uncertain {
        let levels = attribute.levels.iter();
        probabilities.push(
            levels
                .map(|(_, column)| find(column))
                .collect::<Result<_>>()?,
        );
    }
    let rescored = match &plan.rows.rescored {
        Some(rule) => Some((find(&rule.column)?, Arc::new(rule.clone()))),
        None => None,
    };
    Ok(KeptColumns {
        features,
        probabilities,
        rescored,
    })
}

fn used_beside_unit(plan: &AuditPlan, name: &str) -> bool {
    plan.attributes
        .iter()
        .any(|attribute| attribute.column == name)
        || plan.strata.iter().any(|stratum| stratum == name)
        || plan
            .slice
            .iter()
            .any(|slice| slice.columns.iter().any(|column| column == name))
        || plan
            .filter
            .iter()
            .any(|filter| filter.columns().contains(&name))
}

fn dimensions(
    plan: &AuditPlan,
    columns: &[Wanted],
    find: &dyn Fn(&str) -> Result<usize>,
) -> Result<Vec<Dimension>> {
    let mut dimensions = Vec::new();
    for attribute in &plan.attributes {
        let column = find(&attribute.column)?;
        let wanted = &columns[column];
        let rule = LevelRule::attribute(attribute, wanted.kind, wanted.decimal_comma);
        dimensions.push(Dimension {
            column,
            role: Role::Attribute,
            rule: Arc::new(rule),
        });
    }
    let plain = |name: &str, role, span| -> Result<Dimension> {
        let column = find(name)?;
        let mut rule = LevelRule::plain(name, columns[column].kind, span);
        if role == Role::Stratum {
            rule = rule.stratum();
        }
        Ok(Dimension {
            column,
            role,
            rule: Arc::new(rule),
        })
    };
    if let Some(slice) = &plan.slice {
        let span = slice.by.as_deref().and_then(date::Span::named);
        for name in &slice.columns {
            dimensions.push(plain(name, Role::Slice, span)?);
        }
    }
    for name in &plan.strata {
        dimensions.push(plain(name, Role::Stratum, None)?);
    }
    Ok(dimensions)
}
