ALTER TABLE "pool_hours" ADD COLUMN "ask_cap_micros" bigint;--> statement-breakpoint
-- S-5: hours that came free because their provider failed are not asked above the price it had sold them at.
CREATE FUNCTION cap_ask() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.ask_micros := NEW.ask_cap_micros;
  RETURN NEW;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION cap_ask() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER pool_hours_ask_cap BEFORE UPDATE ON pool_hours FOR EACH ROW
  WHEN (NEW.ask_micros > NEW.ask_cap_micros) EXECUTE FUNCTION cap_ask();
--> statement-breakpoint
GRANT UPDATE (ask_cap_micros) ON pool_hours TO cardhour_engine;
