"""The small shell program between the application and a private Engine.

It belongs to nobody's threads, so it outlives a crash of the application and ends the Engine then:
the application holds the writing end of a named pipe, and the end of that pipe means *stop*. After
the word ``keep`` it means nothing, until another application opens the pipe and says ``mine``. As
one program it can also run as root through pkexec, with all that needs root: bridge, firewall,
mounts.

The bridge and the addresses are always our own. Measured with dockerd 20.10.24: a second dockerd
with ``--iptables=true`` in one network namespace flushes the first one's DOCKER chains, and with
them the rules of its networks and published ports; with ``--bridge=none`` it deletes ``docker0``
(moby#26989). Beside another Engine ours therefore leaves the firewall to that one, and four rules
in a chain of our own give its containers the way out. A dockerd that finds its own old bridge in
its store deletes ``docker0``, whoever it belongs to, if it has a pool of addresses and its
containers do not live on without it (moby's initBridgeDriver): so they do while it starts. What it
lacks there: the routing mesh of Swarm, and published ports that show the client's own address.
"""

from __future__ import annotations

# Positions: run folder, data folder, identity, bridge or nothing, first half of the addresses,
# seconds of grace; then the Engine's command. Standard input is the pipe's reading end.
SCRIPT = r"""
run=$1 data=$2 identity=$3 bridge=$4 net=$5 grace=$6; shift 6
pool=$net.0.0/16 control=$run/control
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
exec 3<&0 </dev/null
echo $$ > "$run/supervisor.pid"

named() {  # the processes of this network whose name begins with one of the words
    mine=$(readlink /proc/self/ns/net)
    for process in /proc/[0-9]*; do
        name=
        { read -r name < "$process/comm"; } 2>/dev/null
        for word; do
            case $name in "$word"*) ;; *) continue ;; esac
            [ "$(readlink "$process/ns/net")" = "$mine" ] && echo "${process##*/}"
        done
    done
}

end_containers() {  # that a killed Engine left: each shim's children, the shim, containerd
    for shim in $(named containerd-shim); do
        case " $(tr '\0' ' ' < "/proc/$shim/cmdline") " in
            *" -namespace $identity "*) kill -KILL $(cat "/proc/$shim"/task/*/children) "$shim" ;;
        esac
    done 2>/dev/null
    for process in $(named containerd); do
        case $(tr '\0' ' ' < "/proc/$process/cmdline") in
            *" $run/exec/"*) kill -KILL "$process" ;;
        esac
    done 2>/dev/null
}

unmount() {  # all below our two folders, the newest first
    points=
    while read -r _ _ _ _ point _; do
        case $point in *\\*) point=$(printf '%b.' "$point"); point=${point%.} ;; esac
        case $point in "$run"/* | "$data" | "$data"/*) points="$point
$points" ;; esac
    done < /proc/self/mountinfo
    printf %s "$points" | while IFS= read -r point; do
        umount "$point" 2>/dev/null || umount -l "$point"
    done
}

firewall() {  # -A or -D: what lets our addresses out, where another Engine rules the firewall
    [ "$1" = -A ] && iptables -w -N "$identity"
    iptables -w "$1" "$identity" -s "$pool" -d "$pool" -m physdev --physdev-is-bridged -j ACCEPT
    iptables -w "$1" "$identity" -s "$pool" -d "$pool" -j DROP
    iptables -w "$1" "$identity" -s "$pool" -j ACCEPT
    iptables -w "$1" "$identity" -d "$pool" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    iptables -w "$1" FORWARD -j "$identity"
    iptables -w -t nat "$1" POSTROUTING -s "$pool" ! -d "$pool" -j MASQUERADE
    [ "$1" = -D ] && iptables -w -X "$identity"
}

devices() {  # the bridges that have one of our addresses
    ip -o -4 address show | while read -r _ device _ address _; do
        case $address in "$net".*) echo "$device" ;; esac
    done
}

forget() {  # what a dockerd that was alone leaves in the firewall for our bridges and addresses
    for table in filter nat; do
        for word in "$net\." $(devices); do
            iptables -w -t "$table" -S | grep -e "$word" | while read -r rule; do
                iptables -w -t "$table" -D ${rule#-A }
            done
        done
    done
    [ -n "$(named dockerd)" ] || [ ! -e "$run/accept" ] || iptables -w -P FORWARD ACCEPT
}

sweep() {
    end_containers
    unmount
    if [ -n "$bridge" ]; then
        iptables -w -S "$identity" >/dev/null 2>&1 && firewall -D
        [ "$(cat "$run/mode")" = alone ] && forget
        for device in $(devices); do ip link delete "$device"; done
    fi 2>/dev/null
    rm -f "$run/docker.sock" "$run/docker.pid" "$run/mode" "$run/accept" "$run/taken"
    rm -f "$run/settled.json"
    # A number in an old containerd.pid that is another process' now makes dockerd wait in vain.
    rm -rf --one-file-system "$run/exec"
}

spare_bridge() {  # what keeps a dockerd that has a pool from deleting docker0 when it starts
    if [ -e "$data/swarm/docker-state.json" ]; then  # it would refuse to live on
        pools=
    else
        mv "$run/daemon.json" "$run/settled.json"
        mv "$run/start.json" "$run/daemon.json"
    fi
}

settle() {  # it answers: from now on its containers end with it, as ever
    if [ -e "$run/settled.json" ]; then
        mv "$run/settled.json" "$run/daemon.json"
        kill -HUP "$engine"
    fi
}

listen() {  # until someone says stop, or the one whose Engine it is goes without a word
    kept=
    while :; do
        if read -r word <&3; then
            case $word in
                keep) kept=1 ;;
                mine) kept=; : > "$run/taken" ;;
                ready) settle ;;
                *) break ;;
            esac
        elif [ -n "$kept" ]; then
            exec 3< "$control"  # waits for the next application; opened before the old is closed
        else
            break
        fi
    done
    exec 3<&-
    kill -TERM "$engine"
    nap=
    trap 'kill "$nap"; exit' TERM
    sleep "$grace" &
    nap=$!
    wait "$nap"
    echo "portside: the Engine did not stop within $grace s and was killed"
    kill -KILL "$engine"
}

sweep
if [ -n "$bridge" ]; then
    mode=alone
    [ -z "$(named dockerd containerd-shim)" ] || mode=beside
    echo "$mode" > "$run/mode"
    [ "$mode" = beside ] || ! iptables -S FORWARD 2>/dev/null | grep -qx -e "-P FORWARD ACCEPT" ||
        : > "$run/accept"  # dockerd sets it to DROP
    if command -v ip >/dev/null; then
        ip link add "$bridge" type bridge &&
            ip address add "$net.0.1/24" dev "$bridge" &&
            ip link set "$bridge" up || exit 1
        set -- "$@" --bridge="$bridge"
    elif [ "$mode" = beside ]; then
        echo "portside: no program ip, and docker0 is another Engine's"
        exit 1
    fi
    pools=1
    [ "$mode" != beside ] || spare_bridge
    [ -z "$pools" ] || set -- "$@" --default-address-pool "base=$pool,size=24"
    if [ "$mode" = beside ]; then
        set -- "$@" --iptables=false --ip6tables=false
        firewall -A
    fi
fi
"$@" 3<&- &
engine=$!
listen &
listener=$!
exec 3<&-
trap 'kill -TERM "$engine"' TERM
trap : INT HUP
while :; do
    wait "$engine"
    code=$?
    kill -0 "$engine" 2>/dev/null || break
done
kill "$listener" 2>/dev/null
case $1 in */podman) "$1" "$2" "$3" "$4" "$5" stop --all --time 5 ;; esac
sweep
rm -f "$run/supervisor.pid" "$control"
exit "$code"
"""
