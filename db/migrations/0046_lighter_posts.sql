-- L-3: what an account is called, whose it is and which side of zero it may stand on, by its kind. The CHECK calls a
-- function because every statement that moves an account reads the text of its CHECKs anew.
CREATE FUNCTION account_stands(p_id text, p_organization_id text, p_kind text, p_currency text, p_balance_micros bigint)
RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN p_id = coalesce(p_organization_id, 'platform') || '/' || p_kind || '/' || p_currency
    AND CASE
      WHEN p_kind = ANY ('{available,held,disputed,payable,in_payout}') THEN p_organization_id IS NOT NULL AND p_balance_micros >= 0
      WHEN p_kind = 'receivable' THEN p_organization_id IS NOT NULL AND p_balance_micros <= 0
      WHEN p_kind = ANY ('{fees,guarantee,allowance}') THEN p_organization_id IS NULL AND p_balance_micros >= 0
      WHEN p_kind = ANY ('{costs,losses}') THEN p_organization_id IS NULL AND p_balance_micros <= 0
      ELSE p_organization_id IS NULL AND p_kind LIKE 'external:%' END;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION account_stands(text, text, text, text, bigint) FROM PUBLIC;
--> statement-breakpoint
ALTER TABLE "accounts" DROP CONSTRAINT "accounts_kind";--> statement-breakpoint
ALTER TABLE "accounts" DROP CONSTRAINT "accounts_id";--> statement-breakpoint
ALTER TABLE "accounts" DROP CONSTRAINT "accounts_owner";--> statement-breakpoint
ALTER TABLE "accounts" DROP CONSTRAINT "accounts_sign";--> statement-breakpoint
ALTER TABLE "accounts" DROP CONSTRAINT "accounts_debit_sign";--> statement-breakpoint
ALTER TABLE "entries" DROP CONSTRAINT "entries_account_id_accounts_id_fk";
--> statement-breakpoint
ALTER TABLE "entries" DROP CONSTRAINT "entries_posting_id_postings_id_fk";
--> statement-breakpoint
ALTER TABLE "entries" DROP CONSTRAINT "entries_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_stand" CHECK (account_stands("accounts"."id", "accounts"."organization_id", "accounts"."kind", "accounts"."currency", "accounts"."balance_micros"));
--> statement-breakpoint
-- L-2, L-4, also against the owner: a posting's entries come in one statement and sum to zero; each is of a posting and an
-- account that stand, follows the one before it and leaves its account on its side of zero, at its last entry. What foreign
-- keys would look up and lock row by row is looked up here, once for all of a statement; nothing they point to is ever removed.
CREATE OR REPLACE FUNCTION check_entries() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  v_bad record;
BEGIN
  SELECT n.posting_id, n.currency, sum(n.amount_micros) AS total INTO v_bad
  FROM added n GROUP BY n.posting_id, n.currency
  HAVING sum(n.amount_micros) <> 0 OR count(*) <> (SELECT count(*) FROM entries e WHERE e.posting_id = n.posting_id)
  LIMIT 1;
  IF FOUND AND v_bad.total <> 0 THEN
    RAISE EXCEPTION 'unbalanced_posting' USING ERRCODE = 'CH002',
      DETAIL = jsonb_build_object('postingId', v_bad.posting_id, 'currency', v_bad.currency, 'sumMicros', v_bad.total::text)::text;
  ELSIF FOUND THEN
    RAISE EXCEPTION 'posting_closed' USING ERRCODE = 'CH018', DETAIL = jsonb_build_object('postingId', v_bad.posting_id)::text;
  END IF;
  SELECT n.account_id, n.version INTO v_bad
  FROM added n
  LEFT JOIN accounts a ON a.id = n.account_id
  LEFT JOIN postings s ON s.id = n.posting_id
  LEFT JOIN entries p ON p.account_id = n.account_id AND p.version = n.version - 1
  WHERE a.id IS NULL OR s.id IS NULL OR n.version < 1 OR (n.version > 1 AND p.version IS NULL)
    OR n.balance_after_micros <> coalesce(p.balance_after_micros, 0) + n.amount_micros
    OR n.currency <> a.currency OR n.organization_id IS DISTINCT FROM a.organization_id
    OR n.version > a.version OR (n.version = a.version AND n.balance_after_micros <> a.balance_micros)
    OR NOT account_stands(a.id, a.organization_id, a.kind, a.currency, n.balance_after_micros)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'broken_entry' USING ERRCODE = 'CH003',
      DETAIL = jsonb_build_object('accountId', v_bad.account_id, 'version', v_bad.version::text)::text;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- L-4: whoever moves an account, it stands at its last entry, or at zero before the first. The entries come in the same
