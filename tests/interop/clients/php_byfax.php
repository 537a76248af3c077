<?php
/**
 * PHP's SoapClient drives the sandbox's byFax from its contracts. What is checked is as in byfax.py. The first argument
 * says which form of replies the sandbox has, inline or multiref.
 */

ini_set('soap.wsdl_cache_enabled', '0');

require __DIR__ . '/checks.php';

const SERVICES = [
    'cover' => ['/soap/1.1/cover', 'urn:ApiServiceCover'],
    'document' => ['/soap/1.1/document', 'urn:ApiServiceDocument'],
    'faxout' => ['/soap/1.1/faxout', 'urn:ApiServiceFaxout'],
    'message' => ['/soap/1.1/faxin/message', 'urn:ApiServiceFxiMessage'],
    'inventory' => ['/soap/1.1/faxin/inventory', 'urn:ApiServiceFxiInventory'],
];
const STATES = ['PENDING', 'PREPARING', 'READY', 'SUBMITTING', 'SUBMITTED', 'DELIVERING', 'SUCCESS'];
const NUMBERS = ['+61011111111', '+61022222222'];
// Always busy in the sandbox.
const BUSY = '9990010';
const TIFF = ["II*\0", "MM\0*"];
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const PAGE = ['pageNumber' => 0, 'pageSize' => 10];

/** A client for each service. */
class Stack
{
    private array $clients = [];

    public function __construct(public readonly Checks $checks)
    {
        foreach (SERVICES as $service => [$path, $_]) {
            $this->clients[$service] = new SoapClient(getenv('INTEROP_SANDBOX') . "$path?wsdl", ['trace' => true]);
        }
    }

    /** Calls from now on have these credentials; without a user, none. */
    public function authenticate(?string $user, string $password = ''): void
    {
        $token = (object) ['Username' => $user, 'Password' => $password];
        foreach (SERVICES as $service => [$_, $namespace]) {
            $header = $user === null ? [] : new SoapHeader($namespace, 'UsernameToken', $token);
            $this->clients[$service]->__setSoapHeaders($header);
        }
    }

    /** The reply as arrays, without what is absent. */
    public function call(string $service, string $operation, mixed ...$parts): array
    {
        return plain($this->clients[$service]->__soapCall($operation, $parts));
    }

    /** The reply to a call that succeeds, without the state code. */
    public function succeed(string $service, string $operation, mixed ...$parts): array
    {
        $reply = $this->call($service, $operation, ...$parts);
        $this->checks->equal($reply['stateCode'], 'SUCCESS', "$operation: " . ($reply['stateMessage'] ?? ''));
        unset($reply['stateCode']);
        return $reply;
    }

    public function fails(string $code, string $service, string $operation, mixed ...$parts): void
    {
        $reply = $this->call($service, $operation, ...$parts);
        $this->checks->equal($reply['stateCode'], $code, "$operation: " . ($reply['stateMessage'] ?? ''));
    }

    public function client(string $service): SoapClient
    {
        return $this->clients[$service];
    }
}

function plain(mixed $value): mixed
{
    if (!is_object($value) && !is_array($value)) {
        return $value;
    }
    return array_filter(array_map(plain(...), (array) $value), fn (mixed $member) => $member !== null);
}

function members(array $value, array $names): array
{
    return array_map(fn (string $name) => $value[$name] ?? null, $names);
}

function file_of(string $name, string $bytes): array
{
    return ['fileName' => $name, 'fileSize' => strlen($bytes), 'fileCheck' => md5($bytes), 'fileData' => $bytes];
}

function is_file_of(Checks $checks, array $file, string $mime, string $start, string $what): void
{
    $bytes = $file['fileData'];
    $checks->equal(members($file, ['fileMime', 'fileSize', 'fileCheck']), [$mime, strlen($bytes), md5($bytes)], $what);
    $checks->equal(str_starts_with($bytes, $start), true, $what);
}

