ALTER TABLE "market_settings" ADD COLUMN "round_tick_at" timestamp (3) with time zone;
--> statement-breakpoint
GRANT UPDATE (round_tick_at) ON market_settings TO cardhour_engine;
