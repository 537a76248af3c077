//! List types, XSD 1.0 part 2, section 2.5.1.2.

use std::borrow::Cow;
use std::ops::{Deref, DerefMut};

use super::{ValueError, plain};
use crate::text::{Prefixes, Text, TextSink};

/// Values separated by white space: `xs:list`, `NMTOKENS`, `IDREFS`, `ENTITIES`.
///
/// The schema allows only items without white space in them. An empty list is written as empty text, and an
/// item of type [`String`] that is empty or has white space in it does not come back as it was.
///
/// ```
/// use xsd_runtime::types::{List, parse_text, to_text};
///
/// let mut sizes: List<u32> = parse_text("10  20\n30")?;
/// sizes.push(40);
/// assert_eq!(sizes.len(), 4);
/// assert_eq!(to_text(&sizes), "10 20 30 40");
/// # Ok::<(), xsd_runtime::types::ValueError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct List<T>(pub Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for List<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T> DerefMut for List<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self(items)
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Text> Text for List<T> {
    fn parse(text: Cow<'_, str>, prefixes: &dyn Prefixes) -> Result<Self, ValueError> {
        text.split(plain::WHITE_SPACE)
            .filter(|item| !item.is_empty())
            .map(|item| T::parse(Cow::Borrowed(item), prefixes))
            .collect()
    }

    fn write(&self, out: &mut dyn TextSink) {
        for (place, item) in self.0.iter().enumerate() {
            if place > 0 {
                out.verbatim(" ");
            }
            item.write(out);
        }
    }

    const SECRET: bool = T::SECRET;
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::List;
    use crate::types::tests::{canonical, refused, survives};

    #[test]
    fn items_are_separated_by_white_space() {
        canonical::<List<i32>>(&[("", ""), (" \t\r\n", ""), ("1", "1"), (" 1\t2\r\n3 ", "1 2 3")]);
        canonical::<List<String>>(&[("a  b\u{a0}c", "a b\u{a0}c")]);
    }

    #[test]
    fn one_bad_item_is_an_error() {
        refused::<List<i32>>(&["1 x 3", "1,2"]);
    }

    proptest! {
        #[test]
        fn every_list_survives(items: Vec<i64>) {
            survives(&List(items));
        }
    }
}
