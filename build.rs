//! Generates the sandbox's side of the contracts it serves.

fn main() -> Result<(), xsd_codegen::Error> {
    server("wsdl/monopond/fax-v2.1.wsdl", "monopond_v2_1.rs")?;
    server("wsdl/monopond/fax-v2.wsdl", "monopond_v2.rs")
}

fn server(contract: &str, output: &str) -> Result<(), xsd_codegen::Error> {
    xsd_codegen::Builder::new().contract(contract).client(false).server(true).write_to_out_dir(output)
}
