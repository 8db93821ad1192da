//! What every request must pass, and what every answer carries.

use crate::error::Refused;
use crate::settings::Settings;
use crate::shell;
use crate::state::App;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, HeaderValue, ORIGIN, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

/// Pages need a style sheet and fonts from here, and forms that come back here.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self' data:; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// What a page that brings its own policy must not be used for.
const FRAMES: &str = "; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// Lets a request through, or tells why not; then adds what every answer carries.
pub(crate) async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let checked = allowed(request.headers(), request.method(), &app.settings);
    let mut response = match checked {
        Ok(()) => next.run(request).await,
        Err(refused) => shell::refused(&app, &refused),
    };
    let headers = response.headers_mut();
    let plain: [(HeaderName, &str); 6] = [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        // `no-referrer` would hide the origin of our own forms, too.
        (REFERRER_POLICY, "same-origin"),
        (CACHE_CONTROL, "no-store"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    for (name, value) in plain {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(POLICY));
    response
}

/// The policy of a report that is served as the file it is.
pub(crate) fn of_report() -> HeaderValue {
    let policy = evenhand::report::parts::report_policy() + FRAMES;
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

fn allowed(headers: &HeaderMap, method: &Method, settings: &Settings) -> Result<(), Refused> {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let names = names(settings);
    let host = host.unwrap_or_default().to_ascii_lowercase();
    if !names.contains(&host) {
        return Err(Refused::new(
            StatusCode::MISDIRECTED_REQUEST,
            "This is not the name of this page",
            format!("It was asked for as `{host}`."),
        )
        .with_help(format!("Open http://{}/ instead.", names[0])));
    }
    if method == Method::GET || method == Method::HEAD {
        return Ok(());
    }
    if method != Method::POST {
        return Err(Refused::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "This cannot be done here",
            format!("Pages are read and forms are sent; `{method}` is neither."),
        ));
    }
    let ours = |origin: &str| {
        let origin = origin.to_ascii_lowercase();
        let name = origin.strip_prefix("http://");
        name.is_some_and(|name| name == host)
    };
    let origin = headers.get(ORIGIN).map(|origin| origin.to_str());
    let site = headers.get("sec-fetch-site").map(|site| site.to_str());
    let foreign = match (origin, site) {
        (Some(origin), _) => !origin.is_ok_and(ours),
        (None, Some(site)) => !matches!(site, Ok("same-origin" | "none")),
        (None, None) => false,
    };
    if foreign {
        return Err(
            Refused::forbidden("A page from elsewhere tried to send this form.").with_help(
                "Nothing was written. If it was you, open the form here and send it again.",
            ),
        );
    }
    Ok(())
}

/// Names by which this server is asked for, in lower case, the first of them its own.
fn names(settings: &Settings) -> Vec<String> {
    let port = settings.address.port();
    let mut names = vec![settings.address.to_string()];
    let loopback = settings.address.ip().is_loopback();
    let wild = settings.address.ip().is_unspecified();
    if loopback || wild {
        for name in ["127.0.0.1", "localhost", "[::1]"] {
            names.push(format!("{name}:{port}"));
        }
    }
    for host in &settings.hosts {
        names.push(format!("{}:{port}", host.to_ascii_lowercase()));
    }
    if port == 80 {
        let bare: Vec<String> = names
            .iter()
            .filter_map(|name| name.strip_suffix(":80").map(str::to_owned))
            .collect();
        names.extend(bare);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(all: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in all {
            headers.insert(*name, value.parse().unwrap());
        }
        headers
    }

    fn status(method: &Method, all: &[(&'static str, &str)]) -> u16 {
        let settings = Settings::new("history");
        allowed(&headers(all), method, &settings).map_or_else(|no| no.status.as_u16(), |()| 200)
    }

    #[test]
    fn only_our_own_names_are_answered() {
        let ours = [
            "127.0.0.1:7420",
            "localhost:7420",
            "LOCALHOST:7420",
            "[::1]:7420",
        ];
        for host in ours {
            assert_eq!(status(&Method::GET, &[("host", host)]), 200, "{host}");
        }
        for host in [
            "evil.example:7420",
            "127.0.0.1",
            "127.0.0.1:80",
            "localhost.evil:7420",
            "",
        ] {
            assert_eq!(status(&Method::GET, &[("host", host)]), 421, "{host}");
        }
        assert_eq!(status(&Method::GET, &[]), 421);
    }

    #[test]
    fn what_is_posted_comes_from_our_own_pages() {
        let host = ("host", "localhost:7420");
        let post = |more: &[(&'static str, &str)]| {
            let all: Vec<_> = std::iter::once(host).chain(more.iter().copied()).collect();
            status(&Method::POST, &all)
        };
        assert_eq!(post(&[("origin", "http://localhost:7420")]), 200);
        assert_eq!(post(&[("sec-fetch-site", "same-origin")]), 200);
        assert_eq!(post(&[]), 200, "without a browser the token decides");
        for origin in [
            "http://127.0.0.1:7420",
            "https://localhost:7420",
            "http://evil.example",
            "http://localhost:8080",
            "null",
        ] {
            assert_eq!(post(&[("origin", origin)]), 403, "{origin}");
        }
        assert_eq!(post(&[("sec-fetch-site", "cross-site")]), 403);
        assert_eq!(post(&[("sec-fetch-site", "same-site")]), 403);
        assert_eq!(status(&Method::DELETE, &[host]), 405);
    }
}
