/// Every day at six.
const CRON: &str = "0 6 * * *";

/// What starts an audit when it is time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheduler {
    /// A systemd service and its timer.
    Systemd,
    /// A line of a crontab.
    Cron,
    /// A workflow of GitHub Actions.
    Github,
    /// A DAG of Airflow.
    Airflow,
}

/// A schedule for a system: every day at six, what is due is done.
///
/// A day on which nothing is due does nothing. An audit that failed is tried again on the next day, and one that is late
/// or overdue is told.
///
/// ```
/// use evenhand_ledger::{Scheduler, schedule};
/// let text = schedule(Scheduler::Cron, "card-offer", "/srv/audits/evenhand.toml");
/// assert!(text.contains("0 6 * * *"));
/// ```
pub fn schedule(scheduler: Scheduler, system: &str, spec: &str) -> String {
    let command = format!("evenhand run --due --quiet {}", quoted(spec));
    match scheduler {
        Scheduler::Systemd => systemd(system, &command),
        Scheduler::Cron => format!(
            "# The audit of {system}; put it into the crontab of whoever may read its data: crontab -e\n{CRON} {}\n",
            // In a crontab, an unescaped % ends the command.
            command.replace('%', "\\%")
        ),
        Scheduler::Github => github(system, &command),
        Scheduler::Airflow => airflow(system, &command),
    }
}

fn systemd(system: &str, command: &str) -> String {
    // A percent sign and a dollar mean something else to systemd.
    let command = command.replace('%', "%%").replace('$', "$$");
    format!(
        "# /etc/systemd/system/evenhand-{system}.service\n[Unit]\nDescription=Audit of {system}\n\n\
         [Service]\nType=oneshot\nExecStart=/usr/bin/env {command}\n\n\
         # /etc/systemd/system/evenhand-{system}.timer\n[Unit]\nDescription=When {system} is audited\n\n\
         [Timer]\nOnCalendar=*-*-* 06:00:00\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n\n\
         # systemctl daemon-reload && systemctl enable --now evenhand-{system}.timer\n"
    )
}

fn github(system: &str, command: &str) -> String {
    format!(
        "# .github/workflows/audit-{system}.yml\nname: Audit of {system}\non:\n  schedule:\n    - cron: \"{CRON}\"\n  \
         workflow_dispatch:\npermissions:\n  contents: write\nconcurrency: audit-{system}\njobs:\n  audit:\n    \
         runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      \
         # Install evenhand and fetch the data here.\n      - run: |\n          {command}\n      \
         - if: always()\n        run: |\n          git add history\n          \
         git diff --cached --quiet || git -c user.name=audit -c user.email=audit@localhost commit -m \"An audit\"\n          \
         git push\n"
    )
}

fn airflow(system: &str, command: &str) -> String {
    let json = |text: &str| serde_json::Value::from(text).to_string();
    format!(
        "# dags/evenhand_{system}.py\nimport pendulum\nfrom airflow import DAG\nfrom airflow.operators.bash import BashOperator\n\n\
         with DAG(\n    dag_id={},\n    schedule={},\n    start_date=pendulum.datetime(2026, 1, 1, tz=\"UTC\"),\n    \
         catchup=False,\n    max_active_runs=1,\n):\n    BashOperator(task_id=\"audit\", bash_command={})\n",
        json(&format!("evenhand_{system}")),
        json(CRON),
        json(command),
    )
}

/// A path as one word of a shell.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./@+:".contains(c);
    if !path.is_empty() && path.chars().all(plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Scheduler; 4] = [
        Scheduler::Systemd,
        Scheduler::Cron,
        Scheduler::Github,
        Scheduler::Airflow,
    ];

    #[test]
    fn each_runs_what_is_due() {
        for scheduler in ALL {
            let text = schedule(scheduler, "card", "a b.toml");
            let command = "evenhand run --due --quiet 'a b.toml'";
            assert!(text.contains(command), "{text}");
            assert!(text.ends_with('\n'));
        }
    }

    #[test]
    fn what_schedulers_read_otherwise_is_escaped() {
        assert!(schedule(Scheduler::Cron, "x", "50%.toml").contains("50\\%.toml"));
        assert!(schedule(Scheduler::Systemd, "x", "50%.toml").contains("50%%.toml"));
        assert!(schedule(Scheduler::Airflow, "x", "a\"b").contains("a\\\"b"));
    }
}
