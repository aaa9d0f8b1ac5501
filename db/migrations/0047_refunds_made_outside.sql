ALTER TABLE "payments" ADD COLUMN "origin" text DEFAULT 'asked' NOT NULL;
--> statement-breakpoint
-- So far only what they were asked under told them apart.
UPDATE payments SET origin = 'outside' WHERE request_id LIKE 'outside:%';
--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_origin" CHECK ("payments"."origin" = 'asked' or ("payments"."origin" = 'outside' and "payments"."kind" = 'refund' and "payments"."state" in ('succeeded', 'failed')));
