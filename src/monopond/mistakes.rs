//! Everything that is wrong with a request, each with its place.

use std::fmt::Display;

use super::refusal::{Kind, Refusal};

/// Mistakes that are told; further ones are counted, so that a request cannot ask for an endless answer.
const MOST: usize = 100;

/// Collects mistakes. A place is a path of element names; items of lists are numbered from 1.
#[derive(Debug, Default)]
pub(super) struct Mistakes {
    found: Vec<String>,
    /// How many there are beside those.
    further: usize,
    /// Where the check is: empty, or ending in a slash.
    place: String,
}

impl Mistakes {
    /// Adds a mistake in the element or attribute `name` of this place.
    pub(super) fn add(&mut self, name: &str, what: impl Display) {
        if self.found.len() < MOST {
            self.found.push(format!("{}{name}: {what}", self.place));
        } else {
            self.further += 1;
        }
    }

    /// Adds a mistake if there is one.
    pub(super) fn check(&mut self, is_wrong: bool, name: &str, what: impl Display) {
        if is_wrong {
            self.add(name, what);
        }
    }

    /// Checks what is inside of an element.
    pub(super) fn within(&mut self, step: impl Display, check: impl FnOnce(&mut Self)) {
        let outside = self.place.len();
        self.place.push_str(&format!("{step}/"));
        check(self);
        self.place.truncate(outside);
    }

    /// Checks each item of a list: the elements `item` of the element `list`.
    pub(super) fn each<T>(&mut self, list: &str, item: &str, items: &[T], check: impl Fn(&mut Self, &T)) {
        for (number, value) in (1..).zip(items) {
            self.within(format_args!("{list}/{item}[{number}]"), |mistakes| check(mistakes, value));
        }
    }

    /// Refuses the request if there is a mistake, and tells them, separated by semicolons.
    pub(super) fn into_result(mut self) -> Result<(), Refusal> {
        if self.found.is_empty() {
            return Ok(());
        }
        if self.further > 0 {
            self.found.push(format!("and {} more", self.further));
        }
        Err(Refusal::new(Kind::InvalidArgumentsException, self.found.join("; ")))
    }
}
