# shellcheck shell=bash
# The cluster's own images: kubeadm's, from upstream or from IMAGE_REPOSITORY. A repository that asks for a login must have been
# pulled from by who knows it, before kubeadm runs: kubeadm has no credentials to pull with, and containerd none for the pause
# image.

check_image_repository() {
  local form='^[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$'
  [ -z "${IMAGE_REPOSITORY:-}" ] || [[ $IMAGE_REPOSITORY =~ $form ]] ||
    die "IMAGE_REPOSITORY is '$IMAGE_REPOSITORY', which is not like registry.example.com:5000/kubernetes"
}

# Names of the images that this kubeadm wants, one a line.
kubeadm_images() {
  kubeadm config images list --kubernetes-version "v$version" ${IMAGE_REPOSITORY:+--image-repository "$IMAGE_REPOSITORY"} \
    2>/dev/null || die "'kubeadm config images list' failed"
}

# The runtime pulls this image, not kubeadm; it must be the one that this kubeadm would pull.
pause_image() {
  if [ -n "$render_root" ]; then
    echo "$PAUSE_IMAGE"
  else
    kubeadm_images | grep -F /pause: || die "'kubeadm config images list' names no pause image"
  fi
}

# For who pulls them with a login: what every node needs before it joins, and what masters need too.
tell_images() {
  local all image node=() master=()
  [ -n "${IMAGE_REPOSITORY:-}" ] || return 0
  all=$(kubeadm_images)
  for image in $all; do
    case $image in
      */pause:* | */kube-proxy:*) node+=("$image") ;;
      *) master+=("$image") ;;
    esac
  done
  echo "node-images:${node[*]}"
  echo "master-images:${master[*]}"
}
