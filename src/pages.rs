//! How many pages a file has, as far as it can be told without printing it.

/// Lines of a text on one page.
const LINES_A_PAGE: usize = 60;

/// Pages of a text, by its lines.
pub(crate) fn of_text(data: &[u8]) -> usize {
    data.split(|byte| *byte == b'\n').count().div_ceil(LINES_A_PAGE)
}

/// How many objects say that they are a page, which is enough for files that are not compressed.
pub(crate) fn of_pdf(data: &[u8]) -> usize {
    data.windows(b"/Type".len())
        .enumerate()
        .filter(|(_, bytes)| *bytes == b"/Type")
        .filter(|(at, bytes)| data.get(at + bytes.len()..).is_some_and(is_page))
        .count()
}

/// Whether this is the value `/Page`, and not `/Pages`.
fn is_page(value: &[u8]) -> bool {
    let rest = value.trim_ascii_start().strip_prefix(b"/Page");
    rest.is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))
}

/// How many image file directories there are (TIFF 6.0, section 2).
pub(crate) fn of_tiff(data: &[u8]) -> usize {
    /// Bytes of a directory: the number of its entries, one entry, and where the next directory is.
    const SMALLEST: usize = 2 + 12 + 4;
    let file = Tiff { data, is_big_endian: data.starts_with(b"MM") };
    let directories = std::iter::successors(file.directory(4), |&at| file.next_directory(at));
    // More than fit would go round in a circle.
    directories.take(data.len() / SMALLEST).count()
}

/// Numbers in a TIFF file.
struct Tiff<'d> {
    data: &'d [u8],
    is_big_endian: bool,
}

impl Tiff<'_> {
    /// The directory whose place is written at `at`, unless that is 0 or outside of the file.
    fn directory(&self, at: usize) -> Option<usize> {
        let place = usize::try_from(self.number(at, 4)?).ok()?;
        (place != 0 && self.number(place, 2).is_some()).then_some(place)
    }

    fn next_directory(&self, at: usize) -> Option<usize> {
        let entries = usize::try_from(self.number(at, 2)?).ok()?;
        self.directory(at + 2 + 12 * entries)
    }

    /// The number of `size` bytes that is written at `at`.
    fn number(&self, at: usize, size: usize) -> Option<u32> {
        let bytes = self.data.get(at..at.checked_add(size)?)?.iter();
        let append = |number: u32, byte: &u8| number << 8 | u32::from(*byte);
        Some(if self.is_big_endian { bytes.fold(0, append) } else { bytes.rev().fold(0, append) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tiff::{Resolution, tiff};

    #[test]
    fn a_text_has_a_page_for_sixty_lines() {
        assert_eq!(of_text(b""), 1);
        assert_eq!(of_text("x\n".repeat(59).as_bytes()), 1);
        assert_eq!(of_text("x\n".repeat(60).as_bytes()), 2);
        assert_eq!(of_text([b"x\n".repeat(119), b"x".to_vec()].concat().as_slice()), 2);
    }

    #[test]
    fn a_pdf_has_as_many_pages_as_it_has_page_objects() {
        let pdf =
            b"<< /Type /Pages /Count 2 >> << /Type /Page /Parent 1 0 R >> <</Type/Page>> <</Type\n/Page\n>>";
        assert_eq!(of_pdf(pdf), 3);
        assert_eq!(of_pdf(b"%PDF-1.7 compressed"), 0);
        assert_eq!(of_pdf(b"/Type"), 0);
    }

    #[test]
    fn a_tiff_has_as_many_pages_as_it_has_directories() {
        for pages in [1, 3, 50] {
            assert_eq!(of_tiff(&tiff(pages, Resolution::Normal, &[])), pages as usize);
        }
        let directory = |next: u8| [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, next];
        let big_endian = [b"MM\0*\0\0\0\x08".as_slice(), &directory(26), &directory(0)].concat();
        assert_eq!(of_tiff(&big_endian), 2);
    }

    #[test]
    fn a_broken_tiff_ends_the_count() {
        assert_eq!(of_tiff(b""), 0);
        assert_eq!(of_tiff(b"II*\0"), 0);
        assert_eq!(of_tiff(b"II*\0\xff\xff\xff\xff"), 0);
        let circle = [b"II*\0\x08\0\0\0\x01\0".as_slice(), &[0; 12], b"\x08\0\0\0"].concat();
        assert_eq!(of_tiff(&circle), 1);
    }
}
