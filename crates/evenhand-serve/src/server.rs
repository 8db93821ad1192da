use crate::error::{Error, Refused, Result};
use crate::fields::MOST_FILES;
use crate::settings::Settings;
use crate::state::{App, State};
use crate::{guard, minutes, pages, shell, sign, verify};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::get;
use std::net::TcpListener;
use std::sync::Arc;
use tokio::task::spawn_blocking;

/// A review page that listens, and answers once it runs.
pub struct Server {
    app: App,
    listener: TcpListener,
}

impl Server {
    /// Takes the address.
    ///
    /// # Errors
    /// When it is taken, or not one of this machine; when somebody is to sign where others can reach it.
    pub fn bind(mut settings: Settings) -> Result<Self> {
        let address = settings.address;
        if settings.signer.is_some() && !address.ip().is_loopback() {
            return Err(Error::SignsOpenly { address });
        }
        let failed = |source| Error::Listen { address, source };
        let listener = TcpListener::bind(address).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        settings.address = listener.local_addr().map_err(failed)?;
        let app = Arc::new(State::new(settings)?);
        Ok(Self { app, listener })
    }

    /// Where it can be opened.
    pub fn url(&self) -> String {
        format!("http://{}/", self.app.settings.address)
    }

    /// Answers until the process ends.
    ///
    /// # Errors
    /// When the system cannot serve any more.
    pub fn run(self) -> Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(Error::Served)?;
        runtime.block_on(async {
            let listener =
                tokio::net::TcpListener::from_std(self.listener).map_err(Error::Served)?;
            axum::serve(listener, router(self.app))
                .await
                .map_err(Error::Served)
        })
    }
}

fn router(app: App) -> Router {
    const SYSTEM: &str = "/systems/{system}";
    const AUDIT: &str = "/systems/{system}/audits/{run}";
    let below = |place: &str, rest: &str| format!("{place}/{rest}");
    Router::new()
        .route("/", get(pages::overview::get))
        .route("/style.css", get(shell::style))
        .route(SYSTEM, get(pages::system::get))
        .route(&below(SYSTEM, "trend.html"), get(pages::files::trend))
        .route(&below(SYSTEM, "compare"), get(pages::compare::get))
        .route(&below(SYSTEM, "history"), get(pages::events::get))
        .route(AUDIT, get(pages::audit::get))
        .route(&below(AUDIT, "report.html"), get(pages::files::report))
        .route(
            &below(AUDIT, "report-as-read.html"),
            get(pages::files::report_as_read),
        )
        .route(
            &below(AUDIT, "minutes"),
            get(minutes::get).post(minutes::post),
        )
        .route(&below(AUDIT, "sign"), get(sign::get).post(sign::post))
        .route(&below(AUDIT, "verify"), get(verify::get).post(verify::post))
        .fallback(shell::nothing_here)
        .layer(DefaultBodyLimit::max(MOST_FILES + 64 * 1024))
        .layer(from_fn_with_state(app.clone(), guard::guard))
        .with_state(app)
}

/// Makes a page where it may take its time; what goes wrong becomes a page as well.
pub(crate) async fn work(
    app: App,
    make: impl FnOnce(&State) -> Result<Response, Refused> + Send + 'static,
) -> Response {
    let state = app.clone();
    let made = spawn_blocking(move || make(&state)).await;
    let made = made.unwrap_or_else(|_| {
        Err(Refused::broken("This is a fault of evenhand.")
            .with_help("Please report it, with what was asked for."))
    });
    made.unwrap_or_else(|refused| shell::refused(&app, &refused))
}
