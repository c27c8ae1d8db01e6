"""What is run in a container, by its own ``sh`` as root. Values come as arguments, never in text.

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
own() { chown -h "$uid:$gid" "$@" || exit 1; }
# The user can link these to any file, and this is run as root: nothing is done through a link.
no_links() {
    for each in "" "$@"; do
        file=$home/.ssh${each:+/$each}
        [ ! -L "$file" ] || fail "$file is a link, and nothing is written through links." \\
            "Put a file or folder of the user's own in its place."
    done
}
ssh_folder() {
    [ -n "$home" ] || fail "there is no user $user"
    no_links "$@"
    if [ ! -d "$home" ]; then mkdir -p "$home" && own "$home"; fi
    umask 077
    mkdir -p "$home/.ssh" || exit 1
    own "$home/.ssh"
    chmod 700 "$home/.ssh" || exit 1
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

# user, type of key
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
    [ -n "$home" ] && [ -r "$file" ] || continue
    while read -r line || [ -n "$line" ]; do
        case $line in *portside:*) echo "marked ${line##* }" ;; esac
    done <"$file"
done
exit 0
"""
)

# user, type of key, comment
KEYS = (
    _COMMON
    + """
ssh_folder authorized_keys known_hosts "id_$2" "id_$2.pub"
file=$home/.ssh/id_$2
if [ ! -s "$file" ]; then
    ssh-keygen -q -t "$2" -N '' -C "$3" -f "$file" </dev/null || exit 1
    echo "did key"
fi
if [ ! -s "$file.pub" ]; then
    ssh-keygen -y -P '' -f "$file" >"$file.pub" </dev/null || exit 1
fi
own "$file" "$file.pub"
chmod 600 "$file" && chmod 644 "$file.pub" || exit 1
missing=
for each in rsa ecdsa ed25519; do
    [ -s "/etc/ssh/ssh_host_${each}_key" ] || missing=yes
done
if [ -n "$missing" ]; then
    mkdir -p /etc/ssh && ssh-keygen -A >/dev/null || exit 1
    echo "did host-keys"
fi
read -r line <"$file.pub"
echo "public $line"
for each in /etc/ssh/ssh_host_*_key.pub; do
    read -r line <"$each" && echo "host $line"
done
exit 0
"""
)

# user, then lines for authorized_keys
AUTHORIZE = (
    _COMMON
    + """
shift
ssh_folder authorized_keys
file=$home/.ssh/authorized_keys
[ -e "$file" ] || : >"$file"
added=
for line; do
    rest=${line#* }
    blob=${rest%% *}
    grep -qF -- "$blob" "$file" && continue
    append "$file" "$line"
    added=yes
done
own "$file"
chmod 600 "$file" || exit 1
[ -z "$added" ] || echo "did authorized"
exit 0
"""
)

# user, then for each peer: its mark, how many lines, the lines for known_hosts
KNOW = (
    _COMMON
    + """
shift
ssh_folder known_hosts
file=$home/.ssh/known_hosts
[ -e "$file" ] || : >"$file"
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
    if [ -n "$wrong" ]; then
        kept=$(grep -v -- " $sign\\$" "$file")
        if [ -n "$kept" ]; then printf '%s\\n' "$kept" >"$file"; else : >"$file"; fi
    fi
    while [ "$count" -gt 0 ]; do
        [ -z "$wrong" ] || append "$file" "$1"
        shift
        count=$((count - 1))
    done
    [ -z "$wrong" ] || changed=yes
done
own "$file"
chmod 600 "$file" || exit 1
[ -z "$changed" ] || echo "did known"
exit 0
"""
)

# user
CONFIGURE = (
    _COMMON
    + """
file=/etc/ssh/sshd_config
mkdir -p /etc/ssh /run/sshd /var/empty && chmod 755 /run/sshd || exit 1
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

# user, whether the configuration was changed
START = (
    _COMMON
    + """
sshd=$(command -v sshd) || fail "there is no sshd"
mkdir -p /run/sshd && chmod 755 /run/sshd || exit 1
running=$(listener)
if [ -n "$running" ]; then
    # A run that was ended may have changed it; sshd writes its number when it has read it.
    if [ "$2" != changed ]; then
        [ -e /run/sshd.pid ] && [ /etc/ssh/sshd_config -nt /run/sshd.pid ] || exit 0
    fi
    kill -HUP "$running" || exit 1
    echo "did reload"
    exit 0
fi
"$sshd" </dev/null || exit 1
echo "did start"
exit 0
"""
)

# user, then marks
TAKE_OUT = (
    _COMMON
    + """
shift
[ -n "$home" ] || exit 0
no_links authorized_keys known_hosts
for file in "$home/.ssh/authorized_keys" "$home/.ssh/known_hosts"; do
    [ -e "$file" ] || continue
    for sign; do
        grep -q -- " $sign\\$" "$file" || continue
        kept=$(grep -v -- " $sign\\$" "$file")
        if [ -n "$kept" ]; then printf '%s\\n' "$kept" >"$file"; else : >"$file"; fi
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
