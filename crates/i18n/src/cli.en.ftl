# The words of the command line. The same ids and variables are in cli.fr.ftl.

## Help: headings

cli-help-usage = Usage:
cli-help-commands = Commands
cli-help-arguments = Arguments
cli-help-options = Options
cli-help-example = Example:
cli-help-more = “--help” after a command tells more about it.

## Help: commands

cli-about = Établi: a shared inventory of places, tools and loans, from member to member, without a server
cli-about-space = Make and see spaces
cli-about-space-create = Create a space; you become its first steward
cli-about-space-list = List the spaces on this computer
cli-about-space-show = Show one space
cli-about-demo = Make a filled space to look around in; it never leaves this computer
cli-about-invite = Make an invitation code
cli-about-member-list = List the members of a space
cli-about-item = Add, change and see items
cli-about-item-add = Add an item
cli-about-item-set = Change several items in one step
cli-about-item-edit = Change an item; what you leave out stays as it is
cli-about-item-show = Show an item with its loans
cli-about-item-list = List items
cli-about-item-photo = Add, see, fetch and remove the photos of an item
cli-about-item-photo-add = Add photos; they are made smaller and lose what they say of where and when they were taken
cli-about-item-photo-list = List the photos of an item
cli-about-item-photo-get = Write a photo to a file, fetching it if it is not here yet
cli-about-item-photo-fetch = Fetch a photo that is on another computer only
cli-about-item-photo-edit = Describe a photo, or put it first
cli-about-item-photo-remove = Remove a photo from an item
cli-about-item-file = Add, see, fetch and remove the photos and attachments of an item
cli-about-item-file-add = Add attachments, as they are; pictures become photos
cli-about-item-file-list = List the photos and attachments of an item
cli-about-item-file-get = Write a photo or attachment to a file, fetching it if it is not here yet
cli-about-item-file-fetch = Fetch a photo or attachment that is on another computer only
cli-about-item-file-edit = Describe a photo or attachment, or put it first
cli-about-item-file-remove = Remove a photo or attachment from an item
cli-about-place = Add and see places
cli-about-place-edit = Rename a place, or move it into another one
cli-example-place-edit = etabli place edit "Shelf B3" --inside "Cellar"
cli-arg-place-edit-place = The place: its name, path or the beginning of its id
cli-arg-place-edit-name = The new name
cli-arg-place-edit-inside = The place it is in; empty for no other place
cli-place-edited = “{ $name }” is changed.
cli-about-place-add = Add a place
cli-about-place-list = List places, each below the one it is in
cli-about-place-find = Find the places that fit: by what is there, for how many, free when
cli-about-lend = Record that an item was handed to a member
cli-about-return = Record that a loan came back
cli-about-loan = See the loans
cli-about-loan-list = List loans, those due first at the top
cli-about-book = Book an item or a place, once or several times
cli-about-booking = See, confirm, move and end bookings
cli-about-booking-list = List bookings to come, those that start first at the top
cli-about-booking-show = Show a booking, what is in its way and what is free instead
cli-about-booking-confirm = Confirm a booking of what you answer for
cli-about-booking-cancel = End a booking
cli-about-booking-move = Move a booking to another time; it is confirmed anew
cli-about-booking-accept = Take what a displaced booking is offered
cli-about-booking-capacity = Say how many of an item or place may be booked at once
cli-about-ask = Ask for an item; whoever asks first is first in line
cli-about-request = Requests: list, grant, refuse, withdraw
cli-about-request-list = List requests that are open
cli-about-request-grant = Grant a request for what you answer for
cli-about-request-refuse = Refuse a request for what you answer for
cli-about-request-withdraw = Take your own request back
cli-about-loan-extend = Agree on another time until which a loan is kept
cli-about-loan-lost = Note that what is out is lost
cli-about-loan-found = Note that what was lost is found
cli-about-planning = Show who has what over some days
cli-about-labels = Print labels with QR codes for items and places, as a PDF; for all items when none is named
cli-about-calendar = Keep a calendar file up to date, for programs that subscribe to it
cli-about-calendar-show = Say which calendar file is kept up to date
cli-about-calendar-keep = Keep this file up to date with bookings and due dates
cli-about-calendar-drop = Keep no calendar file; the one there stays as it is
cli-about-free = Tell when an item or a place is free
cli-about-search = Find places, items and members
cli-about-import = Add and update items from a file, as one step
cli-about-figures = Show what came of the space: what is lent, what is not, what was not bought
cli-about-export = Write the space out for other programs
cli-about-serve = Stay on: keep exchanging with the other devices, and show the interface in a browser of this computer
cli-about-sync = Exchange now with every device that can be reached
cli-about-status = Tell how a space stands: members, devices, what is only here
cli-about-verify = Check every signature, link and file of a space
cli-about-store = Choose how a space is stored
cli-about-store-convert = Copy a space into another kind of store, compare, and use that one; the former one is kept
cli-about-store-compact = Write a space anew without what was removed since, compare, and use that one
cli-about-backup = Make, see and open backups
cli-about-backup-create = Write all of a space to one file; no key is in it
cli-about-backup-list = List the backups, the newest first; one is made each day
cli-about-backup-folder = Name the folder for backups; without one, the folder beside the spaces is used again
cli-about-backup-restore = Open a backup as a copy to read and search; the space itself stays as it is

## Help: arguments

