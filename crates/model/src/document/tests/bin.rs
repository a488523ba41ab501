//! Removing and taking back at once: every order comes to the same, and no removal is lost.

use proptest::prelude::*;

use super::*;

/// What somebody does to an item.
#[derive(Debug, Clone, Copy)]
enum Act {
    Remove,
    Restore,
    Rename,
}

fn act(which: Act, number: usize) -> Edit {
    match which {
        Act::Remove => set(1, ItemField::Withdrawn(true)),
        Act::Restore => set(1, ItemField::Withdrawn(false)),
        Act::Rename => set(1, ItemField::Name(name(&format!("Tour {number}")))),
    }
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let one = prop_oneof![Just(Act::Remove), Just(Act::Restore), Just(Act::Rename)];
    prop::collection::vec(one, 0..5)
}

proptest! {
    #[test]
    fn removals_edits_and_restorations_at_once_come_to_the_same_in_any_order(
        alices in acts(),
        bobs in acts(),
    ) {
        let (mut alice, mut bob) = (catalogue(), catalogue());
        let first = edit(&mut alice, ALICE, &[put(1, "Tour")]);
        apply(&mut bob, ALICE, &first);
        let write = |document: &mut Document, actor, acts: &[Act]| -> Vec<Vec<u8>> {
            let acts = acts.iter().enumerate();
            acts.flat_map(|(number, one)| edit(document, actor, &[act(*one, number)])).collect()
        };
        let by_alice = write(&mut alice, ALICE, &alices);
        let by_bob = write(&mut bob, BOB, &bobs);
        let removed = |document: &Document| document.item(local(1)).unwrap().withdrawn;
        let stands = removed(&alice) || removed(&bob);
        apply(&mut alice, BOB, &by_bob);
        apply(&mut bob, ALICE, &by_alice);
        prop_assert_eq!(alice.items(), bob.items());
        prop_assert_eq!(alice.heads(), bob.heads());
        prop_assert_eq!(removed(&alice), stands);
        prop_assert_eq!(alice.item_removals(local(1)), bob.item_removals(local(1)));
        prop_assert_eq!(alice.item_removals(local(1)).is_empty(), !stands);
        // Nobody is asked to choose between a removal and its end.
        prop_assert!(alice.conflicts(local(1)).iter().all(|one| one.field == "name"));
    }
}
