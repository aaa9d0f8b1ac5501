CREATE TABLE "replacements" (
	"lease_id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"units" bigint NOT NULL,
	"state" text NOT NULL,
	"order_id" text,
	"because" text,
	"facts" jsonb DEFAULT '{}' NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "replacements_order_id_unique" UNIQUE("order_id"),
	CONSTRAINT "replacements_units" CHECK ("replacements"."units" > 0),
	CONSTRAINT "replacements_decided" CHECK (("replacements"."state" = 'due') = ("replacements"."decided_at" is null) and ("replacements"."state" = 'placed') = ("replacements"."order_id" is not null) and ("replacements"."state" = 'refused') = ("replacements"."because" is not null))
);
--> statement-breakpoint
-- Nobody who ordered before was asked.
ALTER TABLE "orders" ADD COLUMN "buy_again" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "buy_again" SET DEFAULT true;--> statement-breakpoint
ALTER TABLE "replacements" ADD CONSTRAINT "replacements_lease_id_leases_id_fk" FOREIGN KEY ("lease_id") REFERENCES "public"."leases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replacements" ADD CONSTRAINT "replacements_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replacements" ADD CONSTRAINT "replacements_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "replacements_due" ON "replacements" USING btree ("event_at") WHERE "replacements"."state" = 'due';--> statement-breakpoint
-- The buyer sees what became of its missing units, its provider nothing; the engine alone writes (S-10).
SELECT access.protect('replacements');
--> statement-breakpoint
SELECT access.parties('replacements', 'organization_id = current_organization()', 'false', 'false');
--> statement-breakpoint
SELECT access.regulator('replacements', 'lease_id IN (SELECT l.id FROM leases l)');
--> statement-breakpoint
GRANT SELECT ON replacements TO cardhour_app, cardhour_engine, cardhour_regulator;
--> statement-breakpoint
GRANT INSERT ON replacements TO cardhour_engine;
--> statement-breakpoint
GRANT UPDATE (state, order_id, because, facts, decided_at) ON replacements TO cardhour_engine;
--> statement-breakpoint
-- What was decided about them stands.
CREATE TRIGGER replacements_decided BEFORE UPDATE ON replacements FOR EACH ROW
  WHEN (OLD.state <> 'due') EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER replacements_never_removed BEFORE DELETE OR TRUNCATE ON replacements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- The engine places orders too: those that buy failed work again.
GRANT INSERT ON orders TO cardhour_engine;
