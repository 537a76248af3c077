// gSOAP's C client drives the sandbox, built from the contract that the sandbox serves. What is checked is as in
// sandbox.py. The endpoint is the one in that contract.

#include "soapH.h"
#include "wsseapi.h"
#include "ApiServiceSoapBinding.nsmap"

#define TEXT "Gr\xc3\xb6\xc3\x9f" "e \xe2\x82\xac\xf0\x9f\x93\xa0 <&> \"' ]]>"
// Always busy in the sandbox.
#define BUSY "9990010"
#define SEND_REF "gsoap sends " TEXT
#define HEADER_FORMAT "From %from%|" TEXT

static struct soap *soap;
static int passed, told;
// What the next calls carry.
static enum { PASSWORD_TEXT, PASSWORD_DIGEST, WRONG_TEXT, WRONG_DIGEST, WITH_TIMESTAMP, EXPIRED, NOTHING } token;

static void fail(const char *what)
{
    fprintf(stderr, "gsoap: %s\n", what);
    soap_print_fault(soap, stderr);
    exit(1);
}

static void is_true(int found, const char *what)
{
    if (!found)
        fail(what);
    passed++;
}

static void equal_text(const char *found, const char *expected, const char *what)
{
    if (!found || strcmp(found, expected))
    {
        fprintf(stderr, "gsoap: %s: expected %s, found %s\n", what, expected, found ? found : "nothing");
        exit(1);
    }
    passed++;
}

static void equal_number(long long found, long long expected, const char *what)
{
    if (found != expected)
    {
        fprintf(stderr, "gsoap: %s: expected %lld, found %lld\n", what, expected, found);
        exit(1);
    }
    passed++;
}

static void group(const char *name)
{
    printf("gsoap: %s: %d checks\n", name, passed - told);
    told = passed;
}

static void advance(int seconds)
{
    char url[256];
    snprintf(url, sizeof url, "%s/sandbox/clock/advance?seconds=%d", getenv("INTEROP_SANDBOX"), seconds);
    if (soap_POST(soap, url, NULL, "text/plain") || soap_end_send(soap) || soap_recv_empty_response(soap))
        if (soap->error != 200 && soap->error != SOAP_OK)
            fail(url);
    soap_closesock(soap);
}

static void add_token(void)
{
    const char *user = getenv("INTEROP_USER"), *password = getenv("INTEROP_PASSWORD");
    char wrong[256];
    snprintf(wrong, sizeof wrong, "%sx", password);
    soap_wsse_delete_Security(soap);
    switch (token)
    {
    case PASSWORD_TEXT:
        soap_wsse_add_UsernameTokenText(soap, NULL, user, password);
        break;
    case PASSWORD_DIGEST:
        soap_wsse_add_UsernameTokenDigest(soap, NULL, user, password);
        break;
    case WRONG_TEXT:
        soap_wsse_add_UsernameTokenText(soap, NULL, user, soap_strdup(soap, wrong));
        break;
    case WRONG_DIGEST:
        soap_wsse_add_UsernameTokenDigest(soap, NULL, user, soap_strdup(soap, wrong));
        break;
    case WITH_TIMESTAMP:
    case EXPIRED:
        soap_wsse_add_Timestamp(soap, NULL, 60);
        if (token == EXPIRED)
        {
            struct _wsu__Timestamp *timestamp = soap_wsse_Timestamp(soap);
            timestamp->Created = soap_strdup(soap, soap_dateTime2s(soap, time(NULL) - 3600));
            timestamp->Expires = soap_strdup(soap, soap_dateTime2s(soap, time(NULL) - 3540));
        }
        soap_wsse_add_UsernameTokenText(soap, NULL, user, password);
        break;
    case NOTHING:
        break;
    }
}

// CALL(SendFax, sendFax, request) leaves the status in `called` and the reply in `reply`.
#define CALL(operation, type, request)                      \
    struct ns1__##type##Response reply;                     \
    soap_default_ns1__##type##Response(soap, &reply);       \
    add_token();                                            \
    int called = soap_call___ns1__##operation(soap, NULL, NULL, request, &reply)

