//! From a reference case to the numbers of this crate.

use evenhand_inference::two_by_two::Table2x2;
use evenhand_inference::{Interval, Level, Proportion, strata::Stratum};
use evenhand_inference::{
    auc, equivalence, multiplicity, one_sample, power, strata, trend, two_by_two, two_sample,
};
use serde_json::Value;

/// A number, a list of numbers, or "inf".
pub fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(list) => list.iter().flat_map(numbers).collect(),
        Value::String(text) if text == "inf" => vec![f64::INFINITY],
        Value::String(text) if text == "-inf" => vec![f64::NEG_INFINITY],
        other => vec![other.as_f64().expect("a number")],
    }
}

fn limits(i: Interval) -> Vec<f64> {
    vec![i.lower, i.upper]
}

fn test(t: two_by_two::TestResult) -> Vec<f64> {
    vec![t.statistic.expect("a statistic"), t.p_value]
}

/// Evaluates the method of a case on its inputs.
pub fn evaluate(method: &str, inputs: &Value) -> Vec<f64> {
    let number = |name: &str| {
        inputs[name]
            .as_f64()
            .unwrap_or_else(|| panic!("{name} in {inputs}"))
    };
    let level = || Level::new(1.0 - number("alpha")).unwrap();
    let one = || Proportion::new(number("x"), number("n")).unwrap();
    let pair = || {
        let p = |x, n| Proportion::new(number(x), number(n)).unwrap();
        (p("x1", "n1"), p("x2", "n2"))
    };
    let two = |f: fn(Proportion, Proportion, f64) -> Interval| {
        let (a, b) = pair();
        limits(f(a, b, level().z()))
    };
    let p_values = || numbers(&inputs["p"]);
    match method {
        "wilson" => limits(one_sample::wilson(one(), level().z())),
        "clopper_pearson" => limits(one_sample::clopper_pearson(one(), number("alpha"))),
        "jeffreys" => limits(one_sample::jeffreys(one(), number("alpha"))),
        "newcombe" => two(two_sample::newcombe_difference),
        "miettinen_nurminen_diff" => two(two_sample::miettinen_nurminen_difference),
        "mee_diff" => two(two_sample::mee_difference),
        "miettinen_nurminen_ratio" => two(two_sample::miettinen_nurminen_ratio),
        "koopman_ratio" => two(two_sample::koopman_ratio),
        "miettinen_nurminen_or" => two(two_sample::miettinen_nurminen_odds_ratio),
        "agresti_caffo" => two(two_sample::agresti_caffo_difference),
        "katz_log_ratio" => two(|a, b, z| two_sample::katz_ratio(a, b, z).unwrap()),
        "tost_diff_score" => {
            let (a, b) = pair();
            let t = equivalence::tost_difference(a, b, number("margin")).unwrap();
            vec![t.p_lower, t.p_upper, t.p]
        }
        "tost_ratio_score" => {
            let (a, b) = pair();
            let t = equivalence::tost_ratio(a, b, number("lower"), number("upper")).unwrap();
            vec![t.p_lower, t.p_upper, t.p]
        }
        "power_two_prop" => {
            let power = power::power_two_proportions(
                number("n_per_group"),
                number("p1"),
                number("p2"),
                level(),
            );
            vec![power.unwrap()]
        }
        "sample_size_two_prop" => {
            let size = power::sample_size_two_proportions(
                number("p1"),
                number("p2"),
                number("power"),
                level(),
            );
            vec![size.unwrap()]
        }
        "sample_size_cohen_h" => {
            let (p1, p2, power) = (number("p1"), number("p2"), number("power"));
            vec![power::sample_size_cohen_h(p1, p2, power, number("ratio"), level()).unwrap()]
        }
        "holm" => multiplicity::holm(&p_values()).unwrap(),
        "bh" => multiplicity::benjamini_hochberg(&p_values()).unwrap(),
        "by" => multiplicity::benjamini_yekutieli(&p_values()).unwrap(),
        "bonferroni" => multiplicity::bonferroni(&p_values()).unwrap(),
        "hommel" => multiplicity::hommel(&p_values()).unwrap(),
        "hochberg" => multiplicity::hochberg(&p_values()).unwrap(),
        "delong" => {
            let a = auc::delong(&numbers(&inputs["pos"]), &numbers(&inputs["neg"])).unwrap();
            vec![a.auc, a.variance]
        }
        "cochran_armitage" => {
            let (x, n) = (numbers(&inputs["x"]), numbers(&inputs["n"]));
            let groups: Vec<_> = x
                .iter()
                .zip(&n)
                .map(|(&x, &n)| Proportion::new(x, n).unwrap())
                .collect();
            test(trend::cochran_armitage(&groups, &numbers(&inputs["scores"])).unwrap())
        }
        "cmh" | "breslow_day" | "mantel_haenszel_or" | "mantel_haenszel_rd" => {
            stratified(method, inputs)
        }
        _ => table_test(method, inputs),
    }
}

