/*
 * lf_message_ja: the module's own texts, in Japanese.
 * Made by tools/languages.js from languages/ja.json.
 */

#include "lf_message.h"


_Static_assert(LF_MSG_COUNT == 76, "run tools/languages.js");


const lf_str_t  lf_message_ja[LF_MSG_COUNT] = {

    [LF_MSG_SUBMIT] = LF_MESSAGE_TEXT("送信"),
    [LF_MSG_KNOWN_TITLE] = LF_MESSAGE_TEXT(
        "再度のご訪問ありがとうございます"),
    [LF_MSG_KNOWN_SUBMIT] = LF_MESSAGE_TEXT("もう一度問い合わせる"),
    [LF_MSG_THANKS_TITLE] = LF_MESSAGE_TEXT(
        "ありがとうございました"),
    [LF_MSG_THANKS_TEXT] = LF_MESSAGE_TEXT(
        "送信内容を受け付けました。追ってご連絡いたし"
        "ます。"),
    [LF_MSG_CONTINUE] = LF_MESSAGE_TEXT("次へ進む"),
    [LF_MSG_OPTIONAL] = LF_MESSAGE_TEXT("（任意）"),
    [LF_MSG_MESSAGE] = LF_MESSAGE_TEXT("メッセージを追加"),
    [LF_MSG_MESSAGE_LABEL] = LF_MESSAGE_TEXT("メッセージ"),
    [LF_MSG_EITHER] = LF_MESSAGE_TEXT("代わりに入力する：%s"),
    [LF_MSG_DECLINE] = LF_MESSAGE_TEXT("回答しない"),
    [LF_MSG_NOT_YOU] = LF_MESSAGE_TEXT("ご本人ではありませんか？"),
    [LF_MSG_OTHER_CONTACT] = LF_MESSAGE_TEXT(
        "別のメールアドレスまたは電話番号を使う"),
    [LF_MSG_FORGET] = LF_MESSAGE_TEXT(
        "このブラウザーの記憶を消す"),
    [LF_MSG_ERASE] = LF_MESSAGE_TEXT("個人データの削除を依頼する"),
    [LF_MSG_FORGOTTEN_TITLE] = LF_MESSAGE_TEXT(
        "このブラウザーの記憶を消しました"),
    [LF_MSG_FORGOTTEN_TEXT] = LF_MESSAGE_TEXT(
        "次回のご訪問時には、お客様を認識しません。こ"
        "れまでに送信された内容は保管されています。削"
        "除をご希望の場合は、お問い合わせください。"),
    [LF_MSG_ERASE_TITLE] = LF_MESSAGE_TEXT("ご依頼を受け付けました"),
    [LF_MSG_ERASE_TEXT] = LF_MESSAGE_TEXT(
        "個人データの削除のご依頼を受け付けました。担"
        "当者が対応いたします。"),
    [LF_MSG_CONSENTS] = LF_MESSAGE_TEXT("同意いただいた内容"),
    [LF_MSG_AGREED] = LF_MESSAGE_TEXT("同意いただいた内容："),
    [LF_MSG_AGREED_BEFORE] = LF_MESSAGE_TEXT(
        "以前の版に同意いただいています："),
    [LF_MSG_WITHDRAW] = LF_MESSAGE_TEXT("同意を撤回する"),
    [LF_MSG_WITHDRAWN_TITLE] = LF_MESSAGE_TEXT(
        "同意は撤回されました"),
    [LF_MSG_WITHDRAWN_TEXT] = LF_MESSAGE_TEXT(
        "今後、この同意に基づく取り扱いは行いません。"
        "いつでも改めて同意いただけます。"),
    [LF_MSG_NOT_WITHDRAWN] = LF_MESSAGE_TEXT(
        "同意を撤回できませんでした。同意はまだ有効で"
        "す。数分後にもう一度お試しいただくか、お問い"
        "合わせください。"),
    [LF_MSG_PRIVACY] = LF_MESSAGE_TEXT("プライバシーについて"),
    [LF_MSG_REMEMBER] = LF_MESSAGE_TEXT(
        "このデバイスで情報を記憶する"),
    [LF_MSG_HONEYPOT] = LF_MESSAGE_TEXT(
        "この欄は空のままにしてください"),
    [LF_MSG_CHOOSE] = LF_MESSAGE_TEXT("選択してください"),
    [LF_MSG_YES] = LF_MESSAGE_TEXT("はい"),
    [LF_MSG_NO] = LF_MESSAGE_TEXT("いいえ"),
    [LF_MSG_ERRORS_TITLE] = LF_MESSAGE_TEXT(
        "入力内容をご確認ください"),
    [LF_MSG_ENTRY] = LF_MESSAGE_TEXT("%s："),
    [LF_MSG_PRESS_AGAIN] = LF_MESSAGE_TEXT(
        "もう一度ボタンを押してください。入力された内"
        "容はそのまま残っています。"),
    [LF_MSG_STALE] = LF_MESSAGE_TEXT(
        "ページの情報が古くなっていました。入力された"
        "内容はそのまま残っています。もう一度送信して"
        "ください。"),
    [LF_MSG_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "ただいま送信を受け付けることができません。入"
        "力された内容は失われていません。数分後にもう"
        "一度お試しください。"),
    [LF_MSG_CROSS_SITE] = LF_MESSAGE_TEXT(
        "このフォームは、専用のページからのみ送信でき"
        "ます。そのページを開いて送信してください。"),
    [LF_MSG_NOT_FOUND] = LF_MESSAGE_TEXT(
        "このアドレスにフォームはありません。アドレス"
        "をご確認いただくか、前のページにお戻りくださ"
        "い。"),
    [LF_MSG_METHOD] = LF_MESSAGE_TEXT(
        "このアドレスはこの方法では利用できません。ブ"
        "ラウザーでフォームを開いてください。"),
    [LF_MSG_TOO_LARGE] = LF_MESSAGE_TEXT(
        "一度に受け付けられる量を超えています。前のペ"
        "ージに戻り、内容を短くしてください。"),
    [LF_MSG_MEDIA_TYPE] = LF_MESSAGE_TEXT(
        "この形式で送信された内容は読み取れません。ブ"
        "ラウザーでフォームを開いて送信してください。"),
    [LF_MSG_BAD_REQUEST] = LF_MESSAGE_TEXT(
        "送信された内容を読み取れませんでした。前のペ"
        "ージに戻り、もう一度送信してください。"),
    [LF_MSG_PREVIEW] = LF_MESSAGE_TEXT(
        "プレビュー：何も保存されません"),
    [LF_MSG_PREVIEW_EVENT] = LF_MESSAGE_TEXT(
        "送信されるはずだった内容"),
    [LF_MSG_PREVIEW_NOTHING] = LF_MESSAGE_TEXT("何も送信されません"),
    [LF_MSG_PREVIEW_OVER] = LF_MESSAGE_TEXT(
        "このプレビューリンクは無効になりました。新し"
        "いリンクを作成してください。"),
    [LF_MSG_LINK_TITLE] = LF_MESSAGE_TEXT("ご本人ですか？"),
    [LF_MSG_LINK_TEXT] = LF_MESSAGE_TEXT(
        "このリンクはお一人のために作成されたものです"
        "。ご本人の場合は、この端末を記憶し、すでにお"
        "答えいただいた内容を再びお尋ねすることはあり"
        "ません。"),
    [LF_MSG_LINK_YES] = LF_MESSAGE_TEXT("はい、本人です"),
    [LF_MSG_LINK_NO] = LF_MESSAGE_TEXT("いいえ、違います"),
    [LF_MSG_LINK_OVER] = LF_MESSAGE_TEXT(
        "この個人用リンクは無効になりました。フォーム"
        "はそのままご利用いただけます。"),
    [LF_MSG_LINK_PRIVATE] = LF_MESSAGE_TEXT(
        "お使いのブラウザーは記憶されないことを求めて"
        "いるため、この個人用リンクはここでは機能しま"
        "せん。フォームはそのままご利用いただけます。"),
    [LF_MSG_LINK_STALE] = LF_MESSAGE_TEXT(
        "ページの情報が古くなっていました。もう一度ボ"
        "タンを押してください。"),
    [LF_MSG_LINK_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "ただいま処理できません。数分後にもう一度ボタ"
        "ンを押してください。"),
    [LF_MSG_REQUIRED] = LF_MESSAGE_TEXT("この欄に入力してください"),
    [LF_MSG_TOO_LONG] = LF_MESSAGE_TEXT(
        "もう少し短く入力してください"),
    [LF_MSG_TOO_SHORT] = LF_MESSAGE_TEXT(
        "もう少し詳しく入力してください"),
    [LF_MSG_NOT_TEXT] = LF_MESSAGE_TEXT(
        "表示できない文字が含まれています。もう一度入"
        "力してください"),
    [LF_MSG_REPEATED] = LF_MESSAGE_TEXT(
        "回答は一つだけ入力してください"),
    [LF_MSG_EMAIL] = LF_MESSAGE_TEXT(
        "メールアドレスを name@example.com "
        "の形式で入力してください"),
    [LF_MSG_PHONE] = LF_MESSAGE_TEXT(
        "電話番号を数字で入力してください（例：+81 3 1234 "
        "5678）"),
    [LF_MSG_PHONE_COUNTRY] = LF_MESSAGE_TEXT(
        "電話番号を国番号から入力してください（例：+81 "
        "3 1234 5678）"),
    [LF_MSG_URL] = LF_MESSAGE_TEXT(
        "ウェブアドレスを https://www.example.com "
        "の形式で入力してください"),
    [LF_MSG_NUMBER] = LF_MESSAGE_TEXT(
        "数値を数字で入力してください（例：12 または "
        "12.5）"),
    [LF_MSG_WHOLE_NUMBER] = LF_MESSAGE_TEXT(
        "整数を数字のみで入力してください（例：1500）"),
    [LF_MSG_STEP] = LF_MESSAGE_TEXT(
        "桁が細かすぎます。もう少し大まかな数値を入力"
        "してください"),
    [LF_MSG_TOO_SMALL] = LF_MESSAGE_TEXT(
        "もっと大きい数値を入力してください"),
    [LF_MSG_TOO_LARGE_NUMBER] = LF_MESSAGE_TEXT(
        "もっと小さい数値を入力してください"),
    [LF_MSG_DATE] = LF_MESSAGE_TEXT(
        "日付を年-月-日の形式で入力してください（例：202"
        "6-03-31）"),
    [LF_MSG_TOO_EARLY] = LF_MESSAGE_TEXT(
        "もっと後の日付を入力してください"),
    [LF_MSG_TOO_LATE] = LF_MESSAGE_TEXT(
        "もっと前の日付を入力してください"),
    [LF_MSG_CHOICE] = LF_MESSAGE_TEXT(
        "表示されている回答の中から選択してください"),
    [LF_MSG_COUNTRY] = LF_MESSAGE_TEXT(
        "一覧から国または地域を選択してください"),
    [LF_MSG_PATTERN] = LF_MESSAGE_TEXT(
        "入力内容をご確認ください。形式が正しくありま"
        "せん"),
    [LF_MSG_CONSENT] = LF_MESSAGE_TEXT(
        "続けるには、このチェックボックスをオンにして"
        "ください"),
};
