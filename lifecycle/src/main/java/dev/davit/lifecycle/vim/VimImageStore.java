package dev.davit.lifecycle.vim;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which images Davit has uploaded to which VIM for which package, and who is at it: an image is uploaded once per package
 * and VIM, however many operations need it at once.
 */
public interface VimImageStore {

    /** Answer to a claim. */
    sealed interface Claim {
        /** It is there. */
        record Ready(String imageId) implements Claim {}

        /** The caller is to upload it. @param leftover image id that an earlier, unfinished attempt created */
        record Yours(Optional<String> leftover) implements Claim {}

        /** Another running operation is uploading it; ask again later. */
        record Busy(UUID operationId) implements Claim {}
    }

    record Entry(UUID packageId, UUID vimId, String name, Optional<String> imageId, boolean ready) {}

    /** Asks for an image on behalf of an operation. An entry whose operation is no longer active may be taken over. */
    Claim claim(UUID packageId, UUID vimId, String name, UUID operationId);

    /** The id that the VIM gave, recorded before bytes are sent. */
    void created(UUID packageId, UUID vimId, String name, String imageId);

    void ready(UUID packageId, UUID vimId, String name, String imageId);

    List<Entry> ofPackage(UUID packageId);

    void remove(UUID packageId, UUID vimId, String name);
}
