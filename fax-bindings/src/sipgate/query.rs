//! Which events of the history to list.

use reqwest::Url;

use super::types::{HistoryDirection, HistoryEntry, HistoryType, Starred};
use super::{InputError, Refusal};

/// Events of a page, if nothing else is said.
const PAGE: u32 = 10;
/// Events that a page can have.
const LARGEST_PAGE: u32 = 1000;

/// Events of the history, over all pages.
pub type History = crate::rest::Listing<HistoryEntry, Refusal, u32>;

/// Which events to list: those that match all of it. Of several values of one filter, any may match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct HistoryQuery {
    /// Extensions, such as `f0`. Empty: all.
    pub connection_ids: Vec<String>,
    /// Kinds of event. Empty: all.
    pub types: Vec<HistoryType>,
    /// Directions. Empty: all.
    pub directions: Vec<HistoryDirection>,
    /// With or without a star. Empty: both.
    pub starred: Vec<Starred>,
    /// Whether to list the archived events in the place of the others. `None`: the others.
    pub archived: Option<bool>,
    /// From this time on, in ISO 8601: `2026-01-31T12:00:00Z`.
    pub from: Option<String>,
    /// Before this time, in ISO 8601.
    pub to: Option<String>,
    /// With this number at either end.
    pub phonenumber: Option<String>,
    /// How many events to pass over.
    pub offset: u32,
    /// How many events a page has at most, up to 1000. `None`: 10.
    pub limit: Option<u32>,
}

impl HistoryQuery {
    /// All events but archived ones.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The faxes that were sent to a number from a time on: where a fax is to be looked for after a call that failed.
    ///
    /// ```
    /// use fax_bindings::sipgate::HistoryQuery;
    ///
    /// let query = HistoryQuery::sent_to("+4921112345678", "2026-01-31T12:00:00Z").with_limit(20);
    /// ```
    #[must_use]
    pub fn sent_to(recipient: impl Into<String>, from: impl Into<String>) -> Self {
        Self {
            types: vec![HistoryType::Fax],
            directions: vec![HistoryDirection::Outgoing],
            phonenumber: Some(recipient.into()),
            from: Some(from.into()),
            ..Self::default()
        }
    }

    /// Only events of these extensions.
    #[must_use]
    pub fn with_connection_ids<T: Into<String>>(mut self, ids: impl IntoIterator<Item = T>) -> Self {
        self.connection_ids = ids.into_iter().map(Into::into).collect();
        self
    }

    /// Only events of these kinds.
    #[must_use]
    pub fn with_types(mut self, types: impl IntoIterator<Item = HistoryType>) -> Self {
        self.types = types.into_iter().collect();
        self
    }

    /// Only events of these directions.
    #[must_use]
    pub fn with_directions(mut self, directions: impl IntoIterator<Item = HistoryDirection>) -> Self {
        self.directions = directions.into_iter().collect();
        self
    }

    /// Only events with, or without, a star.
    #[must_use]
    pub fn with_starred(mut self, starred: impl IntoIterator<Item = Starred>) -> Self {
        self.starred = starred.into_iter().collect();
        self
    }

    /// Whether to list the archived events in the place of the others.
    #[must_use]
    pub fn with_archived(mut self, archived: bool) -> Self {
        self.archived = Some(archived);
        self
    }

    /// Only events from this time on, in ISO 8601.
    #[must_use]
    pub fn with_from(mut self, from: impl Into<String>) -> Self {
        self.from = Some(from.into());
        self
    }

    /// Only events before this time, in ISO 8601.
    #[must_use]
    pub fn with_to(mut self, to: impl Into<String>) -> Self {
        self.to = Some(to.into());
        self
    }

    /// Only events with this number at either end.
    #[must_use]
    pub fn with_phonenumber(mut self, number: impl Into<String>) -> Self {
        self.phonenumber = Some(number.into());
        self
    }

    /// How many events to pass over.
    #[must_use]
    pub fn with_offset(mut self, offset: u32) -> Self {
        self.offset = offset;
        self
    }

    /// How many events a page has at most, up to 1000; with 0 it has their number alone.
    #[must_use]
    pub fn with_limit(mut self, limit: u32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// The URL with this query.
    pub(super) fn at(&self, mut url: Url) -> Result<Url, InputError> {
        if self.limit.is_some_and(|limit| limit > LARGEST_PAGE) {
            return Err(InputError::value("limit", "is larger than 1000"));
        }
        if i32::try_from(self.offset).is_err() {
            return Err(InputError::value("offset", "is larger than 2147483647"));
        }
        let mut query = url.query_pairs_mut();
        query.extend_pairs(self.connection_ids.iter().map(|id| ("connectionIds", id.as_str())));
        query.extend_pairs(self.types.iter().map(|kind| ("types", kind.as_str())));
        query.extend_pairs(self.directions.iter().map(|direction| ("directions", direction.as_str())));
        query.extend_pairs(self.starred.iter().map(|starred| ("starred", starred.as_str())));
        let archived = self.archived.map(|archived| if archived { "true" } else { "false" });
        query.extend_pairs(archived.map(|archived| ("archived", archived)));
        query.extend_pairs(self.from.iter().map(|from| ("from", from.as_str())));
        query.extend_pairs(self.to.iter().map(|to| ("to", to.as_str())));
        query.extend_pairs(self.phonenumber.iter().map(|number| ("phonenumber", number.as_str())));
        query.append_pair("offset", &self.offset.to_string());
        query.append_pair("limit", &self.limit.unwrap_or(PAGE).to_string());
        drop(query);
        Ok(url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(query: &HistoryQuery) -> String {
        query.at(Url::parse("https://a.example/history").unwrap()).unwrap().query().unwrap().to_owned()
    }

    #[test]
    fn values_of_one_filter_are_repeated_members() {
        let all = HistoryQuery::new()
            .with_connection_ids(["f0", "f1"])
            .with_types([HistoryType::Fax, HistoryType::from("NEW")])
            .with_directions([HistoryDirection::Outgoing])
            .with_starred([Starred::Unstarred])
            .with_archived(true)
            .with_from("2026-01-31T12:00:00+01:00")
            .with_to("2026-02-01T00:00:00Z")
            .with_phonenumber("+49 211 1")
            .with_offset(20)
            .with_limit(1000);
        assert_eq!(
            text(&all),
            "connectionIds=f0&connectionIds=f1&types=FAX&types=NEW&directions=OUTGOING&starred=UNSTARRED&archived=true\
             &from=2026-01-31T12%3A00%3A00%2B01%3A00&to=2026-02-01T00%3A00%3A00Z&phonenumber=%2B49+211+1\
             &offset=20&limit=1000"
        );
        assert_eq!(text(&HistoryQuery::new()), "offset=0&limit=10");
    }

    #[test]
    fn what_the_service_would_refuse_is_an_error() {
        let at = |query: HistoryQuery| query.at(Url::parse("https://a.example/").unwrap());
        assert!(at(HistoryQuery::new().with_limit(1001)).is_err());
        assert!(at(HistoryQuery::new().with_offset(1 << 31)).is_err());
    }
}
