//! What all operations have in common: who may call them, and replies that say how it went by a state code.

use xsd_runtime::soap::server::Context;
use xsd_runtime::soap::{Fault, NoFault};

use super::common::{
    ApiResponse, ApiResponseDocPreview, ApiResponseFileDownload, ApiResponseItemsCount, StateCodes,
};
use super::contract::cover::{ApiResponseCoverUpload, ApiResponseListCovers};
use super::contract::document::ApiResponseDocUpload;
use super::contract::faxin_inventory::{
    ApiResponseListCountries, ApiResponseListCountryStates, ApiResponseListDidGroups, ApiResponseListDids,
};
use super::contract::faxin_message::ApiResponseListFaxes;
use super::contract::faxout::{
    ApiResponseBalance, ApiResponseFaxjobBroadcasts, ApiResponseFaxjobMessages, ApiResponseFaxjobProcess,
    ApiResponseFaxjobSubmit,
};
use super::credentials::Credentials;

/// What a reference begins with that asks for a state code.
const ASKS_FOR_STATE: &str = "state:";

/// Why an operation does not do what was asked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) code: StateCodes,
    /// For people.
    pub(crate) message: String,
}

impl Refusal {
    pub(crate) fn new(code: StateCodes, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

/// The code in words, as far as there is nothing else to say.
impl From<StateCodes> for Refusal {
    fn from(code: StateCodes) -> Self {
        let message = words(&code);
        Self { code, message }
    }
}

/// A state code in words.
pub(crate) fn words(code: &StateCodes) -> String {
    code.as_str().replace('_', " ").to_lowercase()
}

/// A reply, which can say that nothing was done.
pub(crate) trait Reply {
    fn refusing(refusal: Refusal) -> Self;
}

macro_rules! replies {
    ($($reply:ident)+) => {
        $(impl Reply for $reply {
            fn refusing(refusal: Refusal) -> Self {
                Self::new(refusal.code).with_state_message(refusal.message)
            }
        })+
    };
}

replies!(
    ApiResponse ApiResponseBalance ApiResponseCoverUpload ApiResponseDocPreview ApiResponseDocUpload
    ApiResponseFaxjobBroadcasts ApiResponseFaxjobMessages ApiResponseFaxjobProcess ApiResponseFaxjobSubmit
    ApiResponseFileDownload ApiResponseItemsCount ApiResponseListCountries ApiResponseListCountryStates
    ApiResponseListCovers ApiResponseListDidGroups ApiResponseListDids ApiResponseListFaxes
);

/// Does what is asked, unless the request may not ask for it, or one of its references asks for a state code. What is
/// refused is no fault but a reply that says so.
pub(crate) fn answer<'r, R: Reply>(
    credentials: &Credentials,
    context: &Context,
    references: impl IntoIterator<Item = &'r str>,
    operation: impl FnOnce() -> Result<R, Refusal>,
) -> Result<R, Fault<NoFault>> {
    let admitted = credentials.check(context).map_err(Refusal::from);
    let admitted = admitted.and_then(|()| references.into_iter().try_for_each(provoke));
    Ok(admitted.and_then(|()| operation()).unwrap_or_else(R::refusing))
}

/// Fails if the reference asks for a state code, as `state:INSUFFICIENT_FUNDS` does.
pub(crate) fn provoke(reference: &str) -> Result<(), Refusal> {
    let Some(name) = reference.strip_prefix(ASKS_FOR_STATE) else { return Ok(()) };
    Err(match StateCodes::ALL.iter().find(|code| code.as_str() == name) {
        Some(code) => Refusal::new(code.clone(), format!("the reference `{reference}` asks for this")),
        None => Refusal::new(
            StateCodes::ApiRequestValidate,
            format!("there is no state code `{name}` to ask for"),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_asks_for_a_state_code() {
        assert_eq!(provoke("state"), Ok(()));
        assert_eq!(provoke("my-state:BUSY"), Ok(()));
        for code in StateCodes::ALL {
            assert_eq!(provoke(&format!("state:{code}")).unwrap_err().code, *code);
        }
        let refusal = provoke("state:busy").unwrap_err();
        assert_eq!(refusal.code, StateCodes::ApiRequestValidate);
        assert_eq!(refusal.message, "there is no state code `busy` to ask for");
    }

    #[test]
    fn a_code_is_explained_in_words() {
        let reply = ApiResponse::refusing(StateCodes::ApiKeySecretNotMatch.into());
        assert_eq!(reply.state_code, StateCodes::ApiKeySecretNotMatch);
        assert_eq!(reply.state_message.as_deref(), Some("api key secret not match"));
    }
}
