use crate::inputs::inputs;
use crate::shape::{shape, written};
use crate::{Alias, FAMILIES, Formula, Metric, derived};
use evenhand_core::{Catalogue, Favours, MetricInfo, Resolved, Transform};
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

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
        let mut formulas: BTreeMap<String, usize> = BTreeMap::new();
        for (position, entry) in entries.iter().enumerate() {
            formulas.entry(written(&entry.formula)).or_insert(position);
        }
        for metric in declared() {
            for systematic in derived::systematic(metric) {
                match formulas.get(&written(&systematic.formula)).copied() {
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

    /// What is wrong with a parameter written behind a metric that is known.
    fn wrong_parameter(&self, name: &str) -> Option<String> {
        let (base, _) = name.trim().split_once('(')?;
        let entry = self.find(base)?;
        Some(match entry.parameter {
            None => format!("`{}` takes no parameter", entry.id()),
            Some(parameter) => format!(
                "`{name}` is not understood; the parameter of `{0}` is `{parameter}`, a number: `{0}({parameter}=…)`",
                entry.id()
            ),
        })
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
        entry.info.formula = written(&entry.formula);
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
                    "abs" | "max abs" | "max−min" => {
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
                let entry = self
                    .with_parameter(name)
                    .ok_or_else(|| self.wrong_parameter(name).unwrap_or(why))?;
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
            metric.ideal.or(shape.ideal)
        },
        inputs: inputs(metric),
        label: metric.label.to_owned(),
        interval: crate::intervals::interval(&metric.formula),
        mirrors: FAMILIES
            .iter()
            .any(|family| family.mirrors && family.name == metric.family),
        of: None,
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
        parameter: metric
            .parameter
            .or_else(|| compared_parameter(&metric.formula)),
        peers,
    }
}

/// Name of the parameter of the number that groups are compared by, where it has one.
pub(crate) fn compared_parameter(formula: &Formula) -> Option<&'static str> {
    match formula {
        Formula::Difference(metric)
        | Formula::Ratio(metric)
        | Formula::MaxGap(metric)
        | Formula::MinRatio(metric)
        | Formula::WorstGroup(metric) => metric.parameter,
        _ => None,
    }
}

/// A metric with another parameter. Formulas point at metrics for as long as the program runs, so each is made once.
fn parametrised(metric: &'static Metric, value: f64) -> Option<&'static Metric> {
    static MADE: Mutex<BTreeMap<String, &'static Metric>> = Mutex::new(BTreeMap::new());
    let id = format!("{}({}={value})", metric.id, metric.parameter?);
    let mut formula = metric.formula;
    if !set_parameter(&mut formula, value) {
        return None;
    }
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = made.get(&id) {
        return Some(known);
    }
    let other: &'static Metric = Box::leak(Box::new(Metric {
        formula,
        id: Box::leak(id.clone().into_boxed_str()),
        ..*metric
    }));
    made.insert(id, other);
    Some(other)
}

/// Gives a formula another parameter; says whether it takes one.
fn set_parameter(formula: &mut Formula, value: f64) -> bool {
    match formula {
        Formula::Difference(metric)
        | Formula::Ratio(metric)
        | Formula::MaxGap(metric)
        | Formula::MinRatio(metric)
        | Formula::WorstGroup(metric) => match parametrised(metric, value) {
            Some(other) => {
                *metric = other;
                true
            }
            None => false,
        },
        Formula::Smooth { parameter, .. }
        | Formula::AcrossGroups { parameter, .. }
        | Formula::OverGroups { parameter, .. }
        | Formula::Probe { parameter, .. }
        | Formula::Table { parameter, .. }
        | Formula::TablePair { parameter, .. }
        | Formula::PerList { parameter, .. }
        | Formula::OfLists { parameter, .. }
        | Formula::OfAllLists { parameter, .. }
        | Formula::ToOverallSmooth { parameter, .. }
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
