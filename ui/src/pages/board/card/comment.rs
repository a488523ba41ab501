//! Commenting on a card. After `@`, the members are offered by what is typed of their name: arrows
//! move along them, Enter or a press takes one, Esc leaves the words as they are.

use std::rc::Rc;

use etabli_api::{Topic, command::ListMembers, view::MemberStanding};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    components::{board::plain, popover::Popover},
    keys::{Along, step},
    query::use_query,
    space::use_space,
    words::use_words,
};

/// How many members are offered at once: whoever has more types one more letter.
const MOST: usize = 8;
/// How long what is typed of a name may be.
const LONGEST: usize = 60;

/// What is typed of a name: where it begins, and how far the words are that hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Begun {
    from: usize,
    to: usize,
    letters: String,
}

/// Returns the name that is being typed at a caret, counted in UTF-16 as browsers do.
fn begun(text: &str, caret: usize) -> Option<Begun> {
    let mut units = 0;
    let mut to = text.len();
    for (at, c) in text.char_indices() {
        if units >= caret {
            to = at;
            break;
        }
        units += c.len_utf16();
    }
    let before = text.get(..to)?;
    let sign = before.rfind('@')?;
    let inside = before.get(..sign)?.chars().next_back().is_some_and(char::is_alphanumeric);
    let from = sign.saturating_add(1);
    let letters = before.get(from..)?;
    let fits = !inside && letters.chars().count() <= LONGEST && !letters.starts_with(' ');
    fits.then(|| Begun { from, to, letters: plain(letters) })
}

/// Returns the words with a name in the place of what was typed of it, and where the caret goes.
fn taken(text: &str, begun: &Begun, name: &str) -> (String, u32) {
    let (before, after) =
        (text.get(..begun.from).unwrap_or_default(), text.get(begun.to..).unwrap_or_default());
    let head = format!("{before}{name} ");
    let caret = u32::try_from(head.encode_utf16().count()).unwrap_or(u32::MAX);
    (format!("{head}{}", after.trim_start()), caret)
}

/// Properties of [`AddComment`].
#[derive(Properties, PartialEq)]
pub(super) struct AddCommentProps {
    /// Hears the words, and whom they mention: a member's id and their name there.
    pub(super) on_add: Callback<(String, Vec<(String, String)>)>,
}

