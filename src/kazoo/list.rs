//! Lists: which items there are, and which of them a page shows.

use std::time::Duration;

use serde_json::Value;
use xsd_runtime::types::jiff::Timestamp;

use super::Document;
use super::check::get;
use super::findings::Findings;
use super::gregorian::gregorian;
use super::refusal::Refusal;
use super::reply::{Page, Reply};
use super::request::Query;

/// Items of a page, where nobody says how many.
const USUAL: usize = 50;
/// Items of any page.
const MOST: usize = 1000;
/// How long a time may be that is asked for.
const LONGEST: Duration = Duration::from_secs((31 * 24 + 1) * 3600);

/// What a list may show.
pub(super) struct Item {
    /// What it is found by, and where it stands.
    pub(super) number: u64,
    pub(super) created: Timestamp,
    pub(super) modified: Timestamp,
    /// What is shown of it.
    pub(super) shown: Document,
    /// What filters look at, where it is not what is shown.
    pub(super) filtered: Option<Document>,
}

/// Whether it matters when items were created.
#[derive(Clone, Copy)]
pub(super) enum Time {
    All,
    /// Those of the last 31 days, unless others are asked for.
    UpTo(Timestamp),
}

/// The page of these items that is asked for; they come in the order of their numbers.
pub(super) fn list(
    items: impl DoubleEndedIterator<Item = Item>,
    query: &Query,
    time: Time,
) -> Result<Reply, Refusal> {
    let is_unpaged = query.get("paginate") == Some("false");
    let size = page_size(query)?;
    let start = start(query)?;
    let span = span(query, time)?;
    let is_ascending = query.is_true("ascending");
    let ordered: Box<dyn Iterator<Item = Item>> =
        if is_ascending { Box::new(items) } else { Box::new(items.rev()) };
    let from_start = |item: &Item| match start {
        Some(start) if is_ascending => item.number >= start,
        Some(start) => item.number <= start,
        None => true,
    };
    let meant = ordered.filter(from_start).filter(|item| span.has(item.created) && is_meant(item, query));
    let most = if is_unpaged { MOST } else { size };
    let mut page: Vec<Item> = meant.take(most + 1).collect();
    let next = if page.len() > most { page.pop() } else { None };
    if is_unpaged && next.is_some() {
        return Err(Refusal::out_of_range("there are too many items for one page"));
    }
    let first = page.first().map(|item| item.number);
    Ok(Reply::List(Page {
        start_key: start.or(first).map(key),
        next_start_key: next.map(|item| key(item.number)),
        items: page.into_iter().map(|item| item.shown).collect(),
    }))
}

/// The number of an item, as a text that nobody should look into.
fn key(number: u64) -> String {
    format!("g2k{number:x}")
}

fn start(query: &Query) -> Result<Option<u64>, Refusal> {
    let Some(text) = query.get("start_key").filter(|text| !text.is_empty()) else { return Ok(None) };
    let number = text.strip_prefix("g2k").and_then(|number| u64::from_str_radix(number, 16).ok());
    number.map(Some).ok_or_else(|| Findings::one("start_key", "type", "this is no next_start_key"))
}

fn page_size(query: &Query) -> Result<usize, Refusal> {
    let Some(text) = query.get("page_size") else { return Ok(USUAL) };
    match text.parse() {
        Ok(size) if size > 0 => Ok(MOST.min(size)),
        _ => Err(Findings::one("page_size", "minimum", "a number of items is due")),
    }
}

/// The time in which items were created, in Gregorian seconds; both ends belong to it.
struct Span(Option<(i64, i64)>);

impl Span {
    fn has(&self, created: Timestamp) -> bool {
        let created = gregorian(created);
        self.0.is_none_or(|(from, to)| from <= created && created <= to)
    }
}

fn span(query: &Query, time: Time) -> Result<Span, Refusal> {
    let (from, to) = (seconds(query, "created_from")?, seconds(query, "created_to")?);
    let Time::UpTo(now) = time else { return Ok(Span(None)) };
    let longest = i64::try_from(LONGEST.as_secs()).unwrap_or(i64::MAX);
    let to = to.or(from.map(|from| from.saturating_add(longest))).unwrap_or_else(|| gregorian(now));
    let from = from.unwrap_or_else(|| to.saturating_sub(longest));
    if from > to || to.saturating_sub(from) > longest {
        let message = "created_from is at most 31 days before created_to, and not behind it";
        return Err(Findings::one("created_from", "date_range", message));
    }
    Ok(Span(Some((from, to))))
}

fn seconds(query: &Query, name: &str) -> Result<Option<i64>, Refusal> {
    let Some(text) = query.get(name) else { return Ok(None) };
    text.parse().map(Some).map_err(|_| Findings::one(name, "type", "Gregorian seconds are due"))
}

