//! What holds for the interface as a whole: its words, its colours, its looks.

use std::{collections::BTreeMap, fs, path::PathBuf};

use etabli_api::{ApiError, ErrorCode};
use etabli_i18n::{Language, Messages};
use yew::{prelude::*, provide};

use crate::{
    components::{
        answer::{Refusal, answered},
        drawing::{Drawing, Empty},
    },
    query::Query,
    words::Words,
};

mod colours;

/// Returns where this package is: what was compiled in a clone elsewhere, and kept in a cache, names
/// that one.
fn package() -> PathBuf {
    let told = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    told.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")))
}

/// Returns the sources of the interface without their tests.
fn sources() -> Vec<(PathBuf, String)> {
    fn collect(folder: PathBuf, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(path, found);
            } else if !path.ends_with("tests.rs") {
                let text = fs::read_to_string(&path).unwrap();
                let shown = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
                found.push((path, shown.to_owned()));
            }
        }
    }
    let mut found = Vec::new();
    collect(package().join("src"), &mut found);
    found.retain(|(path, _)| !path.components().any(|part| part.as_os_str() == "tests"));
    assert!(found.len() > 30, "only {} sources", found.len());
    found
}

/// Returns every string that follows `start` up to the next quote.
fn after<'a>(text: &'a str, start: &str) -> Vec<&'a str> {
    text.split(start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn nothing_on_a_screen_is_written_outside_the_messages() {
    let messages = Messages::of(Language::English);
    // What is left are the values of an attribute, and the names of messages.
    let says = |text: &str| {
        let named = ["true", "false"].contains(&text) || messages.find(text, &[]).is_some();
        !named && text.chars().any(char::is_alphabetic)
    };
    for (path, text) in sources() {
        for start in ["{ \"", ">{\"", "title=\"", "placeholder=\"", "aria-label=\"", "alt=\""] {
            for found in after(&text, start) {
                assert!(!says(found), "{}: {start}{found}", path.display());
            }
        }
    }
}

#[test]
fn every_message_that_is_asked_for_exists() {
    let messages = Messages::of(Language::English);
    for (path, text) in sources() {
        for start in ["words.t(\"", "words.with(\"", "words.count(\""] {
            for id in after(&text, start) {
                assert!(messages.find(id, &[]).is_some(), "{}: {id}", path.display());
            }
        }
    }
    let built =
        ["theme-system", "theme-light", "theme-dark", "density-comfortable", "density-compact"];
    for id in [
        "letters-on",
        "letters-off",
        "step-item-text",
        "step-place-text",
        "step-invite-text",
        "step-lend-text",
        "step-device-text",
    ] {
        assert!(messages.find(id, &[]).is_some(), "{id}");
    }
    let formats =
        ["auto", "snipe-it", "homebox", "shelf", "fab-manager", "commonsbooking", "places", "csv"]
            .map(|name| format!("import-format-{name}"));
    for other in ["field", "skip", "reference", "labels", "model", "loan"] {
        assert!(messages.find(&format!("import-field-{other}"), &[]).is_some(), "{other}");
    }
    let fields = ["name", "tag", "category", "place", "quantity", "note"];
    for id in built.map(str::to_owned).into_iter().chain(formats) {
        assert!(messages.find(&id, &[]).is_some(), "{id}");
    }
    for field in fields {
        assert!(messages.find(&format!("field-{field}"), &[]).is_some(), "{field}");
    }
}

#[test]
fn every_control_has_a_name_for_tests() {
    for (path, text) in sources() {
        for control in ["<button", "<input", "<select", "<textarea", "<a "] {
            for found in text.split(control).skip(1) {
                // A `>` of an arrow or a comparison has a space or a dash before it.
                let tag = found.split("data-testid").next().unwrap_or_default();
                assert!(
                    tag.len() < found.len() && !tag.contains("</"),
                    "{}: {control}{}",
                    path.display(),
                    found.chars().take(60).collect::<String>()
                );
            }
        }
    }
}

/// Properties of [`Stage`].
#[derive(Properties, PartialEq)]
struct StageProps {
    shown: Html,
}

#[component]
fn Stage(props: &StageProps) -> Html {
    provide(Words::of(Language::French), props.shown.clone())
}

/// Renders in French, without a browser.
pub(crate) async fn rendered(shown: Html) -> String {
    let rendering = async move {
        let renderer = yew::LocalServerRenderer::<Stage>::with_props(StageProps { shown });
        renderer.hydratable(false).render().await
    };
    tokio::task::LocalSet::new().run_until(rendering).await
}

#[tokio::test]
async fn a_refusal_says_what_happened_and_what_to_do() {
    let html = rendered({
        let error = ApiError::new(ErrorCode::NotYours).with("owner", "Bo");
        html! { <Refusal error={Some(error)} /> }
    })
    .await;
    assert!(html.contains("role=\"alert\""), "{html}");
    assert!(html.contains("data-code=\"not-yours\""), "{html}");
    assert!(html.contains("Demandez à Bo"), "{html}");
}

#[tokio::test]
async fn no_refusal_leaves_an_empty_place_for_one() {
    let html = rendered(html! { <Refusal error={None::<ApiError>} /> }).await;
    assert_eq!(html, "<div role=\"alert\" class=\"refusal\"></div>");
}

#[tokio::test]
async fn a_question_without_an_answer_says_so() {
    let html = rendered({
        answered(Words::of(Language::French), &Query::<()>::Loading, |()| Html::default())
    })
    .await;
    assert!(html.contains("Un instant…"), "{html}");
    let html = rendered({
        let failed = Query::<()>::Failed(ErrorCode::StorageFailed.into());
        answered(Words::of(Language::French), &failed, |()| Html::default())
    })
    .await;
    assert!(html.contains("Réessayer"), "{html}");
    // The line about the lost link says what is so and has the button: once is enough.
    let html = rendered({
        let lost = Query::<()>::Failed(ErrorCode::Disconnected.into());
        answered(Words::of(Language::French), &lost, |()| Html::default())
    })
    .await;
    assert!(html.contains("Pas encore lu") && !html.contains("alert"), "{html}");
}

#[tokio::test]
async fn an_empty_screen_says_what_to_do() {
    let html = rendered({
        html! { <Empty id="x" drawing={Drawing::Board} title="Rien" text="Ajoutez." /> }
    })
    .await;
    assert!(html.contains("<h2>Rien</h2>") && html.contains("aria-hidden"), "{html}");
}

#[test]
fn the_page_asks_nobody_outside() {
    let root = package();
    let mut files = BTreeMap::new();
    for folder in ["style", "assets", "."] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
            if ["css", "html", "js"].contains(&kind) {
                files.insert(path.clone(), fs::read_to_string(&path).unwrap());
            }
        }
    }
    assert!(files.len() >= 7);
    for (path, text) in files {
        assert!(!text.contains("http:") && !text.contains("https:"), "{}", path.display());
        assert!(!text.contains(" style=") && !text.contains("<script>"), "{}", path.display());
    }
}
