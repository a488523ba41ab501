# The gallery of components, for whoever works on the interface.

gallery-title = Components
gallery-text = What screens are made of, in every state. No screen leads here.
gallery-buttons = Buttons
gallery-main = Lend
gallery-plain = Extend
gallery-quiet = See all
gallery-danger = Exclude for good
gallery-busy = Saving
gallery-off = Not now
gallery-small = Return
gallery-fields = Fields
gallery-name = Name
gallery-note = Note
gallery-hint = What people call it.
gallery-drill = Cordless drill 18 V
gallery-sander = Orbital sander with dust extraction
gallery-saw = Japanese saw
gallery-tent = Marquee 3 × 3 m
gallery-day = Back on
gallery-place = Place
gallery-count = Quantity
gallery-files = Choose files
gallery-files-hint = Or drop them here: photos, manuals, up to 8 MB each.
gallery-states = States
gallery-available = Available
gallery-known = Seen by the workshop
gallery-due = Back tonight
gallery-late = 3 days late
gallery-away = Not seen yet
gallery-menus = Menus and messages
gallery-more = More
gallery-edit = Edit
gallery-copy = Duplicate
gallery-remove = Put in the bin
gallery-dialog = Open a dialog
gallery-confirm = Ask a question
gallery-confirm-title = Put this item in the bin?
gallery-confirm-text = It stays there for 90 days and can be taken back by anybody.
gallery-toast = Say something
gallery-toast-text = “Orbital sander” is in the bin.
gallery-undo = Undo
gallery-undone = Taken back.
gallery-banner-title = The workshop is closed on Saturday
gallery-banner-text = Loans that end that day end on the next one.
gallery-tables = Tables, trees and tabs
gallery-tools = Tools
gallery-owner = Owner
gallery-days = Days out
gallery-hall = Main hall
gallery-shelf = Shelf A
gallery-box = Red box
gallery-yard = Yard
gallery-conditions = Conditions
gallery-history = History
gallery-conditions-text = Seven days, one extension.
gallery-history-text = Odile borrowed it on Tuesday.
gallery-waiting = While waiting
gallery-receiving = Receiving the space
gallery-received = 80 of 214 items
gallery-searching = Looking for other devices
gallery-nothing = Nothing here
gallery-drawings = Empty screens
gallery-empty-text = What appears here, and what makes it appear.
gallery-cards = Cards and words
gallery-card-text = Two batteries, charger and case belong to it.
gallery-prose =
    ### Before you drill

    Check the **chuck**, then the *speed*:

    1. charge the battery
    2. set the torque to `8`

    > When in doubt, ask.

    See [the manual](https://example.org/manual)
