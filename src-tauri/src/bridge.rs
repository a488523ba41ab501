//! The bridge between the page and the application: commands go in by name, their replies and
//! the events come out. Which commands the page may call is the capability's, checked by Tauri
//! before a command arrives here.

use etabli_api::{ApiError, ErrorCode, Event, window};
use etabli_app::App;
use serde_json::Value;
use tauri::{
    AppHandle, Builder, Emitter, Manager, Runtime, async_runtime,
    ipc::{Invoke, InvokeBody},
};
use tokio::sync::broadcast::{Receiver, error::RecvError};

use crate::desk;

/// The window event that carries an application event.
pub(crate) const EVENT: &str = "etabli";

/// The argument that carries a command's fields.
const ARGUMENT: &str = "command";

/// Answers the page's commands with `app`.
pub(crate) fn register<R: Runtime>(builder: Builder<R>, app: App) -> Builder<R> {
    builder.invoke_handler(move |invoke| {
        answer(app.clone(), invoke);
        true
    })
}

fn answer<R: Runtime>(app: App, invoke: Invoke<R>) {
    let name = invoke.message.command().to_owned();
    let arguments = arguments(invoke.message.payload());
    let shell = invoke.message.webview_ref().app_handle().clone();
    // Answered in a task of its own: the page is told of a panic, too.
    let answered = async_runtime::spawn(async move {
        match arguments {
            Ok(arguments) if window::names().any(|own| own == name) => {
                desk::answer(shell, &name, arguments).await
            }
            Ok(arguments) => app.call(&name, arguments).await,
            Err(error) => Err(error),
        }
    });
    async_runtime::spawn(async move {
        let reply = answered
            .await
            .unwrap_or_else(|error| Err(ApiError::new(ErrorCode::Internal).with("detail", error)));
        match reply {
            Ok(reply) => invoke.resolver.resolve(reply),
            Err(error) => invoke.resolver.reject(error),
        }
    });
}

fn arguments(body: &InvokeBody) -> Result<Value, ApiError> {
    match body {
        InvokeBody::Json(Value::Object(fields)) => fields.get(ARGUMENT).cloned(),
        InvokeBody::Json(_) | InvokeBody::Raw(_) => None,
    }
    .ok_or_else(|| ApiError::new(ErrorCode::BadRequest).with("detail", ARGUMENT))
}

/// Sends the application's events to the window until the application ends.
pub(crate) fn forward<R: Runtime>(shell: AppHandle<R>, mut events: Receiver<Event>) {
    async_runtime::spawn(async move {
        loop {
            let event = match events.recv().await {
                Ok(event) => event,
                // Some were missed: anything may have changed.
                Err(RecvError::Lagged(_)) => Event::everything(),
                Err(RecvError::Closed) => return,
            };
            if let Err(error) = shell.emit(EVENT, event) {
                tracing::warn!(%error, "cannot pass an event to the window");
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use etabli_api::command;
    use etabli_app::{Config, Network};
    use serde_json::json;
    use tauri::{
        WebviewWindowBuilder,
        test::{INVOKE_KEY, get_ipc_response, mock_builder, mock_context, noop_assets},
        webview::InvokeRequest,
    };

    use super::*;

    #[test]
    fn the_window_may_call_exactly_the_commands_of_the_contract() {
        let capability: Value =
            serde_json::from_str(include_str!("../capabilities/main.json")).unwrap();
        let granted: Vec<&str> = capability["permissions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| p.as_str().unwrap())
            .collect();
        let mut expected =
            vec!["core:event:allow-listen".to_owned(), "core:event:allow-unlisten".to_owned()];
        let commands = command::names().chain(window::names());
        expected.extend(commands.map(|name| format!("allow-{}", name.replace('_', "-"))));
        assert_eq!(granted, expected);
        assert_eq!(granted.iter().collect::<BTreeSet<_>>().len(), granted.len());
        assert_eq!(capability["windows"], json!(["main"]));
    }

    fn call(command: &str, body: Value) -> Result<Value, Value> {
        let data = tempfile::tempdir().unwrap();
        let config = Config { data: data.path().to_path_buf(), network: Network::Off, state: None };
        let app = async_runtime::block_on(App::open(config)).unwrap();
        let shell =
            register(mock_builder(), app.clone()).build(mock_context(noop_assets())).unwrap();
        let window = WebviewWindowBuilder::new(&shell, "main", Default::default()).build().unwrap();
        let request = InvokeRequest {
            cmd: command.to_owned(),
            callback: tauri::ipc::CallbackFn(0),
            error: tauri::ipc::CallbackFn(1),
            url: "tauri://localhost".parse().unwrap(),
            body: InvokeBody::Json(body),
            headers: Default::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        let reply = get_ipc_response(&window, request).map(|reply| reply.deserialize().unwrap());
        async_runtime::block_on(app.shutdown());
        reply
    }

    #[test]
    fn passes_a_command_in_and_its_reply_out() {
        let fields = json!({"command": {"name": "Atelier du Port", "member": "Ana"}});
        let space = call("create_space", fields).unwrap();
        assert_eq!(space["name"], "Atelier du Port");
    }

    #[test]
    fn passes_a_refusal_out_with_its_code() {
        let fields = json!({"command": {"name": " ", "member": "Ana"}});
        assert_eq!(call("create_space", fields).unwrap_err()["code"], "empty-name");
        assert_eq!(call("create_space", json!({})).unwrap_err()["code"], "bad-request");
        let unknown = call("format_disk", json!({"command": {}}));
        assert!(unknown.is_err());
    }
}
