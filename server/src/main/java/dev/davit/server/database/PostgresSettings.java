package dev.davit.server.database;

/** postgresql.conf of the embedded PostgreSQL: small in memory, nothing lost on a crash. Rewritten at every start. */
final class PostgresSettings {
    static final long MAX_LOG_BYTES = 10L << 20;

    private PostgresSettings() {}

    static String text(int port) {
        return """
                # Written by Davit at every start; changes made here are lost.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                password_encryption = 'scram-sha-256'
                max_connections = 40

                shared_buffers = '24MB'
                work_mem = '2MB'
                maintenance_work_mem = '32MB'
                huge_pages = off
                jit = off

                fsync = on
                synchronous_commit = on
                full_page_writes = on
                wal_level = minimal
                max_wal_senders = 0
                min_wal_size = '32MB'
                max_wal_size = '256MB'

                # No processes that a server of this size has no use for.
                io_method = sync
                max_worker_processes = 1
                max_parallel_workers = 0
                max_parallel_workers_per_gather = 0
                max_logical_replication_workers = 0
                autovacuum_max_workers = 1

                timezone = 'UTC'
                log_timezone = 'UTC'
                lc_messages = 'C'
                log_line_prefix = '%%m [%%p] '
                # Statements may show data; errors reach the server's own log without them.
                log_min_error_statement = panic
                """.formatted(port);
    }
}
