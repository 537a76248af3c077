//! Files and what the service checks them by.

use fax_bindings::byfax::common::{FaxDocument, FaxFile};
use fax_bindings::runtime::types::Base64;

#[test]
fn the_checksum_is_md5_in_lower_case() {
    // RFC 1321, appendix A.5.
    for (text, sum) in [
        ("", "d41d8cd98f00b204e9800998ecf8427e"),
        ("a", "0cc175b9c0f1b6a831c399e269772661"),
        ("abc", "900150983cd24fb0d6963f7d28e17f72"),
        ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
        ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
        (
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
            "d174ab98d277d9f5a5611c2c9f419d9f",
        ),
        (&"1234567890".repeat(8), "57edf4a22be3c955ac49da2e2107b67a"),
    ] {
        assert_eq!(FaxFile::from_bytes("a", text).file_check.as_deref(), Some(sum), "{text:?}");
    }
}

#[test]
fn size_and_checksum_are_those_of_the_bytes_and_not_of_their_encoding() {
    let file = FaxFile::from_bytes("letter.pdf", vec![0xff; 1000]);
    assert_eq!((file.file_name.as_str(), file.file_size), ("letter.pdf", Some(1000)));
    assert_eq!(file.file_data, Some(Base64::from(vec![0xff; 1000])));
    assert_eq!(file.file_check.as_deref(), Some("23cc517ae5734b068e21c92920a5ee02"));
    assert_eq!(FaxDocument::from(file.clone()), FaxDocument::new().with_document_file(file));
}
