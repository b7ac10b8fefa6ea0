# The VNFD names the management driver "mgmt-drivers-private-registry" and, as SOL001 asks, a file for it: this one.
# Davit does not run it. Its own driver of that name does the work: it installs Docker on the virtual machine over SSH and
# starts the registry.
