//! The screens of backups and of places, in Chromium.

use crate::harness::{browser::Browser, replica::Replica};

#[tokio::test]
async fn a_backup_is_made_copied_and_everything_checked_from_the_page() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    replica.run(&["item", "add", "--name", "Étau", "--tag", "E-1"]).await;
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    page.ready().await;
    page.visit("#/settings").await;
    page.click("settings-backups").await;
    page.find("backups-last").await;
    let before = page.count("backup-row").await;
    page.click("backups-make").await;
    page.find("toast").await;
    assert_eq!(page.count("backup-row").await, before + 1);

    page.click("backup-copy").await;
    page.fill("backups-copy-to", "a look").await;
    page.click("backups-copy-submit").await;
    let command = page.find("backups-copy-command").await.prop("value").await.unwrap().unwrap();
    assert!(command.ends_with("/a look' serve"), "{command}");
    let folder = command.split('\'').nth(1).unwrap().to_owned();
    page.picture("backups-copy-made").await;
    page.escape().await;
    // What the page says does open it.
    let copy = std::process::Command::new(crate::harness::program::etabli())
        .args(["--data", &folder, "item", "list"])
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&copy.stdout).into_owned();
    assert!(shown.contains("Étau"), "{copy:?}");

    // The same folder again is refused, in a sentence.
    page.click("backup-copy").await;
    page.fill("backups-copy-to", "a look").await;
    page.click("backups-copy-submit").await;
    page.find("error").await;
    page.escape().await;

    page.click("backups-check").await;
    page.find("backups-check-told").await;
    page.picture("backups-checked").await;

    // Another folder has none yet; the usual one has them again.
    let other = std::path::Path::new(&folder).with_file_name("elsewhere").display().to_string();
    page.click("backups-folder-open").await;
    page.fill("backups-folder-field", &other).await;
    page.click("backups-folder-submit").await;
    page.find("backups-empty").await;
    page.picture("backups-empty").await;
    page.click("backups-folder-open").await;
    page.click("backups-folder-usual").await;
    page.find("backups-last").await;
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn places_are_added_inside_each_other_and_put_away_and_back() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    page.ready().await;
    page.visit("#/places").await;
    page.find("places-empty").await;
    page.click("place-add").await;
    page.click("place-submit").await;
    page.find("error").await;
    page.fill("place-name", "Cave").await;
    page.click("place-submit").await;
    page.find("place").await;
    page.click("place-add-inside").await;
    page.fill("place-name", "Étagère B3").await;
    page.click("place-submit").await;
    page.find("place-remove").await;
    page.picture("places").await;
    page.click("place-remove").await;
    page.shows("Cave").await;
    assert_eq!(replica.run(&["place", "list"]).await.as_array().unwrap().len(), 1);
    page.click("toast-take").await;
    page.find("place-remove").await;
    assert_eq!(replica.run(&["place", "list"]).await.as_array().unwrap().len(), 2);
    page.close().await;
    served.end().await;
}
