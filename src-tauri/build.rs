//! Declares the commands, so that the window may call exactly those its capability names, and
//! sees to it that the folder of the interface is there: Tauri reads it while compiling.

use std::{error::Error, fs, path::Path};

const UNBUILT: &str = "<!doctype html><meta charset=\"utf-8\"><title>Établi</title>\
    <p>The interface is not built: run <code>cargo xtask ui</code>.</p>\n";

fn main() -> Result<(), Box<dyn Error>> {
    let page = Path::new("../ui/dist/index.html");
    if !page.exists() {
        fs::create_dir_all("../ui/dist")?;
        fs::write(page, UNBUILT)?;
    }
    println!("cargo:rerun-if-changed=../ui/dist");
    println!("cargo:rerun-if-changed=../icons");
    let commands = etabli_api::command::names().chain(etabli_api::window::names());
    let commands: Vec<&'static str> = commands.collect();
    let manifest = tauri_build::AppManifest::new().commands(commands.leak());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
