//! Small models, made by hand.

use crate::model::*;

pub(super) const NAMESPACE: &str = "urn:example:fax";
const OTHER: &str = "urn:example:other";

/// A file with these items in its root module.
pub(super) fn file(items: Vec<Item>) -> File {
    let root = Module { namespace: NAMESPACE.to_owned(), items, ..Module::default() };
    File {
        runtime: "::xsd_runtime".to_owned(),
        root,
        modules: Vec::new(),
        faults: Vec::new(),
        port_types: Vec::new(),
        types: Default::default(),
        shared: None,
        clients: true,
        servers: true,
    }
}

pub(super) fn name(local: &str) -> XmlName {
    XmlName { namespace: NAMESPACE.to_owned(), local: local.to_owned() }
}

fn unqualified(local: &str) -> Member {
    let name = XmlName { namespace: String::new(), local: local.to_owned() };
    Member { name, repeats: false, collapse: false, wildcard: None }
}

fn qualified(local: &str) -> Member {
    Member { name: name(local), repeats: false, collapse: false, wildcard: None }
}

fn repeated(member: Member) -> Member {
    Member { repeats: true, ..member }
}

fn here(ident: &str) -> Type {
    Type::Item { module: String::new(), ident: ident.to_owned() }
}

fn there(ident: &str) -> Type {
    Type::Item { module: "other".to_owned(), ident: ident.to_owned() }
}

fn boxed(ty: Type) -> Type {
    Type::Boxed(Box::new(ty))
}

fn nillable(ty: Type) -> Type {
    Type::Nillable(Box::new(ty))
}

const I32: Type = Type::Primitive("i32");

fn field(ident: &str, slot: Slot, cardinality: Cardinality, ty: Type, initial: Initial) -> Field {
    let setter = (initial != Initial::Argument).then(|| format!("with_{}", ident.trim_start_matches("r#")));
    let doc = format!("What `{}` is.", ident.trim_start_matches("r#"));
    Field { ident: ident.to_owned(), setter, doc, ty, cardinality, at_least_one: false, slot, initial }
}

fn required(ident: &str, slot: Slot, ty: Type) -> Field {
    field(ident, slot, Cardinality::One, ty, Initial::Argument)
}

fn optional(ident: &str, slot: Slot, ty: Type) -> Field {
    field(ident, slot, Cardinality::Optional, ty, Initial::Nothing)
}

fn many(ident: &str, slot: Slot, ty: Type) -> Field {
    field(ident, slot, Cardinality::Many, ty, Initial::Nothing)
}

fn defaulted(ident: &str, slot: Slot, ty: Type, value: Literal) -> Field {
    field(ident, slot, Cardinality::One, ty, Initial::Value(value))
}

fn wrapped(index: usize, item: &str, constant: &str) -> Slot {
    Slot::Wrapped { index, item: repeated(unqualified(item)), constant: constant.to_owned() }
}

fn branches(start: usize, variants: &[&str]) -> Slot {
    let branch = |(at, variant): (usize, &&str)| ChoiceBranch {
        index: start + at,
        variant: (*variant).to_owned(),
        boxed: false,
    };
    Slot::Choice { branches: variants.iter().enumerate().map(branch).collect() }
}

fn group(start: usize, len: usize, parts: &str) -> Slot {
    Slot::Group { start, len, parts: here(parts) }
}

fn record(ident: &str, ty: &str, attributes: Vec<Member>, elements: Vec<Member>, fields: Vec<Field>) -> Item {
    Item::Struct(Struct {
        ident: ident.to_owned(),
        doc: format!("Type `{ty}`.\n\nIt has members."),
        name: name(ty),
        derives: Vec::new(),
        attributes,
        elements,
        fields,
        declares_href: false,
    })
}

fn variant(ident: &str, ty: Type) -> Variant {
    let doc = format!("The branch `{ident}`.");
    Variant { ident: ident.to_owned(), doc, ty, cardinality: Cardinality::One }
}

