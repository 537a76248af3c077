//! Questions to ask states. No source explains them: the answers are what their names mean.

use super::common::StateCodes;
use super::faxin_message::StateTransport;
use super::faxout::{StateContainer, StateRecipient};

impl StateCodes {
    /// Whether this is `SUCCESS`.
    #[must_use]
    pub fn is_success(&self) -> bool {
        *self == Self::Success
    }

    /// Whether the same may well go better later: the line was busy, nobody answered, the transmission broke off, a
    /// preview is not ready.
    ///
    /// It does not say that a request may be repeated: see [After a timeout](super#after-a-timeout). Codes that are not
    /// in the contract are not taken for transient.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::Busy
                | Self::NoAnswer
                | Self::TemporarilyUnavailable
                | Self::TransmissionEarlyHangup
                | Self::TransmissionError
                | Self::NegotiationFailed
                | Self::LineRequestTimeout
                | Self::GatewayTimeout
                | Self::IsdnNetworkFailure
                | Self::FilePreviewNotReady
        )
    }
}

impl StateContainer {
    /// Whether nothing more will happen to the broadcast. Its faxes may have been delivered or not.
    ///
    /// A state that is not in the contract is not taken for final.
    #[must_use]
    pub fn is_terminal(&self) -> bool {
        matches!(self, Self::Aborted | Self::Cancelled | Self::Failed | Self::Done | Self::Deleted)
    }
}

impl StateRecipient {
    /// Whether nothing more will happen to the fax, unless it has failed and is resubmitted. Only `SUCCESS` is
    /// delivered.
    ///
    /// A state that is not in the contract is not taken for final.
    #[must_use]
    pub fn is_terminal(&self) -> bool {
        matches!(self, Self::Aborted | Self::Cancelled | Self::Success | Self::Failed | Self::Deleted)
    }
}

impl StateTransport {
    /// Whether nothing more will happen to the transmission. Only `SUCCESS` is complete.
    ///
    /// A state that is not in the contract is not taken for final.
    #[must_use]
    pub fn is_terminal(&self) -> bool {
        matches!(self, Self::Success | Self::Failed | Self::Aborted | Self::Cancelled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_final_as_their_names_say() {
        let container = StateContainer::ALL.iter().filter(|state| state.is_terminal());
        let container: Vec<&str> = container.map(StateContainer::as_str).collect();
        assert_eq!(container, ["ABORTED", "CANCELLED", "FAILED", "DONE", "DELETED"]);

        let recipient = StateRecipient::ALL.iter().filter(|state| state.is_terminal());
        let recipient: Vec<&str> = recipient.map(StateRecipient::as_str).collect();
        assert_eq!(recipient, ["ABORTED", "CANCELLED", "SUCCESS", "FAILED", "DELETED"]);

        let transport = StateTransport::ALL.iter().filter(|state| state.is_terminal());
        let transport: Vec<&str> = transport.map(StateTransport::as_str).collect();
        assert_eq!(transport, ["SUCCESS", "FAILED", "ABORTED", "CANCELLED"]);
    }

    #[test]
    fn ten_codes_are_transient_and_one_is_success() {
        assert_eq!(StateCodes::ALL.iter().filter(|code| code.is_transient()).count(), 10);
        let success: Vec<&StateCodes> = StateCodes::ALL.iter().filter(|code| code.is_success()).collect();
        assert_eq!(success, [&StateCodes::Success]);
    }

    #[test]
    fn what_the_contract_does_not_know_is_neither_final_nor_transient() {
        let unlisted: StateRecipient = "ARCHIVED".parse().unwrap();
        let code: StateCodes = "BUSY_AGAIN".parse().unwrap();
        assert!(!unlisted.is_terminal() && !code.is_transient() && !code.is_success());
    }
}
