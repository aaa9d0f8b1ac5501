-- Arrival order of orders (M-7).
CREATE SEQUENCE order_seq AS bigint;
--> statement-breakpoint
CREATE FUNCTION next_order_seq() RETURNS bigint LANGUAGE sql VOLATILE SET search_path = public, pg_temp AS $$ SELECT nextval('order_seq') $$;
--> statement-breakpoint
-- Appends audit rows (O-7). Acting for an organization, only to its own trail.
CREATE FUNCTION append_audit(p_rows jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF acting_role() = 'cardhour_app' THEN
    PERFORM FROM jsonb_array_elements(p_rows) r WHERE r ->> 'organizationId' IS DISTINCT FROM current_organization();
    IF FOUND OR current_organization() IS NULL THEN
      RAISE EXCEPTION 'foreign_audit' USING ERRCODE = 'CH020';
    END IF;
  END IF;
  INSERT INTO audit_rows (organization_id, actor_kind, actor_id, verb, subject_type, subject_id, facts, request_id, event_at)
  SELECT r ->> 'organizationId', r ->> 'actorKind', r ->> 'actorId', r ->> 'verb', r ->> 'subjectType', r ->> 'subjectId',
    coalesce(r -> 'facts', '{}'), r ->> 'requestId', (r ->> 'eventAt')::timestamptz
  FROM jsonb_array_elements(p_rows) WITH ORDINALITY AS rows (r, at) ORDER BY at;
END $$;
--> statement-breakpoint
-- Puts a job on the queue in the caller's transaction. Acting for an organization, a job that names one names that.
CREATE FUNCTION enqueue(p_task text, p_payload json, p_run_at timestamptz, p_job_key text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF acting_role() = 'cardhour_app'
    AND (current_organization() IS NULL OR coalesce(p_payload ->> 'organizationId', current_organization()) <> current_organization()) THEN
    RAISE EXCEPTION 'foreign_job' USING ERRCODE = 'CH021';
  END IF;
  PERFORM graphile_worker.add_job(identifier => p_task, payload => p_payload, run_at => p_run_at, job_key => p_job_key);
END $$;
