package dev.davit.driver.kubernetes.install;

import dev.davit.driver.kubernetes.api.FinishedMaster;
import dev.davit.driver.kubernetes.topology.Role;
import dev.davit.driver.vm.Failures;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.remote.Command;
import dev.davit.remote.CommandResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a node needs to join. Made anew for every join, so that it does not matter how long ago the cluster began: tokens end
 * after a while, and the certificates that masters fetch with the key are kept for two hours only.
 *
 * @param caHash SHA-256 of the cluster CA's public key, in hexadecimal
 * @param certificateKey for masters
 */
record JoinTicket(String token, String caHash, Optional<String> certificateKey) {
    private static final String CA = "/etc/kubernetes/pki/ca.crt";
    private static final Duration SPARE = Duration.ofMinutes(5);
    private static final String ADVICE = "See what kubeadm says; check the API server on that master, then retry.";

    /** @param needed how long the join may take; the token must not end before */
    static JoinTicket issue(FinishedMaster master, Role role, Duration needed)
            throws StepFailedException, InterruptedException {
        VmSession session = master.session();
        String lasts = needed.plus(SPARE).toSeconds() + "s";
        String token = made(
                session,
                Command.of("kubeadm", "token", "create", "--ttl", lasts).sudo(),
                JoinSecrets.TOKEN,
                "master " + master.node() + " makes no token");
        Optional<String> key = Optional.empty();
        if (role == Role.MASTER) {
            key = Optional.of(made(
                    session,
                    Command.of("kubeadm", "init", "phase", "upload-certs", "--upload-certs")
                            .sudo(),
                    JoinSecrets.CERTIFICATE_KEY,
                    "master " + master.node() + " does not upload its certificates"));
        }
        return new JoinTicket(token, caHash(session), key);
    }

    /** The last thing of this form that a command prints. Its output is not told: it is a secret. */
    private static String made(VmSession session, Command command, Pattern form, String what)
            throws StepFailedException, InterruptedException {
        CommandResult result = session.ask(command);
        List<String> found = form.matcher(result.stdout())
                .results()
                .map(match -> match.group())
                .toList();
        if (!result.succeeded() || found.isEmpty()) {
            throw Failures.of(what, session.host(), result, ADVICE);
        }
        return found.getLast();
    }

    private static String caHash(VmSession session) throws StepFailedException, InterruptedException {
        String pem = session.read(CA)
                .orElseThrow(() -> Failures.at(CA + " is not there", session.host(), List.of(), ADVICE));
        try {
            byte[] key = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .getPublicKey()
                    .getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (CertificateException e) {
            throw StepFailedException.of(CA + " on " + session.host() + " is no certificate", ADVICE, e);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** For people. */
    @Override
    public String toString() {
        return "ticket for CA " + caHash;
    }
}
