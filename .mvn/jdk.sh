# Sourced by ./mvnw and ./davit: sets JAVA_HOME to a JDK of release 25 or newer, or ends with what to install.
# Looks at JAVA_HOME, then at the javac on PATH, then under /usr/lib/jvm (where Debian, Ubuntu and Temurin's packages put theirs).

JDK_WANTED=25

# Prints the feature release ("25") of the JDK in folder $1, or nothing where there is none.
jdk_release() {
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

find_jdk() {
  on_path=$(command -v javac 2>/dev/null) && on_path=$(readlink -f "$on_path") && on_path=${on_path%/bin/javac}
  for jdk in "${JAVA_HOME:-}" "${on_path:-}" /usr/lib/jvm/*; do
    [ -n "$jdk" ] || continue
    release=$(jdk_release "$jdk")
    if [ "${release:-0}" -ge "$JDK_WANTED" ]; then
      JAVA_HOME=$jdk
      export JAVA_HOME
      return 0
    fi
  done
  cat >&2 <<MSG
Davit needs a JDK of release $JDK_WANTED or newer; none was found in JAVA_HOME, on PATH or under /usr/lib/jvm.
Install one and run this command again:
  Debian 13, Ubuntu 25.10 or newer:  apt-get install openjdk-25-jdk-headless
  anywhere else:                     unpack a JDK 25 (for example Eclipse Temurin) and point JAVA_HOME at it
MSG
  return 1
}

find_jdk || exit 1
