#include "understood.h"

// The lines so far, and the path of the element that is being told.
struct telling
{
    struct soap *soap;
    char *lines;
    char path[256];
};

static struct telling begin(struct soap *soap)
{
    struct telling telling = {soap, soap_strdup(soap, ""), ""};
    return telling;
}

// Goes into a member; the place to come back to.
static size_t enter(struct telling *to, const char *name)
{
    size_t back = strlen(to->path);
    snprintf(to->path + back, sizeof to->path - back, "%s.", name);
    return back;
}

static size_t enter_item(struct telling *to, const char *name, int index)
{
    char numbered[64];
    snprintf(numbered, sizeof numbered, "%s.%d", name, index + 1);
    return enter(to, numbered);
}

static void leave(struct telling *to, size_t back)
{
    to->path[back] = '\0';
}

static void text(struct telling *to, const char *name, const char *value)
{
    if (!value)
        return;
    char shortened[64];
    if (strlen(value) > 200)
    {
        snprintf(shortened, sizeof shortened, "%zu characters", strlen(value));
        value = shortened;
    }
    size_t size = strlen(to->lines) + strlen(to->path) + strlen(name) + strlen(value) + 3;
    char *longer = soap_malloc(to->soap, size);
    snprintf(longer, size, "%s%s%s=%s\n", to->lines, to->path, name, value);
    to->lines = longer;
}

static void number(struct telling *to, const char *name, const int *value)
{
    char digits[16];
    if (value)
    {
        snprintf(digits, sizeof digits, "%d", *value);
        text(to, name, digits);
    }
}

static void boolean(struct telling *to, const char *name, const enum xsd__boolean *value)
{
    text(to, name, value ? *value ? "true" : "false" : NULL);
}

// Seconds since 1970, which do not depend on the zone in which the date was written.
static void date(struct telling *to, const char *name, const time_t *value)
{
    char seconds[24];
    if (value)
    {
        snprintf(seconds, sizeof seconds, "%lld", (long long)*value);
        text(to, name, seconds);
    }
}

