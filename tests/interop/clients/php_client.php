<?php
/** PHP's SoapClient drives the sandbox from its contract. What is checked is as in sandbox.py. */

ini_set('soap.wsdl_cache_enabled', '0');

require __DIR__ . '/checks.php';

const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const WSU = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
const SOAP_1_1_ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';
const SOAP_1_2_ENVELOPE = 'http://www.w3.org/2003/05/soap-envelope';
const DIGEST = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest';

const STATES = ['pending', 'processing', 'queued', 'starting', 'sending', 'finalizing', 'done'];
const NUMBERS = ['61011111111', '61022222222'];
// Always busy in the sandbox.
const BUSY = '9990010';

const BY_REFERENCE = ['InvalidArgumentsException', 'NoMessagesFoundException', 'InternalServerException'];
const FAULTS = [
    'SendFax' => [
        ...BY_REFERENCE,
        'DocumentContentTypeNotFoundException', 'UnsupportedDocumentContentType', 'DocumentRefAlreadyExistsException',
        'DocumentRefDoesNotExistException', 'MergeFieldDoesNotMatchDocumentTypeException',
    ],
    'FaxStatus' => BY_REFERENCE,
    'StopFax' => BY_REFERENCE,
    'PauseFax' => BY_REFERENCE,
    'ResumeFax' => BY_REFERENCE,
    'SaveFaxDocument' => [
        'InvalidArgumentsException', 'DocumentContentTypeNotFoundException', 'DocumentRefAlreadyExistsException',
        'InternalServerException',
    ],
    'DeleteFaxDocument' => [
        'InvalidArgumentsException', 'DocumentRefDoesNotExistException', 'InternalServerException',
    ],
    'FaxDocumentPreview' => [
        'InvalidArgumentsException', 'UnsupportedDocumentContentType', 'DocumentRefDoesNotExistException',
        'MergeFieldDoesNotMatchDocumentTypeException', 'UnknownHostException', 'InterruptedException',
        'InternalServerException',
    ],
];
// These have no content, the others a message.
const EMPTY_DETAILS = ['UnsupportedDocumentContentType', 'UnknownHostException', 'InterruptedException'];

function endpoint(string $version = 'v2.1'): string
{
    return getenv('INTEROP_SANDBOX') . "/fax/soap/$version";
}

function client(string $version = 'v2.1', array $options = []): SoapClient
{
    $client = new SoapClient(endpoint($version) . '?wsdl', ['features' => SOAP_SINGLE_ELEMENT_ARRAYS] + $options);
    $client->__setSoapHeaders(security(getenv('INTEROP_PASSWORD')));
    return $client;
}

/**
 * A header block for the next calls. One with a digest serves a single call; one that says when it was made lives for
 * a minute.
 */
function security(
    string $password,
    bool $digest = false,
    ?int $made = null,
    string $envelope = SOAP_1_1_ENVELOPE,
): SoapHeader {
    $user = htmlspecialchars(getenv('INTEROP_USER'), ENT_XML1);
    if ($digest) {
        $nonce = random_bytes(16);
        $created = gmdate('Y-m-d\TH:i:s\Z');
        $hashed = base64_encode(sha1($nonce . $created . $password, true));
        $encoded = base64_encode($nonce);
        $secret = '<wsse:Password Type="' . DIGEST . "\">$hashed</wsse:Password><wsse:Nonce>$encoded</wsse:Nonce>"
            . '<wsu:Created xmlns:wsu="' . WSU . "\">$created</wsu:Created>";
    } else {
        $secret = '<wsse:Password>' . htmlspecialchars($password, ENT_XML1) . '</wsse:Password>';
    }
    $timestamp = '';
    if ($made !== null) {
        [$created, $expires] = [gmdate('Y-m-d\TH:i:s\Z', $made), gmdate('Y-m-d\TH:i:s\Z', $made + 60)];
        $timestamp = '<wsu:Timestamp xmlns:wsu="' . WSU . "\"><wsu:Created>$created</wsu:Created>"
            . "<wsu:Expires>$expires</wsu:Expires></wsu:Timestamp>";
    }
    $token = "<wsse:UsernameToken><wsse:Username>$user</wsse:Username>$secret</wsse:UsernameToken>";
    $block = '<wsse:Security xmlns:wsse="' . WSSE . '" xmlns:e="' . $envelope . '" e:mustUnderstand="1">'
        . "$timestamp$token</wsse:Security>";
    return new SoapHeader(WSSE, 'Security', new SoapVar($block, XSD_ANYXML));
}

