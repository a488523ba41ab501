//! The web door: the interface and the commands over HTTP, for this computer only.
//!
//! It listens on loopback and believes no request for coming from there: the printed link works
//! once and becomes a cookie, the cookie opens the page, and only the page's token commands.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    middleware::{self, Next},
    response::{
        IntoResponse, Response,
        sse::{self, KeepAlive, Sse},
    },
    routing::{get, post},
};
use etabli_api::{ApiError, ErrorCode, Event, command};
use etabli_app::holder::{Answer, MAX_REQUEST};
use futures_util::{Stream, StreamExt, future, stream};
use serde_json::Value;
use tokio::{
    net::TcpListener,
    sync::{broadcast, watch},
    task::JoinHandle,
};

mod interface;
mod keys;
#[cfg(test)]
mod tests;

pub(crate) use keys::Key;

/// The header that carries the page's token.
const TOKEN_HEADER: &str = "x-etabli-token";
/// How long requests that run may take when the door closes.
const LAST_ANSWERS: Duration = Duration::from_secs(5);
/// An event stream that is silent for longer says that it lives.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

const CONTENT_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; \
    font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

/// Reads where the door may open: an address of this computer's loopback.
pub(crate) fn loopback(address: &str) -> Result<SocketAddr, NotLoopback> {
    let (host, port) = address.rsplit_once(':').ok_or(NotLoopback)?;
    let port = port.parse().map_err(|_| NotLoopback)?;
    let host = match host {
        "localhost" => IpAddr::V4(Ipv4Addr::LOCALHOST),
        host => host.trim_matches(['[', ']']).parse().map_err(|_| NotLoopback)?,
    };
    match host.is_loopback() {
        true => Ok(SocketAddr::new(host, port)),
        false => Err(NotLoopback),
    }
}

/// An address that other computers could reach, or none at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an address and port of this computer's loopback")]
pub(crate) struct NotLoopback;

/// An open door.
#[derive(Debug)]
pub(crate) struct Web {
    link: String,
    stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

impl Web {
    /// Opens the door at `address`; `script` is a further token that commands.
    pub(crate) async fn open(
        address: SocketAddr,
        app: impl Answer,
        script: Option<Key>,
    ) -> Result<Self, ApiError> {
        let failed = |error: std::io::Error| {
            ApiError::new(ErrorCode::NetworkFailed).with("detail", format!("{address}: {error}"))
        };
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        let bound = listener.local_addr().map_err(failed)?;
        let (stop, stopped) = watch::channel(false);
        let door = Door::new(bound, app, script, stopped.clone())
            .map_err(|error| ApiError::new(ErrorCode::Internal).with("detail", error))?;
        let link = door.link();
        let serve =
            axum::serve(listener, router(Arc::new(door))).with_graceful_shutdown(over(stopped));
        let serving = tokio::spawn(async move {
            if let Err(error) = serve.await {
                tracing::error!(%error, "the web door ended badly");
            }
        });
        Ok(Self { link, stop, serving })
    }

    /// Returns the link to open in a browser; it works once.
    pub(crate) fn link(&self) -> &str {
        &self.link
    }

    /// Closes the door, after the answers that are on their way.
    pub(crate) async fn close(mut self) {
        self.stop.send_replace(true);
        if tokio::time::timeout(LAST_ANSWERS, &mut self.serving).await.is_err() {
            self.serving.abort();
        }
    }
}

/// Waits until the door closes.
async fn over(mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow_and_update() {
        if stopped.changed().await.is_err() {
            return;
        }
    }
}

/// What decides who may do what.
struct Door<A> {
    app: A,
    host: String,
    origin: String,
    cookie: String,
    /// The token of the printed link, until it is used.
    entry: Mutex<Option<Key>>,
    session: Key,
    page: Key,
    script: Option<Key>,
    stopped: watch::Receiver<bool>,
}

impl<A: Answer> Door<A> {
    fn new(
        bound: SocketAddr,
        app: A,
        script: Option<Key>,
        stopped: watch::Receiver<bool>,
    ) -> Result<Self, getrandom::Error> {
        Ok(Self {
            app,
            host: bound.to_string(),
            origin: format!("http://{bound}"),
            cookie: format!("etabli-{}", bound.port()),
            entry: Mutex::new(Some(Key::random()?)),
            session: Key::random()?,
            page: Key::random()?,
            script,
            stopped,
        })
    }

