use super::{Context, Section};
use crate::document::{Inline, body::Body};
use crate::error::Result;
use crate::figure::alike;
use crate::wording::{Sentence, WITHIN};

/// Groups whose turn between all rows and strata is told.
const MOST_TURNS: usize = 6;

/// Is the gap still there among people who are alike.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let (card, wording, words) = (context.card, &context.wording, context.words());
    let mut body = Body::new();
    if card.settings.strata.is_empty() {
        body.paragraph(&words.alike_unnamed().to_text());
    } else {
        body.lead(&words.alike_lead(wording.alike()).to_text());
        body.paragraph(&words.alike_warning().to_text());
        let before = body.len();
        for profile in &context.single {
            let Some(figure) = alike(wording, profile)? else {
                continue;
            };
            body.heading(3, &profile.title());
            body.figure(figure);
            let turns: Vec<Sentence> = profile
                .groups
                .iter()
                .filter(|group| !profile.small(group))
                .filter_map(|group| wording.turned(profile.estimate(group.name, WITHIN)?))
                .take(MOST_TURNS)
                .collect();
            if !turns.is_empty() {
                let why = Sentence::plain(wording.why_turned());
                body.remark(Inline::of_sentences(&[turns, vec![why]].concat()));
            }
        }
        if body.len() == before {
            body.paragraph(&words.alike_none().to_text());
        }
    }
    Ok(Some(Section {
        id: "alike",
        title: words.alike_title_section().to_text(),
        blocks: body.finish(),
    }))
}

#[cfg(test)]
mod tests {
    use crate::fixture;
    use crate::html::html;
    use crate::section::HtmlOptions;
    use evenhand_core::Scorecard;

    fn section(card: &Scorecard) -> String {
        let page = html(card, &HtmlOptions::default()).unwrap();
        let start = page.find("<section id=\"alike\"").unwrap();
        let end = page[start..].find("</section>").unwrap();
        assert!(page.contains("<a href=\"#alike\">Among people who are alike</a>"));
        page[start..start + end].to_owned()
    }

    #[test]
    fn without_a_stratum_it_is_one_line() {
        let text = section(&fixture::recidivism());
        assert!(text.contains(
            "Not compared: no stratum was named. <code>stratum</code> under <code>[columns]</code>"
        ));
        assert_eq!(text.matches("<p").count(), 1);
    }

    #[test]
    fn a_turn_of_the_story_is_told_with_both_numbers() {
        let text = section(&fixture::alike());
        let told = "Within charge the gap is not to be seen (Simpson’s paradox): over all rows 5.1 in 100 fewer \
                    <b class=\"name\">Hispanic</b> people than <b class=\"name\">African-American</b> people were flagged, \
                    within charge 1.8 more (1.1 fewer to 4.7 more).";
        assert!(text.contains(told), "{text}");
        assert!(text.contains("Within charge the gap is smaller: over all rows 13.8 in 100 fewer"));
    }

    #[test]
    fn a_column_that_tries_to_be_markup_stays_text() {
        let mut card = fixture::alike();
        card.settings.strata = vec!["<script>x</script>".to_owned()];
        assert!(!section(&card).contains("<script"));
    }
}
