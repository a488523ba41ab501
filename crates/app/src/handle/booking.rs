//! Booking items and places, and what is said of bookings.

use etabli_api::{
    ApiError, ErrorCode,
    command::{
        AcceptOffer, Book, CancelBooking, CheckBooking, ConfirmBooking, ListBookings, MoveBooking,
        ShowBooking,
    },
    view::{BookingCheck, BookingView, SpanView},
};
use etabli_model::{
    act::{self, Claim, Known, MOST_OCCURRENCES, Occurrence, Scope},
    booking::{Asker, Booking, Holder, Obstacle, Refusal, Wish, rules::Rules},
    id::{BookingId, LoanId, ResourceId, SpaceId},
    inventory::{Line, MOST_PIECES},
    lending,
    time::Timestamp,
};

use super::{Handle, breach, item, lending::cannot, training};
use crate::{
    clock,
    core::{ChangeError, Core, api_error},
    opening::Word,
    show,
    space::{Space, Stale},
    wall::{Repeat, Zone},
};

/// How many days a booking may last, as people are told.
const LONGEST_DAYS: u32 = 366;
/// How many free times are offered instead.
const ALTERNATIVES: usize = 3;

fn shown(core: &Core, space: SpaceId, id: BookingId) -> Result<BookingView, ApiError> {
    core.with(space, |space| {
        let found = space.bookings().booking(&id);
        let found = found.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("what", id))?;
        Ok(show::booking(space, &found, clock::now()))
    })
}

/// Returns what a booking of so many of a resource takes: that, and a part of all it is in.
pub(crate) fn claims(space: &Space, resource: ResourceId, quantity: Option<u32>) -> Vec<Claim> {
    let (capacity, said) = space.bookings().capacity(&resource);
    let (units, around) = match resource {
        ResourceId::Item(item) => {
            let place = space.catalogue.item(&item).and_then(|item| item.place);
            let around = place.map(|place| space.catalogue.ancestry(&place)).unwrap_or_default();
            (quantity.unwrap_or(1), around)
        }
        ResourceId::Place(place) => {
            let around = space.catalogue.ancestry(&place).into_iter().skip(1).collect();
            (quantity.unwrap_or(capacity).max(u32::from(quantity.is_none())), around)
        }
    };
    let mut claims = vec![Claim { resource, units, capacity: said }];
    claims.extend(around.into_iter().map(ResourceId::Place).map(|resource| Claim {
        resource,
        units: 0,
        capacity: space.bookings().capacity(&resource).1,
    }));
    // A kit takes its parts along, each with a part of where it is kept.
    if let ResourceId::Item(item) = resource
        && let Ok(all) = show::unfolded(space, item, units)
    {
        for part in all.into_iter().skip(1) {
            let resource = ResourceId::Item(part.what);
            let place = space.catalogue.item(&part.what).and_then(|item| item.place);
            let around = place.map(|place| space.catalogue.ancestry(&place)).unwrap_or_default();
            let around = around.into_iter().map(|place| (ResourceId::Place(place), 0));
            for (resource, units) in std::iter::once((resource, part.count)).chain(around) {
                if claims.iter().all(|claim| claim.resource != resource) {
                    let capacity = space.bookings().capacity(&resource).1;
                    claims.push(Claim { resource, units, capacity });
                }
            }
        }
    }
    claims.sort_by_key(|claim| claim.resource);
    claims
}

/// Refuses to book what is out of order, or not to be found.
fn refuse_broken(space: &Space, claims: &[Claim]) -> Result<(), ApiError> {
    for claim in claims.iter().filter(|claim| claim.units > 0) {
        let ResourceId::Item(item) = claim.resource else { continue };
        let quantity = space.catalogue.item(&item).map_or(0, |item| item.quantity);
        let kept = space.upkeep().item(&item);
        lending::in_order(claim.units, quantity, 0, kept)
            .map_err(|refusal| cannot(space, refusal, &item, None))?;
    }
    Ok(())
}

