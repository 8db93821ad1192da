use crate::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Somebody who is told when an audit is due, failed, or found something: by a webhook, or by mail.
///
/// Secrets are never written here, only the names of the environment variables that hold them: `env:NAME`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotifySpec {
    /// What is told. Others may be told of `late` and `overdue` than of `due`.
    pub on: Vec<NoticeKind>,
    /// Where a message is posted: `https://…`, or `env:NAME` where the address itself is a secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub webhook: Option<String>,
    /// The form of what is posted; `text` by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<NoticeBody>,
    /// A bearer token that is posted with it, as `env:NAME`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// To whom a mail is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<MailSpec>,
    /// A file with the text of the message, relative to the spec: a template with named fields.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
}

/// What somebody may be told of.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// A period is over, and its audit was to be made.
    Due,
    /// The same after `due_days`.
    Late,
    /// The same after `grace_days`, or an audit that was recorded as missed.
    Overdue,
    /// The evidence of all audits raises an alert.
    Alert,
    /// The audit has a confirmed gap on a gate check.
    Gap,
    /// The audit could not be made, or not be added to its history.
    Failed,
}

impl NoticeKind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Due,
        Self::Late,
        Self::Overdue,
        Self::Alert,
        Self::Gap,
        Self::Failed,
    ];

    /// The word in a spec.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Late => "late",
            Self::Overdue => "overdue",
            Self::Alert => "alert",
            Self::Gap => "gap",
            Self::Failed => "failed",
        }
    }
}

/// The form of what is posted to a webhook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoticeBody {
    /// `{"text": …}`, as Slack, Mattermost, Rocket.Chat and others take it.
    #[default]
    Text,
    /// An adaptive card, as the workflows of Microsoft Teams take it.
    Card,
    /// Every field of the message and its text, for programs.
    Fields,
}

/// How a mail is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MailSpec {
    /// Name of the mail server.
    pub server: String,
    /// Its port; 587 with `starttls`, 465 with `tls`, 25 with `none` by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// How the connection is secured; `starttls` by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub security: Option<MailSecurity>,
    /// From whom.
    pub from: String,
    /// To whom.
    pub to: Vec<String>,
    /// Name at the server, also as `env:NAME`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// Its password, as `env:NAME`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

/// How the connection to a mail server is secured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailSecurity {
    /// It begins in the clear, and nothing is said before it is encrypted.
    #[default]
    Starttls,
    /// It is encrypted from the start.
    Tls,
    /// It is not; no password goes over it.
    None,
}

impl NotifySpec {
    /// Whether it makes sense; `place` is its number in the spec.
    ///
    /// # Errors
    /// [`Error::Spec`] with the key that does not.
    ///
    /// ```
    /// use evenhand_core::{NoticeKind, NotifySpec};
    /// let mut told = NotifySpec { on: vec![NoticeKind::Overdue], ..NotifySpec::default() };
    /// assert!(told.check(0).is_err());
    /// told.webhook = Some("https://chat.example.org/hooks/audits".to_owned());
    /// assert!(told.check(0).is_ok());
    /// told.token = Some("s3cret".to_owned());
    /// assert!(told.check(0).unwrap_err().to_string().contains("holds a secret"));
    /// ```
    pub fn check(&self, place: usize) -> Result<()> {
        let wrong = |key: &str, message: String, help: &str| {
            Err(Error::spec(format!("notify[{place}]{key}"), message).with_help(help))
        };
        if self.on.is_empty() {
            return wrong(
                ".on",
                "`on` is empty, and nothing would ever be told".to_owned(),
                "write some of due, late, overdue, alert, gap, failed",
            );
        }
        match (&self.webhook, &self.mail) {
            (None, None) => {
                return wrong(
                    "",
                    "[[notify]] says neither `webhook` nor `mail`".to_owned(),
                    "write `webhook = \"https://…\"` or `mail = { server = \"…\", from = \"…\", to = [\"…\"] }`",
                );
            }
            (Some(_), Some(_)) => {
                return wrong(
                    ".mail",
                    "[[notify]] says both `webhook` and `mail`".to_owned(),
                    "write two [[notify]], one for each",
                );
            }
            _ => {}
        }
        for (key, given) in [
            ("body", self.body.is_some()),
            ("token", self.token.is_some()),
        ] {
            if given && self.webhook.is_none() {
                return wrong(
                    &format!(".{key}"),
                    format!("`{key}` belongs to a `webhook`, and this is a mail"),
                    "leave it out",
                );
            }
        }
        let secret = |key: &str, value: Option<&String>| match value {
            Some(value) if Self::variable(value).is_none() => wrong(
                key,
                format!("`{}` holds a secret, and a spec holds none", &key[1..]),
                "write the name of the environment variable that holds it: \"env:NAME\"",
            ),
            _ => Ok(()),
        };
        secret(".token", self.token.as_ref())?;
        if let Some(url) = self.webhook.as_deref() {
            Self::may_post_to(url).or_else(|(message, help)| wrong(".webhook", message, help))?;
        }
        let Some(mail) = &self.mail else {
            return Ok(());
        };
        secret(".mail.password", mail.password.as_ref())?;
        if mail.to.is_empty() {
            return wrong(
                ".mail.to",
                "`to` is empty, and nobody would get the mail".to_owned(),
                "write `to = [\"board@example.org\"]`",
            );
        }
        for (key, address) in std::iter::once((".mail.from", &mail.from))
            .chain(mail.to.iter().map(|to| (".mail.to", to)))
        {
            let parts = address.rsplit_once('@');
            if !parts.is_some_and(|(name, host)| !name.trim().is_empty() && host.len() > 1) {
                return wrong(
                    key,
                    format!("`{address}` is no address of a mail"),
                    "write name@example.org, or \"Audits <name@example.org>\"",
                );
            }
        }
        let plain = mail.security == Some(MailSecurity::None);
        if mail.password.is_some() && plain {
            return wrong(
                ".mail.security",
                "`security = \"none\"` would send the password in the clear".to_owned(),
                "write \"starttls\" or \"tls\", or leave the password out",
            );
        }
        if mail.password.is_some() != mail.user.is_some() {
            return wrong(
                ".mail",
                "`user` and `password` belong together, and one of them is missing".to_owned(),
                "write both, or neither where the server asks for none",
            );
        }
        Ok(())
    }

