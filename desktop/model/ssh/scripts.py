"""What is run in a container, by its own ``sh``. Values come as arguments, never in text.

What is the user's is done by the user, who may make a link of any of it at any moment: root, which
follows it, would write wherever it leads. Root does what is the system's.

Each says what it has found or done in lines of ``word value``. All can be run again, and change
nothing then that is right.
"""

from __future__ import annotations

_COMMON = """
set -u
PATH=$PATH:/usr/sbin:/sbin:/usr/local/sbin:/usr/local/bin:/usr/bin:/bin
export PATH LC_ALL=C
user=$1
home=
while IFS=: read -r name _ uid gid _ folder _; do
    if [ "$name" = "$user" ]; then home=$folder; break; fi
done </etc/passwd
fail() { echo "$*" >&2; exit 1; }
ssh_folder() {
    umask 077
    mkdir -p "$home/.ssh" || fail "$user may not write there: give $home to $user."
    theirs "$home/.ssh"
    chmod 700 "$home/.ssh" || exit 1
}
theirs() {
    [ -e "$1" ] || return
    if [ "$uid" = 0 ] && [ ! -L "$1" ]; then chown -h 0:0 "$1" || exit 1; fi
    [ -O "$1" ] || fail "$1 is another's: give it to $user."
}
# The whole of a file, or what it was before; a link stays one.
replace() {
    if [ -L "$1" ]; then
        printf '%s' "$2" >"$1" || exit 1
    else
        printf '%s' "$2" >"$1.new" && chmod 600 "$1.new" && mv -f "$1.new" "$1" || exit 1
    fi
}
# A line at the end of a file whose last line may not have ended.
append() {
    [ -z "$(tail -c 1 "$1" 2>/dev/null)" ] || echo >>"$1"
    printf '%s\\n' "$2" >>"$1" || exit 1
}
listener() {
    for each in /proc/[0-9]*; do
        read -r comm <"$each/comm" || continue
        [ "$comm" = sshd ] || continue
        read -r _ _ _ parent _ <"$each/stat" || continue
        read -r comm <"/proc/$parent/comm" 2>/dev/null || comm=
        if [ "$comm" != sshd ]; then echo "${each#/proc/}"; return; fi
    done 2>/dev/null
}
"""

# By root, changing nothing: user, type of key
LOOK = (
    _COMMON
    + """
if [ -n "$home" ]; then echo "home $home"; fi
if [ -r /etc/os-release ]; then
    (. /etc/os-release; echo "id ${ID-}"; echo "like ${ID_LIKE-}"; echo "system ${PRETTY_NAME-}")
fi
for each in sshd ssh ssh-keygen apt-get apk dnf microdnf yum zypper pacman; do
    found=$(command -v "$each") && echo "program $each $found"
done
[ -n "$home" ] && [ -s "$home/.ssh/id_$2" ] && echo "key $home/.ssh/id_$2"
running=$(listener)
[ -n "$running" ] && echo "running $running"
for file in "$home/.ssh/authorized_keys" "$home/.ssh/known_hosts"; do
    [ -n "$home" ] && [ -f "$file" ] && [ -r "$file" ] || continue
    while read -r line || [ -n "$line" ]; do
        case $line in *portside:*) echo "marked ${line##* }" ;; esac
    done <"$file"
done
exit 0
"""
)

