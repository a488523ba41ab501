//! What a person wants of bookings, decided by what is known here.
//!
//! All of it asks [`fits`] beside the bookings that stand and go on, and beside what is out on
//! loan: a loan takes its item by fact, and never moves for a booking.

use super::{
    Booking, Bookings, Outcome, Sureness, Use, fits,
    rules::{Breach, Rules},
};
use crate::{
    act::{
        BeginBooking, Book, CancelBooking, Claim, ConfirmBooking, MOST_OCCURRENCES, Occurrence,
        ReleaseBooking, Wall, said_for,
    },
    id::{BookingId, LoanId, MemberId, ResourceId},
    lending::{Lending, Loan},
    time::Timestamp,
};

/// A minute, in milliseconds: free times start with one.
const MINUTE: i64 = 60 * 1000;
/// How many moments are tried, at most, when a free time is looked for.
const MOST_TRIED: usize = 512;
/// How far ahead a free time is looked for, in milliseconds: 366 days.
const HORIZON: i64 = 366 * 24 * 60 * 60 * 1000;

/// What a booking is decided by, and for whom.
#[derive(Debug, Clone, Copy)]
pub struct Asker<'a> {
    /// The bookings.
    pub bookings: &'a Bookings,
    /// The loans.
    pub lending: &'a Lending,
    /// Who asks: what they have on loan is not in their own way. Nobody: what is told is for anyone.
    pub member: Option<MemberId>,
    /// The time now.
    pub now: Timestamp,
    /// How many there are of something about which nothing was said yet, and will be before it is
    /// booked.
    pub counted: Option<(ResourceId, u32)>,
    /// What is said of when and how it may be booked; nothing when somebody books all the same.
    pub rules: Option<&'a Rules>,
}

/// Who is in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// A booking.
    Booking(BookingId),
    /// A loan that is out.
    Loan(LoanId),
    /// Nobody: there are not as many.
    Nobody,
}

/// What is in the way of a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Obstacle {
    /// Of what there is not enough.
    pub resource: ResourceId,
    /// How many there are.
    pub capacity: u32,
    /// At which of the times that were asked for.
    pub during: Occurrence,
    /// Who is in the way first.
    pub holder: Holder,
    /// Until when, as far as is known.
    pub until: Option<Timestamp>,
}

/// What a person wants booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// What it takes.
    pub claims: Vec<Claim>,
    /// When.
    pub occurrences: Vec<Occurrence>,
    /// What people read of that.
    pub wall: Wall,
    /// The booking it takes the place of.
    pub replaces: Option<BookingId>,
}

/// Why something about bookings cannot be done, as far as is known here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It would end before it starts.
    #[error("it would end before it starts")]
    EndBeforeStart,
    /// All of it has passed.
    #[error("it is over already")]
    InThePast,
    /// It is not within the bounds of what a booking may be.
    #[error("a booking cannot be so long, so often, or take so many things")]
    OutOfBounds,
    /// Nothing was asked for.
    #[error("the quantity is zero")]
    NoUnits,
    /// Something is in the way.
    #[error("something is in the way")]
    Taken(Box<Obstacle>),
    /// It is against the rules of what is booked.
    #[error("it is against the rules of what is booked")]
    Against(Box<Breach>),
    /// The booking has ended.
    #[error("the booking has ended")]
    Ended,
    /// It is somebody else's.
    #[error("only whoever booked may do that")]
    NotTheirs,
    /// Somebody else answers for what it takes.
    #[error("somebody else answers for what it takes")]
    NotEntitled,
    /// It is confirmed already.
    #[error("it is confirmed already")]
    ConfirmedAlready,
    /// Another booking has what it takes.
    #[error("another booking has what it takes")]
    Displaced(Option<BookingId>),
    /// None of its times is under way.
    #[error("none of its times is under way")]
    NotNow,
    /// Whoever booked is there already.
    #[error("whoever booked is there already")]
    BegunAlready,
    /// Whoever booked may still come.
    #[error("whoever booked may still come")]
    InGrace(Timestamp),
    /// Nothing of it is on offer.
    #[error("nothing of it is on offer")]
    NothingOffered,
}