/// Turns a refusal into what a person is told, with what would make it possible.
pub(super) fn refused(
    space: &Space,
    zone: &Zone,
    wish: Option<&Wish>,
    refusal: Refusal,
) -> ApiError {
    match refusal {
        Refusal::EndBeforeStart => ErrorCode::EndBeforeStart.into(),
        Refusal::InThePast => ErrorCode::BookingInPast.into(),
        Refusal::OutOfBounds => ApiError::new(ErrorCode::BookingTooLong)
            .with("days", LONGEST_DAYS)
            .with("times", MOST_OCCURRENCES),
        Refusal::NoUnits => ApiError::new(ErrorCode::BadQuantity).with("most", MOST_PIECES),
        Refusal::Taken(obstacle) => taken(space, zone, wish, &obstacle),
        Refusal::Against(breach) => {
            let resource = wish.and_then(|it| it.claims.iter().find(|claim| claim.units > 0));
            let what = resource.map(|it| show::resource_name(space, &it.resource));
            let error = breach::told(space, zone, &breach, &what.unwrap_or_default());
            let next = wish.and_then(|wish| alternatives(space, wish, 1).first().copied());
            match breach::has_next(&breach) {
                true => {
                    error.with("next", next.map_or("none".to_owned(), |it| zone.minute(it.start)))
                }
                false => error,
            }
        }
        Refusal::NotNow => ErrorCode::BookingNotNow.into(),
        Refusal::BegunAlready => ErrorCode::BookingBegun.into(),
        Refusal::InGrace(until) => {
            ApiError::new(ErrorCode::BookingInGrace).with("until", zone.minute(until))
        }
        Refusal::Ended => ErrorCode::BookingEnded.into(),
        Refusal::NotTheirs => ErrorCode::NotYourBooking.into(),
        Refusal::NotEntitled => ErrorCode::NotAnswering.into(),
        Refusal::ConfirmedAlready => ErrorCode::ConfirmedAlready.into(),
        Refusal::Displaced(winner) => {
            let who = winner.map(|winner| show::booker(space, &winner)).unwrap_or_default();
            ApiError::new(ErrorCode::BookingDisplaced).with("who", who)
        }
        Refusal::NothingOffered => ErrorCode::NothingOffered.into(),
    }
}

fn taken(space: &Space, zone: &Zone, wish: Option<&Wish>, obstacle: &Obstacle) -> ApiError {
    let what = show::resource_name(space, &obstacle.resource);
    let (code, who) = match obstacle.holder {
        Holder::Nobody => {
            return ApiError::new(ErrorCode::BookingTooMany)
                .with("what", what)
                .with("capacity", obstacle.capacity);
        }
        Holder::Booking(booking) => (ErrorCode::BookingTaken, show::booker(space, &booking)),
        Holder::Loan(loan) => {
            let to = space.lending().loan(&loan).map(|loan| loan.to);
            let name = to.map(|to| space.catalogue.name_of(&to).to_owned());
            (ErrorCode::BookingLent, name.unwrap_or_default())
        }
    };
    let next = wish.and_then(|wish| alternatives(space, wish, 1).first().copied());
    let next = next.map(|next| zone.minute(next.start));
    let until = obstacle.until.map_or_else(|| "?".to_owned(), |until| zone.minute(until));
    ApiError::new(code)
        .with("what", what)
        .with("who", who)
        .with("until", until)
        .with("next", next.unwrap_or_else(|| "none".to_owned()))
}

