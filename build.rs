//! Generates the sandbox's side of the contracts it serves.

use xsd_codegen::{Builder, Error};

fn main() -> Result<(), Error> {
    server("monopond/fax-v2.1", "monopond_v2_1.rs")?;
    server("monopond/fax-v2", "monopond_v2.rs")?;
    contract("byfax/faxout").shared(true).write_to_out_dir("byfax_common.rs")?;
    server("byfax/cover", "byfax_cover.rs")?;
    server("byfax/document", "byfax_document.rs")?;
    server("byfax/faxin-inventory", "byfax_faxin_inventory.rs")?;
    server("byfax/faxin-message", "byfax_faxin_message.rs")?;
    server("byfax/faxout", "byfax_faxout.rs")
}

fn server(name: &str, output: &str) -> Result<(), Error> {
    contract(name).client(false).server(true).write_to_out_dir(output)
}

fn contract(name: &str) -> Builder {
    Builder::new().contract(format!("wsdl/{name}.wsdl"))
}
