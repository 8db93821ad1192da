//! What all pages have around them.

use crate::error::Refused;
use crate::state::{App, State as Shared};
use askama::Template;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use evenhand::Profile;
use evenhand::report::parts;

static STYLE: &str = include_str!("../templates/serve.css");

/// Title, way back, and who looks.
pub(crate) struct Shell {
    pub crumbs: Vec<Crumb>,
    pub reader: &'static str,
    pub symbols: String,
    pub title: String,
    pub writer: String,
}

/// A step of the way back.
pub(crate) struct Crumb {
    pub name: String,
    pub url: String,
}

impl Crumb {
    pub fn new(name: impl Into<String>, url: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            url: url.into(),
        }
    }
}

impl Shell {
    /// A page below the list of systems; `crumbs` lead to it.
    pub fn new(state: &Shared, title: impl Into<String>, crumbs: Vec<Crumb>) -> Self {
        let settings = &state.settings;
        let mut way = vec![Crumb::new("Audits", "/")];
        way.extend(crumbs);
        Self {
            crumbs: way,
            reader: match settings.profile {
                Profile::Internal => "Every group is shown",
                Profile::Board => "Small groups are hidden",
                Profile::Public => "Small groups are hidden, counts are rounded",
            },
            symbols: parts::symbols(),
            title: title.into(),
            writer: match &settings.signer {
                Some(signer) if settings.writes() => format!("signs as {}", signer.name),
                _ if settings.writes() => "nobody signs here".to_owned(),
                _ => "read only".to_owned(),
            },
        }
    }
}

#[derive(Template)]
#[template(path = "refused.html")]
struct RefusedPage<'a> {
    refused: &'a Refused,
    shell: Shell,
}

/// A page that says why there is none.
pub(crate) fn refused(state: &Shared, refused: &Refused) -> Response {
    let page = RefusedPage {
        refused,
        shell: Shell::new(state, &refused.title, Vec::new()),
    };
    let text = page.render().unwrap_or_else(|_| refused.message.clone());
    (refused.status, Html(text)).into_response()
}

pub(crate) async fn nothing_here(State(app): State<App>) -> Response {
    refused(
        &app,
        &Refused::not_found("Nothing is kept under this address."),
    )
}

/// The style sheet of the report, and what forms need besides.
pub(crate) async fn style() -> Response {
    let text = parts::style_sheet() + STYLE;
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    (StatusCode::OK, [(CONTENT_TYPE, kind)], text).into_response()
}

/// A page that was filled in.
pub(crate) fn page(template: &impl Template) -> Result<Response, Refused> {
    Ok(Html(template.render()?).into_response())
}

/// Text in an address: everything but letters, digits and `-_.` as a percent code.
pub(crate) fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes())
        .collect::<String>()
        .replace('+', "%20")
}

/// Where a system is.
pub(crate) fn system_url(system: &str) -> String {
    format!("/systems/{}", encoded(system))
}

/// Where an audit is.
pub(crate) fn audit_url(system: &str, run: &str) -> String {
    format!("{}/audits/{}", system_url(system), encoded(run))
}
