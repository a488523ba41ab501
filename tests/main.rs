//! Tests of the whole: the real programs, as processes, with data directories of their own.
//!
//! Nothing here waits for a fixed time to pass, but where the time is what is tested; and every
//! process a test starts ends with it.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails right there"
)]

mod harness;

mod acceptance;
mod bad_input;
mod chapters;
mod chromium;
mod crash;
mod dependencies;
mod desk;
mod doors;
mod foreign;
mod goods;
mod history;
mod hosts;
mod hours;
mod keyboard;
mod lost;
mod mentions;
mod people;
mod photos;
mod pictures;
mod planning;
mod projects;
mod reading;
mod safety;
mod storage;
mod sweep;
mod terms;
mod tidy;
mod two_processes;
mod window;
mod words;
