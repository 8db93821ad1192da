use super::{Audit, History, Look, Series};
use crate::chart::Head;
use crate::chart::course::{Course, Stop};
use crate::document::body::Body;
use crate::document::{Aside, Document, Glance, Inline, Rung, Section, Told};
use crate::error::Result;
use crate::figure::{Figure, Point};
use crate::name;
use crate::sentence::Sentence;
use crate::table::{Cell, Table};
use crate::words::{Language, Words, upper_first};
use evenhand_core::{Real, Span, Verdict};

/// Series that are drawn.
const MOST_COURSES: usize = 12;
/// Alerts told on the first page.
const MOST_ALERTS: usize = 5;

/// The page about all audits of a system.
///
/// # Errors
/// When a chart cannot be drawn.
pub fn history(of: &History, language: Language) -> Result<Document> {
    let page = Page {
        of,
        words: Words::new(language),
    };
    Ok(Document {
        language: language.code().to_owned(),
        title: of.title.clone(),
        tool: of.tool.clone(),
        digest: String::new(),
        verdicts: Verdict::ALL
            .into_iter()
            .map(|verdict| (verdict.as_str(), page.words.verdict(verdict)))
            .collect(),
        glance: page.glance(),
        sections: vec![
            page.courses()?,
            page.findings(),
            page.drift(),
            page.audits(),
        ],
    })
}

pub(super) struct Page<'a> {
    pub(super) of: &'a History,
    pub(super) words: Words,
}

