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
