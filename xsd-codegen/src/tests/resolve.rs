//! What contracts mean, part by part of the standards.

use std::path::{Path, PathBuf};

use super::{Loaded, load};
use crate::diagnostic::Severity;
use crate::schema::{
    Builtin, ComplexType, Content, Contract, Element, Method, PartContent, SimpleType, SoapVersion, Style,
    Term, Type, TypeId, TypeKind, TypeName, TypeRef, Usage, Use,
};

/// Writes files into a folder and loads the first of them.
pub(super) fn load_files(files: &[(&str, &[u8])]) -> (tempfile::TempDir, Loaded) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let loaded = load(&folder.path().join(files[0].0));
    (folder, loaded)
}

fn contract_of(files: &[(&str, &str)]) -> Contract {
    let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let (_folder, loaded) = load_files(&files);
    let said = loaded.diagnostics.render(&loaded.sources);
    assert!(loaded.diagnostics.iter().all(|d| d.severity == Severity::Note), "{said}");
    loaded.contract.unwrap()
}

/// A schema of the namespace `urn:t`, with the prefixes `xs` and `t`.
pub(super) fn schema(attributes: &str, items: &str) -> String {
    format!(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:t' targetNamespace='urn:t' \
         {attributes}>{items}</xs:schema>"
    )
}

fn schema_contract(items: &str) -> Contract {
    contract_of(&[("contract.xsd", &schema("", items))])
}

fn ty<'a>(contract: &'a Contract, local: &str) -> &'a Type {
    let is = |ty: &&Type| matches!(&ty.name, TypeName::Named(name) if &*name.local == local);
    contract.types.iter().find(is).unwrap()
}

fn complex<'a>(contract: &'a Contract, local: &str) -> &'a ComplexType {
    let TypeKind::Complex(complex) = &ty(contract, local).kind else { panic!("{local} is simple") };
    complex
}

fn defined(contract: &Contract, ty: TypeRef) -> &Type {
    let TypeRef::Defined(id) = ty else { panic!("{ty:?} is built in") };
    &contract.types[id.0]
}

/// The members of a type whose content is one group of elements, each with its occurrence.
fn members(ty: &ComplexType) -> Vec<(String, u64, Option<u64>)> {
    let Content::Particle(particle) = &ty.content else { panic!("{:?}", ty.content) };
    let (Term::Sequence(inner) | Term::Choice(inner) | Term::All(inner)) = &particle.term else { panic!() };
    inner
        .iter()
        .map(|particle| match &particle.term {
            Term::Element(element) => (element.name.to_string(), particle.min, particle.max),
            Term::Sequence(_) => ("sequence".to_owned(), particle.min, particle.max),
            Term::Choice(_) => ("choice".to_owned(), particle.min, particle.max),
            Term::All(_) => ("all".to_owned(), particle.min, particle.max),
            Term::Substitution(group) => (group.name.to_string(), particle.min, particle.max),
            Term::Any(_) => ("any".to_owned(), particle.min, particle.max),
        })
        .collect()
}

fn member<'a>(ty: &'a ComplexType, local: &str) -> &'a Element {
    let Content::Particle(particle) = &ty.content else { panic!("{:?}", ty.content) };
    let (Term::Sequence(inner) | Term::Choice(inner) | Term::All(inner)) = &particle.term else { panic!() };
    let mut elements = inner.iter().filter_map(|particle| match &particle.term {
        Term::Element(element) => Some(element),
        _ => None,
    });
    elements.find(|element| &*element.name.local == local).unwrap()
}

