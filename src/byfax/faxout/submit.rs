//! Taking faxes in.
//!
//! A broadcast is refused as a whole when something is wrong with what all of its faxes have in common, or with one of
//! its documents. A recipient is refused alone; where all of them are, the reply has the state code of the first.

use std::collections::HashSet;

use xsd_runtime::types::Base64;

use super::Faxout;
use super::fax::{Common, Fax};
use super::faxes::Faxes;
use super::limits::{MOST_CHARACTERS, MOST_PAGES};
use super::ready;
use super::submission::{Recipient, Submission};
use crate::byfax::common::{FaxDocument, FaxFile, StateCodes};
use crate::byfax::contract::faxout::{ApiResponseFaxjobSubmit, FaxReportRecipient, FaxReportUpload};
use crate::byfax::files::File;
use crate::byfax::reply::{Refusal, Reply, provoke};

impl Faxout {
    /// Takes the faxes of a broadcast in.
    pub(super) fn submit(&self, submission: Submission) -> Result<ApiResponseFaxjobSubmit, Refusal> {
        submission.check()?;
        let retries = submission.retries()?;
        self.check_cover(submission.cover_ref.as_deref())?;
        // Before its documents: one that was taken in before has stored them.
        check_is_new(&self.faxes(), submission.broadcast_ref.as_deref())?;

        let documents = self.take_documents(submission.documents, submission.is_ready);
        let document_reports: Vec<FaxReportUpload> = documents.iter().map(report_document).collect();
        let files: Result<Vec<File>, Refusal> = documents.into_iter().map(|(_, file)| file).collect();
        let read = files.and_then(|files| {
            let pages = count_pages(&files, submission.cover_ref.is_some())?;
            Ok((pages, names_of(&files)))
        });
        let (pages, file_names) = match read {
            Ok(read) => read,
            Err(refusal) => {
                let reply = ApiResponseFaxjobSubmit::refusing(refusal);
                return Ok(reply.with_report_documents(document_reports));
            }
        };

        let now = self.clock.now();
        let mut faxes = self.faxes();
        check_is_new(&faxes, submission.broadcast_ref.as_deref())?;
        let results = check_recipients(&faxes, &submission.recipients);
        let mut recipients: Vec<Judged> = submission.recipients.into_iter().zip(results).collect();
        faxes.make_room(accepted(&recipients).count())?;
        let given: HashSet<String> =
            recipients.iter().filter_map(|(recipient, _)| recipient.message_ref.clone()).collect();
        for (recipient, _) in recipients.iter_mut().filter(|(_, result)| result.is_ok()) {
            recipient.message_ref.get_or_insert_with(|| faxes.new_reference('M', &given));
        }
        let common = Common {
            broadcast_ref: submission
                .broadcast_ref
                .unwrap_or_else(|| faxes.new_reference('B', &given))
                .into(),
            send_ref: submission.send_ref.as_deref().map(Into::into),
            created: now,
            start: submission.start.unwrap_or(now),
            retries,
            pages,
        };
        faxes.add(accepted(&recipients).map(|recipient| Fax::new(&common, recipient)).collect(), file_names);

        let mut reply = match recipients.first() {
            Some((_, Err(refusal))) if accepted(&recipients).next().is_none() => {
                ApiResponseFaxjobSubmit::refusing(refusal.clone())
            }
            _ => ApiResponseFaxjobSubmit::new(StateCodes::Success).with_broadcast_ref(&*common.broadcast_ref),
        };
        reply.send_ref = submission.send_ref;
        reply.report_documents = Some(document_reports).filter(|reports| !reports.is_empty());
        Ok(reply.with_report_recipients(recipients.into_iter().map(report_recipient).collect::<Vec<_>>()))
    }

    fn check_cover(&self, cover_ref: Option<&str>) -> Result<(), Refusal> {
        let Some(reference) = cover_ref else { return Ok(()) };
        provoke(reference)?;
        self.covers.check(reference)
    }

