-- How often a provider started within the grace its service level promises (S-5): the work was said to run, or showed by a
-- first result. Only where the promise counted, so where the buyer said that its input is ready, and early enough for it.
CREATE VIEW published.provider_starts AS
SELECT organization_id, count(*)::integer AS leases,
  avg(CASE WHEN started_at <= grace_ends_at THEN 1.0 ELSE 0.0 END)::double precision AS in_grace_share
FROM (
  SELECT l.provider_organization_id AS organization_id, to_timestamp(l.end_hour::bigint * 3600) AS ends_at,
    greatest(to_timestamp(l.start_hour::bigint * 3600), l.input_ready_at) + make_interval(mins => s.start_grace_minutes) AS grace_ends_at,
    least(l.work_started_at, (SELECT min(r.event_at) FROM deliveries r WHERE r.lease_id = l.id AND r.kind = 'result')) AS started_at
  FROM leases l
  JOIN service_levels s ON s.pool_id = l.pool_id AND s.version = l.service_level_version
  WHERE l.state = 'ended' AND l.end_reason <> 'buyer_cancelled' AND l.input_ready_at IS NOT NULL
) starts
WHERE started_at IS NOT NULL OR grace_ends_at <= ends_at
GROUP BY organization_id;
--> statement-breakpoint
GRANT SELECT ON published.provider_starts TO cardhour_public, cardhour_app, cardhour_regulator, cardhour_engine, cardhour_identity;
