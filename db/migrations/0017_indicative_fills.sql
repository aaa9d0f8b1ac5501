ALTER TABLE "indicative_rounds" ALTER COLUMN "multipliers" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "indicative_rounds" ADD COLUMN "fills" "bytea";--> statement-breakpoint
GRANT UPDATE (multipliers, fills) ON indicative_rounds TO cardhour_engine;