#define ANSWERED(operation) \
    if (called)             \
    fail(#operation)

static struct ns1__faxStatusResponse status(char *send_ref, enum ns1__faxStatusLevel *level)
{
    struct ns1__faxStatusRequest request = {.SendRef = send_ref, .Verbosity = level};
    CALL(FaxStatus, faxStatus, &request);
    ANSWERED(FaxStatus);
    return reply;
}

static enum ns1__faxUserStatus status_now(char *send_ref)
{
    enum ns1__faxStatusLevel level = ns1__faxStatusLevel__send;
    struct ns1__faxStatusResponse reply = status(send_ref, &level);
    is_true(reply.FaxMessages && reply.FaxMessages->__sizeFaxMessage > 0, "a message at level send");
    return *reply.FaxMessages->FaxMessage[0].status;
}

static void until(char *send_ref, enum ns1__faxUserStatus wanted)
{
    for (int step = 0; step < 20; step++)
    {
        if (status_now(send_ref) == wanted)
            return;
        advance(atoi(getenv("INTEROP_PACE")));
    }
    equal_number(status_now(send_ref), wanted, "the state some time");
}

// A request with one document and at most two messages.
struct sending
{
    struct ns1__sendFaxRequest request;
    struct _ns1__sendFaxRequest_FaxMessages messages;
    struct _ns1__sendFaxRequest_Documents documents;
    struct ns1__apiFaxMessage message[2];
    struct ns1__apiFaxDocument document;
    enum ns1__faxResolution resolution;
    int retries, busy_retries;
};

static struct ns1__sendFaxRequest *prepare(struct sending *sending, char *send_ref, int count, char *first,
                                           char *second)
{
    memset(sending, 0, sizeof *sending);
    sending->message[0].MessageRef = first;
    sending->message[0].SendTo = "61011111111";
    sending->message[1].MessageRef = second;
    sending->message[1].SendTo = "61022222222";
    sending->messages.__sizeFaxMessage = count;
    sending->messages.FaxMessage = sending->message;
    sending->document.FileName = "letter.txt";
    sending->document.FileData = soap_s2base64(soap, (unsigned char *)TEXT, NULL, (int)strlen(TEXT));
    sending->documents.__sizeDocument = 1;
    sending->documents.Document = &sending->document;
    sending->resolution = ns1__faxResolution__fine;
    sending->retries = 1;
    sending->busy_retries = 2;
    sending->request.BroadcastRef = "b " TEXT;
    sending->request.SendRef = send_ref;
    sending->request.FaxMessages = &sending->messages;
    sending->request.Documents = &sending->documents;
    sending->request.Resolution = &sending->resolution;
    sending->request.SendFrom = "Head Office";
    sending->request.Retries = &sending->retries;
    sending->request.BusyRetries = &sending->busy_retries;
    sending->request.HeaderFormat = HEADER_FORMAT;
    return &sending->request;
}

static void expect_messages(struct ns1__apiFaxMessageStatus *messages, int count, enum ns1__faxUserStatus expected)
{
    equal_number(count, 2, "messages");
    equal_text(messages[0].messageRef, SEND_REF " 1", "messageRef");
    equal_text(messages[1].messageRef, SEND_REF " 2", "messageRef");
    equal_text(messages[0].sendTo, "61011111111", "sendTo");
    equal_text(messages[1].sendTo, "61022222222", "sendTo");
    for (int i = 0; i < 2; i++)
    {
        equal_text(messages[i].sendRef, SEND_REF, "sendRef");
        equal_text(messages[i].broadcastRef, "b " TEXT, "broadcastRef");
        equal_number(*messages[i].status, expected, "status");
    }
}

static void expect_totals(struct ns1__faxStatusTotals *totals, enum ns1__faxUserStatus state)
{
    is_true(totals != NULL, "FaxStatusTotals");
#define TOTAL(name) \
    is_true(totals->name && *totals->name == (state == ns1__faxUserStatus__##name ? 2 : 0), "total of " #name)
    TOTAL(pending);
    TOTAL(processing);
    TOTAL(queued);
    TOTAL(starting);
    TOTAL(sending);
    TOTAL(finalizing);
    TOTAL(done);
}

static void expect_details(struct ns1__apiFaxMessageStatusDetails *details)
{
    is_true(details != NULL, "FaxDetails");
    equal_text(details->sendFrom, "Head Office", "sendFrom");
    equal_number(*details->resolution, ns1__faxResolution__fine, "resolution");
    equal_number(*details->retries, 1, "retries");
    equal_number(*details->busyRetries, 2, "busyRetries");
    equal_text(details->headerFormat, HEADER_FORMAT, "headerFormat");
}

static void expect_delivered(struct _ns1__apiFaxMessageStatus_FaxResults *results)
{
    is_true(results && results->__sizeFaxResult == 1, "one attempt");
    struct ns1__apiFaxMessageStatusResults *attempt = results->FaxResult;
    equal_number(*attempt->attempt, 1, "attempt");
    equal_number(*attempt->result, ns1__faxResult__success, "result");
    equal_number(*attempt->pages, 1, "pages");
    is_true(atof(attempt->cost) > 0, "cost");
    is_true(*attempt->dateCallStarted < *attempt->dateCallEnded, "a call takes time");
    is_true(!attempt->Error, "no error");
}

static void expect_levels(enum ns1__faxUserStatus state)
{
    int done = state == ns1__faxUserStatus__done;
    for (enum ns1__faxStatusLevel level = ns1__faxStatusLevel__brief; level <= ns1__faxStatusLevel__all; level++)
    {
        struct ns1__faxStatusResponse reply = status(SEND_REF, &level);
        expect_totals(reply.FaxStatusTotals, state);
        equal_number(*reply.FaxResultsTotals->success, done ? 2 : 0, "FaxResultsTotals");
        if (level == ns1__faxStatusLevel__brief)
        {
            is_true(!reply.FaxMessages, "brief has no messages");
            continue;
        }
        expect_messages(reply.FaxMessages->FaxMessage, reply.FaxMessages->__sizeFaxMessage, state);
        for (int i = 0; i < 2; i++)
        {
            struct ns1__apiFaxMessageStatus *message = &reply.FaxMessages->FaxMessage[i];
            if (level == ns1__faxStatusLevel__details || level == ns1__faxStatusLevel__all)
                expect_details(message->FaxDetails);
            else
                is_true(!message->FaxDetails, "no FaxDetails");
            if (done && (level == ns1__faxStatusLevel__results || level == ns1__faxStatusLevel__all))
                expect_delivered(message->FaxResults);
            else
                is_true(!message->FaxResults || !message->FaxResults->__sizeFaxResult, "no FaxResults");
        }
    }
}

static void send_and_follow(void)
{
    struct sending sending;
    CALL(SendFax, sendFax, prepare(&sending, SEND_REF, 2, SEND_REF " 1", SEND_REF " 2"));
    ANSWERED(SendFax);
    expect_messages(reply.FaxMessages->FaxMessage, reply.FaxMessages->__sizeFaxMessage, ns1__faxUserStatus__pending);
    group("send");

    static const enum ns1__faxUserStatus states[] = {
        ns1__faxUserStatus__pending,  ns1__faxUserStatus__processing, ns1__faxUserStatus__queued,
        ns1__faxUserStatus__starting, ns1__faxUserStatus__sending,    ns1__faxUserStatus__finalizing,
        ns1__faxUserStatus__done,
    };
    expect_levels(ns1__faxUserStatus__pending);
    is_true(!status(SEND_REF, NULL).FaxMessages, "brief is the default");
    for (int i = 0; i < 7; i++)
    {
        if (i)
            advance(atoi(getenv("INTEROP_PACE")));
        equal_number(status_now(SEND_REF), states[i], "states in their order");
    }
    expect_levels(ns1__faxUserStatus__done);
    group("status at each verbosity");
}

#define CHANGE(operation, type, state)                                                                     \
    {                                                                                                      \
        struct ns1__##type##Request request = {.SendRef = send_ref};                                       \
        CALL(operation, type, &request);                                                                   \
        ANSWERED(operation);                                                                               \
        equal_number(*reply.FaxMessages->FaxMessage[0].status, ns1__faxUserStatus__##state, #operation);   \
    }

static void pause_resume_stop(void)
{
    char *send_ref = "gsoap pauses";
    {
        struct sending sending;
        CALL(SendFax, sendFax, prepare(&sending, send_ref, 1, "gsoap pauses 1", NULL));
        ANSWERED(SendFax);
    }
    until(send_ref, ns1__faxUserStatus__queued);
    CHANGE(PauseFax, pauseFax, pausing);
    until(send_ref, ns1__faxUserStatus__paused);
    advance(100 * atoi(getenv("INTEROP_PACE")));
    equal_number(status_now(send_ref), ns1__faxUserStatus__paused, "a paused fax stays so");
    CHANGE(ResumeFax, resumeFax, resuming);
    until(send_ref, ns1__faxUserStatus__sending);
    CHANGE(StopFax, stopFax, stopping);
    until(send_ref, ns1__faxUserStatus__done);
    enum ns1__faxStatusLevel level = ns1__faxStatusLevel__results;
    struct ns1__faxStatusResponse reply = status(send_ref, &level);
    struct _ns1__apiFaxMessageStatus_FaxResults *results = reply.FaxMessages->FaxMessage[0].FaxResults;
    is_true(results && results->__sizeFaxResult > 0, "a stopped fax has a result");
    struct ns1__apiFaxMessageStatusResults *last = &results->FaxResult[results->__sizeFaxResult - 1];
    equal_number(*last->result, ns1__faxResult__failed, "a stopped fax has failed");
    equal_text(last->Error->code, "FAX_CANCELLED", "a stopped fax is cancelled");
    group("pause, resume, stop");
}

static void busy(void)
{
    char *send_ref = "gsoap is busy";
    {
        struct sending sending;
        struct ns1__sendFaxRequest *request = prepare(&sending, send_ref, 1, "gsoap is busy 1", NULL);
        sending.message[0].SendTo = BUSY;
        CALL(SendFax, sendFax, request);
        ANSWERED(SendFax);
    }
    until(send_ref, ns1__faxUserStatus__done);
    enum ns1__faxStatusLevel level = ns1__faxStatusLevel__results;
    struct ns1__faxStatusResponse reply = status(send_ref, &level);
    struct _ns1__apiFaxMessageStatus_FaxResults *results = reply.FaxMessages->FaxMessage[0].FaxResults;
    // BusyRetries is 2.
    is_true(results && results->__sizeFaxResult == 3, "one call and two more");
    for (int i = 0; i < 3; i++)
    {
        equal_number(*results->FaxResult[i].attempt, i + 1, "attempt");
        equal_number(*results->FaxResult[i].result, ns1__faxResult__failed, "a busy call");
        equal_text(results->FaxResult[i].Error->code, "FAX_BUSY", "a busy call");
    }
    group("busy");
}

// Written as a graph, what stands in two places is written once and referred to. Sent in chunks, the request has no
// length.
static void references_in_chunks(void)
{
    char *send_ref = "gsoap refers";
    struct sending sending;
    struct ns1__sendFaxRequest *request = prepare(&sending, send_ref, 2, "gsoap refers 1", "gsoap refers 2");
    struct _ns1__apiFaxMessage_Documents documents = {1, &sending.document};
    request->Documents = NULL;
    sending.message[0].Documents = sending.message[1].Documents = &documents;
    soap_clr_omode(soap, SOAP_XML_TREE);
    soap_set_omode(soap, SOAP_XML_GRAPH | SOAP_IO_CHUNK);
    {
        CALL(SendFax, sendFax, request);
        ANSWERED(SendFax);
    }
    soap_clr_omode(soap, SOAP_XML_GRAPH | SOAP_IO_CHUNK);
    soap_set_omode(soap, SOAP_XML_TREE);
    until(send_ref, ns1__faxUserStatus__done);
    enum ns1__faxStatusLevel level = ns1__faxStatusLevel__results;
    struct ns1__faxStatusResponse reply = status(send_ref, &level);
    for (int i = 0; i < 2; i++)
        equal_number(*reply.FaxMessages->FaxMessage[i].FaxResults->FaxResult->pages, 1, "both have the document");
    group("references within a message, chunks");
}

// The declared detail elements, in the order of the table below.
struct detail
{
    const char *name;
    struct ns1__webFaultBean *bean;
    void *empty;
};

// The one detail of the fault, as gSOAP has typed it.
static struct detail detail(void)
{
    struct detail none = {NULL, NULL, NULL};
    if (!soap->fault || !soap->fault->detail)
        return none;
#define BEAN(element)                                                                                \
    if (soap->fault->detail->ns1__##element)                                                         \
        return (struct detail){#element, soap->fault->detail->ns1__##element, NULL};
#define EMPTY(element)                                                                               \
    if (soap->fault->detail->ns1__##element)                                                         \
        return (struct detail){#element, NULL, soap->fault->detail->ns1__##element};
    BEAN(InvalidArgumentsException)
    BEAN(NoMessagesFoundException)
    BEAN(DocumentContentTypeNotFoundException)
    BEAN(DocumentRefAlreadyExistsException)
    BEAN(DocumentRefDoesNotExistException)
    BEAN(MergeFieldDoesNotMatchDocumentTypeException)
    BEAN(InternalServerException)
    EMPTY(UnsupportedDocumentContentType)
    EMPTY(UnknownHostException)
    EMPTY(InterruptedException)
    return none;
}

static void refused(int called, const char *expected, const char *what)
{
    if (!called)
    {
        fprintf(stderr, "gsoap: %s: expected %s, found an answer\n", what, expected);
        exit(1);
    }
    struct detail found = detail();
    if (!found.name)
        soap_print_fault(soap, stderr);
    equal_text(found.name, expected, what);
    is_true(found.empty || (found.bean->message && *found.bean->message), "a fault has its message");
}

static void documents(void)
{
    char *ref = "gsoap saves " TEXT;
    char *data = soap_s2base64(soap, (unsigned char *)"A letter.\n", NULL, 10);
    struct ns1__saveFaxDocumentRequest save = {.DocumentRef = ref, .FileName = "letter.txt", .FileData = data};
    struct ns1__deleteFaxDocumentRequest delete = {.DocumentRef = ref};
    for (int turn = 0; turn < 2; turn++)
    {
        CALL(SaveFaxDocument, saveFaxDocument, &save);
        if (turn)
            refused(called, "DocumentRefAlreadyExistsException", "saved twice");
        else
            ANSWERED(SaveFaxDocument);
    }
    {
        struct ns1__faxDocumentPreviewRequest preview = {.DocumentRef = ref};
        CALL(FaxDocumentPreview, faxDocumentPreview, &preview);
        ANSWERED(FaxDocumentPreview);
        int length;
        const char *tiff = soap_base642s(soap, reply.TiffPreview, NULL, 0, &length);
        is_true(length > 4 && (!memcmp(tiff, "II*\0", 4) || !memcmp(tiff, "MM\0*", 4)), "the preview is a TIFF");
        equal_number(*reply.NumberOfPages, 1, "NumberOfPages");
    }
    {
        struct sending sending;
        struct ns1__sendFaxRequest *request = prepare(&sending, "gsoap sends a saved document", 1, ref, NULL);
        sending.document = (struct ns1__apiFaxDocument){.DocumentRef = ref};
        CALL(SendFax, sendFax, request);
        ANSWERED(SendFax);
        equal_number(reply.FaxMessages->__sizeFaxMessage, 1, "a saved document is sent");
    }
    for (int turn = 0; turn < 2; turn++)
    {
        CALL(DeleteFaxDocument, deleteFaxDocument, &delete);
        if (turn)
            refused(called, "DocumentRefDoesNotExistException", "deleted twice");
        else
            ANSWERED(DeleteFaxDocument);
    }
    group("save, preview, delete");
}

#define RAISE_BY(operation, type, request, expected)              \
    {                                                             \
        CALL(operation, type, request);                           \
        refused(called, expected, #operation " fault:" expected); \
    }
#define RAISE_BY_REFERENCE(operation, type, expected)                                  \
    {                                                                                  \
        struct ns1__##type##Request request = {.SendRef = "fault:" expected};          \
        RAISE_BY(operation, type, &request, expected)                                  \
    }
#define RAISE_BY_DOCUMENT(operation, type, expected)                                   \
    {                                                                                  \
        struct ns1__##type##Request request = {.DocumentRef = "fault:" expected};      \
        RAISE_BY(operation, type, &request, expected)                                  \
    }
#define RAISE_BY_SAVING(expected)                                                                     \
    {                                                                                                 \
        struct ns1__saveFaxDocumentRequest request = {"fault:" expected, "a.txt", "YQ=="};            \
        RAISE_BY(SaveFaxDocument, saveFaxDocument, &request, expected)                                \
    }
#define RAISE_BY_SENDING(expected)                                                                    \
    {                                                                                                 \
        struct sending sending;                                                                       \
        RAISE_BY(SendFax, sendFax, prepare(&sending, "fault:" expected, 1, "m", NULL), expected)      \
    }
#define RAISE_THREE(operation, type)                                      \
    RAISE_BY_REFERENCE(operation, type, "InvalidArgumentsException")      \
    RAISE_BY_REFERENCE(operation, type, "NoMessagesFoundException")       \
    RAISE_BY_REFERENCE(operation, type, "InternalServerException")

// Every fault that each operation declares.
static void faults(void)
{
    RAISE_BY_SENDING("InvalidArgumentsException")
    RAISE_BY_SENDING("NoMessagesFoundException")
    RAISE_BY_SENDING("DocumentContentTypeNotFoundException")
    RAISE_BY_SENDING("UnsupportedDocumentContentType")
    RAISE_BY_SENDING("DocumentRefAlreadyExistsException")
    RAISE_BY_SENDING("DocumentRefDoesNotExistException")
    RAISE_BY_SENDING("MergeFieldDoesNotMatchDocumentTypeException")
    RAISE_BY_SENDING("InternalServerException")
    RAISE_THREE(FaxStatus, faxStatus)
    RAISE_THREE(StopFax, stopFax)
    RAISE_THREE(PauseFax, pauseFax)
    RAISE_THREE(ResumeFax, resumeFax)
    RAISE_BY_SAVING("InvalidArgumentsException")
    RAISE_BY_SAVING("DocumentContentTypeNotFoundException")
    RAISE_BY_SAVING("DocumentRefAlreadyExistsException")
    RAISE_BY_SAVING("InternalServerException")
    RAISE_BY_DOCUMENT(DeleteFaxDocument, deleteFaxDocument, "InvalidArgumentsException")
    RAISE_BY_DOCUMENT(DeleteFaxDocument, deleteFaxDocument, "DocumentRefDoesNotExistException")
    RAISE_BY_DOCUMENT(DeleteFaxDocument, deleteFaxDocument, "InternalServerException")
    RAISE_BY_DOCUMENT(FaxDocumentPreview, faxDocumentPreview, "InvalidArgumentsException")
    RAISE_BY_DOCUMENT(FaxDocumentPreview, faxDocumentPreview, "UnsupportedDocumentContentType")
    RAISE_BY_DOCUMENT(FaxDocumentPreview, faxDocumentPreview, "DocumentRefDoesNotExistException")
    RAISE_BY_DOCUMENT(FaxDocumentPreview, faxDocumentPreview, "MergeFieldDoesNotMatchDocumentTypeException")
    RAISE_BY_DOCUMENT(FaxDocumentPreview, faxDocumentPreview, "UnknownHostException")
    RAISE_BY_DOCUMENT(FaxDocumentPreview, faxDocumentPreview, "InterruptedException")
    RAISE_BY_DOCUMENT(FaxDocumentPreview, faxDocumentPreview, "InternalServerException")
    {
        struct ns1__faxStatusRequest request = {.SendRef = "nobody's"};
        RAISE_BY(FaxStatus, faxStatus, &request, "NoMessagesFoundException")
    }
    {
        struct ns1__stopFaxRequest request = {0};
        RAISE_BY(StopFax, stopFax, &request, "InvalidArgumentsException")
    }
    group("faults");
}

static void let_in(const char *what)
{
    struct ns1__deleteFaxDocumentRequest request = {.DocumentRef = "nobody's"};
    CALL(DeleteFaxDocument, deleteFaxDocument, &request);
    refused(called, "DocumentRefDoesNotExistException", what);
}

// The fault has this code, without its prefix, and no detail.
static void kept_out(const char *code, const char *what)
{
    struct ns1__deleteFaxDocumentRequest request = {.DocumentRef = "nobody's"};
    CALL(DeleteFaxDocument, deleteFaxDocument, &request);
    is_true(called, what);
    is_true(!detail().name, what);
    const char *found = *soap_faultcode(soap);
    const char *colon = found ? strchr(found, ':') : NULL;
    equal_text(colon ? colon + 1 : found, code, what);
}

static void credentials(void)
{
    token = PASSWORD_TEXT;
    let_in("text");
    token = PASSWORD_DIGEST;
    let_in("digest");
    let_in("digest, second call");
    token = WITH_TIMESTAMP;
    let_in("text with timestamp");
    token = EXPIRED;
    kept_out("MessageExpired", "an expired timestamp");
    token = WRONG_TEXT;
    kept_out("FailedAuthentication", "wrong text");
    token = WRONG_DIGEST;
    kept_out("FailedAuthentication", "wrong digest");
    token = NOTHING;
    kept_out("InvalidSecurity", "no credentials");
    group("credentials");
}

int main(void)
{
    soap = soap_new1(SOAP_C_UTFSTRING | SOAP_XML_STRICT | SOAP_XML_TREE);
    soap_register_plugin(soap, soap_wsse);
    soap->connect_timeout = soap->recv_timeout = soap->send_timeout = 10;
    send_and_follow();
    pause_resume_stop();
    busy();
    references_in_chunks();
    documents();
    faults();
    credentials();
    printf("gsoap: %d checks passed\n", passed);
    return 0;
}
