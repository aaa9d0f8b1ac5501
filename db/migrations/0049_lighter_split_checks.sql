-- What was posted is checked where its entries are: a trigger on postings, like a long condition on leases, would be read anew
-- by each statement, the engine's too.
-- S-2: what a lease's posted parts, its row, its hold and its deliveries have to be to each other once a verb of an
-- organization is through, whichever of them the verb touched: units as answered, parts by the rule, posted as they stand.
CREATE FUNCTION check_lease_split(p_lease_id text) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  v record;
  r record;
BEGIN
  SELECT l.units::numeric AS units, l.price_micros::numeric AS price, l.accepted_units AS accepted, l.earned_micros AS earned,
    l.fee_micros AS fee, l.refunded_micros AS refunded, l.credit_micros AS credit, l.charge_micros AS charge, l.resale_hour, l.start_hour,
    l.ended_at, l.end_reason IS NOT DISTINCT FROM 'buyer_cancelled' AS is_left, l.reporting_closed_at IS NOT NULL AS is_closed, t.fee_bps,
    d.reported, d.paid, d.refused, d.rejected, p.net AS posted_net, p.fee AS posted_fee, p.back AS posted_back,
    (SELECT disputed_micros FROM holds WHERE lease_id = l.id) AS disputed
  INTO v
  FROM leases l
  JOIN market_terms t ON t.version = l.terms_version
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(d.units), 0) AS reported,
      coalesce(sum(CASE WHEN d.state IN ('accepted', 'accepted_by_silence') THEN d.units ELSE q.provider_units END), 0) AS paid,
      coalesce(sum(d.units - q.provider_units), 0) AS refused, coalesce(sum(d.units) FILTER (WHERE d.state = 'rejected'), 0) AS rejected
    FROM deliveries d LEFT JOIN disputes q ON q.delivery_id = d.id WHERE d.lease_id = l.id) d
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(e.amount_micros) FILTER (WHERE e.organization_id = l.provider_organization_id
        AND split_part(e.account_id, '/', 2) IN ('payable', 'receivable')
        OR e.organization_id IS NULL AND split_part(e.account_id, '/', 2) IN ('allowance', 'guarantee', 'losses')), 0) AS net,
      coalesce(sum(e.amount_micros) FILTER (WHERE e.organization_id IS NULL AND split_part(e.account_id, '/', 2) = 'fees'), 0) AS fee,
      coalesce(sum(e.amount_micros) FILTER (WHERE e.organization_id = l.buyer_organization_id
        AND split_part(e.account_id, '/', 2) = 'available'), 0) AS back
    FROM postings s JOIN entries e ON e.posting_id = s.id WHERE s.subject_type = 'lease' AND s.subject_id = l.id) p
  WHERE l.id = p_lease_id;
  IF v.is_left THEN
    -- S-8, as its buyer leaves: 5 % and the accepted units, the hours given back on hold, no more than wasn't refused.
    SELECT least(m.most, m.surely) AS earned, m.price - least(m.most, m.surely + m.hours) AS refunded,
      CASE WHEN least(m.most, m.surely) < least(m.most, m.surely + m.hours) THEN m.from_hour END AS resale_hour,
      m.from_hour IS NOT DISTINCT FROM greatest(v.start_hour, div(extract(epoch FROM v.ended_at), 3600) + 1) AND v.reported = v.paid + v.refused AS may_leave
    INTO r
    FROM (
      SELECT v.price, div(v.price * (v.units - v.refused), v.units) AS most, div(v.price * 500, 10000) + div(v.price * v.paid, v.units) AS surely,
        coalesce(sum(h.cards * h.price_micros), 0) AS hours, min(h.hour) AS from_hour
      FROM lease_hours h WHERE h.lease_id = p_lease_id AND h.released) m;
  ELSE
    SELECT div(v.price * v.paid, v.units) AS earned,
      v.price - div(v.price * (v.units - v.refused - CASE WHEN v.is_closed THEN v.units - v.reported ELSE 0 END), v.units) AS refunded,
      NULL::integer AS resale_hour, true AS may_leave
    INTO r;
  END IF;
  IF (v.accepted, v.earned, v.fee, v.refunded, v.disputed, v.resale_hour, v.posted_net, v.posted_fee, v.posted_back, r.may_leave) IS DISTINCT FROM
      (v.paid, r.earned, div(r.earned * v.fee_bps, 10000), r.refunded, div(v.price * v.rejected, v.units), r.resale_hour,
      v.earned - v.fee - v.credit - v.charge, v.fee, v.refunded + v.credit + v.charge, true) THEN
    RAISE EXCEPTION 'split_differs' USING ERRCODE = 'CH027', DETAIL = jsonb_build_object('leaseId', p_lease_id,
      'acceptedUnits', v.accepted::text, 'paidUnits', v.paid::text, 'earnedMicros', v.earned::text, 'ruleEarnedMicros', r.earned::text,
      'feeMicros', v.fee::text, 'refundedMicros', v.refunded::text, 'ruleRefundedMicros', r.refunded::text, 'creditMicros', v.credit::text,
      'postedNetMicros', v.posted_net::text, 'postedFeeMicros', v.posted_fee::text, 'postedBackMicros', v.posted_back::text)::text;
  END IF;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION check_split() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM check_lease_split(to_jsonb(NEW) ->> TG_ARGV[0]);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- S-5: each step of a lease pays the late credit that is due by then, as far as what the step earns goes; nothing moves on one
