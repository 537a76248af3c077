//! What a message takes from its request.

use super::contract::v2_1::{ApiFaxDocument, ApiFaxMessage, SendFaxRequest};

/// The message with the settings that it leaves out filled in from the request. Documents, which may be large, are in
/// neither: see [`documents_of`].
pub(super) fn complete(request: &SendFaxRequest, message: &ApiFaxMessage) -> ApiFaxMessage {
    let mut complete = ApiFaxMessage::new(&*message.message_ref, message.send_to.trim());
    macro_rules! inherit {
        ($($setting:ident)+) => {
            $(complete.$setting = message.$setting.as_ref().or(request.$setting.as_ref()).cloned();)+
        };
    }
    inherit! {
        send_from resolution blocklists scheduled_start_time retries busy_retries header_format
        must_be_sent_before_date max_fax_pages cli time_zone
    }
    complete
}

/// The documents that a message sends: its own, or those of the request. A list without any counts as none.
pub(super) fn documents_of<'a>(
    request: &'a SendFaxRequest,
    message: &'a ApiFaxMessage,
) -> &'a [ApiFaxDocument] {
    let mut lists = [&message.documents, &request.documents].into_iter().flatten();
    lists.find(|documents| !documents.is_empty()).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::super::contract::v2_1::{ApiFaxMessageBlocklist, FaxResolution};
    use super::*;
    use xsd_runtime::types::DateTime;

    fn date(text: &str) -> DateTime {
        text.parse().unwrap()
    }

    /// Every setting that both have, on a request.
    fn request() -> SendFaxRequest {
        SendFaxRequest::new()
            .with_resolution(FaxResolution::Fine)
            .with_blocklists(ApiFaxMessageBlocklist::new().with_dncr(true))
            .with_send_from("request")
            .with_scheduled_start_time(date("2030-01-01T00:00:00Z"))
            .with_retries(1)
            .with_busy_retries(2)
            .with_header_format("request %to%")
            .with_must_be_sent_before_date(date("2030-01-02T00:00:00Z"))
            .with_max_fax_pages(3)
            .with_cli("61000000000")
            .with_time_zone("Australia/Perth")
    }

    /// The same on a message, each with another value.
    fn message() -> ApiFaxMessage {
        ApiFaxMessage::new("m", "61011111111")
            .with_resolution(FaxResolution::Normal)
            .with_blocklists(ApiFaxMessageBlocklist::new().with_fps(true))
            .with_send_from("message")
            .with_scheduled_start_time(date("2031-01-01T00:00:00Z"))
            .with_retries(4)
            .with_busy_retries(5)
            .with_header_format("message %to%")
            .with_must_be_sent_before_date(date("2031-01-02T00:00:00Z"))
            .with_max_fax_pages(6)
            .with_cli("61000000001")
            .with_time_zone("Australia/Sydney")
    }

    #[test]
    fn a_message_without_settings_has_those_of_the_request() {
        let complete = complete(&request(), &ApiFaxMessage::new("m", " 61011111111 "));
        let expected = ApiFaxMessage::new("m", "61011111111")
            .with_resolution(FaxResolution::Fine)
            .with_blocklists(ApiFaxMessageBlocklist::new().with_dncr(true))
            .with_send_from("request")
            .with_scheduled_start_time(date("2030-01-01T00:00:00Z"))
            .with_retries(1)
            .with_busy_retries(2)
            .with_header_format("request %to%")
            .with_must_be_sent_before_date(date("2030-01-02T00:00:00Z"))
            .with_max_fax_pages(3)
            .with_cli("61000000000")
            .with_time_zone("Australia/Perth");
        assert_eq!(complete, expected);
    }

    #[test]
    fn its_own_settings_win() {
        assert_eq!(complete(&request(), &message()), message());
        assert_eq!(complete(&SendFaxRequest::new(), &message()), message());
    }

    #[test]
    fn nothing_is_inherited_where_there_is_nothing() {
        let bare = ApiFaxMessage::new("m", "61011111111");
        assert_eq!(complete(&SendFaxRequest::new(), &bare), bare);
    }

    #[test]
    fn documents_are_its_own_or_those_of_the_request() {
        let document = |name: &str| ApiFaxDocument::new().with_file_name(name);
        let request = SendFaxRequest::new().with_documents([document("shared.txt")]);
        let bare = ApiFaxMessage::new("m", "1");
        assert_eq!(documents_of(&request, &bare), [document("shared.txt")]);
        assert_eq!(documents_of(&request, &bare.clone().with_documents([])), [document("shared.txt")]);
        let own = bare.clone().with_documents([document("a.txt"), document("b.txt")]);
        assert_eq!(documents_of(&request, &own), [document("a.txt"), document("b.txt")]);
        assert!(documents_of(&SendFaxRequest::new(), &bare).is_empty());
    }
}
