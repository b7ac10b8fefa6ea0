-- VNF lifecycle management: instances, operation occurrences, their journal and events, jobs, subscriptions, images.
-- Columns of type bytea hold sealed text (dev.davit.server.secret.SecretBox); nothing else here may hold a secret.

-- One row: a known text sealed with the key of this database, to notice a wrong key at start.
create table secret_key_check (
    only_row boolean primary key default true check (only_row),
    sealed   bytea   not null
);

create table vnf_instance (
    id                uuid primary key,
    project           text        not null,
    name              text        not null,
    description       text,
    vnfd_id           text        not null,
    provider          text        not null,
    product_name      text        not null,
    software_version  text        not null,
    vnfd_version      text        not null,
    package_id        uuid        not null,
    metadata          jsonb       not null,
    vim_connections   bytea       not null,
    state             text        not null check (state in ('NOT_INSTANTIATED', 'INSTANTIATED')),
    instantiated      jsonb,
    additional_params bytea,
    -- Deleted for its clients, but a failed instantiate left resources: the row goes when they are removed.
    deleting          boolean     not null default false,
    created_at        timestamptz not null
);
create index vnf_instance_project on vnf_instance (project, id);
create index vnf_instance_package on vnf_instance (package_id);

create table lcm_op_occ (
    id                 uuid primary key,
    instance_id        uuid        not null,
    project            text        not null,
    operation          text        not null,
    request            bytea       not null,
    state              text        not null check (state in
        ('STARTING', 'PROCESSING', 'COMPLETED', 'FAILED_TEMP', 'FAILED', 'ROLLING_BACK', 'ROLLED_BACK')),
    state_entered_time timestamptz not null,
    start_time         timestamptz not null,
    automatic          boolean     not null,
    cancel_mode        text check (cancel_mode in ('GRACEFUL', 'FORCEFUL')),
    error              jsonb,
    changes            jsonb       not null,
    -- The instance before and after acceptance.
    started_with       bytea       not null,
    -- Counts the owners; a write of an earlier one is refused.
    epoch              bigint      not null,
    -- The epoch at which the current job was queued; a job of an earlier attempt finds another one here.
    job_epoch          bigint      not null,
    event_sequence     bigint      not null default 0
);
create index lcm_op_occ_project on lcm_op_occ (project, id);
create index lcm_op_occ_instance on lcm_op_occ (instance_id);
-- One operation at a time per instance, whatever the code believes (SOL003 clause 5.4).
create unique index lcm_op_occ_blocking on lcm_op_occ (instance_id)
    where state in ('STARTING', 'PROCESSING', 'ROLLING_BACK', 'FAILED_TEMP');

create table lcm_step (
    operation_id uuid        not null references lcm_op_occ on delete cascade,
    sequence     integer     not null,
    phase        integer     not null,
    name         text        not null,
    target       text        not null default '',
    state        text        not null check (state in ('INTENT', 'DONE', 'FAILED', 'UNDONE')),
    attempts     integer     not null,
    started_at   timestamptz not null,
    ended_at     timestamptz,
    effect       text,
    result       jsonb       not null default '{}',
    error        text,
    primary key (operation_id, sequence),
    unique (operation_id, name, target)
);

create table lcm_event (
    operation_id uuid        not null references lcm_op_occ on delete cascade,
    sequence     bigint      not null,
    time         timestamptz not null,
    kind         text        not null,
    step_name    text,
    step_target  text,
    host         text,
    message      text        not null,
    primary key (operation_id, sequence)
);

create table vim_image (
    package_id   uuid    not null,
    vim_id       uuid    not null,
    name         text    not null,
    operation_id uuid    not null,
    image_id     text,
    ready        boolean not null default false,
    primary key (package_id, vim_id, name)
);

-- Table of db-scheduler 16, its name and columns are given by that library.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);

create table lccn_subscription (
    id             uuid primary key,
    project        text        not null,
    callback_uri   text        not null,
    filter         jsonb       not null,
    authentication bytea,
    created_at     timestamptz not null
);
create index lccn_subscription_project on lccn_subscription (project, id);

-- The outbox: one row per notification and subscriber, written with the change that it announces.
create table lccn_delivery (
    notification_id uuid        not null,
    subscription_id uuid        not null references lccn_subscription on delete cascade,
    body            jsonb       not null,
    created_at      timestamptz not null,
    attempts        integer     not null default 0,
    next_attempt    timestamptz not null,
    last_error      text,
    primary key (notification_id, subscription_id)
);
create index lccn_delivery_due on lccn_delivery (next_attempt);
