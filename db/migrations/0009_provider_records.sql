-- What ended leases show of a provider (P-6): names no buyer. Leases the buyer stopped say nothing about the provider.
-- On time: every unit bought was accepted, and the last of them was reported by the end of the last reserved hour.
CREATE VIEW published.provider_records AS
SELECT l.provider_organization_id AS organization_id, count(*)::integer AS leases,
  avg(l.accepted_units::double precision / l.units) AS delivered_share,
  avg(CASE WHEN l.accepted_units = l.units AND d.last_at <= to_timestamp(l.end_hour::bigint * 3600) THEN 1.0 ELSE 0.0 END)::double precision AS on_time_share
FROM leases l
LEFT JOIN LATERAL (
  SELECT max(r.event_at) AS last_at FROM deliveries r WHERE r.lease_id = l.id AND r.state <> 'rejected'
) d ON true
WHERE l.state = 'ended' AND l.end_reason <> 'buyer_cancelled'
GROUP BY l.provider_organization_id;
--> statement-breakpoint
GRANT SELECT ON published.provider_records TO cardhour_public, cardhour_app, cardhour_regulator, cardhour_engine, cardhour_identity;