function contracts(Stack $stack, Checks $checks): void
{
    foreach (SERVICES as [$path, $_]) {
        $contract = file_get_contents(getenv('INTEROP_SANDBOX') . "$path?wsdl");
        preg_match('/<soap:address location="([^"]*)"/', $contract, $found);
        $checks->equal($found[1] ?? null, getenv('INTEROP_SANDBOX') . $path, 'the address in the contract');
    }
}

function form(Stack $stack, Checks $checks, string $form): void
{
    $stack->succeed('inventory', 'listCountries');
    $refers = str_contains($stack->client('inventory')->__getLastResponse(), 'href="#');
    $checks->equal($refers, $form === 'multiref', 'references in a reply');
}

function credentials(Stack $stack, Checks $checks): void
{
    $calls = [
        ['cover', 'listCovers'],
        ['document', 'deleteDocuments', ["nobody's"]],
        ['faxout', 'getBalance'],
        ['message', 'countFaxes', new stdClass()],
        ['inventory', 'listDids'],
    ];
    $user = getenv('INTEROP_USER');
    $password = getenv('INTEROP_PASSWORD');
    foreach ($calls as $call) {
        $stack->authenticate($user, "{$password}x");
        $stack->fails('API_KEY_SECRET_NOT_MATCH', ...$call);
        $stack->authenticate('nobody', $password);
        $stack->fails('API_KEY_NOT_FOUND', ...$call);
        $stack->authenticate(null);
        $stack->fails('API_KEY_MISSING', ...$call);
    }
    $stack->authenticate($user, $password);
}

function covers(Stack $stack, Checks $checks): void
{
    [$first, $second] = ["PK\3\4 the first", "PK\3\4 the second"];
    $before = $stack->call('cover', 'listCovers')['countTotal'] ?? 0;
    $added = $stack->succeed('cover', 'addCover', TEXT, file_of('cover.docx', $first));
    $ref = $added['coverRef'];
    $told = members($added, ['fileSize', 'fileCheck', 'fileMime']);
    $checks->equal($told, [strlen($first), md5($first), DOCX], 'addCover');

    $is_called = function (string $title) use ($stack, $checks, $ref, $before): void {
        $cover = ['coverRef' => $ref, 'coverTitle' => $title];
        $found = $stack->succeed('cover', 'getCover', $ref);
        $checks->equal($found, ['countResult' => 1, 'countTotal' => 1, 'items' => [$cover]], 'getCover');
        $listed = $stack->succeed('cover', 'listCovers');
        $checks->equal([$listed['countTotal'], end($listed['items'])], [$before + 1, $cover], 'listCovers');
    };
    $is_called(TEXT);
    $stack->succeed('cover', 'renameCover', $ref, "  other\ttitle  ");
    $is_called("  other\ttitle  ");
    $found = $stack->succeed('cover', 'downloadCover', $ref);
    is_file_of($checks, $found['Document'], DOCX, $first, 'downloadCover');
    $stack->succeed('cover', 'reloadCover', $ref, file_of('cover.docx', $second));
    $found = $stack->succeed('cover', 'downloadCover', $ref);
    $checks->equal($found['Document']['fileData'], $second, 'downloadCover gives the new file');
    $found = $stack->succeed('cover', 'getCoverPreview', $ref);
    $checks->equal(in_array(substr($found['Document']['fileData'], 0, 4), TIFF, true), true, 'the preview is a TIFF');
    $stack->succeed('cover', 'deleteCover', $ref);
    $stack->fails('COVER_TEMPLATE_DELETED', 'cover', 'getCover', $ref);
}

