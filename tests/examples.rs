//! The examples as a stranger runs them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by failing")]

// Not `eprintln`, which nobody sees of a test that passes.
use std::io::Write as _;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use fax_sandbox::{Sandbox, Settings};

/// An example where cargo puts it, beside the folder of this test. Cargo builds it with all tests, but not with one that
/// was chosen by `--test`.
fn example(name: &str) -> Option<Command> {
    let test = std::env::current_exe().unwrap();
    let folder = test.ancestors().nth(2).unwrap().join("examples");
    let program = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        let _seen = writeln!(std::io::stderr(), "skipped: the example {name} is not built");
        return None;
    }
    let mut command = Command::new(program);
    for variable in [
        "FAX_ENDPOINT",
        "MONOPOND_ENDPOINT",
        "MONOPOND_USER",
        "MONOPOND_PASSWORD",
        "MONOPOND_TO",
        "CALLBACK_SECRET",
        "BYFAX_ENDPOINT",
        "BYFAX_KEY",
        "BYFAX_SECRET",
        "BYFAX_TO",
    ] {
        command.env_remove(variable);
    }
    Some(command)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Status, standard output and error.
fn run(mut command: Command) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    (status.code(), text(&stdout), text(&stderr))
}

/// What an example prints that succeeds and has nothing to complain of.
fn printed(command: Command) -> String {
    let (status, stdout, stderr) = run(command);
    assert_eq!((status, &*stderr), (Some(0), ""), "{stdout}");
    stdout
}

/// What an example complains of that ends with 1.
fn complaint(command: Command) -> String {
    let (status, stdout, stderr) = run(command);
    assert_eq!(status, Some(1), "{stdout}{stderr}");
    stderr
}

/// `states` are some of those that a fax goes through, in their order, and `done` is the last.
fn assert_in_order(states: &[&str]) {
    let mut order =
        ["pending", "processing", "queued", "starting", "sending", "finalizing", "done"].into_iter();
    assert!(states.iter().all(|state| order.any(|next| next == *state)), "{states:?}");
    assert_eq!(states.last(), Some(&"done"), "{states:?}");
}