#[test]
fn types_stand_in_document_order_with_anonymous_ones_after_their_owner() {
    let contract = schema_contract(
        "<xs:element name='Root'><xs:complexType><xs:sequence>
           <xs:element name='A' type='t:Late'/>
           <xs:element name='B'><xs:complexType><xs:sequence>
             <xs:element name='C'><xs:simpleType><xs:restriction base='xs:int'/></xs:simpleType></xs:element>
           </xs:sequence></xs:complexType></xs:element>
         </xs:sequence></xs:complexType></xs:element>
         <xs:simpleType name='List'><xs:list>
           <xs:simpleType><xs:restriction base='xs:string'/></xs:simpleType>
         </xs:list></xs:simpleType>
         <xs:complexType name='Late'/>
         <xs:attribute name='g'><xs:simpleType><xs:restriction base='t:List'/></xs:simpleType></xs:attribute>",
    );
    let names: Vec<String> = contract
        .types
        .iter()
        .map(|ty| match &ty.name {
            TypeName::Named(name) => name.to_string(),
            TypeName::OfElement(id) => format!("element {}", contract.elements[id.0].name),
            TypeName::Within { owner, name } => format!("{name} in {}", owner.0),
            TypeName::PartOf { owner } => format!("part of {}", owner.0),
            TypeName::OfAttribute(name) => format!("attribute {name}"),
            TypeName::InGroup { group, name } => format!("{name} in the group {group}"),
        })
        .collect();
    let expected = [
        "element {urn:t}Root",
        "{}B in 0",
        "{}C in 1",
        "{urn:t}List",
        "part of 3",
        "{urn:t}Late",
        "attribute {urn:t}g",
    ];
    assert_eq!(names, expected);
    let TypeKind::Complex(root) = &contract.types[0].kind else { panic!() };
    assert_eq!(member(root, "A").ty, TypeRef::Defined(TypeId(5)));
    assert_eq!(member(root, "B").ty, TypeRef::Defined(TypeId(1)));
    assert_eq!(contract.elements[0].ty, TypeRef::Defined(TypeId(0)));
    let TypeKind::Simple(SimpleType::List { item }) = &contract.types[3].kind else { panic!() };
    assert_eq!(*item, TypeRef::Defined(TypeId(4)));
    let TypeKind::Simple(SimpleType::Restriction { base, .. }) = &contract.types[6].kind else { panic!() };
    assert_eq!(*base, TypeRef::Defined(TypeId(3)));
}

#[test]
fn form_says_whether_a_local_name_has_the_namespace() {
    let items = "<xs:complexType name='T'><xs:sequence>
        <xs:element name='plain' type='xs:int'/>
        <xs:element name='other' type='xs:int' form='FORM'/>
      </xs:sequence>
      <xs:attribute name='a' type='xs:int'/>
      <xs:attribute name='b' type='xs:int' form='FORM' use='required'/></xs:complexType>";
    let names = |attributes: &str, form: &str| {
        let text = schema(attributes, &items.replace("FORM", form));
        let contract = contract_of(&[("contract.xsd", &text)]);
        let ty = complex(&contract, "T");
        assert_eq!(ty.attributes[0].usage, Usage::Optional);
        assert_eq!(ty.attributes[1].usage, Usage::Required);
        let attributes = ty.attributes.iter().map(|attribute| attribute.name.to_string());
        members(ty).into_iter().map(|(name, _, _)| name).chain(attributes).collect::<Vec<_>>()
    };
    assert_eq!(names("", "qualified"), ["{}plain", "{urn:t}other", "{}a", "{urn:t}b"]);
    assert_eq!(
        names("elementFormDefault='qualified' attributeFormDefault='qualified'", "unqualified"),
        ["{urn:t}plain", "{}other", "{urn:t}a", "{}b"]
    );
}

#[test]
fn a_reference_has_what_the_global_declaration_says() {
    let contract = schema_contract(
        "<xs:element name='Note' type='xs:string' nillable='true' default='none'>
           <xs:annotation><xs:documentation>A remark.</xs:documentation></xs:annotation>
         </xs:element>
         <xs:attribute name='state' type='xs:int' default='7'/>
         <xs:complexType name='T'>
           <xs:sequence><xs:element ref='t:Note' minOccurs='0' maxOccurs='unbounded'/></xs:sequence>
           <xs:attribute ref='t:state' use='required'/>
           <xs:attribute ref='xml:lang'/>
         </xs:complexType>",
    );
    let ty = complex(&contract, "T");
    assert_eq!(members(ty), [("{urn:t}Note".to_owned(), 0, None)]);
    let note = member(ty, "Note");
    assert_eq!(note.global.map(|id| id.0), Some(0));
    assert!(note.nillable);
    assert_eq!(note.default.as_deref(), Some("none"));
    assert_eq!(note.annotation.doc.as_deref(), Some("A remark."));
    let [state, lang] = ty.attributes.as_slice() else { panic!() };
    assert_eq!((state.name.to_string(), state.default.as_deref()), ("{urn:t}state".to_owned(), Some("7")));
    assert_eq!(state.usage, Usage::Required);
    assert_eq!(lang.ty, TypeRef::Builtin(Builtin::Language));
    assert_eq!(lang.name.to_string(), "{http://www.w3.org/XML/1998/namespace}lang");
}

