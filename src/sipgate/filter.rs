//! Which events of the history are asked for.

use xsd_runtime::types::jiff::Timestamp;

use super::fax::Fax;
use super::refusal::Refusal;

/// Events of a page, if nothing else is said.
const PAGE: usize = 10;
/// Events that a page can have.
const LARGEST_PAGE: usize = 1000;

const TYPES: &[&str] = &["CALL", "VOICEMAIL", "SMS", "FAX"];
const DIRECTIONS: &[&str] = &["INCOMING", "OUTGOING", "MISSED_INCOMING", "MISSED_OUTGOING"];
const STARS: &[&str] = &["STARRED", "UNSTARRED"];

/// Which events are asked for, and which page of them.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Filter {
    connection_ids: Vec<String>,
    types: Vec<String>,
    directions: Vec<String>,
    starred: Vec<String>,
    archived: bool,
    from: Option<Timestamp>,
    to: Option<Timestamp>,
    /// Digits alone.
    phonenumber: Option<String>,
    pub(super) offset: usize,
    pub(super) limit: usize,
}

impl Filter {
    /// What a query asks for. Parameters that it does not know are passed over.
    pub(super) fn read(parameters: &[(String, String)]) -> Result<Self, Refusal> {
        let mut filter = Self { limit: PAGE, ..Self::default() };
        for (name, value) in parameters {
            let wrong = |why: &str| Refusal::bad_request(format!("{name} {why}"));
            let known = |values: &[&str]| match values.contains(&value.as_str()) {
                true => Ok(value.clone()),
                false => Err(wrong(&format!("is none of {}", values.join(", ")))),
            };
            let number = |most: usize| {
                let number = value.parse().ok().filter(|number| *number <= most);
                number.ok_or_else(|| wrong(&format!("is no number from 0 to {most}")))
            };
            let time =
                || value.parse::<Timestamp>().map_err(|_| wrong("is no time such as 2026-01-31T12:00:00Z"));
            match name.as_str() {
                "connectionIds" => filter.connection_ids.push(value.clone()),
                "types" => filter.types.push(known(TYPES)?),
                "directions" => filter.directions.push(known(DIRECTIONS)?),
                "starred" => filter.starred.push(known(STARS)?),
                "archived" => filter.archived = known(&["true", "false"])? == "true",
                "from" => filter.from = Some(time()?),
                "to" => filter.to = Some(time()?),
                "phonenumber" => filter.phonenumber = Some(digits(value)),
                "offset" => filter.offset = number(i32::MAX as usize)?,
                "limit" => filter.limit = number(LARGEST_PAGE)?,
                _ => {}
            }
        }
        Ok(filter)
    }

    /// Whether a fax is asked for.
    pub(super) fn matches(&self, fax: &Fax) -> bool {
        let any = |values: &[String], value: &str| values.is_empty() || values.iter().any(|one| one == value);
        let star = if fax.flags.starred { "STARRED" } else { "UNSTARRED" };
        any(&self.connection_ids, fax.line.id)
            && any(&self.types, "FAX")
            && any(&self.directions, "OUTGOING")
            && any(&self.starred, star)
            && self.archived == fax.flags.archived
            && self.from.is_none_or(|from| from <= fax.created)
            && self.to.is_none_or(|to| fax.created < to)
            && self.phonenumber.as_ref().is_none_or(|number| {
                [fax.recipient.as_str(), fax.line.number].into_iter().any(|end| digits(end) == *number)
            })
    }
}

/// Of a number, however it is written.
fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, value: &str) -> Result<Filter, Refusal> {
        Filter::read(&[(name.to_owned(), value.to_owned())])
    }

    #[test]
    fn parameters_have_their_ranges() {
        for (name, values) in [
            ("types", &["FAX", "CALL"][..]),
            ("archived", &["true", "false"]),
            ("limit", &["0", "1000"]),
            ("offset", &["0", "2147483647"]),
            ("from", &["2026-01-31T12:00:00Z", "2026-01-31T12:00:00+01:00"]),
            ("unknown", &["x"]),
        ] {
            values.iter().for_each(|value| assert!(read(name, value).is_ok(), "{name}={value}"));
        }
        for (name, values) in [
            ("types", &["fax", ""][..]),
            ("directions", &["UP"]),
            ("starred", &["true"]),
            ("archived", &["TRUE", ""]),
            ("limit", &["-1", "1001", "x", ""]),
            ("offset", &["-1", "2147483648"]),
            ("to", &["yesterday", "2026-01-31"]),
        ] {
            values.iter().for_each(|value| assert!(read(name, value).is_err(), "{name}={value}"));
        }
        assert_eq!(Filter::read(&[]).unwrap().limit, PAGE);
    }
}
