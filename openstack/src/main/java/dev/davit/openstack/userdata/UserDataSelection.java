package dev.davit.openstack.userdata;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.vim.VimWork;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.PackagePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Which user data an instantiate request asks for: additionalParams may name a script of the package and the class in it;
 * otherwise the stock class is used.
 */
public final class UserDataSelection {
    /** Path of a Python script in the package. */
    public static final String SCRIPT = "lcm-operation-user-data";

    /** Name of the class in it. */
    public static final String SCRIPT_CLASS = "lcm-operation-user-data-class";

    private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,127}");

    private UserDataSelection() {}

    /** @throws ProblemException 400 naming the member of additionalParams that is wrong */
    public static UserData of(VimWork work) {
        return script(work).<UserData>map(PythonUserData::new).orElseGet(StockUserData::new);
    }

    /**
     * Checks what the request says of user data.
     *
     * @throws ProblemException 400 naming the member of additionalParams that is wrong
     */
    public static void check(VimWork work) {
        script(work).ifPresent(script -> {
            try (Csar csar = work.vnfPackage().open()) {
                if (!csar.contains(script.path())) {
                    throw wrong(SCRIPT, "the VNF package has no file '" + script.path() + "'");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "VNF package " + work.vnfPackage().id() + " cannot be read", e);
            }
        });
    }

    private static Optional<UserDataScript> script(VimWork work) {
        Optional<String> path = text(work, SCRIPT);
        Optional<String> className = text(work, SCRIPT_CLASS);
        if (path.isEmpty() && className.isEmpty()) {
            return Optional.empty();
        }
        if (path.isEmpty() || className.isEmpty()) {
            String missing = path.isEmpty() ? SCRIPT : SCRIPT_CLASS;
            throw wrong(missing, "is missing; " + SCRIPT + " and " + SCRIPT_CLASS + " belong together");
        }
        if (!IDENTIFIER.matcher(className.get()).matches()) {
            throw wrong(SCRIPT_CLASS, "expected the name of a Python class");
        }
        try {
            return Optional.of(new UserDataScript(new PackagePath(path.get()), className.get()));
        } catch (IllegalArgumentException e) {
            throw wrong(SCRIPT, e.getMessage());
        }
    }

    private static Optional<String> text(VimWork work, String member) {
        JsonNode value = work.additionalParams().path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw wrong(member, "expected a text");
        }
        return Optional.of(value.stringValue());
    }

    private static ProblemException wrong(String member, String reason) {
        return new ProblemException(ProblemDetails.badRequest("additionalParams." + member, reason));
    }
}
