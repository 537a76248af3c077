//! What a location of an import means as a path: it is a URI reference (RFC 3986), and not always written as one.

/// Whether it names a document that is not a file.
pub(super) fn is_remote(location: &str) -> bool {
    !is_file(location) && (location.contains("://") || location.starts_with("urn:"))
}

/// The path in it as it is written, and as the URI reference has it: without `file:` (RFC 8089) and fragment, escapes
/// replaced, parted by slashes.
pub(super) fn paths(location: &str) -> [String; 2] {
    [location.to_owned(), path(location)]
}

fn path(location: &str) -> String {
    let path = if is_file(location) { location.get("file:".len()..).unwrap_or_default() } else { location };
    let path = match path.strip_prefix("//") {
        // The host of a file is nobody or this machine.
        Some(rest) => rest.strip_prefix("localhost").unwrap_or(rest),
        None => path,
    };
    let path = path.split('#').next().unwrap_or_default();
    unescaped(path).unwrap_or_else(|| path.to_owned()).replace('\\', "/")
}

fn is_file(location: &str) -> bool {
    location.get(.."file:".len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"))
}

/// `a b` of `a%20b`; nothing where a percent sign starts no escape.
fn unescaped(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locations_are_paths_and_uri_references() {
        let as_path = |location| paths(location)[1].clone();
        assert_eq!(paths("a%20b.xsd"), ["a%20b.xsd", "a b.xsd"]);
        assert_eq!(as_path("../common/types.xsd"), "../common/types.xsd");
        assert_eq!(as_path("..\\common\\types.xsd"), "../common/types.xsd");
        assert_eq!(as_path("types.xsd#Code"), "types.xsd");
        assert_eq!(as_path("file:types.xsd"), "types.xsd");
        assert_eq!(as_path("FILE:///srv/types.xsd"), "/srv/types.xsd");
        assert_eq!(as_path("file://localhost/srv/types.xsd"), "/srv/types.xsd");
        assert_eq!(as_path("T%C3%A9l.xsd"), "Tél.xsd");
        assert_eq!(as_path("100%.xsd"), "100%.xsd");
        assert_eq!(as_path("%FF.xsd"), "%FF.xsd");
        assert_eq!(as_path("%e"), "%e");
    }

    #[test]
    fn files_are_not_remote() {
        assert!(is_remote("https://example.com/types.xsd"));
        assert!(is_remote("urn:example:types"));
        assert!(!is_remote("file:///srv/types.xsd"));
        assert!(!is_remote("types.xsd"));
    }
}
