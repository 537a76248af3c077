"""suds-community drives the sandbox from its contract."""

import base64
import hashlib
import logging
import os

import suds
import suds.sax.date
import suds.sudsobject
from suds.client import Client
from suds.wsse import Security, Timestamp, UsernameToken

import sandbox

# It logs the faults that are asked for.
logging.getLogger("suds").setLevel(logging.CRITICAL)


class Suds:
    name = "suds"
    kinds = [sandbox.PLAIN, sandbox.PLAIN_WITH_NONCE, sandbox.DIGEST, sandbox.WITH_TIMESTAMP]

    def __init__(self, client, security):
        # One client for all credentials: each call sets its own.
        self.client = client
        self.security = security

    @property
    def address(self):
        return str(self.client.wsdl.services[0].ports[0].location)

    def as_user(self, password, kind):
        return Suds(self.client, lambda: security(password, kind))

    def as_nobody(self):
        return Suds(self.client, lambda: None)

    def at(self, endpoint):
        return Suds(Client(endpoint + "?wsdl", cache=None), self.security)

    def call(self, operation, request):
        self.client.set_options(wsse=self.security())
        try:
            reply = getattr(self.client.service, operation)(**request)
        except suds.WebFault as error:
            raise typed(error.fault) from None
        return plain(reply) if isinstance(reply, suds.sudsobject.Object) else {}


def security(password, kind=sandbox.PLAIN):
    """The header block of one call."""
    block = Security()
    token = UsernameToken(sandbox.USER, password)
    block.tokens.append(token)
    created, expires = sandbox.times(kind)
    if kind == sandbox.PLAIN_WITH_NONCE:
        token.setnonce()
        token.setcreated()
    if kind == sandbox.DIGEST:
        nonce = os.urandom(16)
        token.setnonce(base64.b64encode(nonce).decode())
        token.setnonceencoding(True)
        token.setcreated(created)
        written = str(suds.sax.date.DateTime(created))
        hashed = hashlib.sha1(nonce + written.encode() + password.encode())
        token.setpassworddigest(base64.b64encode(hashed.digest()).decode())
    if kind in (sandbox.WITH_TIMESTAMP, sandbox.EXPIRED):
        timestamp = Timestamp()
        timestamp.created, timestamp.expires = created, expires
        block.tokens.append(timestamp)
    return block


def typed(fault):
    code = fault.faultcode.split(":")[-1]
    detail = getattr(fault, "detail", None)
    if not isinstance(detail, suds.sudsobject.Object):
        return sandbox.Fault(code, fault.faultstring)
    name, content = next(iter(suds.sudsobject.asdict(detail).items()))
    return sandbox.Fault(code, fault.faultstring, name, getattr(content, "message", None))


def plain(value):
    """A dictionary; suds begins the names of attributes with an underscore."""
    if isinstance(value, suds.sudsobject.Object):
        return {name.lstrip("_"): plain(member) for name, member in suds.sudsobject.asdict(value).items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, str) else value


sandbox.run(Suds(Client(sandbox.ENDPOINT + "?wsdl", cache=None), lambda: security(sandbox.PASSWORD)))