cli-arg-data = Where the spaces are kept; by default the place this system has for it
cli-arg-space = Which space: its name, its id or the beginning of either
cli-arg-json = Print one JSON document and nothing else
cli-arg-lang = Language: fr or en
cli-arg-wait = How long to wait for another program that uses the directory (30s by default)
cli-arg-help = Show this help
cli-arg-version = Show the version
cli-arg-name = What people call it
cli-arg-member = Your name in the space
cli-arg-space-create-name = What the group calls its space
cli-arg-demo-remove = Remove the demo from this computer
cli-arg-uses = How many people may use it, from 1 to 1000 (1 by default)
cli-arg-expires = How long it is good: 12h, 7d, at most 365d (7d by default)
cli-arg-qr = Also draw the code for a camera
cli-arg-ticket = The code, as you received it
cli-arg-timeout = How long to try (60s by default)
cli-arg-item = The item: tag, name or the beginning of its id
cli-arg-files = The files to add, at most 8 MB each
cli-arg-which = Which one: its number in the list, name or the beginning of its id; the first by default
cli-arg-item-photo-edit-which = Which one: its number in the list, name or the beginning of its id
cli-arg-item-photo-remove-which = Which one: its number in the list, name or the beginning of its id
cli-arg-item-file-edit-which = Which one: its number in the list, name or the beginning of its id
cli-arg-item-file-remove-which = Which one: its number in the list, name or the beginning of its id
cli-arg-alt = What there is to see, for whoever does not see it; "" takes it away
cli-arg-first = Put it before the others
cli-arg-item-photo-get-output = The file to write, or a folder
cli-arg-item-file-get-output = The file to write, or a folder
cli-arg-tag = The number on its label
cli-arg-category = Its kind, in your words
cli-arg-place = Where it is kept; a new name makes a new place
cli-arg-quantity = How many
cli-arg-owner = “space”, or your name for something of yours
cli-arg-note = Anything else worth knowing
cli-arg-item-edit-tag = A new tag; "" takes it away
cli-arg-item-edit-category = A new category; "" takes it away
cli-arg-item-edit-place = A new place; "" takes it away
cli-arg-member-contact-email = Your e-mail address; "" takes it away
cli-arg-member-contact-phone = Your telephone number; "" takes it away
cli-arg-member-contact-note = Anything else, such as when to call; "" takes it away
cli-arg-item-edit-note = A new note; "" takes it away
cli-arg-item-list-words = Words that the item must contain
cli-arg-item-list-category = Only this category
cli-arg-item-list-of = Only what this member owns or keeps
cli-arg-item-list-condition = Only what is good, worn, damaged, incomplete or missing
cli-arg-item-list-place = Only this place and what is in it
cli-arg-status = Only these: available, out, overdue, of-members
cli-arg-inside = The place it is in
cli-arg-to = Who takes it: name or id
cli-arg-due = Until when: 2026-11-24, tomorrow, +7d (+7d by default)
cli-arg-since = When it was handed over, if not now
cli-arg-at = When it came back, if not now
cli-arg-loan = The loan, or the item when it has one open loan
cli-arg-return-quantity = How many came back; all by default
cli-arg-open = Only loans that are out
cli-arg-overdue = Only loans past their date
cli-arg-of = Only the loans of this member
cli-arg-despite-bookings = Lend it although somebody else has booked it before it is due
cli-arg-resource = The item or place: name, tag or id
cli-arg-from = From when: 2026-12-01 10:00, "tomorrow 10:00", or a day, from its beginning
cli-arg-book-to = Until when: a time, or a duration like 2h; a day, to its end
cli-arg-book-check = Only tell whether it would do
cli-arg-ask-item = The item: name, tag or id
cli-arg-ask-due = Until when you would keep it: a date, “tomorrow” or +7d
cli-arg-ask-quantity = How many (1 by default)
cli-arg-request = The request, or its item when it has one that is open
cli-arg-book-what-for = What it is for, in a line that all members read
cli-arg-request-grant-until = Until when it is kept ready, or never for no end; as the space does when unsaid
cli-arg-request-list-item = Only for this item
cli-arg-request-list-of = Only the requests of this member
cli-arg-request-list-all = Also those that have ended
cli-arg-loan-extend-due = Until when: a date, “tomorrow” or +7d
cli-arg-planning-resource = Only this item or place, booked or not
cli-arg-planning-from = The first day (today by default)
cli-arg-planning-days = How many days (7 by default, at most 42)
cli-arg-free-to = Until when: a time, or a duration like 2h; a day, to its end
cli-arg-booking-move-to = Until when: a time, or a duration like 2h (as long as it was by default)
cli-arg-zone = The time zone, such as Europe/Paris (this computer’s by default)
cli-arg-booking-move-zone = The time zone, such as Europe/Paris (that of the booking by default)
cli-arg-repeat = How it repeats: an RFC 5545 rule with COUNT or UNTIL, such as FREQ=MONTHLY;BYDAY=1TU;COUNT=6; “EXDATE=2026-12-25” leaves days out
cli-arg-book-quantity = How many (one of an item, a place as a whole by default)
cli-arg-booking = The booking, or what is booked when it has one booking
cli-arg-booking-list-resource = Only of this item or place
cli-arg-booking-list-of = Only the bookings of this member
cli-arg-booking-list-to-confirm = Only those of others that you may confirm
cli-arg-place-find-need = Words that stand in what is said of the place, or in what is kept there
cli-arg-place-find-kind = The kind of place: room, meeting, desk, workshop…
cli-arg-place-find-people = For how many
cli-arg-place-find-from = From when, as in "etabli book"; those that are free come first
cli-arg-place-find-to = Until when; for an hour when unsaid
cli-arg-all = Also those that are over or were cancelled
cli-arg-units = How many; 0 when it cannot be booked
cli-arg-words = What to look for
cli-arg-file = The file to read
cli-arg-format = How the file is written: auto, snipe-it, homebox, shelf, fab-manager, commonsbooking, places, csv or ics (auto by default)
cli-arg-export-format = json; csv writes one table, or all of them into a folder; vcard writes the members; valueflows, murmurations (your own needs and offers), commons-api and spaceapi are for networks of commons; ics writes bookings and loans as a calendar; html writes a catalogue to publish, into a folder; automerge writes the shared documents as they are, one file each
cli-arg-months = Over how many months (all by default)
cli-arg-csv = As a table for other programs (CSV)
cli-arg-items = The items: tags, names or ids
cli-arg-item-set-keeper = Who keeps them: whom to ask
cli-arg-item-set-remove = Put them into the bin
cli-arg-export-resource = With ics: only of this item or place
cli-arg-export-url = With commons-api and spaceapi: the website of the space
cli-arg-export-at = With commons-api and spaceapi: latitude and longitude, for instance 48.85,2.35
cli-arg-export-of = With ics: only of this member
cli-arg-import-into = Reads a calendar (.ics) into bookings of this item or place
cli-arg-import-closed = Its events are closures, not bookings
cli-arg-import-until = Until which day events without an end are booked (a year by default)
cli-arg-labels-items = The items: names, tags or ids
cli-arg-labels-category = All items of this category
cli-arg-labels-place = All items in this place or below it
cli-arg-of-place = A place to print a label for; may be given several times
cli-arg-sheet = The sheet: L7160, L7163, 3490, plain, or its lengths in mm: "3x8 70x36 0x4.5 0x0" (how many, size, from the corner, between)
cli-arg-start = The first label that is still on the sheet, from 1, row by row
cli-arg-offset-x = How far to the right everything moves, as 0.5mm
cli-arg-offset-y = How far down everything moves, as -1mm
cli-arg-labels-line = What stands under the name: place, owner (with how you are reached, on what is yours) or nothing
cli-arg-labels-output = The PDF file to write
cli-arg-calendar-keep-file = The file to keep, which ends in .ics
cli-arg-map = For csv: a column and the field it becomes; once per column
cli-arg-dry-run = Only tell what would happen
cli-arg-report = Write the refused rows to this file, as CSV, or the whole report as JSON
cli-arg-what = What to write: items, loans, bookings, members, places or all (all by default)
cli-arg-output = The file to write, a folder with automerge; by default standard output
cli-arg-web = Where the interface opens, on this computer only (127.0.0.1:0 by default: any free port)
cli-arg-no-web = Without the interface
cli-arg-keep-files = Fetch all photos and attachments, so that none is on one computer only
cli-arg-json-token = Write a token for scripts to this file, readable by you alone
cli-arg-with = Only with this device
cli-arg-once = One exchange, then end; otherwise until all have the same
cli-arg-store-convert-to = sled (the usual one) or redb
cli-arg-backup-create-to = The file to write; by default a dated one in the folder for backups
cli-arg-folder = The folder, for instance on another disk
cli-arg-backup-restore-file = The backup
cli-arg-backup-restore-to = The directory to make for the copy; read it with “--data”

