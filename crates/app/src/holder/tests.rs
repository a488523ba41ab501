//! Two processes and one directory, played by two locks on one file: `flock` belongs to the open
//! file, so the second lock in this process is refused as another process's would be.

use std::{os::unix::fs::PermissionsExt, sync::Arc};

use serde_json::json;
use tokio::sync::Notify;

use super::*;

const SOON: Duration = Duration::from_millis(120);

/// Answers `echo` with its arguments, and `slow` when it is let go.
#[derive(Clone, Default)]
struct Echo {
    running: Arc<Notify>,
    let_go: Arc<Notify>,
}

impl Answer for Echo {
    async fn answer(&self, name: &str, arguments: Value) -> Result<Value, ApiError> {
        match name {
            "echo" => Ok(arguments),
            "slow" => {
                self.running.notify_one();
                self.let_go.notified().await;
                Ok(json!("done"))
            }
            _ => Err(ApiError::new(ErrorCode::NotFound).with("what", name)),
        }
    }

    fn events(&self) -> broadcast::Receiver<Event> {
        broadcast::channel(1).1
    }
}

async fn held(data: &Path) -> Holder {
    match Holder::acquire(data, SOON, |_| {}).await.expect("the directory can be held or reached") {
        Access::Held(holder) => holder,
        Access::Elsewhere(remote) => panic!("{} holds it", remote.holder()),
    }
}

async fn elsewhere(data: &Path) -> Remote {
    match Holder::acquire(data, SOON, |_| {}).await.expect("the directory can be held or reached") {
        Access::Held(_) => panic!("nobody holds it"),
        Access::Elsewhere(remote) => remote,
    }
}

#[tokio::test]
async fn a_second_process_runs_its_commands_through_the_holder() {
    let data = tempfile::tempdir().unwrap();
    let holder = held(data.path()).await;
    let serving = holder.serve(Echo::default()).await.unwrap();

    let remote = elsewhere(data.path()).await;
    assert!(remote.holder().contains(&std::process::id().to_string()));
    assert_eq!(remote.call("echo", json!({"a": "é"})).await.unwrap(), json!({"a": "é"}));
    let refused = remote.call("lend", Value::Null).await.unwrap_err();
    assert_eq!(ApiError::from(refused).code, ErrorCode::NotFound);
    assert_eq!(remote.call("echo", json!(2)).await.unwrap(), json!(2));

    serving.end().await;
    assert_eq!(remote.call("echo", json!(3)).await, Err(CallError::NotTaken));
    drop(holder);
    held(data.path()).await;
}

#[tokio::test]
async fn refuses_with_the_holders_name_after_waiting_in_vain() {
    let data = tempfile::tempdir().unwrap();
    let _holder = held(data.path()).await;
    let mut said = Vec::new();
    let wait = PATIENCE + SOON;
    let refused = Holder::acquire(data.path(), wait, |holder| said.push(holder.to_owned())).await;
    let refused = refused.unwrap_err();
    assert_eq!(refused.code, ErrorCode::DirectoryLocked);
    assert!(refused.args["holder"].contains(&std::process::id().to_string()));
    assert_eq!(said, [refused.args["holder"].clone()], "said once");
}

#[tokio::test]
async fn takes_over_when_the_holder_ends_while_waiting() {
    let data = tempfile::tempdir().unwrap();
    let holder = held(data.path()).await;
    let waiting = Holder::acquire(data.path(), Duration::from_secs(30), |_| {});
    let ending = async move { drop(holder) };
    let (access, ()) = tokio::join!(waiting, ending);
    assert!(matches!(access, Ok(Access::Held(_))));
}

#[tokio::test]
async fn who_wants_it_alone_does_not_take_an_answering_holder() {
    let data = tempfile::tempdir().unwrap();
    let holder = held(data.path()).await;
    let serving = holder.serve(Echo::default()).await.unwrap();
    let refused = Holder::acquire_alone(data.path(), SOON, |_| {}).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::DirectoryLocked);
    serving.end().await;
}

#[tokio::test]
async fn a_stale_socket_and_a_stale_notice_hold_nobody_up() {
    let data = tempfile::tempdir().unwrap();
    let socket = {
        let holder = held(data.path()).await;
        let serving = holder.serve(Echo::default()).await.unwrap();
        let socket = serving.socket().to_owned();
        serving.accepting.abort();
        assert!(serving.accepting.await.unwrap_err().is_cancelled());
        socket
    };
    assert!(socket.exists(), "left behind as by a killed process");

    let holder = held(data.path()).await;
    let serving = holder.serve(Echo::default()).await.unwrap();
    let remote = elsewhere(data.path()).await;
    assert_eq!(remote.call("echo", json!(1)).await.unwrap(), json!(1));
    serving.end().await;
    assert!(!socket.exists());
}

#[tokio::test]
async fn a_command_that_was_taken_is_answered_while_the_serving_ends() {
    let data = tempfile::tempdir().unwrap();
    let holder = held(data.path()).await;
    let echo = Echo::default();
    let serving = holder.serve(echo.clone()).await.unwrap();
    let remote = elsewhere(data.path()).await;

    let call = tokio::spawn(async move { remote.call("slow", Value::Null).await });
    echo.running.notified().await;
    let end = tokio::spawn(serving.end());
    echo.let_go.notify_one();
    assert_eq!(call.await.unwrap().unwrap(), json!("done"));
    end.await.unwrap();
}

#[tokio::test]
async fn the_socket_and_the_lock_are_for_their_owner_only() {
    let data = tempfile::tempdir().unwrap();
    let holder = held(data.path()).await;
    let serving = holder.serve(Echo::default()).await.unwrap();
    for path in [serving.socket().to_owned(), holder.data().join(LOCK_FILE)] {
        let mode = std::fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    serving.end().await;
}
