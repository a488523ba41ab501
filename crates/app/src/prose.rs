//! Markdown, as people write it, read into what screens draw. Only what is listed becomes a form;
//! what somebody writes as HTML stays words, and a link leads only to the web or to a letter.

use etabli_api::view::{Form, Passage};
use etabli_model::{board::mention, id::MemberId};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

/// What a link may begin with.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// How much is read, in bytes: whoever writes more has written a file.
const MOST: usize = 64 * 1024;

/// How deep forms stand in each other. What stands deeper stands beside instead.
const DEEPEST: usize = 16;

/// Reads a text.
pub(crate) fn read(text: &str) -> Vec<Passage> {
    let end = text.floor_char_boundary(MOST);
    let text = text.get(..end).unwrap_or_default();
    let mut shown = Vec::new();
    let mut open: Vec<Passage> = Vec::new();
    let mut deeper = 0_usize;
    for event in Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH) {
        let passage = match event {
            Event::Start(_) if open.len() >= DEEPEST => {
                deeper += 1;
                continue;
            }
            Event::Start(tag) => {
                open.push(begun(&tag));
                continue;
            }
            Event::End(_) if deeper > 0 => {
                deeper -= 1;
                continue;
            }
            Event::End(_) => match open.pop() {
                Some(passage) => passage,
                None => continue,
            },
            Event::Text(words)
            | Event::Html(words)
            | Event::InlineHtml(words)
            | Event::FootnoteReference(words) => passage(Form::Words, words.into_string()),
            Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                passage(Form::Code, words.into_string())
            }
            // Whoever ends a line in a note means it.
            Event::SoftBreak | Event::HardBreak => passage(Form::Break, String::new()),
            Event::Rule => passage(Form::Rule, String::new()),
            Event::TaskListMarker(_) => continue,
        };
        open.last_mut().map_or(&mut shown, |around| &mut around.inside).push(passage);
    }
    shown
}

/// Returns the words of a text without their forms, in one line of at most `most` characters.
pub(crate) fn line(text: &str, most: usize) -> String {
    let mut words = Vec::new();
    gather(&read(text), &mut words);
    let line = words.concat();
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}

fn gather(passages: &[Passage], words: &mut Vec<String>) {
    for passage in passages {
        match passage.form {
            Form::Words | Form::Code => words.push(passage.text.clone()),
            _ => gather(&passage.inside, words),
        }
        // What stands in lines of its own is parted from what follows.
        let runs_on = matches!(
            passage.form,
            Form::Words
                | Form::Code
                | Form::Stressed
                | Form::Strong
                | Form::Struck
                | Form::Link
                | Form::Member
        );
        if !runs_on {
            words.push(" ".to_owned());
        }
    }
}

/// Puts those whom words mention in their places, each by the name that they have by now.
pub(crate) fn mentioned(
    passages: Vec<Passage>,
    mentions: &[(MemberId, &str)],
    name: &dyn Fn(&MemberId) -> String,
) -> Vec<Passage> {
    if mentions.is_empty() {
        return passages;
    }
    let mut shown: Vec<Passage> = Vec::new();
    let mut words = String::new();
    for mut one in passages {
        if one.form == Form::Words {
            // A name may stand in several pieces: an underscore is one by itself.
            words.push_str(&one.text);
            continue;
        }
        shown.extend(parted(&std::mem::take(&mut words), mentions, name));
        if !matches!(one.form, Form::Link | Form::Lines) {
            one.inside = mentioned(one.inside, mentions, name);
        }
        shown.push(one);
    }
    shown.extend(parted(&words, mentions, name));
    shown
}

fn parted(
    words: &str,
    mentions: &[(MemberId, &str)],
    name: &dyn Fn(&MemberId) -> String,
) -> Vec<Passage> {
    let part = |part: mention::Part<'_>| match part {
        mention::Part::Words(words) => passage(Form::Words, words.to_owned()),
        mention::Part::Member(member) => Passage {
            inside: vec![passage(Form::Words, format!("@{}", name(&member)))],
            ..passage(Form::Member, member.to_string())
        },
    };
    mention::parts(words, mentions).into_iter().map(part).collect()
}

const fn passage(form: Form, text: String) -> Passage {
    Passage { form, text, inside: Vec::new() }
}