## Help: examples

cli-example-space-create = etabli space create --name "Harbour Workshop" --member "Ana"
cli-example-space-list = etabli space list
cli-example-space-show = etabli space show --space "Harbour"
cli-example-demo = etabli demo
cli-example-invite = etabli invite --uses 3 --expires 7d --qr
cli-example-join = etabli join etabli:… --member "Bo"
cli-example-member-list = etabli member list
cli-example-item-add = etabli item add --name "Cordless drill" --tag A-12 --place "Shelf B3"
cli-example-item-set = etabli item set T-1 T-2 --place "Shelf B3"
cli-example-item-edit = etabli item edit A-12 --place "Workbench"
cli-example-item-show = etabli item show A-12
cli-example-item-list = etabli item list drill --status available
cli-example-item-photo-add = etabli item photo add A-12 drill.jpg --alt "The drill in its case"
cli-example-item-photo-list = etabli item photo list A-12
cli-example-item-photo-get = etabli item photo get A-12 1 -o drill.jpg
cli-example-item-photo-fetch = etabli item photo fetch A-12 1
cli-example-item-photo-edit = etabli item photo edit A-12 2 --first
cli-example-item-photo-remove = etabli item photo remove A-12 2
cli-example-item-file-add = etabli item file add A-12 manual.pdf
cli-example-item-file-list = etabli item file list A-12
cli-example-item-file-get = etabli item file get A-12 manual.pdf -o manual.pdf
cli-example-item-file-fetch = etabli item file fetch A-12 manual.pdf
cli-example-item-file-edit = etabli item file edit A-12 manual.pdf --alt "The manual of 1998"
cli-example-item-file-remove = etabli item file remove A-12 manual.pdf
cli-example-place-add = etabli place add --name "Shelf B3" --inside "Workshop"
cli-example-place-list = etabli place list
cli-example-place-find = etabli place find "wifi projector" --people 6 --from "tomorrow 14:00" --to 16:00
cli-example-lend = etabli lend A-12 --to "Bo" --due +7d
cli-example-return = etabli return A-12
cli-example-loan-list = etabli loan list --open --of "Bo"
cli-example-book = etabli book A-12 --from "tomorrow 10:00" --to 2h --repeat "FREQ=WEEKLY;COUNT=10"
cli-example-booking-list = etabli booking list A-12
cli-example-booking-show = etabli booking show A-12
cli-example-booking-confirm = etabli booking confirm A-12
cli-example-booking-cancel = etabli booking cancel A-12
cli-example-booking-move = etabli booking move A-12 --from "2026-12-01 14:00"
cli-example-booking-accept = etabli booking accept A-12
cli-example-booking-capacity = etabli booking capacity "Meeting room" 12
cli-example-ask = etabli ask A-12 --due +7d
cli-example-request-list = etabli request list
cli-example-request-grant = etabli request grant A-12
cli-example-request-refuse = etabli request refuse A-12
cli-example-request-withdraw = etabli request withdraw A-12
cli-example-loan-extend = etabli loan extend A-12 --due +7d
cli-example-loan-lost = etabli loan lost A-12
cli-example-loan-found = etabli loan found A-12
cli-example-planning = etabli planning --from tomorrow --days 14
cli-example-free = etabli free A-12 --from tomorrow --to +7d
cli-example-search = etabli search drill
cli-example-import = etabli import tools.csv --map "Label=tag" --dry-run
cli-example-figures = etabli figures --months 12
cli-example-export = etabli export --format json --output space.json
cli-example-labels = etabli labels --category "Drills" --sheet L7160 --start 3 --output labels.pdf
cli-example-calendar-show = etabli calendar show
cli-example-calendar-keep = etabli calendar keep ~/workshop.ics
cli-example-calendar-drop = etabli calendar drop
cli-example-serve = etabli serve --web 127.0.0.1:8080
cli-example-sync = etabli sync --once
cli-example-status = etabli status
cli-example-verify = etabli verify --json
cli-example-store-convert = etabli store convert --to redb
cli-example-store-compact = etabli store compact
cli-example-backup-create = etabli backup create --to harbour.etabli-backup
cli-example-backup-list = etabli backup list
cli-example-backup-folder = etabli backup folder /media/disk/etabli
cli-example-backup-restore = etabli backup restore harbour.etabli-backup --to copy

## While working

cli-working = Working…
cli-waiting = Waiting for { $holder }, which uses the same directory…
cli-panic = Établi met an error of its own; nothing that was saved is lost. ETABLI_LOG=error shows more.

## Heads of columns and names of fields

cli-head-id = Id
cli-head-name = Name
cli-head-amount = Amount
cli-head-role = Role
cli-head-loans = Loans
cli-head-kind = What
cli-head-field = Field
cli-head-members = Members
cli-head-items = Items
cli-head-tag = Tag
cli-head-category = Category
cli-head-place = Place
cli-head-detail = Detail
cli-head-status = State
cli-head-with = With
cli-head-due = Due
cli-head-quantity = Quantity
cli-head-owner = Owner
cli-head-note = Note
cli-head-item = Item
cli-head-number = No.
cli-head-size = Size
cli-head-caption = Shows
cli-head-where = Where
cli-head-since = Since
cli-head-loan = Loan
cli-head-booked = Booked
cli-head-who = By
cli-head-day = Day
cli-head-from = From
cli-head-request = Request
cli-head-booking = Booking
cli-head-free = Free
cli-head-capacity = Holds
cli-head-sent = Sent
cli-head-received = Received
cli-head-bytes = Bytes
cli-head-equal = Up to date
cli-head-device = Device
cli-head-member = Member
cli-head-state = State
cli-head-seen = Last seen
cli-head-missing = Missing
cli-head-written = Written
cli-head-entries = Entries
cli-head-file = File

## Spaces and members

cli-title = { $name }
cli-field = { $name }: { $value }
cli-space-created = “{ $name }” is ready.
cli-space-name = { $name }
cli-space-member = You are { $member }.
cli-space-counts = { $members ->
    [one] { $members } member
   *[other] { $members } members
}, { $items ->
    [one] { $items } item
   *[other] { $items } items
}, { $loans ->
    [one] { $loans } loan out
   *[other] { $loans } loans out
}
cli-demo-created = “{ $name }” is ready: { $items ->
    [one] { $items } item
   *[other] { $items } items
} to look around in. It stays on this computer.
cli-demo-removed = The demo is removed.
cli-no-spaces = No space here yet. “etabli space create”, “etabli join” or “etabli demo” makes one.
cli-space-problem = { $name } cannot be shown:
cli-invite-good = Good until { $until }, for { $uses ->
    [one] { $uses } person
   *[other] { $uses } people
}.
cli-invite-unreachable = Nobody can join until this computer answers: leave “etabli serve” or the app running.
cli-joined = You joined “{ $name }”.
cli-role-member = member
cli-role-steward = steward
cli-me = { $name } (you)
cli-no-members = No members.

