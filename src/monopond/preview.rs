//! What a document looks like as a fax.

use super::contract::v2_1::{FaxDocumentPreviewRequest, FaxResolution};
use super::documents::Document;
use super::file::FileType;
use super::refusal::{Kind, Refusal};
use crate::tiff::{Resolution, tiff};

/// Lines of a text that are shown.
const LINES: usize = 20;
/// Characters of a line that are shown.
const CHARACTERS: usize = 100;
/// Bytes of a line that are enough for them.
const BYTES: usize = 4 * CHARACTERS;

/// A preview that is yet to be rendered.
#[derive(Debug)]
pub(super) struct Preview {
    pub(super) pages: i32,
    lines: Vec<String>,
}

impl Preview {
    /// The preview of a document with at most `most` pages, with what the request merges into it.
    pub(super) fn new(
        document: &Document,
        request: &FaxDocumentPreviewRequest,
        most: i32,
    ) -> Result<Self, Refusal> {
        let Document { file, data } = document;
        file.check_use(request.doc_merge_data.is_some(), request.stamp_merge_data.is_some())?;
        if file.pages > most {
            let message =
                format!("the document has {} pages, the sandbox renders at most {most}", file.pages);
            return Err(Refusal::new(Kind::InternalServerException, message));
        }
        let mut lines = vec![cut(&file.name), String::new()];
        if file.file_type == FileType::Text {
            let text = data.split(|byte| *byte == b'\n').take(LINES);
            lines.extend(text.map(|line| cut(&String::from_utf8_lossy(line.get(..BYTES).unwrap_or(line)))));
        }
        lines.extend(merged(request));
        Ok(Self { pages: file.pages, lines })
    }

    /// The preview as a TIFF file.
    pub(super) fn render(&self, resolution: Option<&FaxResolution>) -> Vec<u8> {
        let resolution = match resolution {
            Some(FaxResolution::Fine) => Resolution::Fine,
            _ => Resolution::Normal,
        };
        tiff(self.pages.unsigned_abs(), resolution, &self.lines)
    }
}

/// A line for each merge field and each stamp with a text.
fn merged(request: &FaxDocumentPreviewRequest) -> impl Iterator<Item = String> {
    let text = |text: &Option<String>| text.as_deref().map(cut).unwrap_or_default();
    let fields = request.doc_merge_data.iter().flatten();
    let fields = fields.map(move |field| format!("{}: {}", text(&field.key), text(&field.value)));
    let stamps = request.stamp_merge_data.iter().flatten();
    let stamps = stamps.filter_map(|stamp| Some(cut(&stamp.text_value.as_ref()?.value)));
    fields.chain(stamps).take(LINES)
}

/// As much of a line as may be shown.
fn cut(line: &str) -> String {
    line.trim_end().chars().take(CHARACTERS).collect()
}
