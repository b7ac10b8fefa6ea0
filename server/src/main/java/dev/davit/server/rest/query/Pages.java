package dev.davit.server.rest.query;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.server.rest.http.Answer;
import dev.davit.server.rest.http.ApiRequest;
import dev.davit.server.rest.http.QueryParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers a list in pages (SOL013 clause 5.4), in order of id. The Link to the next page keeps the filter and the
 * selectors, so that following it goes on with the same list.
 *
 * @param baseUrl public URL of the server, without slash at the end
 * @param pageSize entries a page
 */
public record Pages(Supplier<String> baseUrl, int pageSize) {
    private static final String MARKER = "nextpage_opaque_marker";

    /** Gives up to limit entries with ids after the given one. */
    public interface Source<T> {
        List<T> after(Optional<UUID> id, int limit);
    }

    /**
     * @param view the full JSON of an entry; its member id is the id
     * @param filter whether an entry, given with its full JSON, belongs to the list
     * @param selected what of it is shown
     */
    public <T> Answer answer(
            ApiRequest request,
            Source<T> source,
            Function<T, ObjectNode> view,
            BiPredicate<T, ObjectNode> filter,
            UnaryOperator<ObjectNode> selected) {
        var body = JsonNodeFactory.instance.arrayNode();
        boolean everything =
                request.query().first("all_records").filter("yes"::equals).isPresent();
        Optional<UUID> after = marker(request);
        var last = new ArrayList<String>();
        while (true) {
            List<T> entries = source.after(after, pageSize);
            for (T entry : entries) {
                ObjectNode json = view.apply(entry);
                String id = json.get("id").stringValue();
                after = Optional.of(UUID.fromString(id));
                if (filter.test(entry, json)) {
                    body.add(selected.apply(json));
                    last.add(id);
                }
                if (!everything && body.size() == pageSize) {
                    return new Answer.Json(200, body, Map.of("Link", link(request, last.getLast())));
                }
            }
            if (entries.size() < pageSize) {
                return Answer.ok(body);
            }
        }
    }

    private static Optional<UUID> marker(ApiRequest request) {
        return request.query()
                .first(MARKER)
                .map(text -> ApiRequest.uuid(text)
                        .orElseThrow(() -> new ProblemException(ProblemDetails.badRequest(
                                MARKER, "must be the marker from the Link header of the page before"))));
    }

    private String link(ApiRequest request, String lastId) {
        String kept = request.query().encoded(name -> !name.equals(MARKER));
        return "<" + baseUrl.get() + request.path() + "?" + MARKER + "=" + QueryParameters.encode(lastId)
                + (kept.isEmpty() ? "" : "&" + kept) + ">; rel=\"next\"";
    }
}
