#!/usr/bin/perl
# Writes the small database that `make run` and the tests look addresses up
# in: loopback addresses by the calling code of their country, so that
# `curl --interface 127.0.0.49` asks from Germany.  The same bytes every time.
#
#     tools/geo-test-db.pl > tests/geo-test.mmdb

use strict;
use warnings;

use MaxMind::DB::Writer::Tree;

my %types = (
    code          => 'utf8_string',
    continent     => 'map',
    country       => 'map',
    iso_code      => 'utf8_string',
    location      => 'map',
    registered_country => 'map',
    subdivisions  => [ 'array', 'map' ],
    time_zone     => 'utf8_string',
);

# Address, country, continent, region, time zone.
my @places = (
    [ '127.0.0.1',   'US', 'NA', 'CA', 'America/Los_Angeles' ],
    [ '127.0.0.7',   'RU', 'EU', 'MOW', 'Europe/Moscow' ],
    [ '127.0.0.20',  'EG', 'AF', 'C',  'Africa/Cairo' ],
    [ '127.0.0.27',  'ZA', 'AF', 'WC', 'Africa/Johannesburg' ],
    [ '127.0.0.30',  'GR', 'EU', 'I',  'Europe/Athens' ],
    [ '127.0.0.31',  'NL', 'EU', 'NH', 'Europe/Amsterdam' ],
    [ '127.0.0.32',  'BE', 'EU', 'BRU', 'Europe/Brussels' ],
    [ '127.0.0.33',  'FR', 'EU', 'IDF', 'Europe/Paris' ],
    [ '127.0.0.34',  'ES', 'EU', 'MD', 'Europe/Madrid' ],
    [ '127.0.0.39',  'IT', 'EU', '25', 'Europe/Rome' ],
    [ '127.0.0.41',  'CH', 'EU', 'ZH', 'Europe/Zurich' ],
    [ '127.0.0.43',  'AT', 'EU', '9',  'Europe/Vienna' ],
    [ '127.0.0.44',  'GB', 'EU', 'ENG', 'Europe/London' ],
    [ '127.0.0.45',  'DK', 'EU', '84', 'Europe/Copenhagen' ],
    [ '127.0.0.46',  'SE', 'EU', 'AB', 'Europe/Stockholm' ],
    [ '127.0.0.47',  'NO', 'EU', '03', 'Europe/Oslo' ],
    [ '127.0.0.48',  'PL', 'EU', '14', 'Europe/Warsaw' ],
    [ '127.0.0.49',  'DE', 'EU', 'BY', 'Europe/Berlin' ],
    [ '127.0.0.52',  'MX', 'NA', 'CMX', 'America/Mexico_City' ],
    [ '127.0.0.55',  'BR', 'SA', 'SP', 'America/Sao_Paulo' ],
    [ '127.0.0.61',  'AU', 'OC', 'NSW', 'Australia/Sydney' ],
    [ '127.0.0.81',  'JP', 'AS', '13', 'Asia/Tokyo' ],
    [ '127.0.0.82',  'KR', 'AS', '11', 'Asia/Seoul' ],
    [ '127.0.0.86',  'CN', 'AS', 'BJ', 'Asia/Shanghai' ],
    [ '127.0.0.90',  'TR', 'AS', '34', 'Europe/Istanbul' ],
    [ '127.0.0.91',  'IN', 'AS', 'MH', 'Asia/Kolkata' ],
    [ '127.0.0.242', 'IS', 'EU' ],          # +354: only the country is known
    [ '127.0.0.243', 'LI', 'EU' ],          # +423
    [ '2001:db8::49', 'DE', 'EU', 'BE', 'Europe/Berlin' ],
);

sub record {
    my (undef, $country, $continent, $region, $time_zone) = @_;
    my %record = (
        continent => { code => $continent },
        country   => { iso_code => $country },
    );

    $record{subdivisions} = [ { iso_code => $region } ] if $region;
    $record{location} = { time_zone => $time_zone } if $time_zone;

    return \%record;
}

my $tree = MaxMind::DB::Writer::Tree->new(
    ip_version               => 6,
    record_size              => 24,
    database_type            => 'lead-form-Test',
    languages                => ['en'],
    description              => { en => 'Loopback addresses for trials' },
    map_key_type_callback    => sub { $types{ $_[0] } },
    remove_reserved_networks => 0,
    _build_epoch             => 1_761_955_200,      # 2025-11-01
);

for my $place (@places) {
    my $address = $place->[0];

    $tree->insert_network(
        $address . ($address =~ /:/ ? '/128' : '/32'), record(@$place));
}

# The address is in the database, the country it is in is not; likewise one
# that is known by where it is registered only.
$tree->insert_network('127.0.0.250/32',
    { continent => { code => 'EU' }, location => { time_zone => 'UTC' } });
$tree->insert_network('127.0.0.251/32',
    { registered_country => { iso_code => 'FR' } });

binmode STDOUT;
$tree->write_tree(\*STDOUT);
