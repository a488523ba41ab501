//! To whom an owner lends what is theirs, and who may hand it over.
//!
//! Terms are asked when something is written, and by no fold: what was handed over against them is a
//! fact all the same.

use std::collections::BTreeSet;

use super::Refusal;
use crate::{
    attribute::{Attribute, LentOn, referents},
    id::MemberId,
    inventory::Item,
};

/// What an owner says of lending an item, people by their first names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// Whose it is; nobody's, if it is the space's.
    pub owner: Option<MemberId>,
    /// Who may borrow it; every member, if nobody is named.
    pub borrowers: BTreeSet<MemberId>,
    /// Whether nobody but its owner lends it.
    pub owner_alone: bool,
}

impl Terms {
    /// Reads the terms of an item, by what gives the first name of a member.
    pub fn of(item: &Item, first: impl Fn(&MemberId) -> MemberId) -> Self {
        let owner = item.id.owner().map(|owner| first(&owner));
        let borrowers = referents(item.attribute(Attribute::Borrowers));
        let said = LentOn::parse(item.attribute(Attribute::LentOn));
        Self {
            owner,
            borrowers: borrowers.map(|one| first(&one)).collect(),
            owner_alone: owner.is_some() && said == Some(LentOn::No),
        }
    }

    /// Decides whether a member may have it.
    pub fn lend_to(&self, to: MemberId) -> Result<(), Refusal> {
        let may =
            self.borrowers.is_empty() || self.owner == Some(to) || self.borrowers.contains(&to);
        if may { Ok(()) } else { Err(Refusal::NotForThem) }
    }

    /// Decides whether a member may hand it over, or promise it, as far as its owner is concerned.
    pub fn lent_by(&self, by: MemberId) -> Result<(), Refusal> {
        match self.owner.filter(|owner| self.owner_alone && *owner != by) {
            Some(owner) => Err(Refusal::OwnerAlone(owner)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::id::{DocumentId, EntryId, ItemId, LocalId};

    const ANA: MemberId = MemberId(EntryId([1; 32]));
    const BO: MemberId = MemberId(EntryId([2; 32]));
    const CY: MemberId = MemberId(EntryId([3; 32]));

    fn saw(owner: Option<MemberId>, said: &[(Attribute, String)]) -> Item {
        let document = owner.map_or(DocumentId::Catalogue, DocumentId::Member);
        Item {
            id: ItemId { document, local: LocalId([9; 16]) },
            name: "Saw".to_owned(),
            tag: String::new(),
            category: String::new(),
            place: None,
            quantity: 1,
            note: String::new(),
            fields: BTreeMap::new(),
            import_key: String::new(),
            withdrawn: false,
            contested: false,
            files: Vec::new(),
            details: BTreeMap::new(),
            attributes: said.iter().cloned().collect(),
        }
    }

    #[test]
    fn an_item_is_lent_to_everybody_until_its_owner_names_some() {
        let free = Terms::of(&saw(Some(ANA), &[]), |one| *one);
        assert_eq!((free.lend_to(BO), free.lent_by(BO)), (Ok(()), Ok(())));
        let named = format!("{BO}\nnobody");
        let named = Terms::of(&saw(Some(ANA), &[(Attribute::Borrowers, named)]), |one| *one);
        assert_eq!(named.lend_to(BO), Ok(()));
        assert_eq!(named.lend_to(CY), Err(Refusal::NotForThem));
        assert_eq!(named.lend_to(ANA), Ok(()), "it is theirs");
        // Whoever was admitted twice is one person.
        let first = |one: &MemberId| if *one == CY { BO } else { *one };
        let twice = Terms::of(&saw(None, &[(Attribute::Borrowers, CY.to_string())]), first);
        assert_eq!((twice.lend_to(BO), twice.lend_to(ANA)), (Ok(()), Err(Refusal::NotForThem)));
    }

    #[test]
    fn what_is_not_to_be_lent_further_is_lent_by_its_owner_alone() {
        let said = [(Attribute::LentOn, "no".to_owned())];
        let own = Terms::of(&saw(Some(ANA), &said), |one| *one);
        assert_eq!((own.lent_by(ANA), own.lent_by(BO)), (Ok(()), Err(Refusal::OwnerAlone(ANA))));
        // What is the space's has no owner who could be alone; what makes no sense says nothing.
        assert_eq!(Terms::of(&saw(None, &said), |one| *one).lent_by(BO), Ok(()));
        let odd = [(Attribute::LentOn, "maybe".to_owned())];
        assert_eq!(Terms::of(&saw(Some(ANA), &odd), |one| *one).lent_by(BO), Ok(()));
    }
}
