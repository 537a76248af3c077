//! What there is. The numbers are among those that are set aside for fiction.

use crate::byfax::contract::faxin_inventory::{
    DidAddressType, DidType, FaxCountry, FaxDid, FaxDidGroup, StateNumber,
};

pub(super) struct Country {
    iso2: &'static str,
    pub(super) iso3: &'static str,
    phone_code: &'static str,
    has_states: bool,
    has_regulation: bool,
}

#[rustfmt::skip] // A table.
pub(super) const COUNTRIES: [Country; 4] = [
    Country { iso2: "US", iso3: "USA", phone_code: "1", has_states: true, has_regulation: false },
    Country { iso2: "GB", iso3: "GBR", phone_code: "44", has_states: false, has_regulation: false },
    Country { iso2: "AU", iso3: "AUS", phone_code: "61", has_states: false, has_regulation: true },
    Country { iso2: "DE", iso3: "DEU", phone_code: "49", has_states: false, has_regulation: true },
];

impl Country {
    pub(super) fn describe(&self) -> FaxCountry {
        FaxCountry::new(self.iso2, self.iso3, self.has_states, self.has_regulation, self.phone_code)
    }
}

pub(super) struct State {
    pub(super) country: &'static str,
    pub(super) code: &'static str,
    pub(super) name: &'static str,
}

pub(super) const STATES: [State; 3] = [
    State { country: "USA", code: "CA", name: "California" },
    State { country: "USA", code: "NY", name: "New York" },
    State { country: "USA", code: "TX", name: "Texas" },
];

pub(super) struct Group {
    pub(super) reference: &'static str,
    pub(super) country: &'static str,
    pub(super) state: Option<&'static str>,
    city: Option<&'static str>,
    area_code: &'static str,
    did_type: DidType,
    is_available: bool,
    address: Option<DidAddressType>,
}

#[rustfmt::skip] // A table.
pub(super) const GROUPS: [Group; 6] = [
    Group { reference: "us-ny-212", country: "USA", state: Some("NY"), city: Some("New York"), area_code: "212", did_type: DidType::Geographic, is_available: true, address: None },
    Group { reference: "us-ca-415", country: "USA", state: Some("CA"), city: Some("San Francisco"), area_code: "415", did_type: DidType::Geographic, is_available: false, address: None },
    Group { reference: "us-800", country: "USA", state: None, city: None, area_code: "800", did_type: DidType::TollFree, is_available: true, address: None },
    Group { reference: "gb-20", country: "GBR", state: None, city: Some("London"), area_code: "20", did_type: DidType::Geographic, is_available: true, address: Some(DidAddressType::Worldwide) },
    Group { reference: "au-2", country: "AUS", state: None, city: Some("Sydney"), area_code: "2", did_type: DidType::Geographic, is_available: true, address: Some(DidAddressType::Local) },
    Group { reference: "de-32", country: "DEU", state: None, city: None, area_code: "32", did_type: DidType::National, is_available: true, address: Some(DidAddressType::National) },
];

impl Group {
    pub(super) fn describe(&self) -> FaxDidGroup {
        let is_regulated = matches!(self.address, Some(DidAddressType::Local | DidAddressType::National));
        let mut group = FaxDidGroup::new(
            self.reference,
            self.country,
            phone_code(self.country),
            self.area_code,
            self.did_type.clone(),
            self.is_available,
            is_regulated,
            is_regulated,
        );
        group.state_code_a2 = self.state.map(str::to_owned);
        group.city_name = self.city.map(str::to_owned);
        group.did_address_type.clone_from(&self.address);
        group
    }
}

pub(super) struct Did {
    reference: &'static str,
    /// Reference of its group.
    group: &'static str,
    /// In E.164.
    pub(super) number: &'static str,
    formatted: &'static str,
    state: StateNumber,
    /// Since when, and until when, it is the account's.
    reserved: Option<(&'static str, &'static str)>,
}

/// The number that faxes come in at where nobody says another one.
pub(crate) const FIRST_DID: &str = "+12125550100";

pub(super) const DIDS: [Did; 2] = [
    Did {
        reference: "did-1",
        group: "us-ny-212",
        number: FIRST_DID,
        formatted: "+1 (212) 555-0100",
        state: StateNumber::Active,
        reserved: Some(("2026-01-01T00:00:00Z", "2036-01-01T00:00:00Z")),
    },
    Did {
        reference: "did-2",
        group: "gb-20",
        number: "+442079460100",
        formatted: "+44 20 7946 0100",
        state: StateNumber::Pending,
        reserved: None,
    },
];

impl Did {
    pub(super) fn describe(&self, inbox_count: i32) -> FaxDid {
        let is_active = self.state == StateNumber::Active;
        let group = GROUPS.iter().find(|group| group.reference == self.group);
        let country = group.map_or("", |group| group.country);
        let mut did = FaxDid::new(
            self.reference,
            self.group,
            self.state.clone(),
            self.number,
            self.formatted,
            country,
            phone_code(country),
            group.map_or("", |group| group.area_code),
            group.map_or(DidType::UnknownValue, |group| group.did_type.clone()),
            inbox_count,
            is_active,
            false,
            true,
        );
        did.did_state_code_a2 = group.and_then(|group| group.state).map(str::to_owned);
        did.did_city = group.and_then(|group| group.city).map(str::to_owned);
        did.reserved_at = self.reserved.and_then(|(from, _)| from.parse().ok());
        did.reserved_till = self.reserved.and_then(|(_, till)| till.parse().ok());
        did
    }
}

fn phone_code(country: &str) -> &'static str {
    COUNTRIES.iter().find(|known| known.iso3 == country).map_or("", |country| country.phone_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_refer_to_each_other() {
        for state in &STATES {
            assert!(COUNTRIES.iter().any(|country| country.iso3 == state.country && country.has_states));
        }
        for group in &GROUPS {
            assert_ne!(phone_code(group.country), "", "{}", group.reference);
            let state =
                |code| STATES.iter().any(|state| state.country == group.country && state.code == code);
            assert!(group.state.is_none_or(state), "{}", group.reference);
        }
        for did in &DIDS {
            let described = did.describe(0);
            let start = format!("+{}{}", described.did_phone_code, described.did_area_code);
            assert!(did.number.starts_with(&start), "{} {start}", did.number);
            assert_eq!(described.reserved_at.is_some(), did.reserved.is_some());
            assert_eq!(described.reserved_till.is_some(), did.reserved.is_some());
        }
    }
}
