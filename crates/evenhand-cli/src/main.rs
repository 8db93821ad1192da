//! The `evenhand` command.

mod args;
mod command;
mod failure;
mod flags;
mod memory;
mod progress;
mod stop;
mod terminal;

use args::{Cli, Command};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    stop::listen();
    let result = match &cli.command {
        Command::Audit(audit) => command::audit::run(audit, &cli.global),
        Command::Board(board) => command::board::run(board, &cli.global),
        Command::Check(check) => command::check::run(check, &cli.global),
        Command::Compare(compare) => command::compare::run(compare, &cli.global),
        Command::History(history) => command::history::run(history, &cli.global),
        Command::Trend(trend) => command::trend::run(trend, &cli.global),
        Command::Notify(notify) => command::notify::run(notify, &cli.global),
        Command::Run(run) => command::run::run(run, &cli.global),
        Command::Schedule(schedule) => command::schedule::run(schedule),
        Command::Serve(serve) => command::serve::run(serve, &cli.global),
        Command::Waive(waive) => command::waive::run(waive, &cli.global),
        Command::Init(init) => command::init::run(init, &cli.global),
        Command::Plan(plan) => command::plan::run(plan, &cli.global),
        Command::Search(search) => command::search::run(search, &cli.global),
        Command::Sweep(sweep) => command::sweep::run(sweep, &cli.global),
        Command::Stats(stats) => command::stats::run(stats, &cli.global),
        Command::Packs(packs) => command::packs::run(packs),
        Command::Report(report) => command::report::run(report, &cli.global),
        Command::Explain(explain) => command::explain::run(explain),
        Command::LintReport(lint) => command::lint_report::run(lint, &cli.global),
        Command::Metrics(metrics) => command::metrics::run(metrics),
        Command::Schema(schema) => command::schema::run(schema),
        Command::Completions { shell } => command::shell::completions(*shell),
        Command::Man => command::shell::man(),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            failure.print(&cli.global);
            ExitCode::from(failure.exit_code())
        }
    }
}
