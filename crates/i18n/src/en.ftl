# The words of the interface.

app-name = Établi
skip-to-content = Skip to the content
loading = One moment…
try-again = Try again
chapter-missing = This part of Établi could not be loaded
chapter-missing-text = Try again. If that does not help, close this page and open it again.
close = Close
cancel = Cancel
save = Save
back = Back
busy-waiting = Waiting…
unknown-item = Item not here yet
unknown-member = Name not here yet
unknown-place = Place not arrived here yet
menu-about = About Établi
menu-services = Services
menu-hide = Hide Établi
menu-hide-others = Hide others
menu-show-all = Show all
menu-quit = Quit Établi
menu-file = File
menu-close = Close the window
menu-edit = Edit
menu-undo = Undo
menu-redo = Redo
menu-cut = Cut
menu-copy = Copy
menu-paste = Paste
menu-select-all = Select all
menu-view = View
menu-larger = Larger words
menu-smaller = Smaller words
menu-usual-size = Usual size
menu-full-screen = Full screen
menu-window = Window
menu-minimize = Minimise
menu-maximize = Zoom
menu-help = Help
shell-no-display = There is no screen to open a window on; use “etabli serve” for the interface in a browser.
shell-open = Open Établi
shell-quit = Quit
shell-due = Bring back soon: { $item }
shell-overdue = Late: { $item } is waited for
shell-due-many = { $count ->
    [one] { $count } thing is to be brought back
   *[other] { $count } things are to be brought back
}

nav-main = Main
nav-inventory = Inventory
nav-loans = Loans
    .loan = { $Terms-loan }
nav-planning = Planning
nav-desk = Desk
nav-members = Members
    .member = { $Terms-member }
nav-settings = Settings
nav-sync = Devices
nav-overdue = { $count ->
    [one] { $count } late
   *[other] { $count } late
}

count-items = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
    .item = { $count ->
        [one] { $count } { $term-item }
       *[other] { $count } { $terms-item }
    }
count-members = { $count ->
    [one] { $count } member
   *[other] { $count } members
}
    .member = { $count ->
        [one] { $count } { $term-member }
       *[other] { $count } { $terms-member }
    }
count-devices = { $count ->
    [one] { $count } device
   *[other] { $count } devices
}
count-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

welcome-title = What your group shares, at hand
welcome-lede = An inventory, its loans and its people. Everything is kept on this computer and works without the Internet.
welcome-choices = How to begin
welcome-create-title = Create a space
welcome-create-text = For a workshop, a tool library, neighbours: you start, the others join.
welcome-create-act = Create a space
welcome-join-title = Join with a code
welcome-join-text = Somebody of the group gave you a code that begins with “etabli:”.
welcome-join-act = Enter a code
welcome-demo-title = Explore the demo
welcome-demo-text = A filled workshop to look around in. It never leaves this computer.
welcome-demo-act = Open the demo
welcome-back = Back to { $space }

create-title = Create a space
create-name = Name of the space
create-name-hint = As your group calls itself, for instance “Washhouse Workshop”.
create-member = Your name
create-member-hint = As the others in the group know you.
create-submit = Create the space
create-done = The space “{ $space }” is ready.

join-title = Join a space
join-ticket = Invitation code
join-ticket-hint = Paste the whole code, from “etabli:” to its end.
join-picture = Choose a picture of the code
join-picture-hint = Or drop it here: a photo or a screenshot of the code. It is read on this computer, and not kept.
join-picture-reading = Reading the picture…
join-check = Continue
join-found = This code opens the space
join-until = Good until { $date }
join-expired = This code ended on { $date }. Ask for a new one.
join-already = You are already in this space.
join-member = Your name
join-member-hint = The members will see it.
join-submit = Join the space
join-waiting = Looking for a computer of “{ $space }”…
join-waiting-text = This can take a minute. The computer that invited you must be on. Leave this window open.
join-done = Welcome to “{ $space }”.
join-done-words = Welcome to “{ $space }”. Whoever let you in sees the same four words: { $words }.
join-other-code = Use another code

# Today
nav-today = Today
today-title = Today
today-lede = { $count ->
    [0] Nothing waits for you.
    [one] One thing waits for you.
   *[other] { $count } things wait for you.
}
today-mine = To bring back
today-late = Late
today-choices = To settle
today-bookings = My bookings
today-confirms = Bookings to confirm
today-confirm-it = Confirm: { $name }, { $who }
today-last = What happened last
today-all = All activity
today-answer = Answer
today-answer-to = Answer { $name }
today-empty-title = A calm day
today-empty-text = Nothing to bring back, nobody at the door, nothing to settle.
steps-title = First steps
steps-count = { $done } of { $all }
steps-away = Hide these steps
steps-finish = Done: put the steps away
step-done = (done)
step-open = (to do)
step-item = Add your first items
    .item = Add { $terms-item }
step-item-text = One by one, or all at once from a spreadsheet.
step-item-act = Add an item
    .item = New { $term-item }
step-import-act = Import a file
step-place = Say where things are
step-place-text = Write a place in the form of an item: a new name makes a new place.
step-place-act = Add an item with its place
step-invite = Invite somebody
step-invite-text = A code that you hand over, on paper or by message.
step-invite-act = Create an invitation
step-lend = Lend something
step-lend-text = Open an item, choose who takes it and until when.
step-lend-act = Choose an item
step-share = Share something of yours
step-share-text = What you lend stays yours: you say for how long, and take it back when you like. Choose yourself as its owner.
step-share-act = Share a tool
step-device = Add your second device
step-device-text = What is kept on two computers is not lost with one of them.
step-device-act = Open my devices

# New things, the palette, help, keys
new = New
new-item = New item
    .item = New { $term-item }
new-place = New place
    .place = New { $term-place }
new-import = Import a file of items
    .item = Import a file: { $terms-item }
new-invitation = New invitation
palette = Go to
palette-field = Screen, action, item, place, member
palette-screen = Screen
palette-act = Action
palette-item = Item
    .item = { $Term-item }
palette-place = Place
    .place = { $Term-place }
palette-member = Member
    .member = { $Term-member }
help = Help
help-keys = Keyboard
help-letters = Single letters do nothing while you type.
help-settings = Switch them off in the settings
help-wrong = When something is wrong
help-wrong-text = The page of devices says who was reached and when. From there you can copy a diagnosis for whoever helps you.
help-devices = Open the devices
help-version = Établi { $version }
key-palette = Ctrl K
key-palette-text = Go anywhere by its name
key-search = /
key-search-text = Search the inventory
key-new = N
key-new-text = Make something new
key-help = { "?" }
key-help-text = This help
key-undo = Ctrl Z
key-undo-text = Undo your last act
key-redo = Ctrl Shift Z
key-redo-text = Do it again
key-today = G T
key-today-text = Today
key-inventory = G I
key-inventory-text = Inventory
key-loans = G L
key-loans-text = Loans
    .loan = { $Terms-loan }
key-desk = G K
key-desk-text = Desk
key-planning = G P
key-planning-text = Planning
key-members = G M
key-members-text = Members
    .member = { $Terms-member }
key-activity = G A
key-activity-text = Activity
key-places = G W
key-places-text = Places
    .place = { $Terms-place }
key-backups = G B
key-backups-text = Backups
key-devices = G D
key-devices-text = Devices
key-along = ↑ ↓
key-along-text = Along a list or a menu
key-carry = Shift ← →
key-carry-text = In the planning: mark several, or carry one’s own booking
key-take = Enter
key-take-text = Take what is marked
key-close = Esc
key-close-text = Close what is in front
settings-letters = Single-letter shortcuts
letters-on = On
letters-off = Off

inventory-title = Inventory
inventory-lede = { $items ->
    [one] { $items } item
   *[other] { $items } items
}, { $out } out
inventory-search = Search the items
    .item = Search: { $terms-item }
inventory-search-hint = Search an item, a place, a tag
    .item = Search: { $term-item }, { $term-place }, tag
    .place = Search: { $term-item }, { $term-place }, tag
inventory-clear-search = Clear the search
inventory-items = Items
inventory-filters = Filters
inventory-all = Everything
inventory-filter-available = Available
inventory-filter-out = Out
inventory-filter-overdue = Late
inventory-filter-of-members = Owned by members
    .member = Owned by { $terms-member }
inventory-any-category = All categories
inventory-any-condition = Any condition
inventory-any-person = Anyone’s
inventory-person = Whose, or kept by
inventory-any-place = All places
    .place = { $Terms-place }: all
inventory-counted = { $name } ({ $count })
inventory-chip-words = “{ $words }”
inventory-list = Items
    .item = { $Terms-item }
inventory-found = { $count ->
    [0] No item found
    [one] { $count } item found
   *[other] { $count } items found
}
    .item = { $count ->
        [one] { $count } { $term-item }
       *[other] { $count } { $terms-item }
    }
inventory-more = { $count ->
    [one] Show { $count } more
   *[other] Show { $count } more
}
inventory-add = Add an item
    .item = New { $term-item }
