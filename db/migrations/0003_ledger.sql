-- The ledger: append-only by trigger, balanced by trigger, written by post() alone.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'append_only' USING ERRCODE = 'CH001', DETAIL = format('%s on %s', TG_OP, TG_TABLE_NAME);
END $$;
--> statement-breakpoint
CREATE TRIGGER entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER postings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON postings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_rows_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_chain_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_chain FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_heads_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_heads FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- L-2: every posting in this statement sums to zero per currency. L-4: each entry follows the one before it.
CREATE FUNCTION check_entries() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  v_bad record;
BEGIN
  SELECT posting_id, currency, sum(amount_micros) AS total INTO v_bad
  FROM added GROUP BY posting_id, currency HAVING sum(amount_micros) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'unbalanced_posting' USING ERRCODE = 'CH002',
      DETAIL = jsonb_build_object('postingId', v_bad.posting_id, 'currency', v_bad.currency, 'sumMicros', v_bad.total::text)::text;
  END IF;
  SELECT n.account_id, n.version INTO v_bad
  FROM added n
  JOIN accounts a ON a.id = n.account_id
  LEFT JOIN entries p ON p.account_id = n.account_id AND p.version = n.version - 1
  WHERE n.version < 1 OR (n.version > 1 AND p.version IS NULL)
    OR n.balance_after_micros <> coalesce(p.balance_after_micros, 0) + n.amount_micros
    OR n.currency <> a.currency OR n.organization_id IS DISTINCT FROM a.organization_id
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'broken_entry' USING ERRCODE = 'CH003',
      DETAIL = jsonb_build_object('accountId', v_bad.account_id, 'version', v_bad.version::text)::text;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER entries_checked AFTER INSERT ON entries REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION check_entries();
--> statement-breakpoint
-- Posts a batch in the order given. A request key that stands is skipped if it says the same, refused if not.
-- Acting for an organization, only that organization's accounts may go down.
CREATE FUNCTION post(p_postings jsonb) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_lines jsonb;
  v_new bigint[];
  v_bad record;
