//! Hashes of what a row holds; protected values are left out, so that names of groups decide nothing.

use super::{Dictionary, FeatureValues, RowTable};

/// Mixes a number into a hash (the finalizer of SplitMix64, Steele, Lea and Flood 2014).
pub(super) fn mix(hash: u64, number: u64) -> u64 {
    let mut z = (hash.rotate_left(23) ^ number).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// FNV-1a of a name.
fn of_name(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn of_number(number: f64) -> u64 {
    if number.is_nan() {
        u64::MAX
    } else {
        // `-0.0` and `0.0` are the same number.
        (number + 0.0).to_bits()
    }
}

fn of_answer(answer: Option<bool>) -> u64 {
    answer.map_or(2, u64::from)
}

/// A hash of each row's content.
pub(super) fn contents(table: &RowTable) -> Vec<u64> {
    let mut hashes = vec![0_u64; table.len()];
    let mut take = |column: &mut dyn Iterator<Item = u64>| {
        for (hash, number) in hashes.iter_mut().zip(column) {
            *hash = mix(*hash, number);
        }
    };
    for feature in &table.features {
        match &feature.values {
            FeatureValues::Numbers(numbers) => take(&mut numbers.iter().map(|x| of_number(*x))),
            FeatureValues::Names(names) => {
                let known: Vec<u64> = names.names.iter().map(|name| of_name(name)).collect();
                let missing = u64::from(Dictionary::MISSING);
                let of_code = |code: &u32| known.get(*code as usize).copied().unwrap_or(missing);
                take(&mut names.codes.iter().map(of_code));
            }
        }
    }
    for answers in [&table.decisions, &table.labels, &table.rescored] {
        take(&mut answers.iter().map(|answer| of_answer(*answer)));
    }
    for numbers in [&table.scores, &table.weights] {
        take(&mut numbers.iter().map(|x| of_number(*x)));
    }
    for attribute in &table.probabilities {
        for numbers in &attribute.values {
            take(&mut numbers.iter().map(|x| of_number(*x)));
        }
    }
    take(&mut table.units.iter().map(|unit| unit.unwrap_or(1)));
    hashes
}
