//! The desktop window: opens the data directory, shows the interface, passes commands in and
//! events out. It knows no rule of the domain.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arguments;
mod bridge;
mod notice;
mod webkit;
mod words;

use std::{process::ExitCode, sync::Mutex, time::Duration};

use etabli_api::{ApiError, ErrorCode};
use etabli_app::{
    App, Config,
    holder::{Access, Holder, Serving},
};
use tauri::{Manager, RunEvent, WebviewWindowBuilder, async_runtime};

use crate::{
    arguments::{Arguments, Request},
    notice::Notice,
};

/// How long to wait for a process that is just ending; one that goes on answers at once.
const PATIENCE: Duration = Duration::from_secs(30);

/// What stays open while the window is: the directory's lock and socket, and the application.
struct Open {
    app: App,
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
    let filter = tracing_subscriber::EnvFilter::try_from_env("ETABLI_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();

    let shown = match async_runtime::block_on(open(&arguments)) {
        Ok(open) => show(open),
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

/// Takes the data directory and opens the application on it.
async fn open(arguments: &Arguments) -> Result<Open, ApiError> {
    let say = |holder: &str| tracing::warn!(holder, "another program holds the data directory");
    let holder = match Holder::acquire(&arguments.data, PATIENCE, say).await? {
        Access::Held(holder) => holder,
        Access::Elsewhere(remote) => {
            return Err(ApiError::new(ErrorCode::DirectoryLocked).with("holder", remote.holder()));
        }
    };
    let config = Config {
        data: holder.data().to_path_buf(),
        network: arguments.network,
        state: etabli_app::state::directory(),
    };
    let app = App::open(config).await?;
    let serving = holder.serve(app.clone()).await?;
    Ok(Open { app, serving, _holder: holder })
}

/// Shows the window until it is closed, then ends what is open.
fn show(open: Open) -> tauri::Result<()> {
    let app = open.app.clone();
    let shell = bridge::register(tauri::Builder::default(), app.clone())
        .setup(move |shell| {
            bridge::forward(shell.handle().clone(), app.subscribe());
            let windows = shell.config().app.windows.clone();
            for window in &windows {
                WebviewWindowBuilder::from_config(shell.handle(), window)?
                    .on_navigation(bridge::is_ours)
                    .build()?;
            }
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
