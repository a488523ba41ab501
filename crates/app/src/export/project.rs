//! A project as a file: its cards as a table, all of it in Markdown or as a page that stands alone.
//!
//! Invariant: whatever somebody wrote is words there, never a formula, a heading or an element.

use std::{collections::BTreeMap, fmt::Write as _};

use etabli_api::view::{
    BoardColumn, CardView, CommentView, FileView, Form, Passage, ProjectView, RelationView, RowView,
};

/// A project as it is written out.
#[derive(Debug)]
pub(crate) struct Written<'a> {
    /// The project.
    pub(crate) project: &'a ProjectView,
    /// Its columns.
    pub(crate) columns: &'a [BoardColumn],
    /// Its cards, in their order.
    pub(crate) cards: &'a [CardView],
    /// The words for headings, by the names of their messages.
    pub(crate) words: &'a BTreeMap<String, String>,
}

impl Written<'_> {
    fn word(&self, id: &str) -> String {
        self.words.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    /// Returns what a column is called.
    fn column(&self, name: &str) -> String {
        match name.strip_prefix("stage:") {
            Some(stage) => self.word(&format!("stage-{stage}")),
            None => name.to_owned(),
        }
    }

    /// Returns a value of the sheet as it is read.
    fn value(&self, key: &str, value: &str, chosen: bool) -> String {
        if chosen {
            self.word(&format!("{}-{value}", sheet_message(key)))
        } else {
            value.to_owned()
        }
    }

    /// Returns the rows of the table: a line for each card.
    pub(crate) fn table(&self) -> Vec<Vec<String>> {
        let heads = ["title", "column", "due", "people", "labels", "checks", "text"];
        let heads = heads.into_iter().chain(["relations", "links", "files", "comments"]);
        let mut rows = vec![heads.map(|head| self.word(&format!("card-{head}"))).collect()];
        for card in self.cards {
            let people: Vec<&str> =
                card.people.iter().filter(|it| it.2).map(|it| it.1.as_str()).collect();
            let checks: Vec<String> = card.checks.iter().map(check).collect();
            rows.push(vec![
                card.row.title.clone(),
                self.column_of(card),
                card.row.due.clone(),
                people.join(", "),
                card.labels.join(", "),
                checks.join("\n"),
                card.text.clone(),
                self.relations(card),
                links(card),
                files(card),
                comments(card).join("\n"),
            ]);
        }
        rows
    }

    fn column_of(&self, card: &CardView) -> String {
        let found = self.columns.iter().find(|column| column.id == card.column);
        found.map(|column| self.column(&column.name)).unwrap_or_default()
    }

    /// Returns the project in Markdown.
    pub(crate) fn markdown(&self) -> String {
        let mut text = format!("# {}\n", plain(&self.project.row.name));
        for field in
            self.project.fields.iter().filter(|it| it.key != "name" && !it.value.is_empty())
        {
            let head = self.word(&format!("sheet-{}", field.key));
            let value = self.value(&field.key, &field.value, !field.choices.is_empty());
            // What was written in Markdown stays so, below the headings of the file.
            let value = if field.long { lowered(&value) } else { plain(&value) };
            write!(text, "\n## {head}\n\n{value}\n").ok();
        }
        for (head, lines) in self.lists() {
            write!(text, "\n## {head}\n\n").ok();
            for line in lines {
                writeln!(text, "- {}", plain(&line)).ok();
            }
        }
        for (column, cards) in self.by_column() {
            write!(text, "\n## {}\n", plain(&column)).ok();
            for card in cards {
                write!(text, "\n### {}\n", plain(&card.row.title)).ok();
                for (head, value) in self.facts(card) {
                    write!(text, "\n*{head}*: {}\n", plain(&value)).ok();
                }
                if !card.text.is_empty() {
                    write!(text, "\n{}\n", lowered(&card.text)).ok();
                }
                let list: Vec<String> =
                    card.checks.iter().map(|it| format!("- {}", check(it))).collect();
                if !list.is_empty() {
                    write!(text, "\n{}\n", list.join("\n")).ok();
                }
                let said: Vec<String> =
                    comments(card).iter().map(|it| format!("- {}", plain(it))).collect();
                if !said.is_empty() {
                    let head = self.word("card-comments");
                    write!(text, "\n#### {head}\n\n{}\n", said.join("\n")).ok();
                }
            }
        }
        text
    }

    /// Returns the project as a page that needs nothing else.
    pub(crate) fn html(&self) -> String {
        let mut body = String::new();
        for field in
            self.project.fields.iter().filter(|it| it.key != "name" && !it.value.is_empty())
        {
            let head = self.word(&format!("sheet-{}", field.key));
            write!(body, "<h2>{}</h2>", escaped(&head)).ok();
            match field.long {
                true => body.push_str(&elements(&field.prose)),
                false => {
                    let value = self.value(&field.key, &field.value, !field.choices.is_empty());
                    write!(body, "<p>{}</p>", escaped(&value)).ok();
                }
            }
        }
        for (head, lines) in self.lists() {
            write!(body, "<h2>{}</h2><ul>", escaped(&head)).ok();
            for line in lines {
                write!(body, "<li>{}</li>", escaped(&line)).ok();
            }
            body.push_str("</ul>");
        }
        for (column, cards) in self.by_column() {
            write!(body, "<h2>{}</h2>", escaped(&column)).ok();
            for card in cards {
                write!(body, "<article><h3>{}</h3>", escaped(&card.row.title)).ok();
                for (head, value) in self.facts(card) {
                    write!(body, "<p><b>{}</b> {}</p>", escaped(&head), escaped(&value)).ok();
                }
                body.push_str(&elements(&card.prose));
                if !card.checks.is_empty() {
                    body.push_str("<ul>");
                    for it in &card.checks {
                        write!(body, "<li>{}</li>", escaped(&check(it))).ok();
                    }
                    body.push_str("</ul>");
                }
                if !card.comments.is_empty() {
                    write!(body, "<h4>{}</h4>", escaped(&self.word("card-comments"))).ok();
                }
                for said in &card.comments {
                    write!(body, "<p><b>{}</b></p>", escaped(&said.by_name)).ok();
                    body.push_str(&elements(&said.prose));
                }
                body.push_str("</article>");
            }
        }
        let name = escaped(&self.project.row.name);
        format!(
            "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{name}</title><style>body{{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif}}article{{border-left:.25rem solid;padding-left:1rem;margin:1rem 0}}</style><h1>{name}</h1>{body}</html>\n",
            escaped(&self.word("language"))
        )
    }

    /// Returns what is needed, what it costs and who takes part, each line as it is read.
    fn lists(&self) -> Vec<(String, Vec<String>)> {
        let said = |row: &RowView, key: &str| row.fields.get(key).cloned().unwrap_or_default();
        let needs = self.project.needs.iter().map(|row| {
            let kind = self.word(&format!("need-{}", said(row, "what")));
            let parts = [said(row, "quantity"), said(row, "from"), said(row, "until")];
            let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
            format!("{kind} · {} {}", said(row, "words"), parts.join(" · ")).trim_end().to_owned()
        });
        let costs = self.project.costs.iter().map(|row| {
            let cents = said(row, "cents").parse().unwrap_or(0);
            format!("{} · {}", said(row, "words"), crate::show::money(cents))
        });
        let members = self.project.members.iter().map(|it| it.name.clone());
        let lists = [
            ("project-needs", needs.collect::<Vec<String>>()),
            ("project-costs", costs.collect()),
            ("project-members", members.collect()),
        ];
        let filled = lists.into_iter().filter(|(_, lines)| !lines.is_empty());
        filled.map(|(id, lines)| (self.word(id), lines)).collect()
    }

    fn by_column(&self) -> Vec<(String, Vec<&CardView>)> {
        let columns = self.columns.iter().map(|column| (column.id, self.column(&column.name)));
        let stray = std::iter::once((None, self.word("board-no-column")));
        columns
            .chain(stray)
            .map(|(id, name)| (name, self.cards.iter().filter(|it| it.column == id).collect()))
            .filter(|(_, cards): &(String, Vec<&CardView>)| !cards.is_empty())
            .collect()
    }

    fn facts(&self, card: &CardView) -> Vec<(String, String)> {
        let people: Vec<&str> =
            card.people.iter().filter(|it| it.2).map(|it| it.1.as_str()).collect();
        let facts = [
            ("card-due", card.row.due.clone()),
            ("card-people", people.join(", ")),
            ("card-labels", card.labels.join(", ")),
            ("card-relations", self.relations(card)),
            ("card-links", links(card)),
            ("card-files", files(card)),
        ];
        let said = facts.into_iter().filter(|(_, value)| !value.is_empty());
        said.map(|(id, value)| (self.word(id), value)).collect()
    }

    /// Returns how a card stands to others.
    fn relations(&self, card: &CardView) -> String {
        let one = |it: &RelationView| {
            let how = self.word(&format!("relation-{}", it.how));
            format!("{how} {}", it.title)
        };
        card.relations.iter().map(one).collect::<Vec<String>>().join(", ")
    }
}

