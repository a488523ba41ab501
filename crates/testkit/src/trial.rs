//! A trial: what people, links and disks do to each other, step by step, and what must hold after.
//!
//! A [`Step`] carries all that decides what it does, so that a script without some of its steps is a
//! script, too: that is how a failing one is shrunk. A step that cannot be done does nothing.

use crate::{Random, hostile::Trick, network::Faults, peer::Tail};

mod course;

pub use course::{Course, Failure, run, run_with};

/// Those who take part: three stewards, two members, and a member who lies.
pub const PEOPLE: [&str; 6] = ["Ana", "Bo", "Cy", "Di", "Eve", "Mallory"];
/// Which of them lies.
pub const LIAR: usize = 5;

/// What somebody decides about another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// To suspend them.
    Suspend,
    /// To want them excluded.
    Exclude,
    /// To make them a steward.
    Promote,
    /// To make them an ordinary member.
    Demote,
    /// To let them take part again.
    Reinstate,
    /// To make an entry stand, by its number among those of the trial.
    Ratify(usize),
    /// That only stewards admit, or everybody again.
    Admitting,
    /// That only stewards edit the catalogue, or everybody again.
    Editing,
    /// To take their device out.
    TakeOut,
    /// To leave.
    Leave,
}

/// What somebody says of a booking they see, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// That it is confirmed.
    Confirm,
    /// That it is cancelled.
    Cancel,
    /// That they have seen it.
    See,
    /// That it is to be so many hours later.
    Move(u8),
    /// That of what it takes so many may be booked at once.
    Capacity(u8),
    /// That they are there for its first time, so many hours after it began.
    Begin(u8),
    /// That the rest of its first time is free, so many hours after it began.
    Release(u8),
}

/// Something that happens. People, and copies of their disks after them, go by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Somebody lends something.
    Lend {
        /// Who.
        who: usize,
        /// What.
        item: u8,
    },
    /// Somebody takes a loan back.
    TakeBack {
        /// Who.
        who: usize,
        /// Which of those they see.
        nth: usize,
    },
    /// Somebody books something.
    Book {
        /// Who.
        who: usize,
        /// What.
        item: u8,
        /// From which hour on.
        hour: u8,
        /// How many times, a day apart.
        times: u8,
    },
    /// Somebody says something of a booking.
    Remark {
        /// Who.
        who: usize,
        /// Of which of those they see.
        nth: usize,
        /// What.
        remark: Remark,
    },
    /// Somebody adds an item.
    Add {
        /// Who.
        who: usize,
        /// Which.
        number: u64,
    },
    /// Somebody renames an item.
    Rename {
        /// Who.
        who: usize,
        /// Which of those they see.
        nth: usize,
    },
    /// Somebody writes how to reach them.
    Tell {
        /// Who.
        who: usize,
    },
    /// Somebody has forgotten how to reach them.
    Forget {
        /// Who.
        who: usize,
    },
    /// Somebody decides something.
    Decide {
        /// Who.
        who: usize,
        /// About whom.
        about: usize,
        /// What.
        decision: Decision,
        /// Whether they decide even where their log forked, as a liar would.
        stubborn: bool,
    },
    /// Somebody with a newer version writes what others do not know.
    Future {
        /// Who.
        who: usize,
        /// Whether it is about authority.
        authority: bool,
    },
    /// Somebody goes back to an older version, which does not know some kinds of acts.
    Downgrade {
        /// Who.
        who: usize,
    },
    /// Somebody's disk is copied, and the copy goes on by itself.
    Copy {
        /// Whose.
        who: usize,
    },
    /// Somebody's clock is set, off by so many days.
    Clock {
        /// Whose.
        who: usize,
        /// By how much.
        days: i64,
    },
    /// Somebody's power is cut at their next write.
    Tear {
        /// Whose.
        who: usize,
        /// What is left of it.
        tail: Tail,
    },
    /// Somebody turns their computer off.
    Off {
        /// Who.
        who: usize,
    },
    /// And on again.
    On {
        /// Who.
        who: usize,
    },
    /// Two meet.
    Link {
        /// One.
        one: usize,
        /// The other.
        other: usize,
    },
    /// All links are cut.
    Cut,
    /// The network falls into two parts, by the bits of a number.
    Split {
        /// The number.
        mask: u8,
    },
    /// It becomes one again.
    Heal,
    /// So many frames are delivered.
    Run {
        /// How many.
        frames: usize,
        /// What happens to them.
        faults: Faults,
        /// In which order.
        seed: u64,
    },
    /// The liar lies.
    Lie {
        /// How.
        trick: Trick,
        /// With which numbers.
        seed: u64,
    },
}

