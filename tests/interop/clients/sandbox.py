"""What the scripts of both Python stacks check of the sandbox.

A stack is an object with

* ``name``, and ``address``: the endpoint that it took from the contract;
* ``call(operation, request)``: request and reply are dictionaries of the contract's names, without what is absent;
* ``kinds``: the kinds of credentials that it can send;
* ``as_user(password, kind)`` and ``as_nobody()``: the same stack with other credentials;
* ``at(endpoint)``: the same stack with the contract that is served there.

It raises what the stack makes of a fault as a :class:`Fault`.
"""

import base64
import datetime
import decimal
import os
import urllib.request

BASE = os.environ["INTEROP_SANDBOX"]
ENDPOINT = BASE + "/fax/soap/v2.1"
OLDER = BASE + "/fax/soap/v2"
USER = os.environ["INTEROP_USER"]
PASSWORD = os.environ["INTEROP_PASSWORD"]
# How many seconds a fax stays in one state.
PACE = int(os.environ["INTEROP_PACE"])

STATES = ["pending", "processing", "queued", "starting", "sending", "finalizing", "done"]
LEVELS = ["brief", "send", "details", "results", "all"]
TEXT = "Gr\u00f6\u00dfe \u20ac\U0001f4e0 <&> \"' ]]>"
NUMBERS = ["61011111111", "61022222222"]
# Always busy in the sandbox.
BUSY = "9990010"

# Kinds of credentials: see `times` for the last two.
PLAIN, PLAIN_WITH_NONCE, DIGEST = "text", "text with nonce", "digest"
WITH_TIMESTAMP, EXPIRED = "text with timestamp", "an expired timestamp"

# The faults that each operation declares.
BY_REFERENCE = ["InvalidArgumentsException", "NoMessagesFoundException", "InternalServerException"]
FAULTS = {
    "SendFax": BY_REFERENCE + [
        "DocumentContentTypeNotFoundException",
        "UnsupportedDocumentContentType",
        "DocumentRefAlreadyExistsException",
        "DocumentRefDoesNotExistException",
        "MergeFieldDoesNotMatchDocumentTypeException",
    ],
    "FaxStatus": BY_REFERENCE,
    "StopFax": BY_REFERENCE,
    "PauseFax": BY_REFERENCE,
    "ResumeFax": BY_REFERENCE,
    "SaveFaxDocument": [
        "InvalidArgumentsException",
        "DocumentContentTypeNotFoundException",
        "DocumentRefAlreadyExistsException",
        "InternalServerException",
    ],
    "DeleteFaxDocument": [
        "InvalidArgumentsException",
        "DocumentRefDoesNotExistException",
        "InternalServerException",
    ],
    "FaxDocumentPreview": [
        "InvalidArgumentsException",
        "UnsupportedDocumentContentType",
        "DocumentRefDoesNotExistException",
        "MergeFieldDoesNotMatchDocumentTypeException",
        "UnknownHostException",
        "InterruptedException",
        "InternalServerException",
    ],
}
# These have no content, the others a message.
EMPTY = ["UnsupportedDocumentContentType", "UnknownHostException", "InterruptedException"]


class Fault(Exception):
    """Local name of the code, reason, name of the detail element, and its message, as the stack has typed them."""

    def __init__(self, code, reason, detail=None, message=None):
        super().__init__(f"{code}: {reason} ({detail}: {message})")
        self.code, self.reason, self.detail, self.message = code, reason, detail, message


class Checks:
    def __init__(self, stack):
        self.stack, self.passed, self.told = stack, 0, 0

    def equal(self, found, expected, what):
        if found != expected:
            raise SystemExit(f"{self.stack}: {what}: expected {expected!r}, found {found!r}")
        self.passed += 1

    def true(self, found, what):
        self.equal(bool(found), True, what)

    def group(self, name):
        print(f"{self.stack}: {name}: {self.passed - self.told} checks")
        self.told = self.passed

    def refused(self, call, what):
        """The fault that the call comes to."""
        try:
            answer = call()
        except Fault as fault:
            self.passed += 1
            return fault
        raise SystemExit(f"{self.stack}: {what}: expected a fault, found {answer!r}")


