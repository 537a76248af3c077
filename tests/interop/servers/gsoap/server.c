// The Monopond contract behind a stand-alone gSOAP server, on a port of 127.0.0.1 that it prints.
//
// It answers from the request and says in a header block, `Understood`, what it has read: a line for each value, and
// for a Timestamp the seconds that it lives. The environment gives the credentials (INTEROP_USER, INTEROP_PASSWORD). A
// reference `fault:<element>` raises the fault with that detail element. The server of PHP beside this one answers
// alike. Input is read strictly: what the contract does not have is refused.

#include "understood.h"
#include "wsseapi.h"
#include "ApiServiceSoapBinding.nsmap"

#include <stdint.h>

static int *number(struct soap *soap, int value)
{
    int *copy = soap_malloc(soap, sizeof *copy);
    *copy = value;
    return copy;
}

static LONG64 *count(struct soap *soap, LONG64 value)
{
    LONG64 *copy = soap_malloc(soap, sizeof *copy);
    *copy = value;
    return copy;
}

static time_t *date(struct soap *soap, time_t value)
{
    time_t *copy = soap_malloc(soap, sizeof *copy);
    *copy = value;
    return copy;
}

static enum ns1__faxUserStatus *status(struct soap *soap, enum ns1__faxUserStatus value)
{
    enum ns1__faxUserStatus *copy = soap_malloc(soap, sizeof *copy);
    *copy = value;
    return copy;
}

static enum ns1__faxResult *result(struct soap *soap, enum ns1__faxResult value)
{
    enum ns1__faxResult *copy = soap_malloc(soap, sizeof *copy);
    *copy = value;
    return copy;
}

