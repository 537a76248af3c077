//! Stores a document, has the service render it as the fax that it would become, and writes that into a file.
//!
//! ```sh
//! cargo run --example preview                            # by a sandbox inside of this program: no account, no cost
//! cargo run --example preview -- letter.txt              # the same with a file of yours
//! cargo run --example preview -- letter.txt fax.tiff     # and written into a file of another name than preview.tiff
//! ```
//!
//! With an endpoint it asks the service, which charges nothing for it:
//!
//! ```sh
//! export MONOPOND_ENDPOINT=https://faxapi.monopond.com/api/fax/v2.1
//! export MONOPOND_USER=… MONOPOND_PASSWORD=…
//! cargo run --example preview -- letter.pdf
//! ```
//!
//! It ends with 0 when the preview was written, and with 1 otherwise.
#![allow(clippy::print_stdout, reason = "a program for the command line")]

use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::fmt::Debug;
use std::path::Path;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use fax_bindings::monopond::v2_1::{
    DeleteFaxDocumentRequest, FaxDocumentPreviewRequest, FaxDocumentPreviewResponse, FaxResolution,
    SaveFaxDocumentRequest,
};
use fax_bindings::monopond::{Client, UsernameToken};
use fax_bindings::runtime::soap;
use fax_sandbox::{Sandbox, Settings};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            let causes = std::iter::successors(error.source(), |&cause| cause.source());
            causes.for_each(|cause| eprintln!("  because: {cause}"));
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<()> {
    let (client, _sandbox) = service().await?;
    let document = document()?;
    let reply = preview(&client, &document).await?;
    write(&reply)
}

/// The service, or a sandbox, which runs as long as it is held.
async fn service() -> Result<(Client, Option<Sandbox>)> {
    if let Ok(endpoint) = env::var("MONOPOND_ENDPOINT") {
        println!("Service   {endpoint}");
        let credentials = UsernameToken::new(variable("MONOPOND_USER")?, variable("MONOPOND_PASSWORD")?);
        return Ok((Client::new(&endpoint, credentials)?, None));
    }
    let settings = Settings::default();
    let credentials = settings.credentials.clone();
    let sandbox = Sandbox::start(settings).await?;
    println!("Service   {} (a sandbox; MONOPOND_ENDPOINT is not set)", sandbox.endpoint());
    Ok((Client::new(sandbox.endpoint(), credentials)?, Some(sandbox)))
}

fn variable(name: &str) -> Result<String> {
    env::var(name).map_err(|_| format!("MONOPOND_ENDPOINT is set, so {name} must be set as well").into())
}

/// The file that the command line names, or a short letter, under a reference that is new.
fn document() -> Result<SaveFaxDocumentRequest> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let reference = format!("preview-{}", now.as_millis());
    let Some(argument) = env::args_os().nth(1) else {
        let text = "Dear reader,\n\nthis is what a fax looks like.\n";
        return Ok(SaveFaxDocumentRequest::new(reference, "letter.txt", text.as_bytes()));
    };
    let path = Path::new(&argument);
    let data = std::fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    // The service tells the type of a file by the extension of its name.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(SaveFaxDocumentRequest::new(reference, name, data))
}

/// Stores the document, has it rendered, and deletes it again.
async fn preview(client: &Client, document: &SaveFaxDocumentRequest) -> Result<FaxDocumentPreviewResponse> {
    let reference = &*document.document_ref;
    println!("Document  {}, {} bytes, stored as {reference}", document.file_name, document.file_data.len());
    client.save_fax_document(document).await.map_err(explained)?;

    let question = FaxDocumentPreviewRequest::new(reference).with_resolution(FaxResolution::Fine);
    let reply = client.fax_document_preview(&question).await.map_err(explained);

    // It would be gone after some days anyway.
    let deleted =
        client.delete_fax_document(&DeleteFaxDocumentRequest::new().with_document_ref(reference)).await;
    deleted.map_err(explained)?;
    Ok(reply?.into_inner())
}

fn write(reply: &FaxDocumentPreviewResponse) -> Result<()> {
    let tiff = reply.tiff_preview.as_ref().ok_or("the reply has no preview")?;
    let path = env::args_os().nth(2).unwrap_or_else(|| OsString::from("preview.tiff"));
    let path = Path::new(&path);
    std::fs::write(path, tiff.as_bytes())
        .map_err(|error| format!("cannot write {}: {error}", path.display()))?;

    let pages = reply.number_of_pages.map_or("?".to_owned(), |pages| pages.to_string());
    println!("Preview   {}, {} bytes, pages: {pages}\n", path.display(), tiff.len());
    let open = match env::consts::OS {
        "macos" => "open",
        "windows" => "start",
        _ => "xdg-open",
    };
    println!("Look at it with any program for images that knows TIFF files of several pages, such as:\n");
    println!("    {open} {}", path.display());
    Ok(())
}

/// The error, with what the detail of a fault adds to it.
fn explained<F: Debug + 'static>(error: soap::Error<F>) -> Box<dyn Error> {
    match error.fault().and_then(|fault| fault.detail()) {
        Some(detail) => format!("{error}: {detail:?}").into(),
        None => error.into(),
    }
}
