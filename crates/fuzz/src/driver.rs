//! The loop: mangle, hand in, watch, keep what brought something new.
//!
//! A test that fails prints the bytes, so that they can become a test of their own.

use std::{
    cell::Cell,
    collections::HashSet,
    fmt::{self, Debug, Write as _},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Once,
    time::{Duration, Instant, UNIX_EPOCH},
};

use crate::{meter::peak_of, mutation::Mutation};

/// The most memory that one input may cost, in bytes.
pub const MOST_MEMORY: usize = 64 * 1024 * 1024;

/// No input may take longer; what does is as good as hanging.
const MOST_TIME: Duration = Duration::from_secs(10);
/// How long one decoder is tried in the long form.
const LONG: Duration = Duration::from_secs(60);
/// How long one decoder is tried in the short form, should its inputs be slow.
const SHORT: Duration = Duration::from_millis(600);
const SHORT_INPUTS: u64 = 2_000;
const MOST_KEPT: usize = 1_000;
const SHRINKING: Duration = Duration::from_secs(5);

/// A decoder's trial.
#[derive(Debug)]
pub struct Fuzz {
    name: &'static str,
    kept: Vec<Vec<u8>>,
    most: usize,
}

/// What trying came to.
#[derive(Debug, Default)]
struct Figures {
    inputs: u64,
    outcomes: HashSet<u64>,
    peak: usize,
    slowest: Duration,
}

impl Fuzz {
    /// Begins a trial with bytes that the decoder knows.
    pub fn new(name: &'static str, seeds: impl IntoIterator<Item = Vec<u8>>) -> Self {
        Self { name, kept: seeds.into_iter().collect(), most: 64 * 1024 }
    }

    /// Lets inputs be longer, or only shorter.
    #[must_use]
    pub fn at_most(self, most: usize) -> Self {
        Self { most, ..self }
    }

    /// Tries `decoder`, which says what came of its input; see [`outcome`].
    ///
    /// # Panics
    /// When the decoder panics, takes more than [`MOST_MEMORY`], or hangs; this is for tests.
    pub fn run(mut self, decoder: impl Fn(&[u8]) -> u64) {
        silence();
        let mut figures = Figures::default();
        let seeds = self.kept.clone();
        assert!(!seeds.is_empty(), "{}: nothing to mangle", self.name);
        let long = std::env::var_os("ETABLI_LONG").is_some_and(|set| !set.is_empty() && set != "0");
        let begun = Instant::now();
        for seed in &seeds {
            if long || begun.elapsed() < SHORT {
                self.one(&decoder, seed, &mut figures);
            }
        }
        // What fails is printed whole, so the long form can try something else every time.
        let seed = match long {
            true => UNIX_EPOCH.elapsed().map_or(0, |since| since.as_micros() as u64),
            false => self.name.len() as u64,
        };
        let mut mutation = Mutation::new(seed);
        let more = |inputs: u64| match long {
            true => begun.elapsed() < LONG,
            false => inputs < SHORT_INPUTS && begun.elapsed() < SHORT,
        };
        while more(figures.inputs) {
            let (one, other) = (self.pick(&mut mutation), self.pick(&mut mutation));
            let input = mutation.mangle(one, other, self.most);
            if self.one(&decoder, &input, &mut figures) && self.kept.len() < MOST_KEPT {
                self.kept.push(input);
            }
        }
        println!("{}: {figures} in {:.1} s", self.name, begun.elapsed().as_secs_f64());
    }

    fn pick(&self, mutation: &mut Mutation) -> &[u8] {
        self.kept.get(mutation.below(self.kept.len())).map(Vec::as_slice).unwrap_or_default()
    }

    /// Tries one input, and returns whether its outcome is new.
    fn one(&self, decoder: &impl Fn(&[u8]) -> u64, input: &[u8], figures: &mut Figures) -> bool {
        match attempt(decoder, input) {
            Ok(tried) => {
                figures.inputs += 1;
                figures.peak = figures.peak.max(tried.peak);
                figures.slowest = figures.slowest.max(tried.took);
                // What costs twice as much as anything before is worth mangling, too.
                let cost = u64::from(tried.peak.max(4096).ilog2()) << 56;
                figures.outcomes.insert(tried.outcome ^ cost)
            }
            Err(fault) => {
                let input = shrunk(decoder, input, &fault);
                panic!("{}: {fault} on {} bytes: {}", self.name, input.len(), hex(&input));
            }
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} inputs, {} outcomes, at most {} KiB and {:.1} ms",
            self.inputs,
            self.outcomes.len(),
            self.peak.div_ceil(1024),
            self.slowest.as_secs_f64() * 1e3
        )
    }
}