/** Name of the detail element and its message, as SoapClient has typed them; nulls without a detail. */
function detail(SoapFault $fault): array
{
    if (!isset($fault->detail)) {
        return [null, null];
    }
    foreach (get_object_vars($fault->detail) as $name => $content) {
        return [$name, $content->message ?? null];
    }
    return [null, null];
}

function code(SoapFault $fault): string
{
    return preg_replace('/.*:/', '', $fault->faultcode);
}

function contract(Checks $checks): void
{
    preg_match('/<soap:address location="([^"]*)"/', file_get_contents(endpoint() . '?wsdl'), $found);
    $checks->equal($found[1] ?? null, endpoint(), 'the address in the contract');
    $checks->group('contract');
}

function send_request(string $sendRef, array $refs): array
{
    $messages = [];
    foreach ($refs as $index => $ref) {
        $messages[] = ['MessageRef' => $ref, 'SendTo' => NUMBERS[$index]];
    }
    return [
        'BroadcastRef' => 'b ' . TEXT,
        'SendRef' => $sendRef,
        'FaxMessages' => ['FaxMessage' => $messages],
        'Documents' => ['Document' => [
            ['FileName' => 'letter.txt', 'FileData' => base64_encode(TEXT), 'Order' => 0],
        ]],
        'Resolution' => 'fine',
        'SendFrom' => 'Head Office',
        'Retries' => 1,
        'BusyRetries' => 2,
        'HeaderFormat' => 'From %from%|' . TEXT,
    ];
}

/** The values of the members, by name and in the order of the names. */
function members(object $value, array $names): array
{
    return array_map(fn (string $name) => $value->$name ?? null, $names);
}

function send_and_follow(SoapClient $client, Checks $checks): void
{
    $sendRef = 'php sends ' . TEXT;
    $refs = ["$sendRef 1", "$sendRef 2"];
    $names = ['messageRef', 'sendRef', 'broadcastRef', 'sendTo', 'status'];
    $expect = function (object $reply, string $status, string $what) use ($checks, $sendRef, $refs, $names): void {
        $found = array_map(fn (object $message) => members($message, $names), $reply->FaxMessages->FaxMessage);
        $expected = [];
        foreach ($refs as $index => $ref) {
            $expected[] = [$ref, $sendRef, 'b ' . TEXT, NUMBERS[$index], $status];
        }
        $checks->equal($found, $expected, $what);
    };
    $expect($client->SendFax(send_request($sendRef, $refs)), 'pending', 'SendFax');
    $checks->group('send');

    $levels = function (string $status) use ($client, $checks, $sendRef, $expect): void {
        foreach (['brief', 'send', 'details', 'results', 'all'] as $level) {
            $reply = $client->FaxStatus(['SendRef' => $sendRef, 'Verbosity' => $level]);
            $totals = array_map(fn (string $state) => $state === $status ? 2 : 0, STATES);
            $checks->equal(members($reply->FaxStatusTotals, STATES), $totals, "$level: FaxStatusTotals");
            $done = $status === 'done';
            $checks->equal($reply->FaxResultsTotals->success, $done ? 2 : 0, "$level: FaxResultsTotals");
            if ($level === 'brief') {
                $checks->equal(isset($reply->FaxMessages), false, 'brief has no messages');
                continue;
            }
            $expect($reply, $status, "$level: messages");
            foreach ($reply->FaxMessages->FaxMessage as $message) {
                at_level($checks, $message, $level, $done);
            }
        }
    };
    $levels('pending');
    $brief = $client->FaxStatus(['SendRef' => $sendRef]);
    $checks->equal(isset($brief->FaxMessages), false, 'brief is the default');
    foreach (STATES as $state) {
        $reply = $client->FaxStatus(['SendRef' => $sendRef, 'Verbosity' => 'send']);
        $expect($reply, $state, 'states in their order');
        if ($state !== 'done') {
            advance(pace());
        }
    }
    $levels('done');
    $checks->group('status at each verbosity');
}

