-- A subscriber is told things in the order in which they happened: one worker at a time has a subscription.
alter table lccn_delivery add column sequence bigint generated always as identity;
create index lccn_delivery_order on lccn_delivery (subscription_id, sequence);
alter table lccn_subscription add column leased_until timestamptz;
