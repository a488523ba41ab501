//! What ends the effect of an act: a later act that names it. A hand-over was none, what came back
//! is out again as it was, what was noted is unsaid, a booking is cancelled or made anew.
//!
//! Invariant: nothing is ended that somebody else built on; then it is told why it stays.

use etabli_model::{
    act::{
        self, BackWish, Book, CancelBooking, EndWish, ExtendLoan, HandOver, Known, MarkLost, More,
        MoveStock, NameKeeper, NoteCare, NoteCondition, OpenRepair, Return, TellRepair, Unsay,
        WishFor, WithdrawRequest,
    },
    booking::Wish,
    document::Subject,
    id::{
        BookingId, DocumentId, EntryId, ItemId, KeepingId, LoanId, RequestId, ResourceId, WishedId,
    },
    time::Timestamp,
};

use super::{Space, undoing::Why};
use crate::show;

/// Wishes are the space's.
const WISHES: (DocumentId, Subject) = (DocumentId::Catalogue, Subject::Space);

impl Space {
    /// Returns the act that ends what an act did: a hand-over was none, and what came back is out
    /// again as it was.
    pub(super) fn end_act(
        &self,
        command: EntryId,
        id: LoanId,
        act: &Known,
        now: Timestamp,
    ) -> Option<((DocumentId, Subject), Result<Known, Why>)> {
        let of = |item: &ItemId| (item.document, Subject::Item(item.local));
        let more = act::taking_back(command);
        match act {
            Known::HandOver(act) => {
                let former = act::taken_back(&act.more).and_then(|entry| {
                    self.lending().item(&act.item).and_then(|loans| loans.returned_by(&entry))
                });
                let loan = self.lending().loan(&former.unwrap_or(id));
                // What came back since was no mistake.
                let whole = loan.filter(|loan| match former {
                    Some(_) => loan.out() >= act.units,
                    None => loan.returned == 0,
                });
                let ended = whole.map(|loan| {
                    Known::Return(Return {
                        item: act.item,
                        loan: loan.id,
                        units: act.units,
                        at: now,
                        more,
                    })
                });
                Some((of(&act.item), ended.ok_or(Why::Changed(None))))
            }
            Known::Return(act) => {
                let loan = self.lending().loan(&act.loan).filter(|loan| loan.returned >= act.units);
                let item = self.catalogue.item(&act.item).filter(|item| !item.withdrawn);
                let (Some(loan), Some(item)) = (loan, item) else {
                    return Some((of(&act.item), Err(Why::Changed(None))));
                };
                let loans = self.lending().item(&act.item);
                let out = loans.map_or(0, |loans| loans.out());
                if item.quantity.saturating_sub(out) < act.units {
                    let holder = loans.and_then(|loans| loans.loans().iter().find(|l| l.out() > 0));
                    let why = holder.map_or(Why::Changed(None), |loan| Why::Out(loan.to));
                    return Some((of(&act.item), Err(why)));
                }
                let again = HandOver {
                    item: act.item,
                    units: act.units,
                    capacity: item.quantity,
                    to: loan.to,
                    since: loan.since,
                    due: loan.due,
                    more,
                };
                Some((of(&act.item), Ok(Known::HandOver(again))))
            }
            Known::RequestLoan(act) => {
                let request = RequestId { entry: id.entry, index: id.index };
                let open = self.lending().request(&request).filter(|request| request.is_open());
                let item = act.item;
                let ended =
                    open.map(|_| Known::WithdrawRequest(WithdrawRequest { item, request, more }));
                Some((of(&item), ended.ok_or(Why::Changed(None))))
            }
            Known::ExtendLoan(act) => {
                let (item, loan) = (act.item, act.loan);
                let found = self.lending().loan(&loan).filter(|loan| loan.out() > 0);
                let last = found.and_then(|loan| loan.extensions.last());
                let before = last.filter(|(entry, _)| *entry == id.entry).map(|(_, due)| *due);
                let ended =
                    before.map(|due| Known::ExtendLoan(ExtendLoan { item, loan, due, more }));
                Some((of(&item), ended.ok_or(Why::Changed(None))))
            }
            Known::MarkLost(act) => {
                let (item, loan, lost) = (act.item, act.loan, !act.lost);
                let found = self.lending().loan(&loan).filter(|it| it.out() > 0);
                let as_said = found.filter(|it| it.lost.is_some() == act.lost);
                let ended =
                    as_said.map(|_| Known::MarkLost(MarkLost { item, loan, lost, at: now, more }));
                Some((of(&item), ended.ok_or(Why::Changed(None))))
            }
            Known::NameKeeper(act) => {
                let named = self.lending().item(&act.item).map(|loans| loans.keepers());
                let mut named = named.unwrap_or_default().iter().rev();
                let this = KeepingId { entry: id.entry, index: id.index };
                let last = named.next().filter(|last| last.id == this);
                let keeper = named.next().and_then(|before| before.keeper);
                let ended = last.map(|_| {
                    Known::NameKeeper(NameKeeper { keeper, at: now, more, ..act.clone() })
                });
                Some((of(&act.item), ended.ok_or(Why::Changed(None))))
            }
            Known::MoveStock(act) => {
                // What was moved since adds up with what is moved back.
                let back =
                    MoveStock { delta: act.delta.saturating_neg(), at: now, more, ..act.clone() };
                Some((of(&act.item), Ok(Known::MoveStock(back))))
            }
            Known::NoteCondition(NoteCondition { item, .. })
            | Known::OpenRepair(OpenRepair { item, .. })
            | Known::TellRepair(TellRepair { item, .. })
            | Known::NoteCare(NoteCare { item, .. })
            | Known::Unsay(Unsay { item, .. }) => Some((of(item), self.unsay(*item, id, more))),
            Known::WishFor(_) => {
                let wish = WishedId { entry: id.entry, index: id.index };
                let found = self.wishlist().wish(&wish).filter(|wish| wish.end.is_none());
                // What others wish for, too, is no longer one's own to take away.
                let ended = match found.map(|wish| wish.backers.first()) {
                    Some(None) => Ok(Known::EndWish(EndWish { wish, item: None, at: now, more })),
                    Some(Some(backer)) => Err(Why::Changed(Some(*backer))),
                    None => Err(Why::Changed(None)),
                };
                Some((WISHES, ended))
            }
            Known::BackWish(act) => {
                let back = BackWish { wish: act.wish, backs: !act.backs, more };
                Some((WISHES, Ok(Known::BackWish(back))))
            }
            Known::EndWish(act) => {
                let wish = self.wishlist().wish(&act.wish)?;
                let (name, note) = (wish.name.clone(), wish.note.clone());
                Some((WISHES, Ok(Known::WishFor(WishFor { name, note, at: now, more }))))
            }
            Known::Book(act) => {
                let booking = BookingId { entry: id.entry, index: id.index };
                let ended = match act.replaces {
                    Some(former) => self.book_again(&former, Some(booking), command, now),
                    None => self.asker(now).ok().and_then(|asker| {
                        let cancel = asker.cancel(&booking, |_| false).ok()?;
                        Some(Known::CancelBooking(CancelBooking { more, ..cancel }))
                    }),
                };
                Some((self.booked(&booking), ended.ok_or(Why::Changed(None))))
            }
            Known::CancelBooking(act) => {
                let again = self.book_again(&act.booking, None, command, now);
                Some((self.booked(&act.booking), again.ok_or(Why::Changed(None))))
            }
            _ => None,
        }
    }

