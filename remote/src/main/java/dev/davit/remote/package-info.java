/**
 * Remote hosts over SSH: run a command, put a file.
 *
 * <p>{@link dev.davit.remote.RemoteHosts} is the one client of a process; {@link dev.davit.remote.RemoteHosts#connect} gives a
 * {@link dev.davit.remote.RemoteHost}. Calls block and are meant for virtual threads.
 *
 * <p>How a command runs: the login shell of the host gets one line in which every argument stands quoted
 * ({@code CommandLine} is the only place that quotes). That line starts a new session and process group with
 * {@code setsid}, whose first act is to write a marker with its process group id to stderr. Only after the marker does
 * standard input go out, so a password meant for sudo can never end up in the command, and only its process group
 * makes it possible to end everything that the command has started. Needs {@code setsid -w} (util-linux) on the host and a
 * POSIX login shell.
 */
package dev.davit.remote;
