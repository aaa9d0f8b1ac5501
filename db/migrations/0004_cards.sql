-- Cards: every change of a pool-hour moves its version; only reserve_cards and release_cards move reserved cards.
CREATE FUNCTION bump_version() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER pool_hours_version BEFORE UPDATE ON pool_hours FOR EACH ROW EXECUTE FUNCTION bump_version();
--> statement-breakpoint
-- Reserves cards for a batch of leases, each with its hours: [{leaseId, lots: [{poolId, hour, cards, priceMicros}]}].
-- All or nothing; locks pool-hours in (pool, hour) order. Acting for an organization, the leases must be its own as buyer.
CREATE FUNCTION reserve_cards(p_leases jsonb) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_lots jsonb;
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

  SELECT coalesce(jsonb_agg(jsonb_build_object('lease', r ->> 'leaseId', 'pool', lot ->> 'poolId', 'hour', lot -> 'hour',
    'cards', lot -> 'cards', 'price', lot -> 'priceMicros')), '[]') INTO v_lots
  FROM jsonb_array_elements(p_leases) r, jsonb_array_elements(r -> 'lots') lot;

  SELECT l.id, x.pool, x.hour INTO v_bad
  FROM jsonb_to_recordset(v_lots) AS x (lease text, pool text, hour integer)
  JOIN leases l ON l.id = x.lease JOIN pools p ON p.id = l.pool_id
  WHERE x.pool <> l.pool_id OR x.hour < l.start_hour OR x.hour >= l.end_hour OR l.provider_organization_id <> p.organization_id LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'lot_outside_lease' USING ERRCODE = 'CH013',
      DETAIL = jsonb_build_object('leaseId', v_bad.id, 'poolId', v_bad.pool, 'hour', v_bad.hour)::text;
  END IF;

  PERFORM FROM pool_hours
  WHERE (pool_id, hour) IN (SELECT x.pool, x.hour FROM jsonb_to_recordset(v_lots) AS x (pool text, hour integer))
  ORDER BY pool_id, hour FOR NO KEY UPDATE;

  SELECT x.pool, x.hour, x.cards, coalesce(h.offered_cards - h.reserved_cards, 0) AS free INTO v_bad
  FROM (SELECT pool, hour, sum(cards) AS cards FROM jsonb_to_recordset(v_lots) AS l (pool text, hour integer, cards integer)
    GROUP BY pool, hour) x
  LEFT JOIN pool_hours h ON h.pool_id = x.pool AND h.hour = x.hour
  WHERE x.cards > coalesce(h.offered_cards - h.reserved_cards, 0)
  ORDER BY x.pool, x.hour LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'capacity_gone' USING ERRCODE = 'CH014',
      DETAIL = jsonb_build_object('poolId', v_bad.pool, 'hour', v_bad.hour, 'wantedCards', v_bad.cards, 'freeCards', v_bad.free)::text;
  END IF;

  INSERT INTO lease_hours (lease_id, hour, pool_id, buyer_organization_id, provider_organization_id, cards, price_micros)
  SELECT x.lease, x.hour, x.pool, l.buyer_organization_id, l.provider_organization_id, x.cards, x.price
  FROM jsonb_to_recordset(v_lots) AS x (lease text, pool text, hour integer, cards integer, price bigint)
  JOIN leases l ON l.id = x.lease;
  GET DIAGNOSTICS v_count = ROW_COUNT;

  UPDATE pool_hours h SET reserved_cards = h.reserved_cards + x.cards
  FROM (SELECT pool, hour, sum(cards)::integer AS cards FROM jsonb_to_recordset(v_lots) AS l (pool text, hour integer, cards integer)
    GROUP BY pool, hour) x
  WHERE h.pool_id = x.pool AND h.hour = x.hour;
  RETURN v_count;
END $$;
--> statement-breakpoint
-- Gives back a lease's cards from an hour on (S-7); a second call gives back nothing. Returns the card-hours given back.
-- Acting for an organization, it must be the lease's buyer or provider.
CREATE FUNCTION release_cards(p_lease_id text, p_from_hour integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_released integer;
BEGIN
  IF acting_role() = 'cardhour_app' AND current_organization() IS NULL THEN
    RAISE EXCEPTION 'no_organization' USING ERRCODE = 'CH004';
  END IF;
  PERFORM FROM leases l WHERE l.id = p_lease_id
    AND (acting_role() <> 'cardhour_app' OR current_organization() IN (l.buyer_organization_id, l.provider_organization_id));
  IF NOT FOUND THEN
    RAISE EXCEPTION 'lease_not_found' USING ERRCODE = 'CH010', DETAIL = jsonb_build_object('leaseId', p_lease_id)::text;
  END IF;

  PERFORM FROM pool_hours
  WHERE (pool_id, hour) IN (SELECT r.pool_id, r.hour FROM lease_hours r WHERE r.lease_id = p_lease_id AND r.hour >= p_from_hour AND NOT r.released)
  ORDER BY pool_id, hour FOR NO KEY UPDATE;

  WITH given_back AS (
    UPDATE lease_hours SET released = true
    WHERE lease_id = p_lease_id AND hour >= p_from_hour AND NOT released RETURNING pool_id, hour, cards
  ), freed AS (
    UPDATE pool_hours h SET reserved_cards = h.reserved_cards - g.cards FROM given_back g
    WHERE h.pool_id = g.pool_id AND h.hour = g.hour
  )
  SELECT coalesce(sum(cards), 0) INTO v_released FROM given_back;
  RETURN v_released;
END $$;