/// Whether an item has all that is asked for.
fn is_meant(item: &Item, query: &Query) -> bool {
    let document = item.filtered.as_ref().unwrap_or(&item.shown);
    let modified = gregorian(item.modified);
    query.0.iter().all(|(name, value)| match name.as_str() {
        "modified_from" => value.parse().is_ok_and(|from: i64| from <= modified),
        "modified_to" => value.parse().is_ok_and(|to: i64| modified <= to),
        "has_key" => get(document, value).is_some(),
        "key_missing" => get(document, value).is_none(),
        "has_value" => get(document, value).is_some_and(|value| !is_empty(value)),
        "missing_value" => get(document, value).is_none_or(is_empty),
        _ => match (name.strip_prefix("filter_not_"), name.strip_prefix("filter_")) {
            (Some(path), _) => !has(document, path, value),
            (None, Some(path)) => has(document, path, value),
            (None, None) => true,
        },
    })
}

fn has(document: &Document, path: &str, wanted: &str) -> bool {
    get(document, path).is_some_and(|value| match value {
        Value::String(text) => text == wanted,
        // As it is written in JSON.
        other => serde_json::to_string(other).is_ok_and(|text| text == wanted),
    })
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Null => true,
        Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use serde_json::json;

    use super::*;
    use crate::kazoo::job::into_document;

    const NOW: i64 = 1_000_000_000;

    /// A hundred items, created a day after each other until now.
    fn items() -> impl DoubleEndedIterator<Item = Item> {
        (1..=100_u64).map(|number| {
            let days = 100 - i64::try_from(number).unwrap();
            let created = Timestamp::from_second(NOW - days * 86_400).unwrap();
            let shown = into_document(json!({"n": number, "a": {"even": number % 2 == 0}, "empty": ""}));
            Item { number, created, modified: created, shown, filtered: None }
        })
    }

    fn asked(query: &str, time: Time) -> Result<Page, Refusal> {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let query = Query(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
        match list(items(), &query, time)? {
            Reply::List(page) => Ok(page),
            other => panic!("{other:?}"),
        }
    }

    fn numbers(query: &str) -> Vec<u64> {
        numbers_of(&asked(query, Time::All).unwrap())
    }

    fn numbers_of(page: &Page) -> Vec<u64> {
        page.items.iter().map(|item| item["n"].as_u64().unwrap()).collect()
    }

    #[test]
    fn pages_follow_each_other() {
        for (order, expected) in
            [("", (1..=100).rev().collect::<Vec<_>>()), ("&ascending=true", (1..=100).collect())]
        {
            let (mut all, mut start) = (vec![], String::new());
            loop {
                let page = asked(&format!("page_size=30{order}&start_key={start}"), Time::All).unwrap();
                all.extend(numbers_of(&page));
                let Some(next) = page.next_start_key else { break };
                start = next;
            }
            assert_eq!(all, expected);
        }
        assert_eq!(numbers("").len(), USUAL);
        assert_eq!(numbers("paginate=false").len(), 100);
    }

    #[test]
    fn filters_hold_together() {
        assert_eq!(numbers("filter_n=7"), [7]);
        assert_eq!(numbers("filter_a.even=true&filter_not_n=100").first(), Some(&98));
        assert_eq!(numbers("has_key=a.even&key_missing=b&page_size=1"), [100]);
        assert_eq!(numbers("has_value=empty"), [0; 0]);
        assert_eq!(numbers("missing_value=empty&page_size=1"), [100]);
        let second = NOW + 62_167_219_200;
        assert_eq!(numbers(&format!("modified_from={second}")), [100]);
        assert_eq!(numbers(&format!("modified_to={}&page_size=1", second - 1)), [99]);
        assert_eq!(numbers("something_else=1&page_size=1"), [100]);
    }

    #[test]
    fn the_last_31_days_are_listed() {
        let now = Time::UpTo(Timestamp::from_second(NOW).unwrap());
        let count = |query: &str| asked(query, now).map(|page| page.items.len());
        assert_eq!(count("paginate=false"), Ok(32));
        let from = |days: i64| NOW + 62_167_219_200 - days * 86_400;
        assert_eq!(count(&format!("created_from={}", from(40))), Ok(32));
        assert_eq!(count(&format!("created_from={}&created_to={}", from(40), from(38))), Ok(3));
        for query in [
            format!("created_from={}&created_to={}", from(40), from(8)),
            format!("created_from={}&created_to={}", from(1), from(2)),
        ] {
            let refusal = asked(&query, now).unwrap_err();
            assert_eq!(refusal.status, StatusCode::BAD_REQUEST);
            assert!(refusal.data["created_from"]["date_range"]["message"].is_string());
        }
        assert_eq!(numbers("created_from=0&page_size=1"), [100], "where time makes no difference");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for query in ["page_size=0", "page_size=x", "start_key=x", "start_key=g2k", "created_to=x"] {
            let name = query.split('=').next().unwrap();
            assert!(asked(query, Time::All).unwrap_err().data[name].is_object(), "{query}");
        }
    }
}
