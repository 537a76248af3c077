//! byFax's fax API 1.1: five services over SOAP, in rpc style with SOAP encoding.
//!
//! | Service | Module | Path |
//! |---|---|---|
//! | covers | [`cover`] | `/soap/1.1/cover` |
//! | documents | [`document`] | `/soap/1.1/document` |
//! | sending | [`faxout`] | `/soap/1.1/faxout` |
//! | received faxes | [`faxin_message`] | `/soap/1.1/faxin/message` |
//! | numbers | [`faxin_inventory`] | `/soap/1.1/faxin/inventory` |
//!
//! All are generated from the contracts in `wsdl/byfax`, and every type, member and value is documented there. What the
//! contracts have in common stands once, in [`common`].
//!
//! A client shows who it is by a header block, which is not that of WS-Security: the API key as user name, its secret as
//! password. Each reply has a [state code](common::StateCodes), and so has each item of a list: a call that went well as
//! far as SOAP goes may have failed all the same.
//!
//! ```
//! use fax_bindings::byfax::common::{FaxContact, FaxDocument, FaxFile, FaxMode, FaxQuality, UsernameToken};
//! use fax_bindings::byfax::faxout::client::ApiServiceFaxoutSoapClient;
//! use fax_bindings::byfax::faxout::{ApiRequestFaxjobSubmit, FaxRecipient};
//!
//! let letter = FaxFile::new("letter.txt").with_file_data(b"Dear Sir or Madam");
//! let request = ApiRequestFaxjobSubmit::new(
//!     FaxQuality::Standard,
//!     FaxMode::Text,
//!     FaxContact::new().with_name("Example"),
//!     [FaxRecipient::new().with_number("+61011111111").with_name("Somebody")],
//! )
//! .with_documents([FaxDocument::new().with_document_file(letter)]);
//!
//! # #[cfg(feature = "reqwest")]
//! async fn send(request: &ApiRequestFaxjobSubmit) -> Result<(), Box<dyn std::error::Error>> {
//!     let client = ApiServiceFaxoutSoapClient::new("https://sandbox.byfax.biz/soap/1.1/faxout")?
//!         .with_username_token(UsernameToken::new("key", "secret"));
//!     let reply = client.submit(request).await?;
//!     println!("{}: {:?}", reply.state_code, reply.broadcast_ref);
//!     Ok(())
//! }
//! ```

/// What the five contracts have in common, generated from them.
#[rustfmt::skip] // Stays as the generator writes it.
pub mod common;
/// Covers: templates of a first page. Generated from its contract.
#[rustfmt::skip] // Stays as the generator writes it.
pub mod cover;
/// Documents that are kept to be sent. Generated from its contract.
#[rustfmt::skip] // Stays as the generator writes it.
pub mod document;
/// Numbers to receive faxes at. Generated from its contract.
#[rustfmt::skip] // Stays as the generator writes it.
pub mod faxin_inventory;
/// Received faxes. Generated from its contract.
#[rustfmt::skip] // Stays as the generator writes it.
pub mod faxin_message;
/// Sending faxes and following them. Generated from its contract.
#[rustfmt::skip] // Stays as the generator writes it.
pub mod faxout;
