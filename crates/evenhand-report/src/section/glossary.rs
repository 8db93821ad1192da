use crate::document::body::Body;

/// Words of the report that a reader may meet for the first time.
const WORDS: [(&str, &str); 13] = [
    (
        "Attribute",
        "A trait by which people are told apart here, such as age. Its values are the groups.",
    ),
    (
        "Chance",
        "What differs although everybody is treated alike, because people are counted and not dice loaded.",
    ),
    (
        "Check",
        "A measure, a limit, and what happens when the limit is broken.",
    ),
    ("Confirmed gap", "The whole range lies beyond the limit."),
    (
        "Combined group",
        "People who share two traits or more, such as women of 18 to 24.",
    ),
    (
        "Limit",
        "How far groups may lie apart before somebody has to act. People adopt it; it is not found in the data.",
    ),
    (
        "Possible gap",
        "The range crosses the limit: the data allow for both.",
    ),
    (
        "Range",
        "Where the true number lies with the stated confidence, given the people counted. Fewer people, a wider range.",
    ),
    (
        "Rate",
        "How many in a group something happened to, divided by how many are in it.",
    ),
    (
        "Ratio",
        "The rate of a group divided by that of the group it is compared with. 1 is the same.",
    ),
    (
        "Too few people",
        "Nothing could be said about the group. It is not a good result.",
    ),
    (
        "Waiver",
        "A decision to live with a confirmed gap until a date, with a reason and a name.",
    ),
    (
        "Within our limit",
        "The whole range lies inside the limit, with this much data and for this measure.",
    ),
];

/// The glossary, under a heading of its own.
pub(super) fn glossary(body: &mut Body) {
    body.heading(3, "Glossary");
    body.terms(&WORDS.map(|(term, meaning)| (term.to_owned(), meaning.to_owned())));
}