/// What a script is about, mostly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Everything.
    Everything,
    /// Decisions about each other.
    Quarrels,
    /// Lies, among people who mean well.
    Lies,
}

/// Returns the script of a seed.
pub fn script(seed: u64, kind: Kind, steps: usize) -> Vec<Step> {
    let mut random = Random::new(seed);
    (0..steps).map(|_| step(&mut random, kind)).collect()
}

fn step(random: &mut Random, kind: Kind) -> Step {
    // Copies come after the people.
    let who = random.below(PEOPLE.len() + 2);
    match (kind, random.below(32)) {
        (_, 0..=2) => Step::Lend { who, item: u8::try_from(random.below(6)).unwrap_or(0) },
        (_, 3) if random.one_in(2) => Step::Book {
            who,
            item: random.below(4) as u8,
            hour: random.below(12) as u8,
            times: random.below(3) as u8 + 1,
        },
        (_, 4) if random.one_in(2) => {
            Step::Remark { who, nth: random.below(16), remark: remark(random) }
        }
        (_, 3) => Step::TakeBack { who, nth: random.below(8) },
        (_, 5) if random.one_in(2) => Step::Tell { who },
        (_, 4 | 5) => Step::Add { who, number: random.below(1 << 30) as u64 },
        (_, 6) => Step::Rename { who, nth: random.below(8) },
        (_, 7..=11) => Step::Link { one: who, other: random.below(PEOPLE.len() + 2) },
        (_, 12..=15) => {
            Step::Run { frames: random.below(60), faults: faults(random), seed: random.next() }
        }
        (Kind::Lies, 16..=28) | (Kind::Everything, 16 | 17) => {
            Step::Lie { trick: Trick::any(random), seed: random.next() }
        }
        (_, 29) => Step::Cut,
        (_, 30) => Step::Clock { who, days: random.below(1461) as i64 - 730 },
        (Kind::Quarrels, 16..=28) | (_, 18..=24) => {
            let decision = decision(random);
            let stubborn = random.one_in(3);
            Step::Decide { who, about: random.below(PEOPLE.len()), decision, stubborn }
        }
        (_, 25) if random.one_in(2) => Step::Copy { who },
        (_, 25) if random.one_in(3) => Step::Downgrade { who },
        (_, 25) => Step::Split { mask: random.below(256) as u8 },
        (_, 26) if random.one_in(2) => Step::Forget { who },
        (_, 26) => Step::Heal,
        (_, 27) => {
            Step::Tear { who, tail: if random.one_in(2) { Tail::Torn } else { Tail::Whole } }
        }
        (_, 28) if random.one_in(2) => Step::Off { who },
        (_, 28) => Step::On { who },
        (_, _) => Step::Future { who, authority: random.one_in(12) },
    }
}

fn remark(random: &mut Random) -> Remark {
    match random.below(8) {
        0 => Remark::Confirm,
        1 => Remark::Cancel,
        2 | 3 => Remark::See,
        4 => Remark::Move(random.below(6) as u8),
        5 => Remark::Begin(random.below(3) as u8),
        6 => Remark::Release(random.below(3) as u8),
        _ => Remark::Capacity(random.below(3) as u8),
    }
}

fn decision(random: &mut Random) -> Decision {
    match random.below(12) {
        0 | 1 => Decision::Suspend,
        2 | 3 => Decision::Exclude,
        4 => Decision::Promote,
        5 => Decision::Demote,
        6 => Decision::Reinstate,
        7 | 8 => Decision::Ratify(random.below(64)),
        9 => Decision::Admitting,
        10 => Decision::Editing,
        _ if random.one_in(3) => Decision::Leave,
        _ => Decision::TakeOut,
    }
}

fn faults(random: &mut Random) -> Faults {
    let mut often = || if random.one_in(2) { 0 } else { 2 + random.below(8) };
    Faults { drop: often(), duplicate: often(), reorder: often(), delay: often() }
}