/// Takes a comment.
#[component]
pub(super) fn AddComment(props: &AddCommentProps) -> Html {
    let (words, space) = (use_words(), use_space());
    let field = use_node_ref();
    let members = use_query(ListMembers { space: space.named() }, &[Topic::Members]);
    let typed = use_state_eq(|| None::<Begun>);
    let at = use_state_eq(|| 0_usize);
    let chosen = use_mut_ref(Vec::<(String, String)>::new);
    let fits = |name: &str| match typed.as_ref() {
        Some(begun) => {
            let name = plain(name);
            name.starts_with(&begun.letters)
                || name.split(' ').any(|part| part.starts_with(&begun.letters))
        }
        None => false,
    };
    let all = members.ready();
    let active = all.iter().flat_map(|all| all.iter()).filter(|member| {
        !member.me && member.standing == MemberStanding::Active && !member.name.is_empty()
    });
    let offered = active.map(|member| (member.id.to_string(), member.name.clone()));
    let offered: Rc<[(String, String)]> = offered.filter(|it| fits(&it.1)).take(MOST).collect();
    let is_open = !offered.is_empty();
    let look = {
        let (field, typed, at) = (field.clone(), typed.setter(), at.setter());
        move || {
            let Some(input) = field.cast::<HtmlInputElement>() else { return };
            let caret = input.selection_start().ok().flatten().unwrap_or(0);
            typed.set(begun(&input.value(), usize::try_from(caret).unwrap_or(0)));
            at.set(0);
        }
    };
    let take = {
        let (field, typed, chosen) = (field.clone(), typed.clone(), chosen.clone());
        move |(member, name): (String, String)| {
            let Some(input) = field.cast::<HtmlInputElement>() else { return };
            if let Some(begun) = typed.as_ref() {
                let (text, caret) = taken(&input.value(), begun, &name);
                input.set_value(&text);
                if let Err(error) = input.set_selection_range(caret, caret) {
                    web_sys::console::error_1(&error);
                }
                chosen.borrow_mut().push((member, name));
            }
            typed.set(None);
        }
    };
    let oninput = {
        let look = look.clone();
        Callback::from(move |_: InputEvent| look())
    };
    let onclick = Callback::from(move |_: MouseEvent| look());
    let onblur = {
        let typed = typed.setter();
        Callback::from(move |_: FocusEvent| typed.set(None))
    };
    let onkeydown = {
        let (typed, at, offered, take) =
            (typed.setter(), at.clone(), offered.clone(), take.clone());
        Callback::from(move |event: KeyboardEvent| {
            let key = event.key();
            match key.as_str() {
                _ if offered.is_empty() => return,
                "ArrowDown" | "ArrowUp" => {
                    at.set(step(&key, Along::Down, Some(*at), offered.len()).unwrap_or(0));
                }
                "Enter" => match offered.get(*at) {
                    Some(one) => take(one.clone()),
                    None => return,
                },
                "Escape" => typed.set(None),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let onsubmit = {
        let (field, chosen, on_add) = (field.clone(), chosen.clone(), props.on_add.clone());
        let typed = typed.setter();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(input) = field.cast::<HtmlInputElement>() else { return };
            let text = input.value().trim().to_owned();
            if !text.is_empty() {
                input.set_value("");
                typed.set(None);
                on_add.emit((text, std::mem::take(&mut *chosen.borrow_mut())));
            }
        })
    };
    // A press in the list must not take the focus out of the field.
    let keep = Callback::from(|event: MouseEvent| event.prevent_default());
    let option_id = |place: usize| format!("card-mention-option-{place}");
    let rows = offered.iter().enumerate().map(|(place, one)| {
        let onclick = {
            let (take, one) = (take.clone(), one.clone());
            Callback::from(move |_: MouseEvent| take(one.clone()))
        };
        let marked = if *at == place { "true" } else { "false" };
        html! {
            <li key={one.0.clone()} id={option_id(place)} class="option" role="option" {onclick}
                aria-selected={marked} data-testid="card-mention">
                <span>{ words.person(&one.1) }</span>
            </li>
        }
    });
    let label = words.t("card-comment-add");
    let count = u32::try_from(offered.len()).unwrap_or(u32::MAX);
    html! {
        <form class="field-row" {onsubmit}>
            <input ref={field.clone()} class="input" type="text" role="combobox" autocomplete="off"
                aria-autocomplete="list" aria-expanded={if is_open { "true" } else { "false" }}
                aria-controls={is_open.then_some("card-mentions")}
                aria-activedescendant={is_open.then(|| option_id(*at))}
                aria-label={label.clone()} placeholder={words.t("card-comment-hint")}
                {oninput} {onkeydown} {onclick} {onblur} data-testid="card-comment-add" />
            <p role="status" class="hidden-label">
                if is_open { { words.count("combobox-found", count) } }
            </p>
            if is_open {
                <Popover anchor={field} kind="manual">
                    <ul id="card-mentions" role="listbox" aria-label={words.t("card-mention")}
                        onmousedown={keep}>{ for rows }</ul>
                </Popover>
            }
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_typed_from_its_sign_to_the_caret() {
        let letters = |text: &str, caret| begun(text, caret).map(|it| it.letters);
        assert_eq!(letters("Hi @É", 5).as_deref(), Some("e"));
        assert_eq!(letters("🔧 @Ana x", 5).as_deref(), Some("a"));
        assert_eq!(letters("@ana ma", 7).as_deref(), Some("ana ma"));
        for (none, caret) in [("Hi", 2), ("a@b", 3), ("@ x", 3), ("@Ana", 0), ("", 0)] {
            assert_eq!(letters(none, caret), None, "{none}");
        }
    }

    #[test]
    fn a_name_takes_the_place_of_its_letters() {
        let text = "🔧 @an soon";
        let begun = begun(text, 6).unwrap();
        assert_eq!(taken(text, &begun, "Ana"), ("🔧 @Ana soon".to_owned(), 8));
    }
}