def run(stack):
    checks = Checks(stack.name)
    contract(stack, checks)
    send_and_follow(stack, checks)
    pause_resume_stop(stack, checks)
    busy(stack, checks)
    documents(stack, checks)
    faults(stack, checks)
    credentials(stack, checks)
    older(stack, checks)
    print(f"{stack.name}: {checks.passed} checks passed")


def advance(seconds):
    url = f"{BASE}/sandbox/clock/advance?seconds={seconds}"
    urllib.request.urlopen(urllib.request.Request(url, method="POST"), timeout=10).close()


def messages(reply):
    return reply["FaxMessages"]["FaxMessage"]


def contract(stack, checks):
    checks.equal(stack.address, ENDPOINT, "the address in the contract is the one by which it was asked for")
    checks.group("contract")


def send_request(send_ref, refs):
    document = {"FileName": "letter.txt", "FileData": base64.b64encode(TEXT.encode()).decode(), "Order": 0}
    faxes = [{"MessageRef": ref, "SendTo": number} for ref, number in zip(refs, NUMBERS)]
    return {
        "BroadcastRef": "b " + TEXT,
        "SendRef": send_ref,
        "FaxMessages": {"FaxMessage": faxes},
        "Documents": {"Document": [document]},
        "Resolution": "fine",
        "SendFrom": TEXT[:20],
        "Retries": 1,
        "BusyRetries": 2,
        "HeaderFormat": "From %from%|" + TEXT,
    }


def send_and_follow(stack, checks):
    send_ref = f"{stack.name} sends {TEXT}"
    refs = [f"{send_ref} {n}" for n in (1, 2)]
    expected = [
        {"messageRef": ref, "sendRef": send_ref, "broadcastRef": "b " + TEXT, "sendTo": number, "status": "pending"}
        for ref, number in zip(refs, NUMBERS)
    ]
    checks.equal(messages(stack.call("SendFax", send_request(send_ref, refs))), expected, "SendFax")
    checks.group("send")

    for level in LEVELS:
        reply = stack.call("FaxStatus", {"SendRef": send_ref, "Verbosity": level})
        at_level(checks, reply, level, expected, done=False)
    checks.equal(
        stack.call("FaxStatus", {"SendRef": send_ref}),
        stack.call("FaxStatus", {"SendRef": send_ref, "Verbosity": "brief"}),
        "brief is the default",
    )
    for state in STATES:
        reply = stack.call("FaxStatus", {"SendRef": send_ref, "Verbosity": "send"})
        checks.equal([message["status"] for message in messages(reply)], [state] * 2, "states in their order")
        checks.equal(reply["FaxStatusTotals"][state], 2, f"total of {state}")
        if state != "done":
            advance(PACE)
    for message in expected:
        message["status"] = "done"
    for level in LEVELS:
        reply = stack.call("FaxStatus", {"SendRef": send_ref, "Verbosity": level})
        at_level(checks, reply, level, expected, done=True)
    checks.group("status at each verbosity")


def at_level(checks, reply, level, expected, done):
    totals = dict.fromkeys(STATES, 0) | {expected[0]["status"]: 2}
    checks.equal(reply["FaxStatusTotals"], totals, f"{level}: FaxStatusTotals")
    results = reply["FaxResultsTotals"]
    checks.equal(results["success"], 2 if done else 0, f"{level}: FaxResultsTotals")
    checks.equal(results["totalAttempts"], 2 if done else 0, f"{level}: FaxResultsTotals")
    if level == "brief":
        checks.equal(reply.get("FaxMessages"), None, "brief has no messages")
        return
    plain = [{name: value for name, value in message.items() if name[0].islower()} for message in messages(reply)]
    checks.equal(plain, expected, f"{level}: messages")
    for message in messages(reply):
        details = message.get("FaxDetails")
        if level in ("details", "all"):
            told = {
                "sendFrom": TEXT[:20],
                "resolution": "fine",
                "retries": 1,
                "busyRetries": 2,
                "headerFormat": "From %from%|" + TEXT,
            }
            checks.equal(details, told, f"{level}: FaxDetails")
        else:
            checks.equal(details, None, f"{level} has no FaxDetails")
        attempts = (message.get("FaxResults") or {}).get("FaxResult", [])
        if done and level in ("results", "all"):
            checks.equal(len(attempts), 1, f"{level}: one attempt")
            delivered(checks, attempts[0])
        else:
            checks.equal(attempts, [], f"{level} has no FaxResults")


