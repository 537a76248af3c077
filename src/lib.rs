//! A local sandbox that speaks the protocols of fax services.