    /// The files of the documents, each with its reference.
    fn take_documents(&self, documents: Vec<FaxDocument>, is_ready: bool) -> Vec<Taken> {
        let mut references = HashSet::new();
        let taken = documents.into_iter().map(|document| {
            let FaxDocument { document_ref, document_file, .. } = document;
            let reference = document_ref.filter(|reference| !reference.trim().is_empty());
            if reference.as_ref().is_some_and(|reference| !references.insert(reference.clone())) {
                return (reference, Err(StateCodes::ContainerDocumentDuplicate.into()));
            }
            let file = self.take_document(reference.as_deref(), document_file, is_ready);
            (reference, file)
        });
        taken.collect()
    }

    /// Finds a document that was stored before, or takes one in; one that has a reference is stored.
    fn take_document(
        &self,
        reference: Option<&str>,
        file: Option<FaxFile>,
        is_ready: bool,
    ) -> Result<File, Refusal> {
        reference.map_or(Ok(()), provoke)?;
        let Some(file) = file else {
            let reference = reference.ok_or(StateCodes::ApiRequestIncomplete)?;
            let stored = self.documents.get(reference)?;
            check_ready(is_ready, &stored.file.bytes)?;
            return Ok(stored.file);
        };
        check_ready(is_ready, &file.file_data.as_ref().map(Base64::as_bytes).unwrap_or_default())?;
        if let Some(reference) = reference {
            let document = FaxDocument::new().with_document_ref(reference).with_document_file(file);
            return Ok(self.documents.store(document)?.file);
        }
        let file = File::read(file)?;
        file.check_faxable()?;
        Ok(file)
    }
}

/// A document that was taken in, or not.
type Taken = (Option<String>, Result<File, Refusal>);

fn check_ready(is_ready: bool, bytes: &[u8]) -> Result<(), Refusal> {
    if is_ready { ready::check(bytes) } else { Ok(()) }
}

fn check_is_new(faxes: &Faxes, broadcast_ref: Option<&str>) -> Result<(), Refusal> {
    match broadcast_ref {
        Some(reference) if faxes.has_broadcast(reference) => Err(StateCodes::ContainerExists.into()),
        _ => Ok(()),
    }
}

/// A recipient, and why there is no fax to it.
type Judged = (Recipient, Result<(), Refusal>);

fn accepted(recipients: &[Judged]) -> impl Iterator<Item = &Recipient> {
    recipients.iter().filter(|(_, result)| result.is_ok()).map(|(recipient, _)| recipient)
}

fn check_recipients(faxes: &Faxes, recipients: &[Recipient]) -> Vec<Result<(), Refusal>> {
    let mut taken = HashSet::new();
    recipients.iter().map(|recipient| recipient.check(faxes, &mut taken)).collect()
}

fn count_pages(files: &[File], has_cover: bool) -> Result<u32, Refusal> {
    let pages = files.iter().fold(u32::from(has_cover), |sum, file| sum.saturating_add(file.pages));
    if pages > MOST_PAGES {
        let message = format!("the fax has {pages} pages, and may have {MOST_PAGES}");
        return Err(Refusal::new(StateCodes::ContainerPagesLimitExceeded, message));
    }
    Ok(pages)
}

/// What the pages say of the documents.
fn names_of(files: &[File]) -> String {
    let names: Vec<&str> = files.iter().map(|file| &*file.name).collect();
    names.join(", ").chars().take(MOST_CHARACTERS).collect()
}

fn report_document((reference, taken): &Taken) -> FaxReportUpload {
    let mut report = match taken {
        Ok(_) => FaxReportUpload::new(StateCodes::Success),
        Err(refusal) => FaxReportUpload::new(refusal.code.clone()).with_state_message(&*refusal.message),
    };
    report.file_ref = reference.clone();
    report
}

fn report_recipient((recipient, result): Judged) -> FaxReportRecipient {
    let Recipient { message_ref, number, .. } = recipient;
    let code = result.as_ref().err().map_or(StateCodes::Success, |refusal| refusal.code.clone());
    let mut report = FaxReportRecipient::new(code, message_ref, Some(number));
    report.state_message = result.err().map(|refusal| refusal.message);
    report
}