function documents(Stack $stack, Checks $checks): void
{
    $ref = 'php uploads';
    $letter = file_of('letter.txt', TEXT);
    $upload = ['documentRef' => $ref, 'documentFile' => $letter];
    $expected = [
        'documentRef' => $ref, 'documentType' => 'PLAIN_TEXT', 'fileSize' => strlen(TEXT), 'fileCheck' => md5(TEXT),
        'fileMime' => 'text/plain',
    ];
    $checks->equal($stack->succeed('document', 'uploadDocument', $upload), $expected, 'uploadDocument');
    $checks->equal($stack->succeed('document', 'checkDocument', $ref), $expected, 'checkDocument');
    $wrongs = [
        'FILE_REFERENCE_DUPLICATE' => $upload,
        'FILE_STORAGE_SIZE_MISMATCH' => ['documentFile' => ['fileSize' => 1] + $letter],
        'FILE_INTEGRITY_FAILURE' => ['documentFile' => ['fileCheck' => str_repeat('0', 32)] + $letter],
        'API_REQUEST_INCOMPLETE' => ['documentRef' => 'php has no file'],
    ];
    foreach ($wrongs as $code => $wrong) {
        $stack->fails($code, 'document', 'uploadDocument', $wrong);
    }

    $found = $stack->succeed('document', 'downloadDocument', $ref);
    is_file_of($checks, $found['Document'], 'text/plain', TEXT, 'downloadDocument');
    $checks->equal($found['Document']['fileName'], 'letter.txt', 'downloadDocument');
    $stack->fails('FILE_PREVIEW_NOT_READY', 'document', 'getDocumentPreview', $ref, 'FINE', 'TEXT');
    advance(pace());
    $found = $stack->succeed('document', 'getDocumentPreview', $ref, 'FINE', 'TEXT');
    $checks->equal($found['pages'], 1, 'getDocumentPreview');
    $checks->equal(in_array(substr($found['Document']['fileData'], 0, 4), TIFF, true), true, 'the preview is a TIFF');

    // One that the service names.
    $upload = ['documentFile' => ['fileName' => 'a.txt', 'fileData' => 'a']];
    $other = $stack->succeed('document', 'uploadDocument', $upload)['documentRef'];
    $stack->succeed('document', 'deleteDocuments', [$ref, $other]);
    $stack->fails('FILE_DELETED', 'document', 'checkDocument', $ref);
    $stack->fails('FILE_DELETED', 'document', 'checkDocument', $other);
}

/** A broadcast of this name, to these numbers. */
function submission(string $name, array $numbers): array
{
    $recipients = [];
    foreach ($numbers as $index => $number) {
        $recipients[] = [
            'Name' => TEXT, 'Number' => $number, 'Timezone' => 'Europe/Minsk', 'messageRef' => "$name " . $index + 1,
        ];
    }
    return [
        'broadcastRef' => $name,
        'sendRef' => "$name sends",
        'Header' => '<DateTime> <Timezone>|From: <From>',
        'busyRetry' => 1,
        'sendQuality' => 'FINE',
        'sendMode' => 'TEXT',
        'Sender' => ['Name' => TEXT, 'Company' => 'Head Office'],
        'Recipients' => $recipients,
        'Documents' => [['documentFile' => file_of('letter.txt', TEXT)]],
    ];
}

/** What the list says of the faxes with these references. */
function messages(Stack $stack, array $refs, array $page = PAGE): array
{
    return $stack->succeed('faxout', 'listRecipients', ['messageRefs' => $refs, 'pagination' => $page]);
}

function until(Stack $stack, string $ref, string $state): array
{
    for ($step = 0; $step < 20; $step++) {
        $fax = messages($stack, [$ref])['items'][0];
        if ($fax['jobState'] === $state) {
            return $fax;
        }
        advance(pace());
    }
    $stack->checks->fail("expected $state some time, found {$fax['jobState']}");
}

