#!/bin/sh
#
# Prints src/lf_style.h: the style of web/form.css without comments and
# needless white space, as a C string, and its hash for the
# Content-Security-Policy.
#
#     sh web/embed.sh > src/lf_style.h

set -eu

css=$(tr '\n\t' '  ' < "$(dirname "$0")/form.css" | sed \
    -e 's,/\*[^*]*\*\**\([^/*][^*]*\*\**\)*/,,g' \
    -e 's/  */ /g' \
    -e 's/ *\([{};,]\) */\1/g' \
    -e 's/: /:/g' -e 's/@media (/@media(/g' \
    -e 's/;}/}/g' \
    -e 's/^ //' -e 's/ $//')

hash=$(printf '%s' "$css" | openssl dgst -sha256 -binary | openssl base64)

cat <<END
/*
 * lf_style: the style that all pages inline, and its hash for the policy.
 * Made by web/embed.sh from web/form.css.
 */

#ifndef LF_STYLE_H
#define LF_STYLE_H

#define LF_STYLE_HASH \\
    "sha256-$hash"

#define LF_STYLE \\
END

printf '%s\n' "$css" | fold -w 70 \
    | sed -e 's/["\\]/\\&/g' -e 's/.*/    "&" \\/' -e '$s/ \\$//'

printf '\n#endif\n'
