<?php

class Message
{
    public function countFaxes(object $listRequest): array
    {
        return SUCCESS + ['itemsCount' => PHP_INT_MAX >> 32];
    }

    public function listFaxes(object $listRequest): array
    {
        $fax = [
            'refID' => 'f-1', 'recipientE164' => '+375170000000', 'senderE164' => '',
            'state' => 'SUCCESS', 'stateEx' => 'TRANSMISSION_EARLY_HANGUP', 'stateMessage' => TEXT,
            'dateReceived' => '2026-02-28T23:59:59.999Z', 'durationCall' => 60, 'durationFax' => 0,
            'localSID' => 'us', 'remoteSID' => 'them', 'pages' => 3, 'speed' => 9600, 'ecm' => false,
            'quality' => 'FINE', 'compression' => 'MMR', 'hasFile' => true,
        ];
        $bare = ['refID' => '', 'recipientE164' => '', 'senderE164' => '', 'state' => 'RINGING'];
        return listed([$fax, $bare + ['dateReceived' => '2026-02-28T23:59:59+14:00', 'hasFile' => false]]);
    }

    public function downloadFax(string $messageRef, bool $isPDF): array
    {
        return SUCCESS + ['Document' => file_of($isPDF ? 'fax.pdf' : 'fax.tiff', $messageRef), 'pages' => 3];
    }

    public function deleteFax(string $messageRef): array
    {
        return ['stateCode' => 'FAXTRANSPORT_NOT_FOUND'];
    }
}
