use crate::{Chance, Setting};
use evenhand_inference::permutation::NullReference;
use evenhand_inference::ranking::lists_null;

/// Places looked at, over all draws, behind a reference of shuffled lists.
const MOST_PLACES: usize = 20_000_000;

/// Items of one group at one place of a ranked list.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// Position of the group among the groups compared.
    pub group: usize,
    /// Items (one, unless items share a place).
    pub items: f64,
    /// Position from 1.
    pub position: u32,
    /// Relevant items among them.
    pub relevant: f64,
    /// Items, unweighted.
    pub rows: u64,
}

/// A ranked list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// Its places, from the top.
    pub places: Vec<Place>,
    /// Share of each group among all items of all lists: what a fair top would hold.
    pub targets: Vec<f64>,
}

impl List {
    /// The same list with the group at one position as the first of two, everyone else as the second.
    pub(crate) fn against_rest(&self, group: usize) -> Self {
        let own = self.targets.get(group).copied().unwrap_or(0.0);
        let side = |place: &Place| Place {
            group: usize::from(place.group != group),
            ..*place
        };
        Self {
            places: self.places.iter().map(side).collect(),
            targets: vec![own, self.targets.iter().sum::<f64>() - own],
        }
    }

    /// Group of each item from the top. Where items share a place no order between them is known, and there are two
    /// orders: one and its reverse, whose numbers are averaged.
    fn orders(&self) -> Vec<Vec<usize>> {
        let expand = |places: &mut dyn Iterator<Item = &Place>| {
            let mut order = Vec::with_capacity(self.places.len());
            for place in places {
                order.extend(std::iter::repeat_n(place.group, place.rows as usize));
            }
            order
        };
        let forward = expand(&mut self.places.iter());
        let shared = self.places.chunk_by(|a, b| a.position == b.position);
        if shared.clone().all(|places| places.len() == 1) {
            return vec![forward];
        }
        vec![forward, expand(&mut shared.flat_map(|p| p.iter().rev()))]
    }

    /// The mean of a number over the orders that the list may have.
    pub(crate) fn by_order(&self, of: impl Fn(&[usize]) -> Option<f64>) -> Option<f64> {
        let orders = self.orders();
        let numbers: Option<Vec<f64>> = orders.iter().map(|order| of(order)).collect();
        Some(numbers?.iter().sum::<f64>() / orders.len() as f64)
    }
}

/// A number of lists beside what the same lists would show in random order; where `small`, small numbers are extreme.
pub(crate) fn shuffled(
    lists: &[List],
    setting: &Setting,
    small: bool,
    of: impl Fn(&[List]) -> Option<f64>,
) -> Option<Chance> {
    let places: Vec<Vec<Place>> = lists.iter().map(|list| list.places.clone()).collect();
    let sign = if small { -1.0 } else { 1.0 };
    let measure = |drawn: &[Vec<Place>]| {
        let moved = |(drawn, list): (&Vec<Place>, &List)| List {
            places: drawn
                .iter()
                .zip(&list.places)
                .map(|(what, place)| Place {
                    position: place.position,
                    ..*what
                })
                .collect(),
            targets: list.targets.clone(),
        };
        let moved: Vec<List> = drawn.iter().zip(lists).map(moved).collect();
        // The same items in another order have a number where the list has one.
        Ok(of(&moved).map_or(f64::NEG_INFINITY, |number| sign * number))
    };
    let size = lists.iter().map(|list| list.places.len()).sum::<usize>();
    let affordable = MOST_PLACES / size.max(1);
    let draws = setting.draws.min(affordable.max(99));
    let null: NullReference = lists_null(&places, measure, draws, setting.seed).ok()?;
    Some(Chance {
        mean: sign * null.mean,
        p_value: null.p_value,
        quantile: sign * null.q95,
        test: "shuffled-lists",
    })
}
