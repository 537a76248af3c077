//! Lists over all their pages.

use reqwest::{Method, Url};
use serde::de::DeserializeOwned;

use super::{Client, Error, InputError, ListQuery, Listing, envelope};

/// The items of the list at `url`, from its first page on.
pub(super) fn list<T>(client: &Client, url: Result<Url, InputError>, query: ListQuery) -> Listing<T>
where
    T: DeserializeOwned + Send + 'static,
{
    let client = client.clone();
    Listing::new(None, move |start| {
        let (client, url) = (client.clone(), url.clone().map(|url| query.at(url, start.as_ref())));
        async move {
            let answer = client.call(Method::GET, url?, |request| request).await?;
            let page = envelope::read::<Vec<T>>(&answer)?;
            if start.is_some() && page.meta.next_start_key == start {
                // Going on could have no end.
                return Err(Error::from(answer.not_understood("`next_start_key` is that of the same page")));
            }
            let next = page.meta.next_start_key.clone();
            Ok((page.into_inner(), next.map(Some)))
        }
    })
}
