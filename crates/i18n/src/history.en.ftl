# What was: the bin, undoing, the activity, values to choose between.

## Refusals

error-item-out = { $who } has “{ $item }”, so it cannot go into the bin.
hint-item-out = Note it as returned first.
error-in-bin = “{ $what }” is in the bin.
hint-in-bin = Take it out of the bin first.
error-not-in-bin = “{ $what }” is not in the bin.
hint-not-in-bin = There is nothing to do.
error-place-in-use = “{ $what }” holds { $items ->
    [one] { $items } item
   *[other] { $items } items
} and { $places ->
    [one] { $places } place
   *[other] { $places } places
}, so it cannot go into the bin.
hint-place-in-use = Put what it holds somewhere else first.
error-place-in-itself = “{ $what }” cannot be inside itself.
hint-place-in-itself = Choose a place that is not inside it.
error-nothing-to-undo = There is nothing to undo.
hint-nothing-to-undo = Only what you did yourself on this computer can be undone.
error-nothing-to-redo = There is nothing to redo.
hint-nothing-to-redo = What was undone can be done again until something else is done.
error-changed-since = { $who } changed “{ $what }” since, so it stays as it is.
hint-changed-since = Its history tells what was before.
error-not-as-left = “{ $what }” is not as you left it any more, so it stays as it is.
hint-not-as-left = Its history tells what was before.
error-out-since = { $who } has “{ $what }”, so it stays as it is.
hint-out-since = Note it as returned first.
error-used-since = Something is kept in “{ $what }”, so it stays as it is.
hint-used-since = Put what it holds somewhere else first.
error-not-there-then = “{ $what }” was not there yet.
hint-not-there-then = Choose a later day.
error-no-such-choice = “{ $value }” is not one of the values to choose from.
hint-no-such-choice = Look at the item again: somebody may have chosen already.

## The command line: the bin

cli-about-item-remove = Put an item into the bin; nothing of it is deleted
cli-about-item-restore = Take an item out of the bin
cli-about-place-remove = Put a place that holds nothing into the bin
cli-about-place-restore = Take a place out of the bin
cli-about-bin = See what is in the bin
cli-about-bin-list = List the items and places in the bin, the newest first
cli-example-item-remove = etabli item remove A-12
cli-example-item-restore = etabli item restore A-12
cli-example-place-remove = etabli place remove "Shelf B3"
cli-example-place-restore = etabli place restore "Shelf B3"
cli-example-bin-list = etabli bin list
cli-arg-place-remove-place = The place: its name, path or the beginning of its id
cli-arg-place-restore-place = The place: its name, path or the beginning of its id
cli-item-removed = “{ $name }” is in the bin. “etabli item restore” takes it out.
cli-item-restored = “{ $name }” is out of the bin.
cli-place-removed = “{ $name }” is in the bin. “etabli place restore” takes it out.
cli-place-restored = “{ $name }” is out of the bin.
cli-bin-empty = The bin is empty.
cli-removed-by = In the bin since { $date }, put there by { $name }

## What people did: a sentence, and a name for undoing it

