<?php
/** What the answers of several services are made of. */

// What has to be escaped in XML, and what needs more than one byte, or more than one UTF-16 unit.
const TEXT = "Gr\u{f6}\u{df}e \u{20ac}\u{1f4e0} <&> \"' ]]>";

const SUCCESS = ['stateCode' => 'SUCCESS'];

/** A file with all of its members. */
function file_of(string $name, string $bytes): array
{
    return [
        'fileName' => $name,
        'fileMime' => 'application/pdf',
        'fileSize' => strlen($bytes),
        'fileCheck' => md5($bytes),
        'fileData' => $bytes,
    ];
}

/** A reply with the items, which are a page of more. */
function listed(array $items): array
{
    return SUCCESS + ['countResult' => count($items), 'countTotal' => count($items) + 40, 'items' => $items];
}

/** What the checks take for a list without items. */
const NONE = ['stateCode' => 'EMPTY_RESULT', 'countResult' => 0, 'countTotal' => 0, 'items' => []];
