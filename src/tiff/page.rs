//! One page of dots.

use super::Resolution;
use super::font::{self, Glyph};

/// Dots of a line of a fax (ITU-T T.4, section 2).
const WIDTH: u32 = 1728;
const BYTES_A_LINE: usize = WIDTH as usize / 8;
/// Left and right of what is printed.
const MARGIN: u32 = 96;
/// Dots of a character's dot across.
const SCALE: u32 = 4;
/// Characters that fit between the margins.
const COLUMNS: usize = ((WIDTH - 2 * MARGIN) / (SCALE * Glyph::ADVANCE)) as usize;

/// A page, white where nothing was printed.
pub(super) struct Page {
    dots: Vec<u8>,
    height: u32,
    /// Dots of a character's dot down: the less, the coarser the resolution is.
    scale_down: u32,
}

impl Page {
    /// A page of US letter length, with a bar on top, the page's number, the lines, and a row of blocks.
    pub(super) fn print(resolution: Resolution, number: u32, pages: u32, lines: &[String]) -> Self {
        let (_, down) = resolution.dots();
        let height = 11 * down;
        let scale_down = SCALE * down / 196;
        let mut page = Self { dots: vec![0; BYTES_A_LINE * height as usize], height, scale_down };
        let inner = WIDTH - 2 * MARGIN;
        page.fill(MARGIN, 4 * page.row(), inner, scale_down);
        page.write(5, &format!("page {number} of {pages}"));
        for (line, text) in (7..).zip(lines) {
            page.write(line, text);
        }
        let block = inner / 15;
        for index in (0..15).step_by(2) {
            page.fill(MARGIN + index * block, height - 6 * page.row(), block, 2 * page.row());
        }
        page
    }

    pub(super) fn width(&self) -> u32 {
        WIDTH
    }

    pub(super) fn height(&self) -> u32 {
        self.height
    }

    /// Line by line from the top, eight dots a byte, the first one in the highest bit; black is 1.
    pub(super) fn dots(&self) -> &[u8] {
        &self.dots
    }

    /// Height of a row of text.
    fn row(&self) -> u32 {
        self.scale_down * Glyph::LINE
    }

    /// Writes into the row of this number; what does not fit is cut off.
    fn write(&mut self, row: u32, text: &str) {
        let top = row * self.row();
        for (column, char) in (0..).zip(text.chars().take(COLUMNS)) {
            let left = MARGIN + column * SCALE * Glyph::ADVANCE;
            for (x, y) in font::glyph(char).dots() {
                self.fill(left + x * SCALE, top + y * self.scale_down, SCALE, self.scale_down);
            }
        }
    }

    /// Makes a rectangle black, as far as it is on the page.
    fn fill(&mut self, left: u32, top: u32, width: u32, height: u32) {
        let lines = self.dots.chunks_exact_mut(BYTES_A_LINE);
        for line in lines.skip(top as usize).take(height as usize) {
            for dot in left..(left + width).min(WIDTH) {
                if let Some(byte) = line.get_mut(dot as usize / 8) {
                    *byte |= 0x80 >> (dot % 8);
                }
            }
        }
    }
}
