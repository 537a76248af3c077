<?php
/**
 * The Monopond contract behind PHP's SoapServer in WSDL mode, for `php -S 127.0.0.1:<port> monopond.php`.
 *
 * It answers from the request and says in a header block, `Understood`, what it has read: a line for each value, and
 * for a Timestamp the seconds that it lives. The environment gives the contract (INTEROP_WSDL) and the credentials
 * (INTEROP_USER, INTEROP_PASSWORD). A reference `fault:<element>` raises the fault with that detail element. The server
 * of gSOAP beside this one answers alike.
 */

ini_set('soap.wsdl_cache_enabled', '0');
ini_set('display_errors', 'stderr');

const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const ECHO_NAMESPACE = 'urn:fax:interop';
// These have no content, the others a message.
const EMPTY_DETAILS = ['UnsupportedDocumentContentType', 'UnknownHostException', 'InterruptedException'];
const REFERENCES = ['MessageRef', 'SendRef', 'BroadcastRef'];

/** Every value in it, a line each, with the path to it; repeated elements are numbered from 1. */
function understood(mixed $value, string $path): string
{
    if (is_object($value) || is_array($value)) {
        $lines = '';
        foreach (is_object($value) ? get_object_vars($value) : $value as $name => $member) {
            $name = is_int($name) ? $name + 1 : $name;
            $lines .= understood($member, $path === '' ? $name : "$path.$name");
        }
        return $lines;
    }
    $text = match (true) {
        is_bool($value) => $value ? 'true' : 'false',
        str_ends_with($path, 'MustBeSentBeforeDate') => (string) (new DateTimeImmutable($value))->getTimestamp(),
        default => (string) $value,
    };
    return "$path=" . (strlen($text) > 200 ? strlen($text) . ' characters' : $text) . "\n";
}

/** The references of the request as attributes of a message. */
function references(object $request): array
{
    $attributes = [];
    foreach (REFERENCES as $reference) {
        if (isset($request->$reference)) {
            $attributes[lcfirst($reference)] = $request->$reference;
        }
    }
    return $attributes;
}

class Service
{
    private bool $authenticated = false;
    private string $timestamp = '';

    public function __construct(private SoapServer $server)
    {
    }

    /** Called for the header block of this name, before the operation. */
    public function Security(object $security): void
    {
        $token = $security->UsernameToken;
        $expected = getenv('INTEROP_PASSWORD');
        if (isset($token->Nonce)) {
            $expected = base64_encode(sha1(base64_decode($token->Nonce) . $token->Created . $expected, true));
        }
        if ($token->Username !== getenv('INTEROP_USER') || $token->Password !== $expected) {
            throw new SoapFault([WSSE, 'FailedAuthentication'], 'The security token could not be authenticated');
        }
        $this->authenticated = true;
        if (isset($security->Timestamp)) {
            [$created, $expires] = [$security->Timestamp->Created, $security->Timestamp->Expires];
            $this->timestamp = 'Timestamp=' . strtotime($expires) - strtotime($created) . "\n";
        }
    }

    public function SendFax(object $request): array
    {
        $this->receive($request, $request->SendRef ?? '');
        $messages = array_map(
            fn (object $message) => [
                'messageRef' => $message->MessageRef,
                'sendTo' => $message->SendTo,
                'status' => 'queued',
            ] + references($request),
            $request->FaxMessages->FaxMessage,
        );
        return ['FaxMessages' => ['FaxMessage' => $messages]];
    }

