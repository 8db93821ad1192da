use super::changes::Change;
use super::teller::{clean, whom};
use super::{GateRun, Teller};
use crate::index::Index;
use crate::name;
use evenhand_core::{Finding, Scorecard, Verdict};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

/// The suite of checks that were held against nothing.
const UNTESTED: &str = "checks without a number";

/// A JUnit report: a suite for each attribute, a case for each check on each of its groups.
///
/// A confirmed gap fails. Too few people, hidden and not tested are skipped, with the reason. A possible gap and a waived one
/// pass, and say so in their output.
pub fn junit(card: &Scorecard, run: &GateRun<'_>) -> String {
    let index = Index::new(card);
    let teller = Teller::new(card, &index, run);
    let title = if card.system.id.is_empty() {
        "evenhand".to_owned()
    } else {
        format!("evenhand {}", clean(&card.system.id))
    };
    let mut report = Report::new(title);
    let mut suites: Vec<(&str, TestSuite)> = Vec::new();
    for (at, finding) in card.findings.iter().enumerate() {
        let change = teller.change(at).and_then(Change::sentence);
        let case = case(&teller, finding, change);
        let place = suites
            .iter()
            .position(|(name, _)| **name == *finding.attribute);
        let place = place.unwrap_or_else(|| {
            let suite = TestSuite::new(shown(&finding.attribute));
            suites.push((&finding.attribute, suite));
            suites.len() - 1
        });
        suites[place].1.add_test_case(case);
    }
    report.add_test_suites(suites.into_iter().map(|(_, suite)| suite));
    let mut untested = TestSuite::new(UNTESTED);
    for check in &card.checks {
        let told = card
            .findings
            .iter()
            .any(|finding| finding.check == check.id);
        if told || check.verdict.is_none() {
            continue;
        }
        let reason = check.reason.as_deref();
        let reason = reason.unwrap_or("there was no number to hold it against");
        let mut status = TestCaseStatus::skipped();
        status.set_type(Verdict::NotTested.as_str());
        status.set_message(clean(&format!("{}: {reason}", Verdict::NotTested.words())));
        let mut case = TestCase::new(clean(&check.id), status);
        case.set_classname("evenhand");
        untested.add_test_case(case);
    }
    if !untested.test_cases.is_empty() {
        report.add_test_suite(untested);
    }
    // Writing into memory fails for no text that was cleaned.
    let text = report.to_string().unwrap_or_default();
    without_sum_of_skipped(&text)
}

/// The schema of Jenkins' xUnit plugin, which refuses what does not keep to it, knows `skipped` of a suite but not of all
/// suites together.
fn without_sum_of_skipped(text: &str) -> String {
    let cut = || {
        let from = text.find("<testsuites ")?;
        let end = from + text[from..].find('>')?;
        let begin = from + text[from..end].find(" skipped=\"")?;
        let value = begin + " skipped=\"".len();
        let after = value + text[value..end].find('"')? + 1;
        Some(format!("{}{}", &text[..begin], &text[after..]))
    };
    cut().unwrap_or_else(|| text.to_owned())
}

fn shown(attribute: &str) -> String {
    if attribute.is_empty() {
        "everyone".to_owned()
    } else {
        clean(&name::shown(attribute))
    }
}

fn case(teller: &Teller<'_>, finding: &Finding, change: Option<String>) -> TestCase {
    let (verdict, told) = (finding.verdict, teller.whole(finding));
    let heading = format!(
        "{} ({}): {}",
        verdict.words(),
        teller.severity(finding).as_str(),
        teller.title(finding)
    );
    let mut said = None;
    let status = match verdict {
        Verdict::ConfirmedGap => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_message(heading);
            status.set_description(told);
            status
        }
        Verdict::InsufficientData | Verdict::Hidden | Verdict::NotTested => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(format!("{heading}. {told}"));
            status
        }
        Verdict::PossibleGap | Verdict::Waived => {
            said = Some(format!("{heading}. {told}"));
            TestCaseStatus::success()
        }
        Verdict::WithinLimit => {
            let asides = teller.asides(finding, false).join(" ");
            said = (!asides.is_empty()).then(|| clean(&asides));
            TestCaseStatus::success()
        }
    };
    let mut status = status;
    if !matches!(status, TestCaseStatus::Success { .. }) {
        status.set_type(verdict.as_str());
    }
    let mut place = clean(&whom(finding));
    if finding.group.is_empty() {
        place.push_str(": all groups");
    }
    let mut case = TestCase::new(format!("{}, {place}", clean(&finding.check)), status);
    // A dot would start a package in the tree that readers make of class names.
    let class = shown(&finding.attribute).replace('.', "\u{2024}");
    case.set_classname(format!("evenhand.{class}"));
    let said: Vec<String> = said.into_iter().chain(change).collect();
    if !said.is_empty() {
        case.set_system_out(said.join(" "));
    }
    case
}
