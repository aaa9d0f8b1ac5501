ALTER TABLE "disputes" DROP CONSTRAINT "disputes_moved";
--> statement-breakpoint
ALTER TABLE "disputes" DROP CONSTRAINT "disputes_money";
--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "credit_micros" bigint;
--> statement-breakpoint
ALTER TABLE "disputes" DISABLE TRIGGER disputes_kept;
--> statement-breakpoint
UPDATE "disputes" SET "credit_micros" = 0 WHERE "outcome" IS NOT NULL;
--> statement-breakpoint
ALTER TABLE "disputes" ENABLE TRIGGER disputes_kept;
--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_moved" CHECK (("disputes"."outcome" is null) = ("disputes"."decided_by" is null) and ("disputes"."outcome" is null) = ("disputes"."decided_at" is null) and ("disputes"."outcome" is null) = ("disputes"."earned_micros" is null) and ("disputes"."outcome" is null) = ("disputes"."fee_micros" is null) and ("disputes"."outcome" is null) = ("disputes"."credit_micros" is null) and ("disputes"."outcome" is null) = ("disputes"."refunded_micros" is null));
--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_money" CHECK ("disputes"."disputed_micros" >= 0 and "disputes"."fee_micros" between 0 and "disputes"."earned_micros" and "disputes"."credit_micros" between 0 and "disputes"."earned_micros" - "disputes"."fee_micros" and "disputes"."refunded_micros" >= 0);
