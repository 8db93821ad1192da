//! Suppression of small cells: a scorecard in, a scorecard that may be shown out.
//!
//! [`suppress`] is the only door. `internal` is the scorecard as it is. `board` keeps exact numbers and hides every group
//! with a count of fewer than `suppress_below` people, and as many others as it takes so that nothing hidden can be worked
//! out. `public` also rounds.
#![doc = include_str!("fields.md")]

mod counts;
mod curves;
mod first;
mod hide;
mod layout;
mod place;
mod protect;
mod round;
mod words;

use evenhand_core::{PrivacyRecord, PrivacyRules, PrivacySpec, Profile, Scorecard};
use place::{Hidden, Level, Place};
use serde_json::Value;
use std::borrow::Cow;
use std::sync::Arc;

/// The scorecard as a profile may see it, by the settings of its own spec.
///
/// A card that was suppressed before is never opened again: it stays as it is, and is rounded where the profile asks for
/// that.
///
/// ```
/// # use evenhand_core::{Profile, Scorecard};
/// # fn shown(card: &Scorecard) {
/// let board = evenhand_privacy::suppress(card, Profile::Board);
/// assert_eq!(*evenhand_privacy::suppress(card, Profile::Internal), *card);
/// # }
/// ```
pub fn suppress(card: &Scorecard, profile: Profile) -> Cow<'_, Scorecard> {
    suppress_by(
        card,
        &PrivacyRules {
            profile,
            ..rules(card)
        },
    )
}

/// The settings that the spec of a scorecard writes down; the usual ones where it has none.
pub fn rules(card: &Scorecard) -> PrivacyRules {
    let written = card
        .settings
        .spec
        .get("privacy")
        .cloned()
        .unwrap_or(Value::Null);
    serde_json::from_value::<PrivacySpec>(written)
        .ok()
        .and_then(|spec| PrivacyRules::new(&spec).ok())
        .unwrap_or_default()
}

/// The scorecard as the profile of these settings may see it.
pub fn suppress_by<'a>(card: &'a Scorecard, rules: &PrivacyRules) -> Cow<'a, Scorecard> {
    if rules.profile == Profile::Internal {
        return Cow::Borrowed(card);
    }
    let mut shown = card.clone();
    let mut record = match &card.privacy {
        Some(record) => record.clone(),
        None => hidden(&mut shown, rules),
    };
    if rules.profile == Profile::Public && record.round_to.is_none() {
        record.round_to = Some(rules.round_to);
        record.profile = Profile::Public;
        record.numbers_hidden += round::round(&mut shown, rules.round_to);
    }
    shown.privacy = Some(record);
    Cow::Owned(shown)
}

fn hidden(card: &mut Scorecard, rules: &PrivacyRules) -> PrivacyRecord {
    let below = rules.suppress_below;
    let mut hidden = first::first(card, below);
    let first = hidden.0.len() as u64;
    if rules.complementary && first > 0 {
        protected(card, below, &mut hidden);
    }
    let protecting = hidden.0.len() as u64 - first;
    let (gone, intake_hidden) = hide::hide(card, &hidden, rules);
    PrivacyRecord {
        complementary: rules.complementary,
        intake_hidden,
        hidden_first: first,
        hidden_to_protect: protecting,
        numbers_hidden: gone,
        profile: Profile::Board,
        round_to: None,
        suppress_below: below,
    }
}

fn protected(card: &Scorecard, below: u64, hidden: &mut Hidden) {
    let (layouts, left_out) = layout::layouts(card);
    for place in &left_out {
        hidden.add(place, Level::Whole);
    }
    let blocks = counts::blocks(card);
    if !protect::protect(&layouts, &blocks, below, hidden) {
        // No answer is no proof: only what is known of everybody stays.
        let slices = card.slices.iter().map(|slice| slice.name.clone());
        for slice in slices.chain([Arc::default()]) {
            for attribute in &card.attributes {
                for group in &attribute.groups {
                    hidden.add(
                        &Place::new(&slice, &attribute.name, &group.name),
                        Level::Whole,
                    );
                }
            }
            if !slice.is_empty() {
                hidden.add(&Place::everyone(&slice), Level::Whole);
            }
        }
    }
}
