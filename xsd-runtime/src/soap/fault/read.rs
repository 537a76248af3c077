//! Reading a fault. Nothing in it but malformed XML keeps it from being read.

use super::{CodeName, Facts, FaultCode};
use crate::error::DecodeError;
use crate::member::Member;
use crate::name::Name;
use crate::namespace::{SOAP12, XML};
use crate::raw::RawXml;
use crate::read::Reader;
use crate::report::NoteKind;
use crate::soap::Version;

/// Children of a fault in SOAP 1.1: unqualified, but they are met qualified too.
const SOAP11_FAULT: [Member; 8] = [
    Member::local("faultcode"),
    Member::local("faultstring"),
    Member::local("faultactor"),
    Member::local("detail"),
    Member::qualified(crate::namespace::SOAP11, "faultcode"),
    Member::qualified(crate::namespace::SOAP11, "faultstring"),
    Member::qualified(crate::namespace::SOAP11, "faultactor"),
    Member::qualified(crate::namespace::SOAP11, "detail"),
];

const SOAP12_FAULT: [Member; 5] = [
    Member::qualified(SOAP12, "Code"),
    Member::qualified(SOAP12, "Reason"),
    Member::qualified(SOAP12, "Role"),
    Member::qualified(SOAP12, "Detail"),
    Member::qualified(SOAP12, "Node"),
];

const CODE: [Member; 2] = [Member::qualified(SOAP12, "Value"), Member::qualified(SOAP12, "Subcode")];

const REASON: [Member; 1] = [Member::qualified(SOAP12, "Text").repeats()];

/// What becomes of details that the contract declares.
pub(in crate::soap) enum TypedDetail<'d> {
    /// The first one is read by this function.
    Decode(&'d mut dyn FnMut(usize, &mut Reader<'_>) -> Result<(), DecodeError>),
    /// It cannot be read as declared: all are kept raw.
    Raw,
    /// The element around them is kept raw, with the text that stands in it.
    Whole,
}

/// Reads the `Fault` element just opened, and leaves it. `names` are the details that the contract declares.
pub(in crate::soap) fn read(
    version: Version,
    names: &[Name],
    typed: TypedDetail<'_>,
    reader: &mut Reader<'_>,
) -> Result<Facts, DecodeError> {
    let mut facts = Facts::default();
    let mut typed = Some(typed);
    match version {
        Version::Soap11 => read_soap11(&mut facts, names, &mut typed, reader)?,
        Version::Soap12 => read_soap12(&mut facts, names, &mut typed, reader)?,
    }
    reader.leave_element()?;
    Ok(facts)
}

fn read_soap11(
    facts: &mut Facts,
    names: &[Name],
    typed: &mut Option<TypedDetail<'_>>,
    reader: &mut Reader<'_>,
) -> Result<(), DecodeError> {
    let (mut code, mut reason) = (None, None);
    while let Some(index) = reader.child(&SOAP11_FAULT)? {
        match index % 4 {
            0 => reader.one::<CodeName>(&mut code)?,
            1 => reader.one(&mut reason)?,
            2 => reader.one(&mut facts.actor)?,
            _ => read_details(facts, names, typed, reader)?,
        }
    }
    facts.code = FaultCode::from_parts(code.unwrap_or_default(), Vec::new());
    facts.reason = reason.unwrap_or_default();
    Ok(())
}

fn read_soap12(
    facts: &mut Facts,
    names: &[Name],
    typed: &mut Option<TypedDetail<'_>>,
    reader: &mut Reader<'_>,
) -> Result<(), DecodeError> {
    while let Some(index) = reader.child(&SOAP12_FAULT)? {
        match index {
            0 => facts.code = read_code(reader)?,
            1 => facts.reason = read_reason(reader)?,
            2 => reader.one(&mut facts.actor)?,
            3 => read_details(facts, names, typed, reader)?,
            _ => reader.one(&mut facts.node)?,
        }
    }
    Ok(())
}

/// `Code` holds `Value` and `Subcode`, and `Subcode` the same again.
fn read_code(reader: &mut Reader<'_>) -> Result<FaultCode, DecodeError> {
    let mut names = Vec::new();
    let mut open = 1;
    while open > 0 {
        match reader.child(&CODE)? {
            Some(0) => names.push(reader.root_value::<CodeName>()?),
            Some(_) => open += 1,
            None => {
                reader.leave_element()?;
                open -= 1;
            }
        }
    }
    let mut names = names.into_iter();
    Ok(FaultCode::from_parts(names.next().unwrap_or_default(), names.collect()))
}

/// English where there is a choice, else the first text.
fn read_reason(reader: &mut Reader<'_>) -> Result<String, DecodeError> {
    let mut texts: Vec<(bool, String)> = Vec::new();
    while reader.child(&REASON)?.is_some() {
        let language = reader.find_attribute(Name::new(XML, "lang"))?;
        let english = language.is_some_and(|language| language.starts_with("en"));
        texts.push((english, reader.root_value()?));
    }
    reader.leave_element()?;
    let chosen = texts.iter().position(|(english, _)| *english).unwrap_or(0);
    Ok(texts.into_iter().nth(chosen).map(|(_, text)| text).unwrap_or_default())
}

fn read_details(
    facts: &mut Facts,
    names: &[Name],
    typed: &mut Option<TypedDetail<'_>>,
    reader: &mut Reader<'_>,
) -> Result<(), DecodeError> {
    if matches!(typed, Some(TypedDetail::Whole)) {
        facts.details.push(reader.root_value::<RawXml>()?);
        return Ok(());
    }
    while reader.any_child()? {
        let Some((index, exact)) = find_declared(names, reader) else {
            facts.details.push(reader.root_value::<RawXml>()?);
            continue;
        };
        match typed.take() {
            Some(TypedDetail::Decode(decode)) => {
                if !exact {
                    reader.note(NoteKind::Qualification)?;
                }
                decode(index, reader)?;
            }
            not_read => {
                if not_read.is_some() {
                    reader.note(NoteKind::RawDetail)?;
                }
                facts.details.push(reader.root_value::<RawXml>()?);
            }
        }
    }
    reader.leave_element()
}

/// Which of `names` the element just opened has, and whether its namespace is right too.
fn find_declared(names: &[Name], reader: &Reader<'_>) -> Option<(usize, bool)> {
    let (namespace, local) = reader.name();
    let exact = names.iter().position(|name| name.local == local && name.namespace == namespace);
    let by_local = || names.iter().position(|name| name.local == local).map(|index| (index, false));
    exact.map(|index| (index, true)).or_else(by_local)
}
