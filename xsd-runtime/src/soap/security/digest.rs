//! Digests of passwords (UsernameToken profile 1.0, section 3.1).

use base64_simd::STANDARD;
use jiff::Timestamp;
use sha1_smol::Sha1;

use super::timestamp;
use crate::types::Secret;

/// What `Type` of a digest says.
pub(super) const PASSWORD_DIGEST: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest";

/// What `EncodingType` of a nonce says (SOAP Message Security 1.0, section 6.3).
pub(super) const BASE64_BINARY: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";

/// A SHA-1 digest of something secret.
#[derive(Clone, Copy)]
pub(super) struct Digest([u8; 20]);

impl Digest {
    /// Of `parts`, one behind the other.
    pub(super) fn of(parts: &[&[u8]]) -> Self {
        let mut sha1 = Sha1::new();
        parts.iter().for_each(|part| sha1.update(part));
        Self(sha1.digest().bytes())
    }

    /// Of a password, in the way of the profile: `SHA-1(nonce + created + password)`, the nonce decoded, the others in
    /// UTF-8.
    pub(super) fn of_password(nonce: &[u8], created: &str, password: &Secret) -> Self {
        Self::of(&[nonce, created.as_bytes(), password.expose().as_bytes()])
    }

    pub(super) fn to_base64(self) -> Secret {
        STANDARD.encode_to_string(self.0).into()
    }
}

#[cfg(feature = "server")]
impl Digest {
    /// What a message says; `None` if it has another length.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub(super) fn into_bytes(self) -> [u8; 20] {
        self.0
    }

    /// Whether they are equal; it takes the same time wherever they differ.
    pub(super) fn equals(&self, other: &Self) -> bool {
        let difference = |sum: u8, (one, two): (&u8, &u8)| std::hint::black_box(sum | (one ^ two));
        self.0.iter().zip(&other.0).fold(0, difference) == 0
    }
}

/// What makes a digest good for one request.
pub(super) struct Stamp {
    pub(super) nonce: [u8; 16],
    pub(super) created: String,
}

impl Stamp {
    /// A stamp that nobody had before.
    pub(super) fn fresh() -> Result<Self, getrandom::Error> {
        let mut nonce = [0; 16];
        getrandom::fill(&mut nonce)?;
        Ok(Self { nonce, created: timestamp::text(Timestamp::now()) })
    }

    pub(super) fn nonce_in_base64(&self) -> Secret {
        STANDARD.encode_to_string(self.nonce).into()
    }

    pub(super) fn digest(&self, password: &Secret) -> Secret {
        Digest::of_password(&self.nonce, &self.created, password).to_base64()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Published examples. That of the profile itself is none to test with: its digest has 22 bytes, and its password
    /// is not told.
    #[test]
    fn digests_are_those_of_published_examples() {
        let examples = [
            // ONVIF Application Programmer's Guide 1.0.
            (
                "LKqI6G/AikKCQrN0zqZFlg==",
                "2010-09-16T07:50:45Z",
                "userpassword",
                "tuOSpGlFlIXsozq4HFNeeGeFLEI=",
            ),
            // Herong Yang, tutorials on web services.
            (
                "0TBQcVnd9H4uGi1jGxqJWg==",
                "2014-06-21T12:43:21.791Z",
                "iLoveDogs",
                "PfZyE8nQQR2rAsODn7iVGaf8hD8=",
            ),
            (
                "v7FxYg7FZGsHbuFtIVWhCA==",
                "2014-07-24T02:30:11.010Z",
                "iLoveDogs",
                "JPyw/4MeEoEGmR9sOcBqzjGZc6U=",
            ),
        ];
        for (nonce, created, password, digest) in examples {
            let nonce = STANDARD.decode_to_vec(nonce).unwrap();
            let computed = Digest::of_password(&nonce, created, &Secret::from(password));
            assert_eq!(computed.to_base64().expose(), digest);
        }
    }

    #[test]
    fn no_two_nonces_are_equal() {
        let stamps: std::collections::HashSet<[u8; 16]> =
            (0..1000).map(|_| Stamp::fresh().unwrap().nonce).collect();
        assert_eq!(stamps.len(), 1000);
    }

    #[cfg(feature = "server")]
    #[test]
    fn digests_that_differ_in_one_bit_are_not_equal() {
        let digest = Digest::of(&[b"abc"]);
        assert!(digest.equals(&Digest::of(&[b"a", b"", b"bc"])));
        for bit in 0..160 {
            let mut other = digest;
            other.0[bit / 8] ^= 1 << (bit % 8);
            assert!(!digest.equals(&other), "{bit}");
        }
    }
}