impl Wish {
    /// Decides a booking.
    pub fn decide(self, asker: &Asker<'_>) -> Result<Book, Refusal> {
        if self.claims.iter().all(|claim| claim.units == 0) {
            return Err(Refusal::NoUnits);
        }
        if self.occurrences.iter().any(|during| during.end <= during.start) {
            return Err(Refusal::EndBeforeStart);
        }
        if self.occurrences.len() <= MOST_OCCURRENCES
            && self.occurrences.iter().all(|during| during.end <= asker.now)
        {
            return Err(Refusal::InThePast);
        }
        if let Some(replaced) = self.replaces {
            asker.own(&replaced)?;
        }
        let Self { claims, occurrences, wall, replaces } = self;
        let book = Book { claims, occurrences, wall, replaces, more: Vec::new() };
        if !book.makes_sense() {
            return Err(Refusal::OutOfBounds);
        }
        if let Some(rules) = asker.rules {
            let checked = rules.check(asker, &book.claims, &book.occurrences, replaces);
            checked.map_err(|breach| Refusal::Against(Box::new(breach)))?;
        }
        for during in &book.occurrences {
            if let Some(obstacle) = asker.obstacle(&book.claims, *during, replaces) {
                return Err(Refusal::Taken(Box::new(obstacle)));
            }
        }
        Ok(book)
    }
}

