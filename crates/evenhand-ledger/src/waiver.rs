use crate::disk::Disk;
use crate::entry::{Entry, Event};
use crate::lifecycle::{LiveFinding, Stage, live_findings};
use crate::log::Log;
use crate::store::Store;
use crate::text::quoted;
use crate::{Error, Result};
use evenhand_core::{
    CheckSummary, Day, Error as SpecError, Scope, Scorecard, Severity, WaiverSpec,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A waiver, as the log holds it: its last line is what counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaiverEvent {
    /// Who approved it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub approved_by: Vec<String>,
    /// When it was approved.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub approved_on: Option<String>,
    /// The attribute or intersection.
    pub attribute: String,
    /// The check it covers.
    pub check: String,
    /// The day from which it covers nothing any more, where it was ended early.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ended: Option<String>,
    /// Its last day.
    pub expires: String,
    /// The group; empty for a number over all groups.
    pub group: String,
    /// Its number.
    pub id: String,
    /// The model, where there are several.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub model: Option<String>,
    /// Who answers for the gap.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub owner: Option<String>,
    /// Why; why it ended, where it was ended early.
    pub reason: String,
    /// Number of the line that it stands in place of.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub supersedes: Option<u64>,
    /// Where the work on the gap is tracked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub tracking: Option<String>,
}

/// How a waiver stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaiverStage {
    /// It holds.
    InForce,
    /// It was approved, and does not hold yet.
    NotYet,
    /// Its last day has passed.
    Expired,
    /// It was ended before its last day.
    Ended,
}

/// A waiver on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingWaiver<'a> {
    /// The number of the finding that it is about, where its gap was ever confirmed.
    pub finding: Option<usize>,
    /// Whether it has expired, and its gap is there and covered by no other: somebody has to decide anew.
    pub overdue: bool,
    /// How it stands.
    pub stage: WaiverStage,
    /// What was recorded last.
    pub waiver: &'a WaiverEvent,
}

impl WaiverStage {
    /// The words on a page.
    pub fn words(self) -> &'static str {
        match self {
            Self::InForce => "in force",
            Self::NotYet => "not yet in force",
            Self::Expired => "expired",
            Self::Ended => "ended",
        }
    }
}

impl StandingWaiver<'_> {
    /// Until or since when it stands so.
    pub fn day(&self) -> String {
        match &self.waiver.ended {
            Some(day) => format!("since {day}"),
            None if self.stage == WaiverStage::Expired => {
                format!("since the end of {}", self.waiver.expires)
            }
            None => format!("until {}", self.waiver.expires),
        }
    }
}

impl WaiverEvent {
    /// Whether it says no more than the first form of a line did.
    pub(crate) fn is_bare(&self) -> bool {
        let rest = Self {
            attribute: String::new(),
            check: String::new(),
            expires: String::new(),
            group: String::new(),
            id: String::new(),
            reason: String::new(),
            ..self.clone()
        };
        rest == Self::default()
    }

    /// How it stands on a day.
    pub fn stage(&self, today: Day) -> WaiverStage {
        let day = |text: &str| text.parse::<Day>().ok();
        if self.ended.is_some() {
            WaiverStage::Ended
        } else if day(&self.expires).is_none_or(|last| today > last) {
            WaiverStage::Expired
        } else if (self.approved_on.as_deref()).is_some_and(|on| day(on) > Some(today)) {
            WaiverStage::NotYet
        } else {
            WaiverStage::InForce
        }
    }

