use super::{Document, Format, MOST_COLUMNS, Row, Table, tidy};
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// The most cells that are built from one page, spans included: a page of a few bytes can ask for billions.
const MOST_CELLS: usize = 2_000_000;

/// Elements that begin a new line of text.
const BLOCKS: [&[u8]; 20] = [
    b"p", b"div", b"li", b"ul", b"ol", b"h1", b"h2", b"h3", b"h4", b"h5", b"h6", b"section",
    b"article", b"dt", b"dd", b"title", b"header", b"footer", b"main", b"hr",
];

pub(super) fn read(text: &str) -> Document {
    let mut page = Page::new(text);
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => page.start(&tag),
            Token::EndTag(tag) => page.end(&tag.name),
            Token::String(text) => page.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    page.finish()
}

/// A cell that reaches down into rows to come.
struct Hanging {
    column: usize,
    rows: usize,
    text: String,
    heading: bool,
}

#[derive(Default)]
struct Building {
    place: usize,
    table: Table,
    caption: Option<String>,
    row: Option<OpenRow>,
    cell: Option<OpenCell>,
    hanging: Vec<Hanging>,
    in_head: bool,
}

struct OpenRow {
    line: usize,
    cells: Vec<Option<(String, bool)>>,
}

struct OpenCell {
    text: String,
    heading: bool,
    columns: usize,
    rows: usize,
}

struct Page {
    /// Byte at which each line begins.
    lines: Vec<usize>,
    open: Vec<Building>,
    tables: Vec<(usize, Table)>,
    opened: usize,
    text: Vec<String>,
    line: String,
    /// Element whose text is not shown.
    hidden: Option<Vec<u8>>,
    cells: usize,
}

impl Page {
    fn new(text: &str) -> Self {
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self {
            lines: std::iter::once(0)
                .chain(starts.map(|(at, _)| at + 1))
                .collect(),
            open: Vec::new(),
            tables: Vec::new(),
            opened: 0,
            text: Vec::new(),
            line: String::new(),
            hidden: None,
            cells: 0,
        }
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name: &[u8] = &tag.name;
        if self.hidden.is_some() || self.cells > MOST_CELLS {
            return;
        }
        match name {
            b"script" | b"style" | b"noscript" | b"template" | b"svg" | b"sup" | b"select"
                if !tag.self_closing =>
            {
                // The mark of a footnote behind a number is no digit of it.
                self.hidden = Some(name.to_vec());
            }
            b"table" => {
                self.end_line();
                self.opened += 1;
                self.open.push(Building {
                    place: self.opened,
                    table: Table {
                        title: self.text.last().cloned().unwrap_or_default(),
                        rows: Vec::new(),
                    },
                    ..Building::default()
                });
            }
            b"br" => self.text(" "),
            _ => {
                let line = self.lines.partition_point(|start| *start <= tag.span.start);
                let Some(building) = self.open.last_mut() else {
                    if BLOCKS.contains(&name) {
                        self.end_line();
                    }
                    return;
                };
                match name {
                    b"caption" => building.caption = Some(String::new()),
                    b"thead" => building.in_head = true,
                    b"tbody" | b"tfoot" => building.in_head = false,
                    b"tr" => {
                        self.cells += building.end_row();
                        building.row = Some(OpenRow {
                            line,
                            cells: Vec::new(),
                        });
                    }
                    b"td" | b"th" => {
                        building.end_cell();
                        building.row.get_or_insert(OpenRow {
                            line,
                            cells: Vec::new(),
                        });
                        let span = |wanted: &[u8], most| {
                            tag.attributes
                                .iter()
                                .find(|(name, _)| name.as_slice() == wanted)
                                .and_then(|(_, value)| {
                                    String::from_utf8_lossy(value).trim().parse::<usize>().ok()
                                })
                                .map_or(1, |value: usize| value.min(most))
                        };
                        // A row span of 0 reaches to the end of the table.
                        let rows = span(b"rowspan", 65_534);
                        building.cell = Some(OpenCell {
                            text: String::new(),
                            heading: name == b"th" || building.in_head,
                            columns: span(b"colspan", MOST_COLUMNS).max(1),
                            rows: if rows == 0 { 65_534 } else { rows },
                        });
                    }
                    _ if BLOCKS.contains(&name) => self.text(" "),
                    _ => {}
                }
            }
        }
    }

