CREATE TABLE "day_books" (
	"day" date PRIMARY KEY NOT NULL,
	"orders" integer NOT NULL,
	"instant_orders" integer NOT NULL,
	"filled" integer NOT NULL,
	"card_hours" integer NOT NULL,
	"welfare_micros" numeric(30, 0) NOT NULL,
	"bound_micros" numeric(30, 0) NOT NULL,
	"first_come_micros" numeric(30, 0) NOT NULL,
	"first_come_card_hours" integer NOT NULL,
	"largest_ten_micros" numeric(30, 0) NOT NULL,
	"rounds" integer NOT NULL,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "day_books_bound" CHECK ("day_books"."welfare_micros" <= "day_books"."bound_micros")
);
--> statement-breakpoint
CREATE TABLE "indicative_rounds" (
	"id" text PRIMARY KEY NOT NULL,
	"after_round_number" integer,
	"orders" integer NOT NULL,
	"trades_given_back" integer NOT NULL,
	"raised_pool_hours" integer NOT NULL,
	"moved_pool_hours" integer NOT NULL,
	"welfare_micros" numeric(30, 0) NOT NULL,
	"bound_micros" numeric(30, 0) NOT NULL,
	"elapsed_ms" integer NOT NULL,
	"terms_version" integer NOT NULL,
	"fingerprint" text NOT NULL,
	"starts_at_hour" integer NOT NULL,
	"multipliers" "bytea" NOT NULL,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "indicative_rounds_bound" CHECK ("indicative_rounds"."welfare_micros" <= "indicative_rounds"."bound_micros")
);
--> statement-breakpoint
ALTER TABLE "rounds" ALTER COLUMN "book" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "rounds" ALTER COLUMN "outcome" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "rounds" ADD COLUMN "book_hash" text;--> statement-breakpoint
ALTER TABLE "rounds" ADD COLUMN "first_come_micros" numeric(30, 0);--> statement-breakpoint
ALTER TABLE "rounds" ADD COLUMN "first_come_card_hours" integer;--> statement-breakpoint
ALTER TABLE "rounds" ADD COLUMN "largest_ten_micros" numeric(30, 0);--> statement-breakpoint
ALTER TABLE "market_terms" ADD COLUMN "instant_reserve_bps" integer DEFAULT 3000 NOT NULL;--> statement-breakpoint
ALTER TABLE "market_terms" ADD COLUMN "instant_reserve_hours" integer DEFAULT 24 NOT NULL;--> statement-breakpoint
ALTER TABLE "market_terms" ADD COLUMN "freed_cards_pass_round" boolean DEFAULT true NOT NULL;--> statement-breakpoint
-- Terms that were announced without the protections stay as they were (M-19).
UPDATE "market_terms" SET "instant_reserve_bps" = 0, "freed_cards_pass_round" = false;--> statement-breakpoint
ALTER TABLE "pool_hours" ADD COLUMN "indicative_micros" bigint;--> statement-breakpoint
ALTER TABLE "pool_hours" ADD COLUMN "held_back_cards" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "indicative_rounds_event_at" ON "indicative_rounds" USING btree ("event_at");--> statement-breakpoint
ALTER TABLE "market_terms" ADD CONSTRAINT "market_terms_reserve" CHECK ("market_terms"."instant_reserve_bps" between 0 and 10000 and "market_terms"."instant_reserve_hours" between 0 and 8784);--> statement-breakpoint
ALTER TABLE "pool_hours" ADD CONSTRAINT "pool_hours_held_back" CHECK ("pool_hours"."held_back_cards" >= 0);--> statement-breakpoint
ALTER TABLE "pool_hours" ADD CONSTRAINT "pool_hours_indicative" CHECK ("pool_hours"."indicative_micros" is null or "pool_hours"."indicative_micros" >= 1);--> statement-breakpoint
-- The version moves with what a book reads of a pool-hour, cards and ask, not with published prices. Cards that come
-- free, or whose ask falls, are held back until the next main round takes the mark away (M-6b); new hours are all held back.
CREATE FUNCTION watch_pool_hour() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_free integer := NEW.offered_cards - NEW.reserved_cards;
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.held_back_cards := greatest(v_free, 0);
    RETURN NEW;
  END IF;
  IF (NEW.offered_cards, NEW.reserved_cards, NEW.ask_micros) IS NOT DISTINCT FROM (OLD.offered_cards, OLD.reserved_cards, OLD.ask_micros) THEN
    NEW.version := OLD.version;
    RETURN NEW;
  END IF;
  NEW.version := OLD.version + 1;
  IF NEW.ask_micros < OLD.ask_micros THEN
    NEW.held_back_cards := v_free;
  ELSE
    NEW.held_back_cards := NEW.held_back_cards + greatest(v_free - (OLD.offered_cards - OLD.reserved_cards), 0);
  END IF;
  NEW.held_back_cards := greatest(least(NEW.held_back_cards, v_free), 0);
  RETURN NEW;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION watch_pool_hour() FROM PUBLIC;
