//! Numbers to receive faxes at: a small catalogue that does not change.

mod catalogue;
mod service;

pub(crate) use catalogue::FIRST_DID;
pub(crate) use service::Service;

use super::common::StateCodes;
use super::contract::faxin_inventory::{FaxCountry, FaxCountryState, FaxDid, FaxDidGroup};
use super::received::Received;
use super::reply::Refusal;
use catalogue::{COUNTRIES, Country, DIDS, GROUPS, Group, STATES};

fn countries() -> Vec<FaxCountry> {
    COUNTRIES.iter().map(Country::describe).collect()
}

/// The states of a country, of which there may be none.
fn states(country: &str) -> Result<Vec<FaxCountryState>, Refusal> {
    check_country(country)?;
    let states = STATES.iter().filter(|state| state.country == country);
    Ok(states.map(|state| FaxCountryState::new(state.code, state.country, state.name)).collect())
}

/// The groups of a state, or all of the country where no state is named.
fn groups(country: &str, state: &str) -> Result<Vec<FaxDidGroup>, Refusal> {
    check_country(country)?;
    let groups = GROUPS.iter().filter(|group| group.country == country);
    let groups = groups.filter(|group| state.is_empty() || group.state == Some(state));
    Ok(groups.map(Group::describe).collect())
}

fn group(reference: &str) -> Result<FaxDidGroup, Refusal> {
    let group = GROUPS.iter().find(|group| group.reference == reference);
    group.map(Group::describe).ok_or_else(|| {
        Refusal::new(StateCodes::NumberGroupNotAvailable, format!("there is no group `{reference}`"))
    })
}

/// The account's numbers, each with how many faxes it has received.
fn dids(received: &Received) -> Vec<FaxDid> {
    DIDS.iter().map(|did| did.describe(received.count_to(did.number))).collect()
}

fn check_country(code: &str) -> Result<(), Refusal> {
    if COUNTRIES.iter().any(|country| country.iso3 == code) {
        return Ok(());
    }
    let known: Vec<_> = COUNTRIES.iter().map(|country| country.iso3).collect();
    let message = format!("there are no numbers in `{code}`: countryCodeA3 is one of {}", known.join(", "));
    Err(Refusal::new(StateCodes::CountryNotSupported, message))
}