## Items, places, loans

cli-item-added = “{ $name }” is added.
cli-item-edited = “{ $name }” is changed.
cli-file-added = “{ $name }” is added ({ $size }).
cli-file-edited = “{ $name }” is changed.
cli-file-removed = “{ $name }” is removed.
cli-file-fetched = “{ $name }” is here.
cli-file-written = { $path } is written.
cli-file-here = here
cli-file-at = not here yet, on another member’s laptop (added by { $name })
cli-file-elsewhere = not here yet, on another member’s laptop
cli-no-files = No photos or attachments.
cli-status-files = Photos and attachments: { $here } here, { $elsewhere } on other computers only.
cli-no-items = No items.
cli-status-available = available
cli-status-partly-out = partly lent
cli-status-out = lent
cli-status-overdue = overdue
cli-status-disputed = to be settled
cli-owner-space = the space
cli-conflict = { $field } was changed by several people at once: { $values }
cli-place-added = “{ $name }” is added.
cli-no-places = No places.
cli-lent = { $item } is lent to { $member }.
cli-lent-until = { $item } is lent to { $member } until { $due }.
cli-returned = { $item } is back from { $member }.
cli-returned-partly = { $item }: { $open ->
    [one] { $open } is still with { $member }
   *[other] { $open } are still with { $member }
}.
cli-no-loans = No loans.
cli-booked = { $name } is booked from { $from } until { $until }{ $times ->
    [one] {""}
   *[other] , and so on, { $times } times
}.
cli-booking-confirmed = The booking of { $name } by { $member } from { $from } until { $until } is confirmed.
cli-booking-cancelled = The booking of { $name } by { $member } from { $from } is cancelled.
cli-booking-moved = The booking of { $name } is moved: from { $from } until { $until }.
cli-booking-held = Only this computer holds it so far: who answers for it does not know of it yet.
cli-booking-held-yours = You answer for it, and have not confirmed it yet: “etabli booking confirm” does.
cli-booking-seen = Who answers for it has seen it, and has not confirmed it yet.
cli-booking-displaced = { $from }: { $member } has it.
cli-booking-not-to-be-had = { $from }: it cannot be had.
cli-booking-offered = { $from }: it is free by now. Take it with “etabli booking accept”.
cli-booking-alternative = Free instead: from { $from } until { $until }.
cli-booking-at-risk = At risk: { $member } has it on loan until { $due }.
cli-booking-confirmed-twice = It was confirmed although another confirmed booking has it: agree on another time.
cli-booking-claims-changed = It was booked when it was kept elsewhere.
cli-booking-was-cancelled = Whoever booked cancelled it.
cli-booking-was-replaced = Another booking took its place.
cli-booking-refused-by = { $member } cancelled it.
cli-booking-rule = Repeats: { $rule } ({ $zone }).
cli-booking-is-held = held here
cli-booking-is-seen = seen
cli-booking-is-confirmed = confirmed
cli-booking-is-displaced = displaced
cli-booking-is-offered = displaced, free by now
cli-booking-is-partly-displaced = partly displaced
cli-booking-is-cancelled = cancelled
cli-booking-is-at-risk = at risk
cli-booking-is-confirmed-twice = confirmed twice
cli-booking-for = What for: { $what }
cli-no-bookings = No bookings.
cli-asked = You asked for { $item }: { $line ->
    [one] you are first in line.
   *[other] you are number { $line } in line.
}
cli-asked-here = You asked for { $item }; it is here.
cli-no-requests = Nothing is asked for.
cli-request-granted = { $member } may have { $item }.
cli-request-granted-until = { $member } may have { $item }; it is kept ready until { $date }.
cli-request-refused = { $member } is told that they cannot have { $item }.
cli-request-withdrawn = You do not ask for { $item } any more.
cli-request-is-waiting = waiting
cli-request-is-here = waiting, and it is here
cli-request-is-granted = granted
cli-request-is-lapsed = granted, not fetched in time
cli-request-is-refused = refused
cli-request-is-withdrawn = taken back
cli-request-is-handed-over = handed over
cli-loan-extended = { $member } keeps { $item } until { $due }.
cli-loan-lost = { $item }, which { $member } had, is noted as lost.
cli-loan-found = { $item } was found.
cli-loan-is-lost = lost
cli-booking-possible = { $count ->
    [one] It can be booked: { $times }.
   *[other] All { $count } times can be booked: { $times }.
}
cli-taken-not = free
cli-taken-lent = on loan
cli-taken-inside = “{ $name }” inside is booked
cli-taken-around = “{ $name }” is booked as a whole
cli-planning-empty = Nothing is booked around these days.
cli-planning-more = { $count ->
    [one] One more is not shown.
   *[other] { $count } more are not shown.
}
cli-nothing = Nothing to tell yet.
cli-nothing-free = Nothing is free then.
cli-capacity-set = { $count ->
    [0] { $name } cannot be booked from now on.
    [one] One of { $name } can be booked at once from now on.
   *[other] { $count } of { $name } can be booked at once from now on.
}
cli-unknown-item = unknown item
cli-loan-out = out
cli-loan-overdue = overdue
cli-loan-returned = back
cli-kind-item = item
cli-kind-place = place
cli-kind-member = member
cli-nothing-found = Nothing found.

## Files

cli-import-done = Read as { $format }, { $encoding }.
cli-import-would = Read as { $format }, { $encoding }. Nothing was written; this is what would happen.
cli-import-counts = { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}: { $created } added, { $updated } changed, { $unchanged } already so, { $refused } refused
cli-import-row = Line { $line }: { $reason }
cli-import-cell = Line { $line }, { $field }: { $reason }
cli-import-more = … and { $more } more; “--report” writes them all to a file.
cli-exported = Written to { $path }.
catalogue-language = en
catalogue-count = { $count ->
    [one] 1 item
   *[other] { $count } items
}
catalogue-kinds = Categories
catalogue-other = Other
catalogue-here = { $all ->
    [one] { $count ->
        [0] Not here at the moment
       *[other] Available
    }
   *[other] { $count } of { $all } available
}
catalogue-footer = Written by Établi from the group’s own inventory.
cli-labels-printed = { $labels ->
    [one] 1 label
   *[other] { $labels } labels
} on { $pages ->
    [one] 1 sheet
   *[other] { $pages } sheets
}, written to { $path }. Print at 100 %, not fitted to the page.
cli-calendar-none = No calendar file is kept.
cli-calendar-kept = The calendar file { $path } is kept up to date.

## Exchanging

