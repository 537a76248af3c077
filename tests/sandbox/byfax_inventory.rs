//! Numbers to receive faxes at.

use fax_bindings::byfax::common::StateCodes;
use fax_bindings::byfax::faxin_inventory::client::FaxinInventoryClient;
use fax_bindings::byfax::faxin_inventory::{
    ApiResponseListDidGroups, DidAddressType, DidType, ListDidGroupsInput, StateNumber,
};

use crate::byfax::{World, client};

async fn groups(inventory: &FaxinInventoryClient, country: &str, state: &str) -> ApiResponseListDidGroups {
    let request = ListDidGroupsInput::new(country, state);
    inventory.list_did_groups(&request).await.unwrap().into_inner()
}

fn references(reply: ApiResponseListDidGroups) -> Vec<String> {
    assert_eq!(reply.state_code, StateCodes::Success);
    let references: Vec<_> = reply.items.unwrap().into_iter().map(|group| group.ref_id).collect();
    let count = i32::try_from(references.len()).unwrap();
    assert_eq!((reply.count_result, reply.count_total), (Some(count), Some(count)));
    references
}

#[tokio::test]
async fn countries_have_states_or_not() {
    let world = World::new().await;
    let inventory = world.client.faxin_inventory();
    let reply = inventory.list_countries().await.unwrap().into_inner();
    assert_eq!((reply.state_code, reply.count_total), (StateCodes::Success, Some(4)));
    for country in reply.items.unwrap() {
        let states = inventory.list_states(&country.iso3).await.unwrap().into_inner();
        let expected = if country.has_states { StateCodes::Success } else { StateCodes::EmptyResult };
        assert_eq!(states.state_code, expected, "{}", country.iso3);
        assert_eq!(states.items.is_some(), country.has_states);
        assert!(!references(groups(inventory, &country.iso3, "").await).is_empty());
    }
    let states = inventory.list_states("USA").await.unwrap().into_inner().items.unwrap();
    let names: Vec<_> = states.iter().map(|state| (&*state.state_code_a2, &*state.state_name)).collect();
    assert_eq!(names, [("CA", "California"), ("NY", "New York"), ("TX", "Texas")]);
    assert!(states.iter().all(|state| state.country_code_a3 == "USA"));
}

#[tokio::test]
async fn groups_are_those_of_a_country_or_a_state() {
    let world = World::new().await;
    let inventory = world.client.faxin_inventory();
    assert_eq!(references(groups(inventory, "USA", "NY").await), ["us-ny-212"]);
    assert_eq!(references(groups(inventory, "USA", "").await), ["us-ny-212", "us-ca-415", "us-800"]);
    for (country, state) in [("USA", "TX"), ("USA", "ZZ"), ("GBR", "NY")] {
        let reply = groups(inventory, country, state).await;
        assert_eq!((reply.state_code, reply.count_total), (StateCodes::EmptyResult, Some(0)));
        assert_eq!(reply.items, None);
    }

    let reply = inventory.get_did_group("au-2").await.unwrap().into_inner();
    let [group] = reply.items.unwrap().try_into().unwrap();
    assert_eq!((&*group.country_code_a3, &*group.phone_code, &*group.area_code), ("AUS", "61", "2"));
    assert_eq!((group.state_code_a2, group.city_name.as_deref()), (None, Some("Sydney")));
    assert_eq!((group.did_type, group.did_address_type), (DidType::Geographic, Some(DidAddressType::Local)));
    assert!(group.is_available && group.has_regulation && group.reg_proof_required);
}

#[tokio::test]
async fn numbers_say_what_they_received() {
    let world = World::new().await;
    let http = reqwest::Client::builder().tls_certs_only([]).build().unwrap();
    http.post(world.sandbox.url("/sandbox/byfax/received")).send().await.unwrap();
    let reply = world.client.faxin_inventory().list_dids().await.unwrap().into_inner();
    assert_eq!((reply.state_code, reply.count_total), (StateCodes::Success, Some(2)));
    let [first, second] = reply.items.unwrap().try_into().unwrap();
    assert_eq!((&*first.did_e164, &*first.did_formatted), ("+12125550100", "+1 (212) 555-0100"));
    assert_eq!((&*first.did_group_ref, first.did_state_code_a2.as_deref()), ("us-ny-212", Some("NY")));
    assert_eq!((first.state, first.inbox_count), (StateNumber::Active, 1));
    assert_eq!(first.reserved_at.unwrap().to_string(), "2026-01-01T00:00:00Z");
    assert_eq!((second.state, second.inbox_count), (StateNumber::Pending, 0));
    assert_eq!((second.reserved_at, second.reserved_till), (None, None));
}

#[tokio::test]
async fn what_there_is_not_is_refused() {
    let world = World::new().await;
    let inventory = world.client.faxin_inventory();
    for country in ["", "US", "usa", "FRA"] {
        let states = inventory.list_states(country).await.unwrap().into_inner();
        assert_eq!(states.state_code, StateCodes::CountryNotSupported);
        assert!(states.state_message.unwrap().ends_with("one of USA, GBR, AUS, DEU"));
        assert_eq!(groups(inventory, country, "").await.state_code, StateCodes::CountryNotSupported);
    }
    let group = inventory.get_did_group("x").await.unwrap();
    assert_eq!(group.state_code, StateCodes::NumberGroupNotAvailable);
    let asking = inventory.get_did_group("state:NUMBER_OUT_OF_STOCK").await.unwrap();
    assert_eq!(asking.state_code, StateCodes::NumberOutOfStock);
}

#[tokio::test]
async fn the_inventory_is_for_those_with_the_right_secret() {
    let world = World::new().await;
    let stranger = client(&world.sandbox, "demo", "wrong");
    let inventory = stranger.faxin_inventory();
    let codes = [
        inventory.list_countries().await.unwrap().into_inner().state_code,
        inventory.list_states("USA").await.unwrap().into_inner().state_code,
        groups(inventory, "USA", "").await.state_code,
        inventory.get_did_group("us-800").await.unwrap().into_inner().state_code,
        inventory.list_dids().await.unwrap().into_inner().state_code,
    ];
    assert_eq!(codes, [const { StateCodes::ApiKeySecretNotMatch }; 5]);
}
