//! Why an operation does not do what was asked, and the faults that it says so by.

use xsd_runtime::soap::{Fault, FaultDetail};

use super::contract::{v2, v2_1};

/// What a reference begins with that asks for a fault.
const ASKS_FOR_FAULT: &str = "fault:";

/// Declares [`Kind`]: the faults of the contracts, by the names of their detail elements.
macro_rules! kinds {
    ($($kind:ident),* $(,)?) => {
        /// A fault, by the name of its detail element.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Kind {
            $($kind,)*
        }

        impl Kind {
            const ALL: &[Self] = &[$(Self::$kind),*];

            /// Name of the detail element.
            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => stringify!($kind),)*
                }
            }
        }
    };
}

kinds!(
    InvalidArgumentsException,
    NoMessagesFoundException,
    DocumentContentTypeNotFoundException,
    UnsupportedDocumentContentType,
    DocumentRefAlreadyExistsException,
    DocumentRefDoesNotExistException,
    MergeFieldDoesNotMatchDocumentTypeException,
    UnknownHostException,
    InterruptedException,
    InternalServerException,
);

impl Kind {
    /// What an operation says that does not declare this fault, as those of version 2 do not declare many.
    fn instead(self) -> Self {
        match self {
            Self::UnsupportedDocumentContentType => Self::DocumentContentTypeNotFoundException,
            Self::UnknownHostException | Self::InterruptedException => Self::InternalServerException,
            _ => Self::InvalidArgumentsException,
        }
    }
}

/// Why an operation does not do what was asked.
#[derive(Debug, PartialEq)]
pub(super) struct Refusal {
    pub(super) kind: Kind,
    /// For people; lost where the detail has no content.
    pub(super) message: String,
}

impl Refusal {
    pub(super) fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    /// The fault of an operation that declares `F`.
    pub(super) fn into_fault<F: Declared>(self) -> Fault<F> {
        let Self { kind, message } = self;
        let declared = F::of(kind, &message).or_else(|| F::of(kind.instead(), &message));
        // Every operation declares both of the kinds that others are told as, or else there is no detail.
        declared.map_or_else(|| Fault::server(message), Fault::from)
    }
}

/// The faults that an operation declares.
pub(super) trait Declared: FaultDetail {
    /// The operation.
    const OPERATION: &'static str;

    /// The fault, if it is declared.
    fn of(kind: Kind, message: &str) -> Option<Self>;
}

/// Fails if a reference, given with its place, asks for a fault.
pub(super) fn provoke<F: Declared>(references: &[(&str, &str)]) -> Result<(), Refusal> {
    let asked = references.iter().find_map(|(place, text)| Some((place, text.strip_prefix(ASKS_FOR_FAULT)?)));
    let Some((place, name)) = asked else { return Ok(()) };
    let kind = Kind::ALL.iter().find(|kind| kind.name() == name && F::of(**kind, "").is_some());
    Err(match kind {
        Some(kind) => Refusal::new(*kind, format!("{place} asks for this fault")),
        None => {
            let message = format!("{place}: {} declares no fault `{name}`", F::OPERATION);
            Refusal::new(Kind::InvalidArgumentsException, message)
        }
    })
}

/// What stands in a detail.
trait Content {
    fn of(message: &str) -> Self;
}

macro_rules! content {
    (message: $($bean:ty),+; empty: $($empty:ty),+) => {
        $(impl Content for $bean {
            fn of(message: &str) -> Self {
                Self::new().with_message(message)
            }
        })+
        $(impl Content for $empty {
            fn of(_: &str) -> Self {
                Self::new()
            }
        })+
    };
}

content!(
    message: v2_1::WebFaultBean, v2::WebFaultBean;
    empty: v2_1::UnsupportedDocumentContentType, v2_1::UnknownHostException, v2_1::InterruptedException
);

macro_rules! declared {
    ($($operation:literal $version:ident::$fault:ident { $($kind:ident),+ $(,)? })+) => {
        $(impl Declared for $version::$fault {
            const OPERATION: &'static str = $operation;

            fn of(kind: Kind, message: &str) -> Option<Self> {
                match kind {
                    $(Kind::$kind => Some(Self::$kind(Content::of(message))),)+
                    _ => None,
                }
            }
        })+

        /// Every operation with the names of the faults that this file knows of it, and those of the contract.
        #[cfg(test)]
        #[allow(clippy::type_complexity, reason = "used once")]
        const OPERATIONS: &[(&str, &[&str], &[xsd_runtime::Name])] = &[
            $(($operation, &[$(stringify!($kind)),+], <$version::$fault as FaultDetail>::NAMES)),+
        ];
    };
}

