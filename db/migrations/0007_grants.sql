-- Rights by role. What isn't granted here is "permission denied" before any policy is asked.
GRANT SELECT ON ALL TABLES IN SCHEMA published TO cardhour_public, cardhour_app, cardhour_regulator, cardhour_engine, cardhour_identity;
--> statement-breakpoint
GRANT SELECT ON lease_jobs, nodes, market_settings, market_terms, organizations, memberships, api_keys, pools, ask_plans,
  availability, service_levels, pool_hours, jobs, quotes, orders, trades, leases, lease_hours, deliveries, disputes,
  accounts, postings, entries, holds, payments, audit_rows, audit_chain, audit_heads TO cardhour_app;
--> statement-breakpoint
GRANT SELECT (id, email, name, disabled_at, event_at) ON persons TO cardhour_app, cardhour_engine;
--> statement-breakpoint
GRANT INSERT ON memberships, api_keys, pools, ask_plans, availability, service_levels, pool_hours, jobs, quotes, orders,
  trades, leases, deliveries, disputes, holds, payments TO cardhour_app;
--> statement-breakpoint
GRANT UPDATE ON api_keys, memberships, pools, jobs, orders, holds, payments TO cardhour_app;
--> statement-breakpoint
GRANT DELETE ON memberships TO cardhour_app;
--> statement-breakpoint
GRANT UPDATE (offered_cards, ask_micros, version) ON pool_hours TO cardhour_app;
--> statement-breakpoint
GRANT UPDATE (withdrawn_at) ON availability TO cardhour_app;
--> statement-breakpoint
-- The parties, pool, price and units of a lease are fixed by its trade (S-1).
GRANT UPDATE (reported_units, accepted_units, earned_micros, fee_micros, refunded_micros, state, end_reason, started_at, ended_at, version)
  ON leases TO cardhour_app, cardhour_engine;
--> statement-breakpoint
GRANT UPDATE (state, decided_at) ON deliveries TO cardhour_app, cardhour_engine;
--> statement-breakpoint
GRANT SELECT ON nodes, market_settings, market_terms, organizations, memberships, api_keys, pools, ask_plans, availability,
  service_levels, pool_hours, jobs, quotes, orders, rounds, round_attempts, round_prices, trades, leases, lease_hours, deliveries,
  disputes, accounts, postings, entries, holds, payments, audit_rows, audit_chain, audit_heads TO cardhour_engine;
--> statement-breakpoint
GRANT INSERT ON nodes, market_terms, pool_hours, rounds, round_attempts, round_prices, trades, leases, deliveries, disputes,
  holds, payments, audit_chain, audit_heads TO cardhour_engine;
--> statement-breakpoint
GRANT UPDATE ON nodes, organizations, pools, orders, round_attempts, disputes, holds, payments TO cardhour_engine;
--> statement-breakpoint
GRANT UPDATE (clock_now, seeded_at) ON market_settings TO cardhour_engine;
--> statement-breakpoint
GRANT UPDATE (offered_cards, ask_micros, price_micros, price_round_id, version) ON pool_hours TO cardhour_engine;
--> statement-breakpoint
GRANT SELECT ON nodes, market_settings, market_terms, organizations, pools, ask_plans, availability, service_levels, pool_hours,
  jobs, quotes, orders, rounds, round_attempts, round_prices, trades, leases, lease_hours, deliveries, disputes, accounts, postings,
  entries, holds, payments, audit_rows, audit_chain, audit_heads TO cardhour_regulator;
--> statement-breakpoint
GRANT SELECT ON nodes, market_settings, market_terms, organizations, persons, memberships, sessions, api_keys TO cardhour_identity;
--> statement-breakpoint
GRANT INSERT, UPDATE ON organizations, persons, memberships, sessions, api_keys TO cardhour_identity;
--> statement-breakpoint
GRANT DELETE ON memberships, sessions TO cardhour_identity;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE order_seq TO cardhour_app, cardhour_engine;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION post(jsonb), reserve_cards(jsonb), release_cards(text, integer), append_audit(jsonb),
  enqueue(text, json, timestamptz, text), next_order_seq(), refuse_change(), check_entries(), bump_version() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION post(jsonb), reserve_cards(jsonb), release_cards(text, integer), next_order_seq() TO cardhour_app, cardhour_engine;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION append_audit(jsonb), enqueue(text, json, timestamptz, text) TO cardhour_app, cardhour_engine, cardhour_identity;
