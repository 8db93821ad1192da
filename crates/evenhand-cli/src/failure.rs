use crate::args::Global;
use crate::terminal;
use evenhand::SourceText;
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource, Report,
};

/// Why a command could not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The command line asks for something impossible.
    #[error("{message}")]
    Usage {
        /// What is wrong.
        message: String,
        /// What to do.
        help: Option<String>,
    },
    /// The audit cannot be carried out.
    #[error("{error}")]
    Audit {
        /// Why.
        error: evenhand::Error,
        /// The spec it was read from.
        text: Option<SourceText>,
    },
    /// The history does not fit, or cannot take what is to be added.
    #[error("{0}")]
    History(#[from] evenhand::ledger::Error),
    /// Standard output is gone.
    #[error("cannot write the result: {0}")]
    Output(#[from] std::io::Error),
}

/// Result of a command: its exit code.
pub type Outcome = Result<u8, Failure>;

impl Failure {
    pub fn usage(message: impl Into<String>) -> Self {
        Self::Usage {
            message: message.into(),
            help: None,
        }
    }

    pub fn with_help(self, text: impl Into<String>) -> Self {
        match self {
            Self::Usage { message, .. } => Self::Usage {
                message,
                help: Some(text.into()),
            },
            other => other,
        }
    }

    pub fn exit_code(&self) -> u8 {
        match self {
            // A reader that stopped listening (`| head`) is no failure of the audit.
            Self::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe => 0,
            Self::History(evenhand::ledger::Error::Integrity(_)) => 5,
            _ => 2,
        }
    }

    /// Prints to standard error, with the line of the spec where there is one.
    pub fn print(&self, global: &Global) {
        if matches!(self, Self::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe) {
            return;
        }
        let color = terminal::colours_on_stderr(global.color);
        let theme = if color {
            GraphicalTheme::unicode()
        } else {
            GraphicalTheme::unicode_nocolor()
        };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(terminal::width())
            .with_links(false);
        let mut text = String::new();
        let report = self.report();
        if handler.render_report(&mut text, report.as_ref()).is_err() {
            text = format!("{self}\n");
        }
        terminal::complain(&text);
    }

    fn report(&self) -> Report {
        match self {
            Self::Usage { message, help } => {
                let mut diagnostic = MietteDiagnostic::new(message.clone());
                diagnostic.help.clone_from(help);
                Report::from(diagnostic)
            }
            Self::Audit {
                error: evenhand::Error::Pack { error, text },
                ..
            } => located(error, Some(text)),
            Self::Audit {
                error: evenhand::Error::Spec(error),
                text,
            } => located(error, text.as_ref()),
            Self::History(evenhand::ledger::Error::Spec(error)) => located(error, None),
            other => Report::from(MietteDiagnostic::new(other.to_string())),
        }
    }
}

/// An error with the line of the file that it is about, where there is one.
fn located(error: &evenhand::SpecError, text: Option<&SourceText>) -> Report {
    let evenhand::SpecError::Spec {
        location,
        message,
        help,
    } = error
    else {
        return Report::from(MietteDiagnostic::new(error.to_string()));
    };
    let mut diagnostic = MietteDiagnostic::new(format!("{location}: {message}"));
    diagnostic.help = help.clone().filter(|help| !help.is_empty());
    let (Some((start, end)), Some(text)) = (location.span, text) else {
        return Report::from(diagnostic);
    };
    let end = end.min(text.text.len()).max(start);
    // A table's span runs over all its lines; its first line is enough.
    let line_end = text.text[start..end]
        .find('\n')
        .map_or(end, |offset| start + offset);
    diagnostic = diagnostic.with_label(LabeledSpan::new(
        Some("here".to_owned()),
        start,
        line_end - start,
    ));
    Report::from(diagnostic)
        .with_source_code(NamedSource::new(text.name.clone(), text.text.clone()))
}