/// Returns the names of the items, bookings and people that a card names.
fn links(card: &CardView) -> String {
    let named = card.links.iter().map(|it| it.name.as_str()).filter(|name| !name.is_empty());
    named.collect::<Vec<&str>>().join(", ")
}

/// Returns the names of the files on a card; the files themselves are had one by one.
fn files(card: &CardView) -> String {
    let one = |it: &FileView| match it.caption.as_str() {
        "" => it.name.clone(),
        caption => format!("{} ({caption})", it.name),
    };
    card.files.iter().map(one).collect::<Vec<String>>().join(", ")
}

/// Returns what was said of a card, by whom, a line each.
fn comments(card: &CardView) -> Vec<String> {
    let one = |it: &CommentView| format!("{}: {}", it.by_name, spoken(&it.prose));
    card.comments.iter().map(one).collect()
}

/// Returns what was read of Markdown as one line of words.
fn spoken(passages: &[Passage]) -> String {
    let mut line = String::new();
    for passage in passages {
        let words = match passage.form {
            Form::Words | Form::Code => passage.text.clone(),
            Form::Break => " ".to_owned(),
            _ => spoken(&passage.inside),
        };
        let runs_on = matches!(
            passage.form,
            Form::Words
                | Form::Code
                | Form::Break
                | Form::Stressed
                | Form::Strong
                | Form::Struck
                | Form::Link
                | Form::Member
        );
        if !runs_on && !line.is_empty() && !words.is_empty() {
            line.push(' ');
        }
        line.push_str(&words);
    }
    line
}

