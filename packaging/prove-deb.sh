#!/bin/sh
# Prove a .deb in a clean Debian folder with nothing else in it: packaging/prove-deb.sh FILE [SUITE]
#
# It installs by apt, passes the smoke test, opens on a real Engine, is told by keyboard to start a
# container and to open a terminal in it, opens an archive and a Dockerfile that a second start hands
# over, and is removed without leftovers, with all that it needed. Pictures are in
# build/proof. Needs root, debootstrap, dockerd, docker, busybox-static, Xvfb, openbox, xdotool and
# ImageMagick; the folder has only Debian's minimal system and what the package depends on.
set -eu
deb=$(readlink -f -- "$1")
suite=${2-trixie}
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
proof=${PORTSIDE_BUILD:-$root/build}/proof/$suite
base=${PORTSIDE_BUILD:-$root/build}/debian-$suite.tar
mkdir -p "$proof"
work=$(mktemp -d /tmp/portside-proof.XXXXXX)
debian=$work/root
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
started=

end() {
    code=$?
    trap - EXIT INT TERM
    for process in $started; do kill "$process" 2>/dev/null || true; done
    for process in $started; do
        while kill -0 "$process" 2>/dev/null; do sleep 0.2; done
    done
    umount -R "$debian/proc" "$debian/dev" "$debian/tmp/.X11-unix" "$debian/run/docker.sock" \
        "$work/engine" 2>/dev/null || true
    if mount | grep -q " $work"; then
        echo "still mounted below $work, which is left" >&2
    else
        rm -rf "$work"
    fi
    exit "$code"
}
trap end EXIT INT TERM

say() { printf '== %s: %s\n' "$suite" "$*"; }

inside() {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        DISPLAY="${display-}" ${proxies-} chroot "$debian" "$@"
}

listed() { (cd "$debian" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./tmp \) -prune -o -print) | sort; }

wait_for() { # what, then a command
    what=$1
    shift
    for _ in $(seq 150); do
        if "$@" >/dev/null 2>&1; then return 0; fi
        sleep 0.2
    done
    picture failed
    echo "not within 30 seconds: $what" >&2
    exit 1
}

picture() { import -display "$display" -window root "$proof/$1.png"; }

