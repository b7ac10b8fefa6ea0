#!/bin/sh
# Runs the user data once in the life of a server, late, as cloud-init does: first the commands of runcmd, each an
# argument list with NUL between the words, then the script.
set -u
seed=/etc/davit/seed
[ ! -e /etc/davit/user-data.done ] || exit 0
touch /etc/davit/user-data.done
failed=0
cd /
for command in "$seed"/runcmd/*; do
  [ -f "$command" ] || continue
  xargs -0 -x -a "$command" sh -c 'exec "$@"' runcmd || { failed=$?; echo "runcmd $(basename "$command") failed ($failed)"; }
done
if [ -f "$seed/user-data" ]; then
  "$seed/user-data" || { failed=$?; echo "The user data script ended with exit status $failed"; }
fi
[ "$failed" -ne 0 ] || echo "User data done"
exit "$failed"
