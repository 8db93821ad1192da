//! How far people came in a campaign, stage by stage, from those who could have been chosen to those who converted.

use crate::{Cell, Example, Formula, Paired};
use evenhand_core::Stage::{Clicked, Converted, Delivered, Eligible, Scored, Selected};
use std::f64::consts::LN_2;

metrics! { "funnel";
    /// Share of the eligible people who got a score.
    ///
    /// # Reading
    /// 0.9 means that the model saw nine of ten people who could have been chosen.
    ///
    /// # Undefined
    /// When nobody in the group is eligible.
    ///
    /// # Beware
    /// People without a score usually lack data, which is seldom an accident of chance.
    scoring_rate = "Scoring rate" {
        formula: Formula::Rate { count: &[Cell::Reached(&[Eligible, Scored])], of: &[Cell::Reached(&[Eligible])] },
        favours: Higher,
        source: UGESP_COMPONENTS_1978,
        example: Example::Funnel(&[(1, 10), (3, 20), (7, 30), (15, 20), (31, 15), (63, 5)], 0.9),
        needs: [Eligible],
    }

    /// Share of the eligible people with a score who were selected.
    ///
    /// # Reading
    /// 0.3 means that three of ten people whom the model saw were selected.
    ///
    /// # Undefined
    /// When nobody eligible in the group has a score.
    ///
    /// # Compare
    /// `selection_rate` is over everybody with a decision.
    stage_selection_rate = "Selection rate of the scored" {
        formula: Formula::Rate { count: &[Cell::Reached(&[Eligible, Scored, Selected])], of: &[Cell::Reached(&[Eligible, Scored])] },
        favours: Higher,
        source: UGESP_COMPONENTS_1978,
        example: Example::Funnel(&[(1, 10), (3, 20), (7, 30), (15, 20), (31, 15), (63, 5)], 70.0 / 90.0),
        needs: [Eligible],
    }

    /// Share of the eligible people who were selected.
    ///
    /// # Reading
    /// 0.3 means that three of ten people who could have been chosen were.
    ///
    /// # Undefined
    /// When nobody in the group is eligible.
    ///
    /// # Compare
    /// The product of `scoring_rate` and `stage_selection_rate` where nobody is selected without a score.
    eligible_selection_rate = "Selection rate of the eligible" {
        formula: Formula::Rate { count: &[Cell::Reached(&[Eligible, Selected])], of: &[Cell::Reached(&[Eligible])] },
        favours: Higher,
        source: UGESP_COMPONENTS_1978,
        example: Example::Funnel(&[(1, 10), (3, 20), (7, 30), (15, 20), (31, 15), (63, 5)], 0.7),
        needs: [Eligible],
    }

    /// Share of the selected people who were shown the offer at least once.
    ///
    /// # Reading
    /// 0.8 means that eight of ten people who were selected were reached.
    ///
    /// # Undefined
    /// When nobody eligible in the group was selected.
    ///
    /// # Compare
    /// `reach_rate` is over everybody eligible and shows what selection and delivery do together.
    delivery_rate = "Delivery rate" {
        formula: Formula::Rate { count: &[Cell::Reached(&[Eligible, Selected, Delivered])], of: &[Cell::Reached(&[Eligible, Selected])] },
        favours: Higher,
        source: ALI_2019,
        example: Example::Funnel(&[(1, 10), (3, 20), (7, 30), (15, 20), (31, 15), (63, 5)], 4.0 / 7.0),
    }

    /// Share of the selected and reached people who clicked.
    ///
    /// # Reading
    /// 0.02 means that two of a hundred people who were shown the offer clicked.
    ///
    /// # Undefined
    /// When nobody selected in the group was reached.
    ///
    /// # Beware
    /// People, not impressions: whoever sees an offer more often has more occasions to click.
    ///
    /// # Compare
    /// `clicks_per_impression` counts clicks and impressions.
    click_rate = "Click rate" {
        formula: Formula::Rate { count: &[Cell::Reached(&[Eligible, Selected, Delivered, Clicked])], of: &[Cell::Reached(&[Eligible, Selected, Delivered])] },
        favours: Higher,
        source: LAMBRECHT_TUCKER_2019,
        example: Example::Funnel(&[(1, 10), (3, 20), (7, 30), (15, 20), (31, 15), (63, 5)], 0.5),
    }

    /// Share of the people who clicked and have the outcome.
    ///
    /// # Reading
    /// 0.1 means that one in ten people who clicked has the outcome.
    ///
    /// # Undefined
    /// When nobody selected and reached in the group clicked.
    click_conversion_rate = "Conversion rate of those who clicked" {
        formula: Formula::Rate { count: &[Cell::Reached(&[Eligible, Selected, Delivered, Clicked, Converted])], of: &[Cell::Reached(&[Eligible, Selected, Delivered, Clicked])] },
        favours: Higher,
        source: LAMBRECHT_TUCKER_2019,
        example: Example::Funnel(&[(1, 10), (3, 20), (7, 30), (15, 20), (31, 15), (63, 5)], 0.25),
    }

    /// Share of the eligible people who came the whole way: selected, reached, clicked, with the outcome.
    ///
    /// # Reading
    /// 0.001 means that one of a thousand people who could have been chosen came to the end.
    ///
    /// # Undefined
    /// When nobody in the group is eligible.
    funnel_completion_rate = "Completion rate" {
        formula: Formula::Rate { count: &[Cell::Reached(&[Eligible, Selected, Delivered, Clicked, Converted])], of: &[Cell::Reached(&[Eligible])] },
        favours: Higher,
        source: UGESP_COMPONENTS_1978,
        example: Example::Funnel(&[(1, 10), (3, 20), (7, 30), (15, 20), (31, 15), (63, 5)], 0.05),
    }

    /// Completion rate of the group divided by that of its reference.
    ///
    /// # Reading
    /// 0.8 means that four people of the group come to the end where five of the reference do.
    ///
    /// # Undefined
    /// When a side has nobody eligible, or nobody came to the end. Infinite when nobody of the reference did.
    ///
    /// # Beware
    /// The whole hides its parts: the logarithms of the ratio of each stage, `funnel_log_ratio_scoring` to `funnel_log_ratio_conversion`, add up to that of this one.
    funnel_stage_parity = "Parity over all stages" {
        formula: Formula::Ratio(&funnel_completion_rate),
        favours: Ideal,
        source: UGESP_COMPONENTS_1978,
        example: Example::FunnelTwo(&[(1, 50), (63, 50)], &[(63, 100)], 0.5),
    }

    /// What getting a score adds to the log ratio of completion.
    ///
    /// # Reading
    /// −0.1 means that this stage alone leaves the group about ten per cent behind the reference.
    ///
    /// # Undefined
    /// When the stage's rate is undefined for one side, or zero for both. Infinite when it is zero for one.
    ///
    /// # Beware
    /// The stages add up to `funnel_log_ratio_total` where nobody is selected without a score; where a stage is undefined there is no sum.
    funnel_log_ratio_scoring = "Log ratio of scoring" {
        formula: Formula::Paired(Paired::LogRatio(&scoring_rate)),
        favours: Ideal,
        source: UGESP_COMPONENTS_1978,
        example: Example::FunnelTwo(&[(1, 50), (3, 50)], &[(3, 100)], -LN_2),
    }

    /// What being selected, once scored, adds to the log ratio of completion.
    ///
    /// # Reading
    /// −0.1 means that this stage alone leaves the group about ten per cent behind the reference.
    ///
    /// # Undefined
    /// When the stage's rate is undefined for one side, or zero for both. Infinite when it is zero for one.
    funnel_log_ratio_selection = "Log ratio of selection" {
        formula: Formula::Paired(Paired::LogRatio(&stage_selection_rate)),
        favours: Ideal,
        source: UGESP_COMPONENTS_1978,
        example: Example::FunnelTwo(&[(3, 50), (7, 50)], &[(7, 100)], -LN_2),
    }

    /// What being reached, once selected, adds to the log ratio of completion.
    ///
    /// # Reading
    /// −0.1 means that this stage alone leaves the group about ten per cent behind the reference.
    ///
    /// # Undefined
    /// When the stage's rate is undefined for one side, or zero for both. Infinite when it is zero for one.
    funnel_log_ratio_delivery = "Log ratio of delivery" {
        formula: Formula::Paired(Paired::LogRatio(&delivery_rate)),
        favours: Ideal,
        source: UGESP_COMPONENTS_1978,
        example: Example::FunnelTwo(&[(7, 50), (15, 50)], &[(15, 100)], -LN_2),
    }

    /// What clicking, once reached, adds to the log ratio of completion.
    ///
    /// # Reading
    /// −0.1 means that this stage alone leaves the group about ten per cent behind the reference.
    ///
    /// # Undefined
    /// When the stage's rate is undefined for one side, or zero for both. Infinite when it is zero for one.
    funnel_log_ratio_click = "Log ratio of clicks" {
        formula: Formula::Paired(Paired::LogRatio(&click_rate)),
        favours: Ideal,
        source: UGESP_COMPONENTS_1978,
        example: Example::FunnelTwo(&[(15, 50), (31, 50)], &[(31, 100)], -LN_2),
    }

    /// What converting, once clicked, adds to the log ratio of completion.
    ///
    /// # Reading
    /// −0.1 means that this stage alone leaves the group about ten per cent behind the reference.
    ///
    /// # Undefined
    /// When the stage's rate is undefined for one side, or zero for both. Infinite when it is zero for one.
    funnel_log_ratio_conversion = "Log ratio of conversion" {
        formula: Formula::Paired(Paired::LogRatio(&click_conversion_rate)),
        favours: Ideal,
        source: UGESP_COMPONENTS_1978,
        example: Example::FunnelTwo(&[(31, 50), (63, 50)], &[(63, 100)], -LN_2),
    }

    /// The logarithm of the ratio of completion.
    ///
    /// # Reading
    /// −0.2 means that the group comes to the end about twenty per cent less often; the stages say where it falls behind.
    ///
    /// # Undefined
    /// When a side has nobody eligible, or nobody came to the end. Infinite when nobody of one side did.
    funnel_log_ratio_total = "Log ratio over all stages" {
        formula: Formula::Paired(Paired::LogRatio(&funnel_completion_rate)),
        favours: Ideal,
        source: UGESP_COMPONENTS_1978,
        example: Example::FunnelTwo(&[(1, 50), (63, 50)], &[(63, 100)], -LN_2),
    }

    /// How often people of the group click who were shown the offer, divided by the same of its reference.
    ///
    /// # Reading
    /// 0.9 means that of people who were shown the offer nine of the group click where ten of the reference do.
    ///
    /// # Undefined
    /// When nobody of a side was reached, or nobody clicked. Infinite when nobody of the reference did.
    ///
    /// # Beware
    /// It does not take account of where on the page the offer stood, nor of how often it was shown.
    click_given_exposure_parity = "Parity of clicks of those reached" {
        formula: Formula::Ratio(&click_rate),
        favours: Ideal,
        source: LAMBRECHT_TUCKER_2019,
        example: Example::FunnelTwo(&[(15, 80), (31, 20)], &[(15, 60), (31, 40)], 0.5),
    }
}
