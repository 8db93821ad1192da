use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use xxhash_rust::xxh3::xxh3_64;

/// A map with a fast hash: its keys come from one's own data, and its order is never looked at.
pub(crate) type FastMap<K, V> = HashMap<K, V, BuildHasherDefault<Fast>>;

/// A set of numbers with the same hash.
pub(crate) type FastSet = std::collections::HashSet<u64, BuildHasherDefault<Fast>>;

/// Multiplies whole numbers, and takes xxh3 of texts.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Fast(u64);

const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

impl Hasher for Fast {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = (self.0 ^ xxh3_64(bytes)).wrapping_mul(ODD);
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        let mixed = (self.0.rotate_left(23) ^ number).wrapping_mul(ODD);
        self.0 = mixed ^ (mixed >> 32);
    }

    fn write_i64(&mut self, number: i64) {
        self.write_u64(number as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
