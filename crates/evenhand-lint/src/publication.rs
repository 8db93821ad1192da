//! What a rule says that a publication must show, and whether a file shows it.

use crate::blocks::Block;
use crate::columns::Role;
use crate::comparator::is_small;
use crate::date::first_date;
use crate::finding::{Code, Finding};
use crate::group::{Group, Kind};
use crate::number::{Cell, parse_number};
use jiff::civil::Date;
use serde::Serialize;

/// Something that a publication must show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// When the audit was made.
    AuditDate,
    /// Since when the tool has been in use.
    DistributionDate,
    /// Where the data come from, and why those.
    DataSourceAndExplanation,
    /// How many people are in no category.
    NUnknown,
    /// The number of people of each category.
    NByCategory,
    /// The rate of each category.
    RateByCategory,
    /// The impact ratio of each category.
    ImpactRatioByCategory,
    /// Which categories were left out, and why.
    ExcludedCategories,
}

impl Item {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::AuditDate,
        Self::DistributionDate,
        Self::DataSourceAndExplanation,
        Self::NUnknown,
        Self::NByCategory,
        Self::RateByCategory,
        Self::ImpactRatioByCategory,
        Self::ExcludedCategories,
    ];

    /// Its name in a policy pack.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AuditDate => "audit_date",
            Self::DistributionDate => "distribution_date",
            Self::DataSourceAndExplanation => "data_source_and_explanation",
            Self::NUnknown => "n_unknown",
            Self::NByCategory => "n_by_category",
            Self::RateByCategory => "rate_by_category",
            Self::ImpactRatioByCategory => "impact_ratio_by_category",
            Self::ExcludedCategories => "excluded_categories",
        }
    }

    /// The item of that name in a policy pack.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|item| item.as_str() == name)
    }

    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::AuditDate => "the date of the audit",
            Self::DistributionDate => "the date since when the tool is in use",
            Self::DataSourceAndExplanation => "the source of the data and why it was chosen",
            Self::NUnknown => "how many people are in no known category",
            Self::NByCategory => "the number of people of each category",
            Self::RateByCategory => "the rate of each category",
            Self::ImpactRatioByCategory => "the impact ratio of each category",
            Self::ExcludedCategories => "which categories were left out, and why",
        }
    }
}

/// What a rule asks of a publication, as a policy pack has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Pack and version, such as `us-nyc-ll144@2023-07`.
    pub id: String,
    /// What must be shown.
    pub must_show: Vec<Item>,
    /// How old an audit may be.
    pub max_age_days: Option<u32>,
}

/// Whether something that must be shown was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// What.
    pub item: Item,
    /// Whether it was found.
    pub found: bool,
    /// Where, or what of it is missing.
    pub place: String,
}

/// What a file shows besides its numbers.
pub(crate) struct Page<'a> {
    pub blocks: &'a [Block],
    /// Lines of text outside and inside of the tables.
    pub text: &'a [String],
    /// Headings and the first filled cell below each.
    pub columns: &'a [(String, String)],
}

/// Looks for all that must be shown; an age is judged on `as_of`.
pub(crate) fn look(
    rule: &Publication,
    page: &Page,
    as_of: Option<Date>,
) -> (Vec<Shown>, Vec<Finding>) {
    let mut shown = Vec::new();
    let mut findings = Vec::new();
    for item in &rule.must_show {
        let result = page.find(*item);
        let found = result.is_ok();
        let (Ok(place) | Err(place)) = result;
        if !found {
            let mut finding = about_file(Code::Item);
            finding.column = item.as_str().to_owned();
            finding.how = format!(
                "not found: {}{}",
                item.words(),
                if place.is_empty() {
                    String::new()
                } else {
                    format!(" ({place})")
                }
            );
            finding.action = format!("show it; {} asks for it", rule.id);
            finding.distance = 0.8;
            findings.push(finding);
        }
        shown.push(Shown {
            item: *item,
            found,
            place,
        });
    }
    if let (Some(most), Some(as_of)) = (rule.max_age_days, as_of) {
        findings.extend(page.age(most, as_of));
    }
    (shown, findings)
}

