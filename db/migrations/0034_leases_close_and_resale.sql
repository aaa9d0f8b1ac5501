ALTER TABLE "leases" ADD COLUMN "reporting_closed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "leases" ADD COLUMN "resale_hour" integer;--> statement-breakpoint
CREATE INDEX "leases_resale" ON "leases" USING btree ("resale_hour") WHERE "leases"."resale_hour" is not null;--> statement-breakpoint
-- Leases whose reporting closed before it was written down: nothing unreported is held on them any more.
UPDATE leases l SET reporting_closed_at = coalesce(l.ended_at, l.event_at)
WHERE l.state = 'ended' OR (l.reported_units < l.units AND l.refunded_micros >= l.price_micros
  - div(l.price_micros::numeric * (l.reported_units - (SELECT coalesce(sum(d.units - q.provider_units), 0)
      FROM deliveries d JOIN disputes q ON q.delivery_id = d.id WHERE d.lease_id = l.id AND q.provider_units IS NOT NULL)), l.units::numeric));
--> statement-breakpoint
GRANT UPDATE (reporting_closed_at, resale_hour) ON leases TO cardhour_app, cardhour_engine;
