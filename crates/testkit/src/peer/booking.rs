//! What a peer books, and says of bookings.

use etabli_model::{
    act::{Book, CancelBooking, ConfirmBooking, Known, SeenBookings, SetCapacity},
    id::{BookingId, CapacityId, EntryId, LoanId, ResourceId},
};

use super::Peer;

impl Peer {
    /// Books, and returns the booking.
    pub fn book(&mut self, book: Book) -> BookingId {
        let LoanId { entry, index } = self.act(Known::Book(book));
        BookingId { entry, index }
    }

    /// Confirms a booking for resources.
    pub fn confirm(&mut self, booking: BookingId, resources: &[ResourceId]) -> EntryId {
        let (resources, more) = (resources.to_vec(), Vec::new());
        self.act(Known::ConfirmBooking(ConfirmBooking { booking, resources, more })).entry
    }

    /// Cancels a booking, as whoever booked, or as who answers for resources.
    pub fn cancel(&mut self, booking: BookingId, resources: &[ResourceId]) -> EntryId {
        let (resources, more) = (resources.to_vec(), Vec::new());
        self.act(Known::CancelBooking(CancelBooking { booking, resources, more })).entry
    }

    /// Says that bookings of resources were seen.
    pub fn see(&mut self, bookings: &[BookingId], resources: &[ResourceId]) -> EntryId {
        let (mut bookings, resources) = (bookings.to_vec(), resources.to_vec());
        bookings.sort_unstable();
        self.act(Known::SeenBookings(SeenBookings { bookings, resources, more: Vec::new() })).entry
    }

    /// Says how many of a resource there are.
    pub fn set_capacity(&mut self, resource: ResourceId, units: u32) -> CapacityId {
        let act = SetCapacity { resource, units, more: Vec::new() };
        let LoanId { entry, index } = self.act(Known::SetCapacity(act));
        CapacityId { entry, index }
    }
}