inventory-add-short = Add
inventory-import = Import
inventory-import-file = Import a file
inventory-empty-title = Nothing on the board yet
inventory-empty-text = Add a first item, or bring in a list you already have.
inventory-none-title = Nothing found
inventory-none-text = No item has these words and filters. Take a filter away, or search for other words.
inventory-clear = Show everything
inventory-owner-space = The space

status-available = Available
status-partly = { $available } of { $quantity } available
status-out = Out
status-out-with = With { $name }
status-due-today = Back today
status-due-tomorrow = Back tomorrow
status-due-on = Back on { $date }
status-overdue = Late
status-overdue-days = { $count ->
    [0] Late since today
    [one] Late by { $count } day
   *[other] Late by { $count } days
}
status-disputed = Lent twice
status-returned = Returned

item-panel = Item
    .item = { $Term-item }
item-close = Close the item
item-lend = Lend
item-return = Returned
item-edit = Edit
item-what = What it is
item-category = Category
item-place = Place
    .place = { $Term-place }
item-quantity = Quantity
item-quantity-of = { $available } of { $quantity } here
item-owner = Owner
item-note = Note
item-fields = From the import
files-title = Photos and attachments
files-none = None yet.
photo-add = Add photos
file-add = Add files
file-adding = Adding…
file-drop = Or drop them here: at most 8 MB each.
file-added = { $count ->
    [one] Added.
   *[other] { $count } files added.
}
photo-undescribed = Photo { $count }, not described
photo-place = { $place } of { $count }
photo-previous = Previous
photo-next = Next
photo-save = Save a copy ({ $size })
photo-remove = Remove
photo-first = Put first
photo-describe = Describe it, put it first
photo-caption = What it shows
photo-caption-hint = Said to whoever does not see the photo.
file-away = not here yet
file-elsewhere = Not here yet, on another member’s laptop.
file-added-by = { $name } added it.
file-fetch = Fetch it
file-asking = Asking whoever is connected…
file-arriving = { $arrived } of { $whole }
file-save = Save a copy of { $name }
file-remove = Remove { $name }
file-removed = “{ $name }” is removed.
file-restore = Bring it back
size-bytes = { $size } B
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
item-loans = Loans
    .loan = { $Terms-loan }
item-no-loans = Never lent so far.
item-conflicts = Two people changed this at the same time
item-none = none
item-disputed-text = More was handed over than there is, by people who could not know of each other. Agree on who keeps it, then return the other loan.
item-read-only = Only { $name } can lend or change it.

loan-since = since { $date }
loan-due = until { $date }
loan-late = was due on { $date }
loan-returned = back on { $date }
loan-by = handed over by { $name }
loan-partly = { $returned } of { $quantity } back
loan-return = Returned
loan-return-tell = Say more…
loan-return-tell-of = Returned, and say more: { $item }, { $name }
return-earlier = It came back earlier
return-at = On which day
loan-return-of = Returned: { $item }, { $name }
loan-returned-done = “{ $item }” is back.

lend-title = Lend “{ $item }”
lend-to = To whom
lend-to-choose = Choose a member
lend-due = Until when
lend-earlier = It was handed over earlier
lend-since = On which day
lend-quick = Durations
lend-quantity = How many
lend-submit = Lend
lend-done = “{ $item }” is lent to { $name }.
lend-nobody = Choose a member.
lend-me = { $name } (you)

add-title = Add an item
    .item = New { $term-item }
field-name = Name
field-name-hint = As people call it, for instance “Orbital sander”.
field-tag = Tag
field-tag-hint = The number on its label.
field-category = Category
field-place = Place
    .place = { $Term-place }
field-place-hint = A new name makes a new place.
field-quantity = Quantity
field-owner = Owned by
field-owner-space = The space
field-owner-me = Me
field-note = Note
add-submit = Add the item
    .item = Add { $term-item }
add-done = “{ $item }” was added.
edit-done = Saved.

import-title = Import items
    .item = Import { $terms-item }
import-text = A CSV file or a workbook (XLSX, ODS), or an export of Snipe-IT, Homebox, Shelf, Fab-manager or CommonsBooking. You see what would happen before anything is written.
import-choose = Choose a file
import-format = Format
import-format-snipe-it = Snipe-IT
import-format-homebox = Homebox
import-format-shelf = Shelf
import-format-fab-manager = Fab-manager
import-format-commonsbooking = CommonsBooking
import-format-places = Places
import-format-csv = CSV
import-format-other = Other CSV
import-format-auto = Detect
import-columns = Columns
import-columns-text = Say what each column is; it was guessed from the headers. An extra field is kept with the item as it is.
import-column = Column
import-becomes = Becomes
import-first-rows = First rows
import-field-field = Extra field
import-field-skip = Leave out
import-field-reference = Reference
import-field-labels = Labels, the first as category
import-field-model = Model
import-field-loan = Extra field, about a loan
import-field-path = Path
import-say-name = Say which column gives the items’ names: choose “Name” for it above.
import-separator-tab = tabs
import-separator-comma = commas
import-separator-semicolon = semicolons
import-refused-save = Save this list (CSV)
import-refused-file = refused-rows.csv
import-preview = What would happen
import-read-as = Read as { $format }, { $encoding }, separated by { $separator }
import-read-as-sheet = Read as { $format }, from a workbook
import-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
import-created = { $count ->
    [one] { $count } item added
   *[other] { $count } items added
}
import-updated = { $count ->
    [one] { $count } item changed
   *[other] { $count } items changed
}
import-unchanged = { $count ->
    [one] { $count } item already the same
   *[other] { $count } items already the same
}
import-places = { $count ->
    [one] { $count } place added
   *[other] { $count } places added
}
import-places-updated = { $count ->
    [one] { $count } place changed
   *[other] { $count } places changed
}
import-places-unchanged = { $count ->
    [one] { $count } place already the same
   *[other] { $count } places already the same
}
import-refused = { $count ->
    [one] { $count } row cannot be read
   *[other] { $count } rows cannot be read
}
import-line = Line { $line }
import-line-field = Line { $line }, { $field }
import-more-refused = { $count ->
    [one] … and { $count } more.
   *[other] … and { $count } more.
}
import-submit = { $count ->
    [0] Nothing to import
    [one] Import { $count } item
   *[other] Import { $count } items
}
import-submit-places = { $count ->
    [0] Nothing to import
    [one] Import { $count } place
   *[other] Import { $count } places
}
import-result = Done
import-other = Choose another file

members-title = Members
    .member = { $Terms-member }
members-list = Members of the space
    .member = { $Terms-member }
members-invite = Invite
members-me = you
members-loans = { $count ->
    [0] nothing borrowed
    [one] { $count } loan out
   *[other] { $count } loans out
}
members-demo = A demo stays on this computer: nobody can be invited to it.

invite-title = Invite to “{ $space }”
invite-text = Whoever has the code can join and will see the names of the members and the items.
invite-uses = How many people may use it
invite-expires = How long it is good
invite-day = 1 day
invite-week = 7 days
invite-month = 30 days
invite-submit = Make the code
invite-code = The code
invite-copy = Copy the code
invite-copied = The code is copied.
invite-copy-failed = Copying did not work: select the code and copy it.
invite-qr = The code as a picture for a camera
invite-until = { $uses ->
    [one] For { $uses } person, until { $date }.
   *[other] For { $uses } people, until { $date }.
}
invite-reachable = Leave this computer on: it lets people in.
invite-unreachable = Nobody can join while this computer is not on the network.
invite-another = Make another code

loans-title = Loans
    .loan = { $Terms-loan }
loans-lede = { $open ->
    [0] Everything is here.
    [one] { $open } loan is out.
   *[other] { $open } loans are out.
}
loans-late = { $count ->
    [one] { $count } is late.
   *[other] { $count } are late.
}
loans-overdue = Late
loans-open = Out
loans-empty-title = Everything is in its place
loans-empty-text = When something is lent, it is listed here with its return date.
loans-lend-something = Go to the inventory

sync-title = Devices
sync-lede = Each device holds everything. They exchange directly, whenever they meet.
sync-demo = Demo: everything stays on this computer
sync-only-device = { $count ->
    [0] Nobody else is in the space yet
    [one] Nobody else is in the space yet, { $count } change only here
   *[other] Nobody else is in the space yet, { $count } changes only here
}
sync-offline = { $count ->
    [0] Offline: everything is saved here
    [one] Offline: everything is saved here, { $count } change only on this device
   *[other] Offline: everything is saved here, { $count } changes only on this device
}
sync-last-seen = another device last seen { $date }
sync-working = Exchanging with { $name }…
sync-up-to-date = { $count ->
    [one] Up to date with { $count } device, { $time }
   *[other] Up to date with { $count } devices, { $time }
}
lost-title = The connection to the program is lost
lost-page = What is written is safe. The page tries again by itself. If Établi has stopped, start it again and open the link that this command shows:
lost-window = What is written is safe. The window tries again by itself. If this lasts, close it and open it again.
lost-renewed-title = The program was started anew and no longer knows this page
lost-renewed = What is written is safe. Open the new link in this browser, then come back here: the page goes on where it was. The link is shown where you started:
lost-try = Try now
lost-back = The program answers again: everything was read anew.
lost-here = Not read yet: it will be shown as soon as the program answers.

