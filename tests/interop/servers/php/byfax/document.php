<?php

class Document
{
    public function uploadDocument(object $uploadDocument): array
    {
        $file = $uploadDocument->documentFile;
        return SUCCESS + [
            'documentRef' => $uploadDocument->documentRef,
            'documentType' => 'MS_OFFICE',
            'fileSize' => strlen($file->fileData),
            'fileCheck' => md5($file->fileData),
            'fileMime' => $file->fileMime,
        ];
    }

    public function downloadDocument(string $documentRef): array
    {
        // Every byte there is.
        return SUCCESS + ['Document' => file_of('bytes.bin', implode(array_map(chr(...), range(0, 255))))];
    }

    /** A list has no members of its own, so the message says how many there were. */
    public function deleteDocuments(array $documentRefs): array
    {
        return SUCCESS + ['stateMessage' => count($documentRefs) . ' deleted'];
    }

    public function checkDocument(string $documentRef): array
    {
        return ['stateCode' => 'FILE_NOT_FOUND', 'stateMessage' => "no $documentRef"];
    }

    public function getDocumentPreview(string $documentRef, string $quality, string $conversion): array
    {
        return SUCCESS + ['Document' => file_of("$quality $conversion.pdf", '%PDF'), 'pages' => 2];
    }
}
