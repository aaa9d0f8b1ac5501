-- Who sees and writes the tables of money in and out. An organization asks; only the engine says what came of it.
SELECT access.protect(t::regclass) FROM unnest(ARRAY['dispute_statements', 'channel_accounts', 'channel_events', 'chargebacks',
  'external_movements', 'budgets', 'balance_forecasts']) t;
--> statement-breakpoint
DROP POLICY app_insert ON payments;
--> statement-breakpoint
DROP POLICY app_update ON payments;
--> statement-breakpoint
CREATE POLICY app_insert ON payments FOR INSERT TO cardhour_app WITH CHECK (
  organization_id = current_organization() AND state = 'pending' AND kind IN ('top_up', 'refund') AND external_id IS NULL
  AND external_payment_id IS NULL AND returned_micros = 0 AND booked_by_person_id IS NULL AND confirmed_by_person_id IS NULL);
--> statement-breakpoint
CREATE POLICY app_update ON payments FOR UPDATE TO cardhour_app USING (false) WITH CHECK (false);
--> statement-breakpoint
REVOKE UPDATE ON payments FROM cardhour_app;
--> statement-breakpoint
SELECT access.parties(t::regclass, 'organization_id = current_organization()', 'false', 'false')
FROM unnest(ARRAY['chargebacks', 'balance_forecasts']) t;
--> statement-breakpoint
SELECT access.parties('budgets', 'organization_id = current_organization()');
--> statement-breakpoint
-- An organization asks for an account at a channel and names its bank; that it may be paid there is the engine's to say.
SELECT access.parties('channel_accounts', 'organization_id = current_organization()',
  'organization_id = current_organization() AND state = ''pending'' AND external_id IS NULL',
  'organization_id = current_organization() AND state = ''pending'' AND channel = ''bank'' AND external_id IS NULL');
--> statement-breakpoint
SELECT access.parties('dispute_statements',
  'buyer_organization_id = current_organization() OR provider_organization_id = current_organization()',
  '(side = ''buyer'' AND buyer_organization_id = current_organization()) OR (side = ''provider'' AND provider_organization_id = current_organization())',
  'false');
--> statement-breakpoint
SELECT access.regulator('dispute_statements', '(SELECT regulator_sees_all()) OR dispute_id IN (SELECT d.id FROM disputes d)');
--> statement-breakpoint
SELECT access.regulator(t::regclass, '(SELECT regulator_sees_all())')
FROM unnest(ARRAY['channel_accounts', 'channel_events', 'chargebacks', 'external_movements', 'budgets', 'balance_forecasts']) t;
--> statement-breakpoint
GRANT SELECT ON dispute_statements, channel_accounts, channel_events, chargebacks, external_movements, budgets, balance_forecasts
  TO cardhour_engine, cardhour_regulator;
--> statement-breakpoint
GRANT SELECT ON dispute_statements, channel_accounts, chargebacks, budgets, balance_forecasts TO cardhour_app;
--> statement-breakpoint
GRANT INSERT ON dispute_statements, channel_accounts, budgets TO cardhour_app;
--> statement-breakpoint
GRANT UPDATE (bank, state, updated_at) ON channel_accounts TO cardhour_app;
--> statement-breakpoint
GRANT UPDATE (cap_micros, ended_at, set_by_person_id) ON budgets TO cardhour_app;
--> statement-breakpoint
GRANT INSERT ON dispute_statements, channel_accounts, channel_events, chargebacks, external_movements, balance_forecasts TO cardhour_engine;
--> statement-breakpoint
GRANT UPDATE ON channel_accounts, channel_events, chargebacks, external_movements, balance_forecasts TO cardhour_engine;
--> statement-breakpoint
GRANT UPDATE (credit_micros, charge_micros) ON leases TO cardhour_app, cardhour_engine;
--> statement-breakpoint
-- What was said in a dispute stands.
CREATE TRIGGER dispute_statements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dispute_statements
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A payment's parties, amount and channel are fixed when it is asked for, and what is final stays so.
CREATE FUNCTION keep_payment() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (OLD.id, OLD.organization_id, OLD.request_id, OLD.channel, OLD.direction, OLD.kind, OLD.amount_micros, OLD.currency, OLD.event_at)
      IS DISTINCT FROM (NEW.id, NEW.organization_id, NEW.request_id, NEW.channel, NEW.direction, NEW.kind, NEW.amount_micros, NEW.currency, NEW.event_at)
      OR (OLD.state = 'succeeded' AND NEW.state <> 'succeeded')
      OR (OLD.external_id IS NOT NULL AND NEW.external_id IS DISTINCT FROM OLD.external_id)
      OR NEW.returned_micros < OLD.returned_micros AND NEW.kind = 'payout' THEN
    RAISE EXCEPTION 'payment_fixed' USING ERRCODE = 'CH017', DETAIL = pg_catalog.jsonb_build_object('paymentId', OLD.id)::text;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION keep_payment() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER payments_kept BEFORE UPDATE ON payments FOR EACH ROW EXECUTE FUNCTION keep_payment();
--> statement-breakpoint
CREATE TRIGGER payments_never_removed BEFORE DELETE OR TRUNCATE ON payments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE OR REPLACE VIEW published.market_terms AS
SELECT version, valid_from_hour, fee_bps, acceptance_window_hours, start_grace_minutes, lead_minutes, quote_life_seconds,
  horizon_hours, main_round_seconds, indicative_round_seconds, payout_minimum_micros, ask_raise_notice_hours, tax_bps, note,
  event_at, instant_reserve_bps, instant_reserve_hours, freed_cards_pass_round, card_final_days, card_payout_days,
  card_reserve_bps, payout_interval_hours, guarantee_bps, dispute_statement_hours
FROM market_terms;
