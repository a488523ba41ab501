//! Every decoder that reads what others wrote, under hostile bytes: no panic, no hang, and never
//! more than 64 MiB for one input. What a decoder accepts must also say again what it said.
//!
//! Where a checksum, a signature or a compression guards a format, it is tried twice: as it comes,
//! and mangled inside with the guard made good again.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails right there")]

mod bodies;
mod calendars;
mod documents;
mod entries;
mod pages;
mod pictures;
mod tables;
mod wire;

use etabli_fuzz::Meter;

#[global_allocator]
static METER: Meter = Meter;
