package dev.davit.server.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.davit.lifecycle.operation.LcmOperation;
import dev.davit.lifecycle.operation.LcmRequest;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON forms of domain records in the database. What a record has is written; what it computes is not. */
final class LifecycleJson {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultVisibility(checker -> checker.withIsGetterVisibility(Visibility.NONE))
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private LifecycleJson() {}

    static String write(Object value) {
        return StorableJson.of(MAPPER.writeValueAsString(value));
    }

    static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    static <T> T read(String json, JavaType type) {
        return MAPPER.readValue(json, type);
    }

    static LcmRequest readRequest(LcmOperation operation, String json) {
        Class<? extends LcmRequest> type = switch (operation) {
            case INSTANTIATE -> LcmRequest.Instantiate.class;
            case TERMINATE -> LcmRequest.Terminate.class;
            case HEAL -> LcmRequest.Heal.class;
            case SCALE -> LcmRequest.Scale.class;
            case MODIFY_INFO -> LcmRequest.ModifyInfo.class;
            case CHANGE_EXT_CONN ->
                throw new IllegalStateException("no occurrence of CHANGE_EXT_CONN can have been written");
        };
        return read(json, type);
    }
}
