"""zeep drives the sandbox from its contract."""

import zeep
from zeep.helpers import serialize_object
from zeep.wsse import utils
from zeep.wsse.username import UsernameToken

import sandbox


class Zeep:
    name = "zeep"
    kinds = [sandbox.PLAIN, sandbox.DIGEST, sandbox.WITH_TIMESTAMP]

    def __init__(self, contract, wsse):
        self.client = zeep.Client(contract, wsse=wsse)

    @property
    def address(self):
        return self.client.service._binding_options["address"]

    def as_user(self, password, kind):
        return Zeep(self.client.wsdl, token(password, kind))

    def as_nobody(self):
        return Zeep(self.client.wsdl, None)

    def at(self, endpoint):
        return Zeep(endpoint + "?wsdl", self.client.wsse)

    def call(self, operation, request):
        try:
            reply = getattr(self.client.service, operation)(**request)
        except zeep.exceptions.Fault as fault:
            raise self.typed(fault) from None
        return present(serialize_object(reply, dict)) or {}

    def typed(self, fault):
        code = fault.code.split(":")[-1]
        if fault.detail is None or len(fault.detail) == 0:
            return sandbox.Fault(code, fault.message)
        element = fault.detail[0]
        detail = self.client.wsdl.types.deserialize(element)
        name = element.tag.split("}")[-1]
        return sandbox.Fault(code, fault.message, name, getattr(detail, "message", None))


def token(password, kind=sandbox.PLAIN):
    timestamp = None
    if kind in (sandbox.WITH_TIMESTAMP, sandbox.EXPIRED):
        created, expires = (utils.get_timestamp(time, zulu_timestamp=True) for time in sandbox.times(kind))
        timestamp = utils.WSU.Timestamp(utils.WSU.Created(created), utils.WSU.Expires(expires))
    return UsernameToken(sandbox.USER, password, use_digest=kind == sandbox.DIGEST, timestamp_token=timestamp)


def present(value):
    """Without the members that are absent."""
    if isinstance(value, dict):
        return {name: present(member) for name, member in value.items() if member is not None}
    if isinstance(value, list):
        return [present(item) for item in value]
    return value


sandbox.run(Zeep(sandbox.ENDPOINT + "?wsdl", token(sandbox.PASSWORD)))