# By root: user
SERVER = (
    _COMMON
    + """
[ -n "$home" ] || fail "there is no user $user"
if [ ! -d "$home" ]; then
    above=${home%/*}
    [ -z "$above" ] || mkdir -p "$above" || exit 1
    [ -O "${above:-/}" ] || fail "$user has no folder $home, and root does not own $above."
    mkdir "$home" && chmod 700 "$home" && chown -h "$uid:$gid" "$home" || exit 1
fi
mkdir -p /etc/ssh /run/sshd /var/empty && chmod 755 /run/sshd || exit 1
missing=
for each in rsa ecdsa ed25519; do
    [ -s "/etc/ssh/ssh_host_${each}_key" ] || missing=yes
done
if [ -n "$missing" ]; then
    ssh-keygen -A >/dev/null || exit 1
    echo "did host-keys"
fi
for each in /etc/ssh/ssh_host_*_key.pub; do
    read -r line <"$each" && echo "host $line"
done
# Where it listens: what it was started with, else what its file says.
running=$(listener)
if [ -n "$running" ]; then
    before=
    for each in $(tr '\\0' ' ' <"/proc/$running/cmdline"); do
        case $each in
        -p?*) echo "port ${each#-p}" ;;
        Port=* | -oPort=*) echo "port ${each#*=}" ;;
        *) [ "$before" != -p ] || echo "port $each" ;;
        esac
        before=$each
    done
fi
sshd=$(command -v sshd) || fail "there is no sshd"
"$sshd" -T 2>/dev/null | while read -r name value; do
    if [ "$name" = port ]; then echo "port $value"; fi
done
exit 0
"""
)

# By the user: user, type of key, comment
KEYS = (
    _COMMON
    + """
ssh_folder
file=$home/.ssh/id_$2
theirs "$file"
theirs "$file.pub"
if [ ! -s "$file" ]; then
    ssh-keygen -q -t "$2" -N '' -C "$3" -f "$file" </dev/null || exit 1
    echo "did key"
fi
if [ ! -s "$file.pub" ]; then
    ssh-keygen -y -P '' -f "$file" >"$file.pub" </dev/null || exit 1
fi
chmod 600 "$file" && chmod 644 "$file.pub" || exit 1
read -r line <"$file.pub"
echo "public $line"
exit 0
"""
)

# By the user: user, then lines for authorized_keys
AUTHORIZE = (
    _COMMON
    + """
shift
ssh_folder
file=$home/.ssh/authorized_keys
theirs "$file"
[ -e "$file" ] || : >"$file" || exit 1
added=
for line; do
    rest=${line#* }
    blob=${rest%% *}
    sign=${line##* }
    # The key that it had before lets nobody in as it any more.
    if grep -- " $sign\\$" "$file" | grep -qvF -- "$blob"; then
        kept=$(grep -v -- " $sign\\$" "$file")
        replace "$file" "${kept:+$kept
}"
        added=yes
    fi
    # One that was made from another's image may have its key: each has a line of its own, so
    # that what is taken out of one is not the other's. A line without a mark is the user's.
    known=$(grep -F -- "$blob" "$file" | grep -v -- ' portside:[0-9a-f]*$'
        grep -F -- "$blob" "$file" | grep -- " $sign\\$")
    [ -z "$known" ] || continue
    append "$file" "$line"
    added=yes
done
chmod 600 "$file" || exit 1
[ -z "$added" ] || echo "did authorized"
exit 0
"""
)

# By the user: user, then for each peer: its mark, how many lines, the lines for known_hosts
KNOW = (
    _COMMON
    + """
shift
ssh_folder
file=$home/.ssh/known_hosts
theirs "$file"
[ -e "$file" ] || : >"$file" || exit 1
changed=
while [ $# -gt 0 ]; do
    sign=$1 count=$2
    shift 2
    wrong=
    number=0
    for line; do
        [ "$number" -lt "$count" ] || break
        number=$((number + 1))
        grep -qxF -- "$line" "$file" || wrong=yes
    done
    [ "$(grep -c -- " $sign\\$" "$file")" = "$count" ] || wrong=yes
    new=$(grep -v -- " $sign\\$" "$file")
    while [ "$count" -gt 0 ]; do
        new=${new:+$new
}$1
        shift
        count=$((count - 1))
    done
    [ -n "$wrong" ] || continue
    replace "$file" "$new
"
    changed=yes
done
chmod 600 "$file" || exit 1
[ -z "$changed" ] || echo "did known"
exit 0
"""
)