function at_level(Checks $checks, object $message, string $level, bool $done): void
{
    if (in_array($level, ['details', 'all'])) {
        $told = members($message->FaxDetails, ['sendFrom', 'resolution', 'retries', 'busyRetries', 'headerFormat']);
        $checks->equal($told, ['Head Office', 'fine', 1, 2, 'From %from%|' . TEXT], "$level: FaxDetails");
    } else {
        $checks->equal(isset($message->FaxDetails), false, "$level has no FaxDetails");
    }
    $attempts = $message->FaxResults->FaxResult ?? [];
    if (!$done || !in_array($level, ['results', 'all'])) {
        $checks->equal(count($attempts), 0, "$level has no FaxResults");
        return;
    }
    $checks->equal(count($attempts), 1, "$level: one attempt");
    $attempt = $attempts[0];
    $checks->equal(members($attempt, ['attempt', 'result', 'pages']), [1, 'success', 1], 'FaxResult');
    $checks->equal((float) $attempt->cost > 0, true, 'cost');
    $started = new DateTimeImmutable($attempt->dateCallStarted);
    $checks->equal($started < new DateTimeImmutable($attempt->dateCallEnded), true, 'a call takes time');
    $checks->equal(isset($attempt->Error), false, 'no error');
}

function now(SoapClient $client, string $sendRef): string
{
    return $client->FaxStatus(['SendRef' => $sendRef, 'Verbosity' => 'send'])->FaxMessages->FaxMessage[0]->status;
}

function until(SoapClient $client, string $sendRef, string $state): void
{
    for ($step = 0; $step < 20; $step++) {
        if (now($client, $sendRef) === $state) {
            return;
        }
        advance(pace());
    }
    fail("php: expected $state some time, found " . now($client, $sendRef));
}

function pause_resume_stop(SoapClient $client, Checks $checks): void
{
    $sendRef = 'php pauses';
    $client->SendFax(send_request($sendRef, ["$sendRef 1"]));
    $change = function (string $operation, string $state) use ($client, $checks, $sendRef): void {
        $reply = $client->$operation(['SendRef' => $sendRef]);
        $statuses = array_map(fn (object $message) => $message->status, $reply->FaxMessages->FaxMessage);
        $checks->equal($statuses, [$state], $operation);
    };
    until($client, $sendRef, 'queued');
    $change('PauseFax', 'pausing');
    until($client, $sendRef, 'paused');
    advance(100 * pace());
    $checks->equal(now($client, $sendRef), 'paused', 'a paused fax stays so');
    $change('ResumeFax', 'resuming');
    until($client, $sendRef, 'sending');
    $change('StopFax', 'stopping');
    until($client, $sendRef, 'done');
    $reply = $client->FaxStatus(['SendRef' => $sendRef, 'Verbosity' => 'results']);
    $attempts = $reply->FaxMessages->FaxMessage[0]->FaxResults->FaxResult;
    $last = $attempts[count($attempts) - 1];
    $checks->equal([$last->result, $last->Error->code], ['failed', 'FAX_CANCELLED'], 'a stopped fax is cancelled');
    $checks->group('pause, resume, stop');
}

function busy(SoapClient $client, Checks $checks): void
{
    $sendRef = 'php is busy';
    $request = send_request($sendRef, [$sendRef]);
    $request['FaxMessages']['FaxMessage'][0]['SendTo'] = BUSY;
    $client->SendFax($request);
    until($client, $sendRef, 'done');
    $reply = $client->FaxStatus(['SendRef' => $sendRef, 'Verbosity' => 'results']);
    $attempts = $reply->FaxMessages->FaxMessage[0]->FaxResults->FaxResult;
    // BusyRetries is 2.
    $checks->equal(array_column($attempts, 'attempt'), [1, 2, 3], 'one call and two more');
    foreach ($attempts as $attempt) {
        $checks->equal([$attempt->result, $attempt->Error->code], ['failed', 'FAX_BUSY'], 'a busy call');
    }
    $checks->group('busy');
}

