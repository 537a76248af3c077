//! All items of a list that comes in pages.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::error::Error;

/// The items of a page, and where the next one begins, if there is one.
type Page<T, K> = (Vec<T>, Option<K>);
type Fetching<T, R, K> = Pin<Box<dyn Future<Output = Result<Page<T, K>, Error<R>>> + Send>>;

/// The items of all pages of a list, one after the other: a stream, with a [`next`](Self::next) that needs no other crate.
///
/// A page is asked for when its first item is. An error ends it. What is added to the list, or goes from it, while it is
/// read may make an item come twice, or not at all.
pub struct Listing<T, R, K> {
    fetch: Box<dyn Fn(K) -> Fetching<T, R, K> + Send>,
    items: std::vec::IntoIter<T>,
    next: Next<T, R, K>,
}

enum Next<T, R, K> {
    At(K),
    Coming(Fetching<T, R, K>),
    Nothing,
}

impl<T, R, K> Listing<T, R, K> {
    /// The list whose first page begins at `first`, and whose pages `fetch` fetches.
    pub(crate) fn new<F>(first: K, fetch: impl Fn(K) -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<Page<T, K>, Error<R>>> + Send + 'static,
    {
        let fetch = Box::new(move |key| Box::pin(fetch(key)) as Fetching<T, R, K>);
        Self { fetch, items: Vec::new().into_iter(), next: Next::At(first) }
    }

    /// The next item; `None` after the last one and after an error.
    pub async fn next(&mut self) -> Option<Result<T, Error<R>>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<T, R, K> Stream for Listing<T, R, K> {
    type Item = Result<T, Error<R>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            let mut fetching = match std::mem::replace(&mut self.next, Next::Nothing) {
                Next::At(key) => (self.fetch)(key),
                Next::Coming(fetching) => fetching,
                Next::Nothing => return Poll::Ready(None),
            };
            match fetching.as_mut().poll(context) {
                Poll::Pending => {
                    self.next = Next::Coming(fetching);
                    return Poll::Pending;
                }
                Poll::Ready(Err(error)) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(Ok((items, next))) => {
                    self.items = items.into_iter();
                    self.next = next.map_or(Next::Nothing, Next::At);
                }
            }
        }
    }
}

/// Nothing in it is pinned in place.
impl<T, R, K> Unpin for Listing<T, R, K> {}

impl<T, R, K> fmt::Debug for Listing<T, R, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listing").field("items", &self.items.len()).finish_non_exhaustive()
    }
}
