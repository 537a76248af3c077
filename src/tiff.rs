//! Pages as a fax machine would print them: a small bilevel TIFF.

mod font;
mod page;

use std::io::Cursor;

use tiff::TiffResult;
use tiff::encoder::compression::{CompressionAlgorithm, Lzw};
use tiff::encoder::{Rational, TiffEncoder};
use tiff::tags::Tag;

use page::Page;

/// Further pages are left out, so that no document costs much.
pub(crate) const MAX_PAGES: u32 = 50;

/// Resolution of a fax (ITU-T T.4, section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Resolution {
    Normal,
    Fine,
}

impl Resolution {
    /// Dots per inch across, and lines per inch down.
    const fn dots(self) -> (u32, u32) {
        match self {
            Self::Normal => (204, 98),
            Self::Fine => (204, 196),
        }
    }
}

/// A TIFF file of `pages` pages, at least one and at most 50, with these lines of text on each.
pub(crate) fn tiff(pages: u32, resolution: Resolution, lines: &[String]) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    // Writing into memory does not fail, and there are too few pages for the offsets of the format to end.
    let _ = write(&mut file, pages.clamp(1, MAX_PAGES), resolution, lines);
    file.into_inner()
}

fn write(file: &mut Cursor<Vec<u8>>, pages: u32, resolution: Resolution, lines: &[String]) -> TiffResult<()> {
    let mut file = TiffEncoder::new(file)?;
    for number in 1..=pages {
        let page = Page::print(resolution, number, pages, lines);
        write_page(&mut file, &page, resolution, number, pages)?;
    }
    Ok(())
}

/// Values of tags as TIFF 6.0 gives them; the page is one strip.
fn write_page(
    file: &mut TiffEncoder<&mut Cursor<Vec<u8>>>,
    page: &Page,
    resolution: Resolution,
    number: u32,
    pages: u32,
) -> TiffResult<()> {
    const ONE_OF_SEVERAL_PAGES: u32 = 2;
    const LZW: u16 = 5;
    const BLACK_IS_ONE: u16 = 0;
    const INCH: u16 = 2;
    let (across, down) = resolution.dots();
    let mut strip = Vec::new();
    Lzw.write_to(&mut strip, page.dots())?;

    let mut directory = file.image_directory()?;
    let offset = directory.write_data(&*strip)?;
    directory.write_tag(Tag::NewSubfileType, ONE_OF_SEVERAL_PAGES)?;
    directory.write_tag(Tag::ImageWidth, page.width())?;
    directory.write_tag(Tag::ImageLength, page.height())?;
    directory.write_tag(Tag::BitsPerSample, 1_u16)?;
    directory.write_tag(Tag::Compression, LZW)?;
    directory.write_tag(Tag::PhotometricInterpretation, BLACK_IS_ONE)?;
    directory.write_tag(Tag::StripOffsets, u32::try_from(offset).unwrap_or(u32::MAX))?;
    directory.write_tag(Tag::SamplesPerPixel, 1_u16)?;
    directory.write_tag(Tag::RowsPerStrip, page.height())?;
    directory.write_tag(Tag::StripByteCounts, u32::try_from(strip.len()).unwrap_or(u32::MAX))?;
    directory.write_tag(Tag::XResolution, Rational { n: across, d: 1 })?;
    directory.write_tag(Tag::YResolution, Rational { n: down, d: 1 })?;
    directory.write_tag(Tag::ResolutionUnit, INCH)?;
    directory.write_tag(Tag::Software, "fax-sandbox")?;
    directory.write_tag(PAGE_NUMBER, &[page_number(number - 1), page_number(pages)][..])?;
    directory.finish()
}

/// Tag `PageNumber`: the number of the page, from 0, and how many there are.
const PAGE_NUMBER: Tag = Tag::Unknown(297);

fn page_number(number: u32) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use tiff::decoder::{Decoder, DecodingResult};

    use super::*;

    /// Width, height and how many dots are black, page by page.
    fn pages(file: Vec<u8>) -> Vec<(u32, u32, usize)> {
        let mut decoder = Decoder::new(Cursor::new(file)).unwrap();
        let mut pages = Vec::new();
        loop {
            let (width, height) = decoder.dimensions().unwrap();
            // Eight dots a byte, and white is 1, whatever it is in the file.
            let DecodingResult::U8(dots) = decoder.read_image().unwrap() else { panic!("not bytes") };
            pages.push((width, height, dots.iter().map(|byte| byte.count_zeros() as usize).sum()));
            if !decoder.more_images() {
                return pages;
            }
            decoder.next_image().unwrap();
        }
    }

    #[test]
    fn a_decoder_reads_every_page() {
        let lines = ["letter.txt".to_owned(), "to 61011111111".to_owned()];
        let file = tiff(3, Resolution::Normal, &lines);
        assert!(file.len() < 3 * 4096, "{} bytes", file.len());
        let read = pages(file);
        assert_eq!(read.len(), 3);
        for (width, height, black) in read {
            assert_eq!((width, height), (1728, 1078));
            let all = 1728 * 1078;
            assert!((all / 200..all / 4).contains(&black), "{black} of {all} dots are black");
        }
    }

    #[test]
    fn fine_pages_have_twice_the_lines() {
        let fine = pages(tiff(1, Resolution::Fine, &[]));
        assert_eq!(
            fine.iter().map(|&(width, height, _)| (width, height)).collect::<Vec<_>>(),
            [(1728, 2156)]
        );
        assert!(tiff(1, Resolution::Fine, &[]).len() < 8192);
    }

    /// How many pages there are, to go by their directories.
    fn number_of_pages(file: Vec<u8>) -> usize {
        let mut decoder = Decoder::new(Cursor::new(file)).unwrap();
        let further = std::iter::from_fn(|| decoder.more_images().then(|| decoder.next_image().unwrap()));
        1 + further.count()
    }

    #[test]
    fn the_number_of_pages_is_bounded() {
        assert_eq!(number_of_pages(tiff(0, Resolution::Normal, &[])), 1);
        assert_eq!(number_of_pages(tiff(u32::MAX, Resolution::Normal, &[])), 50);
    }

    #[test]
    fn the_text_is_on_the_page() {
        let printed = |line: &str| tiff(1, Resolution::Normal, &[line.to_owned()]);
        assert_ne!(printed("61011111111"), printed("61022222222"));
        let long = "x".repeat(10_000);
        assert_eq!(pages(printed(&long)).len(), 1, "what does not fit is cut off");
    }
}
