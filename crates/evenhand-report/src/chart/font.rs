use crate::error::{Error, Result};
use plotters::style::{FontStyle, register_font};
use std::sync::OnceLock;

/// Name under which the font is known in every chart.
pub(crate) const FAMILY: &str = "Inter";

/// The embedded font and what stands in for letters it lacks.
pub(crate) const STACK: &str =
    "Inter,system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif";

static REGULAR: &[u8] = include_bytes!("../../assets/Inter-Regular.ttf");
static SEMI_BOLD: &[u8] = include_bytes!("../../assets/Inter-SemiBold.ttf");

/// The embedded files, regular and semi-bold.
pub(crate) fn files() -> [&'static [u8]; 2] {
    [REGULAR, SEMI_BOLD]
}

/// Makes the embedded font known to the drawing library, once.
pub(crate) fn register() -> Result<()> {
    static DONE: OnceLock<bool> = OnceLock::new();
    let done = DONE.get_or_init(|| {
        register_font(FAMILY, FontStyle::Normal, REGULAR).is_ok()
            && register_font(FAMILY, FontStyle::Bold, SEMI_BOLD).is_ok()
    });
    if *done { Ok(()) } else { Err(Error::Font) }
}