    /// Returns what takes back what was said of an item in an entry, if it still counts.
    fn unsay(&self, item: ItemId, id: LoanId, more: More) -> Result<Known, Why> {
        let me = self.me().map_err(|_| Why::Changed(None))?;
        let kept = self.upkeep().item(&item).filter(|kept| !kept.is_taken_back(id.entry, me));
        let kept = kept.ok_or(Why::Changed(None))?;
        // Somebody else went on with the repair: it is no longer only the word of whoever began.
        let opened = kept.repairs().iter().find(|it| it.id.entry == id.entry);
        let other = opened.and_then(|it| it.steps.iter().find(|step| step.by != me));
        match other {
            Some(step) => Err(Why::Changed(Some(step.by))),
            None => Ok(Known::Unsay(Unsay { item, entry: id.entry, more })),
        }
    }

    /// Returns one's own booking as it was, made anew, if that is still free by today's rules of
    /// conflicts: nobody gets back a place in the order of bookings.
    fn book_again(
        &self,
        former: &BookingId,
        replaces: Option<BookingId>,
        command: EntryId,
        now: Timestamp,
    ) -> Option<Known> {
        let asker = self.asker(now).ok()?;
        let found = self.bookings().booking(former)?;
        if !asker.is(&found.by) {
            return None;
        }
        let wish = Wish {
            claims: asker.claims_now(found.book),
            occurrences: found.book.occurrences.clone(),
            wall: found.book.wall.clone(),
            replaces,
        };
        let book = wish.decide(&asker).ok()?;
        let kept = found.book.more.iter().filter(|(number, _)| *number > act::TAKES_BACK);
        let more = act::taking_back(command).into_iter().chain(kept.cloned()).collect();
        Some(Known::Book(Book { more, ..book }))
    }

    /// Returns what a booking is of, as a thing of which something is told.
    fn booked(&self, booking: &BookingId) -> (DocumentId, Subject) {
        let found = self.bookings().booking(booking);
        let claim = found.and_then(|found| show::main_claim(self, &found.book.claims));
        match claim.map(|claim| claim.resource) {
            Some(ResourceId::Item(item)) => (item.document, Subject::Item(item.local)),
            Some(ResourceId::Place(place)) => (place.document, Subject::Place(place.local)),
            None => (DocumentId::Catalogue, Subject::Space),
        }
    }
}
