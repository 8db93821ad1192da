//! Numbers for combinations of codes, given out as they come.

use crate::hash::FastMap;

/// A chain of pairs: (number of the first codes, next code) to a number.
pub(crate) struct Chains {
    maps: Vec<FastMap<u64, u32>>,
    /// The combinations, by number.
    pub combinations: Vec<Box<[u32]>>,
}

impl Chains {
    /// Chains over this many codes.
    pub fn new(codes: usize) -> Self {
        Self {
            maps: vec![FastMap::default(); codes.max(1)],
            combinations: Vec::new(),
        }
    }

    /// How many codes a combination has.
    pub fn codes(&self) -> usize {
        self.combinations.first().map_or(0, |codes| codes.len())
    }

    /// Memory that they take, about.
    pub fn bytes(&self) -> u64 {
        let links: usize = self.maps.iter().map(|map| map.capacity()).sum();
        let of_one = size_of::<Box<[u32]>>() + 16 + 4 * self.codes();
        (links * 18 + self.combinations.len() * of_one) as u64
    }

    /// The number of a combination; a new one where it was not met before.
    pub fn number(&mut self, codes: &[u32]) -> u32 {
        let mut number = 0;
        let last = self.maps.len() - 1;
        // No code at all is one combination.
        let codes_or_none: &[u32] = if codes.is_empty() { &[0] } else { codes };
        for (d, (code, map)) in codes_or_none.iter().zip(&mut self.maps).enumerate() {
            let next = if d == last {
                self.combinations.len()
            } else {
                map.len()
            };
            let pair = u64::from(number) << 32 | u64::from(*code);
            number = *map.entry(pair).or_insert(next as u32);
        }
        if number as usize == self.combinations.len() {
            self.combinations.push(codes.into());
        }
        number
    }
}
