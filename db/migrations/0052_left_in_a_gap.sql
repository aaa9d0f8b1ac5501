-- S-8: a lease that skips hours may be left in between; it then gives back exactly those that haven't begun.
CREATE OR REPLACE FUNCTION check_lease_split(p_lease_id text) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  v record;
  r record;
BEGIN
  SELECT l.units::numeric AS units, l.price_micros::numeric AS price, l.accepted_units AS accepted, l.earned_micros AS earned,
    l.fee_micros AS fee, l.refunded_micros AS refunded, l.credit_micros AS credit, l.charge_micros AS charge, l.resale_hour, l.end_hour,
    greatest(l.start_hour, div(extract(epoch FROM l.ended_at), 3600)::integer + 1) AS from_hour,
    l.end_reason IS NOT DISTINCT FROM 'buyer_cancelled' AS is_left, l.reporting_closed_at IS NOT NULL AS is_closed, t.fee_bps,
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
      CASE WHEN least(m.most, m.surely) < least(m.most, m.surely + m.hours) THEN v.from_hour END AS resale_hour,
      m.gives_back AND v.from_hour < v.end_hour AND v.reported = v.paid + v.refused AS may_leave
    INTO r
    FROM (
      SELECT v.price, div(v.price * (v.units - v.refused), v.units) AS most, div(v.price * 500, 10000) + div(v.price * v.paid, v.units) AS surely,
        coalesce(sum(h.cards * h.price_micros) FILTER (WHERE h.released), 0) AS hours, bool_and(h.released = (h.hour >= v.from_hour)) AS gives_back
      FROM lease_hours h WHERE h.lease_id = p_lease_id) m;
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