function submit(Stack $stack, Checks $checks): void
{
    $name = 'php ' . TEXT;
    $stored = ['documentRef' => 'php stores', 'documentFile' => file_of('pages.txt', str_repeat("a line\n", 100))];
    $stack->succeed('document', 'uploadDocument', $stored);
    $request = submission($name, NUMBERS);
    $greeting = ['languageISO' => 'EN', 'greetingTitle' => TEXT, 'greetingFile' => file_of('hello.txt', 'hello')];
    $request['Recipients'][0] += ['sendRef' => 'of its own', 'Subject' => null, 'Greeting' => $greeting];
    $request['Documents'][] = ['documentRef' => 'php stores'];
    $refs = array_column($request['Recipients'], 'messageRef');
    $reply = $stack->succeed('faxout', 'Submit', $request);
    $accepted = [];
    foreach ($refs as $index => $ref) {
        $accepted[] = ['stateCode' => 'SUCCESS', 'messageRef' => $ref, 'recipientNumber' => NUMBERS[$index]];
    }
    $expected = [
        'broadcastRef' => $name,
        'sendRef' => "$name sends",
        'reportRecipients' => $accepted,
        'reportDocuments' => [['stateCode' => 'SUCCESS'], ['stateCode' => 'SUCCESS', 'fileRef' => 'php stores']],
    ];
    $checks->equal($reply, $expected, 'Submit');
    $stack->fails('CONTAINER_EXISTS', 'faxout', 'Submit', $request);

    $refused = submission("$name, again", ['nobody', ...NUMBERS]);
    $refused['Recipients'][1]['messageRef'] = $refs[0];
    $reports = $stack->succeed('faxout', 'Submit', $refused)['reportRecipients'];
    $codes = ['INVALID_NUMBER', 'MESSAGE_REFERENCE_DUPLICATE', 'SUCCESS'];
    $checks->equal(array_column($reports, 'stateCode'), $codes, 'a code for each recipient');

    follow($stack, $checks, $name, $refs);
    count_and_list($stack, $checks, $name, $refs);
    $balance = $stack->succeed('faxout', 'getBalance');
    $checks->equal([is_float($balance['balanceValue']), $balance['balanceCurrency']], [true, 'EUR'], 'getBalance');
    $found = $stack->succeed('faxout', 'Download', $refs[0], true);
    $checks->equal($found['pages'], 3, 'Download');
    is_file_of($checks, $found['Document'], 'application/pdf', '%PDF', 'Download');
    $stack->fails('FILE_NOT_FOUND', 'faxout', 'checkTiffExists', "nobody's");

    // It takes one reference and removes the broadcast.
    $stack->succeed('faxout', 'Delete', $refs[0]);
    $stack->fails('EMPTY_RESULT', 'faxout', 'listRecipients', ['messageRefs' => $refs, 'pagination' => PAGE]);
}

/** Two faxes, asked for by their references, until both are done. */
function follow(Stack $stack, Checks $checks, string $name, array $refs): void
{
    foreach (STATES as $state) {
        $faxes = messages($stack, $refs);
        $checks->equal(array_column($faxes['items'], 'jobState'), [$state, $state], 'states in their order');
        if ($state !== 'SUCCESS') {
            advance(pace());
        }
    }
    $checks->equal(members($faxes, ['countResult', 'countTotal']), [2, 2], 'listRecipients');
    foreach ($faxes['items'] as $index => $fax) {
        $names = ['stateCode', 'broadcastRef', 'sendRef', 'messageRef', 'recipientNumber', 'jobStateEx', 'attempt'];
        $sends = ['of its own', "$name sends"];
        $expected = ['SUCCESS', $name, $sends[$index], $refs[$index], NUMBERS[$index], 'SUCCESS', 1];
        $checks->equal(members($fax, $names), $expected, 'listRecipients');
        $checks->equal(members($fax, ['pagesTotal', 'pagesSent', 'currency']), [3, 3, 'EUR'], 'listRecipients');
        $checks->equal(is_float($fax['cost']) && $fax['cost'] > 0, true, 'cost');
        $started = new DateTimeImmutable($fax['callStarted']);
        $checks->equal($started < new DateTimeImmutable($fax['callEnded']), true, 'a call takes time');
    }
    $second = messages($stack, $refs, ['pageNumber' => 1, 'pageSize' => 1]);
    $checks->equal(members($second, ['countResult', 'countTotal']), [1, 2], 'the second page');
    $checks->equal($second['items'][0]['messageRef'], $refs[1], 'the second page');
}

