# Why something was refused, and what to do. The arguments are those of the error codes.

error-bad-request = The program did not understand the request: { $detail }.
hint-bad-request = Reload the page; if it happens again, the program and its page may be of different versions.
error-not-found = Nothing here is called “{ $what }”.
hint-not-found = Check the spelling; it may have been renamed, or not have arrived here yet.
error-ambiguous = Several things are called “{ $what }”: { $candidates }.
hint-ambiguous = Choose one of them by its tag or its full name.
error-no-space = There is no space on this computer yet.
hint-no-space = Create a space, or join one with a code.
error-empty-name = A name is missing.
hint-empty-name = Type a name of at least one letter.
error-name-too-long = This name is longer than { $most } characters.
hint-name-too-long = Shorten it, and put the rest in the note.
error-text-too-long = This text is longer than { $most } characters.
hint-text-too-long = Shorten it.
error-bad-quantity = The quantity must be a whole number from 1 to { $most }.
hint-bad-quantity = Type a number such as 1 or 12.
error-bad-date = “{ $what }” is not a date.
hint-bad-date = Type a day such as 2026-12-01, 12/03, tomorrow or +7.
error-bad-duration = “{ $what }” is not a duration.
hint-bad-duration = Type a duration such as 12h or 7d.
error-due-before-start = The return date lies before the hand-over.
hint-due-before-start = Choose a later return date.
error-not-yet-handed-over = It cannot have been handed over in the future.
hint-not-yet-handed-over = Leave the day empty, or choose one until today.
error-not-back-then = It cannot have come back then.
hint-not-back-then = Choose a day from the hand-over on, until today.
error-not-available = { $available ->
    [0] Nothing of “{ $item }” can be lent now.
   *[other] Only { $available } of “{ $item }” can be lent now.
}
hint-not-available = Wait for a return, or lend fewer.
error-not-lent = “{ $item }” is not lent to anybody.
hint-not-lent = Somebody may have returned it already: look at its loans.
error-several-loans = “{ $item }” is lent more than once: { $candidates }.
hint-several-loans = Choose the loan that came back.
error-returns-too-many = { $open ->
    [0] Everything has come back already.
    [one] Only { $open } is still out.
   *[other] Only { $open } are still out.
}
hint-returns-too-many = Type how many really came back.
error-booked-before-due = { $who } has booked “{ $item }” from { $from } on.
hint-booked-before-due = Choose an earlier return date, or agree with { $who }; the command line can lend it all the same with --despite-bookings.
error-bad-time = “{ $what }” is not a time.
hint-bad-time = Type a day and a time, such as 2026-12-01 10:00 or tomorrow 14:30.
error-bad-zone = “{ $what }” is not a time zone.
hint-bad-zone = Type a name such as Europe/Paris.
error-due-in-past = The time until which it would be kept is over already.
hint-due-in-past = Choose a day to come.
error-asked-already = You asked for “{ $item }” already.
hint-asked-already = Wait for your turn, or take your request back.
error-request-ended = This request was taken back, or handed over.
hint-request-ended = Ask anew.
error-not-your-request = This request is { $who }’s.
hint-not-your-request = Only whoever asked can take it back; who answers for the item can refuse it.
error-somebody-waits = { $who } waits for “{ $item }”.
hint-somebody-waits = Bring it back in time, or agree with { $who }.
error-not-asked = Nobody asks for “{ $what }”.
hint-not-asked = Look at the list of requests.
error-several-requests = “{ $what }” is asked for more than once: { $candidates }.
hint-several-requests = Choose the request by its id.
error-bad-repeat = “{ $what }” is not a way to repeat a booking.
hint-bad-repeat = Type FREQ=WEEKLY;COUNT=10, FREQ=MONTHLY;BYDAY=1TU;COUNT=6 or FREQ=DAILY;UNTIL=20261224; it must come to an end.
error-end-before-start = The booking would end before it starts.
hint-end-before-start = Choose a later end.
error-booking-in-past = That time is over already.
hint-booking-in-past = Choose a time to come.
error-booking-too-long = A booking lasts { $days } days at most, and repeats { $times } times at most.
hint-booking-too-long = Make several bookings of it.
error-booking-taken = “{ $what }” is booked by { $who } until { $until }.
hint-booking-taken = { $next ->
    [none] Choose another time, or ask { $who }.
   *[other] It is free from { $next } on; or ask { $who }.
}
error-booking-lent = { $who } has “{ $what }” on loan until { $until }.
hint-booking-lent = { $next ->
    [none] Choose another time, or ask { $who } to bring it back earlier.
   *[other] It is free from { $next } on; or ask { $who } to bring it back earlier.
}
error-booking-too-many = { $capacity ->
    [0] “{ $what }” cannot be booked.
    [one] Only one of “{ $what }” can be booked at once.
   *[other] Only { $capacity } of “{ $what }” can be booked at once.
}
hint-booking-too-many = Book fewer, or ask who answers for it to say how many there are.
error-booking-ended = This booking was cancelled or moved.
hint-booking-ended = Make a new one.
error-not-your-booking = Only { $who } can do that with this booking.
hint-not-your-booking = Ask { $who }.
error-not-answering = Only who answers for “{ $what }” can do that: its owner, or a steward for what the space owns.
hint-not-answering = Ask its owner or a steward.
error-confirmed-already = This booking is confirmed already.
hint-confirmed-already = Nothing is left to do.
error-booking-displaced = { $who } has what is booked here.
hint-booking-displaced = Cancel the other booking first, or agree on another time.
error-nothing-offered = There is no room for this booking yet.
hint-nothing-offered = Move it to another time, or wait until the other booking goes.
error-several-bookings = “{ $what }” is booked more than once: { $candidates }.
hint-several-bookings = Choose the booking by its id.
error-not-booked = “{ $what }” is not booked.
hint-not-booked = Look at the list of bookings.
error-booking-closed = { $reason ->
    [none] “{ $what }” is closed at that time.
   *[other] “{ $what }” is closed at that time: { $reason }.
}
hint-booking-closed = { $next ->
    [none] Choose another time, or look at the opening hours.
   *[other] It is open and free from { $next } on.
}
error-not-in-use = { $status ->
    [candidate] “{ $what }” is only being thought of: it cannot be booked yet.
    [conversion] “{ $what }” is being made ready: it cannot be booked yet.
   *[other] “{ $what }” is not in use any more.
}
hint-not-in-use = Choose something else, or ask a steward to change its status.
error-booking-too-soon = “{ $what }” must be booked { $length } { $unit ->
    [m] min
    [h] h
   *[d] d
} ahead.
hint-booking-too-soon = { $next ->
    [none] Choose a later time.
   *[other] The first time that can be booked starts { $next }.
}
error-booking-too-far = “{ $what }” cannot be booked that far ahead.
hint-booking-too-far = Choose a start before { $until }.
error-booking-too-short = “{ $what }” is booked for { $length } { $unit ->
    [m] min
    [h] h
   *[d] d
} at least.
hint-booking-too-short = Choose a later end.
error-booking-over-length = “{ $what }” is booked for { $length } { $unit ->
    [m] min
    [h] h
   *[d] d
} at most.
hint-booking-over-length = Choose an earlier end.
error-booking-too-close = { $who } has “{ $what }” close to that time: { $length } { $unit ->
    [m] min
    [h] h
   *[d] d
} are kept free in between.
hint-booking-too-close = { $next ->
    [none] Choose another time, or ask { $who }.
   *[other] It is free from { $next } on; or ask { $who }.
}
error-booking-over-quota = One member books “{ $what }” at most { $length }{ $unit ->
    [x] {""} times
    [m] {""} min
    [h] {""} h
   *[d] {""} days
} a { $period ->
    [week] week
   *[month] month
}; yours so far: { $used }.
hint-booking-over-quota = Choose another { $period ->
    [week] week
   *[month] month
}, or end one of your bookings.
error-booking-crowded = On { $day }, { $length ->
    [one] one person comes already
   *[other] { $length } people come already
} to fetch or bring things back, which is as many as can be received.
hint-booking-crowded = { $next ->
    [none] Choose another day.
   *[other] Choose another day; a free time starts on { $next }.
}
error-booking-not-now = No time of this booking is under way.
hint-booking-not-now = Come back when it starts.
error-booking-begun = Whoever booked said to be there.
hint-booking-begun = Ask them when they have finished.
error-booking-in-grace = Whoever booked may come until { $until }.
hint-booking-in-grace = After that, the time can be given free.
error-bad-detail = “{ $text }” cannot be read here ({ $what }).
hint-bad-detail = Hours look like 9:00-12:00 14:00-18:00, lengths like 30m, 2h or 7d, a quota like 3/week, 4h/week or 2d/month, a day like 2026-12-01.
error-no-hours = { $line ->
    [none] The file tells no opening hours.
   *[other] Line { $line } of the file tells something that is no week with exceptions.
}
hint-no-hours = Choose a calendar with VAVAILABILITY (RFC 7953).
error-not-yours = Only its owner may do that: { $owner }.
hint-not-yours = Ask { $owner } to do it on their own computer.
error-not-for-them = “{ $item }” is not lent to { $who }.
hint-not-for-them = Its owner names who may borrow it: ask them.
error-owner-alone = { $owner } lends “{ $item }” and nobody else.
hint-owner-alone = Ask { $owner } to hand it over.
error-not-your-project = Only those who work on this project change it, and only its holders decide about it.
hint-not-your-project = Ask to take part, on the page of the project.
error-call-closed = The time to answer this call is over.
hint-call-closed = Ask a steward of the space whether a late answer is still read.
error-not-allowed = You may not do that in this space.
hint-not-allowed = Ask a steward of the space.
error-not-active = You no longer take part in this space.
hint-not-active = What is here stays readable. Ask a steward of the space.
error-decisions-apart = This computer cannot decide about members now: decisions made on it are missing here, or exist twice, as after a restored copy of its disk.
hint-decisions-apart = Sync with another device first. If that does not help, decide from another device.
error-nothing-to-change = That is so already, or it cannot be.
hint-nothing-to-change = Look at it again: somebody may have changed it meanwhile.
error-bad-ticket = This is not an invitation code, or it was cut off.
hint-bad-ticket = Copy the whole code, from “etabli:” to its end.
error-ticket-expired = This code ended on { $expires }.
hint-ticket-expired = Ask for a new one.
error-ticket-used-up = This code has been used as often as it may be.
hint-ticket-used-up = Ask for a new one.
error-ticket-refused = The space does not accept this code; it may have been withdrawn.
hint-ticket-refused = Ask for a new one.
error-join-declined = A member answered that you are not let in.
hint-join-declined = Talk to whoever gave you the code. It does not work on this computer any more.
error-join-crowded = Too many people wait to be let in already.
hint-join-crowded = Ask a member to answer them, then try again.
error-join-waiting = A member was asked to let you in, and has not answered yet. They see the words “{ $words }”.
hint-join-waiting = Use the same code again later: once a member has said yes, you come in at once.
error-guest-gone = “{ $what }” does not wait to be let in any more.
hint-guest-gone = They can use their code again.
error-unknown-rules = This version of Établi knows the rules up to number { $known } only.
hint-unknown-rules = Update Établi first.
error-already-joined = You are already in the space “{ $space }”.
hint-already-joined = Open it from the list of spaces.
error-nobody-reachable = Nobody who could let you in can be reached now.
hint-nobody-reachable = Check that the computer that invited you is on and on the same network, then try again.
error-not-a-table = This file is not a table: { $detail }.
hint-not-a-table = Choose a CSV file, as spreadsheets and inventory programs export it.
error-not-a-calendar = This file is not a calendar.
hint-not-a-calendar = Choose a file that ends in .ics, as calendar programs export it.
error-calendar-into = It is not said which item or place the calendar books.
hint-calendar-into = Add “--into” and a name, tag or id.
error-nothing-to-print = There is nothing to print a label for.
hint-nothing-to-print = Choose at least one item.
error-too-many-labels = At most { $most } labels are printed at once.
hint-too-many-labels = Choose fewer items, by category or place.
error-bad-label-sheet = Labels cannot lie like this on a page of A4: “{ $what }”.
hint-bad-label-sheet = Measure again: they lie within 210 × 297 mm, and each is at least 30 × 18 mm.
error-bad-label-start = The sheet has labels 1 to { $most }.
hint-bad-label-start = Choose the first label that is still on the sheet.
error-bad-label-offset = A sheet is moved by at most { $most } mm.
hint-bad-label-offset = Put the sheet into the printer anew, then measure again.
error-people-not-items = This file is about people, not about items.
hint-people-not-items = Members come in by an invitation, each with their own computer: nobody is added from a file. If it is about items after all, choose which column is their name.
error-no-name-column = No column of this file gives the items’ names.
hint-no-name-column = Call the column of the names “name”, then try again.
error-file-too-large = This file is larger than { $most }.
hint-file-too-large = Split it into several files.
error-file-unreadable = The file { $path } cannot be read: { $detail }.
hint-file-unreadable = Check that it is there and that you may read it.
error-unknown-format = “{ $what }” is not a known format.
hint-unknown-format = Choose one of the formats that are offered.
error-unknown-field = “{ $what }” is not a field of an item.
hint-unknown-field = Choose name, tag, category, place, quantity, owner or note.
error-directory-locked = Another program is using these spaces: { $holder }.
hint-directory-locked = Close it, then try again.
error-directory-damaged = What is stored here is damaged and could not be read: { $detail }.
hint-directory-damaged = Nothing was deleted. Keep the folder; open a backup with “etabli backup restore”, or move the folder elsewhere and join the space again from another device.
error-store-rebuilt = Stored data of “{ $space }” was damaged: { $entries ->
    [one] { $entries } entry was read back
   *[other] { $entries } entries were read back
}, and the damaged files are kept in { $path }.
hint-store-rebuilt = What is missing comes from the other devices when one is reached; “etabli status” tells how much that is.
error-changes-missing = { $own ->
    [0] { $others ->
        [one] { $others } change of another device was here and is missing.
       *[other] { $others } changes of other devices were here and are missing.
    }
    [one] { $own } of your own changes was here and is missing.
   *[other] { $own } of your own changes were here and are missing.
}
hint-changes-missing = They will be taken back from other devices when one is reached.
error-same-store-kind = The store is of the kind { $kind } already.
hint-same-store-kind = There is nothing to do.
error-read-only-copy = This is a copy opened from a backup: it can be read and searched, and nobody can change it.
hint-read-only-copy = Make the change in the space itself.
error-not-a-backup = The file { $path } is not a backup of Établi, or it is damaged.
hint-not-a-backup = Choose another one; “etabli backup list” shows those that are whole.
error-folder-not-empty = There is something in { $path } already; nothing was written over.
hint-folder-not-empty = Choose a name that nothing has yet.
error-file-over-limit = This file is larger than { $most } MB, the most a photo or attachment may have.
hint-file-over-limit = Make it smaller first; a photo of half the size shows as much.
error-not-a-file = { $path } is a folder, not a file.
hint-not-a-file = Name the files in it.
error-empty-file = The file “{ $what }” is empty.
hint-empty-file = Check that you chose the right one.
error-not-a-photo = “{ $what }” is not a photo that can be shown.
hint-not-a-photo = Choose a JPEG, PNG or WebP picture, or add it as an attachment.
error-not-a-picture = “{ $what }” is not a picture that can be read here.
hint-not-a-picture = Choose a JPEG, PNG or WebP picture: a photo or a screenshot.
error-no-code-in-picture = No code was found in “{ $what }”.
hint-no-code-in-picture = Photograph the whole code, well lit and sharp, or paste the code’s text.
error-other-code-in-picture = The code in “{ $what }” is not one of Établi.
hint-other-code-in-picture = Ask whoever invites you for the code: its text begins with “etabli:”.
error-photo-damaged = The photo “{ $what }” is damaged and cannot be read.
hint-photo-damaged = Open it in another program and save it again, or choose another one.
error-photo-too-large = The photo “{ $what }” has too many pixels: more than { $most } million, or too long a side.
hint-photo-too-large = Make it smaller in another program first.
error-too-many-files = This item has { $most } photos and attachments, as many as it may.
hint-too-many-files = Remove some that are no longer needed.
error-same-file = This item has “{ $what }” already.
hint-same-file = Nothing needs to be done.
error-file-not-here = “{ $what }” is not here yet, it is on another member’s laptop.
hint-file-not-here = Fetch it while { $member } or somebody else who has it is connected.
error-nobody-has-file = { $asked ->
    [one] The one device that was reached does not have “{ $what }”.
   *[other] None of the { $asked } devices that were reached has “{ $what }”.
}
hint-nobody-has-file = { $member } added it: try again when their computer is connected.
error-nobody-connected = Nobody who could have “{ $what }” is connected.
hint-nobody-connected = { $member } added it: try again when their computer is connected.
error-disk-full = The disk is full: nothing was saved.
hint-disk-full = Make room on the disk, then try again.
error-storage-failed = The disk refused the change: { $detail }.
hint-storage-failed = Check the disk, then try again.
error-update-needed = This version of Établi is too old to change this space.
hint-update-needed = Update Établi; until then you can read everything.
error-not-a-demo = This space is not a demo.
hint-not-a-demo = Only a demo can be deleted this way.
error-demo-stays-here = A demo stays on this computer: nobody can be invited to it.
hint-demo-stays-here = Create a space of your own to invite people.
error-network-failed = The network cannot be used: { $detail }.
hint-network-failed = You can go on working: everything is saved here.
error-disconnected = The page lost its link to the program.
hint-disconnected = Nothing is sent twice. When the connection is back, look whether it was done; if not, do it again.
error-internal = Something went wrong that should not have: { $detail }.
hint-internal = Try again; if it happens again, tell us these words.

