//! Credentials of HTTP Basic (RFC 7617).

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use base64_simd::STANDARD;

/// User and password of the `Authorization` header, where it has the scheme `Basic` and is well-formed.
pub(crate) fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("Basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode_to_vec(encoded.trim()).ok()?).ok()?;
    // A password may have colons, a user may not.
    let (user, password) = pair.split_once(':')?;
    Some((user.to_owned(), password.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> Option<(String, String)> {
        basic(&HeaderMap::from_iter([(AUTHORIZATION, value.parse().unwrap())]))
    }

    #[test]
    fn user_and_password_are_parted_at_the_first_colon() {
        let demo = Some(("demo".to_owned(), "de:mo".to_owned()));
        assert_eq!(read("Basic ZGVtbzpkZTptbw=="), demo);
        assert_eq!(read("basic  ZGVtbzpkZTptbw=="), demo);
    }

    #[test]
    fn anything_else_is_no_credentials() {
        for value in ["", "Basic", "Bearer ZGVtbzpkZW1v", "Basic ?", "Basic ZGVtbw==", "Basic /zpk"] {
            assert_eq!(read(value), None, "{value}");
        }
        assert_eq!(basic(&HeaderMap::new()), None);
    }
}
