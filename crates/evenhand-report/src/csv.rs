mod compare;
mod frontier;

pub use compare::{compare_models_csv, compare_scorecards_csv};
pub use frontier::frontier_csv;

use evenhand_core::{Estimate, Real, Scorecard, Search, Status, Sweep};
use std::fmt::Write as _;
use std::io;

const HEADER: &str = "model,slice,attribute,group,reference,metric,value,lower,upper,level,method,status,n,n_reference,p_value,p_adjusted,error_bound,verdict\n";

/// Writes every number of the scorecard as one row of `estimates.csv`.
///
/// Numbers stand in shortest round-trip form, infinities as `inf`, and what does not apply is empty. A text that a
/// spreadsheet would run as a formula gets a leading `'`.
///
/// # Errors
/// When the writer fails.
pub fn estimates_csv(card: &Scorecard, out: &mut impl io::Write) -> io::Result<()> {
    out.write_all(HEADER.as_bytes())?;
    let mut line = String::new();
    for estimate in &card.estimates {
        line.clear();
        row(estimate, &mut line);
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

/// Writes every number of a sweep as one row: the threshold, the share selected at it, and the columns of
/// `estimates.csv`.
///
/// # Errors
/// When the writer fails.
pub fn sweep_csv(sweep: &Sweep, out: &mut impl io::Write) -> io::Result<()> {
    out.write_all(b"threshold,selected_share,")?;
    out.write_all(HEADER.as_bytes())?;
    let mut line = String::new();
    for point in &sweep.points {
        for estimate in &point.estimates {
            line.clear();
            number(&mut line, Some(point.threshold));
            number(&mut line, Some(point.share));
            line.push(',');
            row(estimate, &mut line);
            out.write_all(&line.as_bytes()[1..])?;
        }
    }
    Ok(())
}

const SEARCH_HEADER: &str = "subgroup,order,n,share,rate,rest_rate,difference,lower,upper,divergence,statistic,p_value,p_holm,p_max,confirmed,folded_into,contributions,difference_in_strata,scan_direction,scan_observed,scan_expected,scan_odds_factor,scan_score,scan_p_max\n";

/// Writes every combination that a search tried as one row, in the order of the search.
///
/// # Errors
/// When the writer fails.
pub fn search_csv(search: &Search, out: &mut impl io::Write) -> io::Result<()> {
    out.write_all(SEARCH_HEADER.as_bytes())?;
    let mut line = String::new();
    for subgroup in &search.subgroups {
        line.clear();
        text(&mut line, &subgroup.name());
        line.push_str(&format!(",{},{}", subgroup.items.len(), subgroup.n));
        for value in [
            Some(subgroup.share),
            Some(subgroup.rate),
            Some(subgroup.rest_rate),
            Some(subgroup.difference),
            subgroup.lower,
            subgroup.upper,
            Some(subgroup.divergence),
            Some(subgroup.statistic),
            Some(subgroup.p_value),
            Some(subgroup.p_holm),
            Some(subgroup.p_max),
        ] {
            number(&mut line, value);
        }
        line.push_str(if subgroup.confirmed { ",yes," } else { ",no," });
        let broader = subgroup
            .folded_into
            .and_then(|i| search.subgroups.get(i as usize));
        text(
            &mut line,
            &broader
                .map(evenhand_core::Subgroup::name)
                .unwrap_or_default(),
        );
        line.push(',');
        let contributions: Vec<String> = (subgroup.items.iter())
            .map(|item| {
                let added = shortest(item.contribution.get());
                format!("{}={}: {added}", item.attribute, item.group)
            })
            .collect();
        text(&mut line, &contributions.join("; "));
        number(&mut line, subgroup.difference_in_strata);
        if let Some(scan) = &subgroup.scan {
            line.push_str(&format!(",{},{}", scan.direction.as_str(), scan.observed));
            for value in [scan.expected, scan.odds_factor, scan.score, scan.p_max] {
                number(&mut line, Some(value));
            }
        } else {
            line.push_str(",,,,,,");
        }
        line.push('\n');
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

fn row(e: &Estimate, line: &mut String) {
    text(line, &e.model);
    for cell in [
        &*e.slice,
        &*e.attribute,
        &*e.group,
        e.reference.as_deref().unwrap_or(""),
        &*e.metric,
    ] {
        line.push(',');
        text(line, cell);
    }
    for value in [e.value, e.lower, e.upper, Some(e.level)] {
        number(line, value);
    }
    line.push(',');
    text(line, e.method.as_deref().unwrap_or(""));
    line.push(',');
    line.push_str(e.status.as_str());
    line.push(',');
    if e.status != Status::Suppressed {
        let _ = write!(line, "{}", e.n);
    }
    line.push(',');
    if let Some(n) = e.n_reference {
        let _ = write!(line, "{n}");
    }
    for value in [e.p_value, e.p_adjusted, e.error_bound] {
        number(line, value);
    }
    line.push(',');
    line.push_str(e.verdict.map_or("", |verdict| verdict.as_str()));
    line.push('\n');
}

fn number(line: &mut String, value: Option<Real>) {
    line.push(',');
    if let Some(value) = value {
        push_shortest(line, value.get());
    }
}

/// The shortest text that reads back as the same number.
fn shortest(value: f64) -> String {
    let mut text = String::new();
    push_shortest(&mut text, value);
    text
}

fn push_shortest(line: &mut String, value: f64) {
    let mut buffer = zmij::Buffer::new();
    let text = buffer.format(value);
    // As the standard library writes it: whole numbers without a decimal, exponents without a plus.
    match text.split_once('+') {
        Some((digits, exponent)) => line.extend([digits, exponent]),
        None => line.push_str(text.strip_suffix(".0").unwrap_or(text)),
    }
}

fn text(line: &mut String, cell: &str) {
    let guard = starts_a_formula(cell);
    if cell
        .bytes()
        .any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'))
    {
        line.push('"');
        if guard {
            line.push('\'');
        }
        line.push_str(&cell.replace('"', "\"\""));
        line.push('"');
    } else {
        if guard {
            line.push('\'');
        }
        line.push_str(cell);
    }
}

fn starts_a_formula(cell: &str) -> bool {
    match cell.as_bytes().first() {
        Some(b'=' | b'+' | b'@' | b'\t' | b'\r') => true,
        Some(b'-') => cell.parse::<f64>().is_err(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    fn written(cell: &str) -> String {
        let mut line = String::new();
        text(&mut line, cell);
        line
    }

    #[test]
    fn numbers_are_as_short_as_the_standard_library_writes_them() {
        let mut bits = 0x9e37_79b9_7f4a_7c15_u64;
        for exponent in -30..30 {
            for _ in 0..200 {
                bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let part = (bits >> 11) as f64 / 9_007_199_254_740_992.0;
                let rough = libm::floor(part * 1000.0) / 1000.0;
                for value in [part, -part, rough].map(|x| x * libm::pow(10.0, f64::from(exponent)))
                {
                    let size = value.abs();
                    let wanted = if size == 0.0 || (1e-5..1e16).contains(&size) {
                        format!("{value}")
                    } else {
                        format!("{value:e}")
                    };
                    // The two take either side where both are as near.
                    let text = shortest(value);
                    assert_eq!(text.len(), wanted.len(), "{text} {wanted}");
                    assert_eq!(text.contains('e'), wanted.contains('e'), "{text} {wanted}");
                    assert_eq!(text.parse::<f64>().unwrap().to_bits(), value.to_bits());
                }
            }
        }
    }

    #[test]
    fn a_formula_is_neutralised() {
        assert_eq!(written("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(written("@cmd"), "'@cmd");
        assert_eq!(written("+1"), "'+1");
        assert_eq!(written("-1.5"), "-1.5");
        assert_eq!(written("-1-2"), "'-1-2");
        assert_eq!(written("\tx"), "'\tx");
        assert_eq!(written("=a,\"b\""), "\"'=a,\"\"b\"\"\"");
    }

    #[test]
    fn numbers_read_back_as_themselves() {
        for value in [0.1, 1.0, 1e-7, 123_456.789, f64::MAX, f64::MIN_POSITIVE] {
            assert_eq!(
                shortest(value).parse::<f64>().unwrap().to_bits(),
                value.to_bits()
            );
        }
        assert_eq!(shortest(f64::INFINITY), "inf");
    }

    #[test]
    fn every_row_has_every_column() {
        let mut out = Vec::new();
        estimates_csv(&fixture::recidivism(), &mut out).unwrap();
        let csv = String::from_utf8(out).unwrap();
        assert!(csv.lines().count() > 20);
        assert!(csv.lines().all(|line| line.split(',').count() == 18));
        assert!(!csv.contains("NaN"));
    }
}
