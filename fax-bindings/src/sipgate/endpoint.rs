//! Known addresses of the service.

/// Where the service is. Every fax costs; there is no test system.
pub const PRODUCTION: &str = "https://api.sipgate.com/v2";
