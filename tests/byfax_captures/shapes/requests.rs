//! Requests, one form in each test.

use crate::byfax::common::{FaxContact, FaxDocument, FaxFile, FaxMode, FaxQuality};
use crate::byfax::cover::AddCoverInput;
use crate::byfax::document::GetDocumentPreviewInput;
use crate::byfax::faxout::{
    ApiRequestFaxjobCountMessages, ApiRequestFaxjobMessage, ApiRequestFaxjobProcess, ApiRequestFaxjobSubmit,
    FaxRecipient,
};
use crate::service::{Key, Received, received};

/// What an operation of the service of sent faxes gets.
fn sent(action: &str, envelope: &str) -> Received {
    received(action, "/soap/1.1/faxout", action, envelope.as_bytes())
}

fn strings<const N: usize>(texts: [&str; N]) -> [String; N] {
    texts.map(str::to_owned)
}

/// Types on everything, `arrayType` in front of the type, nil for what is not set, the header block in a namespace made of
/// the address, and the encoding said once on the envelope.
#[test]
fn the_php_library() {
    let received = sent(
        "\"#Submit\"",
        r#"<?xml version="1.0" encoding="UTF-8"?>
<E:Envelope xmlns:E="http://schemas.xmlsoap.org/soap/envelope/" xmlns:a="urn:ApiServiceFaxout"
    xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="http://www.w3.org/2001/XMLSchema"
    xmlns:C="http://schemas.xmlsoap.org/soap/encoding/" xmlns:b="https://fax.example/soap/1.1/faxout"
    E:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">
<E:Header><b:UsernameToken><Username>php</Username><Password>p&amp;q</Password></b:UsernameToken></E:Header>
<E:Body><a:Submit><submitRequest i:type="a:ApiRequestFaxjobSubmit">
    <broadcastRef i:nil="true"/><sendRef i:nil="true"/><Header i:type="x:string">&lt;From&gt; &amp; co</Header>
    <Subject i:nil="true"/><busyRetry i:type="x:int">2</busyRetry>
    <sendQuality i:type="a:FaxQuality">STANDARD</sendQuality><sendMode i:type="a:FaxMode">PHOTO</sendMode>
    <Sender i:type="a:FaxContact"><Company i:type="x:string">Café</Company><Timezone i:nil="true"/></Sender>
    <Recipients C:arrayType="a:FaxRecipient[2]" i:type="a:FaxRecipientArray">
        <item i:type="a:FaxRecipient"><Number i:type="x:string">+441</Number><Timezone i:nil="true"/>
            <messageRef i:nil="true"/><sendRef i:nil="true"/><Header i:nil="true"/><Subject i:nil="true"/>
            <Greeting i:nil="true"/></item>
        <item i:type="a:FaxRecipient"><Number i:type="x:string">+442</Number>
            <messageRef i:type="x:string">php-2</messageRef></item>
    </Recipients>
    <Documents C:arrayType="a:FaxDocument[1]" i:type="a:FaxDocumentArray">
        <item i:type="a:FaxDocument"><documentFile i:type="a:FaxFile"><fileName i:type="x:string">b.txt</fileName>
            <fileSize i:type="x:long">2</fileSize><fileData i:type="x:base64Binary">aGk=</fileData></documentFile></item>
    </Documents>
</submitRequest></a:Submit></E:Body></E:Envelope>
"#,
    );
    assert_eq!(received.key, Key::new("https://fax.example/soap/1.1/faxout", "UsernameToken", "php", "p&q"));
    let file = FaxFile::new("b.txt").with_file_size(2).with_file_data(b"hi");
    let recipients = [
        FaxRecipient::new().with_number("+441"),
        FaxRecipient::new().with_number("+442").with_message_ref("php-2"),
    ];
    let sender = FaxContact::new().with_company("Café");
    received.means(
        ApiRequestFaxjobSubmit::new(FaxQuality::Standard, FaxMode::Photo, sender, recipients)
            .with_header("<From> & co")
            .with_busy_retry(2)
            .with_documents([FaxDocument::new().with_document_file(file)]),
    );
}