    /// What it covers, in one line.
    pub fn about(&self) -> String {
        let parts = [
            &*self.check,
            &*self.attribute,
            &*self.group,
            self.model.as_deref().unwrap_or_default(),
        ];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" / ")
    }

    /// The `[[waiver]]` of a spec: this is what an audit reads.
    pub fn to_toml(&self) -> String {
        let mut place = format!("attribute = {}", quoted(&self.attribute));
        if !self.group.is_empty() {
            place.push_str(&format!(", group = {}", quoted(&self.group)));
        }
        if let Some(model) = &self.model {
            place.push_str(&format!(", model = {}", quoted(model)));
        }
        let by: Vec<String> = self.approved_by.iter().map(|who| quoted(who)).collect();
        format!(
            "[[waiver]]\nid = {}\ncheck = {}\nwhere = {{ {place} }}\nreason = {}\nowner = {}\napproved_by = [{}]\n\
             approved_on = {}\nexpires = {}\ntracking = {}\n",
            quoted(&self.id),
            quoted(&self.check),
            quoted(&self.reason),
            quoted(self.owner.as_deref().unwrap_or_default()),
            by.join(", "),
            self.approved_on.as_deref().unwrap_or_default(),
            self.expires,
            quoted(self.tracking.as_deref().unwrap_or_default()),
        )
    }

    fn covers(&self, finding: &LiveFinding) -> bool {
        let key = &finding.key;
        *key.check == *self.check
            && *key.attribute == *self.attribute
            && *key.group == *self.group
            && (self.model.as_deref()).is_none_or(|model| model == &*key.model)
    }
}

impl Log {
    /// The last line of every waiver, in the order of their first ones, with its number.
    pub fn waivers(&self) -> Vec<(u64, &WaiverEvent)> {
        let mut order: Vec<&str> = Vec::new();
        let mut last: BTreeMap<&str, (u64, &WaiverEvent)> = BTreeMap::new();
        for entry in &self.entries {
            if let Event::Waiver(waiver) = &entry.event
                && last.insert(&waiver.id, (entry.seq, waiver)).is_none()
            {
                order.push(&waiver.id);
            }
        }
        order.iter().map(|id| last[id]).collect()
    }

    /// Every waiver as it stands on a day, among these findings.
    pub(crate) fn waivers_on(
        &self,
        findings: &[LiveFinding],
        today: Day,
    ) -> Vec<StandingWaiver<'_>> {
        let all = self.waivers();
        let in_force = |finding: &LiveFinding| {
            let mut holding = all
                .iter()
                .filter(|(_, waiver)| waiver.stage(today) == WaiverStage::InForce);
            holding.any(|(_, waiver)| waiver.covers(finding))
        };
        let standing = all.iter().map(|(_, waiver)| {
            let about = || findings.iter().filter(|finding| waiver.covers(finding));
            let open = |finding: &&LiveFinding| {
                !matches!(finding.stage, Stage::Fixed | Stage::Closed) && !in_force(finding)
            };
            let stage = waiver.stage(today);
            StandingWaiver {
                finding: about().next().map(|finding| finding.number),
                overdue: stage == WaiverStage::Expired && about().any(|finding| open(&finding)),
                stage,
                waiver,
            }
        });
        standing.collect()
    }
}