    fn link(&self) -> String {
        let entry = self.entry.lock().unwrap_or_else(PoisonError::into_inner);
        let token = entry.as_ref().map(Key::reveal).unwrap_or_default();
        format!("{}/?token={token}", self.origin)
    }

    /// Uses up the link's token, if `token` is it.
    fn enter(&self, token: &str) -> bool {
        let mut entry = self.entry.lock().unwrap_or_else(PoisonError::into_inner);
        entry.take_if(|entry| entry.opens(token)).is_some()
    }

    /// Tells whether a request names this door, whatever its address resolved to.
    fn is_addressed(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        let target = uri.authority().is_none_or(|target| target.as_str() == self.host);
        target && only(headers, header::HOST) == Only::One(&self.host)
    }

    /// Tells whether a request comes from this door's page, or from no page.
    fn is_from_here(&self, headers: &HeaderMap) -> bool {
        match only(headers, header::ORIGIN) {
            Only::None => true,
            Only::One(origin) => origin == self.origin,
            Only::Several => false,
        }
    }

    fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let cookies = headers.get_all(header::COOKIE).iter();
        cookies
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .any(|(name, value)| name == self.cookie && self.session.opens(value))
    }

    fn has_page_token(&self, headers: &HeaderMap) -> bool {
        let token = HeaderName::from_static(TOKEN_HEADER);
        matches!(only(headers, token), Only::One(token) if self.page.opens(token))
    }

    fn is_script(&self, headers: &HeaderMap) -> bool {
        let Only::One(value) = only(headers, header::AUTHORIZATION) else { return false };
        let token = value.strip_prefix("Bearer ");
        token.zip(self.script.as_ref()).is_some_and(|(token, script)| script.opens(token))
    }
}

/// How often a header is there; one sent twice is believed by nobody.
#[derive(PartialEq, Eq)]
enum Only<'a> {
    None,
    One(&'a str),
    Several,
}

fn only(headers: &HeaderMap, name: HeaderName) -> Only<'_> {
    let mut values = headers.get_all(name).iter();
    match (values.next().map(HeaderValue::to_str), values.next()) {
        (None, _) => Only::None,
        (Some(Ok(value)), None) => Only::One(value),
        // What is not text is nothing that was expected either.
        (Some(_), _) => Only::Several,
    }
}

fn query_token(uri: &Uri) -> Option<&str> {
    // Our tokens are hexadecimal: nothing in them is ever escaped.
    uri.query()?.split('&').find_map(|pair| pair.strip_prefix("token="))
}

fn router<A: Answer>(door: Arc<Door<A>>) -> Router {
    Router::new()
        .route("/", get(page::<A>))
        .route("/index.html", get(page::<A>))
        .route("/api/events", get(events::<A>))
        .route("/api/{command}", post(command::<A>))
        .route("/{*file}", get(file::<A>))
        .fallback(|| future::ready(StatusCode::NOT_FOUND))
        .method_not_allowed_fallback(|| future::ready(StatusCode::NOT_FOUND))
        .layer(DefaultBodyLimit::max(MAX_REQUEST))
        .layer(middleware::from_fn_with_state(door.clone(), guard::<A>))
        .with_state(door)
}

