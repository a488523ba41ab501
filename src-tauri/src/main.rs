//! The desktop window: opens the data directory, shows the interface, passes commands in and
//! events out. It knows no rule of the domain.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arguments;
mod bridge;
mod choices;
mod desk;
mod menu;
mod notice;
mod outside;
mod presence;
mod reminder;
mod tray;
mod webkit;
mod words;

use std::{process::ExitCode, sync::Mutex, time::Duration};

use etabli_api::{ApiError, ErrorCode};
use etabli_app::{
    App, Config,
    holder::{Access, Holder, Serving},
};
use tauri::{
    Manager, RunEvent, WebviewUrl, WebviewWindowBuilder, WindowEvent, async_runtime,
    webview::NewWindowResponse,
};
use tauri_plugin_window_state::StateFlags;

use crate::{
    arguments::{Arguments, Request},
    choices::Chosen,
    notice::Notice,
    presence::Presence,
    words::Shell,
};

/// How long to wait for a process that is just ending; one that goes on answers at once.
const PATIENCE: Duration = Duration::from_secs(30);

/// What stays open while the window is: the directory's lock and socket, and the application.
struct Open {
    app: App,
    presence: Presence,
    serving: Serving,
    _holder: Holder,
}

fn main() -> ExitCode {
    let arguments = match Arguments::read(std::env::args_os().skip(1)) {
        Ok(Request::Open(arguments)) => arguments,
        Ok(Request::Print(words)) => {
            println!("{words}");
            return ExitCode::SUCCESS;
        }
        Err(words) => {
            eprintln!("{words}");
            return ExitCode::from(2);
        }
    };
    if !webkit::has_display() {
        eprintln!("{}", words::text("shell-no-display"));
        return ExitCode::FAILURE;
    }
    webkit::restart_if_needed();
    let state = etabli_app::state::directory();
    etabli_app::log::begin(state.as_deref(), "warn");

    let shown = match async_runtime::block_on(open(&arguments)) {
        Ok(Some(open)) => show(open, &arguments),
        // The window that was open already has come to the front.
        Ok(None) => return ExitCode::SUCCESS,
        Err(error) => {
            let notice = Notice::new(&error);
            eprintln!("{}", notice.words());
            if let Err(error) = notice.show() {
                tracing::error!(%error, "cannot show the notice");
            }
            return ExitCode::FAILURE;
        }
    };
    match shown {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Takes the data directory and opens the application on it; nothing, where a window on it is open
/// already and has come to the front.
async fn open(arguments: &Arguments) -> Result<Option<Open>, ApiError> {
    let say = |holder: &str| tracing::warn!(holder, "another program holds the data directory");
    let holder = match Holder::acquire(&arguments.data, PATIENCE, say).await? {
        Access::Held(holder) => holder,
        Access::Elsewhere(remote) => {
            let showing = presence::showing(arguments.link.as_deref());
            return match remote.call(presence::SHOW, showing).await {
                Ok(_) => Ok(None),
                // It has no window: it only serves.
                Err(_) => {
                    Err(ApiError::new(ErrorCode::DirectoryLocked).with("holder", remote.holder()))
                }
            };
        }
    };
    let config = Config {
        data: holder.data().to_path_buf(),
        network: arguments.network,
        state: etabli_app::state::directory(),
    };
    let app = App::open(config).await?;
    let presence = Presence::new(app.clone());
    let serving = holder.serve(presence.clone()).await?;
    Ok(Some(Open { app, presence, serving, _holder: holder }))
}

/// Shows the window until it is closed, then ends what is open.
fn show(open: Open, arguments: &Arguments) -> tauri::Result<()> {
    let (app, presence) = (open.app.clone(), open.presence.clone());
    let state = etabli_app::state::directory();
    let hidden = arguments.hidden;
    let address = arguments.link.as_deref().and_then(presence::address);
    let places = tauri_plugin_window_state::Builder::default()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build();
    let shell = bridge::register(tauri::Builder::default(), app.clone())
        .plugin(places)
        .plugin(tauri_plugin_dialog::init())
        .manage(Chosen::read(state.as_deref()))
        .on_window_event(|window, event| {
            // Closed is out of sight: the exchange with others goes on.
            if let WindowEvent::CloseRequested { api, .. } = event
                && window.label() == presence::WINDOW
                && window.state::<Chosen>().now().background
            {
                api.prevent_close();
                if let Err(error) = window.hide() {
                    tracing::warn!(%error, "the window does not hide");
                }
            }
        })
        .setup(move |shell| {
            let handle = shell.handle().clone();
            bridge::forward(handle.clone(), app.subscribe());
            for window in shell.config().app.windows.clone() {
                let mut window = window;
                window.visible = !hidden;
                if let Some(address) = &address {
                    window.url = WebviewUrl::App(format!("index.html#{address}").into());
                }
                WebviewWindowBuilder::from_config(&handle, &window)?
                    .on_navigation(outside::is_ours)
                    .on_new_window(|url, _| {
                        outside::open(&url);
                        NewWindowResponse::Deny
                    })
                    .build()?;
            }
            let language = handle.state::<Chosen>().language();
            if tray::is_possible()
                && let Err(error) = tray::build(&handle, Shell::speaking(language.as_deref()))
            {
                tracing::warn!(%error, "no icon is shown while the window is closed");
            }
            menu::begin(&handle, Shell::speaking(language.as_deref()));
            presence.appear(handle.clone());
            reminder::begin(handle, app.clone(), state);
            async_runtime::spawn(listen(app));
            Ok(())
        })
        .build(context())?;
    shell.manage(Mutex::new(Some(open)));
    shell.run(|shell, event| {
        if let RunEvent::Exit = event {
            end(shell.state::<Mutex<Option<Open>>>().inner());
        }
    });
    Ok(())
}

/// The configuration and the interface, embedded once.
fn context() -> tauri::Context {
    tauri::generate_context!()
}

/// Goes on the network; without it, the window works on what is here.
async fn listen(app: App) {
    if let Err(error) = app.listen().await {
        tracing::warn!(%error, "the network cannot be used");
    }
}

/// Answers nobody any more, then closes the stores.
fn end(open: &Mutex<Option<Open>>) {
    let open = match open.lock() {
        Ok(mut open) => open.take(),
        Err(poisoned) => poisoned.into_inner().take(),
    };
    if let Some(open) = open {
        async_runtime::block_on(async {
            open.serving.end().await;
            open.app.shutdown().await;
        });
    }
}
