//! What a user may do to a fax that was taken in.

use crate::byfax::common::StateCodes;
use crate::byfax::contract::faxout::StateRecipient;

/// What a user may do to a fax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Pause,
    Resume,
    Cancel,
    Resubmit,
}

impl Change {
    /// The state that a fax comes into, or why it cannot be done.
    pub(super) fn target(self, state: &StateRecipient) -> Result<StateRecipient, StateCodes> {
        use StateRecipient as State;
        match (self, state) {
            (Self::Pause, state) if waits(state) => Ok(State::Pausing),
            (Self::Resume, State::Pausing | State::Paused) => Ok(State::Resuming),
            (Self::Cancel, State::Pausing | State::Paused | State::Resuming) => Ok(State::Cancelling),
            (Self::Cancel, state) if waits(state) => Ok(State::Cancelling),
            (Self::Cancel, State::Delivering) => Ok(State::Aborting),
            (Self::Resubmit, State::Failed) => Ok(State::Pending),
            (Self::Resubmit, _) => Err(StateCodes::FaxjobNotFailed),
            _ => Err(StateCodes::FaxjobNotWaiting),
        }
    }
}

/// Whether a fax in this state is neither being sent nor over.
fn waits(state: &StateRecipient) -> bool {
    use StateRecipient as State;
    matches!(state, State::Pending | State::Preparing | State::Ready | State::Submitting | State::Submitted)
}
