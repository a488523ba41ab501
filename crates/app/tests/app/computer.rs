//! Computers of a test: a data directory each, and what people do to come together.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use etabli_api::{command::*, id::SpaceId, view::SpaceView};
use etabli_app::{App, Config, Network};
use etabli_sync::shelf::Shelf;
use tempfile::TempDir;

/// A computer: a data directory, and beside it what is noted outside of it.
pub(crate) struct Computer {
    folder: TempDir,
}

impl Computer {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().expect("a folder can be made") }
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Returns a place beside the data directory.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) async fn open(&self) -> App {
        open(self.data(), Some(self.beside("state"))).await
    }

    /// Opens it where it reaches nobody, whoever is there.
    pub(crate) async fn open_alone(&self) -> App {
        let (data, state) = (self.data(), Some(self.beside("state")));
        App::open(Config { data, network: Network::Off, state }).await.expect("the directory opens")
    }

    /// The seed of its device's key, for a test that speaks for it.
    pub(crate) fn secret(&self) -> [u8; 32] {
        let key = std::fs::read(self.data().join("device.key")).expect("the key can be read");
        *key.first_chunk().expect("the key begins with its seed")
    }

    pub(crate) fn address(&self) -> SocketAddr {
        let port = std::fs::read_to_string(self.data().join("port")).expect("it listened");
        SocketAddr::from(([127, 0, 0, 1], port.trim().parse().expect("a port")))
    }

    pub(crate) fn shelf(&self, space: &SpaceId) -> Shelf {
        Shelf::new(self.data().join("spaces").join(space.to_string()).join("files"))
    }

    /// Copies the data directory, as a backup of the whole disk would.
    pub(crate) fn image(&self, name: &str) -> PathBuf {
        let image = self.beside(name);
        copy(&self.data(), &image);
        image
    }

    /// Puts the data directory back as it was.
    pub(crate) fn roll_back(&self, image: &Path) {
        std::fs::remove_dir_all(self.data()).expect("the directory is closed");
        copy(image, &self.data());
    }
}

pub(crate) async fn open(data: PathBuf, state: Option<PathBuf>) -> App {
    App::open(Config { data, network: Network::Loopback, state })
        .await
        .expect("the directory opens")
}

pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder can be made");
    for entry in std::fs::read_dir(from).expect("a folder can be read") {
        let entry = entry.expect("a folder can be read");
        let target = to.join(entry.file_name());
        match entry.file_type().expect("a file has a type") {
            kind if kind.is_dir() => copy(&entry.path(), &target),
            kind if kind.is_file() => {
                std::fs::copy(entry.path(), target).expect("a file can be copied");
            }
            // A socket is no part of an image.
            _ => {}
        }
    }
}

/// Makes Ana's space.
pub(crate) async fn found(here: &Computer) -> (App, SpaceView) {
    let ana = here.open().await;
    let create = CreateSpace { name: "Atelier".into(), member: "Ana".into() };
    let space = ana.run(create).await.expect("a space is created");
    (ana, space)
}

/// Lets somebody in, with a code that asks nobody.
pub(crate) async fn join(ana: &App, there: &Computer, member: &str) -> App {
    ana.listen().await.expect("the network starts");
    let invite =
        CreateInvite { space: None, uses: 5, expires: "1d".into(), role: None, approve: None };
    let ticket = ana.run(invite).await.expect("an invitation is made").ticket;
    let app = there.open().await;
    let join = JoinSpace { ticket, member: member.into(), timeout: 30 };
    app.run(join).await.expect("the guest comes in");
    app
}

pub(crate) fn item(name: &str) -> AddItem {
    AddItem {
        space: None,
        name: name.into(),
        tag: None,
        category: None,
        place: None,
        quantity: None,
        owner: None,
        note: None,
    }
}

pub(crate) fn sync() -> SyncNow {
    SyncNow { space: None, with: None, timeout: 30 }
}

pub(crate) async fn state(app: &App) -> String {
    let verified = app.run(Verify { space: None }).await.expect("it can be verified");
    assert_eq!(verified.problems, Vec::<String>::new());
    verified.state
}

/// Lends one of an item, for as long as is usual.
pub(crate) fn lend(item: &str, to: &str) -> LendItem {
    LendItem {
        space: None,
        item: item.to_owned(),
        to: to.to_owned(),
        due: None,
        quantity: None,
        since: None,
        despite_bookings: false,
        despite_limits: false,
        told: None,
    }
}

/// Takes back all that a loan gave.
pub(crate) fn give_back(loan: &str) -> ReturnItem {
    ReturnItem {
        space: None,
        loan: loan.to_owned(),
        quantity: None,
        parts: None,
        told: None,
        at: None,
    }
}

/// Books something once, by the clock of Paris.
pub(crate) fn book(resource: &str, from: &str, to: &str) -> Book {
    Book {
        space: None,
        resource: resource.to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        zone: Some("Europe/Paris".to_owned()),
        repeat: None,
        quantity: None,
        all_the_same: false,
        what_for: None,
    }
}