/// Returns free times like the one that is wanted, soon after it, by all rules; none for something
/// that repeats, for which no single time is the next.
fn alternatives(space: &Space, wish: &Wish, most: usize) -> Vec<Occurrence> {
    let ([during], Ok(asker)) = (wish.occurrences.as_slice(), space.asker(clock::now())) else {
        return Vec::new();
    };
    let rules = rules_ahead(space, &wish.claims, &wish.occurrences, asker.now);
    let asker = Asker { rules: Some(&rules), ..asker };
    let Occurrence { start, end } = *during;
    let from = start.max(asker.now);
    let mut found = asker.next_free(&wish.claims, end.0 - start.0, from, most);
    if found.is_empty() && start > asker.now {
        // Too far ahead, or nothing is left there: sooner is better than never.
        found = asker.next_free(&wish.claims, end.0 - start.0, asker.now, most);
    }
    found
}

/// Returns the thing by whose rules it is booked.
fn first_taken(claims: &[Claim]) -> Option<ResourceId> {
    claims.iter().find(|claim| claim.units > 0).map(|claim| claim.resource)
}

/// Returns the rules by which what is claimed is booked at some times by the person here.
pub(crate) fn rules_of(
    space: &Space,
    claims: &[Claim],
    times: &[Occurrence],
    now: Timestamp,
) -> Rules {
    let of = first_taken(claims).map(|it| Word::of(space, &it));
    let rules = of.map(|word| word.rules(space, times)).unwrap_or_default();
    Rules { lacks: lacking(space, claims, now), not_for_them: not_for_me(space, claims), ..rules }
}

/// Returns whether an owner of what is claimed lends it to others than the person here.
fn not_for_me(space: &Space, claims: &[Claim]) -> bool {
    let Ok(me) = space.me() else { return false };
    let me = space.membership().first_name(&me);
    claims.iter().filter(|claim| claim.units > 0).any(|claim| match claim.resource {
        ResourceId::Item(item) => space.terms(&item).lend_to(me).is_err(),
        ResourceId::Place(_) => false,
    })
}

/// Returns what the person here must learn before they use what is claimed.
fn lacking(space: &Space, claims: &[Claim], now: Timestamp) -> Option<Scope> {
    let me = space.me().ok()?;
    training::lacking(space, claims, &me, now)
}

/// Returns the same, for whoever looks for other times from now on.
pub(crate) fn rules_ahead(
    space: &Space,
    claims: &[Claim],
    times: &[Occurrence],
    now: Timestamp,
) -> Rules {
    let of = first_taken(claims).map(|it| Word::of(space, &it));
    let rules = of.map(|word| word.rules_ahead(space, times, now)).unwrap_or_default();
    Rules { lacks: lacking(space, claims, now), not_for_them: not_for_me(space, claims), ..rules }
}

/// How far somebody goes by the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Going {
    /// By them.
    ByRules,
    /// Not, as one who answers for it.
    AllTheSame,
}

impl Going {
    fn of(all_the_same: bool) -> Self {
        if all_the_same { Self::AllTheSame } else { Self::ByRules }
    }
}

/// Says how many there are of a counted item about which nothing was said, if that is for the
/// person here to say.
pub(super) fn say_quantity(
    space: &mut Space,
    resource: ResourceId,
    now: Timestamp,
) -> Result<Stale, ChangeError> {
    match space.quantity_to_say(&resource) {
        Some(act) => Ok(space.act(now, &[act])?),
        None => Ok(Stale::new()),
    }
}

/// Writes a booking that was decided, and returns its id.
fn write(
    space: &mut Space,
    now: Timestamp,
    zone: &Zone,
    wish: Wish,
    going: Going,
    said: Option<&Line>,
) -> Result<(BookingId, Stale), ChangeError> {
    let asked = wish.clone();
    refuse_broken(space, &wish.claims)?;
    let rules = rules_of(space, &wish.claims, &wish.occurrences, now);
    let asker = Asker { rules: Some(&rules), ..space.asker(now)? };
    let mut decided = wish.decide(&asker);
    if let (Err(Refusal::Against(_)), Going::AllTheSame) = (&decided, going) {
        let taken = asked.claims.iter().find(|claim| claim.units > 0);
        if let Some(claim) = taken.filter(|claim| !space.answers_for(&claim.resource)) {
            let what = show::resource_name(space, &claim.resource);
            return Err(ApiError::new(ErrorCode::NotAnswering).with("what", what).into());
        }
        let book = asked.clone().decide(&Asker { rules: None, ..asker });
        decided = book.map(|book| act::Book { more: act::all_the_same(), ..book });
    }
    let book = decided.map_err(|refusal| refused(space, zone, Some(&asked), refusal))?;
    written(space, now, book.saying_for(said))
}