/// A type with attributes, a child, and a wrapper around repeated children.
pub(super) fn message() -> Item {
    record(
        "Message",
        "message",
        vec![unqualified("ref"), unqualified("status")],
        vec![unqualified("Details"), unqualified("Results")],
        vec![
            required("reference", Slot::Attribute(0), Type::String),
            optional("status", Slot::Attribute(1), here("Status")),
            optional("details", Slot::Element(0), here("Details")),
            optional("results", wrapped(1, "Result", "RESULTS"), here("Attempt")),
        ],
    )
}

/// Attributes only.
pub(super) fn details() -> Item {
    record(
        "Details",
        "details",
        vec![unqualified("retries"), unqualified("started")],
        Vec::new(),
        vec![
            optional("retries", Slot::Attribute(0), I32),
            optional("started", Slot::Attribute(1), Type::Runtime("types::DateTime")),
        ],
    )
}

/// Simple content with an attribute.
pub(super) fn attempt() -> Item {
    record(
        "Attempt",
        "attempt",
        vec![unqualified("unit")],
        Vec::new(),
        vec![
            required("value", Slot::Text { collapse: false }, I32),
            optional("unit", Slot::Attribute(0), Type::String),
        ],
    )
}

pub(super) fn status() -> Item {
    let value = |ident: &str, text: &str, aliases: &[&str]| Value {
        ident: ident.to_owned(),
        doc: format!("`{text}`."),
        text: text.to_owned(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
    };
    Item::Enumeration(Enumeration {
        ident: "Status".to_owned(),
        doc: "How far it is.".to_owned(),
        name: None,
        values: vec![value("Queued", "queued", &["waiting", "in \"line\""]), value("Done", "done", &[])],
    })
}

/// A choice that stands once, a repeated one, nillable members, a repeated sequence, and raw XML.
pub(super) fn job() -> Item {
    let once = ["number", "address"].map(qualified);
    let repeating = ["wait", "dial"].map(qualified).map(repeated);
    let single = ["note", "limit"].map(qualified);
    let pairs = ["key", "value"].map(qualified).map(repeated);
    let rest = [qualified("extra"), repeated(qualified("shape"))];
    let elements = [once, repeating, single, pairs, rest].concat();
    record(
        "Job",
        "job",
        Vec::new(),
        elements,
        vec![
            required("target", branches(0, &["Number", "Address"]), here("Target")),
            many("steps", branches(2, &["Wait", "Dial"]), here("Step")),
            required("note", Slot::Element(4), Type::String),
            optional("limit", Slot::Element(5), nillable(I32)),
            many("pairs", group(6, 2, "JobSequenceParts"), here("JobSequence")),
            optional("extra", Slot::Element(8), Type::Runtime("RawXml")),
            many("shape", Slot::Element(9), here("Shape")),
        ],
    )
}

pub(super) fn target() -> Item {
    Item::Choice(Choice {
        ident: "Target".to_owned(),
        doc: "Where it goes.".to_owned(),
        text: None,
        variants: vec![variant("Number", Type::String), variant("Address", here("Details"))],
        elements: ["number", "address"].map(qualified).to_vec(),
        parts: None,
        conversions: Vec::new(),
        of_head: false,
    })
}

pub(super) fn step() -> Item {
    Item::Choice(Choice {
        ident: "Step".to_owned(),
        doc: "A step.".to_owned(),
        text: None,
        variants: vec![variant("Wait", Type::Primitive("u32")), variant("Dial", Type::String)],
        elements: ["wait", "dial"].map(qualified).to_vec(),
        parts: None,
        conversions: Vec::new(),
        of_head: false,
    })
}

fn places(required: &[bool]) -> Vec<MemberPlace> {
    let places = required.iter().enumerate();
    places.map(|(position, required)| MemberPlace { position, required: *required }).collect()
}

pub(super) fn job_sequence() -> Item {
    Item::Group(Group {
        ident: "JobSequence".to_owned(),
        doc: "Elements that stand together in `Job`.".to_owned(),
        parts: "JobSequenceParts".to_owned(),
        elements: ["key", "value"].map(qualified).to_vec(),
        order: places(&[true, false]),
        fields: vec![
            required("key", Slot::Element(0), Type::String),
            optional("value", Slot::Element(1), Type::String),
        ],
    })
}

/// A hierarchy whose declared type is abstract.
pub(super) fn shape() -> Item {
    Item::Hierarchy(Hierarchy {
        ident: "Shape".to_owned(),
        doc: "A shape.".to_owned(),
        name: name("shape"),
        declared: None,
        derived: vec![
            (name("circle"), variant("Circle", here("Circle"))),
            (name("square"), variant("Square", here("Square"))),
        ],
    })
}

pub(super) fn circle() -> Item {
    record(
        "Circle",
        "circle",
        Vec::new(),
        ["name", "radius"].map(qualified).to_vec(),
        vec![
            optional("name", Slot::Element(0), Type::String),
            required("radius", Slot::Element(1), Type::Primitive("f64")),
        ],
    )
}

pub(super) fn square() -> Item {
    record(
        "Square",
        "square",
        Vec::new(),
        vec![qualified("name"), repeated(qualified("inside"))],
        vec![
            optional("name", Slot::Element(0), Type::String),
            many("inside", Slot::Element(1), here("Shape")),
        ],
    )
}

/// The types that the runtime's tests have as code written by hand.
pub(super) fn by_hand() -> File {
    file(vec![
        message(),
        details(),
        attempt(),
        status(),
        job(),
        target(),
        step(),
        job_sequence(),
        shape(),
        circle(),
        square(),
    ])
}

/// A hierarchy whose declared type stands for itself, with a large variant.
pub(super) fn animal() -> Item {
    Item::Hierarchy(Hierarchy {
        ident: "Animal".to_owned(),
        doc: "An animal.".to_owned(),
        name: name("animal"),
        declared: Some(variant("Plain", here("Circle"))),
        derived: vec![(name("dog"), variant("Dog", boxed(here("Square"))))],
    })
}

/// Boxes, defaults, keywords, and names that the emitter uses itself.
pub(super) fn node() -> Item {
    let mut item = record(
        "Node",
        "node",
        vec![unqualified("level"), unqualified("status")],
        ["type", "next", "self", "reader", "maybe"].map(qualified).to_vec(),
        vec![
            defaulted("level", Slot::Attribute(0), I32, Literal::Integer("1i32".to_owned())),
            defaulted(
                "status",
                Slot::Attribute(1),
                here("Status"),
                Literal::Variant {
                    module: String::new(),
                    ident: "Status".to_owned(),
                    variant: "Queued".to_owned(),
                },
            ),
            defaulted("r#type", Slot::Element(0), Type::String, Literal::String("a \"b\"".to_owned())),
            optional("next", Slot::Element(1), boxed(here("Node"))),
            defaulted("self_", Slot::Element(2), Type::Primitive("bool"), Literal::Bool(true)),
            optional("reader", Slot::Element(3), here("Count")),
            optional("maybe", Slot::Element(4), boxed(nillable(here("Node")))),
        ],
    );
    if let Item::Struct(node) = &mut item {
        node.declares_href = true;
    }
    item
}

/// More required members than Clippy likes, nillable and boxed ones among them.
pub(super) fn crowd() -> Item {
    let locals = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let types = [
        I32,
        Type::String,
        nillable(Type::String),
        boxed(here("Circle")),
        Type::List(Box::new(Type::Primitive("u8"))),
        here("Count"),
        there("Inner"),
        here("Animal"),
    ];
    let fields =
        locals.iter().zip(types).enumerate().map(|(at, (ident, ty))| required(ident, Slot::Element(at), ty));
    record("Crowd", "crowd", Vec::new(), locals.map(qualified).to_vec(), fields.collect())
}

pub(super) fn nothing() -> Item {
    record("Nothing", "nothing", Vec::new(), Vec::new(), Vec::new())
}

pub(super) fn count() -> Item {
    Item::Alias(Alias {
        ident: "Count".to_owned(),
        doc: "How many. At least 0.".to_owned(),
        ty: Type::Primitive("u32"),
    })
}

/// A choice with a boxed branch, used by a struct that holds it once and boxed.
pub(super) fn tree() -> Vec<Item> {
    let mut leaf = variant("Leaf", Type::String);
    leaf.doc = "Nothing below it.".to_owned();
    vec![
        record(
            "Tree",
            "tree",
            Vec::new(),
            ["leaf", "branch"].map(qualified).to_vec(),
            vec![optional(
                "choice",
                Slot::Choice {
                    branches: vec![
                        ChoiceBranch { index: 0, variant: "Leaf".to_owned(), boxed: false },
                        ChoiceBranch { index: 1, variant: "Branch".to_owned(), boxed: true },
                    ],
                },
                here("TreeChoice"),
            )],
        ),
        Item::Choice(Choice {
            ident: "TreeChoice".to_owned(),
            doc: "A leaf or a branch.".to_owned(),
            text: None,
            variants: vec![leaf, variant("Branch", boxed(here("Tree")))],
            elements: ["leaf", "branch"].map(qualified).to_vec(),
            parts: None,
            conversions: Vec::new(),
            of_head: false,
        }),
    ]
}

/// A choice of a single element, a sequence, and a repeated element.
pub(super) fn payment() -> Vec<Item> {
    let mut codes = variant("Codes", Type::String);
    codes.cardinality = Cardinality::Many;
    let rows = || {
        let codes = repeated(qualified("code"));
        vec![qualified("card"), qualified("bank"), repeated(qualified("account")), codes]
    };
    vec![
        record(
            "Order",
            "order",
            Vec::new(),
            rows(),
            vec![required("payment", group(0, 4, "PaymentParts"), here("Payment"))],
        ),
        record(
            "Orders",
            "orders",
            Vec::new(),
            [vec![qualified("id")], rows().into_iter().map(repeated).collect()].concat(),
            vec![
                optional("id", Slot::Element(0), I32),
                many("payments", group(1, 4, "PaymentParts"), here("Payment")),
            ],
        ),
        Item::Choice(Choice {
            ident: "Payment".to_owned(),
            doc: "How it is paid.".to_owned(),
            text: None,
            variants: vec![variant("Card", Type::String), variant("Transfer", here("Transfer")), codes],
            elements: rows(),
            parts: Some(ChoiceParts {
                ident: "PaymentParts".to_owned(),
                order: places(&[true, true, false, false]),
                branches: vec![
                    PartsBranch::Element(0),
                    PartsBranch::Group { start: 1, len: 2, parts: here("TransferParts") },
                    PartsBranch::Element(3),
                ],
            }),
            conversions: Vec::new(),
            of_head: false,
        }),
        Item::Group(Group {
            ident: "Transfer".to_owned(),
            doc: "By bank.".to_owned(),
            parts: "TransferParts".to_owned(),
            elements: vec![qualified("bank"), repeated(qualified("account"))],
            order: Vec::new(),
            fields: vec![
                required("bank", Slot::Element(0), Type::String),
                many("accounts", Slot::Element(1), Type::String),
            ],
        }),
    ]
}

/// A group with everything that a group can hold.
pub(super) fn nested_group() -> Vec<Item> {
    let rows = [
        qualified("list"),
        qualified("number"),
        qualified("address"),
        repeated(qualified("key")),
        repeated(qualified("value")),
        repeated(qualified("tag")),
    ];
    vec![
        record(
            "Nest",
            "nest",
            Vec::new(),
            rows.clone().map(repeated).to_vec(),
            vec![optional("entry", group(0, 6, "EntryParts"), boxed(here("Entry")))],
        ),
        Item::Group(Group {
            ident: "Entry".to_owned(),
            doc: "An entry.".to_owned(),
            parts: "EntryParts".to_owned(),
            elements: rows.to_vec(),
            order: Vec::new(),
            fields: vec![
                field("list", wrapped(0, "item", "LIST"), Cardinality::One, I32, Initial::Nothing),
                required("target", branches(1, &["Number", "Address"]), here("Target")),
                many("pairs", group(3, 2, "JobSequenceParts"), here("JobSequence")),
                many("tag", Slot::Element(5), Type::String),
            ],
        }),
    ]
}

/// A second namespace, whose items refer to each other and to those of the root.
pub(super) fn other() -> Module {
    let inner = Struct {
        ident: "Inner".to_owned(),
        doc: "Inside.".to_owned(),
        name: XmlName { namespace: OTHER.to_owned(), local: "inner".to_owned() },
        derives: Vec::new(),
        attributes: vec![Member { collapse: true, ..unqualified("token") }],
        elements: vec![qualified("status")],
        fields: vec![
            optional("token", Slot::Attribute(0), Type::String),
            optional("status", Slot::Element(0), here("Status")),
        ],
        declares_href: false,
    };
    Module {
        ident: "other".to_owned(),
        doc: "What the service shares with others.".to_owned(),
        namespace: OTHER.to_owned(),
        items: vec![Item::Struct(inner)],
        elements: vec![ElementConst {
            ident: "TICKET".to_owned(),
            doc: "Who asks.".to_owned(),
            name: XmlName { namespace: OTHER.to_owned(), local: "ticket".to_owned() },
        }],
    }
}

/// A service with a header, faults, and an operation without content.
pub(super) fn service() -> File {
    let element = |ident: &str, local: &str| ElementConst {
        ident: ident.to_owned(),
        doc: format!("Element `{local}`."),
        name: name(local),
    };
    let fault = |ident: &str, local: &str, ty: Type| FaultVariant {
        ident: ident.to_owned(),
        doc: format!("Fault `{local}`."),
        element: name(local),
        ty,
    };
    let mut file = file(vec![details(), attempt()]);
    file.root.elements =
        vec![element("SEND", "send"), element("SEND_REPLY", "sendReply"), element("BUSY", "busy")];
    file.modules = vec![other()];
    file.root.items.push(status());
    file.faults = vec![FaultEnum {
        ident: "SendFault".to_owned(),
        doc: "What `send` can fail with.".to_owned(),
        variants: vec![
            fault("BusyFault", "busy", here("Details")),
            fault("UndeclaredFault", "undeclared", boxed(here("Attempt"))),
        ],
    }];
    let payload = |local: &str, ty: Type| Payload {
        parameter: "request".to_owned(),
        body: Body::Element(name(local)),
        ty,
    };
    let ticket = || XmlName { namespace: OTHER.to_owned(), local: "ticket".to_owned() };
    let send = Operation {
        ident: "send".to_owned(),
        constant: "SEND".to_owned(),
        doc: "Sends.".to_owned(),
        name: "Fax.Send".to_owned(),
        action: "urn:send".to_owned(),
        input: payload("send", here("Details")),
        output: payload("sendReply", there("Inner")),
        fault: Some("SendFault".to_owned()),
        idempotent: true,
        one_way: false,
        encoded: false,
        headers: vec![ticket()],
        understood: vec![ticket(), name("other")],
        addressing: Default::default(),
    };
    let ping = Operation {
        ident: "r#loop".to_owned(),
        constant: "LOOP".to_owned(),
        doc: "Does nothing.".to_owned(),
        name: "Fax.Loop".to_owned(),
        action: String::new(),
        input: Payload { parameter: "request".to_owned(), body: Body::Empty, ty: Type::Unit },
        output: Payload { parameter: "request".to_owned(), body: Body::Parts, ty: Type::Unit },
        fault: None,
        idempotent: false,
        one_way: false,
        encoded: false,
        headers: Vec::new(),
        understood: Vec::new(),
        addressing: Default::default(),
    };
    let port_type =
        |ident: &str, version: &'static str, username_token: bool, operations: Vec<Operation>| PortType {
            ident: ident.to_owned(),
            client: format!("{ident}Client"),
            server: format!("{ident}Server"),
            doc: "Sends documents.".to_owned(),
            version,
            username_token,
            contract: None,
            namespaces: if username_token {
                vec![NAMESPACE.to_owned(), OTHER.to_owned()]
            } else {
                Vec::new()
            },
            headers: vec![HeaderSetter {
                ident: "with_ticket".to_owned(),
                doc: "Who asks.".to_owned(),
                element: ticket(),
                ty: there("Inner"),
            }],
            operations,
        };
    file.port_types =
        vec![port_type("Fax", "Soap11", true, vec![send]), port_type("Loop", "Soap12", false, vec![ping])];
    file
}

/// Everything at once, but for the service.
pub(super) fn everything() -> File {
    let mut file = by_hand();
    let items = &mut file.root.items;
    items.extend([animal(), node(), crowd(), nothing(), count()]);
    items.extend(tree());
    items.extend(payment());
    items.extend(nested_group());
    file.modules = vec![other()];
    file
}