pub(crate) fn about_file(code: Code) -> Finding {
    Finding {
        code,
        severity: code.severity(),
        table: None,
        line: None,
        row: None,
        block: String::new(),
        group: String::new(),
        column: String::new(),
        printed: String::new(),
        recomputed: String::new(),
        how: String::new(),
        action: String::new(),
        distance: 0.0,
    }
}

const AUDIT_DATE: [&str; 11] = [
    "audit date",
    "date of audit",
    "date of the audit",
    "bias audit date",
    "date of bias audit",
    "date of the bias audit",
    "date of most recent",
    "date of the most recent",
    "audit was conducted",
    "audit was completed",
    "audit conducted",
];
const DISTRIBUTION_DATE: [&str; 10] = [
    "distribution date",
    "date of distribution",
    "date distributed",
    "date of first use",
    "first used",
    "began using",
    "in use since",
    "distributed on",
    "start of use",
    "implementation date",
];
const DATA_SOURCE: [&str; 12] = [
    "data source",
    "source of the data",
    "source of data",
    "historical data",
    "test data",
    "data used",
    "data were collected",
    "data was collected",
    "data from",
    "data type",
    "source and explanation",
    "data set used",
];
const EXPLANATION: [&str; 12] = [
    "explanation",
    "because",
    "period",
    "between",
    "from",
    "collected",
    "used for",
    "covers",
    "obtained",
    "during",
    "historical",
    "since",
];
const UNKNOWN: [&str; 10] = [
    "unknown",
    "not included",
    "did not disclose",
    "did not report",
    "undisclosed",
    "declined",
    "missing",
    "not specified",
    "chose not",
    "not provided",
];
const EXCLUDED: [&str; 9] = [
    "less than 2",
    "under 2",
    "below 2",
    "fewer than 2",
    "excluded",
    "left out",
    "not calculated",
    "omitted",
    "2% of",
];