fn written(
    space: &mut Space,
    now: Timestamp,
    book: act::Book,
) -> Result<(BookingId, Stale), ChangeError> {
    let (ids, stale) = space.act_ids(now, &[Known::Book(book)])?;
    let LoanId { entry, index } = ids.first().copied().ok_or(ErrorCode::NotAllowed)?;
    Ok((BookingId { entry, index }, stale))
}

impl Handle for Book {
    fn handle(self, core: &Core) -> Result<BookingView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let now = clock::now();
        let zone = Zone::named(self.zone.as_deref())?;
        let times = Times::read(&zone, &self.from, &self.to, self.repeat.as_deref())?;
        let said = self.what_for.as_deref().map(Line::parse).transpose();
        let said = said.map_err(item::too_long)?;
        let booking = core.change(id, |space| {
            let resource = show::find_resource(space, &self.resource)?;
            if let ResourceId::Item(item) = resource {
                show::unfold(space, item, 1)?;
            }
            let wanted = claims(space, resource, self.quantity);
            refuse_broken(space, &wanted)?;
            for claim in wanted.iter().filter(|claim| claim.units > 0) {
                say_quantity(space, claim.resource, now)?;
            }
            let wish = times.wish(claims(space, resource, self.quantity), None);
            write(space, now, &zone, wish, Going::of(self.all_the_same), said.as_ref())
        })?;
        shown(core, id, booking)
    }
}

/// When something is wanted, as a person says it.
#[derive(Debug, Clone)]
pub(super) struct Times {
    occurrences: Vec<Occurrence>,
    wall: act::Wall,
}

impl Times {
    pub(super) fn read(
        zone: &Zone,
        from: &str,
        to: &str,
        repeat: Option<&str>,
    ) -> Result<Self, ApiError> {
        let start = zone.start(from)?;
        let end = zone.end(to, start)?;
        let repeat = Repeat::read(repeat.unwrap_or_default())?;
        let occurrences = zone.occurrences(start, end, &repeat)?;
        // A rule may have no place for the day that was asked for.
        let first = occurrences.first().and_then(|first| zone.wall(first.start));
        Ok(Self { occurrences, wall: zone.told(first.unwrap_or(start), &repeat.text()) })
    }

    pub(super) fn wish(self, claims: Vec<Claim>, replaces: Option<BookingId>) -> Wish {
        Wish { claims, occurrences: self.occurrences, wall: self.wall, replaces }
    }
}

impl Handle for CheckBooking {
    fn handle(self, core: &Core) -> Result<BookingCheck, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let now = clock::now();
        let zone = Zone::named(self.zone.as_deref())?;
        let times = Times::read(&zone, &self.from, &self.to, self.repeat.as_deref())?;
        let view = |it: &Occurrence| SpanView { start: it.start, end: it.end };
        let shown = times.occurrences.iter().map(view).collect();
        core.with(id, |space| {
            let resource = show::find_resource(space, &self.resource)?;
            let replaces = self.replaces.as_deref();
            let replaces = replaces.map(|it| show::find_booking(space, it, now)).transpose()?;
            let wish = times.wish(claims(space, resource, self.quantity), replaces);
            let asker = space.asker(now).map_err(|error| api_error(&error))?;
            let rules = rules_of(space, &wish.claims, &wish.occurrences, now);
            let counted = counted(space, &resource);
            let asker = Asker { counted, rules: Some(&rules), ..asker };
            let decided = wish.clone().decide(&asker);
            let against = matches!(decided, Err(Refusal::Against(_)));
            let beside = || wish.clone().decide(&Asker { rules: None, ..asker }).is_ok();
            let all_the_same = against && space.answers_for(&resource) && beside();
            let obstacle = decided.err().map(|it| refused(space, &zone, Some(&wish), it));
            let obstacle = obstacle.or_else(|| refuse_broken(space, &wish.claims).err());
            let free = match obstacle {
                Some(_) => alternatives(space, &wish, ALTERNATIVES),
                None => Vec::new(),
            };
            let alternatives = free.iter().map(view).collect();
            Ok(BookingCheck { times: shown, obstacle, alternatives, all_the_same })
        })
    }
}

