//! Text of some known values, to which a service may add others.

use std::fmt;

/// Text that is not among the values of a contract.
///
/// Only reading makes one, and only after no known value matched: it never stands for a known value.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Unknown(String);

impl Unknown {
    /// Text for which there is no known value.
    pub(crate) fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text as it was read.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Makes an enum of text: a variant for each value of the contract, and `Unknown` for any other text, which is kept.
macro_rules! open_enum {
    (
        $(#[$about:meta])*
        pub enum $name:ident {
            $($(#[$about_value:meta])* $variant:ident = $text:literal,)+
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$about_value])* $variant,)+
            /// Text that is not among the values of the contract.
            Unknown($crate::rest::Unknown),
        }

        impl $name {
            /// The values of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The value as it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Unknown(text) => text.as_str(),
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)+
                    _ => Self::Unknown($crate::rest::Unknown::new(text)),
                }
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(text))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <::std::borrow::Cow<'de, str> as ::serde::Deserialize>::deserialize(deserializer)?;
                Ok(Self::from(&*text))
            }
        }
    };
}

pub(crate) use open_enum;

#[cfg(test)]
#[allow(unreachable_pub, reason = "the macro makes what users see")]
mod tests {
    open_enum! {
        /// A colour.
        pub enum Colour {
            /// Red.
            Red = "RED",
            /// Green.
            Green = "GREEN",
        }
    }

    #[test]
    fn values_are_read_and_written_the_unknown_ones_included() {
        for value in Colour::ALL {
            assert_eq!(&Colour::from(value.as_str()), value);
        }
        let colours: Vec<Colour> = serde_json::from_str(r#"["RED", "BLUE", ""]"#).unwrap();
        assert_eq!(colours.first(), Some(&Colour::Red));
        assert!(matches!(colours.get(1), Some(Colour::Unknown(text)) if text.as_str() == "BLUE"));
        assert_eq!(serde_json::to_string(&colours).unwrap(), r#"["RED","BLUE",""]"#);
        assert_eq!("GREEN".parse(), Ok(Colour::Green));
        assert_eq!(format!("{} {:?}", Colour::Green, Colour::from("BLUE")), r#"GREEN Unknown("BLUE")"#);
    }
}
