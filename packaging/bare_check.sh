#!/usr/bin/env bash
# Prove in a bare Debian 12 root that `make run`, `make test` and `pip install .` need nothing else.
#
# Makes the root with debootstrap in a temporary folder, puts only Python, git and make into it,
# copies a clean clone of HEAD there, runs the commands and prints what they made. Needs root.
set -euo pipefail
repository=$(cd "$(dirname "$0")/.." && pwd)

if [ "$(id -u)" != 0 ]; then
  echo "bare-check: making a Debian root needs root: sudo make bare-check" >&2
  exit 1
fi
if ! command -v debootstrap >/dev/null; then
  DEBIAN_FRONTEND=noninteractive apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends debootstrap >/dev/null
fi

root=$(mktemp -d "${TMPDIR:-/tmp}/yhdistys-bare.XXXXXX")
chmod 755 "$root"
clean_up() {
  # The mounts go first: removing the folder with /dev bound into it would empty this machine's /dev.
  if mountpoint -q "$root/dev"; then umount -R "$root/dev"; fi
  if mountpoint -q "$root/proc"; then umount "$root/proc"; fi
  if mountpoint -q "$root/dev" || mountpoint -q "$root/proc"; then
    echo "bare-check: something is still mounted below $root; it is left there" >&2
  else
    rm -rf --one-file-system "$root"
  fi
}
trap clean_up EXIT

started=$SECONDS
tell() { printf '\n== bare-check (%s s): %s\n' "$((SECONDS - started))" "$*"; }

# The mirror this machine uses, without writing any address down.
mirror() {
  apt-get indextargets --format '$(REPO_URI) $(CODENAME)' | awk '$2 == "bookworm" { print $1; exit }'
}

copy_in() {
  local file
  for file in "$@"; do
    [ -e "$file" ] || continue
    mkdir -p "$root$(dirname "$file")"
    cp -aL "$file" "$root$file"
  done
}

make_root() {
  debootstrap --variant=minbase --include=ca-certificates bookworm "$root" "$(mirror)" >"$root.log" 2>&1 || {
    tail -n 20 "$root.log" >&2
    exit 1
  }
  rm -f "$root.log" "$root/etc/apt/sources.list"
  copy_in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/ssl/certs/ca-certificates.crt \
    /etc/apt/sources.list.d/*.sources /etc/apt/apt.conf.d/99*
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount --make-rslave "$root/dev"
}

inside() {
  local kept=() name
  for name in PIP_CERT PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_TRUSTED_HOST \
    PIP_DEFAULT_TIMEOUT SSL_CERT_FILE REQUESTS_CA_BUNDLE http_proxy https_proxy no_proxy \
    HTTP_PROXY HTTPS_PROXY NO_PROXY; do
    [ -z "${!name:-}" ] || kept+=("$name=${!name}")
  done
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive "${kept[@]}" bash -euo pipefail -c "$1"
}

tell "making a bare Debian 12 root in $root"
make_root
tell "installing Python, git and make: all that a newcomer must have"
inside 'apt-get -qq update && apt-get -qq install -y --no-install-recommends python3 git make >/dev/null'
tell "copying a clean clone of HEAD ($(git -C "$repository" log -1 --format='%h %s'))"
git clone --quiet --no-hardlinks "$repository" "$root/srv/yhdistys"

tell "make run without the right to install: it has to say what is missing"
inside 'git clone --quiet /srv/yhdistys /srv/no-rights && chown -R nobody /srv/no-rights \
  && cd /srv/no-rights && ! runuser -u nobody -- env HOME=/srv/no-rights make run 2>&1 | tee said \
  && grep -q "apt-get install .*-venv .*libgl1" said'

tell "make run"
inside 'cd /srv/yhdistys && make run'
tell "make run again"
inside 'cd /srv/yhdistys && make run'
tell "make test"
inside 'cd /srv/yhdistys && make test'

tell "pip install . into an empty environment"
inside 'cd /srv && python3 -m venv plain && git -C yhdistys status --porcelain \
  && git clone --quiet yhdistys source \
  && plain/bin/pip install --quiet --disable-pip-version-check ./source \
  && test "$(plain/bin/yhdistys --version)" = "$(yhdistys/.venv/bin/yhdistys --version)" \
  && plain/bin/yhdistys --version && plain/bin/yhdistys demo /srv/demo-of-pip'

tell "produced files"
inside 'cd /srv && find yhdistys/demo demo-of-pip -type f -printf "%10s  %p\n" | sort -k 2
  diff <(cd yhdistys/demo && find . -type f | sort) <(cd demo-of-pip && find . -type f | sort) \
    && echo "the same files from both"'
tell "all of it succeeded"
