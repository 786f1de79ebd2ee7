/*
 * lf_message_fr: the module's own texts, in French.
 * Made by tools/languages.js from languages/fr.json.
 */

#include "lf_message.h"


_Static_assert(LF_MSG_COUNT == 76, "run tools/languages.js");


const lf_str_t  lf_message_fr[LF_MSG_COUNT] = {

    [LF_MSG_SUBMIT] = LF_MESSAGE_TEXT("Envoyer"),
    [LF_MSG_KNOWN_TITLE] = LF_MESSAGE_TEXT("Bon retour parmi nous"),
    [LF_MSG_KNOWN_SUBMIT] = LF_MESSAGE_TEXT("Reprendre contact"),
    [LF_MSG_THANKS_TITLE] = LF_MESSAGE_TEXT("Merci"),
    [LF_MSG_THANKS_TEXT] = LF_MESSAGE_TEXT(
        "Nous avons bien reçu vos coordonnées et reviendrons vers vous."),
    [LF_MSG_CONTINUE] = LF_MESSAGE_TEXT("Continuer"),
    [LF_MSG_OPTIONAL] = LF_MESSAGE_TEXT("(facultatif)"),
    [LF_MSG_MESSAGE] = LF_MESSAGE_TEXT("Ajouter un message"),
    [LF_MSG_MESSAGE_LABEL] = LF_MESSAGE_TEXT("Votre message"),
    [LF_MSG_EITHER] = LF_MESSAGE_TEXT("Ou plutôt\302\240: %s"),
    [LF_MSG_DECLINE] = LF_MESSAGE_TEXT("Je préfère ne pas répondre"),
    [LF_MSG_NOT_YOU] = LF_MESSAGE_TEXT("Ce n’est pas vous\302\240?"),
    [LF_MSG_OTHER_CONTACT] = LF_MESSAGE_TEXT(
        "Utiliser une autre adresse e-mail ou un autre téléphone"),
    [LF_MSG_FORGET] = LF_MESSAGE_TEXT("Oublier ce navigateur"),
    [LF_MSG_ERASE] = LF_MESSAGE_TEXT("Demander la suppression de mes données"),
    [LF_MSG_FORGOTTEN_TITLE] = LF_MESSAGE_TEXT("Ce navigateur est oublié"),
    [LF_MSG_FORGOTTEN_TEXT] = LF_MESSAGE_TEXT(
        "Lors de votre prochaine visite, nous ne vous reconnaîtrons pas. "
        "Nous gardons ce que vous nous avez envoyé jusqu’ici\302\240; "
        "pour le faire supprimer, veuillez nous contacter."),
    [LF_MSG_ERASE_TITLE] = LF_MESSAGE_TEXT("Nous avons reçu votre demande"),
    [LF_MSG_ERASE_TEXT] = LF_MESSAGE_TEXT(
        "Vous nous avez demandé de supprimer vos données. Une personne de "
        "notre équipe s’en occupe."),
    [LF_MSG_CONSENTS] = LF_MESSAGE_TEXT("Ce que vous avez accepté"),
    [LF_MSG_AGREED] = LF_MESSAGE_TEXT("Vous avez accepté\302\240:"),
    [LF_MSG_AGREED_BEFORE] = LF_MESSAGE_TEXT(
        "Vous avez accepté une version antérieure de ceci\302\240:"),
    [LF_MSG_WITHDRAW] = LF_MESSAGE_TEXT("Retirer mon accord"),
    [LF_MSG_WITHDRAWN_TITLE] = LF_MESSAGE_TEXT(
        "Votre consentement est retiré"),
    [LF_MSG_WITHDRAWN_TEXT] = LF_MESSAGE_TEXT(
        "Désormais, nous ne nous appuyons plus dessus. Vous pouvez de "
        "nouveau donner votre accord à tout moment."),
    [LF_MSG_NOT_WITHDRAWN] = LF_MESSAGE_TEXT(
        "Nous n’avons pas pu retirer votre consentement\302\240: il est "
        "toujours valable. Veuillez réessayer dans quelques minutes ou nous "
        "contacter."),
    [LF_MSG_PRIVACY] = LF_MESSAGE_TEXT("Protection des données"),
    [LF_MSG_REMEMBER] = LF_MESSAGE_TEXT("Se souvenir de moi sur cet appareil"),
    [LF_MSG_HONEYPOT] = LF_MESSAGE_TEXT("Veuillez laisser ce champ vide"),
    [LF_MSG_CHOOSE] = LF_MESSAGE_TEXT("Veuillez choisir"),
    [LF_MSG_YES] = LF_MESSAGE_TEXT("Oui"),
    [LF_MSG_NO] = LF_MESSAGE_TEXT("Non"),
    [LF_MSG_ERRORS_TITLE] = LF_MESSAGE_TEXT("Veuillez vérifier votre saisie"),
    [LF_MSG_ENTRY] = LF_MESSAGE_TEXT("%s\302\240:"),
    [LF_MSG_PRESS_AGAIN] = LF_MESSAGE_TEXT(
        "Veuillez appuyer encore une fois sur le bouton. Tout ce que vous "
        "avez saisi est toujours là."),
    [LF_MSG_STALE] = LF_MESSAGE_TEXT(
        "Cette page n’était plus à jour. Tout ce que vous avez saisi est "
        "toujours là\302\240: veuillez l’envoyer encore une fois."),
    [LF_MSG_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "Nous ne pouvons pas recevoir votre saisie pour le moment. Rien "
        "n’est perdu\302\240: veuillez réessayer dans quelques minutes."),
    [LF_MSG_CROSS_SITE] = LF_MESSAGE_TEXT(
        "Ce formulaire ne peut être envoyé que depuis sa propre page. "
        "Veuillez ouvrir cette page et l’envoyer de là."),
    [LF_MSG_NOT_FOUND] = LF_MESSAGE_TEXT(
        "Il n’y a pas de formulaire à cette adresse. Veuillez vérifier "
        "l’adresse ou revenir à la page précédente."),
    [LF_MSG_METHOD] = LF_MESSAGE_TEXT(
        "Cette adresse ne s’utilise pas de cette façon. Veuillez ouvrir "
        "le formulaire dans votre navigateur."),
    [LF_MSG_TOO_LARGE] = LF_MESSAGE_TEXT(
        "C’est plus que ce que nous pouvons recevoir en une fois. Veuillez "
        "revenir en arrière et raccourcir votre texte."),
    [LF_MSG_MEDIA_TYPE] = LF_MESSAGE_TEXT(
        "Nous ne pouvons pas lire ce format. Veuillez ouvrir le formulaire "
        "dans votre navigateur et l’envoyer de là."),
    [LF_MSG_BAD_REQUEST] = LF_MESSAGE_TEXT(
        "Nous n’avons pas pu lire ce qui a été envoyé. Veuillez revenir "
        "en arrière et renvoyer le formulaire."),
    [LF_MSG_PREVIEW] = LF_MESSAGE_TEXT(
        "Aperçu\302\240: rien n’est enregistré"),
    [LF_MSG_PREVIEW_EVENT] = LF_MESSAGE_TEXT(
        "Voici ce qui aurait été envoyé"),
    [LF_MSG_PREVIEW_NOTHING] = LF_MESSAGE_TEXT("Rien n’aurait été envoyé"),
    [LF_MSG_PREVIEW_OVER] = LF_MESSAGE_TEXT(
        "Ce lien d’aperçu n’est plus valable. Veuillez en créer un "
        "nouveau."),
    [LF_MSG_LINK_TITLE] = LF_MESSAGE_TEXT("Est-ce bien vous ?"),
    [LF_MSG_LINK_TEXT] = LF_MESSAGE_TEXT(
        "Ce lien a été créé pour une seule personne. Si c’est vous, "
        "cet appareil sera mémorisé et nous ne redemanderons pas ce que "
        "vous nous avez déjà dit."),
    [LF_MSG_LINK_YES] = LF_MESSAGE_TEXT("C’est moi"),
    [LF_MSG_LINK_NO] = LF_MESSAGE_TEXT("Ce n’est pas moi"),
    [LF_MSG_LINK_OVER] = LF_MESSAGE_TEXT(
        "Ce lien personnel n’est plus valable. Vous pouvez tout de même "
        "utiliser le formulaire."),
    [LF_MSG_LINK_PRIVATE] = LF_MESSAGE_TEXT(
        "Votre navigateur demande à ne pas être mémorisé : ce lien "
        "personnel n’a donc aucun effet ici. Vous pouvez tout de même "
        "utiliser le formulaire."),
    [LF_MSG_LINK_STALE] = LF_MESSAGE_TEXT(
        "Cette page n’était plus à jour\302\240: veuillez appuyer encore "
        "une fois sur le bouton."),
    [LF_MSG_LINK_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "Nous ne pouvons pas le faire pour le moment. Veuillez appuyer de "
        "nouveau sur le bouton dans quelques minutes."),
    [LF_MSG_REQUIRED] = LF_MESSAGE_TEXT("Veuillez remplir ce champ"),
    [LF_MSG_TOO_LONG] = LF_MESSAGE_TEXT("Veuillez raccourcir ce texte"),
    [LF_MSG_TOO_SHORT] = LF_MESSAGE_TEXT("Veuillez en écrire un peu plus ici"),
    [LF_MSG_NOT_TEXT] = LF_MESSAGE_TEXT(
        "Ce texte contient des caractères qui ne peuvent pas être "
        "affichés. Veuillez le saisir de nouveau"),
    [LF_MSG_REPEATED] = LF_MESSAGE_TEXT(
        "Veuillez ne donner qu’une seule réponse ici"),
    [LF_MSG_EMAIL] = LF_MESSAGE_TEXT(
        "Saisissez votre adresse e-mail sous la forme name@example.com"),
    [LF_MSG_PHONE] = LF_MESSAGE_TEXT(
        "Saisissez votre numéro de téléphone en chiffres, par exemple +33 "
        "1 99 00 12 34"),
    [LF_MSG_PHONE_COUNTRY] = LF_MESSAGE_TEXT(
        "Saisissez votre numéro de téléphone avec l’indicatif du pays, "
        "par exemple +33 1 99 00 12 34"),
    [LF_MSG_URL] = LF_MESSAGE_TEXT(
        "Saisissez l’adresse web sous la forme https://www.example.com"),
    [LF_MSG_NUMBER] = LF_MESSAGE_TEXT(
        "Saisissez un nombre en chiffres, par exemple 12 ou 12,5"),
    [LF_MSG_WHOLE_NUMBER] = LF_MESSAGE_TEXT(
        "Saisissez un nombre entier, en chiffres uniquement, par exemple 1500"),
    [LF_MSG_STEP] = LF_MESSAGE_TEXT(
        "Saisissez un nombre plus rond\302\240: celui-ci est plus précis "
        "que nécessaire"),
    [LF_MSG_TOO_SMALL] = LF_MESSAGE_TEXT("Saisissez un nombre plus grand"),
    [LF_MSG_TOO_LARGE_NUMBER] = LF_MESSAGE_TEXT(
        "Saisissez un nombre plus petit"),
    [LF_MSG_DATE] = LF_MESSAGE_TEXT(
        "Saisissez la date sous la forme année-mois-jour, par exemple "
        "2026-03-31"),
    [LF_MSG_TOO_EARLY] = LF_MESSAGE_TEXT("Saisissez une date plus tardive"),
    [LF_MSG_TOO_LATE] = LF_MESSAGE_TEXT("Saisissez une date plus proche"),
    [LF_MSG_CHOICE] = LF_MESSAGE_TEXT(
        "Choisissez parmi les réponses proposées ici"),
    [LF_MSG_COUNTRY] = LF_MESSAGE_TEXT("Choisissez un pays dans la liste"),
    [LF_MSG_PATTERN] = LF_MESSAGE_TEXT(
        "Veuillez vérifier ce texte\302\240: il n’a pas la forme attendue"),
    [LF_MSG_CONSENT] = LF_MESSAGE_TEXT(
        "Veuillez cocher cette case pour continuer"),
};
