//! Which column is which, by the words of its heading and by what stands in it.

mod words;

use crate::error::{Error, Result};
use crate::number::{Cell, parse_number};
use crate::table::Row;
use evenhand_core::nearest;
use serde::Serialize;
use std::collections::BTreeMap;
use words::{fit, words};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The category of people; several columns together name a combination.
    Group,
    /// What the groups are groups of (sex, race): sets blocks apart.
    Attribute,
    /// People in the group.
    N,
    /// People selected, or scored above the median.
    Selected,
    /// Selected as a share of people.
    Rate,
    /// The rate over that of the most selected group.
    Ratio,
    /// p-value of a test against the comparator.
    PValue,
    /// Statistic of that test, in standard deviations.
    Z,
    /// The rate minus that of the comparator.
    Difference,
    /// Whether the ratio is below four fifths.
    Flag,
    /// The group as a share of all people.
    Share,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Group,
        Self::Attribute,
        Self::N,
        Self::Selected,
        Self::Rate,
        Self::Ratio,
        Self::PValue,
        Self::Z,
        Self::Difference,
        Self::Flag,
        Self::Share,
    ];

    /// Its name on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Attribute => "attribute",
            Self::N => "n",
            Self::Selected => "selected",
            Self::Rate => "rate",
            Self::Ratio => "ratio",
            Self::PValue => "p_value",
            Self::Z => "z",
            Self::Difference => "difference",
            Self::Flag => "flag",
            Self::Share => "share",
        }
    }

    /// The role of that name.
    ///
    /// # Errors
    /// When there is none; the message proposes the nearest.
    pub fn parse(text: &str) -> Result<Self> {
        let wanted = text.trim().to_lowercase().replace('-', "_");
        let known = Self::ALL.into_iter().find(|role| {
            role.as_str() == wanted || (*role == Self::Ratio && wanted == "impact_ratio")
        });
        known.ok_or_else(|| Error::UnknownRole {
            text: text.to_owned(),
            near: nearest(text, Self::ALL.map(Self::as_str)).map(str::to_owned),
        })
    }

    fn is_number(self) -> bool {
        !matches!(self, Self::Group | Self::Attribute | Self::Flag)
    }
}

/// The columns of a table by what they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Columns {
    /// Their headings, in order.
    pub headings: Vec<String>,
    /// Where each role stands.
    pub roles: BTreeMap<Role, Vec<usize>>,
    /// Columns that look like a role that another column has already.
    pub unused: Vec<(Role, usize)>,
}

impl Columns {
    /// The column of a role.
    #[must_use]
    pub fn of(&self, role: Role) -> Option<usize> {
        self.roles
            .get(&role)
            .and_then(|places| places.first())
            .copied()
    }

    /// All columns of a role.
    #[must_use]
    pub fn all(&self, role: Role) -> &[usize] {
        self.roles.get(&role).map_or(&[], Vec::as_slice)
    }

    /// The heading of a column.
    #[must_use]
    pub fn heading(&self, column: usize) -> &str {
        self.headings.get(column).map_or("", String::as_str)
    }

    /// How many different things are known of each group.
    pub(crate) fn numbers(&self) -> usize {
        [Role::N, Role::Selected, Role::Rate, Role::Ratio]
            .iter()
            .filter(|role| self.of(**role).is_some())
            .count()
    }

    /// Whether there is enough to call it a table of groups.
    #[must_use]
    pub fn recognised(&self) -> bool {
        let selection = [Role::Rate, Role::Ratio, Role::Selected]
            .iter()
            .any(|role| self.of(*role).is_some());
        selection && (self.numbers() >= 2 || self.of(Role::Group).is_some())
    }

    /// The place of a heading, in any case and with any blanks and signs.
    pub(crate) fn named(&self, name: &str) -> Option<usize> {
        let exact = self
            .headings
            .iter()
            .position(|heading| heading == name.trim());
        exact.or_else(|| {
            let wanted = words(name);
            (!wanted.is_empty())
                .then(|| {
                    self.headings
                        .iter()
                        .position(|heading| words(heading) == wanted)
                })
                .flatten()
        })
    }

