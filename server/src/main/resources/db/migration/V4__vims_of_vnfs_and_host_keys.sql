-- The VNF instance that a VIM runs on, when a management driver has registered it (a Kubernetes cluster).
alter table vim add column owner uuid references vnf_instance on delete set null;
create index vim_owner on vim (owner) where owner is not null;

-- SSH host keys of machines that were met. The identity is the compute resource and the address: "resource@address".
create table host_key (
    identity         text primary key,
    compute_resource text generated always as (split_part(identity, '@', 1)) stored,
    key              text        not null,
    learned_at       timestamptz not null default now()
);
create index host_key_compute_resource on host_key (compute_resource);
