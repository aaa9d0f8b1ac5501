-- A market's settings are fixed when its database is made. Its clock moves only forward; a demo's alone may go over from
-- the manual clock, which made its history, to the system's, once (T-1).
CREATE FUNCTION keep_settings() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.currency IS DISTINCT FROM OLD.currency OR NEW.purpose IS DISTINCT FROM OLD.purpose THEN
    RAISE EXCEPTION 'settings_fixed' USING ERRCODE = 'CH030';
  END IF;
  IF NEW.clock IS DISTINCT FROM OLD.clock AND NOT (OLD.purpose = 'demo' AND OLD.clock = 'manual' AND NEW.clock = 'system') THEN
    RAISE EXCEPTION 'clock_fixed' USING ERRCODE = 'CH031';
  END IF;
  IF NEW.clock_now < OLD.clock_now THEN
    RAISE EXCEPTION 'clock_backwards' USING ERRCODE = 'CH032';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_settings BEFORE UPDATE ON market_settings FOR EACH ROW EXECUTE FUNCTION keep_settings();
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION keep_settings() FROM PUBLIC;
--> statement-breakpoint
GRANT UPDATE (clock) ON market_settings TO cardhour_engine;
