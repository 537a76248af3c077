//! Speed of the Monopond bindings.
fn main() {}
