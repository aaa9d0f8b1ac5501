-- Members and keys are made by signing in (cardhour_identity); acting for an organization, a key is only charged.
REVOKE INSERT, UPDATE, DELETE ON memberships, api_keys FROM cardhour_app;
--> statement-breakpoint
GRANT UPDATE (spent_micros) ON api_keys TO cardhour_app;
