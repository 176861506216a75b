# Read in by prepare-tests.sh and prepare-proof.sh: fetches packages of Debian and of systems made from it.
# A caller sets $again, the command to run again; what is missing, and what to say when there is no apt-get, is its own.
# A failure shows the end of apt's own words and one next step, and ends the caller with 2.

log=$(mktemp)
run=""

# Run apt-get as root, without questions.
as_root() { $run env DEBIAN_FRONTEND=noninteractive "$@" >"$log" 2>&1; }

fetching_failed() {
  tail -n 20 "$log" >&2
  echo "$1 run $again again." >&2
  exit 2
}

# find_root SENTENCE: become able to run as root, or say the sentence.
find_root() {
  [ "$(id -u)" -eq 0 ] && return
  command -v sudo >/dev/null 2>&1 || { echo "$1" >&2; exit 2; }
  run="sudo"
}

fetch_list() {
  as_root apt-get update -qq || fetching_failed "The list of packages could not be fetched: see above, then"
}

# install_packages NAME …
install_packages() {
  as_root apt-get install -y -qq --no-install-recommends "$@" ||
    fetching_failed "The packages $* could not be installed: install them by hand, then"
}
