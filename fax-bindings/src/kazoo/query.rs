//! Which items of a list, and where it goes on.

use reqwest::Url;
use serde::Deserialize;
use serde_json::Value;

use super::{GregorianSeconds, Refusal};

/// All items of a list, over all its pages.
pub type Listing<T> = crate::rest::Listing<T, Refusal, Option<StartKey>>;

/// Where a page begins: opaque text, or an array on servers before 4.2. It goes back as it came.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct StartKey(Value);

impl StartKey {
    /// As it is written in a query.
    pub(super) fn to_text(&self) -> String {
        match &self.0 {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }
}

/// Which items of a list: those that match all of it.
///
/// ```
/// use fax_bindings::kazoo::{GregorianSeconds, ListQuery};
///
/// let now = GregorianSeconds::now();
/// let query = ListQuery::new()
///     .with_created(GregorianSeconds(now.0 - 3600), now)
///     .with_filter("to_number", "+14155550101");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListQuery {
    /// Items of a page. `None`: as many as the server likes, 50 unless its operator says otherwise.
    pub page_size: Option<u32>,
    /// Whether the oldest ones come first.
    pub ascending: bool,
    /// When they were created, at most 31 days. `None`: in the last 31 days. It makes no difference to the queue.
    pub created: Option<(GregorianSeconds, GregorianSeconds)>,
    /// When they were changed.
    pub modified: Option<(GregorianSeconds, GregorianSeconds)>,
    /// Members that documents have to have, with their values; dots go into objects.
    pub filters: Vec<(String, String)>,
    /// The same for what they must not have.
    pub filters_not: Vec<(String, String)>,
    /// Further members of the query, such as `has_key`.
    pub others: Vec<(String, String)>,
}

impl ListQuery {
    /// All items; in folders, those of the last 31 days.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With so many items on a page.
    #[must_use]
    pub fn with_page_size(mut self, items: u32) -> Self {
        self.page_size = Some(items);
        self
    }

    /// The oldest ones first.
    #[must_use]
    pub fn with_ascending(mut self, ascending: bool) -> Self {
        self.ascending = ascending;
        self
    }

    /// Only those that were created in this time, of at most 31 days.
    #[must_use]
    pub fn with_created(mut self, from: GregorianSeconds, to: GregorianSeconds) -> Self {
        self.created = Some((from, to));
        self
    }

    /// Only those that were changed in this time.
    #[must_use]
    pub fn with_modified(mut self, from: GregorianSeconds, to: GregorianSeconds) -> Self {
        self.modified = Some((from, to));
        self
    }

    /// Only those whose document has this value.
    #[must_use]
    pub fn with_filter(mut self, member: impl Into<String>, value: impl Into<String>) -> Self {
        self.filters.push((member.into(), value.into()));
        self
    }

    /// Only those whose document does not have this value.
    #[must_use]
    pub fn with_filter_not(mut self, member: impl Into<String>, value: impl Into<String>) -> Self {
        self.filters_not.push((member.into(), value.into()));
        self
    }

    /// With a further member of the query, such as `has_key`.
    #[must_use]
    pub fn with_other(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.others.push((name.into(), value.into()));
        self
    }

    /// The URL of the page that begins there.
    pub(super) fn at(&self, mut url: Url, start: Option<&StartKey>) -> Url {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut add = |name: &str, value: String| pairs.push((name.to_owned(), value));
        self.page_size.iter().for_each(|items| add("page_size", items.to_string()));
        if self.ascending {
            add("ascending", "true".to_owned());
        }
        for (name, time) in [("created", self.created), ("modified", self.modified)] {
            if let Some((from, to)) = time {
                add(&format!("{name}_from"), from.to_string());
                add(&format!("{name}_to"), to.to_string());
            }
        }
        self.filters.iter().for_each(|(member, value)| add(&format!("filter_{member}"), value.clone()));
        self.filters_not
            .iter()
            .for_each(|(member, value)| add(&format!("filter_not_{member}"), value.clone()));
        self.others.iter().for_each(|(name, value)| add(name, value.clone()));
        start.iter().for_each(|start| add("start_key", start.to_text()));
        // Without any there would be a question mark alone.
        if !pairs.is_empty() {
            url.query_pairs_mut().extend_pairs(pairs);
        }
        url
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(query: &ListQuery, start: Option<&StartKey>) -> String {
        query.at(Url::parse("https://a.example/").unwrap(), start).to_string()
    }

    #[test]
    fn the_wire_has_the_documented_members() {
        let query = ListQuery::new()
            .with_page_size(20)
            .with_ascending(true)
            .with_created(GregorianSeconds(1), GregorianSeconds(2))
            .with_modified(GregorianSeconds(3), GregorianSeconds(4))
            .with_filter("document.url", "a b")
            .with_filter_not("to_number", "+1")
            .with_other("has_key", "x");
        let expected = "https://a.example/?page_size=20&ascending=true&created_from=1&created_to=2&modified_from=3\
             &modified_to=4&filter_document.url=a+b&filter_not_to_number=%2B1&has_key=x";
        assert_eq!(text(&query, None), expected);
        assert_eq!(text(&ListQuery::new(), None), "https://a.example/");
    }

    #[test]
    fn keys_go_back_as_they_came() {
        for (json, written) in [("\"g2wA==\"", "g2wA%3D%3D"), ("[\"a\",1]", "%5B%22a%22%2C1%5D")] {
            let key: StartKey = serde_json::from_str(json).unwrap();
            let expected = format!("https://a.example/?start_key={written}");
            assert_eq!(text(&ListQuery::new(), Some(&key)), expected);
        }
    }
}
