//! What a check finds.

use std::fmt;

use super::place::Place;

/// A rule of the service that a schema cannot hold.
///
/// Each is an [error](Severity::Error), which the service would refuse or which cannot be meant, or a
/// [warning](Severity::Warning), where the sources disagree or advise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// A request has at least one message.
    NoMessages,
    /// About 600 messages are advised for one request. A warning.
    ManyMessages,
    /// A `SendRef` is how to find out whether a request that timed out was accepted. A warning.
    NoSendRef,
    /// Every message has a reference.
    NoMessageRef,
    /// A message reference stands once in a request.
    DuplicateMessageRef,
    /// A number is written in digits.
    SendTo,
    /// A number begins with its country code, which never begins with 0. A warning.
    NoCountryCode,
    /// There is a document, in the request or in the message.
    NoDocument,
    /// A document has data, or the reference of a stored one.
    NoContent,
    /// Data is not empty.
    EmptyFile,
    /// Data has a file name, whose extension tells the type.
    NoFileName,
    /// The extension is among the types that the vendor lists. A warning.
    FileType,
    /// Documents are joined in the order of their `Order`, and what happens to equal ones is not defined. A warning.
    OrderTie,
    /// Word merge fields belong to Microsoft documents, stamps to TIFF files.
    MergeKind,
    /// Whether PDF files can be stamped is in doubt. A warning.
    StampOnPdf,
    /// A merge field has a key.
    NoMergeKey,
    /// A key stands once in a document.
    DuplicateMergeKey,
    /// A stamp has a place.
    NoStampPlace,
    /// A stamp has a text or an image.
    NoStampValue,
    /// The font is among those that the vendor lists. A warning.
    Font,
    /// The name of the sender has at most 32 characters.
    SendFromTooLong,
    /// Later documentation allows the name of the sender 20 characters. A warning.
    SendFromLong,
    /// Counts, sizes and places are 0 or more.
    Negative,
    /// The codes of a header format are those that the vendor lists. A warning.
    HeaderCode,
    /// Dates have a zone offset. A warning.
    NoZone,
    /// A fax starts before the date by which it must have been sent.
    Deadline,
    /// A time zone is a name such as `Australia/Adelaide`. A warning.
    TimeZone,
    /// An enumeration has a value of the contract.
    UnknownValue,
    /// A request by reference has at least one reference.
    NoReference,
    /// A stored document has a reference.
    NoDocumentRef,
}

impl Rule {
    /// How bad it is to break it.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::ManyMessages
            | Self::NoSendRef
            | Self::NoCountryCode
            | Self::FileType
            | Self::OrderTie
            | Self::StampOnPdf
            | Self::Font
            | Self::SendFromLong
            | Self::HeaderCode
            | Self::NoZone
            | Self::TimeZone => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The service may accept the request, but perhaps not as it is meant.
    Warning,
    /// Do not send the request.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// A rule that a request breaks, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// The place in the request as a path of XML names, for example `FaxMessages/FaxMessage[3]/SendTo`; items of
    /// lists are numbered from 1.
    pub path: String,
    /// What to do.
    pub message: String,
}

impl Finding {
    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.rule.severity()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}: {}", self.severity(), self.path, self.message)
    }
}

/// Everything that a check finds, in the order of the request. Displays as one line for each finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "a check only tells; it stops nothing"]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Whether there is no error; there may be warnings.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.errors().next().is_none()
    }

    /// All findings.
    #[must_use]
    pub fn as_slice(&self) -> &[Finding] {
        &self.0
    }

    /// Those that are errors.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.of(Severity::Error)
    }

    /// Those that are warnings.
    pub fn warnings(&self) -> impl Iterator<Item = &Finding> {
        self.of(Severity::Warning)
    }

    /// The warnings, for `?` to go on with.
    ///
    /// # Errors
    /// All findings, if one of them is an error.
    pub fn into_result(self) -> Result<Self, Self> {
        if self.is_ok() { Ok(self) } else { Err(self) }
    }

    fn of(&self, severity: Severity) -> impl Iterator<Item = &Finding> {
        self.0.iter().filter(move |finding| finding.severity() == severity)
    }

    pub(super) fn add(&mut self, rule: Rule, place: &Place<'_>, message: impl Into<String>) {
        self.0.push(Finding { rule, path: place.to_string(), message: message.into() });
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, finding) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{finding}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Findings {}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'f> IntoIterator for &'f Findings {
    type Item = &'f Finding;
    type IntoIter = std::slice::Iter<'f, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
