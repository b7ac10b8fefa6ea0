package dev.davit.lifecycle.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RedactionTest {
    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    @Test
    void membersWithASecretsNameAreMaskedAtAnyDepth() {
        JsonNode masked = Redaction.mask(json("{'a':[{'ssh_password':'p','Bearer_Token':'t','user':'u'}]}"));
        assertThat(masked).isEqualTo(json("{'a':[{'ssh_password':'***','Bearer_Token':'***','user':'u'}]}"));
    }

    @Test
    void passwordsInUrlsAreMasked() {
        assertThat(Redaction.mask("see http://me:hidden@proxy:3128/x")).isEqualTo("see http://me:***@proxy:3128/x");
    }

    @Test
    void theOriginalStaysAsItIs() {
        JsonNode original = json("{'password':'p'}");
        Redaction.mask(original);
        assertThat(original).isEqualTo(json("{'password':'p'}"));
    }

    @Test
    void knownSecretsAreMaskedInTextsFromOutside() {
        var secrets = SecretValues.in(List.of(json("{'x':{'password':'hunter22'},'proxy':'http://u:pw-of-proxy@h'}")));
        assertThat(secrets.mask("login hunter22 failed via pw-of-proxy")).isEqualTo("login *** failed via ***");
    }

    @Test
    void aSecretThatBeginsWithAnotherIsMaskedWhole() {
        var secrets = SecretValues.in(List.of(json("{'a_password':'abcd','b_password':'abcdefgh'}")));
        assertThat(secrets.mask("abcdefgh abcd")).isEqualTo("*** ***");
    }

    @Test
    void everyLineOfAKeyIsASecret() {
        var key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\n-----END PRIVATE KEY-----\n";
        var document = JsonMapper.shared().createObjectNode().put("private_key", key);
        assertThat(SecretValues.in(List.of(document)).mask("dump: MIIEvQIBADANBgkqhkiG9w0BAQ"))
                .isEqualTo("dump: ***");
    }
}
