use super::super::Context;
use super::super::measure::Measured;
use super::{Of, around};
use crate::{PairSpread, ScoreCell, Scores, Setting, Spread, Undefined};
use evenhand_core::GroupCells;
use evenhand_inference::Level;

type Two = fn(&Scores, &Scores, &Setting) -> Result<f64, Undefined>;

/// Functions of the scores, the values or the decisions of a group and its reference.
impl Context<'_> {
    pub(super) fn pair_number(
        &self,
        pair: [&GroupCells; 2],
        values: bool,
        two: Of<'_, Scores>,
        spread: PairSpread,
        parameter: f64,
        level: Level,
    ) -> Measured {
        if matches!(spread, PairSpread::Smooth) {
            return self.view_number(&pair, values, two, Spread::Smooth, parameter, level);
        }
        let views = pair.map(|group| self.known_scores(group, values));
        let setting = self.setting(&pair, parameter, level);
        let both = [views[0].scores.clone(), views[1].scores.clone()];
        let mut measured = Measured {
            n: views.iter().map(|view| view.n).sum(),
            value: two(&both),
            ..Measured::undefined(Undefined::ZeroDenominator)
        };
        let Some(value) = measured.number() else {
            return measured;
        };
        let parts = self.parts::<Scores>(&pair, values);
        match spread {
            PairSpread::Chance(of) => {
                let setting = Setting { value, ..setting };
                measured.chance = (setting.draws > 0)
                    .then(|| of(&both[0], &both[1], &setting))
                    .flatten();
            }
            PairSpread::Limits(_) if parts.iter().any(|part| !part.blocks.is_empty()) => {
                let jackknife = self.view_blocks(&parts, values, two, false);
                measured.too_few_blocks = jackknife.is_none();
                if let Some((error, df)) = jackknife {
                    let reach = level.critical(Some(df)) * error;
                    measured.df = Some(df);
                    measured.error = Some(error);
                    measured.interval = Some(around(value, reach, false, "jackknife-blocks"));
                }
            }
            PairSpread::Limits(of) => measured.interval = of(&both[0], &both[1], &setting),
            PairSpread::Smooth => {}
        }
        measured
    }

    /// A function of scores that needs to know more than them.
    pub(super) fn pair_among(
        &self,
        pair: [&GroupCells; 2],
        of: Two,
        spread: PairSpread,
        parameter: f64,
        level: Level,
    ) -> Measured {
        let setting = self.setting(&pair, parameter, level);
        let two = |views: &[Scores]| of(&views[0], &views[1], &setting);
        self.pair_number(pair, false, &two, spread, parameter, level)
    }

    /// The decisions of both as scores: the rejected at 0, the selected at 1.
    pub(super) fn pair_decisions(
        &self,
        pair: [&GroupCells; 2],
        of: Two,
        spread: PairSpread,
        parameter: f64,
        level: Level,
    ) -> Measured {
        let setting = self.setting(&pair, parameter, level);
        let [own, other] = pair.map(decisions);
        let mut measured = Measured {
            n: pair.iter().map(|group| group.n()).sum(),
            value: of(&own, &other, &setting),
            ..Measured::undefined(Undefined::ZeroDenominator)
        };
        if let (PairSpread::Chance(of), Some(value), true) =
            (spread, measured.number(), setting.draws > 0)
        {
            measured.chance = of(&own, &other, &Setting { value, ..setting });
        }
        measured
    }
}

fn decisions(group: &GroupCells) -> Scores {
    let cells = crate::Cells::of(&group.total.confusion);
    let at = |at: f64, unlabelled: f64| ScoreCell {
        at,
        unlabelled,
        ..ScoreCell::default()
    };
    Scores {
        cells: [at(0.0, cells.rejected()), at(1.0, cells.selected())].into(),
    }
}