-- that has ended, only leaving closes its reporting, and what it ends for is what became of its units (S-4).
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
        + CASE WHEN NEW.reporting_closed_at IS NULL THEN 0
          ELSE least(max(s.late_credit_cap_bps), max(s.late_credit_bps_per_hour) * 24, 10000 - max(t.fee_bps)) * (NEW.units - sum(d.units)) END),
      NEW.units::numeric * 10000)
    INTO v_due
    FROM (
      SELECT d.kind, d.units, CASE WHEN d.state IN ('accepted', 'accepted_by_silence') THEN d.units ELSE coalesce(q.provider_units, 0) END AS paid,
        greatest(0, floor((extract(epoch FROM d.event_at) - NEW.end_hour::bigint * 3600) / 3600)) AS hours
      FROM deliveries d LEFT JOIN disputes q ON q.delivery_id = d.id WHERE d.lease_id = NEW.id) d
    CROSS JOIN market_terms t CROSS JOIN service_levels s
    WHERE t.version = NEW.terms_version AND s.pool_id = NEW.pool_id AND s.version = NEW.service_level_version;
  END IF;
  IF NEW.end_reason IS NOT NULL AND NOT v_is_left THEN
    SELECT CASE WHEN NEW.accepted_units < NEW.units THEN CASE WHEN sum(d.units - q.provider_units) > 0 THEN 'disputed_for_buyer' ELSE 'partially_delivered' END
      WHEN count(q.provider_units) > 0 THEN 'disputed_for_provider' ELSE 'completed' END
    INTO v_reason FROM deliveries d LEFT JOIN disputes q ON q.delivery_id = d.id WHERE d.lease_id = NEW.id;
  END IF;
  IF NEW.credit_micros - OLD.credit_micros <> least(greatest(least(v_due, v_net) - OLD.credit_micros, 0), v_newly)
     OR v_newly < 0 OR OLD.end_reason IS NOT NULL
     OR (NEW.reporting_closed_at IS DISTINCT FROM OLD.reporting_closed_at AND NOT v_is_left)
     OR NOT v_is_left AND NEW.end_reason IS DISTINCT FROM v_reason THEN
    RAISE EXCEPTION 'split_differs' USING ERRCODE = 'CH027', DETAIL = jsonb_build_object('leaseId', NEW.id,
      'creditMicros', NEW.credit_micros::text, 'beforeMicros', OLD.credit_micros::text, 'dueMicros', v_due::text, 'endReason', coalesce(NEW.end_reason, ''))::text;
  END IF;
  PERFORM check_lease_split(NEW.id);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- L-2, L-4, also against the owner: a posting's entries come in one statement and sum to zero; each is of a posting and an
-- account that stand, follows the one before it and leaves its account on its side of zero, at its last entry. What foreign
-- keys would look up and lock row by row is looked up here, once for all of a statement; nothing they point to is ever removed.
CREATE OR REPLACE FUNCTION check_entries() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  v_bad record;
BEGIN
  SELECT n.posting_id, n.currency, sum(n.amount_micros) AS total INTO v_bad
  FROM added n GROUP BY n.posting_id, n.currency
  HAVING sum(n.amount_micros) <> 0 OR count(*) <> (SELECT count(*) FROM entries e WHERE e.posting_id = n.posting_id)
  LIMIT 1;
  IF FOUND AND v_bad.total <> 0 THEN
    RAISE EXCEPTION 'unbalanced_posting' USING ERRCODE = 'CH002',
      DETAIL = jsonb_build_object('postingId', v_bad.posting_id, 'currency', v_bad.currency, 'sumMicros', v_bad.total::text)::text;
  ELSIF FOUND THEN
    RAISE EXCEPTION 'posting_closed' USING ERRCODE = 'CH018', DETAIL = jsonb_build_object('postingId', v_bad.posting_id)::text;
  END IF;
  SELECT n.account_id, n.version INTO v_bad
  FROM added n
  LEFT JOIN accounts a ON a.id = n.account_id
  LEFT JOIN postings s ON s.id = n.posting_id
  LEFT JOIN entries p ON p.account_id = n.account_id AND p.version = n.version - 1
  WHERE a.id IS NULL OR s.id IS NULL OR n.version < 1 OR (n.version > 1 AND p.version IS NULL)
    OR n.balance_after_micros <> coalesce(p.balance_after_micros, 0) + n.amount_micros
    OR n.currency <> a.currency OR n.organization_id IS DISTINCT FROM a.organization_id
    OR n.version > a.version OR (n.version = a.version AND n.balance_after_micros <> a.balance_micros)
    OR NOT account_stands(a.id, a.organization_id, a.kind, a.currency, n.balance_after_micros)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'broken_entry' USING ERRCODE = 'CH003',
      DETAIL = jsonb_build_object('accountId', v_bad.account_id, 'version', v_bad.version::text)::text;
  END IF;
  -- S-2: what an organization's verb posts on a lease comes to the lease's row, which is written by now.
  IF acting_role() = 'cardhour_app' THEN
    PERFORM check_lease_split(l.subject_id)
    FROM (SELECT DISTINCT s.subject_id FROM added n JOIN postings s ON s.id = n.posting_id WHERE s.subject_type = 'lease') l;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
DROP TRIGGER postings_split_checked ON postings;
--> statement-breakpoint
DROP TRIGGER leases_step_checked ON leases;
--> statement-breakpoint
DROP TRIGGER leases_split_checked ON leases;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER leases_split_checked
  AFTER UPDATE OF earned_micros, fee_micros, refunded_micros, credit_micros, accepted_units, reporting_closed_at, end_reason, resale_hour ON leases
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (current_setting('role') = 'cardhour_app') EXECUTE FUNCTION check_step();
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION check_lease_split(text) FROM PUBLIC;
