package dev.davit.lifecycle.vim;

import java.util.List;
import java.util.UUID;

/**
 * A scale operation as its VIM port and its management driver see it (SOL003 v2.6.1 clause 5.4.5).
 *
 * @param out whether VNFCs are added; otherwise they are removed
 * @param numberOfSteps of the aspect; each adds or removes the aspect's delta of every VDU that it scales
 * @param leaving vnfcInstanceIds of the VNFCs that a scale in removes, chosen when the request was accepted: the VIM
 *     removes exactly these, and the driver takes exactly these out of service before. Empty on scale out
 */
public record ScaleWork(boolean out, String aspectId, int numberOfSteps, List<UUID> leaving) {
    public ScaleWork {
        leaving = List.copyOf(leaving);
    }
}
