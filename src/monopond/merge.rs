//! What is merged into documents.

use std::collections::HashMap;

use super::arguments::{check_not_negative, is_blank};
use super::contract::v2_1::{
    ApiFaxDocumentDocMergeField, ApiFaxDocumentStampMergeField, ApiFaxDocumentStampMergeFieldImageValue,
    ApiFaxDocumentStampMergeFieldKey,
};
use super::mistakes::Mistakes;

/// Checks merge fields and stamps by themselves; whether they fit the file is not known here.
pub(super) fn check(
    mistakes: &mut Mistakes,
    fields: Option<&[ApiFaxDocumentDocMergeField]>,
    stamps: Option<&[ApiFaxDocumentStampMergeField]>,
) {
    let fields = fields.unwrap_or_default();
    mistakes.each("DocMergeData", "MergeField", fields, |mistakes, field| {
        mistakes.check(field.key.as_deref().is_none_or(is_blank), "Key", "must not be empty");
    });
    check_keys_differ(mistakes, fields);
    mistakes.each("StampMergeData", "MergeField", stamps.unwrap_or_default(), check_stamp);
}

fn check_keys_differ(mistakes: &mut Mistakes, fields: &[ApiFaxDocumentDocMergeField]) {
    let mut first = HashMap::new();
    for (number, field) in (1..).zip(fields) {
        let Some(key) = field.key.as_deref().filter(|key| !is_blank(key)) else { continue };
        let before: usize = *first.entry(key).or_insert(number);
        if before != number {
            mistakes.within(format_args!("DocMergeData/MergeField[{number}]"), |mistakes| {
                mistakes.add("Key", format_args!("MergeField[{before}] has the same"));
            });
        }
    }
}

fn check_stamp(mistakes: &mut Mistakes, stamp: &ApiFaxDocumentStampMergeField) {
    match &stamp.key {
        Some(ApiFaxDocumentStampMergeFieldKey { x_coord: x @ Some(_), y_coord: y @ Some(_), .. }) => {
            check_not_negative(mistakes, "Key/@xCoord", *x);
            check_not_negative(mistakes, "Key/@yCoord", *y);
        }
        _ => mistakes.add("Key", "xCoord and yCoord are required"),
    }
    let has_value = stamp.text_value.is_some() || stamp.image_value.is_some();
    mistakes.check(!has_value, "TextValue", "required, unless there is an ImageValue");
    let size = stamp.text_value.as_ref().and_then(|text| text.font_size);
    let is_negative = size.is_some_and(|size| size.is_sign_negative() && !size.is_zero());
    mistakes.check(is_negative, "TextValue/@fontSize", "must not be negative");
    if let Some(image) = &stamp.image_value {
        mistakes.within("ImageValue", |mistakes| check_image(mistakes, image));
    }
}

fn check_image(mistakes: &mut Mistakes, image: &ApiFaxDocumentStampMergeFieldImageValue) {
    check_not_negative(mistakes, "@width", image.width);
    check_not_negative(mistakes, "@height", image.height);
    mistakes.check(image.file_name.as_deref().is_none_or(is_blank), "FileName", "must not be empty");
    let is_empty = image.file_data.as_ref().is_none_or(|data| data.is_empty());
    mistakes.check(is_empty, "FileData", "must not be empty");
}
