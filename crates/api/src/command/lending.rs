//! The commands about loans and bookings.

use etabli_model::id::{LoanId, MemberId};
use serde::{Deserialize, Serialize};

use crate::{
    Command,
    view::{
        BookingCheck, BookingView, CalendarFileView, CapacityView, ExportFile, FreeView,
        ImportReport, LoanView, PlanningView, ReminderView, RequestView, ToldView,
    },
};

commands! {
    /// Records that an item was handed to a member.
    LendItem("lend_item", space) -> LoanView {
        /// Which item: id, tag, name or the beginning of an id.
        item: String,
        /// Who takes it: id or name.
        to: String,
        /// Until when: a date, `today`, `tomorrow` or `+7d`; the end of that day here. In 7 days when unsaid.
        #[serde(default)]
        due: Option<String>,
        /// How many; 1 when unsaid.
        #[serde(default)]
        quantity: Option<u32>,
        /// When it was handed over, if not now.
        #[serde(default)]
        since: Option<String>,
        /// Whether to hand over what somebody else has booked before it is due.
        #[serde(default)]
        despite_bookings: bool,
        /// Whether to hand over more things, or for longer, than agreed: for who answers for it.
        #[serde(default)]
        despite_limits: bool,
        /// How it is as it goes, if somebody looked.
        #[serde(default)]
        told: Option<ToldView>,
    }
    /// Records that a loan came back.
    ReturnItem("return_item", space) -> LoanView {
        /// The loan's id, or the item's id, tag or name when it has one open loan.
        loan: String,
        /// How many came back; all when unsaid.
        #[serde(default)]
        quantity: Option<u32>,
        /// Of a kit: the loans of the parts that came back; all when unsaid. The kit is back when
        /// all of them are.
        #[serde(default)]
        parts: Option<Vec<String>>,
        /// How it is as it comes, if somebody looked.
        #[serde(default)]
        told: Option<ToldView>,
        /// When it came back, if not now: a day, or a moment.
        #[serde(default)]
        at: Option<String>,
    }
    /// Asks for an item, for oneself; whoever asks first is first in line.
    AskForItem("ask_for_item", space) -> RequestView {
        /// Which item: id, tag, name or the beginning of an id.
        item: String,
        /// Until when it would be kept, as in `lend_item`.
        #[serde(default)]
        due: Option<String>,
        /// How many; 1 when unsaid.
        #[serde(default)]
        quantity: Option<u32>,
    }
    /// Lists requests, those that were made first at the top.
    ListRequests("list_requests", space) -> Vec<RequestView> {
        /// Only for this item: id, tag or name.
        #[serde(default)]
        item: Option<String>,
        /// Only of this member: id or name.
        #[serde(default)]
        of: Option<String>,
        /// Also those that have ended.
        #[serde(default)]
        all: bool,
    }
    /// Grants or refuses a request for what the person here answers for.
    AnswerRequest("answer_request", space) -> RequestView {
        /// The request's id or its beginning, or the item when it has one that is open.
        request: String,
        /// Whether it is granted.
        granted: bool,
        /// Until when it is then kept ready: a day, or `never` for no end; as the space does when
        /// unsaid.
        #[serde(default)]
        until: Option<String>,
    }
    /// Takes one's own request back.
    WithdrawRequest("withdraw_request", space) -> RequestView {
        /// The request, as in `answer_request`.
        request: String,
    }
    /// Agrees on another time until which a loan is kept.
    ExtendLoan("extend_loan", space) -> LoanView {
        /// The loan, as in `return_item`.
        loan: String,
        /// Until when, as in `lend_item`.
        due: String,
        /// Whether to keep what somebody else has booked.
        #[serde(default)]
        despite_bookings: bool,
    }
    /// Says that what is out of a loan is lost, or was found.
    MarkLost("mark_lost", space) -> LoanView {
        /// The loan, as in `return_item`.
        loan: String,
        /// Whether it is lost.
        lost: bool,
    }
    /// Lists loans, those due first at the top.
    ListLoans("list_loans", space) -> Vec<LoanView> {
        /// Only loans that are out.
        #[serde(default)]
        open: bool,
        /// Only loans past their due date.
        #[serde(default)]
        overdue: bool,
        /// Only loans of this member: id or name.
        #[serde(default)]
        of: Option<String>,
    }
    /// Lists what the person here should bring back within a day, or should have.
    ListReminders("list_reminders", space) -> Vec<ReminderView> {}
    /// Books an item or a place, once or several times.
    Book("book", space) -> BookingView {
        /// What: id, tag, name or the beginning of an id.
        resource: String,
        /// From when: `2026-12-01 10:00`, `tomorrow 10:00`, `+7d 10:00`, or a day, from its
        /// beginning; an instant with a zone, as it is.
        from: String,
        /// Until when, as `from`; `12:00` on the day it starts, or a duration like `2h`. A day: to
        /// its end.
        to: String,
        /// The zone of these times; this computer's when unsaid.
        #[serde(default)]
        zone: Option<String>,
        /// How it repeats: `FREQ=WEEKLY;COUNT=10`, or `DAILY`, with `INTERVAL`, `COUNT` or `UNTIL`.
        #[serde(default)]
        repeat: Option<String>,
        /// How many; unsaid, one of an item, or a place as a whole.
        #[serde(default)]
        quantity: Option<u32>,
        /// Whether to book against the rules, as one who answers for it.
        #[serde(default)]
        all_the_same: bool,
        /// What it is for, in a line that all members read.
        #[serde(default)]
        what_for: Option<String>,
    }
    /// Tells what would become of a booking, without making it.
    CheckBooking("check_booking", space) -> BookingCheck {
        /// What, as in `book`.
        resource: String,
        /// From when, as in `book`.
        from: String,
        /// Until when, as in `book`.
        to: String,
        /// The zone of these times; this computer's when unsaid.
        #[serde(default)]
        zone: Option<String>,
        /// How it repeats, as in `book`.
        #[serde(default)]
        repeat: Option<String>,
        /// How many, as in `book`.
        #[serde(default)]
        quantity: Option<u32>,
        /// The booking that it would take the place of, if it is to be moved.
        #[serde(default)]
        replaces: Option<String>,
    }
    /// Tells who has what over some days: what is booked, was or will be in the months around them, and
    /// the places that are counted.
    ListPlanning("list_planning", space) -> PlanningView {
        /// The first day, as in `book`; today when unsaid.
        #[serde(default)]
        from: Option<String>,
        /// How many days, at most 42; 7 when unsaid.
        #[serde(default)]
        days: Option<u32>,
        /// Only this item or place, booked or not.
        #[serde(default)]
        resource: Option<String>,
        /// The zone of the days; this computer's when unsaid.
        #[serde(default)]
        zone: Option<String>,
    }
    /// Lists bookings that go on and are not over, those that start first at the top.
    ListBookings("list_bookings", space) -> Vec<BookingView> {
        /// Only of this item or place.
        #[serde(default)]
        resource: Option<String>,
        /// Only of this member: id or name.
        #[serde(default)]
        of: Option<String>,
        /// Also those that are over or were cancelled.
        #[serde(default)]
        all: bool,
        /// Only those of others that the person here may confirm.
        #[serde(default)]
        to_confirm: bool,
    }
    /// Shows a booking.
    ShowBooking("show_booking", space) -> BookingView {
        /// The booking's id or the beginning of it, or what is booked, when it has one booking.
        booking: String,
    }
    /// Confirms a booking of what the person here answers for.
    ConfirmBooking("confirm_booking", space) -> BookingView {
        /// The booking, as in `show_booking`.
        booking: String,
    }
    /// Ends a booking: one's own, or one of what the person here answers for.
    CancelBooking("cancel_booking", space) -> BookingView {
        /// The booking, as in `show_booking`.
        booking: String,
    }
    /// Ends a booking and makes another one, for another time, which is confirmed anew.
    MoveBooking("move_booking", space) -> BookingView {
        /// The booking, as in `show_booking`.
        booking: String,
        /// From when, as in `book`.
        from: String,
        /// Until when, as in `book`; as long as it was, when unsaid.
        #[serde(default)]
        to: Option<String>,
        /// The zone of these times; that of the booking when unsaid.
        #[serde(default)]
        zone: Option<String>,
        /// Whether to move it against the rules, as one who answers for it.
        #[serde(default)]
        all_the_same: bool,
    }
    /// Says that one is there: the time of one's booking that is under way, or begins soon, is used.
    BeginBooking("begin_booking", space) -> BookingView {
        /// The booking, as in `show_booking`.
        booking: String,
    }
    /// Gives the rest of a time free: one's own, or one that nobody came for in a while.
    ReleaseBooking("release_booking", space) -> BookingView {
        /// The booking, as in `show_booking`.
        booking: String,
    }
    /// Takes what a displaced booking is offered.
    AcceptOffer("accept_offer", space) -> BookingView {
        /// The booking, as in `show_booking`.
        booking: String,
    }
    /// Says how many of an item or place may be booked at once.
    SetCapacity("set_capacity", space) -> CapacityView {
        /// What: id, tag, name or the beginning of an id.
        resource: String,
        /// How many; 0 when it cannot be booked.
        units: u32,
    }
    /// Tells when an item or place is free, and how many of it.
    ListFree("list_free", space) -> Vec<FreeView> {
        /// What: id, tag, name or the beginning of an id.
        resource: String,
        /// From when, as in `book`.
        from: String,
        /// Until when, as in `book`.
        to: String,
        /// The zone of these times; this computer's when unsaid.
        #[serde(default)]
        zone: Option<String>,
    }
    /// Writes bookings or loans as a calendar (iCalendar).
    ExportCalendar("export_calendar", space) -> ExportFile {
        /// `bookings`, `loans` or `all`; `busy` tells only when things are taken, and by nobody.
        what: String,
        /// Only of this item or place: id, tag, name or the beginning of an id.
        #[serde(default)]
        resource: Option<String>,
        /// Only of this member: id or name.
        #[serde(default)]
        of: Option<String>,
    }
    /// Reads a calendar (iCalendar) and books a resource at its times. What was read before is left
    /// as it is, or moved; each event is a booking of its own. Or each of its times is a closure.
    ImportCalendar("import_calendar", space) -> ImportReport {
        /// The file's bytes, in base64.
        content: String,
        /// What is booked: id, tag, name or the beginning of an id.
        into: String,
        /// Until which day what has no end is booked; for a year when unsaid.
        #[serde(default)]
        until: Option<String>,
        /// Whether only to tell what would happen.
        #[serde(default)]
        dry_run: bool,
        /// Whether it tells when a place or a thing is closed, rather than what is booked.
        #[serde(default)]
        closes: bool,
    }
    /// Tells which calendar file is kept up to date.
    ReadCalendarFile("read_calendar_file") -> CalendarFileView {}
    /// Keeps a calendar file of a space's bookings and loans up to date, for programs that
    /// subscribe to it.
    SetCalendarFile("set_calendar_file", space) -> CalendarFileView {
        /// Where it lies; none is kept when unsaid.
        #[serde(default)]
        path: Option<String>,
    }
}

/// How a front end returns a loan it got from a view.
impl From<LoanId> for ReturnItem {
    fn from(loan: LoanId) -> Self {
        Self {
            space: None,
            loan: loan.to_string(),
            quantity: None,
            parts: None,
            told: None,
            at: None,
        }
    }
}

/// How a front end lists the loans of a member it got from a view.
impl From<MemberId> for ListLoans {
    fn from(member: MemberId) -> Self {
        Self { space: None, open: true, overdue: false, of: Some(member.to_string()) }
    }
}
