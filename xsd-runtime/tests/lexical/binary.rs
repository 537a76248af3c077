//! Bytes: sections 3.2.15 and 3.2.16.

use xsd_runtime::types::{Base64, HexBinary, ValueErrorKind};

use crate::{canonical, refused, value, written};

#[test]
fn hexadecimal_digits_come_in_pairs() {
    canonical::<HexBinary>(&["", "00", "0123456789ABCDEF"]);
    written::<HexBinary>(&[("abcdef", "ABCDEF"), (" 0f\n", "0F")]);
    refused::<HexBinary>(ValueErrorKind::Lexical, &["0", "0g", "0 0", "0x00", "000"]);
}

#[test]
fn base64_has_white_space_anywhere() {
    for text in ["", "AA==", "AAE=", "AAEC", "++//"] {
        assert_eq!(value::<Base64>(text), value(&format!(" {text} ")), "{text}");
    }
    let lines = value::<Base64>("Zm9v\nYmFy\r\n\tZm 9v").unwrap();
    assert_eq!(lines, value("Zm9vYmFyZm9v").unwrap());
    canonical::<Base64>(&["", "Zg==", "Zm8=", "Zm9v"]);
    refused::<Base64>(
        ValueErrorKind::Lexical,
        &["Zg", "Zg=", "Zg===", "Z===", "=", "Zm9v=", "Zh==", "Zm9=", "Zg==Zg==", "Zm-_", "Zm9v.", "Z=g="],
    );
}
