//! Received faxes, and the numbers that they come in at.

use fax_bindings::byfax::common::{
    ApiResponse, ApiResponseDocPreview, ApiResponseItemsCount, FaxCompression, FaxQuality, ListPagination,
    StateCodes,
};
use fax_bindings::byfax::faxin_inventory::*;
use fax_bindings::byfax::faxin_message::*;

use super::{TEXT, client, date, file};
use crate::server::Server;

pub(crate) fn messages(server: &Server) {
    let message = client(server).faxin_message().clone();
    let (from, till) = (date("2026-02-28T00:00:00+03:00"), date("2026-03-01T00:00:00Z"));
    let times =
        "listRequest.dateFrom=\"2026-02-28T00:00:00+03:00\"\nlistRequest.dateTill=\"2026-03-01T00:00:00Z\"\n";
    let count = ApiRequestCountFaxes::new()
        .with_did_e164("+375170000000")
        .with_date_from(from)
        .with_date_till(till)
        .with_is_success(true)
        .with_has_file(false);
    let number = "listRequest.didE164=\"+375170000000\"\n";
    let flags = "listRequest.isSuccess=true\nlistRequest.hasFile=false\n";
    let reply = server.answered(message.count_faxes(&count), &format!("{number}{times}{flags}"));
    server.equal(reply, ApiResponseItemsCount::new(StateCodes::Success).with_items_count(i32::MAX));

    let list = ApiRequestListFaxes::new(ListPagination::new(1, 10)).with_has_file(true);
    let reply = server.answered(
        message.list_faxes(&list),
        "listRequest.hasFile=true\nlistRequest.pagination.pageNumber=1\nlistRequest.pagination.pageSize=10\n",
    );
    let received = date("2026-02-28T23:59:59.999Z");
    let all = FaxinMessage::new("f-1", "+375170000000", "", StateTransport::Success, received, true)
        .with_state_ex(StateCodes::TransmissionEarlyHangup)
        .with_state_message(TEXT)
        .with_duration_call(60)
        .with_duration_fax(0)
        .with_local_sid("us")
        .with_remote_sid("them")
        .with_pages(3)
        .with_speed(9600)
        .with_ecm(false)
        .with_quality(FaxQuality::Fine)
        .with_compression(FaxCompression::Mmr);
    let bare =
        FaxinMessage::new("", "", "", StateTransport::Ringing, date("2026-02-28T23:59:59+14:00"), false);
    let listed = ApiResponseListFaxes::new(StateCodes::Success).with_count_result(2).with_count_total(42);
    server.equal(reply, listed.with_items([all, bare]));

    for (is_pdf, name) in [(true, "fax.pdf"), (false, "fax.tiff")] {
        let request = DownloadFaxInput::new("m", is_pdf);
        let reply =
            server.answered(message.download_fax(&request), &format!("messageRef=\"m\"\nisPDF={is_pdf}\n"));
        let fax = file(name, b"m");
        server.equal(reply, ApiResponseDocPreview::new(StateCodes::Success).with_document(fax).with_pages(3));
    }
    let reply = server.answered(message.delete_fax("m"), "messageRef=\"m\"\n");
    server.equal(reply, ApiResponse::new(StateCodes::FaxtransportNotFound));
}

pub(crate) fn inventory(server: &Server) {
    let inventory = client(server).faxin_inventory().clone();
    let reply = server.answered(inventory.list_countries(), "");
    let countries =
        [FaxCountry::new("US", "USA", true, false, "1"), FaxCountry::new("BY", "BLR", false, true, "375")];
    let listed = ApiResponseListCountries::new(StateCodes::Success).with_count_result(2).with_count_total(42);
    server.equal(reply, listed.with_items(countries));

    let reply = server.answered(inventory.list_states("USA"), "countryCodeA3=\"USA\"\n");
    let listed =
        ApiResponseListCountryStates::new(StateCodes::Success).with_count_result(1).with_count_total(41);
    server.equal(reply, listed.with_items([FaxCountryState::new("NY", "USA", TEXT)]));

    let request = ListDidGroupsInput::new("USA", "NY");
    let reply =
        server.answered(inventory.list_did_groups(&request), "countryCodeA3=\"USA\"\nstateCodeA2=\"NY\"\n");
    let group = FaxDidGroup::new("g-1", "USA", "1", "212", DidType::TollFree, true, false, true);
    let all = group
        .clone()
        .with_state_code_a2("NY")
        .with_city_name(TEXT)
        .with_did_address_type(DidAddressType::Local);
    let listed = ApiResponseListDidGroups::new(StateCodes::Success).with_count_result(2).with_count_total(42);
    server.equal(reply, listed.with_items([all, group]));

    let reply = server.answered(inventory.get_did_group("g"), "groupRef=\"g\"\n");
    let gone = ApiResponseListDidGroups::new(StateCodes::NumberGroupNotAvailable);
    server.equal(reply, gone.with_state_message("g"));

    let reply = server.answered(inventory.list_dids(), "");
    let listed = ApiResponseListDids::new(StateCodes::Success).with_count_result(2).with_count_total(42);
    server.equal(reply, listed.with_items(numbers()));
}

/// With all members, and with those that have to be.
fn numbers() -> [FaxDid; 2] {
    let number = FaxDid::new(
        "d-1",
        "g-1",
        StateNumber::Active,
        "+12120000000",
        "+1 (212) 000-0000",
        "USA",
        "1",
        "212",
        DidType::Geographic,
        7,
        true,
        false,
        true,
    );
    let all = number
        .clone()
        .with_address_ref("a-1")
        .with_state_message(TEXT)
        .with_did_state_code_a2("NY")
        .with_did_city("New York")
        .with_reserved_at(date("2026-01-01T00:00:00Z"))
        .with_reserved_till(date("2027-01-01T00:00:00Z"));
    [all, number]
}
