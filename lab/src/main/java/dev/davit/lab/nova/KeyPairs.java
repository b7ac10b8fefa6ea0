package dev.davit.lab.nova;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.json.Ids;
import dev.davit.lab.json.Json;
import dev.davit.lab.store.Documents;
import dev.davit.lab.store.Store;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The users' key pairs. A pair without a given public key is generated; its private half is answered once and not kept. */
public final class KeyPairs {
    private final Documents documents;

    public KeyPairs(Store store) {
        this.documents = store.kind("keypairs");
    }

    /** The answer to the creator, with private_key when it was generated here. */
    public ObjectNode create(String user, JsonNode wish) {
        String name = Json.text(wish, "name", "");
        if (!name.matches("[A-Za-z0-9 @._-]{1,255}")) {
            throw ApiException.badRequest("Invalid input for field/attribute name. Value: " + name
                    + ". Keypair name must be 1 to 255 letters, digits, spaces, @ . _ or -");
        }
        if (find(user, name).isPresent()) {
            throw ApiException.conflict("Key pair '" + name + "' already exists.");
        }
        Optional<SshKey> made =
                Json.text(wish, "public_key").isPresent() ? Optional.empty() : Optional.of(SshKey.generate());
        String publicKey =
                Json.text(wish, "public_key").orElseGet(() -> made.orElseThrow().publicKey());
        ObjectNode pair = Json.object()
                .put("id", user + "/" + name)
                .put("name", name)
                .put("user_id", user)
                .put("type", Json.text(wish, "type", "ssh"))
                .put("public_key", publicKey)
                .put("fingerprint", fingerprint(publicKey))
                .put("created_at", Ids.micros(Instant.now()))
                .put("deleted", false);
        documents.put(pair);
        ObjectNode shown = pair.deepCopy();
        made.ifPresent(m -> shown.put("private_key", m.privateKey()));
        return shown;
    }

    public Optional<ObjectNode> find(String user, String name) {
        return documents.get(user + "/" + name);
    }

    public ObjectNode get(String user, String name) {
        return find(user, name)
                .orElseThrow(() -> ApiException.notFound("Keypair " + name + " not found for user " + user));
    }

    List<ObjectNode> all(String user) {
        return documents.where("user_id", user);
    }

    public void delete(String user, String name) {
        get(user, name);
        documents.remove(user + "/" + name);
    }

    private static String fingerprint(String publicKey) {
        String[] parts = publicKey.trim().split("\\s+");
        try {
            byte[] blob = Base64.getDecoder().decode(parts.length > 1 ? parts[1] : "");
            if (blob.length == 0) {
                throw new IllegalArgumentException("no key in it");
            }
            return HexFormat.ofDelimiter(":")
                    .formatHex(MessageDigest.getInstance("MD5").digest(blob));
        } catch (IllegalArgumentException e) {
            throw (ApiException) ApiException.badRequest("Keypair data is invalid: failed to generate fingerprint")
                    .initCause(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5", e);
        }
    }
}
