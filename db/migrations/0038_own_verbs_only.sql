-- What a verb of an organization changed on its holds and has yet to post, in this transaction; zero when it commits (M-5).
CREATE FUNCTION run_ahead(p_held bigint, p_disputed bigint) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  SELECT set_config('app.held_ahead', (coalesce(nullif(current_setting('app.held_ahead', true), '')::bigint, 0) + p_held)::text, true),
    set_config('app.disputed_ahead', (coalesce(nullif(current_setting('app.disputed_ahead', true), '')::bigint, 0) + p_disputed)::text, true)
$$;
--> statement-breakpoint
CREATE FUNCTION check_ahead() RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  v_held CONSTANT bigint := coalesce(nullif(current_setting('app.held_ahead', true), '')::bigint, 0);
  v_disputed CONSTANT bigint := coalesce(nullif(current_setting('app.disputed_ahead', true), '')::bigint, 0);
BEGIN
  IF v_held <> 0 OR v_disputed <> 0 THEN
    RAISE EXCEPTION 'holds_not_posted' USING ERRCODE = 'CH024',
      DETAIL = jsonb_build_object('heldMicros', v_held::text, 'disputedMicros', v_disputed::text)::text;
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION count_ahead() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM run_ahead(NEW.held_micros, NEW.disputed_micros);
  ELSE
    PERFORM run_ahead(NEW.held_micros - OLD.held_micros, NEW.disputed_micros - OLD.disputed_micros);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER holds_counted AFTER INSERT OR UPDATE ON holds FOR EACH ROW
  WHEN (acting_role() = 'cardhour_app') EXECUTE FUNCTION count_ahead();
--> statement-breakpoint
-- M-5, S-2: once a verb is through, an open order's hold is its limit, a closed one's nothing, and a lease's what of its
-- price is neither earned nor returned; and all of that is posted.
CREATE FUNCTION check_hold() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  v_bad record;
BEGIN
  PERFORM check_ahead();
  SELECT h.id INTO v_bad
  FROM holds h
  LEFT JOIN leases l ON l.id = h.lease_id
  LEFT JOIN orders o ON o.id = h.order_id AND h.lease_id IS NULL
  WHERE (CASE TG_TABLE_NAME WHEN 'holds' THEN h.id = NEW.id ELSE h.lease_id = NEW.id END)
    AND h.held_micros + h.disputed_micros
      IS DISTINCT FROM coalesce(l.price_micros - l.earned_micros - l.refunded_micros, CASE o.state WHEN 'open' THEN o.limit_micros ELSE 0 END)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'hold_differs' USING ERRCODE = 'CH025', DETAIL = jsonb_build_object('holdId', v_bad.id)::text;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER holds_checked AFTER INSERT OR UPDATE ON holds DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (acting_role() = 'cardhour_app') EXECUTE FUNCTION check_hold();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER leases_checked AFTER UPDATE OF earned_micros, refunded_micros ON leases DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((OLD.earned_micros, OLD.refunded_micros) IS DISTINCT FROM (NEW.earned_micros, NEW.refunded_micros) AND acting_role() = 'cardhour_app')
  EXECUTE FUNCTION check_hold();
--> statement-breakpoint
-- S-2: a lease's money moves by its buyer's verbs or the engine's; its provider only reports.
CREATE FUNCTION keep_lease_money() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.buyer_organization_id IS DISTINCT FROM current_organization() THEN
    RAISE EXCEPTION 'foreign_money' USING ERRCODE = 'CH026', DETAIL = jsonb_build_object('leaseId', OLD.id)::text;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER leases_money_kept BEFORE UPDATE OF earned_micros, fee_micros, refunded_micros, credit_micros, accepted_units ON leases FOR EACH ROW
  WHEN ((OLD.earned_micros, OLD.fee_micros, OLD.refunded_micros, OLD.credit_micros, OLD.accepted_units)
    IS DISTINCT FROM (NEW.earned_micros, NEW.fee_micros, NEW.refunded_micros, NEW.credit_micros, NEW.accepted_units) AND acting_role() = 'cardhour_app')
  EXECUTE FUNCTION keep_lease_money();
