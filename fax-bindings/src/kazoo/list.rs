//! Lists over all their pages.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use reqwest::{Method, Url};
use serde::de::DeserializeOwned;

use super::{Client, Error, InputError, ListQuery, Listing, StartKey, envelope};

/// The items of the list at `url`, from its first page on.
pub(super) fn list<T>(client: &Client, url: Result<Url, InputError>, query: ListQuery) -> Listing<T>
where
    T: DeserializeOwned + Send + 'static,
{
    let client = client.clone();
    let starts = Arc::new(Mutex::new(HashSet::new()));
    Listing::new(None, move |start: Option<StartKey>| {
        let starts = starts.clone();
        let (client, url) = (client.clone(), url.clone().map(|url| query.at(url, start.as_ref())));
        async move {
            let answer = client.call(Method::GET, url?, |request| request).await?;
            let page = envelope::read::<Vec<T>>(&answer)?;
            let next = page.meta.next_start_key.clone();
            if next.as_ref().is_some_and(|next| !is_new(next, &starts)) {
                // Going on could have no end.
                return Err(Error::from(answer.not_understood("`next_start_key` is that of a page before")));
            }
            Ok((page.into_inner(), next.map(Some)))
        }
    })
}

/// Whether no page so far was said to begin there; now one is.
fn is_new(start: &StartKey, starts: &Mutex<HashSet<String>>) -> bool {
    // Nothing can be half done under this lock.
    starts.lock().unwrap_or_else(PoisonError::into_inner).insert(start.to_text())
}
