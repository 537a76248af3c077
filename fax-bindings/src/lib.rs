//! Typed bindings for fax services, generated from their contracts and checked in.
//!
//! One feature for each service, so that a program compiles what it uses.
#![forbid(unsafe_code)]

#[cfg(feature = "monopond")]
pub mod monopond;
