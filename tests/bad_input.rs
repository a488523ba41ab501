//! What nobody should type, in Chromium: the layout holds, and a refusal is a sentence.

use serde_json::json;

use crate::harness::{browser::Browser, replica::Replica};

/// Puts a text into a field at once, as pasting does.
async fn paste(page: &Browser, name: &str, text: &str) {
    let script = "
        const [name, text, done] = arguments;
        const field = document.querySelector(`[data-testid=\"${name}\"]`);
        field.value = text;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        done(true);";
    page.find(name).await;
    page.execute_async(script, vec![json!(name), json!(text)]).await;
    page.settle().await;
}

#[tokio::test]
async fn strange_and_huge_words_break_neither_the_page_nor_its_refusals() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    page.ready().await;
    page.resize(320, 640).await;
    let long = "x".repeat(300);
    let huge = "Ab ".repeat(350_000);
    for (name, note) in [
        (long.as_str(), "a"),
        ("🪚🔨👩‍🔧🏳️‍🌈 atelier", "🪛"),
        ("מקדחה חשמלית \u{202e}abc", "مطرقة"),
        (huge.as_str(), "a"),
        ("Scie", huge.as_str()),
    ] {
        page.visit("#/inventory").await;
        page.click(if page.count("empty-add").await > 0 { "empty-add" } else { "add-open" }).await;
        paste(&page, "add-name", name).await;
        paste(&page, "add-note", note).await;
        assert!(page.fits().await, "the form does not fit");
        page.click("add-submit").await;
        let refused = page.count("error").await;
        assert!(page.fits().await, "what came of it does not fit");
        if refused > 0 {
            let said = page.find("error").await.text().await.unwrap();
            assert!(said.len() < 400, "{} bytes: {}", said.len(), &said[..200]);
            page.escape().await;
        }
        page.visit("#/inventory").await;
        assert!(page.fits().await, "the list does not fit");
    }
    page.visit("#/join").await;
    for code in [long.as_str(), "🪚", huge.as_str()] {
        paste(&page, "join-ticket", code).await;
        page.click("join-check").await;
        let said = page.find("error").await.text().await.unwrap();
        assert!(said.len() < 400, "{} bytes", said.len());
        assert!(page.fits().await, "the refused code does not fit");
    }
    page.picture("bad-input-join").await;
    page.close().await;
    served.end().await;
}
