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
}

/// A ranked list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// Its places, from the top.
    pub places: Vec<Place>,
    /// Share of each group among all items of all lists: what a fair top would hold.
    pub targets: Vec<f64>,
}
