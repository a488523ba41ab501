//! Words with a little form, as people write them in Markdown. They were read where the program
//! runs; here each form becomes its element.

use etabli_api::view::{Form, Passage};
use yew::{prelude::*, virtual_dom::VNode};

use crate::route::Route;

/// Draws a text. Its headings begin below those of the screen, at level 3.
pub(crate) fn markdown(text: &[Passage]) -> Html {
    html! { <div class="prose">{ drawn(text) }</div> }
}

fn drawn(passages: &[Passage]) -> VNode {
    passages.iter().map(element).collect()
}

/// Returns the element that a passage is.
fn element(passage: &Passage) -> Html {
    let inside = drawn(&passage.inside);
    let text = passage.text.clone();
    match passage.form {
        Form::Plain => inside,
        Form::Paragraph => html! { <p>{ inside }</p> },
        Form::Heading => html! { <h3>{ inside }</h3> },
        Form::Subheading => html! { <h4>{ inside }</h4> },
        Form::Minor => html! { <h5>{ inside }</h5> },
        Form::Quote => html! { <blockquote>{ inside }</blockquote> },
        Form::Lines => html! { <pre tabindex="0"><code>{ inside }</code></pre> },
        Form::List => html! { <ul>{ inside }</ul> },
        Form::Counted => html! { <ol start={text}>{ inside }</ol> },
        Form::Entry => html! { <li>{ inside }</li> },
        Form::Stressed => html! { <em>{ inside }</em> },
        Form::Strong => html! { <strong>{ inside }</strong> },
        Form::Struck => html! { <del>{ inside }</del> },
        Form::Link => html! {
            <a class="link" href={text} target="_blank" data-testid="prose-link"
                rel="noopener noreferrer nofollow">{ inside }</a>
        },
        Form::Member => match text.parse() {
            Ok(member) => html! {
                <a class="link" href={Route::Person(member).href()} data-testid="prose-member">
                    { inside }
                </a>
            },
            Err(_) => inside,
        },
        Form::Code => html! { <code>{ text }</code> },
        Form::Words => html! { { text } },
        Form::Break => html! { <br /> },
        Form::Rule => html! { <hr /> },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::rendered;

    fn passage(form: Form, text: &str, inside: Vec<Passage>) -> Passage {
        Passage { form, text: text.to_owned(), inside }
    }

    #[tokio::test]
    async fn each_form_becomes_its_element() {
        let words = || vec![passage(Form::Words, "<b>", Vec::new())];
        let text = [
            passage(Form::Heading, "", words()),
            passage(Form::Counted, "3", vec![passage(Form::Entry, "", words())]),
            passage(Form::Quote, "", vec![passage(Form::Paragraph, "", words())]),
            passage(Form::Link, "https://example.org/a?b=c", words()),
            passage(Form::Code, "8 Nm", Vec::new()),
        ];
        let html = rendered(markdown(&text)).await;
        for part in [
            "<h3>&lt;b&gt;</h3>",
            "<ol start=\"3\"><li>&lt;b&gt;</li></ol>",
            "<blockquote><p>&lt;b&gt;</p></blockquote>",
            "href=\"https://example.org/a?b=c\"",
            "rel=\"noopener noreferrer nofollow\"",
            "<code>8 Nm</code>",
        ] {
            assert!(html.contains(part), "{part} is not in {html}");
        }
    }
}