sync-lost = The program does not answer
sync-unknown = Reading the state…
sync-now = Exchange now
sync-now-none = No device could be reached.
sync-now-done = { $count ->
    [one] Exchanged with { $count } device.
   *[other] Exchanged with { $count } devices.
}
sync-devices = Devices of the space
sync-here = this device
sync-connected = Connected
sync-away = Away
sync-seen = seen { $date }
sync-never-seen = never seen
sync-missing = { $count ->
    [one] { $count } change not there yet
   *[other] { $count } changes not there yet
}
sync-update-needed = A newer version of Établi is in use here. Update this one to change the space; until then you can read everything.

space-switch = Change space, now { $space }
space-list = Spaces on this computer
space-new = Create or join another space
space-demo = Demo
space-remove-demo = Delete the demo
space-demo-removed = The demo is deleted.

settings-title = Settings
settings-look = Language and appearance
settings-reading = Reading and keyboard
settings-language = Language
settings-theme = Appearance
theme-system = As the system
theme-light = Light
theme-dark = Dark
settings-text = Size of the words
settings-percent = { $percent }%
settings-density = Rows
density-comfortable = With air
density-compact = Close together
settings-me = You
settings-my-name = Your name here
settings-space-name = Name of the space
settings-name-of = Change: { $what }
settings-name-hint = All members see it.
settings-named = The name has changed.
settings-demo = This demo
settings-computer = This computer
computer-autostart = Start Établi when I log in, out of sight
computer-background = Closing the window leaves the exchange with others running
computer-background-tray = The icon in the bar brings the window back, or ends Établi.
computer-background-start = Starting Établi again brings the window back.
computer-reminders = Tell me what I have to bring back
download-done = Saved as { $path }
diagnostics-title = When something does not work
diagnostics-text = These facts help whoever helps you: the version, how the spaces stand, and what was logged last. No names, nothing that you own together.
diagnostics-copy = Copy them
diagnostics-copied = Copied. Paste them into your message.
diagnostics-shown = They cannot be copied here: select them below.
settings-about = About
settings-about-version = Version { $version }
settings-about-text = Établi is free software under the AGPL 3.0 or later. Texts are set in Atkinson Hyperlegible Next and Bricolage Grotesque (SIL Open Font License); icons are from Lucide (ISC).

members-gone = No longer take part
role-member = Member
    .member = { $Term-member }
role-steward = Steward
    .steward = { $Term-steward }
standing-suspended = Suspended
standing-left = Left
standing-excluded = Excluded
member-admitted = Came in
member-admitted-by = by { $name }
member-founder = founded the space
member-loans = Has
member-no-loans = nothing borrowed
member-devices = Devices
member-excluders = { $count ->
    [one] { $names } wants them excluded. A second steward’s word decides.
   *[other] { $names } want them excluded.
}
decide-make-steward = Make steward
    .steward = Make: { $term-steward }
decide-make-steward-title = Make { $name } a steward?
decide-make-steward-text = { $name } can then invite stewards, set the rules of the space, suspend and exclude members, and take out anybody’s lost device.
decide-make-steward-done = { $name } is a steward now.
decide-make-member = Make ordinary member
decide-make-member-title = Make { $name } an ordinary member?
decide-make-member-text = { $name } goes on taking part, with the same items and loans, but no longer decides about members and rules.
decide-make-member-done = { $name } is an ordinary member now.
decide-suspend = Suspend
decide-suspend-title = Suspend { $name }?
decide-suspend-text = { $name } can still read what is on their computer. But nothing they do from now on counts, and their devices no longer exchange with the others. A steward can let them take part again.
decide-suspend-done = { $name } is suspended.
decide-reinstate = Let take part again
decide-reinstate-title = Let { $name } take part again?
decide-reinstate-text = From now on, what { $name } does counts again. What did not count in the meantime stays so, until a steward makes it count.
decide-reinstate-done = { $name } takes part again.
decide-exclude = Exclude
decide-exclude-title = Exclude { $name }?
decide-exclude-text = Your word suspends them now; a second steward’s word excludes them for good. What { $name } has borrowed stays in the list of loans.
decide-exclude-second = { $asked } asked for it already: with your word, { $name } is excluded for good. That cannot be taken back.
decide-exclude-asked = { $name } is suspended; a second steward’s word excludes them.
decide-exclude-done = { $name } is excluded.
last-steward = There is no other steward. Afterwards nobody can decide about members and rules any more: make somebody else a steward first.
member-contact = Can be reached
contact-none = Nothing written
contact-open = How to reach me…
contact-title = How can people reach you?
contact-text = Everybody in the space sees this. Leave empty what you do not want to tell.
contact-phone = Telephone
contact-email = E-mail
contact-note = Anything else
contact-note-hint = An address, when to call…
contact-submit = Save
contact-done = Saved. The others see it when they are connected.
forget-open = Forget my contact details…
forget-title = Forget your contact details?
forget-text = Everything you ever wrote of how to reach you disappears here now, and at the others as soon as they are connected. That cannot be undone; you can write it anew.
forget-limit = Backups made before keep it until they are replaced, 14 days at most. What somebody wrote down elsewhere stays there.
forget-act = Forget them
forget-done = Your contact details are forgotten.
leave = Leave the space
leave-title = Leave “{ $space }”?
leave-text = What is here stays readable on this computer. But it no longer exchanges with the others, and nothing you do from now on counts. Only a steward can let you take part again.
leave-loans = { $count ->
    [one] You still have { $count } loan out: better bring it back first.
   *[other] You still have { $count } loans out: better bring them back first.
}
leave-done = You left “{ $space }”.

invites-title = Open invitations
invites-none = No invitation is open.
invites-by = Invitation by { $name }
invites-steward = for a steward
invites-used = { $used } of { $uses } used, until { $date }
invites-over = { $count ->
    [one] { $count } person more came in than was meant: two members let somebody in without knowing of each other.
   *[other] { $count } people more came in than were meant: members let them in without knowing of each other.
}
invites-close = Close
invites-close-of = Close the invitation by { $name }
invites-close-title = Close this invitation?
invites-close-text = Its code lets nobody in any more. Whoever came in with it stays.
invites-closed = The invitation is closed.
invite-role = What the guest becomes

changes-title = What changed
changes-text = Decisions that took something from somebody, and what does not count because of them.
changes-others = Does not count for another reason
change-void = { $count ->
    [0] nothing stopped counting because of it
    [one] { $count } change does not count because of it
   *[other] { $count } changes do not count because of it
}
change-leave = { $about } left
change-suspend = { $by } suspended { $about }
change-exclude = { $by } asked to exclude { $about }
change-revoke-role = { $by } made { $about } an ordinary member
change-revoke-device = { $by } took out a device of { $about }
change-set-policy = { $by } made a rule: stewards only
change-other = { $by } decided something
change-ratify = Make it count
change-ratify-of = Make it count: { $what }
change-ratified = It counts now.
claim-request = { $member } asked for “{ $about }”
claim-booking = { $member } booked “{ $about }”
claim-hand-over = { $member } handed over “{ $about }”
claim-return = { $member } took back “{ $about }”
claim-edit = { $member } changed items
claim-admission = { $member } let { $about } in
claim-admission-unknown = { $member } let somebody in
claim-other = { $member } decided something

device-contested = Contested
device-revoked = Taken out
device-name = Name
device-name-of = Name the device { $device }
device-name-title = Name this device
device-name-field = Name of the device
device-name-hint = Members see it, for instance “Workshop laptop”.
device-name-done = The device’s name has changed.
device-revoke = Take out
device-revoke-of = Take out the device { $device } of { $name }
device-revoke-title = Take out the device { $device } of { $name }?
device-revoke-text = Nothing it writes from now on counts, and it no longer exchanges with the others. What it wrote before stays. That cannot be taken back.
device-revoke-here = This is the computer in front of you: you will be able to read here, and nothing more.
device-revoke-only = { $name } has no other device, and will not be able to take part without a new one.
device-revoke-done = The device is taken out.
devices-revoked = Taken out
devices-contested = Contested
devices-contested-text = These devices took each other out at the same time. Until a steward decides, nothing they write counts.
devices-contested-decide = Ask their owner which one is lost, take that one out, then let the other take part again.
devices-contested-ask = Ask a steward of the space.
devices-give-back = Let take part again
devices-give-back-of = Let the contested device { $device } of { $name } take part again
devices-given-back = The device of { $name } takes part again.

