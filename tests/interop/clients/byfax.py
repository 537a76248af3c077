"""What the script of a Python stack checks of the sandbox's byFax.

A stack is an object with

* ``name``, and ``form``: that of the sandbox's replies, ``inline`` or ``multiref``;
* ``address(service)``: the endpoint that it took from the contract of the service;
* ``call(service, operation, **parts)``: parts and reply are dictionaries of the contract's names, without what is
  absent, and arrays are lists;
* ``last_reply(service)``: the text of the service's last reply;
* ``as_user(user, password)`` and ``as_nobody()``: the same stack with other credentials.
"""

import datetime
import hashlib
import json
import urllib.request

from sandbox import BASE, PACE, PASSWORD, TEXT, USER, Checks, advance

SERVICES = {
    "cover": "/soap/1.1/cover",
    "document": "/soap/1.1/document",
    "faxout": "/soap/1.1/faxout",
    "message": "/soap/1.1/faxin/message",
    "inventory": "/soap/1.1/faxin/inventory",
}
STATES = ["PENDING", "PREPARING", "READY", "SUBMITTING", "SUBMITTED", "DELIVERING", "SUCCESS"]
NUMBERS = ["+61011111111", "+61022222222"]
# Always busy in the sandbox.
BUSY = "9990010"
TIFF = (b"II*\0", b"MM\0*")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def run(stack):
    checks = Checks(stack.name)
    for group in (contracts, form, credentials, covers, documents, submit, process, ready, received, inventory, states):
        group(stack, checks)
        checks.group(group.__name__)
    print(f"{stack.name}: {checks.passed} checks passed")


def contracts(stack, checks):
    for service, path in SERVICES.items():
        checks.equal(stack.address(service), BASE + path, "the address in the contract")


def form(stack, checks):
    stack.call("inventory", "listCountries")
    checks.equal('href="#' in stack.last_reply("inventory"), stack.form == "multiref", "references in a reply")


def credentials(stack, checks):
    calls = [
        ("cover", "listCovers", {}),
        ("document", "deleteDocuments", {"documentRefs": ["nobody's"]}),
        ("faxout", "getBalance", {}),
        ("message", "countFaxes", {"listRequest": {}}),
        ("inventory", "listDids", {}),
    ]
    for service, operation, parts in calls:
        for other, code in [
            (stack.as_user(USER, PASSWORD + "x"), "API_KEY_SECRET_NOT_MATCH"),
            (stack.as_user("nobody", PASSWORD), "API_KEY_NOT_FOUND"),
            (stack.as_nobody(), "API_KEY_MISSING"),
        ]:
            reply = other.call(service, operation, **parts)
            checks.equal(reply.pop("stateCode"), code, operation)
            checks.equal(list(reply), ["stateMessage"], f"{operation}: nothing but why")


def file(name, data):
    check = hashlib.md5(data).hexdigest()
    return {"fileName": name, "fileSize": len(data), "fileCheck": check, "fileData": data}


def succeeded(checks, reply, what):
    """The reply without its state code."""
    checks.equal(reply.pop("stateCode"), "SUCCESS", f"{what}: {reply.get('stateMessage')}")
    return reply


def is_file(checks, found, mime, start, what):
    data = found["fileData"]
    checks.equal(found["fileMime"], mime, what)
    checks.equal((found["fileSize"], found["fileCheck"]), (len(data), hashlib.md5(data).hexdigest()), what)
    checks.equal(data[: len(start)], start, what)


