//! What a peer puts into the catalogue.

use etabli_model::{
    id::{DocumentId, ItemId, LoanId, LocalId},
    inventory::{Edit, NewItem},
    text::Name,
};

use super::Peer;

impl Peer {
    /// Adds an item to the catalogue.
    ///
    /// # Panics
    /// When the name is none; this is for tests.
    pub fn add_item(&mut self, number: u64, name: &str) -> ItemId {
        let local = self.local(number);
        self.put_item(local, name).expect("the test adds what can be added");
        ItemId::common(local)
    }

    /// Adds an item to the catalogue, unless the disk fails.
    pub fn try_add_item(&mut self, number: u64, name: &str) -> Option<LoanId> {
        self.put_item(self.local(number), name)
    }

    fn put_item(&mut self, local: LocalId, name: &str) -> Option<LoanId> {
        let name = Name::parse(name).ok()?;
        self.try_edit(DocumentId::Catalogue, &[Edit::PutItem(NewItem::named(local, name))])
    }

    fn local(&self, number: u64) -> LocalId {
        let mut bytes = [0; 16];
        let (front, back) = bytes.split_at_mut(8);
        front.copy_from_slice(
            &self.replica.device().0.first_chunk::<8>().copied().unwrap_or_default(),
        );
        back.copy_from_slice(&number.to_be_bytes());
        LocalId(bytes)
    }
}
