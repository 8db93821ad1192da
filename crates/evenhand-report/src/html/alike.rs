use super::markup::{self, Markup};
use super::{Context, Section};
use crate::error::Result;
use crate::figure::alike;
use crate::wording::{Sentence, WITHIN};

/// Groups whose turn between all rows and strata is told.
const MOST_TURNS: usize = 6;

/// Is the gap still there among people who are alike.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let (card, wording) = (context.card, &context.wording);
    let mut body = Markup::new();
    if card.settings.strata.is_empty() {
        body.paragraph(
            "Not compared: no stratum was named. `stratum` under `[columns]` names the columns in which people count as alike.",
        );
    } else {
        body.lead(&format!(
            "Is a gap still there among people who are alike? Here only {} are compared with each other, and the differences then put together.",
            wording.alike()
        ));
        body.paragraph(
            "A stratum that is itself a product of unequal treatment hides a gap instead of explaining it. Whether it is a good reason is for people to say.",
        );
        let before = body.len();
        for profile in &context.single {
            let Some(figure) = alike(wording, profile)? else {
                continue;
            };
            body.heading(3, &profile.title());
            body.figure(&figure);
            let turns: Vec<Sentence> = profile
                .groups
                .iter()
                .filter(|group| !profile.small(group))
                .filter_map(|group| wording.turned(profile.estimate(group.name, WITHIN)?))
                .take(MOST_TURNS)
                .collect();
            if !turns.is_empty() {
                let why = Sentence::plain(wording.why_turned());
                body.remark(&markup::sentences(&[turns, vec![why]].concat()));
            }
        }
        if body.len() == before {
            body.paragraph("Not compared: no stratum holds people of two groups.");
        }
    }
    Ok(Some(Section {
        id: "alike",
        title: "Among people who are alike".to_owned(),
        body: body.finish(),
    }))
}
