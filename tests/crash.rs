//! Power cuts: the real program is killed at moments that a seed decides. What it acknowledged is
//! there when the directory opens again, and nothing is there by half.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::harness::{
    csv,
    length::long,
    replica::{Outcome, Replica},
};

const BATCH: usize = 8;

/// A small generator, so that a failing run can be run again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit.max(1)
    }
}

/// Until when a command is killed at the latest: drawn so that about half of all are done before,
/// whatever else the machine does, and the other half are cut anywhere on their way.
struct Fuse(Duration);

impl Fuse {
    fn delay(&self, dice: &mut Dice) -> Duration {
        Duration::from_micros(dice.below(u64::try_from(self.0.as_micros()).unwrap()))
    }

    fn learn(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Done => self.0 -= self.0 / 16,
            Outcome::Killed => self.0 += self.0 / 16,
        }
    }
}

async fn tags(replica: &Replica) -> Vec<String> {
    let items = replica.run(&["item", "list"]).await;
    let items = items.as_array().unwrap().iter();
    items.map(|item| item["tag"].as_str().unwrap().to_owned()).collect()
}

async fn lent(replica: &Replica) -> Vec<String> {
    let loans = replica.run(&["loan", "list", "--open"]).await;
    let loans = loans.as_array().unwrap().iter();
    loans.map(|loan| loan["tag"].as_str().unwrap().to_owned()).collect()
}

async fn verify(replica: &Replica) -> Value {
    let report = replica.run(&["verify"]).await;
    assert_eq!(report["ok"], true, "{report}");
    report
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_kill() {
    let rounds = if long() { 1000 } else { 50 };
    let begun = Instant::now();
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let file = replica.file("first.csv", &csv::snipe_it(0, BATCH));
    let start = Instant::now();
    replica.run(&["import", &file]).await;
    let mut fuses = [Fuse(start.elapsed() * 2), Fuse(start.elapsed() * 2)];

    let mut dice = Dice(0x5EED_0F00_E7AB);
    let mut here = BATCH;
    let mut out = Vec::new();
    // Killed commands, and those of them that had written all there was to write.
    let (mut killed, mut whole) = (0, 0);
    for round in 0..rounds {
        let fuse = &mut fuses[round % 2];
        let delay = fuse.delay(&mut dice);
        if round % 2 == 0 {
            let first = (round + 1) * 100;
            let file = replica.file("batch.csv", &csv::snipe_it(first, BATCH));
            let outcome = replica.run_and_kill(&["import", &file], delay).await;
            let found = tags(&replica).await;
            let new = found.len() - here;
            match outcome {
                Outcome::Done => assert_eq!(new, BATCH, "round {round}"),
                Outcome::Killed => assert!([0, BATCH].contains(&new), "round {round}: {new} rows"),
            }
            fuse.learn(&outcome);
            if let Outcome::Killed = outcome {
                killed += 1;
                whole += new / BATCH;
            }
            here = found.len();
        } else {
            let found = tags(&replica).await;
            let Some(tag) = found.iter().find(|tag| !out.contains(*tag)) else { continue };
            let outcome = replica.run_and_kill(&["lend", tag, "--to", "Ana"], delay).await;
            let now = lent(&replica).await;
            for tag in &out {
                assert!(now.contains(tag), "round {round}: the loan of {tag} is gone");
            }
            match outcome {
                Outcome::Done => assert!(now.contains(tag), "round {round}"),
                Outcome::Killed => assert!(now.len() <= out.len() + 1, "round {round}"),
            }
            fuse.learn(&outcome);
            if let Outcome::Killed = outcome {
                killed += 1;
                whole += now.len() - out.len();
            }
            out = now;
        }
        if round % 10 == 9 {
            verify(&replica).await;
        }
    }
    assert!(killed > rounds / 8, "only {killed} of {rounds} rounds were cut short");
    let report = verify(&replica).await;
    println!(
        "{rounds} rounds, {killed} killed on the way, {whole} of them after all was written; \
         {here} items, {} loans, {} entries: {:.0} s",
        out.len(),
        report["entries"],
        begun.elapsed().as_secs_f64()
    );
}

#[tokio::test]
async fn a_file_that_an_item_names_is_whole_after_a_kill() {
    let rounds = if long() { 300 } else { 24 };
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let mut dice = Dice(0xF11E_5EED_0000);
    let mut fuse: Option<Fuse> = None;
    let (mut killed, mut named) = (0, 0);
    for round in 0..rounds {
        // An item takes so many files only.
        let item = format!("Drill {}", round / 20);
        if round % 20 == 0 {
            replica.run(&["item", "add", "--name", &item]).await;
            named = 0;
        }
        let file = replica.file(&format!("{round}.txt"), &"words ".repeat(50_000 + round));
        let words = ["item", "file", "add", &item, &file];
        let start = Instant::now();
        let delay = fuse.as_ref().map_or(Duration::from_secs(60), |fuse| fuse.delay(&mut dice));
        let outcome = replica.run_and_kill(&words, delay).await;
        let fuse = fuse.get_or_insert_with(|| Fuse(start.elapsed() * 2));
        fuse.learn(&outcome);
        let files = replica.run(&["item", "file", "list", &item]).await;
        let files = files.as_array().unwrap();
        let new = files.len() - named;
        match outcome {
            Outcome::Done => assert_eq!(new, 1, "round {round}"),
            Outcome::Killed => assert!(new <= 1, "round {round}: {new} files"),
        }
        killed += usize::from(matches!(outcome, Outcome::Killed));
        named = files.len();
        assert!(files.iter().all(|file| file["here"] == true), "round {round}: {files:?}");
    }
    assert!(killed > rounds / 8, "only {killed} of {rounds} rounds were cut short");
    // Every file that is named was read and hashed.
    let report = verify(&replica).await;
    assert_eq!(
        (&report["files"]["elsewhere"], &report["files"]["damaged"]),
        (&0.into(), &0.into())
    );
    println!("{rounds} rounds, {killed} killed on the way, {} files", report["files"]["here"]);
}
