//! A window or a page under WebDriver: WebKitGTK for the desktop's window, Chromium for the page
//! that `etabli serve` shows.

use std::{net::TcpListener, path::Path, process::Stdio, time::Duration};

use fantoccini::{
    Client, ClientBuilder, Locator,
    actions::{InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction},
    elements::Element,
    error::CmdError,
    key::Key,
    wd::WebDriverCompatibleCommand,
};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use tokio::{
    net::TcpStream,
    process::Command,
    time::{interval, timeout},
};
use url::{ParseError, Url};

use super::{
    process::{LIMIT, Process},
    program::{etabli_desktop, root, shots},
    replica::{Served, surround},
};

/// How often the driver of Chromium is started before that is a fault.
const STARTS: usize = 5;
/// How long an element may take to appear.
const PATIENCE: Duration = Duration::from_secs(20);

/// Resolves when no command is under way and what it changed was drawn.
const SETTLED: &str = "
    const done = arguments[arguments.length - 1];
    const look = () => document.documentElement.hasAttribute('data-busy')
        ? requestAnimationFrame(look)
        : requestAnimationFrame(() => requestAnimationFrame(done));
    look();";

/// A window that a test drives.
#[derive(Debug)]
pub(crate) struct Browser {
    client: Client,
    // In the order in which they end.
    _driver: Process,
    _display: Option<Process>,
    _home: TempDir,
}

/// Starts the driver of Chromium and returns its port. It takes one that is free for IPv6 and wants
/// the same for IPv4, where another test may have it: then it ends, and is started again.
async fn chromedriver(home: &Path) -> (Process, u16) {
    for _ in 0..STARTS {
        let mut command = Command::new("chromedriver");
        command.arg("--port=0").stderr(Stdio::null());
        surround(&mut command, home);
        let mut driver = Process::start(&mut command);
        while let Some(line) = driver.next_line().await {
            if let Some((_, port)) = line.split_once("started successfully on port ") {
                return (driver, port.trim_end_matches('.').parse().unwrap());
            }
        }
    }
    panic!("chromedriver does not start in {STARTS} times")
}

impl Browser {
    /// Opens `url` in Chromium.
    pub(crate) async fn chromium(url: &str) -> Self {
        Self::chromium_as(url, Map::new()).await
    }

    /// Opens `url` in Chromium as on a telephone of the narrowest kind: a window of a desktop is
    /// never that narrow.
    pub(crate) async fn telephone(url: &str) -> Self {
        let size = json!({"width": 320, "height": 640, "pixelRatio": 1.0, "touch": true});
        let options = [("mobileEmulation".to_owned(), json!({"deviceMetrics": size}))];
        Self::chromium_as(url, options.into_iter().collect()).await
    }

    async fn chromium_as(url: &str, mut options: Map<String, Value>) -> Self {
        let home = tempfile::tempdir().unwrap();
        let (driver, port) = chromedriver(home.path()).await;
        let profile = format!("--user-data-dir={}", home.path().join("profile").display());
        let mut arguments = vec![profile.as_str()];
        arguments.extend([
            "--headless",
            "--window-size=1280,800",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ]);
        options.insert("args".to_owned(), json!(arguments));
        let options = json!({
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL"},
        });
        let client = connect(port, &options).await;
        let browser = Self { client, _driver: driver, _display: None, _home: home };
        browser.open(url).await;
        browser
    }

    /// Opens an address, as from outside.
    pub(crate) async fn open(&self, url: &str) {
        self.client.goto(url).await.unwrap();
    }

    /// Opens the desktop's window on a data directory.
    pub(crate) async fn desktop(data: &Path) -> Self {
        Self::desktop_with(data, &[]).await
    }

