use crate::evaluate::is_measured;
use crate::{Alias, Between, Cell, FAMILIES, Formula, Function, Metric, Number, derived};
use evenhand_core::{
    Catalogue, Favours, Input, MetricInfo, Quantity, Resolved, Scope, Span, Stage, Transform,
};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A metric of the catalogue, with everything that explains it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// How it is computed.
    pub formula: Formula,
    /// What explains it.
    pub info: MetricInfo,
    /// Name of the parameter that a spec may set.
    pub parameter: Option<&'static str>,
    /// Peers' names: tool, name, transform from the peer's number to ours.
    pub peers: Vec<(&'static str, &'static str, &'static str)>,
}

impl Entry {
    /// Id in specs and outputs.
    pub fn id(&self) -> &str {
        &self.info.id
    }
}

/// All metrics, found by any of their names.
#[derive(Debug)]
pub struct Registry {
    entries: Vec<Entry>,
    names: BTreeMap<String, usize>,
}

/// The catalogue.
pub fn catalogue() -> &'static Registry {
    static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::build);
    &REGISTRY
}

/// The declared metrics, family by family.
pub(crate) fn declared() -> impl Iterator<Item = &'static Metric> {
    FAMILIES.iter().flat_map(|family| family.metrics).copied()
}

impl Registry {
    fn build() -> Self {
        let mut entries: Vec<Entry> = declared().map(entry).collect();
        let mut extra: Vec<(usize, Vec<String>)> = Vec::new();
        let mut undeclared = Vec::new();
        for metric in declared() {
            for systematic in derived::systematic(metric) {
                let same = |entry: &Entry| written(&entry.formula) == written(&systematic.formula);
                match entries.iter().position(same) {
                    Some(position) => {
                        let mut names = derived::systematic_aliases(metric, &systematic.id);
                        names.push(systematic.id);
                        extra.push((position, names));
                    }
                    None => undeclared.push((metric, systematic)),
                }
            }
        }
        for (position, names) in extra {
            let own = entries[position].info.id.clone();
            let aliases = &mut entries[position].info.aliases;
            for name in names.into_iter().filter(|name| *name != own) {
                if !aliases.contains(&name) {
                    aliases.push(name);
                }
            }
        }
        for (metric, systematic) in undeclared {
            let own = entry(metric);
            entries.push(derived::entry(metric, systematic, &own));
        }
        let mut names = BTreeMap::new();
        for (position, entry) in entries.iter().enumerate() {
            names.insert(entry.info.id.clone(), position);
        }
        for (position, entry) in entries.iter().enumerate() {
            for alias in &entry.info.aliases {
                names.entry(alias.clone()).or_insert(position);
            }
        }
        Self { entries, names }
    }

    /// Every metric, in the order of the catalogue.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The metric of an id, a short name or a peer's name for the same number.
    pub fn find(&self, name: &str) -> Option<&Entry> {
        self.search(name).ok().map(|(entry, _)| entry)
    }

    /// The metric of a name, with its parameter where the name sets one.
    pub fn entry(&self, name: &str) -> Option<Entry> {
        self.find(name)
            .cloned()
            .or_else(|| self.with_parameter(name))
    }

