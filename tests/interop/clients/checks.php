<?php
/** What the scripts of PHP's SoapClient have in common. */

const TEXT = "Gr\u{f6}\u{df}e \u{20ac}\u{1f4e0} <&> \"' ]]>";

class Checks
{
    public int $passed = 0;
    private int $told = 0;

    public function __construct(private string $stack)
    {
    }

    public function equal(mixed $found, mixed $expected, string $what): void
    {
        if ($found !== $expected) {
            $this->fail("$what: expected " . var_export($expected, true) . ', found ' . var_export($found, true));
        }
        $this->passed++;
    }

    public function group(string $name): void
    {
        printf("%s: %s: %d checks\n", $this->stack, $name, $this->passed - $this->told);
        $this->told = $this->passed;
    }

    /** The fault that the call comes to. */
    public function refused(callable $call, string $what): SoapFault
    {
        try {
            $answer = $call();
        } catch (SoapFault $fault) {
            $this->passed++;
            return $fault;
        }
        $this->fail("$what: expected a fault, found " . var_export($answer, true));
    }

    public function fail(string $what): never
    {
        fail("$this->stack: $what");
    }
}

function fail(string $what): never
{
    fwrite(STDERR, "$what\n");
    exit(1);
}

/** How many seconds a fax stays in one state. */
function pace(): int
{
    return (int) getenv('INTEROP_PACE');
}

function advance(int $seconds): void
{
    $url = getenv('INTEROP_SANDBOX') . "/sandbox/clock/advance?seconds=$seconds";
    $options = ['http' => ['method' => 'POST', 'header' => 'Content-Length: 0']];
    if (file_get_contents($url, false, stream_context_create($options)) === false) {
        fail("$url does not answer");
    }
}