part-suspended = You are suspended in this space.
part-left = You left this space.
part-excluded = You are excluded from this space.
part-device-contested = This device and another one took each other out.
part-device-revoked = This device was taken out of the space.
part-copy = This is a copy from a backup.
part-ask = You can go on reading everything that is here, and export it. Only a steward can let you take part again.
part-read = You can go on reading everything that is here, and export it.
part-device-ask = You can go on reading everything that is here, and export it. A steward decides which device counts.
part-copy-text = You can read everything in it, and export it, but not change it.
part-export = Export everything

rules-title = Rules of the space
rules-admit = Who may invite and let people in
rules-edit = Who may add and change the items of the space
rules-everybody = Every member
    .member = { $Terms-member }: everybody
rules-stewards = Stewards only
    .steward = { $Terms-steward } only
rules-stewards-change = Only stewards change these rules.
rules-done = The new rule holds from now on.

toasts = Messages
toast-close = Hide this message

# Who stands at the door, new devices, waiting to be let in
guests-title = Waiting to be let in
guests-arrived = Just came in
guests-arrived-text = The code let them in without anybody being asked. If the four words are not those that were on their screen, somebody else has used the code.
guests-wait = { $count ->
    [one] { $count } request to be let in
   *[other] { $count } requests to be let in
}
guest-asks = { $name } asks to join
guest-asks-device = A new device asks to be yours, { $name }
guest-asks-replacement = A new device for { $name }
guest-asked = Asked { $date }.
guest-away = Not there now: they come in the next time that they use the code.
guest-compare = Ask for the four words on the other screen, by voice or in person. Say yes only if they are the same.
guest-compare-device = Compare them with the four words on the other computer. Say yes only if they are the same.
guest-signed = Signed by { $names }; { $needed } must sign.
guest-admit = Let in
guest-sign = Sign
guest-refuse = Send away
guest-admitted-done = { $name } may come in.
guest-device-done = The device is let in.
guest-signed-done = You signed. Another steward must sign, too.
guest-refused-done = { $name } was sent away.
invite-approve = Who lets people in
invite-approve-auto = The code itself
invite-approve-ask = A member, each time
invite-asks = Whoever uses it waits on the screen “Members” until a member lets them in.
device-add = Add a device
device-add-title = Add a device
device-add-text = A second computer of yours holds everything, too, and acts for you.
device-add-start = On the other computer, start Établi and choose “Join with a code”.
device-add-enter = Enter this code there.
device-add-until = It is good until { $date }, for one device.
device-add-compare = Compare the four words, then let the device in.
device-add-waiting = Waiting for the other computer…
device-add-done = The device is added. It fetches everything now; leave this computer on for a moment.
device-replace = New device
device-replace-title = A new device for { $name }
device-replace-text = For somebody who lost their only computer. Most of the stewards sign, two at least where there are several; then the new device is theirs, and those they had are taken out.
join-device = This code makes this computer a new device of the person it was made for. No name is needed.
join-submit-device = Add this computer
wait-title = Waiting to be let in to “{ $space }”
wait-looking = Looking for a computer of the space…
wait-text = A member is asked. Their screen must show the same four words:
wait-device = Compare these four words with those on your other computer, and let this one in there:
wait-replacement = The stewards are asked. The screen of whoever made the code must show the same four words:
wait-several = Several computers ask their people. On the screen of whoever answers is one of these lines.
wait-leave = You may close this window: Établi asks again when it is started anew.
wait-cancel = Stop waiting
wait-number = The other stewards can ask for the number of this device: { $number }
guest-number = Ask for the number on the screen of the new device, by voice or in person. Sign only if it is the same.
invites-asks = a member lets in

# Components

chip-remove = Remove “{ $what }”
combobox-open = All choices for { $what }
combobox-found = { $count ->
    [one] { $count } choice
   *[other] { $count } choices
}
combobox-none = Nothing fits. Type fewer letters.
calendar-before = Month before
calendar-after = Month after
date-hint = Day, month, year, for example 24/11/2026
date-open = Calendar: { $what }
date-wrong = That is not a day. Write it like 24/11/2026.
date-wrong-earliest = That is not a day that can be chosen. The first one is { $date }.
stepper-less = { $what }: one less
stepper-more = { $what }: one more
table-mark = Mark { $what }
table-mark-all = Mark all rows
table-marked = { $count ->
    [one] { $count } marked
   *[other] { $count } marked
}
table-unmark = Mark none

# Backups
settings-more = Places, backups, import and export
settings-more-text = Where things are kept, backups of everything in this space, and its files for other programs.
backups-title = Backups
backups-open = Show the backups
backups-devices-text = Other devices are no backup: what is removed on one is removed on all. This computer keeps dated backups beside.
backups-lede = Everything in this space, in one file for each day on which something changed. The last 14 days are kept; those you make yourself stay until you delete them.
backups-make = Make one now
backups-making = Writing the backup
backups-made = The backup is made: { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
}.
backups-last = Last backup: { $date }
backups-never = There is no backup of this space yet.
backups-empty-title = No backup in this folder yet
backups-empty-text = One is made by itself each day on which something changes. If you just chose another folder, or its disk is not connected, the former ones are where they were.
backups-entries = { $entries ->
    [one] { $entries } entry, { $size }
   *[other] { $entries } entries, { $size }
}
backups-copy = Open a copy
backups-copy-of = Open a copy of the backup of { $date }
backups-copy-title = A copy of the backup of { $date }
backups-copy-text = Nothing of what is here changes. The copy goes into a new folder, and can be read, searched and exported, but not changed.
backups-copy-to = New folder
backups-copy-to-hint = Its whole path, or a name beside the backup. It must not be there yet, or be empty.
backups-copy-submit = Make the copy
backups-copy-making = Making the copy
backups-copy-done = The copy is in { $path }.
backups-copy-window = To look at it, run this in a terminal: a second window opens, beside this one.
backups-copy-page = To look at it, run this in a terminal on the computer that runs Établi, then open the link it prints.
backups-copy-command = Command
backups-copy-command-copy = Copy the command
backups-copy-command-copied = The command is copied.
backups-copy-command-failed = Copying did not work: select the command and copy it.
backups-copy-back = To bring something back, export it from the copy and import it here.
backups-folder = Where they are kept
backups-folder-text = A folder on another disk also helps when this computer breaks. It is the same for all spaces on this computer.
backups-folder-change = Change the folder
backups-folder-title = Where backups are kept
backups-folder-note = Backups that were made stay where they are.
backups-folder-field = Folder
backups-folder-hint = Its whole path. It is made if it is not there.
backups-folder-submit = Keep them there
backups-folder-usual = Use the usual folder
backups-folder-done = Backups now go to { $path }.
backups-check = Check everything
backups-check-text = Reads all that is kept of this space on this computer, and checks every signature and every file.
backups-check-act = Check now
backups-checking = Checking everything
backups-check-ok = Everything is in order.
backups-check-missing = What is here is sound, but something is missing.
backups-check-wrong = { $count ->
    [one] { $count } thing is wrong.
   *[other] { $count } things are wrong.
}
backups-check-entries = { $entries ->
    [one] { $entries } entry checked.
   *[other] { $entries } entries checked.
}
backups-check-files = { $files ->
    [one] { $files } photo or attachment is here and sound.
   *[other] { $files } photos and attachments are here and sound.
}
backups-check-elsewhere = { $files ->
    [one] { $files } other is on other devices only: it comes when somebody opens it.
   *[other] { $files } others are on other devices only: they come when somebody opens them.
}
backups-check-newer = { $count ->
    [one] { $count } act was written by a newer version of Établi; this one keeps it without understanding it.
   *[other] { $count } acts were written by a newer version of Établi; this one keeps them without understanding them.
}
backups-check-missing-own = { $count ->
    [one] { $count } change made on this device was here once. It comes back from a device that has it.
   *[other] { $count } changes made on this device were here once. They come back from a device that has them.
}
backups-check-missing-others = { $count ->
    [one] { $count } change made on other devices was here once. It comes back from a device that has it.
   *[other] { $count } changes made on other devices were here once. They come back from a device that has them.
}
backups-check-help = Delete nothing. Open a copy of the last backup, let the devices exchange, and pass on the diagnostics from the screen of devices to whoever helps you.

# Places
places-title = Places
    .place = { $Terms-place }
places-lede = Where items are kept, one place inside another. The number counts what is in a place and below it.
    .place = Where items are kept. The number counts what is there, and below.
places-list = Places
    .place = { $Terms-place }
places-add = Add a place
    .place = Add: { $term-place }
places-add-inside = Add a place inside
    .place = Add inside: { $term-place }
places-add-title = A new place
    .place = New { $term-place }
