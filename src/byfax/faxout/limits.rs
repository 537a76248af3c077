//! How much is taken, so that memory is bounded.

/// Faxes that are kept; from then on the oldest broadcasts that are over make room.
pub(super) const MOST_FAXES: usize = 100_000;
/// Recipients of a broadcast.
pub(super) const MOST_RECIPIENTS: usize = 10_000;
/// Documents of a broadcast.
pub(super) const MOST_DOCUMENTS: usize = 100;
/// Characters of a reference, and of what is kept of the names of files.
pub(super) const MOST_CHARACTERS: usize = 255;
/// Further calls that a fax may ask for.
pub(super) const MOST_RETRIES: u32 = 20;
/// Pages that a fax may have, so that all of them can be downloaded.
pub(super) use crate::tiff::MAX_PAGES as MOST_PAGES;
