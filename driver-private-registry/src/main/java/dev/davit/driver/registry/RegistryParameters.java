package dev.davit.driver.registry;

import dev.davit.driver.vm.Fields;
import dev.davit.driver.vm.Port;
import dev.davit.driver.vm.Proxy;
import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemDetails.Invalid;
import dev.davit.lifecycle.ProblemException;
import dev.davit.remote.Login;
import dev.davit.remote.PrivateKeys;
import dev.davit.vnfpackage.csar.PackagePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * additionalParams.private_registry_installation_param, typed.
 *
 * @param sshCpName CP through whose address the VM is configured (ssh_cp_name)
 * @param login ssh_username with ssh_password or, as an addition of Davit's, ssh_private_key
 * @param imagePath file in the package made by "docker save"; without it the image is pulled
 * @param port where the registry listens (port_no)
 * @param dataDirectory an addition of Davit's (registry_data_dir)
 */
record RegistryParameters(
        String sshCpName,
        Login login,
        Optional<PackagePath> imagePath,
        int port,
        Proxy proxy,
        DataDirectory dataDirectory) {

    static final String NAME = "private_registry_installation_param";
    private static final String PATH = "additionalParams";
    private static final int DEFAULT_PORT = 5000;
    private static final Set<String> KNOWN = Set.of(
            "ssh_cp_name",
            "ssh_username",
            "ssh_password",
            "ssh_private_key",
            "image_path",
            "port_no",
            "proxy",
            "registry_data_dir");
    private static final Set<String> KNOWN_IN_PROXY = Set.of("http_proxy", "https_proxy", "no_proxy");

    /** What the parameters can refer to. */
    interface Surroundings {
        /** Names of the flavour's CPs. */
        List<String> cps();

        boolean hasFile(PackagePath path);
    }

    /** @throws ProblemException 400 that names every field in which something is wrong */
    static RegistryParameters parse(ObjectNode additionalParams, Surroundings surroundings) {
        var problems = new ArrayList<Invalid>();
        Optional<RegistryParameters> parameters = new Fields(PATH, additionalParams, problems)
                .object(NAME)
                .flatMap(fields -> parse(fields, surroundings));
        if (parameters.isEmpty() && problems.isEmpty()) {
            problems.add(new Invalid(PATH + "." + NAME, "is required by the management driver for private registries"));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(ProblemDetails.badRequest(problems));
        }
        return parameters.orElseThrow();
    }

    private static Optional<RegistryParameters> parse(Fields fields, Surroundings surroundings) {
        fields.expectOnly(KNOWN);
        Optional<String> cp = fields.required("ssh_cp_name");
        cp.filter(name -> !surroundings.cps().contains(name))
                .ifPresent(name -> fields.problem(
                        "ssh_cp_name",
                        "the deployment flavour has no CP '" + name + "'; it has "
                                + String.join(", ", surroundings.cps())));
        Optional<String> user = fields.required("ssh_username");
        Optional<Login.Credential> credential = credential(fields);
        Optional<PackagePath> image = fields.parsed("image_path", fields.line("image_path"), PackagePath::new);
        image.filter(path -> !surroundings.hasFile(path))
                .ifPresent(path -> fields.problem("image_path", "the VNF package has no file '" + path + "'"));
        Optional<Integer> port = fields.value("port_no").isEmpty() ? Optional.of(DEFAULT_PORT) : port(fields);
        Proxy proxy = fields.object("proxy").map(RegistryParameters::proxy).orElse(Proxy.NONE);
        Optional<DataDirectory> data =
                fields.parsed("registry_data_dir", fields.line("registry_data_dir"), DataDirectory::parse);
        if (cp.isEmpty() || user.isEmpty() || credential.isEmpty() || port.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RegistryParameters(
                cp.get(),
                new Login(user.get(), credential.get()),
                image,
                port.get(),
                proxy,
                data.orElse(DataDirectory.DEFAULT)));
    }

    private static Optional<Login.Credential> credential(Fields fields) {
        Optional<String> password = fields.line("ssh_password");
        if (fields.value("ssh_private_key").isPresent()) {
            return fields.parsed("ssh_private_key", fields.string("ssh_private_key"), PrivateKeys::parse)
                    .map(key -> new Login.PrivateKey(key, password));
        }
        if (fields.value("ssh_password").isEmpty()) {
            fields.problem("ssh_password", "is required (or, instead, ssh_private_key)");
        }
        return password.map(Login.Password::new);
    }

    private static Optional<Integer> port(Fields fields) {
        JsonNode node = fields.value("port_no").orElseThrow();
        Optional<String> text =
                node.isIntegralNumber() ? Optional.of(node.bigIntegerValue().toString()) : fields.line("port_no");
        return fields.parsed("port_no", text, Port::parse);
    }

    private static Proxy proxy(Fields fields) {
        fields.expectOnly(KNOWN_IN_PROXY);
        return Proxy.of(fields);
    }
}
