//! Whom a policy chooses by predicted uplift, judged by the experiment: whether predictions hold, and who gains.

use crate::cells::share;
use crate::metric::peer;
use crate::{
    ArmCell, ArmNumbers, Arms, Chance, Example, Formula, Function, Setting, Spread, Undefined,
};
use evenhand_inference::bootstrap::multinomial_replicates;
use evenhand_inference::permutation::null_reference;
use evenhand_inference::{Interval, Proportion, proportion_interval};

metrics! { "targeting";
    /// Mean predicted uplift minus the effect that the experiment shows.
    ///
    /// # Reading
    /// 0.02 means that the model promises two outcomes per hundred people more than the treatment brings.
    ///
    /// # Undefined
    /// When nobody with a score was treated, or nobody left untreated.
    ///
    /// # Beware
    /// Right on average can be wrong everywhere: see `uplift_calibration_error`.
    uplift_calibration_gap = "Predicted minus measured uplift" {
        formula: Formula::Table { of: Function::Arms(calibration_gap), spread: Spread::Smooth, text: "mean predicted uplift − (outcome rate of the treated − of the control)", parameter: 0.0 },
        favours: Ideal,
        source: XU_YADLOWSKY_2022,
        example: Example::Arms(&[(0.1, 8, 2, 6, 4)], -0.1),
        needs: [Score],
    }

    /// Mean absolute difference of predicted and measured uplift over tenths of the group by predicted uplift.
    ///
    /// # Reading
    /// 0.02 means that in a typical tenth prediction and effect lie two outcomes per hundred people apart.
    ///
    /// # Undefined
    /// When nobody with a score was treated, or nobody left untreated.
    ///
    /// # Beware
    /// Experimental: the paper has the squared error. Positive even where predictions are right, because effects of tenths
    /// are measured with error; what that alone would show stands beside it. People of one score stay together, and a
    /// tenth without one of the arms joins the next.
    uplift_calibration_error = "Calibration error of predicted uplift" {
        formula: Formula::Table { of: Function::Arms(calibration_error), spread: Spread::ArmsChance(calibration_chance), text: "Σ_b n_b/n · |mean predicted uplift_b − effect_b|, over tenths b", parameter: 10.0 },
        favours: Lower,
        source: XU_YADLOWSKY_2022,
        example: Example::Arms(&[(0.0, 8, 2, 8, 2), (0.4, 8, 2, 6, 4)], 0.1),
        range: (0.0, f64::INFINITY),
        needs: [Score],
        parameter: "bins",
    }

    /// Outcomes per person of the group that the policy would add, measured in the experiment.
    ///
    /// # Reading
    /// 0.02 means that choosing by the policy brings two more outcomes per hundred people of the group, chosen or not.
    ///
    /// # Undefined
    /// When an arm has nobody whom the policy selects: what they would gain cannot be measured.
    ///
    /// # Beware
    /// It is the effect of the treatment only where chance decided who was treated.
    ///
    /// # Compare
    /// Veritas works with the model's own probabilities, so that a model that is wrong about a group audits itself.
    incremental_benefit_per_capita = "Incremental benefit per person" {
        formula: Formula::Table { of: Function::Arms(benefit), spread: Spread::Smooth, text: "share selected · (outcome rate of the treated selected − of the control selected)", parameter: 0.0 },
        favours: Higher,
        source: RADCLIFFE_2007,
        example: Example::Arms(&[(0.1, 8, 2, 6, 4), (0.9, 6, 4, 2, 8)], 0.2),
        range: (-1.0, 1.0),
        needs: [Decision],
    }

    /// Incremental benefit per person of the group minus that of its reference.
    ///
    /// # Reading
    /// −0.01 means that the policy brings the group one outcome per hundred people less than the reference.
    ///
    /// # Undefined
    /// When either benefit is.
    ///
    /// # Beware
    /// Two groups can gain as much because few gain much in one and many gain little in the other.
    incremental_benefit_per_capita_gap = "Difference of incremental benefits per person" {
        formula: Formula::Difference(&incremental_benefit_per_capita),
        favours: Ideal,
        source: RADCLIFFE_2007,
        example: Example::ArmsTwo(
            &[(0.1, 8, 2, 6, 4), (0.9, 6, 4, 2, 8)], &[(0.1, 8, 2, 6, 4), (0.9, 6, 4, 5, 5)], 0.15,
        ),
        needs: [Decision],
        aliases: [peer("Veritas", "acquire_benefit", "≠")],
    }

    /// Missed outcomes per person of the group that the policy would add, measured in the experiment.
    ///
    /// # Reading
    /// 0.02 means that two more of every hundred people of the group decline, or are declined, because of the policy.
    ///
    /// # Undefined
    /// When an arm has nobody whom the policy selects.
    ///
    /// # Compare
    /// With an outcome that is there or not it is the opposite number of `incremental_benefit_per_capita`; Veritas has a
    /// third possibility, and works with the model's own probabilities.
    rejected_harm = "Incremental harm per person" {
        formula: Formula::Table { of: Function::Arms(harm), spread: Spread::Smooth, text: "share selected · (rate without the outcome of the treated selected − of the control selected)", parameter: 0.0 },
        favours: Lower,
        source: RADCLIFFE_2007,
        example: Example::Arms(&[(0.1, 8, 2, 6, 4), (0.9, 6, 4, 2, 8)], -0.2),
        range: (-1.0, 1.0),
        needs: [Decision],
        aliases: [peer("Veritas", "rejected_harm", "≠")],
    }

    /// Share of those whom the treatment is predicted to help that the policy selects.
    ///
    /// # Reading
    /// 0.4 means that of ten people whom the treatment is predicted to help four are chosen.
    ///
    /// # Undefined
    /// When nobody of the group has a predicted uplift above zero.
    ///
    /// # Beware
    /// Whom the treatment would help is not known of anybody; this trusts the prediction, which may be better for one
    /// group than for another.
    persuadable_opportunity = "Opportunity of the persuadable" {
        formula: Formula::Table { of: Function::Arms(persuadable), spread: Spread::ArmsLimits(persuadable_limits), text: "selected with predicted uplift > 0 / all with predicted uplift > 0", parameter: 0.0 },
        favours: Higher,
        source: RADCLIFFE_SURRY_2011,
        example: Example::Arms(&[(-0.2, 1, 0, 1, 0), (0.3, 3, 0, 2, 0), (0.9, 2, 1, 1, 1)], 0.5),
        range: (0.0, 1.0),
        needs: [Decision, Score],
    }

    /// Share of the group that the policy selects although the treatment harms people of such predicted uplift.
    ///
    /// # Reading
    /// 0.05 means that five of every hundred people of the group are chosen for what makes the outcome rarer among people
    /// like them.
    ///
    /// # Undefined
    /// When nobody with a score was treated, or nobody left untreated.
    ///
    /// # Beware
    /// A tenth of the group by predicted uplift counts as harmed when its measured effect is below zero by more than z
    /// standard errors; with few people few tenths do, and weights count as numbers of people. The number jumps as tenths
    /// cross that line, and its interval takes the tenths as they are found.
    sleeping_dog_share = "Share of sleeping dogs selected" {
        formula: Formula::Table { of: Function::Arms(sleeping), spread: Spread::ArmsLimits(sleeping_limits), text: "selected in tenths whose effect < −z · standard error / all", parameter: 1.645 },
        favours: Lower,
        source: RADCLIFFE_SURRY_2011,
        example: Example::Arms(&[(0.1, 50, 50, 50, 50), (0.9, 10, 90, 50, 50)], 0.5),
        range: (0.0, 1.0),
        needs: [Decision, Score],
        parameter: "z",
    }

    /// Share of sleeping dogs selected in the group minus that in its reference.
    ///
    /// # Reading
    /// 0.05 means that five more of every hundred people of the group are chosen to their harm.
    ///
    /// # Undefined
    /// When either share is.
    ///
    /// # Beware
    /// In a small group harm is hardly ever measured beyond chance: a group that seems spared may only be small.
    sleeping_dog_harm_gap = "Difference of sleeping dogs selected" {
        formula: Formula::Difference(&sleeping_dog_share),
        favours: Ideal,
        source: RADCLIFFE_SURRY_2011,
        example: Example::ArmsTwo(
            &[(0.1, 50, 50, 50, 50), (0.9, 10, 90, 50, 50)], &[(0.1, 50, 50, 50, 50), (0.9, 50, 50, 10, 90)], 0.5,
        ),
        needs: [Decision, Score],
    }
}

