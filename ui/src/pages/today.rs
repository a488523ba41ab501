//! Where a space begins: what waits for the person here, what they booked, what happened last.
//! Every entry leads to where one acts; a day on which nothing waits is calm.

mod chores;
mod mentions;
mod steps;
mod to_confirm;

use etabli_api::{
    Topic,
    command::{
        ListActivity, ListBookings, ListChores, ListLoans, ListMembers, ListMentions,
        ListReminders, ListRequests,
    },
    id::MemberId,
    time::Timestamp,
    view::{
        ActivityView, BookingStatus, BookingView, GuestView, LoanView, MemberView, OccurrenceView,
        RequestRight, RequestState, RequestView, Role,
    },
};
use yew::prelude::*;

use crate::{
    booking::{BOOKINGS, sureness},
    clock,
    components::{
        answer::{Refusal, answered},
        badge::status,
        drawing::{Drawing, Empty},
        face::{FaceSize, face},
        icon::{Icon, icon},
    },
    filter::Filter,
    format,
    guests::use_guests,
    pages::{
        activity::DoneList,
        inventory::{ITEMS, contested},
        item::{
            give_back::{GiveBack, use_give_back},
            loan::LoanRow,
            requests::RequestList,
        },
    },
    part::PartBanner,
    query::{Query, use_query},
    route::{Route, use_heading},
    space::use_space,
    words::{Words, use_words},
};

use self::{
    chores::{CHORES, Chores},
    mentions::{MENTIONS, Mentions},
    steps::Steps,
    to_confirm::ToConfirm,
};

/// How many of the last things that happened are shown.
const LAST: usize = 5;
/// How many days ahead a booking is shown.
const AHEAD: i64 = 14;
/// What makes a list of loans old.
const LOANS: &[Topic] = &[Topic::Loans, Topic::Inventory, Topic::Members];

