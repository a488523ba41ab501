//! Calendars: iCalendar files (RFC 5545) read and written, and rules of repetition expanded.
//!
//! Wall time is kept: a rule is followed by the clock of its zone, and only what comes out of it
//! becomes instants. Whatever a file says, the work is bounded, and what is not understood is told
//! with its line.

mod availability;
mod busy;
mod event;
mod line;
mod recurrence;
mod rule;
mod value;
mod writing;
mod zone;

pub use availability::{Exception, Hours, HoursFault, Stretch, read_hours, write_hours};
pub use busy::{Busy, write_busy};
pub use event::{Calendar, Event, Fault, Problem, Span, Status, read};
pub use recurrence::Recurrence;
pub use rule::{Last, Rule, RuleError, Window};
pub use value::{Moment, moment};
pub use writing::{Entry, When, write};

#[cfg(test)]
mod tests;
