//! Both versions of the contract, as `build.rs` generates them.

/// Version 2.1.
#[allow(dead_code, unreachable_pub, reason = "a contract has more than a sandbox uses")]
pub(crate) mod v2_1 {
    include!(concat!(env!("OUT_DIR"), "/monopond_v2_1.rs"));
}

/// Version 2, the earlier one.
#[allow(dead_code, unreachable_pub, reason = "a contract has more than a sandbox uses")]
pub(crate) mod v2 {
    include!(concat!(env!("OUT_DIR"), "/monopond_v2.rs"));
}