/// People of one stretch of predicted uplift.
#[derive(Clone, Copy, Default)]
struct Stretch {
    control: ArmNumbers,
    /// Σ n · predicted uplift.
    predicted: f64,
    treated: ArmNumbers,
}

impl Stretch {
    fn add(&mut self, at: f64, cell: &ArmCell) {
        for (sum, part) in [
            (&mut self.control, &cell.control),
            (&mut self.treated, &cell.treated),
        ] {
            sum.rejected_negative += part.rejected_negative;
            sum.rejected_positive += part.rejected_positive;
            sum.selected_negative += part.selected_negative;
            sum.selected_positive += part.selected_positive;
        }
        self.predicted += at * (cell.control.all() + cell.treated.all());
    }

    fn all(&self) -> f64 {
        self.control.all() + self.treated.all()
    }

    fn effect(&self) -> Option<f64> {
        let rate = |arm: &ArmNumbers| share(arm.positive(), arm.all()).ok();
        Some(rate(&self.treated)? - rate(&self.control)?)
    }

    fn gap(&self) -> Option<f64> {
        Some(self.predicted / self.all() - self.effect()?)
    }

    /// Whether the outcome is rarer among the treated by more than so many standard errors.
    fn harmed(&self, z: f64) -> bool {
        let variance = |arm: &ArmNumbers| {
            let rate = arm.positive() / arm.all();
            rate * (1.0 - rate) / arm.all()
        };
        let error = (variance(&self.treated) + variance(&self.control)).sqrt();
        self.effect().is_some_and(|effect| effect < -z * error)
    }
}