    /// Opens the desktop's window on a data directory, with more in its surroundings.
    pub(crate) async fn desktop_with(data: &Path, surroundings: &[(&str, &Path)]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "1366x900x24", "-nolisten", "tcp"]);
        let mut display = Process::start(command.stderr(Stdio::null()));
        let number = display.line().await;

        let port = free_port();
        let mut command = Command::new("WebKitWebDriver");
        command.arg(format!("--port={port}")).arg("--host=127.0.0.1");
        surround(&mut command, home.path());
        command
            .env("DISPLAY", format!(":{}", number.trim()))
            .env("GDK_BACKEND", "x11")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("NO_AT_BRIDGE", "1")
            .env_remove("WAYLAND_DISPLAY")
            .envs(surroundings.iter().copied());
        let driver = Process::start(&mut command);
        let program = etabli_desktop();
        let options = json!({"binary": program, "args": ["--data", data]});
        let client = connect(port, &json!({"webkitgtk:browserOptions": options})).await;
        Self { client, _driver: driver, _display: Some(display), _home: home }
    }

    /// Ends the session, and with it the window.
    pub(crate) async fn close(self) {
        self.client.close().await.unwrap();
    }

    /// Waits until nothing is under way.
    pub(crate) async fn settle(&self) {
        let settled = timeout(LIMIT, self.client.execute_async(SETTLED, Vec::new())).await;
        settled.expect("the page stays busy").unwrap();
    }

    /// Waits for the element that a test knows as `name`.
    pub(crate) async fn find(&self, name: &str) -> Element {
        self.find_by(&selector(name)).await
    }

    async fn find_by(&self, selector: &str) -> Element {
        let found = timeout(PATIENCE, async {
            loop {
                let wait = self.client.wait().at_most(PATIENCE);
                match wait.for_element(Locator::Css(selector)).await {
                    // WebKitWebDriver looks, then names what it found: what was drawn anew between
                    // the two is looked for again.
                    Err(error) if error.to_string().contains("Stale element") => {}
                    found => return found,
                }
            }
        });
        match found.await.unwrap_or(Err(CmdError::WaitTimeout)) {
            Ok(element) => element,
            Err(error) => panic!("no {selector}: {error}\n{}", self.text().await),
        }
    }

    /// Returns how many elements a test knows as `name`, once nothing is under way.
    pub(crate) async fn count(&self, name: &str) -> usize {
        self.settle().await;
        self.client.find_all(Locator::Css(&selector(name))).await.unwrap().len()
    }

    /// Clicks on an element and waits until nothing is under way.
    pub(crate) async fn click(&self, name: &str) {
        self.click_on(&selector(name)).await;
    }

    /// Clicks on an element inside another one.
    pub(crate) async fn click_in(&self, around: &str, name: &str) {
        self.click_on(&format!("{} {}", selector(around), selector(name))).await;
    }

    /// Opens the item with this tag from the list, which it goes to first.
    pub(crate) async fn open_row(&self, tag: &str) {
        self.ready().await;
        let elsewhere = "return !/^#\\/(inventory|item)/.test(location.hash)";
        if self.execute(elsewhere).await == true {
            self.visit("#/inventory").await;
        }
        self.click_on(&format!("{}[data-tag=\"{tag}\"]", selector("item-row"))).await;
    }

    /// Opens the member with this name from the list.
    pub(crate) async fn open_member(&self, name: &str) {
        self.click_on(&format!("{}[data-member=\"{name}\"]", selector("member-row"))).await;
    }

    /// Presses Esc, wherever the focus is.
    pub(crate) async fn escape(&self) {
        self.key(Key::Escape).await;
    }

    /// Presses a key wherever the focus is, holding Ctrl and perhaps Shift.
    pub(crate) async fn press(&self, key: &str, ctrl: bool, shift: bool) {
        let script = format!(
            "(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown',
                {{ key: '{key}', ctrlKey: {ctrl}, shiftKey: {shift}, bubbles: true }}))"
        );
        self.execute(&script).await;
        self.settle().await;
    }

    async fn click_on(&self, selector: &str) {
        let element = self.find_by(selector).await;
        if let Err(error) = element.click().await {
            panic!("cannot click on {selector}: {error}\n{}", self.text().await);
        }
        self.settle().await;
    }

    /// Chooses the option at this position, from 0.
    pub(crate) async fn choose(&self, name: &str, position: usize) {
        self.find(name).await.select_by_index(position).await.unwrap();
        self.settle().await;
    }

    /// Chooses the option with this value of the column with this header.
    pub(crate) async fn choose_for(&self, name: &str, column: &str, value: &str) {
        let selector = format!("{}[data-column=\"{column}\"]", selector(name));
        self.find_by(&selector).await.select_by_value(value).await.unwrap();
        self.settle().await;
    }

    /// Chooses a file, which a page takes in a moment later.
    pub(crate) async fn upload(&self, name: &str, path: &str) {
        let field = self.client.find(Locator::Css(&selector(name))).await.unwrap();
        field.send_keys(path).await.unwrap();
        self.settle().await;
    }

    /// Goes back to where the page was before.
    pub(crate) async fn back(&self) {
        self.client.back().await.unwrap();
        self.settle().await;
    }

    /// Types into a field, in place of what is there.
    pub(crate) async fn fill(&self, name: &str, text: &str) {
        let field = self.find(name).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
        self.settle().await;
    }

    /// Runs a script and returns what it returns.
    pub(crate) async fn execute(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Runs a script that ends by calling its last argument, and returns what it calls it with.
    pub(crate) async fn execute_async(&self, script: &str, arguments: Vec<Value>) -> Value {
        let answer = timeout(LIMIT, self.client.execute_async(script, arguments)).await;
        answer.expect("the script does not end").unwrap()
    }

    /// Returns the words on the page.
    pub(crate) async fn text(&self) -> String {
        let words = self.client.execute("return document.body.innerText", Vec::new()).await;
        words.ok().and_then(|words| words.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Waits until the page shows `words`.
    pub(crate) async fn shows(&self, words: &str) {
        let looked = timeout(PATIENCE, async {
            while !self.text().await.contains(words) {
                self.settle().await;
            }
        });
        if looked.await.is_err() {
            panic!("the page does not show {words:?} but\n{}", self.text().await);
        }
    }

    /// Shows the page in a theme, this wide and high.
    pub(crate) async fn look(&self, theme: &str, width: u32, height: u32) {
        self.execute(&format!("document.documentElement.dataset.theme = '{theme}'")).await;
        self.resize(width, height).await;
    }

    /// Makes the page this wide and high.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        // No window of Chromium is narrower than 500 pixels, but its page can be.
        let parameters =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        match self._display {
            None => drop(self.devtools("Emulation.setDeviceMetricsOverride", parameters).await),
            Some(_) => self.client.set_window_size(width, height).await.unwrap(),
        }
        self.settle().await;
    }

    /// Makes the page believe that its reader prefers this of the system, such as less motion.
    pub(crate) async fn prefer(&self, feature: &str, value: &str) {
        let features = json!({"features": [{"name": feature, "value": value}]});
        self.devtools("Emulation.setEmulatedMedia", features).await;
        self.settle().await;
    }

    /// Waits until the page has fetched every chapter of its code, in Chromium: from then on it can
    /// do without the program.
    pub(crate) async fn whole(&self) {
        let dist = root().join("ui").join("dist");
        let names = std::fs::read_dir(dist).unwrap().map(|entry| entry.unwrap().file_name());
        let count = names.filter(|name| name.to_string_lossy().starts_with("chapter-")).count();
        assert!(count > 0, "the interface is in one piece");
        let script = "const [count, done] = arguments;
            const files = () => performance.getEntriesByType('resource')
                .filter(entry => entry.name.includes('/chapter-') && entry.responseEnd > 0);
            const look = () => files().length < count ? setTimeout(look, 50) : done();
            look();";
        self.execute_async(script, vec![json!(count)]).await;
        self.settle().await;
    }

    /// Opens another screen of the page.
    pub(crate) async fn visit(&self, address: &str) {
        self.execute(&format!("location.hash = '{address}'")).await;
        self.settle().await;
    }

    /// Opens an address in a tab beside this one, and comes back to this one.
    pub(crate) async fn visit_beside(&self, url: &str) {
        let here = self.client.window().await.unwrap();
        let beside = self.client.new_window(true).await.unwrap();
        self.client.switch_to_window(beside.handle).await.unwrap();
        self.client.goto(url).await.unwrap();
        self.ready().await;
        self.client.close_window().await.unwrap();
        self.client.switch_to_window(here).await.unwrap();
        // A page without a screen is never told that somebody came back to it.
        self.execute("window.dispatchEvent(new Event('focus'))").await;
    }

    /// Cuts the page off from everything, or connects it again, in Chromium.
    pub(crate) async fn connect(&self, connected: bool) {
        let conditions = json!({"offline": !connected, "latency": 0,
            "downloadThroughput": -1, "uploadThroughput": -1});
        self.devtools("Network.enable", json!({})).await;
        self.devtools("Network.emulateNetworkConditions", conditions).await;
    }

    /// Keeps the page from fetching what these patterns name, and nothing else, in Chromium.
    pub(crate) async fn block(&self, addresses: &[&str]) {
        self.devtools("Network.enable", json!({})).await;
        self.devtools("Network.setBlockedURLs", json!({ "urls": addresses })).await;
    }

    /// Opens Chromium at what is served, in English.
    pub(crate) async fn in_english_of(served: &Served) -> Self {
        let page = Self::chromium(&served.web.clone().unwrap()).await;
        page.in_english().await;
        page
    }

    /// Lets the page speak English, whatever the system speaks.
    pub(crate) async fn in_english(&self) {
        self.ready().await;
        self.execute("localStorage.setItem('etabli.language', 'en')").await;
        self.reload().await;
    }

    /// Returns what has the focus, as a test knows it, or by its id.
    pub(crate) async fn focused(&self) -> String {
        let name = "return document.activeElement.dataset.testid || document.activeElement.id";
        self.execute(name).await.as_str().unwrap_or_default().to_owned()
    }

    /// Loads the page anew, and waits until it shows something.
    pub(crate) async fn reload(&self) {
        self.client.refresh().await.unwrap();
        self.ready().await;
    }

    /// Waits until the page shows something: before that, it has not read what is preferred.
    pub(crate) async fn ready(&self) {
        self.find_by("#app > *").await;
        self.settle().await;
    }

    /// Presses a key, wherever the focus is.
    pub(crate) async fn key(&self, key: impl Into<char>) {
        let value = key.into();
        let press = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
        self.client.perform_actions(press).await.unwrap();
        self.settle().await;
    }

    /// Presses the mouse on one thing, and lets go over another.
    pub(crate) async fn drag(&self, from: &str, to: &str) {
        let mut places = Vec::new();
        for name in [from, to] {
            let script = format!(
                "const box = document.querySelector('{}').getBoundingClientRect(); \
                 return [box.x + box.width / 2, box.y + box.height / 2];",
                selector(name)
            );
            let place = self.execute(&script).await;
            places.push((place[0].as_f64().unwrap(), place[1].as_f64().unwrap()));
        }
        let go = |(x, y): (f64, f64)| {
            let duration = Some(Duration::from_millis(200));
            PointerAction::MoveTo { duration, x: x.floor(), y: y.floor() }
        };
        let button = MOUSE_BUTTON_LEFT;
        let drag = MouseActions::new("mouse".to_owned())
            .then(go(places[0]))
            .then(PointerAction::Down { button })
            .then(go(places[1]))
            .then(PointerAction::Up { button });
        self.client.perform_actions(drag).await.unwrap();
        self.settle().await;
    }

    /// Returns what the browser complained of since the last time, in Chromium.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let log = Extra { path: "se/log", body: json!({"type": "browser"}) };
        let lines = self.client.issue_cmd(log).await.unwrap();
        let lines = lines.as_array().cloned().unwrap_or_default();
        let bad =
            lines.iter().filter(|line| line["level"] == "SEVERE" || line["level"] == "WARNING");
        bad.map(|line| line["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Returns what the page tells of itself to a screen reader, in Chromium.
    pub(crate) async fn accessibility(&self) -> Value {
        self.devtools("Accessibility.getFullAXTree", json!({})).await
    }

    async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({"cmd": command, "params": parameters});
        self.client.issue_cmd(Extra { path: "goog/cdp/execute", body }).await.unwrap()
    }

    /// Whether nothing of the page lies beyond its side.
    pub(crate) async fn fits(&self) -> bool {
        let script = "const page = document.documentElement;
            return page.scrollWidth <= page.clientWidth;";
        self.execute(script).await == true
    }

    /// Keeps a picture of the page beside what cargo built.
    pub(crate) async fn picture(&self, name: &str) {
        self.keep(&shots().join(format!("{name}.png"))).await;
    }

    /// Keeps a picture of the page in a file.
    pub(crate) async fn keep(&self, path: &Path) {
        self.settle().await;
        let picture = self.client.screenshot().await.unwrap();
        assert!(picture.len() > 2_000, "{} is an empty picture", path.display());
        std::fs::write(path, picture).unwrap();
    }
}

/// A command that only Chromium's driver knows.
#[derive(Debug)]
struct Extra {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extra {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

fn selector(name: &str) -> String {
    format!("[data-testid=\"{name}\"]")
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

async fn connect(port: u16, capabilities: &Value) -> Client {
    let listening = async {
        let mut again = interval(Duration::from_millis(20));
        while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            again.tick().await;
        }
    };
    timeout(LIMIT, listening).await.expect("the driver does not listen");
    let capabilities: Map<String, Value> = capabilities.as_object().unwrap().clone();
    let url = format!("http://127.0.0.1:{port}");
    let mut builder = ClientBuilder::new(HttpConnector::new());
    let connecting = builder.capabilities(capabilities).connect(&url);
    timeout(LIMIT, connecting).await.expect("the driver does not answer").unwrap()
}