/// Lists that are not set are nil.
#[test]
fn the_php_library_without_lists() {
    let received = sent(
        "\"#Resubmit\"",
        r#"<E:Envelope xmlns:E="http://schemas.xmlsoap.org/soap/envelope/" xmlns:a="urn:ApiServiceFaxout"
    xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="http://www.w3.org/2001/XMLSchema"
    xmlns:C="http://schemas.xmlsoap.org/soap/encoding/" xmlns:b="https://fax.example/soap/1.1/faxout">
<E:Header><b:UsernameToken><Username>u</Username><Password>p</Password></b:UsernameToken></E:Header>
<E:Body><a:Resubmit><resubmitRequest i:type="a:ApiRequestFaxjobProcess">
    <broadcastRefs C:arrayType="x:string[2]" i:type="a:stringArray">
        <item i:type="x:string">b-1</item><item i:type="x:string">b-2</item></broadcastRefs>
    <sendRefs i:nil="true"/><messageRefs i:nil="true"/>
</resubmitRequest></a:Resubmit></E:Body></E:Envelope>"#,
    );
    received.means(ApiRequestFaxjobProcess::new().with_broadcast_refs(strings(["b-1", "b-2"])));
}

/// No types, no encoding, several parts, and a header block without a namespace.
#[test]
fn the_python_library() {
    let received = received(
        "addCover",
        "/soap/1.1/cover",
        "\"#addCover\"",
        br##"<?xml version='1.0' encoding='utf-8'?>
<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/">
<e:Header><UsernameToken><Username>py</Username><Password>s</Password></UsernameToken></e:Header>
<e:Body><n:addCover xmlns:n="urn:ApiServiceCover"><title>Q&#38;A</title>
    <file><fileName>c.docx</fileName><fileCheck>00ff</fileCheck><fileData>UEsDBA==</fileData></file>
</n:addCover></e:Body></e:Envelope>"##,
    );
    assert_eq!(received.key, Key::new("", "UsernameToken", "py", "s"));
    let file = FaxFile::new("c.docx").with_file_check("00ff").with_file_data(b"PK\x03\x04");
    received.means(AddCoverInput::new("Q&A", file));
}

/// Only the items of an array say their type, with declarations of their own.
#[test]
fn the_python_library_with_a_list() {
    let received = sent(
        "\"#Pause\"",
        r#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/">
<e:Header><UsernameToken><Username>u</Username><Password>p</Password></UsernameToken></e:Header>
<e:Body><n:Pause xmlns:n="urn:ApiServiceFaxout"><pauseRequest><sendRefs>
    <item xmlns:x="http://www.w3.org/2001/XMLSchema" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"
        i:type="x:string">s-1</item>
</sendRefs></pauseRequest></n:Pause></e:Body></e:Envelope>"#,
    );
    received.means(ApiRequestFaxjobProcess::new().with_send_refs(strings(["s-1"])));
}

/// Multi-reference form: everything with members, and each array, stands behind the wrapper and is named after its type;
/// items are called `Item`.
#[test]
fn the_net_framework_library() {
    let received = sent(
        "\"#Submit\"",
        r##"<?xml version="1.0" encoding="utf-8"?>
<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:c="http://schemas.xmlsoap.org/soap/encoding/"
    xmlns:t="urn:ApiServiceFaxout" xmlns:y="urn:ApiServiceFaxout/encodedTypes"
    xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="http://www.w3.org/2001/XMLSchema">
<e:Header><t:UsernameToken id="h_id1"><Username i:type="x:string">net</Username>
    <Password i:type="x:string">s</Password></t:UsernameToken></e:Header>
<e:Body e:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">
<t:Submit><submitRequest href="#id1" /></t:Submit>
<t:ApiRequestFaxjobSubmit id="id1" i:type="t:ApiRequestFaxjobSubmit"><broadcastRef i:type="x:string">n-1</broadcastRef>
    <sendRef i:nil="true" /><Priority i:type="x:int">7</Priority><sendQuality i:type="t:FaxQuality">FINE</sendQuality>
    <sendMode i:type="t:FaxMode">TEXT</sendMode><Sender href="#id2" /><Recipients href="#id3" />
    <Documents href="#id4" /></t:ApiRequestFaxjobSubmit>
<t:FaxContact id="id2" i:type="t:FaxContact"><Name i:type="x:string">N</Name><Timezone i:nil="true" /></t:FaxContact>
<c:Array id="id3" c:arrayType="t:FaxRecipient[2]"><Item href="#id5" /><Item href="#id6" /></c:Array>
<c:Array id="id4" c:arrayType="t:FaxDocument[1]"><Item href="#id7" /></c:Array>
<t:FaxRecipient id="id5" i:type="t:FaxRecipient"><Number i:type="x:string">+491</Number><Greeting i:nil="true" />
</t:FaxRecipient>
<t:FaxRecipient id="id6" i:type="t:FaxRecipient"><Number i:type="x:string">+492</Number>
    <messageRef i:type="x:string">n-2</messageRef></t:FaxRecipient>
<t:FaxDocument id="id7" i:type="t:FaxDocument"><documentRef i:type="x:string">doc</documentRef>
    <documentFile href="#id8" /></t:FaxDocument>
<t:FaxFile id="id8" i:type="t:FaxFile"><fileName i:type="x:string">d.pdf</fileName></t:FaxFile>
</e:Body></e:Envelope>"##,
    );
    assert_eq!(received.key, Key::new("urn:ApiServiceFaxout", "UsernameToken", "net", "s"));
    let recipients = [
        FaxRecipient::new().with_number("+491"),
        FaxRecipient::new().with_number("+492").with_message_ref("n-2"),
    ];
    let document = FaxDocument::new().with_document_ref("doc").with_document_file(FaxFile::new("d.pdf"));
    received.means(
        ApiRequestFaxjobSubmit::new(
            FaxQuality::Fine,
            FaxMode::Text,
            FaxContact::new().with_name("N"),
            recipients,
        )
        .with_broadcast_ref("n-1")
        .with_priority(7)
        .with_documents([document]),
    );
}

