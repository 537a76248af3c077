//! The addresses that the vendor has published: what the paths of the five services come behind.

/// Production. Faxes are sent, and cost money.
pub const PRODUCTION: &str = "https://api.byfax.biz";

/// The vendor's test system.
pub const SANDBOX: &str = "https://sandbox.byfax.biz";
