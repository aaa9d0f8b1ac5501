-- The engine locks the budgets that an order counts against when it buys failed work again; a lock needs a column it may
-- change, and of none does it say how much.
GRANT UPDATE (created_at) ON budgets TO cardhour_engine;