places-name = Name
places-inside = Inside
places-inside-none = No other place
places-add-submit = Add
places-added = “{ $name }” is added.
places-empty-title = No places yet
places-empty-text = A room, a shelf, a box: an item whose place is known is found again.
places-choose = Choose a place to see its page. What follows counts for all of them.
places-items = { $count ->
    [0] Nothing is kept here.
    [one] { $count } item is kept here or below.
   *[other] { $count } items are kept here or below.
}
places-edit = Rename or move
places-edit-title = Rename or move “{ $name }”
visit-ask = Ask for a visit
visit-title = Visit: { $name }
visit-when = When you could come
visit-text = What you would like to see
visit-hint = The question goes to the group, under “Needs and offers”; whoever is there answers.
visit-asked = Asked. Answers come under “Needs and offers”.
places-saved = “{ $name }” is changed.
places-inside-title = What is inside
places-all = { $count ->
    [one] Show { $count } item
   *[other] Show all { $count } items
}
    .item = Show: { $count } { $terms-item }
places-nothing = Nothing is kept here yet.
places-remove = Put into the bin
places-removed = “{ $name }” is in the bin.
places-keep = It can go into the bin once it holds nothing.

# Bookings
planning-title = Planning
planning-week = Week
planning-day = Day
planning-list = List
planning-shape = How it is shown
planning-turn = Which days
planning-before = Earlier
planning-after = Later
planning-from-to = { $from } to { $to }
planning-what = What
planning-capacity = { $count } of them
planning-book = Book { $name }, { $when }
planning-carried = To { $when }. Enter asks whether it would do.
planning-over = { $when }: over, or not to be booked
planning-all-free = Nothing is taken.
planning-more = { $count ->
    [one] One more is not shown.
   *[other] { $count } more are not shown.
}
planning-empty-title = Nothing is booked yet
planning-empty-text = Whatever is booked shows here: a machine, a room, a set of chairs.
taken-lent = On loan
taken-inside = “{ $name }” inside is booked
taken-around = “{ $name }” is booked as a whole
taken-since = since { $day }
booking-title = Booking
booking-today = Today
booking-tomorrow = Tomorrow
booking-time = { $day }, { $from } to { $to }
booking-whole-days = { $days ->
    [0] { $day }, all day
   *[other] { $day } to { $last }, all day
}
booking-several = { $name } × { $count }
booking-confirmed = Confirmed
booking-seen = Seen by who answers for it
booking-held = Noted here, not seen yet
booking-displaced = Another booking has it
booking-cancelled = Cancelled
booking-by = Booked by
booking-repeats = Repeats
booking-repeats-as = { $how }, { $count } times
booking-more = { $count ->
    [one] and once more
   *[other] and { $count } more times
}
booking-time-offered = free again by now
booking-time-lost = there are not as many
booking-time-lost-to = { $name } has it
booking-note-replaced = It was moved to another time.
booking-note-refused = { $name }, who answers for it, cancelled it.
booking-note-displaced = { $name } has it at that time: their booking was seen or confirmed first. Yours is kept until you move or cancel it.
booking-note-risk = { $name } has it on loan until { $due }: it may not be back in time.
booking-note-out = { $name } has it on loan: it may not be back in time.
booking-note-twice = Two bookings that were both confirmed want the same. Agree with each other, and cancel or move one.
book-for = What for
book-for-hint = All members read it.
booking-awaited = { $name } has not seen it yet; last in touch with this computer: { $at }.
booking-awaited-never = { $name } has not seen it yet, and was never in touch with this computer.
booking-note-elsewhere = It lies somewhere else by now than when it was booked. Move the booking to have it checked again.
booking-alternatives = Free instead:
booking-accept = Take it
booking-confirm = Confirm
booking-move = Move…
booking-cancel = Cancel the booking
booking-cancel-title = Cancel the booking of { $name }?
booking-cancel-text = The time becomes free for others. That cannot be undone; you can book again.
booking-item = The item
booking-said-confirmed = Confirmed: { $name }, { $when }
booking-said-cancelled = Cancelled: { $name }, { $when }
book = Book
book-title = Book something
book-title-of = Book { $name }
book-move-title = Move the booking of { $name }
book-move = Move the booking
book-what = What
book-what-hint = A name, or the number on the label.
book-when = How long
book-hours = At times
book-whole = Whole days
book-start = First day
book-end = Last day
book-from = From
book-to = To
book-repeat = Repeats
book-once = Once
book-daily = Every day
book-weekly = Every week
book-monthly = Every month, on the same day
book-fortnightly = Every two weeks
book-times = How often
book-free = { $count ->
    [one] Free
   *[other] Free all { $count } times
}
book-done = Booked: { $name }, { $when }
book-moved = Moved: { $name }, { $when }
time-wrong = A time such as 14:30.
item-bookings = Bookings
item-no-bookings = Nobody has booked it.
strip-free = free
strip-day = { $day }: { $state }
# The words of the space
term-item = item
terms-item = items
term-place = place
terms-place = places
term-member = member
terms-member = members
term-steward = steward
terms-steward = stewards
term-loan = loan
terms-loan = loans
vocabulary-title = The words of the space
vocabulary-text = If your group calls these things otherwise, write its words: they appear in menus, headings and buttons, at every member’s. Each language has its own.
vocabulary-language = Language of these words
vocabulary-usual = { $one }, { $many } (usual words)
vocabulary-own = { $one }, { $many } instead of: { $usual }
vocabulary-change = Change
vocabulary-change-of = Change the word for: { $word }
vocabulary-reset = Usual words
vocabulary-reset-of = Usual words for: { $word }
vocabulary-dialog = Another word for: { $word }
vocabulary-one = For one
vocabulary-many = For several
vocabulary-hint = At most 24 characters. Leave both empty to return to the usual words.
vocabulary-preview = What it gives
vocabulary-done = The words of the space have changed.

# Requests, and what a loan may do besides coming back
item-requests = Asked for
ask-title = Ask for { $item }
ask-line = { $count ->
    [0] Nobody waits for it: you are first in line.
    [one] One person waits for it before you.
   *[other] { $count } people wait for it before you.
}
ask-due = Until when you would keep it
ask-submit = Ask for it
ask-done = You asked for { $item }.
request-at = asked { $date }
request-until = until { $date }
request-several = { $count } of them
request-here = Number { $line } in line, and it is here
request-waiting = Number { $line } in line
request-granted-here = Granted by { $name }, and it is here
request-granted = Granted by { $name }
request-granted-until = Granted by { $name }, kept ready until { $date }
request-granted-here-until = Granted by { $name }, here and kept ready until { $date }
request-lapsed = Granted by { $name }, not fetched by { $date }
request-refused = Refused by { $name }
request-withdrawn = Taken back
request-handed-over = Handed over
request-lend = Lend
request-lend-of = Lend { $item } to { $name }
request-grant = Grant
request-grant-of = Grant { $item } to { $name }
request-refuse = Refuse
request-refuse-of = Refuse { $item } to { $name }
request-withdraw = Take back
request-withdraw-of = Take the request for { $item } back
request-granted-done = { $name } may have { $item }.
request-refused-done = { $name } is told that they cannot have { $item }.
loan-more = More about the loan of { $item }
loan-extend = Keep longer…
loan-extend-title = Keep { $item } longer
loan-extend-submit = Agree
loan-extended-done = { $item } is kept until { $date }.
loan-lost = Lost
loan-found = Found
loan-lost-done = { $item } is noted as lost.
loan-found-done = { $item } was found.
status-lost = Lost
today-requests = Asked for

# The desk
desk-title = Desk
desk-lede = Scan or type one after the other; Enter on the empty field does it all.
desk-field = Number, item or member
desk-which = Which one?
desk-unknown = Nothing here is called “{ $what }”.
desk-not-lent = “{ $name }” cannot be lent here, and nobody has it.
desk-who = Say who takes it: type the name of a member.
desk-to = For { $name }
desk-not = Not for { $name }
desk-basket = On the desk
desk-lend = Lend
desk-return = Take back from { $name }
desk-away = Put { $name } away
desk-submit = { $count ->
    [one] Do it
   *[other] Do all { $count }
}
desk-done = { $lent ->
    [0] { $back ->
        [one] One came back.
       *[other] { $back } came back.
    }
   *[other] { $back ->
        [0] Lent: { $lent }.
       *[other] Lent: { $lent }; came back: { $back }.
    }
}
desk-empty-title = Nothing on the desk
desk-empty-text = What is here is lent, what is out comes back.

# Labels on paper, calendars for other programs.

