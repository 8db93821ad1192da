use crate::args::{SchemaArgs, SchemaOf};
use crate::failure::Outcome;
use crate::terminal;

pub fn run(args: &SchemaArgs) -> Outcome {
    let schema = match args.of {
        SchemaOf::Spec => evenhand::spec_schema(),
        SchemaOf::Scorecard => evenhand::scorecard_schema(),
    };
    terminal::print(&format!(
        "{}\n",
        serde_json::to_string_pretty(&schema).unwrap_or_default()
    ))?;
    Ok(0)
}
