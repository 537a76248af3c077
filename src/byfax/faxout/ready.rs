//! Files that are sent as they are: TIFFs as a fax machine would make them.

use std::io::Cursor;

use tiff::decoder::Decoder;
use tiff::tags::Tag;

use super::limits::MOST_PAGES;
use crate::byfax::common::StateCodes;
use crate::byfax::reply::Refusal;

/// Dots of a line for paper of the widths A4, B4 and A3 (ITU-T T.4, section 2).
const WIDTHS: [u32; 3] = [1728, 2048, 2432];

/// Fails where this is not a TIFF that can be sent without converting it.
pub(super) fn check(file: &[u8]) -> Result<(), Refusal> {
    let not_a_tiff = |_| Refusal::from(StateCodes::FileTiffFormatValidation);
    let mut decoder = Decoder::new(Cursor::new(file)).map_err(not_a_tiff)?;
    for _ in 0..MOST_PAGES {
        let (width, _) = decoder.dimensions().map_err(not_a_tiff)?;
        let bits = decoder.find_tag_unsigned_vec::<u16>(Tag::BitsPerSample).map_err(not_a_tiff)?;
        // Without the tag there is one bit for each dot (TIFF 6.0, section 3).
        if bits.is_some_and(|bits| bits != [1]) {
            return Err(StateCodes::FileTiffDepthValidation.into());
        }
        if !WIDTHS.contains(&width) {
            let message = format!("a line has {width} dots; 1728, 2048 or 2432 are due");
            return Err(Refusal::new(StateCodes::FileTiffWidthValidation, message));
        }
        if !decoder.more_images() {
            return Ok(());
        }
        decoder.next_image().map_err(not_a_tiff)?;
    }
    Err(StateCodes::FileTiffPagesValidation.into())
}

#[cfg(test)]
mod tests {
    use tiff::encoder::TiffEncoder;
    use tiff::encoder::colortype::Gray8;

    use super::*;
    use crate::tiff::{Resolution, tiff};

    fn code_of(file: &[u8]) -> Option<StateCodes> {
        check(file).err().map(|refusal| refusal.code)
    }

    #[test]
    fn pages_of_a_fax_are_taken() {
        assert_eq!(code_of(&tiff(3, Resolution::Fine, &[])), None);
    }

    #[test]
    fn what_a_fax_machine_would_not_make_is_refused() {
        for no_tiff in [&b""[..], b"%PDF-1.4", b"II*\0\xFF\xFF\xFF\xFF"] {
            assert_eq!(code_of(no_tiff), Some(StateCodes::FileTiffFormatValidation));
        }
        let mut gray = Cursor::new(Vec::new());
        let mut encoder = TiffEncoder::new(&mut gray).unwrap();
        encoder.write_image::<Gray8>(1728, 1, &[0; 1728]).unwrap();
        assert_eq!(code_of(gray.get_ref()), Some(StateCodes::FileTiffDepthValidation));

        assert_eq!(code_of(&with_width(1000)), Some(StateCodes::FileTiffWidthValidation));
        assert_eq!(code_of(&with_width(2432)), None);
    }

    #[test]
    fn the_usual_compressions_of_faxes_are_taken() {
        for compression in [2, 3, 4] {
            assert_eq!(code_of(&with_tag(Tag::Compression, compression)), None, "{compression}");
        }
    }

    fn with_width(width: u32) -> Vec<u8> {
        with_tag(Tag::ImageWidth, width)
    }

    /// A page whose directory says this.
    fn with_tag(tag: Tag, value: u32) -> Vec<u8> {
        let mut file = tiff(1, Resolution::Normal, &[]);
        let at = usize::try_from(u32::from_le_bytes(file[4..8].try_into().unwrap())).unwrap();
        let entries = usize::from(u16::from_le_bytes(file[at..at + 2].try_into().unwrap()));
        let mut starts = (0..entries).map(|entry| at + 2 + 12 * entry);
        let start = starts.find(|start| file[*start..start + 2] == tag.to_u16().to_le_bytes()).unwrap();
        file[start + 8..start + 12].copy_from_slice(&value.to_le_bytes());
        file
    }
}
