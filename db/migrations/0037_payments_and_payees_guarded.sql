-- A refund is asked for by whoever's top-up it gives back, at the same channel, and for no more than is left of it (L-7).
CREATE FUNCTION refund_fits(p_source text, p_channel text, p_method text, p_currency text, p_amount_micros bigint)
RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM payments s
    WHERE s.id = p_source AND s.organization_id = current_organization() AND s.kind = 'top_up' AND s.state = 'succeeded'
      AND s.channel = p_channel AND s.currency = p_currency AND s.method IS NOT DISTINCT FROM p_method
      AND p_amount_micros <= s.amount_micros - s.returned_micros - coalesce((
        SELECT sum(r.amount_micros) FROM payments r
        WHERE r.source_payment_id = s.id AND r.state IN ('pending', 'open')), 0))
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION refund_fits(text, text, text, text, bigint) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION refund_fits(text, text, text, text, bigint) TO cardhour_app;
--> statement-breakpoint
DROP POLICY app_insert ON payments;
--> statement-breakpoint
DROP POLICY app_unsent ON payments;
--> statement-breakpoint
-- An organization asks, as the verbs do: nothing has been tried, nothing is known of what came of it.
CREATE POLICY app_insert ON payments FOR INSERT TO cardhour_app WITH CHECK (
  organization_id = current_organization() AND state = 'pending' AND failure IS NULL AND external_id IS NULL
  AND external_payment_id IS NULL AND returned_micros = 0 AND booked_by_person_id IS NULL AND confirmed_by_person_id IS NULL
  AND attempts = 0 AND first_attempt_at IS NULL AND first_sent_at IS NULL AND not_found_at IS NULL AND next_attempt_at = event_at AND waits_for IS NULL AND final_at IS NULL
  AND settled_at IS NULL AND pay_url IS NULL AND payee IS NULL AND (reference IS NULL OR channel = 'bank')
  AND CASE kind
    WHEN 'top_up' THEN source_payment_id IS NULL AND method IS NULL
    WHEN 'refund' THEN refund_fits(source_payment_id, channel, method, currency, amount_micros)
    ELSE false END);
--> statement-breakpoint
-- Play money never gets into a real market, whoever asks for it.
CREATE FUNCTION refuse_play_money() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM market_settings WHERE purpose = 'production') THEN
    RAISE EXCEPTION 'sandbox_only' USING ERRCODE = 'CH040';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION refuse_play_money() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER payments_no_play_money BEFORE INSERT ON payments FOR EACH ROW WHEN (NEW.channel = 'sandbox')
  EXECUTE FUNCTION refuse_play_money();
--> statement-breakpoint
CREATE TRIGGER channel_accounts_no_play_money BEFORE INSERT ON channel_accounts FOR EACH ROW WHEN (NEW.channel = 'sandbox')
  EXECUTE FUNCTION refuse_play_money();
--> statement-breakpoint
-- Where an organization is paid is written by the engine alone, for whoever may name it.
DROP POLICY app_insert ON channel_accounts;
--> statement-breakpoint
DROP POLICY app_update ON channel_accounts;
--> statement-breakpoint
CREATE POLICY app_insert ON channel_accounts FOR INSERT TO cardhour_app WITH CHECK (false);
--> statement-breakpoint
CREATE POLICY app_update ON channel_accounts FOR UPDATE TO cardhour_app USING (false) WITH CHECK (false);
--> statement-breakpoint
REVOKE INSERT, UPDATE ON channel_accounts FROM cardhour_app;
--> statement-breakpoint
REVOKE UPDATE (bank, state, updated_at, chosen_at, rests_until, requirements) ON channel_accounts FROM cardhour_app;
--> statement-breakpoint
-- Bank details that change are chosen anew and wait for an operator again; a rest is never cut short (L-6).
CREATE FUNCTION keep_payee() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (OLD.organization_id, OLD.channel, OLD.role) IS DISTINCT FROM (NEW.organization_id, NEW.channel, NEW.role)
      OR OLD.chosen_at IS NOT NULL AND (NEW.chosen_at IS NULL OR NEW.chosen_at < OLD.chosen_at)
      OR NEW.bank IS DISTINCT FROM OLD.bank AND (NEW.state <> 'pending' OR NEW.chosen_at IS NOT DISTINCT FROM OLD.chosen_at)
      OR OLD.rests_until IS NOT NULL AND (NEW.rests_until IS NULL OR NEW.rests_until < OLD.rests_until) THEN
    RAISE EXCEPTION 'payee_fixed' USING ERRCODE = 'CH041',
      DETAIL = pg_catalog.jsonb_build_object('organizationId', OLD.organization_id, 'channel', OLD.channel)::text;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION keep_payee() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER channel_accounts_kept BEFORE UPDATE ON channel_accounts FOR EACH ROW EXECUTE FUNCTION keep_payee();
