/*
 * lf_message_pt: the module's own texts, in Portuguese.
 * Made by tools/languages.js from languages/pt.json.
 */

#include "lf_message.h"


_Static_assert(LF_MSG_COUNT == 76, "run tools/languages.js");


const lf_str_t  lf_message_pt[LF_MSG_COUNT] = {

    [LF_MSG_SUBMIT] = LF_MESSAGE_TEXT("Enviar"),
    [LF_MSG_KNOWN_TITLE] = LF_MESSAGE_TEXT("Que bom ter a sua visita de novo"),
    [LF_MSG_KNOWN_SUBMIT] = LF_MESSAGE_TEXT("Pedir novo atendimento"),
    [LF_MSG_THANKS_TITLE] = LF_MESSAGE_TEXT("Muito obrigado"),
    [LF_MSG_THANKS_TEXT] = LF_MESSAGE_TEXT(
        "Recebemos os seus dados e daremos uma resposta em breve."),
    [LF_MSG_CONTINUE] = LF_MESSAGE_TEXT("Continuar"),
    [LF_MSG_OPTIONAL] = LF_MESSAGE_TEXT("(opcional)"),
    [LF_MSG_MESSAGE] = LF_MESSAGE_TEXT("Adicionar uma mensagem"),
    [LF_MSG_MESSAGE_LABEL] = LF_MESSAGE_TEXT("A sua mensagem"),
    [LF_MSG_EITHER] = LF_MESSAGE_TEXT("Usar em vez disso: %s"),
    [LF_MSG_DECLINE] = LF_MESSAGE_TEXT("Prefiro não dizer"),
    [LF_MSG_NOT_YOU] = LF_MESSAGE_TEXT("É outra pessoa?"),
    [LF_MSG_OTHER_CONTACT] = LF_MESSAGE_TEXT("Usar outro e-mail ou telefone"),
    [LF_MSG_FORGET] = LF_MESSAGE_TEXT("Esquecer este navegador"),
    [LF_MSG_ERASE] = LF_MESSAGE_TEXT("Pedir que apaguem os meus dados"),
    [LF_MSG_FORGOTTEN_TITLE] = LF_MESSAGE_TEXT("Este navegador foi esquecido"),
    [LF_MSG_FORGOTTEN_TEXT] = LF_MESSAGE_TEXT(
        "Na sua próxima visita, este navegador não será reconhecido. O "
        "que nos enviou até agora fica guardado; se desejar que seja "
        "apagado, fale com a nossa empresa."),
    [LF_MSG_ERASE_TITLE] = LF_MESSAGE_TEXT("Recebemos o seu pedido"),
    [LF_MSG_ERASE_TEXT] = LF_MESSAGE_TEXT(
        "Recebemos o pedido para apagar os seus dados. Uma pessoa vai cuidar "
        "disso."),
    [LF_MSG_CONSENTS] = LF_MESSAGE_TEXT("O que aceitou"),
    [LF_MSG_AGREED] = LF_MESSAGE_TEXT("Aceitou:"),
    [LF_MSG_AGREED_BEFORE] = LF_MESSAGE_TEXT(
        "Aceitou uma versão anterior disto:"),
    [LF_MSG_WITHDRAW] = LF_MESSAGE_TEXT("Retirar"),
    [LF_MSG_WITHDRAWN_TITLE] = LF_MESSAGE_TEXT(
        "O seu consentimento foi retirado"),
    [LF_MSG_WITHDRAWN_TEXT] = LF_MESSAGE_TEXT(
        "A partir de agora, deixamos de nos basear nele. Pode voltar a "
        "aceitar em qualquer altura."),
    [LF_MSG_NOT_WITHDRAWN] = LF_MESSAGE_TEXT(
        "Não conseguimos retirar o seu consentimento: continua válido. "
        "Tente novamente dentro de alguns minutos ou contacte-nos."),
    [LF_MSG_PRIVACY] = LF_MESSAGE_TEXT("Aviso de privacidade"),
    [LF_MSG_REMEMBER] = LF_MESSAGE_TEXT("Lembrar de mim neste dispositivo"),
    [LF_MSG_HONEYPOT] = LF_MESSAGE_TEXT("Deixe este campo vazio"),
    [LF_MSG_CHOOSE] = LF_MESSAGE_TEXT("Escolha uma opção"),
    [LF_MSG_YES] = LF_MESSAGE_TEXT("Sim"),
    [LF_MSG_NO] = LF_MESSAGE_TEXT("Não"),
    [LF_MSG_ERRORS_TITLE] = LF_MESSAGE_TEXT("Verifique os dados preenchidos"),
    [LF_MSG_ENTRY] = LF_MESSAGE_TEXT("%s:"),
    [LF_MSG_PRESS_AGAIN] = LF_MESSAGE_TEXT(
        "Pressione o botão mais uma vez. Tudo o que escreveu continua aqui."),
    [LF_MSG_STALE] = LF_MESSAGE_TEXT(
        "Esta página estava desatualizada. Tudo o que escreveu continua "
        "aqui: envie mais uma vez."),
    [LF_MSG_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "Neste momento não é possível receber os seus dados. Nada do que "
        "escreveu se perdeu: tente novamente dentro de alguns minutos."),
    [LF_MSG_CROSS_SITE] = LF_MESSAGE_TEXT(
        "Este formulário só pode ser enviado a partir da sua própria "
        "página. Abra essa página e envie o formulário de lá."),
    [LF_MSG_NOT_FOUND] = LF_MESSAGE_TEXT(
        "Não há nenhum formulário neste endereço. Verifique o endereço "
        "ou volte à página anterior."),
    [LF_MSG_METHOD] = LF_MESSAGE_TEXT(
        "Este endereço não pode ser usado desta forma. Abra o formulário "
        "no seu navegador."),
    [LF_MSG_TOO_LARGE] = LF_MESSAGE_TEXT(
        "Isto é mais do que podemos receber de uma vez. Volte à página "
        "anterior e encurte o texto."),
    [LF_MSG_MEDIA_TYPE] = LF_MESSAGE_TEXT(
        "Não conseguimos ler o que foi enviado neste formato. Abra o "
        "formulário no seu navegador e envie de lá."),
    [LF_MSG_BAD_REQUEST] = LF_MESSAGE_TEXT(
        "Não conseguimos ler o que foi enviado. Volte à página anterior e "
        "envie o formulário mais uma vez."),
    [LF_MSG_PREVIEW] = LF_MESSAGE_TEXT("Pré-visualização: nada é guardado"),
    [LF_MSG_PREVIEW_EVENT] = LF_MESSAGE_TEXT("Isto teria sido enviado"),
    [LF_MSG_PREVIEW_NOTHING] = LF_MESSAGE_TEXT("Nada teria sido enviado"),
    [LF_MSG_PREVIEW_OVER] = LF_MESSAGE_TEXT(
        "Este link de pré-visualização já não é válido. Por favor, "
        "crie um novo."),
    [LF_MSG_LINK_TITLE] = LF_MESSAGE_TEXT("Este link é para si?"),
    [LF_MSG_LINK_TEXT] = LF_MESSAGE_TEXT(
        "Este link foi criado para uma única pessoa. Se for para si, este "
        "dispositivo será lembrado e não voltaremos a perguntar o que já "
        "nos disse."),
    [LF_MSG_LINK_YES] = LF_MESSAGE_TEXT("Sou eu"),
    [LF_MSG_LINK_NO] = LF_MESSAGE_TEXT("Não sou eu"),
    [LF_MSG_LINK_OVER] = LF_MESSAGE_TEXT(
        "Este link pessoal já não é válido. Pode utilizar o formulário "
        "na mesma."),
    [LF_MSG_LINK_PRIVATE] = LF_MESSAGE_TEXT(
        "O seu navegador pede para não ser lembrado, por isso este link "
        "pessoal não tem efeito aqui. Pode utilizar o formulário na mesma."),
    [LF_MSG_LINK_STALE] = LF_MESSAGE_TEXT(
        "Esta página estava desatualizada: prima o botão mais uma vez."),
    [LF_MSG_LINK_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "Não é possível neste momento. Prima o botão novamente dentro de "
        "alguns minutos."),
    [LF_MSG_REQUIRED] = LF_MESSAGE_TEXT("Preencha este campo"),
    [LF_MSG_TOO_LONG] = LF_MESSAGE_TEXT("Encurte este texto"),
    [LF_MSG_TOO_SHORT] = LF_MESSAGE_TEXT("Escreva um pouco mais aqui"),
    [LF_MSG_NOT_TEXT] = LF_MESSAGE_TEXT(
        "Este texto contém caracteres que não podem ser mostrados. "
        "Escreva-o novamente"),
    [LF_MSG_REPEATED] = LF_MESSAGE_TEXT("Dê apenas uma resposta aqui"),
    [LF_MSG_EMAIL] = LF_MESSAGE_TEXT(
        "Escreva o seu e-mail no formato name@example.com"),
    [LF_MSG_PHONE] = LF_MESSAGE_TEXT(
        "Escreva o seu número de telefone em algarismos, por exemplo +55 11 "
        "2345 6789"),
    [LF_MSG_PHONE_COUNTRY] = LF_MESSAGE_TEXT(
        "Escreva o seu número de telefone com o código do país, por "
        "exemplo +55 11 2345 6789"),
    [LF_MSG_URL] = LF_MESSAGE_TEXT(
        "Escreva o endereço web no formato https://www.example.com"),
    [LF_MSG_NUMBER] = LF_MESSAGE_TEXT(
        "Escreva um número em algarismos, por exemplo 12 ou 12,5"),
    [LF_MSG_WHOLE_NUMBER] = LF_MESSAGE_TEXT(
        "Escreva um número inteiro só em algarismos, por exemplo 1500"),
    [LF_MSG_STEP] = LF_MESSAGE_TEXT(
        "Escreva um número mais redondo: este é mais exato do que o "
        "necessário"),
    [LF_MSG_TOO_SMALL] = LF_MESSAGE_TEXT("Escreva um número maior"),
    [LF_MSG_TOO_LARGE_NUMBER] = LF_MESSAGE_TEXT("Escreva um número menor"),
    [LF_MSG_DATE] = LF_MESSAGE_TEXT(
        "Escreva a data como ano-mês-dia, por exemplo 2026-03-31"),
    [LF_MSG_TOO_EARLY] = LF_MESSAGE_TEXT("Escreva uma data posterior"),
    [LF_MSG_TOO_LATE] = LF_MESSAGE_TEXT("Escreva uma data anterior"),
    [LF_MSG_CHOICE] = LF_MESSAGE_TEXT(
        "Escolha uma das respostas oferecidas aqui"),
    [LF_MSG_COUNTRY] = LF_MESSAGE_TEXT("Escolha um país da lista"),
    [LF_MSG_PATTERN] = LF_MESSAGE_TEXT(
        "Verifique este dado: não tem a forma esperada"),
    [LF_MSG_CONSENT] = LF_MESSAGE_TEXT("Marque esta caixa para continuar"),
};