    /// Every name that is understood, for "did you mean".
    pub fn names_known(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// The metric of an id that may set its parameter: `skew_at_k(k=20)`.
    pub fn with_parameter(&self, name: &str) -> Option<Entry> {
        let (base, rest) = name.trim().split_once('(')?;
        let (key, value) = rest.strip_suffix(')')?.split_once('=')?;
        let entry = self.find(base)?;
        let wanted = entry.parameter?;
        let value: f64 = value.trim().parse().ok()?;
        if key.trim() != wanted || !value.is_finite() {
            return None;
        }
        let mut entry = entry.clone();
        if !set_parameter(&mut entry.formula, value) {
            return None;
        }
        entry.info.id = format!("{}({wanted}={value})", entry.info.id);
        entry.info.label = format!("{} ({wanted} = {value})", entry.info.label);
        Some(entry)
    }

    /// The metric a name stands for and how a number under that name becomes ours.
    ///
    /// # Errors
    /// A sentence, when the name is unknown or a peer uses it for something else.
    pub fn search(&self, name: &str) -> Result<(&Entry, Transform), String> {
        let wanted = name.trim();
        if let Some(position) = self
            .names
            .get(wanted)
            .or_else(|| self.names.get(&wanted.to_lowercase()))
        {
            return Ok((&self.entries[*position], Transform::Same));
        }
        let mut elsewhere = None;
        for entry in &self.entries {
            for (tool, peer, transform) in &entry.peers {
                if !peer.eq_ignore_ascii_case(wanted) {
                    continue;
                }
                match *transform {
                    "=" => return Ok((entry, Transform::Same)),
                    "−x" => return Ok((entry, Transform::Negated)),
                    "1/x" => return Ok((entry, Transform::Inverse)),
                    "abs" | "max−min" => {
                        elsewhere = Some(format!(
                            "`{wanted}` is {tool}'s unsigned form; use `{}` with `max_abs`, or the largest gap over the groups",
                            entry.id()
                        ));
                    }
                    _ => {
                        elsewhere.get_or_insert(format!(
                            "`{wanted}` is what {tool} calls another quantity than our `{}`; see `evenhand explain {}`",
                            entry.id(),
                            entry.id()
                        ));
                    }
                }
            }
        }
        Err(elsewhere.unwrap_or_else(|| format!("`{wanted}` is not a metric of the catalogue")))
    }
}

impl Catalogue for Registry {
    fn resolve(&self, name: &str) -> Result<Resolved, String> {
        let (entry, transform) = match self.search(name) {
            Ok(found) => found,
            Err(why) => {
                let entry = self.with_parameter(name).ok_or(why)?;
                return Ok(Resolved {
                    id: entry.info.id.clone(),
                    info: entry.info,
                    transform: Transform::Same,
                });
            }
        };
        Ok(Resolved {
            id: entry.info.id.clone(),
            info: entry.info.clone(),
            transform,
        })
    }

