package dev.davit.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever text is an argument, the program on the host gets exactly that. */
class ArgumentPropertyTest {
    private static MinaServer server;
    private static RemoteHosts hosts;
    private static RemoteHost host;

    @BeforeContainer
    static void start() throws Exception {
        server = MinaServer.start();
        hosts = new RemoteHosts(HostKeys.inMemory());
        host = hosts.connect(server.address(), MinaServer.login());
    }

    @AfterContainer
    static void stop() throws Exception {
        hosts.close();
        server.close();
    }

    @Property(tries = 60)
    void everyArgumentArrivesUnchanged(@ForAll("texts") List<String> arguments) throws Exception {
        var words = new ArrayList<String>(List.of("printf", "%s\\0"));
        words.addAll(arguments);
        CommandResult result = host.run(Command.of(words), Duration.ofSeconds(20));
        assertThat(result.succeeded()).isTrue();
        assertThat(List.of(result.stdout().split("\0", -1)))
                .startsWith(arguments.toArray(String[]::new))
                .hasSize(arguments.size() + 1);
    }

    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> shell = Arbitraries.strings()
                .withChars("'\"\\$`(){}[]|&;<>*?~!#= \t\r\nab")
                .ofMaxLength(20);
        // No NUL, which no argument can hold, and no lone surrogates, which are no text.
        Arbitrary<String> any = Arbitraries.chars()
                .all()
                .filter(c -> c != 0 && !Character.isSurrogate(c))
                .list()
                .ofMaxSize(20)
                .map(chars -> chars.stream().map(String::valueOf).collect(Collectors.joining()));
        return Arbitraries.oneOf(shell, any).list().ofMinSize(1).ofMaxSize(12);
    }
}
