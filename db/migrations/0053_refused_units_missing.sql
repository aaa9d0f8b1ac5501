-- S-5: units decided for the buyer are missing like those never reported, and a lease of which no result is paid has failed:
-- that charges its provider, so no organization's verb ends it.
CREATE OR REPLACE FUNCTION check_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_is_left CONSTANT boolean := NEW.end_reason IS NOT DISTINCT FROM 'buyer_cancelled';
  v_net CONSTANT numeric := NEW.earned_micros - NEW.fee_micros;
  v_newly CONSTANT numeric := v_net - (OLD.earned_micros - OLD.fee_micros);
  v_due numeric := 0;
  v_reason text;
BEGIN
  IF (OLD.earned_micros, OLD.fee_micros, OLD.refunded_micros, OLD.credit_micros, OLD.accepted_units, OLD.reporting_closed_at, OLD.end_reason, OLD.resale_hour)
      IS NOT DISTINCT FROM (NEW.earned_micros, NEW.fee_micros, NEW.refunded_micros, NEW.credit_micros, NEW.accepted_units, NEW.reporting_closed_at, NEW.end_reason, NEW.resale_hour) THEN
    RETURN NULL;
  END IF;
  IF NOT v_is_left AND v_newly > 0 THEN
    SELECT div(NEW.price_micros * (
        coalesce(sum(least(s.late_credit_cap_bps, s.late_credit_bps_per_hour * d.hours, 10000 - t.fee_bps) * d.paid) FILTER (WHERE d.kind = 'result'), 0)
        + least(max(s.late_credit_cap_bps), max(s.late_credit_bps_per_hour) * 24, 10000 - max(t.fee_bps))
          * (sum(d.refused) + CASE WHEN NEW.reporting_closed_at IS NULL THEN 0 ELSE NEW.units - sum(d.units) END)),
      NEW.units::numeric * 10000)
    INTO v_due
    FROM (
      SELECT d.kind, d.units, CASE WHEN d.state IN ('accepted', 'accepted_by_silence') THEN d.units ELSE coalesce(q.provider_units, 0) END AS paid,
        coalesce(d.units - q.provider_units, 0) AS refused,
        greatest(0, floor((extract(epoch FROM d.event_at) - NEW.end_hour::bigint * 3600) / 3600)) AS hours
      FROM deliveries d LEFT JOIN disputes q ON q.delivery_id = d.id WHERE d.lease_id = NEW.id) d
    CROSS JOIN market_terms t CROSS JOIN service_levels s
    WHERE t.version = NEW.terms_version AND s.pool_id = NEW.pool_id AND s.version = NEW.service_level_version;
  END IF;
  IF NEW.end_reason IS NOT NULL AND NOT v_is_left THEN
    SELECT CASE WHEN NEW.accepted_units = NEW.units THEN CASE WHEN count(q.provider_units) > 0 THEN 'disputed_for_provider' ELSE 'completed' END
      WHEN NOT bool_or(d.kind = 'result' AND (d.state IN ('accepted', 'accepted_by_silence') OR coalesce(q.provider_units, 0) > 0)) THEN 'provider_failed'
      WHEN sum(d.units - q.provider_units) > 0 THEN 'disputed_for_buyer' ELSE 'partially_delivered' END
    INTO v_reason FROM deliveries d LEFT JOIN disputes q ON q.delivery_id = d.id WHERE d.lease_id = NEW.id;
  END IF;
  IF NEW.credit_micros - OLD.credit_micros <> least(greatest(least(v_due, v_net) - OLD.credit_micros, 0), v_newly)
     OR v_newly < 0 OR OLD.end_reason IS NOT NULL
     OR (NEW.reporting_closed_at IS DISTINCT FROM OLD.reporting_closed_at AND NOT v_is_left)
     OR NOT v_is_left AND NEW.end_reason IS DISTINCT FROM v_reason OR v_reason = 'provider_failed' THEN
    RAISE EXCEPTION 'split_differs' USING ERRCODE = 'CH027', DETAIL = jsonb_build_object('leaseId', NEW.id,
      'creditMicros', NEW.credit_micros::text, 'beforeMicros', OLD.credit_micros::text, 'dueMicros', v_due::text, 'endReason', coalesce(NEW.end_reason, ''))::text;
  END IF;
  PERFORM check_lease_split(NEW.id);
  RETURN NULL;
END $$;
