//! `xs:boolean`, XSD 1.0 part 2, section 3.2.2.

use std::borrow::Cow;

use super::ValueError;
use super::error::Refusal;
use crate::name::Name;
use crate::text::{Prefixes, Text, TextSink};

/// Reads `true`, `false`, `1` and `0`, nothing else; writes `true` and `false`.
impl Text for bool {
    const NAME: Name = Name::new(crate::namespace::XSD, "boolean");

    fn parse(text: Cow<'_, str>, _: &dyn Prefixes) -> Result<Self, ValueError> {
        match &*text {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            _ => Err(Refusal::LEXICAL.of("boolean", &text)),
        }
    }

    fn write(&self, out: &mut dyn TextSink) {
        out.verbatim(if *self { "true" } else { "false" });
    }
}

#[cfg(test)]
mod tests {
    use crate::types::tests::{canonical, refused};

    #[test]
    fn has_four_spellings() {
        canonical::<bool>(&[
            ("true", "true"),
            ("1", "true"),
            ("false", "false"),
            ("0", "false"),
            (" 1\n", "true"),
        ]);
        refused::<bool>(&["TRUE", "True", "yes", "2", "01", "-1", "t rue"]);
    }
}