declared! {
    "SendFax" v2_1::SendFaxFault {
        InvalidArgumentsException, NoMessagesFoundException, DocumentContentTypeNotFoundException,
        UnsupportedDocumentContentType, DocumentRefAlreadyExistsException, DocumentRefDoesNotExistException,
        MergeFieldDoesNotMatchDocumentTypeException, InternalServerException,
    }
    "FaxStatus" v2_1::FaxStatusFault {
        InvalidArgumentsException, NoMessagesFoundException, InternalServerException,
    }
    "StopFax" v2_1::StopFaxFault {
        InvalidArgumentsException, NoMessagesFoundException, InternalServerException,
    }
    "PauseFax" v2_1::PauseFaxFault {
        InvalidArgumentsException, NoMessagesFoundException, InternalServerException,
    }
    "ResumeFax" v2_1::ResumeFaxFault {
        InvalidArgumentsException, NoMessagesFoundException, InternalServerException,
    }
    "SaveFaxDocument" v2_1::SaveFaxDocumentFault {
        InvalidArgumentsException, DocumentContentTypeNotFoundException, DocumentRefAlreadyExistsException,
        InternalServerException,
    }
    "DeleteFaxDocument" v2_1::DeleteFaxDocumentFault {
        InvalidArgumentsException, DocumentRefDoesNotExistException, InternalServerException,
    }
    "FaxDocumentPreview" v2_1::FaxDocumentPreviewFault {
        InvalidArgumentsException, UnsupportedDocumentContentType, DocumentRefDoesNotExistException,
        MergeFieldDoesNotMatchDocumentTypeException, UnknownHostException, InterruptedException,
        InternalServerException,
    }
    "SendFax" v2::SendFaxFault {
        InvalidArgumentsException, NoMessagesFoundException, DocumentContentTypeNotFoundException,
        InternalServerException,
    }
    "FaxStatus" v2::FaxStatusFault {
        InvalidArgumentsException, NoMessagesFoundException, InternalServerException,
    }
    "StopFax" v2::StopFaxFault {
        InvalidArgumentsException, NoMessagesFoundException, InternalServerException,
    }
    "PauseFax" v2::PauseFaxFault {
        InvalidArgumentsException, NoMessagesFoundException, InternalServerException,
    }
    "ResumeFax" v2::ResumeFaxFault {
        InvalidArgumentsException, NoMessagesFoundException, InternalServerException,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::outcome::FAULTS;
    use super::*;

    #[test]
    fn what_is_declared_here_is_what_the_contracts_declare() {
        for (operation, here, contract) in OPERATIONS {
            let here: BTreeSet<&str> = here.iter().copied().collect();
            let contract: BTreeSet<&str> = contract.iter().map(|name| name.local).collect();
            assert_eq!(here, contract, "{operation}");
        }
    }

    #[test]
    fn every_fault_can_be_asked_for() {
        let asked: BTreeSet<&str> = FAULTS.iter().map(|(_, kind, _)| kind.name()).collect();
        let declared: BTreeSet<&str> =
            OPERATIONS.iter().flat_map(|(_, here, _)| here.iter().copied()).collect();
        assert_eq!(asked, declared);
        assert_eq!(Kind::ALL.len(), asked.len());
    }

    #[test]
    fn a_reference_asks_for_a_fault_that_the_operation_declares() {
        let asked = |text| provoke::<v2_1::FaxStatusFault>(&[("MessageRef", "a"), ("SendRef", text)]);
        assert_eq!(asked("fault"), Ok(()));
        assert_eq!(asked("my-fault:InternalServerException"), Ok(()));
        let refusal = asked("fault:InternalServerException").unwrap_err();
        assert_eq!(refusal.kind, Kind::InternalServerException);
        assert_eq!(refusal.message, "SendRef asks for this fault");
        for (text, name) in [
            ("fault:UnknownHostException", "UnknownHostException"),
            ("fault:", ""),
            ("fault:internalserverexception", "internalserverexception"),
        ] {
            let refusal = asked(text).unwrap_err();
            assert_eq!(refusal.kind, Kind::InvalidArgumentsException);
            assert_eq!(refusal.message, format!("SendRef: FaxStatus declares no fault `{name}`"));
        }
    }

    #[test]
    fn what_version_2_does_not_declare_is_told_in_another_way() {
        let told = |kind| Refusal::new(kind, "why").into_fault::<v2::SendFaxFault>().into_detail();
        let bean = || v2::WebFaultBean::new().with_message("why");
        assert_eq!(
            told(Kind::UnsupportedDocumentContentType),
            Some(v2::SendFaxFault::DocumentContentTypeNotFoundException(bean()))
        );
        assert_eq!(
            told(Kind::MergeFieldDoesNotMatchDocumentTypeException),
            Some(v2::SendFaxFault::InvalidArgumentsException(bean()))
        );
        assert_eq!(told(Kind::InterruptedException), Some(v2::SendFaxFault::InternalServerException(bean())));
        assert!(Kind::ALL.iter().all(|kind| told(*kind).is_some()));
    }
}