function count_and_list(Stack $stack, Checks $checks, string $name, array $refs): void
{
    $found = $stack->succeed('faxout', 'countRecipients', ['messageRefs' => [$refs[0]]]);
    $checks->equal($found, ['itemsCount' => 1], 'countRecipients');
    $found = $stack->succeed('faxout', 'countBrodcasts', ['broadcastRefs' => [$name, "nobody's"]]);
    $checks->equal($found, ['itemsCount' => 1], 'countBrodcasts');
    $found = $stack->succeed('faxout', 'listBrodcasts', ['broadcastRefs' => [$name], 'pagination' => PAGE]);
    $checks->equal(members($found, ['countResult', 'countTotal']), [1, 1], 'listBrodcasts');
    $broadcast = $found['items'][0];
    $told = members($broadcast, ['stateCode', 'broadcastRef', 'jobState', 'recipientCount', 'currency']);
    $checks->equal($told, ['SUCCESS', $name, 'DONE', 2, 'EUR'], 'listBrodcasts');
    $checks->equal($broadcast['price'] === $broadcast['cost'] && $broadcast['cost'] > 0, true, 'price and cost');
    $delivered = new DateTimeImmutable($broadcast['jobDelivered']);
    $checks->equal(new DateTimeImmutable($broadcast['jobCreated']) < $delivered, true, 'dates');
    $later = $delivered->modify('+1 day')->format('c');
    $filter = ['broadcastRefs' => [$name], 'dateFrom' => $later, 'pagination' => PAGE];
    $stack->fails('EMPTY_RESULT', 'faxout', 'listBrodcasts', $filter);
    $found = $stack->succeed('faxout', 'countRecipients', ['broadcastRefs' => [$name], 'dateTill' => $later]);
    $checks->equal($found, ['itemsCount' => 2], 'countRecipients');
}

function process(Stack $stack, Checks $checks): void
{
    $name = 'php pauses';
    $request = submission($name, [NUMBERS[0], BUSY]);
    [$fax, $busy] = array_column($request['Recipients'], 'messageRef');
    $stack->succeed('faxout', 'Submit', $request);
    // As the vendor's client sends it: with nil for what is not used.
    $unused = ['broadcastRefs' => null, 'sendRefs' => null, 'messageRefs' => null];
    $change = function (string $operation, string $state, array $selection, string $code = 'SUCCESS') use (
        $stack,
        $checks,
        $unused,
    ): void {
        $reply = $stack->call('faxout', $operation, $selection + $unused);
        $found = [$reply['stateCode'], array_column($reply['items'], 'jobState'), $reply['items'][0]['stateCode']];
        $checks->equal($found, [$code, [$state], $code], $operation);
    };
    $change('Pause', 'PAUSING', ['messageRefs' => [$fax]]);
    until($stack, $fax, 'PAUSED');
    advance(100 * pace());
    $checks->equal(messages($stack, [$fax])['items'][0]['jobState'], 'PAUSED', 'a paused fax stays so');
    $change('Resume', 'RESUMING', ['messageRefs' => [$fax], 'broadcastRefs' => [$name]]);
    until($stack, $fax, 'READY');
    $change('Cancel', 'CANCELLING', ['messageRefs' => [$fax], 'sendRefs' => ["$name sends", "nobody's"]]);
    until($stack, $fax, 'CANCELLED');
    $change('Pause', 'CANCELLED', ['messageRefs' => [$fax]], 'FAXJOB_NOT_WAITING');

    $failed = until($stack, $busy, 'FAILED');
    // busyRetry is 1.
    $checks->equal(members($failed, ['jobStateEx', 'attempt']), ['BUSY', 2], 'a busy number');
    $change('Resubmit', 'PENDING', ['messageRefs' => [$busy]]);
    $change('Resubmit', 'CANCELLED', ['messageRefs' => [$fax]], 'FAXJOB_NOT_FAILED');
}

