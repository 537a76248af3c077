//! The example as a stranger runs it.
#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use std::process::{Command, Output};

/// The example where cargo puts it, beside the folder of this test. Cargo builds it with all tests, but not with one
/// that was chosen by `--test`.
fn example() -> Option<Command> {
    let test = std::env::current_exe().unwrap();
    let folder = test.ancestors().nth(2).unwrap().join("examples");
    let program = folder.join(format!("send_fax{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        eprintln!("skipped: the example send_fax is not built");
        return None;
    }
    let mut command = Command::new(program);
    for variable in ["ENDPOINT", "USER", "PASSWORD", "TO"] {
        command.env_remove(format!("MONOPOND_{variable}"));
    }
    Some(command)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn printed(output: &Output) -> (String, String) {
    (text(&output.stdout), text(&output.stderr))
}

#[test]
fn without_arguments_it_sends_to_a_sandbox_and_prints_the_delivered_faxes() {
    let Some(mut example) = example() else { return };
    let output = example.output().unwrap();
    let (stdout, stderr) = printed(&output);
    assert!(output.status.success(), "{stdout}{stderr}");
    assert_eq!(stderr, "");
    let steps: Vec<&str> = stdout.lines().filter_map(|line| line.split("]  ").nth(1)).collect();
    let states = ["pending", "processing", "queued", "starting", "sending", "finalizing", "done"];
    assert_eq!(steps, states.map(|state| format!("2 {state}")), "{stdout}");
    let table = stdout.split("\n\n").nth(2).unwrap();
    assert_eq!(
        table,
        "Recipient       Status      Result    Pages    Cost  Error\n\
         61011111111     done        success       1    0.15  -\n\
         61022222222     done        success       1    0.15  -"
    );
    assert!(stdout.ends_with("\n2 of 2 delivered.\n"), "{stdout}");
}

#[test]
fn it_sends_the_file_that_it_is_given() {
    let Some(mut example) = example() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("invoice.pdf");
    std::fs::write(&file, b"%PDF-1.7").unwrap();
    let output = example.arg(&file).output().unwrap();
    let (stdout, stderr) = printed(&output);
    assert!(output.status.success(), "{stdout}{stderr}");
    assert!(stdout.contains("Document  invoice.pdf, 8 bytes\n"), "{stdout}");
}

#[test]
fn a_missing_file_and_a_missing_variable_are_said() {
    let Some(mut without_file) = example() else { return };
    let output = without_file.arg("no-such-file.pdf").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(printed(&output).1.starts_with("error: cannot read no-such-file.pdf: "), "{output:?}");

    let Some(mut without_user) = example() else { return };
    let output = without_user.env("MONOPOND_ENDPOINT", "https://127.0.0.1:9/").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(printed(&output).1, "error: MONOPOND_ENDPOINT is set, so MONOPOND_USER must be set as well\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn with_an_endpoint_it_sends_there_and_shows_why_it_was_refused() {
    let Some(mut example) = example() else { return };
    let sandbox = fax_sandbox::Sandbox::start(fax_sandbox::Settings::default()).await.unwrap();
    example
        .env("MONOPOND_ENDPOINT", sandbox.endpoint())
        .env("MONOPOND_USER", "demo")
        .env("MONOPOND_PASSWORD", "canary-in-a-coal-mine")
        .env("MONOPOND_TO", "61011111111");
    let output = tokio::task::spawn_blocking(move || example.output().unwrap()).await.unwrap();
    assert_eq!(output.status.code(), Some(1));
    let (stdout, stderr) = printed(&output);
    assert!(stdout.starts_with(&format!("Service   {}\n", sandbox.endpoint())), "{stdout}");
    assert_eq!(
        stderr,
        "error: the server answered with a fault: FailedAuthentication: user name or password is wrong\n"
    );
    assert!(!stdout.contains("canary"), "{stdout}");
}