/** What stands in two places, SoapClient writes once and refers to it. */
function references(SoapClient $client, Checks $checks): void
{
    $sendRef = 'php refers';
    $request = send_request($sendRef, ["$sendRef 1", "$sendRef 2"]);
    $documents = (object) $request['Documents'];
    unset($request['Documents']);
    foreach ($request['FaxMessages']['FaxMessage'] as &$message) {
        $message['Documents'] = $documents;
    }
    $client->SendFax($request);
    $checks->equal(str_contains($client->__getLastRequest(), 'href="#'), true, 'the request has a reference');
    until($client, $sendRef, 'done');
    $reply = $client->FaxStatus(['SendRef' => $sendRef, 'Verbosity' => 'results']);
    foreach ($reply->FaxMessages->FaxMessage as $message) {
        $checks->equal($message->FaxResults->FaxResult[0]->pages, 1, 'both messages have the document');
    }
    $checks->group('references within a message');
}

function documents(SoapClient $client, Checks $checks): void
{
    $ref = 'php saves ' . TEXT;
    $save = ['DocumentRef' => $ref, 'FileName' => 'letter.txt', 'FileData' => base64_encode("A letter.\n")];
    $checks->equal(get_object_vars($client->SaveFaxDocument($save)), [], 'SaveFaxDocument');
    $twice = $checks->refused(fn () => $client->SaveFaxDocument($save), 'saved twice');
    $checks->equal(detail($twice)[0], 'DocumentRefAlreadyExistsException', 'saved twice');

    $preview = $client->FaxDocumentPreview(['DocumentRef' => $ref, 'Resolution' => 'fine']);
    $magic = substr(base64_decode($preview->TiffPreview, true), 0, 4);
    $checks->equal(in_array($magic, ["II*\0", "MM\0*"], true), true, 'the preview is a TIFF');
    $checks->equal($preview->NumberOfPages, 1, 'NumberOfPages');

    $request = send_request("$ref and sends", [$ref]);
    $request['Documents'] = ['Document' => [['DocumentRef' => $ref, 'Order' => 0]]];
    $checks->equal(count($client->SendFax($request)->FaxMessages->FaxMessage), 1, 'a saved document is sent');

    $delete = ['DocumentRef' => $ref];
    $checks->equal(get_object_vars($client->DeleteFaxDocument($delete)), [], 'DeleteFaxDocument');
    $twice = $checks->refused(fn () => $client->DeleteFaxDocument($delete), 'deleted twice');
    $checks->equal(detail($twice)[0], 'DocumentRefDoesNotExistException', 'deleted twice');
    $checks->group('save, preview, delete');
}

/** Every fault that each operation declares. */
function faults(SoapClient $client, Checks $checks): void
{
    foreach (FAULTS as $operation => $names) {
        foreach ($names as $name) {
            $reference = "fault:$name";
            $request = match ($operation) {
                'SendFax' => send_request($reference, ['m']),
                'SaveFaxDocument' => ['DocumentRef' => $reference, 'FileName' => 'a.txt', 'FileData' => 'YQ=='],
                'DeleteFaxDocument', 'FaxDocumentPreview' => ['DocumentRef' => $reference],
                default => ['SendRef' => $reference],
            };
            $what = "$operation $reference";
            $fault = $checks->refused(fn () => $client->$operation($request), $what);
            [$found, $message] = detail($fault);
            $checks->equal($found, $name, $what);
            $checks->equal((bool) $message, !in_array($name, EMPTY_DETAILS), "$what: message");
            $checks->equal($fault->faultstring !== '', true, "$what: reason");
        }
    }
    $unknown = $checks->refused(fn () => $client->FaxStatus(['SendRef' => "nobody's"]), 'an unknown reference');
    $checks->equal(detail($unknown)[0], 'NoMessagesFoundException', 'an unknown reference');
    $none = $checks->refused(fn () => $client->StopFax([]), 'no reference');
    $checks->equal(detail($none)[0], 'InvalidArgumentsException', 'no reference');
    $checks->group('faults');
}

