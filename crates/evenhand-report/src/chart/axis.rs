use crate::number::Numbers;

/// A horizontal axis: from numbers to positions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Axis {
    pub(crate) log: bool,
    /// Smallest and largest number shown.
    pub(crate) range: (f64, f64),
    /// Positions of the two.
    pub(crate) pixels: (f64, f64),
}

const LOG_TICKS: [f64; 23] = [
    0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0,
    5.0, 10.0, 20.0, 50.0, 100.0,
];

impl Axis {
    /// An axis that shows all the numbers, with some air, but no more than factor 50 either way on a log scale.
    pub(crate) fn around(
        log: bool,
        numbers: impl Iterator<Item = f64>,
        pixels: (f64, f64),
    ) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for number in numbers {
            if !number.is_finite() || (log && number <= 0.0) {
                continue;
            }
            let number = if log {
                number.clamp(0.02, 50.0)
            } else {
                number
            };
            low = low.min(number);
            high = high.max(number);
        }
        if low > high {
            (low, high) = if log { (0.5, 2.0) } else { (-0.1, 0.1) };
        }
        let range = if log {
            let air = libm::pow(high / low, 0.06).max(1.04);
            (low / air, high * air)
        } else {
            let air = ((high - low) * 0.06).max(0.005);
            (low - air, high + air)
        };
        Self { log, range, pixels }
    }

    /// Position of a number; infinite numbers lie outside the axis.
    pub(crate) fn at(self, number: f64) -> f64 {
        let (left, right) = self.pixels;
        if number == f64::INFINITY {
            return right + (right - left).signum() * 1e4;
        }
        if number == f64::NEG_INFINITY || (self.log && number <= 0.0) {
            return left - (right - left).signum() * 1e4;
        }
        let (low, high) = self.range;
        let share = if self.log {
            libm::log(number / low) / libm::log(high / low)
        } else {
            (number - low) / (high - low)
        };
        left + share * (right - left)
    }

    /// Numbers worth a line and a label, no two closer than `apart` pixels; the first given come first.
    pub(crate) fn ticks(self, wanted: &[f64], apart: f64) -> Vec<f64> {
        let mut candidates: Vec<f64> = wanted.to_vec();
        if self.log {
            candidates.extend([0.5, 2.0, 0.2, 5.0]);
            candidates.extend(LOG_TICKS);
            // Where all numbers lie near equality, the coarse steps would leave the axis bare.
            candidates.extend([0.9, 1.1, 0.95, 1.05]);
        } else {
            candidates.extend(even_steps(
                self.range,
                (self.pixels.1 - self.pixels.0).abs() / apart,
            ));
        }
        let mut ticks: Vec<f64> = Vec::new();
        for candidate in candidates {
            let inside =
                candidate.is_finite() && candidate >= self.range.0 && candidate <= self.range.1;
            let x = self.at(candidate);
            if inside && ticks.iter().all(|tick| (self.at(*tick) - x).abs() >= apart) {
                ticks.push(candidate);
            }
        }
        ticks.sort_by(f64::total_cmp);
        ticks
    }
}

fn even_steps((low, high): (f64, f64), most: f64) -> Vec<f64> {
    let span = high - low;
    let step = [
        0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0,
    ]
    .into_iter()
    .find(|step| span / step <= most.clamp(2.0, 8.0))
    .unwrap_or(span.max(f64::MIN_POSITIVE));
    let first = (low / step).ceil() as i64;
    let last = (high / step).floor() as i64;
    (first..=last.min(first + 20))
        .map(|i| i as f64 * step)
        .collect()
}

/// Labels of the ticks of one axis; evenly spaced numbers get the same number of decimals, save zero.
pub(crate) fn labels(numbers: Numbers, ticks: &[f64], log: bool) -> Vec<String> {
    let plain: Vec<String> = ticks.iter().map(|tick| plain(*tick, log)).collect();
    if log {
        return ticks
            .iter()
            .map(|tick| label(numbers, *tick, log))
            .collect();
    }
    let decimals = |text: &String| text.split_once('.').map_or(0, |(_, tail)| tail.len());
    let most = plain.iter().map(decimals).max().unwrap_or(0);
    ticks
        .iter()
        .map(|tick| {
            let text = numbers.fixed(*tick, most);
            if text.chars().any(|letter| ('1'..='9').contains(&letter)) {
                text
            } else {
                "0".to_owned()
            }
        })
        .collect()
}

/// A tick's label.
pub(crate) fn label(numbers: Numbers, number: f64, log: bool) -> String {
    numbers.with_decimal(plain(number, log))
}

fn plain(number: f64, log: bool) -> String {
    let rounded = (number * 1000.0).round() / 1000.0;
    let text = if log && rounded < 10.0 {
        format!("{rounded:.2}")
    } else {
        format!("{rounded}")
    };
    let text = match text.split_once('.') {
        Some((_, decimals)) if decimals.len() > 2 => text.trim_end_matches('0').to_owned(),
        _ => text,
    };
    match text.strip_prefix('-') {
        Some(rest) => format!("−{rest}"),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_keep_their_distance_and_the_wanted_come_first() {
        let axis = Axis::around(true, [0.48, 1.09].into_iter(), (0.0, 400.0));
        let ticks = axis.ticks(&[1.0, 0.8], 40.0);
        assert!(ticks.contains(&0.8) && ticks.contains(&1.0));
        for pair in ticks.windows(2) {
            assert!(axis.at(pair[1]) - axis.at(pair[0]) >= 40.0);
        }
    }

    #[test]
    fn infinity_lies_outside() {
        let axis = Axis::around(true, [1.0, f64::INFINITY, 0.0].into_iter(), (0.0, 400.0));
        assert!(axis.at(f64::INFINITY) > 400.0);
        assert!(axis.at(0.0) < 0.0);
        assert!(axis.range.1 < 2.0);
    }
}
