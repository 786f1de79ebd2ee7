/*
 * lf_message_es: the module's own texts, in Spanish.
 * Made by tools/languages.js from languages/es.json.
 */

#include "lf_message.h"


_Static_assert(LF_MSG_COUNT == 76, "run tools/languages.js");


const lf_str_t  lf_message_es[LF_MSG_COUNT] = {

    [LF_MSG_SUBMIT] = LF_MESSAGE_TEXT("Enviar"),
    [LF_MSG_KNOWN_TITLE] = LF_MESSAGE_TEXT("Nos alegra verle de nuevo"),
    [LF_MSG_KNOWN_SUBMIT] = LF_MESSAGE_TEXT("Volver a contactar"),
    [LF_MSG_THANKS_TITLE] = LF_MESSAGE_TEXT("Muchas gracias"),
    [LF_MSG_THANKS_TEXT] = LF_MESSAGE_TEXT(
        "Hemos recibido sus datos y nos pondremos en contacto con usted."),
    [LF_MSG_CONTINUE] = LF_MESSAGE_TEXT("Continuar"),
    [LF_MSG_OPTIONAL] = LF_MESSAGE_TEXT("(opcional)"),
    [LF_MSG_MESSAGE] = LF_MESSAGE_TEXT("Añadir un mensaje"),
    [LF_MSG_MESSAGE_LABEL] = LF_MESSAGE_TEXT("Su mensaje"),
    [LF_MSG_EITHER] = LF_MESSAGE_TEXT("Usar en su lugar: %s"),
    [LF_MSG_DECLINE] = LF_MESSAGE_TEXT("Prefiero no decirlo"),
    [LF_MSG_NOT_YOU] = LF_MESSAGE_TEXT("¿No es usted?"),
    [LF_MSG_OTHER_CONTACT] = LF_MESSAGE_TEXT(
        "Usar otro correo electrónico u otro teléfono"),
    [LF_MSG_FORGET] = LF_MESSAGE_TEXT("Olvidar este navegador"),
    [LF_MSG_ERASE] = LF_MESSAGE_TEXT("Solicitar que se eliminen mis datos"),
    [LF_MSG_FORGOTTEN_TITLE] = LF_MESSAGE_TEXT("Hemos olvidado este navegador"),
    [LF_MSG_FORGOTTEN_TEXT] = LF_MESSAGE_TEXT(
        "En su próxima visita no le reconoceremos. Conservamos lo que nos "
        "ha enviado hasta ahora; si desea que se elimine, póngase en "
        "contacto con nosotros."),
    [LF_MSG_ERASE_TITLE] = LF_MESSAGE_TEXT("Hemos recibido su solicitud"),
    [LF_MSG_ERASE_TEXT] = LF_MESSAGE_TEXT(
        "Nos ha pedido que eliminemos sus datos. Alguien de nuestro equipo "
        "se ocupará de ello."),
    [LF_MSG_CONSENTS] = LF_MESSAGE_TEXT("Lo que ha aceptado"),
    [LF_MSG_AGREED] = LF_MESSAGE_TEXT("Ha aceptado:"),
    [LF_MSG_AGREED_BEFORE] = LF_MESSAGE_TEXT(
        "Ha aceptado una versión anterior de esto:"),
    [LF_MSG_WITHDRAW] = LF_MESSAGE_TEXT("Retirar"),
    [LF_MSG_WITHDRAWN_TITLE] = LF_MESSAGE_TEXT(
        "Su consentimiento está retirado"),
    [LF_MSG_WITHDRAWN_TEXT] = LF_MESSAGE_TEXT(
        "A partir de ahora ya no nos basamos en él. Puede volver a darlo en "
        "cualquier momento."),
    [LF_MSG_NOT_WITHDRAWN] = LF_MESSAGE_TEXT(
        "No hemos podido retirar su consentimiento: sigue vigente. "
        "Inténtelo de nuevo dentro de unos minutos o póngase en contacto "
        "con nosotros."),
    [LF_MSG_PRIVACY] = LF_MESSAGE_TEXT("Aviso de privacidad"),
    [LF_MSG_REMEMBER] = LF_MESSAGE_TEXT("Recordarme en este dispositivo"),
    [LF_MSG_HONEYPOT] = LF_MESSAGE_TEXT("Deje este campo vacío"),
    [LF_MSG_CHOOSE] = LF_MESSAGE_TEXT("Elija una opción"),
    [LF_MSG_YES] = LF_MESSAGE_TEXT("Sí"),
    [LF_MSG_NO] = LF_MESSAGE_TEXT("No"),
    [LF_MSG_ERRORS_TITLE] = LF_MESSAGE_TEXT("Revise los datos introducidos"),
    [LF_MSG_ENTRY] = LF_MESSAGE_TEXT("%s:"),
    [LF_MSG_PRESS_AGAIN] = LF_MESSAGE_TEXT(
        "Pulse el botón una vez más. Todo lo que ha escrito sigue aquí."),
    [LF_MSG_STALE] = LF_MESSAGE_TEXT(
        "Esta página ya no estaba actualizada. Todo lo que ha escrito sigue "
        "aquí: envíelo una vez más."),
    [LF_MSG_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "En este momento no podemos recibir sus datos. No se ha perdido nada "
        "de lo que ha escrito: inténtelo de nuevo dentro de unos minutos."),
    [LF_MSG_CROSS_SITE] = LF_MESSAGE_TEXT(
        "Este formulario solo se puede enviar desde su propia página. Abra "
        "esa página y envíelo desde allí."),
    [LF_MSG_NOT_FOUND] = LF_MESSAGE_TEXT(
        "No hay ningún formulario en esta dirección. Compruebe la "
        "dirección o vuelva a la página anterior."),
    [LF_MSG_METHOD] = LF_MESSAGE_TEXT(
        "Esta dirección no se puede usar de este modo. Abra el formulario "
        "en su navegador."),
    [LF_MSG_TOO_LARGE] = LF_MESSAGE_TEXT(
        "Es más de lo que podemos recibir de una vez. Vuelva atrás y "
        "acorte lo que ha escrito."),
    [LF_MSG_MEDIA_TYPE] = LF_MESSAGE_TEXT(
        "No podemos leer lo que se ha enviado en este formato. Abra el "
        "formulario en su navegador y envíelo desde allí."),
    [LF_MSG_BAD_REQUEST] = LF_MESSAGE_TEXT(
        "No hemos podido leer lo que se ha enviado. Vuelva atrás y envíe "
        "el formulario una vez más."),
    [LF_MSG_PREVIEW] = LF_MESSAGE_TEXT("Vista previa: no se guarda nada"),
    [LF_MSG_PREVIEW_EVENT] = LF_MESSAGE_TEXT("Esto se habría enviado"),
    [LF_MSG_PREVIEW_NOTHING] = LF_MESSAGE_TEXT("No se habría enviado nada"),
    [LF_MSG_PREVIEW_OVER] = LF_MESSAGE_TEXT(
        "Este enlace de vista previa ya no es válido. Cree uno nuevo, por "
        "favor."),
    [LF_MSG_LINK_TITLE] = LF_MESSAGE_TEXT("¿Es usted?"),
    [LF_MSG_LINK_TEXT] = LF_MESSAGE_TEXT(
        "Este enlace se creó para una sola persona. Si es usted, "
        "recordaremos este dispositivo y no volveremos a preguntar lo que ya "
        "nos ha contado."),
    [LF_MSG_LINK_YES] = LF_MESSAGE_TEXT("Soy yo"),
    [LF_MSG_LINK_NO] = LF_MESSAGE_TEXT("No soy yo"),
    [LF_MSG_LINK_OVER] = LF_MESSAGE_TEXT(
        "Este enlace personal ya no es válido. Aun así, puede usar el "
        "formulario."),
    [LF_MSG_LINK_PRIVATE] = LF_MESSAGE_TEXT(
        "Su navegador pide que no se le recuerde, así que este enlace "
        "personal no tiene efecto aquí. Aun así, puede usar el formulario."),
    [LF_MSG_LINK_STALE] = LF_MESSAGE_TEXT(
        "Esta página ya no estaba actualizada: vuelva a pulsar el botón."),
    [LF_MSG_LINK_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "No podemos hacerlo en este momento. Vuelva a pulsar el botón "
        "dentro de unos minutos."),
    [LF_MSG_REQUIRED] = LF_MESSAGE_TEXT("Rellene este campo"),
    [LF_MSG_TOO_LONG] = LF_MESSAGE_TEXT("Acorte este texto"),
    [LF_MSG_TOO_SHORT] = LF_MESSAGE_TEXT("Escriba aquí un poco más"),
    [LF_MSG_NOT_TEXT] = LF_MESSAGE_TEXT(
        "Contiene caracteres que no se pueden mostrar. Escríbalo de nuevo"),
    [LF_MSG_REPEATED] = LF_MESSAGE_TEXT("Dé aquí una sola respuesta"),
    [LF_MSG_EMAIL] = LF_MESSAGE_TEXT(
        "Escriba su correo electrónico con el formato name@example.com"),
    [LF_MSG_PHONE] = LF_MESSAGE_TEXT(
        "Escriba su número de teléfono con cifras, por ejemplo +34 912 345 "
        "678"),
    [LF_MSG_PHONE_COUNTRY] = LF_MESSAGE_TEXT(
        "Escriba su número de teléfono con el prefijo del país, por "
        "ejemplo +34 912 345 678"),
    [LF_MSG_URL] = LF_MESSAGE_TEXT(
        "Escriba la dirección web con el formato https://www.example.com"),
    [LF_MSG_NUMBER] = LF_MESSAGE_TEXT(
        "Escriba un número con cifras, por ejemplo 12 o 12,5"),
    [LF_MSG_WHOLE_NUMBER] = LF_MESSAGE_TEXT(
        "Escriba un número entero solo con cifras, por ejemplo 1500"),
    [LF_MSG_STEP] = LF_MESSAGE_TEXT(
        "Escriba un número más redondo: este es más exacto de lo necesario"),
    [LF_MSG_TOO_SMALL] = LF_MESSAGE_TEXT("Escriba un número mayor"),
    [LF_MSG_TOO_LARGE_NUMBER] = LF_MESSAGE_TEXT("Escriba un número menor"),
    [LF_MSG_DATE] = LF_MESSAGE_TEXT(
        "Escriba la fecha como año-mes-día, por ejemplo 2026-03-31"),
    [LF_MSG_TOO_EARLY] = LF_MESSAGE_TEXT("Escriba una fecha posterior"),
    [LF_MSG_TOO_LATE] = LF_MESSAGE_TEXT("Escriba una fecha anterior"),
    [LF_MSG_CHOICE] = LF_MESSAGE_TEXT(
        "Elija entre las respuestas que se ofrecen aquí"),
    [LF_MSG_COUNTRY] = LF_MESSAGE_TEXT("Elija un país de la lista"),
    [LF_MSG_PATTERN] = LF_MESSAGE_TEXT(
        "Revise este dato: no tiene la forma esperada"),
    [LF_MSG_CONSENT] = LF_MESSAGE_TEXT("Marque esta casilla para continuar"),
};
