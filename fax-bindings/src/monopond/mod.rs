//! Monopond's fax API.

pub mod v2;
pub mod v2_1;
