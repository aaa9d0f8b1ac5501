-- What anybody may read. Views run with the owner's rights and name every column they show.
CREATE VIEW published.pools WITH (security_barrier) AS
SELECT p.id, p.organization_id, o.registered_name AS provider_name, o.country AS provider_country,
  o.controlling_group AS provider_controlling_group, p.code, p.official_code, p.name, p.node_code, p.chip, p.cards,
  p.cards_per_server, p.lot_cards, p.region, p.time_zone, p.site, p.server_interconnect_gbs, p.network_gbits,
  p.ingress_mbits, p.egress_mbits, p.storage_tb, p.pue, p.green_share, p.latency_ms, p.description, p.status,
  p.rolled_to_hour, p.version, p.event_at
FROM pools p JOIN organizations o ON o.id = p.organization_id;
--> statement-breakpoint
CREATE VIEW published.pool_hours AS
SELECT pool_id, hour, offered_cards, reserved_cards, ask_micros, price_micros, price_round_id, version FROM pool_hours;
--> statement-breakpoint
CREATE VIEW published.service_levels AS
SELECT pool_id, version, grade, start_grace_minutes, late_credit_bps_per_hour, late_credit_cap_bps, valid_from_hour FROM service_levels;
--> statement-breakpoint
CREATE VIEW published.rounds AS
SELECT id, number, starts_at_hour, hours, engine, counts, card_hours, pay_micros, welfare_micros, bound_micros,
  lost_value_micros, regret_micros, elapsed_ms, terms_version, started_by, event_at
FROM rounds;
--> statement-breakpoint
CREATE VIEW published.round_prices AS
SELECT round_id, pool_id, hour, ask_micros, price_micros, traded_cards FROM round_prices;
--> statement-breakpoint
CREATE VIEW published.trade_statistics AS
SELECT p.chip, floor(extract(epoch FROM l.event_at) / 3600)::integer AS hour, count(DISTINCT l.id) AS leases,
  sum(h.cards) AS card_hours, sum(h.cards * h.price_micros)::numeric(30, 0) AS pay_micros
FROM leases l JOIN lease_hours h ON h.lease_id = l.id JOIN pools p ON p.id = l.pool_id
GROUP BY 1, 2;
--> statement-breakpoint
CREATE VIEW published.identifiers AS
SELECT p.code, p.official_code, p.id AS pool_id, p.status, p.node_code, p.region, p.chip, o.registered_name AS provider_name
FROM pools p JOIN organizations o ON o.id = p.organization_id;
--> statement-breakpoint
CREATE VIEW published.nodes AS SELECT code, kind, name_en, name_zh, parent_code, region, industry FROM nodes;
--> statement-breakpoint
CREATE VIEW published.market_settings AS SELECT currency, clock, clock_now, purpose, seeded_at FROM market_settings;
--> statement-breakpoint
CREATE VIEW published.market_terms AS
SELECT version, valid_from_hour, fee_bps, acceptance_window_hours, start_grace_minutes, lead_minutes, quote_life_seconds,
  horizon_hours, main_round_seconds, indicative_round_seconds, payout_minimum_micros, ask_raise_notice_hours, tax_bps, note, event_at
FROM market_terms;
--> statement-breakpoint
-- What a lease's two parties see of its job: the description is part of the contract (S-1), the buyer's limit is not.
CREATE VIEW lease_jobs WITH (security_barrier) AS
SELECT l.id AS lease_id, l.buyer_organization_id, l.provider_organization_id, j.id AS job_id, j.kind, j.name, j.spec, o.shape
FROM leases l JOIN orders o ON o.id = l.order_id JOIN jobs j ON j.id = o.job_id
WHERE current_organization() IN (l.buyer_organization_id, l.provider_organization_id);
