/*
 * lf_message_nl: the module's own texts, in Dutch.
 * Made by tools/languages.js from languages/nl.json.
 */

#include "lf_message.h"


_Static_assert(LF_MSG_COUNT == 76, "run tools/languages.js");


const lf_str_t  lf_message_nl[LF_MSG_COUNT] = {

    [LF_MSG_SUBMIT] = LF_MESSAGE_TEXT("Versturen"),
    [LF_MSG_KNOWN_TITLE] = LF_MESSAGE_TEXT("Welkom terug"),
    [LF_MSG_KNOWN_SUBMIT] = LF_MESSAGE_TEXT("Opnieuw contact opnemen"),
    [LF_MSG_THANKS_TITLE] = LF_MESSAGE_TEXT("Hartelijk dank"),
    [LF_MSG_THANKS_TEXT] = LF_MESSAGE_TEXT(
        "We hebben uw gegevens ontvangen en nemen contact met u op."),
    [LF_MSG_CONTINUE] = LF_MESSAGE_TEXT("Doorgaan"),
    [LF_MSG_OPTIONAL] = LF_MESSAGE_TEXT("(optioneel)"),
    [LF_MSG_MESSAGE] = LF_MESSAGE_TEXT("Bericht toevoegen"),
    [LF_MSG_MESSAGE_LABEL] = LF_MESSAGE_TEXT("Uw bericht"),
    [LF_MSG_EITHER] = LF_MESSAGE_TEXT("Liever: %s"),
    [LF_MSG_DECLINE] = LF_MESSAGE_TEXT("Zeg ik liever niet"),
    [LF_MSG_NOT_YOU] = LF_MESSAGE_TEXT("Bent u dit niet?"),
    [LF_MSG_OTHER_CONTACT] = LF_MESSAGE_TEXT(
        "Een ander e-mailadres of telefoonnummer gebruiken"),
    [LF_MSG_FORGET] = LF_MESSAGE_TEXT("Deze browser vergeten"),
    [LF_MSG_ERASE] = LF_MESSAGE_TEXT("Vragen om mijn gegevens te verwijderen"),
    [LF_MSG_FORGOTTEN_TITLE] = LF_MESSAGE_TEXT("Deze browser is vergeten"),
    [LF_MSG_FORGOTTEN_TEXT] = LF_MESSAGE_TEXT(
        "Bij uw volgende bezoek herkennen we u niet meer. Wat u ons eerder "
        "hebt gestuurd, blijft bij ons; wilt u dat het wordt verwijderd, "
        "neem dan contact met ons op."),
    [LF_MSG_ERASE_TITLE] = LF_MESSAGE_TEXT("We hebben uw verzoek ontvangen"),
    [LF_MSG_ERASE_TEXT] = LF_MESSAGE_TEXT(
        "U hebt ons gevraagd uw gegevens te verwijderen. Een van ons gaat "
        "ermee aan de slag."),
    [LF_MSG_CONSENTS] = LF_MESSAGE_TEXT("Waarmee u hebt ingestemd"),
    [LF_MSG_AGREED] = LF_MESSAGE_TEXT("U hebt ingestemd met:"),
    [LF_MSG_AGREED_BEFORE] = LF_MESSAGE_TEXT(
        "U hebt ingestemd met een eerdere versie hiervan:"),
    [LF_MSG_WITHDRAW] = LF_MESSAGE_TEXT("Intrekken"),
    [LF_MSG_WITHDRAWN_TITLE] = LF_MESSAGE_TEXT("Uw toestemming is ingetrokken"),
    [LF_MSG_WITHDRAWN_TEXT] = LF_MESSAGE_TEXT(
        "Vanaf nu baseren we ons er niet meer op. U kunt op elk moment "
        "opnieuw toestemming geven."),
    [LF_MSG_NOT_WITHDRAWN] = LF_MESSAGE_TEXT(
        "We konden uw toestemming niet intrekken: ze geldt nog steeds. "
        "Probeer het over een paar minuten opnieuw of neem contact met ons "
        "op."),
    [LF_MSG_PRIVACY] = LF_MESSAGE_TEXT("Privacyverklaring"),
    [LF_MSG_REMEMBER] = LF_MESSAGE_TEXT("Mij op dit apparaat onthouden"),
    [LF_MSG_HONEYPOT] = LF_MESSAGE_TEXT("Laat dit veld leeg"),
    [LF_MSG_CHOOSE] = LF_MESSAGE_TEXT("Maak een keuze"),
    [LF_MSG_YES] = LF_MESSAGE_TEXT("Ja"),
    [LF_MSG_NO] = LF_MESSAGE_TEXT("Nee"),
    [LF_MSG_ERRORS_TITLE] = LF_MESSAGE_TEXT("Controleer wat u hebt ingevuld"),
    [LF_MSG_ENTRY] = LF_MESSAGE_TEXT("%s:"),
    [LF_MSG_PRESS_AGAIN] = LF_MESSAGE_TEXT(
        "Druk nog één keer op de knop. Alles wat u hebt ingevuld, staat er "
        "nog."),
    [LF_MSG_STALE] = LF_MESSAGE_TEXT(
        "Deze pagina was niet meer actueel. Alles wat u hebt ingevuld, staat "
        "er nog: verstuur het nog één keer."),
    [LF_MSG_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "We kunnen uw gegevens op dit moment niet ontvangen. Niets van wat u "
        "hebt ingevuld is verloren: probeer het over een paar minuten "
        "opnieuw."),
    [LF_MSG_CROSS_SITE] = LF_MESSAGE_TEXT(
        "Dit formulier kan alleen vanaf zijn eigen pagina worden verstuurd. "
        "Open die pagina en verstuur het daar."),
    [LF_MSG_NOT_FOUND] = LF_MESSAGE_TEXT(
        "Op dit adres staat geen formulier. Controleer het adres of ga terug "
        "naar de vorige pagina."),
    [LF_MSG_METHOD] = LF_MESSAGE_TEXT(
        "Dit adres kan niet op deze manier worden gebruikt. Open het "
        "formulier in uw browser."),
    [LF_MSG_TOO_LARGE] = LF_MESSAGE_TEXT(
        "Dit is meer dan we in één keer kunnen ontvangen. Ga terug en maak "
        "uw tekst korter."),
    [LF_MSG_MEDIA_TYPE] = LF_MESSAGE_TEXT(
        "We kunnen dit formaat niet lezen. Open het formulier in uw browser "
        "en verstuur het daar."),
    [LF_MSG_BAD_REQUEST] = LF_MESSAGE_TEXT(
        "We konden niet lezen wat er is verstuurd. Ga terug en verstuur het "
        "formulier nog één keer."),
    [LF_MSG_PREVIEW] = LF_MESSAGE_TEXT("Voorbeeld: er wordt niets opgeslagen"),
    [LF_MSG_PREVIEW_EVENT] = LF_MESSAGE_TEXT("Dit zou zijn verzonden"),
    [LF_MSG_PREVIEW_NOTHING] = LF_MESSAGE_TEXT("Er zou niets zijn verzonden"),
    [LF_MSG_PREVIEW_OVER] = LF_MESSAGE_TEXT(
        "Deze voorbeeldlink is niet meer geldig. Maak een nieuwe aan."),
    [LF_MSG_LINK_TITLE] = LF_MESSAGE_TEXT("Bent u dit?"),
    [LF_MSG_LINK_TEXT] = LF_MESSAGE_TEXT(
        "Deze link is voor één persoon gemaakt. Bent u dat, dan onthouden "
        "we dit apparaat en vragen we niet opnieuw wat u ons al hebt verteld."),
    [LF_MSG_LINK_YES] = LF_MESSAGE_TEXT("Dat ben ik"),
    [LF_MSG_LINK_NO] = LF_MESSAGE_TEXT("Dat ben ik niet"),
    [LF_MSG_LINK_OVER] = LF_MESSAGE_TEXT(
        "Deze persoonlijke link geldt niet meer. U kunt het formulier toch "
        "gebruiken."),
    [LF_MSG_LINK_PRIVATE] = LF_MESSAGE_TEXT(
        "Uw browser vraagt om niet te worden onthouden, dus deze "
        "persoonlijke link doet hier niets. U kunt het formulier toch "
        "gebruiken."),
    [LF_MSG_LINK_STALE] = LF_MESSAGE_TEXT(
        "Deze pagina was niet meer actueel: druk nog één keer op de knop."),
    [LF_MSG_LINK_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "Dit lukt op dit moment niet. Druk over een paar minuten nog een "
        "keer op de knop."),
    [LF_MSG_REQUIRED] = LF_MESSAGE_TEXT("Vul dit veld in"),
    [LF_MSG_TOO_LONG] = LF_MESSAGE_TEXT("Maak deze tekst korter"),
    [LF_MSG_TOO_SHORT] = LF_MESSAGE_TEXT("Schrijf hier iets meer"),
    [LF_MSG_NOT_TEXT] = LF_MESSAGE_TEXT(
        "Hierin staan tekens die niet kunnen worden weergegeven. Typ het "
        "opnieuw in"),
    [LF_MSG_REPEATED] = LF_MESSAGE_TEXT("Geef hier maar één antwoord"),
    [LF_MSG_EMAIL] = LF_MESSAGE_TEXT(
        "Vul uw e-mailadres in de vorm name@example.com in"),
    [LF_MSG_PHONE] = LF_MESSAGE_TEXT(
        "Vul uw telefoonnummer in cijfers in, bijvoorbeeld +31 20 123 4567"),
    [LF_MSG_PHONE_COUNTRY] = LF_MESSAGE_TEXT(
        "Vul uw telefoonnummer met het landnummer in, bijvoorbeeld +31 20 "
        "123 4567"),
    [LF_MSG_URL] = LF_MESSAGE_TEXT(
        "Vul het webadres in de vorm https://www.example.com in"),
    [LF_MSG_NUMBER] = LF_MESSAGE_TEXT(
        "Vul een getal in cijfers in, bijvoorbeeld 12 of 12,5"),
    [LF_MSG_WHOLE_NUMBER] = LF_MESSAGE_TEXT(
        "Vul een geheel getal in, alleen cijfers, bijvoorbeeld 1500"),
    [LF_MSG_STEP] = LF_MESSAGE_TEXT(
        "Vul een ronder getal in: dit is nauwkeuriger dan nodig"),
    [LF_MSG_TOO_SMALL] = LF_MESSAGE_TEXT("Vul een groter getal in"),
    [LF_MSG_TOO_LARGE_NUMBER] = LF_MESSAGE_TEXT("Vul een kleiner getal in"),
    [LF_MSG_DATE] = LF_MESSAGE_TEXT(
        "Vul de datum in als jaar-maand-dag, bijvoorbeeld 2026-03-31"),
    [LF_MSG_TOO_EARLY] = LF_MESSAGE_TEXT("Vul een latere datum in"),
    [LF_MSG_TOO_LATE] = LF_MESSAGE_TEXT("Vul een eerdere datum in"),
    [LF_MSG_CHOICE] = LF_MESSAGE_TEXT("Kies uit de antwoorden die hier staan"),
    [LF_MSG_COUNTRY] = LF_MESSAGE_TEXT("Kies een land uit de lijst"),
    [LF_MSG_PATTERN] = LF_MESSAGE_TEXT(
        "Controleer wat hier staat: het heeft niet de verwachte vorm"),
    [LF_MSG_CONSENT] = LF_MESSAGE_TEXT("Vink dit vakje aan om verder te gaan"),
};
