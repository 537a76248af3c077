//! The sandbox as a program: `cargo run`.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

use crate::{faxes, http, request};
use fax_bindings::monopond::{Client, UsernameToken};

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fax-sandbox"));
    command.env_remove("FAX_SANDBOX_USER").env_remove("FAX_SANDBOX_PASSWORD");
    command
}

/// The program while it runs; it is killed when this is dropped.
struct Running {
    child: Child,
    introduction: String,
    endpoint: String,
}

impl Running {
    fn start(command: &mut Command) -> Self {
        let mut child = command.args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut introduction = String::new();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        while !introduction.ends_with("\n\n") {
            assert_ne!(output.read_line(&mut introduction).unwrap(), 0, "{introduction}");
        }
        child.stdout = Some(output.into_inner());
        let endpoint =
            introduction.split_whitespace().find(|word| word.starts_with("http")).unwrap().to_owned();
        Self { child, introduction, endpoint }
    }

    /// Kills it; gives what it printed behind its introduction.
    fn output(mut self) -> String {
        self.child.kill().unwrap();
        let mut output = String::new();
        self.child.stdout.take().unwrap().read_to_string(&mut output).unwrap();
        output
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn help_lists_the_numbers_and_the_faults() {
    let output = program().arg("--help").output().unwrap();
    assert!(output.status.success());
    let help = String::from_utf8(output.stdout).unwrap();
    for option in [
        "--listen",
        "--user",
        "--password",
        "--pace",
        "--callback",
        "--inbound-callback",
        "--byfax-replies",
        "--remote-control",
        "--quiet",
    ] {
        assert!(help.contains(option), "{option}\n{help}");
    }
    let soap = fax_sandbox::numbers().chain(fax_sandbox::faults()).chain(fax_sandbox::byfax_numbers());
    let kazoo = fax_sandbox::kazoo_numbers().chain(fax_sandbox::kazoo_accounts());
    for (key, what) in soap.chain(kazoo).chain(fax_sandbox::sipgate_numbers()) {
        let mut lines = help.lines().filter(|line| line.trim_start().starts_with(key));
        assert!(lines.any(|line| line.ends_with(&format!("  {what}"))), "{key}\n{help}");
    }
    let secret = program().arg("--help").env("FAX_SANDBOX_PASSWORD", "canary").output().unwrap();
    assert!(!String::from_utf8(secret.stdout).unwrap().contains("canary"));
}

#[tokio::test]
async fn it_says_where_it_is_and_prints_what_it_receives() {
    let running = Running::start(&mut program());
    let introduction = &running.introduction;
    assert!(introduction.contains("user demo, password demo"), "{introduction}");
    assert!(introduction.contains(&format!("curl '{}?wsdl'", running.endpoint)), "{introduction}");
    assert_eq!(request(http().get(format!("{}?wsdl", running.endpoint))).await.0, 200);
    let client = Client::new(&*running.endpoint, UsernameToken::new("demo", "demo")).unwrap();
    client.send_fax(&faxes(&["61011111111"])).await.unwrap();
    let output = running.output();
    assert!(output.contains("ApiService.SendFax  200  "), "{output}");
    assert!(
        output.contains("<SendTo>61011111111</SendTo>") && output.contains("status=\"pending\""),
        "{output}"
    );
}

#[tokio::test]
async fn byfax_is_at_the_address_that_it_says_and_replies_as_it_is_told() {
    for (form, has_references) in [("inline", false), ("multiref", true)] {
        let running = Running::start(program().args(["--byfax-replies", form, "--quiet"]));
        let mut words = running.introduction.split_whitespace();
        assert!(words.any(|word| word == "byFax"), "{}", running.introduction);
        let url = format!("{}/soap/1.1/faxout", words.next().unwrap().trim_end_matches(','));
        let envelope = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header><UsernameToken>\
             <Username>demo</Username><Password>demo</Password></UsernameToken></s:Header>\
             <s:Body><t:getBalance xmlns:t='urn:ApiServiceFaxout'/></s:Body></s:Envelope>";
        let (status, _, reply) =
            request(http().post(url).header("Content-Type", "text/xml").body(envelope)).await;
        assert_eq!(status, 200);
        assert!(reply.contains(">SUCCESS<"), "{reply}");
        assert_eq!(reply.contains("href=\"#"), has_references, "{reply}");
    }
}

#[tokio::test]
async fn the_password_comes_from_the_environment_and_is_not_printed() {
    let running = Running::start(
        program().args(["--user", "alice", "--quiet"]).env("FAX_SANDBOX_PASSWORD", "canary-in-a-coal-mine"),
    );
    assert!(running.introduction.contains("user alice, password …,"));
    let client =
        Client::new(&*running.endpoint, UsernameToken::new("alice", "canary-in-a-coal-mine")).unwrap();
    client.send_fax(&faxes(&["61011111111"])).await.unwrap();
    assert!(!running.introduction.contains("canary"));
    let output = running.output();
    assert_eq!(output.lines().count(), 1, "{output}");
    assert!(output.contains("ApiService.SendFax  200  "), "{output}");
}

#[test]
fn what_is_wrong_is_said_in_a_line() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    for (arguments, expected) in [
        (
            ["--listen", &address],
            &*format!("error: another program listens on {address}; choose another address with --listen\n"),
        ),
        (["--callback", "ftp://host"], "error: the callback URL begins with ftp:, http: or https: is due\n"),
        (
            ["--pace", "fast"],
            "error: invalid value 'fast' for '--pace <PACE>': a number of seconds is due, such as 0.5\n",
        ),
        (
            ["--byfax-replies", "nested"],
            "error: invalid value 'nested' for '--byfax-replies <FORM>'\n  [possible values: inline, multiref]\n",
        ),
        (
            ["--listen", "8000"],
            "error: invalid value '8000' for '--listen <LISTEN>': an address and a port are due, such as 127.0.0.1:8000\n",
        ),
    ] {
        let output = program().args(arguments).output().unwrap();
        assert!(!output.status.success());
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.starts_with(expected), "{stderr}");
    }
}

#[test]
fn it_warns_where_other_machines_can_reach_it() {
    let mut child = program()
        .args(["--listen", "0.0.0.0:0"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut warning = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut warning).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(warning.starts_with("warning: other machines can reach this"), "{warning}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_with_success() {
    let mut running = Running::start(&mut program());
    let id = running.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert!(running.child.wait().unwrap().success());
}