impl Asker<'_> {
    /// Returns whether a member is whoever asks, by whichever of their names.
    pub fn is(&self, member: &MemberId) -> bool {
        let first = self.bookings.first_name(member);
        self.member.is_some_and(|asking| self.bookings.first_name(&asking) == first)
    }

    /// Returns a booking of the person's that goes on.
    fn own(&self, id: &BookingId) -> Result<Booking<'_>, Refusal> {
        let booking = self.bookings.booking(id).ok_or(Refusal::Ended)?;
        if !self.is(&booking.by) {
            return Err(Refusal::NotTheirs);
        }
        if booking.is_live() { Ok(booking) } else { Err(Refusal::Ended) }
    }

    /// Returns how many there are of a resource.
    fn capacity(&self, resource: &ResourceId) -> u32 {
        let counted = self.counted.filter(|(counted, _)| counted == resource);
        counted.map_or_else(|| self.bookings.capacity(resource).0, |(_, units)| units)
    }

    /// Returns claims as they are known now: by what was said last of how many there are.
    pub fn claim(&self, resource: ResourceId, units: u32) -> Claim {
        Claim { resource, units, capacity: self.bookings.capacity(&resource).1 }
    }

    /// Returns what is in the way of claims at a time, but for one booking.
    pub fn obstacle(
        &self,
        claims: &[Claim],
        during: Occurrence,
        but_for: Option<BookingId>,
    ) -> Option<Obstacle> {
        claims.iter().find_map(|claim| {
            let capacity = self.capacity(&claim.resource);
            self.obstacle_to(claim, capacity, during, |booking| Some(booking.id) == but_for)
        })
    }

    /// Returns the first booking of somebody else's that handing over claims for a time would put
    /// at risk. `quantity` is how many there are of what is handed over.
    pub fn booked(&self, claims: &[Claim], quantity: u32, during: Occurrence) -> Option<Obstacle> {
        let own = |booking: &Booking<'_>| self.is(&booking.by);
        claims.iter().find_map(|claim| {
            let capacity = match claim.units {
                0 => self.capacity(&claim.resource),
                _ => quantity,
            };
            let obstacle = self.obstacle_to(claim, capacity, during, own)?;
            matches!(obstacle.holder, Holder::Booking(_)).then_some(obstacle)
        })
    }

    fn obstacle_to(
        &self,
        claim: &Claim,
        capacity: u32,
        during: Occurrence,
        left_out: impl Fn(&Booking<'_>) -> bool,
    ) -> Option<Obstacle> {
        let mut others = self.others(claim, during, left_out, Overdue::Back);
        let wanted = Use { units: claim.units, during };
        if fits(capacity, wanted, others.iter().map(|(used, _)| *used)) {
            return None;
        }
        others.sort_by_key(|(used, holder)| {
            (matches!(holder, Holder::Loan(_)), used.during.start, used.during.end)
        });
        let first = others.first().filter(|_| claim.units.max(1) <= capacity);
        Some(Obstacle {
            resource: claim.resource,
            capacity,
            during,
            holder: first.map_or(Holder::Nobody, |(_, holder)| *holder),
            until: first.map(|(used, _)| used.during.end).filter(|end| *end < Timestamp::END),
        })
    }

    /// Returns what is taken at a time and could be in the way of a claim: by bookings that stand
    /// and go on, and by loans that are out.
    fn others(
        &self,
        claim: &Claim,
        during: Occurrence,
        left_out: impl Fn(&Booking<'_>) -> bool,
        overdue: Overdue,
    ) -> Vec<(Use, Holder)> {
        let booked = self.bookings.beside(claim, during).filter_map(|(slot, used)| {
            let booking = self.bookings.shown(slot.record)?;
            let released = booking.attended(usize::from(slot.occurrence));
            let released = released.is_some_and(|it| it.released.is_some());
            let counts = booking.is_live() && !released && !left_out(&booking);
            counts.then_some((used, Holder::Booking(booking.id)))
        });
        let lent =
            self.loans(&claim.resource, overdue).filter(|(_, used)| used.during.overlaps(&during));
        booked.chain(lent.map(|(loan, used)| (used, Holder::Loan(loan.id)))).collect()
    }

    /// Returns what others have on loan of a resource, and until when.
    fn loans(&self, resource: &ResourceId, overdue: Overdue) -> impl Iterator<Item = (&Loan, Use)> {
        let item = match resource {
            ResourceId::Item(item) => self.lending.item(item),
            ResourceId::Place(_) => None,
        };
        let loans = item.into_iter().flat_map(|item| item.loans());
        loans.filter(|loan| loan.out() > 0).filter_map(move |loan| {
            let end = match (loan.due, overdue) {
                (Some(due), _) if due > self.now => due,
                (Some(_), Overdue::Back) => self.now,
                (Some(_), Overdue::Out) | (None, _) => Timestamp::END,
            };
            let during = Occurrence { start: loan.since, end };
            (!self.is(&loan.to)).then_some((loan, Use { units: loan.out(), during }))
        })
    }

    /// Returns the loans that are out and leave too few of what a booking takes, at times of it
    /// that stand and are not over.
    pub fn risks(&self, booking: &Booking<'_>) -> Vec<LoanId> {
        let asker = Self { member: Some(booking.by), ..*self };
        let mut risks = Vec::new();
        if !booking.is_live() {
            return risks;
        }
        for claim in booking.book.claims.iter().filter(|claim| claim.units > 0) {
            if asker.loans(&claim.resource, Overdue::Out).next().is_none() {
                continue;
            }
            let capacity = self.bookings.capacity_of(claim, booking.position);
            for (during, outcome) in booking.times() {
                let over = during.end <= self.now || booking.is_released(&during);
                if outcome != Outcome::Stands || over {
                    continue;
                }
                let own = |other: &Booking<'_>| other.id == booking.id;
                let others = asker.others(claim, during, own, Overdue::Out);
                let wanted = Use { units: claim.units, during };
                if !fits(capacity, wanted, others.iter().map(|(used, _)| *used)) {
                    risks.extend(others.iter().filter_map(|(_, holder)| match holder {
                        Holder::Loan(loan) => Some(*loan),
                        Holder::Booking(_) | Holder::Nobody => None,
                    }));
                }
            }
        }
        risks.sort_unstable();
        risks.dedup();
        risks
    }

    /// Returns the times of a booking that are displaced and for which there is room by now: its
    /// author may take them.
    pub fn offered(&self, booking: &Booking<'_>) -> Vec<Occurrence> {
        if !booking.is_live() {
            return Vec::new();
        }
        let claims: Vec<Claim> = self.claims_now(booking.book);
        let asker = Self { member: Some(booking.by), ..*self };
        booking
            .times()
            .filter(|(during, outcome)| *outcome != Outcome::Stands && during.end > self.now)
            .map(|(during, _)| during)
            .filter(|during| asker.obstacle(&claims, *during, Some(booking.id)).is_none())
            .collect()
    }

    /// Returns what a booking claims, by what was said last of how many there are.
    pub fn claims_now(&self, book: &Book) -> Vec<Claim> {
        book.claims.iter().map(|claim| self.claim(claim.resource, claim.units)).collect()
    }

    /// Decides to take what a booking is offered: all of it, in its place, if nothing of it stands,
    /// or else the times that are free, beside it.
    pub fn take_offer(&self, id: &BookingId) -> Result<Book, Refusal> {
        let booking = self.own(id)?;
        let occurrences = self.offered(&booking);
        if occurrences.is_empty() {
            return Err(Refusal::NothingOffered);
        }
        let rest = booking.times().filter(|(during, _)| !occurrences.contains(during));
        let mut rest = rest.filter(|(during, _)| during.end > self.now);
        let whole = rest.next().is_none();
        let wall = booking.book.wall.clone();
        let rule = if whole { wall.rule.clone() } else { String::new() };
        let wish = Wish {
            claims: self.claims_now(booking.book),
            occurrences,
            wall: Wall { rule, ..wall },
            replaces: whole.then_some(*id),
        };
        let said = said_for(&booking.book.more);
        wish.decide(self).map(|book| book.saying_for(said.as_ref()))
    }

    /// Decides to end a booking: one's own, or one of what one answers for.
    pub fn cancel(
        &self,
        id: &BookingId,
        answers_for: impl Fn(&ResourceId) -> bool,
    ) -> Result<CancelBooking, Refusal> {
        let (booking, more) = (*id, Vec::new());
        let resources = match self.own(id) {
            Ok(_) => Vec::new(),
            Err(Refusal::NotTheirs) => self.answered(id, answers_for)?,
            Err(refusal) => return Err(refusal),
        };
        Ok(CancelBooking { booking, resources, more })
    }

    /// Decides to say that one is there for a time of one's booking that is under way, or starts
    /// within so many minutes.
    pub fn begin(&self, id: &BookingId, early: u32) -> Result<BeginBooking, Refusal> {
        let booking = self.own(id)?;
        let ahead = self.now.plus(i64::from(early) * MINUTE);
        let (occurrence, during) = self.current(&booking, ahead).ok_or(Refusal::NotNow)?;
        if booking.attended(usize::from(occurrence)).is_some() {
            return Err(Refusal::BegunAlready);
        }
        let at = self.now.max(during.start);
        Ok(BeginBooking { booking: *id, occurrence, at, more: Vec::new() })
    }

    /// Decides to give the rest of a time free: of one's own booking, or of one that nobody began in
    /// so many minutes. Without such a time, nobody may but whoever booked and who answers for it.
    pub fn release(
        &self,
        id: &BookingId,
        grace: Option<u32>,
        answers_for: impl Fn(&ResourceId) -> bool,
    ) -> Result<ReleaseBooking, Refusal> {
        let booking = self.bookings.booking(id).filter(Booking::is_live).ok_or(Refusal::Ended)?;
        let (occurrence, during) = self.current(&booking, self.now).ok_or(Refusal::NotNow)?;
        let attended = booking.attended(usize::from(occurrence));
        if attended.is_some_and(|it| it.released.is_some()) {
            return Err(Refusal::Ended);
        }
        if self.own(id).is_err() {
            if attended.is_some_and(|it| it.begun.is_some()) {
                return Err(Refusal::BegunAlready);
            }
            let answers = booking.book.claims.iter().any(|claim| answers_for(&claim.resource));
            let grace = grace.or(answers.then_some(0)).ok_or(Refusal::NotTheirs)?;
            let from = during.start.plus(i64::from(grace) * MINUTE);
            if self.now < from {
                return Err(Refusal::InGrace(from));
            }
        }
        Ok(ReleaseBooking { booking: *id, occurrence, at: self.now, more: Vec::new() })
    }

    /// Returns the time of a booking that stands and is under way, or will be at an instant.
    fn current(&self, booking: &Booking<'_>, ahead: Timestamp) -> Option<(u16, Occurrence)> {
        let mut times = (0_u16..).zip(booking.times());
        let (number, (during, _)) = times.find(|(_, (during, outcome))| {
            *outcome == Outcome::Stands && during.start <= ahead && self.now < during.end
        })?;
        Some((number, during))
    }

    /// Decides to confirm a booking of what one answers for.
    pub fn confirm(
        &self,
        id: &BookingId,
        answers_for: impl Fn(&ResourceId) -> bool,
    ) -> Result<ConfirmBooking, Refusal> {
        let resources = self.answered(id, answers_for)?;
        let booking = self.bookings.booking(id).ok_or(Refusal::Ended)?;
        let lost = booking.outcomes.iter().find_map(|outcome| match outcome {
            Outcome::Displaced { winner, .. } => Some(*winner),
            Outcome::Stands => None,
        });
        match (booking.standing.sureness, lost) {
            (Sureness::Confirmed(_), _) => Err(Refusal::ConfirmedAlready),
            (_, Some(winner)) if booking.is_displaced() => Err(Refusal::Displaced(winner)),
            (Sureness::Seen(_) | Sureness::Held, _) => {
                Ok(ConfirmBooking { booking: *id, resources, more: Vec::new() })
            }
        }
    }

    /// Returns what of a booking that goes on somebody answers for.
    fn answered(
        &self,
        id: &BookingId,
        answers_for: impl Fn(&ResourceId) -> bool,
    ) -> Result<Vec<ResourceId>, Refusal> {
        let booking = self.bookings.booking(id).ok_or(Refusal::Ended)?;
        if !booking.is_live() {
            return Err(Refusal::Ended);
        }
        let taken = booking.book.claims.iter().filter(|claim| claim.units > 0);
        let resources: Vec<ResourceId> =
            taken.map(|claim| claim.resource).filter(answers_for).collect();
        if resources.is_empty() { Err(Refusal::NotEntitled) } else { Ok(resources) }
    }

    /// Returns the next times of a length at which claims are free, from an instant on.
    pub fn next_free(
        &self,
        claims: &[Claim],
        length: i64,
        from: Timestamp,
        most: usize,
    ) -> Vec<Occurrence> {
        let ahead = Occurrence { start: from, end: from.plus(HORIZON) };
        let gap = self.rules.map_or(0, Rules::gap);
        let mut starts: Vec<Timestamp> = claims
            .iter()
            .flat_map(|claim| self.others(claim, ahead, |_| false, Overdue::Back))
            .map(|(used, _)| whole_minute(used.during.end.plus(gap)))
            .chain(self.rules.iter().flat_map(|rules| rules.starts(self.now)).map(whole_minute))
            .filter(|end| from < *end && *end < ahead.end)
            .chain([whole_minute(from)])
            .collect();
        starts.sort_unstable();
        starts.dedup();
        let mut found: Vec<Occurrence> = Vec::new();
        for start in starts.into_iter().take(MOST_TRIED) {
            let during = Occurrence { start, end: start.plus(length) };
            let apart = found.last().is_none_or(|last| last.end <= start);
            let admitted = |rules: &Rules| rules.offers(self, claims, during);
            if apart
                && self.obstacle(claims, during, None).is_none()
                && self.rules.is_none_or(admitted)
            {
                found.push(during);
            }
            if found.len() >= most {
                break;
            }
        }
        found
    }

    /// Returns how many more may take what the first claim is of, piece by piece of a time.
    pub fn free(&self, claims: &[Claim], during: Occurrence) -> Vec<(Occurrence, u32)> {
        let Some(first) = claims.first() else { return Vec::new() };
        let mut edges = vec![during.start, during.end];
        for claim in claims {
            for (used, _) in self.others(claim, during, |_| false, Overdue::Back) {
                edges.extend([used.during.start, used.during.end]);
            }
        }
        edges.retain(|edge| during.start <= *edge && *edge <= during.end);
        edges.sort_unstable();
        edges.dedup();
        let mut pieces: Vec<(Occurrence, u32)> = Vec::new();
        for (start, end) in edges.iter().zip(edges.iter().skip(1)) {
            let piece = Occurrence { start: *start, end: *end };
            let rest = claims.get(1..).unwrap_or_default();
            let left = match self.obstacle(rest, piece, None) {
                Some(_) => 0,
                None => self.left(first, piece),
            };
            match pieces.last_mut() {
                Some((last, same)) if *same == left => last.end = piece.end,
                Some(_) | None => pieces.push((piece, left)),
            }
        }
        pieces
    }

    /// Returns how many are left of a resource throughout a time in which nothing changes.
    fn left(&self, claim: &Claim, during: Occurrence) -> u32 {
        let taker = Claim { units: claim.units.max(1), ..*claim };
        let others = self.others(&taker, during, |_| false, Overdue::Back);
        let inside = others.iter().any(|(used, _)| used.units == 0);
        let used =
            others.iter().fold(u32::from(inside), |sum, (used, _)| sum.saturating_add(used.units));
        self.capacity(&claim.resource).saturating_sub(used)
    }
}

/// Returns the first whole minute from an instant on.
const fn whole_minute(at: Timestamp) -> Timestamp {
    let over = at.0.rem_euclid(MINUTE);
    if over == 0 { at } else { at.plus(MINUTE - over) }
}

/// What is made of a loan that should have come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Overdue {
    /// That it comes back any moment.
    Back,
    /// That nobody knows when it comes back.
    Out,
}