/// Returns a number for what came of an input: its words, without the numbers among them, so that
/// the same refusal at another place is nothing new.
pub fn outcome(of: &impl Debug) -> u64 {
    struct Words(u64, usize);
    impl fmt::Write for Words {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            for byte in text.bytes().filter(|byte| !byte.is_ascii_digit()) {
                // FNV-1a.
                self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
                self.1 += 1;
            }
            if self.1 < 300 { Ok(()) } else { Err(fmt::Error) }
        }
    }
    let mut words = Words(0xcbf2_9ce4_8422_2325, 0);
    // Enough was read when it stops.
    write!(words, "{of:?}").ok();
    // The last byte is left for the cost.
    words.0 & (u64::MAX >> 8)
}

/// Returns a number for what was read: its kind, and about how much of it.
pub fn shape((kind, amount): (&str, usize)) -> u64 {
    outcome(&kind) ^ u64::from(amount.checked_ilog2().map_or(0, |log| log + 1))
}

/// What is wrong with a decoder.
#[derive(Debug, PartialEq, Eq)]
enum Fault {
    Panic(String),
    Memory(usize),
    Time(Duration),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Panic(words) => write!(f, "panicked ({words})"),
            Self::Memory(bytes) => write!(f, "took {bytes} bytes"),
            Self::Time(took) => write!(f, "took {took:?}"),
        }
    }
}

/// What an input without fault came to.
struct Tried {
    outcome: u64,
    peak: usize,
    took: Duration,
}

fn attempt(decoder: &impl Fn(&[u8]) -> u64, input: &[u8]) -> Result<Tried, Fault> {
    let begun = Instant::now();
    QUIET.set(true);
    let (done, peak) = peak_of(|| catch_unwind(AssertUnwindSafe(|| decoder(input))));
    QUIET.set(false);
    let took = begun.elapsed();
    match done {
        Err(payload) => {
            let words = payload.downcast_ref::<String>().cloned();
            let words = words.or_else(|| payload.downcast_ref::<&str>().map(|&w| w.to_owned()));
            Err(Fault::Panic(words.unwrap_or_default()))
        }
        Ok(_) if peak > MOST_MEMORY => Err(Fault::Memory(peak)),
        Ok(_) if took > MOST_TIME => Err(Fault::Time(took)),
        Ok(outcome) => Ok(Tried { outcome, peak, took }),
    }
}

/// Returns a shorter input with a fault of the same kind, as far as a few seconds find one.
fn shrunk(decoder: &impl Fn(&[u8]) -> u64, input: &[u8], fault: &Fault) -> Vec<u8> {
    let alike = |candidate: &[u8]| {
        attempt(decoder, candidate)
            .is_err_and(|found| std::mem::discriminant(&found) == std::mem::discriminant(fault))
    };
    let end = Instant::now() + SHRINKING;
    let mut input = input.to_vec();
    let mut size = input.len() / 2;
    while size > 0 && Instant::now() < end {
        let mut at = 0;
        while at < input.len() && Instant::now() < end {
            let mut shorter = input.clone();
            shorter.drain(at..(at + size).min(input.len()));
            if alike(&shorter) {
                input = shorter;
            } else {
                at += size;
            }
        }
        size /= 2;
    }
    input
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a text does not fail.
        write!(text, "{byte:02x}").ok();
        text
    })
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Keeps panics that a decoder catches itself, by the thousand, out of what the test prints.
fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                before(panic);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "panicked (too many)")]
    fn a_panic_is_found_and_shown() {
        Fuzz::new("fragile", [vec![1, 2, 3]]).run(|bytes| {
            assert!(bytes.len() < 6, "too many");
            outcome(&bytes.len())
        });
    }

    #[test]
    fn what_is_shown_is_as_short_as_the_fault_allows() {
        silence();
        let decoder = |bytes: &[u8]| {
            assert!(!bytes.contains(&7), "seven");
            0
        };
        let fault = Fault::Panic("seven".to_owned());
        assert_eq!(shrunk(&decoder, &[1, 2, 7, 3, 7, 4], &fault), [7]);
    }

    #[test]
    #[should_panic(expected = "took 67")]
    fn a_bomb_is_found() {
        Fuzz::new("bomb", [vec![0]]).run(|bytes| {
            let bomb = vec![0_u8; MOST_MEMORY + bytes.len() + 1];
            std::hint::black_box(bomb).len() as u64
        });
    }

    #[test]
    fn the_same_words_with_other_numbers_are_one_outcome() {
        assert_eq!(outcome(&("length", 3)), outcome(&("length", 44)));
        assert_ne!(outcome(&"length"), outcome(&"links"));
    }
}
