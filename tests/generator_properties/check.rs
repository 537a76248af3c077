//! Reads documents, writes what they hold, and reads that again.

use std::fmt::Debug;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ::xsd_runtime::soap::Operation;
use ::xsd_runtime::{Decode, Encode, Limits, Name, Reader, Report, Writer};

/// Each document in `folder`. What is written stands beside it, and what is wrong is printed.
pub(crate) fn round_trips<T, O, F>(_: &Operation<T, O, F>, root: Name, folder: &str)
where
    T: Decode + Encode + PartialEq + Debug,
{
    for number in 0.. {
        let file = format!("{folder}/{number}.xml");
        let Ok(text) = fs::read_to_string(&file) else { return };
        let result = catch_unwind(AssertUnwindSafe(|| round_trip::<T>(root, &text)));
        match result {
            Ok(Ok(written)) => fs::write(format!("{file}.written"), written).unwrap(),
            Ok(Err(wrong)) => println!("{file}\t{}", wrong.replace(['\n', '\t'], " ")),
            Err(_) => println!("{file}\tpanic"),
        }
    }
}

fn round_trip<T: Decode + Encode + PartialEq + Debug>(root: Name, text: &str) -> Result<String, String> {
    let (value, report) = read::<T>(root, text)?;
    if !report.is_empty() {
        return Err(format!("report: {report}"));
    }
    let written = Writer::document(root, &value).map_err(|error| error.to_string())?;
    let (again, report) = read::<T>(root, &written).map_err(|error| format!("{error} in {written}"))?;
    if !report.is_empty() {
        return Err(format!("report of what was written: {report} in {written}"));
    }
    match again == value {
        true => Ok(written),
        false => Err(format!("another value: {value:?} and {again:?} in {written}")),
    }
}

fn read<T: Decode>(root: Name, text: &str) -> Result<(T, Report), String> {
    let mut reader = Reader::new(text, &Limits::default()).map_err(|error| error.to_string())?;
    let value = reader.document(root).map_err(|error| error.to_string())?;
    Ok((value, reader.into_report()))
}