# The clean folder
if [ ! -f "$base" ]; then
    say 'debootstrap'
    debootstrap --variant=minbase "$suite" "$debian" "$mirror" >"$proof/debootstrap.log"
    rm -rf "$debian"/var/cache/apt/archives/*.deb
    tar -C "$debian" --one-file-system -cf "$base" .
else
    mkdir -p "$debian"
    tar -C "$debian" -xf "$base"
fi
cp -L /etc/resolv.conf "$debian/etc/resolv.conf"
mount -t proc proc "$debian/proc"
mount --rbind /dev "$debian/dev"
mount --make-rslave "$debian/dev"
proxies=$(env | grep -E '^(http_proxy|https_proxy|HTTP_PROXY|HTTPS_PROXY)=' || true)

say 'apt install'
inside apt-get -q update >"$proof/apt.log" 2>&1
listed >"$work/before"
cp "$deb" "$debian/tmp/portside.deb"
inside apt-get -q install -y --no-install-recommends /tmp/portside.deb >>"$proof/apt.log" 2>&1 ||
    { tail -20 "$proof/apt.log" >&2; exit 1; }
inside sh -c 'command -v portside && portside --version'
if inside sh -c 'ldd $(find /usr/lib/portside -name "*.so*" -type f) /usr/lib/portside/portside' 2>/dev/null |
    grep 'not found' | sort | uniq -c | tee "$proof/not-found.txt" | grep .; then
    echo 'libraries that no dependency brings' >&2
    exit 1
fi

# A display, and a real Engine with one stopped container
mkfifo "$work/display"
Xvfb -screen 0 1400x900x24 -nolisten tcp -displayfd 3 3>"$work/display" >"$work/xvfb.log" 2>&1 &
started="$!"
display=:$(head -n 1 "$work/display")
mkdir -p "$debian/tmp/.X11-unix" "$work/engine/run"
mount --bind /tmp/.X11-unix "$debian/tmp/.X11-unix"
DISPLAY=$display openbox --sm-disable >"$work/openbox.log" 2>&1 &
started="$started $!"

say 'the smoke test'
inside portside --smoke-test /tmp/smoke
cp "$debian/tmp/smoke/window.png" "$proof/smoke-test.png"

socket=$work/engine/docker.sock
unshare -n sh -c 'ip link set lo up; exec "$@"' sh dockerd --data-root "$work/engine/data" \
    --exec-root "$work/engine/run" --pidfile "$work/engine/pid" -H "unix://$socket" \
    --bridge=none --iptables=false >"$proof/dockerd.log" 2>&1 &
engine=$!
started="$engine $started"
on_engine() { docker -H "unix://$socket" "$@"; }
wait_for 'the Engine answers' on_engine version
mkdir -p "$work/image/bin" "$work/image/tmp"
cp "$(command -v busybox)" "$work/image/bin/busybox"
for applet in ash sh sleep touch ls cat; do ln -s busybox "$work/image/bin/$applet"; done
tar -C "$work/image" -c . | on_engine import -c 'CMD ["sleep", "9999"]' - proof:1 >/dev/null
on_engine create --name proof --network none proof:1 >/dev/null
touch "$debian/run/docker.sock"
mount --bind "$socket" "$debian/run/docker.sock"

is_running() { [ "$(on_engine inspect --format '{{.State.Running}}' proof)" = true ]; }
wrote() { on_engine exec proof ls /tmp/written-in-the-terminal; }
press() { DISPLAY=$display xdotool "$@"; sleep 0.5; }
shown() { DISPLAY=$display xdotool search --onlyvisible --name '^Portside|Portside$'; }

say 'the window, on a real Engine'
inside portside >"$proof/portside.log" 2>&1 &
window=$!
wait_for 'the window opens' shown
sleep 3
picture 1-trees
press key ctrl+k
press type --delay 40 'start proof'
press key Return
wait_for 'the container is started by keyboard' is_running
picture 2-started
press key ctrl+k
press type --delay 40 'terminal proof'
picture 3-palette
press key Return
sleep 3
press type --delay 40 'touch /tmp/written-in-the-terminal'
press key Return
wait_for 'what was typed in the terminal is done' wrote
picture 4-terminal

say 'opened with it'
tar -C "$work/image" -c . | on_engine import - opened:1 >/dev/null
on_engine save -o "$debian/tmp/opened.tar" opened:1
on_engine rmi opened:1 >/dev/null
inside portside /tmp/opened.tar
wait_for 'the archive that was opened is loaded' on_engine image inspect opened:1
sleep 1
picture 5-archive
mkdir "$debian/tmp/context"
printf 'FROM proof:1\nRUN touch /built\n' >"$debian/tmp/context/Dockerfile"
inside portside /tmp/context/Dockerfile
wait_for 'the Dockerfile that was opened can be built' \
    env DISPLAY="$display" xdotool search --onlyvisible --name '^Build'
sleep 1
picture 6-dockerfile

say 'quit'
kill -TERM "$(pgrep -P "$window")"
wait "$window" || { cat "$proof/portside.log" >&2; echo "portside ended with $?" >&2; exit 1; }
umount "$debian/run/docker.sock" && rm "$debian/run/docker.sock"

say 'removed, without leftovers'
inside apt-get -q purge -y --autoremove portside >>"$proof/apt.log" 2>&1
# What every installation leaves in Debian, of whatever package, and a person's own settings
listed | diff "$work/before" - | sed -n 's/^> //p' |
    grep -v -E '^\./(var/(log|cache|lib/(apt|dpkg|systemd))|etc/ld\.so|root/|run/)' >"$proof/left.txt" || true
if [ -s "$proof/left.txt" ]; then
    cat "$proof/left.txt" >&2
    exit 1
fi
say "proven; pictures are in $proof"