    public function FaxStatus(object $request): array
    {
        $this->receive($request, $request->SendRef ?? '');
        $level = $request->Verbosity ?? 'brief';
        $answer = [
            'FaxStatusTotals' => [
                'pending' => 0, 'processing' => 1, 'queued' => 2, 'starting' => 3, 'sending' => 4, 'finalizing' => 5,
                'done' => PHP_INT_MAX,
            ],
            'FaxResultsTotals' => [
                'success' => 1, 'blocked' => 0, 'failed' => 1, 'totalAttempts' => 3, 'totalFaxDuration' => 57,
                'totalPages' => 2,
            ],
        ];
        if ($level === 'brief') {
            return $answer;
        }
        $messages = [];
        foreach (['61011111111', '61022222222'] as $number) {
            $messages[] = ['sendTo' => $number, 'status' => 'done'] + references($request);
        }
        if ($level === 'details' || $level === 'all') {
            // One object in two places: SoapServer writes it once and refers to it.
            $details = (object) [
                'sendFrom' => "Gr\u{f6}\u{df}e <&> \"'", 'resolution' => 'fine', 'retries' => 0, 'busyRetries' => 3,
                'headerFormat' => "From %from%|\u{20ac}\u{1f4e0}",
            ];
            $messages[0]['FaxDetails'] = $messages[1]['FaxDetails'] = $details;
        }
        if ($level === 'results' || $level === 'all') {
            $call = [
                'scheduledStartTime' => '2026-03-25T12:00:00.299+10:00',
                'dateCallStarted' => '2026-03-25T12:00:02+10:00',
                'dateCallEnded' => '2026-03-25T02:00:29Z',
            ];
            $messages[0]['FaxResults']['FaxResult'] = [
                [
                    'attempt' => 1, 'result' => 'failed', 'cost' => '0.00', 'pages' => 0, 'totalFaxDuration' => 0,
                    'Error' => ['code' => 'FAX_BUSY', 'name' => 'Phone number busy'],
                ],
                ['attempt' => 2, 'result' => 'success', 'cost' => '0.15', 'pages' => 2, 'totalFaxDuration' => 57]
                    + $call,
            ];
            $messages[1]['FaxResults']['FaxResult'] = [
                ['attempt' => 1, 'result' => 'failed', 'Error' => ['code' => 'FAX_BY_PIGEON', 'name' => '<new>']],
            ];
        }
        return $answer + ['FaxMessages' => ['FaxMessage' => $messages]];
    }

    public function StopFax(object $request): array
    {
        return $this->change($request, 'stopping');
    }

    public function PauseFax(object $request): array
    {
        return $this->change($request, 'pausing');
    }

    public function ResumeFax(object $request): array
    {
        return $this->change($request, 'resuming');
    }

    public function SaveFaxDocument(object $request): array
    {
        $this->receive($request, $request->DocumentRef);
        return [];
    }

    public function DeleteFaxDocument(object $request): array
    {
        $this->receive($request, $request->DocumentRef);
        return [];
    }

    public function FaxDocumentPreview(object $request): array
    {
        $this->receive($request, $request->DocumentRef);
        return ['TiffPreview' => base64_encode("TIFF of $request->DocumentRef"), 'NumberOfPages' => 2];
    }

    private function change(object $request, string $status): array
    {
        $this->receive($request, $request->SendRef ?? '');
        return ['FaxMessages' => ['FaxMessage' => [['status' => $status] + references($request)]]];
    }

    /** Lets the request in, says what was read, and raises the fault that the reference asks for. */
    private function receive(object $request, string $reference): void
    {
        if (!$this->authenticated) {
            throw new SoapFault([WSSE, 'InvalidSecurity'], 'A UsernameToken is due');
        }
        $understood = $this->timestamp . understood($request, '');
        $this->server->addSoapHeader(new SoapHeader(ECHO_NAMESPACE, 'Understood', $understood));
        if (str_starts_with($reference, 'fault:')) {
            $name = substr($reference, strlen('fault:'));
            $detail = (object) (in_array($name, EMPTY_DETAILS) ? [] : ['message' => "because of $reference"]);
            throw new SoapFault('Server', "asked for $name", null, $detail, $name);
        }
    }
}

$server = new SoapServer(getenv('INTEROP_WSDL'), ['features' => SOAP_SINGLE_ELEMENT_ARRAYS]);
$server->setObject(new Service($server));
$server->handle();
