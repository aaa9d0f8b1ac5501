ALTER TABLE "accounts" ADD CONSTRAINT "accounts_id" CHECK ("accounts"."id" = coalesce("accounts"."organization_id", 'platform') || '/' || "accounts"."kind" || '/' || "accounts"."currency");--> statement-breakpoint
-- L-2, L-4, also against the owner: a posting's entries come in one statement and sum to zero, each follows the one before
-- it, none leaves its account on the wrong side of zero, and the account stands at its last entry.
CREATE OR REPLACE FUNCTION check_entries() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
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
    OR n.version > a.version OR (n.version = a.version AND n.balance_after_micros <> a.balance_micros)
    OR (n.balance_after_micros < 0 AND a.kind NOT IN ('receivable', 'costs', 'losses') AND a.kind NOT LIKE 'external:%')
    OR (n.balance_after_micros > 0 AND a.kind IN ('receivable', 'costs', 'losses'))
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'broken_entry' USING ERRCODE = 'CH003',
      DETAIL = jsonb_build_object('accountId', v_bad.account_id, 'version', v_bad.version::text)::text;
  END IF;
  IF (SELECT count(*) FROM entries WHERE posting_id IN (SELECT posting_id FROM added)) <> (SELECT count(*) FROM added) THEN
    RAISE EXCEPTION 'posting_closed' USING ERRCODE = 'CH018';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- L-4: whoever moves an account, it stands at its last entry, or at zero before the first. The entries come in the same
-- statement, as post() writes them.
CREATE FUNCTION check_accounts() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  v_bad record;
BEGIN
  SELECT m.id, m.version INTO v_bad
  FROM moved m
  LEFT JOIN entries e ON e.account_id = m.id AND e.version = m.version
  WHERE m.version < 0 OR (m.version = 0 AND m.balance_micros <> 0)
    OR (m.version > 0 AND e.balance_after_micros IS DISTINCT FROM m.balance_micros)
    OR EXISTS (SELECT FROM entries l WHERE l.account_id = m.id AND l.version = m.version + 1)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'broken_account' USING ERRCODE = 'CH019',
      DETAIL = jsonb_build_object('accountId', v_bad.id, 'version', v_bad.version::text)::text;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER accounts_checked AFTER UPDATE ON accounts REFERENCING NEW TABLE AS moved
  FOR EACH STATEMENT EXECUTE FUNCTION check_accounts();
--> statement-breakpoint
-- A new account is empty; a row trigger, as most posts make none.
CREATE FUNCTION check_new_account() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'broken_account' USING ERRCODE = 'CH019',
    DETAIL = pg_catalog.jsonb_build_object('accountId', NEW.id, 'version', NEW.version::text)::text;
END $$;
--> statement-breakpoint
CREATE TRIGGER accounts_start_empty AFTER INSERT ON accounts FOR EACH ROW
  WHEN (NEW.version <> 0 OR NEW.balance_micros <> 0) EXECUTE FUNCTION check_new_account();
--> statement-breakpoint
CREATE TRIGGER accounts_never_removed BEFORE DELETE OR TRUNCATE ON accounts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- What some recipes are computed on: balances and versions, locked in account-id order until the transaction ends (L-4).
-- An account nobody has posted to yet is no row, so it isn't returned.
CREATE FUNCTION lock_balances(p_accounts text[]) RETURNS TABLE (account_id text, balance_micros bigint, version bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF acting_role() <> 'cardhour_engine' THEN
    RAISE EXCEPTION 'engine_only' USING ERRCODE = 'CH022';
  END IF;
  RETURN QUERY SELECT a.id, a.balance_micros, a.version FROM accounts a WHERE a.id = ANY (p_accounts) ORDER BY a.id FOR NO KEY UPDATE;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION check_accounts(), check_new_account(), lock_balances(text[]) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION lock_balances(text[]) TO cardhour_app, cardhour_engine;
