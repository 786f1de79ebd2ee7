/*
 * lf_message_pl: the module's own texts, in Polish.
 * Made by tools/languages.js from languages/pl.json.
 */

#include "lf_message.h"


_Static_assert(LF_MSG_COUNT == 76, "run tools/languages.js");


const lf_str_t  lf_message_pl[LF_MSG_COUNT] = {

    [LF_MSG_SUBMIT] = LF_MESSAGE_TEXT("Wyślij"),
    [LF_MSG_KNOWN_TITLE] = LF_MESSAGE_TEXT("Witamy ponownie"),
    [LF_MSG_KNOWN_SUBMIT] = LF_MESSAGE_TEXT("Poproś o ponowny kontakt"),
    [LF_MSG_THANKS_TITLE] = LF_MESSAGE_TEXT("Dziękujemy"),
    [LF_MSG_THANKS_TEXT] = LF_MESSAGE_TEXT(
        "Otrzymaliśmy Państwa dane i wkrótce się odezwiemy."),
    [LF_MSG_CONTINUE] = LF_MESSAGE_TEXT("Przejdź dalej"),
    [LF_MSG_OPTIONAL] = LF_MESSAGE_TEXT("(opcjonalnie)"),
    [LF_MSG_MESSAGE] = LF_MESSAGE_TEXT("Dodaj wiadomość"),
    [LF_MSG_MESSAGE_LABEL] = LF_MESSAGE_TEXT("Treść wiadomości"),
    [LF_MSG_EITHER] = LF_MESSAGE_TEXT("Zamiast tego: %s"),
    [LF_MSG_DECLINE] = LF_MESSAGE_TEXT("Wolę nie odpowiadać"),
    [LF_MSG_NOT_YOU] = LF_MESSAGE_TEXT("To ktoś inny?"),
    [LF_MSG_OTHER_CONTACT] = LF_MESSAGE_TEXT(
        "Podaj inny adres e-mail lub telefon"),
    [LF_MSG_FORGET] = LF_MESSAGE_TEXT("Zapomnij tę przeglądarkę"),
    [LF_MSG_ERASE] = LF_MESSAGE_TEXT("Poproś o usunięcie moich danych"),
    [LF_MSG_FORGOTTEN_TITLE] = LF_MESSAGE_TEXT(
        "Ta przeglądarka została zapomniana"),
    [LF_MSG_FORGOTTEN_TEXT] = LF_MESSAGE_TEXT(
        "Podczas następnej wizyty nie rozpoznamy Państwa. To, co "
        "otrzymaliśmy do tej pory, pozostaje u nas; jeśli ma zostać "
        "usunięte, prosimy o kontakt."),
    [LF_MSG_ERASE_TITLE] = LF_MESSAGE_TEXT("Otrzymaliśmy Państwa prośbę"),
    [LF_MSG_ERASE_TEXT] = LF_MESSAGE_TEXT(
        "Otrzymaliśmy prośbę o usunięcie Państwa danych. Ktoś z nas "
        "się tym zajmie."),
    [LF_MSG_CONSENTS] = LF_MESSAGE_TEXT("Na co wyrazili Państwo zgodę"),
    [LF_MSG_AGREED] = LF_MESSAGE_TEXT("Wyrazili Państwo zgodę na:"),
    [LF_MSG_AGREED_BEFORE] = LF_MESSAGE_TEXT(
        "Wyrazili Państwo zgodę na wcześniejszą wersję:"),
    [LF_MSG_WITHDRAW] = LF_MESSAGE_TEXT("Wycofaj"),
    [LF_MSG_WITHDRAWN_TITLE] = LF_MESSAGE_TEXT("Zgoda została wycofana"),
    [LF_MSG_WITHDRAWN_TEXT] = LF_MESSAGE_TEXT(
        "Od tej chwili już się na niej nie opieramy. W każdej chwili "
        "mogą Państwo wyrazić zgodę ponownie."),
    [LF_MSG_NOT_WITHDRAWN] = LF_MESSAGE_TEXT(
        "Nie udało się wycofać zgody: nadal obowiązuje. Proszę "
        "spróbować ponownie za kilka minut lub skontaktować się z nami."),
    [LF_MSG_PRIVACY] = LF_MESSAGE_TEXT("Informacja o prywatności"),
    [LF_MSG_REMEMBER] = LF_MESSAGE_TEXT("Zapamiętaj mnie na tym urządzeniu"),
    [LF_MSG_HONEYPOT] = LF_MESSAGE_TEXT("Proszę pozostawić to pole puste"),
    [LF_MSG_CHOOSE] = LF_MESSAGE_TEXT("Proszę wybrać"),
    [LF_MSG_YES] = LF_MESSAGE_TEXT("Tak"),
    [LF_MSG_NO] = LF_MESSAGE_TEXT("Nie"),
    [LF_MSG_ERRORS_TITLE] = LF_MESSAGE_TEXT("Proszę sprawdzić wpisane dane"),
    [LF_MSG_ENTRY] = LF_MESSAGE_TEXT("%s:"),
    [LF_MSG_PRESS_AGAIN] = LF_MESSAGE_TEXT(
        "Proszę nacisnąć przycisk jeszcze raz. Wszystko, co zostało "
        "wpisane, nadal tu jest."),
    [LF_MSG_STALE] = LF_MESSAGE_TEXT(
        "Ta strona była już nieaktualna. Wszystko, co zostało wpisane, "
        "nadal tu jest: proszę wysłać to jeszcze raz."),
    [LF_MSG_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "W tej chwili nie możemy przyjąć Państwa danych. Nic z tego, co "
        "zostało wpisane, nie przepadło: proszę spróbować ponownie za "
        "kilka minut."),
    [LF_MSG_CROSS_SITE] = LF_MESSAGE_TEXT(
        "Ten formularz można wysłać tylko z jego własnej strony. Proszę "
        "otworzyć tę stronę i wysłać go stamtąd."),
    [LF_MSG_NOT_FOUND] = LF_MESSAGE_TEXT(
        "Pod tym adresem nie ma formularza. Proszę sprawdzić adres lub "
        "wrócić do poprzedniej strony."),
    [LF_MSG_METHOD] = LF_MESSAGE_TEXT(
        "Tego adresu nie można użyć w ten sposób. Proszę otworzyć "
        "formularz w przeglądarce."),
    [LF_MSG_TOO_LARGE] = LF_MESSAGE_TEXT(
        "To więcej, niż możemy przyjąć naraz. Proszę wrócić i "
        "skrócić tekst."),
    [LF_MSG_MEDIA_TYPE] = LF_MESSAGE_TEXT(
        "Nie potrafimy odczytać danych w tym formacie. Proszę otworzyć "
        "formularz w przeglądarce i wysłać go stamtąd."),
    [LF_MSG_BAD_REQUEST] = LF_MESSAGE_TEXT(
        "Nie udało się odczytać tego, co zostało wysłane. Proszę "
        "wrócić i wysłać formularz jeszcze raz."),
    [LF_MSG_PREVIEW] = LF_MESSAGE_TEXT("Podgląd: nic nie jest zapisywane"),
    [LF_MSG_PREVIEW_EVENT] = LF_MESSAGE_TEXT("To zostałoby wysłane"),
    [LF_MSG_PREVIEW_NOTHING] = LF_MESSAGE_TEXT("Nic nie zostałoby wysłane"),
    [LF_MSG_PREVIEW_OVER] = LF_MESSAGE_TEXT(
        "Ten link podglądu nie jest już ważny. Prosimy utworzyć nowy."),
    [LF_MSG_LINK_TITLE] = LF_MESSAGE_TEXT("Czy to Państwo?"),
    [LF_MSG_LINK_TEXT] = LF_MESSAGE_TEXT(
        "Ten link utworzono dla jednej osoby. Jeśli to Państwo, "
        "zapamiętamy to urządzenie i nie zapytamy ponownie o to, co już "
        "wiemy."),
    [LF_MSG_LINK_YES] = LF_MESSAGE_TEXT("To ja"),
    [LF_MSG_LINK_NO] = LF_MESSAGE_TEXT("To nie ja"),
    [LF_MSG_LINK_OVER] = LF_MESSAGE_TEXT(
        "Ten osobisty link już nie działa. Formularza można mimo to "
        "użyć."),
    [LF_MSG_LINK_PRIVATE] = LF_MESSAGE_TEXT(
        "Ta przeglądarka prosi, aby jej nie zapamiętywać, więc ten "
        "osobisty link nic tu nie zmienia. Formularza można mimo to użyć."),
    [LF_MSG_LINK_STALE] = LF_MESSAGE_TEXT(
        "Ta strona była już nieaktualna: proszę nacisnąć przycisk "
        "jeszcze raz."),
    [LF_MSG_LINK_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "W tej chwili nie jest to możliwe. Proszę nacisnąć przycisk "
        "ponownie za kilka minut."),
    [LF_MSG_REQUIRED] = LF_MESSAGE_TEXT("Proszę wypełnić to pole"),
    [LF_MSG_TOO_LONG] = LF_MESSAGE_TEXT("Proszę skrócić ten wpis"),
    [LF_MSG_TOO_SHORT] = LF_MESSAGE_TEXT("Proszę napisać tu trochę więcej"),
    [LF_MSG_NOT_TEXT] = LF_MESSAGE_TEXT(
        "Są tu znaki, których nie można wyświetlić. Proszę wpisać to "
        "jeszcze raz"),
    [LF_MSG_REPEATED] = LF_MESSAGE_TEXT(
        "Proszę podać tu tylko jedną odpowiedź"),
    [LF_MSG_EMAIL] = LF_MESSAGE_TEXT(
        "Proszę podać adres e-mail w postaci name@example.com"),
    [LF_MSG_PHONE] = LF_MESSAGE_TEXT(
        "Proszę podać numer telefonu cyframi, na przykład +48 22 123 45 67"),
    [LF_MSG_PHONE_COUNTRY] = LF_MESSAGE_TEXT(
        "Proszę podać numer telefonu z numerem kierunkowym kraju, na "
        "przykład +48 22 123 45 67"),
    [LF_MSG_URL] = LF_MESSAGE_TEXT(
        "Proszę podać adres strony w postaci https://www.example.com"),
    [LF_MSG_NUMBER] = LF_MESSAGE_TEXT(
        "Proszę podać liczbę cyframi, na przykład 12 lub 12,5"),
    [LF_MSG_WHOLE_NUMBER] = LF_MESSAGE_TEXT(
        "Proszę podać liczbę całkowitą, same cyfry, na przykład 1500"),
    [LF_MSG_STEP] = LF_MESSAGE_TEXT(
        "Proszę podać bardziej okrągłą liczbę: ta jest dokładniejsza, "
        "niż potrzeba"),
    [LF_MSG_TOO_SMALL] = LF_MESSAGE_TEXT("Proszę podać większą liczbę"),
    [LF_MSG_TOO_LARGE_NUMBER] = LF_MESSAGE_TEXT(
        "Proszę podać mniejszą liczbę"),
    [LF_MSG_DATE] = LF_MESSAGE_TEXT(
        "Proszę podać datę jako rok-miesiąc-dzień, na przykład "
        "2026-03-31"),
    [LF_MSG_TOO_EARLY] = LF_MESSAGE_TEXT("Proszę podać późniejszą datę"),
    [LF_MSG_TOO_LATE] = LF_MESSAGE_TEXT("Proszę podać wcześniejszą datę"),
    [LF_MSG_CHOICE] = LF_MESSAGE_TEXT(
        "Proszę wybrać spośród podanych tu odpowiedzi"),
    [LF_MSG_COUNTRY] = LF_MESSAGE_TEXT("Proszę wybrać kraj z listy"),
    [LF_MSG_PATTERN] = LF_MESSAGE_TEXT(
        "Proszę sprawdzić ten wpis: nie ma oczekiwanej postaci"),
    [LF_MSG_CONSENT] = LF_MESSAGE_TEXT(
        "Proszę zaznaczyć to pole, aby przejść dalej"),
};
