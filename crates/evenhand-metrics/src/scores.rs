//! What the scores themselves say, before anybody is selected: how well they rank and predict, and how far groups'
//! scores lie apart.

use crate::metric::peer;
use crate::{Example, Formula, Function, Number, Scores, Spread, Undefined};

metrics! { "scores";
    /// Mean score.
    ///
    /// # Reading
    /// 0.3 means that the model gives a member of the group 0.3 on average.
    ///
    /// # Undefined
    /// When nobody in the group has a score.
    mean_score = "Mean score" {
        formula: Formula::Mean { of: Number::Score(|score, _| Some(score)), text: "Σ score / n" },
        favours: Neither,
        source: STUDENT_1908,
        example: Example::Scores(&[(0.2, 1, 1), (0.6, 1, 1)], 0.4),
        aliases: [peer("Fairlearn", "mean_prediction", "="), peer("Holistic AI", "avg_score", "=")],
    }

    /// How often a person with the outcome scores above one without, ties counting half.
    ///
    /// # Reading
    /// 0.8 means that in four of five such pairs the one with the outcome has the higher score; 0.5 is a coin.
    ///
    /// # Undefined
    /// When the group has nobody with the outcome, or nobody without.
    ///
    /// # Beware
    /// It says nothing of the threshold: groups may rank equally well and still be selected very differently.
    auc = "Area under the ROC curve" {
        formula: Formula::Table { of: Function::Scores(area), spread: Spread::Auc, text: "P(score of a positive > score of a negative) + ½ P(equal)", parameter: 0.0 },
        favours: Higher,
        source: HANLEY_MCNEIL_1982,
        example: Example::Scores(&[(0.0, 1, 1), (1.0, 1, 1)], 0.5),
        range: (0.0, 1.0),
        needs: [Label],
        aliases: [peer("Fairlearn", "roc_auc_score", "="), peer("LiFT", "AUC", "≠")],
    }
}

fn area(scores: &Scores, _: f64) -> Result<f64, Undefined> {
    let (mut below, mut wins, mut positives) = (0.0, 0.0, 0.0);
    for cell in &scores.cells {
        wins += cell.positive * (below + 0.5 * cell.negative);
        below += cell.negative;
        positives += cell.positive;
    }
    if positives > 0.0 && below > 0.0 {
        Ok(wins / (positives * below))
    } else {
        Err(Undefined::ZeroDenominator)
    }
}
