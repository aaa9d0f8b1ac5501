-- S-5: the most that hours their provider failed may be sold for again, for quotes and instant orders to keep.
CREATE OR REPLACE VIEW published.pool_hours AS
SELECT pool_id, hour, offered_cards, reserved_cards, ask_micros, price_micros, price_round_id, version, indicative_micros,
  held_back_cards, ask_cap_micros FROM pool_hours;
