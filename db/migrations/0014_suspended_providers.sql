-- A provider that may not trade sells nothing: its active pools read as suspended until it is admitted again.
CREATE OR REPLACE VIEW published.pools WITH (security_barrier) AS
SELECT p.id, p.organization_id, o.registered_name AS provider_name, o.country AS provider_country,
  o.controlling_group AS provider_controlling_group, p.code, p.official_code, p.name, p.node_code, p.chip, p.cards,
  p.cards_per_server, p.lot_cards, p.region, p.time_zone, p.site, p.server_interconnect_gbs, p.network_gbits,
  p.ingress_mbits, p.egress_mbits, p.storage_tb, p.pue, p.green_share, p.latency_ms, p.description,
  CASE WHEN p.status = 'active' AND o.status <> 'admitted' THEN 'suspended' ELSE p.status END AS status,
  p.rolled_to_hour, p.version, p.event_at
FROM pools p JOIN organizations o ON o.id = p.organization_id;