deed-item-added = { $who } added “{ $name }”
undo-item-added = the adding of “{ $name }”
deed-items-added = { $who } added { $count } items
undo-items-added = the adding of { $count } items
deed-item-set = { $who } changed “{ $name }”, { $field }: { $before } → { $after }
undo-item-set = the change of “{ $name }” ({ $field })
deed-items-set = { $who } changed { $count } items
undo-items-set = the change of { $count } items
deed-choice-put-back = { $who } put the choice back for “{ $name }”, { $field }: { $after }
undo-choice-put-back = the choice for “{ $name }” ({ $field })
deed-item-removed = { $who } put “{ $name }” into the bin
undo-item-removed = the removal of “{ $name }”
deed-items-removed = { $who } put { $count } items into the bin
undo-items-removed = the removal of { $count } items
deed-item-restored = { $who } took “{ $name }” out of the bin
undo-item-restored = taking “{ $name }” out of the bin
deed-items-restored = { $who } took { $count } items out of the bin
undo-items-restored = taking { $count } items out of the bin
deed-file-added = { $who } added a file to “{ $name }”: { $field }
undo-file-added = the file added to “{ $name }”
deed-file-set = { $who } changed what is said of a file of “{ $name }”: { $field }
undo-file-set = the change of a file of “{ $name }”
deed-file-removed = { $who } removed a file from “{ $name }”: { $field }
undo-file-removed = the removal of a file of “{ $name }”
deed-file-restored = { $who } put a file of “{ $name }” back: { $field }
undo-file-restored = a file of “{ $name }” put back
deed-place-added = { $who } added the place “{ $name }”
undo-place-added = the place “{ $name }”
deed-places-added = { $who } added { $count } places
undo-places-added = the adding of { $count } places
deed-place-set = { $who } changed the place “{ $name }”, { $field }: { $before } → { $after }
undo-place-set = the change of the place “{ $name }”
deed-place-removed = { $who } put the place “{ $name }” into the bin
undo-place-removed = the removal of the place “{ $name }”
deed-places-removed = { $who } put { $count } places into the bin
undo-places-removed = the removal of { $count } places
deed-place-restored = { $who } took the place “{ $name }” out of the bin
undo-place-restored = taking the place “{ $name }” out of the bin
deed-places-restored = { $who } took { $count } places out of the bin
undo-places-restored = taking { $count } places out of the bin
deed-lent = { $who } lent “{ $name }” to { $member }
undo-lent = the loan of “{ $name }” to { $member }
deed-lent-again = { $who } noted that { $member } still has “{ $name }”
undo-lent-again = that { $member } still has “{ $name }”
deed-returned = { $who } noted “{ $name }” as returned by { $member }
undo-returned = the return of “{ $name }”
deed-loan-cancelled = { $who } took the loan of “{ $name }” to { $member } back
undo-loan-cancelled = taking the loan of “{ $name }” back
deed-asked = { $who } asked for “{ $name }”
undo-asked = your request for “{ $name }”
deed-request-granted = { $who } granted { $member } “{ $name }”
undo-request-granted = granting { $member } “{ $name }”
deed-request-refused = { $who } refused { $member } “{ $name }”
undo-request-refused = refusing { $member } “{ $name }”
deed-request-withdrawn = { $who } does not ask for “{ $name }” any more
undo-request-withdrawn = taking your request for “{ $name }” back
deed-loan-extended = { $who } agreed on another end of the loan of “{ $name }” to { $member }
undo-loan-extended = the other end of the loan of “{ $name }”
deed-loan-lost = { $who } noted “{ $name }”, which { $member } had, as lost
undo-loan-lost = “{ $name }” noted as lost
deed-loan-found = { $who } noted “{ $name }” as found
undo-loan-found = “{ $name }” noted as found
deed-booked = { $who } booked “{ $name }”
deed-booking-moved = { $who } moved a booking of “{ $name }”
deed-booking-confirmed = { $who } confirmed a booking of “{ $name }”
deed-booking-cancelled = { $who } cancelled a booking of “{ $name }”
deed-capacity-set = { $who } said how many of “{ $name }” can be booked at once: { $count }
deed-booking-begun = { $who } came for a booking of “{ $name }”
deed-booking-released = { $who } gave the rest of a booking of “{ $name }” free
deed-space-set = { $who } changed what counts for the whole space, { $field }: { $before } → { $after }
undo-space-set = the change of what counts for the whole space ({ $field })
deed-name-set = { $who } wrote their name
deed-device-named = { $who } named a device: { $after }
deed-space-named = { $who } named the space
deed-word-set = { $who } chose the words of the space: { $before } → { $after }
deed-founded = { $who } created the space
deed-invited = { $who } invited somebody
deed-invite-closed = { $who } closed an invitation
deed-admitted = { $who } let { $member } in
deed-device-added = { $who } added a device
deed-device-replaced = { $who } signed for a new device of { $member }
deed-device-revoked = { $who } took a device of { $member } out
deed-role-granted = { $who } made { $member } a steward
deed-role-revoked = { $who } made { $member } an ordinary member
deed-policy-set = { $who } changed who may do what
deed-rules-set = { $who } raised the rules of the space
deed-left = { $who } left the space
deed-suspended = { $who } suspended { $member }
deed-reinstated = { $who } let { $member } take part again
deed-excluded = { $who } signed that { $member } is excluded
deed-ratified = { $who } made something stand that did not count
deed-forgot = { $who } had their contact details forgotten
deed-unknown = { $who } did something that this version does not know

deed-nothing = nothing
deed-somebody = Somebody
deed-or = { $one } or { $other }
deed-several = { $what } and { $count ->
    [one] { $count } more
   *[other] { $count } more
}
deed-undone = { $what } (undo)
deed-redone = { $what } (redo)
deed-void = { $what } (does not count, because of a decision)
deed-field-name = name
deed-field-tag = tag
deed-field-category = category
deed-field-place = place
    .place = { $term-place }
deed-field-inside = where it is
deed-field-quantity = quantity
deed-field-note = note
left-field = { $name }, { $field }
left-changed = { $who } changed “{ $name }” since: it stays as it is.
left-not-as-left = “{ $name }” was changed since: it stays as it is.
left-out = { $who } has “{ $name }”: it stays as it is.
left-in-use = Something is kept in “{ $name }”: it stays as it is.

## The command line: undoing and history

cli-about-undo = Undo the last thing you did on this computer, as far as nobody changed it since
cli-about-redo = Do again what was undone last
cli-about-history = Tell who did what, the newest first
cli-about-item-settle = Choose between values that people wrote at once
cli-about-item-revert = Give a field of an item a value that it had before
cli-example-undo = etabli undo
cli-example-redo = etabli redo
cli-example-history = etabli history A-12
cli-example-item-settle = etabli item settle A-12 name "Drill"
cli-example-item-revert = etabli item revert A-12 name "Drill"
cli-arg-history-item = Only what was done to this item
cli-arg-history-of = Only what this member did
cli-arg-history-part = Only this part: items, places, loans or members
cli-arg-history-since = Only since this day
cli-arg-history-as-of = Show the item as it was at the end of this day, or after this step of its history
cli-then-title = “{ $name }” as it was, { $date }
cli-then-now = { $value } (now: { $now })
cli-then-holder = With { $name }: { $count }, since { $date }
cli-then-removed = In the bin.
cli-arg-history-limit = How many at most
cli-arg-item-settle-field = Which field, as “etabli item show” names it
cli-arg-item-settle-value = The value to keep
cli-arg-item-revert-field = Which field, as “etabli history --json” names it
cli-arg-item-revert-value = The value, as “etabli history --json” tells it
cli-undone = Undone: { $what }.
cli-redone = Done again: { $what }.
cli-settled = “{ $name }”: the choice is made.
cli-history-empty = Nothing was done yet.
cli-claim = { $value } ({ $name }, { $date })
cli-loan-cancelled = taken back

