use crate::args::{Global, Inputs, PolarityFlag, ProfileFlag, Reader};
use crate::failure::Failure;
use crate::{memory, terminal};
use evenhand::{
    Audit, AuditSpec, BinarySpec, Intersections, OneOrMany, Polarity, Profile, ReferenceRule,
    Scalar, SourceText, StatisticsFile,
};
use std::path::Path;

/// The audit that the command line describes: a spec file, or data with flags, or a spec file changed by flags.
pub fn audit(inputs: &Inputs) -> Result<Audit, Failure> {
    let replaced = pairs(&inputs.set, "--set", "groups.min_n=50")?;
    let (specs, data): (Vec<&String>, Vec<&String>) = inputs.inputs.iter().partition(|input| {
        Path::new(input.as_str())
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
    });
    if let Some(card) = data.iter().find(|path| is_scorecard(path)) {
        return Err(
            Failure::usage(format!("`{card}` is a scorecard, and no data that could be audited"))
                .with_help(format!(
                    "show it with `evenhand report {card}`; hold two against each other with `evenhand compare OLD NEW`"
                )),
        );
    }
    let mut audit = match (specs.as_slice(), data.is_empty()) {
        ([], true) => {
            if !Path::new("evenhand.toml").exists() {
                return Err(Failure::usage("there is no evenhand.toml in this folder, and no data was named")
                    .with_help("write one with `evenhand init DATA`, or name the data: `evenhand audit DATA --decision … --protected …`"));
            }
            from_spec("evenhand.toml", &replaced)?
        }
        ([spec], true) => from_spec(spec, &replaced)?,
        ([], false)
            if data
                .iter()
                .all(|path| StatisticsFile::is_one(Path::new(path))) =>
        {
            Audit::of_statistics_files(data)
                .map_err(|error| Failure::Audit { error, text: None })?
        }
        ([], false) => Audit::of_files(data.into_iter().cloned()),
        ([spec], false) => {
            // Data beside a spec stand in for the data that the spec names.
            let mut audit = from_spec(spec, &replaced)?;
            let here = std::env::current_dir().unwrap_or_default();
            audit.spec_mut().data.source =
                OneOrMany::Many(data.into_iter().map(|path| absolute(&here, path)).collect());
            audit
        }
        (several, _) => {
            return Err(Failure::usage(format!(
                "{} specs were named, and one audit has one",
                several.len()
            )));
        }
    };
    if let Some(folder) = &inputs.stats_dir {
        audit = audit.keeping(folder);
    }
    let from_flags = audit.text().is_none();
    apply(audit.spec_mut(), inputs)?;
    if from_flags && !replaced.is_empty() {
        let written =
            toml::to_string(audit.spec()).map_err(|error| Failure::usage(error.to_string()))?;
        let text = SourceText::new("command line", written);
        *audit.spec_mut() = text.parse_with(&replaced).map_err(|error| Failure::Audit {
            error: error.into(),
            text: None,
        })?;
    }
    if inputs.allow_undocumented {
        if std::env::var("CI").is_ok_and(|ci| ci == "true" || ci == "1") {
            return Err(
                Failure::usage("--allow-undocumented is refused in CI").with_help(
                    "write purpose, basis, necessity, access and delete_after under [privacy]",
                ),
            );
        }
        audit.spec_mut().privacy.allow_undocumented = true;
    }
    if let Some(bytes) = memory::most(inputs.max_memory.as_deref())? {
        audit = audit.within_memory(bytes);
    }
    if let Some(threads) = inputs.threads {
        if threads == 0 {
            return Err(Failure::usage(
                "--threads 0: at least one thread has to do the work",
            ));
        }
        // A second call in one process keeps the first pool; the command calls it once.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build_global();
    }
    Ok(audit)
}

/// Whether a file is what an audit wrote, and not what it reads.
fn is_scorecard(path: &str) -> bool {
    let path = Path::new(path);
    let named = path.file_name().and_then(|name| name.to_str());
    named.is_some_and(|name| name.ends_with("scorecard.json"))
        && evenhand::output::read(path).is_ok()
}

/// The profile that a flag asks for, else the spec.
pub fn profile(flag: Option<ProfileFlag>, audit: &Audit) -> Profile {
    let written = audit.spec().privacy.profile.as_deref();
    flag.map_or_else(
        || written.and_then(Profile::parse).unwrap_or_default(),
        Profile::from,
    )
}

/// Refuses to show to others what shows every group; says so where the spec has others in mind.
pub fn whole(
    command: &str,
    reader: &Reader,
    audit: &Audit,
    global: &Global,
) -> Result<(), Failure> {
    let profile = profile(reader.profile, audit);
    if profile == Profile::Internal {
        return Ok(());
    }
    let name = profile.as_str();
    if reader.profile.is_some() {
        return Err(Failure::usage(format!(
            "--profile {name}: {command} shows every group, however few its people are, and cannot hide any"
        ))
        .with_help(format!(
            "for others, write an audit: `evenhand audit --profile {name}`; for the house, leave --profile out"
        )));
    }
    terminal::say(
        global,
        &format!(
            "note: this result shows every group and is for the house; the profile {name} of the spec hides nothing here"
        ),
    );
    Ok(())
}

