-- Posts a batch in the order given. A request key that stands is skipped if it says the same, refused if not.
-- Acting for an organization, only that organization's accounts may go down.
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
-- Refuses what was sent again under a standing request key unless it says what stands there.
CREATE OR REPLACE FUNCTION check_resent(p_postings jsonb, p_new bigint[]) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  v_key text;
BEGIN
  WITH sent AS (
    SELECT p_at, p ->> 'requestKey' AS key, p ->> 'recipe' AS recipe, p ->> 'subjectType' AS subject_type, p ->> 'subjectId' AS subject_id,
      (SELECT array_agg(line ORDER BY line) FROM (
        SELECT coalesce(e ->> 'organizationId', 'platform') || '/' || (e ->> 'kind') || '/' || (e ->> 'currency') || ' ' || (e ->> 'amountMicros')::bigint AS line
        FROM jsonb_array_elements(p -> 'entries') AS es (e)) lines) AS entries
    FROM jsonb_array_elements(p_postings) WITH ORDINALITY AS ps (p, p_at) WHERE p_at <> ALL (p_new)
  )
  SELECT s.key INTO v_key FROM sent s JOIN postings t ON t.request_key = s.key
  WHERE (t.recipe, t.subject_type, t.subject_id) IS DISTINCT FROM (s.recipe, s.subject_type, s.subject_id)
    OR s.entries IS DISTINCT FROM (SELECT array_agg(n.account_id || ' ' || n.amount_micros ORDER BY n.account_id || ' ' || n.amount_micros) FROM entries n WHERE n.posting_id = t.id)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'request_key_conflict' USING ERRCODE = 'CH007', DETAIL = jsonb_build_object('requestKey', v_key)::text;
  END IF;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION check_resent(jsonb, bigint[]) FROM PUBLIC;
