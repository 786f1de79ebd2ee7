/*
 * lf_country: countries by their code, and the groups a condition can name.
 *
 * Codes: the 249 officially assigned alpha-2 codes of ISO 3166-1, as in
 * iso-codes 4.15.0 (2023).  EU: the 27 parties to the Treaty on European
 * Union since the United Kingdom left on 1 February 2020, as of November 2026
 * (european-union.europa.eu, "EU countries"; Eurostat's glossary, "EU
 * countries", writes Greece EL, ISO and databases GR).  EEA: these and
 * Iceland, Liechtenstein and Norway, as of the same day (efta.int, the EEA
 * Agreement).  Overseas territories with codes of their own (RE, GP, ...) are
 * in no group.
 */

#include <stdlib.h>

#include <lead_form/lf_value.h>


#define LF_CODE(code)  { code, 2 }


static int lf_country_compare(const void *a, const void *b);


/* All three lists are sorted. */
static const lf_str_t  lf_country_codes[] = {
    LF_CODE("AD"), LF_CODE("AE"), LF_CODE("AF"), LF_CODE("AG"), LF_CODE("AI"),
    LF_CODE("AL"), LF_CODE("AM"), LF_CODE("AO"), LF_CODE("AQ"), LF_CODE("AR"),
    LF_CODE("AS"), LF_CODE("AT"), LF_CODE("AU"), LF_CODE("AW"), LF_CODE("AX"),
    LF_CODE("AZ"), LF_CODE("BA"), LF_CODE("BB"), LF_CODE("BD"), LF_CODE("BE"),
    LF_CODE("BF"), LF_CODE("BG"), LF_CODE("BH"), LF_CODE("BI"), LF_CODE("BJ"),
    LF_CODE("BL"), LF_CODE("BM"), LF_CODE("BN"), LF_CODE("BO"), LF_CODE("BQ"),
    LF_CODE("BR"), LF_CODE("BS"), LF_CODE("BT"), LF_CODE("BV"), LF_CODE("BW"),
    LF_CODE("BY"), LF_CODE("BZ"), LF_CODE("CA"), LF_CODE("CC"), LF_CODE("CD"),
    LF_CODE("CF"), LF_CODE("CG"), LF_CODE("CH"), LF_CODE("CI"), LF_CODE("CK"),
    LF_CODE("CL"), LF_CODE("CM"), LF_CODE("CN"), LF_CODE("CO"), LF_CODE("CR"),
    LF_CODE("CU"), LF_CODE("CV"), LF_CODE("CW"), LF_CODE("CX"), LF_CODE("CY"),
    LF_CODE("CZ"), LF_CODE("DE"), LF_CODE("DJ"), LF_CODE("DK"), LF_CODE("DM"),
    LF_CODE("DO"), LF_CODE("DZ"), LF_CODE("EC"), LF_CODE("EE"), LF_CODE("EG"),
    LF_CODE("EH"), LF_CODE("ER"), LF_CODE("ES"), LF_CODE("ET"), LF_CODE("FI"),
    LF_CODE("FJ"), LF_CODE("FK"), LF_CODE("FM"), LF_CODE("FO"), LF_CODE("FR"),
    LF_CODE("GA"), LF_CODE("GB"), LF_CODE("GD"), LF_CODE("GE"), LF_CODE("GF"),
    LF_CODE("GG"), LF_CODE("GH"), LF_CODE("GI"), LF_CODE("GL"), LF_CODE("GM"),
    LF_CODE("GN"), LF_CODE("GP"), LF_CODE("GQ"), LF_CODE("GR"), LF_CODE("GS"),
    LF_CODE("GT"), LF_CODE("GU"), LF_CODE("GW"), LF_CODE("GY"), LF_CODE("HK"),
    LF_CODE("HM"), LF_CODE("HN"), LF_CODE("HR"), LF_CODE("HT"), LF_CODE("HU"),
    LF_CODE("ID"), LF_CODE("IE"), LF_CODE("IL"), LF_CODE("IM"), LF_CODE("IN"),
    LF_CODE("IO"), LF_CODE("IQ"), LF_CODE("IR"), LF_CODE("IS"), LF_CODE("IT"),
    LF_CODE("JE"), LF_CODE("JM"), LF_CODE("JO"), LF_CODE("JP"), LF_CODE("KE"),
    LF_CODE("KG"), LF_CODE("KH"), LF_CODE("KI"), LF_CODE("KM"), LF_CODE("KN"),
    LF_CODE("KP"), LF_CODE("KR"), LF_CODE("KW"), LF_CODE("KY"), LF_CODE("KZ"),
    LF_CODE("LA"), LF_CODE("LB"), LF_CODE("LC"), LF_CODE("LI"), LF_CODE("LK"),
    LF_CODE("LR"), LF_CODE("LS"), LF_CODE("LT"), LF_CODE("LU"), LF_CODE("LV"),
    LF_CODE("LY"), LF_CODE("MA"), LF_CODE("MC"), LF_CODE("MD"), LF_CODE("ME"),
    LF_CODE("MF"), LF_CODE("MG"), LF_CODE("MH"), LF_CODE("MK"), LF_CODE("ML"),
    LF_CODE("MM"), LF_CODE("MN"), LF_CODE("MO"), LF_CODE("MP"), LF_CODE("MQ"),
    LF_CODE("MR"), LF_CODE("MS"), LF_CODE("MT"), LF_CODE("MU"), LF_CODE("MV"),
    LF_CODE("MW"), LF_CODE("MX"), LF_CODE("MY"), LF_CODE("MZ"), LF_CODE("NA"),
    LF_CODE("NC"), LF_CODE("NE"), LF_CODE("NF"), LF_CODE("NG"), LF_CODE("NI"),
    LF_CODE("NL"), LF_CODE("NO"), LF_CODE("NP"), LF_CODE("NR"), LF_CODE("NU"),
    LF_CODE("NZ"), LF_CODE("OM"), LF_CODE("PA"), LF_CODE("PE"), LF_CODE("PF"),
    LF_CODE("PG"), LF_CODE("PH"), LF_CODE("PK"), LF_CODE("PL"), LF_CODE("PM"),
    LF_CODE("PN"), LF_CODE("PR"), LF_CODE("PS"), LF_CODE("PT"), LF_CODE("PW"),
    LF_CODE("PY"), LF_CODE("QA"), LF_CODE("RE"), LF_CODE("RO"), LF_CODE("RS"),
    LF_CODE("RU"), LF_CODE("RW"), LF_CODE("SA"), LF_CODE("SB"), LF_CODE("SC"),
    LF_CODE("SD"), LF_CODE("SE"), LF_CODE("SG"), LF_CODE("SH"), LF_CODE("SI"),
    LF_CODE("SJ"), LF_CODE("SK"), LF_CODE("SL"), LF_CODE("SM"), LF_CODE("SN"),
    LF_CODE("SO"), LF_CODE("SR"), LF_CODE("SS"), LF_CODE("ST"), LF_CODE("SV"),
    LF_CODE("SX"), LF_CODE("SY"), LF_CODE("SZ"), LF_CODE("TC"), LF_CODE("TD"),
    LF_CODE("TF"), LF_CODE("TG"), LF_CODE("TH"), LF_CODE("TJ"), LF_CODE("TK"),
    LF_CODE("TL"), LF_CODE("TM"), LF_CODE("TN"), LF_CODE("TO"), LF_CODE("TR"),
    LF_CODE("TT"), LF_CODE("TV"), LF_CODE("TW"), LF_CODE("TZ"), LF_CODE("UA"),
    LF_CODE("UG"), LF_CODE("UM"), LF_CODE("US"), LF_CODE("UY"), LF_CODE("UZ"),
    LF_CODE("VA"), LF_CODE("VC"), LF_CODE("VE"), LF_CODE("VG"), LF_CODE("VI"),
    LF_CODE("VN"), LF_CODE("VU"), LF_CODE("WF"), LF_CODE("WS"), LF_CODE("YE"),
    LF_CODE("YT"), LF_CODE("ZA"), LF_CODE("ZM"), LF_CODE("ZW")
};


