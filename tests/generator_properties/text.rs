//! A schema as a contract: a WSDL with an operation for each root, which says it back.

use std::fmt::Write;

use crate::random::Random;
use crate::schema::{
    ComplexType, Content, Derivation, Element, Group, Occurs, Particle, Schema, Simple, SimpleType, Term,
    Type, Use, Variety,
};
use crate::values::value;

/// The name of the operation whose messages have this global element as their root.
pub(crate) fn operation(root: usize) -> String {
    format!("Say{root}")
}

/// The contract.
pub(crate) fn contract(schema: &Schema, roots: &[usize]) -> String {
    let schemas: String = (0..schema.namespaces.len()).map(|namespace| document(schema, namespace)).collect();
    let messages: String = roots
        .iter()
        .map(|root| {
            let element = name(schema, schema.globals[*root].namespace, &schema.globals[*root].element.name);
            format!("<w:message name=\"M{root}\"><w:part name=\"p\" element=\"{element}\"/></w:message>\n")
        })
        .collect();
    let of_port_type: String = roots
        .iter()
        .map(|root| {
            let operation = operation(*root);
            format!("<w:operation name=\"{operation}\"><w:input message=\"w1:M{root}\"/><w:output message=\"w1:M{root}\"/></w:operation>\n")
        })
        .collect();
    let of_binding: String = roots
        .iter()
        .map(|root| {
            let operation = operation(*root);
            let body = "<s:body use=\"literal\"/>";
            format!("<w:operation name=\"{operation}\"><s:operation soapAction=\"urn:{root}\"/><w:input>{body}</w:input><w:output>{body}</w:output></w:operation>\n")
        })
        .collect();
    format!(
        "<w:definitions xmlns:w=\"http://schemas.xmlsoap.org/wsdl/\" xmlns:s=\"http://schemas.xmlsoap.org/wsdl/soap/\" \
         xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:w1=\"urn:random:service\"{} \
         targetNamespace=\"urn:random:service\">\n<w:types>\n{schemas}</w:types>\n{messages}<w:portType name=\"Echo\">\n\
         {of_port_type}</w:portType>\n<w:binding name=\"EchoSoap\" type=\"w1:Echo\">\n\
         <s:binding transport=\"http://schemas.xmlsoap.org/soap/http\"/>\n{of_binding}</w:binding>\n<w:service name=\"Echo\">\
         <w:port name=\"Echo\" binding=\"w1:EchoSoap\"><s:address location=\"http://localhost/\"/></w:port></w:service>\n\
         </w:definitions>\n",
        prefixes(schema)
    )
}

/// Declarations of the prefixes of all namespaces.
pub(crate) fn prefixes(schema: &Schema) -> String {
    let named = schema.namespaces.iter().enumerate().filter(|(_, namespace)| !namespace.uri.is_empty());
    named.map(|(index, namespace)| format!(" xmlns:n{index}=\"{}\"", namespace.uri)).collect()
}

/// A name in one of the namespaces.
pub(crate) fn name(schema: &Schema, namespace: usize, local: &str) -> String {
    match schema.namespaces[namespace].uri {
        "" => local.to_owned(),
        _ => format!("n{namespace}:{local}"),
    }
}