-- statement, as post() writes them.
CREATE OR REPLACE FUNCTION check_accounts() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  v_bad record;
BEGIN
  SELECT m.id, m.version INTO v_bad
  FROM moved m
  LEFT JOIN LATERAL (
    SELECT e.version, e.balance_after_micros FROM entries e WHERE e.account_id = m.id ORDER BY e.version DESC LIMIT 1) l ON true
  WHERE m.version <> coalesce(l.version, 0) OR m.balance_micros <> coalesce(l.balance_after_micros, 0)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'broken_account' USING ERRCODE = 'CH019',
      DETAIL = jsonb_build_object('accountId', v_bad.id, 'version', v_bad.version::text)::text;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- An account keeps its name: its entries are found by it.
CREATE FUNCTION keep_account() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.id <> OLD.id THEN
    RAISE EXCEPTION 'broken_account' USING ERRCODE = 'CH019',
      DETAIL = pg_catalog.jsonb_build_object('accountId', OLD.id, 'version', OLD.version::text)::text;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER accounts_keep_their_names AFTER UPDATE OF id ON accounts FOR EACH ROW EXECUTE FUNCTION keep_account();
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION keep_account() FROM PUBLIC;
--> statement-breakpoint
-- Posts a batch in the order given. A request key that stands is skipped if it says the same, refused if not.
-- Acting for an organization, only that organization's accounts may go down. It posts what its own verbs post,
-- each recipe under its own key about its own subject, and what is held moves as its holds do.
-- The lines are unpacked once into arrays; every statement is planned once per connection, for index lookups: a plan made
-- for a large batch or a small table would otherwise be kept for a single transfer in a large one. What is switched off here counts
-- as dear before PostgreSQL 18, so dear that each call would be compiled.
CREATE OR REPLACE FUNCTION post(p_postings jsonb) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
DECLARE
  v_is_app CONSTANT boolean := acting_role() = 'cardhour_app';
  v_given CONSTANT integer := jsonb_array_length(p_postings);
  v_market text;
  v_standing bigint;
  v_plain boolean;
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
    array_agg((e ->> 'amountMicros')::bigint), array_agg((p ->> 'eventAt')::timestamptz),
    (SELECT currency FROM market_settings)
  INTO v_at, v_posting, v_account, v_org, v_kind, v_currency, v_amount, v_event, v_market
  FROM jsonb_array_elements(p_postings) WITH ORDINALITY AS ps (p, p_at), jsonb_array_elements(p -> 'entries') AS es (e);
  IF v_at IS NULL THEN
    RETURN 0;
  END IF;

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

  -- L-4: locks in account-id order; accounts are made on demand.
  LOOP
    SELECT count(*), count(*) = count(DISTINCT l.id) AND bool_and(account_stands(l.id, l.organization_id, l.kind, l.currency, l.balance_micros))
    INTO v_standing, v_plain
    FROM (
      SELECT a.id, a.organization_id, a.kind, a.currency, a.balance_micros + l.amount AS balance_micros
      FROM unnest(v_account, v_amount) AS l (account, amount) JOIN accounts a ON a.id = l.account ORDER BY a.id FOR NO KEY UPDATE OF a) l;
    EXIT WHEN v_standing = coalesce(cardinality(v_account), 0);
    INSERT INTO accounts (id, organization_id, kind, currency)
    SELECT DISTINCT l.account, l.org, l.kind, l.currency FROM unnest(v_account, v_org, v_kind, v_currency) AS l (account, org, kind, currency)
    ORDER BY l.account ON CONFLICT (id) DO NOTHING;
  END LOOP;

  -- Each account once, and none short: no running balances.
  IF v_plain THEN
    WITH moved AS (
      UPDATE accounts a SET version = a.version + 1, balance_micros = a.balance_micros + l.amount
      FROM unnest(v_posting, v_account, v_amount, v_event) AS l (posting, account, amount, event_at) WHERE a.id = l.account
      RETURNING a.id, a.version, l.posting, a.organization_id, a.currency, l.amount, a.balance_micros, l.event_at
    )
    INSERT INTO entries (account_id, version, posting_id, organization_id, currency, amount_micros, balance_after_micros, event_at)
    SELECT id, version, posting, organization_id, currency, amount, balance_micros, event_at FROM moved;
  ELSE
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
  END IF;

  IF v_new IS NOT NULL THEN
    PERFORM check_resent(p_postings, v_new);
  END IF;
  RETURN coalesce(cardinality(v_made), 0);
END $$;
