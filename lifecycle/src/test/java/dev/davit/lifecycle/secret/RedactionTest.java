package dev.davit.lifecycle.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    @Test
    void everythingBelowASecretsNameIsMasked() {
        JsonNode masked = Redaction.mask(json(
                "{'passwords':['p1',{'old':'p2'}],'auth_token':{'value':'t'},'credentials':{'user':'u'},'user':'me'}"));
        assertThat(masked)
                .isEqualTo(json("{'passwords':['***',{'old':'***'}],'auth_token':{'value':'***'},"
                        + "'credentials':{'user':'***'},'user':'me'}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"db_pwd", "apiKey", "api-key", "AWS_SECRET_ACCESS_KEY", "ssh-private-key", "kubeconfig"})
    void othersCallSecretsOtherNames(String name) {
        JsonNode document = JsonMapper.shared().createObjectNode().put(name, "hidden1");
        assertThat(Redaction.mask(document).toString()).doesNotContain("hidden1");
        assertThat(SecretValues.in(List.of(document)).mask("it was hidden1")).isEqualTo("it was ***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key_name", "keystone_url", "primary_key", "monkey", "secret_count", "password_length"})
    void namesThatOnlySoundLikeItHoldNoSecret(String name) {
        assertThat(Redaction.isSecret(name)).isFalse();
    }

    @Test
    void aPasswordInAUrlMayHoldAtSigns() {
        assertThat(Redaction.mask("via http://me:p@ss@proxy:3128/x, then http://a:b@c"))
                .isEqualTo("via http://me:***@proxy:3128/x, then http://a:***@c");
        assertThat(SecretValues.in(List.of(json("{'proxy':'http://me:p@ss-word@proxy:3128'}")))
                        .mask("password is p@ss-word"))
                .isEqualTo("password is ***");
    }

    @Test
    void anAddressAfterAUrlInTheSameTextStays() {
        assertThat(Redaction.mask("{\"proxy\":\"http://u:p@h:1\",\"mail\":\"me@example.org\"}"))
                .isEqualTo("{\"proxy\":\"http://u:***@h:1\",\"mail\":\"me@example.org\"}");
    }

    /** Each of these took minutes as long as an expression looked at them. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "://", "://a:", "http://a:b", "a.", "://:@"})
    void aLongTextOfAClientTakesNoTime(String piece) {
        String text = piece.repeat((1 << 20) / piece.length());
        JsonNode document = JsonMapper.shared().createObjectNode().put("note", text);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            Redaction.mask(document);
            SecretValues.in(List.of(document));
        });
    }

    @Nested
    class APasswordThatIsAWord {
        private final SecretValues secrets = SecretValues.in(List.of(json("{'ssh_password':'ubuntu'}")));

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "image ubuntu-20.04 is there",
                    "https://cloud-images/ubuntu-22.04-server.img",
                    "docker.io/library/my-ubuntu:1",
                    "host ubuntu.example.org",
                    "linux_ubuntu_64"
                })
        void staysWhereItIsPartOfALongerName(String text) {
            assertThat(secrets.mask(text)).isEqualTo(text);
        }

        @ParameterizedTest
        @CsvSource(quoteCharacter = '|', textBlock = """
                        password: ubuntu           , password: ***
                        --password=ubuntu          , --password=***
                        -pubuntu                   , -p***
                        ubuntu:ubuntu              , ***:***
                        It was ubuntu.             , It was ***.
                        - ubuntu - ubuntu          , - *** - ***
                        {"p":"ubuntu"}             , {"p":"***"}
                        \\nubuntu\\n               , \\n***\\n
                        ubuntu-                    , ***-
                        ubuntuubuntu               , ******
                        /home/ubuntu/x             , /home/***/x
                        %3Aubuntu%40               , %3A***%40
                        """)
        void isMaskedEverywhereElse(String text, String masked) {
            assertThat(secrets.mask(text)).isEqualTo(masked);
        }

        @ParameterizedTest
        @ValueSource(strings = {"ubuntu1", "ubuntu!", "correcthorsebattery", "ubuntu-x"})
        void otherPasswordsAreMaskedAlsoInsideNames(String password) {
            var document = JsonMapper.shared().createObjectNode().put("password", password);
            assertThat(SecretValues.in(List.of(document)).mask("a-" + password + "-b"))
                    .isEqualTo("a-***-b");
        }
    }
}