/// Shows what waits, and what is new.
#[component]
pub(crate) fn Today() -> Html {
    let (words, space) = (use_words(), use_space());
    let heading = use_heading(Some(words.t("today-title")));
    let named = space.named();
    let late = ListLoans { space: named.clone(), open: true, overdue: true, of: None };
    let reminders = use_query(ListReminders { space: named.clone() }, LOANS);
    let late = use_query(late, LOANS);
    let members = use_query(ListMembers { space: named.clone() }, &[Topic::Members]);
    let requests = ListRequests { space: named.clone(), item: None, of: None, all: false };
    let requests = use_query(requests, LOANS);
    let on_lend = Callback::from(|request: RequestView| Route::Item(request.item).open());
    let guests = use_guests();
    let chores = use_query(ListChores { space: named.clone() }, CHORES);
    let items = use_query(Filter::default().question(named.clone(), 0, 1), ITEMS);
    let mentions = use_query(ListMentions { space: named.clone() }, MENTIONS);
    let mentions = mentions.ready().cloned().unwrap_or_default();
    let me = space.me().map(|me| me.to_string());
    let bookings = use_query(
        ListBookings {
            space: named.clone(),
            resource: None,
            of: me,
            all: false,
            to_confirm: false,
        },
        BOOKINGS,
    );
    let shown = (reminders.ready().cloned(), late.ready().cloned());
    let GiveBack { change: give_back, on_return, dialog: returning, .. } =
        use_give_back(shown, "h1");

    let mine: Option<Vec<LoanView>> =
        reminders.ready().map(|due| due.iter().map(|one| one.loan.clone()).collect());
    let late = late.ready().zip(members.ready()).map(|(late, members)| {
        let steward = members.iter().any(|member| member.me && member.role == Role::Steward);
        chased(late, members, steward)
    });
    let door: Option<Vec<GuestView>> = guests.ready().map(|guests| {
        guests.iter().filter(|guest| guest.can_admit && !space.is_demo()).cloned().collect()
    });
    let choices = items.ready().map(|page| page.contested);
    let chores = chores.ready().cloned();
    let asked = requests.ready().map(|all| pressing(all, space.me())).unwrap_or_default();
    let waits = match (&mine, &late, &door, choices, &chores) {
        (Some(mine), Some(late), Some(door), Some(choices), Some(chores)) => {
            let choices = usize::from(choices > 0);
            let (loans, rest) = (mine.len() + late.len(), door.len() + chores.len());
            Some(loans + rest + choices + asked.len() + mentions.len())
        }
        _ => None,
    };
    // What was refused is said; whatever is known besides is shown.
    let refused = [
        refusal(&reminders),
        refusal(&items),
        refusal(&members),
        refusal(&bookings),
        give_back.error(),
    ];
    let refused = refused.into_iter().flatten().next();
    let pending = give_back.is_pending();
    let rows = |loans: &[LoanView]| -> Html {
        loans
            .iter()
            .map(|loan| {
                html! {
                    <LoanRow key={loan.id.to_string()} loan={loan.clone()} {pending}
                        on_return={on_return.clone()} names_item={true} />
                }
            })
            .collect()
    };
    let section = |id: &'static str, rows: Html| {
        html! {
            <section class="section" data-testid={id}>
                <div class="section-head"><h2>{ words.t(id) }</h2></div>
                <ul>{ rows }</ul>
            </section>
        }
    };
    let mine = mine.filter(|mine| !mine.is_empty());
    let late = late.filter(|late| !late.is_empty());
    let door = door.filter(|door| !door.is_empty());
    let soon = bookings.ready().map(|all| near(all, clock::now())).unwrap_or_default();
    html! {
        <div class="page today">
            <header class="page-head">
                <div>
                    <h1 ref={heading} class="dated" tabindex="-1">
                        { format::whole_day(words.language(), clock::today()) }
                    </h1>
                    if let Some(waits) = waits {
                        <p class="lede" data-testid="today-lede">
                            { words.with("today-lede", &[("count", waits.into())]) }
                        </p>
                    }
                </div>
            </header>
            <PartBanner />
            <Refusal error={refused} />
            { returning }
            <div class="today-parts">
                <div>
                    <crate::pages::people::Welcomes />
                    <crate::pages::people::AskedToTeach />
                    if !mentions.is_empty() { <Mentions all={mentions} /> }
                    if let Some(mine) = mine { { section("today-mine", rows(&mine)) } }
                    if let Some(late) = late { { section("today-late", rows(&late)) } }
                    if let Some(door) = door {
                        { section("guests-title", door.iter().map(|one| guest(words, one)).collect()) }
                    }
                    if !asked.is_empty() {
                        <section class="section" data-testid="today-requests">
                            <div class="section-head"><h2>{ words.t("today-requests") }</h2></div>
                            <RequestList requests={asked} names_item={true} on_lend={on_lend} />
                        </section>
                    }
                    if let Some(all) = chores.filter(|all| !all.is_empty()) {
                        <Chores all={all} />
                    }
                    if let Some(count) = choices.filter(|count| *count > 0) {
                        { section("today-choices", choice(words, count)) }
                    }
                    <Steps>
                        if waits == Some(0) {
                            <Empty id="today-empty" drawing={Drawing::Bench}
                                title={words.t("today-empty-title")}
                                text={words.t("today-empty-text")} />
                        }
                    </Steps>
                </div>
                <div>
                    if !soon.is_empty() {
                        { section("today-bookings",
                            soon.iter().map(|(one, time)| booked(words, one, time)).collect()) }
                    }
                    <ToConfirm />
                    <Last />
                </div>
            </div>
        </div>
    }
}

/// Returns the requests that want something of the person here: an answer, or to be fetched.
fn pressing(all: &[RequestView], me: Option<MemberId>) -> Vec<RequestView> {
    let presses = |request: &&RequestView| match Some(request.by) == me {
        true => {
            request.here || matches!(request.status, RequestState::Granted | RequestState::Lapsed)
        }
        false => {
            request.status == RequestState::Waiting && request.may.contains(&RequestRight::Answer)
        }
    };
    all.iter().filter(presses).cloned().collect()
}

fn refusal<T>(query: &Query<T>) -> Option<etabli_api::ApiError> {
    match query {
        Query::Failed(error) => Some(error.clone()),
        Query::Loading | Query::Ready(_) => None,
    }
}

/// Returns the late loans that the person here goes after: those they handed over, or all for
/// stewards. What they have themselves stands elsewhere.
fn chased(late: &[LoanView], members: &[MemberView], steward: bool) -> Vec<LoanView> {
    let Some(me) = members.iter().find(|member| member.me) else { return Vec::new() };
    let mine = |loan: &&LoanView| loan.to != me.id && (steward || loan.by_name == me.name);
    late.iter().filter(mine).cloned().collect()
}

