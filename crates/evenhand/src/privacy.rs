//! What may be shown to whom.

use evenhand_core::{Profile, Scorecard};
use std::borrow::Cow;

/// The scorecard as a profile may see it: everything for `internal`; small cells hidden, and what would give them away,
/// for `board`; rounded as well for `public`.
///
/// The limits of a gate are held against the whole scorecard, never against this one. One output folder has one profile.
pub fn under_profile(card: &Scorecard, profile: Profile) -> Cow<'_, Scorecard> {
    evenhand_privacy::suppress(card, profile)
}
