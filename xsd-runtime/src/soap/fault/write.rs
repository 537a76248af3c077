//! Writing a fault.

use super::{CodeName, Facts, Fault, FaultDetail};
use crate::name::Name;
use crate::namespace;
use crate::soap::Version;
use crate::write::Writer;

/// Writes the `Fault` element. Of all that is in it, the detail alone is in the encoding that `writer` is set to.
pub(in crate::soap) fn write<F: FaultDetail>(version: Version, fault: &Fault<F>, writer: &mut Writer) {
    let encoded = writer.is_encoded();
    writer.set_encoded(false);
    writer.start(version.namespace(), "Fault");
    let mut detail = fault.detail.as_ref().map(|detail| {
        move |writer: &mut Writer| {
            let name = detail.name();
            writer.start(name.namespace, name.local);
            writer.set_encoded(encoded);
            detail.detail().1.encode_detail(writer);
            writer.set_encoded(false);
            writer.end();
        }
    });
    let detail = detail.as_mut().map(|detail| detail as &mut dyn FnMut(&mut Writer));
    match version {
        Version::Soap11 => write_soap11(&fault.facts, detail, writer),
        Version::Soap12 => write_soap12(&fault.facts, detail, writer),
    }
    writer.end();
}

type WriteDetail<'d> = Option<&'d mut dyn FnMut(&mut Writer)>;

fn write_soap11(facts: &Facts, detail: WriteDetail<'_>, writer: &mut Writer) {
    writer.element(Name::new("", "faultcode"), &facts.code.for_soap11());
    writer.element(Name::new("", "faultstring"), &facts.reason);
    if let Some(actor) = &facts.actor {
        writer.element(Name::new("", "faultactor"), actor);
    }
    write_details(Name::new("", "detail"), facts, detail, writer);
}

fn write_soap12(facts: &Facts, detail: WriteDetail<'_>, writer: &mut Writer) {
    let (code, subcodes) = facts.code.for_soap12();
    writer.start(namespace::SOAP12, "Code");
    write_code(&code, &subcodes, writer);
    writer.end();
    writer.start(namespace::SOAP12, "Reason");
    writer.start(namespace::SOAP12, "Text");
    writer.plain_attribute(namespace::XML, "lang", "en");
    writer.content(&facts.reason);
    writer.end();
    writer.end();
    if let Some(node) = &facts.node {
        writer.element(Name::new(namespace::SOAP12, "Node"), node);
    }
    if let Some(actor) = &facts.actor {
        writer.element(Name::new(namespace::SOAP12, "Role"), actor);
    }
    write_details(Name::new(namespace::SOAP12, "Detail"), facts, detail, writer);
}

fn write_code(code: &CodeName, subcodes: &[CodeName], writer: &mut Writer) {
    writer.element(Name::new(namespace::SOAP12, "Value"), code);
    for subcode in subcodes {
        writer.start(namespace::SOAP12, "Subcode");
        writer.element(Name::new(namespace::SOAP12, "Value"), subcode);
    }
    for _ in subcodes {
        writer.end();
    }
}

fn write_details(name: Name, facts: &Facts, detail: WriteDetail<'_>, writer: &mut Writer) {
    if detail.is_none() && facts.details.is_empty() {
        return;
    }
    writer.start(name.namespace, name.local);
    if let Some(write) = detail {
        write(writer);
    }
    for raw in &facts.details {
        writer.raw(raw.as_str());
    }
    writer.end();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encode::Encode;
    use crate::error::DecodeError;
    use crate::read::Reader;
    use crate::soap::EncodeDetail;

    #[derive(Debug)]
    struct Detail;

    impl Encode for Detail {
        const TYPE: Name = Name::new(namespace::CONTRACT, "Detail");

        fn encode(&self, writer: &mut Writer) {
            writer.element(Name::new(namespace::CONTRACT, "number"), &7);
        }
    }

    impl FaultDetail for Detail {
        const NAMES: &'static [Name] = &[Name::new("urn:a", "Failed")];

        fn decode(_: usize, reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
            reader.leave_element().map(|()| Self)
        }

        fn detail(&self) -> (usize, &dyn EncodeDetail) {
            (0, self)
        }
    }

    #[test]
    fn the_detail_alone_is_encoded_and_in_the_contract() {
        let mut writer = Writer::new();
        writer.set_contract("urn:a");
        writer.set_encoded(true);
        write(Version::Soap11, &Fault::from(Detail), &mut writer);
        let xml = writer.finish().unwrap();
        assert!(xml.contains("<faultstring>Failed</faultstring>"), "{xml}");
        assert!(xml.contains("<ns1:Failed xmlns:ns1=\"urn:a\"><ns1:number "), "{xml}");
        assert!(xml.contains("xsi:type=\"xsd:int\">7</ns1:number>"), "{xml}");
    }
}