--> statement-breakpoint
-- What an organization's verbs post: the recipe, its key about a subject of its own, and which accounts it moves which way.
CREATE FUNCTION check_own_postings(p_postings jsonb) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  v_bad record;
BEGIN
  SELECT p ->> 'recipe' AS recipe, p ->> 'requestKey' AS key INTO v_bad
  FROM jsonb_array_elements(p_postings) AS ps (p)
  LEFT JOIN (VALUES
    ('hold_order', 'order', 'hold', ARRAY['own available -', 'own held +'], NULL::text[]),
    ('release_hold', 'order', 'release', ARRAY['own available +', 'own held -'], NULL),
    ('start_refund', 'payment', 'refund', ARRAY['own available -', 'own in_payout +'], NULL),
    ('cancel_lease', 'lease', 'cancel', ARRAY['own available +', 'own held -', 'provider payable +', 'platform fees +'], NULL),
    ('settle_lease', 'lease', 'settle', ARRAY['own available +', 'own held -', 'provider payable +', 'platform fees +'],
      ARRAY['accepted', 'accepted_by_silence']),
    ('freeze_dispute', 'lease', 'freeze', ARRAY['own available +', 'own held -', 'own disputed +', 'provider payable +', 'platform fees +'],
      ARRAY['rejected'])
  ) AS r (recipe, subject, prefix, changes, states) ON r.recipe = p ->> 'recipe' AND r.subject = p ->> 'subjectType'
  LEFT JOIN LATERAL (
    SELECT o.id AS key, NULL::text AS provider, NULL::bigint AS micros
    FROM orders o WHERE r.subject = 'order' AND o.id = p ->> 'subjectId' AND o.organization_id = current_organization()
    UNION ALL
    SELECT y.id, NULL, y.amount_micros
    FROM payments y WHERE r.subject = 'payment' AND y.id = p ->> 'subjectId' AND y.organization_id = current_organization()
      AND y.kind = 'refund' AND y.state = 'pending'
    UNION ALL
    SELECT CASE WHEN r.states IS NULL THEN l.id ELSE l.id || ':' || (
        SELECT d.sequence FROM deliveries d
        WHERE d.lease_id = l.id AND d.state = ANY (r.states) AND p ->> 'requestKey' = r.prefix || ':' || l.id || ':' || d.sequence) END,
      l.provider_organization_id, NULL
    FROM leases l WHERE r.subject = 'lease' AND l.id = p ->> 'subjectId' AND l.buyer_organization_id = current_organization()
  ) AS s ON true
  WHERE r.prefix || ':' || s.key IS DISTINCT FROM p ->> 'requestKey'
    OR EXISTS (
      SELECT FROM jsonb_array_elements(p -> 'entries') AS es (e)
      WHERE CASE WHEN e ->> 'organizationId' IS NULL THEN 'platform' WHEN e ->> 'organizationId' = current_organization() THEN 'own'
          WHEN e ->> 'organizationId' = s.provider THEN 'provider' ELSE 'other' END
        || ' ' || (e ->> 'kind') || CASE WHEN (e ->> 'amountMicros')::bigint < 0 THEN ' -' ELSE ' +' END <> ALL (r.changes))
    OR (s.micros IS NOT NULL AND s.micros IS DISTINCT FROM (
      SELECT sum((e ->> 'amountMicros')::bigint) FROM jsonb_array_elements(p -> 'entries') AS es (e) WHERE e ->> 'kind' = 'in_payout'))
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'not_own_verb' USING ERRCODE = 'CH023', DETAIL = jsonb_build_object('recipe', v_bad.recipe, 'requestKey', v_bad.key)::text;
  END IF;
END $$;
--> statement-breakpoint
-- Posts a batch in the order given. A request key that stands is skipped if it says the same, refused if not.
-- Acting for an organization, only that organization's accounts may go down. It posts what its own verbs post,
-- each recipe under its own key about its own subject, and what is held moves as its holds do.
-- The lines are unpacked once into arrays; every statement is planned once per connection, for index lookups: a plan made
-- for a large batch or a small table would otherwise be kept for a single transfer in a large one.
CREATE OR REPLACE FUNCTION post(p_postings jsonb) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  v_is_app CONSTANT boolean := acting_role() = 'cardhour_app';
  v_given CONSTANT integer := jsonb_array_length(p_postings);
  v_market text;
  v_made text[];
  v_new bigint[];
  v_at bigint[];
  v_posting text[];
  v_account text[];
  v_org text[];
  v_kind text[];
  v_currency text[];
  v_amount bigint[];
  v_event timestamptz[];
  v_bad record;
