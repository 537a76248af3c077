//! Typed bindings for fax services, generated from their contracts and checked in.
//!
//! One feature for each service, so that a program compiles what it uses. What those that speak SOAP are built on, errors,
//! faults, clients and the simple types, is the crate `runtime`; those that speak REST need no XML.
#![forbid(unsafe_code)]

#[cfg(feature = "byfax")]
pub mod byfax;
#[cfg(all(feature = "facade", any(feature = "byfax", feature = "monopond", feature = "_rest")))]
pub mod facade;
#[cfg(feature = "kazoo")]
pub mod kazoo;
#[cfg(feature = "monopond")]
pub mod monopond;
#[cfg(feature = "_rest")]
pub mod rest;
#[cfg(feature = "sipgate")]
pub mod sipgate;

#[cfg(all(feature = "facade", any(feature = "byfax", feature = "monopond", feature = "_rest")))]
pub use facade::Fax;
#[cfg(any(feature = "byfax", feature = "monopond"))]
pub use xsd_runtime as runtime;

/// The examples of the README.
#[cfg(all(
    doctest,
    feature = "byfax",
    feature = "facade",
    feature = "kazoo",
    feature = "monopond",
    feature = "sipgate"
))]
#[doc = include_str!("../README.md")]
struct Readme;
