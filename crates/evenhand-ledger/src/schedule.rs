use crate::Every;
use std::fmt::Write as _;

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

/// A schedule for a system: the day after each period, at six.
///
/// Each runs the audit, adds it to the history, and asks what is due, the last also where the first failed.
///
/// ```
/// use evenhand_ledger::{Every, Scheduler, schedule};
/// let text = schedule(Scheduler::Cron, Every::Quarter, "card-offer", "/srv/audits/evenhand.toml");
/// assert!(text.contains("0 6 1 1,4,7,10 *"));
/// ```
pub fn schedule(scheduler: Scheduler, every: Every, system: &str, spec: &str) -> String {
    let shell = quoted(spec);
    let commands = [
        format!("evenhand audit {shell}"),
        format!("evenhand history add {shell}"),
        format!("evenhand history due {shell} --record"),
    ];
    let cron = match every {
        Every::Week => "0 6 * * 1",
        Every::Month => "0 6 1 * *",
        Every::Quarter => "0 6 1 1,4,7,10 *",
        Every::Year => "0 6 1 1 *",
    };
    match scheduler {
        Scheduler::Systemd => systemd(every, system, &commands),
        Scheduler::Cron => format!(
            "# The audit of {system}; put it into the crontab of whoever may read its data: crontab -e\n{cron} {}\n",
            // In a crontab, an unescaped % ends the command.
            format!("{} && {}; {}", commands[0], commands[1], commands[2]).replace('%', "\\%")
        ),
        Scheduler::Github => github(cron, system, &commands),
        Scheduler::Airflow => airflow(cron, system, &commands),
    }
}

fn systemd(every: Every, system: &str, commands: &[String; 3]) -> String {
    let calendar = match every {
        Every::Week => "Mon *-*-* 06:00:00",
        Every::Month => "*-*-01 06:00:00",
        Every::Quarter => "*-01,04,07,10-01 06:00:00",
        Every::Year => "*-01-01 06:00:00",
    };
    let mut text = format!(
        "# /etc/systemd/system/evenhand-{system}.service\n[Unit]\nDescription=Audit of {system}\n\n[Service]\nType=oneshot\n"
    );
    for (i, command) in commands.iter().enumerate() {
        // A percent sign and a dollar mean something else to systemd.
        let command = command.replace('%', "%%").replace('$', "$$");
        // What is due is asked also where the audit failed.
        let key = if i < 2 { "ExecStart" } else { "ExecStopPost" };
        let _ = writeln!(text, "{key}=/usr/bin/env {command}");
    }
    let _ = write!(
        text,
        "\n# /etc/systemd/system/evenhand-{system}.timer\n[Unit]\nDescription=When {system} is audited\n\n\
         [Timer]\nOnCalendar={calendar}\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n\n\
         # systemctl daemon-reload && systemctl enable --now evenhand-{system}.timer\n"
    );
    text
}

fn github(cron: &str, system: &str, commands: &[String; 3]) -> String {
    let mut text = format!(
        "# .github/workflows/audit-{system}.yml\nname: Audit of {system}\non:\n  schedule:\n    - cron: \"{cron}\"\n  \
         workflow_dispatch:\npermissions:\n  contents: write\nconcurrency: audit-{system}\njobs:\n  audit:\n    \
         runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      \
         # Install evenhand and fetch the data here.\n"
    );
    for (i, command) in commands.iter().enumerate() {
        let always = if i < 2 { "" } else { "if: always()\n        " };
        let _ = writeln!(text, "      - {always}run: |\n          {command}");
    }
    text.push_str(
        "      - if: always()\n        run: |\n          git add history\n          git -c user.name=audit -c user.email=audit@localhost commit -m \"An audit\"\n          git push\n",
    );
    text
}

fn airflow(cron: &str, system: &str, commands: &[String; 3]) -> String {
    let json = |text: &str| serde_json::Value::from(text).to_string();
    let id = json(&format!("evenhand_{system}"));
    let mut text = format!(
        "# dags/evenhand_{system}.py\nimport pendulum\nfrom airflow import DAG\nfrom airflow.operators.bash import BashOperator\n\n\
         with DAG(\n    dag_id={id},\n    schedule={},\n    start_date=pendulum.datetime(2026, 1, 1, tz=\"UTC\"),\n    \
         catchup=False,\n    max_active_runs=1,\n):\n",
        json(cron)
    );
    for (name, command) in ["audit", "add", "due"].into_iter().zip(commands) {
        let _ = writeln!(
            text,
            "    {name} = BashOperator(task_id=\"{name}\", bash_command={}{})",
            json(command),
            if name == "due" {
                ", trigger_rule=\"all_done\""
            } else {
                ""
            }
        );
    }
    text.push_str("    audit >> add >> due\n");
    text
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
    fn each_runs_audits_adds_and_asks_what_is_due() {
        for scheduler in ALL {
            let text = schedule(scheduler, Every::Month, "card", "a b.toml");
            for command in ["audit", "history add", "history due"] {
                assert!(
                    text.contains(&format!("evenhand {command} 'a b.toml'")),
                    "{text}"
                );
            }
            assert!(text.ends_with('\n'));
        }
    }

    #[test]
    fn what_schedulers_read_otherwise_is_escaped() {
        assert!(schedule(Scheduler::Cron, Every::Week, "x", "50%.toml").contains("50\\%.toml"));
        assert!(schedule(Scheduler::Systemd, Every::Week, "x", "50%.toml").contains("50%%.toml"));
        assert!(schedule(Scheduler::Airflow, Every::Week, "x", "a\"b").contains("a\\\"b"));
    }
}
