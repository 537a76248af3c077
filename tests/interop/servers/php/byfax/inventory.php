<?php

class Inventory
{
    public function listCountries(): array
    {
        return listed([
            ['iso2' => 'US', 'iso3' => 'USA', 'hasStates' => true, 'hasRegulation' => false, 'phoneCode' => '1'],
            ['iso2' => 'BY', 'iso3' => 'BLR', 'hasStates' => false, 'hasRegulation' => true, 'phoneCode' => '375'],
        ]);
    }

    public function listStates(string $countryCodeA3): array
    {
        return listed([['stateCodeA2' => 'NY', 'countryCodeA3' => $countryCodeA3, 'stateName' => TEXT]]);
    }

    public function listDidGroups(string $countryCodeA3, string $stateCodeA2): array
    {
        $group = ['refID' => 'g-1', 'countryCodeA3' => $countryCodeA3, 'phoneCode' => '1', 'areaCode' => '212'];
        $all = ['stateCodeA2' => $stateCodeA2, 'cityName' => TEXT, 'didAddressType' => 'LOCAL'];
        $rules = ['didType' => 'TOLL_FREE', 'isAvailable' => true, 'hasRegulation' => false, 'regProofRequired' => true];
        return listed([$group + $all + $rules, $group + $rules]);
    }

    public function getDidGroup(string $groupRef): array
    {
        return ['stateCode' => 'NUMBER_GROUP_NOT_AVAILABLE', 'stateMessage' => $groupRef, 'items' => null];
    }

    public function listDids(): array
    {
        $did = [
            'didRef' => 'd-1', 'didGroupRef' => 'g-1', 'state' => 'ACTIVE', 'didE164' => '+12120000000',
            'didFormatted' => '+1 (212) 000-0000', 'didCountryCodeA3' => 'USA', 'didPhoneCode' => '1',
            'didAreaCode' => '212', 'didType' => 'GEOGRAPHIC', 'inboxCount' => 7,
            'canExtend' => true, 'canRestore' => false, 'canCancel' => true,
        ];
        $all = [
            'addressRef' => 'a-1', 'stateMessage' => TEXT, 'didStateCodeA2' => 'NY', 'didCity' => 'New York',
            'reservedAt' => '2026-01-01T00:00:00Z', 'reservedTill' => '2027-01-01T00:00:00Z',
        ];
        return listed([$did + $all, $did + ['reservedAt' => null, 'reservedTill' => null]]);
    }
}