def covers(stack, checks):
    def call(operation, **parts):
        return stack.call("cover", operation, **parts)

    first, second = b"PK\3\4 the first", b"PK\3\4 the second"
    before = call("listCovers").get("countTotal", 0)
    added = succeeded(checks, call("addCover", title=TEXT, file=file("cover.docx", first)), "addCover")
    ref = added.pop("coverRef")
    expected = {"fileSize": len(first), "fileCheck": hashlib.md5(first).hexdigest(), "fileMime": DOCX}
    checks.equal(added, expected, "addCover")

    def is_called(title):
        cover = {"coverRef": ref, "coverTitle": title}
        found = succeeded(checks, call("getCover", coverRef=ref), "getCover")
        checks.equal(found, {"countResult": 1, "countTotal": 1, "items": [cover]}, "getCover")
        listed = succeeded(checks, call("listCovers"), "listCovers")
        checks.equal(listed["countTotal"], before + 1, "listCovers")
        checks.equal(listed["items"][-1], cover, "listCovers")

    is_called(TEXT)
    succeeded(checks, call("renameCover", coverRef=ref, title="  other\ttitle  "), "renameCover")
    is_called("  other\ttitle  ")
    found = succeeded(checks, call("downloadCover", coverRef=ref), "downloadCover")
    is_file(checks, found["Document"], DOCX, first, "downloadCover")
    succeeded(checks, call("reloadCover", coverRef=ref, file=file("cover.docx", second)), "reloadCover")
    found = succeeded(checks, call("downloadCover", coverRef=ref), "downloadCover")
    checks.equal(found["Document"]["fileData"], second, "downloadCover gives the new file")
    found = succeeded(checks, call("getCoverPreview", coverRef=ref), "getCoverPreview")
    checks.true(found["Document"]["fileData"][:4] in TIFF, "the preview is a TIFF")
    succeeded(checks, call("deleteCover", coverRef=ref), "deleteCover")
    checks.equal(call("getCover", coverRef=ref)["stateCode"], "COVER_TEMPLATE_DELETED", "a deleted cover")


def documents(stack, checks):
    def call(operation, **parts):
        return stack.call("document", operation, **parts)

    ref = f"{stack.name} uploads"[:32]
    letter = file("letter.txt", TEXT.encode())
    expected = {
        "documentRef": ref,
        "documentType": "PLAIN_TEXT",
        "fileSize": letter["fileSize"],
        "fileCheck": letter["fileCheck"],
        "fileMime": "text/plain",
    }
    upload = {"documentRef": ref, "documentFile": letter}
    found = succeeded(checks, call("uploadDocument", uploadDocument=upload), "uploadDocument")
    checks.equal(found, expected, "uploadDocument")
    found = succeeded(checks, call("checkDocument", documentRef=ref), "checkDocument")
    checks.equal(found, expected, "checkDocument")
    for wrong, code in [
        (upload, "FILE_REFERENCE_DUPLICATE"),
        ({"documentFile": letter | {"fileSize": 1}}, "FILE_STORAGE_SIZE_MISMATCH"),
        ({"documentFile": letter | {"fileCheck": "0" * 32}}, "FILE_INTEGRITY_FAILURE"),
        ({"documentRef": ref + "2"}, "API_REQUEST_INCOMPLETE"),
    ]:
        checks.equal(call("uploadDocument", uploadDocument=wrong)["stateCode"], code, "a wrong upload")

    found = succeeded(checks, call("downloadDocument", documentRef=ref), "downloadDocument")
    is_file(checks, found["Document"], "text/plain", TEXT.encode(), "downloadDocument")
    checks.equal(found["Document"]["fileName"], "letter.txt", "downloadDocument")
    preview = {"documentRef": ref, "quality": "FINE", "conversion": "TEXT"}
    checks.equal(call("getDocumentPreview", **preview)["stateCode"], "FILE_PREVIEW_NOT_READY", "a preview at once")
    advance(PACE)
    found = succeeded(checks, call("getDocumentPreview", **preview), "getDocumentPreview")
    checks.equal(found["pages"], 1, "getDocumentPreview")
    checks.true(found["Document"]["fileData"][:4] in TIFF, "the preview is a TIFF")

    # One that the service names.
    upload = {"documentFile": {"fileName": "a.txt", "fileData": b"a"}}
    other = succeeded(checks, call("uploadDocument", uploadDocument=upload), "uploadDocument")["documentRef"]
    succeeded(checks, call("deleteDocuments", documentRefs=[ref, other]), "deleteDocuments")
    for deleted in (ref, other):
        checks.equal(call("checkDocument", documentRef=deleted)["stateCode"], "FILE_DELETED", "a deleted document")