/// Turns away what is not addressed to this door, and puts its headers on every answer.
async fn guard<A: Answer>(
    State(door): State<Arc<Door<A>>>,
    request: Request,
    next: Next,
) -> Response {
    let here = door.is_addressed(request.uri(), request.headers());
    let origin = request.method() == Method::GET || door.is_from_here(request.headers());
    let mut response = match here && origin {
        true => next.run(request).await,
        false => StatusCode::FORBIDDEN.into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

async fn page<A: Answer>(
    State(door): State<Arc<Door<A>>>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let to_page = [(header::LOCATION, "/".to_owned())];
    match query_token(&uri) {
        Some(token) if door.enter(token) => {
            let cookie = format!(
                "{}={}; HttpOnly; SameSite=Strict; Path=/",
                door.cookie,
                door.session.reveal()
            );
            (StatusCode::SEE_OTHER, to_page, [(header::SET_COOKIE, cookie)]).into_response()
        }
        // Whoever came in may follow the used link again: it leads to the page, no further.
        Some(_) if door.has_cookie(&headers) => (StatusCode::SEE_OTHER, to_page).into_response(),
        None if door.has_cookie(&headers) => {
            let kind = [(header::CONTENT_TYPE, interface::content_type("index.html"))];
            (kind, interface::page(door.page.reveal())).into_response()
        }
        Some(_) | None => {
            let kind = [(header::CONTENT_TYPE, interface::content_type("index.html"))];
            (StatusCode::UNAUTHORIZED, kind, interface::no_entry()).into_response()
        }
    }
}

async fn file<A: Answer>(
    State(door): State<Arc<Door<A>>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    if !door.has_cookie(&headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let Some(bytes) = interface::file(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = [
        (header::CONTENT_TYPE, interface::content_type(&name)),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (kind, bytes).into_response()
}

async fn command<A: Answer>(
    State(door): State<Arc<Door<A>>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Request,
) -> Response {
    let page = door.has_cookie(&headers) && door.has_page_token(&headers);
    if !page && !door.is_script(&headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    if !command::names().any(|known| known == name) {
        return StatusCode::NOT_FOUND.into_response();
    }
    // The body is read only now: a stranger's sixteen megabytes are not.
    let arguments = match read(body).await {
        Ok(arguments) => arguments,
        Err(response) => return response,
    };
    // Answered in a task of its own: a panic is told, and a browser that leaves stops nothing.
    let app = door.app.clone();
    let answer = tokio::spawn(async move { app.answer(&name, arguments).await });
    match answer.await {
        Ok(Ok(value)) => axum::Json(value).into_response(),
        Ok(Err(error)) => refusal(StatusCode::UNPROCESSABLE_ENTITY, &error),
        Err(error) => {
            let error = ApiError::new(ErrorCode::Internal).with("detail", error);
            refusal(StatusCode::INTERNAL_SERVER_ERROR, &error)
        }
    }
}

async fn read(request: Request) -> Result<Value, Response> {
    use axum::extract::FromRequest;

    let announced = only(request.headers(), header::CONTENT_LENGTH);
    if matches!(announced, Only::One(length) if length.parse::<usize>().is_ok_and(|l| l > MAX_REQUEST))
    {
        return Err(StatusCode::PAYLOAD_TOO_LARGE.into_response());
    }
    let body = Bytes::from_request(request, &()).await.map_err(IntoResponse::into_response)?;
    if body.is_empty() {
        return Ok(Value::Object(serde_json::Map::new()));
    }
    serde_json::from_slice(&body).map_err(|error| {
        let error = ApiError::new(ErrorCode::BadRequest).with("detail", error);
        refusal(StatusCode::BAD_REQUEST, &error)
    })
}

fn refusal(status: StatusCode, error: &ApiError) -> Response {
    (status, axum::Json(error)).into_response()
}

async fn events<A: Answer>(
    State(door): State<Arc<Door<A>>>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if !door.is_from_here(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let in_query = query_token(&uri).is_some_and(|token| door.page.opens(token));
    if !door.has_cookie(&headers) || !(in_query || door.has_page_token(&headers)) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let told = heard(door.app.events()).take_until(over(door.stopped.clone()));
    let told = told.map(|event| sse::Event::default().json_data(event));
    Sse::new(told).keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE)).into_response()
}

/// Returns what is heard; whoever could not keep up is told that everything is stale.
fn heard(events: broadcast::Receiver<Event>) -> impl Stream<Item = Event> {
    stream::unfold(events, |mut events| async move {
        match events.recv().await {
            Ok(event) => Some((event, events)),
            Err(broadcast::error::RecvError::Lagged(_)) => Some((Event::everything(), events)),
            Err(broadcast::error::RecvError::Closed) => None,
        }
    })
}
