//! Finding where a score statistic reaches its critical value.

/// Where an increasing excess changes sign between `inner` (excess negative) and `outer` (positive).
///
/// `inner_excess` is the known excess at `inner` when `inner` is finite. Either end may be infinite; the search then
/// widens from `guess`. Inverse quadratic interpolation, falling back to bisection; stops when a step is below 4e-15
/// of the distance to `inner`.
pub(super) fn crossing(
    mut excess: impl FnMut(f64) -> f64,
    inner: f64,
    inner_excess: f64,
    outer: f64,
    guess: f64,
) -> f64 {
    let direction = if outer > inner { 1.0 } else { -1.0 };
    let anchor = inner;
    let (mut low, mut high) = (inner, outer);
    let mut points = [(f64::NAN, f64::NAN); 3];
    if inner.is_finite() && inner_excess.is_finite() {
        points[0] = (inner, inner_excess);
    }
    let mut x = guess;
    if !between(x, low, high) {
        x = middle(low, high, guess, direction);
    }
    let mut step = 0.5;
    let mut slow = 0;
    let mut last = f64::INFINITY;
    for _ in 0..300 {
        let f = excess(x);
        if f.is_nan() {
            return x;
        }
        if f == 0.0 {
            return x;
        }
        if f < 0.0 {
            low = x;
        } else {
            high = x;
        }
        if f.is_finite() {
            points = [points[1], points[2], (x, f)];
        }
        slow = if f.abs() > 0.5 * last { slow + 1 } else { 0 };
        last = f.abs();
        let spread = if anchor.is_finite() {
            4e-15 * (x - anchor).abs()
        } else {
            4e-15
        };
        let tolerance = spread + f64::EPSILON * x.abs();
        let mut next = interpolate(points);
        if (next - x).abs() <= tolerance {
            return x;
        }
        if slow >= 3 || !between(next, low, high) {
            if low.is_finite() && high.is_finite() {
                if (high - low).abs() <= tolerance {
                    return next_or(next, x);
                }
                next = 0.5 * (low + high);
                slow = 0;
            } else if !between(next, low, high) || (next - x).abs() > 8.0 * step {
                next = if f < 0.0 {
                    x + direction * step
                } else {
                    x - direction * step
                };
                step *= 2.0;
            }
        }
        x = next;
    }
    x
}

fn next_or(next: f64, x: f64) -> f64 {
    if (next - x).abs() <= 1e-9 * x.abs() {
        next
    } else {
        x
    }
}

fn between(x: f64, low: f64, high: f64) -> bool {
    (x > low && x < high) || (x < low && x > high)
}

fn middle(low: f64, high: f64, guess: f64, direction: f64) -> f64 {
    if low.is_finite() && high.is_finite() {
        0.5 * (low + high)
    } else if low.is_finite() {
        low + direction
    } else if high.is_finite() {
        high - direction
    } else if guess.is_finite() {
        guess
    } else {
        0.0
    }
}

/// The zero of the inverse interpolant through the last two or three points; NaN with fewer.
fn interpolate(points: [(f64, f64); 3]) -> f64 {
    let [(xa, fa), (xb, fb), (xc, fc)] = points;
    let secant = xc - fc * (xc - xb) / (fc - fb);
    if fa.is_nan() {
        return secant;
    }
    let quadratic = xa * fb * fc / ((fa - fb) * (fa - fc))
        + xb * fa * fc / ((fb - fa) * (fb - fc))
        + xc * fa * fb / ((fc - fa) * (fc - fb));
    if quadratic.is_finite() {
        quadratic
    } else {
        secant
    }
}
