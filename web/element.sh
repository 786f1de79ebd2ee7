#!/bin/sh
#
# Prints src/lf_element.h: the script of web/element.js without comments and
# needless white space, as a C string, and its entity tag.  A comment there
# has its lines to itself, and no string has a blank beside punctuation.
#
#     sh web/element.sh > src/lf_element.h

set -eu

js=$(sed < "$(dirname "$0")/element.js" \
    -e '/^ *\/\*/,/\*\//d' -e '/^ *\/\//d' -e 's/^ *//' -e '/^$/d' \
    | tr '\n' ' ' | sed \
    -e 's/ *\([][{}();,=?:&|<>+!.]\{1,\}\) */\1/g' \
    -e 's/[;,]}/}/g' \
    -e 's/(\([a-z]\{1,\}\))=>/\1=>/g' \
    -e 's/const\([ {[]\)/let\1/g' \
    -e 's/ $//')

tag=$(printf '%s' "$js" | openssl dgst -sha256 -r | cut -c 1-16)

cat <<END_OF_HEAD
/*
 * lf_element: the script of the element, and its entity tag.  Made by
 * web/element.sh from web/element.js.
 */

#ifndef LF_ELEMENT_H
#define LF_ELEMENT_H

#define LF_ELEMENT_TAG  "\\"$tag\\""

#define LF_ELEMENT \\
END_OF_HEAD

printf '%s\n' "$js" | fold -w 66 \
    | sed -e 's/["?\\]/\\&/g' -e 's/.*/    "&" \\/' -e '$s/ \\$//'

printf '\n#endif\n'
