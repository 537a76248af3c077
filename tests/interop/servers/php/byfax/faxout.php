<?php

class Faxout
{
    public function Submit(object $submitRequest): array
    {
        $recipients = array_map(
            fn (object $recipient) => SUCCESS + [
                'messageRef' => $recipient->messageRef ?? null,
                'recipientNumber' => $recipient->Number,
            ],
            $submitRequest->Recipients,
        );
        $documents = array_map(
            fn (object $document) => ['stateCode' => 'FILE_FORMAT_UNKNOWN', 'stateMessage' => TEXT]
                + ['fileRef' => $document->documentRef ?? 'made'],
            $submitRequest->Documents ?? [],
        );
        return SUCCESS + [
            'broadcastRef' => $submitRequest->broadcastRef ?? null,
            'sendRef' => $submitRequest->sendRef ?? null,
            'reportRecipients' => $recipients,
            'reportDocuments' => $documents,
        ];
    }

    public function SubmitMessage(object $submitRequest): array
    {
        $report = ['messageRef' => $submitRequest->messageRef, 'recipientNumber' => $submitRequest->Recipient->Number];
        return SUCCESS + [
            'broadcastRef' => $submitRequest->broadcastRef,
            'sendRef' => null,
            'reportRecipients' => [SUCCESS + $report],
            'reportDocuments' => null,
        ];
    }

    public function Resubmit(object $resubmitRequest): array
    {
        return $this->processed($resubmitRequest, 'PREPARING');
    }

    public function Pause(object $pauseRequest): array
    {
        return $this->processed($pauseRequest, 'PAUSING');
    }

    public function Resume(object $resumeRequest): array
    {
        return $this->processed($resumeRequest, 'RESUMING');
    }

    public function Cancel(object $cancelRequest): array
    {
        return $this->processed($cancelRequest, 'CANCELLING');
    }

    public function Download(string $messageRef, bool $isPdf): array
    {
        return SUCCESS + ['Document' => file_of($isPdf ? 'fax.pdf' : 'fax.tiff', "bytes of $messageRef"), 'pages' => 1];
    }

    /** The reference `fault` raises one. */
    public function Delete(string $messageRef): array
    {
        if ($messageRef === 'fault') {
            throw new SoapFault('Server', 'no <fax> & no database', 'urn:actor', ['hint' => TEXT]);
        }
        return SUCCESS;
    }

    public function countBrodcasts(object $listRequest): array
    {
        return SUCCESS + ['itemsCount' => count($listRequest->broadcastRefs ?? [])];
    }

    /** The second is of a code and a state that no contract has. */
    public function listBrodcasts(object $listRequest): array
    {
        $money = ['price' => 0.1, 'cost' => 1234567.89, 'currency' => 'EUR'];
        $broadcast = SUCCESS + [
            'broadcastRef' => 'b-1', 'jobState' => 'DONE', 'jobStateEx' => 'SUCCESS', 'jobStateExMessage' => TEXT,
            'jobCreated' => '2026-03-25T12:00:00.25+03:00', 'jobDelivered' => '2026-03-25T09:01:00Z',
            'recipientCount' => 2,
        ];
        $new = ['stateCode' => 'LOST_BY_PIGEON', 'jobState' => 'FLYING', 'price' => 0.0, 'cost' => 1e-7];
        return listed([$broadcast + $money, $new + ['currency' => '']]);
    }

    public function countRecipients(object $listRequest): array
    {
        return SUCCESS + ['itemsCount' => count($listRequest->messageRefs ?? [])];
    }

    /** One for each reference that was asked for; the first with all members. */
    public function listRecipients(object $listRequest): array
    {
        if (($listRequest->messageRefs ?? []) === []) {
            return NONE;
        }
        $calls = [
            'broadcastRef' => 'b-1', 'sendRef' => 's-1', 'jobStateEx' => 'BUSY', 'jobStateExMessage' => TEXT,
            'localID' => '+375 17', 'remoteID' => ' <fax> ',
            'callStarted' => '2026-03-25T12:00:00+03:00', 'faxStarted' => '2026-03-25T12:00:09+03:00',
            'callEnded' => '2026-03-25T12:01:00.001+03:00',
            'callDuration' => 60, 'lineDuration' => 61, 'faxDuration' => 51, 'attempt' => 3,
            'recipientNumber' => '+375170000000', 'pagesTotal' => 2, 'pagesSent' => 1, 'faxSpeed' => 14400,
        ];
        $messages = array_map(
            fn (string $ref) => ['stateCode' => 'SUCCESS', 'messageRef' => $ref, 'jobState' => 'SUBMITTED']
                + ['cost' => 0.25, 'currency' => 'USD'],
            $listRequest->messageRefs,
        );
        $messages[0] = array_merge($messages[0], $calls);
        return listed($messages);
    }

    public function checkTiffExists(string $tiffRef): array
    {
        return ['stateCode' => 'FILE_NOT_FOUND', 'stateMessage' => $tiffRef];
    }

    public function getBalance(): array
    {
        return SUCCESS + ['balanceValue' => -12.5, 'balanceCurrency' => 'BYN'];
    }

    /** A report for each reference that was given. They share one object, which SoapServer writes once. */
    private function processed(object $request, string $state): array
    {
        $report = (object) ['stateCode' => 'SUCCESS', 'jobState' => $state, 'jobAttempt' => 1];
        $references = array_merge(...array_map(fn (?array $refs) => $refs ?? [], array_values((array) $request)));
        return listed(array_fill(0, count($references), $report));
    }
}
