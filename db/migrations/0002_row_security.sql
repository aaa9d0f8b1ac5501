-- Who sees which rows. Every table has forced row-level security: what no policy grants, nobody sees, the owner
-- included. The cluster's roles are made by the set-up before the first migration runs.
-- A new private table needs: SELECT access.protect('t'); SELECT access.parties('t', …); its grants; its line in db/schema/visibility.ts.
CREATE SCHEMA access;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA published TO cardhour_public, cardhour_app, cardhour_regulator, cardhour_engine, cardhour_identity;
--> statement-breakpoint
-- The organization this transaction acts for; null outside `asOrganization`, and null equals nothing.
CREATE FUNCTION current_organization() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('app.organization_id', true), '');
--> statement-breakpoint
CREATE FUNCTION regulator_scope() RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('app.regulator_scope', true), '')::jsonb;
--> statement-breakpoint
CREATE FUNCTION regulator_sees_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(regulator_scope() ->> 'kind' = 'all', false);
--> statement-breakpoint
-- The role the caller took; inside a SECURITY DEFINER function current_user is the owner, this still isn't.
CREATE FUNCTION acting_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN current_setting('role');
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION current_organization() TO cardhour_app, cardhour_regulator, cardhour_engine, cardhour_identity;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION regulator_scope(), regulator_sees_all() TO cardhour_regulator;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION acting_role() TO cardhour_app, cardhour_engine, cardhour_identity;
--> statement-breakpoint
-- Forces row security and lets the owner (whose SECURITY DEFINER functions and views check for themselves, and who
-- need not be a superuser) and the engine through.
CREATE FUNCTION access.protect(p_table regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', p_table);
  EXECUTE format('CREATE POLICY owner_all ON %s FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true)', p_table);
  EXECUTE format('CREATE POLICY engine_all ON %s FOR ALL TO cardhour_engine USING (true) WITH CHECK (true)', p_table);
END $$;
--> statement-breakpoint
-- Policies of the app role, one per command: who reads a row, who may make it, who may change it.
CREATE FUNCTION access.parties(p_table regclass, p_reads text, p_makes text DEFAULT NULL, p_changes text DEFAULT NULL)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_makes text := coalesce(p_makes, p_reads);
  v_changes text := coalesce(p_changes, p_reads);
BEGIN
  EXECUTE format('CREATE POLICY app_select ON %s FOR SELECT TO cardhour_app USING (%s)', p_table, p_reads);
  EXECUTE format('CREATE POLICY app_insert ON %s FOR INSERT TO cardhour_app WITH CHECK (%s)', p_table, v_makes);
  EXECUTE format('CREATE POLICY app_update ON %s FOR UPDATE TO cardhour_app USING (%s) WITH CHECK (%2$s)', p_table, v_changes);
  EXECUTE format('CREATE POLICY app_delete ON %s FOR DELETE TO cardhour_app USING (%s)', p_table, v_changes);
END $$;
--> statement-breakpoint
CREATE FUNCTION access.regulator(p_table regclass, p_reads text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE POLICY regulator_select ON %s FOR SELECT TO cardhour_regulator USING (%s)', p_table, p_reads);
END $$;
--> statement-breakpoint
CREATE FUNCTION access.identity(p_table regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE POLICY identity_all ON %s FOR ALL TO cardhour_identity USING (true) WITH CHECK (true)', p_table);
END $$;
--> statement-breakpoint
SELECT access.protect(format('%I', tablename)::regclass) FROM pg_tables WHERE schemaname = 'public';
--> statement-breakpoint
SELECT access.identity(t::regclass) FROM unnest(ARRAY['organizations', 'persons', 'memberships', 'sessions', 'api_keys', 'nodes', 'market_settings', 'market_terms']) t;
--> statement-breakpoint
-- Reference rows: every column is published, so every role that sees the schema reads them.
SELECT access.parties(t::regclass, 'true', 'false', 'false') FROM unnest(ARRAY['nodes', 'market_settings', 'market_terms']) t;
--> statement-breakpoint
SELECT access.regulator(t::regclass, 'true') FROM unnest(ARRAY['nodes', 'market_settings', 'market_terms']) t;
--> statement-breakpoint
-- Rows of one organization.
SELECT access.parties(t::regclass, 'organization_id = current_organization()')
FROM unnest(ARRAY['memberships', 'api_keys', 'pools', 'ask_plans', 'availability', 'service_levels', 'jobs',
  'quotes', 'orders', 'trades', 'accounts', 'entries', 'holds', 'payments', 'audit_rows', 'audit_chain', 'audit_heads']) t;
--> statement-breakpoint
-- Reserved cards and prices are never the provider's to set.
SELECT access.parties('pool_hours', 'organization_id = current_organization()',
  'organization_id = current_organization() AND reserved_cards = 0 AND price_micros IS NULL AND price_round_id IS NULL',
  'organization_id = current_organization()');
--> statement-breakpoint
-- Rows of two parties.
SELECT access.parties(t::regclass, 'buyer_organization_id = current_organization() OR provider_organization_id = current_organization()', makes)
FROM (VALUES ('leases', 'buyer_organization_id = current_organization()'), ('lease_hours', 'false'),
  ('deliveries', 'provider_organization_id = current_organization()'), ('disputes', 'buyer_organization_id = current_organization()')) v (t, makes);
--> statement-breakpoint
-- Oneself and the parties of one's leases: a contract names both.
SELECT access.parties('organizations',
  'id = current_organization()
   OR id IN (SELECT l.buyer_organization_id FROM leases l WHERE l.provider_organization_id = current_organization())
   OR id IN (SELECT l.provider_organization_id FROM leases l WHERE l.buyer_organization_id = current_organization())',
  'false', 'id = current_organization()');
--> statement-breakpoint
SELECT access.parties('persons', 'id IN (SELECT m.person_id FROM memberships m WHERE m.organization_id = current_organization())', 'false', 'false');
--> statement-breakpoint
-- A posting is seen by whoever has an entry in it.
SELECT access.parties('postings', 'EXISTS (SELECT FROM entries e WHERE e.posting_id = postings.id AND e.organization_id = current_organization())', 'false', 'false');
--> statement-breakpoint
-- The regulator's scope: everything, regions (a country's code admits its regions), or one industry's nodes; and
-- what hangs on the pools in it. Subqueries run under the regulator's own policies, so one rule on pools carries.
SELECT access.regulator('pools',
  'CASE regulator_scope() ->> ''kind''
     WHEN ''all'' THEN true
     WHEN ''regions'' THEN (regulator_scope() -> ''regions'') ? region OR (regulator_scope() -> ''regions'') ? split_part(region, ''-'', 1)
     WHEN ''industry'' THEN node_code IN (SELECT n.code FROM nodes n WHERE n.industry = regulator_scope() ->> ''industry'')
     ELSE false END');
--> statement-breakpoint
SELECT access.regulator(t::regclass, '(SELECT regulator_sees_all()) OR pool_id IN (SELECT p.id FROM pools p)')
FROM unnest(ARRAY['ask_plans', 'availability', 'service_levels', 'pool_hours', 'round_prices', 'leases', 'lease_hours']) t;
--> statement-breakpoint
SELECT access.regulator(t::regclass, format('(SELECT regulator_sees_all()) OR %s', reads))
FROM (VALUES
  ('deliveries', 'lease_id IN (SELECT l.id FROM leases l)'),
  ('disputes', 'lease_id IN (SELECT l.id FROM leases l)'),
  ('trades', 'id IN (SELECT l.trade_id FROM leases l)'),
  ('orders', 'id IN (SELECT l.order_id FROM leases l)'),
  ('jobs', 'id IN (SELECT o.job_id FROM orders o)'),
  ('holds', 'lease_id IN (SELECT l.id FROM leases l)'),
  ('organizations', 'id IN (SELECT p.organization_id FROM pools p) OR id IN (SELECT l.buyer_organization_id FROM leases l)')
) v (t, reads);
--> statement-breakpoint
-- Rows that belong to no region or industry: the regulator of the whole market only.
SELECT access.regulator(t::regclass, '(SELECT regulator_sees_all())')
FROM unnest(ARRAY['quotes', 'rounds', 'round_attempts', 'accounts', 'postings', 'entries', 'payments', 'audit_rows', 'audit_chain', 'audit_heads']) t;
