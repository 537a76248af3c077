//! What is sent.

use std::fmt;
use std::time::SystemTime;

use super::Ability;

/// A fax to send, to one recipient.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Outgoing {
    /// Number of the recipient in E.164 form, with the plus sign: `+61011111111`.
    ///
    /// Monopond gets it without the plus sign, as it asks for. Blanks are taken out for Monopond and byFax; Kazoo and
    /// sipgate get them and make of them what they will.
    pub to: String,
    /// The sender, which is not the same thing for all services.
    ///
    /// Monopond: a name of up to 20 letters and digits. byFax: a name. Kazoo: a telephone number of the account. sipgate:
    /// the fax line, such as `f0`.
    pub from: String,
    /// What is sent: at least one, joined in this order where the service [can](Ability::SeveralDocuments).
    pub documents: Vec<Document>,
    /// The header line at the top of each page, in the service's own form. Kazoo: the name in it. `None`: the service's own.
    pub header: Option<String>,
    /// When to send. `None`: at once.
    pub at: Option<SystemTime>,
    /// How often to try again after an attempt that failed. `None`: as the service does by itself.
    ///
    /// Monopond counts busy and unanswered calls apart; both get this number. byFax counts these alone. Kazoo takes up
    /// to 3.
    pub retries: Option<u8>,
    /// Your reference of this one fax, by which it can be found again, not to be used twice. `None`: Monopond and byFax get
    /// one that is made up.
    pub reference: Option<String>,
}

impl Outgoing {
    /// A document from a sender to a number, with all else left to the service.
    #[must_use]
    pub fn new(from: impl Into<String>, to: impl Into<String>, document: Document) -> Self {
        Self {
            to: to.into(),
            from: from.into(),
            documents: vec![document],
            header: None,
            at: None,
            retries: None,
            reference: None,
        }
    }

    /// One more document.
    #[must_use]
    pub fn with_document(mut self, document: Document) -> Self {
        self.documents.push(document);
        self
    }

    /// The same fax with this [header line](Self::header).
    #[must_use]
    pub fn with_header(mut self, header: impl Into<String>) -> Self {
        self.header = Some(header.into());
        self
    }

    /// The same fax, to be sent at this [time](Self::at).
    #[must_use]
    pub fn with_at(mut self, at: SystemTime) -> Self {
        self.at = Some(at);
        self
    }

    /// The same fax with this number of [further attempts](Self::retries).
    #[must_use]
    pub fn with_retries(mut self, retries: u8) -> Self {
        self.retries = Some(retries);
        self
    }

    /// The same fax with this [reference](Self::reference).
    #[must_use]
    pub fn with_reference(mut self, reference: impl Into<String>) -> Self {
        self.reference = Some(reference.into());
        self
    }

    /// What a service has to be able to do to send this.
    pub(super) fn needs(&self) -> impl Iterator<Item = Ability> {
        let needs = [
            (Ability::At, self.at.is_some()),
            (Ability::Header, self.header.is_some()),
            (Ability::Retries, self.retries.is_some()),
            (Ability::Reference, self.reference.is_some()),
            (Ability::SeveralDocuments, self.documents.len() > 1),
            (Ability::OtherThanPdf, !self.documents.iter().all(Document::is_pdf)),
        ];
        needs.into_iter().filter_map(|(ability, needed)| needed.then_some(ability))
    }

    /// The document of a service that takes one alone.
    #[cfg(feature = "_rest")]
    pub(super) fn only_document(&self) -> Result<&Document, super::Error> {
        match self.documents.first() {
            None => Err(super::Error::NotSent("there is no document".into())),
            Some(document) if document.data.is_empty() => {
                Err(super::Error::NotSent("the document is empty".into()))
            }
            Some(document) => Ok(document),
        }
    }

    /// The reference, or one that is made up.
    #[cfg(any(feature = "monopond", feature = "byfax"))]
    pub(super) fn reference_or_random(&self) -> String {
        use std::hash::{BuildHasher as _, Hasher as _};
        // The keys of each `RandomState` differ, and the first come from the system's randomness.
        let random = || std::collections::hash_map::RandomState::new().build_hasher().finish();
        self.reference.clone().unwrap_or_else(|| format!("fax-{:016x}{:016x}", random(), random()))
    }

    /// The number without what people put between its digits.
    #[cfg(any(feature = "monopond", feature = "byfax"))]
    pub(super) fn to_without_blanks(&self) -> String {
        self.to.chars().filter(|character| !character.is_whitespace()).collect()
    }
}

/// A file.
#[derive(Clone)]
#[non_exhaustive]
pub struct Document {
    /// Its name, with the extension: services tell the type of a file by it.
    pub name: String,
    /// Its content.
    pub data: Vec<u8>,
}

impl Document {
    /// A file of this name and content.
    #[must_use]
    pub fn new(name: impl Into<String>, data: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), data: data.into() }
    }

    /// Nothing at all is no other type, and is told of by itself.
    fn is_pdf(&self) -> bool {
        self.data.is_empty() || self.data.starts_with(b"%PDF-")
    }
}

/// The size of the content, and not the content.
impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document").field("name", &self.name).field("bytes", &self.data.len()).finish()
    }
}

/// How a service finds a fax that it took. It is text that can be stored, and made again of that text.
///
/// Monopond and byFax: the reference of the fax. Kazoo: the id of the job. sipgate: the id of the session.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Id(String);

impl Id {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Fails where it is blank: some services would take it for all faxes.
    pub(super) fn check(&self) -> Result<(), super::Error> {
        if self.0.trim().is_empty() {
            return Err(super::Error::NotSent("the id of the fax is empty".into()));
        }
        Ok(())
    }
}

impl<T: Into<String>> From<T> for Id {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
