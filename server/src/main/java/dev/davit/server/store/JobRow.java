package dev.davit.server.store;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The job of an operation as a row of db-scheduler, so that it is queued in the transaction that writes the occurrence.
 * Its name carries all that the job needs to know: {@code operation id/epoch}.
 */
public record JobRow(UUID operationId, long epoch) {
    /** The task's name in db-scheduler. */
    public static final String TASK = "lcm-operation";

    static void insert(Handle handle, UUID operationId, long epoch) {
        // Due since a second: a server whose clock is a little behind the database's must find it due at once.
        handle.createUpdate("""
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        values (:task, :instance, now() - interval '1 second', false, 1)
                        """)
                .bind("task", TASK)
                .bind("instance", operationId + "/" + epoch)
                .execute();
    }

    public static JobRow parse(String instance) {
        int slash = instance.indexOf('/');
        return new JobRow(UUID.fromString(instance.substring(0, slash)), Long.parseLong(instance.substring(slash + 1)));
    }
}
