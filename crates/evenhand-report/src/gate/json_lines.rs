use super::changes::Change;
use super::{GateRun, Teller};
use crate::index::Index;
use evenhand_core::Scorecard;
use serde_json::{Value, json};

/// One finding per line, as the scorecard holds it, with what explains it; of a run that is held against another only
/// what changed.
pub fn json_lines(card: &Scorecard, run: &GateRun<'_>) -> String {
    let index = Index::new(card);
    let teller = Teller::new(card, &index, run);
    let mut text = String::new();
    for (at, finding) in card.findings.iter().enumerate() {
        let change = teller.change(at);
        if matches!(change, Some(Change::Same)) {
            continue;
        }
        let Ok(Value::Object(mut line)) = serde_json::to_value(finding) else {
            continue;
        };
        let mut add = |key: &str, value: Value| {
            if !value.is_null() {
                line.insert(key.to_owned(), value);
            }
        };
        add("fingerprint", teller.fingerprint(finding).into());
        add("rule_id", teller.rule(finding).into());
        add("speaks_up", teller.speaks(finding).into());
        add("title", teller.title(finding).into());
        if let Some(check) = teller.check(finding) {
            add("pack", json!(check.pack));
            add("spec_line", json!(check.spec_line));
        }
        if let Some(pack) = teller.pack(finding) {
            add("pack_status", pack.status.as_str().into());
            add("pack_stale", pack.stale.then_some(true).into());
        }
        let waiver = teller.waiver(finding);
        add("waived_until", json!(waiver.map(|waiver| &waiver.expires)));
        add("change", change.map_or(Value::Null, told));
        text.push_str(&Value::Object(line).to_string());
        text.push('\n');
    }
    for old in teller.changes.iter().flat_map(|changes| &changes.gone) {
        let Ok(Value::Object(mut line)) = serde_json::to_value(old) else {
            continue;
        };
        line.remove("estimate");
        line.insert("change".to_owned(), json!({ "state": "absent" }));
        text.push_str(&Value::Object(line).to_string());
        text.push('\n');
    }
    text
}

fn told(change: Change<'_>) -> Value {
    let state = change.state();
    match change {
        Change::Verdict(verdict) => {
            json!({ "state": state, "verdict_before": verdict.old, "because": verdict.because })
        }
        Change::Number(number) => {
            json!({ "state": state, "before": number.old, "shift": number.shift, "p_adjusted": number.p_adjusted })
        }
        Change::New | Change::Same => json!({ "state": state }),
    }
}
