#!/usr/bin/env bash
# The whole product on loopback: nginx with the module, and a Redis of its own
# unless REDIS names one.  Stays in the foreground; Ctrl-C or SIGTERM stops all
# that it started.  PORT, RUN_DIR, FORMS, REDIS as the README says.
set -eu
umask 077

root=$(cd "$(dirname "$0")/.." && pwd)
port=${PORT:-8080}
run=${RUN_DIR:-$root/run}
forms=${FORMS:-$root/forms}
redis_pid= nginx_pid=

# Debian keeps servers out of the path of those who are not root.
PATH=$PATH:/usr/sbin:/sbin

die() {
    printf 'run: %s\n' "$@" >&2
    exit 1
}

stop() {
    trap - EXIT
    trap '' INT TERM HUP
    for pid in $nginx_pid $redis_pid; do
        kill -TERM "$pid" 2>/dev/null || true
    done
    for pid in $nginx_pid $redis_pid; do
        wait "$pid" 2>/dev/null || true
    done
}
trap stop EXIT
trap 'exit 0' INT TERM HUP

# Whether something listens at host $1, port $2.
listens() {
    timeout 2 bash -c ': 3<>"/dev/tcp/$0/$1"' "$1" "$2" 2>/dev/null
}

# What nginx.conf and redis.conf cannot hold between quotes.
plain() {
    case $2 in
        *[\"\\\$]* | *$'\n'*) die "$1 must not contain \", \\ or \$: $2" ;;
    esac
}

case $port in
    '' | *[!0-9]*) die "PORT must be a number, not \"$port\"" ;;
esac

[ -d "$forms" ] || die "FORMS: there is no folder $forms"
mkdir -p "$run" 2>/dev/null || die "RUN_DIR: cannot make the folder $run"
[ -w "$run" ] || die "RUN_DIR: cannot write to $run"
run=$(cd "$run" && pwd)
forms=$(cd "$forms" && pwd)
plain RUN_DIR "$run"
plain FORMS "$forms"
plain REDIS "${REDIS:-}"

# Held by all that is started here: two Redis servers must not share a folder.
exec 9>"$run/lock"
flock -n 9 || die "an earlier run still uses $run (process$(
    cat "$run/redis.pid" "$run/nginx.pid" 2>/dev/null | sed 's/^/ /' |
    tr -d '\n'))" 'stop it, or choose another RUN_DIR'

if listens 127.0.0.1 "$port"; then
    die "port $port is in use; choose another one: PORT=8081 make run"
fi

[ -f "$run/secret" ] || "$root/build/lead-form" secret new "$run/secret"

if [ -z "${REDIS:-}" ]; then
    redis=unix:$run/redis.sock
    [ "$(printf %s "$run/redis.sock" | wc -c)" -le 107 ] ||
        die "RUN_DIR: the path of a socket must be shorter: $run/redis.sock"

    mkdir -p "$run/redis"
    redis-server - >"$run/redis.log" 2>&1 <<CONF &
port 0
unixsocket "$run/redis.sock"
unixsocketperm 700
pidfile "$run/redis.pid"
dir "$run/redis"
save ""
appendonly yes
appendfsync always
hash-max-listpack-value 512
maxmemory-policy noeviction
CONF
    redis_pid=$!
    for _ in $(seq 200); do
        redis-cli -s "$run/redis.sock" ping 2>/dev/null | grep -q PONG && break
        kill -0 "$redis_pid" 2>/dev/null || {
            tail -n 3 "$run/redis.log" >&2
            die "Redis did not start; see $run/redis.log"
        }
        sleep 0.05
    done

else
    redis=$REDIS
fi

# How to look into that Redis; a password is not repeated.
case $redis in
    unix:*)
        socket=${redis#unix:} db=
        [[ $socket =~ ^(.*):([0-9]+)$ ]] &&
            socket=${BASH_REMATCH[1]} db=" -n ${BASH_REMATCH[2]}"
        look="-s '$socket'$db"
        [ -S "$socket" ] || echo "run: there is no socket $socket yet" >&2
        ;;
    *)
        look="-u '$(sed 's,//.*@,//USER:PASSWORD@,' <<<"$redis")'"
        host=${redis#*://} host=${host##*@} host=${host%%/*}
        case $host in
            \[*\]) host=$host:6379 ;;
            *:*) ;;
            *) host=$host:6379 ;;
        esac
        address=${host%:*}
        listens "${address//[][]/}" "${host##*:}" ||
            echo "run: nothing listens at $host yet" >&2
        ;;
esac

addresses= first=
for file in "$forms"/*.json; do
    name=$(basename "$file" .json)
    case $name in
        site | '*' | [_-]* | *[!a-z0-9_-]*) continue ;;
    esac
    addresses="$addresses
    http://127.0.0.1:$port/$name"
    first=${first:-http://127.0.0.1:$port/$name}
done

# A form is served as soon as it is written.
if [ -n "$addresses" ]; then
    open="lead-form is running; open$addresses"
else
    first=http://127.0.0.1:$port/NAME
    open="lead-form is running; there is no form yet. Write
    $forms/NAME.json
and open
    $first"
fi

user=
[ "$(id -u)" -ne 0 ] || user='user root;'

mkdir -p "$run/tmp"
cat >"$run/nginx.conf" <<CONF
load_module "$root/build/ngx_http_lead_form_module.so";
$user
worker_processes auto;
pid "$run/nginx.pid";
error_log "$run/error.log" notice;
daemon off;
events { worker_connections 1024; }
http {
    access_log "$run/access.log";
    client_body_temp_path "$run/tmp/body";
    proxy_temp_path "$run/tmp/proxy";
    fastcgi_temp_path "$run/tmp/fastcgi";
    uwsgi_temp_path "$run/tmp/uwsgi";
    scgi_temp_path "$run/tmp/scgi";

    lead_form_redis  "$redis";
    lead_form_forms  "$forms";
    lead_form_secret "$run/secret";
    lead_form_geoip  "$root/tests/geo-test.mmdb";
    lead_form_state  "$run/state";

    server {
        listen 127.0.0.1:$port;

        # Any NAME.json, also one that comes later.
        location ~ ^/(?<form>[^/]+)\$ { lead_form \$form; }
        location = /lead-status { lead_form_status; }
    }
}
CONF

nginx -p "$run" -c "$run/nginx.conf" -e "$run/error.log" &
nginx_pid=$!

# nginx writes its id when it listens.
for _ in $(seq 200); do
    [ "$(cat "$run/nginx.pid" 2>/dev/null)" = "$nginx_pid" ] && break
    kill -0 "$nginx_pid" 2>/dev/null ||
        die "nginx did not start; the lines above say why, or $run/error.log"
    sleep 0.05
done

echo "$open
a form is live within 3 seconds after you save it; what is wrong with one:
    '$root/build/lead-form' check '$forms'
addresses of this machine have countries, 127.0.0.49 is in Germany:
    curl --interface 127.0.0.49 $first
the counters, and which version of each form serves, are at
    http://127.0.0.1:$port/lead-status
the leads are in the stream:
    redis-cli $look XRANGE 'lf:{main.0}:events' - +
Ctrl-C stops it."

wait -n || true
kill -0 "$nginx_pid" 2>/dev/null || die "nginx ended; see $run/error.log"
die "Redis ended; see $run/redis.log"
