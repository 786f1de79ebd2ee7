#!/usr/bin/env bash
# The rules of the house that a machine can check; prints what breaks one.
set -u
bad=0

complain() {
    echo "check: $1" >&2
    bad=1
}

found() {                       # found WHAT GREP-ARGUMENTS...
    local what=$1 hits
    shift
    hits=$(grep -nE "$@" 2>/dev/null) && complain "$what
$hits"
}

core=$(ls src/*.[ch] include/lead_form/*.h)
glue=$(ls ngx_module/*.[ch])
ours=$(ls src/*.[ch] include/lead_form/*.h ngx_module/*.[ch] cli/*.[ch] tests/unit/*.[ch])

found 'the core includes a header of nginx or hiredis' '#include <(ngx_|hiredis)' $core
found 'the core takes a socket, the clock or randomness by itself' \
    '\b(socket|connect|time|gettimeofday|clock_gettime|rand|random|RAND_bytes|getrandom)\(' $core
found 'ngx_module/ parses JSON' 'jansson|json_(loads|loadb|object_get)' $glue
found 'ngx_module/ writes HTML' '"[^"]*<(html|form|input|p|h1|div|button)\b' $glue
found 'ngx_module/ writes RESP' '\\\\r\\\\n\$[0-9]' $glue
found 'a comment of //' '^[[:space:]]*//' $ours
found 'a tab or white space at a line end' $'\t|[[:space:]]$' $ours
found 'a line over 80 columns' '^.{81,}$' $(ls src/*.c ngx_module/*.c cli/*.c)

for file in $ours tests/*/*.js bench/*.js tools/*.js; do
    lines=$(wc -l <"$file")
    [ "$lines" -le 600 ] || complain "$file has $lines lines; past 600 it is two files"
done

for file in src/*.c; do
    case $(basename "$file") in lf_*) ;; *) complain "$file: prefix lf_" ;; esac
done
for file in ngx_module/*.[ch]; do
    case $(basename "$file") in ngx_http_lead_form_*) ;; *) complain "$file: prefix ngx_http_lead_form_" ;; esac
done

# What is made by a script is what the script makes.
if command -v node >/dev/null; then
    node tools/languages.js --check || bad=1
    node tools/countries.js --check || bad=1
else
    echo 'SKIP: no node here to compare src/lf_message_*.c and' \
        'src/lf_country_names_*.c with what makes them'
fi

sh web/embed.sh | cmp -s - src/lf_style.h ||
    complain 'src/lf_style.h is not what web/embed.sh makes of web/form.css'
sh web/element.sh | cmp -s - src/lf_element.h ||
    complain 'src/lf_element.h is not what web/element.sh makes of web/element.js'

[ "$bad" -eq 0 ] && echo 'check: the house is in order'
exit "$bad"