impl Page<'_> {
    fn glance(&self) -> Glance {
        let (of, words) = (self.of, self.words);
        let alerts: Vec<&Series> = of.series.iter().filter(|series| series.alert).collect();
        let last = of.audits.last();
        let ladder = last.map_or_else(Vec::new, |audit| {
            audit
                .counts
                .iter()
                .map(|(verdict, count)| Rung {
                    verdict: *verdict,
                    count: *count as usize,
                    shown: words.numbers().count(*count),
                    words: words.rung(*verdict, *count as usize),
                })
                .collect()
        });
        let ends = (of.audits.first()).zip(last).map(|(first, last)| {
            words.history_purpose(of.audits.len(), &first.period, &last.period)
        });
        Glance {
            eyebrow: words.history_eyebrow().to_text(),
            title: of.title.clone(),
            purpose: ends.map_or_else(String::new, |text| text.to_text()),
            facts: last.map_or_else(Vec::new, |audit| audit.models.clone()),
            result: words.history_result(alerts.len()).to_text(),
            ladder,
            since: Vec::new(),
            findings: (alerts.iter().take(MOST_ALERTS))
                .map(|series| self.told(series))
                .collect(),
            after: [
                words.history_chance(words.numbers().with_decimal(short(of.alpha * 100.0))),
                words.history_no_proof(),
            ]
            .iter()
            .map(|text| Inline::of(&text.to_text()))
            .collect(),
            asides: self.asides(),
            provenance: if of.head.is_empty() {
                String::new()
            } else {
                words.history_provenance(&of.head).to_text()
            },
        }
    }

    /// An alert on the first page.
    fn told(&self, series: &Series) -> Told {
        let words = self.words;
        let look = series.looks.last().copied().unwrap_or_default();
        let verdict = look.verdict.unwrap_or(Verdict::NotTested);
        Told {
            verdict,
            words: words.verdict(verdict),
            check: words.history_check(&series.check).to_text(),
            headline: vec![Inline::Name(self.name(series))],
            number: Inline::of(&self.alert(series)),
            meaning: Inline::of(
                &words
                    .history_last(self.number(series, look, true))
                    .to_text(),
            ),
            others: String::new(),
            strip: None,
            value: self.number(series, look, false),
            range: self.range(series, look),
            rates: None,
        }
    }

    /// Why a series raises an alert.
    fn alert(&self, series: &Series) -> String {
        let (words, of) = (self.words, self.of);
        if let (Some(nearer), Some(signed)) = (series.change, &of.signed) {
            let said = if nearer {
                words.history_nearer(signed)
            } else {
                words.history_further(signed)
            };
            return said.to_text();
        }
        let odds = series.looks.iter().rev().find_map(|look| look.odds);
        match odds {
            Some((low, high)) => {
                let told = |odds: f64| words.numbers().of(Span::Ratio, odds);
                let looks = series.looks.iter().filter(|look| look.value.is_some());
                words
                    .history_alert(looks.count(), told(high), told(low), self.reference(series))
                    .to_text()
            }
            None => words.history_possible().to_text(),
        }
    }

    fn asides(&self) -> Vec<Aside> {
        let (of, words) = (self.of, self.words);
        let stages = |wanted: &[&str]| -> Vec<Vec<Inline>> {
            let lines: Vec<Vec<Inline>> = (of.findings.iter())
                .filter(|live| wanted.contains(&live.stage))
                .map(|live| {
                    let number = format!("F-{}", live.number);
                    Inline::of(
                        &words
                            .history_live(&live.name, number, &live.since)
                            .to_text(),
                    )
                })
                .collect();
            if lines.is_empty() {
                vec![Inline::of(&words.history_none().to_text())]
            } else {
                lines
            }
        };
        let missed = if of.missed.is_empty() {
            words.history_none_missed()
        } else {
            words.history_missed(of.missed.join(", "))
        };
        let aside = |title: Sentence, lines: Vec<Vec<Inline>>| Aside {
            title: title.to_text(),
            bulleted: lines.len() > 1,
            lines,
        };
        vec![
            aside(words.history_new(), stages(&["new", "reopened"])),
            aside(words.history_stayed(), stages(&["open", "waived"])),
            aside(words.history_over(), stages(&["fixed", "closed"])),
            aside(words.history_on_time(), vec![Inline::of(&missed.to_text())]),
        ]
    }

    fn courses(&self) -> Result<Section> {
        let words = self.words;
        let mut body = Body::new();
        body.lead(&words.history_courses_lead().to_text());
        let mut drawn = 0;
        for series in &self.of.series {
            let ever =
                |look: &Look| matches!(look.verdict, Some(Verdict::ConfirmedGap | Verdict::Waived));
            if drawn < MOST_COURSES && (series.alert || series.looks.iter().any(ever)) {
                body.figure(self.course(series, drawn)?);
                drawn += 1;
            }
        }
        body.table(self.table());
        body.paragraph(&words.history_evidence_meaning().to_text());
        Ok(Section {
            id: "courses",
            title: words.history_courses().to_text(),
            blocks: body.finish(),
        })
    }

    /// One series, drawn.
    fn course(&self, series: &Series, place: usize) -> Result<Figure> {
        let (words, audits) = (self.words, &self.of.audits);
        let name = self.name(series);
        let title = words.history_course_title(&name).to_text();
        let mut table = Table::speaking(
            words,
            &*name,
            &[
                (words.history_column_period().to_text(), false),
                (format!("{} [{}]", series.metric, self.level()), true),
                (words.column_verdict().to_text(), false),
                (words.history_course_odds().to_text(), true),
                (words.history_column_notes().to_text(), false),
            ],
        );
        let (mut stops, mut points, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        for (audit, look) in audits.iter().zip(&series.looks) {
            let text = self.number(series, *look, true);
            rows.push(format!("{} {text}", audit.period));
            table.rows.push(vec![
                Cell::Name(audit.period.clone()),
                Cell::Number(text.clone()),
                look.verdict.map_or(Cell::Nothing, Cell::Verdict),
                Cell::Number(look.odds.map_or_else(String::new, |(low, high)| {
                    let limit = |odds: f64| Real::new(odds);
                    words
                        .numbers()
                        .interval(Span::OddsRatio, limit(low), limit(high))
                })),
                Cell::Text(self.changed(audit)),
            ]);
            stops.push(Stop {
                name: audit.period.clone(),
                value: look.value.map(Real::get).filter(|value| value.is_finite()),
                ends: look.lower.zip(look.upper).map(|(l, u)| (l.get(), u.get())),
                verdict: look.verdict,
                odds: look.odds,
                change: Some(self.changed(audit)).filter(|change| !change.is_empty()),
            });
            points.push(Point {
                attribute: series.attribute.clone(),
                group: series.group.clone(),
                lower: look.lower,
                model: series.model.clone(),
                of: audit.period.clone(),
                text,
                upper: look.upper,
                value: look.value,
            });
        }
        let head = Head {
            name: format!("course-{}-{}", place + 1, name::stem(&series.group)),
            title,
            subtitle: words
                .history_course_subtitle(self.level(), self.reference(series))
                .to_text(),
            description: words
                .history_course_description(&name, rows.join("; "))
                .to_text(),
            words,
        };
        let log = matches!(series.span, Some(Span::Ratio | Span::OddsRatio));
        let plot = Course {
            head: Head::default(),
            stops,
            log,
            equal: if log { 1.0 } else { 0.0 },
            limit: series.limit,
            titles: (
                upper_first(&series.metric),
                words.history_course_odds().to_text(),
            ),
        };
        let draw = |head: Head, width| {
            Course {
                head,
                ..plot.clone()
            }
            .draw(width)
        };
        let caption = self.caption(series);
        Ok(Figure::new(&head, caption, table, draw)?.made_from(points))
    }

    /// The first and the last number, and why there is an alert.
    fn caption(&self, series: &Series) -> String {
        let words = self.words;
        let told: Vec<(&Audit, &Look)> = (self.of.audits.iter())
            .zip(&series.looks)
            .filter(|(_, look)| look.value.is_some())
            .collect();
        let mut said = Vec::new();
        if let (Some((from, first)), Some((to, last))) = (told.first(), told.last()) {
            let number = |look: &Look| self.number(series, *look, false);
            said.push(
                words
                    .history_course_caption(number(first), &from.period, number(last), &to.period)
                    .to_text(),
            );
        }
        if series.alert {
            said.push(self.alert(series));
        }
        let waived = |look: &Look| look.verdict == Some(Verdict::Waived);
        if series.looks.iter().any(waived) {
            said.push(words.history_course_waived().to_text());
        }
        said.join(" ")
    }

    /// Every series with its last number and its evidence.
    fn table(&self) -> Table {
        let words = self.words;
        let mut table = Table::of(
            words,
            &words.history_all(),
            &[
                (words.history_column_series(), false),
                (words.column_value_and_range(), true),
                (words.column_verdict(), false),
                (words.history_column_evidence(), true),
                (words.history_column_alert(), false),
            ],
        );
        for series in &self.of.series {
            let look = series.looks.last().copied().unwrap_or_default();
            let evidence = match (&series.not_followed, series.evidence) {
                (Some(why), _) => words.history_not_followed(why).to_text(),
                (None, Some(log)) if log > 11.5 => words.history_over_most().to_text(),
                (None, Some(log)) => words.numbers().fixed(libm::exp(log), 2),
                (None, None) => String::new(),
            };
            let alert = if series.alert {
                words.history_alert_yes().to_text()
            } else {
                String::new()
            };
            table.rows.push(vec![
                Cell::Name(format!("{}: {}", series.check, self.name(series))),
                Cell::Number(self.number(series, look, true)),
                look.verdict.map_or(Cell::Nothing, Cell::Verdict),
                Cell::Number(evidence),
                Cell::Text(alert),
            ]);
        }
        table
    }

    /// The level of the ranges of single audits.
    pub(super) fn level(&self) -> String {
        self.words.numbers().level(self.of.level)
    }

    /// What changed with an audit, besides the people.
    pub(super) fn changed(&self, audit: &Audit) -> String {
        let words = self.words;
        let model = audit
            .change
            .as_ref()
            .map(|model| format!("{} {model}", words.history_model_changed()));
        let limits = audit
            .limits_changed
            .then(|| words.history_limits_changed().to_text());
        let parts: Vec<String> = model.into_iter().chain(limits).collect();
        parts.join(", ")
    }

    /// Attribute and group, and the model where there are several.
    fn name(&self, series: &Series) -> String {
        let words = self.words;
        let mut name = words.shown(&series.attribute);
        if !series.group.is_empty() {
            name = format!("{name}: {}", words.shown(&series.group));
        }
        if series.model.is_empty() {
            name
        } else {
            words.with_model(name, &*series.model).to_text()
        }
    }

    fn reference(&self, series: &Series) -> String {
        self.words.reference(&series.reference)
    }

    fn number(&self, series: &Series, look: Look, with_range: bool) -> String {
        let span = series.span.unwrap_or(Span::Index);
        let ends = if with_range {
            (look.lower, look.upper)
        } else {
            (None, None)
        };
        (self.words.numbers()).with_interval(span, look.value, ends.0, ends.1)
    }

    fn range(&self, series: &Series, look: Look) -> String {
        let span = series.span.unwrap_or(Span::Index);
        let range = self.words.numbers().interval(span, look.lower, look.upper);
        if range.is_empty() {
            range
        } else {
            format!("{} {range}", self.level())
        }
    }
}

/// A number in as few digits as it has.
fn short(value: f64) -> String {
    ((value * 100.0).round() / 100.0).to_string()
}
