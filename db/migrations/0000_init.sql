CREATE TABLE "round_attempts" (
	"id" text PRIMARY KEY NOT NULL,
	"round_id" text,
	"cause" text NOT NULL,
	"facts" jsonb NOT NULL,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "round_prices" (
	"round_id" text NOT NULL,
	"pool_id" text NOT NULL,
	"hour" integer NOT NULL,
	"ask_micros" bigint NOT NULL,
	"price_micros" bigint NOT NULL,
	"traded_cards" integer NOT NULL,
	CONSTRAINT "round_prices_round_id_pool_id_hour_pk" PRIMARY KEY("round_id","pool_id","hour"),
	CONSTRAINT "round_prices_ask" CHECK ("round_prices"."price_micros" >= "round_prices"."ask_micros")
);
--> statement-breakpoint
CREATE TABLE "rounds" (
	"id" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"starts_at_hour" integer NOT NULL,
	"hours" integer NOT NULL,
	"book" "bytea" NOT NULL,
	"outcome" "bytea" NOT NULL,
	"engine" text NOT NULL,
	"counts" jsonb NOT NULL,
	"card_hours" integer NOT NULL,
	"pay_micros" numeric(30, 0) NOT NULL,
	"welfare_micros" numeric(30, 0) NOT NULL,
	"bound_micros" numeric(30, 0) NOT NULL,
	"lost_value_micros" numeric(30, 0) NOT NULL,
	"regret_micros" numeric(30, 0) NOT NULL,
	"elapsed_ms" integer NOT NULL,
	"terms_version" integer NOT NULL,
	"started_by" text NOT NULL,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rounds_number_unique" UNIQUE("number"),
	CONSTRAINT "rounds_bound" CHECK ("rounds"."welfare_micros" <= "rounds"."bound_micros")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"lease_id" text NOT NULL,
	"buyer_organization_id" text NOT NULL,
	"provider_organization_id" text NOT NULL,
	"request_id" text NOT NULL,
	"sequence" integer NOT NULL,
	"units" bigint NOT NULL,
	"evidence" jsonb NOT NULL,
	"state" text NOT NULL,
	"reported_by_person_id" text,
	"reported_by_key_id" text,
	"window_ends_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deliveries_sequence" UNIQUE("lease_id","sequence"),
	CONSTRAINT "deliveries_request" UNIQUE("provider_organization_id","request_id"),
	CONSTRAINT "deliveries_units" CHECK ("deliveries"."units" > 0),
	CONSTRAINT "deliveries_decided" CHECK (("deliveries"."state" = 'reported') = ("deliveries"."decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"id" text PRIMARY KEY NOT NULL,
	"delivery_id" text NOT NULL,
	"lease_id" text NOT NULL,
	"buyer_organization_id" text NOT NULL,
	"provider_organization_id" text NOT NULL,
	"disputed_micros" bigint NOT NULL,
	"reason" text NOT NULL,
	"statement" text NOT NULL,
	"state" text NOT NULL,
	"outcome" text,
	"decision_note" text,
	"decided_by_person_id" text,
	"decided_at" timestamp (3) with time zone,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "disputes_delivery_id_unique" UNIQUE("delivery_id"),
	CONSTRAINT "disputes_decided" CHECK (("disputes"."state" = 'decided') = ("disputes"."outcome" is not null))
);
--> statement-breakpoint
CREATE TABLE "lease_hours" (
	"lease_id" text NOT NULL,
	"hour" integer NOT NULL,
	"pool_id" text NOT NULL,
	"buyer_organization_id" text NOT NULL,
	"provider_organization_id" text NOT NULL,
	"cards" integer NOT NULL,
	"price_micros" bigint NOT NULL,
	"released" boolean DEFAULT false NOT NULL,
	CONSTRAINT "lease_hours_lease_id_hour_pk" PRIMARY KEY("lease_id","hour"),
	CONSTRAINT "lease_hours_cards" CHECK ("lease_hours"."cards" > 0 and "lease_hours"."price_micros" >= 1)
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"id" text PRIMARY KEY NOT NULL,
	"trade_id" text NOT NULL,
	"order_id" text NOT NULL,
	"buyer_organization_id" text NOT NULL,
	"provider_organization_id" text NOT NULL,
	"pool_id" text NOT NULL,
	"price_micros" bigint NOT NULL,
	"unit_kind" text NOT NULL,
	"units" bigint NOT NULL,
	"reported_units" bigint DEFAULT 0 NOT NULL,
	"accepted_units" bigint DEFAULT 0 NOT NULL,
	"earned_micros" bigint DEFAULT 0 NOT NULL,
	"fee_micros" bigint DEFAULT 0 NOT NULL,
	"refunded_micros" bigint DEFAULT 0 NOT NULL,
	"start_hour" integer NOT NULL,
	"end_hour" integer NOT NULL,
	"state" text NOT NULL,
	"end_reason" text,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"terms_version" integer NOT NULL,
	"service_level_version" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "leases_trade_pool" UNIQUE("trade_id","pool_id"),
	CONSTRAINT "leases_parties" CHECK ("leases"."buyer_organization_id" <> "leases"."provider_organization_id"),
	CONSTRAINT "leases_units" CHECK ("leases"."units" > 0 and "leases"."accepted_units" between 0 and "leases"."reported_units" and "leases"."reported_units" <= "leases"."units"),
	CONSTRAINT "leases_money" CHECK ("leases"."price_micros" > 0 and "leases"."earned_micros" >= 0 and "leases"."fee_micros" between 0 and "leases"."earned_micros" and "leases"."refunded_micros" >= 0 and "leases"."earned_micros" + "leases"."refunded_micros" <= "leases"."price_micros"),
	CONSTRAINT "leases_state" CHECK ("leases"."state" in ('reserved','running','delivering','disputed','ended')),
	CONSTRAINT "leases_ended" CHECK (("leases"."state" = 'ended') = ("leases"."end_reason" is not null) and ("leases"."state" = 'ended') = ("leases"."ended_at" is not null)),
	CONSTRAINT "leases_settled" CHECK ("leases"."state" <> 'ended' or "leases"."earned_micros" + "leases"."refunded_micros" = "leases"."price_micros")
);
--> statement-breakpoint
CREATE TABLE "trades" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"round_id" text,
	"pay_micros" bigint NOT NULL,
	"card_hours" integer NOT NULL,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trades_order_id_unique" UNIQUE("order_id"),
	CONSTRAINT "trades_pay" CHECK ("trades"."pay_micros" > 0 and "trades"."card_hours" > 0)
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"created_by_person_id" text,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"label" text DEFAULT '' NOT NULL,
	"spec" jsonb NOT NULL,
	"unit_kind" text NOT NULL,
	"units" bigint NOT NULL,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "jobs_units" CHECK ("jobs"."units" > 0)
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"placed_by_person_id" text,
	"placed_by_key_id" text,
	"job_id" text NOT NULL,
	"kind" text NOT NULL,
	"quote_id" text,
	"request_id" text NOT NULL,
	"request_hash" text NOT NULL,
	"seq" bigint NOT NULL,
	"shape" text NOT NULL,
	"limit_micros" bigint NOT NULL,
	"tax_bps" integer NOT NULL,
	"earliest_hour" integer NOT NULL,
	"deadline_hour" integer NOT NULL,
	"options" jsonb NOT NULL,
	"unit_kind" text NOT NULL,
	"units" bigint NOT NULL,
	"state" text NOT NULL,
	"last_reason" text,
	"last_round_id" text,
	"rounds_stood" integer DEFAULT 0 NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_because" text,
	"terms_version" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "orders_quote_id_unique" UNIQUE("quote_id"),
	CONSTRAINT "orders_seq_unique" UNIQUE("seq"),
	CONSTRAINT "orders_request" UNIQUE("organization_id","request_id"),
	CONSTRAINT "orders_limit" CHECK ("orders"."limit_micros" > 0),
	CONSTRAINT "orders_window" CHECK ("orders"."earliest_hour" < "orders"."deadline_hour"),
	CONSTRAINT "orders_units" CHECK ("orders"."units" > 0),
	CONSTRAINT "orders_state" CHECK ("orders"."state" in ('open','filled','cancelled','expired')),
	CONSTRAINT "orders_instant" CHECK (("orders"."kind" = 'instant') = ("orders"."quote_id" is not null)),
	CONSTRAINT "orders_closed" CHECK (("orders"."state" = 'open') = ("orders"."closed_at" is null))
);
--> statement-breakpoint
CREATE TABLE "quotes" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"job_id" text NOT NULL,
	"pool_ids" text[] NOT NULL,
	"total_micros" bigint NOT NULL,
	"tax_micros" bigint NOT NULL,
	"tax_bps" integer NOT NULL,
	"start_hour" integer NOT NULL,
	"end_hour" integer NOT NULL,
	"facts" jsonb NOT NULL,
	"terms_version" integer NOT NULL,
	"profile_version" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "quotes_total" CHECK ("quotes"."total_micros" > 0 and "quotes"."start_hour" < "quotes"."end_hour")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"created_by_person_id" text NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"sha256" text NOT NULL,
	"scopes" text[] NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"spend_cap_micros" bigint,
	"spent_micros" bigint DEFAULT 0 NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_keys_prefix_unique" UNIQUE("prefix"),
	CONSTRAINT "api_keys_sha256_unique" UNIQUE("sha256"),
	CONSTRAINT "api_keys_cap" CHECK ("api_keys"."spend_cap_micros" is null or "api_keys"."spent_micros" <= "api_keys"."spend_cap_micros")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"person_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"role" text NOT NULL,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_person_id_organization_id_pk" PRIMARY KEY("person_id","organization_id"),
	CONSTRAINT "memberships_role" CHECK ("memberships"."role" in ('owner','trader','finance','viewer'))
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" text PRIMARY KEY NOT NULL,
	"short_code" text NOT NULL,
	"registered_name" text NOT NULL,
	"country" text NOT NULL,
	"registration_number" text NOT NULL,
	"controlling_group" text,
	"is_buyer" boolean DEFAULT false NOT NULL,
	"is_provider" boolean DEFAULT false NOT NULL,
	"is_regulator" boolean DEFAULT false NOT NULL,
	"is_operator" boolean DEFAULT false NOT NULL,
	"regulator_scope" jsonb,
	"status" text NOT NULL,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_short_code_unique" UNIQUE("short_code"),
	CONSTRAINT "organizations_registration" UNIQUE("country","registration_number"),
	CONSTRAINT "organizations_status" CHECK ("organizations"."status" in ('pending','admitted','suspended')),
	CONSTRAINT "organizations_capacities" CHECK ((case when "organizations"."is_regulator" then 1 else 0 end) + (case when "organizations"."is_operator" then 1 else 0 end)
        + (case when "organizations"."is_buyer" or "organizations"."is_provider" then 1 else 0 end) = 1),
	CONSTRAINT "organizations_scope" CHECK (("organizations"."regulator_scope" is not null) = "organizations"."is_regulator")
);
--> statement-breakpoint
CREATE TABLE "persons" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"oidc_subject" text,
	"disabled_at" timestamp (3) with time zone,
	"failed_sign_ins" jsonb,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "persons_oidc_subject_unique" UNIQUE("oidc_subject")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"organization_id" text,
	"user_agent" text,
	"started_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_because" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text,
	"kind" text NOT NULL,
	"currency" text NOT NULL,
	"balance_micros" bigint DEFAULT 0 NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_kind" CHECK ("accounts"."kind" in ('available','held','disputed','payable','in_payout','receivable','fees','guarantee','costs','losses') or "accounts"."kind" like 'external:%'),
	CONSTRAINT "accounts_owner" CHECK (("accounts"."organization_id" is not null) = ("accounts"."kind" in ('available','held','disputed','payable','in_payout','receivable'))),
	CONSTRAINT "accounts_sign" CHECK ("accounts"."balance_micros" >= 0 or "accounts"."kind" in ('receivable','costs','losses') or "accounts"."kind" like 'external:%'),
	CONSTRAINT "accounts_debit_sign" CHECK ("accounts"."balance_micros" <= 0 or "accounts"."kind" not in ('receivable','costs','losses'))
);
--> statement-breakpoint
CREATE TABLE "entries" (
	"account_id" text NOT NULL,
	"version" bigint NOT NULL,
	"posting_id" text NOT NULL,
	"organization_id" text,
	"currency" text NOT NULL,
	"amount_micros" bigint NOT NULL,
	"balance_after_micros" bigint NOT NULL,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "entries_account_id_version_pk" PRIMARY KEY("account_id","version"),
	CONSTRAINT "entries_amount" CHECK ("entries"."amount_micros" <> 0)
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"order_id" text NOT NULL,
	"lease_id" text,
	"held_micros" bigint NOT NULL,
	"disputed_micros" bigint DEFAULT 0 NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "holds_lease_id_unique" UNIQUE("lease_id"),
	CONSTRAINT "holds_positive" CHECK ("holds"."held_micros" >= 0 and "holds"."disputed_micros" >= 0),
	CONSTRAINT "holds_closed" CHECK ("holds"."closed_at" is null or ("holds"."held_micros" = 0 and "holds"."disputed_micros" = 0))
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"request_id" text NOT NULL,
	"channel" text NOT NULL,
	"direction" text NOT NULL,
	"amount_micros" bigint NOT NULL,
	"currency" text NOT NULL,
	"state" text NOT NULL,
	"failure" text,
	"settled_at" timestamp (3) with time zone,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payments_request" UNIQUE("organization_id","request_id"),
	CONSTRAINT "payments_amount" CHECK ("payments"."amount_micros" > 0),
	CONSTRAINT "payments_settled" CHECK (("payments"."state" = 'pending') = ("payments"."settled_at" is null))
);
--> statement-breakpoint
CREATE TABLE "postings" (
	"id" text PRIMARY KEY NOT NULL,
	"recipe" text NOT NULL,
	"request_key" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"facts" jsonb NOT NULL,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "postings_request_key_unique" UNIQUE("request_key")
);
--> statement-breakpoint
CREATE TABLE "market_settings" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"currency" text NOT NULL,
	"clock" text NOT NULL,
	"clock_now" timestamp (3) with time zone,
	"purpose" text NOT NULL,
	"seeded_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "market_settings_one_row" CHECK ("market_settings"."id"),
	CONSTRAINT "market_settings_clock" CHECK (("market_settings"."clock" = 'manual') = ("market_settings"."clock_now" is not null)),
	CONSTRAINT "market_settings_production" CHECK ("market_settings"."purpose" <> 'production' or "market_settings"."clock" = 'system')
);
--> statement-breakpoint
CREATE TABLE "market_terms" (
	"version" integer PRIMARY KEY NOT NULL,
	"valid_from_hour" integer NOT NULL,
	"fee_bps" integer NOT NULL,
	"acceptance_window_hours" integer NOT NULL,
	"start_grace_minutes" integer NOT NULL,
	"lead_minutes" integer NOT NULL,
	"quote_life_seconds" integer NOT NULL,
	"horizon_hours" integer NOT NULL,
	"main_round_seconds" integer NOT NULL,
	"indicative_round_seconds" integer NOT NULL,
	"payout_minimum_micros" bigint NOT NULL,
	"ask_raise_notice_hours" integer NOT NULL,
	"tax_bps" integer NOT NULL,
	"changed_by_person_id" text,
	"note" text NOT NULL,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "market_terms_fee" CHECK ("market_terms"."fee_bps" between 0 and 10000 and "market_terms"."tax_bps" between 0 and 10000),
	CONSTRAINT "market_terms_rounds" CHECK ("market_terms"."main_round_seconds" > 0 and "market_terms"."indicative_round_seconds" > 0),
	CONSTRAINT "market_terms_horizon" CHECK ("market_terms"."horizon_hours" between 24 and 8784)
);
--> statement-breakpoint
CREATE TABLE "nodes" (
	"code" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name_en" text NOT NULL,
	"name_zh" text NOT NULL,
	"parent_code" text,
	"region" text,
	"industry" text,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "nodes_kind" CHECK ("nodes"."kind" in ('national','regional','industry'))
);
--> statement-breakpoint
CREATE TABLE "audit_chain" (
	"organization_id" text NOT NULL,
	"number" bigint NOT NULL,
	"audit_id" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_chain_organization_id_number_pk" PRIMARY KEY("organization_id","number"),
	CONSTRAINT "audit_chain_audit_id_unique" UNIQUE("audit_id")
);
--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"organization_id" text NOT NULL,
	"day" text NOT NULL,
	"number" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	"signature" "bytea" NOT NULL,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_heads_organization_id_day_pk" PRIMARY KEY("organization_id","day")
);
--> statement-breakpoint
CREATE TABLE "audit_rows" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"verb" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"facts" jsonb NOT NULL,
	"request_id" text NOT NULL,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ask_plans" (
	"pool_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"version" integer NOT NULL,
	"from_hour" integer NOT NULL,
	"asks_micros" bigint[] NOT NULL,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ask_plans_pool_id_version_pk" PRIMARY KEY("pool_id","version"),
	CONSTRAINT "ask_plans_24" CHECK (cardinality("ask_plans"."asks_micros") = 24),
	CONSTRAINT "ask_plans_positive" CHECK (1 <= all("ask_plans"."asks_micros") and 100000000000 >= all("ask_plans"."asks_micros"))
);
--> statement-breakpoint
CREATE TABLE "availability" (
	"id" text PRIMARY KEY NOT NULL,
	"pool_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"from_hour" integer NOT NULL,
	"to_hour" integer NOT NULL,
	"cards" integer NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "availability_interval" CHECK ("availability"."from_hour" < "availability"."to_hour"),
	CONSTRAINT "availability_cards" CHECK ("availability"."cards" >= 0)
);
--> statement-breakpoint
CREATE TABLE "pool_hours" (
	"pool_id" text NOT NULL,
	"hour" integer NOT NULL,
	"organization_id" text NOT NULL,
	"offered_cards" integer NOT NULL,
	"reserved_cards" integer DEFAULT 0 NOT NULL,
	"ask_micros" bigint NOT NULL,
	"price_micros" bigint,
	"price_round_id" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "pool_hours_pool_id_hour_pk" PRIMARY KEY("pool_id","hour"),
	CONSTRAINT "pool_hours_capacity" CHECK ("pool_hours"."reserved_cards" >= 0 and "pool_hours"."reserved_cards" <= "pool_hours"."offered_cards"),
	CONSTRAINT "pool_hours_ask" CHECK ("pool_hours"."ask_micros" between 1 and 100000000000),
	CONSTRAINT "pool_hours_price" CHECK ("pool_hours"."price_micros" is null or "pool_hours"."price_micros" >= 1)
);
--> statement-breakpoint
CREATE TABLE "pools" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"code" text NOT NULL,
	"official_code" text,
	"name" text NOT NULL,
	"node_code" text NOT NULL,
	"chip" text NOT NULL,
	"cards" integer NOT NULL,
	"cards_per_server" integer NOT NULL,
	"lot_cards" integer NOT NULL,
	"region" text NOT NULL,
	"time_zone" text NOT NULL,
	"site" text NOT NULL,
	"server_interconnect_gbs" double precision,
	"network_gbits" double precision,
	"ingress_mbits" integer,
	"egress_mbits" integer,
	"storage_tb" double precision,
	"pue" double precision,
	"green_share" double precision,
	"latency_ms" double precision,
	"description" text DEFAULT '' NOT NULL,
	"status" text NOT NULL,
	"rolled_to_hour" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pools_code_unique" UNIQUE("code"),
	CONSTRAINT "pools_official_code_unique" UNIQUE("official_code"),
	CONSTRAINT "pools_status" CHECK ("pools"."status" in ('issued','registered','active','suspended','revoked')),
	CONSTRAINT "pools_cards" CHECK ("pools"."cards" between 1 and 1000000),
	CONSTRAINT "pools_lots" CHECK ("pools"."lot_cards" between 1 and "pools"."cards_per_server" and "pools"."cards_per_server" % "pools"."lot_cards" = 0),
	CONSTRAINT "pools_servers" CHECK ("pools"."cards" % "pools"."lot_cards" = 0),
	CONSTRAINT "pools_pue" CHECK ("pools"."pue" is null or "pools"."pue" between 1 and 3),
	CONSTRAINT "pools_green" CHECK ("pools"."green_share" is null or "pools"."green_share" between 0 and 1)
);
--> statement-breakpoint
CREATE TABLE "service_levels" (
	"pool_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"version" integer NOT NULL,
	"grade" text NOT NULL,
	"start_grace_minutes" integer NOT NULL,
	"late_credit_bps_per_hour" integer NOT NULL,
	"late_credit_cap_bps" integer NOT NULL,
	"valid_from_hour" integer NOT NULL,
	"event_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "service_levels_pool_id_version_pk" PRIMARY KEY("pool_id","version"),
	CONSTRAINT "service_levels_credit" CHECK ("service_levels"."late_credit_bps_per_hour" between 0 and 10000 and "service_levels"."late_credit_cap_bps" between 0 and 10000)
);
--> statement-breakpoint
ALTER TABLE "round_attempts" ADD CONSTRAINT "round_attempts_round_id_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_prices" ADD CONSTRAINT "round_prices_round_id_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_prices" ADD CONSTRAINT "round_prices_pool_id_pools_id_fk" FOREIGN KEY ("pool_id") REFERENCES "public"."pools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_lease_id_leases_id_fk" FOREIGN KEY ("lease_id") REFERENCES "public"."leases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_buyer_organization_id_organizations_id_fk" FOREIGN KEY ("buyer_organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_provider_organization_id_organizations_id_fk" FOREIGN KEY ("provider_organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_reported_by_person_id_persons_id_fk" FOREIGN KEY ("reported_by_person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_delivery_id_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."deliveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_lease_id_leases_id_fk" FOREIGN KEY ("lease_id") REFERENCES "public"."leases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_buyer_organization_id_organizations_id_fk" FOREIGN KEY ("buyer_organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_provider_organization_id_organizations_id_fk" FOREIGN KEY ("provider_organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_decided_by_person_id_persons_id_fk" FOREIGN KEY ("decided_by_person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lease_hours" ADD CONSTRAINT "lease_hours_lease_id_leases_id_fk" FOREIGN KEY ("lease_id") REFERENCES "public"."leases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lease_hours" ADD CONSTRAINT "lease_hours_pool_id_pools_id_fk" FOREIGN KEY ("pool_id") REFERENCES "public"."pools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lease_hours" ADD CONSTRAINT "lease_hours_buyer_organization_id_organizations_id_fk" FOREIGN KEY ("buyer_organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lease_hours" ADD CONSTRAINT "lease_hours_provider_organization_id_organizations_id_fk" FOREIGN KEY ("provider_organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leases" ADD CONSTRAINT "leases_trade_id_trades_id_fk" FOREIGN KEY ("trade_id") REFERENCES "public"."trades"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leases" ADD CONSTRAINT "leases_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leases" ADD CONSTRAINT "leases_buyer_organization_id_organizations_id_fk" FOREIGN KEY ("buyer_organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leases" ADD CONSTRAINT "leases_provider_organization_id_organizations_id_fk" FOREIGN KEY ("provider_organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leases" ADD CONSTRAINT "leases_pool_id_pools_id_fk" FOREIGN KEY ("pool_id") REFERENCES "public"."pools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trades" ADD CONSTRAINT "trades_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trades" ADD CONSTRAINT "trades_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trades" ADD CONSTRAINT "trades_round_id_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_created_by_person_id_persons_id_fk" FOREIGN KEY ("created_by_person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_placed_by_person_id_persons_id_fk" FOREIGN KEY ("placed_by_person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_quote_id_quotes_id_fk" FOREIGN KEY ("quote_id") REFERENCES "public"."quotes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_person_id_persons_id_fk" FOREIGN KEY ("created_by_person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_posting_id_postings_id_fk" FOREIGN KEY ("posting_id") REFERENCES "public"."postings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_lease_id_leases_id_fk" FOREIGN KEY ("lease_id") REFERENCES "public"."leases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_chain" ADD CONSTRAINT "audit_chain_audit_id_audit_rows_id_fk" FOREIGN KEY ("audit_id") REFERENCES "public"."audit_rows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ask_plans" ADD CONSTRAINT "ask_plans_pool_id_pools_id_fk" FOREIGN KEY ("pool_id") REFERENCES "public"."pools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ask_plans" ADD CONSTRAINT "ask_plans_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "availability" ADD CONSTRAINT "availability_pool_id_pools_id_fk" FOREIGN KEY ("pool_id") REFERENCES "public"."pools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "availability" ADD CONSTRAINT "availability_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pool_hours" ADD CONSTRAINT "pool_hours_pool_id_pools_id_fk" FOREIGN KEY ("pool_id") REFERENCES "public"."pools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pool_hours" ADD CONSTRAINT "pool_hours_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pools" ADD CONSTRAINT "pools_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pools" ADD CONSTRAINT "pools_node_code_nodes_code_fk" FOREIGN KEY ("node_code") REFERENCES "public"."nodes"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_levels" ADD CONSTRAINT "service_levels_pool_id_pools_id_fk" FOREIGN KEY ("pool_id") REFERENCES "public"."pools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_levels" ADD CONSTRAINT "service_levels_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "round_prices_pool" ON "round_prices" USING btree ("pool_id","hour");--> statement-breakpoint
CREATE INDEX "rounds_event_at" ON "rounds" USING btree ("event_at");--> statement-breakpoint
CREATE INDEX "deliveries_window" ON "deliveries" USING btree ("state","window_ends_at");--> statement-breakpoint
CREATE INDEX "disputes_state" ON "disputes" USING btree ("state");--> statement-breakpoint
CREATE INDEX "lease_hours_pool" ON "lease_hours" USING btree ("pool_id","hour");--> statement-breakpoint
CREATE INDEX "leases_buyer" ON "leases" USING btree ("buyer_organization_id","event_at");--> statement-breakpoint
CREATE INDEX "leases_provider" ON "leases" USING btree ("provider_organization_id","event_at");--> statement-breakpoint
CREATE INDEX "leases_state" ON "leases" USING btree ("state","start_hour");--> statement-breakpoint
CREATE INDEX "leases_pool" ON "leases" USING btree ("pool_id");--> statement-breakpoint
CREATE INDEX "trades_round" ON "trades" USING btree ("round_id");--> statement-breakpoint
CREATE INDEX "trades_event_at" ON "trades" USING btree ("event_at");--> statement-breakpoint
CREATE INDEX "jobs_organization" ON "jobs" USING btree ("organization_id","event_at");--> statement-breakpoint
CREATE INDEX "orders_open" ON "orders" USING btree ("state","deadline_hour");--> statement-breakpoint
CREATE INDEX "orders_organization" ON "orders" USING btree ("organization_id","event_at");--> statement-breakpoint
CREATE INDEX "quotes_job" ON "quotes" USING btree ("job_id");--> statement-breakpoint
CREATE INDEX "api_keys_organization" ON "api_keys" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "memberships_organization" ON "memberships" USING btree ("organization_id");--> statement-breakpoint
CREATE UNIQUE INDEX "persons_email" ON "persons" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "accounts_organization" ON "accounts" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "entries_posting" ON "entries" USING btree ("posting_id");--> statement-breakpoint
CREATE INDEX "entries_organization" ON "entries" USING btree ("organization_id","event_at");--> statement-breakpoint
CREATE INDEX "holds_organization" ON "holds" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "holds_order" ON "holds" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "postings_subject" ON "postings" USING btree ("subject_type","subject_id");--> statement-breakpoint
CREATE INDEX "audit_rows_organization" ON "audit_rows" USING btree ("organization_id","id");--> statement-breakpoint
CREATE INDEX "audit_rows_subject" ON "audit_rows" USING btree ("subject_type","subject_id");--> statement-breakpoint
CREATE INDEX "availability_pool" ON "availability" USING btree ("pool_id");--> statement-breakpoint
CREATE INDEX "pool_hours_hour" ON "pool_hours" USING btree ("hour");--> statement-breakpoint
CREATE INDEX "pools_organization" ON "pools" USING btree ("organization_id");