cli-serve-web = Open this link in a browser on this computer; it works once: { $link }
cli-serve-ready = Ready. Ctrl+C ends it.
cli-serve-loopback = “{ $address }” is not an address of this computer alone; the interface opens on 127.0.0.1 or [::1] only, with a port
cli-yes = yes
cli-not-yet = not yet
cli-nobody-reached = No other device could be reached. What you did is saved here.
cli-sync-demo = This is a demo: it stays on this computer.
cli-sync-alone = Nobody else is in this space yet; { $changes ->
    [one] { $changes } change is only here
   *[other] { $changes } changes are only here
}.
cli-sync-offline = No device connected since { $seen }; { $changes ->
    [0] all that is here is elsewhere too
    [one] { $changes } change is only here
   *[other] { $changes } changes are only here
}.
cli-sync-unseen = No device connected; { $changes ->
    [0] all that is here is elsewhere too
    [one] { $changes } change is only here
   *[other] { $changes } changes are only here
}.
cli-sync-working = Exchanging with { $with }…
cli-sync-done = Up to date with { $devices ->
    [one] { $devices } device
   *[other] { $devices } devices
}, { $at }.
cli-status-sizes = { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
}, { $kilobytes } kB on disk ({ $kind })
cli-update-needed = A newer Établi changed this space; update to change it further.
cli-device-here = this one
cli-device-connected = connected
cli-device-away = away
cli-verify-ok = All is well: { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
} checked.
cli-verify-wrong = { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
} checked, { $problems ->
    [one] { $problems } problem
   *[other] { $problems } problems
}:
cli-verify-state = State: { $state }
cli-verify-missing = What is here is sound ({ $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
} checked), and something is missing:
cli-stranded = { $entries ->
    [one] { $entries } rescued entry waits
   *[other] { $entries } rescued entries wait
} for others that are missing.
cli-store-kept = A former store of this space is kept in { $path }.

## Storing

cli-store-converted = Everything is in { $to } now, compared with { $from }, which is kept in { $path }.
cli-store-compacted = Written anew and compared: { $after } kB instead of { $before } kB.
cli-backup-created = { $entries ->
    [one] { $entries } entry is
   *[other] { $entries } entries are
} saved in { $path }.
cli-backup-files = { $files } photos and attachments lie beside it; { $missing } are on other computers only.
cli-backup-files-restored = { $files } photos and attachments came with it; { $missing } were not there.
cli-backup-folder = Backups go to { $path }.
cli-backup-restored = A copy of “{ $name }” is in { $path }; read it with “--data { $path }”.
cli-last-backup = Last backup: { $at }
cli-no-backups = No backups yet. “etabli backup create” makes one; Établi makes one each day.

# Members and devices
cli-about-member = See the members, and decide who takes part
cli-about-member-show = Show a member
cli-about-member-role = Make a member a steward, or a steward an ordinary member
cli-about-member-suspend = Suspend a member until a steward decides otherwise
cli-about-member-reinstate = Let a member take part again
cli-about-member-exclude = Sign that a member is excluded: one steward’s word suspends, a second one’s excludes
cli-about-member-rename = Say what you are called in a space
cli-arg-member-rename-name = Your name
cli-example-member-rename = etabli member rename "Ana Lopes"
cli-about-member-contact = Write how you can be reached; all members see it
cli-about-member-forget = Have everything forgotten that you wrote of how to reach you
cli-about-member-leave = Leave the space; what is here stays readable
cli-about-member-invites = List the invitations
cli-about-member-uninvite = Close an invitation before its time
cli-about-member-decisions = List who was taken out of what, and how many changes do not count because of it
cli-about-member-claims = List what does not count because of a decision and can be made to count
cli-about-member-ratify = Make something count that a decision made void
cli-about-device = See the members’ devices, and take one out
cli-about-device-list = List devices
cli-about-device-rename = Name one of your devices; all members see it
cli-arg-device-rename-name = The name; empty, the device has none
cli-arg-device-rename-device = Which device, by its name or the beginning of its id; this one when unsaid
cli-example-device-rename = etabli device rename "Workshop laptop"
cli-about-device-revoke = Take a device out: a lost laptop, say
cli-space-word = { $term } ({ $language }) is called here: { $one }, { $many }
cli-about-space-rename = Say what the space is called
cli-arg-space-rename-name = Its name
cli-example-space-rename = etabli space rename "Harbour Workshop"
cli-about-space-word = Say what the space calls something; without a word, return to the usual one
cli-arg-space-word-term = What: item, place, member, steward or loan
cli-arg-space-word-one = The word for one
cli-arg-space-word-many = The word for several
cli-arg-space-word-language = In which language: fr or en; that of this command when unsaid
cli-example-space-word = etabli space word place "bench" "benches" --in en
cli-about-space-policy = Say who may admit guests or edit the catalogue
cli-arg-member-show-member = The member, by name or id
cli-arg-member-role-member = The member, by name or id
cli-arg-member-role-role = What they become
cli-arg-member-suspend-member = The member, by name or id
cli-arg-member-reinstate-member = The member, by name or id
cli-arg-member-exclude-member = The member, by name or id
cli-arg-member-uninvite-invite = The invitation, or the beginning of its id
cli-arg-member-ratify-entry = The entry, or the beginning of its id
cli-arg-device-list-of = Only this member’s
cli-arg-device-revoke-device = The device, or the beginning of its id
cli-arg-space-policy-policy = What
cli-arg-space-policy-who = The least role that may
cli-arg-invite-role = What the guest becomes
cli-example-member-show = etabli member show Bo
cli-example-member-role = etabli member role Bo steward
cli-example-member-suspend = etabli member suspend Bo
cli-example-member-reinstate = etabli member reinstate Bo
cli-example-member-exclude = etabli member exclude Bo
cli-example-member-contact = etabli member contact --phone "06 12 34 56 78"
cli-example-member-forget = etabli member forget
cli-example-member-leave = etabli member leave
cli-example-member-invites = etabli member invites
cli-example-member-uninvite = etabli member uninvite 1a2b
cli-example-member-decisions = etabli member decisions
cli-example-member-claims = etabli member claims
cli-example-member-ratify = etabli member ratify 1a2b
cli-example-device-list = etabli device list --of Bo
cli-example-device-revoke = etabli device revoke 1a2b
cli-example-space-policy = etabli space policy edit-catalogue steward
cli-head-standing = Takes part
cli-head-by = By
cli-head-used = Used
cli-head-until = Until
cli-head-when = When
cli-head-decision = Decision
cli-head-void = Does not count
cli-head-because = Because
cli-standing-active = yes
cli-standing-suspended = suspended
cli-standing-left = left
cli-standing-excluded = excluded
cli-member-line = { $name }: { $role }, takes part: { $standing }, { $devices ->
    [one] { $devices } device
   *[other] { $devices } devices
}
cli-member-contact = Can be reached: { $contact }
cli-member-admitted = Admitted by { $by }
cli-member-excluders = { $excluders } wants them excluded; a second steward’s word decides
cli-invite-open = open
cli-invite-closed = closed
cli-no-invites = There are no invitations.
cli-no-decisions = Nobody was taken out of anything.
cli-no-claims = Everything counts.
cli-no-devices = There are no devices.
cli-decision-leave = { $about } left
cli-decision-suspend = { $by } suspended { $about }
cli-decision-exclude = { $by } wants { $about } excluded
cli-decision-revoke-role = { $by } made { $about } an ordinary member
cli-decision-revoke-device = { $by } took out a device of { $about }
cli-decision-set-policy = { $by } gave stewards alone a right
cli-decision-other = a decision of { $by }
cli-claim-booking = booking
cli-claim-request = request
cli-claim-hand-over = hand-over
cli-claim-return = return
cli-claim-edit = edit
cli-claim-admission = admission
cli-claim-other = decision
cli-device-active = active
cli-device-contested = contested
cli-device-revoked = taken out