BEGIN
  IF v_is_app AND current_organization() IS NULL THEN
    RAISE EXCEPTION 'no_organization' USING ERRCODE = 'CH004';
  END IF;

  SELECT array_agg(p_at), array_agg(p ->> 'id'),
    array_agg(coalesce(e ->> 'organizationId', 'platform') || '/' || (e ->> 'kind') || '/' || (e ->> 'currency')),
    array_agg(e ->> 'organizationId'), array_agg(e ->> 'kind'), array_agg(e ->> 'currency'),
    array_agg((e ->> 'amountMicros')::bigint), array_agg((p ->> 'eventAt')::timestamptz)
  INTO v_at, v_posting, v_account, v_org, v_kind, v_currency, v_amount, v_event
  FROM jsonb_array_elements(p_postings) WITH ORDINALITY AS ps (p, p_at), jsonb_array_elements(p -> 'entries') AS es (e);
  IF v_at IS NULL THEN
    RETURN 0;
  END IF;

  SELECT currency INTO v_market FROM market_settings;
  IF NOT v_market = ALL (v_currency) THEN
    RAISE EXCEPTION 'wrong_currency' USING ERRCODE = 'CH005', DETAIL = (
      SELECT jsonb_build_object('currency', currency, 'market', v_market) FROM unnest(v_currency) AS currency WHERE currency <> v_market LIMIT 1)::text;
  END IF;

  IF v_is_app THEN
    SELECT l.account INTO v_bad FROM unnest(v_at, v_account, v_org, v_amount) AS l (at, account, org, amount)
    GROUP BY l.at, l.account, l.org
    HAVING sum(l.amount) < 0 AND l.org IS DISTINCT FROM current_organization() LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'foreign_account' USING ERRCODE = 'CH006', DETAIL = jsonb_build_object('accountId', v_bad.account)::text;
    END IF;
    PERFORM check_own_postings(p_postings);
  END IF;

  WITH made AS (
    INSERT INTO postings (id, recipe, request_key, subject_type, subject_id, facts, event_at)
    SELECT p ->> 'id', p ->> 'recipe', p ->> 'requestKey', p ->> 'subjectType', p ->> 'subjectId',
      coalesce(p -> 'facts', '{}'), (p ->> 'eventAt')::timestamptz
    FROM jsonb_array_elements(p_postings) WITH ORDINALITY AS ps (p, p_at) ORDER BY p ->> 'requestKey', p_at
    ON CONFLICT (request_key) DO NOTHING RETURNING id
  )
  SELECT array_agg(id) INTO v_made FROM made;

  IF v_given > coalesce(cardinality(v_made), 0) THEN
    SELECT coalesce(array_agg(g.p_at), '{}') INTO v_new FROM (
      SELECT DISTINCT ON (p ->> 'requestKey') p ->> 'id' AS id, p_at
      FROM jsonb_array_elements(p_postings) WITH ORDINALITY AS ps (p, p_at) ORDER BY p ->> 'requestKey', p_at) g
    WHERE g.id = ANY (v_made);
    SELECT array_agg(l.at), array_agg(l.posting), array_agg(l.account), array_agg(l.org), array_agg(l.kind),
      array_agg(l.currency), array_agg(l.amount), array_agg(l.event_at)
    INTO v_at, v_posting, v_account, v_org, v_kind, v_currency, v_amount, v_event
    FROM unnest(v_at, v_posting, v_account, v_org, v_kind, v_currency, v_amount, v_event)
      AS l (at, posting, account, org, kind, currency, amount, event_at)
    WHERE l.at = ANY (v_new);
  END IF;

  -- M-5: a verb has changed its holds by now, and what it posts of them is the same.
  IF v_is_app THEN
    PERFORM run_ahead(-coalesce(sum(l.amount) FILTER (WHERE l.kind = 'held'), 0)::bigint,
      -coalesce(sum(l.amount) FILTER (WHERE l.kind = 'disputed'), 0)::bigint)
    FROM unnest(v_kind, v_amount) AS l (kind, amount);
    PERFORM check_ahead();
  END IF;

  IF EXISTS (SELECT FROM unnest(v_account) AS l (account) WHERE NOT EXISTS (SELECT FROM accounts a WHERE a.id = l.account)) THEN
    INSERT INTO accounts (id, organization_id, kind, currency)
    SELECT DISTINCT l.account, l.org, l.kind, l.currency FROM unnest(v_account, v_org, v_kind, v_currency) AS l (account, org, kind, currency)
    ORDER BY l.account ON CONFLICT (id) DO NOTHING;
  END IF;

  -- L-4: locks in account-id order.
  PERFORM FROM accounts WHERE id = ANY (v_account) ORDER BY id FOR NO KEY UPDATE;

  WITH following AS (
    SELECT l.*, a.kind, a.version + row_number() OVER w AS next_version, a.balance_micros + sum(l.amount) OVER w AS balance
    FROM unnest(v_posting, v_account, v_org, v_currency, v_amount, v_event) WITH ORDINALITY
      AS l (posting, account, org, currency, amount, event_at, n)
    JOIN accounts a ON a.id = l.account
    WINDOW w AS (PARTITION BY l.account ORDER BY l.n ROWS UNBOUNDED PRECEDING)
  ), short AS (
    SELECT account, -min(balance) AS micros FROM following
    WHERE balance < 0 AND kind NOT IN ('receivable', 'costs', 'losses') AND kind NOT LIKE 'external:%'
    GROUP BY account ORDER BY account LIMIT 1
  ), written AS (
    INSERT INTO entries (account_id, version, posting_id, organization_id, currency, amount_micros, balance_after_micros, event_at)
    SELECT account, next_version, posting, org, currency, amount, balance, event_at FROM following
    WHERE NOT EXISTS (SELECT FROM short) ORDER BY n
  ), moved AS (
    UPDATE accounts a SET version = f.version, balance_micros = f.balance
    FROM (SELECT DISTINCT ON (account) account, next_version AS version, balance FROM following ORDER BY account, next_version DESC) f
    WHERE a.id = f.account AND NOT EXISTS (SELECT FROM short)
  )
  SELECT account, micros INTO v_bad FROM short;
  IF FOUND THEN
    RAISE EXCEPTION 'insufficient_funds' USING ERRCODE = 'CH008',
      DETAIL = jsonb_build_object('accountId', v_bad.account, 'shortMicros', v_bad.micros::text)::text;
  END IF;

  IF v_new IS NOT NULL THEN
    PERFORM check_resent(p_postings, v_new);
  END IF;
  RETURN coalesce(cardinality(v_made), 0);
