/**
 * Who may see the rows of a table; row security and grants obey this list and a test walks the catalog by it.
 * - `private`: rows of organizations. An organization sees a row if it stands in one of these columns, or, without
 *   columns, by the way that `through` tells.
 * - `published`: everybody reads the view, which names its columns; the table itself is seen as if private by the
 *   organization in the columns, where there are any.
 * - `internal`: the engine's or the sign-in's own; no organization reads it.
 * The engine sees all of them but sessions and secrets; a regulator sees, in its scope, all but what signs people in.
 */
export type Visibility =
  | { readonly kind: 'private'; readonly organizations: readonly string[]; readonly through?: string }
  | { readonly kind: 'published'; readonly view: string; readonly organizations: readonly string[] }
  | { readonly kind: 'internal'; readonly why: string };

const own: Visibility = { kind: 'private', organizations: ['organization_id'] };
const parties: Visibility = {
  kind: 'private',
  organizations: ['buyer_organization_id', 'provider_organization_id'],
};
const published = (view: string, ...organizations: string[]): Visibility => ({
  kind: 'published',
  view,
  organizations,
});

/** Every table of the market, by name. */
export const VISIBILITY: Readonly<Record<string, Visibility>> = {
  organizations: {
    kind: 'private',
    organizations: [],
    through: 'itself, and both parties of a lease each other',
  },
  organization_addresses: own,
  persons: {
    kind: 'private',
    organizations: [],
    through: 'memberships of the organization; never password hashes',
  },
  memberships: own,
  sessions: { kind: 'internal', why: 'resolved by sign-in alone' },
  api_keys: own,

  nodes: published('nodes'),
  market_settings: published('market_settings'),
  market_terms: published('market_terms'),

  pools: published('pools', 'organization_id'),
  service_levels: published('service_levels', 'organization_id'),
  pool_hours: published('pool_hours', 'organization_id'),
  ask_plans: own,
  availability: own,

  jobs: own,
  quotes: own,
  orders: own,

  rounds: published('rounds'),
  round_prices: published('round_prices'),
  indicative_rounds: published('indicative_rounds'),
  day_books: published('day_books'),
  round_attempts: { kind: 'internal', why: 'discarded outcomes name orders' },

  trades: own,
  leases: parties,
  replacements: own,
  lease_hours: parties,
  deliveries: parties,
  disputes: parties,
  dispute_statements: parties,

  evidence: published('evidence', 'organization_id', 'buyer_organization_id'),

  accounts: own,
  entries: own,
  postings: { kind: 'private', organizations: [], through: 'entries of the organization' },
  holds: own,
  payments: own,
  channel_accounts: own,
  chargebacks: own,
  channel_events: { kind: 'internal', why: 'what channels told the exchange, of anybody' },
  external_movements: { kind: 'internal', why: 'the exchange’s own accounts at its channels' },
  budgets: own,
  balance_forecasts: own,

  audit_rows: own,
  audit_chain: own,
  audit_heads: own,
};

/** Views that an organization reads beside its tables, with the columns whose organization sees a row. */
export const PARTY_VIEWS: Readonly<Record<string, readonly string[]>> = {
  lease_jobs: ['buyer_organization_id', 'provider_organization_id'],
};