/// Returns how many there will be said to be of something when it is booked here.
pub(crate) fn counted(space: &Space, resource: &ResourceId) -> Option<(ResourceId, u32)> {
    match space.quantity_to_say(resource)? {
        Known::SetCapacity(said) => Some((said.resource, said.units)),
        _ => None,
    }
}

impl Handle for MoveBooking {
    fn handle(self, core: &Core) -> Result<BookingView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let now = clock::now();
        let booking = core.change(id, |space| {
            let former = show::find_booking(space, &self.booking, now)?;
            let found = space.bookings().booking(&former).ok_or(ErrorCode::BookingEnded)?;
            let named = self.zone.as_deref().unwrap_or(&found.book.wall.zone);
            let zone = Zone::named(Some(named)).or_else(|_| Zone::named(None))?;
            let start = zone.start(&self.from)?;
            let end = match (&self.to, found.book.occurrences.first()) {
                (Some(to), _) => zone.end(to, start)?,
                (None, Some(first)) => zone.as_long(start, *first)?,
                (None, None) => return Err(ErrorCode::BookingEnded.into()),
            };
            let rule = found.book.wall.rule.clone();
            let occurrences = match rule.as_str() {
                "" => zone.moved(&found.book.occurrences, start, end)?,
                rule => zone.occurrences(start, end, &Repeat::read(rule)?)?,
            };
            let (resource, units) = show::taken(space, &found).ok_or(ErrorCode::BookingEnded)?;
            let claims = claims(space, resource, Some(units));
            let wall = zone.told(start, &rule);
            let said = act::said_for(&found.book.more);
            let wish = Wish { claims, occurrences, wall, replaces: Some(former) };
            write(space, now, &zone, wish, Going::of(self.all_the_same), said.as_ref())
        })?;
        shown(core, id, booking)
    }
}

impl Handle for AcceptOffer {
    fn handle(self, core: &Core) -> Result<BookingView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let now = clock::now();
        let booking = core.change(id, |space| {
            let former = show::find_booking(space, &self.booking, now)?;
            let found = space.bookings().booking(&former);
            let found = found.map(|found| (found.book.claims.clone(), &found.book.occurrences));
            let (claims, times) = found.ok_or(ErrorCode::BookingEnded)?;
            let rules = rules_of(space, &claims, times, now);
            let taking = Asker { rules: Some(&rules), ..space.asker(now)? }.take_offer(&former);
            let taking = taking.map_err(|refusal| about(space, &former, refusal))?;
            written(space, now, taking)
        })?;
        shown(core, id, booking)
    }
}

/// Tells of a refusal that is about a booking.
pub(super) fn about(space: &Space, id: &BookingId, refusal: Refusal) -> ApiError {
    let Ok(zone) = Zone::named(None) else { return ErrorCode::BadZone.into() };
    let booking = space.bookings().booking(id);
    let wish = booking.as_ref().map(|it| Wish {
        claims: it.book.claims.clone(),
        occurrences: it.book.occurrences.clone(),
        wall: it.book.wall.clone(),
        replaces: None,
    });
    let error = refused(space, &zone, wish.as_ref(), refusal);
    match error.code {
        ErrorCode::NotYourBooking => error.with("who", show::booker(space, id)),
        ErrorCode::NotAnswering => {
            let taken = booking.and_then(|booking| show::taken(space, &booking));
            let what = taken.map(|(resource, _)| show::resource_name(space, &resource));
            error.with("what", what.unwrap_or_default())
        }
        _ => error,
    }
}

