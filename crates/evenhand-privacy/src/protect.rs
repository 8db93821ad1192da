//! What is hidden besides, so that nothing hidden first can be worked out.
//!
//! Everything printed about counts is an equation over the finest cells: a visible group says what its cells add up to.
//! For each hidden count there must be another set of counts, as consistent with all that is printed as the true one, in
//! which it is larger by at least `suppress_below`. One linear program looks for it, and may break equations at a price:
//! the smaller the group, the cheaper. If it breaks none, the count is protected; those that it breaks are hidden too,
//! and then it is. What was found stays a witness, because hiding more takes equations away and adds none.

use crate::counts::Block;
use crate::layout::Layout;
use crate::place::{Hidden, Level, Place};
use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, Variable};
use std::collections::BTreeSet;

/// Breaking an equation about everybody is the last resort.
const EVERYBODY: f64 = 50.0;
/// Hiding how many there are takes more away than hiding how they fared.
const WHOLE: f64 = 3.0;
/// What the solver may be off by.
const TOLERANCE: f64 = 1e-5;

/// An equation that a visible group gives.
struct Equation {
    /// The cells of these kinds add up to `value`.
    cells: Vec<usize>,
    group: usize,
    kinds: Vec<usize>,
    /// What must be hidden for it not to be printed.
    level: Level,
    value: f64,
}

/// Hides more groups until nothing hidden can be worked out. Returns whether that succeeded.
pub(crate) fn protect(
    layouts: &[Layout],
    blocks: &[Block],
    below: u64,
    hidden: &mut Hidden,
) -> bool {
    loop {
        let before = hidden.clone();
        for layout in layouts {
            for block in blocks {
                if !within(layout, block, below, hidden) {
                    return false;
                }
            }
        }
        if *hidden == before {
            return true;
        }
    }
}

/// Protects the counts of one block in one layout.
fn within(layout: &Layout, block: &Block, below: u64, hidden: &mut Hidden) -> bool {
    let width = below as f64;
    let mut witnesses: Vec<Vec<f64>> = Vec::new();
    let mut safe: BTreeSet<(usize, usize)> = BTreeSet::new();
    loop {
        let Some((group, kinds, value)) = unsafe_count(layout, block, hidden, &safe) else {
            return true;
        };
        let cells = &layout.groups[group].1;
        let amount = |witness: &[f64]| -> f64 {
            kinds
                .iter()
                .flat_map(|k| cells.iter().map(move |c| k * layout.cells + c))
                .map(|at| witness[at])
                .sum()
        };
        let key = (
            group,
            if kinds.len() == 1 {
                kinds[0]
            } else {
                usize::MAX
            },
        );
        safe.insert(key);
        let far = |witness: &Vec<f64>| (amount(witness) - value).abs() >= width - TOLERANCE;
        if witnesses.iter().any(far) {
            continue;
        }
        let equations = equations(layout, block, hidden);
        let Some((witness, broken)) =
            another(layout, block, &equations, (&kinds, cells), value + width)
        else {
            return false;
        };
        for at in broken {
            let equation = &equations[at];
            hidden.add(&layout.groups[equation.group].0, equation.level);
        }
        witnesses.push(witness);
    }
}

/// The next hidden count that was not looked at: its group, its kinds and its value. Nobody is no secret.
fn unsafe_count(
    layout: &Layout,
    block: &Block,
    hidden: &Hidden,
    safe: &BTreeSet<(usize, usize)>,
) -> Option<(usize, Vec<usize>, f64)> {
    for (g, (place, _)) in layout.groups.iter().enumerate() {
        if !hidden.hides(place, block.level) {
            continue;
        }
        for (k, kind) in block.kinds.iter().enumerate() {
            let value = kind.at(place);
            if value > TOLERANCE && !safe.contains(&(g, k)) {
                return Some((g, vec![k], value));
            }
        }
        if let Some(sum) = &block.sum
            && hidden.hides(place, Level::Whole)
            && sum.at(place) > TOLERANCE
            && !safe.contains(&(g, usize::MAX))
        {
            return Some((g, (0..block.kinds.len()).collect(), sum.at(place)));
        }
    }
    None
}

fn equations(layout: &Layout, block: &Block, hidden: &Hidden) -> Vec<Equation> {
    let mut equations = Vec::new();
    for (group, (place, cells)) in layout.groups.iter().enumerate() {
        if !block.kinds.iter().any(|kind| kind.covers(place)) {
            continue;
        }
        let mut add = |kinds: Vec<usize>, level, value| {
            equations.push(Equation {
                cells: cells.clone(),
                group,
                kinds,
                level,
                value,
            });
        };
        if !hidden.hides(place, block.level) {
            for (k, kind) in block.kinds.iter().enumerate() {
                add(vec![k], block.level, kind.at(place));
            }
        }
        if let Some(sum) = &block.sum
            && !hidden.hides(place, Level::Whole)
            && hidden.hides(place, block.level)
        {
            add(
                (0..block.kinds.len()).collect(),
                Level::Whole,
                sum.at(place),
            );
        }
    }
    equations
}

/// Counts in which the target is at least so large, and the equations that they break.
fn another(
    layout: &Layout,
    block: &Block,
    equations: &[Equation],
    (kinds, cells): (&[usize], &[usize]),
    least: f64,
) -> Option<(Vec<f64>, Vec<usize>)> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let variables: Vec<Variable> = (0..block.kinds.len() * layout.cells)
        .map(|_| problem.add_var(0.0, (0.0, f64::INFINITY)))
        .collect();
    let sum = |kinds: &[usize], cells: &[usize]| {
        let mut sum = LinearExpr::empty();
        for kind in kinds {
            for cell in cells {
                sum.add(variables[kind * layout.cells + cell], 1.0);
            }
        }
        sum
    };
    let mut slack = Vec::with_capacity(equations.len());
    for equation in equations {
        let price = price(layout, equation);
        let over = problem.add_var(price, (0.0, f64::INFINITY));
        let under = problem.add_var(price, (0.0, f64::INFINITY));
        let mut left = sum(&equation.kinds, &equation.cells);
        left.add(under, 1.0);
        left.add(over, -1.0);
        problem.add_constraint(left, ComparisonOp::Eq, equation.value);
        slack.push((over, under));
    }
    problem.add_constraint(sum(kinds, cells), ComparisonOp::Ge, least);
    let solution = problem.solve().ok()?.into_solution().ok()?;
    let witness = variables.iter().map(|v| solution.var_value(*v)).collect();
    let broken = (slack.iter().enumerate())
        .filter(|(_, (over, under))| {
            solution.var_value(*over) > TOLERANCE || solution.var_value(*under) > TOLERANCE
        })
        .map(|(at, _)| at)
        .collect();
    Some((witness, broken))
}

fn price(layout: &Layout, equation: &Equation) -> f64 {
    let place: &Place = &layout.groups[equation.group].0;
    let mut price = 1.0 + libm::log1p(equation.value.max(0.0));
    if place.attribute.is_empty() {
        price *= EVERYBODY;
    }
    if equation.level == Level::Whole {
        price *= WHOLE;
    }
    price
}
