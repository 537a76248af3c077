//! The addresses that the vendor has published.
//!
//! An address serves one version only: the namespace of a request has to be that of the version, so use the
//! constants of [`v2_1`] with [`monopond::v2_1`](super::v2_1) and those of [`v2`] with
//! [`monopond::v2`](super::v2). The addresses in the vendor's own WSDL files are partly plain `http` and are not
//! listed; requests carry the password in clear text.

/// Addresses of version 2.1.
pub mod v2_1 {
    /// Production; the address in the vendor's documentation since February 2018.
    pub const PRODUCTION: &str = "https://faxapi.monopond.com/api/fax/v2.1";

    /// Production, under the address of earlier documentation and of the vendor's PHP client.
    pub const PRODUCTION_OLDER: &str = "https://api.monopond.com/fax/soap/v2.1/";

    /// The test system. Since June 2019 the vendor gives access to it on request.
    pub const TEST: &str = "https://test.api.monopond.com/fax/soap/v2.1/";
}

/// Addresses of version 2.
pub mod v2 {
    /// Production. No newer address and no test system is documented for this version.
    pub const PRODUCTION: &str = "https://api.monopond.com/fax/soap/v2";
}
