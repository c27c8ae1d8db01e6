# shellcheck shell=sh
# Run a command with a loopback network, an X display and a window manager of its own.
# Started by ./test as root, within new network, mount and process namespaces.
set -eu
trap 'exit 130' INT TERM # process 1 ignores what it does not handle
ip link set lo up
export PORTSIDE_TEST_NETWORK=private

folder=$(mktemp -d)
mkdir -p /tmp/.X11-unix
mount -t tmpfs none /tmp/.X11-unix # so that display 1 is free, whoever else has one
mkfifo "$folder/display" "$folder/manager"

Xvfb :1 -nolock -screen 0 1920x1080x24 -nolisten tcp -displayfd 3 3>"$folder/display" \
    >"$folder/log" 2>&1 &
timeout 60 head -n 1 "$folder/display" >/dev/null || {
    cat "$folder/log" >&2
    echo 'Xvfb did not start' >&2
    exit 1
}
export DISPLAY=:1 QT_QPA_PLATFORM=xcb

HOME=$folder XDG_CONFIG_HOME=$folder XDG_CACHE_HOME=$folder XDG_DATA_HOME=$folder \
    openbox --sm-disable --startup "sh -c 'echo ready >\"$folder/manager\"'" >>"$folder/log" 2>&1 &
timeout 60 head -n 1 "$folder/manager" >/dev/null || {
    cat "$folder/log" >&2
    echo 'openbox did not start' >&2
    exit 1
}

code=0
timeout --foreground --signal=INT --kill-after=30 2700 "$@" || code=$?
[ "$code" != 124 ] || echo 'the tests took more than 45 minutes' >&2
rm -rf "$folder"
exit "$code"