impl<D: Disk> Store<D> {
    /// Every waiver as it stands on a day, with the finding that it is about.
    ///
    /// # Errors
    /// When a file is missing or altered.
    pub fn waivers<'a>(&self, log: &'a Log, today: Day) -> Result<Vec<StandingWaiver<'a>>> {
        Ok(log.waivers_on(&live_findings(&self.history(log)?), today))
    }

    /// Records a waiver, checked against the last scorecard: the check, the attribute and the group must be in it.
    ///
    /// # Errors
    /// [`Error::Spec`] with what does not fit; [`Error::NoRun`] before the first audit; or when the history does not fit.
    pub fn waive(&self, waiver: &WaiverSpec, on: Day) -> Result<(Entry, WaiverEvent)> {
        let _lock = self.lock()?;
        let log = self.whole_log()?;
        let last = log.runs().last().copied().ok_or_else(|| Error::NoRun {
            run: "last".to_owned(),
        })?;
        let card = self.scorecard(last)?;
        if log.waivers().iter().any(|(_, known)| known.id == waiver.id) {
            let message = format!("there is a waiver `{}` already", waiver.id);
            return Err(SpecError::spec("waiver.id", message)
                .with_help("give the new one another number; the old one stays in the history")
                .into());
        }
        let severity = fits(waiver, &card)?;
        let (approved_on, expires) = waiver.check("waiver", severity)?;
        let event = WaiverEvent {
            approved_by: waiver.approved_by.clone(),
            approved_on: Some(approved_on.to_string()),
            attribute: waiver.scope.attribute.clone(),
            check: waiver.check.clone(),
            ended: None,
            expires: expires.to_string(),
            group: waiver.scope.group.clone().unwrap_or_default(),
            id: waiver.id.clone(),
            model: waiver.scope.model.clone(),
            owner: Some(waiver.owner.clone()),
            reason: waiver.reason.clone(),
            supersedes: None,
            tracking: Some(waiver.tracking.clone()),
        };
        let entry = self.write(&log, on, Event::Waiver(event.clone()))?;
        Ok((entry, event))
    }

    /// Ends a waiver before its last day.
    ///
    /// # Errors
    /// When there is none in force of this number, or the history does not fit.
    pub fn end_waiver(&self, id: &str, reason: &str, on: Day) -> Result<Entry> {
        let _lock = self.lock()?;
        let log = self.whole_log()?;
        let all = log.waivers();
        let found = all.iter().find(|(_, waiver)| waiver.id == id);
        let (seq, waiver) = found.ok_or_else(|| {
            SpecError::spec(id, "there is no waiver of this number")
                .did_you_mean(id, all.iter().map(|(_, waiver)| waiver.id.as_str()))
        })?;
        if let stage @ (WaiverStage::Expired | WaiverStage::Ended) = waiver.stage(on) {
            let day = waiver.ended.as_ref().unwrap_or(&waiver.expires);
            let message = format!("this waiver is {} since {day}", stage.words());
            return Err(SpecError::spec(id, message).into());
        }
        let event = WaiverEvent {
            ended: Some(on.to_string()),
            reason: reason.to_owned(),
            supersedes: Some(*seq),
            ..(*waiver).clone()
        };
        self.write(&log, on, Event::Waiver(event))
    }
}

/// Holds a waiver against a scorecard: the severity of its check.
fn fits(waiver: &WaiverSpec, card: &Scorecard) -> Result<Severity> {
    let check = card.checks.iter().find(|check| *check.id == *waiver.check);
    let check: &CheckSummary = check.ok_or_else(|| {
        let message = format!("the last audit has no check `{}`", waiver.check);
        SpecError::spec("waiver.check", message)
            .did_you_mean(&waiver.check, card.checks.iter().map(|check| &*check.id))
    })?;
    waiver.names_one_group("waiver")?;
    let attribute = &waiver.scope.attribute;
    if !check.attributes.iter().any(|name| **name == **attribute) {
        let message = format!("`{}` does not look at `{attribute}`", check.id);
        return Err(SpecError::spec("waiver.attribute", message)
            .did_you_mean(attribute, check.attributes.iter().map(|name| &**name))
            .into());
    }
    let scope = card.metric(&check.metric).map(|metric| metric.scope);
    let groups = card
        .attributes
        .iter()
        .filter(|known| *known.name == **attribute)
        .flat_map(|known| known.groups.iter().map(|group| &*group.name));
    match (scope, &waiver.scope.group) {
        (Some(Scope::Summary), Some(group)) => Err(SpecError::spec(
            "waiver.group",
            format!(
                "`{}` is one number over all groups, so it has no group `{group}`",
                check.id
            ),
        )
        .with_help("leave the group out, or waive a check that looks at groups one by one")
        .into()),
        (Some(Scope::Group | Scope::Pair), None) => Err(SpecError::spec(
            "waiver.group",
            "a waiver covers one group, never all of them",
        )
        .with_help("name the group")
        .into()),
        (_, Some(group)) if !groups.clone().any(|name| name == group) => {
            let message = format!("`{attribute}` has no group `{group}`");
            Err(SpecError::spec("waiver.group", message)
                .did_you_mean(group, groups)
                .into())
        }
        _ => Ok(check.severity),
    }
}
