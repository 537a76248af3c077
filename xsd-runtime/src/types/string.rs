//! `xs:string` and what derives from it, XSD 1.0 part 2, section 3.2.1.

use std::borrow::Cow;

use super::ValueError;
use crate::name::Name;
use crate::text::{Prefixes, Text, TextSink};

/// Every text is a string, and white space belongs to it.
impl Text for String {
    const NAME: Name = Name::new(crate::namespace::XSD, "string");

    fn parse(text: Cow<'_, str>, _: &dyn Prefixes) -> Result<Self, ValueError> {
        Ok(text.into_owned())
    }

    fn write(&self, out: &mut dyn TextSink) {
        out.text(self);
    }

    const COLLAPSE: bool = false;
}

#[cfg(test)]
mod tests {
    use crate::types::tests::canonical;

    #[test]
    fn keeps_every_character() {
        canonical::<String>(&[
            ("", ""),
            ("  a \n b\t", "  a \n b\t"),
            ("<&>\"'", "<&>\"'"),
            ("\u{1f4e0}", "\u{1f4e0}"),
        ]);
    }
}
