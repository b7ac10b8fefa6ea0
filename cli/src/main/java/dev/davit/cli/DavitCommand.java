package dev.davit.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command; holds the options that every command takes. */
@Command(
        name = "davit",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        description = "Deploys network functions on OpenStack (ETSI NFV) and configures them.",
        footer = {
            "",
            "Examples:",
            "  davit demo                             everything on this machine, to look at",
            "  davit package upload registry.csar     onboard a VNF package",
            "  davit vnf deploy 'Sample Private registry VNF' params.json --name registry",
            "                                         create an instance of it, bring it up and follow that",
            "  davit op watch registry -v             the steps and commands of its latest operation",
            "",
            "Things may be called by name, by id or by the beginning of the id.",
            "The server: --server, DAVIT_SERVER, the catalogue's nfv-orchestration endpoint,",
            "            or http://127.0.0.1:9890.",
            "The user: the OS_* variables of an openrc file.",
            "",
            "Exit status: 0 done, 1 failed, 2 wrong usage, 3 not found, 4 conflict,",
            "             5 server or login out of reach."
        })
public final class DavitCommand {
    @Option(
            names = "--server",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "The Davit server to talk to.")
    String server = "";

    @Option(
            names = "--no-auth",
            scope = ScopeType.INHERIT,
            description = "Do not log in (for a server started with --no-auth).")
    boolean noAuth;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print the API's JSON.")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Print ids only.")
    boolean quiet;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;
}
