//! The desktop's window: the real program under a display of its own, driven through WebDriver.

use serde_json::{Value, json};

use crate::harness::{browser::Browser, csv, journey, replica::Replica};

/// Calls a command as the page does, and returns `{"reply": …}` or `{"refusal": …}`.
async fn invoke(window: &Browser, command: &str, arguments: Value) -> Value {
    let script = "
        const [command, arguments_, done] = arguments;
        window.__TAURI__.core.invoke(command, arguments_)
            .then(reply => done({ reply }), refusal => done({ refusal }));";
    window.execute_async(script, vec![json!(command), arguments]).await
}

#[tokio::test]
async fn the_page_commands_the_application_and_nothing_else() {
    let replica = Replica::new();
    let window = Browser::desktop(&replica.data()).await;
    let fields = json!({"command": {"name": "Atelier du Port", "member": "Ana"}});
    let made = invoke(&window, "create_space", fields).await;
    assert_eq!(made["reply"]["name"], "Atelier du Port", "{made}");
    let refused = invoke(&window, "create_space", json!({"command": {"name": ""}})).await;
    assert_eq!(refused["refusal"]["code"], "bad-request", "{refused}");
    for command in ["plugin:window|set_title", "plugin:event|emit", "plugin:path|resolve"] {
        let denied = invoke(&window, command, json!({"label": "main", "value": "x"})).await;
        let words = denied["refusal"].as_str().unwrap_or_default();
        assert!(words.contains("not allowed"), "{command}: {denied}");
    }
    window.close().await;
}

#[tokio::test]
async fn the_command_line_works_beside_the_window_and_after_it() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let window = Browser::desktop(&replica.data()).await;
    let file = replica.file("assets.csv", &csv::snipe_it(1, 5));
    let report = replica.run(&["import", &file]).await;
    assert_eq!(report["created"], 5, "{report}");
    let listed = invoke(&window, "list_items", json!({"command": {}})).await;
    assert_eq!(listed["reply"]["total"], 5, "{listed}");
    window.close().await;
    // The window is gone, and with it its hold on the directory.
    assert_eq!(replica.run(&["verify"]).await["ok"], true);
}

#[tokio::test]
async fn the_window_keeps_what_was_done_in_it() {
    let replica = Replica::new();
    let window = Browser::desktop(&replica.data()).await;
    journey::begin(&window, &replica, "window").await;
    window.close().await;
    let window = Browser::desktop(&replica.data()).await;
    journey::go_on(&window, &replica).await;
    window.close().await;
}