// Raises the fault whose detail is the element of this name.
static int raise(struct soap *soap, const char *reference)
{
    const char *name = reference + strlen("fault:");
    char *reason = soap_malloc(soap, strlen(name) + 16);
    sprintf(reason, "asked for %s", name);
    soap_receiver_fault(soap, reason, NULL);
    soap->fault->detail = soap_new_SOAP_ENV__Detail(soap, 1);

    struct ns1__webFaultBean *bean = soap_new_ns1__webFaultBean(soap, 1);
    bean->message = soap_malloc(soap, strlen(reference) + 16);
    sprintf(bean->message, "because of %s", reference);
#define BEAN(element)                 \
    if (!strcmp(name, #element))      \
        soap->fault->detail->ns1__##element = bean;
#define EMPTY(element)                \
    if (!strcmp(name, #element))      \
        soap->fault->detail->ns1__##element = soap_new_ns1__##element(soap, 1);
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
    return SOAP_FAULT;
}

static char *with_life(struct soap *soap, struct _wsu__Timestamp *timestamp, const char *understood)
{
    time_t created, expires;
    soap_s2dateTime(soap, timestamp->Created, &created);
    soap_s2dateTime(soap, timestamp->Expires, &expires);
    char *lines = soap_malloc(soap, strlen(understood) + 48);
    sprintf(lines, "Timestamp=%lld\n%s", (long long)(expires - created), understood);
    return lines;
}

// Lets the request in, says what was read, and raises the fault that the reference asks for.
static int receive(struct soap *soap, char *understood, const char *reference)
{
    const char *user = soap_wsse_get_Username(soap);
    if (!user)
        return soap->error;
    if (strcmp(user, getenv("INTEROP_USER")))
        return soap_wsse_fault(soap, wsse__FailedAuthentication, NULL);
    if (soap_wsse_verify_Password(soap, getenv("INTEROP_PASSWORD")))
        return soap->error;
    struct _wsu__Timestamp *timestamp = soap_wsse_Timestamp(soap);
    if (timestamp)
    {
        if (soap_wsse_verify_Timestamp(soap))
            return soap->error;
        understood = with_life(soap, timestamp, understood);
    }
    soap_wsse_delete_Security(soap);
    soap->header->echo__Understood = understood;
    if (reference && !strncmp(reference, "fault:", strlen("fault:")))
        return raise(soap, reference);
    return SOAP_OK;
}

// Gives a response room for so many messages.
#define MESSAGES(response, type, number_of)                                                  \
    (response)->FaxMessages = soap_new__ns1__##type##_FaxMessages(soap, 1);                   \
    (response)->FaxMessages->__sizeFaxMessage = (number_of);                                 \
    (response)->FaxMessages->FaxMessage = soap_new_ns1__apiFaxMessageStatus(soap, number_of)

int __ns1__SendFax(struct soap *soap, struct ns1__sendFaxRequest *request, struct ns1__sendFaxResponse *response)
{
    if (receive(soap, understood_send(soap, request), request->SendRef))
        return soap->error;
    MESSAGES(response, sendFaxResponse, request->FaxMessages->__sizeFaxMessage);
    for (int i = 0; i < request->FaxMessages->__sizeFaxMessage; i++)
    {
        struct ns1__apiFaxMessageStatus *message = &response->FaxMessages->FaxMessage[i];
        message->messageRef = request->FaxMessages->FaxMessage[i].MessageRef;
        message->sendTo = request->FaxMessages->FaxMessage[i].SendTo;
        message->sendRef = request->SendRef;
        message->broadcastRef = request->BroadcastRef;
        message->status = status(soap, ns1__faxUserStatus__queued);
    }
    return SOAP_OK;
}

static void totals(struct soap *soap, struct ns1__faxStatusResponse *response)
{
    struct ns1__faxStatusTotals *status = soap_new_ns1__faxStatusTotals(soap, 1);
    status->pending = count(soap, 0);
    status->processing = count(soap, 1);
    status->queued = count(soap, 2);
    status->starting = count(soap, 3);
    status->sending = count(soap, 4);
    status->finalizing = count(soap, 5);
    status->done = count(soap, INT64_MAX);
    response->FaxStatusTotals = status;

    struct ns1__faxResultsTotals *results = soap_new_ns1__faxResultsTotals(soap, 1);
    results->success = count(soap, 1);
    results->blocked = count(soap, 0);
    results->failed = count(soap, 1);
    results->totalAttempts = count(soap, 3);
    results->totalFaxDuration = count(soap, 57);
    results->totalPages = count(soap, 2);
    response->FaxResultsTotals = results;
}

static struct ns1__apiFaxMessageStatusDetails *details(struct soap *soap)
{
    struct ns1__apiFaxMessageStatusDetails *details = soap_new_ns1__apiFaxMessageStatusDetails(soap, 1);
    details->sendFrom = "Gr\xc3\xb6\xc3\x9f" "e <&> \"'";
    details->resolution = soap_malloc(soap, sizeof *details->resolution);
    *details->resolution = ns1__faxResolution__fine;
    details->retries = number(soap, 0);
    details->busyRetries = number(soap, 3);
    details->headerFormat = "From %from%|\xe2\x82\xac\xf0\x9f\x93\xa0";
    return details;
}

static struct ns1__faxErrorAdapter *error(struct soap *soap, char *code, char *name)
{
    struct ns1__faxErrorAdapter *error = soap_new_ns1__faxErrorAdapter(soap, 1);
    error->code = code;
    error->name = name;
    return error;
}

static struct _ns1__apiFaxMessageStatus_FaxResults *results(struct soap *soap, int attempts)
{
    struct _ns1__apiFaxMessageStatus_FaxResults *results = soap_new__ns1__apiFaxMessageStatus_FaxResults(soap, 1);
    results->__sizeFaxResult = attempts;
    results->FaxResult = soap_new_ns1__apiFaxMessageStatusResults(soap, attempts);
    for (int i = 0; i < attempts; i++)
    {
        results->FaxResult[i].attempt = number(soap, i + 1);
        results->FaxResult[i].result = result(soap, ns1__faxResult__failed);
    }
    return results;
}

static struct _ns1__apiFaxMessageStatus_FaxResults *busy_then_success(struct soap *soap)
{
    struct _ns1__apiFaxMessageStatus_FaxResults *both = results(soap, 2);
    struct ns1__apiFaxMessageStatusResults *first = &both->FaxResult[0], *second = &both->FaxResult[1];
    first->cost = "0.00";
    first->pages = number(soap, 0);
    first->totalFaxDuration = number(soap, 0);
    first->Error = error(soap, "FAX_BUSY", "Phone number busy");
    second->result = result(soap, ns1__faxResult__success);
    second->cost = "0.15";
    second->pages = number(soap, 2);
    second->totalFaxDuration = number(soap, 57);
    second->scheduledStartTime = date(soap, 1774404000);
    second->dateCallStarted = date(soap, 1774404002);
    second->dateCallEnded = date(soap, 1774404029);
    return both;
}

int __ns1__FaxStatus(struct soap *soap, struct ns1__faxStatusRequest *request, struct ns1__faxStatusResponse *response)
{
    if (receive(soap, understood_status(soap, request), request->SendRef))
        return soap->error;
    totals(soap, response);
    enum ns1__faxStatusLevel level = request->Verbosity ? *request->Verbosity : ns1__faxStatusLevel__brief;
    if (level == ns1__faxStatusLevel__brief)
        return SOAP_OK;
    MESSAGES(response, faxStatusResponse, 2);
    struct ns1__apiFaxMessageStatus *messages = response->FaxMessages->FaxMessage;
    messages[0].sendTo = "61011111111";
    messages[1].sendTo = "61022222222";
    for (int i = 0; i < 2; i++)
    {
        messages[i].messageRef = request->MessageRef;
        messages[i].sendRef = request->SendRef;
        messages[i].broadcastRef = request->BroadcastRef;
        messages[i].status = status(soap, ns1__faxUserStatus__done);
    }
    if (level == ns1__faxStatusLevel__details || level == ns1__faxStatusLevel__all)
        messages[0].FaxDetails = messages[1].FaxDetails = details(soap);
    if (level == ns1__faxStatusLevel__results || level == ns1__faxStatusLevel__all)
    {
        messages[0].FaxResults = busy_then_success(soap);
        messages[1].FaxResults = results(soap, 1);
        messages[1].FaxResults->FaxResult[0].Error = error(soap, "FAX_BY_PIGEON", "<new>");
    }
    return SOAP_OK;
}

// The three operations that change the state of faxes.
#define CHANGE(operation, type, to)                                                                                   \
    int __ns1__##operation(struct soap *soap, struct ns1__##type##Request *request,                                   \
                           struct ns1__##type##Response *response)                                                    \
    {                                                                                                                 \
        char *read = understood_references(soap, request->MessageRef, request->SendRef, request->BroadcastRef);       \
        if (receive(soap, read, request->SendRef))                                                                    \
            return soap->error;                                                                                       \
        MESSAGES(response, type##Response, 1);                                                                        \
        struct ns1__apiFaxMessageStatus *message = response->FaxMessages->FaxMessage;                                 \
        message->messageRef = request->MessageRef;                                                                    \
        message->sendRef = request->SendRef;                                                                          \
        message->broadcastRef = request->BroadcastRef;                                                                \
        message->status = status(soap, ns1__faxUserStatus__##to);                                                     \
        return SOAP_OK;                                                                                               \
    }
CHANGE(StopFax, stopFax, stopping)
CHANGE(PauseFax, pauseFax, pausing)
CHANGE(ResumeFax, resumeFax, resuming)

int __ns1__SaveFaxDocument(struct soap *soap, struct ns1__saveFaxDocumentRequest *request,
                           struct ns1__saveFaxDocumentResponse *response)
{
    (void)response;
    return receive(soap, understood_save(soap, request), request->DocumentRef);
}

int __ns1__DeleteFaxDocument(struct soap *soap, struct ns1__deleteFaxDocumentRequest *request,
                             struct ns1__deleteFaxDocumentResponse *response)
{
    (void)response;
    return receive(soap, understood_delete(soap, request), request->DocumentRef);
}

int __ns1__FaxDocumentPreview(struct soap *soap, struct ns1__faxDocumentPreviewRequest *request,
                              struct ns1__faxDocumentPreviewResponse *response)
{
    if (receive(soap, understood_preview(soap, request), request->DocumentRef))
        return soap->error;
    char *tiff = soap_malloc(soap, strlen(request->DocumentRef) + 16);
    sprintf(tiff, "TIFF of %s", request->DocumentRef);
    response->TiffPreview = soap_s2base64(soap, (unsigned char *)tiff, NULL, (int)strlen(tiff));
    response->NumberOfPages = number(soap, 2);
    return SOAP_OK;
}

int main(void)
{
    struct soap *soap = soap_new1(SOAP_C_UTFSTRING | SOAP_XML_STRICT | SOAP_XML_TREE);
    soap_register_plugin(soap, soap_wsse);
    soap->recv_timeout = soap->send_timeout = 10;
    soap->bind_flags = SO_REUSEADDR;
    if (!soap_valid_socket(soap_bind(soap, "127.0.0.1", 0, 64)))
    {
        soap_print_fault(soap, stderr);
        return 1;
    }
    struct sockaddr_in address;
    socklen_t length = sizeof address;
    getsockname(soap->master, (struct sockaddr *)&address, &length);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    while (soap_valid_socket(soap_accept(soap)))
    {
        soap_serve(soap);
        soap_destroy(soap);
        soap_end(soap);
    }
    soap_print_fault(soap, stderr);
    return 1;
}
