//! What is hidden besides, so that nothing hidden first can be worked out.
//!
//! Everything printed about counts is an equation over the finest cells: a visible group says what its cells add up to.
//! For each hidden count there must be another set of counts, as consistent with all that is printed as the true one, in
//! which it is larger or smaller by at least `suppress_below`. One linear program looks for it, and may break equations at a price:
//! the smaller the group, the cheaper. If it breaks none, the count is protected; those that it breaks are hidden too,
//! and then it is. What was found stays a witness, because hiding more takes equations away and adds none.

use crate::counts::Block;
use crate::layout::Layout;
use crate::place::{Hidden, Level, Place};
use evenhand_core::split_levels;
use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, Variable};
use std::collections::BTreeSet;

/// A group of one attribute fewer takes so many times more away.
const COARSER: f64 = 20.0;
/// Groups larger than this are as dear as one another: prices too far apart are more than the solver can tell.
const LARGE: f64 = 1e5;
/// A group over all slices takes more away than one of a single slice.
const ALL_SLICES: f64 = 5.0;
/// Hiding how many there are takes more away than hiding how they fared.
const WHOLE: f64 = 3.0;
/// What the solver may be off by.
const TOLERANCE: f64 = 1e-5;

/// An equation that a visible group gives.
struct Equation {
    /// The cells of these kinds add up to `value`.
    cells: Vec<usize>,
    /// Whether nothing can hide it.
    firm: bool,
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
        // A large count can as well be smaller, which asks more of nobody.
        let mut found: Option<Other> = None;
        if value >= width {
            let bound = (ComparisonOp::Le, value - width);
            found = another(layout, block, &equations, (&kinds, cells), bound);
        }
        if found.as_ref().is_none_or(|other| !other.broken.is_empty()) {
            let bound = (ComparisonOp::Ge, value + width);
            let more = another(layout, block, &equations, (&kinds, cells), bound);
            let cost = |other: &Option<Other>| other.as_ref().map_or(f64::INFINITY, |o| o.cost);
            if cost(&more) < cost(&found) {
                found = more;
            }
        }
        let Some(Other {
            witness, broken, ..
        }) = found
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
        for (k, kind) in block.kinds.iter().take(block.counted).enumerate() {
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
        let listed = block.kinds.iter().any(|kind| kind.0.contains_key(place));
        let mut add = |kinds: Vec<usize>, level, value| {
            equations.push(Equation {
                cells: cells.clone(),
                firm: !listed,
                group,
                kinds,
                level,
                value,
            });
        };
        if !listed {
            // That nobody is there can be seen from what is not listed, and cannot be hidden.
            add((0..block.kinds.len()).collect(), Level::Whole, 0.0);
            continue;
        }
        if !hidden.hides(place, block.level) {
            for (k, kind) in block.kinds.iter().enumerate() {
                add(vec![k], block.level, kind.at(place));
            }
        }
        if let Some(sum) = &block.sum
            && !hidden.hides(place, Level::Whole)
        {
            // Also where its parts are printed: hiding those leaves the sum.
            add(
                (0..block.kinds.len()).collect(),
                Level::Whole,
                sum.at(place),
            );
        }
    }
    equations
}

/// Other counts than the true ones.
struct Other {
    /// Positions of the equations that they do not fulfil.
    broken: Vec<usize>,
    cost: f64,
    witness: Vec<f64>,
}

/// Counts in which the target is at least so much larger or smaller, and the equations that they break.
fn another(
    layout: &Layout,
    block: &Block,
    equations: &[Equation],
    (kinds, cells): (&[usize], &[usize]),
    (side, bound): (ComparisonOp, f64),
) -> Option<Other> {
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
    for (at, equation) in equations.iter().enumerate() {
        if equation.firm {
            let left = sum(&equation.kinds, &equation.cells);
            problem.add_constraint(left, ComparisonOp::Eq, equation.value);
            continue;
        }
        let price = price(layout, block, equation);
        let over = problem.add_var(price, (0.0, f64::INFINITY));
        let under = problem.add_var(price, (0.0, f64::INFINITY));
        let mut left = sum(&equation.kinds, &equation.cells);
        left.add(under, 1.0);
        left.add(over, -1.0);
        problem.add_constraint(left, ComparisonOp::Eq, equation.value);
        slack.push((at, over, under));
    }
    problem.add_constraint(sum(kinds, cells), side, bound);
    let solution = problem.solve().ok()?.into_solution().ok()?;
    let witness = variables.iter().map(|v| solution.var_value(*v)).collect();
    let moved = |slack: &Variable| solution.var_value(*slack) > TOLERANCE;
    let broken = (slack.iter())
        .filter(|(_, over, under)| moved(over) || moved(under))
        .map(|(at, ..)| *at)
        .collect();
    Some(Other {
        broken,
        cost: solution.objective(),
        witness,
    })
}

/// What hiding a group costs, by what it takes from a reader: a group of one attribute far more than one of an
/// intersection, everybody far more than a group, all slices more than one, a large group more than a small one.
fn price(layout: &Layout, block: &Block, equation: &Equation) -> f64 {
    let place: &Place = &layout.groups[equation.group].0;
    let people: f64 = block.kinds.iter().map(|kind| kind.at(place)).sum();
    let mut price = 1.0 + libm::sqrt(people.clamp(0.0, LARGE));
    let joined = if place.attribute.is_empty() {
        0
    } else {
        split_levels(&place.attribute).len()
    };
    for _ in joined..layout.depth {
        price *= COARSER;
    }
    if place.slice.is_empty() && layout.sliced {
        price *= ALL_SLICES;
    }
    if equation.level == Level::Whole {
        price *= WHOLE;
    }
    price
}
