//! Aligned columns for people, safe to print: what a peer named a thing cannot move the cursor.

/// How the terminal shows the heads of columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// As they are.
    Plain,
    /// Bold.
    Bold,
}

/// Rows under heads.
#[derive(Debug)]
pub(crate) struct Table {
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Makes a table without rows.
    pub(crate) fn new(heads: Vec<String>) -> Self {
        Self { heads, rows: Vec::new() }
    }

    /// Adds a row with as many cells as there are heads.
    pub(crate) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.iter().map(|cell| printable(cell)).collect());
    }

    /// Tells whether there are no rows.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the table as lines; nothing of it ends in spaces.
    pub(crate) fn render(&self, style: Style) -> String {
        let mut widths: Vec<_> = self.heads.iter().map(|head| width(head)).collect();
        for row in &self.rows {
            for (most, cell) in widths.iter_mut().zip(row) {
                *most = width(cell).max(*most);
            }
        }
        let mut text = match style {
            Style::Plain => line(&self.heads, &widths),
            Style::Bold => format!("\u{1b}[1m{}\u{1b}[0m", line(&self.heads, &widths)),
        };
        for row in &self.rows {
            text.push('\n');
            text.push_str(&line(row, &widths));
        }
        text
    }
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, most) in cells.iter().zip(widths) {
        line.push_str(cell);
        line.extend(std::iter::repeat_n(' ', most - width(cell) + 2));
    }
    line.truncate(line.trim_end().len());
    line
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// Returns `text` without characters that command a terminal or turn the reading direction.
pub(crate) fn printable(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' | '\t' => ' ',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up() {
        let mut table = Table::new(vec!["Nom".into(), "État".into()]);
        table.row(["Échelle".into(), "là".into()]);
        table.row(["Scie".into(), String::new()]);
        assert_eq!(table.render(Style::Plain), "Nom      État\nÉchelle  là\nScie");
        assert!(table.render(Style::Bold).starts_with("\u{1b}[1mNom"));
    }

    #[test]
    fn a_name_cannot_command_the_terminal() {
        assert_eq!(printable("a\u{1b}[2Jb\u{202e}c\nd"), "a\u{fffd}[2Jb\u{fffd}c d");
    }
}
