-- What card-hours were traded at, rounds and instant trades together; names no party. A statistic takes its quantiles from it.
CREATE VIEW published.traded_prices AS
SELECT p.chip, l.pool_id, floor(extract(epoch FROM l.event_at) / 3600)::integer AS hour, h.price_micros, sum(h.cards) AS card_hours
FROM leases l JOIN lease_hours h ON h.lease_id = l.id JOIN pools p ON p.id = l.pool_id
GROUP BY 1, 2, 3, 4;
--> statement-breakpoint
GRANT SELECT ON published.traded_prices TO cardhour_public, cardhour_app, cardhour_regulator, cardhour_engine, cardhour_identity;
--> statement-breakpoint
-- Whether the machinery runs: how many migrations the database has, and the queue's jobs by task. Reads the wall clock:
-- the queue runs on it, no rule does.
CREATE FUNCTION operations_state() RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF acting_role() <> 'cardhour_engine' THEN
    RAISE EXCEPTION 'engine_only' USING ERRCODE = 'CH022';
  END IF;
  RETURN jsonb_build_object(
    'migrations', (SELECT count(*) FROM drizzle.__drizzle_migrations),
    'tasks', (SELECT coalesce(jsonb_agg(to_jsonb(t) ORDER BY t.task), '[]') FROM (
      SELECT task_identifier AS task,
        count(*) FILTER (WHERE locked_at IS NOT NULL) AS running,
        count(*) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts) AS waiting,
        count(*) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts AND last_error IS NOT NULL) AS retrying,
        count(*) FILTER (WHERE locked_at IS NULL AND attempts >= max_attempts) AS failed,
        coalesce(extract(epoch FROM clock_timestamp() - min(run_at) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts AND run_at < clock_timestamp())), 0)::integer AS "lateSeconds"
      FROM graphile_worker.jobs GROUP BY 1) t));
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION operations_state() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION operations_state() TO cardhour_app, cardhour_engine;