    fn names(&self) -> Vec<String> {
        self.names.keys().cloned().collect()
    }
}

fn entry(metric: &'static Metric) -> Entry {
    let page = Page::read(metric.docs);
    let mut aliases = Vec::new();
    let mut peers = Vec::new();
    for alias in metric.aliases {
        match *alias {
            Alias::Same(name) => aliases.push(name.to_owned()),
            Alias::Peer {
                name,
                tool,
                transform,
            } => peers.push((tool, name, transform)),
        }
    }
    let shape = shape(&metric.formula);
    let range = match metric.formula {
        Formula::Smooth { .. } if metric.id == "matthews_correlation" => (Some(-1.0), Some(1.0)),
        Formula::Smooth { .. } if metric.family == "confusion" || metric.id == "atkinson_index" => {
            (Some(0.0), Some(1.0))
        }
        _ => match metric.range {
            Some((low, high)) => {
                let bound = |x: f64| x.is_finite().then_some(x);
                (bound(low), bound(high))
            }
            None => shape.range,
        },
    };
    let info = MetricInfo {
        aliases,
        beware: page.part("Beware"),
        compare: page.part("Compare"),
        family: metric.family.to_owned(),
        favours: metric.favours,
        formula: written(&metric.formula),
        id: metric.id.to_owned(),
        ideal: if metric.favours == Favours::Neither {
            None
        } else {
            shape.ideal
        },
        inputs: inputs(metric),
        label: metric.label.to_owned(),
        interval: crate::intervals::interval(&metric.formula),
        mirrors: FAMILIES
            .iter()
            .any(|family| family.mirrors && family.name == metric.family),
        range,
        reading: page.part("Reading"),
        scope: shape.scope,
        source: metric.source.citation.to_owned(),
        span: shape.span,
        summary: page.summary.clone(),
        undefined: page.part("Undefined"),
    };
    Entry {
        formula: metric.formula,
        info,
        parameter: metric.parameter,
        peers,
    }
}

/// The columns that a metric needs: those its formula names, and those its declaration adds.
fn inputs(metric: &Metric) -> Vec<Input> {
    let mut inputs = metric.needs.to_vec();
    named(&metric.formula, &mut inputs);
    if inputs.is_empty() {
        inputs = match metric.family {
            "selection" => vec![Input::Decision],
            "strata" => vec![Input::Decision, Input::Stratum],
            _ if metric.id == "worst_group_selection_rate" => vec![Input::Decision],
            _ => vec![Input::Decision, Input::Label],
        };
    }
    inputs.sort_unstable();
    inputs.dedup();
    inputs
}

fn named(formula: &Formula, inputs: &mut Vec<Input>) {
    match *formula {
        Formula::Mean { of, .. } => match of {
            Number::Score(of) => {
                inputs.push(Input::Score);
                if of(0.5, None).is_none() {
                    inputs.push(Input::Label);
                }
            }
            Number::Sum(quantity) => inputs.extend(needed_by(quantity)),
        },
        Formula::Table { of, .. } => match of {
            Function::Arms(_) => inputs.extend([Input::Treatment, Input::Label]),
            Function::Scores(_) => inputs.push(Input::Score),
            Function::Values(_) => inputs.push(Input::Value),
            Function::Sums(_) => {}
        },
        Formula::TablePair { of, .. } => match of {
            Between::Arms(_) => inputs.extend([Input::Treatment, Input::Label]),
            Between::Scores(_) => inputs.push(Input::Score),
            Between::Values(_) => inputs.push(Input::Value),
            Between::Sums(_) => {}
        },
        Formula::PerList { .. }
        | Formula::OfLists { .. }
        | Formula::OfAllLists { .. }
        | Formula::OverLists { .. } => inputs.push(Input::Rank),
        // What rows are needed for, a declaration says itself.
        Formula::Probe { .. } => {}
        Formula::Rate { count, of } => {
            for cell in count.iter().chain(of) {
                match cell {
                    Cell::Reached(stages) => {
                        inputs.extend(stages.iter().filter_map(|s| reached(*s)))
                    }
                    Cell::Treated | Cell::Control => inputs.push(Input::Treatment),
                    Cell::TreatedPositive | Cell::ControlPositive => {
                        inputs.extend([Input::Treatment, Input::Label]);
                    }
                    _ => {}
                }
            }
        }
        Formula::Root(m)
        | Formula::Difference(m)
        | Formula::Ratio(m)
        | Formula::OddsRatio(m)
        | Formula::ToOverallDifference(m)
        | Formula::ToOverallRatio(m)
        | Formula::ToRestDifference(m)
        | Formula::Heterogeneity(m)
        | Formula::SubgroupGamma(m)
        | Formula::MaxGap(m)
        | Formula::MinRatio(m)
        | Formula::WorstGroup(m) => named_of(m, inputs),
        Formula::Contrast(a, b)
        | Formula::WorstGap(a, b)
        | Formula::WorstRatio(a, b)
        | Formula::MeanAbsoluteDifference(a, b) => {
            named_of(a, inputs);
            named_of(b, inputs);
        }
        _ => {}
    }
}

fn named_of(metric: &Metric, inputs: &mut Vec<Input>) {
    inputs.extend(metric.needs);
    named(&metric.formula, inputs);
}

/// The column behind a stage of the campaign.
fn reached(stage: Stage) -> Option<Input> {
    Some(match stage {
        Stage::Eligible => return None,
        Stage::Scored => Input::Score,
        Stage::Selected => Input::Decision,
        Stage::Delivered => Input::Delivered,
        Stage::Clicked => Input::Clicks,
        Stage::Converted => Input::Label,
        Stage::Excluded => Input::Excluded,
    })
}

/// The columns behind a number whose sums are kept.
fn needed_by(quantity: Quantity) -> Vec<Input> {
    match quantity {
        Quantity::AbsolutePercentageError
        | Quantity::AbsoluteError
        | Quantity::OutcomeTimesScore
        | Quantity::Residual
        | Quantity::ScoreWithOutcome
        | Quantity::SquaredError => vec![Input::Outcome, Input::Score],
        Quantity::AbsoluteOutcome | Quantity::Outcome => vec![Input::Outcome],
        Quantity::Clicks => vec![Input::Clicks],
        Quantity::Cost => vec![Input::Cost],
        Quantity::Discount => vec![Input::Decision, Input::ListPrice, Input::Value],
        Quantity::Impressions | Quantity::ImpressionsIfReached => vec![Input::Delivered],
        Quantity::LogValue | Quantity::Value => vec![Input::Value],
        Quantity::OfferedValue | Quantity::ValueIfOffered => vec![Input::Decision, Input::Value],
        Quantity::OutcomeControl | Quantity::OutcomeTreated => {
            vec![Input::Outcome, Input::Treatment]
        }
    }
}

/// Gives a formula another parameter; says whether it takes one.
fn set_parameter(formula: &mut Formula, value: f64) -> bool {
    match formula {
        Formula::Smooth { parameter, .. }
        | Formula::OverGroups { parameter, .. }
        | Formula::Table { parameter, .. }
        | Formula::TablePair { parameter, .. }
        | Formula::PerList { parameter, .. }
        | Formula::OfLists { parameter, .. }
        | Formula::OfAllLists { parameter, .. }
        | Formula::ToOverallSmooth { parameter, .. }
        | Formula::Probe { parameter, .. }
        | Formula::OverLists { parameter, .. } => {
            *parameter = value;
            true
        }
        _ => false,
    }
}

/// A doc comment taken apart at its headings.
struct Page {
    parts: BTreeMap<String, String>,
    summary: String,
}

impl Page {
    fn read(docs: &str) -> Self {
        let mut heading = String::new();
        let mut texts: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for line in docs.lines().map(str::trim) {
            match line.strip_prefix("# ") {
                Some(title) => title.clone_into(&mut heading),
                None if line.is_empty() => {}
                None => texts.entry(heading.clone()).or_default().push(line),
            }
        }
        let mut parts: BTreeMap<String, String> = texts
            .into_iter()
            .map(|(heading, lines)| (heading, lines.join(" ")))
            .collect();
        Self {
            summary: parts.remove("").unwrap_or_default(),
            parts,
        }
    }