def submission(stack, name, numbers):
    """A broadcast called ``name``, to these numbers."""
    recipients = [
        {"Name": TEXT, "Number": number, "Timezone": "Europe/Minsk", "messageRef": f"{name} {n}"}
        for n, number in enumerate(numbers, 1)
    ]
    return {
        "broadcastRef": name,
        "sendRef": f"{name} sends",
        "Header": "<DateTime> <Timezone>|From: <From>",
        "busyRetry": 1,
        "sendQuality": "FINE",
        "sendMode": "TEXT",
        "Sender": {"Name": TEXT, "Company": "Head Office"},
        "Recipients": recipients,
        "Documents": [{"documentFile": file("letter.txt", TEXT.encode())}],
    }


def messages(stack, checks, refs, page=0, size=10):
    """What the list says of the faxes with these references."""
    request = {"messageRefs": refs, "pagination": {"pageNumber": page, "pageSize": size}}
    return succeeded(checks, stack.call("faxout", "listRecipients", listRequest=request), "listRecipients")


def until(stack, checks, ref, state):
    for _ in range(20):
        fax = messages(stack, checks, [ref])["items"][0]
        if fax["jobState"] == state:
            return fax
        advance(PACE)
    raise SystemExit(f"{stack.name}: expected {state} some time, found {fax!r}")


def submit(stack, checks):
    def call(operation, **parts):
        return stack.call("faxout", operation, **parts)

    name = f"{stack.name} {TEXT}"
    request = submission(stack, name, NUMBERS)
    stored = {"documentRef": f"{stack.name} stores"[:32], "documentFile": file("pages.txt", b"a line\n" * 100)}
    succeeded(checks, stack.call("document", "uploadDocument", uploadDocument=stored), "uploadDocument")
    greeting = {"languageISO": "EN", "greetingTitle": TEXT, "greetingFile": file("hello.txt", b"hello")}
    request["Recipients"][0] |= {"sendRef": "of its own", "Subject": "", "Greeting": greeting}
    request["Documents"].append({"documentRef": stored["documentRef"]})
    refs = [recipient["messageRef"] for recipient in request["Recipients"]]
    accepted = [
        {"stateCode": "SUCCESS", "messageRef": ref, "recipientNumber": number} for ref, number in zip(refs, NUMBERS)
    ]
    reply = succeeded(checks, call("Submit", submitRequest=request), "Submit")
    reports = [{"stateCode": "SUCCESS"}, {"stateCode": "SUCCESS", "fileRef": stored["documentRef"]}]
    expected = {"broadcastRef": name, "sendRef": f"{name} sends", "reportRecipients": accepted}
    checks.equal(reply, expected | {"reportDocuments": reports}, "Submit")
    checks.equal(call("Submit", submitRequest=request)["stateCode"], "CONTAINER_EXISTS", "submitted twice")

    refused = submission(stack, f"{name}, again", ["nobody", NUMBERS[0], NUMBERS[1]])
    refused["Recipients"][1]["messageRef"] = refs[0]
    reply = succeeded(checks, call("Submit", submitRequest=refused), "Submit, in part")
    codes = [report["stateCode"] for report in reply["reportRecipients"]]
    checks.equal(codes, ["INVALID_NUMBER", "MESSAGE_REFERENCE_DUPLICATE", "SUCCESS"], "a code for each recipient")

    follow(stack, checks, name, refs)
    count_and_list(stack, checks, name, refs)
    balance = succeeded(checks, call("getBalance"), "getBalance")
    checks.equal((type(balance["balanceValue"]), balance["balanceCurrency"]), (float, "EUR"), "getBalance")
    found = succeeded(checks, call("Download", messageRef=refs[0], isPdf=True), "Download")
    checks.equal(found["pages"], 3, "Download")
    is_file(checks, found["Document"], "application/pdf", b"%PDF", "Download")
    checks.equal(call("checkTiffExists", tiffRef="nobody's")["stateCode"], "FILE_NOT_FOUND", "checkTiffExists")

    # It takes one reference and removes the broadcast.
    succeeded(checks, call("Delete", messageRef=refs[0]), "Delete")
    request = {"messageRefs": refs, "pagination": {"pageNumber": 0, "pageSize": 10}}
    reply = call("listRecipients", listRequest=request)
    checks.equal(reply.pop("stateCode"), "EMPTY_RESULT", "after Delete")
    checks.equal(reply.get("items", []), [], "after Delete")


