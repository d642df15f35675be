# Sourced by ./run and ./test: makes .venv from the lock with nothing but python3 and its venv, once per lock.
# shellcheck shell=bash
say() { printf '%s\n' "$*" >&2; }
stop() { say "$(basename "$0"): $*"; exit 3; }

# set_up NAME: .venv holds exactly what requirements/NAME.txt names, and the program itself.
set_up() {
  local name=$1
  mkdir -p var 2>/dev/null || stop "no permission to write in $PWD: make this folder yours, or copy it to one that is."
  [ -w var ] || stop "no permission to write in $PWD/var: make this folder yours, or copy it to one that is."
  if command -v flock >/dev/null; then
    exec 9>var/setup.lock
    flock -n 9 || { say "Another set-up is going on; waiting for it."; flock 9; }
  fi
  if ! is_set_up "$name" && ! { [ "$name" = run ] && is_set_up test; }; then
    find_python
    make_environment
    install_lock "$name"
    install_program
    wanted "$name" > ".venv/.set-up-$name"
  fi
  [ -e /proc/self/fd/9 ] && exec 9>&-
  return 0
}

# What the environment was made from; another lock, program definition or place makes it anew.
wanted() { cat "requirements/$1.txt" pyproject.toml tools/setup.sh <(pwd) | sha256sum; }
is_set_up() { [ -x .venv/bin/kennisruil ] && [ -f ".venv/.set-up-$1" ] && [ "$(cat ".venv/.set-up-$1")" = "$(wanted "$1")" ] && .venv/bin/python -c '' 2>/dev/null; }

find_python() {
  python=${PYTHON:-python3}
  command -v "$python" >/dev/null || stop "python3 is missing: install it (on Debian: apt-get install python3 python3-venv)."
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
    || stop "Python 3.11 or newer is needed and $python is $("$python" -V 2>&1 | cut -d' ' -f2): name another with PYTHON=/path/to/python3."
  "$python" -c 'import venv, ensurepip' 2>/dev/null \
    || stop "python3-venv is missing: install it (on Debian: apt-get install python3-venv)."
  local free
  free=$(df -Pk . | awk 'NR==2 {print int($4/1024)}')
  [ "$free" -ge 1200 ] || stop "the disk of $PWD has $free MB free and the programs need about 1200 MB."
}

make_environment() {
  if [ -d .venv ] && .venv/bin/python -m pip --version >/dev/null 2>&1; then return; fi
  say "Making the virtual environment (.venv)"
  rm -rf .venv
  "$python" -m venv .venv > var/setup.log 2>&1 || { tail -n 3 var/setup.log >&2; stop "the virtual environment could not be made."; }
}

pip() { .venv/bin/python -m pip --disable-pip-version-check --no-input "$@"; }

install_lock() {
  local file=requirements/$1.txt total count=0 line
  total=$(grep -c '^[A-Za-z0-9].*==' "$file")
  say "Installing $total packages, each checked against its hash (the first time some minutes)"
  pip install --require-hashes --only-binary :all: --no-deps --progress-bar off -r "$file" 2>&1 | tee var/setup.log | while read -r line; do
    case $line in
      "Collecting "*|"Processing "*) count=$((count + 1)); show "$count" "$total" "$line" ;;
      "Installing collected"*) [ ! -t 2 ] || show "$total" "$total" "unpacking" ;;
    esac
  done
  [ "${PIPESTATUS[0]}" = 0 ] || explain_pip
  [ -t 2 ] && printf '\r\033[K' >&2
  return 0
}

show() {
  local what=${3#* }
  what=${what%% *}
  what=${what##*/}
  if [ -t 2 ]; then printf '\r\033[K  %3d of %d  %s' "$1" "$2" "$what" >&2
  elif [ $(($1 % 25)) = 0 ] || [ "$1" = "$2" ]; then say "  $1 of $2"; fi
}

explain_pip() {
  [ -t 2 ] && printf '\n' >&2
  case $(cat var/setup.log) in
    *"No space left on device"*) stop "the disk is full: free some space and start again." ;;
    *"DO NOT MATCH THE HASHES"*) stop "a package differs from the one that was pinned: its download was changed or damaged (see var/setup.log)." ;;
    *"Permission denied"*) stop "no permission to write in $PWD/.venv: make it yours, or remove it." ;;
    *"NewConnectionError"*|*"Temporary failure"*|*"ConnectTimeout"*|*"Max retries"*|*"ReadTimeout"*|*"Network is unreachable"*)
      stop "the package index cannot be reached: look at the network, or name another index with PIP_INDEX_URL." ;;
    *"No matching distribution"*)
      stop "the index has no ready-made package for this machine ($(uname -m), $(.venv/bin/python -V)): $(grep -m1 'No matching' var/setup.log)" ;;
  esac
  tail -n 5 var/setup.log >&2
  stop "the packages could not be installed; the whole story is in var/setup.log."
}

install_program() {
  pip install --no-deps --no-build-isolation --quiet --editable . > var/setup.log 2>&1 \
    || { tail -n 5 var/setup.log >&2; stop "the program itself could not be installed; see var/setup.log."; }
}