def delivered(checks, attempt):
    checks.equal((attempt["attempt"], attempt["result"], attempt["pages"]), (1, "success", 1), "FaxResult")
    checks.true(decimal.Decimal(attempt["cost"]) > 0, "cost")
    started, ended = attempt["dateCallStarted"], attempt["dateCallEnded"]
    checks.true(isinstance(started, datetime.datetime) and started.tzinfo is not None, "a date with its zone")
    checks.true(started < ended, "a call takes time")
    checks.equal(attempt.get("Error"), None, "no error")


def now(stack, send_ref):
    return messages(stack.call("FaxStatus", {"SendRef": send_ref, "Verbosity": "send"}))[0]["status"]


def until(stack, send_ref, state):
    for _ in range(20):
        if now(stack, send_ref) == state:
            return
        advance(PACE)
    raise SystemExit(f"{stack.name}: expected {state} some time, found {now(stack, send_ref)}")


def pause_resume_stop(stack, checks):
    send_ref = f"{stack.name} pauses"
    stack.call("SendFax", send_request(send_ref, [send_ref + " 1"]))

    def change(operation, state):
        reply = stack.call(operation, {"SendRef": send_ref})
        checks.equal([message["status"] for message in messages(reply)], [state], operation)

    until(stack, send_ref, "queued")
    change("PauseFax", "pausing")
    until(stack, send_ref, "paused")
    advance(100 * PACE)
    checks.equal(now(stack, send_ref), "paused", "a paused fax stays so")
    change("ResumeFax", "resuming")
    until(stack, send_ref, "sending")
    change("StopFax", "stopping")
    until(stack, send_ref, "done")
    reply = stack.call("FaxStatus", {"SendRef": send_ref, "Verbosity": "results"})
    last = messages(reply)[0]["FaxResults"]["FaxResult"][-1]
    checks.equal((last["result"], last["Error"]["code"]), ("failed", "FAX_CANCELLED"), "a stopped fax is cancelled")
    checks.group("pause, resume, stop")


def busy(stack, checks):
    send_ref = f"{stack.name} is busy"
    request = send_request(send_ref, [send_ref])
    request["FaxMessages"]["FaxMessage"][0]["SendTo"] = BUSY
    stack.call("SendFax", request)
    until(stack, send_ref, "done")
    reply = stack.call("FaxStatus", {"SendRef": send_ref, "Verbosity": "results"})
    checks.equal(reply["FaxResultsTotals"]["failed"], 1, "a busy fax fails")
    attempts = messages(reply)[0]["FaxResults"]["FaxResult"]
    # BusyRetries is 2.
    checks.equal([attempt["attempt"] for attempt in attempts], [1, 2, 3], "one call and two more")
    for attempt in attempts:
        checks.equal((attempt["result"], attempt["Error"]["code"]), ("failed", "FAX_BUSY"), "a busy call")
        checks.true(attempt["Error"]["name"], "the name of an error")
    checks.group("busy")


def documents(stack, checks):
    ref = f"{stack.name} saves {TEXT}"
    data = base64.b64encode(b"A letter.\n").decode()
    save = {"DocumentRef": ref, "FileName": "letter.txt", "FileData": data}
    checks.equal(stack.call("SaveFaxDocument", save), {}, "SaveFaxDocument")
    fault = checks.refused(lambda: stack.call("SaveFaxDocument", save), "saved twice")
    checks.equal(fault.detail, "DocumentRefAlreadyExistsException", "saved twice")

    preview = stack.call("FaxDocumentPreview", {"DocumentRef": ref, "Resolution": "fine"})
    checks.true(base64.b64decode(preview["TiffPreview"])[:4] in (b"II*\0", b"MM\0*"), "the preview is a TIFF")
    checks.equal(preview["NumberOfPages"], 1, "NumberOfPages")

    request = send_request(f"{ref} and sends", [ref])
    request["Documents"] = {"Document": [{"DocumentRef": ref, "Order": 0}]}
    checks.equal(len(messages(stack.call("SendFax", request))), 1, "a saved document is sent")

    checks.equal(stack.call("DeleteFaxDocument", {"DocumentRef": ref}), {}, "DeleteFaxDocument")
    fault = checks.refused(lambda: stack.call("DeleteFaxDocument", {"DocumentRef": ref}), "deleted twice")
    checks.equal(fault.detail, "DocumentRefDoesNotExistException", "deleted twice")
    checks.group("save, preview, delete")


