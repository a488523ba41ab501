//! The desktop's window: the real program under a display of its own, driven through WebDriver.

use std::{os::unix::fs::PermissionsExt, path::Path};

use serde_json::{Value, json};
use tokio::{process::Command, time::timeout};

use crate::harness::{
    browser::Browser,
    csv, journey,
    process::LIMIT,
    program::etabli_desktop,
    replica::{Replica, surround},
};

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

#[tokio::test]
async fn a_second_start_brings_the_open_window_to_the_front_and_a_link_to_its_code() {
    let replica = Replica::new();
    let window = Browser::desktop(&replica.data()).await;
    window.find("welcome-create").await;
    let again = |words: &'static [&'static str]| {
        let mut command = Command::new(etabli_desktop());
        let folder = replica.state();
        surround(&mut command, folder.parent().unwrap());
        // It finds the window before it looks for a screen of its own.
        command.env("DISPLAY", ":none").arg("--data").arg(replica.data()).args(words);
        command.kill_on_drop(true).output()
    };
    let ended = timeout(LIMIT, again(&[])).await.expect("it ends").unwrap();
    assert!(ended.status.success(), "{ended:?}");
    let ended = timeout(LIMIT, again(&["etabli:no-such-code"])).await.expect("it ends").unwrap();
    assert!(ended.status.success(), "{ended:?}");
    let field = window.find("join-ticket").await;
    // The code is filled in just after the field is there.
    window.settle().await;
    assert_eq!(field.prop("value").await.unwrap().as_deref(), Some("etabli:no-such-code"));
    // Nothing happens by itself, and the code does not stay in the address.
    let address = window.execute("return location.hash").await;
    assert_eq!(address, "#/join");
    window.click("join-check").await;
    window.shows("This is not an invitation code").await;
    window.close().await;
}

#[tokio::test]
async fn the_window_asks_where_to_keep_a_file_and_keeps_its_choices() {
    let replica = Replica::new();
    let kept = tempfile::tempdir().unwrap();
    let window = Browser::desktop_with(&replica.data(), &[("ETABLI_SAVE_TO", kept.path())]).await;
    let content = json!({"command": {"name": "../liste.csv", "content": "YSxi"}});
    let saved = invoke(&window, "save_file", content).await;
    let path = kept.path().join("liste.csv");
    assert_eq!(saved["reply"].as_str(), path.to_str(), "{saved}");
    assert_eq!(std::fs::read_to_string(path).unwrap(), "a,b");
    let read = async || invoke(&window, "read_window", json!({"command": {}})).await;
    let before = read().await;
    let none = json!({"autostart": false, "background": false, "reminders": true});
    assert_eq!(before["reply"]["choices"], none, "{before}");
    let choices = json!({"autostart": true, "background": true, "reminders": false});
    let set = json!({"command": {"choices": choices}});
    let chosen = invoke(&window, "set_window", set).await;
    assert_eq!(chosen["reply"]["choices"], choices, "{chosen}");
    assert_eq!(read().await["reply"]["choices"], choices);
    window.close().await;
}

#[tokio::test]
async fn a_link_in_a_note_opens_in_the_browser_and_the_page_stays() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let note = "La [notice](https://example.org/a?b=c), et [rien](javascript:alert(1))";
    replica.run(&["item", "add", "--name", "Étau", "--tag", "E-1", "--note", note]).await;
    // What the system would open links with writes down what it is asked for.
    let programs = tempfile::tempdir().unwrap();
    let asked = programs.path().join("asked");
    let opener = programs.path().join("xdg-open");
    std::fs::write(&opener, format!("#!/bin/sh\necho \"$1\" >> '{}'\n", asked.display())).unwrap();
    std::fs::set_permissions(&opener, PermissionsExt::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", programs.path().display(), std::env::var("PATH").unwrap());
    let window = Browser::desktop_with(&replica.data(), &[("PATH", Path::new(&path))]).await;
    window.ready().await;
    window.open_row("E-1").await;
    assert_eq!(window.count("prose-link").await, 1);
    let before = window.execute("return location.href").await;
    // None of these may leave; the link after them is heard of last.
    for elsewhere in ["file:///etc/passwd", "javascript:alert(1)", "etabli:code"] {
        window.execute(&format!("window.open('{elsewhere}')")).await;
    }
    window.execute("location.href = 'https://example.org/instead'").await;
    window.click("prose-link").await;
    let looked = timeout(LIMIT, async {
        while !std::fs::read_to_string(&asked).is_ok_and(|told| told.ends_with('\n')) {
            window.settle().await;
        }
    });
    looked.await.expect("the link is opened");
    let told = std::fs::read_to_string(&asked).unwrap();
    assert_eq!(told, "https://example.org/a?b=c\n");
    assert_eq!(window.execute("return location.href").await, before);
    window.shows("Étau").await;
    window.close().await;
}