/// Says something of a booking.
pub(super) fn say(
    core: &Core,
    named: Option<&str>,
    booking: &str,
    decide: impl FnOnce(&Space, BookingId, Timestamp) -> Result<Vec<Known>, ChangeError>,
) -> Result<BookingView, ApiError> {
    let id = core.find_space(named)?;
    let now = clock::now();
    let booking = core.change(id, |space| {
        let booking = show::find_booking(space, booking, now)?;
        let acts = decide(space, booking, now)?;
        let stale = space.act(now, &acts)?;
        Ok::<_, ChangeError>((booking, stale))
    })?;
    shown(core, id, booking)
}

impl Handle for ConfirmBooking {
    fn handle(self, core: &Core) -> Result<BookingView, ApiError> {
        say(core, self.space.as_deref(), &self.booking, |space, id, now| {
            let decided = space.asker(now)?.confirm(&id, |it| space.speaks_for(it));
            let decided = decided.map_err(|refusal| about(space, &id, refusal))?;
            let voices = space.voices(&decided.resources).into_iter();
            let say = |(resources, more)| act::ConfirmBooking { resources, more, ..decided };
            Ok(voices.map(say).map(Known::ConfirmBooking).collect())
        })
    }
}

impl Handle for CancelBooking {
    fn handle(self, core: &Core) -> Result<BookingView, ApiError> {
        say(core, self.space.as_deref(), &self.booking, |space, id, now| {
            let decided = space.asker(now)?.cancel(&id, |it| space.speaks_for(it));
            let decided = decided.map_err(|refusal| match refusal {
                // Whoever answers for it could, too, but it is first of all somebody's booking.
                Refusal::NotEntitled => Refusal::NotTheirs,
                refusal => refusal,
            });
            let decided = decided.map_err(|refusal| about(space, &id, refusal))?;
            Ok(vec![Known::CancelBooking(space.ending(decided))])
        })
    }
}

impl Handle for ShowBooking {
    fn handle(self, core: &Core) -> Result<BookingView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let booking =
            core.with(id, |space| show::find_booking(space, &self.booking, clock::now()))?;
        shown(core, id, booking)
    }
}

impl Handle for ListBookings {
    fn handle(self, core: &Core) -> Result<Vec<BookingView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let now = clock::now();
            let resource = match self.resource.as_deref() {
                Some(resource) => Some(show::find_resource(space, resource)?),
                None => None,
            };
            let of = match self.of.as_deref() {
                Some(of) => Some(show::find_member(space, of)?),
                None => None,
            };
            let me = space.me().ok();
            let asker = space.asker(now).ok().filter(|_| self.to_confirm);
            // What others booked, and the person here may confirm; nobody confirms what is over.
            let waits = |booking: &Booking<'_>| {
                Some(booking.by) != me
                    && asker.as_ref().is_some_and(|asker| {
                        asker.confirm(&booking.id, |it| space.speaks_for(it)).is_ok()
                    })
            };
            let kept = |booking: &Booking<'_>| {
                (!self.to_confirm || show::is_ahead(booking, now) && waits(booking))
                    && (self.all || show::is_ahead(booking, now))
                    && resource.is_none_or(|resource| {
                        booking.book.claims.iter().any(|claim| claim.resource == resource)
                    })
                    && of.is_none_or(|of| space.membership().first_name(&booking.by) == of)
            };
            let mut bookings: Vec<BookingView> = space
                .bookings()
                .bookings()
                .filter(kept)
                .map(|booking| show::booking(space, &booking, now))
                .collect();
            bookings.sort_by_key(|booking| (booking.end <= now, booking.start, booking.id));
            Ok(bookings)
        })
    }
}