impl Page<'_> {
    /// Where an item is, or why it does not count as shown.
    fn find(&self, item: Item) -> std::result::Result<String, String> {
        match item {
            Item::AuditDate => self
                .date(&AUDIT_DATE)
                .map(|(place, _)| place)
                .ok_or_else(String::new),
            Item::DistributionDate => self
                .date(&DISTRIBUTION_DATE)
                .map(|(place, _)| place)
                .ok_or_else(String::new),
            Item::DataSourceAndExplanation => self
                .words(&DATA_SOURCE, |text| {
                    text.chars().count() >= 30
                        && EXPLANATION
                            .iter()
                            .any(|word| text.to_lowercase().contains(word))
                })
                .or_else(|| self.column(&["data source", "data type", "data explanation"]))
                .ok_or_else(String::new),
            Item::NUnknown => self.unknown(),
            Item::NByCategory => self.every(Role::N, |_, _| true),
            Item::RateByCategory => self.every(Role::Rate, |_, group| group.n() != Some(0.0)),
            Item::ImpactRatioByCategory => self.every(Role::Ratio, |block, group| {
                let line = block
                    .groups
                    .iter()
                    .position(|other| std::ptr::eq(other, group));
                group.n() != Some(0.0) && !line.is_some_and(|line| is_small(block, line))
            }),
            Item::ExcludedCategories => self.excluded(),
        }
    }

    /// A line of text with one of the words for which something else holds, too.
    fn words(&self, words: &[&str], and: impl Fn(&str) -> bool) -> Option<String> {
        self.text.iter().find_map(|line| {
            let lower = line.to_lowercase();
            (words.iter().any(|word| lower.contains(word)) && and(line)).then(|| quote(line))
        })
    }

    /// A filled column with one of the words in its heading.
    fn column(&self, words: &[&str]) -> Option<String> {
        self.columns.iter().find_map(|(heading, value)| {
            let plain = heading.to_lowercase().replace(['_', '-', '.'], " ");
            let filled = !value.is_empty() && !matches!(parse_number(value), Cell::Missing);
            (filled && words.iter().any(|word| plain.contains(word)))
                .then(|| format!("column {heading}"))
        })
    }

    fn date(&self, words: &[&str]) -> Option<(String, Date)> {
        for (place, line) in self.text.iter().enumerate() {
            let lower = line.to_lowercase();
            let Some(at) = words.iter().filter_map(|word| lower.find(word)).min() else {
                continue;
            };
            // The date may stand on the next line, below its heading, or before the words.
            let rest = lower.get(at..).unwrap_or(&lower);
            let after = first_date(rest).or_else(|| first_date(&lower));
            let below = || {
                self.text
                    .get(place + 1)
                    .filter(|next| next.chars().count() < 40)
                    .and_then(|next| first_date(next))
            };
            if let Some(date) = after.or_else(below) {
                return Some((quote(line), date));
            }
        }
        self.columns.iter().find_map(|(heading, value)| {
            let plain = heading.to_lowercase().replace(['_', '-', '.'], " ");
            let date = words
                .iter()
                .any(|word| plain.contains(word))
                .then(|| first_date(value))
                .flatten()?;
            Some((format!("column {heading}"), date))
        })
    }

    fn age(&self, most: u32, as_of: Date) -> Option<Finding> {
        let Some((place, date)) = self.date(&AUDIT_DATE) else {
            return Some(Finding {
                how: "no date of the audit was found".to_owned(),
                action: "print the date of the audit".to_owned(),
                ..about_file(Code::NoAge)
            });
        };
        let days = (as_of - date).get_days();
        (days > i32::try_from(most).unwrap_or(i32::MAX)).then(|| Finding {
            printed: date.to_string(),
            how: format!("{days} days before {as_of}; at most {most} are allowed ({place})"),
            action: "publish a newer audit".to_owned(),
            distance: 0.9,
            ..about_file(Code::Old)
        })
    }

    fn unknown(&self) -> std::result::Result<String, String> {
        let line = self
            .blocks
            .iter()
            .flat_map(|block| &block.groups)
            .find(|group| group.kind == Kind::Unknown && group.n().is_some());
        if let Some(group) = line {
            return Ok(format!("the line {}", group.label));
        }
        // The rule's own example: "Data on 250 individuals with an unknown sex or race/ethnicity category was not included".
        self.words(&UNKNOWN, |text| {
            let lower = text.to_lowercase();
            [
                "sex",
                "race",
                "gender",
                "ethnicity",
                "categor",
                "individuals",
                "applicants",
                "candidates",
                "people",
            ]
            .iter()
            .any(|word| lower.contains(word))
                && text.split_whitespace().any(|word| {
                    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
                    matches!(parse_number(word), Cell::Number(printed) if printed.is_whole())
                        || word == "no"
                })
                && !lower.contains("2%")
        })
        .ok_or_else(String::new)
    }

    fn every(
        &self,
        role: Role,
        needed: impl Fn(&Block, &Group) -> bool,
    ) -> std::result::Result<String, String> {
        let (mut lines, mut without) = (0, 0);
        for block in self.blocks {
            for (_, group) in block.categories() {
                lines += 1;
                let reference =
                    role == Role::Ratio && group.text(role).to_lowercase().contains("ref");
                if group.number(role).is_none() && !reference && needed(block, group) {
                    without += 1;
                }
            }
        }
        if without == 0 && lines > 0 {
            Ok(format!("{lines} categories"))
        } else {
            Err(format!("{without} of {lines} categories are without"))
        }
    }

    fn excluded(&self) -> std::result::Result<String, String> {
        let without: Vec<&str> = self
            .blocks
            .iter()
            .flat_map(|block| {
                block
                    .categories()
                    .map(move |(line, group)| (block, line, group))
            })
            .filter(|(block, line, group)| {
                group.number(Role::Ratio).is_none()
                    && block.columns.of(Role::Ratio).is_some()
                    && is_small(block, *line)
                    && group.n() != Some(0.0)
            })
            .map(|(_, _, group)| group.label.as_str())
            .collect();
        if without.is_empty() {
            return Ok("no category is left out".to_owned());
        }
        self.says_why()
            .ok_or_else(|| format!("{} left out, no reason given", without.join(", ")))
    }

    /// The text that speaks of an exclusion.
    pub fn says_why(&self) -> Option<String> {
        self.words(&EXCLUDED, |_| true)
            .or_else(|| self.column(&["exclu", "justification", "reason"]))
    }
}

fn quote(line: &str) -> String {
    let short: String = line.chars().take(60).collect();
    if short.len() < line.len() {
        format!("\u{201c}{}…\u{201d}", short.trim_end())
    } else {
        format!("\u{201c}{short}\u{201d}")
    }
}
