/*
 * lf_message_ar: the module's own texts, in Arabic.
 * Made by tools/languages.js from languages/ar.json.
 */

#include "lf_message.h"


_Static_assert(LF_MSG_COUNT == 76, "run tools/languages.js");


const lf_str_t  lf_message_ar[LF_MSG_COUNT] = {

    [LF_MSG_SUBMIT] = LF_MESSAGE_TEXT("إرسال"),
    [LF_MSG_KNOWN_TITLE] = LF_MESSAGE_TEXT("أهلاً بعودتكم"),
    [LF_MSG_KNOWN_SUBMIT] = LF_MESSAGE_TEXT(
        "التواصل معنا مجدداً"),
    [LF_MSG_THANKS_TITLE] = LF_MESSAGE_TEXT("شكراً لكم"),
    [LF_MSG_THANKS_TEXT] = LF_MESSAGE_TEXT(
        "لقد استلمنا بياناتكم وسنتواصل معكم."),
    [LF_MSG_CONTINUE] = LF_MESSAGE_TEXT("متابعة"),
    [LF_MSG_OPTIONAL] = LF_MESSAGE_TEXT("(اختياري)"),
    [LF_MSG_MESSAGE] = LF_MESSAGE_TEXT("إضافة رسالة"),
    [LF_MSG_MESSAGE_LABEL] = LF_MESSAGE_TEXT("رسالتكم"),
    [LF_MSG_EITHER] = LF_MESSAGE_TEXT("بدلاً من ذلك: %s"),
    [LF_MSG_DECLINE] = LF_MESSAGE_TEXT("أفضّل عدم الإجابة"),
    [LF_MSG_NOT_YOU] = LF_MESSAGE_TEXT("لستم الشخص المقصود؟"),
    [LF_MSG_OTHER_CONTACT] = LF_MESSAGE_TEXT(
        "استخدام بريد إلكتروني أو هاتف آخر"),
    [LF_MSG_FORGET] = LF_MESSAGE_TEXT("نسيان هذا المتصفح"),
    [LF_MSG_ERASE] = LF_MESSAGE_TEXT("طلب حذف بياناتي"),
    [LF_MSG_FORGOTTEN_TITLE] = LF_MESSAGE_TEXT(
        "تم نسيان هذا المتصفح"),
    [LF_MSG_FORGOTTEN_TEXT] = LF_MESSAGE_TEXT(
        "لن نتعرّف عليكم في زيارتكم القادمة. "
        "ما أرسلتموه إلينا من قبل يبقى لدينا؛ "
        "وإن رغبتم في حذفه فيُرجى التواصل "
        "معنا."),
    [LF_MSG_ERASE_TITLE] = LF_MESSAGE_TEXT("لقد استلمنا طلبكم"),
    [LF_MSG_ERASE_TEXT] = LF_MESSAGE_TEXT(
        "طلبتم منا حذف بياناتكم، وسيتولّى أحد "
        "أفراد فريقنا ذلك."),
    [LF_MSG_CONSENTS] = LF_MESSAGE_TEXT("ما وافقتم عليه"),
    [LF_MSG_AGREED] = LF_MESSAGE_TEXT("لقد وافقتم على:"),
    [LF_MSG_AGREED_BEFORE] = LF_MESSAGE_TEXT(
        "لقد وافقتم على نسخة سابقة من هذا:"),
    [LF_MSG_WITHDRAW] = LF_MESSAGE_TEXT("سحب الموافقة"),
    [LF_MSG_WITHDRAWN_TITLE] = LF_MESSAGE_TEXT("تم سحب موافقتكم"),
    [LF_MSG_WITHDRAWN_TEXT] = LF_MESSAGE_TEXT(
        "لن نعتمد عليها بعد الآن. يمكنكم "
        "الموافقة من جديد في أي وقت."),
    [LF_MSG_NOT_WITHDRAWN] = LF_MESSAGE_TEXT(
        "لم نتمكن من سحب موافقتكم: لا تزال "
        "سارية. يُرجى المحاولة مجدداً بعد بضع "
        "دقائق أو التواصل معنا."),
    [LF_MSG_PRIVACY] = LF_MESSAGE_TEXT("إشعار الخصوصية"),
    [LF_MSG_REMEMBER] = LF_MESSAGE_TEXT(
        "تذكّرني على هذا الجهاز"),
    [LF_MSG_HONEYPOT] = LF_MESSAGE_TEXT(
        "يُرجى ترك هذا الحقل فارغاً"),
    [LF_MSG_CHOOSE] = LF_MESSAGE_TEXT("يُرجى الاختيار"),
    [LF_MSG_YES] = LF_MESSAGE_TEXT("نعم"),
    [LF_MSG_NO] = LF_MESSAGE_TEXT("لا"),
    [LF_MSG_ERRORS_TITLE] = LF_MESSAGE_TEXT(
        "يُرجى مراجعة ما أدخلتموه"),
    [LF_MSG_ENTRY] = LF_MESSAGE_TEXT("%s:"),
    [LF_MSG_PRESS_AGAIN] = LF_MESSAGE_TEXT(
        "يُرجى الضغط على الزر مرة أخرى. كل ما "
        "أدخلتموه لا يزال هنا."),
    [LF_MSG_STALE] = LF_MESSAGE_TEXT(
        "لم تعد هذه الصفحة محدَّثة. كل ما "
        "أدخلتموه لا يزال هنا: يُرجى إرساله "
        "مرة أخرى."),
    [LF_MSG_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "لا يمكننا استلام بياناتكم في الوقت "
        "الحالي. لم يُفقد شيء مما أدخلتموه: "
        "يُرجى المحاولة مجدداً بعد بضع دقائق."),
    [LF_MSG_CROSS_SITE] = LF_MESSAGE_TEXT(
        "لا يمكن إرسال هذا النموذج إلا من "
        "صفحته. يُرجى فتح تلك الصفحة وإرساله "
        "منها."),
    [LF_MSG_NOT_FOUND] = LF_MESSAGE_TEXT(
        "لا يوجد نموذج على هذا العنوان. يُرجى "
        "التحقق من العنوان أو العودة إلى "
        "الصفحة السابقة."),
    [LF_MSG_METHOD] = LF_MESSAGE_TEXT(
        "لا يمكن استخدام هذا العنوان بهذه "
        "الطريقة. يُرجى فتح النموذج في "
        "المتصفح."),
    [LF_MSG_TOO_LARGE] = LF_MESSAGE_TEXT(
        "هذا أكثر مما يمكننا استلامه دفعة "
        "واحدة. يُرجى الرجوع واختصار ما "
        "كتبتموه."),
    [LF_MSG_MEDIA_TYPE] = LF_MESSAGE_TEXT(
        "لا يمكننا قراءة ما أُرسل بهذه الصيغة. "
        "يُرجى فتح النموذج في المتصفح وإرساله "
        "منه."),
    [LF_MSG_BAD_REQUEST] = LF_MESSAGE_TEXT(
        "لم نتمكن من قراءة ما أُرسل. يُرجى "
        "الرجوع وإرسال النموذج مرة أخرى."),
    [LF_MSG_PREVIEW] = LF_MESSAGE_TEXT(
        "معاينة: لا يُحفظ أي شيء"),
    [LF_MSG_PREVIEW_EVENT] = LF_MESSAGE_TEXT("هذا ما كان سيُرسل"),
    [LF_MSG_PREVIEW_NOTHING] = LF_MESSAGE_TEXT(
        "ما كان ليُرسل أي شيء"),
    [LF_MSG_PREVIEW_OVER] = LF_MESSAGE_TEXT(
        "لم يعد رابط المعاينة هذا صالحًا. "
        "يُرجى إنشاء رابط جديد."),
    [LF_MSG_LINK_TITLE] = LF_MESSAGE_TEXT("هل هذا أنتم؟"),
    [LF_MSG_LINK_TEXT] = LF_MESSAGE_TEXT(
        "أُنشئ هذا الرابط لشخص واحد. إن كنتم "
        "هذا الشخص، فسنتذكّر هذا الجهاز ولن "
        "نسألكم مجدداً عمّا أخبرتمونا به."),
    [LF_MSG_LINK_YES] = LF_MESSAGE_TEXT("نعم، هذا أنا"),
    [LF_MSG_LINK_NO] = LF_MESSAGE_TEXT("لست أنا"),
    [LF_MSG_LINK_OVER] = LF_MESSAGE_TEXT(
        "لم يعد هذا الرابط الشخصي صالحاً. لا "
        "يزال بإمكانكم استخدام النموذج."),
    [LF_MSG_LINK_PRIVATE] = LF_MESSAGE_TEXT(
        "يطلب متصفحكم عدم تذكّره، لذلك لا أثر "
        "لهذا الرابط الشخصي هنا. لا يزال "
        "بإمكانكم استخدام النموذج."),
    [LF_MSG_LINK_STALE] = LF_MESSAGE_TEXT(
        "لم تعد هذه الصفحة محدَّثة: يُرجى "
        "الضغط على الزر مرة أخرى."),
    [LF_MSG_LINK_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "لا يمكننا القيام بذلك في الوقت "
        "الحالي. يُرجى الضغط على الزر مجدداً "
        "بعد بضع دقائق."),
    [LF_MSG_REQUIRED] = LF_MESSAGE_TEXT("يُرجى ملء هذا الحقل"),
    [LF_MSG_TOO_LONG] = LF_MESSAGE_TEXT(
        "يُرجى اختصار هذا النص"),
    [LF_MSG_TOO_SHORT] = LF_MESSAGE_TEXT(
        "يُرجى كتابة المزيد هنا"),
    [LF_MSG_NOT_TEXT] = LF_MESSAGE_TEXT(
        "يحتوي هذا على رموز لا يمكن عرضها. "
        "يُرجى كتابته من جديد"),
    [LF_MSG_REPEATED] = LF_MESSAGE_TEXT(
        "يُرجى تقديم إجابة واحدة فقط هنا"),
    [LF_MSG_EMAIL] = LF_MESSAGE_TEXT(
        "يُرجى إدخال بريدكم الإلكتروني "
        "بالصيغة name@example.com"),
    [LF_MSG_PHONE] = LF_MESSAGE_TEXT(
        "يُرجى إدخال رقم هاتفكم بالأرقام، "
        "مثلاً \342\200\216+971\302\2404\302\240123\302\2404567"),
    [LF_MSG_PHONE_COUNTRY] = LF_MESSAGE_TEXT(
        "يُرجى إدخال رقم هاتفكم مع رمز البلد، "
        "مثلاً \342\200\216+971\302\2404\302\240123\302\2404567"),
    [LF_MSG_URL] = LF_MESSAGE_TEXT(
        "يُرجى إدخال عنوان الموقع بالصيغة "
        "https://www.example.com"),
    [LF_MSG_NUMBER] = LF_MESSAGE_TEXT(
        "يُرجى إدخال عدد بالأرقام، مثلاً 12 أو "
        "12.5"),
    [LF_MSG_WHOLE_NUMBER] = LF_MESSAGE_TEXT(
        "يُرجى إدخال عدد صحيح بالأرقام فقط، "
        "مثلاً 1500"),
    [LF_MSG_STEP] = LF_MESSAGE_TEXT(
        "يُرجى إدخال عدد أقل تفصيلاً: هذا أدق "
        "مما يلزم"),
    [LF_MSG_TOO_SMALL] = LF_MESSAGE_TEXT(
        "يُرجى إدخال عدد أكبر"),
    [LF_MSG_TOO_LARGE_NUMBER] = LF_MESSAGE_TEXT(
        "يُرجى إدخال عدد أصغر"),
    [LF_MSG_DATE] = LF_MESSAGE_TEXT(
        "يُرجى إدخال التاريخ بصيغة "
        "السنة-الشهر-اليوم، مثلاً \342\200\2162026-03-31"),
    [LF_MSG_TOO_EARLY] = LF_MESSAGE_TEXT(
        "يُرجى إدخال تاريخ لاحق"),
    [LF_MSG_TOO_LATE] = LF_MESSAGE_TEXT(
        "يُرجى إدخال تاريخ أسبق"),
    [LF_MSG_CHOICE] = LF_MESSAGE_TEXT(
        "يُرجى الاختيار من الإجابات المعروضة "
        "هنا"),
    [LF_MSG_COUNTRY] = LF_MESSAGE_TEXT(
        "يُرجى اختيار بلد من القائمة"),
    [LF_MSG_PATTERN] = LF_MESSAGE_TEXT(
        "يُرجى مراجعة هذا الإدخال: صيغته غير "
        "متوقعة"),
    [LF_MSG_CONSENT] = LF_MESSAGE_TEXT(
        "يُرجى تحديد هذا المربع للمتابعة"),
};
