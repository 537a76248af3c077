//! The URL of a service.

use std::net::{Ipv4Addr, Ipv6Addr};

/// An absolute `http` or `https` URL.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Endpoint {
    url: String,
    /// Where the query starts: what follows may be a key.
    query: usize,
    is_plain: bool,
    is_loopback: bool,
}

impl Endpoint {
    /// The error says what is wrong, without the URL itself.
    pub(super) fn parse(url: &str) -> Result<Self, &'static str> {
        if !url.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
            return Err("it holds a character that no URL has");
        }
        let (scheme, rest) = url.split_once("://").ok_or("it is not an absolute URL")?;
        let is_plain = match scheme.to_ascii_lowercase().as_str() {
            "http" => true,
            "https" => false,
            _ => return Err("it is neither http nor https"),
        };
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if authority.contains('@') {
            return Err("it holds user information, which belongs into the credentials or a header");
        }
        let is_loopback = is_loopback(host(authority)?);
        let query = url.find(['?', '#']).unwrap_or(url.len());
        Ok(Self { url: url.to_owned(), query, is_plain, is_loopback })
    }

    /// What lies at `path` below this URL, with the same query.
    pub(super) fn below(&self, path: &str) -> Self {
        let base = self.shown().trim_end_matches('/');
        let shown = format!("{base}/{}", path.trim_start_matches('/'));
        Self { url: format!("{shown}{}", self.query()), query: shown.len(), ..*self }
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// The URL without its query, which may hold a key.
    pub(super) fn shown(&self) -> &str {
        self.url.get(..self.query).unwrap_or_default()
    }

    /// The query, which may be a key or hold one.
    pub(super) fn query(&self) -> &str {
        self.url.get(self.query..).unwrap_or_default()
    }

    /// Whether it is on this machine.
    pub(super) fn is_loopback(&self) -> bool {
        self.is_loopback
    }

    /// Whether what is sent there can be read on the way.
    pub(super) fn is_open_to_eavesdroppers(&self) -> bool {
        self.is_plain && !self.is_loopback
    }
}

/// The host of an authority, without the brackets of an IPv6 address.
fn host(authority: &str) -> Result<&str, &'static str> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (host, after) = rest.split_once(']').ok_or("its host is no IPv6 address")?;
            host.parse::<Ipv6Addr>().map_err(|_| "its host is no IPv6 address")?;
            (host, after)
        }
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    let port_is_valid = match port.strip_prefix(':') {
        Some(digits) => digits.parse::<u16>().is_ok(),
        None => port.is_empty(),
    };
    match (host.is_empty(), port_is_valid) {
        (true, _) => Err("it has no host"),
        (_, false) => Err("its port is no number from 0 to 65535"),
        _ => Ok(host),
    }
}

/// Whether `host` is this machine: `localhost`, 127.0.0.0/8 or ::1.
fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
        || host.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_absolute_urls_without_user_information_are_taken() {
        for url in ["https://a.example/x?y#z", "http://a", "HTTPS://a:8443", "http://[::1]:80/"] {
            assert!(Endpoint::parse(url).is_ok(), "{url}");
        }
        for url in [
            "",
            "a.example",
            "/path",
            "ftp://a",
            "https:///x",
            "https://u:p@a/",
            "https://a\\@b/",
            "https://a/\r\nX: y",
            "https://a b/",
            "https://a:99999/",
            "https://a:x/",
            "https://[::1",
            "https://[x]/",
            "https://[::1]x/",
            "https://:80/",
            "https://a:/",
            "https://é/",
        ] {
            assert!(Endpoint::parse(url).is_err(), "{url}");
        }
    }

    #[test]
    fn only_plain_http_to_other_machines_is_open_to_eavesdroppers() {
        for url in [
            "https://a/",
            "http://localhost:8080/",
            "http://LOCALHOST",
            "http://127.0.0.1/",
            "http://127.255.0.9/",
            "http://[::1]/",
        ] {
            assert!(!Endpoint::parse(url).unwrap().is_open_to_eavesdroppers(), "{url}");
        }
        for url in
            ["http://a/", "http://localhost.a/", "http://127.0.0.1.a/", "http://10.0.0.1/", "http://[::2]/"]
        {
            assert!(Endpoint::parse(url).unwrap().is_open_to_eavesdroppers(), "{url}");
        }
    }

    #[test]
    fn a_path_goes_below_the_url_and_before_its_query() {
        for (url, below) in [
            ("https://a", "https://a/b/c"),
            ("https://a/", "https://a/b/c"),
            ("https://a:8443/x//", "https://a:8443/x/b/c"),
            ("https://a/?key=hunter2", "https://a/b/c?key=hunter2"),
        ] {
            for path in ["b/c", "/b/c"] {
                let endpoint = Endpoint::parse(url).unwrap().below(path);
                assert_eq!(endpoint.url(), below);
                assert_eq!(endpoint.shown(), below.trim_end_matches("?key=hunter2"));
            }
        }
    }

    #[test]
    fn the_query_is_not_shown() {
        let endpoint = Endpoint::parse("https://a/b?key=hunter2").unwrap();
        assert_eq!(endpoint.shown(), "https://a/b");
        assert_eq!(endpoint.url(), "https://a/b?key=hunter2");
    }
}
