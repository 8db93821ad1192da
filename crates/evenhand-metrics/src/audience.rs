//! Who an audience is made of, held against the population and against what it was grown from.

use crate::delivery::reach_rate;
use crate::metric::{peer, same};
use crate::{Cell, Example, Formula, Part};

metrics! { "audience";
    /// The group's share of all people in the data minus its share in the population.
    ///
    /// # Reading
    /// −0.1 means that the group makes up ten fewer of every hundred people in the data than of the population.
    ///
    /// # Undefined
    /// When nobody has a known group, or the benchmark does not name the group. There is no such row for an attribute
    /// without benchmark.
    ///
    /// # Beware
    /// The benchmark is taken as known, and must be about those who could have been in the data: not the whole country for
    /// a shop in one town. People whose group is unknown take no part.
    ///
    /// # Compare
    /// `delivery_skew_vs_eligible` takes the eligible people of the data as its population.
    population_representation_difference = "Representation against the population" {
        formula: Formula::Part(Part::MinusBenchmark(&[Cell::Selected, Cell::Rejected])),
        favours: Ideal,
        source: KRUSKAL_MOSTELLER_1979,
        example: Example::Benchmark(&[(40, 0.5), (60, 0.5)], -0.1),
    }

    /// The group's share of all people in the data over its share in the population.
    ///
    /// # Reading
    /// 0.8 means that the group has four people in the data where the population would give it five.
    ///
    /// # Undefined
    /// When nobody has a known group, or the benchmark does not name the group. Infinite for a group that the population does not
    /// have.
    ///
    /// # Beware
    /// The benchmark is taken as known. A ratio of small shares moves far for few people.
    population_representation_ratio = "Ratio of representation to the population" {
        formula: Formula::Part(Part::OverBenchmark(&[Cell::Selected, Cell::Rejected])),
        favours: Ideal,
        source: KRUSKAL_MOSTELLER_1979,
        example: Example::Benchmark(&[(40, 0.5), (60, 0.5)], 0.8),
        aliases: [same("population_representation_index"), same("population_representation")],
    }

    /// The group's share of the selected over its share in the population.
    ///
    /// # Reading
    /// 0.8 means that the group has four of the selected where the population would give it five.
    ///
    /// # Undefined
    /// When nobody of a known group is selected, or the benchmark does not name the group. Infinite for a group that the population
    /// does not have.
    ///
    /// # Beware
    /// It joins who is in the data with who was selected among them: `population_representation_ratio` has the first alone,
    /// `disparate_impact_ratio` the second.
    selected_population_ratio = "Ratio of the selected to the population" {
        formula: Formula::Part(Part::OverBenchmark(&[Cell::Selected])),
        favours: Ideal,
        source: KRUSKAL_MOSTELLER_1979,
        // All of the example are selected.
        example: Example::Benchmark(&[(40, 0.5), (60, 0.5)], 0.8),
        needs: [Benchmark, Decision],
    }

    /// How far the groups' shares of all people in the data are from those of the population, by Pearson's chi-squared.
    ///
    /// # Reading
    /// About the number of groups minus one where the data are a draw from the population; the p-value beside it says how
    /// seldom chance alone makes it as large.
    ///
    /// # Undefined
    /// When fewer than two groups have a benchmark above zero, or none of them anybody; groups left out are named.
    ///
    /// # Beware
    /// It grows with the number of people: in large data a difference that matters to nobody is far beyond chance. Benchmarks are
    /// scaled to one over the groups that have one.
    population_representation_chi_squared = "Fit to the population" {
        formula: Formula::GoodnessOfFit(&[Cell::Selected, Cell::Rejected]),
        favours: Lower,
        source: PEARSON_1900,
        // Fifty are expected of each: 2 · 10² / 50.
        example: Example::Benchmark(&[(40, 0.5), (60, 0.5)], 4.0),
        aliases: [same("goodness_of_fit")],
    }

    /// Reach of an offer that harms in the group divided by that in its reference.
    ///
    /// # Reading
    /// 2 means that two people of the group are shown the offer where one of as many in the reference is; more is worse.
    ///
    /// # Undefined
    /// When a side has nobody eligible, or nobody was reached. Infinite when nobody of the reference was.
    ///
    /// # Beware
    /// Only for advertisements that nobody is better off for seeing: gambling, payday loans, predatory courses. More is worse here even
    /// where the spec calls the decision a benefit; for an offer that helps, read `reach_rate_parity`, the same number.
    ///
    /// # Compare
    /// `reach_rate_parity` takes its direction from the spec.
    sensitive_ad_exposure_ratio = "Ratio of exposure to a harmful offer" {
        formula: Formula::Ratio(&reach_rate),
        favours: Lower,
        source: ALI_2019,
        example: Example::FunnelTwo(&[(1, 60), (9, 40)], &[(1, 80), (9, 20)], 2.0),
        aliases: [same("sensitive_ad_exposure_gap"), peer("Ali et al.", "exposure to problematic ads", "≠")],
    }
}
