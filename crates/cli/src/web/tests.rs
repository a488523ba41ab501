//! The door with real sockets on loopback, and requests written by hand.

use std::future::Future;

use etabli_api::Topic;
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::*;

/// Answers every command with its name and arguments.
#[derive(Clone)]
struct Echo(broadcast::Sender<Event>);

impl Answer for Echo {
    fn answer(
        &self,
        name: &str,
        arguments: Value,
    ) -> impl Future<Output = Result<Value, ApiError>> + Send {
        future::ready(match name {
            "verify" => Err(ErrorCode::NoSpace.into()),
            _ => Ok(json!([name, arguments])),
        })
    }

    fn events(&self) -> broadcast::Receiver<Event> {
        self.0.subscribe()
    }
}

struct Visit {
    web: Web,
    events: broadcast::Sender<Event>,
    host: String,
}

impl Visit {
    async fn open() -> Self {
        Self::with_script(None).await
    }

    async fn with_script(script: Option<Key>) -> Self {
        let events = broadcast::channel(8).0;
        let address = loopback("127.0.0.1:0").unwrap();
        let web = Web::open(address, Echo(events.clone()), script).await.unwrap();
        let host = web.link().trim_start_matches("http://").split('/').next().unwrap().to_owned();
        Self { web, events, host }
    }

    /// Sends a request; `headers` are whole lines, `Host` is among them or added.
    async fn ask(&self, start: &str, headers: &[&str], body: &str) -> String {
        let mut text = format!("{start} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|line| line.starts_with("Host:")) {
            text += &format!("Host: {}\r\n", self.host);
        }
        for line in headers {
            text += &format!("{line}\r\n");
        }
        text += &format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let mut stream = TcpStream::connect(&self.host).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn path(&self) -> String {
        self.web.link().split_once(&self.host).unwrap().1.to_owned()
    }

    /// Follows the printed link; returns the `Cookie` line and the page's token.
    async fn enter(&self) -> (String, String) {
        let answer = self.ask(&format!("GET {}", self.path()), &[], "").await;
        assert_eq!(status(&answer), 303, "{answer}");
        let line = answer.lines().find(|line| line.to_lowercase().starts_with("set-cookie"));
        let cookie = line.unwrap().split_once(": ").unwrap().1;
        assert!(cookie.contains("; HttpOnly; SameSite=Strict"), "{cookie}");
        let cookie = format!("Cookie: {}", cookie.split(';').next().unwrap());
        let page = self.ask("GET /", &[&cookie], "").await;
        assert_eq!(status(&page), 200);
        // The only run of 64 hexadecimal digits in the page.
        let mut words = page.split(|c: char| !c.is_ascii_hexdigit());
        let token = words.find(|word| word.len() == 64).unwrap();
        (cookie, format!("X-Etabli-Token: {token}"))
    }
}

fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).unwrap().parse().unwrap()
}

#[test]
fn s21_opens_on_loopback_only() {
    for fine in ["127.0.0.1:0", "127.0.0.1:8080", "[::1]:0", "localhost:80", "127.1.2.3:4"] {
        assert!(loopback(fine).is_ok(), "{fine}");
    }
    for refused in ["0.0.0.0:0", "192.168.1.2:80", "[::]:80", "example.org:80", "127.0.0.1", ""] {
        assert_eq!(loopback(refused), Err(NotLoopback), "{refused}");
    }
}

