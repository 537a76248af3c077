//! Cover pages.

mod service;

pub(crate) use service::Service;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::common::{FaxFile, StateCodes};
use super::contract::cover::FaxCover;
use super::files::{DOCX, File, Format, ZIP, check_text, printed};
use super::reply::Refusal;
use super::shelf::{Labels, Shelf};
use crate::tiff::Resolution;

/// How much is kept; nothing makes room by itself.
#[derive(Clone, Copy, Debug)]
struct Limits {
    covers: usize,
    /// Bytes of all covers together.
    bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { covers: 1000, bytes: 16 << 20 }
    }
}

/// The account's cover pages. Clones share them.
#[derive(Clone, Debug)]
pub(crate) struct Covers {
    limits: Limits,
    shelf: Arc<Mutex<Shelf<Cover>>>,
}

#[derive(Clone, Debug)]
struct Cover {
    title: String,
    file: File,
}

impl Covers {
    pub(crate) fn new() -> Self {
        Self::with_limits(Limits::default())
    }

    fn with_limits(limits: Limits) -> Self {
        let labels = Labels {
            what: "cover",
            unknown: StateCodes::CoverTemplateNotFound,
            deleted: StateCodes::CoverTemplateDeleted,
        };
        Self { limits, shelf: Arc::new(Mutex::new(Shelf::new(labels))) }
    }

    /// Fails where there is no such cover page.
    pub(crate) fn check(&self, cover_ref: &str) -> Result<(), Refusal> {
        self.get(cover_ref).map(|_| ())
    }

    /// Adds a cover page under a new reference.
    fn add(&self, title: String, file: FaxFile) -> Result<(String, File), Refusal> {
        check_text("title", &title)?;
        let file = read_template(file)?;
        let mut shelf = self.shelf();
        if shelf.len() >= self.limits.covers {
            return Err(full(format!("{} covers", self.limits.covers)));
        }
        self.check_bytes(&shelf, file.bytes.len())?;
        let cover_ref = shelf.new_reference();
        shelf.put(&cover_ref, Cover { title, file: file.clone() });
        Ok((cover_ref, file))
    }

    fn get(&self, cover_ref: &str) -> Result<Cover, Refusal> {
        self.shelf().get(cover_ref).cloned()
    }

    /// All, in the order in which they were added.
    fn list(&self) -> Vec<FaxCover> {
        self.shelf().iter().map(|(cover_ref, cover)| cover.describe(cover_ref)).collect()
    }

    fn rename(&self, cover_ref: &str, title: String) -> Result<(), Refusal> {
        let mut shelf = self.shelf();
        let cover = shelf.get_mut(cover_ref)?;
        check_text("title", &title)?;
        cover.title = title;
        Ok(())
    }

    /// Replaces the file.
    fn reload(&self, cover_ref: &str, file: FaxFile) -> Result<(), Refusal> {
        self.check(cover_ref)?;
        let file = read_template(file)?;
        let mut shelf = self.shelf();
        let before = shelf.get(cover_ref)?.file.bytes.len();
        self.check_bytes(&shelf, file.bytes.len().saturating_sub(before))?;
        shelf.get_mut(cover_ref)?.file = file;
        Ok(())
    }

    fn delete(&self, cover_ref: &str) -> Result<(), Refusal> {
        self.shelf().delete(cover_ref)
    }

    fn check_bytes(&self, shelf: &Shelf<Cover>, further: usize) -> Result<(), Refusal> {
        let stored: usize = shelf.iter().map(|(_, cover)| cover.file.bytes.len()).sum();
        if stored + further > self.limits.bytes {
            return Err(full(format!("{} bytes of covers", self.limits.bytes)));
        }
        Ok(())
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf<Cover>> {
        // A panic under the lock would be a bug, and no reason to refuse everybody from then on.
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Cover {
    fn describe(&self, cover_ref: &str) -> FaxCover {
        FaxCover::new(Some(cover_ref.to_owned()), Some(self.title.clone()))
    }

    /// A picture of it; the sandbox does not read the file.
    fn preview(&self, cover_ref: &str) -> FaxFile {
        let lines = [self.title.clone(), self.file.name.clone(), format!("cover {cover_ref}")];
        printed(cover_ref, Format::Tiff(Resolution::Normal), self.file.pages, &lines)
    }
}

/// A file of Word, or what looks like one from afar: any ZIP archive.
fn read_template(file: FaxFile) -> Result<File, Refusal> {
    let file = File::read(file)?;
    if !file.bytes.starts_with(ZIP) {
        let message = format!("a cover is a DOCX file, and `{}` is {}", file.name, file.mime);
        return Err(Refusal::new(StateCodes::FileFormatUnsupported, message));
    }
    Ok(File { mime: DOCX, ..file })
}

fn full(most: String) -> Refusal {
    Refusal::new(StateCodes::FileStorageCopy, format!("the sandbox stores at most {most}: delete some"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(size: usize) -> FaxFile {
        FaxFile::new("a.docx").with_file_data([ZIP, &vec![0; size - ZIP.len()]].concat())
    }

    fn add(covers: &Covers, size: usize) -> Result<String, StateCodes> {
        covers.add("a".to_owned(), file(size)).map(|(cover_ref, _)| cover_ref).map_err(|refusal| refusal.code)
    }

    #[test]
    fn bytes_are_bounded_and_come_back() {
        let covers = Covers::with_limits(Limits { covers: 10, bytes: 100 });
        let first = add(&covers, 60).unwrap();
        let second = add(&covers, 40).unwrap();
        assert_eq!(add(&covers, 4), Err(StateCodes::FileStorageCopy));
        let reload =
            |reference, size| covers.reload(reference, file(size)).map_err(|refusal| refusal.message);
        assert_eq!(
            reload(&second, 41),
            Err("the sandbox stores at most 100 bytes of covers: delete some".to_owned())
        );
        assert_eq!(reload(&second, 20), Ok(()));
        assert!(add(&covers, 20).is_ok());
        covers.delete(&first).unwrap();
        assert!(add(&covers, 60).is_ok());
    }

    #[test]
    fn their_number_is_bounded() {
        let covers = Covers::with_limits(Limits { covers: 2, bytes: 100 });
        assert_eq!((add(&covers, 4), add(&covers, 4)), (Ok("cover-1".to_owned()), Ok("cover-2".to_owned())));
        assert_eq!(add(&covers, 4), Err(StateCodes::FileStorageCopy));
    }
}