#[test]
fn groups_stand_expanded_with_the_forms_of_their_own_schema() {
    let other =
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:o='urn:o' targetNamespace='urn:o'
         elementFormDefault='qualified'>
         <xs:group name='Inner'><xs:choice>
           <xs:element name='x' type='xs:int'/><xs:element name='y' type='xs:int'/>
         </xs:choice></xs:group>
         <xs:attributeGroup name='both'>
           <xs:attribute name='p' type='xs:int'/><xs:attributeGroup ref='o:more'/>
         </xs:attributeGroup>
         <xs:attributeGroup name='more'>
           <xs:attribute name='q' type='xs:int'/><xs:anyAttribute/>
         </xs:attributeGroup>
       </xs:schema>";
    let own = schema(
        "xmlns:o='urn:o'",
        "<xs:import namespace='urn:o' schemaLocation='other.xsd'/>
         <xs:complexType name='T'>
           <xs:sequence>
             <xs:element name='first' type='xs:int'/>
             <xs:group ref='o:Inner' minOccurs='0' maxOccurs='5'/>
           </xs:sequence>
           <xs:attributeGroup ref='o:both'/>
         </xs:complexType>",
    );
    let contract = contract_of(&[("contract.xsd", &own), ("other.xsd", other)]);
    let ty = complex(&contract, "T");
    assert_eq!(members(ty), [("{}first".to_owned(), 1, Some(1)), ("choice".to_owned(), 0, Some(5))]);
    let Content::Particle(particle) = &ty.content else { panic!() };
    let Term::Sequence(inner) = &particle.term else { panic!() };
    let Term::Choice(choice) = &inner[1].term else { panic!() };
    let Term::Element(x) = &choice[0].term else { panic!() };
    assert_eq!(x.name.to_string(), "{urn:o}x");
    let names: Vec<String> = ty.attributes.iter().map(|attribute| attribute.name.to_string()).collect();
    assert_eq!(names, ["{}p", "{}q"]);
    assert!(ty.any_attribute.is_some());
}

#[test]
fn simple_content_finds_the_type_of_its_text_through_complex_bases() {
    // The derived types come first: their bases are not resolved yet when they are met.
    let contract = schema_contract(
        "<xs:complexType name='C'><xs:simpleContent><xs:extension base='t:B'/></xs:simpleContent></xs:complexType>
         <xs:complexType name='B'><xs:simpleContent><xs:restriction base='t:A'>
           <xs:enumeration value='one'/><xs:maxLength value='3'/>
         </xs:restriction></xs:simpleContent></xs:complexType>
         <xs:complexType name='A'><xs:simpleContent><xs:extension base='xs:token'>
           <xs:attribute name='lang' type='xs:language'/>
         </xs:extension></xs:simpleContent></xs:complexType>",
    );
    let text = |local: &str| {
        let Content::Simple(text) = complex(&contract, local).content else { panic!() };
        text
    };
    assert_eq!(text("A"), TypeRef::Builtin(Builtin::Token));
    assert_eq!(text("C"), text("B"));
    let narrowed = defined(&contract, text("B"));
    let TypeKind::Simple(SimpleType::Restriction { base, enumeration, facets }) = &narrowed.kind else {
        panic!()
    };
    assert_eq!(*base, TypeRef::Builtin(Builtin::Token));
    assert_eq!(enumeration[0].value, "one");
    assert_eq!(facets.max_length.as_deref(), Some("3"));
    assert!(matches!(narrowed.name, TypeName::PartOf { .. }));
    let derivation = complex(&contract, "C").derivation.unwrap();
    assert_eq!(derivation.method, Method::Extension);
    assert!(
        matches!(&defined(&contract, derivation.base).name, TypeName::Named(name) if &*name.local == "B")
    );
}