/// Returns the passage that a tag begins.
fn begun(tag: &Tag<'_>) -> Passage {
    let form = match tag {
        Tag::Paragraph => Form::Paragraph,
        Tag::Heading { level: HeadingLevel::H1, .. } => Form::Heading,
        Tag::Heading { level: HeadingLevel::H2, .. } => Form::Subheading,
        Tag::Heading { .. } => Form::Minor,
        Tag::BlockQuote(_) => Form::Quote,
        Tag::CodeBlock(_) => Form::Lines,
        Tag::List(None) => Form::List,
        Tag::List(Some(first)) => return passage(Form::Counted, first.to_string()),
        Tag::Item => Form::Entry,
        Tag::Emphasis => Form::Stressed,
        Tag::Strong => Form::Strong,
        Tag::Strikethrough => Form::Struck,
        Tag::Link { dest_url, .. } if is_safe(dest_url) => {
            return passage(Form::Link, dest_url.to_string());
        }
        // A picture would ask somebody for it: its words stand for it.
        Tag::Image { .. } | Tag::Link { .. } | Tag::HtmlBlock => Form::Plain,
        // What is not asked for above never comes.
        Tag::Table(_)
        | Tag::TableHead
        | Tag::TableRow
        | Tag::TableCell
        | Tag::FootnoteDefinition(_)
        | Tag::DefinitionList
        | Tag::DefinitionListTitle
        | Tag::DefinitionListDefinition
        | Tag::Superscript
        | Tag::Subscript
        | Tag::MetadataBlock(_) => Form::Plain,
    };
    passage(form, String::new())
}

/// Whether a link leads where a reader may be led.
fn is_safe(address: &str) -> bool {
    let begins = |scheme: &&str| {
        address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    SCHEMES.iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_the_words_without_their_forms() {
        let text = "# Cargo\n\nTo carry *planks*, [or](https://example.org) `crates`.\nSoon";
        assert_eq!(line(text, 100), "Cargo To carry planks, or crates. Soon");
        assert_eq!(line(text, 8), "Cargo To…");
        assert_eq!(line("", 8), "");
    }

    /// Writes passages as a short line: `form(text…)`.
    fn told(passages: &[Passage]) -> String {
        passages
            .iter()
            .map(|one| format!("{:?}({}{})", one.form, one.text, told(&one.inside)))
            .collect()
    }

    fn all(passages: &[Passage]) -> Vec<&Passage> {
        passages.iter().flat_map(|one| std::iter::once(one).chain(all(&one.inside))).collect()
    }

    #[test]
    fn what_people_write_gets_its_form() {
        let text = "# Perceuse\n\n**Deux** batteries, *un* ~~vieux~~ chargeur :\nneuf\n\n3. charger\n4. `serrer`\n\n> doucement\n\n---\n\n[Notice](https://example.org/a?b=c)";
        assert_eq!(
            told(&read(text)),
            "Heading(Words(Perceuse))Paragraph(Strong(Words(Deux))Words( batteries, )\
             Stressed(Words(un))Words( )Struck(Words(vieux))Words( chargeur :)Break()Words(neuf))\
             Counted(3Entry(Words(charger))Entry(Code(serrer)))Quote(Paragraph(Words(doucement)))\
             Rule()Paragraph(Link(https://example.org/a?b=cWords(Notice)))"
        );
    }

    #[test]
    fn what_somebody_writes_as_html_stays_words() {
        for text in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "<div onclick='x'>\n\n</div>",
        ] {
            let passages = read(text);
            let words: String = all(&passages).iter().map(|one| one.text.as_str()).collect();
            assert!(words.contains('<') && all(&passages).iter().all(|one| one.form != Form::Link));
        }
    }

    #[test]
    fn a_link_leads_only_to_the_web_or_a_letter() {
        for address in ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//a", "x"]
        {
            let passages = read(&format!("[a]({address}) ![b]({address})"));
            assert!(all(&passages).iter().all(|one| one.form != Form::Link), "{address}");
        }
        for address in ["HTTPS://example.org", "mailto:a@example.org"] {
            let passages = read(&format!("[a]({address})"));
            let link = |one: &&Passage| one.form == Form::Link && one.text == address;
            assert!(all(&passages).iter().any(link), "{address}");
        }
    }

    #[test]
    fn forms_stand_in_each_other_only_so_deep() {
        fn depth(passages: &[Passage]) -> usize {
            passages.iter().map(|one| 1 + depth(&one.inside)).max().unwrap_or(0)
        }
        let passages = read(&format!("{} deep\n\nand on", "> ".repeat(5_000)));
        assert_eq!(depth(&passages), DEEPEST + 1);
        assert!(all(&passages).iter().any(|one| one.text == "deep"));
        assert!(told(&passages).ends_with("Paragraph(Words(and on))"));
    }
}
