CREATE TABLE "organization_addresses" (
	"organization_id" text NOT NULL,
	"version" integer NOT NULL,
	"lines" text[] NOT NULL,
	"city" text NOT NULL,
	"postal_code" text,
	"country" text NOT NULL,
	"set_by_person_id" text,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organization_addresses_organization_id_version_pk" PRIMARY KEY("organization_id","version"),
	CONSTRAINT "organization_addresses_version" CHECK ("organization_addresses"."version" > 0),
	CONSTRAINT "organization_addresses_lines" CHECK (cardinality("organization_addresses"."lines") between 1 and 3),
	CONSTRAINT "organization_addresses_country" CHECK ("organization_addresses"."country" ~ '^[A-Z]{2}$')
);
--> statement-breakpoint
ALTER TABLE "channel_events" ADD COLUMN "source" text DEFAULT 'event' NOT NULL;--> statement-breakpoint
ALTER TABLE "channel_events" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "channel_events" ADD COLUMN "explained_by_person_id" text;--> statement-breakpoint
ALTER TABLE "chargebacks" ADD COLUMN "reinstated_micros" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "organization_addresses" ADD CONSTRAINT "organization_addresses_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_addresses" ADD CONSTRAINT "organization_addresses_set_by_person_id_persons_id_fk" FOREIGN KEY ("set_by_person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_events" ADD CONSTRAINT "channel_events_explained_by_person_id_persons_id_fk" FOREIGN KEY ("explained_by_person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_events" ADD CONSTRAINT "channel_events_source" CHECK ("channel_events"."source" in ('event', 'answer'));--> statement-breakpoint
ALTER TABLE "channel_events" ADD CONSTRAINT "channel_events_explained" CHECK (("channel_events"."note" is null) = ("channel_events"."explained_by_person_id" is null));--> statement-breakpoint
ALTER TABLE "chargebacks" ADD CONSTRAINT "chargebacks_reinstated" CHECK ("chargebacks"."reinstated_micros" between 0 and "chargebacks"."amount_micros");--> statement-breakpoint
-- What came back of a chargeback that was won so far is all of it.
UPDATE chargebacks SET reinstated_micros = amount_micros WHERE state = 'won' AND withdrawn;
--> statement-breakpoint
-- An organization says where it is registered, for itself, and what it said stands beside what it says later; whoever signs
-- up says it with the organization.
SELECT access.protect('organization_addresses');
--> statement-breakpoint
SELECT access.parties('organization_addresses', 'organization_id = current_organization()', 'organization_id = current_organization()', 'false');
--> statement-breakpoint
SELECT access.identity('organization_addresses');
--> statement-breakpoint
SELECT access.regulator('organization_addresses', '(SELECT regulator_sees_all())');
--> statement-breakpoint
GRANT SELECT ON organization_addresses TO cardhour_app, cardhour_engine, cardhour_regulator, cardhour_identity;
--> statement-breakpoint
GRANT INSERT ON organization_addresses TO cardhour_app, cardhour_engine, cardhour_identity;
--> statement-breakpoint
CREATE TRIGGER organization_addresses_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON organization_addresses
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
