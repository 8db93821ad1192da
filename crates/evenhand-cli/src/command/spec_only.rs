use crate::args::{Global, Inputs};
use crate::failure::{Failure, Outcome};
use crate::{flags, terminal};
use evenhand::{Error, Records, SpecError};

/// Bad command, spec or data.
const BAD: u8 = 2;

/// Looks whether specs are well written: each by itself, so that one error does not hide those of the next.
pub fn run(inputs: &Inputs, global: &Global) -> Outcome {
    let specs: Vec<String> = if inputs.inputs.is_empty() {
        vec!["evenhand.toml".to_owned()]
    } else {
        inputs.inputs.clone()
    };
    let mut bad = 0;
    for spec in &specs {
        let one = Inputs {
            inputs: vec![spec.clone()],
            ..inputs.clone()
        };
        match look(&one) {
            Ok(true) => terminal::say(global, &format!("{spec}: well written")),
            Ok(false) => terminal::say(
                global,
                &format!(
                    "{spec}: well written; the data is not here, so that no column was looked up"
                ),
            ),
            Err(failure) => {
                bad += 1;
                terminal::complain(&format!("{}\n", line(spec, &failure)));
            }
        }
    }
    Ok(if bad == 0 { 0 } else { BAD })
}

fn look(inputs: &Inputs) -> Result<bool, Failure> {
    let mut audit = flags::audit(inputs)?;
    // What the environment holds is a matter of the run.
    if let Some(mlflow) = &mut audit.spec_mut().export.mlflow {
        mlflow.uri.take_if(|uri| uri.starts_with("env:"));
    }
    let failed = |error| Failure::Audit { error, text: None };
    Records::of_audit(&audit, std::path::Path::new("."), &[]).map_err(failed)?;
    super::audit::formats(&[], &audit)?;
    audit.validate().map_err(failed)
}

/// One line, as editors and hooks read it: `file:line:column: message`.
fn line(spec: &str, failure: &Failure) -> String {
    let (place, message, help) = match failure {
        Failure::Audit {
            error:
                Error::Spec(SpecError::Spec {
                    location,
                    message,
                    help,
                }),
            ..
        } => {
            let place = match (location.line, location.column) {
                (Some(line), Some(column)) => format!("{spec}:{line}:{column}"),
                _ => spec.to_owned(),
            };
            let message = if location.path == spec {
                message.clone()
            } else {
                format!("{}: {message}", location.path)
            };
            (place, message, help.clone())
        }
        Failure::Usage { message, help } => (spec.to_owned(), message.clone(), help.clone()),
        other => (spec.to_owned(), other.to_string(), None),
    };
    let help = help.map_or_else(String::new, |help| format!(" ({help})"));
    format!("{place}: {message}{help}").replace('\n', " ")
}
