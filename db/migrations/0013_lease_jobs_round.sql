-- Both parties of a lease see how it was traded and in which round its prices were made; the buyer's limit stays hidden.
CREATE OR REPLACE VIEW lease_jobs WITH (security_barrier) AS
SELECT l.id AS lease_id, l.buyer_organization_id, l.provider_organization_id, j.id AS job_id, j.kind, j.name, j.spec, o.shape,
  o.kind AS order_kind, t.round_id, r.number AS round_number
FROM leases l JOIN orders o ON o.id = l.order_id JOIN jobs j ON j.id = o.job_id JOIN trades t ON t.id = l.trade_id
LEFT JOIN rounds r ON r.id = t.round_id
WHERE current_organization() IN (l.buyer_organization_id, l.provider_organization_id);
