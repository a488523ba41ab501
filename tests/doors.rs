//! Coming in where somebody is asked, and second devices: the real programs and the page.

use serde_json::{Value, json};

use crate::harness::{browser::Browser, replica::Replica};

async fn space(replica: &Replica) {
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    replica.run(&["item", "add", "--name", "Drill", "--tag", "D1"]).await;
}

async fn state(replica: &Replica) -> Value {
    replica.run(&["verify"]).await["state"].clone()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

#[tokio::test]
async fn a_guest_is_let_in_by_a_person_who_compared_four_words() {
    let (ana, bo) = (Replica::new(), Replica::new());
    space(&ana).await;
    let served = ana.serve(&["--no-web"]).await;
    let invite = ana.run(&["invite", "--approve", "ask"]).await;
    let join = ["join", text(&invite["ticket"]), "--member", "Bo", "--timeout"];
    let waiting = bo.try_run(&[&join[..], &["3s"]].concat()).await.unwrap_err();
    assert_eq!(waiting["error"]["code"], "join-waiting", "{waiting}");
    assert_eq!(bo.run(&["space", "list"]).await, json!([]));

    let guests = ana.run(&["member", "guests"]).await;
    assert_eq!(guests[0]["name"], "Bo", "{guests}");
    let words = text(&guests[0]["words"]);
    assert_eq!(words.split(' ').count(), 4, "{words}");
    assert!(text(&waiting["error"]["message"]).contains(words), "{waiting} {words}");
    assert_eq!(ana.run(&["member", "admit", "Bo"]).await, json!([]));

    // The same code again, and Bo is in.
    bo.run(&[&join[..], &["60s"]].concat()).await;
    bo.run(&["sync", "--timeout", "60s"]).await;
    assert_eq!(state(&bo).await, state(&ana).await);
    let again = ana.try_run(&["member", "refuse", "Bo"]).await.unwrap_err();
    assert_eq!(again["error"]["code"], "guest-gone", "{again}");
    served.end().await;
}

#[tokio::test]
async fn a_second_device_is_added_and_taken_out_again() {
    let (ana, other) = (Replica::new(), Replica::new());
    space(&ana).await;
    let mut adding = ana.start(&["device", "add", "--yes"]);
    let code: Value = serde_json::from_str(&adding.line().await).unwrap();
    let joined = other.run(&["join", text(&code["ticket"])]).await;
    assert_eq!(joined["member_name"], "Ana", "{joined}");
    let added: Value = serde_json::from_str(&adding.line().await).unwrap();
    assert_eq!((&added["added"], &added["member"]), (&json!(true), &json!("Ana")), "{added}");
    adding.done().await;
    assert_eq!(state(&other).await, state(&ana).await);

    // It writes as the same member.
    other.run(&["lend", "D1", "--to", "Ana"]).await;
    let devices = other.run(&["device", "list"]).await;
    assert_eq!(devices.as_array().unwrap().len(), 2, "{devices}");
    let members = other.run(&["member", "list"]).await;
    assert_eq!(members.as_array().unwrap().len(), 1, "{members}");
    let device = text(&added["id"]);
    let left = ana.run(&["device", "revoke", device]).await;
    let revoked = left.as_array().unwrap().iter().find(|one| one["id"] == added["id"]).unwrap();
    assert_eq!(revoked["standing"], "revoked", "{left}");
}

#[tokio::test]
async fn both_pages_show_the_same_words_until_somebody_answers() {
    let (ana, bo, other) = (Replica::new(), Replica::new(), Replica::new());
    space(&ana).await;
    let (served, served_bo) = (ana.serve(&[]).await, bo.serve(&[]).await);
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    let guest = Browser::chromium(&served_bo.web.clone().unwrap()).await;

    page.click("nav-members").await;
    page.click("invite-open").await;
    page.choose("invite-approve", 1).await;
    page.picture("chromium-invite-ask").await;
    page.click("invite-submit").await;
    let ticket = page.find("invite-ticket").await.prop("value").await.unwrap().unwrap();
    page.find("invite-asks").await;
    page.click("invite-dialog-close").await;

    guest.click("welcome-join").await;
    guest.fill("join-ticket", &ticket).await;
    guest.click("join-check").await;
    guest.fill("join-member", "Bo").await;
    guest.click("join-submit").await;
    let words = guest.find("wait-words").await.text().await.unwrap();
    for (theme, width, height) in [("light", 1280, 800), ("dark", 720, 520), ("light", 320, 640)] {
        guest.look(theme, width, height).await;
        assert!(guest.fits().await, "the page is wider than {width}");
        guest.picture(&format!("chromium-wait-{theme}-{width}x{height}")).await;
    }
    assert_eq!(page.find("guest-words").await.text().await.unwrap(), words);
    for (theme, width, height) in [("light", 1280, 800), ("dark", 720, 520), ("light", 320, 640)] {
        page.look(theme, width, height).await;
        assert!(page.fits().await, "the page is wider than {width}");
        page.picture(&format!("chromium-guest-{theme}-{width}x{height}")).await;
    }
    page.look("light", 1280, 800).await;
    page.click("guest-admit").await;
    guest.shows("Drill").await;
    assert_eq!(page.count("guest").await, 0);
    page.shows("Bo").await;
    guest.close().await;
    served_bo.end().await;

    // A steward leads through a new device for somebody who lost theirs.
    page.open_member("Bo").await;
    page.click("member-replace").await;
    page.find("device-ticket").await;
    page.picture("chromium-replace").await;
    page.click("device-add-close").await;

    // A second computer of Ana's.
    page.click("sync-line").await;
    page.click("device-add-open").await;
    let ticket = page.find("device-ticket").await.prop("value").await.unwrap().unwrap();
    page.picture("chromium-device-add").await;
    let served_other = other.serve(&[]).await;
    let second = Browser::chromium(&served_other.web.clone().unwrap()).await;
    second.click("welcome-join").await;
    second.fill("join-ticket", &ticket).await;
    second.click("join-check").await;
    second.find("join-device").await;
    second.picture("chromium-join-device").await;
    second.click("join-submit").await;
    let words = second.find("wait-words").await.text().await.unwrap();
    page.shows(&words).await;
    for (theme, width, height) in [("light", 1280, 800), ("dark", 720, 520), ("light", 320, 640)] {
        page.look(theme, width, height).await;
        assert!(page.fits().await, "the page is wider than {width}");
        page.picture(&format!("chromium-device-words-{theme}-{width}x{height}")).await;
    }
    page.look("light", 1280, 800).await;
    page.click("guest-admit").await;
    page.find("device-add-done").await;
    page.picture("chromium-device-done").await;
    second.shows("Drill").await;
    second.close().await;
    served_other.end().await;
    page.close().await;
    served.end().await;
    assert_eq!(other.run(&["space", "show"]).await["member_name"], "Ana");
}