    /// The environment variable that a value names; none where it is a value itself.
    pub fn variable(value: &str) -> Option<&str> {
        let name = value.strip_prefix("env:")?;
        let mut letters = name.chars();
        let first = letters.next()?;
        let sound = (first.is_ascii_alphabetic() || first == '_')
            && letters.all(|c| c.is_ascii_alphanumeric() || c == '_');
        sound.then_some(name)
    }

    /// Whether something may be posted there: encrypted, or to this machine; no password in the address.
    ///
    /// # Errors
    /// What is wrong, and what to do.
    pub fn may_post_to(url: &str) -> std::result::Result<(), (String, &'static str)> {
        if url.starts_with("env:") {
            return match Self::variable(url) {
                Some(_) => Ok(()),
                None => Err((
                    format!("`{url}` names no environment variable"),
                    "write letters, digits and _ after env:, such as \"env:AUDIT_WEBHOOK\"",
                )),
            };
        }
        let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if authority.contains('@') {
            return Err((
                "the address holds a name or a password, and a spec holds none".to_owned(),
                "write `token = \"env:NAME\"`, or the whole address as \"env:NAME\"",
            ));
        }
        let host = match authority.strip_prefix('[') {
            Some(six) => six.split(']').next().unwrap_or_default(),
            None => authority.split(':').next().unwrap_or_default(),
        };
        match scheme {
            _ if host.is_empty() => {}
            "https" => return Ok(()),
            "http" if matches!(host, "localhost" | "127.0.0.1" | "::1") => return Ok(()),
            "http" => {
                return Err((
                    format!("`{url}` would be posted to in the clear"),
                    "write https://; http:// is for this machine alone",
                ));
            }
            _ => {}
        }
        Err((
            format!("`{url}` is no address that can be posted to"),
            "write https://…, or \"env:NAME\" where the address itself is a secret",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        let spec: NotifySpec = toml::from_str(text).unwrap();
        spec.check(1)
            .map_or_else(|error| format!("{error:?}"), |()| String::new())
    }

    #[test]
    fn what_would_leak_or_go_nowhere_is_refused() {
        let mail = "on = [\"gap\"]\nmail = { server = \"mail.example.org\", from = \"a@example.org\", to = [\"b@example.org\"]";
        for (text, told) in [
            ("on = []\nwebhook = \"https://x.org\"".to_owned(), "empty"),
            ("on = [\"due\"]".to_owned(), "neither"),
            (
                "on = [\"due\"]\nwebhook = \"http://chat.example.org/x\"".to_owned(),
                "in the clear",
            ),
            (
                "on = [\"due\"]\nwebhook = \"https://me:pw@example.org/x\"".to_owned(),
                "password",
            ),
            (
                "on = [\"due\"]\nwebhook = \"ftp://example.org\"".to_owned(),
                "no address",
            ),
            (
                "on = [\"due\"]\nwebhook = \"https://\"".to_owned(),
                "no address",
            ),
            (
                "on = [\"due\"]\nwebhook = \"env:a b\"".to_owned(),
                "no environment",
            ),
            (
                format!("{mail}, user = \"u\", password = \"hunter2\" }}"),
                "holds a secret",
            ),
            (format!("{mail}, user = \"u\" }}"), "belong together"),
            (
                format!("{mail}, user = \"u\", password = \"env:P\", security = \"none\" }}"),
                "in the clear",
            ),
            (
                format!("{mail} }}\nbody = \"card\""),
                "belongs to a `webhook`",
            ),
            (
                mail.replace("b@example.org", "nobody") + " }",
                "no address of a mail",
            ),
        ] {
            let error = error(&text);
            assert!(
                error.contains(told) && error.contains("notify[1]"),
                "{text}: {error}"
            );
            assert!(
                !error.contains("hunter2") && !error.contains("me:pw"),
                "{error}"
            );
        }
        for sound in [
            "on = [\"due\"]\nwebhook = \"env:HOOK\"\nbody = \"card\"\ntoken = \"env:T\"".to_owned(),
            "on = [\"due\"]\nwebhook = \"http://[::1]:8080/x\"".to_owned(),
            format!("{mail}, user = \"u\", password = \"env:P\" }}"),
        ] {
            assert_eq!(error(&sound), "");
        }
    }
}
