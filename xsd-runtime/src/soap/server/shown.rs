//! Requests and answers as the hook may see them: nothing that is not known to be harmless.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::markup::{attribute_values, position};
use crate::mask;
use crate::soap::header::is_credential;

/// A request, of which the elements that start at `withheld` must not be shown; `None` where it is not known what is in it.
/// `None` where it is no XML.
pub(super) fn request(text: &str, withheld: Option<&[usize]>) -> Option<String> {
    // The reader counts from behind the mark.
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    masked(text, hidden_places(text, withheld)?)
}

/// An answer, in which the contract calls `secrets` what stands there.
pub(super) fn answer(text: &str, secrets: &[Range<usize>]) -> String {
    let places = hidden_places(text, Some(&[])).map(|mut places| {
        places.extend_from_slice(secrets);
        places.sort_by_key(|place| place.start);
        places
    });
    places.and_then(|places| masked(text, places)).unwrap_or_default()
}

fn masked(text: &str, places: Vec<Range<usize>>) -> Option<String> {
    String::from_utf8(mask::replace(text.as_bytes(), places.into_iter()).into_owned()).ok()
}

/// Where attributes and content stand that are not to be shown: those of header blocks, of passwords and the like, and of
/// the elements that start at `withheld`; without it, those of the body. And comments.
fn hidden_places(text: &str, withheld: Option<&[usize]>) -> Option<Vec<Range<usize>>> {
    let mut reader = Reader::from_str(text);
    let mut places = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    // Where the content of the outermost hidden element begins, and how many elements are open around it.
    let mut hidden: Option<(usize, usize)> = None;
    let mut has_root = false;
    loop {
        let start = position(&reader);
        let event = reader.read_event().ok()?;
        let end = position(&reader);
        let piece = text.get(start..end)?;
        match event {
            Event::Eof => return (has_root && open.is_empty()).then_some(places),
            Event::DocType(_) => return None,
            Event::Start(_) | Event::Empty(_) => {
                has_root = true;
                let local = local_name(piece);
                let hides = is_credential(local)
                    || matches!(*open, [_, "Header"])
                    || match withheld {
                        Some(withheld) => withheld.binary_search(&start).is_ok(),
                        None => open.len() == 1 && local != "Header",
                    };
                if hidden.is_none() && (hides || withheld.is_none()) {
                    places.extend(values(piece, start));
                }
                if matches!(event, Event::Start(_)) {
                    if hidden.is_none() && hides {
                        hidden = Some((end, open.len()));
                    }
                    open.push(local);
                }
            }
            Event::End(_) => {
                open.pop();
                if let Some((from, depth)) = hidden
                    && depth == open.len()
                {
                    places.extend((from < start).then_some(from..start));
                    hidden = None;
                }
            }
            Event::Comment(_) | Event::PI(_) if hidden.is_none() => places.push(start..end),
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_)
                if hidden.is_none() && withheld.is_none() && !piece.trim_ascii().is_empty() =>
            {
                places.push(start..end);
            }
            _ => {}
        }
    }
}

/// Local name of the element that `tag` starts.
fn local_name(tag: &str) -> &str {
    let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
    let name = tag.strip_prefix('<').and_then(|tag| tag.split(ends).next()).unwrap_or_default();
    name.rsplit(':').next().unwrap_or_default()
}

/// Where in the text the values of the attributes of the tag at `start` stand, but declarations of namespaces.
fn values(tag: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    attribute_values(tag)
        .filter(|(name, _)| *name != "xmlns" && !name.starts_with("xmlns:"))
        .map(move |(_, place)| start + place.start..start + place.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "<?xml version=\"1.0\"?>\n<e:Envelope xmlns:e=\"urn:e\"><e:Header><s:Security a=\"b\" xmlns:s=\"s\">\
        <s:Username>u</s:Username></s:Security><k:Key at=\"1\">k&amp;k</k:Key><k:Empty/></e:Header>\n<e:Body>\
        <Send to=\"2\">text <!-- c --><Pin a=\"1\">p<![CDATA[</Pin>]]>w</Pin><Pin/><n:Nonce>x</n:Nonce>&lt;</Send></e:Body></e:Envelope>";

    const HEADER: &str = "<?xml version=\"1.0\"?>\n<e:Envelope xmlns:e=\"urn:e\"><e:Header><s:Security a=\"***\" xmlns:s=\"s\">\
        ***</s:Security><k:Key at=\"***\">***</k:Key><k:Empty/></e:Header>\n<e:Body>";

    #[test]
    fn of_what_was_read_the_body_is_shown_without_what_is_withheld() {
        let pin = TEXT.find("<Pin").unwrap();
        assert_eq!(
            request(TEXT, Some(&[pin])).unwrap(),
            format!(
                "{HEADER}<Send to=\"2\">text ***<Pin a=\"***\">***</Pin><Pin/><n:Nonce>***</n:Nonce>&lt;</Send></e:Body></e:Envelope>"
            )
        );
        // The reader counts from behind a mark.
        assert!(!request(&format!("\u{FEFF}{TEXT}"), Some(&[pin])).unwrap().contains("CDATA"));
    }

    #[test]
    fn of_what_was_not_read_the_outline_is_shown_alone() {
        let outline = format!("{HEADER}***</e:Body></e:Envelope>");
        assert_eq!(request(TEXT, None).unwrap(), outline);
        for (text, shown) in [
            ("<a>secret<b>secret<c>secret</c></b></a>", Some("<a>***<b>***</b></a>")),
            ("<!-- secret -->secret<a b='secret'/>", Some("******<a b='***'/>")),
            ("<a>secret", None),
            ("<a>secret</b>", None),
            ("<!DOCTYPE secret><a/>", None),
            ("", None),
            ("secret", None),
        ] {
            assert_eq!(request(text, None).as_deref(), shown, "{text}");
        }
    }

    #[test]
    fn of_an_answer_all_is_shown_but_header_blocks_and_secrets() {
        let (to, pin) = (TEXT.find("text").unwrap(), TEXT.find("</Pin>]]>w").unwrap());
        // A secret may be the content of what is hidden anyway.
        let nonce = TEXT.find("x</n:Nonce").unwrap();
        let shown = answer(TEXT, &[to..to + 4, pin - 9..pin + 10, nonce..nonce + 1]);
        assert!(
            shown.ends_with(
                "<Send to=\"2\">*** ***<Pin a=\"1\">p***</Pin><Pin/><n:Nonce>***</n:Nonce>&lt;</Send></e:Body></e:Envelope>"
            ),
            "{shown}"
        );
        assert_eq!(answer("", &[]), "");
    }
}
