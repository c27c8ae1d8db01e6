# shellcheck shell=sh
# What ./run and ./test need from a machine, brought once. Sourced by both, with $root set.
#
#   prepare run     the application: Qt's system libraries, an Engine, .venv without tools
#   prepare test    the checks and tests: the same, and Xvfb, a window manager, docker, .venv in full
#
# On Debian and Ubuntu from nothing but python3; elsewhere it says what is missing and goes on.
# All of .venv is ours, and uv lives in .venv/.uv. Nothing is changed when all is there.

# library or program in the system, and the package that brings it
qt_needs='
libGL.so.1:libgl1
libEGL.so.1:libegl1
libX11-xcb.so.1:libx11-xcb1
libxcb-cursor.so.0:libxcb-cursor0
libxcb-icccm.so.4:libxcb-icccm4
libxcb-image.so.0:libxcb-image0
libxcb-keysyms.so.1:libxcb-keysyms1
libxcb-randr.so.0:libxcb-randr0
libxcb-render-util.so.0:libxcb-render-util0
libxcb-render.so.0:libxcb-render0
libxcb-shape.so.0:libxcb-shape0
libxcb-shm.so.0:libxcb-shm0
libxcb-sync.so.1:libxcb-sync1
libxcb-xfixes.so.0:libxcb-xfixes0
libxcb-xkb.so.1:libxcb-xkb1
libxkbcommon.so.0:libxkbcommon0
libxkbcommon-x11.so.0:libxkbcommon-x11-0
libwayland-cursor.so.0:libwayland-cursor0
libwayland-egl.so.1:libwayland-egl1
libdbus-1.so.3:libdbus-1-3
libglib-2.0.so.0:libglib2.0-0
libfontconfig.so.1:libfontconfig1
libfreetype.so.6:libfreetype6
libzstd.so.1:libzstd1
fc-cache:fontconfig
font:fonts-dejavu-core
'
test_needs='
Xvfb:xvfb
openbox:openbox
xdotool:xdotool
dockerd:docker.io
docker-registry:docker-registry
compose:docker-compose
iptables:iptables
ip:iproute2
ps:procps
unshare:util-linux
static-busybox:busybox-static
font-cjk:fonts-noto-cjk
bash:bash
vim.tiny:vim-tiny
htop:htop
less:less
socat:socat
tmux:tmux
ssh:openssh-client
libwrap.so.0:libwrap0
'

prepare() {
    purpose=$1
    : "${root:?}"
    PATH=$PATH:/usr/sbin:/sbin # a plain user's PATH lacks dockerd, ip and ldconfig
    export PATH
    # One at a time: two may be started in the same checkout.
    if has flock; then
        exec 9<"$root"
        flock 9
    fi
    _bring_packages "$purpose"
    _bring_environment "$purpose"
    if [ "$purpose" = test ]; then _bring_unpacked openssh-server; fi
    if has flock; then exec 9<&-; fi
}

has() { command -v "$1" >/dev/null 2>&1; }

say() { printf 'portside: %s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif has sudo; then
        sudo "$@"
    else
        fail "this needs root, and there is no sudo: $*"
    fi
}

_bring_packages() {
    case $(uname -s) in
    Linux) ;;
    *) return 0 ;; # Qt's wheel brings all it needs; README.md tells where an Engine comes from
    esac
    libraries=$(ldconfig -p 2>/dev/null || true)
    missing=
    needs=$qt_needs
    [ "$1" = test ] && needs="$needs $test_needs"
    for need in $needs; do
        _there "${need%%:*}" || missing="$missing ${need##*:}"
    done
    # Who has docker alone has an Engine elsewhere, or a package that docker.io would replace.
    if [ "$1" = run ] && ! has dockerd && ! has podman && ! has docker; then
        missing="$missing docker.io"
        has ip || missing="$missing iproute2" # to take the private Engine's bridge away again
        has ps || missing="$missing procps" # docker top
        has busybox || missing="$missing busybox-static" # to pack a first image from
    fi
    case $missing in
    *docker.io*) has docker || missing="$missing docker-cli" ;;
    *) if [ "$1" = test ] && ! has docker; then missing="$missing docker-cli"; fi ;;
    esac
    # shellcheck disable=SC2086 # package names hold no spaces
    [ -z "$missing" ] || _install $missing
}

