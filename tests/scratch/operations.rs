//! What generated code has for operations. A test that goes through it has to know the names of Rust.

/// An operation, by its constant in the module `operations`.
pub(crate) struct Operation {
    /// Path of the constant, from the module on.
    pub(crate) path: String,
    /// Its name in the contract.
    pub(crate) name: String,
}

/// The operations of a contract's code.
pub(crate) fn of(code: &str) -> Vec<Operation> {
    let Some((_, module)) = code.split_once("\nmod operations {") else { return Vec::new() };
    let module = module.split_once("\nmod ").map_or(module, |(module, _)| module);
    let port_types = module.split("\n    impl ").skip(1);
    port_types.flat_map(of_port_type).collect()
}

fn of_port_type(code: &str) -> Vec<Operation> {
    let port_type = code.split_once(' ').unwrap().0;
    let constants = code.split("pub(super) const ").skip(1);
    constants
        .map(|constant| {
            let (identifier, rest) = constant.split_once(':').unwrap();
            let name = rest.split_once("Operation::new(").unwrap().1.split('"').nth(1).unwrap();
            Operation {
                path: format!("operations::{port_type}::{identifier}"),
                name: name.rsplit_once('.').map_or(name, |(_, name)| name).to_owned(),
            }
        })
        .collect()
}
