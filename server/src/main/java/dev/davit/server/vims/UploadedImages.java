package dev.davit.server.vims;

import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.lifecycle.vim.Vim;
import dev.davit.lifecycle.vim.VimImageStore;
import dev.davit.server.packages.PackageImages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Removes a package's images from every VIM that it was uploaded to. */
public final class UploadedImages implements PackageImages {
    private final VimImageStore images;
    private final VimRegistry vims;
    private final Map<String, Vim> kinds;

    /** @param kinds the VIM ports by vimType */
    public UploadedImages(VimImageStore images, VimRegistry vims, Map<String, Vim> kinds) {
        this.images = images;
        this.vims = vims;
        this.kinds = Map.copyOf(kinds);
    }

    @Override
    public void remove(UUID packageId) {
        List<VimImageStore.Entry> entries = images.ofPackage(packageId);
        for (UUID vimId :
                entries.stream().map(VimImageStore.Entry::vimId).distinct().toList()) {
            Optional<RegisteredVim> vim = vims.find(vimId);
            vim.ifPresent(v -> kinds.get(v.type()).removePackage(v, packageId));
            if (vim.isEmpty()) {
                // The VIM was taken off the list: its images cannot be reached any more, only forgotten.
                entries.stream()
                        .filter(e -> e.vimId().equals(vimId))
                        .forEach(e -> images.remove(packageId, vimId, e.name()));
            }
        }
    }
}
