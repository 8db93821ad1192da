use super::Context;
use crate::document::body::Body;
use crate::error::Result;
use crate::figure::{funnel, reach};

/// Who could have been reached, who was, and at which stage a group falls behind; one line where no deliveries were counted.
pub(super) fn figures(context: &Context<'_>, body: &mut Body) -> Result<()> {
    let wording = &context.wording;
    let mut drawn = false;
    for profile in &context.single {
        if let Some(figure) = reach(wording, profile)? {
            body.figure(figure);
            drawn = true;
        }
        if let Some(figure) = funnel(wording, profile)? {
            body.figure(figure);
        }
    }
    if !drawn {
        body.paragraph(&wording.words.reach_untested().to_text());
    }
    Ok(())
}
