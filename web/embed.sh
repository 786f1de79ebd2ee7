#!/bin/sh
#
# Prints src/lf_style.h: the styles of web/form.css and web/more.css without
# comments and needless white space, as C strings, and their hashes for the
# Content-Security-Policy.
#
#     sh web/embed.sh > src/lf_style.h

set -eu

web=$(dirname "$0")

embed() {                       # embed FILE NAME
    css=$(tr '\n\t' '  ' < "$web/$1" | sed \
        -e 's,/\*[^*]*\*\**\([^/*][^*]*\*\**\)*/,,g' \
        -e 's/  */ /g' \
        -e 's/ *\([{};,]\) */\1/g' \
        -e 's/: /:/g' -e 's/@media (/@media(/g' \
        -e 's/ \([+]\) /\1/g' \
        -e 's/;}/}/g' \
        -e 's/^ //' -e 's/ $//')

    hash=$(printf '%s' "$css" | openssl dgst -sha256 -binary | openssl base64)

    printf '\n#define %s_HASH \\\n    "sha256-%s"\n' "$2" "$hash"
    printf '\n#define %s \\\n' "$2"
    printf '%s\n' "$css" | fold -w 70 \
        | sed -e 's/["\\]/\\&/g' -e 's/.*/    "&" \\/' -e '$s/ \\$//'
}

cat <<END
/*
 * lf_style: the styles that pages inline, and their hashes for the policy.
 * Made by web/embed.sh from web/form.css and web/more.css.
 */

#ifndef LF_STYLE_H
#define LF_STYLE_H
END

embed form.css LF_STYLE
embed more.css LF_STYLE_MORE

printf '\n#endif\n'
