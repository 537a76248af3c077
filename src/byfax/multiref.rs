//! Replies in multi-reference form (SOAP 1.1 section 5.1): a value with members stands behind the wrapper, as an element
//! of its own with an `id`, and where it stood an `href` refers to it.
//!
//! .NET and Axis write so. The rewriting cuts the text of an inline reply apart and puts it together again, so values,
//! types and escapes stay as they were written.

use std::ops::Range;

use roxmltree::{Document, Node};
use xsd_runtime::namespace::{SOAP11, SOAP11_ENCODING, XSI};

/// The same reply in multi-reference form. Faults, and what is no reply in SOAP 1.1, stay as they are.
pub(crate) fn multiref(envelope: &str) -> String {
    let rewritten = Document::parse(envelope).ok().and_then(|document| Rewriting::of(&document)?.finish());
    rewritten.unwrap_or_else(|| envelope.to_owned())
}

struct Rewriting<'d> {
    source: &'d str,
    body: Node<'d, 'd>,
    wrapper: Node<'d, 'd>,
    /// The values that stand on their own; each one's `id` is its place, from 1.
    values: Vec<Node<'d, 'd>>,
    text: String,
}

impl<'d> Rewriting<'d> {
    fn of(document: &'d Document<'_>) -> Option<Self> {
        let body = document.root_element().children().find(|node| node.has_tag_name((SOAP11, "Body")))?;
        let wrapper = body.first_element_child().filter(|node| !node.has_tag_name((SOAP11, "Fault")))?;
        let source = document.input_text();
        Some(Self {
            source,
            body,
            wrapper,
            values: Vec::new(),
            text: String::with_capacity(2 * source.len()),
        })
    }

    fn finish(mut self) -> Option<String> {
        let content = self.content_of(self.wrapper)?;
        let end = self.wrapper.range().end;
        self.copy(0..content.start);
        self.refer_from(self.wrapper);
        self.copy(content.end..end);
        // What stands on its own refers to more: its references point forward as well.
        let mut written = 0;
        while let Some(&value) = self.values.get(written) {
            written += 1;
            self.stand_alone(value, written);
        }
        self.copy(end..self.source.len());
        Some(self.text)
    }

    /// The content of an element, with references instead of the values that stand on their own.
    fn refer_from(&mut self, element: Node<'d, 'd>) {
        let Some(Range { start: mut copied, end }) = self.content_of(element) else { return };
        let wrapper = self.wrapper;
        for child in element.children().filter(|child| stands_alone(*child, wrapper)) {
            self.copy(copied..child.range().start);
            copied = child.range().end;
            self.values.push(child);
            let reference = format!("<{} href=\"#id{}\"/>", self.qualified_name(child), self.values.len());
            self.text.push_str(&reference);
        }
        self.copy(copied..end);
    }

    /// An element of its own for a value, with what it had and what it needs outside of the wrapper.
    fn stand_alone(&mut self, value: Node<'d, 'd>, id: usize) {
        self.text.push_str(&format!("<multiRef id=\"id{id}\""));
        let inherited: Vec<_> = self.body.namespaces().collect();
        for namespace in value.namespaces().filter(|namespace| !inherited.contains(namespace)) {
            let name = namespace.name().map(|prefix| format!(":{prefix}")).unwrap_or_default();
            let uri = namespace.uri().replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
            self.text.push_str(&format!(" xmlns{name}=\"{uri}\""));
        }
        match value.lookup_prefix(SOAP11_ENCODING) {
            Some(prefix) => self.text.push_str(&format!(" {prefix}:root=\"0\"")),
            None => self.text.push_str(&format!(" xmlns:soapenc=\"{SOAP11_ENCODING}\" soapenc:root=\"0\"")),
        }
        let style = self.wrapper.attribute_node((SOAP11, "encodingStyle"));
        for attribute in style.into_iter().chain(value.attributes()) {
            self.text.push(' ');
            self.copy(attribute.range());
        }
        self.text.push('>');
        self.refer_from(value);
        self.text.push_str("</multiRef>");
    }

    /// Where the content of an element stands; `None` without any.
    fn content_of(&self, element: Node<'_, '_>) -> Option<Range<usize>> {
        let Range { start, end } = element.range();
        let end_tag = self.source.get(start..end)?.rfind("</")?;
        Some(element.first_child()?.range().start..start + end_tag)
    }