/// Returns the bookings of the next days, each with its next time.
fn near(all: &[BookingView], now: Timestamp) -> Vec<(BookingView, OccurrenceView)> {
    let next = |booking: &BookingView| {
        let next = booking.occurrences.iter().find(|time| time.end > now)?;
        let soon = clock::days_between(now, next.start) <= AHEAD;
        (soon && booking.status != BookingStatus::Cancelled)
            .then(|| (booking.clone(), next.clone()))
    };
    let mut soon: Vec<_> = all.iter().filter_map(next).collect();
    soon.sort_by_key(|(_, time)| time.start);
    soon
}

fn guest(words: Words, guest: &GuestView) -> Html {
    let name = words.person(&guest.name);
    let when = words.with("guest-asked", &[("date", words.moment(guest.at).into())]);
    html! {
        <li key={guest.device.to_string()} class="row" data-testid="today-guest">
            { face(&name, FaceSize::Normal) }
            <div class="grow">
                <p class="row-title">{ words.with("guest-asks", &[("name", (&name).into())]) }</p>
                <p class="row-note">{ when }</p>
            </div>
            <a class="button small" href={Route::Members.href()} data-testid="today-answer"
                aria-label={words.with("today-answer-to", &[("name", (&name).into())])}>
                { words.t("today-answer") }
            </a>
        </li>
    }
}

fn choice(words: Words, count: u32) -> Html {
    html! {
        <li class="row">
            { icon(Icon::Split) }
            <a class="grow row-title" href={contested()} data-testid="today-contested">
                { words.count("inventory-contested", count) }
            </a>
        </li>
    }
}

/// Draws a booking, with the time of it that comes next.
fn booked(words: Words, booking: &BookingView, time: &OccurrenceView) -> Html {
    let href = booking.item.map_or(Route::Planning, Route::Item).href();
    let name = words.booked(booking);
    let (tone, shown, id) = sureness(booking.status, booking.certainty, time.stands);
    html! {
        <li key={booking.id.to_string()} class="row" data-testid="today-booking">
            <div class="grow">
                <p class="row-title"><a {href} data-testid="today-booked">{ name }</a></p>
                <p class="row-note">{ words.span(time.start, time.end) }</p>
                if !booking.what_for.is_empty() {
                    <p class="row-note">{ &booking.what_for }</p>
                }
                { status(tone, shown, &words.t(id)) }
            </div>
        </li>
    }
}

/// Returns no more than a few lines of what was done; a command may have several.
fn last(done: &[ActivityView]) -> Vec<ActivityView> {
    let mut left = LAST;
    let mut lines = Vec::new();
    for one in done {
        let shown = one.deeds.iter().take(left).cloned().collect::<Vec<_>>();
        let hidden = one.deeds.len() - shown.len();
        left -= shown.len();
        if !shown.is_empty() {
            let more = one.more.saturating_add(u32::try_from(hidden).unwrap_or(u32::MAX));
            lines.push(ActivityView { deeds: shown, more, ..one.clone() });
        }
    }
    lines
}

/// Shows the last things that happened.
#[component]
fn Last() -> Html {
    let (words, space) = (use_words(), use_space());
    let asked = ListActivity {
        space: space.named(),
        member: None,
        item: None,
        part: None,
        since: None,
        after: None,
        limit: u32::try_from(LAST).unwrap_or(u32::MAX),
    };
    let page = use_query(asked, &[Topic::Sync]);
    html! {
        <section class="section" data-testid="today-last">
            <div class="section-head">
                <h2>{ words.t("today-last") }</h2>
                <a class="section-more" href={Route::Activity.href()} data-testid="today-activity">
                    { words.t("today-all") }
                </a>
            </div>
            { answered(words, &page, |page| {
                html! { <DoneList done={last(&page.done)} links={true} short={true} /> }
            }) }
        </section>
    }
}

#[cfg(test)]
mod tests {
    use etabli_api::{
        id::{BookingId, EntryId, ItemId, LoanId, LocalId},
        view::{
            Certainty, ContactView, DeedKind, DeedView, HandOverView, LoanStatus, MemberStanding,
        },
    };
    use etabli_i18n::Language;

    use super::*;
    use crate::tests::rendered;

    const fn id(number: u8) -> MemberId {
        MemberId(EntryId([number; 32]))
    }

    fn member(number: u8, name: &str, me: bool) -> MemberView {
        MemberView {
            id: id(number),
            name: name.to_owned(),
            role: Role::Member,
            standing: MemberStanding::Active,
            me,
            devices: Vec::new(),
            loans_open: 0,
            admitted_by: String::new(),
            excluders: Vec::new(),
            may: Vec::new(),
            contact: ContactView::default(),
        }
    }

