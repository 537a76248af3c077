//! Calls without async.

use std::thread;

use crate::messages::{Fax, Send};
use crate::server::{Server, envelope, xml};

const SENT: &str = "<f:Sent><Id>7</Id></f:Sent>";

#[test]
fn calls_wait_in_several_threads() {
    let server = Server::start([(); 4].map(|()| xml(200, envelope(SENT))));
    let client = Fax::at(&server.url());
    let threads = [(); 4].map(|()| {
        let client = client.clone();
        thread::spawn(move || client.send(&Send::to("1")).wait().unwrap().id)
    });
    for thread in threads {
        assert_eq!(thread.join().unwrap(), 7);
    }
}

#[tokio::test]
async fn a_thread_for_blocking_work_may_wait() {
    let server = Server::start([xml(200, envelope(SENT))]);
    let client = Fax::at(&server.url());
    let call = move || client.send(&Send::to("1")).wait().unwrap().id;
    assert_eq!(tokio::task::spawn_blocking(call).await.unwrap(), 7);
}

/// So many that a task has used up what tokio lets it do in one turn.
#[tokio::test]
async fn waiting_in_a_task_holds_it_up_but_comes_to_an_end() {
    let server = Server::start([(); 150].map(|()| xml(200, envelope(SENT))));
    let client = Fax::at(&server.url());
    for _ in 0..150 {
        assert_eq!(client.send(&Send::to("1")).wait().unwrap().id, 7);
    }
    assert_eq!(server.requests().len(), 150);
}

#[test]
fn waiting_works_in_the_tasks_of_several_threads() {
    let server = Server::start([(); 4].map(|()| xml(200, envelope(SENT))));
    let client = Fax::at(&server.url());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let tasks = [(); 4].map(|()| {
        let client = client.clone();
        runtime.spawn(async move { client.send(&Send::to("1")).wait().unwrap().id })
    });
    for task in tasks {
        assert_eq!(runtime.block_on(task).unwrap(), 7);
    }
}
