package dev.davit.openstack.step;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a person can do about what an OpenStack service says went wrong. */
final class Advice {

    /** @param words what the reason says, in lower case */
    private record Case(Pattern words, String advice) {}

    /** The first that fits counts. */
    private static final List<Case> CASES = List.of(
            of(
                    "quota|overlimit|over limit|exceeds allowed",
                    "Raise the project's quota ('openstack quota show' has its limits and use) or free resources in the VIM,"
                            + " then retry; or rollback."),
            of(
                    "no valid host|novalidhost|insufficient compute resources",
                    "No compute host can take the server: free capacity, use a smaller flavor, or relax the placement rules"
                            + " (an anti-affinity needs as many hosts as servers); then retry; or rollback."),
            of(
                    "no more ip addresses|ipaddressgenerationfailure|no more free ip",
                    "The network has no free address: free some, or enlarge the subnet's allocation pool; then retry; or rollback."),
            of(
                    "not a valid ip|not in any subnet|invalidipfornetwork|is not valid for subnet",
                    "An address asked for does not belong to the network's subnets: rollback, and correct the addresses of the"
                            + " request."),
            of(
                    "already allocated|in use|ipaddressinuse|already exists",
                    "An address, port, name or volume asked for is in use: free it, then retry; or rollback and ask for another one."),
            of(
                    "disk is too small|flavordisktoosmall|memory is too small|flavormemorytoosmall|min_disk|min_ram",
                    "The flavor is too small for the image: correct the descriptor (virtual storage and memory, or the flavor it"
                            + " names) or the image's min_disk and min_ram; then rollback and instantiate again."),
            of(
                    "could not be found|not found|unable to find|cannot be found",
                    "Something that descriptor or request name does not exist in the VIM, or the project may not see it: create"
                            + " or share it, then retry; or rollback and correct the request."),
            of(
                    "timed out|timeout",
                    "The VIM did not get it done in time: look at what it waited for and at the load of its services; then retry;"
                            + " or rollback."),
            of(
                    "allowed_address_pairs",
                    "Addresses that a port may use besides its own (a virtual IP) are up to the network's owner: use a network of"
                            + " the project, or a user who may administer the network; then rollback and instantiate again."),
            of(
                    "create_port:fixed_ips",
                    "Fixed addresses may be chosen only in a network of the project's own: rollback, and leave the address out or"
                            + " use such a network."),
            of(
                    "forbidden|disallowed by policy|policy doesn't allow|not authorized|authorization failed|requires role",
                    "The VIM's user may not do this in the project: give it the role that is needed (Heat wants heat_stack_owner"
                            + " or member), then retry; or rollback."),
            of(
                    "messagingtimeout|connection refused|connectfailure|service unavailable|internal server error",
                    "A service of the VIM did not answer another one: see that all of them run, then retry; or rollback."));

    private static final String ELSE = "Mend the cause in the VIM, then retry; or rollback to remove what was made.";

    private Advice() {}

    private static Case of(String words, String advice) {
        return new Case(Pattern.compile(words), advice);
    }

    static String about(String reason) {
        String text = reason.toLowerCase(Locale.ROOT);
        return CASES.stream()
                .filter(c -> c.words().matcher(text).find())
                .map(Case::advice)
                .findFirst()
                .orElse(ELSE);
    }
}