# Coming in where somebody is asked, and new devices
cli-about-join = Join a space with an invitation code, or make this computer a member’s new device
cli-about-member-guests = List who waits to be let in, with the four words that must be on their screen, too
cli-about-member-admit = Let a guest in, once the four words are the same on both screens
cli-about-member-refuse = Send a guest away
cli-about-device-add = Add a device: make a code, compare four words, let it in
cli-about-device-reinstate = Let a device take part again that another one of the same member took out
cli-about-space-rules = Show the rules that the space follows, or raise them
cli-arg-invite-approve = Whether a member is asked before a guest comes in: auto or ask (auto by default)
cli-arg-join-picture = A picture of the code, instead of its text: a photo or a screenshot
cli-arg-join-cancel = Stop waiting to be let in with this code
cli-arg-member-admit-guest = The guest, by name or by the beginning of the device’s id
cli-arg-member-refuse-guest = The guest, by name or by the beginning of the device’s id
cli-arg-device-add-member = A member who lost their only device: most stewards must sign
cli-arg-device-add-yes = Let the first device in without asking whether the words are the same
cli-arg-device-add-timeout = How long to wait for the device (10m by default)
cli-arg-device-reinstate-device = The device, or the beginning of its id
cli-arg-space-rules-set = The rules from now on; every computer of the space must know them
cli-example-member-guests = etabli member guests
cli-example-member-admit = etabli member admit Bo
cli-example-member-refuse = etabli member refuse Bo
cli-example-device-add = etabli device add --qr
cli-example-device-reinstate = etabli device reinstate 1a2b
cli-example-space-rules = etabli space rules
cli-head-wants = Wants
cli-head-words = Words
cli-no-guests = Nobody waits to be let in.
cli-guest-membership = to join
cli-guest-device = your new device
cli-guest-replacement = a new device
cli-guest-waiting = waits
cli-guest-away = asked, not there now
cli-guest-arrived = came in
cli-guest-signed = signed by { $signed }; { $needed } must
cli-invite-asks = Whoever uses it waits until a member has said yes: “etabli member guests” lists them.
cli-join-asks = A member is asked to let you in. Their screen must show the same four words:
cli-join-cancelled = This computer does not wait to be let in any more.
cli-device-code = On the new device: install Établi, choose “Join with a code” or type “etabli join CODE”. Good until { $until }, once.
cli-device-waits = Waiting for the new device…
cli-device-words = The device { $device } asks to be added. Its screen must show the same four words:
cli-device-agree = Are they the same? Type yes to let it in.
cli-device-refused = The device was not added.
cli-device-added = The device { $device } is added and has everything.
cli-space-rules = Rules in force: { $rules }. This version knows them up to { $known }.
cli-join-words = Whoever let you in sees the same four words: { $words }
cli-join-number = The other stewards can ask for the number of this device: { $number }
cli-invite-open-asks = open, asks first
cli-about-place-show = Show what is said of a place, an item or the whole space
cli-example-place-show = etabli place show Workshop
cli-arg-place-show-of = The place or item; the whole space when unsaid
cli-arg-place-set-of = The place or item; the whole space when unsaid
cli-arg-place-hours-set-of = The place or item; the whole space when unsaid
cli-arg-place-hours-export-of = The place or item; the whole space when unsaid
cli-about-place-set = Say something of a place, an item or the whole space
cli-example-place-set = etabli place set Workshop --detail notice=2h --detail "rules=Sweep up."
cli-arg-detail = kind, status, equipment, services, rules, access, visit, verified, zone, notice, horizon, shortest, longest, buffer, grace, quota, visits, hours:1 (Monday); nothing behind = takes it away
cli-about-place-hours = Opening hours and closures
cli-about-place-hours-set = Say when something is open
cli-example-place-hours-set = etabli place hours set Workshop --day "mo-fr=9:00-12:00 14:00-18:00" --closed 2026-12-24..2027-01-02=Holidays
cli-arg-place-hours-set-day = Days and hours: mo-fr=9:00-18:00; nothing behind = closes them
cli-arg-place-hours-set-closed = Days or times at which it is closed, and why
cli-arg-place-hours-set-open = Days or times at which it is open all the same
cli-about-place-hours-export = Write hours as a calendar (RFC 7953)
cli-example-place-hours-export = etabli place hours export Workshop -o hours.ics
cli-about-place-hours-import = Read hours from a calendar (RFC 7953), instead of those there are
cli-example-place-hours-import = etabli place hours import hours.ics --into Workshop
cli-arg-place-hours-import-into = The place or item; the whole space when unsaid
cli-arg-place-hours-import-file = The calendar
cli-about-place-key = Keys, and who has them
cli-about-place-key-add = Add a key of a place
cli-example-place-key-add = etabli place key add Workshop --name "Workshop key" --quantity 3
cli-about-place-key-give = Hand a key to a member
cli-example-place-key-give = etabli place key give "Workshop key" --to Bo
cli-arg-place-key-give-due = Until when; never when unsaid
cli-about-place-key-back = Take a key back
cli-example-place-key-back = etabli place key back "Workshop key"
cli-about-place-key-list = List the keys of a place and who has them
cli-example-place-key-list = etabli place key list Workshop
cli-about-booking-begin = Say that you are there for your booking
cli-example-booking-begin = etabli booking begin Laser
cli-about-booking-release = Give the rest of a booking free: your own, or one that nobody came for
cli-example-booking-release = etabli booking release Laser
cli-arg-all-the-same = Book against the rules, as one who answers for it
cli-hours-written = The hours are in { $path }.
cli-key-given = { $member } has “{ $name }” now.
cli-key-back = “{ $name }” came back from { $member }.
cli-no-keys = There are no keys.
cli-booking-begun = { $member } is there for the booking of { $name }.
cli-booking-released = The rest of the booking of { $name } by { $member } is free.
cli-arg-place-key-add-place = The place: its name, path or the beginning of its id
cli-arg-place-key-list-place = The place: its name, path or the beginning of its id
cli-status-stock = in stock
cli-condition-noted = Noted how “{ $name }” is.
cli-care-noted = Noted that “{ $name }” was maintained.
cli-repair-opened = “{ $name }” is out of order: it is neither lent nor booked until it is mended.
cli-repair-told = Noted how the repair of “{ $name }” goes.
cli-stock-moved = Noted for “{ $name }”.
cli-money-noted = Noted for “{ $item }”; deposit held: { $deposit }.
cli-no-chores = Nothing waits to be done.
cli-no-wishes = Nobody wishes for anything.
cli-about-item-condition = Note how an item is
cli-about-item-detail = Change a detail of an item: parts, check-list, deposit, maintenance…
cli-about-item-care = Note that an item was maintained
cli-about-repair = Repairs: what is out of order
cli-about-repair-open = Say that an item is out of order
cli-about-repair-tell = Say how far a repair is
cli-about-stock = Stock of what is used up, and stock-takes
cli-about-stock-in = Note what came
cli-about-stock-out = Note what went
cli-about-stock-use = Note what was used
cli-about-stock-count = Note what was counted
cli-about-stock-take = Compare what was seen in a place with what should be there
cli-about-chores = List what waits to be done about things
cli-about-project = Projects, ideas, working groups, calls and their boards
cli-row-written = Saved as { $id }.
cli-about-project-add = Start a project, an idea, a group or a call
cli-about-project-list = List projects
cli-about-project-show = Show the sheet of a project
cli-about-project-set = Change a field of the sheet
cli-about-project-archive = Archive a project, with what was learned
cli-about-project-part = Say how somebody takes part
cli-about-project-back = Support a project or an idea
cli-about-project-turn = Turn an idea into a project
cli-about-project-apply = Answer a call with a project
cli-about-project-choose = Announce what a call chose
cli-about-project-write = Add or change a card, a column, a need…
cli-about-project-board = Show the board of a project
cli-about-project-move = Move a card
cli-about-project-card = Show a card
cli-about-project-text = Write the text of a card
cli-about-project-tasks = List your cards in all projects
cli-about-project-mentions = List the comments that mention you
cli-about-project-match = Look in the group for what a project needs
cli-about-project-team = Show which skills that are asked for the team has
cli-about-project-export = Export a project
cli-example-project-add = etabli project add "Cargo bike"
cli-example-project-list = etabli project list
cli-example-project-show = etabli project show "Cargo bike"
cli-example-project-set = etabli project set "Cargo bike" stage test
cli-example-project-archive = etabli project archive "Cargo bike" --learned "The frame must be shorter"
cli-example-project-part = etabli project part "Cargo bike" member --who Bo
cli-example-project-back = etabli project back "Cargo bike"
cli-example-project-turn = etabli project turn "Cargo bike" project
cli-example-project-apply = etabli project apply "Call 2026" "Cargo bike"
cli-example-project-choose = etabli project choose "Call 2026" "Cargo bike"
cli-example-project-write = etabli project write "Cargo bike" card title="Weld the frame" --on label:metal
cli-example-project-board = etabli project board "Cargo bike"
cli-example-project-move = etabli project move "Cargo bike" "Weld the frame" prototype
cli-example-project-card = etabli project card "Cargo bike" "Weld the frame"
cli-example-project-text = etabli project text "Cargo bike" "Weld the frame" "TIG, 40 A"
cli-example-project-tasks = etabli project tasks
cli-example-project-mentions = etabli project mentions
cli-example-project-match = etabli project match "Cargo bike"
cli-example-project-team = etabli project team "Cargo bike"
cli-example-project-export = etabli project export "Cargo bike" markdown --output bike.md
cli-arg-project = The project: name, id or the beginning of one
cli-arg-project-add-name = Its name
cli-arg-kind = What it is: project, idea, group or call
cli-arg-project-add-about = What it is about, in short
cli-arg-project-add-after = The project whose columns, cards and needs are copied
cli-arg-project-list-words = Only those that hold these words
cli-arg-project-list-mine = Only those in which you take part
cli-arg-project-list-all = Also the archive
cli-arg-project-set-field = The field: name, summary, stage, holder, goal, problem, …
cli-arg-project-set-value = What it becomes; nothing takes it away
cli-arg-project-archive-learned = What was learned
cli-arg-project-archive-restore = Take it out of the archive
cli-arg-project-part-part = How: out, asks, member or holder
cli-arg-project-part-who = Who; yourself when unsaid
cli-arg-no-longer = No longer
cli-arg-project-apply-call = The call
cli-arg-project-choose-call = The call
cli-arg-project-choose-projects = The projects it chose
cli-arg-project-write-kind = What: column, card, check, comment, relation, need or cost
cli-arg-project-write-fields = Fields, like title=… column=… due=2026-12-24 of=CARD
cli-arg-project-write-row = Which one to change; a new one when unsaid
cli-arg-project-write-on = What it has or is: label:…, for:MEMBER, link:item:…, done, withdrawn
cli-arg-project-write-off = What it has or is no longer
cli-arg-project-board-words = Only cards that hold these words
cli-arg-project-board-label = Only cards with this label
cli-arg-project-board-archived = The cards in the archive
cli-arg-card = The card: title, id or the beginning of one
cli-arg-project-move-column = The column: name, stage or id
cli-arg-project-move-before = The card to put it before
cli-arg-project-text-text = The new text
cli-arg-project-tasks-all = Also those of others
cli-arg-project-mentions-seen = Say that you saw this comment
cli-arg-project-export-form = How: csv, markdown or html
cli-about-project-import = Bring a board of Trello, Kanboard, Focalboard or a CSV
cli-example-project-import = etabli project import "Cargo bike" board.json --write
cli-arg-project-import-file = The file
cli-arg-project-import-write = Write; else only look
cli-about-wish = The wish list
cli-about-wish-add = Wish that the group had something
cli-about-wish-list = List what is wished for
cli-about-wish-back = Wish for it, too
cli-about-wish-unback = Wish for it no longer
cli-about-wish-got = Say that a wish came true
cli-about-wish-drop = Take your own wish back
cli-about-setting = What holds for the whole space
cli-about-setting-list = List what holds for the whole space
cli-about-setting-set = Change what holds for the whole space
cli-about-loan-sign = Sign what somebody else recorded: that you took it, or that it came back
cli-about-loan-money = Note money for a loan; nothing is paid by it
cli-arg-how = How it is: good, worn, damaged, incomplete, missing
cli-arg-condition = How it is: good, worn, damaged, incomplete, missing
cli-arg-missing = What is missing, as often as needed: "2 clamps"
cli-arg-remark = What there is to say
cli-arg-photo = A photo of the item: its number, name or the beginning of its id
cli-arg-attribute = Which detail: model, parts, checks, unit, low, care, care-days, care-loans, most-days, most-renewals, deposit, tariff, licence, link, training, referents, keeper, also-called, borrowers, lent-on
cli-arg-value = What it becomes, each value a line; nothing takes it away
cli-arg-cost = What it cost, like 12.50
cli-arg-why = Why: not-returned, broken, used-up, upgraded, given
cli-arg-repair = The repair, or its item when it has one that goes on
cli-arg-stage = How far: assess, parts, repairing, resolved, retired
cli-arg-amount = How much
cli-arg-stock-take-place = The place that was gone through; without it, what has no place
cli-arg-seen = What was seen: tags, names or codes of labels
cli-arg-write = Note it, and move what was elsewhere
cli-arg-wish = The wish: its name or the beginning of it
cli-arg-wish-add-name = What is wished for
cli-arg-wish-list-all = Also what has ended
cli-arg-wish-got-item = The item it became; a new one if unsaid
cli-arg-setting = Which: most-out, most-days, most-renewals, fields, trained, ready-days
cli-arg-parts = Of a kit: the loans of the parts that came back; none if empty
cli-arg-loan-money-what = What for: deposit, deposit-back, fee, waived
cli-arg-despite-limits = Lend more, or for longer, than agreed, where you answer for the item
cli-example-item-condition = etabli item condition A-12 damaged --remark "belt"
cli-example-item-detail = etabli item detail A-12 checks "2 clamps" "1 key"
cli-example-item-care = etabli item care A-12 --remark "oiled"
cli-example-repair-open = etabli repair open A-12 --remark "belt"
cli-example-repair-tell = etabli repair tell A-12 resolved --cost 12.50
cli-example-stock-in = etabli stock in S-1 50
cli-example-stock-out = etabli stock out S-1 5
cli-example-stock-use = etabli stock use S-1 3
cli-example-stock-count = etabli stock count S-1 40
cli-example-stock-take = etabli stock take "Workshop" --seen A-12 A-13 --write
cli-example-chores = etabli chores
cli-example-wish-add = etabli wish add "Lathe" --remark "second-hand"
cli-example-wish-list = etabli wish list
cli-example-wish-back = etabli wish back "Lathe"
cli-example-wish-unback = etabli wish unback "Lathe"
cli-example-wish-got = etabli wish got "Lathe" --as A-12
cli-example-wish-drop = etabli wish drop "Lathe"
cli-example-setting-list = etabli setting list
cli-example-setting-set = etabli setting set most-out 5
cli-example-loan-sign = etabli loan sign A-12
cli-example-loan-money = etabli loan money A-12 deposit 20
# People
cli-no-people = Nobody fits.
cli-no-trainings = Nothing asks for a training.
cli-no-posts = Nothing yet.
cli-no-mentorings = Nobody learns from anybody.
cli-no-mentions = Nobody mentions you.
cli-no-team = Nothing that people can do is asked for.
cli-no-welcomes = Nobody is new.
cli-contacts-read = { $count ->
    [one] { $count } outside contact in all.
   *[other] { $count } outside contacts in all.
}
cli-head-skills = skills
cli-head-languages = languages
cli-head-trainers = trainers
cli-head-trained = trained
cli-head-unanswered = nobody answers for
cli-head-replies = answers
cli-head-buddy = welcomed by
cli-about-people = Who can what: skills, profiles, outside contacts
cli-about-people-find = Find who can do, can teach or wants to learn
cli-about-people-show = Show a profile, your own if unsaid
cli-about-people-skill = Note a skill of yours; without a kind it is taken away
cli-about-people-set = Change your profile
cli-about-people-outside = Note an outside contact
cli-about-people-import = Read outside contacts from a vCard file
cli-about-people-newcomers = List newcomers and who welcomes them
cli-about-people-endorse = Endorse what a member can do
cli-about-people-endorsements = Hide who endorses you
cli-about-people-week = Show who says to be here in the next seven days
cli-about-people-welcome = Welcome a newcomer, or say who does
cli-about-training = Trainings: who may use what
cli-about-training-list = List what asks for a training, who trains and who is trained
cli-about-training-give = Note that a member is trained
cli-about-training-end = End a training, at once
cli-about-training-trainer = Name a trainer
cli-about-training-untrainer = Say that a member no longer trains others
cli-about-offer = Needs, offers and questions
cli-about-offer-list = List needs, offers and questions
cli-about-offer-write = Write a need, an offer or a question
cli-about-offer-reply = Answer one
cli-about-offer-close = Close what you wrote
cli-about-mentoring = Learning from each other
cli-about-mentoring-list = List who learns from whom
cli-about-mentoring-ask = Ask a member to teach you
cli-about-mentoring-answer = Accept, refuse or end
cli-about-mentoring-session = Note a session
cli-arg-looked-for = What is looked for: skills, names, languages
cli-arg-people-find-kind = How: can, teach, want
cli-arg-people-skill-kind = How: can, teach, want
cli-arg-level = Level: novice, able, expert
cli-arg-language = A language they speak
cli-arg-day = A day, from 1 (Monday) to 7
cli-arg-skill = The skill, in French or in English
cli-arg-goals = What you would like to do here
cli-arg-languages = Languages, parted by commas
cli-arg-people-set-days = Days you have time, from 1 (Monday) to 7
cli-arg-availability = More about when you have time
cli-arg-welcomes = Welcome newcomers: yes, or empty
cli-arg-shown = To whom how to reach you is shown: members or stewards
cli-arg-people-outside-name = Their name
cli-arg-skills = Skills, parted by commas
cli-arg-reach = How they are reached
cli-arg-people-import-file = The vCard file
cli-arg-buddy = Who welcomes; you if unsaid
cli-arg-people-welcome-done = The welcome is done
cli-arg-people-endorse-no-longer = Endorse it no longer
cli-arg-people-endorsements-show = Show it again
cli-arg-of-what = The item or the category
cli-arg-until = Until when
cli-arg-side = need, offer or question
cli-arg-sort = good, skill or knowledge
cli-arg-way = give, lend, rent or swap
cli-arg-title = In short
cli-arg-post = Which: its title, its id or the beginning of one
cli-arg-said = What you say
cli-arg-mentoring = With whom: the other one's name, or the id
cli-arg-answer = accept, refuse or end
cli-arg-minutes = How many minutes
cli-arg-offer-list-all = Also what is over
cli-arg-mentoring-list-all = Also what is over
cli-example-people-find = etabli people find weld --kind teach
cli-example-people-show = etabli people show Bo
cli-example-people-skill = etabli people skill Welding can teach --level expert
cli-example-people-set = etabli people set --languages "French, English" --days "2 6"
cli-example-people-outside = etabli people outside Ana --skills "Welding, Law" --reach "06 12"
cli-example-people-import = etabli people import contacts.vcf
cli-example-people-newcomers = etabli people newcomers
cli-example-people-endorse = etabli people endorse Bo Welding
cli-example-people-endorsements = etabli people endorsements
cli-example-people-week = etabli people week
cli-example-people-welcome = etabli people welcome Bo --buddy Ana
cli-example-training-list = etabli training list
cli-example-training-give = etabli training give Bo Laser --until 2027-12-31
cli-example-training-end = etabli training end Bo Laser
cli-example-training-trainer = etabli training trainer Ana Laser
cli-example-training-untrainer = etabli training untrainer Ana Laser
cli-example-offer-list = etabli offer list
cli-example-offer-write = etabli offer write need "A ladder" --way lend
cli-example-offer-reply = etabli offer reply "A ladder" "I have one"
cli-example-offer-close = etabli offer close "A ladder"
cli-example-mentoring-list = etabli mentoring list
cli-example-mentoring-ask = etabli mentoring ask Bo Welding
cli-example-mentoring-answer = etabli mentoring answer Ana accept
cli-example-mentoring-session = etabli mentoring session Ana 90