END $$;
--> statement-breakpoint
-- Puts a job on the queue in the caller's transaction. Acting for an organization, only the attempt of a payment of its
-- own, under that payment's key: nobody's jobs are replaced by another's.
CREATE OR REPLACE FUNCTION enqueue(p_task text, p_payload json, p_run_at timestamptz, p_job_key text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF acting_role() = 'cardhour_app' AND NOT (
    p_task = 'attempt-payment' AND p_run_at IS NULL
    AND p_job_key IS NOT DISTINCT FROM 'attempt-payment:' || (p_payload ->> 'paymentId')
    AND p_payload::jsonb = jsonb_build_object('paymentId', p_payload ->> 'paymentId')
    AND EXISTS (SELECT FROM payments WHERE id = p_payload ->> 'paymentId' AND organization_id = current_organization())
  ) THEN
    RAISE EXCEPTION 'foreign_job' USING ERRCODE = 'CH021';
  END IF;
  PERFORM graphile_worker.add_job(identifier => p_task, payload => p_payload, run_at => p_run_at, job_key => p_job_key);
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION run_ahead(bigint, bigint), check_ahead(), count_ahead(), check_hold(), keep_lease_money(), check_own_postings(jsonb) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION run_ahead(bigint, bigint), check_ahead() TO cardhour_app;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION enqueue(text, json, timestamptz, text) FROM cardhour_identity;
--> statement-breakpoint
-- An order's limit and a hold's order, lease and owner are fixed when they are written; what a provider is charged is the
-- engine's to say (S-5).
REVOKE UPDATE ON orders, holds FROM cardhour_app;
--> statement-breakpoint
GRANT UPDATE (state, closed_at, closed_because, version) ON orders TO cardhour_app;
--> statement-breakpoint
GRANT UPDATE (held_micros, disputed_micros, closed_at) ON holds TO cardhour_app;
--> statement-breakpoint
REVOKE UPDATE (charge_micros) ON leases FROM cardhour_app;
--> statement-breakpoint
-- A lease starts with nothing moved on it, a delivery unanswered, and only the buyer answers (S-3).
DROP POLICY app_insert ON leases;
--> statement-breakpoint
CREATE POLICY app_insert ON leases FOR INSERT TO cardhour_app WITH CHECK (
  buyer_organization_id = current_organization() AND state = 'reserved' AND reported_units = 0 AND accepted_units = 0
  AND earned_micros = 0 AND fee_micros = 0 AND refunded_micros = 0 AND credit_micros = 0 AND charge_micros = 0);
--> statement-breakpoint
DROP POLICY app_insert ON deliveries;
--> statement-breakpoint
CREATE POLICY app_insert ON deliveries FOR INSERT TO cardhour_app WITH CHECK (
  provider_organization_id = current_organization() AND state = 'reported' AND decided_at IS NULL);
--> statement-breakpoint
DROP POLICY app_update ON deliveries;
--> statement-breakpoint
CREATE POLICY app_update ON deliveries FOR UPDATE TO cardhour_app
  USING (buyer_organization_id = current_organization()) WITH CHECK (buyer_organization_id = current_organization());
