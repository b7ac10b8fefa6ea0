package dev.davit.remote;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHPosixRenameExtension;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** The files of a host. A file that is written appears as a whole or not at all. */
public final class Files {
    private static final Duration AS_ROOT_LIMIT = Duration.ofMinutes(2);

    /** Writes what comes in beside $1, checks that all $3 bytes came, gives it mode $2 and moves it into place. */
    private static final String WRITE = """
            set -e
            umask 077
            mkdir -p -m 755 -- "$(dirname -- "$1")"
            temp="$1.davit-$$"
            trap 'rm -f -- "$temp"' EXIT
            cat > "$temp"
            [ "$(wc -c < "$temp")" -eq "$3" ]
            chmod "$2" "$temp"
            mv -fT -- "$temp" "$1"
            """;

    private final RemoteHost host;
    private final ClientSession session;
    private final HostAddress address;

    Files(RemoteHost host, ClientSession session, HostAddress address) {
        this.host = host;
        this.session = session;
        this.address = address;
    }

    /**
     * Writes a file as the login's user: to a new file beside it, which is then renamed.
     *
     * @param mode permissions, e.g. 0600
     */
    public void put(String path, int mode, Content content) throws RemoteException, InterruptedException {
        String temporary = path + ".davit-" + UUID.randomUUID();
        transfer(path, sftp -> {
            try {
                try (InputStream in = content.open();
                        OutputStream out = sftp.write(temporary, OpenMode.Write, OpenMode.Create, OpenMode.Exclusive)) {
                    sftp.setStat(temporary, new SftpClient.Attributes().perms(mode));
                    in.transferTo(out);
                }
                rename(sftp, temporary, path);
            } catch (IOException e) {
                remove(sftp, temporary, e);
                throw e;
            }
            return null;
        });
    }

    /** Writes a small file as root, owned by root, making its directory if needed; it never shows in a process list. */
    public void putAsRoot(String path, int mode, byte[] content) throws RemoteException, InterruptedException {
        CommandResult result = host.run(
                Command.of(
                                "sh",
                                "-c",
                                WRITE,
                                "davit",
                                path,
                                Integer.toOctalString(mode),
                                Integer.toString(content.length))
                        .sudo()
                        .input(Content.of(content)),
                AS_ROOT_LIMIT);
        if (!result.succeeded()) {
            throw failed(path, "writing as root ended with status " + result.exitStatus(), result);
        }
    }

    /** The content of a file, as root; empty when there is none. */
    public Optional<byte[]> readAsRoot(String path) throws RemoteException, InterruptedException {
        CommandResult result = host.run(
                Command.of("sh", "-c", "[ -e \"$1\" ] || exit 44; base64 < \"$1\"", "davit", path)
                        .sudo(),
                AS_ROOT_LIMIT);
        if (result.exitStatus() == 44) {
            return Optional.empty();
        }
        if (!result.succeeded() || !result.complete()) {
            throw failed(path, "reading as root ended with status " + result.exitStatus(), result);
        }
        return Optional.of(java.util.Base64.getMimeDecoder().decode(result.stdout()));
    }

    /** The content of a file that the login's user may read. */
    public String read(String path, int limit) throws RemoteException, InterruptedException {
        return transfer(path, sftp -> {
            try (InputStream in = sftp.read(path)) {
                byte[] bytes = in.readNBytes(limit + 1);
                if (bytes.length > limit) {
                    throw new IOException("it has more than " + limit + " bytes");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        });
    }

    public boolean exists(String path) throws RemoteException, InterruptedException {
        return transfer(path, sftp -> {
            try {
                sftp.stat(path);
                return true;
            } catch (SftpException e) {
                if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Removes a file; fine when there is none. */
    public void remove(String path) throws RemoteException, InterruptedException {
        transfer(path, sftp -> {
            try {
                sftp.remove(path);
            } catch (SftpException e) {
                if (e.getStatus() != SftpConstants.SSH_FX_NO_SUCH_FILE) {
                    throw e;
                }
            }
            return null;
        });
    }

    private interface Transfer<T> {
        T with(SftpClient sftp) throws IOException;
    }

    private <T> T transfer(String path, Transfer<T> transfer) throws RemoteException, InterruptedException {
        try (SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
            return transfer.with(sftp);
        } catch (InterruptedIOException stopped) {
            throw RemoteHost.interrupted(stopped);
        } catch (IOException e) {
            if (!session.isOpen()) {
                throw new RemoteException.ConnectionLost(address, "transfer of " + path, e);
            }
            throw new RemoteException.TransferFailed(address, path, reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case SftpException sftp -> SftpConstants.getStatusName(sftp.getStatus()) + ": " + sftp.getMessage();
            case FileNotFoundException missing -> "no such file: " + missing.getMessage();
            default -> String.valueOf(e.getMessage());
        };
    }

    private static void rename(SftpClient sftp, String from, String to) throws IOException {
        var posix = sftp.getExtension(OpenSSHPosixRenameExtension.class);
        if (posix != null && posix.isSupported()) {
            posix.posixRename(from, to);
        } else {
            sftp.rename(from, to, SftpClient.CopyMode.Overwrite);
        }
    }

    private static void remove(SftpClient sftp, String path, IOException reason) {
        try {
            sftp.remove(path);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private RemoteException.TransferFailed failed(String path, String what, CommandResult result) {
        return new RemoteException.TransferFailed(
                address, path, what + ": " + String.join("; ", result.lastLines()), null);
    }
}