/// Everyone with a score, in about as many equal parts by predicted uplift; each has both arms, as far as there are.
fn stretches(arms: &Arms, parts: f64) -> Vec<Stretch> {
    let scored = || arms.cells.iter().filter_map(|cell| Some((cell.at?, cell)));
    let all: f64 = scored()
        .map(|(_, c)| c.control.all() + c.treated.all())
        .sum();
    // A part ends within a rounding of its size, so that ten equal scores are ten parts.
    let each = all / parts.max(1.0) * (1.0 - 1e-9);
    let mut found = Vec::new();
    let mut open = Stretch::default();
    for (at, cell) in scored() {
        open.add(at, cell);
        if open.all() >= each && open.control.all() > 0.0 && open.treated.all() > 0.0 {
            found.push(std::mem::take(&mut open));
        }
    }
    if open.all() > 0.0 {
        if open.effect().is_some() || found.is_empty() {
            found.push(open);
        } else if let Some(last) = found.last_mut() {
            // What is left over lacks an arm: it belongs to the part before.
            let rest = ArmCell {
                at: None,
                control: open.control,
                treated: open.treated,
            };
            last.add(open.predicted / open.all(), &rest);
        }
    }
    found
}

fn calibration_gap(arms: &Arms, _: f64) -> Result<f64, Undefined> {
    let all = stretches(arms, 1.0);
    let whole = all.first().and_then(Stretch::gap);
    whole.ok_or(Undefined::ZeroDenominator)
}

fn calibration_error(arms: &Arms, bins: f64) -> Result<f64, Undefined> {
    let parts = stretches(arms, bins);
    let all: f64 = parts.iter().map(Stretch::all).sum();
    let gaps: Option<f64> = parts
        .iter()
        .map(|part| Some(part.all() * part.gap()?.abs()))
        .sum();
    share(gaps.ok_or(Undefined::ZeroDenominator)?, all)
}

