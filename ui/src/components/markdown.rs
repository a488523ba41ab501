//! Words with a little form, as people write them in Markdown. Only what is listed here becomes
//! an element; what somebody writes as HTML is shown as they wrote it, and a link leads only to
//! the web or to a letter.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag};
use yew::{prelude::*, virtual_dom::VNode};

/// What a link may begin with.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// How much is read: whoever writes more has written a file.
const MOST: usize = 64 * 1024;

/// Draws a text. Its headings begin below those of the screen, at level 3.
pub(crate) fn markdown(text: &str) -> Html {
    let options = Options::ENABLE_STRIKETHROUGH;
    let end = text.floor_char_boundary(MOST);
    let mut open: Vec<(Option<Tag<'_>>, Vec<Html>)> = vec![(None, Vec::new())];
    for event in Parser::new_ext(text.get(..end).unwrap_or_default(), options) {
        let node = match event {
            Event::Start(tag) => {
                open.push((Some(tag), Vec::new()));
                continue;
            }
            Event::End(_) => {
                let Some((Some(tag), inside)) = open.pop() else { continue };
                element(&tag, inside)
            }
            Event::Text(words) | Event::Html(words) | Event::InlineHtml(words) => {
                html! { { words.into_string() } }
            }
            Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                html! { <code>{ words.into_string() }</code> }
            }
            Event::FootnoteReference(words) => html! { { words.into_string() } },
            // Whoever ends a line in a note means it.
            Event::SoftBreak | Event::HardBreak => html! { <br /> },
            Event::Rule => html! { <hr /> },
            Event::TaskListMarker(_) => continue,
        };
        if let Some((_, inside)) = open.last_mut() {
            inside.push(node);
        }
    }
    let shown: Html = open.into_iter().flat_map(|(_, inside)| inside).collect();
    html! { <div class="prose">{ shown }</div> }
}

/// Returns the element that a tag stands for.
fn element(tag: &Tag<'_>, inside: Vec<Html>) -> Html {
    let inside: VNode = inside.into_iter().collect();
    match tag {
        Tag::Paragraph => html! { <p>{ inside }</p> },
        Tag::Heading { level: HeadingLevel::H1, .. } => html! { <h3>{ inside }</h3> },
        Tag::Heading { level: HeadingLevel::H2, .. } => html! { <h4>{ inside }</h4> },
        Tag::Heading { .. } => html! { <h5>{ inside }</h5> },
        Tag::BlockQuote(_) => html! { <blockquote>{ inside }</blockquote> },
        Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => {
            html! { <pre tabindex="0"><code>{ inside }</code></pre> }
        }
        Tag::List(None) => html! { <ul>{ inside }</ul> },
        Tag::List(Some(first)) => html! { <ol start={first.to_string()}>{ inside }</ol> },
        Tag::Item => html! { <li>{ inside }</li> },
        Tag::Emphasis => html! { <em>{ inside }</em> },
        Tag::Strong => html! { <strong>{ inside }</strong> },
        Tag::Strikethrough => html! { <del>{ inside }</del> },
        Tag::Link { dest_url, .. } if is_safe(dest_url) => html! {
            <a class="link" href={dest_url.to_string()} target="_blank" data-testid="prose-link"
                rel="noopener noreferrer nofollow">{ inside }</a>
        },
        // A picture would ask somebody for it: its words stand for it.
        Tag::Image { .. } | Tag::Link { .. } | Tag::HtmlBlock => inside,
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
        | Tag::MetadataBlock(_) => inside,
    }
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
    use crate::tests::rendered;

    #[tokio::test]
    async fn what_people_write_gets_its_form() {
        let text = "# Perceuse\n\n**Deux** batteries, *un* chargeur :\n\n1. charger\n2. `serrer`\n\n> doucement\n\n[Notice](https://example.org/a?b=c)";
        let html = rendered(markdown(text)).await;
        for part in [
            "<h3>Perceuse</h3>",
            "<strong>Deux</strong>",
            "<em>un</em>",
            "<ol start=\"1\"><li>charger</li>",
            "<code>serrer</code>",
            "<blockquote><p>doucement</p></blockquote>",
            "href=\"https://example.org/a?b=c\"",
            "rel=\"noopener noreferrer nofollow\"",
        ] {
            assert!(html.contains(part), "{part} is not in {html}");
        }
    }

    #[tokio::test]
    async fn what_somebody_writes_as_html_stays_words() {
        for text in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "<div onclick='x'>\n\n</div>",
        ] {
            let html = rendered(markdown(text)).await;
            assert!(
                html.contains("&lt;") && !html.contains("<img") && !html.contains("<script"),
                "{html}"
            );
        }
    }

    #[tokio::test]
    async fn a_link_leads_only_to_the_web_or_a_letter() {
        for address in ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//a", "x"]
        {
            let html = rendered(markdown(&format!("[a]({address}) ![b]({address})"))).await;
            assert!(!html.contains("href") && !html.contains("src"), "{html}");
        }
        for address in ["HTTPS://example.org", "mailto:a@example.org"] {
            let html = rendered(markdown(&format!("[a]({address})"))).await;
            assert!(html.contains("href"), "{html}");
        }
    }
}
