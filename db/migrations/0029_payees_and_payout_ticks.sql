ALTER TABLE "market_settings" ADD COLUMN "payout_tick_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "channel_accounts" ADD COLUMN "chosen_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "channel_accounts" ADD COLUMN "rests_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "payee" jsonb;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_payee" CHECK (("payments"."payee" is null) or "payments"."kind" = 'payout');--> statement-breakpoint
GRANT UPDATE (payout_tick_at) ON market_settings TO cardhour_engine;
--> statement-breakpoint
-- A provider may name its bank again at any time: the row then waits for an operator again.
DROP POLICY app_update ON channel_accounts;
--> statement-breakpoint
CREATE POLICY app_update ON channel_accounts FOR UPDATE TO cardhour_app
  USING (organization_id = current_organization() AND channel = 'bank' AND role = 'payee')
  WITH CHECK (organization_id = current_organization() AND channel = 'bank' AND role = 'payee' AND state = 'pending' AND external_id IS NULL);
--> statement-breakpoint
GRANT UPDATE (chosen_at, rests_until, requirements) ON channel_accounts TO cardhour_app;
--> statement-breakpoint
-- A payment's parties, amount, channel and payee are fixed when it is asked for, and what is final stays so.
CREATE OR REPLACE FUNCTION keep_payment() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (OLD.id, OLD.organization_id, OLD.request_id, OLD.channel, OLD.direction, OLD.kind, OLD.amount_micros, OLD.currency, OLD.payee, OLD.event_at)
      IS DISTINCT FROM (NEW.id, NEW.organization_id, NEW.request_id, NEW.channel, NEW.direction, NEW.kind, NEW.amount_micros, NEW.currency, NEW.payee, NEW.event_at)
      OR (OLD.state = 'succeeded' AND NEW.state <> 'succeeded')
      OR (OLD.external_id IS NOT NULL AND NEW.external_id IS DISTINCT FROM OLD.external_id)
      OR NEW.returned_micros < OLD.returned_micros AND NEW.kind = 'payout' THEN
    RAISE EXCEPTION 'payment_fixed' USING ERRCODE = 'CH017', DETAIL = pg_catalog.jsonb_build_object('paymentId', OLD.id)::text;
  END IF;
  RETURN NEW;
END $$;
