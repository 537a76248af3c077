// What the server has read of a request: a line for each value, with the path to it; repeated elements are numbered
// from 1.

#include "soapH.h"

char *understood_send(struct soap *soap, struct ns1__sendFaxRequest *request);
char *understood_preview(struct soap *soap, struct ns1__faxDocumentPreviewRequest *request);
char *understood_save(struct soap *soap, struct ns1__saveFaxDocumentRequest *request);
char *understood_delete(struct soap *soap, struct ns1__deleteFaxDocumentRequest *request);
char *understood_status(struct soap *soap, struct ns1__faxStatusRequest *request);
char *understood_references(struct soap *soap, char *message, char *send, char *broadcast);
