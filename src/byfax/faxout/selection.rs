//! Which faxes or broadcasts are meant.

use std::collections::BTreeSet;

use xsd_runtime::types::DateTime;
use xsd_runtime::types::jiff::Timestamp;

use super::fax::Fax;
use crate::byfax::contract::faxout::{
    ApiRequestFaxjobCountBroadcasts, ApiRequestFaxjobCountMessages, ApiRequestFaxjobListBroadcasts,
    ApiRequestFaxjobListMessages, ApiRequestFaxjobProcess,
};
use crate::clock::moment;

/// Those that have one of the references of each kind that is given, and were taken in between the two times. Blank
/// references, and lists without others, count as not given.
#[derive(Debug, Default)]
pub(super) struct Selection<'r> {
    pub(super) broadcasts: Option<BTreeSet<&'r str>>,
    sends: Option<BTreeSet<&'r str>>,
    pub(super) messages: Option<BTreeSet<&'r str>>,
    from: Option<Timestamp>,
    till: Option<Timestamp>,
}

impl<'r> Selection<'r> {
    /// All references.
    pub(super) fn references(&self) -> impl Iterator<Item = &'r str> {
        [&self.broadcasts, &self.sends, &self.messages].into_iter().flatten().flatten().copied()
    }

    /// Whether everything is meant.
    pub(super) fn is_empty(&self) -> bool {
        self.references().next().is_none() && self.from.is_none() && self.till.is_none()
    }

    pub(super) fn takes(&self, fax: &Fax) -> bool {
        let is_among = |references: &Option<BTreeSet<&str>>, own: Option<&str>| {
            references.as_ref().is_none_or(|references| own.is_some_and(|own| references.contains(own)))
        };
        self.takes_broadcast(&fax.broadcast_ref, fax.created)
            && is_among(&self.sends, fax.send_ref.as_deref())
            && is_among(&self.messages, Some(&fax.message_ref))
    }

    pub(super) fn takes_broadcast(&self, reference: &str, created: Timestamp) -> bool {
        self.broadcasts.as_ref().is_none_or(|references| references.contains(reference))
            && self.from.is_none_or(|from| from <= created)
            && self.till.is_none_or(|till| created <= till)
    }
}

fn given(references: &Option<Vec<String>>) -> Option<BTreeSet<&str>> {
    let given: BTreeSet<&str> = references
        .iter()
        .flatten()
        .map(|reference| reference.trim())
        .filter(|text| !text.is_empty())
        .collect();
    Some(given).filter(|given| !given.is_empty())
}

fn time(date: Option<DateTime>) -> Option<Timestamp> {
    date.map(moment)
}

impl<'r> From<&'r ApiRequestFaxjobProcess> for Selection<'r> {
    fn from(request: &'r ApiRequestFaxjobProcess) -> Self {
        Self {
            broadcasts: given(&request.broadcast_refs),
            sends: given(&request.send_refs),
            messages: given(&request.message_refs),
            ..Self::default()
        }
    }
}

/// The requests for broadcasts.
macro_rules! broadcasts {
    ($($request:ident)+) => {
        $(impl<'r> From<&'r $request> for Selection<'r> {
            fn from(request: &'r $request) -> Self {
                Self {
                    broadcasts: given(&request.broadcast_refs),
                    from: time(request.date_from),
                    till: time(request.date_till),
                    ..Self::default()
                }
            }
        })+
    };
}

broadcasts!(ApiRequestFaxjobCountBroadcasts ApiRequestFaxjobListBroadcasts);

/// The requests for faxes.
macro_rules! messages {
    ($($request:ident)+) => {
        $(impl<'r> From<&'r $request> for Selection<'r> {
            fn from(request: &'r $request) -> Self {
                Self {
                    broadcasts: given(&request.broadcast_refs),
                    messages: given(&request.message_refs),
                    from: time(request.date_from),
                    till: time(request.date_till),
                    ..Self::default()
                }
            }
        })+
    };
}

messages!(ApiRequestFaxjobCountMessages ApiRequestFaxjobListMessages);
