//! One view over the services: send a document, ask what became of it, cancel it.
//!
//! [`Fax`] stands before the client of a service and says no more than what all services have in common. What is special
//! to a service is in its own module, and is reached from here: [`Status::vendor`] is the service's own answer, whole.
//!
//! ```
//! use fax_bindings::Fax;
//! use fax_bindings::facade::{Document, Outgoing, State};
//!
//! # #[cfg(all(feature = "monopond", feature = "reqwest"))]
//! async fn send(fax: &Fax) -> Result<(), Box<dyn std::error::Error>> {
//!     let letter = Document::new("letter.pdf", b"%PDF-1.7 ... %%EOF");
//!     let outgoing = Outgoing::new("Example", "+61011111111", letter).with_reference("invoice-4711");
//!     let id = fax.send(&outgoing).await?;
//!     match fax.status(&id).await?.state {
//!         State::Delivered => println!("delivered"),
//!         State::Failed(reason) => println!("failed: {reason}"),
//!         state => println!("{state}; ask again in some seconds"),
//!     }
//!     Ok(())
//! }
//!
//! # #[cfg(all(feature = "monopond", feature = "reqwest"))]
//! # {
//! use fax_bindings::monopond::{Client, UsernameToken, endpoint};
//! let fax = Fax::from(Client::new(endpoint::v2_1::PRODUCTION, UsernameToken::new("user", "password"))?);
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What a service can do
//!
//! [`Fax::supports`] tells before anything is called; [`Fax::send`] and [`Fax::cancel`] return [`Error::Unsupported`]
//! without calling when a service cannot do what is asked. Nothing of an [`Outgoing`] is left out in silence.
//!
//! | | Monopond | byFax | Kazoo | sipgate |
//! |---|---|---|---|---|
//! | [`Cancel`](Ability::Cancel) | yes | yes | | |
//! | [`At`](Ability::At) | yes | yes | | |
//! | [`Header`](Ability::Header) | yes | yes | yes | |
//! | [`Retries`](Ability::Retries) | yes | yes | up to 3 | |
//! | [`Reference`](Ability::Reference) | yes | yes | kept, not searched | |
//! | [`SeveralDocuments`](Ability::SeveralDocuments) | yes | yes | | |
//! | [`OtherThanPdf`](Ability::OtherThanPdf) | yes | yes | yes | |
//!
//! # After an error
//!
//! A fax is never sent twice by itself. [`Error::may_have_been_sent`] says whether it may be on its way: then look before
//! sending again, as "After a timeout" in the module of the service says. With Monopond and byFax, [`Fax::status`] of the
//! [reference](Outgoing::reference) does that: it finds the fax, or answers [`Error::NotFound`].

mod ability;
#[cfg(feature = "byfax")]
mod byfax;
mod error;
#[cfg(feature = "kazoo")]
mod kazoo;
#[cfg(feature = "monopond")]
mod monopond;
mod outgoing;
#[cfg(feature = "_rest")]
mod rest;
#[cfg(feature = "sipgate")]
mod sipgate;
#[cfg(any(feature = "monopond", feature = "byfax"))]
mod soap;
mod status;

pub use ability::{Ability, Provider, Unsupported};
pub use error::Error;
pub use outgoing::{Document, Id, Outgoing};
pub use status::{Reason, State, Status, Vendor};

/// A fax service, whichever it is.
///
/// Made of the client of a service, which carries address and credentials. Cloning is cheap, and clones share their
/// connections.
#[derive(Clone, Debug)]
pub struct Fax(Service);

#[derive(Clone, Debug)]
enum Service {
    #[cfg(feature = "monopond")]
    Monopond(crate::monopond::Client),
    #[cfg(feature = "byfax")]
    Byfax(Box<crate::byfax::Client>),
    #[cfg(feature = "kazoo")]
    Kazoo(crate::kazoo::Faxes),
    #[cfg(feature = "sipgate")]
    Sipgate(crate::sipgate::Client),
}

