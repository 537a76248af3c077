"""zeep drives the sandbox's byFax from its contracts. The first argument says which form of replies the sandbox has."""

import pathlib
import sys

import zeep
from lxml import etree
from zeep import xsd
from zeep.helpers import serialize_object

import byfax

ENCODING = "http://schemas.xmlsoap.org/soap/encoding/"


class Transport(zeep.Transport):
    """zeep fetches the schema of the encoding, which a contract need not import, from where its namespace points to."""

    def load(self, url):
        if url == ENCODING:
            return pathlib.Path(__file__).with_name("soap_encoding.xsd").read_bytes()
        return super().load(url)


class LastReply(zeep.Plugin):
    """The text of the last reply, before zeep puts into one what it refers to."""

    def ingress(self, envelope, http_headers, operation):
        self.text = etree.tostring(envelope, encoding="unicode")
        return envelope, http_headers


class Zeep:
    def __init__(self, form, clients, header):
        # One client for each service; `header` makes the header blocks that a client sends.
        self.form, self.clients, self.header = form, clients, header
        self.name = f"zeep, byFax {form}"

    def address(self, service):
        return self.clients[service].service._binding_options["address"]

    def as_user(self, user, password):
        return Zeep(self.form, self.clients, lambda client: username_token(client, user, password))

    def as_nobody(self):
        return Zeep(self.form, self.clients, lambda client: None)

    def call(self, service, operation, **parts):
        client = self.clients[service]
        body = client.service._binding._operations[operation].input.body
        types = {name: element.type for name, element in body.type.elements}
        values = {name: value(types[name], part) for name, part in parts.items()}
        reply = getattr(client.service, operation)(**values, _soapheaders=self.header(client))
        return present(serialize_object(reply, dict))

    def last_reply(self, service):
        return self.clients[service].plugins[0].text


def username_token(client, user, password):
    name = f"{{{client.service._binding.name.namespace}}}UsernameToken"
    return [xsd.Element(name, client.get_type(name))(Username=user, Password=password)]


def value(of_type, plain):
    """What zeep wants for a value of this type; it makes no array of a list by itself."""
    if isinstance(plain, list):
        item = next(attribute for _, attribute in of_type.attributes if attribute.name == "arrayType").array_type
        return of_type([xsd.AnyObject(xsd.Element("item", item), value(item, each)) for each in plain])
    if isinstance(plain, dict):
        types = {name: element.type for name, element in of_type.elements}
        return of_type(**{name: value(types[name], member) for name, member in plain.items()})
    return plain


def present(value):
    """Without the members that are absent."""
    if isinstance(value, dict):
        return {name: present(member) for name, member in value.items() if member is not None}
    if isinstance(value, list):
        return [present(item) for item in value]
    return value


def client(path):
    return zeep.Client(f"{byfax.BASE}{path}?wsdl", transport=Transport(), plugins=[LastReply()])


clients = {service: client(path) for service, path in byfax.SERVICES.items()}
byfax.run(Zeep(sys.argv[1], clients, None).as_user(byfax.USER, byfax.PASSWORD))
