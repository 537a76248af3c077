//! The five contracts, as `build.rs` generates them.

/// Covers.
#[allow(dead_code, unreachable_pub, reason = "a contract has more than a sandbox uses")]
pub(crate) mod cover {
    include!(concat!(env!("OUT_DIR"), "/byfax_cover.rs"));
}

/// Documents that are kept to be sent.
#[allow(dead_code, unreachable_pub, reason = "a contract has more than a sandbox uses")]
pub(crate) mod document {
    include!(concat!(env!("OUT_DIR"), "/byfax_document.rs"));
}

/// Sending faxes and following them.
#[allow(dead_code, unreachable_pub, reason = "a contract has more than a sandbox uses")]
pub(crate) mod faxout {
    include!(concat!(env!("OUT_DIR"), "/byfax_faxout.rs"));
}

/// Received faxes.
#[allow(dead_code, unreachable_pub, reason = "a contract has more than a sandbox uses")]
pub(crate) mod faxin_message {
    include!(concat!(env!("OUT_DIR"), "/byfax_faxin_message.rs"));
}

/// Numbers to receive faxes at.
#[allow(dead_code, unreachable_pub, reason = "a contract has more than a sandbox uses")]
pub(crate) mod faxin_inventory {
    include!(concat!(env!("OUT_DIR"), "/byfax_faxin_inventory.rs"));
}
