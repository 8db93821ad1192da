//! Labels that keep clear of each other.

/// Positions as near as possible to the wanted ones (in the sense of least squares), none closer than `gap` to another.
///
/// With room between the bounds for all of them they also stay inside; the order stays that of the wanted positions.
///
/// # Source
/// Pool adjacent violators: Ayer, Brunk, Ewing, Reid, Silverman (1955), on positions less the gaps before them.
pub(crate) fn spread(wanted: &[f64], gap: f64, (low, high): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]).then(a.cmp(b)));
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (rank, at) in order.iter().enumerate() {
        let mut pool = (wanted[*at] - rank as f64 * gap, 1);
        while let Some(last) = pools.pop_if(|last| last.0 > pool.0) {
            let size = last.1 + pool.1;
            let sum = last.0 * last.1 as f64 + pool.0 * pool.1 as f64;
            pool = (sum / size as f64, size);
        }
        pools.push(pool);
    }
    let last = wanted.len().saturating_sub(1) as f64 * gap;
    let room = (low, (high - last).max(low));
    let mut places = vec![0.0; wanted.len()];
    let each = pools
        .iter()
        .flat_map(|(at, size)| std::iter::repeat_n(at.clamp(room.0, room.1), *size));
    for (rank, (at, place)) in order.iter().zip(each).enumerate() {
        places[*at] = place + rank as f64 * gap;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_their_distance_their_order_and_the_bounds() {
        let places = spread(&[50.0, 10.0, 12.0, 11.0, 99.0], 10.0, (0.0, 100.0));
        assert_eq!(places, [50.0, 1.0, 21.0, 11.0, 99.0]);
        let low = spread(&[1.0, 2.0], 10.0, (0.0, 100.0));
        assert_eq!(low, [0.0, 10.0]);
        let high = spread(&[99.0, 98.0], 10.0, (0.0, 100.0));
        assert_eq!(high, [100.0, 90.0]);
        assert!(spread(&[], 10.0, (0.0, 1.0)).is_empty());
    }
}
