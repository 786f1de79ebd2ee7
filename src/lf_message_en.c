/*
 * lf_message_en: the module's own texts, in English.
 * Made by tools/languages.js from languages/en.json.
 */

#include "lf_message.h"


_Static_assert(LF_MSG_COUNT == 76, "run tools/languages.js");


const lf_str_t  lf_message_en[LF_MSG_COUNT] = {

    [LF_MSG_SUBMIT] = LF_MESSAGE_TEXT("Send"),
    [LF_MSG_KNOWN_TITLE] = LF_MESSAGE_TEXT("Welcome back"),
    [LF_MSG_KNOWN_SUBMIT] = LF_MESSAGE_TEXT("Get in touch again"),
    [LF_MSG_THANKS_TITLE] = LF_MESSAGE_TEXT("Thank you"),
    [LF_MSG_THANKS_TEXT] = LF_MESSAGE_TEXT(
        "We have received your details and will get back to you."),
    [LF_MSG_CONTINUE] = LF_MESSAGE_TEXT("Continue"),
    [LF_MSG_OPTIONAL] = LF_MESSAGE_TEXT("(optional)"),
    [LF_MSG_MESSAGE] = LF_MESSAGE_TEXT("Add a message"),
    [LF_MSG_MESSAGE_LABEL] = LF_MESSAGE_TEXT("Your message"),
    [LF_MSG_EITHER] = LF_MESSAGE_TEXT("%s instead"),
    [LF_MSG_DECLINE] = LF_MESSAGE_TEXT("Rather not say"),
    [LF_MSG_NOT_YOU] = LF_MESSAGE_TEXT("Not you?"),
    [LF_MSG_OTHER_CONTACT] = LF_MESSAGE_TEXT("Use a different e-mail or phone"),
    [LF_MSG_FORGET] = LF_MESSAGE_TEXT("Forget this browser"),
    [LF_MSG_ERASE] = LF_MESSAGE_TEXT("Ask us to delete my data"),
    [LF_MSG_FORGOTTEN_TITLE] = LF_MESSAGE_TEXT("This browser is forgotten"),
    [LF_MSG_FORGOTTEN_TEXT] = LF_MESSAGE_TEXT(
        "On your next visit we will not recognise you. What you have sent us "
        "before stays with us; to have it deleted, please contact us."),
    [LF_MSG_ERASE_TITLE] = LF_MESSAGE_TEXT("We have received your request"),
    [LF_MSG_ERASE_TEXT] = LF_MESSAGE_TEXT(
        "You have asked us to delete your data. One of us will see to it."),
    [LF_MSG_CONSENTS] = LF_MESSAGE_TEXT("What you agreed to"),
    [LF_MSG_AGREED] = LF_MESSAGE_TEXT("You agreed to:"),
    [LF_MSG_AGREED_BEFORE] = LF_MESSAGE_TEXT(
        "You agreed to an earlier version of this:"),
    [LF_MSG_WITHDRAW] = LF_MESSAGE_TEXT("Withdraw"),
    [LF_MSG_WITHDRAWN_TITLE] = LF_MESSAGE_TEXT("Your consent is withdrawn"),
    [LF_MSG_WITHDRAWN_TEXT] = LF_MESSAGE_TEXT(
        "From now on we no longer rely on it. You can agree again at any "
        "time."),
    [LF_MSG_NOT_WITHDRAWN] = LF_MESSAGE_TEXT(
        "We could not withdraw your consent: it still holds. Please try "
        "again in a few minutes, or contact us."),
    [LF_MSG_PRIVACY] = LF_MESSAGE_TEXT("Privacy notice"),
    [LF_MSG_REMEMBER] = LF_MESSAGE_TEXT("Remember me on this device"),
    [LF_MSG_HONEYPOT] = LF_MESSAGE_TEXT("Please leave this field empty"),
    [LF_MSG_CHOOSE] = LF_MESSAGE_TEXT("Please choose"),
    [LF_MSG_YES] = LF_MESSAGE_TEXT("Yes"),
    [LF_MSG_NO] = LF_MESSAGE_TEXT("No"),
    [LF_MSG_ERRORS_TITLE] = LF_MESSAGE_TEXT("Please check your entries"),
    [LF_MSG_ENTRY] = LF_MESSAGE_TEXT("%s:"),
    [LF_MSG_PRESS_AGAIN] = LF_MESSAGE_TEXT(
        "Please press the button once more. Everything you entered is still "
        "here."),
    [LF_MSG_STALE] = LF_MESSAGE_TEXT(
        "This page was no longer up to date. Everything you entered is still "
        "here: please send it once more."),
    [LF_MSG_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "We cannot receive your entries at the moment. Nothing you entered "
        "is lost: please try again in a few minutes."),
    [LF_MSG_CROSS_SITE] = LF_MESSAGE_TEXT(
        "This form can only be sent from its own page. Please open that page "
        "and send the form from there."),
    [LF_MSG_NOT_FOUND] = LF_MESSAGE_TEXT(
        "There is no form at this address. Please check the address, or go "
        "back to the page you came from."),
    [LF_MSG_METHOD] = LF_MESSAGE_TEXT(
        "This address cannot be used in this way. Please open the form in "
        "your browser."),
    [LF_MSG_TOO_LARGE] = LF_MESSAGE_TEXT(
        "This is more than we can receive at once. Please go back and "
        "shorten what you wrote."),
    [LF_MSG_MEDIA_TYPE] = LF_MESSAGE_TEXT(
        "We cannot read what was sent in this format. Please open the form "
        "in your browser and send it from there."),
    [LF_MSG_BAD_REQUEST] = LF_MESSAGE_TEXT(
        "We could not read what was sent. Please go back and send the form "
        "once more."),
    [LF_MSG_PREVIEW] = LF_MESSAGE_TEXT("Preview: nothing is saved"),
    [LF_MSG_PREVIEW_EVENT] = LF_MESSAGE_TEXT("This would have been sent"),
    [LF_MSG_PREVIEW_NOTHING] = LF_MESSAGE_TEXT("Nothing would have been sent"),
    [LF_MSG_PREVIEW_OVER] = LF_MESSAGE_TEXT(
        "This preview link does not hold any more. Please make a new one."),
    [LF_MSG_LINK_TITLE] = LF_MESSAGE_TEXT("Is this you?"),
    [LF_MSG_LINK_TEXT] = LF_MESSAGE_TEXT(
        "This link was made for one person. If that is you, this device will "
        "be remembered, and we will not ask again what you have told us."),
    [LF_MSG_LINK_YES] = LF_MESSAGE_TEXT("It’s me"),
    [LF_MSG_LINK_NO] = LF_MESSAGE_TEXT("Not me"),
    [LF_MSG_LINK_OVER] = LF_MESSAGE_TEXT(
        "This personal link does not hold any more. You can use the form all "
        "the same."),
    [LF_MSG_LINK_PRIVATE] = LF_MESSAGE_TEXT(
        "Your browser asks not to be remembered, so this personal link does "
        "nothing here. You can use the form all the same."),
    [LF_MSG_LINK_STALE] = LF_MESSAGE_TEXT(
        "This page was no longer up to date: please press the button once "
        "more."),
    [LF_MSG_LINK_UNAVAILABLE] = LF_MESSAGE_TEXT(
        "We cannot do this at the moment. Please press the button again in a "
        "few minutes."),
    [LF_MSG_REQUIRED] = LF_MESSAGE_TEXT("Please fill in this field"),
    [LF_MSG_TOO_LONG] = LF_MESSAGE_TEXT("Please shorten this entry"),
    [LF_MSG_TOO_SHORT] = LF_MESSAGE_TEXT("Please write a little more here"),
    [LF_MSG_NOT_TEXT] = LF_MESSAGE_TEXT(
        "This contains characters that cannot be shown. Please type it in "
        "again"),
    [LF_MSG_REPEATED] = LF_MESSAGE_TEXT("Please give only one answer here"),
    [LF_MSG_EMAIL] = LF_MESSAGE_TEXT(
        "Enter your e-mail address in the form name@example.com"),
    [LF_MSG_PHONE] = LF_MESSAGE_TEXT(
        "Enter your phone number in digits, for example +44 20 7946 0123"),
    [LF_MSG_PHONE_COUNTRY] = LF_MESSAGE_TEXT(
        "Enter your phone number with the country code, for example +44 20 "
        "7946 0123"),
    [LF_MSG_URL] = LF_MESSAGE_TEXT(
        "Enter the web address in the form https://www.example.com"),
    [LF_MSG_NUMBER] = LF_MESSAGE_TEXT(
        "Enter a number in digits, for example 12 or 12.5"),
    [LF_MSG_WHOLE_NUMBER] = LF_MESSAGE_TEXT(
        "Enter a whole number in digits only, for example 1500"),
    [LF_MSG_STEP] = LF_MESSAGE_TEXT(
        "Enter a rounder number: this one is more exact than needed"),
    [LF_MSG_TOO_SMALL] = LF_MESSAGE_TEXT("Enter a larger number"),
    [LF_MSG_TOO_LARGE_NUMBER] = LF_MESSAGE_TEXT("Enter a smaller number"),
    [LF_MSG_DATE] = LF_MESSAGE_TEXT(
        "Enter the date as year-month-day, for example 2026-03-31"),
    [LF_MSG_TOO_EARLY] = LF_MESSAGE_TEXT("Enter a later date"),
    [LF_MSG_TOO_LATE] = LF_MESSAGE_TEXT("Enter an earlier date"),
    [LF_MSG_CHOICE] = LF_MESSAGE_TEXT("Choose from the answers offered here"),
    [LF_MSG_COUNTRY] = LF_MESSAGE_TEXT("Choose a country from the list"),
    [LF_MSG_PATTERN] = LF_MESSAGE_TEXT(
        "Please check this entry: it does not have the expected form"),
    [LF_MSG_CONSENT] = LF_MESSAGE_TEXT("Please tick this box to go on"),
};
