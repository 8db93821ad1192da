use super::super::Context;
use super::super::measure::Measured;
use super::around;
use crate::{Both, PairSpread, ScoreCell, Scores, Setting, Spread, Undefined};
use evenhand_core::GroupCells;
use evenhand_inference::Level;

/// A function of the scores of two groups.
pub(super) type Two<'f> = &'f dyn Fn(&Both) -> Result<f64, Undefined>;

type Among = fn(&Both, &Setting) -> Result<f64, Undefined>;

/// Functions of the scores, the values or the decisions of a group and its reference.
impl Context<'_> {
    pub(super) fn pair_number(
        &self,
        pair: [&GroupCells; 2],
        values: bool,
        two: Two<'_>,
        spread: PairSpread,
        parameter: f64,
        level: Level,
    ) -> Measured {
        let setting = self.setting(&pair, parameter, level);
        let of_views = |views: &[Scores]| {
            let [own, other] = [0, 1].map(|side| views[side].clone());
            two(&Both::new(own, other, setting.sizes))
        };
        if matches!(spread, PairSpread::Smooth) {
            return self.view_number(&pair, values, &of_views, Spread::Smooth, parameter, level);
        }
        let (both, n) = self.both(pair, values, setting.sizes);
        let mut measured = Measured {
            n,
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
                measured.chance = (setting.draws > 0).then(|| of(&both, &setting)).flatten();
            }
            PairSpread::Limits(_) if parts.iter().any(|part| !part.blocks.is_empty()) => {
                let jackknife = self.view_blocks(&parts, values, &of_views, false);
                measured.too_few_blocks = jackknife.is_none();
                if let Some((error, df)) = jackknife {
                    let reach = level.critical(Some(df)) * error;
                    measured.df = Some(df);
                    measured.error = Some(error);
                    measured.interval = Some(around(value, reach, false, "jackknife-blocks"));
                }
            }
            PairSpread::Limits(of) => measured.interval = of(&both, &setting),
            PairSpread::Smooth => {}
        }
        measured
    }

    /// A function of scores that needs to know more than them.
    pub(super) fn pair_among(
        &self,
        pair: [&GroupCells; 2],
        of: Among,
        spread: PairSpread,
        parameter: f64,
        level: Level,
    ) -> Measured {
        let setting = self.setting(&pair, parameter, level);
        let two = |both: &Both| of(both, &setting);
        self.pair_number(pair, false, &two, spread, parameter, level)
    }

    /// The decisions of both as scores: the rejected at 0, the selected at 1.
    pub(super) fn pair_decisions(
        &self,
        pair: [&GroupCells; 2],
        of: Among,
        spread: PairSpread,
        parameter: f64,
        level: Level,
    ) -> Measured {
        let setting = self.setting(&pair, parameter, level);
        let [own, other] = pair.map(decisions);
        let both = Both::new(own, other, setting.sizes);
        let mut measured = Measured {
            n: pair.iter().map(|group| group.n()).sum(),
            value: of(&both, &setting),
            ..Measured::undefined(Undefined::ZeroDenominator)
        };
        if let (PairSpread::Chance(of), Some(value), true) =
            (spread, measured.number(), setting.draws > 0)
        {
            measured.chance = of(&both, &Setting { value, ..setting });
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
    let both = [at(0.0, cells.rejected()), at(1.0, cells.selected())];
    both.into_iter().collect()
}