impl From<ProfileFlag> for Profile {
    fn from(flag: ProfileFlag) -> Self {
        match flag {
            ProfileFlag::Internal => Self::Internal,
            ProfileFlag::Board => Self::Board,
            ProfileFlag::Public => Self::Public,
        }
    }
}

/// The audit of a spec, for commands that read no rows.
pub fn of_spec(path: &Path) -> Result<Audit, Failure> {
    from_spec(&path.to_string_lossy(), &[])
}

fn from_spec(path: &str, replaced: &[(String, String)]) -> Result<Audit, Failure> {
    Audit::of_spec_file_with(path, replaced).map_err(|error| {
        if !Path::new(path).exists() {
            return Failure::usage(format!("there is no spec `{path}`"))
                .with_help("check the path, or write a spec with `evenhand init DATA`");
        }
        let text = std::fs::read_to_string(path)
            .ok()
            .map(|text| SourceText::new(path, text));
        Failure::Audit { error, text }
    })
}

fn absolute(here: &Path, path: &str) -> String {
    if path == "-" {
        path.to_owned()
    } else {
        here.join(path).to_string_lossy().into_owned()
    }
}

/// Splits `key=value` flags.
fn pairs(written: &[String], flag: &str, example: &str) -> Result<Vec<(String, String)>, Failure> {
    written
        .iter()
        .map(|pair| {
            pair.split_once('=')
                .map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned()))
                .ok_or_else(|| {
                    Failure::usage(format!("{flag} {pair}: this needs a name and a value"))
                        .with_help(format!("example: {flag} {example}"))
                })
        })
        .collect()
}

fn apply(spec: &mut AuditSpec, inputs: &Inputs) -> Result<(), Failure> {
    for pack in &inputs.pack {
        // A file is named from here, not from the folder of the spec.
        let is_file = Path::new(pack)
            .extension()
            .is_some_and(|extension| extension == "toml");
        let here = std::env::current_dir().unwrap_or_default();
        let name = if is_file {
            absolute(&here, pack)
        } else {
            pack.clone()
        };
        if !spec.policy.packs.contains(&name) {
            spec.policy.packs.push(name);
        }
    }
    if let Some(day) = &inputs.as_of {
        spec.policy.as_of = Some(Scalar::from(day.as_str()));
    }
    let columns = &mut spec.columns;
    if let Some(decision) = &inputs.decision {
        columns.decision = Some(BinarySpec::Column(decision.clone()));
    }
    if let Some(label) = &inputs.label {
        columns.label = Some(BinarySpec::Column(label.clone()));
    }
    for (column, written) in [
        (&mut columns.clicked, &inputs.clicked),
        (&mut columns.delivered, &inputs.delivered),
        (&mut columns.outcome, &inputs.outcome),
        (&mut columns.query, &inputs.query),
        (&mut columns.rank, &inputs.rank),
        (&mut columns.score, &inputs.score),
        (&mut columns.value, &inputs.value),
    ] {
        *column = written.clone().or(column.take());
    }
    if let Some(treatment) = &inputs.treatment {
        columns.treatment = Some(BinarySpec::Column(treatment.clone()));
    }
    if let Some(rescored) = &inputs.rescored {
        columns.rescored = Some(BinarySpec::Column(rescored.clone()));
    }
    if !inputs.feature.is_empty() {
        let features = inputs.feature.iter().cloned();
        columns.features = features.map(evenhand::FeatureSpec::Column).collect();
    }
    columns.weight = inputs.weight.clone().or(columns.weight.take());
    columns.unit = inputs.unit.clone().or(columns.unit.take());
    if !inputs.stratum.is_empty() {
        columns.stratum = OneOrMany::Many(inputs.stratum.clone());
    }
    if let Some(slice) = &inputs.slice {
        columns.slice = Some(evenhand::SliceSpec::Column(slice.clone()));
    }
    positives(spec, inputs)?;
    threshold(spec, inputs)?;
    attributes(spec, inputs)?;
    spec.data.counts |= inputs.counts;
    spec.data.filter = inputs.filter.clone().or(spec.data.filter.take());
    if let Some(depth) = inputs.intersect {
        spec.groups.intersections = Some(Intersections::Depth(depth));
    }
    spec.groups.min_n = inputs.min_n.or(spec.groups.min_n);
    spec.evidence.level = inputs.level.or(spec.evidence.level);
    spec.evidence.seed = inputs.seed.or(spec.evidence.seed);
    spec.system.decision = match inputs.polarity {
        Some(PolarityFlag::Benefit) => Some(Polarity::Benefit),
        Some(PolarityFlag::Burden) => Some(Polarity::Burden),
        None => spec.system.decision,
    };
    Ok(())
}