/// The schema of a namespace.
fn document(schema: &Schema, namespace: usize) -> String {
    let this = &schema.namespaces[namespace];
    let form = |qualifies: bool| if qualifies { "qualified" } else { "unqualified" };
    let mut text = format!(
        "<xs:schema elementFormDefault=\"{}\" attributeFormDefault=\"{}\"",
        form(this.qualifies_elements),
        form(this.qualifies_attributes)
    );
    if !this.uri.is_empty() {
        write!(text, " targetNamespace=\"{}\"", this.uri).unwrap();
    }
    text.push_str(">\n");
    for other in schema.namespaces.iter().map(|other| other.uri).filter(|uri| *uri != this.uri) {
        match other {
            "" => text.push_str("<xs:import/>\n"),
            _ => writeln!(text, "<xs:import namespace=\"{other}\"/>").unwrap(),
        }
    }
    let mut lines: Vec<String> = Vec::new();
    lines.extend(
        schema.simple.iter().filter(|ty| ty.namespace == namespace).map(|ty| simple_type(schema, ty)),
    );
    let groups = schema.attribute_groups.iter().filter(|group| group.namespace == namespace);
    lines.extend(groups.map(|group| {
        let uses = attributes(schema, &group.uses);
        format!("<xs:attributeGroup name=\"{}\">{uses}</xs:attributeGroup>", group.name)
    }));
    lines.extend(
        schema.groups.iter().filter(|group| group.namespace == namespace).map(|one| group(schema, one)),
    );
    lines.extend(
        schema.types.iter().filter(|ty| ty.namespace == namespace).map(|ty| complex_type(schema, ty)),
    );
    for global in schema.globals.iter().filter(|global| global.namespace == namespace) {
        let mut extra = String::new();
        if global.is_abstract {
            extra.push_str(" abstract=\"true\"");
        }
        if let Some(head) = global.head.map(|head| &schema.globals[head]) {
            let head = name(schema, head.namespace, &head.element.name);
            write!(extra, " substitutionGroup=\"{head}\"").unwrap();
        }
        lines.push(element(schema, &global.element, &extra));
    }
    for line in lines {
        text.push_str(&line);
        text.push('\n');
    }
    text.push_str("</xs:schema>\n");
    text
}

fn simple(schema: &Schema, ty: Simple) -> String {
    match ty {
        Simple::BuiltIn(local) => format!("xs:{local}"),
        Simple::Named(index) => name(schema, schema.simple[index].namespace, &schema.simple[index].name),
    }
}

fn simple_type(schema: &Schema, ty: &SimpleType) -> String {
    let variety = match &ty.variety {
        Variety::Restriction(base) => format!("<xs:restriction base=\"{}\"/>", simple(schema, *base)),
        Variety::Enumeration(values) => {
            let values: String =
                values.iter().map(|value| format!("<xs:enumeration value=\"{value}\"/>")).collect();
            format!("<xs:restriction base=\"xs:string\">{values}</xs:restriction>")
        }
        Variety::List(item) => format!("<xs:list itemType=\"{}\"/>", simple(schema, *item)),
        Variety::Union(members) => {
            let members: Vec<_> = members.iter().map(|member| simple(schema, *member)).collect();
            format!("<xs:union memberTypes=\"{}\"/>", members.join(" "))
        }
    };
    format!("<xs:simpleType name=\"{}\">{variety}</xs:simpleType>", ty.name)
}

fn attributes(schema: &Schema, uses: &[Use]) -> String {
    let mut text = String::new();
    for one in uses {
        let attribute = &schema.attributes[one.attribute];
        let occurs = match one.occurs {
            Occurs::Optional => "optional",
            Occurs::Required => "required",
            Occurs::Prohibited => "prohibited",
        };
        let ty = simple(schema, attribute.ty);
        write!(text, "<xs:attribute name=\"{}\" type=\"{ty}\" use=\"{occurs}\"", attribute.name).unwrap();
        if let Some(form) = attribute.form {
            write!(text, " form=\"{}\"", if form { "qualified" } else { "unqualified" }).unwrap();
        }
        if attribute.default && one.occurs == Occurs::Optional {
            let default = value(schema, &mut Random::new(1), attribute.ty);
            write!(text, " default=\"{}\"", escaped(&default)).unwrap();
        }
        text.push_str("/>");
    }
    text
}

/// Text as it can stand in an attribute.
pub(crate) fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    text.replace('\n', "&#10;").replace('\t', "&#9;")
}

fn group(schema: &Schema, group: &Group) -> String {
    format!("<xs:group name=\"{}\">{}</xs:group>", group.name, particle(schema, &group.particle))
}

