-- VNF packages and VIMs. Columns of type bytea hold sealed text; nothing else here may hold a secret.

create table vnf_package (
    id                uuid primary key,
    project           text        not null,
    -- The server process whose data directory has the file.
    node              text        not null,
    onboarding_state  text        not null check (onboarding_state in ('CREATED', 'UPLOADING', 'PROCESSING', 'ONBOARDED')),
    operational_state text        not null check (operational_state in ('ENABLED', 'DISABLED')),
    user_defined_data jsonb       not null,
    -- Where upload_from_uri gets it from, with password, until it is there.
    download          bytea,
    checksum          text,
    size              bigint,
    vnfd_id           text,
    -- What was read from the package: the VNFD and the list of artifacts.
    content           jsonb,
    -- Why the last onboarding failed.
    failure           jsonb,
    created_at        timestamptz not null
);
create index vnf_package_project on vnf_package (project, id);
create unique index vnf_package_vnfd on vnf_package (project, vnfd_id);

create table vim (
    id          uuid primary key,
    project     text        not null,
    name        text        not null,
    description text        not null,
    type        text        not null,
    auth_url    text        not null,
    auth_cred   bytea       not null,
    vim_project jsonb       not null,
    extra       bytea       not null,
    regions     jsonb       not null,
    is_default  boolean     not null,
    status      text        not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);
create unique index vim_name on vim (project, name);
create unique index vim_default on vim (project) where is_default;
