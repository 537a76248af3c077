//! A server that keeps what it gets. It answers by a fault, so that it needs no replies.

use std::any::Any;
use std::convert::identity;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use xsd_runtime::soap::server::{Context, Dispatcher, Request, Response, Service};
use xsd_runtime::soap::{Fault, NoFault};
use xsd_runtime::{Name, RawXml};

use crate::byfax::common::*;
use crate::byfax::cover::server::{Cover, CoverServer};
use crate::byfax::cover::{self, *};
use crate::byfax::document::server::{Document, DocumentServer};
use crate::byfax::document::{self, *};
use crate::byfax::faxout::server::{Faxout, FaxoutServer};
use crate::byfax::faxout::{self, *};
use crate::now;

/// A request as an operation got it.
pub(crate) struct Received {
    /// What it is called where it is recorded.
    name: String,
    /// `Service.Operation`.
    pub(crate) operation: &'static str,
    /// The only header block.
    pub(crate) key: Key,
    notes: String,
    request: Box<dyn Any + Send>,
}

impl Received {
    /// Checks that the request means this.
    #[track_caller]
    pub(crate) fn means<T: Debug + PartialEq + 'static>(&self, expected: T) {
        assert_eq!(self.request.downcast_ref::<T>(), Some(&expected), "{}", self.name);
        assert_eq!(self.notes, "", "{}", self.name);
    }
}

/// Who sent a request: a header block, by the local names in it.
#[derive(Debug, PartialEq)]
pub(crate) struct Key {
    /// Namespace and local name of the block.
    pub(crate) element: (String, String),
    pub(crate) username: String,
    pub(crate) password: String,
}

impl Key {
    pub(crate) fn new(namespace: &str, local: &str, username: &str, password: &str) -> Self {
        let element = (namespace.to_owned(), local.to_owned());
        Self { element, username: username.to_owned(), password: password.to_owned() }
    }

    fn of(block: &RawXml) -> Self {
        let document = roxmltree::Document::parse(block.as_str()).unwrap();
        let text = |local: &str| {
            let element = document.descendants().find(|node| node.tag_name().name() == local);
            element.and_then(|element| element.text()).unwrap_or_default()
        };
        Self::new(block.name().namespace(), block.name().local(), text("Username"), text("Password"))
    }
}

/// What a request to the service at `path` came to; `name` is for messages.
pub(crate) fn received(name: &str, path: &str, action: &str, body: &[u8]) -> Received {
    let recorder = Recorder { name: name.to_owned(), ..Recorder::default() };
    let service = recorder.clone();
    let request =
        Request::new(body).header("Content-Type", "text/xml; charset=utf-8").header("SOAPAction", action);
    let response = match path {
        "/soap/1.1/cover" => answer(CoverServer::new(service), cover::NAMESPACE, request),
        "/soap/1.1/document" => answer(DocumentServer::new(service), document::NAMESPACE, request),
        "/soap/1.1/faxout" => answer(FaxoutServer::new(service), faxout::NAMESPACE, request),
        other => panic!("no service has the path {other}"),
    };
    let received = recorder.received.lock().unwrap().take();
    received.unwrap_or_else(|| panic!("{name} was refused: {}", String::from_utf8_lossy(&response.body)))
}

fn answer<S: Service>(service: S, namespace: &'static str, request: Request<'_>) -> Response {
    // gSOAP calls the block after its part, and says that it must be understood.
    let dispatcher = Dispatcher::new(service).understands(Name::new(namespace, "UsernameTokenHeaderPart"));
    now(dispatcher.answer(request))
}

#[derive(Clone, Default)]
struct Recorder {
    name: String,
    received: Arc<Mutex<Option<Received>>>,
}

impl Recorder {
    fn keep<T: Any + Send, O>(&self, request: T, context: &Context) -> Result<O, Fault<NoFault>> {
        let [block] = context.headers() else { panic!("{:?}", context.headers()) };
        let received = Received {
            name: self.name.clone(),
            operation: context.operation(),
            key: Key::of(block),
            notes: context.report().to_string(),
            request: Box::new(request),
        };
        *self.received.lock().unwrap() = Some(received);
        Err(Fault::server("kept"))
    }
}

/// Has a recorder keep what the operations of a service get.
macro_rules! recorded {
    ($service:ident { $($operation:ident($($request:ty)?) -> $reply:ty,)* }) => {
        impl $service for Recorder {
            $(async fn $operation(&self, $(request: $request,)? context: &Context) -> Result<$reply, Fault<NoFault>> {
                self.keep({ $(identity::<$request>(request))? }, context)
            })*
        }
    };
}

recorded!(Cover {
    add_cover(AddCoverInput) -> ApiResponseCoverUpload,
    download_cover(String) -> ApiResponseFileDownload,
    get_cover(String) -> ApiResponseListCovers,
    list_covers() -> ApiResponseListCovers,
    rename_cover(RenameCoverInput) -> ApiResponse,
    reload_cover(ReloadCoverInput) -> ApiResponse,
    delete_cover(String) -> ApiResponse,
    get_cover_preview(String) -> ApiResponseFileDownload,
});

recorded!(Document {
    upload_document(FaxDocument) -> ApiResponseDocUpload,
    download_document(String) -> ApiResponseFileDownload,
    delete_documents(Vec<String>) -> ApiResponse,
    check_document(String) -> ApiResponseDocUpload,
    get_document_preview(GetDocumentPreviewInput) -> ApiResponseDocPreview,
});

recorded!(Faxout {
    submit(ApiRequestFaxjobSubmit) -> ApiResponseFaxjobSubmit,
    submit_message(ApiRequestFaxjobMessage) -> ApiResponseFaxjobSubmit,
    resubmit(ApiRequestFaxjobProcess) -> ApiResponseFaxjobProcess,
    pause(ApiRequestFaxjobProcess) -> ApiResponseFaxjobProcess,
    resume(ApiRequestFaxjobProcess) -> ApiResponseFaxjobProcess,
    cancel(ApiRequestFaxjobProcess) -> ApiResponseFaxjobProcess,
    download(DownloadInput) -> ApiResponseDocPreview,
    delete(String) -> ApiResponse,
    count_broadcasts(ApiRequestFaxjobCountBroadcasts) -> ApiResponseItemsCount,
    list_broadcasts(ApiRequestFaxjobListBroadcasts) -> ApiResponseFaxjobBroadcasts,
    count_recipients(ApiRequestFaxjobCountMessages) -> ApiResponseItemsCount,
    list_recipients(ApiRequestFaxjobListMessages) -> ApiResponseFaxjobMessages,
    check_tiff_exists(String) -> ApiResponse,
    get_balance() -> ApiResponseBalance,
});
