# shellcheck shell=bash
# The offline bundle of the package: Files/kubernetes/ with a manifest.json, or that folder as one archive
# Files/kubernetes/*.tar, *.tar.gz or *.tar.zst. Its form is described in docs/kubernetes.md.

bundle='' # its folder; empty without one
readonly BUNDLE_FORMAT=davit-kubernetes-bundle/1
readonly BUNDLE_CACHE=$STATE/kubernetes-bundle

open_bundle() {
  local folder=$here/../Files/kubernetes archive
  if [ -f "$folder/manifest.json" ]; then
    bundle=$folder
  else
    for archive in "$folder"/*.tar "$folder"/*.tar.gz "$folder"/*.tar.zst; do
      [ -f "$archive" ] || continue
      [ -z "$bundle" ] || die "there is more than one archive in Files/kubernetes; a bundle is one"
      unpack "$archive"
    done
  fi
  [ -n "$bundle" ] || return 0
  [ "$(manifest format)" = "$BUNDLE_FORMAT" ] ||
    die "the bundle's manifest.json says format '$(manifest format)', and this script reads $BUNDLE_FORMAT"
  local wanted machine
  wanted=$(manifest architecture) machine=$(machine_architecture)
  [ "$wanted" = "$machine" ] || die "the bundle is for $wanted, and this machine is $machine"
}

unpack() {
  local stamp
  stamp="$(stat --format '%s %Y' "$1") $1"
  bundle=$BUNDLE_CACHE
  [ "$(cat "$bundle/.unpacked" 2>/dev/null || true)" != "$stamp" ] || return 0
  say "Unpacking ${1##*/}"
  rm -rf "$bundle"
  mkdir -p "$bundle"
  case $1 in
    *.zst)
      command -v zstd >/dev/null || die "the bundle is a .tar.zst and this machine has no zstd; make it a .tar.gz"
      quietly "unpacking ${1##*/}" tar --extract --no-same-owner --use-compress-program zstd --file "$1" --directory "$bundle"
      ;;
    *) quietly "unpacking ${1##*/}" tar --extract --no-same-owner --auto-compress --file "$1" --directory "$bundle" ;;
  esac
  echo "$stamp" >"$bundle/.unpacked"
}

# manifest KEY: a text, or a list with one element a line.
manifest() {
  if command -v jq >/dev/null; then
    jq -r --arg key "$1" '.[$key] // empty | if type == "array" then .[] else . end' "$bundle/manifest.json"
  elif command -v python3 >/dev/null; then
    python3 -c 'import json, sys
value = json.load(open(sys.argv[1])).get(sys.argv[2]) or []
for line in value if isinstance(value, list) else [value]: print(line)' "$bundle/manifest.json" "$1"
  else
    die "reading the bundle's manifest.json takes jq or python3, and this machine has neither"
  fi
}

# bundled PATH: the file of the bundle, which must be inside it.
bundled() {
  case $1 in
    /* | *..*) die "the bundle's manifest.json names $1, which is not inside the bundle" ;;
  esac
  [ -e "$bundle/$1" ] || die "the bundle's manifest.json names $1, which is not there"
  echo "$bundle/$1"
}

machine_architecture() {
  case $(uname -m) in
    x86_64) echo amd64 ;;
    aarch64) echo arm64 ;;
    *) uname -m ;;
  esac
}

# Loads the bundle's images into the runtime, once.
load_images() {
  local image archive stamp=$STATE/images.$runtime
  [ -n "$bundle" ] || return 0
  if [ "$(cat "$stamp" 2>/dev/null || true)" = "$(sum_of_manifest)" ]; then return 0; fi
  while read -r image; do
    archive=$(bundled "$image")
    say "Loading ${image##*/} into $runtime"
    case $runtime in
      docker) quietly "docker load of $image" docker load --quiet --input "$archive" ;;
      containerd) quietly "import of $image" ctr --namespace k8s.io images import "$archive" ;;
    esac
  done < <(manifest images)
  sum_of_manifest >"$stamp"
}

sum_of_manifest() { sha256sum <"$bundle/manifest.json"; }