/// What effects measured with error alone would show: each arm of each part drawn anew, about its own effect.
fn calibration_chance(arms: &Arms, setting: &Setting) -> Option<Chance> {
    let observed = calibration_error(arms, setting.parameter).ok()?;
    let parts = stretches(arms, setting.parameter);
    let all: f64 = parts.iter().map(Stretch::all).sum();
    let mut sums = vec![0.0; setting.draws];
    for (i, part) in parts.iter().enumerate() {
        let drawn = |arm: &ArmNumbers, which: u64| {
            let (n, rate) = (arm.all() * setting.size, arm.positive() / arm.all());
            let seed =
                setting.seed ^ (2 * i as u64 + which + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let cells = [n * rate, n * (1.0 - rate)];
            let replicates = multinomial_replicates(&cells, setting.draws, seed).ok()?;
            let rates = replicates
                .iter()
                .map(|counts| counts[0] as f64 / (counts[0] + counts[1]).max(1) as f64);
            Some(rates.collect::<Vec<f64>>())
        };
        let (treated, control) = (drawn(&part.treated, 0)?, drawn(&part.control, 1)?);
        let effect = part.effect()?;
        for (sum, (t, c)) in sums.iter_mut().zip(treated.iter().zip(&control)) {
            *sum += part.all() / all * (t - c - effect).abs();
        }
    }
    let null = null_reference(observed, sums).ok()?;
    Some(Chance {
        mean: null.mean,
        p_value: null.p_value,
        quantile: null.q95,
        test: "parametric-bootstrap",
    })
}

fn benefit(arms: &Arms, _: f64) -> Result<f64, Undefined> {
    let mut selected = [(0.0, 0.0); 2];
    let mut all = 0.0;
    for cell in &arms.cells {
        for (sum, arm) in selected.iter_mut().zip([&cell.treated, &cell.control]) {
            sum.0 += arm.selected_positive;
            sum.1 += arm.selected();
            all += arm.all();
        }
    }
    let [treated, control] = selected;
    let effect = share(treated.0, treated.1)? - share(control.0, control.1)?;
    Ok(share(treated.1 + control.1, all)? * effect)
}

fn harm(arms: &Arms, parameter: f64) -> Result<f64, Undefined> {
    Ok(-benefit(arms, parameter)?)
}

/// Selected, and all, of those with a predicted uplift above zero.
fn persuadables(arms: &Arms) -> (f64, f64) {
    let mut sums = (0.0, 0.0);
    let above = |cell: &&ArmCell| cell.at.is_some_and(|at| at > 0.0);
    for cell in arms.cells.iter().filter(above) {
        for arm in [&cell.control, &cell.treated] {
            sums.0 += arm.selected();
            sums.1 += arm.all();
        }
    }
    sums
}

fn persuadable(arms: &Arms, _: f64) -> Result<f64, Undefined> {
    let (selected, all) = persuadables(arms);
    share(selected, all)
}

fn persuadable_limits(arms: &Arms, setting: &Setting) -> Option<Interval> {
    let (selected, all) = persuadables(arms);
    let (selected, all) = (selected * setting.size, all * setting.size);
    let proportion = Proportion::new(selected.min(all), all).ok()?;
    Some(proportion_interval(proportion, setting.level, None))
}

fn sleeping(arms: &Arms, z: f64) -> Result<f64, Undefined> {
    let (harmed, all) = sleepers(arms, z).ok_or(Undefined::ZeroDenominator)?;
    share(harmed, all)
}

/// People selected in tenths that the treatment harms, and all people; `None` where a tenth lacks an arm.
fn sleepers(arms: &Arms, z: f64) -> Option<(f64, f64)> {
    let parts = stretches(arms, 10.0);
    if parts.iter().any(|part| part.effect().is_none()) {
        return None;
    }
    let all: f64 = parts.iter().map(Stretch::all).sum();
    let harmed = parts
        .iter()
        .filter(|part| part.harmed(z))
        .map(|part| part.control.selected() + part.treated.selected())
        .sum();
    Some((harmed, all))
}

fn sleeping_limits(arms: &Arms, setting: &Setting) -> Option<Interval> {
    let (harmed, all) = sleepers(arms, setting.parameter)?;
    let (harmed, all) = (harmed * setting.size, all * setting.size);
    let proportion = Proportion::new(harmed.min(all), all).ok()?;
    Some(proportion_interval(proportion, setting.level, None))
}
