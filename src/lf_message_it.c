/*
 * lf_message_it: the module's own texts, in Italian.
 * Made by tools/languages.js from languages/it.json.
 */

#include "lf_message.h"


_Static_assert(LF_MSG_COUNT == 76, "run tools/languages.js");


const lf_str_t  lf_message_it[LF_MSG_COUNT] = {

    [LF_MSG_SUBMIT] = LF_MESSAGE_TEXT("Invia"),
    [LF_MSG_KNOWN_TITLE] = LF_MESSAGE_TEXT("Che piacere rivederLa"),
    [LF_MSG_KNOWN_SUBMIT] = LF_MESSAGE_TEXT("Richiedi un nuovo contatto"),
    [LF_MSG_THANKS_TITLE] = LF_MESSAGE_TEXT("Grazie"),
    [LF_MSG_THANKS_TEXT] = LF_MESSAGE_TEXT(
        "Abbiamo ricevuto i Suoi dati e La ricontatteremo."),
    [LF_MSG_CONTINUE] = LF_MESSAGE_TEXT("Continua"),
    [LF_MSG_OPTIONAL] = LF_MESSAGE_TEXT("(facoltativo)"),
    [LF_MSG_MESSAGE] = LF_MESSAGE_TEXT("Aggiungi un messaggio"),
    [LF_MSG_MESSAGE_LABEL] = LF_MESSAGE_TEXT("Il Suo messaggio"),
    [LF_MSG_EITHER] = LF_MESSAGE_TEXT("Usa invece: %s"),
    [LF_MSG_DECLINE] = LF_MESSAGE_TEXT("Preferisco non dirlo"),
    [LF_MSG_NOT_YOU] = LF_MESSAGE_TEXT("Non è Lei?"),
    [LF_MSG_OTHER_CONTACT] = LF_MESSAGE_TEXT(
        "Usa un altro indirizzo e-mail o telefono"),
    [LF_MSG_FORGET] = LF_MESSAGE_TEXT("Dimentica questo browser"),
    [LF_MSG_ERASE] = LF_MESSAGE_TEXT("Chiedi la cancellazione dei miei dati"),
    [LF_MSG_FORGOTTEN_TITLE] = LF_MESSAGE_TEXT(
        "Questo browser è stato dimenticato"),
    [LF_MSG_FORGOTTEN_TEXT] = LF_MESSAGE_TEXT(
        "Alla Sua prossima visita non La riconosceremo. Conserviamo quanto "
        "ci ha inviato finora; se desidera che venga cancellato, ci contatti."),
    [LF_MSG_ERASE_TITLE] = LF_MESSAGE_TEXT("Abbiamo ricevuto la Sua richiesta"),
    [LF_MSG_ERASE_TEXT] = LF_MESSAGE_TEXT(
        "Ci ha chiesto di cancellare i Suoi dati. Qualcuno di noi se ne "
        "occuperà."),
    [LF_MSG_CONSENTS] = LF_MESSAGE_TEXT("Ciò a cui ha acconsentito"),
    [LF_MSG_AGREED] = LF_MESSAGE_TEXT("Ha acconsentito a:"),
    [LF_MSG_AGREED_BEFORE] = LF_MESSAGE_TEXT(
        "Ha acconsentito a una versione precedente di questo testo:"),
    [LF_MSG_WITHDRAW] = LF_MESSAGE_TEXT("Revoca"),
    [LF_MSG_WITHDRAWN_TITLE] = LF_MESSAGE_TEXT("Il suo consenso è revocato"),
    [LF_MSG_WITHDRAWN_TEXT] = LF_MESSAGE_TEXT(
        "Da ora non ci basiamo più su di esso. Può acconsentire di nuovo "
        "in qualsiasi momento."),
    [LF_MSG_NOT_WITHDRAWN] = LF_MESSAGE_TEXT(
        "Non siamo riusciti a revocare il suo consenso: è ancora valido. "
        "Riprovi tra qualche minuto oppure ci contatti."),
    [LF_MSG_PRIVACY] = LF_MESSAGE_TEXT("Informativa sulla privacy"),
    [LF_MSG_REMEMBER] = LF_MESSAGE_TEXT("Ricordami su questo dispositivo"),
    [LF_MSG_HONEYPOT] = LF_MESSAGE_TEXT("Lasci vuoto questo campo"),
    [LF_MSG_CHOOSE] = LF_MESSAGE_TEXT("Scelga un’opzione"),
    [LF_MSG_YES] = LF_MESSAGE_TEXT("Sì"),
    [LF_MSG_NO] = LF_MESSAGE_TEXT("No"),
    [LF_MSG_ERRORS_TITLE] = LF_MESSAGE_TEXT("Controlli i dati inseriti"),
    [LF_MSG_ENTRY] = LF_MESSAGE_TEXT("%s:"),
    [LF_MSG_PRESS_AGAIN] = LF_MESSAGE_TEXT(
        "Prema ancora una volta il pulsante. Tutto ciò che ha inserito è "
        "ancora qui."),
    [LF_MSG_STALE] = LF_MESSAGE_TEXT(
        "Questa pagina non era più aggiornata. Tutto ciò che ha inserito "
        "è ancora qui: lo invii ancora una volta."),
    [LF_MSG_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "Al momento non possiamo ricevere i Suoi dati. Nulla di ciò che ha "
        "inserito è andato perso: riprovi tra qualche minuto."),
    [LF_MSG_CROSS_SITE] = LF_MESSAGE_TEXT(
        "Questo modulo può essere inviato solo dalla propria pagina. Apra "
        "quella pagina e lo invii da lì."),
    [LF_MSG_NOT_FOUND] = LF_MESSAGE_TEXT(
        "A questo indirizzo non c’è alcun modulo. Controlli l’indirizzo "
        "o torni alla pagina precedente."),
    [LF_MSG_METHOD] = LF_MESSAGE_TEXT(
        "Questo indirizzo non può essere usato in questo modo. Apra il "
        "modulo nel Suo browser."),
    [LF_MSG_TOO_LARGE] = LF_MESSAGE_TEXT(
        "È più di quanto possiamo ricevere in una volta. Torni indietro e "
        "accorci il testo."),
    [LF_MSG_MEDIA_TYPE] = LF_MESSAGE_TEXT(
        "Non possiamo leggere quanto è stato inviato in questo formato. "
        "Apra il modulo nel Suo browser e lo invii da lì."),
    [LF_MSG_BAD_REQUEST] = LF_MESSAGE_TEXT(
        "Non siamo riusciti a leggere quanto è stato inviato. Torni "
        "indietro e invii il modulo ancora una volta."),
    [LF_MSG_PREVIEW] = LF_MESSAGE_TEXT("Anteprima: non viene salvato nulla"),
    [LF_MSG_PREVIEW_EVENT] = LF_MESSAGE_TEXT("Questo sarebbe stato inviato"),
    [LF_MSG_PREVIEW_NOTHING] = LF_MESSAGE_TEXT(
        "Non sarebbe stato inviato nulla"),
    [LF_MSG_PREVIEW_OVER] = LF_MESSAGE_TEXT(
        "Questo link di anteprima non è più valido. La preghiamo di "
        "crearne uno nuovo."),
    [LF_MSG_LINK_TITLE] = LF_MESSAGE_TEXT("È Lei?"),
    [LF_MSG_LINK_TEXT] = LF_MESSAGE_TEXT(
        "Questo link è stato creato per una sola persona. Se è Lei, "
        "ricorderemo questo dispositivo e non chiederemo di nuovo ciò che "
        "ci ha già detto."),
    [LF_MSG_LINK_YES] = LF_MESSAGE_TEXT("Sono io"),
    [LF_MSG_LINK_NO] = LF_MESSAGE_TEXT("Non sono io"),
    [LF_MSG_LINK_OVER] = LF_MESSAGE_TEXT(
        "Questo link personale non è più valido. Può comunque usare il "
        "modulo."),
    [LF_MSG_LINK_PRIVATE] = LF_MESSAGE_TEXT(
        "Il Suo browser chiede di non essere ricordato, perciò qui questo "
        "link personale non ha effetto. Può comunque usare il modulo."),
    [LF_MSG_LINK_STALE] = LF_MESSAGE_TEXT(
        "Questa pagina non era più aggiornata: prema ancora una volta il "
        "pulsante."),
    [LF_MSG_LINK_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "Al momento non è possibile. Prema di nuovo il pulsante tra qualche "
        "minuto."),
    [LF_MSG_REQUIRED] = LF_MESSAGE_TEXT("Compili questo campo"),
    [LF_MSG_TOO_LONG] = LF_MESSAGE_TEXT("Accorci questo testo"),
    [LF_MSG_TOO_SHORT] = LF_MESSAGE_TEXT("Scriva qualcosa in più qui"),
    [LF_MSG_NOT_TEXT] = LF_MESSAGE_TEXT(
        "Contiene caratteri che non si possono visualizzare. Lo scriva di "
        "nuovo"),
    [LF_MSG_REPEATED] = LF_MESSAGE_TEXT("Dia qui una sola risposta"),
    [LF_MSG_EMAIL] = LF_MESSAGE_TEXT(
        "Inserisca il Suo indirizzo e-mail nella forma name@example.com"),
    [LF_MSG_PHONE] = LF_MESSAGE_TEXT(
        "Inserisca il Suo numero di telefono in cifre, per esempio +39 06 "
        "1234 5678"),
    [LF_MSG_PHONE_COUNTRY] = LF_MESSAGE_TEXT(
        "Inserisca il Suo numero di telefono con il prefisso internazionale, "
        "per esempio +39 06 1234 5678"),
    [LF_MSG_URL] = LF_MESSAGE_TEXT(
        "Inserisca l’indirizzo web nella forma https://www.example.com"),
    [LF_MSG_NUMBER] = LF_MESSAGE_TEXT(
        "Inserisca un numero in cifre, per esempio 12 o 12,5"),
    [LF_MSG_WHOLE_NUMBER] = LF_MESSAGE_TEXT(
        "Inserisca un numero intero, solo cifre, per esempio 1500"),
    [LF_MSG_STEP] = LF_MESSAGE_TEXT(
        "Inserisca un numero più tondo: questo è più preciso del "
        "necessario"),
    [LF_MSG_TOO_SMALL] = LF_MESSAGE_TEXT("Inserisca un numero più grande"),
    [LF_MSG_TOO_LARGE_NUMBER] = LF_MESSAGE_TEXT(
        "Inserisca un numero più piccolo"),
    [LF_MSG_DATE] = LF_MESSAGE_TEXT(
        "Inserisca la data come anno-mese-giorno, per esempio 2026-03-31"),
    [LF_MSG_TOO_EARLY] = LF_MESSAGE_TEXT("Inserisca una data successiva"),
    [LF_MSG_TOO_LATE] = LF_MESSAGE_TEXT("Inserisca una data precedente"),
    [LF_MSG_CHOICE] = LF_MESSAGE_TEXT("Scelga tra le risposte proposte qui"),
    [LF_MSG_COUNTRY] = LF_MESSAGE_TEXT("Scelga un paese dall’elenco"),
    [LF_MSG_PATTERN] = LF_MESSAGE_TEXT(
        "Controlli questo dato: non ha la forma prevista"),
    [LF_MSG_CONSENT] = LF_MESSAGE_TEXT(
        "Selezioni questa casella per continuare"),
};
