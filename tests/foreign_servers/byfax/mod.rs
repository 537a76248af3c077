//! Every operation of byFax's five services. What a server says to have read is a line for each value, as JSON.

mod cover;
mod document;
mod faxin;
mod faxout;

use std::fmt::Debug;

use fax_bindings::byfax::common::{ApiResponse, FaxFile, StateCodes};
use fax_bindings::byfax::{Client, HeaderForm, UsernameToken};
use fax_bindings::runtime::soap::{Call, Error, FaultDetail, FaultKind};
use fax_bindings::runtime::types::DateTime;

use crate::server::{Group, Server, password, user};

pub(crate) const GROUPS: &[Group] = &[
    ("submit", faxout::submit),
    ("pause, resume, cancel, resubmit", faxout::process),
    ("lists of broadcasts and recipients", faxout::lists),
    ("other operations on sent faxes", faxout::others),
    ("covers", cover::all),
    ("documents", document::all),
    ("received faxes", faxin::messages),
    ("numbers", faxin::inventory),
    ("credentials", credentials),
    ("faults", faults),
];

/// What has to be escaped in XML, and what needs more than one byte, or more than one UTF-16 unit.
const TEXT: &str = "Gr\u{f6}\u{df}e \u{20ac}\u{1f4e0} <&> \"' ]]>";

/// [`TEXT`] as JSON.
const TEXT_AS_JSON: &str = "\"Gr\u{f6}\u{df}e \u{20ac}\u{1f4e0} <&> \\\"' ]]>\"";

fn client(server: &Server) -> Client {
    client_with(server, HeaderForm::ServiceNamespace, &user(), &password())
}

fn client_with(server: &Server, form: HeaderForm, user: &str, password: &str) -> Client {
    let client: Client = Client::builder(&server.endpoint).build().unwrap();
    client.with_username_token_as(form, UsernameToken::new(user, password))
}

fn date(text: &str) -> DateTime {
    text.parse().unwrap()
}

/// A code that the contracts do not know.
fn code_of_no_contract(text: &str) -> StateCodes {
    let code: StateCodes = text.parse().unwrap_or_else(|_| panic!("an open enumeration"));
    assert!(matches!(code, StateCodes::Unknown(_)));
    code
}

/// A file as the server makes it: with all members.
fn file(name: &str, bytes: impl Into<Vec<u8>>) -> FaxFile {
    FaxFile::from_bytes(name, bytes).with_file_mime("application/pdf")
}

fn success() -> ApiResponse {
    ApiResponse::new(StateCodes::Success)
}

/// Each form of the header, with right and wrong credentials, at each service.
fn credentials(server: &Server) {
    for form in [HeaderForm::ServiceNamespace, HeaderForm::NoNamespace] {
        let right = client_with(server, form, &user(), &password());
        server.equal(states(server, &right), vec![StateCodes::Success; 5]);
        let unknown = client_with(server, form, "nobody", &password());
        server.equal(states(server, &unknown), vec![StateCodes::ApiKeyNotFound; 5]);
        let wrong = client_with(server, form, &user(), "something else");
        server.equal(states(server, &wrong), vec![StateCodes::ApiKeySecretNotMatch; 5]);
    }
    let without = Client::builder(&server.endpoint).build().unwrap();
    server.equal(states(server, &without), vec![StateCodes::ApiKeyMissing; 5]);
}

/// The state code of a reply of each service.
fn states(server: &Server, client: &Client) -> Vec<StateCodes> {
    let filter = Default::default();
    vec![
        server.answered(client.cover().list_covers(), "").state_code,
        server.answered(client.document().download_document("d"), "documentRef=\"d\"\n").state_code,
        server.answered(client.faxout().get_balance(), "").state_code,
        server.answered(client.faxin_message().count_faxes(&filter), "").state_code,
        server.answered(client.faxin_inventory().list_countries(), "").state_code,
    ]
}

/// No operation declares a fault. A server may answer one all the same.
fn faults(server: &Server) {
    let call = client(server).faxout().delete("fault");
    let error = raised(call);
    let fault = error.fault().unwrap_or_else(|| panic!("{}: {error:?}", server.stack));
    server.equal(fault.code().kind(), FaultKind::Server);
    server.equal(fault.reason(), "no <fax> & no database");
    server.equal(fault.actor(), Some("urn:actor"));
    server.equal(fault.details().len(), 1);
}

fn raised<O: Debug, F: FaultDetail>(call: Call<O, F>) -> Error<F> {
    call.wait().unwrap_err()
}
