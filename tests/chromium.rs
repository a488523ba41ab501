//! The interface that `etabli serve` shows, in Chromium.

use serde_json::json;

use crate::harness::{browser::Browser, journey, replica::Replica};

#[tokio::test]
async fn the_printed_link_opens_the_page_once() {
    let replica = Replica::new();
    let served = replica.serve(&[]).await;
    let link = served.web.clone().unwrap();
    let page = Browser::chromium(&link).await;
    assert_eq!(page.execute("return document.title").await, "Établi");
    let address = page.execute("return location.href").await;
    assert!(!address.as_str().unwrap().contains("token"), "{address}");
    // The cookie alone commands nothing.
    let script = "
        const done = arguments[arguments.length - 1];
        fetch('/api/list_spaces', { method: 'POST', body: '{}' }).then(r => done(r.status));";
    let status = page.execute_async(script, Vec::new()).await;
    assert!([json!(401), json!(403)].contains(&status), "{status}");
    page.close().await;

    let second = Browser::chromium(&link).await;
    assert_ne!(second.execute("return document.title").await, "Établi");
    second.close().await;
    served.end().await;
}

#[tokio::test]
async fn the_page_keeps_what_was_done_in_it() {
    let replica = Replica::new();
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    journey::begin(&page, &replica, "chromium").await;
    page.close().await;
    served.end().await;
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    journey::go_on(&page, &replica).await;
    page.close().await;
    served.end().await;
}