# Why an import refuses a row or passes over a cell.

import-empty-name = the item has no name
import-bad-quantity = “{ $found }” is not a quantity
import-too-long = “{ $found }” is too long
import-ragged-row = the row does not have as many cells as the header: “{ $found }”
import-duplicate-tag = the tag “{ $found }” is there more than once
import-place-twice = a row above says something else of “{ $found }”
import-place-in-itself = “{ $found }” would be inside itself
import-event-start = the event does not say when it starts
import-event-value = “{ $found }” cannot be read
import-event-zone = the zone “{ $found }” is not known
import-event-length = the event lasts no time, or ends before it starts
import-event-rule = “{ $found }” is not a way to repeat
import-event-often = the event takes place too often: at most { $found } times
import-event-orphan = it changes an event that is not in the file
import-event-twice = another event of the file has the same name
import-event-many = the file has too many events; the rest was not read
import-event-cancelled = the event is cancelled
import-event-free = the event takes nobody’s time
import-event-over = the event is over
import-event-far = the event is too far away
import-event-overlap = another event of the file takes place at the same time
import-event-taken = it is taken at that time: { $found }
import-event-closed = it is closed at that time
import-event-house-rule = it is against the rules of booking
import-event-refused = it is refused: { $found }
import-note-tasks = Passed over: { $detail } tasks and notes.
import-note-tasks-some = Tasks and notes were passed over.
import-note-loans = { $detail ->
    [one] { $detail } row says who has the item: it was kept as an extra field, not as a loan.
   *[other] { $detail } rows say who has the item: it was kept as an extra field, not as a loan.
}
import-note-sheets = Only the first sheet that holds anything is read, not: { $detail }.
import-note-sheets-some = Only the first sheet that holds anything is read.
import-note-repeats = { $detail ->
    [one] { $detail } row is about an item that is named above it.
   *[other] { $detail } rows are about items that are named above them.
}
import-note-repeats-some = Some rows are about items that are named above them.
import-note-kept = Kept as extra fields: { $detail }.
import-note-skipped = Passed over: { $detail }.
import-note-loans-some = Some rows say who has the item: it was kept as an extra field, not as a loan.
import-note-kept-some = Unknown columns were kept as extra fields.
import-note-skipped-some = Some columns were passed over.

