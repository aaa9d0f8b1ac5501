-- The same as before, with the document read once: a round's ten thousand pool-hours in a fraction of the time.
CREATE OR REPLACE FUNCTION reserve_cards(p_leases jsonb) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_leases text[];
  v_pools text[];
  v_hours integer[];
  v_cards integer[];
  v_prices bigint[];
  v_bad record;
  v_count integer;
BEGIN
  IF acting_role() = 'cardhour_app' AND current_organization() IS NULL THEN
    RAISE EXCEPTION 'no_organization' USING ERRCODE = 'CH004';
  END IF;

  SELECT r ->> 'leaseId' AS id INTO v_bad
  FROM jsonb_array_elements(p_leases) r LEFT JOIN leases l ON l.id = r ->> 'leaseId'
  WHERE l.id IS NULL OR (acting_role() = 'cardhour_app' AND l.buyer_organization_id <> current_organization()) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'lease_not_found' USING ERRCODE = 'CH010', DETAIL = jsonb_build_object('leaseId', v_bad.id)::text;
  END IF;

  -- M-5: nobody buys from pools under the same control.
  SELECT l.id INTO v_bad
  FROM jsonb_array_elements(p_leases) r
  JOIN leases l ON l.id = r ->> 'leaseId'
  JOIN pools p ON p.id = l.pool_id
  JOIN organizations b ON b.id = l.buyer_organization_id
  JOIN organizations s ON s.id = p.organization_id
  WHERE b.id = s.id OR nullif(b.controlling_group, '') = s.controlling_group LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'same_control' USING ERRCODE = 'CH011', DETAIL = jsonb_build_object('leaseId', v_bad.id)::text;
  END IF;

  SELECT l.id, p.id AS pool_id, p.status INTO v_bad
  FROM jsonb_array_elements(p_leases) r
  JOIN leases l ON l.id = r ->> 'leaseId' JOIN pools p ON p.id = l.pool_id
  WHERE p.status <> 'active' LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'pool_not_active' USING ERRCODE = 'CH012',
      DETAIL = jsonb_build_object('leaseId', v_bad.id, 'poolId', v_bad.pool_id, 'status', v_bad.status)::text;
  END IF;

  -- Read once: the rest works on arrays, which costs a fraction of reading the document again.
  SELECT array_agg(r ->> 'leaseId'), array_agg(lot."poolId"), array_agg(lot.hour), array_agg(lot.cards), array_agg(lot."priceMicros")
  INTO v_leases, v_pools, v_hours, v_cards, v_prices
  FROM jsonb_array_elements(p_leases) r,
    jsonb_to_recordset(r -> 'lots') AS lot ("poolId" text, hour integer, cards integer, "priceMicros" bigint);

  SELECT l.id, x.pool, x.hour INTO v_bad
  FROM unnest(v_leases, v_pools, v_hours) AS x (lease, pool, hour)
  JOIN leases l ON l.id = x.lease JOIN pools p ON p.id = l.pool_id
  WHERE x.pool <> l.pool_id OR x.hour < l.start_hour OR x.hour >= l.end_hour OR l.provider_organization_id <> p.organization_id LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'lot_outside_lease' USING ERRCODE = 'CH013',
      DETAIL = jsonb_build_object('leaseId', v_bad.id, 'poolId', v_bad.pool, 'hour', v_bad.hour)::text;
  END IF;

  PERFORM FROM pool_hours
  WHERE (pool_id, hour) IN (SELECT x.pool, x.hour FROM unnest(v_pools, v_hours) AS x (pool, hour))
  ORDER BY pool_id, hour FOR NO KEY UPDATE;

  SELECT x.pool, x.hour, x.cards, coalesce(h.offered_cards - h.reserved_cards, 0) AS free,
    coalesce(h.offered_cards - h.reserved_cards - x.held_back * h.held_back_cards
      - CASE WHEN h.hour >= x.reserved_from THEN h.offered_cards::bigint * x.reserve_bps / 10000 / p.lot_cards * p.lot_cards ELSE 0 END, 0) AS takeable
  INTO v_bad
  FROM (
    SELECT l.pool, l.hour, sum(l.cards) AS cards,
      coalesce(max(m.freed_cards_pass_round::integer), 0) AS held_back, coalesce(max(m.instant_reserve_bps), 0) AS reserve_bps,
      min(floor(extract(epoch FROM e.event_at) / 3600)::integer + m.instant_reserve_hours + 1) AS reserved_from
    FROM unnest(v_leases, v_pools, v_hours, v_cards) AS l (lease, pool, hour, cards)
    JOIN leases e ON e.id = l.lease
    LEFT JOIN trades t ON t.id = e.trade_id AND (t.round_id IS NULL OR acting_role() = 'cardhour_app')
    LEFT JOIN market_terms m ON m.version = e.terms_version AND t.id IS NOT NULL
    GROUP BY l.pool, l.hour) x
  JOIN pools p ON p.id = x.pool
  LEFT JOIN pool_hours h ON h.pool_id = x.pool AND h.hour = x.hour
  WHERE x.cards > coalesce(h.offered_cards - h.reserved_cards - x.held_back * h.held_back_cards
      - CASE WHEN h.hour >= x.reserved_from THEN h.offered_cards::bigint * x.reserve_bps / 10000 / p.lot_cards * p.lot_cards ELSE 0 END, 0)
  ORDER BY x.pool, x.hour LIMIT 1;
  IF FOUND AND v_bad.cards <= v_bad.free THEN
    RAISE EXCEPTION 'reserved_for_rounds' USING ERRCODE = 'CH015',
      DETAIL = jsonb_build_object('poolId', v_bad.pool, 'hour', v_bad.hour, 'wantedCards', v_bad.cards, 'freeCards', greatest(v_bad.takeable, 0))::text;
  ELSIF FOUND THEN
    RAISE EXCEPTION 'capacity_gone' USING ERRCODE = 'CH014',
      DETAIL = jsonb_build_object('poolId', v_bad.pool, 'hour', v_bad.hour, 'wantedCards', v_bad.cards, 'freeCards', v_bad.free)::text;
  END IF;

  INSERT INTO lease_hours (lease_id, hour, pool_id, buyer_organization_id, provider_organization_id, cards, price_micros)
  SELECT x.lease, x.hour, x.pool, l.buyer_organization_id, l.provider_organization_id, x.cards, x.price
  FROM unnest(v_leases, v_pools, v_hours, v_cards, v_prices) AS x (lease, pool, hour, cards, price)
  JOIN leases l ON l.id = x.lease;
  GET DIAGNOSTICS v_count = ROW_COUNT;

  UPDATE pool_hours h SET reserved_cards = h.reserved_cards + x.cards
  FROM (SELECT pool, hour, sum(cards)::integer AS cards FROM unnest(v_pools, v_hours, v_cards) AS l (pool, hour, cards)
    GROUP BY pool, hour) x
  WHERE h.pool_id = x.pool AND h.hour = x.hour;
  RETURN v_count;
END $$;
