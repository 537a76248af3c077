//! What a service can do, and what it cannot.

use std::fmt;

/// The services.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Provider {
    /// Monopond, by its API v2.1.
    Monopond,
    /// byFax.
    Byfax,
    /// Kazoo.
    Kazoo,
    /// sipgate.
    Sipgate,
}

impl Provider {
    /// What the service can do.
    ///
    /// ```
    /// use fax_bindings::facade::{Ability, Provider};
    ///
    /// assert!(Provider::Monopond.abilities().contains(&Ability::Cancel));
    /// assert!(!Provider::Sipgate.abilities().contains(&Ability::Cancel));
    /// ```
    #[must_use]
    pub fn abilities(self) -> &'static [Ability] {
        match self {
            Self::Monopond | Self::Byfax => &Ability::ALL,
            Self::Kazoo => &[Ability::Header, Ability::Retries, Ability::Reference, Ability::OtherThanPdf],
            Self::Sipgate => &[],
        }
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Monopond => "Monopond",
            Self::Byfax => "byFax",
            Self::Kazoo => "Kazoo",
            Self::Sipgate => "sipgate",
        })
    }
}

/// What not every service can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Ability {
    /// [`Fax::cancel`](super::Fax::cancel).
    Cancel,
    /// [`Outgoing::at`](super::Outgoing::at): a fax that waits for its time.
    At,
    /// [`Outgoing::header`](super::Outgoing::header).
    Header,
    /// [`Outgoing::retries`](super::Outgoing::retries).
    Retries,
    /// [`Outgoing::reference`](super::Outgoing::reference).
    Reference,
    /// More than one of [`Outgoing::documents`](super::Outgoing::documents).
    SeveralDocuments,
    /// Documents that are no PDF.
    OtherThanPdf,
}

impl Ability {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Cancel,
        Self::At,
        Self::Header,
        Self::Retries,
        Self::Reference,
        Self::SeveralDocuments,
        Self::OtherThanPdf,
    ];
}

/// A service cannot do what is asked. Nothing was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unsupported {
    /// The service.
    pub provider: Provider,
    /// What it cannot do.
    pub ability: Ability,
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.ability {
            Ability::Cancel => "cancel a fax",
            Ability::At => "send at a given time: leave `at` out",
            Ability::Header => "print a header line of one's own: leave `header` out",
            Ability::Retries => "be told how often to try: leave `retries` out",
            Ability::Reference => "keep a reference of one's own: leave `reference` out",
            Ability::SeveralDocuments => "join documents: give one",
            Ability::OtherThanPdf => "send anything but PDF: convert the document",
        };
        write!(f, "{} cannot {what}", self.provider)
    }
}

impl std::error::Error for Unsupported {}