/** A TIFF that is ready to be sent: one that the sandbox makes. */
function ready(Stack $stack, Checks $checks): void
{
    $request = submission('php prints', [NUMBERS[0]]);
    $stack->succeed('faxout', 'Submit', $request);
    until($stack, 'php prints 1', 'SUCCESS');
    $page = $stack->succeed('faxout', 'Download', 'php prints 1', false)['Document'];
    is_file_of($checks, $page, 'image/tiff', '', 'Download');
    // SoapClient writes what stands in two places once, and refers to it.
    $contact = (object) ['Name' => 'Ada', 'Number' => NUMBERS[0]];
    $reply = $stack->succeed('faxout', 'SubmitMessage', [
        'broadcastRef' => null,
        'messageRef' => 'php has a TIFF',
        'Header' => '',
        'Sender' => $contact,
        'Recipient' => $contact,
        'Document' => ['documentFile' => file_of('page.tiff', $page['fileData'])],
    ]);
    $refers = str_contains($stack->client('faxout')->__getLastRequest(), 'href="#');
    $checks->equal($refers, true, 'the request has a reference');
    $checks->equal($reply['broadcastRef'] !== '', true, 'the service makes a reference');
    $report = ['stateCode' => 'SUCCESS', 'messageRef' => 'php has a TIFF', 'recipientNumber' => NUMBERS[0]];
    $checks->equal($reply['reportRecipients'], [$report], 'SubmitMessage');
    until($stack, 'php has a TIFF', 'SUCCESS');
}

function inject(array $fax): void
{
    $url = getenv('INTEROP_SANDBOX') . '/sandbox/byfax/received';
    $options = ['http' => ['method' => 'POST', 'header' => 'Content-Type: application/json']];
    $options['http']['content'] = json_encode($fax);
    if (file_get_contents($url, false, stream_context_create($options)) === false) {
        fail("$url does not answer");
    }
}

function received(Stack $stack, Checks $checks): void
{
    $did = '+442079460100';
    inject(['didE164' => $did, 'senderE164' => NUMBERS[0], 'pages' => 2, 'quality' => 'FINE', 'remoteSID' => TEXT]);
    inject(['didE164' => $did, 'state' => 'FAILED', 'stateEx' => 'NO_ANSWER', 'ecm' => false]);
    $found = $stack->succeed('message', 'countFaxes', ['didE164' => $did]);
    $checks->equal($found, ['itemsCount' => 2], 'countFaxes');

    $request = ['didE164' => $did, 'isSuccess' => true, 'hasFile' => true, 'pagination' => PAGE];
    $found = $stack->succeed('message', 'listFaxes', $request);
    $checks->equal(members($found, ['countResult', 'countTotal']), [1, 1], 'listFaxes');
    $fax = $found['items'][0];
    $names = ['recipientE164', 'senderE164', 'state', 'stateEx', 'pages', 'ecm', 'quality', 'remoteSID', 'hasFile'];
    $expected = [$did, NUMBERS[0], 'SUCCESS', 'SUCCESS', 2, true, 'FINE', TEXT, true];
    $checks->equal(members($fax, $names), $expected, 'listFaxes');
    $found = $stack->succeed('message', 'listFaxes', ['isSuccess' => false, 'hasFile' => false] + $request);
    $failed = $found['items'][0];
    $told = members($failed, ['state', 'stateEx', 'ecm', 'hasFile']);
    $checks->equal($told, ['FAILED', 'NO_ANSWER', false, false], 'listFaxes');

    foreach (['application/pdf' => true, 'image/tiff' => false] as $mime => $is_pdf) {
        $found = $stack->succeed('message', 'downloadFax', $fax['refID'], $is_pdf);
        $checks->equal([$found['pages'], $found['Document']['fileMime']], [2, $mime], 'downloadFax');
    }
    $stack->fails('FILE_NOT_FOUND', 'message', 'downloadFax', $failed['refID'], true);
    $stack->succeed('message', 'deleteFax', $fax['refID']);
    $stack->succeed('message', 'deleteFax', $failed['refID']);
    $stack->fails('EMPTY_RESULT', 'message', 'listFaxes', $request);
}

