ALTER TABLE "channel_events" ADD COLUMN "tried_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "channel_events" ADD COLUMN "waits_for_payment" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "first_sent_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "not_found_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "channel_events_waiting" ON "channel_events" USING btree ("waits_for_payment") WHERE "channel_events"."waits_for_payment" is not null;--> statement-breakpoint
-- What was sent before is as old as its row: its key runs out early rather than late (L-5).
UPDATE payments SET first_sent_at = created_at WHERE first_attempt_at IS NOT NULL;
--> statement-breakpoint
UPDATE channel_events SET waits_for_payment = coalesce(payload #>> '{data,object,payment_intent,id}', payload #>> '{data,object,payment_intent}')
WHERE state IN ('received', 'unmatched') AND (type LIKE 'charge.%' OR type LIKE 'refund.%');
--> statement-breakpoint
-- How old a key is, is the engine's to say: a row is asked for unsent.
CREATE POLICY app_unsent ON payments AS RESTRICTIVE FOR INSERT TO cardhour_app
  WITH CHECK (first_attempt_at IS NULL AND first_sent_at IS NULL AND not_found_at IS NULL AND attempts = 0);