    fn end(&mut self, name: &[u8]) {
        if let Some(hidden) = &self.hidden {
            if hidden == name {
                self.hidden = None;
            }
            return;
        }
        if name == b"table" {
            self.end_table();
            return;
        }
        let Some(building) = self.open.last_mut() else {
            if BLOCKS.contains(&name) {
                self.end_line();
            }
            return;
        };
        match name {
            b"caption" => {
                if let Some(caption) = building.caption.take() {
                    let caption = tidy(&caption);
                    self.text.push(caption.clone());
                    building.table.title = caption;
                }
            }
            b"td" | b"th" => building.end_cell(),
            b"tr" => self.cells += building.end_row(),
            b"thead" => building.in_head = false,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        let Some(building) = self.open.last_mut() else {
            self.line.push_str(text);
            return;
        };
        if let Some(caption) = &mut building.caption {
            caption.push_str(text);
        } else if let Some(cell) = &mut building.cell {
            cell.text.push_str(text);
        }
    }

    fn end_line(&mut self) {
        let line = tidy(&self.line);
        self.line.clear();
        if !line.is_empty() {
            self.text.push(line);
        }
    }

    fn end_table(&mut self) {
        let Some(mut building) = self.open.pop() else {
            return;
        };
        self.cells += building.end_row();
        self.tables.push((building.place, building.table));
    }

    fn finish(mut self) -> Document {
        self.end_line();
        while !self.open.is_empty() {
            self.end_table();
        }
        // A table inside another ends before it, but begins after it.
        self.tables.sort_by_key(|(place, _)| *place);
        Document {
            format: Format::Html,
            tables: self
                .tables
                .into_iter()
                .map(|(_, table)| table)
                .filter(|table| !table.rows.is_empty())
                .collect(),
            text: self.text,
        }
    }
}

impl Building {
    fn end_cell(&mut self) {
        let (Some(cell), Some(row)) = (self.cell.take(), self.row.as_mut()) else {
            return;
        };
        if row.cells.len() >= MOST_COLUMNS {
            return;
        }
        // Above the first free place hang the cells of rows before.
        let taken = |column: usize, row: &OpenRow| {
            row.cells.get(column).is_some_and(Option::is_some)
                || self
                    .hanging
                    .iter()
                    .any(|h| h.column == column && h.rows > 0)
        };
        let mut column = 0;
        while taken(column, row) {
            column += 1;
        }
        let text = tidy(&cell.text);
        for column in column..(column + cell.columns).min(MOST_COLUMNS) {
            if row.cells.len() <= column {
                row.cells.resize(column + 1, None);
            }
            if let Some(place) = row.cells.get_mut(column) {
                *place = Some((text.clone(), cell.heading));
            }
            if cell.rows > 1 {
                self.hanging.push(Hanging {
                    column,
                    // This row is taken away again at its end.
                    rows: cell.rows,
                    text: text.clone(),
                    heading: cell.heading,
                });
            }
        }
    }

    /// Closes the row; how many cells it has.
    fn end_row(&mut self) -> usize {
        self.end_cell();
        let Some(mut row) = self.row.take() else {
            return 0;
        };
        for hanging in &mut self.hanging {
            if row.cells.len() <= hanging.column {
                row.cells.resize(hanging.column + 1, None);
            }
            if let Some(place @ None) = row.cells.get_mut(hanging.column) {
                *place = Some((hanging.text.clone(), hanging.heading));
            }
            hanging.rows -= 1;
        }
        self.hanging.retain(|hanging| hanging.rows > 0);
        let cells = row.cells.len();
        let heading = cells > 0
            && row.cells.iter().all(|cell| {
                cell.as_ref()
                    .is_none_or(|(text, heading)| *heading || text.is_empty())
            })
            && row
                .cells
                .iter()
                .any(|cell| cell.as_ref().is_some_and(|(text, _)| !text.is_empty()));
        let cells_of_text: Vec<String> = row
            .cells
            .into_iter()
            .map(|cell| cell.map(|(text, _)| text).unwrap_or_default())
            .collect();
        if cells_of_text.iter().any(|text| !text.is_empty()) {
            self.table.rows.push(Row {
                line: row.line,
                cells: cells_of_text,
                heading,
            });
        }
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        read(text)
            .tables
            .remove(0)
            .rows
            .into_iter()
            .map(|row| row.cells)
            .collect()
    }

    #[test]
    fn spans_repeat_the_text() {
        let rows = cells(
            "<table><tr><th colspan=2>Who<th>n</tr><tr><td rowspan=2>Hispanic<td>Male<td>5<tr><td>Female<td>6</table>",
        );
        assert_eq!(rows[0], ["Who", "Who", "n"]);
        assert_eq!(rows[1], ["Hispanic", "Male", "5"]);
        assert_eq!(rows[2], ["Hispanic", "Female", "6"]);
    }

    #[test]
    fn footnote_marks_are_no_digits_and_scripts_no_text() {
        let rows = cells("<script>var a='<table>'</script><table><tr><td>0.82<sup>1</sup></table>");
        assert_eq!(rows, [["0.82"]]);
    }

    #[test]
    fn endless_spans_end() {
        let page = "<table><tr>".to_owned()
            + &"<td rowspan=65534 colspan=512>x".repeat(50)
            + &"<tr><td>".repeat(9000);
        let rows = read(&page).tables.remove(0).rows;
        assert!(
            rows.len() * MOST_COLUMNS <= MOST_CELLS + 2 * MOST_COLUMNS,
            "{}",
            rows.len()
        );
    }

    #[test]
    fn captions_and_headings_are_titles_and_lines_are_counted() {
        let page = read(
            "<h2>Sex</h2>\n<table>\n<tr><td>Male</td></tr>\n</table><p>After<table><caption>Race</caption><tr><td>White</table>",
        );
        assert_eq!(page.tables[0].title, "Sex");
        assert_eq!(page.tables[0].rows[0].line, 3);
        assert_eq!(page.tables[1].title, "Race");
        assert_eq!(page.text, ["Sex", "After", "Race"]);
    }
}