/// In an array of simple values in multi-reference form nothing says its type.
#[test]
fn the_net_framework_library_with_a_list() {
    let received = sent(
        "\"#countRecipients\"",
        r##"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"
    xmlns:c="http://schemas.xmlsoap.org/soap/encoding/" xmlns:t="urn:ApiServiceFaxout"
    xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="http://www.w3.org/2001/XMLSchema">
<e:Header><t:UsernameToken id="h_id1"><Username i:type="x:string">u</Username><Password i:type="x:string">p</Password>
</t:UsernameToken></e:Header>
<e:Body e:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">
<t:countRecipients><listRequest href="#id1" /></t:countRecipients>
<t:ApiRequestFaxjobCountMessages id="id1" i:type="t:ApiRequestFaxjobCountMessages"><broadcastRefs i:nil="true" />
    <messageRefs href="#id2" /></t:ApiRequestFaxjobCountMessages>
<c:Array id="id2" c:arrayType="x:string[2]"><Item>n-1</Item><Item>n-2</Item></c:Array>
</e:Body></e:Envelope>"##,
    );
    received.means(ApiRequestFaxjobCountMessages::new().with_message_refs(strings(["n-1", "n-2"])));
}

/// A header block without a namespace, whose members have one of their own, the password in front.
#[test]
fn the_net_core_library() {
    let received = received(
        "getDocumentPreview",
        "/soap/1.1/document",
        "\"#getDocumentPreview\"",
        br#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">
<s:Header><UsernameToken xmlns:i="http://www.w3.org/2001/XMLSchema-instance">
    <Password xmlns="http://schemas.datacontract.org/2004/07/document">s</Password>
    <Username xmlns="http://schemas.datacontract.org/2004/07/document">core</Username></UsernameToken></s:Header>
<s:Body s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:x="http://www.w3.org/2001/XMLSchema"><q1:getDocumentPreview xmlns:q1="urn:ApiServiceDocument">
    <documentRef i:type="x:string">doc</documentRef><quality i:type="q1:FaxQuality">FINE</quality>
    <conversion i:type="q1:FaxMode">PHOTO</conversion></q1:getDocumentPreview></s:Body></s:Envelope>"#,
    );
    assert_eq!(received.key, Key::new("", "UsernameToken", "core", "s"));
    received.means(GetDocumentPreviewInput::new("doc", FaxQuality::Fine, FaxMode::Photo));
}

