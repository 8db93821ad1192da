use super::Context;
use crate::document::body::Body;
use crate::error::Result;
use crate::figure::reach;

/// Who could have been reached, and who was; one line where no deliveries were counted.
pub(super) fn figures(context: &Context<'_>, body: &mut Body) -> Result<()> {
    let wording = &context.wording;
    let mut drawn = false;
    for profile in &context.single {
        if let Some(figure) = reach(wording, profile)? {
            body.figure(figure);
            drawn = true;
        }
    }
    if !drawn {
        body.paragraph(&wording.words.reach_untested().to_text());
    }
    Ok(())
}
