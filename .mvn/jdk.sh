# Finds a JDK of version 21 or newer for ./jeton and ./mvnw; sourced by both, so that they always agree.
# Sets JAVA_HOME and returns 0, or prints one line on stderr and returns 1.
# JETON_JDK may ask for a newer one.
JETON_JDK=${JETON_JDK:-21}

# Prints the major version of the JDK in folder $1, or nothing where there is no complete JDK.
jdk_version() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
    if [ -r "$1/release" ]; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
    else
        "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
    fi
}

jdk_usable() {
    jdk_found=$(jdk_version "$1")
    [ -n "$jdk_found" ] && [ "$jdk_found" -ge "$JETON_JDK" ]
}

# The folder of the JDK whose javac stands on PATH, links followed.
jdk_on_path() {
    jdk_javac=$(command -v javac 2>/dev/null) || return 0
    while [ -L "$jdk_javac" ]; do
        jdk_link=$(readlink "$jdk_javac")
        case $jdk_link in
            /*) jdk_javac=$jdk_link ;;
            *) jdk_javac=$(dirname "$jdk_javac")/$jdk_link ;;
        esac
    done
    dirname "$(dirname "$jdk_javac")"
}

jdk_find() {
    jdk_newest=0
    for jdk_folder in "${JAVA_HOME:-}" "$(jdk_on_path)"; do
        if [ -n "$jdk_folder" ] && jdk_usable "$jdk_folder"; then
            JAVA_HOME=$jdk_folder
            return 0
        fi
    done
    for jdk_folder in /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/.sdkman/candidates/java/*; do
        if jdk_usable "$jdk_folder" && [ "$jdk_found" -gt "$jdk_newest" ]; then
            jdk_newest=$jdk_found
            JAVA_HOME=$jdk_folder
        fi
    done
    [ "$jdk_newest" -gt 0 ] && return 0
    echo "Jeton needs a JDK $JETON_JDK or newer; none found in JAVA_HOME, on PATH, in /usr/lib/jvm, /Library/Java or SDKMAN." >&2
    return 1
}

HOME=${HOME:-/root}
jdk_find && export JAVA_HOME
