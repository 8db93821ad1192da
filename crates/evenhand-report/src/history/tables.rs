//! What stands under the courses: findings, what a changed mix accounts for, and the audits themselves.

use super::page::Page;
use crate::document::Section;
use crate::document::body::Body;
use crate::sentence::Sentence;
use crate::table::{Cell, Table};
use evenhand_core::{Real, Span, Verdict};

impl Page<'_> {
    pub(super) fn findings(&self) -> Section {
        let words = self.words;
        let mut body = Body::new();
        if self.of.findings.is_empty() {
            body.paragraph(&words.history_findings_none().to_text());
        } else {
            let mut table = Table::of(
                words,
                &words.history_findings_table(),
                &[
                    (words.history_column_number(), false),
                    (words.history_column_series(), false),
                    (words.history_column_stage(), false),
                    (words.history_column_since(), false),
                    (words.history_column_changed(), false),
                ],
            );
            for live in &self.of.findings {
                table.rows.push(vec![
                    Cell::Name(format!("F-{}", live.number)),
                    Cell::Text(live.name.clone()),
                    Cell::Text(words.history_stage(live.stage).to_text()),
                    Cell::Text(live.since.clone()),
                    Cell::Text(live.changed.clone()),
                ]);
            }
            body.table(table);
            body.paragraph(&words.history_fixed_meaning().to_text());
        }
        Section {
            id: "findings",
            title: words.history_findings().to_text(),
            blocks: body.finish(),
        }
    }

    /// What a changed mix of people accounts for.
    pub(super) fn drift(&self) -> Section {
        let words = self.words;
        let mut body = Body::new();
        if let Some(first) = self.of.drifts.first() {
            body.lead(&words.history_drift_lead().to_text());
            let (from, to) = &first.periods;
            let mut table = Table::of(
                words,
                &words.history_drift_table(),
                &[
                    (words.column_group(), false),
                    (Sentence::plain(from.as_str()), true),
                    (Sentence::plain(to.as_str()), true),
                    (words.history_column_held(self.level(), from), true),
                    (words.history_column_mix(), false),
                ],
            );
            for drift in &self.of.drifts {
                let ratio = |value: Real| words.numbers().of(Span::Ratio, value.get());
                let [value, low, high] = drift.held;
                table.rows.push(vec![
                    Cell::Name(format!(
                        "{}: {}",
                        words.shown(&drift.attribute),
                        words.shown(&drift.group)
                    )),
                    Cell::Number(ratio(drift.before)),
                    Cell::Number(ratio(drift.now)),
                    Cell::Number(words.numbers().with_interval(
                        Span::Ratio,
                        Some(value),
                        Some(low),
                        Some(high),
                    )),
                    Cell::Text(words.shown(&drift.by)),
                ]);
            }
            body.table(table);
        } else {
            body.paragraph(&words.history_drift_none().to_text());
        }
        Section {
            id: "drift",
            title: words.history_drift().to_text(),
            blocks: body.finish(),
        }
    }

    pub(super) fn audits(&self) -> Section {
        let words = self.words;
        let verdicts = [
            Verdict::ConfirmedGap,
            Verdict::PossibleGap,
            Verdict::InsufficientData,
            Verdict::Waived,
            Verdict::WithinLimit,
        ];
        let mut head = vec![(words.history_column_period().to_text(), false)];
        head.extend(verdicts.map(|verdict| (words.verdict(verdict), true)));
        head.push((words.history_column_models().to_text(), false));
        head.push((words.history_column_notes().to_text(), false));
        head.push((words.history_column_run().to_text(), false));
        let mut table = Table::speaking(words, words.history_audits_table().to_text(), &head);
        for audit in &self.of.audits {
            let count = |verdict: Verdict| {
                let found = audit.counts.iter().find(|(own, _)| *own == verdict);
                words.numbers().count(found.map_or(0, |(_, count)| *count))
            };
            let mut row = vec![Cell::Name(audit.period.clone())];
            row.extend(verdicts.map(|verdict| Cell::Number(count(verdict))));
            row.push(Cell::Text(audit.models.join(", ")));
            row.push(Cell::Text(self.changed(audit)));
            row.push(Cell::Text(audit.run.clone()));
            table.rows.push(row);
        }
        let mut body = Body::new();
        body.table(table);
        Section {
            id: "audits",
            title: words.history_audits().to_text(),
            blocks: body.finish(),
        }
    }
}
