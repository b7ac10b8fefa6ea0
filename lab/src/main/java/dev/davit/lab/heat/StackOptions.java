package dev.davit.lab.heat;

import java.util.List;

/** How a stack is worked on. @param timeoutMinutes 0: the service's own limit */
record StackOptions(boolean disableRollback, int timeoutMinutes, List<String> tags) {
    static final int SERVICE_TIMEOUT_MINUTES = 60;

    int minutes() {
        return timeoutMinutes > 0 ? timeoutMinutes : SERVICE_TIMEOUT_MINUTES;
    }
}