    fn part(&self, heading: &str) -> String {
        self.parts.get(heading).cloned().unwrap_or_default()
    }
}

/// Whom a formula is about, how it is drawn, its range and its value at parity.
pub(crate) struct Shape {
    pub ideal: Option<f64>,
    pub range: (Option<f64>, Option<f64>),
    pub scope: Scope,
    pub span: Span,
}

pub(crate) fn shape(formula: &Formula) -> Shape {
    use Scope::{Group, Pair, Summary};
    let (scope, span, range, ideal) = match formula {
        Formula::Rows => (Group, Span::Index, (Some(0.0), None), None),
        Formula::Rate { .. } | Formula::ShareOfAll(_) => {
            (Group, Span::Rate, (Some(0.0), Some(1.0)), None)
        }
        Formula::Smooth { .. } => (Group, Span::Index, (Some(0.0), None), None),
        Formula::Mean { .. }
        | Formula::Root(_)
        | Formula::Table { .. }
        | Formula::PerList { .. }
        | Formula::OfLists { .. } => (Group, Span::Index, (None, None), None),
        Formula::Probe {
            of, ideal, span, ..
        } => (of.scope(), *span, (None, None), *ideal),
        Formula::Contrast(_, _) => (Group, Span::Difference, (None, None), None),
        Formula::TablePair { .. } => (Pair, Span::Index, (None, None), Some(0.0)),
        Formula::OverLists { .. } | Formula::OfAllLists { .. } => {
            (Summary, Span::Index, (None, None), Some(0.0))
        }
        Formula::Difference(m) if is_measured(&m.formula) => {
            (Pair, Span::Index, (None, None), Some(0.0))
        }
        Formula::MaxGap(m) if is_measured(&m.formula) => {
            (Summary, Span::Index, (Some(0.0), None), Some(0.0))
        }
        Formula::WorstGroup(m) if is_measured(&m.formula) => {
            (Summary, Span::Index, (None, None), None)
        }
        Formula::DemographicDisparity | Formula::ConditionalDisparity => {
            (Group, Span::Difference, (Some(-1.0), Some(1.0)), Some(0.0))
        }
        Formula::Difference(_)
        | Formula::ToOverallDifference(_)
        | Formula::ToRestDifference(_)
        | Formula::MantelHaenszelDifference(_) => {
            (Pair, Span::Difference, (Some(-1.0), Some(1.0)), Some(0.0))
        }
        Formula::Imbalance => (Pair, Span::Difference, (Some(-1.0), Some(1.0)), Some(0.0)),
        Formula::Ratio(_) | Formula::ToOverallRatio(_) => {
            (Pair, Span::Ratio, (Some(0.0), None), Some(1.0))
        }
        Formula::OddsRatio(_) | Formula::MantelHaenszelOddsRatio(_) => {
            (Pair, Span::OddsRatio, (Some(0.0), None), Some(1.0))
        }
        Formula::MeanAbsoluteDifference(_, _) => {
            (Pair, Span::Difference, (Some(0.0), Some(1.0)), Some(0.0))
        }
        Formula::PairSmooth { .. }
        | Formula::ToOverallSmooth { .. }
        | Formula::TestStatistic { .. }
        | Formula::Shortfall(_) => (Pair, Span::Index, (None, None), Some(0.0)),
        Formula::FourFifths => (Pair, Span::Index, (Some(0.0), Some(2.0)), Some(0.0)),
        Formula::MaxGap(_) | Formula::WorstGap(_, _) => {
            (Summary, Span::Difference, (Some(0.0), Some(1.0)), Some(0.0))
        }
        Formula::MinRatio(_) | Formula::WorstRatio(_, _) => {
            (Summary, Span::Ratio, (Some(0.0), Some(1.0)), Some(1.0))
        }
        Formula::WorstGroup(_) => (Summary, Span::Rate, (Some(0.0), Some(1.0)), None),
        Formula::DifferentialFairnessAmplification => {
            (Summary, Span::Index, (None, None), Some(0.0))
        }
        Formula::Heterogeneity(_) | Formula::SubgroupGamma(_) => {
            (Summary, Span::Index, (Some(0.0), None), Some(0.0))
        }
        Formula::DifferentialFairness => (Summary, Span::Index, (Some(0.0), None), Some(0.0)),
        Formula::OverGroups { .. } => (Summary, Span::Index, (Some(0.0), None), Some(0.0)),
    };
    Shape {
        ideal,
        range,
        scope,
        span,
    }
}

/// The formula in letters.
pub(crate) fn written(formula: &Formula) -> String {
    let sum = |cells: &[Cell]| {
        cells
            .iter()
            .map(|cell| cell.letters().into_owned())
            .collect::<Vec<_>>()
            .join(" + ")
    };
    let bracketed = |cells: &[Cell]| {
        if cells.len() > 1 {
            format!("({})", sum(cells))
        } else {
            sum(cells)
        }
    };
    match formula {
        Formula::Rows => "n_g".to_owned(),
        Formula::ShareOfAll(cells) => format!("({})_g / ({})_all", sum(cells), sum(cells)),
        Formula::Rate { count, of } => format!("{} / {}", bracketed(count), bracketed(of)),
        Formula::Smooth { text, .. }
        | Formula::PairSmooth { text, .. }
        | Formula::ToOverallSmooth { text, .. }
        | Formula::TestStatistic { text, .. }
        | Formula::Mean { text, .. }
        | Formula::Table { text, .. }
        | Formula::TablePair { text, .. }
        | Formula::PerList { text, .. }
        | Formula::OfLists { text, .. }
        | Formula::OfAllLists { text, .. }
        | Formula::OverLists { text, .. }
        | Formula::Probe { text, .. }
        | Formula::OverGroups { text, .. } => (*text).to_owned(),
        Formula::Root(m) => format!("√{}", m.id),
        Formula::Contrast(a, b) => format!("{} − {}", a.id, b.id),
        Formula::Difference(m) => format!("{0}_g − {0}_r", m.id),
        Formula::Ratio(m) => format!("{0}_g / {0}_r", m.id),
        Formula::OddsRatio(m) => format!("[{0}_g / (1 − {0}_g)] / [{0}_r / (1 − {0}_r)]", m.id),
        Formula::ToOverallDifference(m) => format!("{0}_g − {0}_all", m.id),
        Formula::ToRestDifference(m) => format!("{0}_g − {0}_rest", m.id),
        Formula::Heterogeneity(m) => format!("Σ_g ({0}_g − common {0})² / variance_g", m.id),
        Formula::SubgroupGamma(m) => format!("max_g (people of {0} in g / everyone) · |{0}_g − {0}_all|", m.id),
        Formula::DifferentialFairnessAmplification => {
            "differential fairness of decisions − of outcomes".to_owned()
        }
        Formula::ToOverallRatio(m) => format!("{0}_g / {0}_all", m.id),
        Formula::MeanAbsoluteDifference(a, b) => {
            format!("½(|{0}_g − {0}_r| + |{1}_g − {1}_r|)", a.id, b.id)
        }
        Formula::Shortfall(m) => format!("n_g · ({0}_r − {0}_g)", m.id),
        Formula::DemographicDisparity => {
            "(not selected)_g / (not selected)_all − selected_g / selected_all".to_owned()
        }
        Formula::ConditionalDisparity => {
            "Σ_z n_z · [(not selected)_gz / (not selected)_z − selected_gz / selected_z] / Σ_z n_z".to_owned()
        }
        Formula::MantelHaenszelDifference(m) => {
            format!("Σ_z w_z · ({0}_gz − {0}_rz) / Σ_z w_z, w_z = n_gz · n_rz / (n_gz + n_rz)", m.id)
        }
        Formula::MantelHaenszelOddsRatio(_) => {
            "Σ_z [selected_gz · (not selected)_rz / n_z] / Σ_z [selected_rz · (not selected)_gz / n_z]".to_owned()
        }
        Formula::Imbalance => "(n_r − n_g) / (n_r + n_g)".to_owned(),
        Formula::FourFifths => "selection_rate_g / selection_rate_r < 4/5".to_owned(),
        Formula::MaxGap(m) => format!("max_g {0} − min_g {0}", m.id),
        Formula::MinRatio(m) => format!("min_g {0} / max_g {0}", m.id),
        Formula::WorstGap(a, b) => format!(
            "max(max_g {0} − min_g {0}, max_g {1} − min_g {1})",
            a.id, b.id
        ),
        Formula::WorstRatio(a, b) => format!(
            "min(min_g {0} / max_g {0}, min_g {1} / max_g {1})",
            a.id, b.id
        ),
        Formula::WorstGroup(m) if m.favours == Favours::Lower => format!("max_g {}", m.id),
        Formula::WorstGroup(m) => format!("min_g {}", m.id),
        Formula::DifferentialFairness => {
            "max |ln((k_g + ½)/(n_g + 1)) − ln((k_h + ½)/(n_h + 1))|".to_owned()
        }
    }
}
