use super::{Context, evidence};
use crate::document::Section;
use crate::document::body::Body;
use crate::error::Result;
use crate::name;
use crate::table::{Cell, Table};

/// What is not settled: waivers, questions that more people would decide, answers that packs still miss.
pub(super) fn section(context: &Context<'_>) -> Result<Option<Section>> {
    let mut body = Body::new();
    waivers(context, &mut body);
    evidence::open_questions(context, &mut body);
    missing(context, &mut body);
    if body.is_empty() {
        body.paragraph("Nothing is open: no waiver, no undecided comparison, no answer missing.");
    }
    Ok(Some(Section {
        id: "open",
        title: "Open items".to_owned(),
        blocks: body.finish(),
    }))
}

fn waivers(context: &Context<'_>, body: &mut Body) {
    let waivers = &context.card.waivers;
    if waivers.is_empty() {
        return;
    }
    let mut table = Table::new(
        "Gaps that people decided to live with for a while",
        &[
            ("waiver", false),
            ("check", false),
            ("group", false),
            ("state", false),
            ("last day", false),
            ("owner", false),
            ("approved by", false),
            ("reason", false),
        ],
    );
    for waiver in waivers {
        let mut group = name::shown(&waiver.attribute);
        if !waiver.group.is_empty() {
            group = format!("{group}: {}", name::shown(&waiver.group));
        }
        table.rows.push(vec![
            Cell::Name(waiver.id.clone()),
            Cell::Text(waiver.check.clone()),
            Cell::Text(group),
            Cell::Text(waiver.state.words().to_owned()),
            Cell::Text(waiver.expires.clone()),
            Cell::Text(waiver.owner.clone()),
            Cell::Text(waiver.approved_by.join(", ")),
            Cell::Text(waiver.reason.clone()),
        ]);
    }
    body.heading(3, "Waivers");
    body.paragraph("A waiver hides no number. It says who answers for a gap, and until when.");
    body.table(table);
}

fn missing(context: &Context<'_>, body: &mut Body) {
    let lines: Vec<String> = (context.card.packs.iter())
        .flat_map(|pack| pack.items.iter().map(move |item| (pack, item)))
        .filter(|(_, item)| !item.present)
        .map(|(pack, item)| {
            format!(
                "{}: {} (would go under {})",
                pack.name(),
                item.what,
                item.whereabouts
            )
        })
        .collect();
    if !lines.is_empty() {
        body.heading(3, "Answers that policy packs ask for");
        body.list(&lines);
    }
}