BEGIN
  IF acting_role() = 'cardhour_app' AND current_organization() IS NULL THEN
    RAISE EXCEPTION 'no_organization' USING ERRCODE = 'CH004';
  END IF;

  SELECT jsonb_agg(jsonb_build_object(
    'posting', p ->> 'id', 'key', p ->> 'requestKey', 'p', p_at, 'e', e_at,
    'account', coalesce(e ->> 'organizationId', 'platform') || '/' || (e ->> 'kind') || '/' || (e ->> 'currency'),
    'org', e ->> 'organizationId', 'kind', e ->> 'kind', 'currency', e ->> 'currency', 'amount', e ->> 'amountMicros'))
  INTO v_lines
  FROM jsonb_array_elements(p_postings) WITH ORDINALITY AS ps (p, p_at),
    jsonb_array_elements(p -> 'entries') WITH ORDINALITY AS es (e, e_at);
  IF v_lines IS NULL THEN
    RETURN 0;
  END IF;

  SELECT l.currency, s.currency AS market INTO v_bad
  FROM jsonb_to_recordset(v_lines) AS l (currency text), market_settings s WHERE l.currency <> s.currency LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'wrong_currency' USING ERRCODE = 'CH005',
      DETAIL = jsonb_build_object('currency', v_bad.currency, 'market', v_bad.market)::text;
  END IF;

  IF acting_role() = 'cardhour_app' THEN
    SELECT l.account INTO v_bad
    FROM jsonb_to_recordset(v_lines) AS l (posting text, account text, org text, amount bigint)
    GROUP BY l.posting, l.account, l.org
    HAVING sum(l.amount) < 0 AND l.org IS DISTINCT FROM current_organization() LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'foreign_account' USING ERRCODE = 'CH006', DETAIL = jsonb_build_object('accountId', v_bad.account)::text;
    END IF;
  END IF;

  WITH given AS (
    SELECT DISTINCT ON (p ->> 'requestKey') p, p_at
    FROM jsonb_array_elements(p_postings) WITH ORDINALITY AS ps (p, p_at) ORDER BY p ->> 'requestKey', p_at
  ), made AS (
    INSERT INTO postings (id, recipe, request_key, subject_type, subject_id, facts, event_at)
    SELECT p ->> 'id', p ->> 'recipe', p ->> 'requestKey', p ->> 'subjectType', p ->> 'subjectId',
      coalesce(p -> 'facts', '{}'), (p ->> 'eventAt')::timestamptz
    FROM given ORDER BY p ->> 'requestKey'
    ON CONFLICT (request_key) DO NOTHING RETURNING id
  )
  SELECT coalesce(array_agg(p_at), '{}') INTO v_new FROM made JOIN given ON p ->> 'id' = id;

  INSERT INTO accounts (id, organization_id, kind, currency)
  SELECT DISTINCT l.account, l.org, l.kind, l.currency
  FROM jsonb_to_recordset(v_lines) AS l (p bigint, account text, org text, kind text, currency text)
  WHERE l.p = ANY (v_new) ORDER BY l.account
  ON CONFLICT (id) DO NOTHING;

  -- L-4: locks in account-id order.
  PERFORM FROM accounts
  WHERE id IN (SELECT l.account FROM jsonb_to_recordset(v_lines) AS l (p bigint, account text) WHERE l.p = ANY (v_new))
  ORDER BY id FOR NO KEY UPDATE;

  WITH following AS (
    SELECT l.*, a.kind, a.version + row_number() OVER w AS next_version, a.balance_micros + sum(l.amount) OVER w AS balance,
      (ps.p ->> 'eventAt')::timestamptz AS event_at
    FROM jsonb_to_recordset(v_lines) AS l (posting text, p bigint, e bigint, account text, org text, currency text, amount bigint)
    JOIN accounts a ON a.id = l.account
    JOIN jsonb_array_elements(p_postings) WITH ORDINALITY AS ps (p, p_at) ON ps.p_at = l.p
    WHERE l.p = ANY (v_new)
    WINDOW w AS (PARTITION BY l.account ORDER BY l.p, l.e ROWS UNBOUNDED PRECEDING)
  ), short AS (
    SELECT account, -min(balance) AS micros FROM following
    WHERE balance < 0 AND kind NOT IN ('receivable', 'costs', 'losses') AND kind NOT LIKE 'external:%'
    GROUP BY account ORDER BY account LIMIT 1
  ), written AS (
    INSERT INTO entries (account_id, version, posting_id, organization_id, currency, amount_micros, balance_after_micros, event_at)
    SELECT account, next_version, posting, org, currency, amount, balance, event_at FROM following
    WHERE NOT EXISTS (SELECT FROM short) ORDER BY p, e
  ), moved AS (
    UPDATE accounts a SET version = n.version, balance_micros = n.balance
    FROM (SELECT DISTINCT ON (account) account, next_version AS version, balance FROM following ORDER BY account, next_version DESC) n
    WHERE a.id = n.account AND NOT EXISTS (SELECT FROM short)
  )
  SELECT account, micros INTO v_bad FROM short;
  IF FOUND THEN
    RAISE EXCEPTION 'insufficient_funds' USING ERRCODE = 'CH008',
      DETAIL = jsonb_build_object('accountId', v_bad.account, 'shortMicros', v_bad.micros::text)::text;
  END IF;

  IF cardinality(v_new) < jsonb_array_length(p_postings) THEN
    WITH sent AS (
      SELECT l.p AS at, array_agg(l.account || ' ' || l.amount ORDER BY l.account, l.amount) AS entries
      FROM jsonb_to_recordset(v_lines) AS l (p bigint, account text, amount bigint) WHERE l.p <> ALL (v_new) GROUP BY l.p
    ), resent AS (
      SELECT s.id, s.request_key, sent.entries,
        (s.recipe, s.subject_type, s.subject_id) = (p ->> 'recipe', p ->> 'subjectType', p ->> 'subjectId') AS same
      FROM sent
      JOIN jsonb_array_elements(p_postings) WITH ORDINALITY AS ps (p, p_at) ON ps.p_at = sent.at
      JOIN postings s ON s.request_key = p ->> 'requestKey'
    ), stand AS (
      SELECT n.posting_id AS id, array_agg(n.account_id || ' ' || n.amount_micros ORDER BY n.account_id, n.amount_micros) AS entries
      FROM entries n WHERE n.posting_id IN (SELECT r.id FROM resent r) GROUP BY 1
    )
    SELECT r.request_key AS key INTO v_bad
    FROM resent r LEFT JOIN stand USING (id) WHERE NOT r.same OR r.entries IS DISTINCT FROM stand.entries LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'request_key_conflict' USING ERRCODE = 'CH007', DETAIL = jsonb_build_object('requestKey', v_bad.key)::text;
    END IF;
  END IF;
  RETURN cardinality(v_new);
END $$;
