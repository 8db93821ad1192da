use evenhand_core::{DataNote, Finding, Verdict, WaiverPlan, WaiverRecord, WaiverState};

/// Puts the waivers that hold over the confirmed gaps that they cover. Numbers, intervals and reasons stay as they are.
///
/// Says what is wrong with the others: an expired waiver covers nothing, and one that covers nothing is itself a finding.
pub fn waive(
    waivers: &[WaiverPlan],
    findings: &mut [Finding],
) -> (Vec<WaiverRecord>, Vec<DataNote>) {
    let mut records = Vec::new();
    let mut notes = Vec::new();
    for waiver in waivers {
        let mut record = waiver.record.clone();
        let covered = findings.iter_mut().filter(|finding| {
            *finding.check == *record.check
                && *finding.attribute == *record.attribute
                && *finding.group == *record.group
                && (waiver.model.as_deref()).is_none_or(|model| *finding.model == *model)
        });
        let (mut seen, mut gaps) = (0_u64, 0_u64);
        for finding in covered {
            seen += 1;
            // A second waiver of the same gap covers what the first does.
            let gap = matches!(finding.verdict, Verdict::ConfirmedGap | Verdict::Waived);
            if gap && record.state == WaiverState::Unused {
                finding.verdict = Verdict::Waived;
                finding.waiver = Some(record.id.as_str().into());
            }
            gaps += u64::from(gap);
        }
        if record.state == WaiverState::Unused && gaps > 0 {
            record.state = WaiverState::InForce;
            record.findings = gaps;
        }
        notes.extend(note(&record, seen));
        records.push(record);
    }
    (records, notes)
}

fn note(record: &WaiverRecord, seen: u64) -> Option<DataNote> {
    let about = if record.group.is_empty() {
        format!("{} of {}", record.check, record.attribute)
    } else {
        format!(
            "{} of {} ({})",
            record.check, record.group, record.attribute
        )
    };
    Some(match record.state {
        WaiverState::InForce => return None,
        WaiverState::Expired => DataNote::warning(
            "waiver_expired",
            None,
            format!(
                "The waiver {} ended on {}; it covers {about} no longer. Renew it with a new decision, or remove it.",
                record.id, record.expires
            ),
        ),
        WaiverState::NotYet => DataNote::warning(
            "waiver_not_yet",
            None,
            format!(
                "The waiver {} was approved on {}, after the day of this audit; it covers nothing yet.",
                record.id, record.approved_on
            ),
        ),
        WaiverState::Unused if seen == 0 => DataNote::warning(
            "waiver_unmatched",
            None,
            format!(
                "The waiver {} matches nothing: there is no comparison {about}. Is the group spelt as in the data?",
                record.id
            ),
        ),
        WaiverState::Unused => DataNote::warning(
            "waiver_unused",
            None,
            format!(
                "The waiver {} covers nothing: {about} is no confirmed gap. Remove it.",
                record.id
            ),
        ),
    })
}