#[test]
fn send_fax_shows_what_each_fax_goes_through() {
    for provider in ["monopond", "byfax", "kazoo", "sipgate"] {
        let Some(mut example) = example("send_fax") else { return };
        example.args(["--provider", provider]);
        let stdout = printed(example);
        for number in ["+61011111111", "+61022222222"] {
            let states: Vec<&str> =
                stdout.lines().filter_map(|line| line.split_once(number)).map(|line| line.1.trim()).collect();
            let mut order = ["queued", "sending", "delivered"].into_iter();
            assert!(states.iter().all(|state| order.any(|next| next == *state)), "{stdout}");
            assert_eq!(states.last(), Some(&"delivered"), "{stdout}");
        }
        assert!(stdout.ends_with("\n2 of 2 delivered.\n"), "{stdout}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn send_fax_says_why_a_fax_was_not_delivered() {
    let Some(mut example) = example("send_fax") else { return };
    let mut settings = Settings::default();
    // Done before it is asked for the first time, as the next time is much later.
    settings.pace = std::time::Duration::ZERO;
    let sandbox = Sandbox::start(settings).await.unwrap();
    let access = [("FAX_ENDPOINT", &*sandbox.endpoint()), ("FAX_USER", "demo"), ("FAX_PASSWORD", "demo")];
    example.envs(access).env("FAX_FROM", "Example").env("FAX_TO", "+9990010");
    let (status, stdout, stderr) = tokio::task::spawn_blocking(move || run(example)).await.unwrap();
    assert_eq!((status, &*stderr), (Some(1), ""), "{stdout}");
    assert!(stdout.contains("+9990010  failed: busy\n"), "{stdout}");
    assert!(stdout.ends_with("\n0 of 1 delivered.\n"), "{stdout}");
}

#[test]
fn the_file_that_is_given_is_sent() {
    for name in ["send_fax", "monopond_send"] {
        let Some(mut example) = example(name) else { return };
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("invoice.pdf");
        std::fs::write(&file, b"%PDF-1.7").unwrap();
        example.arg(&file);
        let stdout = printed(example);
        assert!(stdout.contains("Document  invoice.pdf, 8 bytes\n"), "{stdout}");
    }
}

#[test]
fn monopond_send_prints_the_delivered_faxes() {
    let Some(example) = example("monopond_send") else { return };
    let stdout = printed(example);
    let steps: Vec<&str> = stdout.lines().filter_map(|line| line.split("]  ").nth(1)).collect();
    // Each fax has a state of its own where the sandbox was asked between the two.
    let of_both: Vec<&str> = steps.iter().filter_map(|step| step.strip_prefix("2 ")).collect();
    assert_in_order(&of_both);
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
fn broadcast_counts_the_outcomes_of_three_requests() {
    let Some(example) = example("broadcast") else { return };
    let stdout = printed(example);
    for (part, faxes) in [(1, 600), (2, 600), (3, 300)] {
        let accepted = format!("-part-{part}: {faxes} faxes accepted\n");
        assert!(stdout.contains(&format!("Request {part} of 3, broadcast-")), "{stdout}");
        assert!(stdout.contains(&accepted), "{stdout}");
    }
    assert!(stdout.contains("]  1500 done\n"), "{stdout}");
    let table = stdout.split("\n\n").last().unwrap();
    let faxes_of = |result: &str, error: &str| -> usize {
        let row = table.lines().find(|line| line.split_whitespace().take(2).eq([result, error]));
        row.unwrap_or_else(|| panic!("no row for {result} {error}\n{stdout}"))
            .split_whitespace()
            .nth(2)
            .unwrap()
            .parse()
            .unwrap()
    };
    assert!(faxes_of("success", "-") > 1400, "{table}");
    // Three attempts each.
    assert!(table.contains(&format!(
        "{:>6}{:>10}",
        faxes_of("failed", "FAX_BUSY"),
        3 * faxes_of("failed", "FAX_BUSY")
    )));
    assert!(faxes_of("blocked", "BLOCK_DNCR") > 0 && faxes_of("failed", "FUNDS_INSUFFICIENT") > 0);
    let rows = table.lines().skip(1).filter(|line| !line.starts_with("all"));
    let sum: usize = rows.map(|line| line.split_whitespace().nth(2).unwrap().parse::<usize>().unwrap()).sum();
    assert_eq!(sum, 1500, "{table}");
}

#[test]
fn broadcast_sends_to_the_numbers_that_it_is_given() {
    let Some(mut with_numbers) = example("broadcast") else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("numbers.txt");
    std::fs::write(&file, "61011111111\n\n  61022222222\n").unwrap();
    with_numbers.arg(&file);
    let stdout = printed(with_numbers);
    assert!(stdout.contains("]  2 done\n"), "{stdout}");

    std::fs::write(&file, "\n").unwrap();
    let Some(mut without_numbers) = example("broadcast") else { return };
    without_numbers.arg(&file);
    assert!(complaint(without_numbers).ends_with("has no numbers\n"));

    std::fs::write(&file, "0800 call me\n").unwrap();
    let Some(mut with_mistakes) = example("broadcast") else { return };
    with_mistakes.arg(&file);
    let stderr = complaint(with_mistakes);
    assert!(stderr.starts_with("error: the request should not be sent\n"), "{stderr}");
}

#[test]
fn receive_callbacks_receives_what_the_sandbox_posts() {
    let Some(example) = example("receive_callbacks") else { return };
    let stdout = printed(example);
    for line in [
        "result      callbacks-1: success",
        "result      callbacks-2: failed, FAX_BUSY",
        "result      callbacks-3: failed, FAX_NO_ANSWER",
        "received    4711 from 61033333333, pages: 2",
        "received    4711 from 61033333333, pages: 2 (again: nothing to do)",
        "3 results, 1 received fax, 1 notice that came again.",
    ] {
        assert!(stdout.lines().any(|printed| printed == line), "{line}\n{stdout}");
    }
    assert!(stdout.contains("its TIFF file has "), "{stdout}");
}

#[test]
fn receive_callbacks_needs_a_secret_and_an_address() {
    let Some(mut without_secret) = example("receive_callbacks") else { return };
    without_secret.arg("127.0.0.1:0");
    assert_eq!(complaint(without_secret), "error: CALLBACK_SECRET must be set, to what nobody guesses\n");

    let Some(mut without_address) = example("receive_callbacks") else { return };
    without_address.env("CALLBACK_SECRET", "s").arg("here");
    assert_eq!(complaint(without_address), "error: here is no address such as 127.0.0.1:8080\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn receive_callbacks_listens_where_it_is_told() {
    let Some(mut command) = example("receive_callbacks") else { return };
    command.env("CALLBACK_SECRET", "s3cret").arg("127.0.0.1:0");
    let mut listens = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(listens.stdout.take().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    assert!(!first.contains("s3cret"), "{first}");
    let url = first.split_whitespace().nth(1).unwrap().replace("<secret>", "s3cret");
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let post = async |url: &str, body: &'static str| {
        http.post(url).body(body).send().await.unwrap().status().as_u16()
    };
    assert_eq!(post(&url, "<FaxMessages><FaxMessage messageRef='a' extra=''/></FaxMessages>").await, 200);
    assert_eq!(post(&url, "<FaxMessages>").await, 400);
    assert_eq!(post(&url.replace("s3cret", "guess"), "<FaxMessages/>").await, 404);
    assert_eq!(post(&url.replace("results", "received"), "{}").await, 400);
    let shown: Vec<String> = lines.by_ref().skip(1).take(2).map(Result::unwrap).collect();
    assert_eq!(
        shown,
        [
            "            note: unknown attribute skipped at /FaxMessages/FaxMessage[1]/@extra (line 1, column 14)",
            "result      a: no attempt"
        ]
    );
    listens.kill().unwrap();
    listens.wait().unwrap();
}

#[test]
fn blocking_delivers_a_fax() {
    let Some(example) = example("blocking") else { return };
    let stdout = printed(example);
    let states: Vec<&str> = stdout.split("\n\n").nth(1).unwrap().lines().collect();
    assert_in_order(&states);
    assert!(stdout.ends_with("\n\nDelivered.\n"), "{stdout}");
}

#[tokio::test(flavor = "multi_thread")]
async fn blocking_says_why_a_fax_was_not_delivered() {
    let Some(mut example) = example("blocking") else { return };
    let mut settings = Settings::default();
    // Done before it is asked for the first time, as the next time is half a minute later.
    settings.pace = std::time::Duration::ZERO;
    let sandbox = Sandbox::start(settings).await.unwrap();
    at(&mut example, &sandbox, "demo").env("MONOPOND_TO", "9990010");
    let (status, stdout, stderr) = tokio::task::spawn_blocking(move || run(example)).await.unwrap();
    assert_eq!((status, &*stderr), (Some(1), ""), "{stdout}");
    assert!(stdout.ends_with("\nNot delivered: FAX_BUSY\n"), "{stdout}");
}

#[test]
fn preview_writes_a_tiff_file() {
    let Some(mut example) = example("preview") else { return };
    let folder = tempfile::tempdir().unwrap();
    let letter = folder.path().join("letter.txt");
    std::fs::write(&letter, "line\n".repeat(100)).unwrap();
    example.current_dir(&folder).arg(&letter);
    let stdout = printed(example);
    assert!(stdout.contains("Document  letter.txt, 500 bytes, stored as preview-"), "{stdout}");
    assert!(stdout.contains(" preview.tiff\n"), "{stdout}");
    assert_tiff(&folder.path().join("preview.tiff"), 2);
}

#[test]
fn preview_takes_a_name_and_says_what_is_in_the_way() {
    let folder = tempfile::tempdir().unwrap();
    let letter = folder.path().join("letter.doc");
    std::fs::write(&letter, "letter").unwrap();
    let with = |arguments: [&Path; 2]| {
        let mut example = example("preview")?;
        example.current_dir(&folder).args(arguments);
        Some(example)
    };
    let Some(named) = with([&letter, Path::new("fax.tif")]) else { return };
    assert!(printed(named).contains("Preview   fax.tif, "));
    assert_tiff(&folder.path().join("fax.tif"), 1);

    let unwritable = with([&letter, Path::new("no/fax.tif")]).unwrap();
    assert!(complaint(unwritable).starts_with("error: cannot write no/fax.tif: "));
    let song = folder.path().join("song.mp3");
    std::fs::write(&song, "la").unwrap();
    let stderr = complaint(with([&song, Path::new("song.tif")]).unwrap());
    assert!(stderr.contains("UnsupportedDocumentContentType"), "{stderr}");
}

fn assert_tiff(path: &Path, pages: usize) {
    let mut decoder = tiff::decoder::Decoder::new(std::fs::File::open(path).unwrap()).unwrap();
    for page in 1..=pages {
        assert_eq!(decoder.dimensions().unwrap().0, 1728);
        decoder.read_image().unwrap();
        assert_eq!(decoder.more_images(), page < pages);
        if page < pages {
            decoder.next_image().unwrap();
        }
    }
}

#[test]
fn byfax_send_delivers_to_both_recipients_and_saves_what_was_sent() {
    let Some(mut example) = example("byfax_send") else { return };
    let folder = tempfile::tempdir().unwrap();
    example.env("TMPDIR", folder.path());
    let stdout = printed(example);
    assert!(stdout.contains(" s  2 SUCCESS\n"), "{stdout}");
    for number in ["+61011111111", "+61022222222"] {
        let row = stdout.lines().find(|line| line.starts_with(number)).unwrap();
        let cells: Vec<&str> = row.split_whitespace().collect();
        assert_eq!(cells.get(1..3), Some(&["SUCCESS", "1"][..]), "{stdout}");
    }
    assert!(stdout.contains("\n2 of 2 delivered.\nSaved as "), "{stdout}");
    let saved: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(saved.len(), 1, "{saved:?}");
    assert!(std::fs::read(saved.first().unwrap()).unwrap().starts_with(b"%PDF-"), "{saved:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn byfax_send_says_why_a_fax_was_not_delivered() {
    let Some(mut example) = example("byfax_send") else { return };
    let mut settings = Settings::default();
    settings.pace = std::time::Duration::ZERO;
    let sandbox = Sandbox::start(settings).await.unwrap();
    example
        .env("BYFAX_ENDPOINT", sandbox.byfax())
        .env("BYFAX_KEY", "demo")
        .env("BYFAX_SECRET", "demo")
        .env("BYFAX_TO", "+9990010");
    let (status, stdout, stderr) = tokio::task::spawn_blocking(move || run(example)).await.unwrap();
    assert_eq!((status, &*stderr), (Some(1), ""), "{stdout}");
    assert!(stdout.contains("  BUSY\n\n0 of 1 delivered.\n"), "{stdout}");
}

#[tokio::test(flavor = "multi_thread")]
async fn byfax_send_says_that_the_secret_is_wrong() {
    let Some(mut example) = example("byfax_send") else { return };
    let sandbox = Sandbox::start(Settings::default()).await.unwrap();
    example
        .env("BYFAX_ENDPOINT", sandbox.byfax())
        .env("BYFAX_KEY", "demo")
        .env("BYFAX_SECRET", "canary-in-a-coal-mine")
        .env("BYFAX_TO", "+61011111111");
    let (status, stdout, stderr) = tokio::task::spawn_blocking(move || run(example)).await.unwrap();
    assert_eq!(status, Some(1), "{stdout}");
    assert!(stderr.starts_with("error: the service answered API_KEY_SECRET_NOT_MATCH"), "{stderr}");
    assert!(!stdout.contains("canary") && !stderr.contains("canary"), "{stdout}{stderr}");
}

#[test]
fn byfax_send_says_which_variable_is_missing() {
    let Some(mut example) = example("byfax_send") else { return };
    example.env("BYFAX_ENDPOINT", "https://127.0.0.1:9/").env("BYFAX_KEY", "k");
    assert_eq!(complaint(example), "error: BYFAX_ENDPOINT is set, so BYFAX_SECRET must be set as well\n");
}

#[test]
fn a_missing_file_is_said() {
    for name in ["monopond_send", "broadcast", "byfax_send", "preview"] {
        let Some(mut example) = example(name) else { return };
        example.arg("no-such-file.pdf");
        assert!(complaint(example).starts_with("error: cannot read no-such-file.pdf: "), "{name}");
    }
}

#[test]
fn a_missing_variable_is_said() {
    for name in ["monopond_send", "broadcast", "preview", "blocking"] {
        let Some(mut example) = example(name) else { return };
        example.env("MONOPOND_ENDPOINT", "https://127.0.0.1:9/");
        let expected = "error: MONOPOND_ENDPOINT is set, so MONOPOND_USER must be set as well\n";
        assert_eq!(complaint(example), expected, "{name}");
    }
    let Some(mut example) = example("broadcast") else { return };
    example
        .env("MONOPOND_ENDPOINT", "https://127.0.0.1:9/")
        .env("MONOPOND_USER", "u")
        .env("MONOPOND_PASSWORD", "p");
    assert_eq!(complaint(example), "error: MONOPOND_ENDPOINT is set, so a file with numbers is required\n");
}

/// The example with `sandbox` for an endpoint.
fn at<'a>(example: &'a mut Command, sandbox: &Sandbox, password: &str) -> &'a mut Command {
    example
        .env("MONOPOND_ENDPOINT", sandbox.endpoint())
        .env("MONOPOND_USER", "demo")
        .env("MONOPOND_PASSWORD", password)
}

#[tokio::test(flavor = "multi_thread")]
async fn with_an_endpoint_they_go_there_and_show_why_they_were_refused() {
    let sandbox = Sandbox::start(Settings::default()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("numbers.txt");
    std::fs::write(&file, "61011111111").unwrap();
    for name in ["monopond_send", "broadcast", "preview", "blocking"] {
        let Some(mut example) = example(name) else { return };
        at(&mut example, &sandbox, "canary-in-a-coal-mine").env("MONOPOND_TO", "61011111111").arg(&file);
        let (status, stdout, stderr) = tokio::task::spawn_blocking(move || run(example)).await.unwrap();
        assert_eq!(status, Some(1), "{name}");
        let service = stdout.lines().next().unwrap();
        assert!(
            service.starts_with("Service ") && service.ends_with(&sandbox.endpoint()),
            "{name}: {stdout}"
        );
        assert!(
            stderr.starts_with("error: the server answered with a fault: FailedAuthentication: "),
            "{name}: {stderr}"
        );
        assert!(!stdout.contains("canary") && !stderr.contains("canary"), "{name}: {stdout}{stderr}");
    }
}