#define TEXT(of, member) text(to, #member, (of)->member)
#define NUMBER(of, member) number(to, #member, (of)->member)
#define ENUMERATION(of, member, type) \
    text(to, #member, (of)->member ? soap_ns1__##type##2s(to->soap, *(of)->member) : NULL)
// A list, `wrapper` around any number of `item`, each told by `tell`.
#define LIST(of, wrapper, item, tell)                                  \
    if ((of)->wrapper)                                                 \
    {                                                                  \
        size_t back = enter(to, #wrapper);                             \
        for (int i = 0; i < (of)->wrapper->__size##item; i++)          \
        {                                                              \
            size_t around = enter_item(to, #item, i);                  \
            tell(to, &(of)->wrapper->item[i]);                         \
            leave(to, around);                                         \
        }                                                              \
        leave(to, back);                                               \
    }
#define MEMBER(of, member, tell)              \
    if ((of)->member)                         \
    {                                         \
        size_t back = enter(to, #member);     \
        tell(to, (of)->member);               \
        leave(to, back);                      \
    }

static void doc_merge_field(struct telling *to, struct ns1__apiFaxDocumentDocMergeField *field)
{
    TEXT(field, Key);
    TEXT(field, Value);
}

static void stamp_key(struct telling *to, struct ns1__apiFaxDocumentStampMergeFieldKey *key)
{
    NUMBER(key, xCoord);
    NUMBER(key, yCoord);
}

static void stamp_text(struct telling *to, struct ns1__apiFaxDocumentStampMergeFieldTextValue *value)
{
    text(to, "_", value->__item);
    TEXT(value, fontName);
    TEXT(value, fontSize);
}

static void stamp_image(struct telling *to, struct ns1__apiFaxDocumentStampMergeFieldImageValue *value)
{
    TEXT(value, FileName);
    TEXT(value, FileData);
    NUMBER(value, width);
    NUMBER(value, height);
}

static void stamp_merge_field(struct telling *to, struct ns1__apiFaxDocumentStampMergeField *field)
{
    MEMBER(field, Key, stamp_key);
    MEMBER(field, TextValue, stamp_text);
    MEMBER(field, ImageValue, stamp_image);
}

static void document(struct telling *to, struct ns1__apiFaxDocument *document)
{
    TEXT(document, DocumentRef);
    TEXT(document, FileName);
    TEXT(document, FileData);
    number(to, "Order", &document->Order);
    ENUMERATION(document, DitheringTechnique, faxDitheringTechnique);
    LIST(document, DocMergeData, MergeField, doc_merge_field);
    LIST(document, StampMergeData, MergeField, stamp_merge_field);
}

static void blocklists(struct telling *to, struct ns1__apiFaxMessageBlocklist *lists)
{
    boolean(to, "dncr", lists->dncr);
    boolean(to, "fps", lists->fps);
    boolean(to, "smartblock", lists->smartblock);
}

static void message(struct telling *to, struct ns1__apiFaxMessage *message)
{
    TEXT(message, MessageRef);
    TEXT(message, SendTo);
    TEXT(message, SendFrom);
    LIST(message, Documents, Document, document);
    ENUMERATION(message, Resolution, faxResolution);
    MEMBER(message, Blocklists, blocklists);
    TEXT(message, ScheduledStartTime);
    NUMBER(message, Retries);
    NUMBER(message, BusyRetries);
    TEXT(message, HeaderFormat);
    date(to, "MustBeSentBeforeDate", message->MustBeSentBeforeDate);
    NUMBER(message, MaxFaxPages);
    TEXT(message, CLI);
}

char *understood_send(struct soap *soap, struct ns1__sendFaxRequest *request)
{
    struct telling telling = begin(soap), *to = &telling;
    TEXT(request, BroadcastRef);
    TEXT(request, SendRef);
    LIST(request, FaxMessages, FaxMessage, message);
    LIST(request, Documents, Document, document);
    ENUMERATION(request, Resolution, faxResolution);
    MEMBER(request, Blocklists, blocklists);
    TEXT(request, SendFrom);
    TEXT(request, ScheduledStartTime);
    NUMBER(request, Retries);
    NUMBER(request, BusyRetries);
    TEXT(request, HeaderFormat);
    date(to, "MustBeSentBeforeDate", request->MustBeSentBeforeDate);
    NUMBER(request, MaxFaxPages);
    TEXT(request, CLI);
    return telling.lines;
}

char *understood_preview(struct soap *soap, struct ns1__faxDocumentPreviewRequest *request)
{
    struct telling telling = begin(soap), *to = &telling;
    TEXT(request, DocumentRef);
    ENUMERATION(request, Resolution, faxResolution);
    ENUMERATION(request, DitheringTechnique, faxDitheringTechnique);
    LIST(request, DocMergeData, MergeField, doc_merge_field);
    LIST(request, StampMergeData, MergeField, stamp_merge_field);
    return telling.lines;
}

char *understood_save(struct soap *soap, struct ns1__saveFaxDocumentRequest *request)
{
    struct telling telling = begin(soap), *to = &telling;
    TEXT(request, DocumentRef);
    TEXT(request, FileName);
    TEXT(request, FileData);
    return telling.lines;
}

char *understood_delete(struct soap *soap, struct ns1__deleteFaxDocumentRequest *request)
{
    struct telling telling = begin(soap), *to = &telling;
    TEXT(request, DocumentRef);
    return telling.lines;
}

char *understood_status(struct soap *soap, struct ns1__faxStatusRequest *request)
{
    struct telling telling = begin(soap), *to = &telling;
    TEXT(request, MessageRef);
    TEXT(request, SendRef);
    TEXT(request, BroadcastRef);
    ENUMERATION(request, Verbosity, faxStatusLevel);
    return telling.lines;
}

char *understood_references(struct soap *soap, char *message, char *send, char *broadcast)
{
    struct telling telling = begin(soap);
    text(&telling, "MessageRef", message);
    text(&telling, "SendRef", send);
    text(&telling, "BroadcastRef", broadcast);
    return telling.lines;
}