#[tokio::test]
async fn the_page_commands_and_is_answered() {
    let visit = Visit::open().await;
    let (cookie, token) = visit.enter().await;
    let answer = visit.ask("POST /api/status", &[&cookie, &token], r#"{"a":1}"#).await;
    assert_eq!(status(&answer), 200);
    assert!(answer.ends_with(r#"["status",{"a":1}]"#), "{answer}");
    let answer = visit.ask("POST /api/verify", &[&cookie, &token], "").await;
    assert_eq!(status(&answer), 422);
    assert!(answer.ends_with(r#"{"code":"no-space","args":{}}"#), "{answer}");
    let answer = visit.ask("POST /api/status", &[&cookie, &token], "{").await;
    assert_eq!(status(&answer), 400);
    visit.web.close().await;
}

#[tokio::test]
async fn another_host_is_refused() {
    let visit = Visit::open().await;
    let (cookie, token) = visit.enter().await;
    let port = visit.host.rsplit_once(':').unwrap().1.to_owned();
    for host in ["evil.example".into(), format!("localhost:{port}"), "127.0.0.1".into()] {
        let host = format!("Host: {host}");
        let answer = visit.ask("GET /", &[&host, &cookie], "").await;
        assert_eq!(status(&answer), 403, "{host}");
        let answer = visit.ask("POST /api/status", &[&host, &cookie, &token], "").await;
        assert_eq!(status(&answer), 403, "{host}");
    }
}

#[tokio::test]
async fn s21_another_origin_is_refused() {
    let visit = Visit::open().await;
    let (cookie, token) = visit.enter().await;
    let own = format!("Origin: http://{}", visit.host);
    let answer = visit.ask("POST /api/status", &[&cookie, &token, &own], "").await;
    assert_eq!(status(&answer), 200);
    for origin in ["Origin: http://evil.example", "Origin: null", "Origin: http://127.0.0.1:1"] {
        let answer = visit.ask("POST /api/status", &[&cookie, &token, origin], "").await;
        assert_eq!(status(&answer), 403, "{origin}");
        let answer = visit.ask("GET /api/events", &[&cookie, &token, origin], "").await;
        assert_eq!(status(&answer), 403, "{origin}");
    }
}

#[tokio::test]
async fn the_link_works_once() {
    let visit = Visit::open().await;
    let link = format!("GET {}", visit.path());
    let (cookie, _) = visit.enter().await;
    assert_eq!(status(&visit.ask(&link, &[], "").await), 401);
    let again = visit.ask(&link, &[&cookie], "").await;
    assert_eq!(status(&again), 303);
    assert!(!again.to_lowercase().contains("set-cookie"));
    let refused = visit.ask("GET /?token=", &[], "").await;
    assert_eq!(status(&refused), 401);
    assert!(refused.contains("text/html") && refused.contains("etabli serve"), "{refused}");
    assert!(!refused.contains("etabli-token"), "{refused}");
}

#[tokio::test]
async fn without_a_cookie_nothing_is_shown() {
    let visit = Visit::open().await;
    let (_, token) = visit.enter().await;
    for path in ["GET /", "GET /index.html", "GET /ui.js", "GET /api/events"] {
        assert_eq!(status(&visit.ask(path, &[&token], "").await), 401, "{path}");
    }
    assert_eq!(status(&visit.ask("POST /api/status", &[&token], "").await), 401);
}

#[tokio::test]
async fn the_cookie_alone_only_gets_the_page() {
    let visit = Visit::open().await;
    let (cookie, _) = visit.enter().await;
    assert_eq!(status(&visit.ask("POST /api/status", &[&cookie], "").await), 401);
    assert_eq!(status(&visit.ask("GET /api/events", &[&cookie], "").await), 401);
    let wrong = ["X-Etabli-Token: 00", &cookie];
    assert_eq!(status(&visit.ask("POST /api/status", &wrong, "").await), 401);
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let visit = Visit::open().await;
    let (cookie, token) = visit.enter().await;
    for start in
        ["POST /api/fly", "GET /api/status", "GET /none.js", "GET /../Cargo.toml", "DELETE /"]
    {
        assert_eq!(status(&visit.ask(start, &[&cookie, &token], "").await), 404, "{start}");
    }
}

#[tokio::test]
async fn a_script_commands_with_its_token_and_hears_nothing() {
    let script = Key::random().unwrap();
    let bearer = format!("Authorization: Bearer {}", script.reveal());
    let visit = Visit::with_script(Some(script)).await;
    assert_eq!(status(&visit.ask("POST /api/status", &[&bearer], "").await), 200);
    assert_eq!(status(&visit.ask("GET /api/events", &[&bearer], "").await), 401);
    assert_eq!(status(&visit.ask("GET /", &[&bearer], "").await), 401);
    let wrong = "Authorization: Bearer 00";
    assert_eq!(status(&visit.ask("POST /api/status", &[wrong], "").await), 401);
}

#[tokio::test]
async fn every_answer_carries_the_door_s_headers() {
    let visit = Visit::open().await;
    for start in ["GET /", "GET /none", "POST /api/status"] {
        let answer = visit.ask(start, &[], "").await.to_lowercase();
        for header in [
            "content-security-policy: default-src 'self'; script-src 'self' 'wasm-unsafe-eval';",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "cache-control: no-store",
        ] {
            assert!(answer.contains(header), "{start}: {header}");
        }
    }
}

#[tokio::test]
async fn a_body_over_the_bound_is_refused() {
    let visit = Visit::open().await;
    let (cookie, token) = visit.enter().await;
    let start = format!(
        "POST /api/status HTTP/1.1\r\nHost: {}\r\n{cookie}\r\n{token}\r\nContent-Length: {}\r\n\r\n",
        visit.host,
        MAX_REQUEST + 1
    );
    let mut stream = TcpStream::connect(&visit.host).await.unwrap();
    stream.write_all(start.as_bytes()).await.unwrap();
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 413");
}

#[tokio::test]
async fn the_page_hears_events_until_the_door_closes() {
    let visit = Visit::open().await;
    let (cookie, token) = visit.enter().await;
    let token = token.split_once(": ").unwrap().1;
    let request = format!(
        "GET /api/events?token={token} HTTP/1.1\r\nHost: {}\r\n{cookie}\r\n\r\n",
        visit.host
    );
    let mut stream = TcpStream::connect(&visit.host).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut heard = String::new();
    let mut part = [0; 1024];
    // The head of the answer comes first: from then on the page hears.
    while !heard.contains("\r\n\r\n") {
        let length = stream.read(&mut part).await.unwrap();
        assert_ne!(length, 0, "{heard}");
        heard += &String::from_utf8_lossy(&part[..length]);
    }
    assert!(heard.contains("text/event-stream"), "{heard}");
    visit.events.send(Event::Stale { space: None, topics: vec![Topic::Loans] }).unwrap();
    while !heard.contains(r#"data: {"event":"stale","space":null,"topics":["loans"]}"#) {
        let length = stream.read(&mut part).await.unwrap();
        assert_ne!(length, 0, "{heard}");
        heard += &String::from_utf8_lossy(&part[..length]);
    }
    visit.web.close().await;
    while stream.read(&mut part).await.unwrap() != 0 {}
}
