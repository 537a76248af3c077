//! Writing an envelope (SOAP 1.1 section 4, SOAP 1.2 part 1 section 5).

use crate::encode::Encode;
use crate::error::EncodeError;
use crate::soap::fault::{self, Fault, FaultDetail};
use crate::soap::{Body, Version};
use crate::write::Writer;

/// Writes the envelope with its XML declaration; `header` and `body` write into the elements just started.
pub(in crate::soap) fn write(
    version: Version,
    namespaces: &[&'static str],
    header: Option<&dyn Fn(&mut Writer)>,
    body: &dyn Fn(&mut Writer),
) -> Writer {
    let mut writer = Writer::new();
    writer.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    writer.start(version.namespace(), "Envelope");
    writer.declare(namespaces);
    if let Some(header) = header {
        writer.start(version.namespace(), "Header");
        header(&mut writer);
        writer.end();
    }
    writer.start(version.namespace(), "Body");
    body(&mut writer);
    writer.end();
    writer.end();
    writer
}

/// The envelope of a reply that says `message`.
///
/// ```
/// use xsd_runtime::Name;
/// use xsd_runtime::soap::{Body, Version, write_reply};
///
/// let body = Body::Element(Name::new("urn:account", "BalanceResponse"));
/// let reply = write_reply(Version::Soap11, body, &42)?;
/// assert!(reply.ends_with(">42</ns1:BalanceResponse></soapenv:Body></soapenv:Envelope>"));
/// # Ok::<(), xsd_runtime::EncodeError>(())
/// ```
///
/// # Errors
/// When a text of the message holds a character that XML cannot carry.
pub fn write_reply<T: Encode>(version: Version, body: Body, message: &T) -> Result<String, EncodeError> {
    write(version, &[], None, &|writer| body.write(message, writer)).finish()
}

/// The envelope of a reply that is a fault; it goes with the HTTP status [`Fault::http_status`].
///
/// ```
/// use xsd_runtime::soap::{Fault, NoFault, Version, write_fault};
///
/// let reply = write_fault(Version::Soap11, &Fault::<NoFault>::client("no such fax"))?;
/// assert!(reply.contains("<faultcode>soapenv:Client</faultcode>"));
/// # Ok::<(), xsd_runtime::EncodeError>(())
/// ```
///
/// # Errors
/// When a text of the fault holds a character that XML cannot carry.
pub fn write_fault<F: FaultDetail>(version: Version, fault: &Fault<F>) -> Result<String, EncodeError> {
    write(version, &[], None, &|writer| fault::write(version, fault, writer)).finish()
}