def follow(stack, checks, name, refs):
    """Two faxes, asked for by their references, until both are done."""
    for state in STATES:
        faxes = messages(stack, checks, refs)
        checks.equal([fax["jobState"] for fax in faxes["items"]], [state] * 2, "states in their order")
        if state != "SUCCESS":
            advance(PACE)
    checks.equal((faxes["countResult"], faxes["countTotal"]), (2, 2), "listRecipients")
    plain = ["stateCode", "broadcastRef", "sendRef", "messageRef", "recipientNumber", "jobStateEx", "attempt"]
    found = [{member: fax[member] for member in plain} for fax in faxes["items"]]
    sends = ["of its own", f"{name} sends"]
    rest = {"stateCode": "SUCCESS", "broadcastRef": name, "jobStateEx": "SUCCESS", "attempt": 1}
    expected = [
        rest | {"sendRef": send, "messageRef": ref, "recipientNumber": number}
        for send, ref, number in zip(sends, refs, NUMBERS)
    ]
    checks.equal(found, expected, "listRecipients")
    for fax in faxes["items"]:
        checks.equal((fax["pagesTotal"], fax["pagesSent"], fax["currency"]), (3, 3, "EUR"), "listRecipients")
        checks.true(isinstance(fax["cost"], float) and fax["cost"] > 0, "cost")
        started, ended = fax["callStarted"], fax["callEnded"]
        checks.true(isinstance(started, datetime.datetime) and started.tzinfo is not None, "a date with its zone")
        checks.true(started < ended, "a call takes time")

    second = messages(stack, checks, refs, page=1, size=1)
    checks.equal((second["countResult"], second["countTotal"]), (1, 2), "the second page")
    checks.equal(second["items"][0]["messageRef"], refs[1], "the second page")


def count_and_list(stack, checks, name, refs):
    def call(operation, **request):
        return stack.call("faxout", operation, listRequest=request)

    found = succeeded(checks, call("countRecipients", messageRefs=refs[:1]), "countRecipients")
    checks.equal(found, {"itemsCount": 1}, "countRecipients")
    found = succeeded(checks, call("countBrodcasts", broadcastRefs=[name, "nobody's"]), "countBrodcasts")
    checks.equal(found, {"itemsCount": 1}, "countBrodcasts")
    page = {"pageNumber": 0, "pageSize": 10}
    found = succeeded(checks, call("listBrodcasts", broadcastRefs=[name], pagination=page), "listBrodcasts")
    checks.equal((found["countResult"], found["countTotal"]), (1, 1), "listBrodcasts")
    broadcast = found["items"][0]
    told = [broadcast[member] for member in ("stateCode", "broadcastRef", "jobState", "recipientCount", "currency")]
    checks.equal(told, ["SUCCESS", name, "DONE", 2, "EUR"], "listBrodcasts")
    checks.true(broadcast["price"] == broadcast["cost"] > 0, "price and cost")
    checks.true(broadcast["jobCreated"] < broadcast["jobDelivered"], "dates")
    later = broadcast["jobDelivered"] + datetime.timedelta(days=1)
    none = call("listBrodcasts", broadcastRefs=[name], dateFrom=later, pagination=page)
    checks.equal((none["stateCode"], none["countTotal"]), ("EMPTY_RESULT", 0), "a filter by date")
    found = succeeded(checks, call("countRecipients", broadcastRefs=[name], dateTill=later), "countRecipients")
    checks.equal(found, {"itemsCount": 2}, "countRecipients")