# A package's files in a folder of ours: installed, it would start a server on this machine.
_bring_unpacked() {
    folder=$root/.venv/packages/$1
    if [ -d "$folder" ] || ! has apt-get || ! has dpkg-deb; then
        return 0
    fi
    say "unpacking $1 for the tests"
    scratch=$(mktemp -d)
    if (cd "$scratch" && apt-get -q download "$1" >log 2>&1) ||
        (as_root apt-get -q update >"$scratch/log" 2>&1 &&
            cd "$scratch" && apt-get -q download "$1" >>log 2>&1); then
        mkdir -p "$folder"
        dpkg-deb -x "$scratch"/*.deb "$folder"
    else
        cat "$scratch/log" >&2
        say "apt-get could not download $1: the tests that need it are skipped"
    fi
    rm -rf "$scratch"
}

_there() {
    case $1 in
    lib*) case $libraries in *"$1 ("*) ;; *) return 1 ;; esac ;;
    font) _file_in /usr/share/fonts '*.[ot]t[fc]' || _file_in /usr/local/share/fonts '*.[ot]t[fc]' ;;
    font-cjk) _file_in /usr/share/fonts 'NotoSansCJK*' ;;
    compose) has docker-compose || docker compose version >/dev/null 2>&1 ;;
    static-busybox) has busybox && ! ldd "$(command -v busybox)" >/dev/null 2>&1 ;;
    *) has "$1" ;;
    esac
}

_file_in() { [ -n "$(find "$1" -name "$2" -print -quit 2>/dev/null)" ]; }

_install() {
    if ! has apt-get; then
        say "please install what Debian calls: $*"
        return 0
    fi
    if [ "$(id -u)" != 0 ] && ! has sudo; then
        fail "only root can install what is missing, and there is no sudo: apt-get install $*"
    fi
    if ! said=$(as_root true 2>&1 </dev/null); then
        why=$(printf '%s\n' "$said" | grep -v '^$' | tail -n 1)
        fail "only root can install what is missing, and sudo refuses: apt-get install $* ($why)"
    fi
    _apt update || true # the package lists that are here may do
    packages=
    for package in "$@"; do
        # docker-cli is a package of its own from Debian 13 on, and part of docker.io before.
        if [ "$package" = docker-cli ] && ! apt-cache show docker-cli >/dev/null 2>&1; then
            continue
        fi
        # Ubuntu calls it so from version 2 on, which is a plugin of docker's.
        if [ "$package" = docker-compose ] && apt-cache show docker-compose-v2 >/dev/null 2>&1; then
            package=docker-compose-v2
        fi
        # The tests start one of their own; the system's would listen on all addresses.
        if [ "$package" = docker-registry ] && [ -d /run/systemd/system ]; then
            as_root systemctl --quiet mask docker-registry.service
        fi
        say "installing $package"
        packages="$packages $package"
    done
    # shellcheck disable=SC2086
    if [ -z "$packages" ] || _apt install -y --no-remove --no-install-recommends $packages; then
        return 0
    fi
    case $why in
    *'remove is disabled'*) fail "apt-get could not install$packages without removing other packages:" \
        "nothing was changed; apt-get install$packages says which" ;;
    *) fail "apt-get could not install$packages: is there a network? ($why)" ;;
    esac
}

# Silent; $why is the last that it said of an error.
_apt() {
    if said=$(as_root env LC_ALL=C DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
        apt-get -q -o Dpkg::Use-Pty=0 -o APT::Update::Error-Mode=any "$@" 2>&1 </dev/null); then
        return 0
    fi
    why=$(printf '%s\n' "$said" | grep -v '^$' | grep '^E: ' | tail -n 1)
    [ -n "$why" ] || why=$(printf '%s\n' "$said" | tail -n 1)
    why=${why#E: }
    return 1
}

# Bring something over the network, silently; one sentence where that fails.
_fetch() {
    what=$1
    shift
    if ! said=$("$@" 2>&1); then
        why=$(printf '%s\n' "$said" | grep -v '^$' | tail -n 1)
        fail "$what could not be downloaded: is there a network? (${why#ERROR: })"
    fi
}

_bring_environment() {
    stamp="$root/.venv/.portside-$1"
    # The path is part of it: a checkout that was moved needs its environment anew.
    state=$(cd "$root" && cat uv.lock pyproject.toml packaging/setup.sh | sha256sum)" $root"
    if [ -x "$root/.venv/bin/python" ]; then
        for done in "$root/.venv/.portside-test" "$stamp"; do # what tests need is enough to run
            if [ -f "$done" ] && [ "$(cat "$done")" = "$state" ]; then return 0; fi
        done
    fi
    _find_python
    if ! "$root/.venv/bin/python" -c "$_suitable" >/dev/null 2>&1; then
        say "making .venv with $("$python" -V)"
        "$python" -m venv --clear --without-pip "$root/.venv"
    fi
    uv="$root/.venv/.uv/bin/uv"
    if ! "$uv" --version >/dev/null 2>&1; then
        say "installing uv into .venv/.uv"
        "$python" -m venv --clear "$root/.venv/.uv"
        _fetch uv "$root/.venv/.uv/bin/python" -m pip install -q --retries 1 \
            --disable-pip-version-check 'uv>=0.9,<1'
    fi
    say "installing the Python packages of uv.lock into .venv"
    if [ "$1" = run ]; then
        _fetch 'what uv.lock names' _sync "$root/.venv" --no-dev --inexact # keeps what ./test brought
    else
        _fetch 'what uv.lock names' _sync "$root/.venv"
        _bring_newer_environment
    fi
    printf '%s\n' "$state" >"$stamp"
}

_sync() {
    environment=$1
    shift
    (
        cd "$root" || exit
        unset VIRTUAL_ENV
        UV_PROJECT_ENVIRONMENT="$environment" UV_PYTHON_DOWNLOADS=never \
            UV_PYTHON="$environment/bin/python" "$uv" sync --quiet --locked "$@"
    )
}

# The terminal's faster engine needs Python 3.13. Where .venv has an older one and a newer is
# somewhere, also where pyenv does not offer it on the PATH, the terminal's tests run on that, too.
_bring_newer_environment() {
    newer="$root/.venv/.newer"
    rm -rf "$newer"
    "$root/.venv/bin/python" -c "$_new_enough" && return 0
    for candidate in python3.14 python3.13 "$HOME"/.pyenv/versions/3.1[3-9]*/bin/python3; do
        if "$candidate" -c "$_suitable; $_new_enough" >/dev/null 2>&1; then
            say "making .venv/.newer with $("$candidate" -V), for the terminal's tests"
            "$candidate" -m venv --without-pip "$newer" && _sync "$newer"
            return
        fi
    done
}

_suitable='import sys; (3, 11) <= sys.version_info < (3, 15) or sys.exit(1)'
_new_enough='import sys; sys.version_info >= (3, 13) or sys.exit(1)'

# Sets $python: the newest on PATH that suits and can make environments.
_find_python() {
    python=
    for candidate in python3.14 python3.13 python3.12 python3.11 python3; do
        if "$candidate" -c "$_suitable" >/dev/null 2>&1; then
            python=$candidate
            break
        fi
    done
    if [ -z "$python" ]; then
        for version in 3.14 3.13 3.12 3.11; do
            if has apt-cache && apt-cache show "python$version-venv" >/dev/null 2>&1; then
                _install "python$version" "python$version-venv"
                if "python$version" -c "$_suitable" >/dev/null 2>&1; then python=python$version; fi
                break
            fi
        done
    fi
    [ -n "$python" ] || fail "this needs Python 3.11 to 3.14, and there is none on the PATH"
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        _install "python$version-venv"
    fi
}