#[test]
fn complex_content_keeps_its_base_and_what_it_adds() {
    let contract = schema_contract(
        "<xs:complexType name='Base' abstract='true' mixed='true'>
           <xs:all><xs:element name='a' type='xs:int' minOccurs='0'/></xs:all>
         </xs:complexType>
         <xs:complexType name='Derived'><xs:complexContent><xs:extension base='t:Base'>
           <xs:sequence><xs:any namespace='##other' processContents='lax' minOccurs='0'/></xs:sequence>
         </xs:extension></xs:complexContent></xs:complexType>
         <xs:complexType name='Anything'><xs:complexContent><xs:restriction base='xs:anyType'/></xs:complexContent>
         </xs:complexType>",
    );
    let base = complex(&contract, "Base");
    assert!(base.is_abstract && base.mixed && base.derivation.is_none());
    let derived = complex(&contract, "Derived");
    assert_eq!(derived.derivation.unwrap().base, TypeRef::Defined(TypeId(0)));
    assert_eq!(members(derived), [("any".to_owned(), 0, Some(1))]);
    let anything = complex(&contract, "Anything").derivation.unwrap();
    assert_eq!((anything.base, anything.method), (TypeRef::Builtin(Builtin::AnyType), Method::Restriction));
}

#[test]
fn an_element_without_a_type_has_that_of_its_substitution_group() {
    let contract = schema_contract(
        "<xs:element name='Third' substitutionGroup='t:Second'/>
         <xs:element name='Second' substitutionGroup='t:First'/>
         <xs:element name='First' type='xs:date' abstract='true'/>
         <xs:element name='Free'/>",
    );
    let types: Vec<TypeRef> = contract.elements.iter().map(|element| element.ty).collect();
    let date = TypeRef::Builtin(Builtin::Date);
    assert_eq!(types, [date, date, date, TypeRef::Builtin(Builtin::AnyType)]);
    assert_eq!(contract.elements[0].substitutes.map(|id| id.0), Some(1));
    assert!(contract.elements[2].is_abstract);
}

#[test]
fn a_reference_to_a_head_stands_for_what_substitutes_it_at_any_distance() {
    let contract = schema_contract(
        "<xs:element name='Late' substitutionGroup='t:Second'/>
         <xs:element name='Head' type='xs:int' abstract='true'/>
         <xs:element name='Second' substitutionGroup='t:Head'/>
         <xs:element name='Alone' type='xs:int'/>
         <xs:complexType name='T'><xs:sequence>
           <xs:element ref='t:Head'/><xs:element ref='t:Second'/><xs:element ref='t:Alone'/>
           <xs:element name='Head' type='xs:int'/>
         </xs:sequence></xs:complexType>",
    );
    let Content::Particle(particle) = &complex(&contract, "T").content else { panic!() };
    let Term::Sequence(inner) = &particle.term else { panic!() };
    let standing = inner.iter().map(|particle| match &particle.term {
        Term::Substitution(group) => {
            let members = group.members.iter().map(|particle| match &particle.term {
                Term::Element(element) => &*element.name.local,
                _ => panic!(),
            });
            members.collect()
        }
        Term::Element(element) => vec![&*element.name.local],
        _ => panic!(),
    });
    let expected = [vec!["Late", "Second"], vec!["Second", "Late"], vec!["Alone"], vec!["Head"]];
    assert_eq!(standing.collect::<Vec<_>>(), expected);
}

#[test]
fn a_group_has_the_occurrence_of_the_reference_and_its_own() {
    let contract = schema_contract(
        "<xs:group name='G'><xs:sequence minOccurs='0'><xs:element name='a'/></xs:sequence></xs:group>
         <xs:complexType name='T'><xs:sequence><xs:group ref='t:G' maxOccurs='3'/></xs:sequence></xs:complexType>",
    );
    let Content::Particle(particle) = &complex(&contract, "T").content else { panic!() };
    let Term::Sequence(inner) = &particle.term else { panic!() };
    let Term::Sequence(group) = &inner[0].term else { panic!() };
    assert_eq!((inner[0].min, inner[0].max), (1, Some(3)));
    assert_eq!((group[0].min, group[0].max), (0, Some(1)));
}

