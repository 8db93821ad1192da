use super::{number, text};
use evenhand_core::{ModelComparison, Real, ScorecardComparison};
use std::io;

const HEADER: &str = "what,metric,attribute,group,reference,n,lost,gained,before,after,change,lower,upper,p_value,p_adjusted,method,status,shift\n";

/// Writes every rate and every gap of two models as one row.
///
/// # Errors
/// When the writer fails.
pub fn compare_models_csv(
    comparison: &ModelComparison,
    out: &mut impl io::Write,
) -> io::Result<()> {
    out.write_all(HEADER.as_bytes())?;
    let mut line = String::new();
    for change in &comparison.changes {
        line.clear();
        line.push_str("rate");
        names(
            &mut line,
            [&change.metric, &change.attribute, &change.group, ""],
        );
        line.push_str(&format!(",{},{},{}", change.n, change.lost, change.gained));
        numbers(
            &mut line,
            [
                change.before,
                change.after,
                change.change,
                change.lower,
                change.upper,
                change.p_value,
                change.p_adjusted,
            ],
        );
        names(
            &mut line,
            [
                change.method.as_deref().unwrap_or(""),
                change.status.as_str(),
                change.shift.as_str(),
            ],
        );
        line.push('\n');
        out.write_all(line.as_bytes())?;
    }
    for gap in &comparison.gaps {
        line.clear();
        line.push_str("gap");
        names(
            &mut line,
            [&gap.metric, &gap.attribute, &gap.group, &gap.reference],
        );
        line.push_str(",,,");
        numbers(
            &mut line,
            [
                gap.before,
                gap.after,
                gap.change,
                gap.lower,
                gap.upper,
                gap.p_value,
                gap.p_adjusted,
            ],
        );
        names(
            &mut line,
            [
                gap.method.as_deref().unwrap_or(""),
                gap.status.as_str(),
                gap.shift.as_str(),
            ],
        );
        line.push('\n');
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

fn names<const N: usize>(line: &mut String, cells: [&str; N]) {
    for cell in cells {
        line.push(',');
        text(line, cell);
    }
}

fn numbers<const N: usize>(line: &mut String, values: [Option<Real>; N]) {
    for value in values {
        number(line, value);
    }
}

const SCORECARDS_HEADER: &str = "model,slice,attribute,group,reference,metric,old,new,change,lower,upper,p_value,p_adjusted,old_status,new_status,checked,shift\n";

/// Writes every number that two scorecards have as one row.
///
/// # Errors
/// When the writer fails.
pub fn compare_scorecards_csv(
    comparison: &ScorecardComparison,
    out: &mut impl io::Write,
) -> io::Result<()> {
    out.write_all(SCORECARDS_HEADER.as_bytes())?;
    let mut line = String::new();
    for change in &comparison.changes {
        line.clear();
        text(&mut line, &change.model);
        names(
            &mut line,
            [
                &change.slice,
                &change.attribute,
                &change.group,
                change.reference.as_deref().unwrap_or(""),
                &change.metric,
            ],
        );
        numbers(
            &mut line,
            [
                change.old,
                change.new,
                change.change,
                change.lower,
                change.upper,
                change.p_value,
                change.p_adjusted,
            ],
        );
        names(
            &mut line,
            [
                change.old_status.as_str(),
                change.new_status.as_str(),
                if change.checked { "yes" } else { "no" },
                change.shift.as_str(),
            ],
        );
        line.push('\n');
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}