fn stratified(method: &str, inputs: &Value) -> Vec<f64> {
    let stratum = |table: &Value| {
        let c = numbers(table);
        Stratum::new((c[0], c[0] + c[1]), (c[2], c[2] + c[3])).unwrap()
    };
    let all: Vec<_> = inputs["tables"]
        .as_array()
        .unwrap()
        .iter()
        .map(stratum)
        .collect();
    match method {
        "cmh" => test(strata::cmh(&all, inputs["correction"].as_bool().unwrap()).unwrap()),
        "breslow_day" => {
            test(strata::breslow_day(&all, inputs["tarone"].as_bool().unwrap()).unwrap())
        }
        "mantel_haenszel_or" => {
            vec![
                strata::mantel_haenszel_odds_ratio(&all, Level::P95)
                    .unwrap()
                    .estimate,
            ]
        }
        _ => vec![
            strata::mantel_haenszel_risk_difference(&all, Level::P95)
                .unwrap()
                .estimate,
        ],
    }
}

fn table_test(method: &str, inputs: &Value) -> Vec<f64> {
    use two_by_two::Alternative::{Greater, Less};
    let c: Vec<u64> = numbers(&inputs["table"])
        .iter()
        .map(|&v| v as u64)
        .collect();
    // Rows are the groups; scipy's unconditional tests take the columns as the groups.
    let by_row = || Table2x2::new(c[0], c[0] + c[1], c[2], c[2] + c[3]).unwrap();
    // With an empty column nothing can be told either way round.
    let by_column = || match c[1] + c[3] {
        0 => by_row(),
        n2 => Table2x2::new(c[0], c[0] + c[2], c[1], n2).unwrap(),
    };
    let alternative = inputs["alternative"].as_str().unwrap_or("two-sided");
    match (method, alternative) {
        ("fisher_exact", "greater") => vec![two_by_two::fisher_one_sided(by_row(), Greater)],
        ("fisher_exact", "less") => vec![two_by_two::fisher_one_sided(by_row(), Less)],
        ("fisher_exact", _) => vec![two_by_two::fisher_exact(by_row()).p_value],
        ("boschloo", "greater") => vec![two_by_two::boschloo_one_sided(by_column(), Greater)],
        ("boschloo", "less") => vec![two_by_two::boschloo_one_sided(by_column(), Less)],
        ("boschloo", _) => vec![two_by_two::boschloo(by_column()).p_value],
        ("barnard", _) => vec![two_by_two::barnard(by_column()).p_value],
        ("chi2_2x2", _) => test(two_by_two::chi_square_2x2(
            by_row(),
            inputs["yates"].as_bool().unwrap(),
        )),
        ("g_test", _) => test(two_by_two::g_test(by_row())),
        _ => panic!("no such method: {method}"),
    }
}