static const lf_str_t  lf_country_eu[] = {
    LF_CODE("AT"), LF_CODE("BE"), LF_CODE("BG"), LF_CODE("CY"), LF_CODE("CZ"),
    LF_CODE("DE"), LF_CODE("DK"), LF_CODE("EE"), LF_CODE("ES"), LF_CODE("FI"),
    LF_CODE("FR"), LF_CODE("GR"), LF_CODE("HR"), LF_CODE("HU"), LF_CODE("IE"),
    LF_CODE("IT"), LF_CODE("LT"), LF_CODE("LU"), LF_CODE("LV"), LF_CODE("MT"),
    LF_CODE("NL"), LF_CODE("PL"), LF_CODE("PT"), LF_CODE("RO"), LF_CODE("SE"),
    LF_CODE("SI"), LF_CODE("SK")
};


static const lf_str_t  lf_country_eea[] = {
    LF_CODE("AT"), LF_CODE("BE"), LF_CODE("BG"), LF_CODE("CY"), LF_CODE("CZ"),
    LF_CODE("DE"), LF_CODE("DK"), LF_CODE("EE"), LF_CODE("ES"), LF_CODE("FI"),
    LF_CODE("FR"), LF_CODE("GR"), LF_CODE("HR"), LF_CODE("HU"), LF_CODE("IE"),
    LF_CODE("IS"), LF_CODE("IT"), LF_CODE("LI"), LF_CODE("LT"), LF_CODE("LU"),
    LF_CODE("LV"), LF_CODE("MT"), LF_CODE("NL"), LF_CODE("NO"), LF_CODE("PL"),
    LF_CODE("PT"), LF_CODE("RO"), LF_CODE("SE"), LF_CODE("SI"), LF_CODE("SK")
};


static int
lf_country_compare(const void *a, const void *b)
{
    return memcmp(((const lf_str_t *) a)->data, ((const lf_str_t *) b)->data,
                  2);
}


int
lf_country_is(lf_str_t code)
{
    if (code.len != 2) {
        return 0;
    }

    return bsearch(&code, lf_country_codes, LF_ARRAY_SIZE(lf_country_codes),
                   sizeof(lf_str_t), lf_country_compare)
           != NULL;
}


const lf_str_t *
lf_countries(size_t *count)
{
    *count = LF_ARRAY_SIZE(lf_country_codes);

    return lf_country_codes;
}


const lf_str_t *
lf_country_group(lf_str_t name, size_t *count)
{
    if (lf_str_is(name, "EU")) {
        *count = LF_ARRAY_SIZE(lf_country_eu);
        return lf_country_eu;
    }

    if (lf_str_is(name, "EEA")) {
        *count = LF_ARRAY_SIZE(lf_country_eea);
        return lf_country_eea;
    }

    *count = 0;

    return NULL;
}
