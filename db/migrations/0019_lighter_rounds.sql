-- Published prices and held-back marks change without the trigger, which watches cards and asks alone.
DROP TRIGGER pool_hours_watch ON pool_hours;
--> statement-breakpoint
CREATE TRIGGER pool_hours_watch BEFORE INSERT OR UPDATE OF offered_cards, reserved_cards, ask_micros, version ON pool_hours
FOR EACH ROW EXECUTE FUNCTION watch_pool_hour();
--> statement-breakpoint
-- Rows that every round rewrites find room on their own page, so their indexes stay as they are.
ALTER TABLE pool_hours SET (fillfactor = 60);
--> statement-breakpoint
ALTER TABLE orders SET (fillfactor = 60);
