//! Two people, two computers: the real program, twice, as processes that meet, part and meet again.

use serde_json::Value;

use crate::harness::{csv, replica::Replica};

async fn import(replica: &Replica, file: &str) -> Value {
    let report = replica.run(&["import", file]).await;
    let sum = ["created", "updated", "unchanged"].iter().map(|k| number(&report[k])).sum::<u64>();
    let refused = report["refused"].as_array().unwrap().len() as u64;
    assert_eq!(number(&report["rows"]), sum + refused, "{report}");
    report
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is not a number"))
}

async fn names(replica: &Replica) -> Vec<String> {
    let items = replica.run(&["item", "list"]).await;
    let items = items.as_array().unwrap().iter();
    items.map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}

async fn state(replica: &Replica) -> String {
    let report = replica.run(&["verify"]).await;
    assert_eq!(report["ok"], true, "{report}");
    report["state"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn two_computers_part_and_become_equal_again() {
    let (ana, bo) = (Replica::new(), Replica::new());
    ana.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;

    let snipe_it = ana.file("assets.csv", &csv::snipe_it(1, 12));
    let homebox = ana.file("homebox.csv", &csv::homebox());
    for (file, format, rows) in [(&snipe_it, "snipe-it", 12), (&homebox, "homebox", 4)] {
        let first = import(&ana, file).await;
        assert_eq!(first["format"], format, "{first}");
        assert_eq!(number(&first["created"]), rows, "{first}");
        let again = import(&ana, file).await;
        assert_eq!(number(&again["unchanged"]), rows, "{again}");
    }

    let served = ana.serve(&["--no-web"]).await;
    let invite = ana.run(&["invite", "--expires", "1d"]).await;
    let ticket = invite["ticket"].as_str().unwrap();
    bo.run(&["join", ticket, "--member", "Bo", "--timeout", "60s"]).await;
    served.end().await;
    assert_eq!(names(&bo).await, names(&ana).await);
    assert_eq!(names(&bo).await.len(), 16);
    assert_eq!(state(&bo).await, state(&ana).await);

    // Apart, each goes on with what is there.
    let loan = ana.run(&["lend", "AP-0001", "--to", "Bo", "--due", "+7d"]).await;
    assert_eq!(loan["status"], "out", "{loan}");
    bo.run(&["item", "edit", "AP-0002", "--name", "Jigsaw with three blades"]).await;
    assert_ne!(state(&bo).await, state(&ana).await);

    let served = ana.serve(&["--no-web"]).await;
    let met = bo.run(&["sync", "--once", "--timeout", "60s"]).await;
    assert!(met.as_array().unwrap().iter().any(|peer| peer["equal"] == true), "{met}");
    assert_eq!(state(&bo).await, state(&ana).await);
    served.end().await;

    assert_eq!(state(&bo).await, state(&ana).await);
    let loans = bo.run(&["loan", "list", "--open"]).await;
    assert_eq!(loans[0]["id"], loan["id"], "{loans}");
    assert_eq!(loans[0]["to_name"], "Bo", "{loans}");
    assert!(names(&ana).await.iter().any(|name| name == "Jigsaw with three blades"));
}

#[tokio::test]
async fn a_used_ticket_opens_nothing_for_a_second_person() {
    let (ana, bo, eve) = (Replica::new(), Replica::new(), Replica::new());
    ana.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let served = ana.serve(&["--no-web"]).await;
    let invite = ana.run(&["invite", "--uses", "1"]).await;
    let ticket = invite["ticket"].as_str().unwrap();
    bo.run(&["join", ticket, "--member", "Bo"]).await;
    let refused = eve.try_run(&["join", ticket, "--member", "Eve", "--timeout", "20s"]).await;
    let refusal = refused.unwrap_err();
    assert_eq!(refusal["error"]["code"], "ticket-used-up", "{refusal}");
    assert_eq!(eve.run(&["space", "list"]).await, Value::Array(Vec::new()));
    served.end().await;
}

#[tokio::test]
async fn commands_go_through_the_process_that_holds_the_directory() {
    let ana = Replica::new();
    ana.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let served = ana.serve(&["--no-web"]).await;
    ana.run(&["item", "add", "--name", "Ladder", "--tag", "L1"]).await;
    assert_eq!(names(&ana).await, ["Ladder"]);
    served.kill().await;
    // The holder is gone without a word: the next command takes the directory itself.
    assert_eq!(names(&ana).await, ["Ladder"]);
}

#[tokio::test]
async fn s25_commands_at_once_on_one_directory_are_all_done() {
    let ana = Replica::new();
    ana.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let add = |name: &'static str, tag: &'static str| {
        let ana = &ana;
        async move { ana.run(&["item", "add", "--name", name, "--tag", tag]).await }
    };
    tokio::join!(add("Ladder", "L1"), add("Saw", "S1"), add("Drill", "D1"));
    let mut all = names(&ana).await;
    all.sort_unstable();
    assert_eq!(all, ["Drill", "Ladder", "Saw"]);
    // One more while a table is imported.
    let table = ana.file("assets.csv", &csv::snipe_it(1, 300));
    let (imported, _) = tokio::join!(import(&ana, &table), add("Lathe", "T1"));
    assert_eq!(number(&imported["created"]), 300, "{imported}");
    assert!(names(&ana).await.contains(&"Lathe".to_owned()));
}