/// No types but of arrays, positions on all items but the first, and a header block that is called after its part and has
/// to be understood.
#[test]
fn gsoap() {
    let received = sent(
        "\"#Submit\"",
        r#"<?xml version="1.0" encoding="UTF-8"?>
<E:Envelope xmlns:E="http://schemas.xmlsoap.org/soap/envelope/" xmlns:C="http://schemas.xmlsoap.org/soap/encoding/"
    xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="http://www.w3.org/2001/XMLSchema"
    xmlns:f="urn:ApiServiceFaxout">
<E:Header><f:UsernameTokenHeaderPart E:mustUnderstand="1"><Username>g</Username><Password>s</Password>
</f:UsernameTokenHeaderPart></E:Header>
<E:Body E:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><f:Submit><submitRequest>
    <sendAt>2030-12-31T23:59:59Z</sendAt><sendQuality>BASIC</sendQuality><sendMode>TEXT</sendMode>
    <Sender><Name>G</Name></Sender>
    <Recipients C:arrayType="f:FaxRecipient[3]"><item><Number>+331</Number><messageRef>g-1</messageRef></item>
        <item C:position="[1]"><Number>+332</Number><messageRef>g-2</messageRef></item>
        <item C:position="[2]"><Number>+333</Number><messageRef></messageRef></item></Recipients>
</submitRequest></f:Submit></E:Body></E:Envelope>
"#,
    );
    let key = Key::new("urn:ApiServiceFaxout", "UsernameTokenHeaderPart", "g", "s");
    assert_eq!(received.key, key);
    let recipient = |number: &str, message_ref: &str| {
        FaxRecipient::new().with_number(number).with_message_ref(message_ref)
    };
    let recipients = [recipient("+331", "g-1"), recipient("+332", "g-2"), recipient("+333", "")];
    let sender = FaxContact::new().with_name("G");
    received.means(
        ApiRequestFaxjobSubmit::new(FaxQuality::Basic, FaxMode::Text, sender, recipients)
            .with_send_at("2030-12-31T23:59:59Z".parse::<xsd_runtime::types::DateTime>().unwrap()),
    );
}

/// Items are called after their type, nothing says its type, times may have no zone, and the header block is called after
/// its part and has no namespace.
#[test]
fn zeep() {
    let head = r#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><UsernameTokenHeaderPart>
        <Username>z</Username><Password>s</Password></UsernameTokenHeaderPart></e:Header>"#;
    let received = sent(
        "\"#SubmitMessage\"",
        &format!(
            "{head}<e:Body><n:SubmitMessage xmlns:n='urn:ApiServiceFaxout'><submitRequest><broadcastRef>z-1</broadcastRef>\
             <messageRef>z-2</messageRef><Sender><Name>Z</Name></Sender><Recipient><Number>+391</Number></Recipient>\
             <Document><documentFile><fileName>e.tif</fileName><fileData>SUkqAA==</fileData></documentFile></Document>\
             </submitRequest></n:SubmitMessage></e:Body></e:Envelope>"
        ),
    );
    assert_eq!(received.key, Key::new("", "UsernameTokenHeaderPart", "z", "s"));
    let file = FaxFile::new("e.tif").with_file_data(b"II*\0");
    received.means(
        ApiRequestFaxjobMessage::new(
            Some("z-1".to_owned()),
            Some("z-2".to_owned()),
            FaxContact::new().with_name("Z"),
            FaxContact::new().with_number("+391"),
        )
        .with_document(FaxDocument::new().with_document_file(file)),
    );

    let received = sent(
        "\"#countRecipients\"",
        &format!(
            "{head}<e:Body><n:countRecipients xmlns:n='urn:ApiServiceFaxout'><listRequest>\
             <dateFrom>2030-01-31T00:00:00</dateFrom></listRequest></n:countRecipients></e:Body></e:Envelope>"
        ),
    );
    let date = "2030-01-31T00:00:00".parse::<xsd_runtime::types::DateTime>().unwrap();
    received.means(ApiRequestFaxjobCountMessages::new().with_date_from(date));

    let received = sent(
        "\"#Submit\"",
        &format!(
            "{head}<e:Body><n:Submit xmlns:n='urn:ApiServiceFaxout'><submitRequest><sendQuality>FINE</sendQuality>\
             <sendMode>TEXT</sendMode><Sender/><Recipients><FaxRecipient><Number>+391</Number><messageRef/></FaxRecipient>\
             <FaxRecipient><Number>+392</Number><messageRef/></FaxRecipient></Recipients></submitRequest></n:Submit>\
             </e:Body></e:Envelope>"
        ),
    );
    let recipients =
        ["+391", "+392"].map(|number| FaxRecipient::new().with_number(number).with_message_ref(""));
    received.means(ApiRequestFaxjobSubmit::new(
        FaxQuality::Fine,
        FaxMode::Text,
        FaxContact::new(),
        recipients,
    ));
}
