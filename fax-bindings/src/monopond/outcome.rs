//! What became of a fax: questions to ask a status reply, the same for both versions.

macro_rules! outcome {
    ($version:ident) => {
        impl super::$version::ApiFaxMessageStatus {
            /// Whether nothing more will happen to the fax. It may have been delivered or not: see
            /// [`last_result`](Self::last_result).
            #[must_use]
            pub fn is_done(&self) -> bool {
                self.status == Some(super::$version::FaxUserStatus::Done)
            }

            /// The result of the last attempt, which is that of the fax once it [is done](Self::is_done).
            ///
            /// `None` before the first attempt has ended, and in replies below level `results`.
            #[must_use]
            pub fn last_result(&self) -> Option<&super::$version::ApiFaxMessageStatusResults> {
                self.fax_results.as_deref()?.iter().max_by_key(|result| result.attempt)
            }
        }

        impl super::$version::FaxError {
            /// Whether the same fax may well pass on another day: the line was busy, nobody answered, or the
            /// transmission broke off.
            ///
            /// The vendor does not say so; it is what the codes mean. Codes that are not in the contract are not
            /// taken for transient.
            #[must_use]
            pub fn is_transient(&self) -> bool {
                matches!(
                    self,
                    Self::FaxBusy
                        | Self::FaxNoAnswer
                        | Self::FaxEarlyHangup
                        | Self::FaxNegotiationFailed
                        | Self::FaxSendingFailed
                )
            }
        }
    };
}

outcome!(v2);
outcome!(v2_1);

#[cfg(test)]
mod tests {
    use crate::monopond::v2_1::{
        ApiFaxMessageStatus, ApiFaxMessageStatusResults, FaxError, FaxResult, FaxUserStatus,
    };

    #[test]
    fn only_done_is_final() {
        for status in FaxUserStatus::ALL {
            let message = ApiFaxMessageStatus::new().with_status(status.clone());
            assert_eq!(message.is_done(), status.as_str() == "done", "{status}");
        }
        assert!(!ApiFaxMessageStatus::new().is_done());
    }

    #[test]
    fn the_last_attempt_counts_wherever_it_stands() {
        let attempt =
            |number, result| ApiFaxMessageStatusResults::new().with_attempt(number).with_result(result);
        let attempts = [attempt(2, FaxResult::Success), attempt(1, FaxResult::Failed)];
        let message = ApiFaxMessageStatus::new().with_fax_results(attempts);
        assert_eq!(message.last_result().and_then(|last| last.result.clone()), Some(FaxResult::Success));
        assert_eq!(ApiFaxMessageStatus::new().last_result(), None);

        let unnumbered = |result| ApiFaxMessageStatusResults::new().with_result(result);
        let attempts = [unnumbered(FaxResult::Failed), unnumbered(FaxResult::Success)];
        let message = ApiFaxMessageStatus::new().with_fax_results(attempts);
        assert_eq!(message.last_result().and_then(|last| last.result.clone()), Some(FaxResult::Success));
    }

    #[test]
    fn five_errors_are_transient() {
        let transient: Vec<&str> =
            FaxError::ALL.iter().filter(|error| error.is_transient()).map(FaxError::as_str).collect();
        let expected =
            ["FAX_NEGOTIATION_FAILED", "FAX_EARLY_HANGUP", "FAX_BUSY", "FAX_SENDING_FAILED", "FAX_NO_ANSWER"];
        assert_eq!(transient, expected);
        let unlisted: FaxError = "FAX_NEW".parse().unwrap();
        assert!(!unlisted.is_transient());
    }
}
