CREATE TABLE "dispute_statements" (
	"id" text PRIMARY KEY NOT NULL,
	"dispute_id" text NOT NULL,
	"buyer_organization_id" text NOT NULL,
	"provider_organization_id" text NOT NULL,
	"request_id" text NOT NULL,
	"side" text NOT NULL,
	"statement" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"rests" boolean DEFAULT false NOT NULL,
	"person_id" text,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dispute_statements_request" UNIQUE("dispute_id","side","request_id")
);
--> statement-breakpoint
CREATE TABLE "balance_forecasts" (
	"organization_id" text PRIMARY KEY NOT NULL,
	"available_micros" bigint NOT NULL,
	"daily_micros" bigint NOT NULL,
	"days_looked_at" integer NOT NULL,
	"lasts_until" timestamp (3) with time zone,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "balance_forecasts_daily" CHECK ("balance_forecasts"."daily_micros" >= 0 and "balance_forecasts"."days_looked_at" > 0)
);
--> statement-breakpoint
CREATE TABLE "budgets" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"label" text,
	"period" text NOT NULL,
	"cap_micros" bigint NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"set_by_person_id" text,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "budgets_one" UNIQUE NULLS NOT DISTINCT("organization_id","label","period","ended_at"),
	CONSTRAINT "budgets_cap" CHECK ("budgets"."cap_micros" >= 0)
);
--> statement-breakpoint
CREATE TABLE "channel_accounts" (
	"organization_id" text NOT NULL,
	"channel" text NOT NULL,
	"role" text NOT NULL,
	"external_id" text,
	"state" text NOT NULL,
	"requirements" text[] DEFAULT '{}' NOT NULL,
	"bank" jsonb,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "channel_accounts_organization_id_channel_role_pk" PRIMARY KEY("organization_id","channel","role"),
	CONSTRAINT "channel_accounts_external" UNIQUE("channel","role","external_id"),
	CONSTRAINT "channel_accounts_enabled" CHECK ("channel_accounts"."state" <> 'enabled' or "channel_accounts"."external_id" is not null or "channel_accounts"."bank" is not null)
);
--> statement-breakpoint
CREATE TABLE "channel_events" (
	"id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"type" text NOT NULL,
	"object_id" text NOT NULL,
	"payload" jsonb NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"outcome" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"applied_at" timestamp (3) with time zone,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "channel_events_applied" CHECK (("channel_events"."state" = 'received') = ("channel_events"."applied_at" is null))
);
--> statement-breakpoint
CREATE TABLE "chargebacks" (
	"id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"payment_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"amount_micros" bigint NOT NULL,
	"currency" text NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"withdrawn" boolean NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "chargebacks_amount" CHECK ("chargebacks"."amount_micros" > 0),
	CONSTRAINT "chargebacks_closed" CHECK (("chargebacks"."state" = 'open') = ("chargebacks"."closed_at" is null))
);
--> statement-breakpoint
CREATE TABLE "external_movements" (
	"id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"kind" text NOT NULL,
	"amount_micros" bigint NOT NULL,
	"fee_micros" bigint DEFAULT 0 NOT NULL,
	"currency" text NOT NULL,
	"external_id" text,
	"payment_id" text,
	"state" text NOT NULL,
	"why" text,
	"note" text,
	"explained_by_person_id" text,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"available_at" timestamp (3) with time zone,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "external_movements_unmatched" CHECK (("external_movements"."state" = 'unmatched') = ("external_movements"."why" is not null) or "external_movements"."state" = 'explained'),
	CONSTRAINT "external_movements_fee" CHECK ("external_movements"."fee_micros" >= 0)
);
--> statement-breakpoint
ALTER TABLE "disputes" DROP CONSTRAINT "disputes_decided";--> statement-breakpoint
ALTER TABLE "accounts" DROP CONSTRAINT "accounts_kind";--> statement-breakpoint
ALTER TABLE "payments" DROP CONSTRAINT "payments_settled";--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "evidence" jsonb DEFAULT '{"files":[]}' NOT NULL;--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "statements_until" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "disputes" SET "statements_until" = "event_at";--> statement-breakpoint
ALTER TABLE "disputes" ALTER COLUMN "statements_until" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "decision_reason" text;--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "provider_units" bigint;--> statement-breakpoint
UPDATE "disputes" d SET "provider_units" = CASE d."outcome" WHEN 'for_provider' THEN v."units" ELSE 0 END FROM "deliveries" v WHERE v."id" = d."delivery_id" AND d."outcome" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "leases" ADD COLUMN "credit_micros" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "leases" ADD COLUMN "charge_micros" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "kind" text;--> statement-breakpoint
UPDATE "payments" SET "kind" = CASE "direction" WHEN 'in' THEN 'top_up' ELSE 'payout' END;--> statement-breakpoint
ALTER TABLE "payments" ALTER COLUMN "kind" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "source_payment_id" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "external_payment_id" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "method" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "pay_url" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "reference" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "first_attempt_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "next_attempt_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "waits_for" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "returned_micros" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "final_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "booked_by_person_id" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "confirmed_by_person_id" text;--> statement-breakpoint
ALTER TABLE "market_terms" ADD COLUMN "card_final_days" integer DEFAULT 120 NOT NULL;--> statement-breakpoint
ALTER TABLE "market_terms" ADD COLUMN "card_payout_days" integer DEFAULT 14 NOT NULL;--> statement-breakpoint
ALTER TABLE "market_terms" ADD COLUMN "card_reserve_bps" integer DEFAULT 1000 NOT NULL;--> statement-breakpoint
ALTER TABLE "market_terms" ADD COLUMN "payout_interval_hours" integer DEFAULT 24 NOT NULL;--> statement-breakpoint
ALTER TABLE "market_terms" ADD COLUMN "guarantee_bps" integer DEFAULT 2000 NOT NULL;--> statement-breakpoint
ALTER TABLE "market_terms" ADD COLUMN "dispute_statement_hours" integer DEFAULT 72 NOT NULL;--> statement-breakpoint
ALTER TABLE "dispute_statements" ADD CONSTRAINT "dispute_statements_dispute_id_disputes_id_fk" FOREIGN KEY ("dispute_id") REFERENCES "public"."disputes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_statements" ADD CONSTRAINT "dispute_statements_buyer_organization_id_organizations_id_fk" FOREIGN KEY ("buyer_organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_statements" ADD CONSTRAINT "dispute_statements_provider_organization_id_organizations_id_fk" FOREIGN KEY ("provider_organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_statements" ADD CONSTRAINT "dispute_statements_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "balance_forecasts" ADD CONSTRAINT "balance_forecasts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_set_by_person_id_persons_id_fk" FOREIGN KEY ("set_by_person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_accounts" ADD CONSTRAINT "channel_accounts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chargebacks" ADD CONSTRAINT "chargebacks_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chargebacks" ADD CONSTRAINT "chargebacks_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_movements" ADD CONSTRAINT "external_movements_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_movements" ADD CONSTRAINT "external_movements_explained_by_person_id_persons_id_fk" FOREIGN KEY ("explained_by_person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dispute_statements_dispute" ON "dispute_statements" USING btree ("dispute_id","event_at");--> statement-breakpoint
CREATE INDEX "channel_events_state" ON "channel_events" USING btree ("state","event_at");--> statement-breakpoint
CREATE INDEX "channel_events_object" ON "channel_events" USING btree ("object_id");--> statement-breakpoint
CREATE INDEX "chargebacks_payment" ON "chargebacks" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "chargebacks_organization" ON "chargebacks" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "external_movements_state" ON "external_movements" USING btree ("state","occurred_at");--> statement-breakpoint
CREATE INDEX "external_movements_payment" ON "external_movements" USING btree ("payment_id");--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_source_payment_id_payments_id_fk" FOREIGN KEY ("source_payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_booked_by_person_id_persons_id_fk" FOREIGN KEY ("booked_by_person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_confirmed_by_person_id_persons_id_fk" FOREIGN KEY ("confirmed_by_person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "payments_external_payment" ON "payments" USING btree ("external_payment_id");--> statement-breakpoint
CREATE INDEX "payments_source" ON "payments" USING btree ("source_payment_id");--> statement-breakpoint
CREATE INDEX "payments_unfinished" ON "payments" USING btree ("state","next_attempt_at") WHERE "payments"."state" in ('pending', 'open');--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_external" UNIQUE("channel","external_id");--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_outcome" CHECK ("disputes"."outcome" is null or "disputes"."outcome" = 'for_provider' or ("disputes"."outcome" = 'for_buyer') = ("disputes"."provider_units" = 0));--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_decided" CHECK (("disputes"."state" = 'decided') = ("disputes"."outcome" is not null) and ("disputes"."outcome" is null) = ("disputes"."provider_units" is null));--> statement-breakpoint
ALTER TABLE "leases" ADD CONSTRAINT "leases_credit" CHECK ("leases"."credit_micros" between 0 and "leases"."earned_micros" - "leases"."fee_micros" and "leases"."charge_micros" between 0 and "leases"."price_micros");--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_kind" CHECK ("accounts"."kind" in ('available','held','disputed','payable','in_payout','receivable','fees','guarantee','allowance','costs','losses') or "accounts"."kind" like 'external:%');--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_kind" CHECK (("payments"."direction" = 'in') = ("payments"."kind" = 'top_up'));--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_state" CHECK ("payments"."state" in ('pending', 'open', 'succeeded', 'failed'));--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_failure" CHECK (("payments"."state" = 'failed') = ("payments"."failure" is not null));--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_returned" CHECK ("payments"."returned_micros" between 0 and "payments"."amount_micros");--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_source" CHECK (("payments"."source_payment_id" is not null) = ("payments"."kind" = 'refund'));--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_two_persons" CHECK ("payments"."confirmed_by_person_id" is null or "payments"."confirmed_by_person_id" <> "payments"."booked_by_person_id");--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_settled" CHECK (("payments"."state" in ('pending', 'open')) = ("payments"."settled_at" is null));--> statement-breakpoint
ALTER TABLE "market_terms" ADD CONSTRAINT "market_terms_money" CHECK ("market_terms"."card_final_days" between 0 and 730 and "market_terms"."card_payout_days" between 0 and "market_terms"."card_final_days" and "market_terms"."card_reserve_bps" between 0 and 10000
        and "market_terms"."payout_interval_hours" between 1 and 8784 and "market_terms"."guarantee_bps" between 0 and 10000 and "market_terms"."dispute_statement_hours" between 1 and 8784);