--> statement-breakpoint
DROP TRIGGER pool_hours_version ON pool_hours;
--> statement-breakpoint
DROP FUNCTION bump_version();
--> statement-breakpoint
CREATE TRIGGER pool_hours_watch BEFORE INSERT OR UPDATE ON pool_hours FOR EACH ROW EXECUTE FUNCTION watch_pool_hour();
--> statement-breakpoint
-- Indicative prices, like a round's, are never the provider's to set.
DROP POLICY app_insert ON pool_hours;
--> statement-breakpoint
CREATE POLICY app_insert ON pool_hours FOR INSERT TO cardhour_app WITH CHECK (organization_id = current_organization()
  AND reserved_cards = 0 AND price_micros IS NULL AND price_round_id IS NULL AND indicative_micros IS NULL);
--> statement-breakpoint
GRANT UPDATE (indicative_micros, held_back_cards) ON pool_hours TO cardhour_engine;
--> statement-breakpoint
GRANT UPDATE (book, outcome) ON rounds TO cardhour_engine;
--> statement-breakpoint
SELECT access.protect(t::regclass) FROM unnest(ARRAY['indicative_rounds', 'day_books']) t;
--> statement-breakpoint
SELECT access.regulator(t::regclass, '(SELECT regulator_sees_all())') FROM unnest(ARRAY['indicative_rounds', 'day_books']) t;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON indicative_rounds TO cardhour_engine;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON day_books TO cardhour_engine;
--> statement-breakpoint
GRANT SELECT ON indicative_rounds, day_books TO cardhour_regulator;
--> statement-breakpoint
CREATE OR REPLACE VIEW published.pool_hours AS
SELECT pool_id, hour, offered_cards, reserved_cards, ask_micros, price_micros, price_round_id, version, indicative_micros,
  held_back_cards FROM pool_hours;
--> statement-breakpoint
CREATE OR REPLACE VIEW published.rounds AS
SELECT id, number, starts_at_hour, hours, engine, counts, card_hours, pay_micros, welfare_micros, bound_micros,
  lost_value_micros, regret_micros, elapsed_ms, terms_version, started_by, event_at, first_come_micros, first_come_card_hours,
  largest_ten_micros
FROM rounds;
--> statement-breakpoint
CREATE OR REPLACE VIEW published.market_terms AS
SELECT version, valid_from_hour, fee_bps, acceptance_window_hours, start_grace_minutes, lead_minutes, quote_life_seconds,
  horizon_hours, main_round_seconds, indicative_round_seconds, payout_minimum_micros, ask_raise_notice_hours, tax_bps, note,
  event_at, instant_reserve_bps, instant_reserve_hours, freed_cards_pass_round
FROM market_terms;
--> statement-breakpoint
CREATE VIEW published.indicative_rounds AS
SELECT id, after_round_number, orders, trades_given_back, raised_pool_hours, moved_pool_hours, welfare_micros, bound_micros,
  elapsed_ms, terms_version, event_at
FROM indicative_rounds;
--> statement-breakpoint
CREATE VIEW published.day_books AS
SELECT day, orders, instant_orders, filled, card_hours, welfare_micros, bound_micros, first_come_micros, first_come_card_hours,
  largest_ten_micros, rounds, event_at
FROM day_books;
--> statement-breakpoint
GRANT SELECT ON published.indicative_rounds, published.day_books TO cardhour_public, cardhour_app, cardhour_regulator, cardhour_engine, cardhour_identity;
