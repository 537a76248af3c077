//! What a sandbox can be asked for, for help texts and tests.

use crate::monopond::outcome;
use crate::{byfax, kazoo, sipgate};

/// Numbers that faxes by Monopond do not simply arrive at, each with what happens. All others are delivered at the first
/// attempt.
///
/// ```
/// let busy = fax_sandbox::numbers().find(|(_, what)| what.contains("FAX_BUSY"));
/// assert!(busy.is_some());
/// ```
pub fn numbers() -> impl ExactSizeIterator<Item = (&'static str, &'static str)> {
    outcome::OUTCOMES.iter().map(|(number, _, what)| (*number, *what))
}

/// References (`SendRef`, `MessageRef`, `BroadcastRef` or `DocumentRef`) that an operation answers with a fault, each with
/// when that fault comes by itself. One that the operation does not declare is an invalid argument.
///
/// ```
/// assert!(fax_sandbox::faults().any(|(reference, _)| reference == "fault:InternalServerException"));
/// ```
pub fn faults() -> impl ExactSizeIterator<Item = (&'static str, &'static str)> {
    outcome::FAULTS.iter().map(|(reference, _, when)| (*reference, *when))
}

/// Numbers that faxes by byFax do not simply arrive at, each with what happens. All others are delivered at the first call.
///
/// ```
/// let busy = fax_sandbox::byfax_numbers().find(|(_, what)| what.contains("BUSY"));
/// assert!(busy.is_some());
/// ```
pub fn byfax_numbers() -> impl ExactSizeIterator<Item = (&'static str, &'static str)> {
    byfax::outcome::OUTCOMES.iter().map(|(number, _, what)| (*number, *what))
}

/// Numbers that faxes by Kazoo do not simply arrive at, each with what happens. All others are delivered at the first
/// attempt.
///
/// ```
/// let busy = fax_sandbox::kazoo_numbers().find(|(_, what)| what.contains("USER_BUSY"));
/// assert!(busy.is_some());
/// ```
pub fn kazoo_numbers() -> impl ExactSizeIterator<Item = (&'static str, &'static str)> {
    kazoo::outcome::OUTCOMES.iter().map(|(number, _, what)| (*number, *what))
}

/// Account ids that Kazoo answers every request for with a status, each with when that status comes by itself.
///
/// ```
/// assert!(fax_sandbox::kazoo_accounts().any(|(account, _)| account.ends_with("0429")));
/// ```
pub fn kazoo_accounts() -> impl ExactSizeIterator<Item = (&'static str, &'static str)> {
    kazoo::outcome::REFUSALS.iter().map(|(account, _, _, when)| (*account, *when))
}

/// Numbers that faxes by sipgate are not simply sent to, each with what happens. All others are `SENT`.
///
/// ```
/// let busy = fax_sandbox::sipgate_numbers().find(|(_, what)| what.contains("busy"));
/// assert!(busy.is_some());
/// ```
pub fn sipgate_numbers() -> impl ExactSizeIterator<Item = (&'static str, &'static str)> {
    sipgate::outcome::OUTCOMES.iter().map(|(number, _, what)| (*number, *what))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn each_number_stands_once_and_has_the_prefix() {
        let of_services: [Vec<_>; 4] = [
            super::numbers().collect(),
            super::byfax_numbers().collect(),
            super::kazoo_numbers().collect(),
            super::sipgate_numbers().collect(),
        ];
        for outcomes in of_services {
            let numbers: BTreeSet<_> = outcomes.iter().map(|(number, _)| number).collect();
            assert_eq!(numbers.len(), outcomes.len());
            assert!(numbers.iter().all(|number| number.len() == 7 && number.starts_with("99900")));
        }
    }
}