    /// Finds the columns by their headings and by what stands in them.
    ///
    /// `taken` are columns that set blocks apart, `fixed` those named on the command line.
    pub(crate) fn find(
        headings: Vec<String>,
        rows: &[Row],
        taken: &[String],
        fixed: &[(Role, String)],
    ) -> Self {
        let mut columns = Self {
            headings,
            ..Self::default()
        };
        let mut free: Vec<bool> = vec![true; columns.headings.len()];
        for name in taken {
            if let Some(slot) = columns.named(name).and_then(|column| free.get_mut(column)) {
                *slot = false;
            }
        }
        for (role, name) in fixed {
            if let Some(column) = columns.named(name) {
                columns.roles.entry(*role).or_default().push(column);
                if let Some(slot) = free.get_mut(column) {
                    *slot = false;
                }
            }
        }
        let kinds: Vec<Kind> = (0..columns.headings.len())
            .map(|column| Kind::of(rows, column))
            .collect();
        let mut offers: Vec<(usize, usize, Role)> = Vec::new();
        for (column, kind) in kinds.iter().enumerate() {
            if !free.get(column).copied().unwrap_or(false) {
                continue;
            }
            let heading = columns.heading(column);
            let best = Role::ALL
                .into_iter()
                .filter(|role| kind.may_be(*role))
                .map(|role| (fit(heading, role), role))
                .max_by_key(|(fit, _)| *fit);
            if let Some((fit, role)) = best
                && fit > 0
            {
                offers.push((fit, column, role));
            }
        }
        offers.sort_by_key(|(fit, column, _)| (std::cmp::Reverse(*fit), *column));
        for (_, column, role) in offers {
            let fixed = fixed.iter().any(|(fixed, _)| *fixed == role);
            let places = columns.roles.entry(role).or_default();
            if places.is_empty() || (role == Role::Group && !fixed) {
                places.push(column);
            } else if !fixed && role != Role::Attribute {
                columns.unused.push((role, column));
            }
        }
        if let Some(places) = columns.roles.get_mut(&Role::Group) {
            places.sort_unstable();
        } else {
            columns.first_texts_are_groups(&kinds, &free);
        }
        columns
    }

    /// Without a heading that says so, the leading columns of text name the groups.
    fn first_texts_are_groups(&mut self, kinds: &[Kind], free: &[bool]) {
        let used: Vec<usize> = self.roles.values().flatten().copied().collect();
        let leading: Vec<usize> = kinds
            .iter()
            .enumerate()
            .take_while(|(column, kind)| **kind == Kind::Text || used.contains(column))
            .map(|(column, _)| column)
            .filter(|column| !used.contains(column) && free.get(*column).copied().unwrap_or(false))
            .collect();
        if !leading.is_empty() {
            self.roles.insert(Role::Group, leading);
        } else if let Some(attribute) = self.of(Role::Attribute) {
            // "Demographic" may head the groups themselves.
            self.roles.remove(&Role::Attribute);
            self.roles.insert(Role::Group, vec![attribute]);
        }
    }
}

/// What most cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Numbers,
    Text,
    Empty,
}

impl Kind {
    fn of(rows: &[Row], column: usize) -> Self {
        let (mut numbers, mut texts) = (0_usize, 0_usize);
        for row in rows {
            match parse_number(row.cell(column)) {
                Cell::Number(_) => numbers += 1,
                Cell::Text => texts += 1,
                Cell::Missing => {}
            }
        }
        match (numbers, texts) {
            (0, 0) => Self::Empty,
            _ if numbers >= texts => Self::Numbers,
            _ => Self::Text,
        }
    }

    fn may_be(self, role: Role) -> bool {
        match self {
            Self::Numbers => role.is_number() || role == Role::Flag,
            Self::Text => !role.is_number(),
            Self::Empty => true,
        }
    }
}
