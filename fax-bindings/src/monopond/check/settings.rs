//! Settings, of a request or of one message.

use xsd_runtime::types::DateTime;

use super::finding::{Findings, Rule};
use super::header_format;
use super::place::Place;
use super::view::Settings;

/// Most characters of a sender's name by the vendor's documentation of 2019.
const SEND_FROM_ADVISED: usize = 20;
/// Most characters by earlier documentation.
const SEND_FROM_MOST: usize = 32;

/// `owner` is the request or the message.
pub(super) fn check(settings: &Settings<'_>, owner: &Place<'_>, findings: &mut Findings) {
    known(settings.unknown_resolution, &owner.at("Resolution"), findings);
    check_send_from(settings.send_from, &owner.at("SendFrom"), findings);
    check_zone(settings.scheduled_start_time, &owner.at("ScheduledStartTime"), findings);
    not_negative(settings.retries, &owner.at("Retries"), findings);
    not_negative(settings.busy_retries, &owner.at("BusyRetries"), findings);
    if let Some(format) = settings.header_format {
        header_format::check(format, &owner.at("HeaderFormat"), findings);
    }
    check_zone(settings.must_be_sent_before_date, &owner.at("MustBeSentBeforeDate"), findings);
    not_negative(settings.max_fax_pages, &owner.at("MaxFaxPages"), findings);
    check_time_zone(settings.time_zone, &owner.at("TimeZone"), findings);
}

/// The fax must start before its deadline; what `settings` leaves open is taken from `request`.
pub(super) fn check_deadline(
    settings: &Settings<'_>,
    request: &Settings<'_>,
    owner: &Place<'_>,
    findings: &mut Findings,
) {
    if settings.scheduled_start_time.is_none() && settings.must_be_sent_before_date.is_none() {
        return;
    }
    let start = settings.scheduled_start_time.or(request.scheduled_start_time);
    let deadline = settings.must_be_sent_before_date.or(request.must_be_sent_before_date);
    if let (Some(start), Some(deadline)) = (start, deadline)
        && is_not_before(start, deadline)
    {
        let message =
            format!("give a date after ScheduledStartTime, {start}, or the fax is cancelled unsent");
        findings.add(Rule::Deadline, &owner.at("MustBeSentBeforeDate"), message);
    }
}

/// Dates with an offset and dates without cannot be compared.
fn is_not_before(start: DateTime, deadline: DateTime) -> bool {
    match (start.to_timestamp(), deadline.to_timestamp()) {
        (Some(start), Some(deadline)) => start >= deadline,
        (None, None) => start.offset() == deadline.offset() && start.civil() >= deadline.civil(),
        _ => false,
    }
}

/// `unknown` is a value that the contract does not have.
pub(super) fn known(unknown: Option<&str>, place: &Place<'_>, findings: &mut Findings) {
    if let Some(text) = unknown {
        let message =
            format!("`{text}` is not a value of the contract: use one of those in `ALL` of the type");
        findings.add(Rule::UnknownValue, place, message);
    }
}

pub(super) fn not_negative(number: Option<i32>, place: &Place<'_>, findings: &mut Findings) {
    if let Some(number) = number.filter(|number| *number < 0) {
        findings.add(Rule::Negative, place, format!("give 0 or more instead of {number}"));
    }
}

fn check_send_from(name: Option<&str>, place: &Place<'_>, findings: &mut Findings) {
    let length = name.map_or(0, |name| name.chars().count());
    if length > SEND_FROM_MOST {
        let message = format!("shorten the name from {length} to at most {SEND_FROM_ADVISED} characters");
        findings.add(Rule::SendFromTooLong, place, message);
    } else if length > SEND_FROM_ADVISED {
        let message = format!(
            "{length} characters, where later documentation allows {SEND_FROM_ADVISED} and earlier {SEND_FROM_MOST}: \
             shorten the name, or it may be cut"
        );
        findings.add(Rule::SendFromLong, place, message);
    }
}

fn check_zone(date: Option<DateTime>, place: &Place<'_>, findings: &mut Findings) {
    if date.is_some_and(|date| date.offset().is_none()) {
        let message =
            "give a zone offset, such as `Z` or `+10:00`: which zone the service takes is not documented";
        findings.add(Rule::NoZone, place, message);
    }
}

fn check_time_zone(name: Option<&str>, place: &Place<'_>, findings: &mut Findings) {
    if name.is_some_and(|name| !is_like_an_olson_name(name)) {
        let message = "give a name of the Olson (IANA) database, such as `Australia/Adelaide`";
        findings.add(Rule::TimeZone, place, message);
    }
}

/// Whether it has the form `Area/Place`, or is one of the few names without an area that do no harm.
fn is_like_an_olson_name(name: &str) -> bool {
    let is_part = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_alphabetic())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+'))
    };
    matches!(name, "UTC" | "GMT") || (name.contains('/') && name.split('/').all(is_part))
}
