//! Generates the sandbox's side of the contracts it serves.

fn main() -> Result<(), xsd_codegen::Error> {
    xsd_codegen::Builder::new()
        .contract("wsdl/monopond/fax-v2.1.wsdl")
        .client(false)
        .write_to_out_dir("monopond_v2_1.rs")
}
