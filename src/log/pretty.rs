//! Messages as people read them.

/// Longer texts and tags, such as files, are shortened to this many characters.
const LONGEST: usize = 200;
/// Further lines are left out.
const LINES: usize = 100;

/// A message with an element a line, indented, and with long texts shortened. It is for reading alone: white space
/// between elements is not kept.
pub(super) fn pretty(xml: &str) -> String {
    let mut page = Page::default();
    for piece in pieces(xml) {
        if page.lines > LINES {
            page.new_line();
            page.text.push('…');
            break;
        }
        page.add(piece);
    }
    page.text
}

#[derive(Default)]
struct Page {
    text: String,
    lines: usize,
    depth: usize,
    /// The line ends in an element that has no children so far.
    is_leaf: bool,
}

impl Page {
    fn add(&mut self, piece: &str) {
        if piece.starts_with("</") {
            self.depth = self.depth.saturating_sub(1);
            if !self.is_leaf {
                self.new_line();
            }
            self.is_leaf = false;
        } else if piece.starts_with('<') {
            self.new_line();
            self.is_leaf = !piece.ends_with("/>") && !piece.starts_with("<?") && !piece.starts_with("<!");
            self.depth += usize::from(self.is_leaf);
        }
        self.text.extend(piece.chars().take(LONGEST).map(printable));
        let length = piece.chars().count();
        if length > LONGEST {
            self.text.push_str(&format!("… ({length} characters)"));
        }
    }

    fn new_line(&mut self) {
        self.lines += 1;
        self.text.push_str("\n  ");
        self.text.extend(std::iter::repeat_n("  ", self.depth));
    }
}

/// A blank for what moves the cursor of a terminal, by which a message could pass for lines of the log.
fn printable(char: char) -> char {
    if char.is_control() { ' ' } else { char }
}

/// Tags, and the texts between them that are not blank.
fn pieces(xml: &str) -> impl Iterator<Item = &str> {
    let mut rest = xml;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let end = match rest.strip_prefix('<') {
            Some(tag) => tag.find('>').map(|end| end + 2),
            None => rest.find('<'),
        };
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_element_has_a_line() {
        let shown =
            pretty("<?xml version=\"1.0\"?>\n<a b='1'><c>text &amp; more</c><d/> <e>\n<f></f></e></a>");
        assert_eq!(
            shown,
            "\n  <?xml version=\"1.0\"?>\n  <a b='1'>\n    <c>text &amp; more</c>\n    <d/>\n    <e>\n      <f></f>\n    </e>\n  </a>"
        );
        assert_eq!(pretty(""), "");
    }

    #[test]
    fn a_text_is_no_line_of_its_own() {
        assert_eq!(pretty("<a>b\n12:00:00  c\u{9b}2J</a>"), "\n  <a>b 12:00:00  c 2J</a>");
    }

    #[test]
    fn what_is_long_is_shortened() {
        let file = "é".repeat(1_000_000);
        let shown = pretty(&format!("<a>{file}</a>"));
        assert!(shown.len() < 1000 && shown.ends_with("… (1000000 characters)</a>"), "{shown}");
        let many = pretty(&format!("<a>{}</a>", "<b/>".repeat(10_000)));
        assert!(many.lines().count() <= LINES + 3 && many.ends_with("…"), "{many}");
    }
}
