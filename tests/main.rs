//! Tests of the whole: the real programs, as processes, with data directories of their own.
//!
//! Nothing here waits for a fixed time to pass, and every process a test starts ends with it.

mod harness;

mod crash;
mod dependencies;
mod tidy;
mod two_processes;
