//! A board of a thousand cards: how long until it is painted, until a card is where it went, and
//! until somebody else who looks at the board sees it there.

use serde_json::{Value, json};

use crate::{
    Figure, ROUNDS, first_list,
    harness::{browser::Browser, replica::Replica},
    painted,
};

const NAME: &str = "Repair café";
const CARDS: usize = 1_000;

const OPENED: (&str, &str, f64) = ("a board of 1,000 cards, painted", "ms", 150.0);
const MOVED: (&str, &str, f64) = ("a card moved, painted", "ms", 50.0);
const FOLLOWED: (&str, &str, f64) = ("a card moved, on a peer's screen", "ms", 200.0);

/// Moves a card one column on, by the keyboard, from the left to the right and back.
const MOVE: &str = "const button = document.querySelector(`[data-card='${card}']`);
    const column = () => document.querySelector(`[data-card='${card}']`)
        ?.closest('[data-column]').dataset.column;
    const from = column();
    const press = () => {
        button.focus();
        const key = from === '0' ? 'ArrowRight' : 'ArrowLeft';
        button.dispatchEvent(new KeyboardEvent('keydown', { key, altKey: true, bubbles: true }));
    };";

/// Such a board.
pub(crate) struct Board {
    address: String,
    /// Cards of the first column.
    cards: Vec<String>,
}

impl Board {
    /// Brings one in, as another product wrote it.
    pub(crate) async fn on(replica: &Replica) -> Self {
        replica.run(&["project", "add", NAME]).await;
        let file = replica.file("board.json", &trello().to_string());
        replica.run(&["project", "import", NAME, &file, "--write"]).await;
        let project = replica.run(&["project", "show", NAME]).await;
        let board = replica.run(&["project", "board", NAME]).await;
        let cells = board["lanes"][0]["cells"].as_array().unwrap();
        assert_eq!(cells.iter().map(|it| it.as_array().unwrap().len()).sum::<usize>(), CARDS);
        let id = |card: &Value| card["id"].as_str().unwrap().to_owned();
        let first = cells.iter().find(|it| !it.as_array().unwrap().is_empty()).unwrap();
        Self {
            address: format!("#/project/{}/board", project["row"]["id"].as_str().unwrap()),
            cards: first.as_array().unwrap().iter().take(ROUNDS).map(id).collect(),
        }
    }

    /// Measures in an open page.
    pub(crate) async fn seen(&self, engine: &'static str, page: &Browser) -> [Figure; 2] {
        let (mut opened, mut moved) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            page.visit("#/projects").await;
            page.find("project-row").await;
            page.settle().await;
            let act = format!("location.hash = '{}'", self.address);
            opened.push(painted(page, &act, &format!("{} === {CARDS}", shown())).await);
            page.settle().await;
        }
        for card in &self.cards {
            let act = format!("const card = '{card}'; {MOVE} press()");
            moved.push(painted(page, &act, "column() !== from").await);
            page.settle().await;
        }
        [Figure::of(engine, OPENED, opened), Figure::of(engine, MOVED, moved)]
    }

    /// Measures how long a card that is moved in an open page takes to somebody else's.
    pub(crate) async fn followed(
        &self,
        engine: &'static str,
        page: &Browser,
        replica: &Replica,
    ) -> Figure {
        let peer = Replica::new();
        let invite = replica.run(&["invite"]).await;
        let ticket = invite["ticket"].as_str().unwrap();
        peer.run(&["join", ticket, "--member", "Bo", "--timeout", "60s"]).await;
        let served = peer.serve(&[]).await;
        let other = Browser::chromium(served.web.as_deref().unwrap()).await;
        first_list(&other).await;
        for looks in [page, &other] {
            looks.visit(&self.address).await;
            looks.find("card").await;
            looks.whole().await;
        }
        let mut followed = Vec::new();
        for card in &self.cards {
            // Both pages read the same clock, and the driver's own way is in neither time.
            let watch = format!(
                "const card = '{card}'; {MOVE}
                window.seen = new Promise((done) => {{
                    const look = () => requestAnimationFrame(() => {{
                        if (column() === from) return look();
                        const channel = new MessageChannel();
                        const now = () => performance.timeOrigin + performance.now();
                        channel.port1.onmessage = () => done(now());
                        channel.port2.postMessage(0);
                    }});
                    look();
                }});"
            );
            other.execute(&watch).await;
            let act = format!(
                "const card = '{card}'; {MOVE}
                const now = performance.timeOrigin + performance.now();
                press();
                return now;"
            );
            let start = page.execute(&act).await.as_f64().unwrap();
            let wait = "const done = arguments[arguments.length - 1]; window.seen.then(done);";
            let end = other.execute_async(wait, Vec::new()).await.as_f64().unwrap();
            followed.push(end - start);
            page.settle().await;
            other.settle().await;
        }
        other.close().await;
        served.end().await;
        Figure::of(engine, FOLLOWED, followed)
    }
}

fn shown() -> &'static str {
    "document.querySelectorAll('[data-testid=card]').length"
}

/// Returns a board of four columns as Trello writes it.
fn trello() -> Value {
    let list = |at: usize| json!({ "id": format!("l{at}"), "name": format!("Column {at}"), "pos": at, "closed": false });
    let card = |at: usize| {
        json!({
            "id": format!("c{at}"),
            "name": format!("Card {at:04} of what there is to mend"),
            "desc": "The cable is *loose*.",
            "idList": format!("l{}", at % 4),
            "pos": at,
            "closed": false,
            "due": format!("2027-{:02}-15T12:00:00.000Z", at % 12 + 1),
            "labels": [{ "id": "a", "name": "Electrics", "color": "green" }],
            "idMembers": [],
            "idChecklists": [],
        })
    };
    json!({
        "name": NAME,
        "lists": (0..4).map(list).collect::<Vec<Value>>(),
        "cards": (0..CARDS).map(card).collect::<Vec<Value>>(),
        "labels": [],
        "members": [],
        "checklists": [],
        "actions": [],
    })
}
