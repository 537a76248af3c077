//! How much the sandbox takes, so that its memory is bounded.

/// Characters of a text that is kept: a reference, a name, a number, a format.
pub(super) const MOST_CHARACTERS: usize = 255;
/// Further attempts of either kind that a fax may ask for: the maximum of the sandbox's account.
pub(super) const MOST_RETRIES: i32 = 10;
/// Pages that a fax may have where it does not say another number.
pub(super) const USUAL_PAGES: i32 = 20;

/// How much is kept, and how much is rendered at once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Faxes; from then on the oldest ones that are done make room.
    pub(super) faxes: usize,
    /// Stored documents.
    pub(super) documents: usize,
    /// Bytes of all stored documents together.
    pub(super) document_bytes: usize,
    /// Pages of a preview.
    pub(super) preview_pages: i32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { faxes: 100_000, documents: 10_000, document_bytes: 64 << 20, preview_pages: 50 }
    }
}