labels-open = Print labels…
labels-open-one = Print a label…
labels-title = Print labels
labels-document = Labels
labels-language = en
labels-figure = QR code
labels-which = Which items
labels-which-shown = { $count ->
    [one] The 1 item of this list
   *[other] The { $count } items of this list
}
labels-which-all = All items
labels-sheet = Sheet
labels-sheet-L7160 = Avery L7160: 21 labels, 63.5 × 38.1 mm
labels-sheet-L7163 = Avery L7163: 14 labels, 99.1 × 38.1 mm
labels-sheet-3490 = Avery 3490: 24 labels, 70 × 36 mm
labels-sheet-plain = Plain paper, to cut: 21 labels, 64 × 39 mm
labels-sheet-own = Another sheet, as I measure it
labels-line = Under the name
labels-line-place = Where it is kept
labels-line-owner = Whose it is
labels-line-nothing = Nothing
labels-columns = Side by side
labels-rows = Rows
labels-width = Width of a label, in mm
labels-height = Height, in mm
labels-left = From the left edge, in mm
labels-top = From the upper edge, in mm
labels-beside = Between two, in mm
labels-below = Between rows, in mm
labels-owner-hint = On labels of your own things, how you are reached stands beside your name.
labels-own-hint = What is measured is kept on this computer for the next time.
labels-start = First label
labels-start-help = Where the sheet was used before, start with the first label that is left.
labels-start-cell = Label { $number }
labels-across = To the right, in mm
labels-down = Down, in mm
labels-offset-help = If your printer prints beside the labels: how far everything moves.
labels-offset-bad = Type a number from -10 to 10, with one digit behind the point.
labels-hint = Print at 100 %, not fitted to the page.
labels-save = Save the PDF
labels-saved = { $labels ->
    [one] 1 label
   *[other] { $labels } labels
} on { $pages ->
    [one] 1 sheet.
   *[other] { $pages } sheets.
}
labels-unknown = { $count ->
    [one] 1 label shows a question mark, where something cannot be printed.
   *[other] { $count } labels show a question mark, where something cannot be printed.
}
calendar-file = Calendar
calendar-file-title = Bookings in your calendar
calendar-file-save = Save a calendar file
calendar-file-busy = Save when things are taken, without names
calendar-file-keep = Keep a file up to date
calendar-file-keep-help = A calendar program that subscribes to this file sees every change. It lies on this computer.
calendar-file-path = File
calendar-file-kept = Kept up to date: { $path }
calendar-file-drop = Stop keeping it
calendar-file-problem = It could not be written: { $detail }
detail-kind = Kind
detail-status = Status
detail-equipment = Equipment
detail-services = Services
detail-rules = House rules
detail-access = Getting in
detail-visit = Visits
detail-verified = Last checked
detail-key-of = Key of
detail-zone = Time zone
detail-notice = Notice, at least
detail-horizon = Ahead, at most
detail-shortest = Shortest booking
detail-longest = Longest booking
detail-buffer = Kept free between two bookings
detail-grace = Wait when nobody comes
detail-quota = At most, for one member
service-add = Add a service
services-none = Nothing is done here for others yet, as far as anybody said.
service-take = Take away
service-take-of = Take “{ $name }” away
service-change-of = Change “{ $name }”
service-gone = “{ $name }” is not told any more.
service-said = “{ $name }” is told.
service-name = What is done
service-host = Who does it
service-when = When
service-when-hint = As people say it: every first Saturday, or on request.
service-price = Price
detail-visits = Visits a day, at most
detail-hours-1 = Monday
detail-hours-2 = Tuesday
detail-hours-3 = Wednesday
detail-hours-4 = Thursday
detail-hours-5 = Friday
detail-hours-6 = Saturday
detail-hours-7 = Sunday
detail-exception = Exception
details-from-space = whole space
details-closed = Closed
details-open = Open
details-verified-by = Checked by { $name }
booking-note-all-the-same = It was booked against the rules, all the same, by who answers for it.
detail-kind-site = Site
detail-kind-building = Building
detail-kind-room = Room
detail-kind-meeting = Meeting room
detail-kind-desk = Desk
detail-kind-workshop = Workshop
detail-kind-workstation = Workstation
detail-kind-shelf = Shelf
detail-kind-storage = Storage
detail-kind-coworking = Coworking space
detail-kind-fablab = Fablab
detail-kind-makerspace = Makerspace
detail-kind-library = Tool library
detail-kind-media = Media lab
detail-kind-garden = Shared garden
detail-kind-grocery = Participatory grocery
detail-status-candidate = Candidate
detail-status-conversion = In conversion
detail-status-open = Open
detail-status-closed = Closed for good
details-change = Change
details-saved = What is said of “{ $name }” is changed.
details-space = The whole space
details-unsaid = Nothing said
details-about-title = About this place
details-about-none = Nothing is said of it yet.
details-about-ask = About { $name }
details-about-hint = What somebody should know who comes here for the first time. The last check is a day such as 2026-12-01.
details-hours-title = Opening hours
details-hours-none = It is always open.
details-hours-ask = Opening hours of { $name }
details-hours-hint = For each day, like 9:00-12:00, 14:00-18:00; empty is closed. If all days are empty, what is around it counts.
details-rules-title = Rules of booking
details-rules-none = There are no rules.
details-rules-ask = Rules of booking for { $name }
details-rules-hint = Lengths like 30 min, 2 h or 7 d; a quota like 3/week, 4h/week or 2d/month. Where a field is empty, what is around it counts.
details-week = Time zone: { $zone }
details-open-until = Open until { $until }
details-closed-until = Closed, opens { $until }
details-exception-add = Closures and exceptions…
details-exception-ask = Closures and exceptions of { $name }
details-exception-remove = Remove
details-reason = Why
keys-title = Keys
keys-none = No keys are noted.
key-add = Add a key
key-added = The key is added.
key-give = Give
key-give-title = Who gets “{ $name }”?
key-given = { $member } has “{ $name }” now.
key-take-back = Take back
key-back = “{ $name }” came back from { $member }.
key-holder = { $name } has it since { $since }.
key-left = { $count ->
    [0] none left
    [one] one left
   *[other] { $count } left
}
long-minutes = { $count } min
long-hours = { $count } h
long-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
long-times = { $count ->
    [one] once
   *[other] { $count } times
}
quota-week = { $most } a week
quota-month = { $most } a month
book-all-the-same = Book all the same
booking-begin = I am here
booking-release = Give the rest free
booking-said-begun = Noted: you are here for { $name }, { $when }
booking-said-released = Free again: { $name }, { $when }
booking-time-begun = there since { $at }
booking-time-released = free since { $at }
planning-closed = { $when }: closed

figures-title = Figures
figures-lede = What came of the space since { $date }.
figures-period = Period
figures-period-1 = 1 month
figures-period-3 = 3 months
figures-period-12 = 1 year
figures-period-0 = All
figures-empty-title = No figures yet
figures-empty-text = They begin with the first loan or booking of the period.
figures-total-loans = { $count ->
    [one] { $count } loan
   *[other] { $count } loans
}
figures-total-borrowers = { $count ->
    [one] { $count } person borrowed
   *[other] { $count } people borrowed
}
figures-total-items-lent = { $count ->
    [one] { $count } item lent
   *[other] { $count } items lent
}
figures-total-hours-booked = { $count ->
    [one] { $count } hour booked
   *[other] { $count } hours booked
}
figures-total-avoided = Purchases avoided: { $count }
figures-total-valued = { $count ->
    [one] { $count } item with a known value
   *[other] { $count } items with a known value
}
figures-months = Loans by month
figures-months-text = Counted by the day of the hand-over.
figures-lent = Most lent
figures-lent-text = How often each item was handed over.
figures-load = Most booked
figures-load-text = Hours of bookings that stood and have passed. The share is of the hours at which the thing is open, or of all hours where nothing is said of that.
figures-repairs = Repairs
figures-repairs-text = How often each thing was reported broken or in need of repair.
figures-value-repairs = { $count ->
    [one] { $count } repair
   *[other] { $count } repairs
}
figures-total-repairs = { $count ->
    [one] { $count } repair
   *[other] { $count } repairs
}
figures-total-repair-cost = Spent on repairs: { $count }
figures-avoided = Purchases avoided
figures-avoided-text = The value of each item, for each person who borrowed it and is not its owner: none of them had to buy one. Items without a field “value” or “price” do not count.
figures-idle = Not used
figures-idle-text = Neither lent nor booked in the period.
figures-value-load = { $count } h
figures-value-avoided = { $count }
figures-share = { $share }%
figures-more = { $count ->
    [one] … and { $count } more.
   *[other] … and { $count } more.
}
figures-what = What
figures-amount = Amount
export-title = Export
export-text = Files that other programs read. Tables open in a spreadsheet; the others are for networks of commons, and name nobody.
export-json = Everything (JSON)
export-items = Items (CSV)
export-loans = Loans (CSV)
export-bookings = Bookings (CSV)
export-members = Members (CSV)
export-valueflows = Valueflows
export-commons-api = CommonsAPI
export-spaceapi = SpaceAPI
several-title = Change several items
several-open = Select
several-close = Stop selecting
several-mark = Select { $name }
several-marked = { $count ->
    [0] Tick the items to change together.
    [one] { $count } item ticked
   *[other] { $count } items ticked
}
several-submit = Change them
several-remove = Put into the bin
several-done = { $count ->
    [one] { $count } item changed.
   *[other] { $count } items changed.
}
several-left = Left as they are, because they are somebody else’s or out: { $items }.
filters-keep = Keep this filter
filters-forget = Forget this filter
filters-kept = Kept filters
item-rules = Hours and rules

