package dev.davit.cli.connection;

import java.util.Optional;

/**
 * Which server and as whom, as the command line says it.
 *
 * @param server of --server; without it the environment decides
 * @param noAuth never log in
 */
public record ConnectionOptions(Optional<String> server, boolean noAuth) {}
