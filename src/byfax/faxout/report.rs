//! What replies say about faxes and broadcasts.

use std::time::Duration;

use xsd_runtime::types::jiff::Timestamp;

use super::fax::Fax;
use super::faxes::Broadcast;
use crate::byfax::common::StateCodes;
use crate::byfax::contract::faxout::{
    FaxReportBroadcast, FaxReportMessage, FaxReportProcess, StateContainer, StateRecipient,
};
use crate::byfax::reply::{Refusal, words};

/// Price of one page.
const CENTS_A_PAGE: i64 = 5;
/// What all prices are in.
pub(super) const CURRENCY: &str = "EUR";
/// How the sandbox's machine calls itself.
const LOCAL_ID: &str = "fax-sandbox";
/// Bits in a second.
const SPEED: i32 = 14_400;

/// The state of a broadcast is that of the first row that one of its faxes is in: how far the furthest of them is, and
/// in the end the best result.
const STATES: &[(StateRecipient, StateContainer)] = &[
    (StateRecipient::Delivering, StateContainer::Delivering),
    (StateRecipient::Submitted, StateContainer::Queued),
    (StateRecipient::Submitting, StateContainer::Queued),
    (StateRecipient::Ready, StateContainer::Ready),
    (StateRecipient::Preparing, StateContainer::Processing),
    (StateRecipient::Pending, StateContainer::Pending),
    (StateRecipient::Resuming, StateContainer::Resuming),
    (StateRecipient::Pausing, StateContainer::Pausing),
    (StateRecipient::Aborting, StateContainer::Aborting),
    (StateRecipient::Cancelling, StateContainer::Cancelling),
    (StateRecipient::Paused, StateContainer::Paused),
    (StateRecipient::Success, StateContainer::Done),
    (StateRecipient::Failed, StateContainer::Failed),
    (StateRecipient::Aborted, StateContainer::Aborted),
    (StateRecipient::Cancelled, StateContainer::Cancelled),
];

/// What a fax has cost, in cents: nothing unless it was delivered.
pub(super) fn cents(fax: &Fax) -> i64 {
    if *fax.state() == StateRecipient::Success { price(fax) } else { 0 }
}

/// What a fax costs when it is delivered, in cents.
fn price(fax: &Fax) -> i64 {
    i64::from(fax.pages) * CENTS_A_PAGE
}

/// An amount in the unit of replies.
pub(super) fn amount(cents: i64) -> f64 {
    // Exact: there are far fewer cents than a `f64` can count.
    cents as f64 / 100.0
}

/// A list's item on a fax.
pub(super) fn of_fax(fax: &Fax) -> FaxReportMessage {
    let cost = amount(cents(fax));
    let mut report =
        FaxReportMessage::new(StateCodes::Success, &*fax.message_ref, fax.state().clone(), cost, CURRENCY)
            .with_broadcast_ref(&*fax.broadcast_ref)
            .with_local_id(LOCAL_ID)
            .with_attempt(number(fax.calls()))
            .with_recipient_number(&*fax.number)
            .with_pages_total(number(fax.pages));
    report.send_ref = fax.send_ref.as_deref().map(str::to_owned);
    report.job_state_ex = fax.reason().cloned();
    report.job_state_ex_message = fax.reason().map(words);
    let is_delivered = *fax.state() == StateRecipient::Success;
    report.pages_sent = Some(if is_delivered { number(fax.pages) } else { 0 });
    if is_delivered {
        report = report.with_remote_id(&*fax.number).with_fax_speed(SPEED);
    }
    if let Some(call) = fax.last_call() {
        let seconds = seconds(call.started, call.ended);
        report = report
            .with_call_started(call.started)
            .with_fax_started(call.started)
            .with_call_ended(call.ended)
            .with_call_duration(seconds)
            .with_line_duration(seconds)
            .with_fax_duration(seconds);
    }
    report
}

/// A list's item on a broadcast.
pub(super) fn of_broadcast(broadcast: &Broadcast, faxes: &[&Fax], now: Timestamp) -> FaxReportBroadcast {
    let price: i64 = faxes.iter().map(|fax| price(fax)).sum();
    let cost: i64 = faxes.iter().map(|fax| cents(fax)).sum();
    let state = container(faxes, now);
    let mut report =
        FaxReportBroadcast::new(StateCodes::Success, state, amount(price), amount(cost), CURRENCY)
            .with_broadcast_ref(&*broadcast.reference)
            .with_job_created(broadcast.created)
            .with_recipient_count(i32::try_from(faxes.len()).unwrap_or(i32::MAX));
    let ends: Option<Vec<Timestamp>> = faxes.iter().map(|fax| fax.ended()).collect();
    report.job_delivered = ends.and_then(|ends| ends.into_iter().max()).map(Into::into);
    report.job_state_ex = report.job_delivered.and_then(|_| worst(faxes)).cloned();
    report.job_state_ex_message = report.job_state_ex.as_ref().map(words);
    report
}

/// What became of a fax that was to be paused, resumed, cancelled or submitted again.
pub(super) fn of_change(fax: &Fax, result: Result<(), StateCodes>) -> FaxReportProcess {
    let code = result.as_ref().err().cloned().unwrap_or(StateCodes::Success);
    let mut report = FaxReportProcess::new(code, fax.state().clone())
        .with_broadcast_ref(&*fax.broadcast_ref)
        .with_message_ref(&*fax.message_ref)
        .with_job_attempt(number(fax.calls()))
        .with_recipient_number(&*fax.number);
    report.send_ref = fax.send_ref.as_deref().map(str::to_owned);
    report.state_message = result.err().map(|code| Refusal::from(code).message);
    report
}

fn container(faxes: &[&Fax], now: Timestamp) -> StateContainer {
    let row = STATES.iter().find(|(state, _)| faxes.iter().any(|fax| fax.state() == state));
    match row {
        Some((StateRecipient::Pending, _)) if faxes.iter().any(|fax| fax.is_delayed(now)) => {
            StateContainer::Delayed
        }
        Some((_, state)) => state.clone(),
        None => StateContainer::UnknownValue,
    }
}

/// Why the first fax that did not arrive did not.
fn worst<'f>(faxes: &[&'f Fax]) -> Option<&'f StateCodes> {
    let mut reasons = faxes.iter().filter_map(|fax| fax.reason());
    let first = reasons.clone().next();
    reasons.find(|code| **code != StateCodes::Success).or(first)
}

/// Seconds of a call; one that was begun counts.
fn seconds(started: Timestamp, ended: Timestamp) -> i32 {
    let held = Duration::try_from(ended.duration_since(started)).unwrap_or_default();
    i32::try_from(held.as_millis().div_ceil(1000)).unwrap_or(i32::MAX)
}

fn number(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
