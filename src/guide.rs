//! What a sandbox can be asked for, for help texts and tests.

use crate::monopond::outcome;

/// Numbers that faxes to do not simply arrive, each with what happens. All others are delivered at the first attempt.
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