# How things are: condition, repairs, stock, kits, wishes
item-condition = Condition
detail-model = Model
detail-parts = Parts
detail-checks = Check-list
detail-unit = Counted in
detail-low = Buy again from
detail-care = Maintenance
detail-care-days = Maintain every (days)
detail-care-loans = Maintain after (loans)
detail-most-days = Lent for (days at most)
detail-most-renewals = Extended (times at most)
detail-deposit = Deposit
detail-tariff = Tariff
detail-licence = Licence
detail-link = Address
detail-keeper = Kept by
keeper-lends = { $name }, who lends it, answers requests and confirms bookings
detail-also-called = Also called (in other languages too)
detail-borrowers = Lent only to
detail-lent-on = Lent by
lent-on-any = Whoever keeps it, and stewards
lent-on-no = Its owner only
detail-gone = Why it went
setting-most-out = Things a member may have at once
setting-most-days = Days a loan lasts at most
setting-most-renewals = Times a loan is extended at most
setting-ready-days = Days that what was granted is kept ready
setting-fields = Fields of categories
gone-not-returned = Never returned
gone-broken = Broken
gone-used-up = Used up
gone-upgraded = Replaced
gone-given = Given away
told-good = Good
told-worn = Worn
told-damaged = Damaged
told-incomplete = Incomplete
told-missing = Missing
told-repair-opened = Out of order
told-repair-assess = Being looked at
told-repair-parts = Waiting for parts
told-repair-repairing = Being mended
told-repair-resolved = Mended
told-repair-retired = Given up
told-care = Maintained
told-stock-in = In: { $count }
told-stock-out = Out: { $count }
told-stock-used = Used: { $count }
told-stock-counted = Counted, corrected by { $count }
told-seen = Seen
told-not-seen = Not found
status-out-of-order = Out of order
status-missing = Missing
status-parts-out = Parts are out
status-stock = { $stock } { $unit }
status-low = Little left
status-low-of = Little left: { $stock } { $unit }
status-short = More used than noted
status-short-of = { $stock } { $unit } more used than noted
status-shared = Free to use
chore-sign = To sign
chore-repair = Out of order
chore-care = To be maintained
chore-short = { $count } more used than noted
chore-low = Little left: { $count }
chore-missing = Missing
chore-incomplete = Incomplete
chore-cycle = Contains itself
chore-tag-twice = Tag used twice
chore-holder-gone = With a former member
chore-place-gone = Its place is in the bin
take-missing = Missing
take-elsewhere = Belongs elsewhere
take-not-out = Here although lent
take-out = Lent
take-seen = Seen
take-unknown = Unknown
loan-signed-done = You signed the loan of “{ $item }”.
wish-added = “{ $name }” is on the wish list.
wish-backed = You wish for “{ $name }”, too.
wish-unbacked = You no longer wish for “{ $name }”.
wish-got = “{ $name }” is in the inventory.
wish-dropped = “{ $name }” is off the wish list.
task-condition = Note its condition
task-fault = Report it out of order
task-care = Note maintenance
task-stock-in = Add to the stock
task-stock-used = Note what was used
task-stock-count = Count the stock
task-details = Change the details
task-fields = Fill in the fields
task-retire = Withdraw, with a reason
task-title = { $what } – { $item }
task-done = Noted.
task-note = Remark
task-cost = Cost
task-quantity = How many
task-amount = How much
task-stage = How far is it
task-details-hint = Parts and the check-list take a line each: “2 clamps”. Parts are named by tag or name. What is counted in a unit is used up, not lent; what has a licence is free to use.
repair-tell = Say how far it is
item-note-more = Note
item-parts = Parts
item-kits = Part of
item-copies = Other copies
item-free = { $free } of { $all } free.
item-part-of = { $quantity } of it, { $available } here
item-cycle = This kit contains itself: two people put kits into each other. Take it out of one of them.
item-care-due = To be maintained by { $date }.
item-wished = Was wished for as “{ $name }”.
condition-unsaid = As it went
return-title = “{ $item }” comes back
return-parts = What came back
return-checks = What is there
loan-returned-partly = Part of “{ $item }” came back.
lend-takes = Goes with it: { $parts }.
lend-checks = What is there
lend-term = { $name }: { $value }
loan-with-kit = with its kit
loan-received = received, signed
loan-back-signed = return signed by both
loan-noted = noted on { $date }
loan-deposit = deposit held: { $amount }
loan-sign = Sign
loan-sign-of = Sign the loan of { $item }
loan-money = Note money
money-title = Money for “{ $item }”
money-what = What for
money-amount = Amount
money-hint = It is only noted; nothing is paid by it.
money-deposit = Deposit taken
money-deposit-back = Deposit given back
money-fee = Tariff paid
money-waived = Tariff waived
today-chores = To see to
today-chores-more = And { $count } more.
chore-sign-back = Return to sign
language = en
nav-projects = Projects
projects-title = Projects
projects-lede = What is being made, ideas, working groups and calls.
projects-empty-title = No project here
projects-empty-text = Start one, or drop an idea: others can support it.
projects-start = Start a project
projects-kinds = What to show
projects-kind-all = All
projects-kind-project = Projects
projects-kind-idea = Ideas
projects-kind-group = Groups
projects-kind-call = Calls
projects-search = Search projects
projects-archived = Also show the archive
project-kind = What it is
project-kind-project = Project
project-kind-idea = Idea
project-kind-group = Working group
project-kind-call = Call for projects
project-after = Made after (copies columns, cards and needs)
project-after-none = Nothing
project-started = “{ $name }” is started.
project-saved = “{ $name }” is up to date.
project-by = Held by { $names }
project-backers = { $count ->
    [one] 1 supporter
   *[other] { $count } supporters
}
project-asking = { $count ->
    [one] 1 request
   *[other] { $count } requests
}
project-board = Board
project-edit-sheet = Sheet
project-edit = Edit the sheet
project-back = I support it
project-unback = I no longer support it
project-turn = Make it a project
project-archive = Stop and archive
project-restore = Take out of the archive
project-archived = Archived
project-act-asks = Ask to take part
project-act-member = Take part
project-act-holder = Take it up
project-act-out = Leave
project-set-out = Take out
project-set-member = Let take part
project-set-holder = Make holder
project-set-of = { $what }: { $name }
project-part-asks = Asks to take part
project-part-member = Takes part
project-part-holder = Holds it
project-part-out = Takes no part
project-gone = Left the space
project-vacant = Nobody holds this project any more. Whoever takes part can take it up.
project-from = Made after “{ $name }”
project-members = Who takes part
project-needs = Needs
project-needs-none = Nothing is needed for now.
project-costs = Budget
project-costs-none = No cost planned.
project-totals = Paid by the holders: { $own }. Shared: { $shared }.
project-applications = Projects that answer
project-calls = Calls
project-apply = Answer with a project
project-apply-which = Which of your projects
project-choose = Announce the choice
project-chosen = Chosen
project-not-chosen = Not chosen
project-export = Export
project-export-csv = The cards, as CSV
project-export-markdown = All of it, as Markdown
project-export-html = All of it, as a web page
need-add = Add a need
need-what = Of what
need-tool = Tool
need-place = Place
need-skill = Skill
need-sheet = Sheet
need-words = Which
need-quantity = How many
need-from = From
need-until = Until
need-done = Found
need-dates = { $from } – { $until }
cost-add = Add a cost
cost-words = What
cost-cents = How much (in euros)
cost-amount = €{ $amount }
cost-whose = Paid by
cost-own = The holders
cost-shared = Shared with the group
row-edit = Edit
row-remove = Remove
row-of = { $what }: { $name }
row-removed = “{ $name }” is removed.
row-saved = Saved.
sheet-name = Name
sheet-summary = In short
sheet-mandate = Mandate
sheet-criteria = Criteria
sheet-deadline = Answer by
sheet-stage = Stage
sheet-holder = Who holds it
sheet-holder-student = Student
sheet-holder-entrepreneur = Entrepreneur
sheet-holder-hobbyist = Hobbyist
sheet-holder-innovator = Innovator
sheet-holder-inventor = Inventor
sheet-holder-association = Club or association
sheet-holder-other = Other
sheet-goal = Goal
sheet-goal-prototype = Make a prototype
sheet-goal-validate = Validate an innovation
sheet-goal-make = Make something
sheet-goal-repair = Repair
sheet-goal-learn = Learn
sheet-goal-venture = Start a business
sheet-place = Where most of it is done
sheet-problem = Problem
sheet-beneficiaries = For whom
sheet-actions = Planned actions
sheet-partners = Partners
sheet-spreading = Spreading
sheet-licence = Licence
sheet-licence-reserved = All rights reserved
sheet-licence-cc-by = CC BY
sheet-licence-cc-by-sa = CC BY-SA
sheet-licence-cc0 = CC0
sheet-licence-mit = MIT
sheet-licence-gpl = GPL
sheet-licence-cern-ohl-s = CERN-OHL-S
sheet-credits = Credits
sheet-learned = What we learned
sheet-unsaid = Unsaid
stage-idea = Idea
stage-prototype = Prototype
stage-test = Test
stage-deployment = Deployment
stage-done = Done
stage-stopped = Stopped
board-title = Board: { $name }
board-lede = Alt and an arrow move the card in focus.
board-empty = No card
board-no-column = No column
board-no-column-why = The column of these cards was taken away. Move them.
board-too-many = More than { $limit } cards
board-add-card = Add a card
board-add-card-to = Add a card to { $name }
board-add-column = Add a column
board-column = Column { $name }
board-column-name = Name
board-column-limit = Warn beyond (cards)
board-column-before = Put before
board-column-end = At the end
board-column-remove = Take the column away
board-search = Search cards
board-label = Label
board-person = For
board-lanes = Lanes by
board-lanes-none = None
board-lanes-member = Person
board-lanes-label = Label
board-lanes-due = Due date
board-lane-others = Others
board-any = Any
board-anyone = Anyone
board-archived = Archive ({ $count })
board-views = Views
board-view-board = Columns
board-view-list = List
board-view-calendar = Due dates
board-view-month = Month
month-moved = “{ $name }” is due on { $date }.
month-undated = { $count ->
    [one] { $count } card has no due date.
   *[other] { $count } cards have no due date.
}
board-undated = No due date
board-card-moved = The card is moved.
board-moved = “{ $name }” is in { $column }, place { $place }.
card-title = Title
card-column = Column
card-move = Move to
card-due = Due
card-late = Late: { $date }
card-people = For
card-labels = Labels
card-label-add = Add a label
card-more-labels = and { $count } more
card-checks = Check-list
card-check-add = Add a line
card-text = Text
card-text-hint = Markdown. What others write meanwhile stays.
card-text-read = Read
card-text-write = Write
card-comments = Comments
card-comment-add = Comment
card-comment-hint = Comment; @ mentions somebody
card-mention = Whom to mention
card-by = { $name }, { $date }
card-relations = Relations
card-relation-add = Relate to a card
card-relation-how = How
card-relation-to = Which card
card-links = Items, bookings and people
card-link-add = Link an item, a booking or somebody
card-link-booking = Booking: { $name }, { $when }
card-files = Files
card-files-removed = Taken away
card-file-restore = Bring back
card-fields = Fields
card-field-add = Add a field (name: value)
card-field-name = Name of the field
card-field-value = Value
card-blocked = { $count ->
    [one] Blocked by 1 card
   *[other] Blocked by { $count } cards
}
card-circle = These cards block each other in a circle: { $cards }. Take one relation away.
card-archive = Archive the card
card-restore = Take the card out
card-unknown = Unknown here
card-new = New card
relation-blocks = Blocks
relation-blocked-by = Blocked by
relation-duplicates = Duplicates
relation-holds = Holds
relation-part-of = Is part of
bring-title = Bring a board
bring-choose = Choose a file
bring-hint = Trello, Kanboard or Focalboard (JSON), or a table (CSV).
bring-submit = Bring it in
bring-cards = { $count ->
    [one] 1 new card
   *[other] { $count } new cards
}
bring-known = { $count ->
    [one] 1 card is here already
   *[other] { $count } cards are here already
}
bring-columns = { $count ->
    [one] 1 new column
   *[other] { $count } new columns
}
bring-checks = { $count ->
    [one] 1 line of check-lists
   *[other] { $count } lines of check-lists
}
bring-comments = { $count ->
    [one] 1 comment
   *[other] { $count } comments
}
bring-done = { $count ->
    [one] 1 card is brought in.
   *[other] { $count } cards are brought in.
}
bring-left = What does not come along
bring-left-closed-column = archived column
bring-left-attachment = attachment, which is not in the file
bring-left-checks-elsewhere = subtasks, which are not in the file
bring-left-comments-elsewhere = comments, which are not in the file
bring-left-person = person whom this space does not know
bring-left-too-long = text that is too long, cut
bring-left-too-many = beyond 5,000 cards
bring-left-unknown = content of an unknown kind
bring-left-line = line that cannot be read
bring-left-no-title = line without a title
bring-left-day = no day
bring-left-other-board = another board of the archive: bring it by itself
bring-left-no-card = checklist of a card that is not in the file
bring-left-about = description of the board: it has its place on the project's sheet
bring-left-template = template of cards
bring-left-name = label or field with a name that is too long
tasks-title = My tasks
tasks-lede = Your cards in all projects, the most pressing first.
tasks-empty-title = No task for you
tasks-empty-text = Cards that are for you show here.
wishes-title = Wish list
wishes-lede = What would be good to have, and who wants it, too.
wishes-empty-title = Nobody wishes for anything
wishes-empty-text = What is missing in the workshop? Say so, and others can join in.
wish-name = What
wish-note = Why, and where it may be had
wish-add = Add a wish
wish-by = { $name }, { $date }
wish-backers = Also: { $names }
wish-back = Me too
wish-back-of = Me too: { $name }
wish-unback = No longer
wish-unback-of = No longer: { $name }
wish-get = We have it
wish-get-of = We have it: { $name }
wish-drop = Take back
wish-drop-of = Take back: { $name }
limits-title = Loans and fields
setting-none = No limit
setting-change = Change
setting-change-of = Change: { $name }
setting-hint = Leave it empty for no limit. What an item says of itself goes first.
setting-fields-hint = A line each: category | name | text, number, date or choice | choices.
take-title = Stock-take
take-lede = Go through a place and type or scan what you see.
take-place = Place
take-nowhere = What has no place
take-what = What you see, a line each
take-hint = Tags, names, or what a scanner reads.
take-compare = Compare
take-write = Note it
take-done = The stock-take is noted.
take-found = What was found