def process(stack, checks):
    name = f"{stack.name} pauses"
    request = submission(stack, name, [NUMBERS[0], BUSY])
    fax, busy = [recipient["messageRef"] for recipient in request["Recipients"]]
    succeeded(checks, stack.call("faxout", "Submit", submitRequest=request), "Submit")

    def change(operation, state, code="SUCCESS", **selection):
        part = operation.lower() + "Request"
        reply = stack.call("faxout", operation, **{part: selection})
        checks.equal(reply["stateCode"], code, operation)
        checks.equal([item["jobState"] for item in reply["items"]], [state], operation)
        checks.equal(reply["items"][0]["stateCode"], code, operation)

    change("Pause", "PAUSING", messageRefs=[fax])
    until(stack, checks, fax, "PAUSED")
    advance(100 * PACE)
    checks.equal(messages(stack, checks, [fax])["items"][0]["jobState"], "PAUSED", "a paused fax stays so")
    change("Resume", "RESUMING", messageRefs=[fax], broadcastRefs=[name])
    until(stack, checks, fax, "READY")
    change("Cancel", "CANCELLING", messageRefs=[fax], sendRefs=[f"{name} sends", "nobody's"])
    until(stack, checks, fax, "CANCELLED")
    change("Pause", "CANCELLED", "FAXJOB_NOT_WAITING", messageRefs=[fax])

    failed = until(stack, checks, busy, "FAILED")
    # busyRetry is 1.
    checks.equal((failed["jobStateEx"], failed["attempt"]), ("BUSY", 2), "a busy number")
    change("Resubmit", "PENDING", messageRefs=[busy])
    change("Resubmit", "CANCELLED", "FAXJOB_NOT_FAILED", messageRefs=[fax])


def ready(stack, checks):
    """A TIFF that is ready to be sent: one that the sandbox makes."""
    sent = submission(stack, f"{stack.name} prints", NUMBERS[:1])
    succeeded(checks, stack.call("faxout", "Submit", submitRequest=sent), "Submit")
    ref = sent["Recipients"][0]["messageRef"]
    until(stack, checks, ref, "SUCCESS")
    page = succeeded(checks, stack.call("faxout", "Download", messageRef=ref, isPdf=False), "Download")["Document"]
    is_file(checks, page, "image/tiff", page["fileData"][:4], "Download")
    request = {
        "broadcastRef": None,
        "messageRef": f"{stack.name} has a TIFF",
        "Header": "",
        "Sender": {"Name": "Head Office"},
        "Recipient": {"Name": "Ada", "Number": NUMBERS[0]},
        "Document": {"documentFile": file("page.tiff", page["fileData"])},
    }
    reply = succeeded(checks, stack.call("faxout", "SubmitMessage", submitRequest=request), "SubmitMessage")
    checks.true(reply["broadcastRef"], "the service makes a reference")
    checks.equal(reply["reportRecipients"][0]["messageRef"], request["messageRef"], "SubmitMessage")
    until(stack, checks, request["messageRef"], "SUCCESS")


