-- S-9: that the work runs, as its provider says, shows that the buyer's input was there.
CREATE OR REPLACE FUNCTION check_delivery() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  v_lease record;
  v_total numeric;
  v_until timestamptz;
  v_most numeric;
BEGIN
  SELECT units::numeric AS units, milestones::numeric AS milestones INTO v_lease FROM leases WHERE id = NEW.lease_id;
  IF NEW.kind = 'result' AND v_lease.milestones IS NULL THEN
    RETURN NEW;
  END IF;
  -- Whoever reports beside this one waits here, so that what is counted below stands.
  PERFORM FROM leases WHERE id = NEW.lease_id FOR UPDATE;
  IF NEW.kind = 'result' THEN
    SELECT coalesce(sum(units), 0) + NEW.units INTO v_total FROM deliveries WHERE lease_id = NEW.lease_id;
    IF v_total > v_lease.units OR div(v_lease.units * div(v_total * v_lease.milestones + v_lease.units - 1, v_lease.units), v_lease.milestones) <> v_total THEN
      RAISE EXCEPTION 'between_milestones' USING ERRCODE = 'CH052',
        DETAIL = jsonb_build_object('leaseId', NEW.lease_id, 'reportedUnits', v_total::text)::text;
    END IF;
    IF NOT EXISTS (SELECT FROM jsonb_array_elements(NEW.evidence -> 'files') AS f (file)
        WHERE file ->> 'name' = NEW.evidence -> 'checkpoint' ->> 'file') THEN
      RAISE EXCEPTION 'checkpoint_missing' USING ERRCODE = 'CH053', DETAIL = jsonb_build_object('leaseId', NEW.lease_id)::text;
    END IF;
    RETURN NEW;
  END IF;
  SELECT least(NEW.event_at, l.input_ready_at, l.work_started_at, (SELECT min(event_at) FROM deliveries WHERE lease_id = l.id AND kind = 'result'))
  INTO v_until FROM leases l WHERE l.id = NEW.lease_id;
  SELECT div(v_lease.units * coalesce(sum(cards) FILTER (WHERE to_timestamp((hour + 1)::bigint * 3600) <= v_until), 0), sum(cards))
  INTO v_most FROM lease_hours WHERE lease_id = NEW.lease_id;
  SELECT coalesce(sum(units), 0) + NEW.units INTO v_total FROM deliveries WHERE lease_id = NEW.lease_id AND kind = 'late_input';
  IF v_total > coalesce(v_most, 0) THEN
    RAISE EXCEPTION 'late_input_exceeded' USING ERRCODE = 'CH054',
      DETAIL = jsonb_build_object('leaseId', NEW.lease_id, 'units', v_total::text, 'most', v_most::text)::text;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- Hours lost to the buyer's late input show nothing of a provider: a lease that was nothing else is left out, and where no
-- result was paid nothing was delivered.
CREATE OR REPLACE VIEW published.provider_records AS
SELECT l.provider_organization_id AS organization_id, count(*)::integer AS leases,
  avg(CASE WHEN d.is_paid THEN l.accepted_units::double precision / l.units ELSE 0 END) AS delivered_share,
  avg(CASE WHEN d.is_paid AND l.accepted_units = l.units AND d.last_at <= to_timestamp(l.end_hour::bigint * 3600) THEN 1.0 ELSE 0.0 END)::double precision AS on_time_share
FROM leases l
CROSS JOIN LATERAL (
  SELECT count(*) AS results, max(r.event_at) FILTER (WHERE r.state <> 'rejected') AS last_at,
    coalesce(bool_or(r.state IN ('accepted', 'accepted_by_silence') OR s.provider_units > 0), false) AS is_paid
  FROM deliveries r LEFT JOIN disputes s ON s.delivery_id = r.id WHERE r.lease_id = l.id AND r.kind = 'result'
) d
WHERE l.state = 'ended' AND l.end_reason <> 'buyer_cancelled'
  AND NOT (d.results = 0 AND l.accepted_units > 0 AND l.reported_units = l.units)
GROUP BY l.provider_organization_id;