match-title = What the group has
match-none = Nothing in the group is like it.
match-no-needs = This project needs nothing.
team-title = What the team can do
team-lacking = { $count ->
    [0] Everything that is asked for is there.
    [one] One skill that is asked for is lacking.
   *[other] { $count } skills that are asked for are lacking.
}
team-covered = In the team
team-learned = Somebody learns it
team-missing = Lacking
team-within = In the team:
team-learning = Would like to learn it:
team-beyond = Ask beyond the team:
team-nobody = Nobody in the group says that they can do it.
team-cards = { $count ->
    [one] on one card
   *[other] on { $count } cards
}
match-whole = All of it is there
match-part = { $found } of { $wanted }
match-nothing = Nothing free
match-untrained = Nobody is trained for it
match-free = free
match-free-some = { $units } of { $wanted } free
match-free-at = { $units } of { $wanted }: { $times }
match-free-times = free: { $times }
match-taken = taken
match-here = where the project is
match-near = also in { $place }
match-teaches = can teach it
match-does = can do it
match-more = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}
match-training = { $count ->
    [0] To use it: { $training }. Nobody here can train.
   *[other] To use it: { $training }. { $trainers } can train.
}
tell-photo = Add a photo of how it is
tell-photo-added = { $name } goes with it.
lend-despite = Lend it all the same
lend-despite-text = You answer for it, so you may. The loan is recorded as it is.
exception-times-hint = Leave both empty for whole days.
desk-checks = What of “{ $name }” is there?
desk-incomplete = Something is missing of: { $items }. What is missing stays out.
calendar-read = Read a calendar
fit = Which place fits?
fit-title = Which place fits?
fit-any-kind = Any kind
fit-need = What is needed there
fit-need-hint = Wifi, projector, lathe… as it is said of the place, or of what is kept there
fit-people = For how many
fit-day = On which day, if that matters
fit-none = No place in use fits that. Ask for less, or ask the group.
fit-holds = { $count ->
    [one] for one
   *[other] for { $count }
}
calendar-read-title = A calendar for { $name }
calendar-read-text = Each event becomes a booking, or a time at which it is closed. Past events are left out; the same file read again changes nothing, and what moved in it moves here.
calendar-read-kind = What its events are
calendar-read-bookings = Bookings
calendar-read-closures = Closures
calendar-read-close = Close at these times
calendar-read-choose = Choose a calendar (.ics)
calendar-read-submit = Book these events
calendar-read-counts = New: { $created }. Moved or ended: { $updated }. Already there: { $unchanged }.
calendar-read-done = The calendar was read. New: { $created }. Moved or ended: { $updated }.
hours-read = Read hours from a file
hours-save = Save these hours
hours-read-title = Opening hours of { $name }
hours-read-text = The hours and closures of a calendar (RFC 7953) take the place of those here. Nothing is changed before you have seen what.
hours-read-same = All of it is so already.
hours-read-counts = { $count ->
    [one] One change:
   *[other] { $count } changes:
}
hours-read-submit = Use these hours
hours-read-done = The opening hours of { $name } are those of the file.
details-change-new = new: { $is }
details-change-moved = { $was } → { $is }
details-change-gone = no longer: { $was }
details-change-more = { $count ->
    [one] And one more.
   *[other] And { $count } more.
}
