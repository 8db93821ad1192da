use super::TerminalOptions;
use super::compare::Page;
use super::paint::{clean, right, width};
use crate::figure::frontier_name;
use crate::number;
use crate::parts::NO_CHOICE;
use crate::words::Words;
use evenhand_core::{AtCut, Choice, Frontier, Span};

const SHARE: usize = 6;
const NUMBER: usize = 21;
const MARK: usize = 3;
/// What the last column says.
pub(crate) const BEATEN: &str = "beaten by another";

/// What every choice is worth against the group that it leaves furthest behind, as text for a terminal.
pub fn frontier(frontier: &Frontier, options: &TerminalOptions) -> String {
    let mut page = Page::new(options);
    let words = Words::english();
    page.title(&words.frontier_title().to_text(), &frontier.tool);
    if frontier.choices.is_empty() {
        page.wrapped(NO_CHOICE);
        return page.text;
    }
    page.wrapped(&format!(
        "Share: of all people, chosen. Worth: {}. Even: {}. Both with {} ranges.",
        words.frontier_across().to_text(),
        words.frontier_up(frontier.polarity).to_text(),
        number::level(frontier.level.get())
    ));
    page.line("");
    let own = |choice: &Choice| clean(&frontier_name(words, choice));
    let widest = |of: &dyn Fn(&Choice) -> String| {
        let names = frontier.choices.iter().map(|choice| width(&of(choice)));
        names.max().unwrap_or(0)
    };
    let name = 1 + widest(&own);
    // Where there is no room for names, they get lines of their own.
    let room = page.width - (SHARE + 2 * NUMBER + MARK);
    let name = if name + widest(&whose) < room {
        name
    } else {
        0
    };
    let head = format!(
        "{}{}{}{:MARK$}",
        right("share", SHARE),
        right("worth", NUMBER),
        right("even", NUMBER),
        ""
    );
    page.table("Choice", name, &head, "group");
    for choice in &frontier.choices {
        let share = choice.selected.map(|share| number::percent(share.get()));
        let numbers = format!(
            "{}{}{} {} ",
            right(&share.unwrap_or_default(), SHARE),
            right(&text(Span::Rate, choice.worth), NUMBER),
            right(&text(Span::Ratio, choice.gap), NUMBER),
            if choice.beaten { " " } else { "●" }
        );
        page.row(&own(choice), name, &numbers, &whose(choice));
    }
    page.line("");
    for sentence in sentences(frontier) {
        page.wrapped(&sentence);
    }
    page.text.replace('\u{a0}', " ")
}

fn whose(choice: &Choice) -> String {
    clean(&format!("{}: {}", choice.attribute, choice.group))
}

fn text(span: Span, number: AtCut) -> String {
    number::with_interval(span, number.value, number.lower, number.upper)
}

/// What the table cannot say.
pub(crate) fn sentences(frontier: &Frontier) -> Vec<String> {
    let words = Words::english();
    let mut said = vec![format!(
        "A choice is beaten where another one is worth at least as much and is at least as even, and better in one of them ({} of {} are not, marked ●). {}",
        frontier
            .choices
            .iter()
            .filter(|choice| !choice.beaten)
            .count(),
        frontier.choices.len(),
        words.frontier_chance().to_text()
    )];
    if frontier.groups_left_out > 0 {
        let left_out = frontier.groups_left_out as usize;
        said.push(words.frontier_left_out(left_out).to_text());
    }
    said
}
