//! Values of simple types, written as the runtime writes them.

use crate::random::Random;
use crate::schema::{Schema, Simple, Variety};

/// Built-in types with values of them. Integers are neither 0 nor 1, which are booleans too where a union has both, and
/// none has more digits than a `float` keeps.
pub(crate) const BUILT_IN: [(&str, &[&str]); 26] = [
    ("string", &["", "text", "a<b&c>\"d'", "  spaced  out ", "ünïcode 漢字", "two\nlines\tand tab"]),
    ("normalizedString", &["", "a  b", "plain"]),
    ("token", &["", "a b", "c"]),
    ("NMTOKEN", &["a-b", "c.d", "7"]),
    ("language", &["en", "de-AT"]),
    ("anyURI", &["urn:x:y", "http://example.com/a?b=c&d"]),
    ("boolean", &["true", "false"]),
    ("byte", &["-128", "12"]),
    ("short", &["-300", "32767"]),
    ("int", &["42", "-7"]),
    ("long", &["16777215", "-2"]),
    ("integer", &["33", "-33"]),
    ("unsignedByte", &["255", "2"]),
    ("unsignedInt", &["16777214"]),
    ("positiveInteger", &["16777213", "5"]),
    ("decimal", &["1.5", "-0.25", "100"]),
    ("double", &["2.5", "-1.25"]),
    ("float", &["0.5", "-8"]),
    ("dateTime", &["2024-02-29T12:30:00Z", "2001-01-01T00:00:00", "1999-12-31T23:59:59.5+02:00"]),
    ("date", &["2024-02-29", "1999-12-31Z"]),
    ("time", &["12:30:00", "23:59:59Z"]),
    ("gYear", &["1999"]),
    ("gMonthDay", &["--02-29"]),
    ("duration", &["P1Y2M3DT4H5M6S", "PT0.5S"]),
    ("base64Binary", &["aGFsbG8=", ""]),
    ("hexBinary", &["0AFF"]),
];

/// Types whose values can stand in a list.
pub(crate) const OF_LISTS: [&str; 6] = ["NMTOKEN", "int", "boolean", "decimal", "date", "unsignedByte"];

/// A value of a simple type.
pub(crate) fn value(schema: &Schema, random: &mut Random, ty: Simple) -> String {
    match ty {
        Simple::BuiltIn(name) => {
            let (_, values) = BUILT_IN.iter().find(|(other, _)| *other == name).unwrap();
            (*random.pick(values)).to_owned()
        }
        Simple::Named(index) => match &schema.simple[index].variety {
            Variety::Restriction(base) => value(schema, random, *base),
            Variety::Enumeration(values) => (*random.pick(values)).to_owned(),
            Variety::List(item) => {
                let items: Vec<_> = (0..random.below(4)).map(|_| value(schema, random, *item)).collect();
                items.join(" ")
            }
            Variety::Union(members) => {
                let member = *random.pick(members);
                value(schema, random, member)
            }
        },
    }
}