    fn loan(to: u8, by: &str) -> LoanView {
        LoanView {
            id: LoanId { entry: EntryId([to; 32]), index: 0 },
            status: LoanStatus::Overdue,
            item: ItemId::common(LocalId([1; 16])),
            item_name: "Tour".to_owned(),
            tag: String::new(),
            to: id(to),
            to_name: "Bo".to_owned(),
            by_name: by.to_owned(),
            quantity: 1,
            returned: 0,
            since: Timestamp(0),
            due: None,
            returned_at: None,
            disputed: false,
            cancelled: false,
            lost: None,
            extended: 0,
            can_extend: false,
            hand_over: HandOverView::default(),
        }
    }

    fn booking(days: i64) -> BookingView {
        let start = clock::now().plus(days * 86_400_000);
        let end = start.plus(3_600_000);
        BookingView {
            id: BookingId { entry: EntryId([9; 32]), index: 0 },
            status: BookingStatus::Tentative,
            certainty: Certainty::Held,
            item: Some(ItemId::common(LocalId([1; 16]))),
            place: None,
            name: "Découpeuse laser".to_owned(),
            tag: String::new(),
            quantity: 1,
            by: id(1),
            by_name: "Ana".to_owned(),
            start,
            end,
            occurrences: vec![OccurrenceView {
                start,
                end,
                stands: true,
                winner: None,
                winner_name: String::new(),
                offered: false,
                begun: None,
                released: None,
            }],
            wall: String::new(),
            zone: String::new(),
            rule: String::new(),
            winner: None,
            winner_name: String::new(),
            alternatives: Vec::new(),
            at_risk: Vec::new(),
            confirmed_twice: false,
            against: None,
            all_the_same: false,
            claims_changed: false,
            replaces: None,
            replaced_by: None,
            cancelled_by: String::new(),
            awaited: None,
            what_for: String::new(),
            may: Vec::new(),
        }
    }

    #[test]
    fn one_goes_after_what_one_handed_over_and_a_steward_after_all() {
        let members = [member(1, "Ana", true), member(2, "Bo", false)];
        let late = [loan(2, "Ana"), loan(3, "Bo"), loan(1, "Ana")];
        let to = |steward| {
            let chased = chased(&late, &members, steward);
            chased.iter().map(|loan| loan.to).collect::<Vec<_>>()
        };
        assert_eq!(to(false), [id(2)]);
        assert_eq!(to(true), [id(2), id(3)]);
    }

    #[test]
    fn only_the_bookings_of_the_next_days_are_shown_the_next_first() {
        let cancelled = BookingView { status: BookingStatus::Cancelled, ..booking(1) };
        let all = [booking(20), booking(3), booking(-2), cancelled, booking(0)];
        let soon = near(&all, clock::now());
        let days = soon.iter().map(|(_, time)| clock::days_between(clock::now(), time.start));
        assert_eq!(days.collect::<Vec<_>>(), [0, 3]);
    }

    #[test]
    fn a_command_with_many_deeds_takes_no_more_than_the_lines_there_are() {
        let deed = DeedView {
            kind: DeedKind::ItemAdded,
            item: None,
            place: None,
            project: None,
            inside: String::new(),
            name: "Tour".to_owned(),
            field: String::new(),
            before: Vec::new(),
            after: Vec::new(),
            member: None,
            member_name: String::new(),
            count: 0,
        };
        let done = |deeds: usize| ActivityView {
            id: EntryId([1; 32]),
            at: Timestamp(0),
            by: None,
            by_name: "Ana".to_owned(),
            takes_back: None,
            void: false,
            deeds: vec![deed.clone(); deeds],
            more: 1,
        };
        let lines = last(&[done(2), done(4), done(1)]);
        let told: Vec<_> = lines.iter().map(|one| (one.deeds.len(), one.more)).collect();
        assert_eq!(told, [(2, 1), (3, 2)]);
    }

    #[tokio::test]
    async fn a_booking_leads_to_its_item_and_says_how_sure_it_is() {
        let one = booking(0);
        let time = one.occurrences.first().unwrap().clone();
        let html = rendered(booked(Words::of(Language::French), &one, &time)).await;
        assert!(html.contains("#/item/") && html.contains("Notée ici"), "{html}");
        let lost = OccurrenceView { stands: false, ..time };
        let html = rendered(booked(Words::of(Language::French), &one, &lost)).await;
        assert!(html.contains("Une autre réservation"), "{html}");
    }
}
