/*
 * lf_message_zh: the module's own texts, in Chinese.
 * Made by tools/languages.js from languages/zh.json.
 */

#include "lf_message.h"


_Static_assert(LF_MSG_COUNT == 76, "run tools/languages.js");


const lf_str_t  lf_message_zh[LF_MSG_COUNT] = {

    [LF_MSG_SUBMIT] = LF_MESSAGE_TEXT("提交"),
    [LF_MSG_KNOWN_TITLE] = LF_MESSAGE_TEXT("欢迎回来"),
    [LF_MSG_KNOWN_SUBMIT] = LF_MESSAGE_TEXT("再次联系"),
    [LF_MSG_THANKS_TITLE] = LF_MESSAGE_TEXT("谢谢您"),
    [LF_MSG_THANKS_TEXT] = LF_MESSAGE_TEXT(
        "我们已收到您的信息，会尽快与您联系。"),
    [LF_MSG_CONTINUE] = LF_MESSAGE_TEXT("继续"),
    [LF_MSG_OPTIONAL] = LF_MESSAGE_TEXT("（选填）"),
    [LF_MSG_MESSAGE] = LF_MESSAGE_TEXT("添加留言"),
    [LF_MSG_MESSAGE_LABEL] = LF_MESSAGE_TEXT("您的留言"),
    [LF_MSG_EITHER] = LF_MESSAGE_TEXT("改填：%s"),
    [LF_MSG_DECLINE] = LF_MESSAGE_TEXT("不便透露"),
    [LF_MSG_NOT_YOU] = LF_MESSAGE_TEXT("不是您本人？"),
    [LF_MSG_OTHER_CONTACT] = LF_MESSAGE_TEXT(
        "使用其他电子邮箱或电话"),
    [LF_MSG_FORGET] = LF_MESSAGE_TEXT("忘记此浏览器"),
    [LF_MSG_ERASE] = LF_MESSAGE_TEXT("申请删除我的数据"),
    [LF_MSG_FORGOTTEN_TITLE] = LF_MESSAGE_TEXT("已忘记此浏览器"),
    [LF_MSG_FORGOTTEN_TEXT] = LF_MESSAGE_TEXT(
        "您下次访问时，我们将不再识别您。您此前提交的"
        "内容仍由我们保存；如需删除，请与我们联系。"),
    [LF_MSG_ERASE_TITLE] = LF_MESSAGE_TEXT("我们已收到您的申请"),
    [LF_MSG_ERASE_TEXT] = LF_MESSAGE_TEXT(
        "您已申请删除您的数据，我们会安排专人处理。"),
    [LF_MSG_CONSENTS] = LF_MESSAGE_TEXT("您同意的内容"),
    [LF_MSG_AGREED] = LF_MESSAGE_TEXT("您已同意："),
    [LF_MSG_AGREED_BEFORE] = LF_MESSAGE_TEXT(
        "您同意的是较早的版本："),
    [LF_MSG_WITHDRAW] = LF_MESSAGE_TEXT("撤回同意"),
    [LF_MSG_WITHDRAWN_TITLE] = LF_MESSAGE_TEXT("您的同意已撤回"),
    [LF_MSG_WITHDRAWN_TEXT] = LF_MESSAGE_TEXT(
        "从现在起，我们不再以此为依据。您可以随时再次"
        "同意。"),
    [LF_MSG_NOT_WITHDRAWN] = LF_MESSAGE_TEXT(
        "我们未能撤回您的同意：它仍然有效。请过几分钟"
        "再试，或与我们联系。"),
    [LF_MSG_PRIVACY] = LF_MESSAGE_TEXT("隐私声明"),
    [LF_MSG_REMEMBER] = LF_MESSAGE_TEXT("在此设备上记住我"),
    [LF_MSG_HONEYPOT] = LF_MESSAGE_TEXT("请将此栏留空"),
    [LF_MSG_CHOOSE] = LF_MESSAGE_TEXT("请选择"),
    [LF_MSG_YES] = LF_MESSAGE_TEXT("是"),
    [LF_MSG_NO] = LF_MESSAGE_TEXT("否"),
    [LF_MSG_ERRORS_TITLE] = LF_MESSAGE_TEXT("请检查您填写的内容"),
    [LF_MSG_ENTRY] = LF_MESSAGE_TEXT("%s："),
    [LF_MSG_PRESS_AGAIN] = LF_MESSAGE_TEXT(
        "请再按一次按钮。您填写的内容都还在。"),
    [LF_MSG_STALE] = LF_MESSAGE_TEXT(
        "此页面已过期。您填写的内容都还在，请再提交一"
        "次。"),
    [LF_MSG_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "我们暂时无法接收您的信息。您填写的内容没有丢"
        "失，请过几分钟再试。"),
    [LF_MSG_CROSS_SITE] = LF_MESSAGE_TEXT(
        "此表单只能从其所在页面提交。请打开该页面后再"
        "提交。"),
    [LF_MSG_NOT_FOUND] = LF_MESSAGE_TEXT(
        "此地址没有表单。请检查地址，或返回上一页。"),
    [LF_MSG_METHOD] = LF_MESSAGE_TEXT(
        "此地址不能以这种方式使用。请在浏览器中打开表"
        "单。"),
    [LF_MSG_TOO_LARGE] = LF_MESSAGE_TEXT(
        "内容超出了我们一次所能接收的上限。请返回并缩"
        "短您填写的内容。"),
    [LF_MSG_MEDIA_TYPE] = LF_MESSAGE_TEXT(
        "我们无法读取以这种格式提交的内容。请在浏览器"
        "中打开表单并提交。"),
    [LF_MSG_BAD_REQUEST] = LF_MESSAGE_TEXT(
        "我们无法读取所提交的内容。请返回并再次提交表"
        "单。"),
    [LF_MSG_PREVIEW] = LF_MESSAGE_TEXT("预览：不会保存任何内容"),
    [LF_MSG_PREVIEW_EVENT] = LF_MESSAGE_TEXT("本应发送的内容"),
    [LF_MSG_PREVIEW_NOTHING] = LF_MESSAGE_TEXT("不会发送任何内容"),
    [LF_MSG_PREVIEW_OVER] = LF_MESSAGE_TEXT(
        "此预览链接已失效。请重新生成一个链接。"),
    [LF_MSG_LINK_TITLE] = LF_MESSAGE_TEXT("这是您吗？"),
    [LF_MSG_LINK_TEXT] = LF_MESSAGE_TEXT(
        "此链接是为一个人创建的。如果是您本人，我们会"
        "记住此设备，不再询问您已告诉过我们的内容。"),
    [LF_MSG_LINK_YES] = LF_MESSAGE_TEXT("是我本人"),
    [LF_MSG_LINK_NO] = LF_MESSAGE_TEXT("不是我"),
    [LF_MSG_LINK_OVER] = LF_MESSAGE_TEXT(
        "此个人链接已失效。您仍可使用该表单。"),
    [LF_MSG_LINK_PRIVATE] = LF_MESSAGE_TEXT(
        "您的浏览器要求不被记住，因此此个人链接在此不"
        "起作用。您仍可使用该表单。"),
    [LF_MSG_LINK_STALE] = LF_MESSAGE_TEXT(
        "此页面已过期，请再按一次按钮。"),
    [LF_MSG_LINK_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "目前无法处理。请过几分钟再按一次按钮。"),
    [LF_MSG_REQUIRED] = LF_MESSAGE_TEXT("请填写此栏"),
    [LF_MSG_TOO_LONG] = LF_MESSAGE_TEXT("请缩短此处的内容"),
    [LF_MSG_TOO_SHORT] = LF_MESSAGE_TEXT("请在此处多写一点"),
    [LF_MSG_NOT_TEXT] = LF_MESSAGE_TEXT(
        "其中含有无法显示的字符，请重新输入"),
    [LF_MSG_REPEATED] = LF_MESSAGE_TEXT("此处只能填写一个答案"),
    [LF_MSG_EMAIL] = LF_MESSAGE_TEXT(
        "请按 name@example.com 的格式填写您的电子邮箱"),
    [LF_MSG_PHONE] = LF_MESSAGE_TEXT(
        "请用数字填写您的电话号码，例如 +86 10 1234 5678"),
    [LF_MSG_PHONE_COUNTRY] = LF_MESSAGE_TEXT(
        "请填写带国家或地区代码的电话号码，例如 +86 10 "
        "1234 5678"),
    [LF_MSG_URL] = LF_MESSAGE_TEXT(
        "请按 https://www.example.com 的格式填写网址"),
    [LF_MSG_NUMBER] = LF_MESSAGE_TEXT(
        "请用数字填写，例如 12 或 12.5"),
    [LF_MSG_WHOLE_NUMBER] = LF_MESSAGE_TEXT(
        "请填写整数，只用数字，例如 1500"),
    [LF_MSG_STEP] = LF_MESSAGE_TEXT(
        "请填写更概略的数值：无需如此精确"),
    [LF_MSG_TOO_SMALL] = LF_MESSAGE_TEXT("请填写更大的数值"),
    [LF_MSG_TOO_LARGE_NUMBER] = LF_MESSAGE_TEXT("请填写更小的数值"),
    [LF_MSG_DATE] = LF_MESSAGE_TEXT(
        "请按年-月-日的格式填写日期，例如 2026-03-31"),
    [LF_MSG_TOO_EARLY] = LF_MESSAGE_TEXT("请填写更晚的日期"),
    [LF_MSG_TOO_LATE] = LF_MESSAGE_TEXT("请填写更早的日期"),
    [LF_MSG_CHOICE] = LF_MESSAGE_TEXT("请从此处提供的答案中选择"),
    [LF_MSG_COUNTRY] = LF_MESSAGE_TEXT("请从列表中选择国家或地区"),
    [LF_MSG_PATTERN] = LF_MESSAGE_TEXT(
        "请检查此处的内容：格式不符合要求"),
    [LF_MSG_CONSENT] = LF_MESSAGE_TEXT("请勾选此项以继续"),
};
