//! What a form sent.

use crate::error::Refused;
use crate::shell::refused;
use crate::state::{App, State};
use axum::body::to_bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;

/// Most bytes of a form without files.
pub(crate) const MOST_TEXT: usize = 512 * 1024;
/// Most bytes of a form with files: a report and the keys of a board.
pub(crate) const MOST_FILES: usize = 32 * 1024 * 1024;
/// Name of the field with the token.
pub(crate) const TOKEN: &str = "token";

/// The fields of a form, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields {
    texts: Vec<(String, String)>,
    files: Vec<(String, Upload)>,
}

/// A file that somebody chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Upload {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl FromRequest<App> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let fields = Self::read(request, app).await;
        fields.map_err(|why| refused(app, &why))
    }
}

impl Fields {
    /// Reads what was posted; refuses what is too large, or does not carry the token of our own pages.
    async fn read(request: Request, state: &State) -> Result<Self, Refused> {
        let kind = request.headers().get(CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let fields = if kind.starts_with("multipart/form-data") {
            Self::of_parts(request).await?
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            let bytes = to_bytes(request.into_body(), MOST_TEXT)
                .await
                .map_err(|_| too_large(MOST_TEXT))?;
            let pairs = form_urlencoded::parse(&bytes);
            Self {
                texts: pairs.map(|(a, b)| (a.into_owned(), lines(&b))).collect(),
                files: Vec::new(),
            }
        } else {
            return Err(Refused::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "This is no form",
                format!("What was sent calls itself `{kind}`."),
            ));
        };
        if !same(fields.text(TOKEN).as_bytes(), state.token.as_bytes()) {
            return Err(Refused::forbidden(
                "The form was not made by this page, or the page was started anew since.",
            )
            .with_help("Nothing was written. Go back, load the form again, and send it."));
        }
        Ok(fields)
    }

    async fn of_parts(request: Request) -> Result<Self, Refused> {
        let unreadable = |error: &dyn std::fmt::Display| {
            Refused::new(
                StatusCode::BAD_REQUEST,
                "This form could not be read",
                error.to_string(),
            )
        };
        let mut parts = Multipart::from_request(request, &())
            .await
            .map_err(|error| unreadable(&error))?;
        let mut fields = Self::default();
        let mut left = MOST_FILES;
        while let Some(part) = parts
            .next_field()
            .await
            .map_err(|error| unreadable(&error))?
        {
            let name = part.name().unwrap_or_default().to_owned();
            let file = part.file_name().map(str::to_owned);
            let bytes = part.bytes().await.map_err(|error| {
                if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
                    too_large(MOST_FILES)
                } else {
                    unreadable(&error)
                }
            })?;
            left = left
                .checked_sub(bytes.len())
                .ok_or_else(|| too_large(MOST_FILES))?;
            match file {
                Some(file) if file.is_empty() && bytes.is_empty() => {}
                Some(file) => {
                    let bytes = bytes.to_vec();
                    fields.files.push((name, Upload { name: file, bytes }));
                }
                None => fields
                    .texts
                    .push((name, lines(&String::from_utf8_lossy(&bytes)))),
            }
        }
        Ok(fields)
    }

    /// A field's text; empty where it is not there.
    pub fn text(&self, name: &str) -> &str {
        let found = self.texts.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, text)| text)
    }

    /// The rows of a list: fields called `list.0.key`, in the order of their numbers.
    pub fn rows(&self, list: &str) -> Vec<usize> {
        let mut rows: Vec<usize> = self
            .texts
            .iter()
            .filter_map(|(name, _)| {
                let rest = name.strip_prefix(list)?.strip_prefix('.')?;
                rest.split_once('.')?.0.parse().ok()
            })
            .collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// A field of a row.
    pub fn cell(&self, list: &str, row: usize, key: &str) -> String {
        self.text(&format!("{list}.{row}.{key}")).trim().to_owned()
    }

    /// The files that were chosen under a name.
    pub fn files<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Upload> {
        let own = self.files.iter().filter(move |(known, _)| known == name);
        own.map(|(_, upload)| upload)
    }

    #[cfg(test)]
    pub fn of(texts: &[(&str, &str)]) -> Self {
        let own = |(a, b): &(&str, &str)| ((*a).to_owned(), (*b).to_owned());
        Self {
            texts: texts.iter().map(own).collect(),
            files: Vec::new(),
        }
    }
}

/// A browser ends lines of a text with a carriage return.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn too_large(most: usize) -> Refused {
    Refused::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "This is too large",
        format!("A form may have {} kB.", most / 1024),
    )
}

/// Compares without telling by its time where two texts differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    let differ = a.iter().zip(b).fold(0, |all, (a, b)| all | (a ^ b));
    a.len() == b.len() && differ == 0
}
