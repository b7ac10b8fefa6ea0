# The VNFD names the management driver "mgmt-drivers-kubernetes" and, as SOL001 asks, a file for it: this one.
# Davit does not run it. Its own driver of that name does the work: it runs install_k8s_cluster.sh on every virtual machine over
# SSH, connects the nodes to the private registries and registers the cluster as a VIM.
