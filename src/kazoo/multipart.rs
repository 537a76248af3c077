//! The parts of a body (RFC 2046, section 5.1), whatever kind of multipart it is.

/// Parts of a body; further ones make it none.
const MOST: usize = 1000;

/// A part of a body.
#[derive(Debug, PartialEq)]
pub(super) struct Part<'b> {
    /// Its type without parameters, in lower case. By the standard, that of a part without one is plain text.
    pub(super) kind: String,
    pub(super) content: &'b [u8],
}

/// The parts of a body of this type. `None` where it is not well-formed.
pub(super) fn parts<'b>(content_type: &str, body: &'b [u8]) -> Option<Vec<Part<'b>>> {
    let delimiter = [b"--", boundary(content_type)?.as_bytes()].concat();
    // What stands before the first delimiter is for nobody.
    let mut rest = after_delimiter(body, &delimiter)?;
    let mut parts = Vec::new();
    while !rest.starts_with(b"--") {
        if parts.len() == MOST {
            return None;
        }
        // Blanks may follow a delimiter.
        let line_end = find(rest, b"\r\n")?;
        let (padding, head) = rest.split_at(line_end);
        if !padding.trim_ascii().is_empty() {
            return None;
        }
        let (part, further) = at_delimiter(head.get(2..)?, &delimiter)?;
        parts.push(read_part(part)?);
        rest = further;
    }
    Some(parts)
}

/// The parameter `boundary`, which may be quoted.
fn boundary(content_type: &str) -> Option<String> {
    let mut parameters = content_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let (_, value) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("boundary"))?;
    let value = value.trim().trim_matches('"');
    (1..=70).contains(&value.len()).then(|| value.to_owned())
}

/// What follows the first delimiter, which begins a line.
fn after_delimiter<'b>(body: &'b [u8], delimiter: &[u8]) -> Option<&'b [u8]> {
    if let Some(rest) = body.strip_prefix(delimiter) {
        return Some(rest);
    }
    let line = [b"\r\n", delimiter].concat();
    body.get(find(body, &line)? + line.len()..)
}

/// What stands before the next delimiter, and what follows it. The line break before a delimiter belongs to it.
fn at_delimiter<'b>(body: &'b [u8], delimiter: &[u8]) -> Option<(&'b [u8], &'b [u8])> {
    let line = [b"\r\n", delimiter].concat();
    let at = find(body, &line)?;
    Some((body.get(..at)?, body.get(at + line.len()..)?))
}

/// Headers and content, which an empty line parts.
fn read_part(part: &[u8]) -> Option<Part<'_>> {
    let (head, content) = match part.strip_prefix(b"\r\n") {
        Some(content) => (&b""[..], content),
        None => {
            let end = find(part, b"\r\n\r\n")?;
            (part.get(..end)?, part.get(end + 4..)?)
        }
    };
    // Other headers may hold anything, as names of files do.
    let mut lines = head.split(|byte| *byte == b'\n').map(String::from_utf8_lossy);
    let kind = lines.find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case("content-type").then(|| value.to_owned())
    });
    let kind = kind.as_deref().unwrap_or("text/plain");
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    Some(Part { kind, content })
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part<'b>(kind: &str, content: &'b [u8]) -> Part<'b> {
        Part { kind: kind.to_owned(), content }
    }

    #[test]
    fn parts_stand_between_delimiters() {
        let body = b"for nobody\r\n--b1\r\nContent-Type: Application/JSON; charset=utf-8\r\n\r\n{}\r\n--b1  \r\n\r\n\
            text\r\nwith --b1 in it\r\n--b1\r\nX-Other: \x04\xff\r\nno colon\r\ncontent-type: application/pdf\r\n\r\n\r\n--b1--\r\nrest";
        let expected = [
            part("application/json", b"{}"),
            part("text/plain", b"text\r\nwith --b1 in it"),
            part("application/pdf", b""),
        ];
        for content_type in ["multipart/mixed; boundary=b1", "multipart/form-data; a=b; Boundary=\"b1\""] {
            assert_eq!(parts(content_type, body).as_deref(), Some(&expected[..]), "{content_type}");
        }
        assert_eq!(parts("multipart/mixed; boundary=b1", b"--b1--"), Some(vec![]));
    }

    #[test]
    fn what_is_not_well_formed_is_none() {
        for (content_type, body) in [
            ("multipart/mixed", &b"--b1--"[..]),
            ("multipart/mixed; boundary=", b"----"),
            ("multipart/mixed; boundary=b1", b""),
            ("multipart/mixed; boundary=b1", b"--b1"),
            ("multipart/mixed; boundary=b1", b"--b1\r\n\r\nopen"),
            ("multipart/mixed; boundary=b1", b"--b1x\r\n\r\n\r\n--b1--"),
            ("multipart/mixed; boundary=b1", b"--b1\r\nA: b\r\n--b1--"),
        ] {
            assert_eq!(parts(content_type, body), None, "{}", body.escape_ascii());
        }
        let many = [&b"--b1\r\n\r\n\r\n".repeat(MOST)[..], b"--b1--"].concat();
        assert_eq!(parts("multipart/mixed; boundary=b1", &many).map(|parts| parts.len()), Some(MOST));
        let more = [b"--b1\r\n\r\n\r\n", &many[..]].concat();
        assert_eq!(parts("multipart/mixed; boundary=b1", &more), None);
    }
}
