DROP INDEX "dispute_statements_dispute";
--> statement-breakpoint
DROP INDEX "disputes_state";
--> statement-breakpoint
ALTER TABLE "dispute_statements" ADD COLUMN "request_hash" text NOT NULL;
--> statement-breakpoint
ALTER TABLE "dispute_statements" ADD COLUMN "sequence" integer NOT NULL;
--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "request_id" text;
--> statement-breakpoint
UPDATE "disputes" SET "request_id" = "id";
--> statement-breakpoint
ALTER TABLE "disputes" ALTER COLUMN "request_id" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "request_hash" text;
--> statement-breakpoint
UPDATE "disputes" SET "request_hash" = "id";
--> statement-breakpoint
ALTER TABLE "disputes" ALTER COLUMN "request_hash" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "decided_by" text;
--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "decision_request_id" text;
--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "decision_hash" text;
--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "earned_micros" bigint;
--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "fee_micros" bigint;
--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "refunded_micros" bigint;
--> statement-breakpoint
CREATE INDEX "disputes_lease" ON "disputes" USING btree ("lease_id");
--> statement-breakpoint
CREATE INDEX "disputes_buyer" ON "disputes" USING btree ("buyer_organization_id","event_at");
--> statement-breakpoint
CREATE INDEX "disputes_provider" ON "disputes" USING btree ("provider_organization_id","event_at");
--> statement-breakpoint
CREATE INDEX "disputes_state" ON "disputes" USING btree ("state","statements_until");
--> statement-breakpoint
ALTER TABLE "dispute_statements" ADD CONSTRAINT "dispute_statements_sequence" UNIQUE("dispute_id","sequence");
--> statement-breakpoint
ALTER TABLE "dispute_statements" ADD CONSTRAINT "dispute_statements_says" CHECK ("dispute_statements"."sequence" > 0 and ("dispute_statements"."rests" or "dispute_statements"."statement" <> ''));
--> statement-breakpoint
UPDATE "disputes" d SET "decided_by" = 'operator', "decision_request_id" = d."id", "decision_hash" = d."id", "decided_at" = coalesce(d."decided_at", d."event_at"),
  "earned_micros" = coalesce((SELECT (p."facts" ->> 'earned')::bigint FROM "postings" p JOIN "deliveries" v ON v."id" = d."delivery_id"
    WHERE p."request_key" = 'decide:' || v."lease_id" || ':' || v."sequence"), 0),
  "fee_micros" = coalesce((SELECT (p."facts" ->> 'fee')::bigint FROM "postings" p JOIN "deliveries" v ON v."id" = d."delivery_id"
    WHERE p."request_key" = 'decide:' || v."lease_id" || ':' || v."sequence"), 0),
  "refunded_micros" = coalesce((SELECT sum(e."amount_micros") FROM "postings" p JOIN "deliveries" v ON v."id" = d."delivery_id"
    JOIN "entries" e ON e."posting_id" = p."id" JOIN "accounts" a ON a."id" = e."account_id" AND a."kind" = 'available'
    WHERE p."request_key" = 'decide:' || v."lease_id" || ':' || v."sequence" AND e."organization_id" = d."buyer_organization_id"), 0)
WHERE d."outcome" IS NOT NULL;
--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_moved" CHECK (("disputes"."outcome" is null) = ("disputes"."decided_by" is null) and ("disputes"."outcome" is null) = ("disputes"."decided_at" is null) and ("disputes"."outcome" is null) = ("disputes"."earned_micros" is null) and ("disputes"."outcome" is null) = ("disputes"."fee_micros" is null) and ("disputes"."outcome" is null) = ("disputes"."refunded_micros" is null));
--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_money" CHECK ("disputes"."disputed_micros" >= 0 and "disputes"."fee_micros" between 0 and "disputes"."earned_micros" and "disputes"."refunded_micros" >= 0);
--> statement-breakpoint
-- The buyer opens a dispute, nothing more: what came of it is the engine's to say.
DROP POLICY app_insert ON disputes;
--> statement-breakpoint
CREATE POLICY app_insert ON disputes FOR INSERT TO cardhour_app WITH CHECK (
  buyer_organization_id = current_organization() AND state = 'open' AND outcome IS NULL AND decided_by_person_id IS NULL);
--> statement-breakpoint
-- A side states in its own name, in a dispute of its own that is open.
DROP POLICY app_insert ON dispute_statements;
--> statement-breakpoint
CREATE POLICY app_insert ON dispute_statements FOR INSERT TO cardhour_app WITH CHECK (
  ((side = 'buyer' AND buyer_organization_id = current_organization())
    OR (side = 'provider' AND provider_organization_id = current_organization()))
  AND EXISTS (SELECT FROM disputes d WHERE d.id = dispute_statements.dispute_id AND d.state = 'open'
    AND d.buyer_organization_id = dispute_statements.buyer_organization_id
    AND d.provider_organization_id = dispute_statements.provider_organization_id));
--> statement-breakpoint
-- What was rejected, why and for how much is fixed when a dispute opens, and a decision stands.
CREATE FUNCTION keep_dispute() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (OLD.id, OLD.delivery_id, OLD.lease_id, OLD.buyer_organization_id, OLD.provider_organization_id, OLD.disputed_micros,
      OLD.request_id, OLD.reason, OLD.statement, OLD.evidence, OLD.event_at)
      IS DISTINCT FROM (NEW.id, NEW.delivery_id, NEW.lease_id, NEW.buyer_organization_id, NEW.provider_organization_id, NEW.disputed_micros,
      NEW.request_id, NEW.reason, NEW.statement, NEW.evidence, NEW.event_at)
      OR OLD.state = 'decided' OR NEW.statements_until < OLD.statements_until THEN
    RAISE EXCEPTION 'dispute_fixed' USING ERRCODE = 'CH018', DETAIL = pg_catalog.jsonb_build_object('disputeId', OLD.id)::text;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION keep_dispute() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER disputes_kept BEFORE UPDATE ON disputes FOR EACH ROW EXECUTE FUNCTION keep_dispute();
--> statement-breakpoint
CREATE TRIGGER disputes_never_removed BEFORE DELETE OR TRUNCATE ON disputes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
