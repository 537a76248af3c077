// What soapcpp2 reads, for the server and the client: the contract as wsdl2h wrote it, WS-Security, and the header
// block in which the server says what it has read.

#import "contract.h"
#import "wsse.h"

//gsoap echo schema namespace: urn:fax:interop
//gsoap echo schema form: qualified

mutable struct SOAP_ENV__Header
{
    char *echo__Understood 0;
};
