<?php

class Cover
{
    public function addCover(string $title, object $file): array
    {
        $members = ['fileSize' => $file->fileSize, 'fileCheck' => $file->fileCheck, 'fileMime' => $file->fileMime];
        return SUCCESS + ['coverRef' => "cover of $title"] + $members;
    }

    public function downloadCover(string $coverRef): array
    {
        return SUCCESS + ['Document' => file_of('cover.docx', "bytes of $coverRef")];
    }

    public function getCoverPreview(string $coverRef): array
    {
        return ['stateCode' => 'FILE_PREVIEW_NOT_READY', 'stateMessage' => TEXT, 'Document' => null];
    }

    public function getCover(string $coverRef): array
    {
        return listed([['coverRef' => $coverRef, 'coverTitle' => TEXT]]);
    }

    public function listCovers(): array
    {
        return listed([
            ['coverRef' => 'c-1', 'coverTitle' => TEXT],
            ['coverRef' => 'c-2', 'coverTitle' => ''],
            ['coverRef' => null, 'coverTitle' => null],
        ]);
    }

    public function renameCover(string $coverRef, string $title): array
    {
        return SUCCESS + ['stateMessage' => "$coverRef is $title"];
    }

    public function reloadCover(string $coverRef, object $file): array
    {
        return SUCCESS + ['stateMessage' => null];
    }

    public function deleteCover(string $coverRef): array
    {
        return ['stateCode' => 'COVER_TEMPLATE_DELETED', 'stateMessage' => ''];
    }
}
