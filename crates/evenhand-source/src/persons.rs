//! Distinct units per group, for each model that decided about them.

use crate::binary::ABSENT;
use crate::chains::Chains;
use evenhand_core::UnitSketch;

/// The units that one thread has met.
pub(crate) struct Persons {
    groups: Chains,
    models: usize,
    /// By group, then by model.
    sketches: Vec<UnitSketch>,
}

impl Persons {
    /// Units in groups of this many codes.
    pub fn new(codes: usize, models: usize) -> Self {
        Self {
            groups: Chains::new(codes),
            models,
            sketches: Vec::new(),
        }
    }

    /// Writes the group of every row; `codes` by dimension, without the block.
    pub fn locate(&mut self, codes: &[Vec<u32>], rows: usize, out: &mut Vec<u32>) {
        out.clear();
        let mut combination = vec![0; codes.len()];
        for row in 0..rows {
            for (code, codes) in combination.iter_mut().zip(codes) {
                *code = codes[row];
            }
            out.push(self.groups.number(&combination));
        }
        let sketches = self.groups.combinations.len() * self.models;
        self.sketches.resize(sketches, UnitSketch::default());
    }

    /// Takes note of the unit of every row that a model decided about.
    pub fn see(&mut self, groups: &[u32], units: &[u64], decisions: &[u8], model: usize) {
        for ((group, unit), decision) in groups.iter().zip(units).zip(decisions) {
            let place = *group as usize * self.models + model;
            if *decision != ABSENT
                && let Some(sketch) = self.sketches.get_mut(place)
            {
                sketch.insert(*unit);
            }
        }
    }

    /// How many sketches there are.
    pub fn sketches(&self) -> usize {
        self.sketches.len()
    }

    /// Every group with its sketches, one per model.
    pub fn each(&self) -> impl Iterator<Item = (&[u32], &[UnitSketch])> {
        let groups = self.groups.combinations.iter().map(|codes| &codes[..]);
        groups.zip(self.sketches.chunks(self.models.max(1)))
    }
}