function inventory(Stack $stack, Checks $checks): void
{
    $items = function (string $operation, string ...$parts) use ($stack, $checks): array {
        $reply = $stack->succeed('inventory', $operation, ...$parts);
        $count = count($reply['items']);
        $checks->equal(members($reply, ['countResult', 'countTotal']), [$count, $count], $operation);
        return $reply['items'];
    };
    $countries = $items('listCountries');
    $usa = ['iso2' => 'US', 'iso3' => 'USA', 'hasStates' => true, 'hasRegulation' => false, 'phoneCode' => '1'];
    $checks->equal([count($countries), $countries[0]], [4, $usa], 'listCountries');
    $checks->equal(array_column($items('listStates', 'USA'), 'stateCodeA2'), ['CA', 'NY', 'TX'], 'listStates');
    $groups = $items('listDidGroups', 'USA', 'NY');
    $told = members($groups[0], ['refID', 'didType', 'isAvailable']);
    $checks->equal([count($groups), $told], [1, ['us-ny-212', 'GEOGRAPHIC', true]], 'listDidGroups');
    $checks->equal($items('getDidGroup', 'us-ny-212'), $groups, 'getDidGroup');
    $stack->fails('NUMBER_GROUP_NOT_AVAILABLE', 'inventory', 'getDidGroup', "nobody's");
    [$first, $second] = $items('listDids');
    $checks->equal([$first['didRef'], $second['didRef']], ['did-1', 'did-2'], 'listDids');
    $checks->equal([is_int($first['inboxCount']), $first['canExtend']], [true, true], 'listDids');
    $checks->equal($first['reservedAt'] < $first['reservedTill'], true, 'listDids');
    $checks->equal(isset($second['reservedAt']), false, 'listDids');
}

/** A reference that asks for a state code gets it. */
function states(Stack $stack, Checks $checks): void
{
    $stack->fails('INSUFFICIENT_FUNDS', 'cover', 'getCover', 'state:INSUFFICIENT_FUNDS');
    $stack->fails('FILE_CONVERTION_FAILED', 'document', 'checkDocument', 'state:FILE_CONVERTION_FAILED');
    $stack->fails('DESTINATION_UNREACHIBLE', 'faxout', 'Cancel', ['messageRefs' => ['state:DESTINATION_UNREACHIBLE']]);
    $stack->fails('DATABASE_QUERY_EXECUTE', 'message', 'deleteFax', 'state:DATABASE_QUERY_EXECUTE');
    $stack->fails('NUMBER_OUT_OF_STOCK', 'inventory', 'getDidGroup', 'state:NUMBER_OUT_OF_STOCK');
}

$form = $argv[1];
$checks = new Checks("php, byFax $form");
$stack = new Stack($checks);
$stack->authenticate(getenv('INTEROP_USER'), getenv('INTEROP_PASSWORD'));
$groups = [
    'contracts', 'form', 'credentials', 'covers', 'documents', 'submit', 'process', 'ready', 'received', 'inventory',
    'states',
];
foreach ($groups as $group) {
    $group($stack, $checks, $form);
    $checks->group($group);
}
echo "php, byFax $form: $checks->passed checks passed\n";