def received(stack, checks):
    def call(operation, **parts):
        return stack.call("message", operation, **parts)

    did = "+442079460100"
    for order in (
        {"didE164": did, "senderE164": NUMBERS[0], "pages": 2, "quality": "FINE", "remoteSID": TEXT},
        {"didE164": did, "state": "FAILED", "stateEx": "NO_ANSWER", "ecm": False},
    ):
        url = f"{BASE}/sandbox/byfax/received"
        body = json.dumps(order).encode()
        urllib.request.urlopen(urllib.request.Request(url, body, method="POST"), timeout=10).close()

    found = succeeded(checks, call("countFaxes", listRequest={"didE164": did}), "countFaxes")
    checks.equal(found, {"itemsCount": 2}, "countFaxes")
    request = {"didE164": did, "isSuccess": True, "hasFile": True, "pagination": {"pageNumber": 0, "pageSize": 5}}
    found = succeeded(checks, call("listFaxes", listRequest=request), "listFaxes")
    checks.equal((found["countResult"], found["countTotal"]), (1, 1), "listFaxes")
    fax = found["items"][0]
    members = ("recipientE164", "senderE164", "state", "stateEx", "pages", "ecm", "quality", "remoteSID", "hasFile")
    expected = [did, NUMBERS[0], "SUCCESS", "SUCCESS", 2, True, "FINE", TEXT, True]
    checks.equal([fax[member] for member in members], expected, "listFaxes")
    checks.true(fax["dateReceived"].tzinfo is not None, "a date with its zone")
    found = succeeded(checks, call("listFaxes", listRequest=request | {"isSuccess": False, "hasFile": False}), "")
    failed = found["items"][0]
    told = [failed[member] for member in ("state", "stateEx", "ecm", "hasFile")]
    checks.equal(told, ["FAILED", "NO_ANSWER", False, False], "listFaxes")

    for is_pdf, mime in ((True, "application/pdf"), (False, "image/tiff")):
        found = succeeded(checks, call("downloadFax", messageRef=fax["refID"], isPDF=is_pdf), "downloadFax")
        checks.equal((found["pages"], found["Document"]["fileMime"]), (2, mime), "downloadFax")
    checks.equal(call("downloadFax", messageRef=failed["refID"], isPDF=True)["stateCode"], "FILE_NOT_FOUND", "no file")
    for ref in (fax["refID"], failed["refID"]):
        succeeded(checks, call("deleteFax", messageRef=ref), "deleteFax")
    checks.equal(call("listFaxes", listRequest=request)["stateCode"], "EMPTY_RESULT", "after deleteFax")


def inventory(stack, checks):
    def items(operation, **parts):
        reply = succeeded(checks, stack.call("inventory", operation, **parts), operation)
        checks.equal((reply["countResult"], reply["countTotal"]), (len(reply["items"]),) * 2, operation)
        return reply["items"]

    countries = items("listCountries")
    usa = {"iso2": "US", "iso3": "USA", "hasStates": True, "hasRegulation": False, "phoneCode": "1"}
    checks.equal((len(countries), countries[0]), (4, usa), "listCountries")
    states = items("listStates", countryCodeA3="USA")
    checks.equal([state["stateCodeA2"] for state in states], ["CA", "NY", "TX"], "listStates")
    groups = items("listDidGroups", countryCodeA3="USA", stateCodeA2="NY")
    checks.equal([group["refID"] for group in groups], ["us-ny-212"], "listDidGroups")
    checks.equal((groups[0]["didType"], groups[0]["isAvailable"]), ("GEOGRAPHIC", True), "listDidGroups")
    checks.equal(items("getDidGroup", groupRef="us-ny-212"), groups, "getDidGroup")
    unknown = stack.call("inventory", "getDidGroup", groupRef="nobody's")
    checks.equal(unknown["stateCode"], "NUMBER_GROUP_NOT_AVAILABLE", "getDidGroup")
    dids = items("listDids")
    checks.equal([did["didRef"] for did in dids], ["did-1", "did-2"], "listDids")
    first, second = dids
    checks.true(isinstance(first["inboxCount"], int) and first["canExtend"] is True, "listDids")
    checks.true(first["reservedAt"] < first["reservedTill"], "listDids")
    checks.equal(second.get("reservedAt"), None, "listDids")


def states(stack, checks):
    """A reference that asks for a state code gets it."""
    for service, operation, parts in [
        ("cover", "getCover", {"coverRef": "state:INSUFFICIENT_FUNDS"}),
        ("document", "checkDocument", {"documentRef": "state:FILE_CONVERTION_FAILED"}),
        ("faxout", "Cancel", {"cancelRequest": {"messageRefs": ["m", "state:DESTINATION_UNREACHIBLE"]}}),
        ("message", "deleteFax", {"messageRef": "state:DATABASE_QUERY_EXECUTE"}),
        ("inventory", "getDidGroup", {"groupRef": "state:NUMBER_OUT_OF_STOCK"}),
    ]:
        reply = stack.call(service, operation, **parts)
        checks.true(f"state:{reply['stateCode']}" in str(parts), f"{operation}: {reply}")
        checks.true(reply["stateMessage"], operation)
