use evenhand_core::GroupCells;
use std::sync::Arc;

/// Whom a group is compared with.
pub(super) enum Other<'a> {
    Group(&'a GroupCells),
    Rest(Arc<GroupCells>),
}

impl std::ops::Deref for Other<'_> {
    type Target = GroupCells;
    fn deref(&self) -> &GroupCells {
        match self {
            Self::Group(group) => group,
            Self::Rest(rest) => rest,
        }
    }
}