/// Returns what the messages of a field's choices begin with.
fn sheet_message(key: &str) -> String {
    if key == "stage" { key.to_owned() } else { format!("sheet-{key}") }
}

fn check(row: &RowView) -> String {
    let title = row.fields.get("title").map_or("", String::as_str);
    format!("[{}] {title}", if row.done { 'x' } else { ' ' })
}

/// Returns words that Markdown takes for words.
fn plain(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => written.push(' '),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' => {
                written.push('\\');
                written.push(c);
            }
            c => written.push(c),
        }
    }
    written
}

/// Returns Markdown whose headings are below those of the file, and in which no element stands.
fn lowered(text: &str) -> String {
    let lower = |line: &str| match line.trim_start().starts_with('#') {
        true => format!("###{}", line.trim_start()),
        false => line.to_owned(),
    };
    let lines: Vec<String> = text.lines().map(lower).collect();
    lines.join("\n").replace('<', "\\<")
}

fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\'' => written.push_str("&#39;"),
            c => written.push(c),
        }
    }
    written
}

/// Returns what was read of Markdown as elements.
fn elements(passages: &[Passage]) -> String {
    let mut written = String::new();
    for passage in passages {
        let (inside, text) = (elements(&passage.inside), escaped(&passage.text));
        let element = match passage.form {
            Form::Plain | Form::Member => inside,
            Form::Paragraph => format!("<p>{inside}</p>"),
            Form::Heading | Form::Subheading | Form::Minor => format!("<h4>{inside}</h4>"),
            Form::Quote => format!("<blockquote>{inside}</blockquote>"),
            Form::Lines => format!("<pre>{inside}</pre>"),
            Form::List => format!("<ul>{inside}</ul>"),
            Form::Counted => format!("<ol start=\"{text}\">{inside}</ol>"),
            Form::Entry => format!("<li>{inside}</li>"),
            Form::Stressed => format!("<em>{inside}</em>"),
            Form::Strong => format!("<strong>{inside}</strong>"),
            Form::Struck => format!("<del>{inside}</del>"),
            Form::Link => format!("<a href=\"{text}\" rel=\"nofollow noreferrer\">{inside}</a>"),
            Form::Code => format!("<code>{text}</code>"),
            Form::Words => text,
            Form::Break => "<br>".to_owned(),
            Form::Rule => "<hr>".to_owned(),
        };
        written.push_str(&element);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_wrote_is_words() {
        assert_eq!(plain("# <b>*x*"), "\\# \\<b\\>\\*x\\*");
        assert_eq!(escaped("<script>\"&'"), "&lt;script&gt;&quot;&amp;&#39;");
        assert_eq!(lowered("# A\n<img src=x>"), "#### A\n\\<img src=x>");
        let read =
            crate::prose::read("<script>alert(1)</script>\n\n[x](javascript:alert(1)) **b**");
        let html = elements(&read);
        assert!(!html.contains("<script") && !html.contains("href=\"javascript"), "{html}");
        assert!(html.contains("<strong>b</strong>"));
        let said = spoken(&crate::prose::read("See **the** `cut`\n\n- one\n- two"));
        assert_eq!(said, "See the cut one two");
    }
}
