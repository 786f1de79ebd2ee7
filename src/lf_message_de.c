/*
 * lf_message_de: the module's own texts, in German.
 * Made by tools/languages.js from languages/de.json.
 */

#include "lf_message.h"


_Static_assert(LF_MSG_COUNT == 76, "run tools/languages.js");


const lf_str_t  lf_message_de[LF_MSG_COUNT] = {

    [LF_MSG_SUBMIT] = LF_MESSAGE_TEXT("Absenden"),
    [LF_MSG_KNOWN_TITLE] = LF_MESSAGE_TEXT("Willkommen zurück"),
    [LF_MSG_KNOWN_SUBMIT] = LF_MESSAGE_TEXT("Erneut Kontakt aufnehmen"),
    [LF_MSG_THANKS_TITLE] = LF_MESSAGE_TEXT("Vielen Dank"),
    [LF_MSG_THANKS_TEXT] = LF_MESSAGE_TEXT(
        "Wir haben Ihre Angaben erhalten und melden uns bei Ihnen."),
    [LF_MSG_CONTINUE] = LF_MESSAGE_TEXT("Weiter"),
    [LF_MSG_OPTIONAL] = LF_MESSAGE_TEXT("(freiwillig)"),
    [LF_MSG_MESSAGE] = LF_MESSAGE_TEXT("Nachricht hinzufügen"),
    [LF_MSG_MESSAGE_LABEL] = LF_MESSAGE_TEXT("Ihre Nachricht"),
    [LF_MSG_EITHER] = LF_MESSAGE_TEXT("Stattdessen: %s"),
    [LF_MSG_DECLINE] = LF_MESSAGE_TEXT("Möchte ich nicht sagen"),
    [LF_MSG_NOT_YOU] = LF_MESSAGE_TEXT("Sind Sie das nicht?"),
    [LF_MSG_OTHER_CONTACT] = LF_MESSAGE_TEXT(
        "Andere E-Mail-Adresse oder Telefonnummer verwenden"),
    [LF_MSG_FORGET] = LF_MESSAGE_TEXT("Diesen Browser vergessen"),
    [LF_MSG_ERASE] = LF_MESSAGE_TEXT("Löschung meiner Daten anfragen"),
    [LF_MSG_FORGOTTEN_TITLE] = LF_MESSAGE_TEXT("Dieser Browser ist vergessen"),
    [LF_MSG_FORGOTTEN_TEXT] = LF_MESSAGE_TEXT(
        "Bei Ihrem nächsten Besuch erkennen wir Sie nicht wieder. Was Sie "
        "uns bisher gesendet haben, bleibt bei uns; wenn es gelöscht werden "
        "soll, wenden Sie sich bitte an uns."),
    [LF_MSG_ERASE_TITLE] = LF_MESSAGE_TEXT("Wir haben Ihre Anfrage erhalten"),
    [LF_MSG_ERASE_TEXT] = LF_MESSAGE_TEXT(
        "Sie haben uns gebeten, Ihre Daten zu löschen. Jemand von uns "
        "kümmert sich darum."),
    [LF_MSG_CONSENTS] = LF_MESSAGE_TEXT("Worin Sie eingewilligt haben"),
    [LF_MSG_AGREED] = LF_MESSAGE_TEXT("Sie haben eingewilligt:"),
    [LF_MSG_AGREED_BEFORE] = LF_MESSAGE_TEXT(
        "Sie haben in eine frühere Fassung eingewilligt:"),
    [LF_MSG_WITHDRAW] = LF_MESSAGE_TEXT("Widerrufen"),
    [LF_MSG_WITHDRAWN_TITLE] = LF_MESSAGE_TEXT(
        "Ihre Einwilligung ist widerrufen"),
    [LF_MSG_WITHDRAWN_TEXT] = LF_MESSAGE_TEXT(
        "Von jetzt an stützen wir uns nicht mehr darauf. Sie können "
        "jederzeit wieder einwilligen."),
    [LF_MSG_NOT_WITHDRAWN] = LF_MESSAGE_TEXT(
        "Wir konnten Ihre Einwilligung nicht widerrufen: Sie gilt weiterhin. "
        "Bitte versuchen Sie es in ein paar Minuten noch einmal, oder wenden "
        "Sie sich an uns."),
    [LF_MSG_PRIVACY] = LF_MESSAGE_TEXT("Datenschutzhinweise"),
    [LF_MSG_REMEMBER] = LF_MESSAGE_TEXT(
        "Mich auf diesem Gerät wiedererkennen"),
    [LF_MSG_HONEYPOT] = LF_MESSAGE_TEXT("Bitte lassen Sie dieses Feld leer"),
    [LF_MSG_CHOOSE] = LF_MESSAGE_TEXT("Bitte wählen"),
    [LF_MSG_YES] = LF_MESSAGE_TEXT("Ja"),
    [LF_MSG_NO] = LF_MESSAGE_TEXT("Nein"),
    [LF_MSG_ERRORS_TITLE] = LF_MESSAGE_TEXT("Bitte prüfen Sie Ihre Angaben"),
    [LF_MSG_ENTRY] = LF_MESSAGE_TEXT("%s:"),
    [LF_MSG_PRESS_AGAIN] = LF_MESSAGE_TEXT(
        "Bitte senden Sie das Formular noch einmal ab. Alles, was Sie "
        "eingegeben haben, ist noch da."),
    [LF_MSG_STALE] = LF_MESSAGE_TEXT(
        "Diese Seite war nicht mehr aktuell. Alles, was Sie eingegeben "
        "haben, ist noch da: Bitte senden Sie es noch einmal ab."),
    [LF_MSG_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "Wir können Ihre Angaben im Moment nicht entgegennehmen. Nichts "
        "davon ist verloren: Bitte versuchen Sie es in ein paar Minuten noch "
        "einmal."),
    [LF_MSG_CROSS_SITE] = LF_MESSAGE_TEXT(
        "Dieses Formular lässt sich nur von seiner eigenen Seite absenden. "
        "Bitte öffnen Sie diese Seite und senden Sie es dort ab."),
    [LF_MSG_NOT_FOUND] = LF_MESSAGE_TEXT(
        "Unter dieser Adresse gibt es kein Formular. Bitte prüfen Sie die "
        "Adresse oder gehen Sie zurück zur vorigen Seite."),
    [LF_MSG_METHOD] = LF_MESSAGE_TEXT(
        "Diese Adresse lässt sich so nicht verwenden. Bitte öffnen Sie das "
        "Formular in Ihrem Browser."),
    [LF_MSG_TOO_LARGE] = LF_MESSAGE_TEXT(
        "Das ist mehr, als wir auf einmal entgegennehmen können. Bitte "
        "gehen Sie zurück und kürzen Sie Ihren Text."),
    [LF_MSG_MEDIA_TYPE] = LF_MESSAGE_TEXT(
        "Wir können dieses Format nicht lesen. Bitte öffnen Sie das "
        "Formular in Ihrem Browser und senden Sie es dort ab."),
    [LF_MSG_BAD_REQUEST] = LF_MESSAGE_TEXT(
        "Wir konnten das Gesendete nicht lesen. Bitte gehen Sie zurück und "
        "senden Sie das Formular noch einmal ab."),
    [LF_MSG_PREVIEW] = LF_MESSAGE_TEXT("Vorschau: Es wird nichts gespeichert"),
    [LF_MSG_PREVIEW_EVENT] = LF_MESSAGE_TEXT("Das wäre gesendet worden"),
    [LF_MSG_PREVIEW_NOTHING] = LF_MESSAGE_TEXT(
        "Es wäre nichts gesendet worden"),
    [LF_MSG_PREVIEW_OVER] = LF_MESSAGE_TEXT(
        "Dieser Vorschau-Link gilt nicht mehr. Bitte erstellen Sie einen "
        "neuen."),
    [LF_MSG_LINK_TITLE] = LF_MESSAGE_TEXT("Sind Sie das?"),
    [LF_MSG_LINK_TEXT] = LF_MESSAGE_TEXT(
        "Dieser Link wurde für eine Person erstellt. Wenn Sie das sind, "
        "merken wir uns dieses Gerät und fragen nicht noch einmal, was Sie "
        "uns schon gesagt haben."),
    [LF_MSG_LINK_YES] = LF_MESSAGE_TEXT("Das bin ich"),
    [LF_MSG_LINK_NO] = LF_MESSAGE_TEXT("Das bin ich nicht"),
    [LF_MSG_LINK_OVER] = LF_MESSAGE_TEXT(
        "Dieser persönliche Link gilt nicht mehr. Das Formular können Sie "
        "trotzdem verwenden."),
    [LF_MSG_LINK_PRIVATE] = LF_MESSAGE_TEXT(
        "Ihr Browser möchte nicht wiedererkannt werden, deshalb bewirkt "
        "dieser persönliche Link hier nichts. Das Formular können Sie "
        "trotzdem verwenden."),
    [LF_MSG_LINK_STALE] = LF_MESSAGE_TEXT(
        "Diese Seite war nicht mehr aktuell: Bitte wählen Sie die "
        "Schaltfläche noch einmal."),
    [LF_MSG_LINK_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "Das geht im Moment leider nicht. Bitte wählen Sie die "
        "Schaltfläche in ein paar Minuten noch einmal."),
    [LF_MSG_REQUIRED] = LF_MESSAGE_TEXT("Bitte füllen Sie dieses Feld aus"),
    [LF_MSG_TOO_LONG] = LF_MESSAGE_TEXT("Bitte kürzen Sie diese Angabe"),
    [LF_MSG_TOO_SHORT] = LF_MESSAGE_TEXT("Bitte schreiben Sie hier etwas mehr"),
    [LF_MSG_NOT_TEXT] = LF_MESSAGE_TEXT(
        "Hier stehen Zeichen, die sich nicht anzeigen lassen. Bitte tippen "
        "Sie die Angabe neu ein"),
    [LF_MSG_REPEATED] = LF_MESSAGE_TEXT(
        "Bitte geben Sie hier nur eine Antwort"),
    [LF_MSG_EMAIL] = LF_MESSAGE_TEXT(
        "Geben Sie Ihre E-Mail-Adresse in der Form name@example.com ein"),
    [LF_MSG_PHONE] = LF_MESSAGE_TEXT(
        "Geben Sie Ihre Telefonnummer in Ziffern ein, zum Beispiel +49 30 "
        "23125 123"),
    [LF_MSG_PHONE_COUNTRY] = LF_MESSAGE_TEXT(
        "Geben Sie Ihre Telefonnummer mit der Ländervorwahl ein, zum "
        "Beispiel +49 30 23125 123"),
    [LF_MSG_URL] = LF_MESSAGE_TEXT(
        "Geben Sie die Webadresse in der Form https://www.example.com ein"),
    [LF_MSG_NUMBER] = LF_MESSAGE_TEXT(
        "Geben Sie eine Zahl in Ziffern ein, zum Beispiel 12 oder 12,5"),
    [LF_MSG_WHOLE_NUMBER] = LF_MESSAGE_TEXT(
        "Geben Sie eine ganze Zahl nur in Ziffern ein, zum Beispiel 1500"),
    [LF_MSG_STEP] = LF_MESSAGE_TEXT(
        "Geben Sie eine rundere Zahl ein: Diese ist genauer als nötig"),
    [LF_MSG_TOO_SMALL] = LF_MESSAGE_TEXT("Geben Sie eine größere Zahl ein"),
    [LF_MSG_TOO_LARGE_NUMBER] = LF_MESSAGE_TEXT(
        "Geben Sie eine kleinere Zahl ein"),
    [LF_MSG_DATE] = LF_MESSAGE_TEXT(
        "Geben Sie das Datum als Jahr-Monat-Tag ein, zum Beispiel 2026-03-31"),
    [LF_MSG_TOO_EARLY] = LF_MESSAGE_TEXT("Geben Sie ein späteres Datum ein"),
    [LF_MSG_TOO_LATE] = LF_MESSAGE_TEXT("Geben Sie ein früheres Datum ein"),
    [LF_MSG_CHOICE] = LF_MESSAGE_TEXT(
        "Wählen Sie aus den Antworten, die hier angeboten werden"),
    [LF_MSG_COUNTRY] = LF_MESSAGE_TEXT("Wählen Sie ein Land aus der Liste"),
    [LF_MSG_PATTERN] = LF_MESSAGE_TEXT(
        "Bitte prüfen Sie diese Angabe: Sie hat nicht die erwartete Form"),
    [LF_MSG_CONSENT] = LF_MESSAGE_TEXT(
        "Bitte setzen Sie dieses Häkchen, um fortzufahren"),
};
