<?php
/**
 * byFax's five contracts behind PHP's SoapServer in WSDL mode, for `php -S 127.0.0.1:<port> byfax.php`, each at its own
 * path: /soap/1.1/cover, /soap/1.1/document, /soap/1.1/faxout, /soap/1.1/faxin/message, /soap/1.1/faxin/inventory.
 *
 * It answers from the request and says in a header block, `Understood`, what it has read: a line for each value, as
 * JSON, so that text, numbers, nil and empty lists stay apart. The environment gives the folder of the contracts
 * (INTEROP_BYFAX_WSDL) and the credentials (INTEROP_USER, INTEROP_PASSWORD).
 */

ini_set('soap.wsdl_cache_enabled', '0');
ini_set('display_errors', 'stderr');
// A double is written with the digits that it needs and no more.
ini_set('precision', '-1');

require __DIR__ . '/byfax/answers.php';
require __DIR__ . '/byfax/cover.php';
require __DIR__ . '/byfax/document.php';
require __DIR__ . '/byfax/faxout.php';
require __DIR__ . '/byfax/message.php';
require __DIR__ . '/byfax/inventory.php';

const ECHO_NAMESPACE = 'urn:fax:interop';
// The file of the contract, and who answers, by path.
const CONTRACTS = [
    '/soap/1.1/cover' => ['cover.wsdl', Cover::class],
    '/soap/1.1/document' => ['document.wsdl', Document::class],
    '/soap/1.1/faxout' => ['faxout.wsdl', Faxout::class],
    '/soap/1.1/faxin/message' => ['faxin-message.wsdl', Message::class],
    '/soap/1.1/faxin/inventory' => ['faxin-inventory.wsdl', Inventory::class],
];

/** Every value in it, a line each, with the path to it; items of a list are numbered from 1. */
function understood(mixed $value, string $path): string
{
    if (is_object($value) || (is_array($value) && $value !== [])) {
        $lines = '';
        foreach ($value as $name => $member) {
            $lines .= understood($member, "$path." . (is_int($name) ? $name + 1 : $name));
        }
        return $lines;
    }
    // SoapServer has decoded it; bytes are no text.
    if (is_string($value) && str_ends_with($path, '.fileData')) {
        $value = strlen($value) > 200 ? strlen($value) . ' bytes' : base64_encode($value);
    }
    return "$path=" . json_encode($value, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES) . "\n";
}

/** Looks at the credentials, says what was read, and lets the operations of a service answer. */
class Service
{
    private ?object $token = null;

    public function __construct(private SoapServer $server, private object $operations)
    {
    }

    /**
     * Called for the header block of this name, before the operation. SoapServer wraps a block that says its type: the
     * contract calls this block otherwise, so that it is not one that SoapServer knows.
     */
    public function UsernameToken(object $token): void
    {
        $this->token = $token instanceof SoapVar ? $token->enc_value : $token;
    }

    /** Called for every operation. */
    public function __call(string $operation, array $parts): mixed
    {
        $answer = new ReflectionMethod($this->operations, $operation);
        $understood = '';
        foreach ($answer->getParameters() as $index => $part) {
            $understood .= understood($parts[$index], $part->getName());
        }
        $this->server->addSoapHeader(new SoapHeader(ECHO_NAMESPACE, 'Understood', $understood));
        $refusal = $this->refusal();
        return $refusal ? ['stateCode' => $refusal] : $answer->invokeArgs($this->operations, $parts);
    }

    private function refusal(): ?string
    {
        return match (true) {
            $this->token === null => 'API_KEY_MISSING',
            $this->token->Username !== getenv('INTEROP_USER') => 'API_KEY_NOT_FOUND',
            $this->token->Password !== getenv('INTEROP_PASSWORD') => 'API_KEY_SECRET_NOT_MATCH',
            default => null,
        };
    }
}

function contract(string $file): string
{
    $ours = getenv('INTEROP_BYFAX_WSDL') . "/$file";
    // The published files are called otherwise.
    return file_exists($ours) ? $ours : str_replace('/faxin-', '/', $ours);
}

[$file, $operations] = CONTRACTS[parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)];
$server = new SoapServer(contract($file));
$server->setObject(new Service($server, new $operations()));
$server->handle();
