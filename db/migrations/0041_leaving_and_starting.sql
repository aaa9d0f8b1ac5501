ALTER TABLE "leases" DROP CONSTRAINT "leases_settled";--> statement-breakpoint
ALTER TABLE "leases" ADD COLUMN "taken_micros" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "leases" ADD COLUMN "work_started_at" timestamp (3) with time zone;--> statement-breakpoint
-- Leases left before: what they cost was earned at once, and before their start nothing for the hours they gave back.
UPDATE leases SET resale_hour = NULL, taken_micros = CASE WHEN started_at IS NULL THEN price_micros ELSE 0 END
WHERE end_reason = 'buyer_cancelled';
--> statement-breakpoint
ALTER TABLE "leases" ADD CONSTRAINT "leases_resale" CHECK ("leases"."resale_hour" is null or "leases"."end_reason" = 'buyer_cancelled');--> statement-breakpoint
ALTER TABLE "leases" ADD CONSTRAINT "leases_taken" CHECK ("leases"."taken_micros" = 0 or ("leases"."end_reason" = 'buyer_cancelled' and "leases"."taken_micros" between 0 and "leases"."price_micros"));--> statement-breakpoint
ALTER TABLE "leases" ADD CONSTRAINT "leases_settled" CHECK ("leases"."state" <> 'ended' or ("leases"."earned_micros" + "leases"."refunded_micros" = "leases"."price_micros") = ("leases"."resale_hour" is null));
--> statement-breakpoint
-- S-8: a buyer that leaves puts the hours it gives back on hold; when they pass is the engine's to say.
GRANT UPDATE (taken_micros) ON leases TO cardhour_engine;
--> statement-breakpoint
GRANT UPDATE (work_started_at) ON leases TO cardhour_app;
--> statement-breakpoint
CREATE FUNCTION keep_resale() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.resale_hour IS NOT NULL OR OLD.state = 'ended' OR OLD.buyer_organization_id IS DISTINCT FROM current_organization() THEN
    RAISE EXCEPTION 'resale_fixed' USING ERRCODE = 'CH060', DETAIL = jsonb_build_object('leaseId', OLD.id)::text;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER leases_resale_kept BEFORE UPDATE OF resale_hour ON leases FOR EACH ROW
  WHEN (OLD.resale_hour IS DISTINCT FROM NEW.resale_hour AND acting_role() = 'cardhour_app') EXECUTE FUNCTION keep_resale();
--> statement-breakpoint
-- S-5: only the provider says that the work runs, once, from its lease's first hour on and while the lease runs.
CREATE FUNCTION keep_work_start() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.work_started_at IS NOT NULL OR OLD.state = 'ended' OR NEW.work_started_at < to_timestamp(OLD.start_hour::bigint * 3600)
    OR (acting_role() = 'cardhour_app' AND OLD.provider_organization_id IS DISTINCT FROM current_organization()) THEN
    RAISE EXCEPTION 'work_start_fixed' USING ERRCODE = 'CH061', DETAIL = jsonb_build_object('leaseId', OLD.id)::text;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER leases_work_start_kept BEFORE UPDATE OF work_started_at ON leases FOR EACH ROW
  WHEN (OLD.work_started_at IS DISTINCT FROM NEW.work_started_at) EXECUTE FUNCTION keep_work_start();
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION keep_resale(), keep_work_start() FROM PUBLIC;
