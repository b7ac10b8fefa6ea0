import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** Fetches a URL into a file, for ./mvnw on machines without curl and wget. */
class Fetch {
    public static void main(String[] args) throws Exception {
        try (var client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
            var response = client.send(HttpRequest.newBuilder(URI.create(args[0])).build(), BodyHandlers.ofFile(Path.of(args[1])));
            if (response.statusCode() != 200) {
                System.err.println("GET " + args[0] + " answered " + response.statusCode());
                System.exit(1);
            }
        }
    }
}
