//! Pages as a PDF.

use std::fmt::Write as _;

use crate::tiff::MAX_PAGES;

/// What has to be there but for the pages: catalog, list of pages, font.
const FIRST_PAGE: usize = 4;

/// A PDF file of `pages` pages, at least one and at most 50, with these lines of text on each (ISO 32000-1, 7.5).
pub(crate) fn pdf(pages: u32, lines: &[String]) -> Vec<u8> {
    let pages = pages.clamp(1, MAX_PAGES) as usize;
    let page_objects = (0..pages).map(|page| FIRST_PAGE + 2 * page);
    let kids: Vec<_> = page_objects.clone().map(|object| format!("{object} 0 R")).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {pages} /Kids [{}] >>", kids.join(" ")),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>".to_owned(),
    ];
    for (number, object) in (1..).zip(page_objects) {
        let content = content(number, pages, lines);
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 3 0 R >> >> \
             /Contents {} 0 R >>",
            object + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    file(&objects).into_bytes()
}

/// Text of a page, line by line.
fn content(number: usize, pages: usize, lines: &[String]) -> String {
    let mut content = format!("BT /F 12 Tf 15 TL 72 720 Td (page {number} of {pages}) Tj T*");
    for line in lines {
        // Writing into a string does not fail.
        let _ = write!(content, " ({}) '", escape(line));
    }
    content + " ET"
}

/// As a literal string holds it; what is not ASCII has no place in the font's usual encoding.
fn escape(text: &str) -> String {
    let shown = text.chars().map(|character| match character {
        ' '..='~' => character,
        _ => '?',
    });
    shown.fold(String::new(), |mut escaped, character| {
        if matches!(character, '(' | ')' | '\\') {
            escaped.push('\\');
        }
        escaped.push(character);
        escaped
    })
}

/// The objects, numbered from 1, with a table of where they are.
fn file(objects: &[String]) -> String {
    let mut file = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(objects) {
        // Writing into a string does not fail.
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{number} 0 obj\n{object}\nendobj\n");
    }
    let start = file.len();
    let trailer =
        format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    file + &table + &trailer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages;

    fn text(pages: u32, lines: &[&str]) -> String {
        let lines: Vec<_> = lines.iter().map(|&line| line.to_owned()).collect();
        String::from_utf8(pdf(pages, &lines)).unwrap()
    }

    #[test]
    fn each_object_is_where_the_table_says() {
        let pdf = text(3, &["one", "two"]);
        let start: usize = pdf.rsplit_once("startxref\n").unwrap().1.lines().next().unwrap().parse().unwrap();
        let table: Vec<_> = pdf[start..].lines().collect();
        assert_eq!((table[0], table[1]), ("xref", "0 10"));
        for (number, entry) in (1..10).zip(&table[3..]) {
            assert_eq!(entry.len(), 19, "and a line feed make 20 bytes");
            let place: usize = entry[..10].parse().unwrap();
            assert!(pdf[place..].starts_with(&format!("{number} 0 obj\n")), "{entry}");
        }
    }

    #[test]
    fn each_stream_is_as_long_as_it_says() {
        let pdf = text(2, &["Dear (Sir) or \\ Madam é"]);
        let streams: Vec<_> = pdf.split("<< /Length ").skip(1).collect();
        assert_eq!(streams.len(), 2);
        for stream in streams {
            let (length, rest) = stream.split_once(" >>\nstream\n").unwrap();
            assert_eq!(rest.find("\nendstream"), Some(length.parse().unwrap()));
            assert!(rest.contains(r"(Dear \(Sir\) or \\ Madam ?) '"), "{rest}");
        }
    }

    #[test]
    fn the_number_of_pages_is_bounded() {
        assert_eq!(pages::of_pdf(&pdf(0, &[])), 1);
        assert_eq!(pages::of_pdf(&pdf(u32::MAX, &[])), 50);
    }
}