## The interface: undoing, the activity, the bin, choices

undo = Undo
undo-group = Undo and redo
undo-what = Undo: { $what }
undo-none = Nothing to undo
redo-what = Redo: { $what }
redo-none = Nothing to redo
undone-done = Undone: { $what }.
redone-done = Done again: { $what }.
nav-activity = Activity
activity-title = Activity
activity-lede = Who did what, as each computer’s clock has it.
activity-filters = Which part
activity-part-items = Items
    .item = { $Terms-item }
activity-part-places = Places
    .place = { $Terms-place }
activity-part-loans = Loans
    .loan = { $Terms-loan }
activity-part-bookings = Bookings
activity-part-members = Members and rules
activity-part = Part
activity-member = Who
activity-any-part = Everything
activity-any-member = Everybody
activity-more = Show older
activity-empty-title = Nothing here
activity-empty-text = Whatever members do is told here.
activity-restore = Restore
activity-restore-what = Restore “{ $value }”
activity-restored = “{ $name }” has its former value again.
bin-title = Bin
bin-lede = Nothing in here is deleted. It stays for at least 90 days, and can be taken out.
bin-empty-title = The bin is empty
bin-empty-text = What is put away waits here, in case somebody wants it back.
bin-by = In the bin since { $date }, put there by { $name }
bin-place = place
    .place = { $term-place }
bin-out = { $count ->
    [one] { $count } is lent, by somebody who did not know that it is here.
   *[other] { $count } are lent, by somebody who did not know that they are here.
}
bin-restore = Take out
bin-restore-what = Take out “{ $name }”
bin-restored = “{ $name }” is out of the bin.
bin-removed = “{ $name }” is in the bin.
item-remove = Put into the bin
item-history = History
then-show = As it was
then-show-at = As it was, { $date }
then-title = As it was, { $date }
then-text = You are looking at the past: nothing changes but what you restore.
then-back = Back to now
then-now = Now: { $value }
then-holder = With { $name } since { $date }
then-holders = Who had it
then-removed = The item was in the bin.
choice-field = Which { $field } holds?
choice-by = { $name }, { $date }
choice-keep = Keep this
choice-keep-what = Keep “{ $value }”
choice-done = The choice is made.
inventory-filter-contested = To choose
inventory-contested = { $count ->
    [one] { $count } item was changed by several people at once: choose what holds
   *[other] { $count } items were changed by several people at once: choose what holds
}
loan-cancelled = noted by mistake and taken back
deed-condition-noted = { $who } noted how “{ $name }” is
deed-repair-opened = { $who } said that “{ $name }” is out of order
deed-repair-told = { $who } went on with the repair of “{ $name }”
deed-repair-resolved = { $who } mended “{ $name }”
deed-repair-retired = { $who } gave up mending “{ $name }”
deed-care-noted = { $who } maintained “{ $name }”
deed-stock-in = { $who } added { $count } to the stock of “{ $name }”
deed-stock-out = { $who } took { $count } from the stock of “{ $name }”
deed-stock-counted = { $who } counted “{ $name }”, corrected by { $count }
deed-stock-taken = { $who } went through { $count } things
deed-setting-set = { $who } changed what holds for the whole space
deed-loan-signed = { $who } signed the loan of “{ $name }”
deed-money-noted = { $who } noted money for “{ $name }”, which { $member } has
deed-wished-for = { $who } wishes for “{ $name }”
deed-wish-backed = { $who } said whether they wish for “{ $name }”, too
deed-wish-ended = { $who } ended the wish for “{ $name }”
undo-stock-in = what was added to the stock of “{ $name }”
undo-stock-out = what was taken from the stock of “{ $name }”
undo-stock-counted = the count of “{ $name }”
undo-condition-noted = the condition of “{ $name }”
undo-repair-opened = “{ $name }” reported out of order
undo-repair-told = the step of the repair of “{ $name }”
undo-repair-resolved = the end of the repair of “{ $name }”
undo-repair-retired = the repair of “{ $name }” given up
undo-care-noted = the maintenance of “{ $name }”
undo-stock-taken = the stock-take of { $count } things
undo-loan-signed = your signature for “{ $name }”
undo-money-noted = the money noted for “{ $name }”
undo-wished-for = the wish for “{ $name }”
undo-wish-backed = your word on the wish for “{ $name }”
undo-wish-ended = the end of the wish for “{ $name }”
