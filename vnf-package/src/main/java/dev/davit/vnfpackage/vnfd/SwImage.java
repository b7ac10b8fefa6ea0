package dev.davit.vnfpackage.vnfd;

import dev.davit.vnfpackage.csar.PackagePath;
import java.util.Optional;

/**
 * A software image (sw_image_data and the artifact of type tosca.artifacts.nfv.SwImage).
 *
 * @param node name of the VDU or storage node that carries it; id in SOL005's softwareImages
 * @param name sw_image_data.name; the image's name in Glance
 * @param checksum of the file, when given
 * @param containerFormat lower case, e.g. bare
 * @param diskFormat lower case, e.g. qcow2
 * @param minDiskGiB rounded up
 * @param minRamMiB rounded up
 * @param sizeBytes as the descriptor says
 * @param file the image's file in the package; empty when the image is expected to exist in the VIM under its name
 */
public record SwImage(
        String node,
        String name,
        String version,
        Optional<Checksum> checksum,
        String containerFormat,
        String diskFormat,
        int minDiskGiB,
        int minRamMiB,
        long sizeBytes,
        Optional<PackagePath> file) {}
