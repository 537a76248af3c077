//! The service `faxin/inventory`, as its contract declares it.

use xsd_runtime::soap::server::Context;
use xsd_runtime::soap::{Fault, NoFault};

use super::{countries, dids, group, groups, states};
use crate::byfax::common::StateCodes;
use crate::byfax::contract::faxin_inventory::server::FaxinInventory;
use crate::byfax::contract::faxin_inventory::{
    ApiResponseListCountries, ApiResponseListCountryStates, ApiResponseListDidGroups, ApiResponseListDids,
    ListDidGroupsInput,
};
use crate::byfax::credentials::Credentials;
use crate::byfax::received::Received;
use crate::byfax::reply::answer;

/// The service. Clones share the faxes that it counts.
#[derive(Clone, Debug)]
pub(crate) struct Service {
    credentials: Credentials,
    received: Received,
}

impl Service {
    pub(crate) fn new(credentials: Credentials, received: Received) -> Self {
        Self { credentials, received }
    }
}

/// A reply with a whole list.
macro_rules! list {
    ($reply:ident, $items:expr) => {{
        let items = $items;
        let count = i32::try_from(items.len()).unwrap_or(i32::MAX);
        let code = if items.is_empty() { StateCodes::EmptyResult } else { StateCodes::Success };
        let reply = $reply::new(code).with_count_result(count).with_count_total(count);
        if items.is_empty() { reply } else { reply.with_items(items) }
    }};
}

impl FaxinInventory for Service {
    async fn list_countries(&self, context: &Context) -> Result<ApiResponseListCountries, Fault<NoFault>> {
        answer(&self.credentials, context, [], || Ok(list!(ApiResponseListCountries, countries())))
    }

    async fn list_states(
        &self,
        country_code_a3: String,
        context: &Context,
    ) -> Result<ApiResponseListCountryStates, Fault<NoFault>> {
        answer(&self.credentials, context, [&*country_code_a3], || {
            Ok(list!(ApiResponseListCountryStates, states(&country_code_a3)?))
        })
    }

    async fn list_did_groups(
        &self,
        request: ListDidGroupsInput,
        context: &Context,
    ) -> Result<ApiResponseListDidGroups, Fault<NoFault>> {
        let ListDidGroupsInput { country_code_a3: country, state_code_a2: state } = request;
        answer(&self.credentials, context, [&*country, &*state], || {
            Ok(list!(ApiResponseListDidGroups, groups(&country, &state)?))
        })
    }

    async fn get_did_group(
        &self,
        group_ref: String,
        context: &Context,
    ) -> Result<ApiResponseListDidGroups, Fault<NoFault>> {
        answer(&self.credentials, context, [&*group_ref], || {
            Ok(list!(ApiResponseListDidGroups, vec![group(&group_ref)?]))
        })
    }

    async fn list_dids(&self, context: &Context) -> Result<ApiResponseListDids, Fault<NoFault>> {
        answer(&self.credentials, context, [], || Ok(list!(ApiResponseListDids, dids(&self.received))))
    }
}
