//! Files with what the service checks them by.

use super::common::{FaxDocument, FaxFile};

impl FaxFile {
    /// A file with its content, size and MD5 checksum. The service knows the type of a file by its name and content.
    ///
    /// ```
    /// use fax_bindings::byfax::common::FaxFile;
    ///
    /// let file = FaxFile::from_bytes("a.txt", b"hello");
    /// assert_eq!(file.file_size, Some(5));
    /// assert_eq!(file.file_check.as_deref(), Some("5d41402abc4b2a76b9719d911017c592"));
    /// ```
    #[must_use]
    pub fn from_bytes(file_name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::new(file_name)
            .with_file_size(i64::try_from(bytes.len()).unwrap_or(i64::MAX))
            .with_file_check(format!("{:x}", md5::compute(&bytes)))
            .with_file_data(bytes)
    }
}

/// A document that comes along, and not one that was uploaded before.
impl From<FaxFile> for FaxDocument {
    fn from(file: FaxFile) -> Self {
        Self::new().with_document_file(file)
    }
}