fn complex_type(schema: &Schema, ty: &ComplexType) -> String {
    let mut attributes = attributes(schema, &ty.uses);
    if let Some(group) = ty.attribute_group.map(|group| &schema.attribute_groups[group]) {
        let reference = name(schema, group.namespace, &group.name);
        write!(attributes, "<xs:attributeGroup ref=\"{reference}\"/>").unwrap();
    }
    if ty.any_attribute {
        attributes.push_str("<xs:anyAttribute namespace=\"##other\" processContents=\"lax\"/>");
    }
    let base = ty.base.map(|(base, derivation)| {
        let base = &schema.types[base];
        (name(schema, base.namespace, &base.name), derivation)
    });
    let mixed = if ty.is_mixed { " mixed=\"true\"" } else { "" };
    let is_text = matches!(ty.content, Content::Simple(_))
        || ty.base.is_some_and(|(base, _)| schema.text(base).is_some());
    let inside = match (base, &ty.content) {
        (None, Content::Simple(text)) => {
            let base = simple(schema, *text);
            format!(
                "<xs:simpleContent><xs:extension base=\"{base}\">{attributes}</xs:extension></xs:simpleContent>"
            )
        }
        (Some((base, _)), _) if is_text => {
            format!(
                "<xs:simpleContent><xs:extension base=\"{base}\">{attributes}</xs:extension></xs:simpleContent>"
            )
        }
        (None, content) => format!("{}{attributes}", model(schema, content)),
        (Some((base, derivation)), content) => {
            let derivation = match derivation {
                Derivation::Extension => "extension",
                Derivation::Restriction => "restriction",
            };
            let content = model(schema, content);
            format!(
                "<xs:complexContent{mixed}><xs:{derivation} base=\"{base}\">{content}{attributes}</xs:{derivation}></xs:complexContent>"
            )
        }
    };
    let mixed = if ty.base.is_none() { mixed } else { "" };
    let is_abstract = if ty.is_abstract { " abstract=\"true\"" } else { "" };
    format!("<xs:complexType name=\"{}\"{mixed}{is_abstract}>{inside}</xs:complexType>", ty.name)
}

/// The content model of a type.
fn model(schema: &Schema, content: &Content) -> String {
    match content {
        Content::Particle(particle) => self::particle(schema, particle),
        Content::Empty | Content::Simple(_) => String::new(),
    }
}

fn particle(schema: &Schema, particle: &Particle) -> String {
    let mut occurs = String::new();
    if particle.least != 1 {
        write!(occurs, " minOccurs=\"{}\"", particle.least).unwrap();
    }
    match particle.most {
        Some(1) => {}
        Some(most) => write!(occurs, " maxOccurs=\"{most}\"").unwrap(),
        None => occurs.push_str(" maxOccurs=\"unbounded\""),
    }
    let inside =
        |parts: &[Particle]| parts.iter().map(|part| self::particle(schema, part)).collect::<String>();
    match &particle.term {
        Term::Local(local, _) => {
            let local = &schema.locals[*local];
            if let Some(form) = local.form {
                write!(occurs, " form=\"{}\"", if form { "qualified" } else { "unqualified" }).unwrap();
            }
            element(schema, local, &occurs)
        }
        Term::Global(global) => {
            let global = &schema.globals[*global];
            format!("<xs:element ref=\"{}\"{occurs}/>", name(schema, global.namespace, &global.element.name))
        }
        Term::Group(group) => {
            let group = &schema.groups[*group];
            format!("<xs:group ref=\"{}\"{occurs}/>", name(schema, group.namespace, &group.name))
        }
        Term::Any(constraint) => {
            format!("<xs:any namespace=\"{constraint}\" processContents=\"lax\"{occurs}/>")
        }
        Term::Sequence(parts) => format!("<xs:sequence{occurs}>{}</xs:sequence>", inside(parts)),
        Term::Choice(parts) => format!("<xs:choice{occurs}>{}</xs:choice>", inside(parts)),
        Term::All(parts) => format!("<xs:all{occurs}>{}</xs:all>", inside(parts)),
    }
}

fn element(schema: &Schema, element: &Element, extra: &str) -> String {
    let nillable = if element.is_nillable { " nillable=\"true\"" } else { "" };
    let ty = match &element.ty {
        Type::Simple(ty) => simple(schema, *ty),
        Type::Complex(ty) => name(schema, schema.types[*ty].namespace, &schema.types[*ty].name),
        Type::Any => "xs:anyType".to_owned(),
        Type::Anonymous(content) => {
            let content = model(schema, content);
            return format!(
                "<xs:element name=\"{}\"{extra}{nillable}><xs:complexType>{content}</xs:complexType></xs:element>",
                element.name
            );
        }
    };
    format!("<xs:element name=\"{}\" type=\"{ty}\"{extra}{nillable}/>", element.name)
}
