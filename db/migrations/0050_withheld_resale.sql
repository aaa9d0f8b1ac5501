ALTER TABLE "lease_hours" ADD COLUMN "withheld" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- S-8: who blocks the resale of cards a buyer gave back earns nothing of them. What kept them from being sold, for however
-- short, stays with the rows whose money is on hold.
CREATE FUNCTION watch_resale() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_lowest bigint;
  v_waiting bigint;
BEGIN
  SELECT min(h.price_micros) INTO v_lowest FROM lease_hours h JOIN leases l ON l.id = h.lease_id
  WHERE h.pool_id = NEW.pool_id AND h.hour = NEW.hour AND h.released AND NOT h.withheld AND h.hour >= l.resale_hour;
  IF v_lowest IS NULL THEN
    RETURN NULL;
  END IF;
  IF NEW.ask_micros <= OLD.ask_micros OR NEW.ask_micros <= v_lowest THEN
    -- Cards given back that still wait: each sale takes of those that were there before it, at the same instant those of
    -- others first.
    SELECT (array_agg(net ORDER BY at DESC, step DESC, lease_id DESC))[1] - least(0, min(net)) INTO v_waiting
    FROM (
      SELECT at, step, lease_id, sum(cards) OVER (ORDER BY at, step, lease_id) AS net
      FROM (
        SELECT l.event_at AS at, CASE WHEN l.ended_at = l.event_at THEN 0 ELSE 2 END AS step, h.lease_id, -h.cards AS cards
        FROM lease_hours h JOIN leases l ON l.id = h.lease_id
        WHERE h.pool_id = NEW.pool_id AND h.hour = NEW.hour
        UNION ALL
        SELECT l.ended_at, 1, h.lease_id, h.cards FROM lease_hours h JOIN leases l ON l.id = h.lease_id
        WHERE h.pool_id = NEW.pool_id AND h.hour = NEW.hour AND h.released AND l.end_reason = 'buyer_cancelled'
      ) events
    ) walk;
    IF NEW.offered_cards >= OLD.offered_cards OR NEW.offered_cards - NEW.reserved_cards >= v_waiting THEN
      RETURN NULL;
    END IF;
  END IF;
  UPDATE lease_hours h SET withheld = true FROM leases l
  WHERE h.pool_id = NEW.pool_id AND h.hour = NEW.hour AND h.released AND NOT h.withheld
    AND l.id = h.lease_id AND h.hour >= l.resale_hour;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER pool_hours_resale AFTER UPDATE OF offered_cards, ask_micros ON pool_hours FOR EACH ROW
  WHEN (NEW.offered_cards < OLD.offered_cards OR NEW.ask_micros > OLD.ask_micros) EXECUTE FUNCTION watch_resale();
--> statement-breakpoint
-- Also as a pool sells again: what was given back while it didn't was kept from being sold as well.
CREATE FUNCTION watch_pool_resale() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE lease_hours h SET withheld = true FROM leases l
  WHERE l.pool_id = NEW.id AND l.resale_hour IS NOT NULL AND h.lease_id = l.id AND h.hour >= l.resale_hour
    AND h.released AND NOT h.withheld;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER pools_resale AFTER UPDATE OF status ON pools FOR EACH ROW
  WHEN ((OLD.status = 'active') <> (NEW.status = 'active')) EXECUTE FUNCTION watch_pool_resale();
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION watch_resale(), watch_pool_resale() FROM PUBLIC;