def faults(stack, checks):
    """Every fault that each operation declares."""
    for operation, names in FAULTS.items():
        for name in names:
            reference = "fault:" + name
            if operation == "SendFax":
                request = send_request(reference, ["m"])
            elif operation == "SaveFaxDocument":
                request = {"DocumentRef": reference, "FileName": "a.txt", "FileData": "YQ=="}
            elif operation in ("DeleteFaxDocument", "FaxDocumentPreview"):
                request = {"DocumentRef": reference}
            else:
                request = {"SendRef": reference}
            what = f"{operation} {reference}"
            fault = checks.refused(lambda: stack.call(operation, request), what)
            checks.equal(fault.detail, name, what)
            checks.equal(bool(fault.message), name not in EMPTY, f"{what}: message {fault.message!r}")
            checks.true(fault.reason, f"{what}: reason")
    fault = checks.refused(lambda: stack.call("FaxStatus", {"SendRef": "nobody's"}), "an unknown reference")
    checks.equal(fault.detail, "NoMessagesFoundException", "an unknown reference")
    fault = checks.refused(lambda: stack.call("StopFax", {}), "no reference")
    checks.equal(fault.detail, "InvalidArgumentsException", "no reference")
    checks.group("faults")


def credentials(stack, checks):
    status = lambda of: of.call("DeleteFaxDocument", {"DocumentRef": "nobody's"})
    for kind in stack.kinds:
        for turn in ("first", "second"):
            fault = checks.refused(lambda: status(stack.as_user(PASSWORD, kind)), f"{kind}, {turn} call")
            checks.equal(fault.detail, "DocumentRefDoesNotExistException", f"{kind} is let in, {turn} call: {fault}")
        fault = checks.refused(lambda: status(stack.as_user(PASSWORD + "x", kind)), f"wrong {kind}")
        checks.equal((fault.code, fault.detail), ("FailedAuthentication", None), f"wrong {kind}")
    fault = checks.refused(lambda: status(stack.as_user(PASSWORD, EXPIRED)), EXPIRED)
    checks.equal((fault.code, fault.detail), ("MessageExpired", None), EXPIRED)
    fault = checks.refused(lambda: status(stack.as_nobody()), "no credentials")
    checks.equal((fault.code, fault.detail), ("InvalidSecurity", None), "no credentials")
    checks.group("credentials")


def times(kind):
    """When the Timestamp of a request was made and when it ends, with what clocks may be wrong by."""
    made = datetime.datetime.now(datetime.timezone.utc)
    if kind == EXPIRED:
        made -= datetime.timedelta(hours=1)
    return made, made + datetime.timedelta(minutes=1)


def older(stack, checks):
    """Version 2, for the same faxes."""
    old = stack.at(OLDER)
    checks.equal(old.address, OLDER, "the address in the older contract")
    send_ref = f"{stack.name} sends by v2"
    sent = messages(old.call("SendFax", send_request(send_ref, [send_ref])))
    checks.equal([message["status"] for message in sent], ["pending"], "sent by v2")
    until(old, send_ref, "done")
    request = {"SendRef": send_ref, "Verbosity": "all"}
    checks.equal(old.call("FaxStatus", request), stack.call("FaxStatus", request), "both versions tell the same")
    for name in BY_REFERENCE:
        fault = checks.refused(lambda: old.call("StopFax", {"SendRef": "fault:" + name}), f"v2 {name}")
        checks.equal(fault.detail, name, f"v2 {name}")
        checks.true(fault.message, f"v2 {name}: message")
    checks.group("version 2")
