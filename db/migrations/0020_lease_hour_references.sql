ALTER TABLE "lease_hours" DROP CONSTRAINT "lease_hours_pool_id_pools_id_fk";
--> statement-breakpoint
ALTER TABLE "lease_hours" DROP CONSTRAINT "lease_hours_buyer_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "lease_hours" DROP CONSTRAINT "lease_hours_provider_organization_id_organizations_id_fk";
