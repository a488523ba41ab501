//! Real hosts: computers with an address each, on switches whose cables are pulled and put back.
//! Nobody is told an address; discovery on the local network has to find everybody.
//!
//! Only in the long form, and only where namespaces can be made.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::harness::{
    lan::{Host, Lan, Switch},
    length::long,
    replica::{Replica, Served},
};

/// How long peers may take to find each other again: a little more than the longest pause between
/// two dials of one device.
const HEALING: Duration = Duration::from_secs(150);

/// A host with a peer on it.
struct Station {
    host: Host,
    replica: Replica,
}

/// Makes switches, unless this is the short form or the machine cannot.
fn lan() -> Option<Lan> {
    if !long() {
        println!("skipped: only in the long form");
        return None;
    }
    Lan::new().map_err(|reason| println!("skipped: {reason}")).ok()
}

impl Station {
    fn new(lan: &mut Lan) -> Self {
        let host = lan.host(Switch::First);
        Self { replica: Replica::on(host.clone()), host }
    }

    async fn found(lan: &mut Lan) -> Self {
        let ana = Self::new(lan);
        let create = ["space", "create", "--name", "Atelier du Port", "--member", "P1"];
        ana.replica.run(&create).await;
        ana
    }

    /// Stays on from here on.
    async fn serve(&self) -> Served {
        self.replica.serve(&["--no-web"]).await
    }

    async fn add(&self, name: &str) {
        self.replica.run(&["item", "add", "--name", name]).await;
    }

    async fn state(&self) -> Value {
        let report = self.replica.run(&["verify"]).await;
        assert_eq!(report["ok"], true, "{report}");
        report["state"].clone()
    }

    /// Waits until it knows that `count` other devices answer, no more and no fewer.
    async fn sees(&self, count: usize) {
        let start = Instant::now();
        loop {
            let status = self.replica.run(&["status"]).await;
            let devices = status["devices"].as_array().unwrap().iter();
            let seen = devices.filter(|device| device["connected"] == true).count();
            if seen == count {
                return;
            }
            assert!(start.elapsed() < HEALING, "sees {seen} instead of {count}: {status}");
        }
    }

    async fn items(&self) -> usize {
        self.replica.run(&["item", "list"]).await.as_array().unwrap().len()
    }
}

/// Makes members of one space, all served and in the first switch; the first one founded it.
async fn members(lan: &mut Lan, count: usize) -> (Vec<Station>, Vec<Served>) {
    let first = Station::found(lan).await;
    let mut served = vec![first.serve().await];
    let uses = count.to_string();
    let invite = first.replica.run(&["invite", "--uses", &uses]).await;
    let ticket = invite["ticket"].as_str().unwrap();
    let mut stations = vec![first];
    for number in 2..=count {
        let station = Station::new(lan);
        let name = format!("P{number}");
        station.replica.run(&["join", ticket, "--member", &name]).await;
        served.push(station.serve().await);
        stations.push(station);
    }
    (stations, served)
}

/// Looks until all have the same, and returns how long that took.
async fn equal(what: &str, stations: &[&Station]) -> Duration {
    let start = Instant::now();
    loop {
        let mut states = Vec::new();
        for station in stations {
            states.push(station.state().await);
        }
        if states.windows(2).all(|pair| pair[0] == pair[1]) {
            println!("{what}: {:.1} s", start.elapsed().as_secs_f64());
            return start.elapsed();
        }
        assert!(start.elapsed() < HEALING, "{what}: not equal after {HEALING:?}: {states:?}");
    }
}

async fn end(served: Vec<Served>) {
    for one in served {
        one.end().await;
    }
}

#[tokio::test]
async fn peers_find_each_other_without_an_address() {
    let Some(mut lan) = lan() else { return };
    let (stations, served) = members(&mut lan, 2).await;
    let [ana, bo] = stations.as_slice() else { panic!("two") };
    equal("joined by a code", &[ana, bo]).await;
    end(served).await;

    // Every address that anyone remembers is wrong from now on.
    lan.address(&ana.host, 78);
    lan.address(&bo.host, 78);
    ana.add("Drill").await;
    assert_ne!(ana.state().await, bo.state().await);
    let served = vec![ana.serve().await, bo.serve().await];
    equal("found on the local network", &[ana, bo]).await;
    assert_eq!(bo.items().await, 1);
    end(served).await;
}

#[tokio::test]
async fn a_cut_link_heals() {
    let Some(mut lan) = lan() else { return };
    let (stations, served) = members(&mut lan, 2).await;
    let [ana, bo] = stations.as_slice() else { panic!("two") };
    equal("before the cut", &[ana, bo]).await;

    // A short cut, which a link survives, and one that is too long for it.
    for (what, others) in [("a short cut", 1), ("a long cut", 0)] {
        lan.pull(&bo.host);
        ana.add("Drill").await;
        bo.add("Saw").await;
        ana.sees(others).await;
        bo.sees(others).await;
        assert_ne!(ana.state().await, bo.state().await, "nothing goes through a pulled cable");
        lan.plug(&bo.host, Switch::First);
        equal(&format!("healed after {what}"), &[ana, bo]).await;
    }
    assert_eq!(bo.items().await, 4);
    end(served).await;
}

#[tokio::test]
async fn a_third_carries_between_two_that_never_meet() {
    let Some(mut lan) = lan() else { return };
    let (stations, served) = members(&mut lan, 3).await;
    let [ana, bo, cy] = stations.as_slice() else { panic!("three") };
    equal("all in one place", &[ana, bo, cy]).await;

    lan.plug(&bo.host, Switch::Second);
    ana.add("Drill").await;
    bo.add("Saw").await;
    equal("the third with the first", &[ana, cy]).await;
    bo.sees(0).await;
    ana.sees(1).await;
    lan.plug(&cy.host, Switch::Second);
    equal("the third with the second", &[bo, cy]).await;
    ana.sees(0).await;
    assert_eq!((ana.items().await, bo.items().await), (1, 2));
    lan.plug(&cy.host, Switch::First);
    equal("the third with the first again", &[ana, cy]).await;
    assert_eq!(ana.state().await, bo.state().await);
    end(served).await;
}

#[tokio::test]
async fn ten_converge_after_a_partition() {
    let Some(mut lan) = lan() else { return };
    let (stations, served) = members(&mut lan, 10).await;
    let all: Vec<&Station> = stations.iter().collect();
    equal("ten joined", &all).await;

    let (left, right) = all.split_at(5);
    for station in right {
        lan.plug(&station.host, Switch::Second);
    }
    for station in &all {
        station.add("Drill").await;
    }
    for station in &all {
        station.sees(4).await;
    }
    equal("five on one side", left).await;
    equal("five on the other", right).await;
    assert_ne!(left[0].state().await, right[0].state().await);
    for station in right {
        lan.plug(&station.host, Switch::First);
    }
    equal("ten again", &all).await;
    assert_eq!(right[0].items().await, 10);
    end(served).await;
}
