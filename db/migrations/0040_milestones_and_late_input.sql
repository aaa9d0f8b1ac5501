ALTER TABLE "deliveries" ADD COLUMN "kind" text DEFAULT 'result' NOT NULL;--> statement-breakpoint
ALTER TABLE "leases" ADD COLUMN "milestones" integer;--> statement-breakpoint
ALTER TABLE "leases" ADD COLUMN "input_ready_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "leases" ADD COLUMN "input_note" text;--> statement-breakpoint
ALTER TABLE "leases" ADD COLUMN "input_request_id" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_kind" CHECK ("deliveries"."kind" in ('result','late_input'));--> statement-breakpoint
ALTER TABLE "leases" ADD CONSTRAINT "leases_milestones" CHECK ("leases"."milestones" is null or ("leases"."milestones" between 1 and 100 and "leases"."milestones" <= "leases"."units"));--> statement-breakpoint
ALTER TABLE "leases" ADD CONSTRAINT "leases_input" CHECK (("leases"."input_ready_at" is null) = ("leases"."input_note" is null) and ("leases"."input_ready_at" is null) = ("leases"."input_request_id" is null));--> statement-breakpoint
GRANT UPDATE (input_ready_at, input_note, input_request_id) ON leases TO cardhour_app;
--> statement-breakpoint
-- S-9: only the buyer says that its input is ready, once; what it said stands, for units are decided by it.
CREATE FUNCTION keep_input() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.input_ready_at IS NOT NULL OR (acting_role() = 'cardhour_app' AND OLD.buyer_organization_id IS DISTINCT FROM current_organization()) THEN
    RAISE EXCEPTION 'input_fixed' USING ERRCODE = 'CH050', DETAIL = jsonb_build_object('leaseId', OLD.id)::text;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER leases_input_kept BEFORE UPDATE OF input_ready_at, input_note, input_request_id ON leases FOR EACH ROW
  WHEN ((OLD.input_ready_at, OLD.input_note, OLD.input_request_id) IS DISTINCT FROM (NEW.input_ready_at, NEW.input_note, NEW.input_request_id))
  EXECUTE FUNCTION keep_input();
--> statement-breakpoint
-- What a lease counts by is its contract.
CREATE FUNCTION keep_milestones() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'milestones_fixed' USING ERRCODE = 'CH051', DETAIL = pg_catalog.jsonb_build_object('leaseId', OLD.id)::text;
END $$;
--> statement-breakpoint
CREATE TRIGGER leases_milestones_kept BEFORE UPDATE OF milestones ON leases FOR EACH ROW
  WHEN (OLD.milestones IS DISTINCT FROM NEW.milestones) EXECUTE FUNCTION keep_milestones();
--> statement-breakpoint
-- S-7: a result on a lease with milestones brings what was reported exactly to one of them and names the checkpoint that
-- was loaded among its files. S-9: late input is at most the share of the lease's card-hours in hours that ended before the
-- input was there: declared ready, shown by a first result, or else this claim itself.
CREATE FUNCTION check_delivery() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
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
    IF div(v_lease.units * div(v_total * v_lease.milestones + v_lease.units - 1, v_lease.units), v_lease.milestones) <> v_total THEN
      RAISE EXCEPTION 'between_milestones' USING ERRCODE = 'CH052',
        DETAIL = jsonb_build_object('leaseId', NEW.lease_id, 'reportedUnits', v_total::text)::text;
    END IF;
    IF NOT EXISTS (SELECT FROM jsonb_array_elements(NEW.evidence -> 'files') AS f (file)
        WHERE file ->> 'name' = NEW.evidence -> 'checkpoint' ->> 'file') THEN
      RAISE EXCEPTION 'checkpoint_missing' USING ERRCODE = 'CH053', DETAIL = jsonb_build_object('leaseId', NEW.lease_id)::text;
    END IF;
    RETURN NEW;
  END IF;
  SELECT least(NEW.event_at, l.input_ready_at, (SELECT min(event_at) FROM deliveries WHERE lease_id = l.id AND kind = 'result'))
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
CREATE TRIGGER deliveries_checked BEFORE INSERT ON deliveries FOR EACH ROW EXECUTE FUNCTION check_delivery();
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION keep_input(), keep_milestones(), check_delivery() FROM PUBLIC;
--> statement-breakpoint
-- On time is when the last result came; hours lost to the buyer's late input are never late.
CREATE OR REPLACE VIEW published.provider_records AS
SELECT l.provider_organization_id AS organization_id, count(*)::integer AS leases,
  avg(l.accepted_units::double precision / l.units) AS delivered_share,
  avg(CASE WHEN l.accepted_units = l.units AND coalesce(d.last_at, '-infinity') <= to_timestamp(l.end_hour::bigint * 3600) THEN 1.0 ELSE 0.0 END)::double precision AS on_time_share
FROM leases l
LEFT JOIN LATERAL (
  SELECT max(r.event_at) AS last_at FROM deliveries r WHERE r.lease_id = l.id AND r.state <> 'rejected' AND r.kind = 'result'
) d ON true
WHERE l.state = 'ended' AND l.end_reason <> 'buyer_cancelled'
GROUP BY l.provider_organization_id;
