//! Who an audience is made of, held against the population and against what it was grown from.

use crate::cells::share;
use crate::delivery::reach_rate;
use crate::metric::{peer, same};
use crate::{Cell, Example, Formula, Part, Undefined};
use evenhand_core::Stage;

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

    /// The logarithm of the group's share of the selected over its share of the people from whom the audience was grown.
    ///
    /// # Reading
    /// −0.22 means that growing the audience left the group with four fifths of the share it had in the seed; 0 is no change.
    ///
    /// # Undefined
    /// When nobody is selected, or nobody of the group is in the seed. Negative infinity when nobody of the group is selected.
    ///
    /// # Beware
    /// What the seed itself left out is not in it: a look-alike of an all-male seed amplifies nothing. The selected must be the grown
    /// audience, with or without its seed, and the rows must hold both. People whose group is unknown take no part.
    ///
    /// # Compare
    /// `lookalike_total_variation_change` has all groups in one number, against those who could have been chosen.
    lookalike_amplification = "Amplification by a look-alike audience" {
        formula: Formula::Part(Part::LogStages(Stage::Selected, Stage::Seed)),
        favours: Ideal,
        source: SPEICHER_ADS_2018,
        // 40 of 100 selected against 50 of 100 of the seed.
        example: Example::FunnelTwo(&[(1, 60), (5, 40), (129, 50)], &[(1, 40), (5, 60), (129, 50)], -0.223_143_551_314_209_76),
        needs: [Decision],
    }

    /// How much further from those who could have been chosen the mix of groups of the audience is than that of its seed.
    ///
    /// # Reading
    /// 0.1 means that growing the audience moved it away from the people: one more in ten would have to be of other groups for the
    /// mixes to agree. Below zero it came nearer.
    ///
    /// # Undefined
    /// When fewer than two groups are known, or nobody is selected, or the seed is empty.
    ///
    /// # Beware
    /// A small seed is far from any mix by chance alone, so that growing it seems to bring it nearer. People whose group is unknown take
    /// no part.
    lookalike_total_variation_change = "Change of variation by a look-alike audience" {
        formula: Formula::AcrossStages {
            of: variation_change,
            stages: [Stage::Eligible, Stage::Seed, Stage::Selected],
            text: "½ Σ_g |selected_g / selected − eligible_g / eligible| − ½ Σ_g |seed_g / seed − eligible_g / eligible|",
        },
        favours: Lower,
        source: SPEICHER_ADS_2018,
        // Shares 0.4 and 0.6 of the selected, halves of seed and eligible: 0.1 − 0.
        example: Example::FunnelTwo(&[(1, 60), (5, 40), (129, 50)], &[(1, 40), (5, 60), (129, 50)], 0.1),
        range: (-1.0, 1.0),
        needs: [Decision],
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

fn variation_change(groups: &[[f64; 3]]) -> Result<f64, Undefined> {
    let all = |stage: usize| groups.iter().map(|group| group[stage]).sum::<f64>();
    let mut sums = [0.0; 2];
    for group in groups {
        let people = share(group[0], all(0))?;
        for (sum, stage) in sums.iter_mut().zip([1, 2]) {
            *sum += (share(group[stage], all(stage))? - people).abs() / 2.0;
        }
    }
    let [seed, grown] = sums;
    Ok(grown - seed)
}