# By root: user
CONFIGURE = (
    _COMMON
    + """
file=/etc/ssh/sshd_config
[ -e "$file" ] || : >"$file"
sshd=$(command -v sshd) || fail "there is no sshd"
now=$("$sshd" -T -C "user=$user,host=localhost,addr=127.0.0.1" 2>&1) || fail "$now"
says() {
    while read -r name value; do
        if [ "$name" = "$1" ]; then echo "$value"; return; fi
    done <<END
$now
END
}
wanted=
want() { wanted="$wanted$1
"; }
[ "$(says pubkeyauthentication)" = yes ] || want "PubkeyAuthentication yes"
case " $(says authorizedkeysfile) " in
*' .ssh/authorized_keys '*) ;;
*) want "AuthorizedKeysFile .ssh/authorized_keys" ;;
esac
if [ "$uid" = 0 ]; then
    case $(says permitrootlogin) in
    yes | prohibit-password | without-password) ;;
    *) want "PermitRootLogin prohibit-password" ;;
    esac
fi
[ -n "$wanted" ] || exit 0
backup=$file.before-portside
[ -e "$backup" ] || cp -p "$file" "$backup" || exit 1
new=$(printf '# Added for SSH between containers; as it was: %s\\n%s\\n' "$backup" "$wanted"
    cat "$file"; echo .)
old=$(cat "$file"; echo .)
printf '%s' "${new%.}" >"$file" || exit 1
if ! said=$("$sshd" -t 2>&1); then
    printf '%s' "${old%.}" >"$file"
    fail "$said"
fi
echo "did config"
exit 0
"""
)

# By root: user, whether the configuration was changed
START = (
    _COMMON
    + """
sshd=$(command -v sshd) || fail "there is no sshd"
mkdir -p /run/sshd && chmod 755 /run/sshd || exit 1
# There sshd writes its number when it has read all and listens: until then it refuses logins.
written=$("$sshd" -T 2>/dev/null | sed -n 's/^pidfile //p')
[ "$written" != none ] || written=
listens() {
    [ -n "$written" ] || { [ -n "$(listener)" ]; return; }
    tries=0
    until [ -s "$written" ] || [ $tries -ge 100 ]; do
        [ -n "$(listener)" ] || return 1
        tries=$((tries + 1))
        sleep 0.1 2>/dev/null || { sleep 1; tries=$((tries + 9)); }
    done
}
running=$(listener)
if [ -n "$running" ]; then
    if [ "$2" != changed ]; then # but a run that was ended may have changed it
        [ -e "$written" ] && [ /etc/ssh/sshd_config -nt "$written" ] || exit 0
    fi
    rm -f "$written"
    kill -HUP "$running" || exit 1
    listens || fail "sshd ended instead of reading its configuration again"
    echo "did reload"
    exit 0
fi
rm -f "$written"
"$sshd" </dev/null || exit 1
listens || fail "sshd ended as soon as it had started"
echo "did start"
exit 0
"""
)

# By the user: user, then marks
TAKE_OUT = (
    _COMMON
    + """
shift
[ -n "$home" ] || exit 0
for file in "$home/.ssh/authorized_keys" "$home/.ssh/known_hosts"; do
    [ -e "$file" ] || continue
    for sign; do
        grep -q -- " $sign\\$" "$file" || continue
        theirs "$file"
        kept=$(grep -v -- " $sign\\$" "$file")
        replace "$file" "${kept:+$kept
}"
        echo "did taken-out"
    done
done
exit 0
"""
)

# By the program that installs: openssh's server and client.
INSTALL = {
    "apt-get": (
        "apt-get update && DEBIAN_FRONTEND=noninteractive"
        " apt-get install -y --no-install-recommends openssh-server openssh-client"
    ),
    "apk": "apk add --no-cache openssh",
    "dnf": "dnf install -y openssh-server openssh-clients",
    "microdnf": "microdnf install -y openssh-server openssh-clients",
    "yum": "yum install -y openssh-server openssh-clients",
    "zypper": "zypper --non-interactive install openssh",
    "pacman": "pacman -Sy --noconfirm openssh",
}