impl Fax {
    /// Which service this is.
    #[must_use]
    pub fn provider(&self) -> Provider {
        match &self.0 {
            #[cfg(feature = "monopond")]
            Service::Monopond(_) => Provider::Monopond,
            #[cfg(feature = "byfax")]
            Service::Byfax(_) => Provider::Byfax,
            #[cfg(feature = "kazoo")]
            Service::Kazoo(_) => Provider::Kazoo,
            #[cfg(feature = "sipgate")]
            Service::Sipgate(_) => Provider::Sipgate,
        }
    }

    /// Whether the service can do this.
    #[must_use]
    pub fn supports(&self, ability: Ability) -> bool {
        self.provider().abilities().contains(&ability)
    }

    /// Whether the service can send this as it is; [`send`](Self::send) asks the same before it calls.
    ///
    /// # Errors
    /// The first thing that the service cannot do.
    pub fn check(&self, outgoing: &Outgoing) -> Result<(), Unsupported> {
        match outgoing.needs().find(|&ability| !self.supports(ability)) {
            Some(ability) => Err(self.lacks(ability)),
            None => Ok(()),
        }
    }

    /// Hands a fax to the service. It is accepted then, and not yet delivered: ask [`status`](Self::status).
    ///
    /// # Errors
    /// See [`Error`]. The fax may have been accepted all the same if [`Error::may_have_been_sent`] says so.
    pub async fn send(&self, outgoing: &Outgoing) -> Result<Id, Error> {
        self.check(outgoing)?;
        match &self.0 {
            #[cfg(feature = "monopond")]
            Service::Monopond(client) => monopond::send(client, outgoing).await,
            #[cfg(feature = "byfax")]
            Service::Byfax(client) => byfax::send(client, outgoing).await,
            #[cfg(feature = "kazoo")]
            Service::Kazoo(faxes) => kazoo::send(faxes, outgoing).await,
            #[cfg(feature = "sipgate")]
            Service::Sipgate(client) => sipgate::send(client, outgoing).await,
        }
    }

    /// What became of a fax so far. It changes nothing and can be asked again; leave some seconds between two questions.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the service has no such fax, which may pass shortly after it was sent.
    pub async fn status(&self, id: &Id) -> Result<Status, Error> {
        id.check()?;
        match &self.0 {
            #[cfg(feature = "monopond")]
            Service::Monopond(client) => monopond::status(client, id).await,
            #[cfg(feature = "byfax")]
            Service::Byfax(client) => byfax::status(client, id).await,
            #[cfg(feature = "kazoo")]
            Service::Kazoo(faxes) => kazoo::status(faxes, id).await,
            #[cfg(feature = "sipgate")]
            Service::Sipgate(client) => sipgate::status(client, id).await,
        }
    }

    /// Asks the service not to send a fax any more. Whether it still came in time, [`status`](Self::status) tells.
    ///
    /// # Errors
    /// [`Error::Unsupported`] when the service cannot; [`Error::Refused`] when it says that it is too late.
    pub async fn cancel(&self, id: &Id) -> Result<(), Error> {
        id.check()?;
        match &self.0 {
            #[cfg(feature = "monopond")]
            Service::Monopond(client) => monopond::cancel(client, id).await,
            #[cfg(feature = "byfax")]
            Service::Byfax(client) => byfax::cancel(client, id).await,
            #[cfg(feature = "_rest")]
            _ => Err(self.lacks(Ability::Cancel).into()),
        }
    }

    fn lacks(&self, ability: Ability) -> Unsupported {
        Unsupported { provider: self.provider(), ability }
    }
}

#[cfg(feature = "monopond")]
impl From<crate::monopond::Client> for Fax {
    fn from(client: crate::monopond::Client) -> Self {
        Self(Service::Monopond(client))
    }
}

#[cfg(feature = "byfax")]
impl From<crate::byfax::Client> for Fax {
    fn from(client: crate::byfax::Client) -> Self {
        Self(Service::Byfax(Box::new(client)))
    }
}

/// The faxes of an account, of a user or of a fax box.
#[cfg(feature = "kazoo")]
impl From<crate::kazoo::Faxes> for Fax {
    fn from(faxes: crate::kazoo::Faxes) -> Self {
        Self(Service::Kazoo(faxes))
    }
}

#[cfg(feature = "sipgate")]
impl From<crate::sipgate::Client> for Fax {
    fn from(client: crate::sipgate::Client) -> Self {
        Self(Service::Sipgate(client))
    }
}
