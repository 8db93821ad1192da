use crate::{Error, Message, Notice, Result, body};
use evenhand_core::{MailSecurity, MailSpec, NotifySpec};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MessageBuilder};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{SmtpTransport, Transport};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};

/// Most of an answer that is told.
const TOLD: u64 = 300;

/// Sends messages: waits so long, and tries again after these pauses.
pub struct Sender<'a> {
    /// Folder that templates are relative to.
    pub base: &'a Path,
    /// Pauses between tries; one try more than there are pauses.
    pub pauses: Vec<Duration>,
    /// The environment: the value of a variable by its name.
    pub variable: &'a dyn Fn(&str) -> Option<String>,
    /// Longest time for one try.
    pub wait: Duration,
}

/// Why a try failed.
enum Failed {
    /// It may go better.
    Now(String),
    /// It will not.
    Always(String),
}

impl<'a> Sender<'a> {
    /// Three tries of at most 15 seconds, with pauses of one and of five.
    pub fn new(base: &'a Path, variable: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            base,
            pauses: vec![Duration::from_secs(1), Duration::from_secs(5)],
            variable,
            wait: Duration::from_secs(15),
        }
    }

    /// Whom an entry of the spec tells; without what may be secret.
    pub fn receiver(told: &NotifySpec) -> String {
        match (&told.webhook, &told.mail) {
            (Some(url), _) => {
                let end = url.find("://").and_then(|at| {
                    let rest = url.get(at + 3..)?;
                    rest.find('/').map(|slash| at + 3 + slash)
                });
                format!(
                    "webhook {}",
                    url.get(..end.unwrap_or(url.len())).unwrap_or(url)
                )
            }
            (_, Some(mail)) => format!("mail to {}", mail.to.join(", ")),
            _ => "nobody".to_owned(),
        }
    }

    /// Tells somebody.
    ///
    /// # Errors
    /// When a secret or the template is not there, the other side refuses, or it cannot be reached in time.
    pub fn send(&self, told: &NotifySpec, notice: &Notice) -> Result<()> {
        let message = match &told.template {
            Some(template) => Message::of_file(&self.base.join(template), notice)?,
            None => Message::usual(notice)?,
        };
        let to = Self::receiver(told);
        match (&told.webhook, &told.mail) {
            (Some(url), _) => {
                let url = self.value("webhook", url)?;
                NotifySpec::may_post_to(&url).map_err(|_| Error::Variable {
                    key: "webhook",
                    name: told.webhook.clone().unwrap_or_default(),
                    what: "no address that can be posted to",
                })?;
                let token = (told.token.as_deref())
                    .map(|token| self.value("token", token))
                    .transpose()?;
                let text = body(told.body.unwrap_or_default(), notice, &message).to_string();
                let agent = self.agent();
                self.tries(&to, || post(&agent, &url, token.as_deref(), &text))
            }
            (_, Some(mail)) => {
                let letter = letter(mail, &message)?;
                let transport = self.transport(mail)?;
                self.tries(&to, || match transport.send(&letter) {
                    Ok(_) => Ok(()),
                    Err(error) if error.is_permanent() || error.is_client() => {
                        Err(Failed::Always(chain(&error)))
                    }
                    Err(error) => Err(Failed::Now(chain(&error))),
                })
            }
            _ => Ok(()),
        }
    }

    fn tries(&self, to: &str, send: impl Fn() -> std::result::Result<(), Failed>) -> Result<()> {
        let mut pauses = self.pauses.iter();
        loop {
            let reason = match send() {
                Ok(()) => return Ok(()),
                Err(Failed::Always(answer)) => {
                    let to = to.to_owned();
                    return Err(Error::Refused { to, answer });
                }
                Err(Failed::Now(reason)) => reason,
            };
            let Some(pause) = pauses.next() else {
                return Err(Error::Unreachable {
                    to: to.to_owned(),
                    tries: self.pauses.len() + 1,
                    reason,
                });
            };
            thread::sleep(*pause);
        }
    }

    /// A value as it stands, or that of the variable that it names.
    fn value(&self, key: &'static str, written: &str) -> Result<String> {
        let Some(name) = NotifySpec::variable(written) else {
            return Ok(written.to_owned());
        };
        let wrong = |what| Error::Variable {
            key,
            name: name.to_owned(),
            what,
        };
        let value = (self.variable)(name).ok_or_else(|| wrong("not set"))?;
        let value = value.trim();
        if value.is_empty() {
            return Err(wrong("empty"));
        }
        if value.contains(char::is_control) {
            return Err(wrong("of several lines"));
        }
        Ok(value.to_owned())
    }

    fn agent(&self) -> ureq::Agent {
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        ureq::Agent::config_builder()
            .timeout_global(Some(self.wait))
            // A message, and a token with it, goes where the spec says and nowhere else.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(concat!("evenhand/", env!("CARGO_PKG_VERSION")))
            .tls_config(tls)
            .build()
            .new_agent()
    }

    fn transport(&self, mail: &MailSpec) -> Result<SmtpTransport> {
        let wrong = |error: lettre::transport::smtp::Error| Error::Mail {
            value: mail.server.clone(),
            reason: chain(&error),
        };
        let security = mail.security.unwrap_or_default();
        let mut builder = match security {
            MailSecurity::Starttls => SmtpTransport::starttls_relay(&mail.server).map_err(wrong)?,
            MailSecurity::Tls => SmtpTransport::relay(&mail.server).map_err(wrong)?,
            MailSecurity::None => SmtpTransport::builder_dangerous(&mail.server),
        };
        if let Some(port) = mail.port {
            builder = builder.port(port);
        }
        if let (Some(user), Some(password)) = (&mail.user, &mail.password) {
            builder = builder.credentials(Credentials::new(
                self.value("mail.user", user)?,
                self.value("mail.password", password)?,
            ));
        }
        Ok(builder.timeout(Some(self.wait)).build())
    }
}

