package dev.davit.vnfpackage.csar;

import dev.davit.vnfpackage.InvalidPackageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** A VNF package in a zip file on disk. Opening reads the zip's directory and checks it; content is read when asked for. */
public final class ZipCsar implements Csar {
    private final FileChannel channel;
    private final Map<PackagePath, ZipRecord> files;

    private ZipCsar(FileChannel channel, Map<PackagePath, ZipRecord> files) {
        this.channel = channel;
        this.files = files;
    }

    /**
     * Opens the zip and refuses it as a whole when its directory has anything unsafe.
     *
     * @throws InvalidPackageException with every problem that its directory has
     */
    public static ZipCsar open(Path zip, CsarLimits limits) throws IOException, InvalidPackageException {
        FileChannel channel = FileChannel.open(zip, StandardOpenOption.READ);
        try {
            return new ZipCsar(channel, ZipDirectory.read(channel, limits));
        } catch (IOException | InvalidPackageException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public Set<PackagePath> paths() {
        return Collections.unmodifiableSet(files.keySet());
    }

    @Override
    public long size(PackagePath path) throws IOException {
        return file(path).size();
    }

    /** {@inheritDoc} Reading ends with a {@link DamagedFileException} when the content is not what the zip says. */
    @Override
    public InputStream open(PackagePath path) throws IOException {
        ZipRecord file = file(path);
        return new ContentStream(file, new RegionStream(channel, file.dataOffset(), file.compressedSize()));
    }

    private ZipRecord file(PackagePath path) throws NoSuchFileException {
        ZipRecord file = files.get(path);
        if (file == null) {
            throw new NoSuchFileException(path.value(), null, "the package has no such file");
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