    /// The name of an element with the prefix that it was written with.
    fn qualified_name(&self, element: Node<'_, '_>) -> &'d str {
        let tag = self.source.get(element.range().start + 1..).unwrap_or_default();
        tag.split([' ', '\t', '\r', '\n', '/', '>']).next().unwrap_or_default()
    }

    fn copy(&mut self, range: Range<usize>) {
        self.text.push_str(self.source.get(range).unwrap_or_default());
    }
}

/// Whether a value is complex or an array; or is the state code of the reply in `wrapper`, so that there is a simple one
/// among them, as Axis has it.
fn stands_alone(value: Node<'_, '_>, wrapper: Node<'_, '_>) -> bool {
    let is_array = || value.has_attribute((SOAP11_ENCODING, "arrayType"));
    let has_members = || value.children().any(|child| child.is_element());
    let is_state = || {
        let reply = value.parent_element().and_then(|reply| reply.parent_element());
        value.has_tag_name("stateCode") && reply == Some(wrapper)
    };
    !value.has_attribute((XSI, "nil")) && (is_array() || has_members() || is_state())
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use fax_bindings::byfax::faxout::{ApiResponseFaxjobProcess, ApiResponseFaxjobSubmit};
    use xsd_runtime::soap::{Body, Incoming};
    use xsd_runtime::{Decode, Limits, Member, Name};

    use super::multiref;

    const START: &str = "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/' \
        xmlns:t='urn:ApiServiceFaxout' xmlns:c='http://schemas.xmlsoap.org/soap/encoding/' \
        xmlns:i='http://www.w3.org/2001/XMLSchema-instance' xmlns:x='http://www.w3.org/2001/XMLSchema'><e:Body>";
    const END: &str = "</e:Body></e:Envelope>";

    fn envelope(part: &str) -> String {
        let style = "e:encodingStyle='http://schemas.xmlsoap.org/soap/encoding/'";
        format!("{START}<t:Response {style}>{part}</t:Response>{END}")
    }

    /// What stands in the body, rewritten, without what every element says of its encoding.
    fn rewritten(part: &str) -> String {
        let text = multiref(&envelope(part));
        let body = text.strip_prefix(START).and_then(|text| text.strip_suffix(END)).unwrap();
        body.replace(" e:encodingStyle='http://schemas.xmlsoap.org/soap/encoding/'", "")
            .replace(" c:root=\"0\"", "")
    }

    fn read<T: Decode>(envelope: &str) -> T {
        let incoming = Incoming::parse(envelope.as_bytes(), None, &Limits::default()).unwrap();
        let body = Body::Part(Name::new("urn:ApiServiceFaxout", "Response"), Member::local("return"));
        let (value, report) = incoming.body(body).unwrap();
        assert!(report.is_empty(), "{report}\n{envelope}");
        value
    }

    /// The value of a reply, which is the same in both forms.
    fn value<T: Decode + Debug + PartialEq>(part: &str) -> T {
        let inline = envelope(part);
        let by_reference = multiref(&inline);
        assert!(
            by_reference.contains("<return href=\"#id1\"/></t:Response><multiRef id=\"id1\""),
            "{by_reference}"
        );
        let value = read(&inline);
        assert_eq!(read::<T>(&by_reference), value, "{by_reference}");
        value
    }

    #[test]
    fn the_value_is_the_same_in_both_forms() {
        let reply: ApiResponseFaxjobSubmit = value(
            "<return i:type='t:ApiResponseFaxjobSubmit'><stateCode i:type='t:StateCodes'>SUCCESS</stateCode>\
             <stateMessage i:type='x:string'>1 &lt; 2 &amp; &#8220;3&#8221;</stateMessage><sendRef i:nil='true'/>\
             <reportRecipients i:type='c:Array' c:arrayType='t:FaxReportRecipient[2]'>\
             <item i:type='t:FaxReportRecipient'><stateCode i:type='t:StateCodes'>SUCCESS</stateCode>\
             <messageRef i:type='x:string'>m-1</messageRef><recipientNumber i:nil='true'/></item>\
             <item i:type='t:FaxReportRecipient'><stateCode i:type='t:StateCodes'>INVALID_NUMBER</stateCode>\
             <messageRef i:type='x:string'/><recipientNumber i:type='x:string'>+1</recipientNumber></item>\
             </reportRecipients>\
             <reportDocuments i:type='c:Array' c:arrayType='t:FaxReportUpload[0]'/></return>",
        );
        assert_eq!(reply.state_message.as_deref(), Some("1 < 2 & \u{201c}3\u{201d}"));
        let recipients = reply.report_recipients.unwrap();
        assert_eq!((recipients.len(), recipients[1].state_code.as_str()), (2, "INVALID_NUMBER"));
        assert_eq!(recipients[0].recipient_number, None);
        assert_eq!(recipients[1].message_ref.as_deref(), Some(""));
        assert_eq!(reply.report_documents, Some(Vec::new()));
    }

    #[test]
    fn a_list_may_be_nil() {
        let reply: ApiResponseFaxjobProcess = value(
            "<return i:type='t:ApiResponseFaxjobProcess'><stateCode i:type='t:StateCodes'>SUCCESS</stateCode>\
             <items i:nil='true'/></return>",
        );
        assert_eq!(reply.items, None);
    }

    #[test]
    fn arrays_of_arrays_and_empty_ones_stand_alone() {
        let grid = "<return i:type='c:Array' c:arrayType='x:int[][2]'>\
            <item c:arrayType='x:int[2]'><item i:type='x:int'>1</item><item i:type='x:int'>2</item></item>\
            <item c:arrayType='x:int[0]'/></return>";
        assert_eq!(value::<Vec<Vec<i32>>>(grid), [vec![1, 2], vec![]]);
        assert_eq!(
            rewritten(grid),
            "<t:Response><return href=\"#id1\"/></t:Response>\
             <multiRef id=\"id1\" i:type='c:Array' c:arrayType='x:int[][2]'><item href=\"#id2\"/><item href=\"#id3\"/></multiRef>\
             <multiRef id=\"id2\" c:arrayType='x:int[2]'><item i:type='x:int'>1</item><item i:type='x:int'>2</item></multiRef>\
             <multiRef id=\"id3\" c:arrayType='x:int[0]'></multiRef>"
        );
        assert!(value::<Vec<i32>>("<return c:arrayType='x:int[0]'/>").is_empty());
    }

    #[test]
    fn the_state_of_the_reply_is_referred_to_and_that_of_an_item_is_not() {
        let state = "<stateCode i:type='t:StateCodes'>SUCCESS</stateCode>";
        let reply = format!(
            "<return>{state}\n <items c:arrayType='t:Item[1]'>\n <item>{state}</item> </items> </return>"
        );
        assert_eq!(
            rewritten(&reply),
            "<t:Response><return href=\"#id1\"/></t:Response>\
             <multiRef id=\"id1\"><stateCode href=\"#id2\"/>\n <items href=\"#id3\"/> </multiRef>\
             <multiRef id=\"id2\" i:type='t:StateCodes'>SUCCESS</multiRef>\
             <multiRef id=\"id3\" c:arrayType='t:Item[1]'>\n <item href=\"#id4\"/> </multiRef>\
             <multiRef id=\"id4\"><stateCode i:type='t:StateCodes'>SUCCESS</stateCode></multiRef>"
        );
    }

    #[test]
    fn what_stands_alone_says_what_it_needs() {
        let text = "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body>\
            <t:Response xmlns:t='urn:ApiServiceFaxout' xmlns:o='urn:a&amp;&lt;&quot;b' e:encodingStyle='urn:style'>\
            <return xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:type='t:Result'><a i:type='o:A'>1</a></return>\
            </t:Response></e:Body></e:Envelope>";
        let alone = "<multiRef id=\"id1\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" \
            xmlns:t=\"urn:ApiServiceFaxout\" xmlns:o=\"urn:a&amp;&lt;&quot;b\" \
            xmlns:soapenc=\"http://schemas.xmlsoap.org/soap/encoding/\" soapenc:root=\"0\" e:encodingStyle='urn:style' \
            i:type='t:Result'><a i:type='o:A'>1</a></multiRef></e:Body></e:Envelope>";
        let rewritten = multiref(text);
        assert!(rewritten.ends_with(alone), "{rewritten}");
    }

    #[test]
    fn faults_and_what_has_no_values_stay() {
        let fault = "<e:Fault><faultcode>e:Server</faultcode><detail><t:a><b/></t:a></detail></e:Fault>";
        for body in [fault, "<t:Response/>", "<t:Response><return>1</return></t:Response>", ""] {
            let text = format!("{START}{body}{END}");
            assert_eq!(multiref(&text), text);
        }
        assert_eq!(multiref("no XML"), "no XML");
    }
}
