package dev.davit.server.rest.vnfpkgm;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One range of bytes (RFC 9110 clause 14). @param first offset of the first byte @param length at least 1 */
record ByteRange(long first, long length) {
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");
    private static final int BUFFER = 64 * 1024;

    /** @throws ProblemException 400 for several ranges, 416 for one that does not fit */
    static Optional<ByteRange> parse(Optional<String> header, long size) {
        return header.map(text -> {
            if (text.contains(",")) {
                throw new ProblemException(ProblemDetails.badRequest("Range", "only one range can be asked for"));
            }
            Matcher matcher = RANGE.matcher(text.strip());
            if (!matcher.matches()
                    || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
                throw unsatisfiable(text, size);
            }
            long first;
            long last = size - 1;
            if (matcher.group(1).isEmpty()) {
                long suffix = Long.parseLong(matcher.group(2));
                first = suffix == 0 ? size : Math.max(0, size - suffix);
            } else {
                first = Long.parseLong(matcher.group(1));
                if (!matcher.group(2).isEmpty()) {
                    last = Long.parseLong(matcher.group(2));
                }
            }
            if (first > last || last >= size) {
                throw unsatisfiable(text, size);
            }
            return new ByteRange(first, last - first + 1);
        });
    }

    String contentRange(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }

    void copy(InputStream in, OutputStream out) throws IOException {
        in.skipNBytes(first);
        var buffer = new byte[BUFFER];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("the file is shorter than it was");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private static ProblemException unsatisfiable(String text, long size) {
        return new ProblemException(ProblemDetails.of(
                416,
                "Range Not Satisfiable",
                "Range: '" + text.replaceAll("\\p{Cntrl}", "?") + "' is no range within the " + size
                        + " bytes there are."));
    }
}
