#!/usr/bin/env bash
# The whole product on loopback: nginx with the module, and a Redis of its own
# unless REDIS names one.  Stays in the foreground; Ctrl-C or SIGTERM stops all
# that it started.  PORT, RUN_DIR, FORMS, REDIS as the README says.
set -eu

port=${PORT:-8080}
run=${RUN_DIR:-run}
forms=${FORMS:-forms}
root=$(pwd)

mkdir -p "$run"
run=$(cd "$run" && pwd)
forms=$(cd "$forms" && pwd)
redis=${REDIS:-unix:$run/redis.sock}
redis_cli="-s ${redis#unix:}"
case $redis in unix:*) ;; *) redis_cli="-u $redis" ;; esac
redis_pid= nginx_pid=

stop() {
    trap - EXIT INT TERM
    for pid in $nginx_pid $redis_pid; do
        kill -TERM "$pid" 2>/dev/null || true
    done
    for pid in $nginx_pid $redis_pid; do
        wait "$pid" 2>/dev/null || true
    done
}
trap stop EXIT
trap 'exit 0' INT TERM

die() {
    echo "run: $1" >&2
    exit 1
}

[ -f "$run/secret" ] || "$root/build/lead-form" secret new "$run/secret"

if [ -z "${REDIS:-}" ]; then
    mkdir -p "$run/redis"
    redis-server - >"$run/redis.log" 2>&1 <<CONF &
port 0
unixsocket $run/redis.sock
unixsocketperm 700
dir $run/redis
save ""
appendonly yes
appendfsync always
hash-max-listpack-value 512
maxmemory-policy noeviction
CONF
    redis_pid=$!
    for _ in $(seq 100); do
        redis-cli -s "$run/redis.sock" ping 2>/dev/null | grep -q PONG && break
        kill -0 "$redis_pid" 2>/dev/null || die "Redis did not start; see $run/redis.log"
        sleep 0.05
    done
fi

locations= addresses=
for file in "$forms"/*.json; do
    name=$(basename "$file" .json)
    case $name in site | *.schema) continue ;; esac
    locations="$locations
        location = /$name { lead_form $name; }"
    addresses="$addresses
    http://127.0.0.1:$port/$name"
done
[ -n "$addresses" ] || die "no form in $forms"

user=
[ "$(id -u)" -ne 0 ] || user='user root;'

mkdir -p "$run/tmp"
cat >"$run/nginx.conf" <<CONF
load_module $root/build/ngx_http_lead_form_module.so;
$user
worker_processes auto;
pid $run/nginx.pid;
error_log $run/error.log notice;
daemon off;
events { worker_connections 1024; }
http {
    access_log $run/access.log;
    client_body_temp_path $run/tmp/body;
    proxy_temp_path $run/tmp/proxy;
    fastcgi_temp_path $run/tmp/fastcgi;
    uwsgi_temp_path $run/tmp/uwsgi;
    scgi_temp_path $run/tmp/scgi;

    lead_form_redis  $redis;
    lead_form_forms  $forms;
    lead_form_secret $run/secret;

    server {
        listen 127.0.0.1:$port;
$locations
        location = /lead-status { lead_form_status; }
    }
}
CONF

nginx -p "$run" -c "$run/nginx.conf" -e "$run/error.log" &
nginx_pid=$!

for _ in $(seq 100); do
    curl -s -o /dev/null "http://127.0.0.1:$port/lead-status" && break
    kill -0 "$nginx_pid" 2>/dev/null || {
        tail -n 5 "$run/error.log" >&2
        die "nginx did not start; see $run/error.log"
    }
    sleep 0.05
done

echo "lead-form is running; open$addresses
the counters are at
    http://127.0.0.1:$port/lead-status
the leads are in the stream:
    redis-cli $redis_cli XRANGE 'lf:{main.0}:events' - +
Ctrl-C stops it."

wait -n