function credentials(SoapClient $client, Checks $checks): void
{
    $call = fn () => $client->DeleteFaxDocument(['DocumentRef' => "nobody's"]);
    foreach (['text' => false, 'digest' => true] as $kind => $digest) {
        $header = security(getenv('INTEROP_PASSWORD'), $digest);
        $client->__setSoapHeaders($header);
        $known = detail($checks->refused($call, "$kind is let in"));
        $checks->equal($known[0], 'DocumentRefDoesNotExistException', "$kind is let in");
        if ($digest) {
            $again = $checks->refused($call, 'the same nonce again');
            $checks->equal([code($again), detail($again)[0]], ['FailedAuthentication', null], 'the same nonce again');
        }
        $client->__setSoapHeaders(security(getenv('INTEROP_PASSWORD') . 'x', $digest));
        $wrong = $checks->refused($call, "wrong $kind");
        $checks->equal([code($wrong), detail($wrong)[0]], ['FailedAuthentication', null], "wrong $kind");
    }
    $client->__setSoapHeaders(security(getenv('INTEROP_PASSWORD'), made: time()));
    $known = detail($checks->refused($call, 'text with timestamp is let in'));
    $checks->equal($known[0], 'DocumentRefDoesNotExistException', 'text with timestamp is let in');
    $client->__setSoapHeaders(security(getenv('INTEROP_PASSWORD'), made: time() - 3600));
    $expired = $checks->refused($call, 'an expired timestamp');
    $checks->equal([code($expired), detail($expired)[0]], ['MessageExpired', null], 'an expired timestamp');
    $client->__setSoapHeaders([]);
    $none = $checks->refused($call, 'no credentials');
    $checks->equal([code($none), detail($none)[0]], ['InvalidSecurity', null], 'no credentials');
    $checks->group('credentials');
}

/** Version 2, for the same faxes. */
function older(Checks $checks): void
{
    $sendRef = 'php sends by v2';
    $old = client('v2');
    $sent = $old->SendFax(send_request($sendRef, [$sendRef]))->FaxMessages->FaxMessage;
    $checks->equal(array_column($sent, 'status'), ['pending'], 'sent by v2');
    until($old, $sendRef, 'done');
    $request = ['SendRef' => $sendRef, 'Verbosity' => 'all'];
    $checks->equal($old->FaxStatus($request) == client()->FaxStatus($request), true, 'both versions tell the same');
    foreach (BY_REFERENCE as $name) {
        $fault = $checks->refused(fn () => $old->StopFax(['SendRef' => "fault:$name"]), "v2 $name");
        $checks->equal(detail($fault)[0], $name, "v2 $name");
    }
    $checks->group('version 2');
}

/** The contract says SOAP 1.1; who speaks SOAP 1.2 is answered in it. */
function soap_1_2(Checks $checks): void
{
    $client = client('v2.1', ['soap_version' => SOAP_1_2, 'trace' => true]);
    $client->__setSoapHeaders(security(getenv('INTEROP_PASSWORD'), envelope: SOAP_1_2_ENVELOPE));
    $reply = $client->SendFax(send_request('php sends by SOAP 1.2', ['php sends by SOAP 1.2']));
    $checks->equal($reply->FaxMessages->FaxMessage[0]->status, 'pending', 'SOAP 1.2');
    $headers = strtolower($client->__getLastResponseHeaders());
    $checks->equal(str_contains($headers, 'content-type: application/soap+xml'), true, 'SOAP 1.2: content type');
    $fault = $checks->refused(fn () => $client->StopFax(['SendRef' => "nobody's"]), 'SOAP 1.2: a fault');
    $checks->equal(detail($fault)[0], 'NoMessagesFoundException', 'SOAP 1.2: a fault');
    $checks->group('SOAP 1.2');
}

$checks = new Checks('php');
$client = client(options: ['trace' => true]);
contract($checks);
send_and_follow($client, $checks);
pause_resume_stop($client, $checks);
busy($client, $checks);
references($client, $checks);
documents($client, $checks);
faults($client, $checks);
credentials($client, $checks);
older($checks);
soap_1_2($checks);
echo "php: $checks->passed checks passed\n";