fn post(
    agent: &ureq::Agent,
    url: &str,
    token: Option<&str>,
    text: &str,
) -> std::result::Result<(), Failed> {
    let mut request = agent.post(url).header("Content-Type", "application/json");
    if let Some(token) = token {
        request = request.header("Authorization", format!("Bearer {token}"));
    }
    let mut answer = request.send(text).map_err(|error| match error {
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => {
            Failed::Always("its address cannot be read".to_owned())
        }
        error => Failed::Now(without(&error.to_string(), url)),
    })?;
    let status = answer.status();
    if status.is_success() {
        return Ok(());
    }
    let said = answer.body_mut().with_config().limit(TOLD).lossy_utf8(true);
    let said = said.read_to_string().unwrap_or_default();
    let said = without(&said.split_whitespace().collect::<Vec<_>>().join(" "), url);
    let told = format!("{status} {said}").trim().to_owned();
    Err(match status.as_u16() {
        408 | 425 | 429 | 500..=599 => Failed::Now(told),
        _ => Failed::Always(told),
    })
}

/// A text without the address, which may be a secret.
fn without(text: &str, url: &str) -> String {
    text.replace(url, "its address")
}

fn letter(mail: &MailSpec, message: &Message) -> Result<lettre::Message> {
    let mailbox = |value: &String| -> Result<Mailbox> {
        value.parse().map_err(|error| Error::Mail {
            value: value.clone(),
            reason: format!("{error}"),
        })
    };
    let mut builder: MessageBuilder = lettre::Message::builder()
        .from(mailbox(&mail.from)?)
        .subject(message.subject.as_str())
        // Nobody's vacation answers a program.
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ))
        .header(ContentType::TEXT_PLAIN);
    for to in &mail.to {
        builder = builder.to(mailbox(to)?);
    }
    let text = format!("{}\n", message.text);
    builder.body(text).map_err(|error| Error::Mail {
        value: mail.to.join(", "),
        reason: chain(&error),
    })
}

/// An error and what caused it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text.push_str(&format!(": {cause_text}"));
        }
        source = cause.source();
    }
    text
}