fn positives(spec: &mut AuditSpec, inputs: &Inputs) -> Result<(), Failure> {
    for (which, value) in pairs(&inputs.positive, "--positive", "label=yes")? {
        let target = match which.as_str() {
            "label" => &mut spec.columns.label,
            "decision" => &mut spec.columns.decision,
            "treatment" => &mut spec.columns.treatment,
            "rescored" => &mut spec.columns.rescored,
            other => {
                return Err(Failure::usage(format!(
                    "--positive {other}={value}: `{other}` is neither label, decision, treatment nor rescored"
                ))
                .with_help("example: --label response --positive label=yes"));
            }
        };
        let Some(binary) = target else {
            return Err(Failure::usage(format!(
                "--positive {which}={value}: no column is named for the {which}"
            ))
            .with_help(format!("add --{which} COLUMN")));
        };
        let (mut values, negative) = match &*binary {
            BinarySpec::Column(_) => (Vec::new(), OneOrMany::default()),
            BinarySpec::Values {
                positive, negative, ..
            } => (positive.as_slice().to_vec(), negative.clone()),
        };
        values.push(Scalar::from(value.as_str()));
        *binary = BinarySpec::Values {
            column: binary.column().to_owned(),
            positive: OneOrMany::Many(values),
            negative,
        };
    }
    Ok(())
}

fn threshold(spec: &mut AuditSpec, inputs: &Inputs) -> Result<(), Failure> {
    let Some(at) = inputs.threshold else {
        return Ok(());
    };
    if inputs.decision.is_some() {
        return Err(
            Failure::usage("--threshold and --decision: a model decides in one way only")
                .with_help("leave one of them out"),
        );
    }
    if spec.columns.score.is_none() {
        return Err(Failure::usage("--threshold needs a score").with_help("add --score COLUMN"));
    }
    spec.model = vec![evenhand::ModelSpec {
        name: "model".to_owned(),
        score: spec.columns.score.clone(),
        threshold: Some(at),
        ..evenhand::ModelSpec::default()
    }];
    Ok(())
}

fn attributes(spec: &mut AuditSpec, inputs: &Inputs) -> Result<(), Failure> {
    if !inputs.protected.is_empty() {
        spec.attribute.clear();
    }
    for written in &inputs.protected {
        let (name, column) = match written.split_once('=') {
            Some((name, column)) => (Some(name.to_owned()), column.to_owned()),
            None => (None, written.clone()),
        };
        spec.attribute.push(evenhand::AttributeSpec {
            name,
            column,
            ..evenhand::AttributeSpec::default()
        });
    }
    for (name, edges) in bins(&inputs.bins)? {
        attribute(spec, &name, "--bins")?.bins = Some(edges);
    }
    for (name, rule) in pairs(&inputs.reference, "--reference", "gender=male")? {
        attribute(spec, &name, "--reference")?.reference = Some(ReferenceRule::parse(&rule));
    }
    Ok(())
}

/// Edges as they are written, `age=25,45,65`.
pub fn bins(written: &[String]) -> Result<Vec<(String, Vec<f64>)>, Failure> {
    let read = |(name, edges): (String, String)| {
        let edges: Result<Vec<f64>, _> = edges
            .split(',')
            .map(|edge| edge.trim().parse::<f64>())
            .collect();
        edges.map(|edges| (name.clone(), edges)).map_err(|_| {
            Failure::usage(format!(
                "--bins {name}: the edges are numbers with commas between them"
            ))
            .with_help("example: --bins age=25,45,65")
        })
    };
    let pairs = pairs(written, "--bins", "age=25,45,65")?;
    pairs.into_iter().map(read).collect()
}

fn attribute<'s>(
    spec: &'s mut AuditSpec,
    name: &str,
    flag: &str,
) -> Result<&'s mut evenhand::AttributeSpec, Failure> {
    let names: Vec<String> = spec
        .attribute
        .iter()
        .map(|a| a.name.clone().unwrap_or_else(|| a.column.clone()))
        .collect();
    match names.iter().position(|known| known == name) {
        Some(position) => Ok(&mut spec.attribute[position]),
        None => {
            let mut failure =
                Failure::usage(format!("{flag} {name}: this is no protected attribute"));
            failure = match evenhand::nearest(name, names.iter().map(String::as_str)) {
                Some(near) => failure.with_help(format!("did you mean `{near}`?")),
                None if names.is_empty() => {
                    failure.with_help(format!("name it with --protected {name}"))
                }
                None => failure.with_help(format!(
                    "protected here: {}; name another with --protected {name}",
                    names.join(", ")
                )),
            };
            Err(failure)
        }
    }
}
