use crate::args::{
    Global, HumanOrJson, StatsCommand, StatsExportArgs, StatsMergeArgs, StatsShowArgs,
};
use crate::failure::{Failure, Outcome};
use crate::progress::Bar;
use crate::{flags, terminal};
use evenhand::{StatisticsFile, output, report, sha256_hex};
use std::path::Path;

pub fn run(command: &StatsCommand, global: &Global) -> Outcome {
    match command {
        StatsCommand::Export(args) => export(args, global),
        StatsCommand::Merge(args) => merge(args, global),
        StatsCommand::Show(args) => show(args),
    }
}

fn export(args: &StatsExportArgs, global: &Global) -> Outcome {
    let audit = flags::audit(&args.inputs)?;
    let bar = Bar::new(!global.no_progress && !global.quiet);
    let file = audit.export(&bar);
    bar.finish();
    let file = file.map_err(|error| Failure::Audit {
        error,
        text: audit.text().cloned(),
    })?;
    write(&args.out, &file, global)
}

fn merge(args: &StatsMergeArgs, global: &Global) -> Outcome {
    let mut sum = StatisticsFile::sum(&args.files, |path| {
        Ok((path.display().to_string(), StatisticsFile::read(path)?))
    })
    .map_err(failed)?;
    for path in &args.without {
        let part = read(path)?;
        sum.subtract(&part, &path.display().to_string())
            .map_err(failed)?;
    }
    sum.settle().map_err(failed)?;
    write(&args.out, &sum, global)
}

fn show(args: &StatsShowArgs) -> Outcome {
    let bytes =
        output::read_file(&args.file).map_err(|error| Failure::Audit { error, text: None })?;
    let name = args.file.display().to_string();
    let file = StatisticsFile::from_bytes(&name, &bytes).map_err(failed)?;
    let about = About::new(&file, &bytes);
    let text = match args.format {
        HumanOrJson::Human => about.text(&name),
        HumanOrJson::Json => {
            let mut text = serde_json::to_string_pretty(&about)
                .map_err(|error| Failure::usage(error.to_string()))?;
            text.push('\n');
            text
        }
    };
    terminal::print(&text)?;
    Ok(0)
}

/// What is told of a file.
#[derive(serde::Serialize)]
struct About {
    attributes: Vec<Divided>,
    bytes: usize,
    cells: usize,
    counted: std::collections::BTreeMap<String, String>,
    models: Vec<String>,
    rows_read: u64,
    rows_used: u64,
    sha256: String,
    slices: Vec<String>,
    strata: usize,
    system: String,
    title: String,
    version: u32,
}

/// An attribute and its groups.
#[derive(serde::Serialize)]
struct Divided {
    levels: Vec<String>,
    name: String,
}

impl About {
    fn new(file: &StatisticsFile, bytes: &[u8]) -> Self {
        let statistics = &file.statistics;
        // Without slices there is one, and it has no name.
        let levels = |levels: &[std::sync::Arc<str>]| -> Vec<String> {
            let named = levels.iter().filter(|level| !level.is_empty());
            named.map(ToString::to_string).collect()
        };
        Self {
            attributes: statistics
                .attributes
                .iter()
                .map(|attribute| Divided {
                    levels: levels(&attribute.levels),
                    name: attribute.name.clone(),
                })
                .collect(),
            bytes: bytes.len(),
            cells: statistics.cells.len(),
            counted: file.counting.parts().clone(),
            models: statistics.models.clone(),
            rows_read: statistics.intake.rows_read,
            rows_used: statistics.intake.rows_used,
            sha256: sha256_hex(bytes),
            slices: levels(&statistics.slices.levels),
            strata: statistics.strata.levels.len(),
            system: file.spec.system.id.clone(),
            title: file.spec.system.title.clone(),
            version: evenhand::source::STATISTICS_FILE_VERSION,
        }
    }

    fn text(&self, name: &str) -> String {
        let mut lines = vec![
            format!("Statistics in {name}"),
            format!(
                "  of          {}",
                if self.title.is_empty() {
                    &self.system
                } else {
                    &self.title
                }
            ),
            format!(
                "  rows        {} read, {} counted",
                report::count(self.rows_read),
                report::count(self.rows_used)
            ),
        ];
        if self.models.len() > 1 {
            lines.push(format!("  models      {}", self.models.join(", ")));
        }
        for (i, attribute) in self.attributes.iter().enumerate() {
            let head = if i == 0 { "attributes" } else { "" };
            lines.push(format!(
                "  {head:<11} {}: {}",
                attribute.name,
                attribute.levels.join(", ")
            ));
        }
        if !self.slices.is_empty() {
            lines.push(format!("  slices      {}", self.slices.join(", ")));
        }
        if self.strata > 0 {
            lines.push(format!("  strata      {}", self.strata));
        }
        lines.push(format!(
            "  cells       {} in {} bytes",
            report::count(self.cells as u64),
            report::count(self.bytes as u64)
        ));
        lines.push(format!("  sha256      {}", self.sha256));
        lines.push(format!("  audit it    evenhand audit {name}"));
        lines.push(String::new());
        lines.join("\n")
    }
}

fn read(path: &Path) -> Result<StatisticsFile, Failure> {
    StatisticsFile::read(path).map_err(failed)
}

fn write(path: &Path, file: &StatisticsFile, global: &Global) -> Outcome {
    let bytes = file.to_bytes().map_err(failed)?;
    output::write_file(path, &bytes).map_err(|error| Failure::Audit { error, text: None })?;
    terminal::say(
        global,
        &format!(
            "Written to {}: counts of {} rows in {} bytes",
            path.display(),
            report::count(file.statistics.intake.rows_used),
            report::count(bytes.len() as u64)
        ),
    );
    Ok(0)
}

fn failed(error: evenhand::source::Error) -> Failure {
    Failure::Audit {
        error: error.into(),
        text: None,
    }
}
