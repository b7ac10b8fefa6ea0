#!/usr/bin/env bash
# Makes an offline bundle for the package: all that a machine without internet needs to become a node, as one archive.
# docs/kubernetes.md describes its form. Nothing is downloaded here; the parts are given.
set -euo pipefail

usage() {
  cat <<'END'
make-bundle.sh --version 1.28.4 --binaries DIR --cni DIR --images FILE --network FILE -o kubernetes-1.28.4.tar.zst

  --version VERSION     of Kubernetes
  --binaries DIR        kubeadm, kubelet, kubectl, and what else belongs into /usr/local/bin (crictl, containerd, runc)
  --binary FILE         one more of them; may be repeated
  --cni DIR             CNI plugins
  --images FILE         image archive as made by 'docker save' or 'ctr images export'; may be repeated
  --without-images      in place of it: the nodes pull them (image_repository)
  --network FILE        manifest of the pod network; its images must be in an image archive, @POD_CIDR@ is replaced
  --packages DIR        folder with .deb files, with all that they depend on (haproxy, keepalived, containerd, ...)
  --architecture ARCH   amd64 (default: this machine's) or arm64
  -o, --output FILE     .tar.gz, .tar.zst (smaller and faster; the nodes need zstd) or .tar
END
}

fail() {
  echo "make-bundle.sh: $*" >&2
  exit 2
}

version='' binaries='' cni='' network='' packages='' output='' images=() extra=() wants_images=yes
case $(uname -m) in
  x86_64) architecture=amd64 ;;
  aarch64) architecture=arm64 ;;
  *) architecture=$(uname -m) ;;
esac
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) usage; exit 0 ;;
    --without-images) wants_images=no; shift; continue ;;
  esac
  [ $# -ge 2 ] || fail "$1 needs a value (--help)"
  case $1 in
    --version) version=${2#v} ;;
    --binaries) binaries=$2 ;;
    --binary) extra+=("$2") ;;
    --cni) cni=$2 ;;
    --images) images+=("$2") ;;
    --network) network=$2 ;;
    --packages) packages=$2 ;;
    --architecture) architecture=$2 ;;
    -o | --output) output=$2 ;;
    *) fail "there is no option $1 (--help)" ;;
  esac
  shift 2
done

[[ $version =~ ^1\.[0-9]+\.[0-9]+$ ]] || fail "--version wants a version like 1.28.4, not '$version'"
for tool in kubeadm kubelet kubectl; do
  [ -x "$binaries/$tool" ] || fail "--binaries: there is no program $tool in '$binaries'"
done
[ -x "$cni/bridge" ] || [ -x "$cni/loopback" ] || fail "--cni: there are no CNI plugins in '$cni'"
[ "$wants_images" = no ] || [ ${#images[@]} -gt 0 ] || fail "--images is missing (or say --without-images)"
for file in "${images[@]}" "$network" "${extra[@]}"; do
  [ -f "$file" ] || fail "there is no file '$file'"
done
command -v jq >/dev/null || fail "this takes jq (apt-get install jq)"

folder=$(mktemp -d "$(dirname "$output")/bundle.XXXXXX")
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin" "$folder/cni" "$folder/images" "$folder/packages"
# Hard links where possible: image archives are large.
for file in "$binaries"/* "${extra[@]}"; do
  install -m 0755 "$file" "$folder/bin/$(basename "$file")"
done
install -m 0755 "$cni"/* "$folder/cni/"
for file in "${images[@]}"; do
  cp --link "$file" "$folder/images/" 2>/dev/null || cp "$file" "$folder/images/"
done
install -m 0644 "$network" "$folder/network.yaml"
[ -z "$packages" ] || install -m 0644 "$packages"/*.deb "$folder/packages/"

names() { find "$folder/$1" -mindepth 1 -printf "$1/%f\n" | sort | jq --raw-input --slurp 'split("\n") | map(select(. != ""))'; }
jq --null-input --arg version "$version" --arg architecture "$architecture" \
  --argjson binaries "$(names bin)" --argjson images "$(names images)" --argjson packages "$(names packages)" '{
    format: "davit-kubernetes-bundle/1", kubernetesVersion: $version, architecture: $architecture,
    binaries: $binaries, cniPlugins: "cni", images: $images, networkManifest: "network.yaml", packages: $packages}' \
  >"$folder/manifest.json"

case $output in
  *.tar.zst) pack=(--use-compress-program 'zstd -T0 -6') ;;
  *.tar.gz) pack=(--gzip) ;;
  *.tar) pack=() ;;
  *) fail "--output: the name must end with .tar.gz, .tar.zst or .tar" ;;
esac
tar --create --sort=name --owner=0 --group=0 --numeric-owner "${pack[@]}" --file "$output.new" --directory "$folder" .
mv "$output.new" "$output"
echo "$output: Kubernetes $version for $architecture, $(du -h "$output" | cut -f1)"