#[test]
fn a_schema_without_namespace_takes_that_of_each_schema_that_includes_it() {
    let common = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' elementFormDefault='qualified'>
         <xs:simpleType name='Code'><xs:restriction base='xs:string'/></xs:simpleType>
         <xs:complexType name='Pair'><xs:sequence><xs:element name='code' type='Code'/></xs:sequence></xs:complexType>
       </xs:schema>";
    let a = schema(
        "",
        "<xs:include schemaLocation='parts/common.xsd'/><xs:import namespace='urn:b' schemaLocation='b.xsd'/>",
    );
    let b = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:b'>
         <xs:include schemaLocation='parts/common.xsd'/>
         <xs:import namespace='urn:t' schemaLocation='contract.xsd'/>
       </xs:schema>";
    let contract = contract_of(&[("contract.xsd", &a), ("b.xsd", b), ("parts/common.xsd", common)]);
    let names: Vec<String> = contract
        .types
        .iter()
        .map(|ty| match &ty.name {
            TypeName::Named(name) => name.to_string(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(names, ["{urn:t}Code", "{urn:t}Pair", "{urn:b}Code", "{urn:b}Pair"]);
    let TypeKind::Complex(pair) = &contract.types[3].kind else { panic!() };
    assert_eq!(member(pair, "code").ty, TypeRef::Defined(TypeId(2)));
    assert_eq!(member(pair, "code").name.to_string(), "{urn:b}code");
}

#[test]
fn documents_are_found_by_catalog_and_files_are_told() {
    let own = schema(
        "xmlns:o='urn:o' xmlns:p='urn:p'",
        "<xs:import namespace='urn:o' schemaLocation='https://example.com/o.xsd'/>
         <xs:import namespace='urn:p'/>
         <xs:import namespace='http://www.w3.org/XML/1998/namespace' schemaLocation='http://www.w3.org/2001/xml.xsd'/>
         <xs:element name='O' type='o:T'/><xs:element name='P' type='p:T'/>",
    );
    let named = |namespace: &str| {
        format!(
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='{namespace}'>\
             <xs:simpleType name='T'><xs:restriction base='xs:int'/></xs:simpleType></xs:schema>"
        )
    };
    let catalog = "# by location, by namespace\nhttps://example.com/o.xsd\tsaved/o.xsd\nurn:p\tsaved/p.xsd\n";
    let (folder, loaded) = load_files(&[
        ("contract.xsd", own.as_bytes()),
        ("catalog.tsv", catalog.as_bytes()),
        ("saved/o.xsd", named("urn:o").as_bytes()),
        ("saved/p.xsd", named("urn:p").as_bytes()),
    ]);
    assert_eq!(loaded.diagnostics.render(&loaded.sources), "");
    assert_eq!(loaded.contract.unwrap().types.len(), 2);
    let paths: Vec<PathBuf> =
        loaded.sources.paths().map(|path| path.strip_prefix(folder.path()).unwrap().to_owned()).collect();
    let expected = ["catalog.tsv", "contract.xsd", "saved/o.xsd", "saved/p.xsd"].map(PathBuf::from);
    assert_eq!(paths, expected);
}

#[test]
fn a_catalog_may_be_a_table() {
    let own = schema(
        "xmlns:o='urn:o'",
        "<xs:import namespace='urn:o' schemaLocation='https://example.com/o.xsd'/><xs:element name='O' type='o:T'/>",
    );
    let other = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:o'>\
                 <xs:simpleType name='T'><xs:restriction base='xs:int'/></xs:simpleType></xs:schema>";
    let catalog = "namespace\turl\tfile\tfetched\nurn:o\thttps://example.com/o.xsd\tsaved/o.xsd\tyesterday\n";
    let (_folder, loaded) = load_files(&[
        ("contract.xsd", own.as_bytes()),
        ("catalog.tsv", catalog.as_bytes()),
        ("saved/o.xsd", other.as_bytes()),
    ]);
    assert_eq!(loaded.diagnostics.render(&loaded.sources), "");
    assert_eq!(loaded.contract.unwrap().types.len(), 1);
}

#[test]
fn a_document_type_declaration_may_define_entities() {
    let text = schema("", "<xs:element name='A' type='&base;'/>");
    let text = format!(
        "<!DOCTYPE xs:schema PUBLIC '-//W3C//DTD XMLSchema' 'no-such.dtd' [<!ENTITY base 'xs:int'>]>{text}"
    );
    let (_folder, loaded) = load_files(&[("contract.xsd", text.as_bytes())]);
    assert_eq!(loaded.diagnostics.render(&loaded.sources), "");
    assert_eq!(loaded.contract.unwrap().elements[0].ty, TypeRef::Builtin(Builtin::Int));
}

#[test]
fn texts_are_read_in_the_encodings_that_contracts_come_in() {
    let text = schema("", "<xs:element name='Télécopie' type='xs:string'/>");
    let utf16 = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(unit).collect()
    };
    let latin1 = format!("<?xml version='1.0' encoding='ISO-8859-1'?>{text}");
    let windows = |text: &str| {
        let text = format!("<?xml version=\"1.0\" encoding=\"Windows-1250\"?>{text}");
        encoding_rs::WINDOWS_1250.encode(&text).0.into_owned()
    };
    let encoded = [
        text.clone().into_bytes(),
        format!("\u{FEFF}{text}").into_bytes(),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
        latin1.chars().map(|char| u8::try_from(u32::from(char)).unwrap()).collect(),
        windows(&text),
        // What says UTF-16 and is not.
        format!("<?xml version='1.0' encoding='utf-16'?>{text}").into_bytes(),
    ];
    for bytes in encoded {
        let (_folder, loaded) = load_files(&[("contract.xsd", &bytes)]);
        let contract = loaded.contract.expect("it loads");
        assert_eq!(&*contract.elements[0].name.local, "Télécopie");
    }
}

/// What is said of a schema that is read all the same.
fn warnings_of(items: &str) -> Vec<&'static str> {
    let (_folder, loaded) = load_files(&[("contract.xsd", schema("", items).as_bytes())]);
    assert!(loaded.contract.is_some());
    loaded.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn contradictions_that_leave_a_meaning_are_warnings() {
    let in_type = |item: &str| warnings_of(&format!("<xs:complexType name='T'>{item}</xs:complexType>"));
    let attribute = "<xs:attribute name='a' type='xs:int'/>";
    assert_eq!(in_type(&attribute.repeat(2)), ["duplicate-attribute"]);
    let both = "<xs:attribute name='a' type='xs:int' default='1' fixed='1'/>";
    assert_eq!(in_type(both), ["default-and-fixed"]);
    let element = "<xs:sequence><xs:element name='a' minOccurs='2' maxOccurs='1'/></xs:sequence>";
    assert_eq!(in_type(element), ["bad-occurrence"]);
}

#[test]
fn an_attribute_group_that_is_reached_twice_counts_once() {
    let mut items = String::from(
        "<xs:complexType name='T'><xs:attributeGroup ref='t:G30'/></xs:complexType>
         <xs:attributeGroup name='G0'><xs:attribute name='a' type='xs:int'/></xs:attributeGroup>",
    );
    for index in 1..=30 {
        let inner = format!("<xs:attributeGroup ref='t:G{}'/>", index - 1).repeat(2);
        items.push_str(&format!("<xs:attributeGroup name='G{index}'>{inner}</xs:attributeGroup>"));
    }
    assert_eq!(complex(&schema_contract(&items), "T").attributes.len(), 1);
}

#[test]
fn a_reference_to_the_schema_of_schemas_is_a_place_for_its_elements() {
    let contract = schema_contract(
        "<xs:complexType name='T'><xs:sequence><xs:element ref='xs:schema'/><xs:any/></xs:sequence></xs:complexType>",
    );
    let Content::Particle(content) = &complex(&contract, "T").content else { panic!() };
    let Term::Sequence(parts) = &content.term else { panic!() };
    assert!(parts.iter().all(|part| matches!(part.term, Term::Any { .. })));
}

#[test]
fn documentation_is_joined_and_freed_of_its_indentation() {
    let contract = schema_contract(
        "<xs:complexType name='T'>
           <xs:annotation>
             <xs:documentation>
               A page.

                 * indented
             </xs:documentation>
             <xs:appinfo>not this</xs:appinfo>
             <xs:documentation>With <b>markup</b>.</xs:documentation>
             <xs:documentation/>
           </xs:annotation>
         </xs:complexType>",
    );
    let doc = ty(&contract, "T").annotation.doc.as_deref();
    assert_eq!(doc, Some("A page.\n\n  * indented\n\nWith markup."));
}

#[test]
fn an_array_of_soap_encoding_keeps_its_item_type() {
    let contract = schema_contract(
        "<xs:complexType name='Numbers' xmlns:e='http://schemas.xmlsoap.org/soap/encoding/'
             xmlns:w='http://schemas.xmlsoap.org/wsdl/'>
           <xs:complexContent><xs:restriction base='e:Array'>
             <xs:attribute ref='e:arrayType' w:arrayType='xs:int[][,]'/>
           </xs:restriction></xs:complexContent>
         </xs:complexType>
         <xs:element name='Text' type='e:string' xmlns:e='http://schemas.xmlsoap.org/soap/encoding/'/>",
    );
    let numbers = complex(&contract, "Numbers");
    assert_eq!(numbers.derivation.unwrap().base, TypeRef::Builtin(Builtin::SoapArray));
    let array = numbers.attributes[0].array_type.clone().unwrap();
    assert_eq!((array.item, array.dimensions.as_str()), (TypeRef::Builtin(Builtin::Int), "[][,]"));
    assert_eq!(contract.elements[0].ty, TypeRef::Builtin(Builtin::String));
}

pub(super) const SERVICE: &str = r#"
<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:s12="http://schemas.xmlsoap.org/wsdl/soap12/"
    xmlns:h="http://schemas.xmlsoap.org/wsdl/http/" xmlns:t="urn:t" targetNamespace="urn:t">
  <documentation>Sends faxes.</documentation>
  <types><xs:schema targetNamespace="urn:t">
    <xs:element name="Send" type="xs:string"/>
    <xs:element name="Sent" type="xs:string"/>
    <xs:element name="Auth" type="xs:string"/>
    <xs:element name="Error" type="xs:string"/>
  </xs:schema></types>
  <message name="SendIn">
    <part name="auth" element="t:Auth"/><part name="body" element="t:Send"/><part name="extra" type="xs:int"/>
  </message>
  <message name="SendOut"><part name="body" element="t:Sent"/></message>
  <message name="Session"><part name="key" element="t:Auth"/></message>
  <message name="SendError"><part name="error" element="t:Error"/></message>
  <portType name="Fax">
    <operation name="Send" parameterOrder="body  extra">
      <documentation>Sends one fax.</documentation>
      <input message="t:SendIn"/><output message="t:SendOut"/>
      <fault name="Refused" message="t:SendError"/><fault message="t:SendError"/>
    </operation>
    <operation name="Send"><input name="Short" message="t:Session"/></operation>
  </portType>
  <binding name="Soap11" type="t:Fax">
    <s:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Send">
      <s:operation soapAction="urn:short"/>
      <input name="Short"><s:body use="encoded" namespace="urn:rpc" parts=""/></input>
    </operation>
    <operation name="Send">
      <s:operation soapAction="urn:send" style="document"/>
      <input>
        <s:header message="t:SendIn" part="auth" use="literal"/>
        <s:header message="t:Session" part="key" use="literal"/>
        <s:body use="literal"/>
      </input>
      <output name="SendResponse"><s:body parts="body" use="literal"/></output>
      <fault name="Refused"><s:fault name="Refused" use="literal"/></fault>
      <fault><s:fault name="SendError" use="encoded"/></fault>
    </operation>
  </binding>
  <binding name="Soap12" type="t:Fax">
    <s12:binding transport="http://schemas.xmlsoap.org/soap/http"/>
  </binding>
  <binding name="Get" type="t:Fax"><h:binding verb="GET"/><operation name="Send"><input/></operation></binding>
  <service name="Service">
    <port name="A" binding="t:Soap11"><s:address location="https://a.example.com/"/></port>
    <port name="B" binding="t:Soap12"><s12:address location="https://b.example.com/"/></port>
    <port name="C" binding="t:Get"><h:address location="https://c.example.com/"/></port>
  </service>
</definitions>"#;

#[test]
fn services_lead_to_operations_with_their_messages() {
    let contract = contract_of(&[("contract.wsdl", SERVICE)]);
    assert_eq!((&*contract.target_namespace, contract.doc.as_deref()), ("urn:t", Some("Sends faxes.")));
    let service = &contract.services[0];
    let bindings: Vec<_> = service.ports.iter().map(|port| port.binding).collect();
    assert_eq!(bindings, [Some(0), Some(1), None]);
    assert_eq!(service.ports[1].address.as_deref(), Some("https://b.example.com/"));
    assert_eq!(contract.bindings[0].version, SoapVersion::Soap11);
    assert_eq!(contract.bindings[1].version, SoapVersion::Soap12);

    let operations = &contract.port_types[0].operations;
    assert_eq!(operations[0].annotation.doc.as_deref(), Some("Sends one fax."));
    assert_eq!(operations[0].parameter_order, ["body", "extra"]);
    let faults: Vec<&str> = operations[0].faults.iter().map(|fault| fault.name.as_str()).collect();
    assert_eq!(faults, ["Refused", "SendError"]);
    let PartContent::Element(error) = operations[0].faults[0].message.parts[0].content else { panic!() };
    assert_eq!(contract.elements[error.0].name.to_string(), "{urn:t}Error");
    assert!(operations[1].output.is_none());
}

#[test]
fn a_binding_says_style_use_headers_and_parts() {
    let contract = contract_of(&[("contract.wsdl", SERVICE)]);
    let [short, send] = contract.bindings[0].operations.as_slice() else { panic!() };
    assert_eq!((short.operation, short.style, short.action.as_str()), (1, Style::Rpc, "urn:short"));
    let input = short.input.as_ref().unwrap();
    assert_eq!((input.usage, input.namespace.as_deref()), (Use::Encoded, Some("urn:rpc")));
    assert!(input.body.is_empty() && short.output.is_none());

    assert_eq!((send.operation, send.style), (0, Style::Document));
    let input = send.input.as_ref().unwrap();
    let body: Vec<&str> = input.body.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(body, ["body", "extra"], "the part that is a header is not in the body");
    assert_eq!(input.body[1].content, PartContent::Type(TypeRef::Builtin(Builtin::Int)));
    let headers: Vec<&str> = input.headers.iter().map(|header| header.part.name.as_str()).collect();
    assert_eq!(headers, ["auth", "key"]);
    let output = send.output.as_ref().unwrap();
    assert_eq!(output.body.len(), 1);
    assert_eq!(send.faults, [("Refused".to_owned(), Use::Literal), ("SendError".to_owned(), Use::Encoded)]);
}

#[test]
fn definitions_import_definitions_and_schemas_in_circles() {
    let root =
        "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/' xmlns:t='urn:t' targetNamespace='urn:root'>
         <import namespace='urn:t' location='parts/fax.wsdl'/>
         <service name='S'><port name='P' binding='t:Soap11'/></service>
       </definitions>";
    let fax = SERVICE
        .replace("<types>", "<import namespace='urn:root' location='../contract.wsdl'/><import namespace='urn:x' location='x.xsd'/><types>");
    let x = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:x'>
         <xs:element name='X' type='xs:int'/></xs:schema>";
    let contract = contract_of(&[("contract.wsdl", root), ("parts/fax.wsdl", &fax), ("parts/x.xsd", x)]);
    assert_eq!(&*contract.target_namespace, "urn:root");
    assert_eq!(contract.services.len(), 2);
    assert_eq!(contract.services[0].ports[0].binding, Some(0));
    assert_eq!(contract.elements.last().map(|element| element.name.to_string()), Some("{urn:x}X".to_owned()));
}

#[test]
fn a_repeated_definition_is_passed_over() {
    let text = "<xs:complexType name='T'>DOC<xs:sequence><xs:element name='a' type='xs:int'/></xs:sequence>
         </xs:complexType>";
    let documented =
        text.replace("DOC", "<xs:annotation><xs:documentation>Again.</xs:documentation></xs:annotation>");
    let contract = schema_contract(&format!("{}{documented}", text.replace("DOC", "")));
    assert_eq!(contract.types.len(), 1);
}

#[test]
fn max_occurs_zero_alone_means_a_minimum_of_zero() {
    let contract = schema_contract(
        "<xs:complexType name='T'><xs:sequence><xs:element name='a' type='xs:int' maxOccurs='0'/></xs:sequence>
         </xs:complexType>",
    );
    assert_eq!(members(complex(&contract, "T")), [("{}a".to_owned(), 0, Some(0))]);
}

#[test]
fn a_missing_contract_is_an_error_without_a_place() {
    let loaded = load(Path::new("no/such/contract.wsdl"));
    let said = loaded.diagnostics.render(&loaded.sources);
    assert_eq!(
        said.lines().next(),
        Some("error[unreadable]: cannot read no/such/contract.wsdl: there is no such file")
    );
    assert!(loaded.contract.is_none());
}
