#!/usr/bin/env bash
# Makes an offline bundle of an archive with the folders bin (kubeadm, kubelet, kubectl), cni (plugins), image archives *.tar and
# one manifest *.yaml (the pod network): from-archive.sh ARCHIVE -o BUNDLE [--binary FILE]...
# The version is what its kubelet says. An archive that is a bundle already is only copied.
set -euo pipefail

fail() {
  echo "from-archive.sh: $*" >&2
  exit 2
}

if [ $# -lt 3 ] || [ "$2" != -o ]; then
  fail "usage: from-archive.sh ARCHIVE -o BUNDLE [--binary FILE]..."
fi
archive=$1 output=$3
shift 3
[ -f "$archive" ] || fail "there is no file '$archive'"
case $archive in
  *.zst) unpack=(zstd --decompress --stdout --long=27 --quiet) ;;
  *.gz) unpack=(gzip --decompress --stdout) ;;
  *.tar) unpack=(cat) ;;
  *) fail "'$archive' is no .tar, .tar.gz or .tar.zst" ;;
esac

folder=$(mktemp -d "$(dirname "$output")/unpacked.XXXXXX")
trap 'rm -rf "$folder"' EXIT
"${unpack[@]}" "$archive" | tar --extract --no-same-owner --directory "$folder" || fail "'$archive' cannot be unpacked"
if [ -f "$folder/manifest.json" ]; then
  cp "$archive" "$output"
  exit
fi
[ -x "$folder/bin/kubelet" ] || fail "'$archive' has no program bin/kubelet"
words=$("$folder/bin/kubelet" --version) # Kubernetes v1.28.4
images=()
for file in "$folder"/*.tar "$folder"/images/*.tar; do
  [ ! -f "$file" ] || images+=(--images "$file")
done
networks=("$folder"/*.yaml)
[ ${#networks[@]} -eq 1 ] || fail "'$archive' has ${#networks[@]} files *.yaml; the manifest of the pod network is the one"
"$(dirname "${BASH_SOURCE[0]}")/make-bundle.sh" --version "${words##* v}" --binaries "$folder/bin" --cni "$folder/cni" \
  "${images[@]}" --network "${networks[0]}" --output "$output" "$@"