# What a check found
finding-unreadable = The entry { $what } cannot be read ({ $detail }).
finding-unsigned = The entry { $what } is not signed by its author ({ $detail }).
finding-misplaced = The entry { $what } is not stored in its place.
finding-unread = The entry { $what } was not there when the space was opened.
finding-unlinked = The entry { $what } does not fit those it names ({ $detail }).
finding-miscounted = { $found } of { $expected } entries are stored.
finding-damaged-file = The file “{ $what }” is damaged ({ $detail }).
error-out-of-order = “{ $item }” is out of order: { $note }.
hint-out-of-order = Mark the repair as done first, or take another one.
error-item-missing = Nobody found “{ $item }” when they looked.
hint-item-missing = If you have it in your hands, note its condition.
error-used-up = “{ $item }” is used up, not lent.
hint-used-up = Note how much is taken from the stock.
error-immaterial = “{ $item }” is nothing one could hand over.
hint-immaterial = Everybody may use it under its licence.
error-too-many-out = { $who } has { $held } things, and may have { $most } at once.
hint-too-many-out = Take something back first; whoever answers for the item may lend it all the same.
error-lent-too-long = “{ $item }” is lent for { $most } days at most.
hint-lent-too-long = Choose an earlier return date.
error-extended-too-often = A loan of “{ $item }” is extended { $most } times at most.
hint-extended-too-often = Bring it back; whoever answers for it may extend it all the same.
error-signed-already = There is nothing for you to sign here.
hint-signed-already = Whoever took it signs that, and whoever gave it that it came back.
error-no-deposit = Only { $held } of the deposit is held.
hint-no-deposit = Give back no more than that.
error-kit-contains-itself = “{ $item }” would contain itself.
hint-kit-contains-itself = Take it out of one of the two kits.
error-kit-too-large = “{ $item }” has more parts than one can hand over.
hint-kit-too-large = Make several kits of it.
error-no-repair = “{ $item }” has no repair that goes on.
hint-no-repair = Open one if it is out of order.
error-no-stock = “{ $item }” is not counted as something that is used up.
hint-no-stock = Say first in which unit it is counted.
error-bad-attribute = “{ $what }” cannot stand in “{ $field }”.
hint-bad-attribute = Type what this field is for.
error-bad-amount = “{ $what }” is no amount.
hint-bad-amount = Type an amount such as 20 or 12.50 EUR.
error-wish-ended = This wish has come true, or was taken back.
hint-wish-ended = Look at the wish list again.
