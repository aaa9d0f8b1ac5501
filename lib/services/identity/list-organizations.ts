import { and, asc, eq, ilike, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { memberships, organizations } from '@/db/schema';
import { CAPACITIES, type Capacity } from '@/lib/identity/permissions';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';

export const ORGANIZATION_STATUSES = ['pending', 'admitted', 'suspended'] as const;

const ListOrganizationsInput = z.strictObject({
  status: z.enum(ORGANIZATION_STATUSES).optional(),
  capacity: z.enum(CAPACITIES).optional(),
  /** Part of a name, registration number or short code. */
  text: z.string().trim().max(100).optional(),
});

const CAPACITY_COLUMNS = {
  buyer: organizations.isBuyer,
  provider: organizations.isProvider,
  regulator: organizations.isRegulator,
  operator: organizations.isOperator,
} as const satisfies Record<Capacity, unknown>;

/** `%` and `_` are themselves in what a person searches for. */
const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

export interface OrganizationLine {
  readonly id: string;
  readonly shortCode: string;
  readonly registeredName: string;
  readonly country: string;
  readonly registrationNumber: string;
  readonly controllingGroup: string | null;
  readonly isBuyer: boolean;
  readonly isProvider: boolean;
  readonly isRegulator: boolean;
  readonly isOperator: boolean;
  readonly status: (typeof ORGANIZATION_STATUSES)[number];
  readonly eventAt: Date;
  readonly memberCount: number;
}

/** Every organization of the market for its operator: waiting ones first, then by name. */
export async function listOrganizations(ctx: Ctx, input: unknown = {}): Promise<OrganizationLine[]> {
  authorize(ctx, 'operate.view');
  const { status, capacity, text } = parseInput(ListOrganizationsInput, input);
  const conditions: (SQL | undefined)[] = [
    status && eq(organizations.status, status),
    capacity && eq(CAPACITY_COLUMNS[capacity], true),
    text
      ? or(
          ilike(organizations.registeredName, containing(text)),
          ilike(organizations.registrationNumber, containing(text)),
          ilike(organizations.shortCode, containing(text)),
        )
      : undefined,
  ];
  return ctx.db.asIdentity((tx) =>
    tx
      .select({
        id: organizations.id,
        shortCode: organizations.shortCode,
        registeredName: organizations.registeredName,
        country: organizations.country,
        registrationNumber: organizations.registrationNumber,
        controllingGroup: organizations.controllingGroup,
        isBuyer: organizations.isBuyer,
        isProvider: organizations.isProvider,
        isRegulator: organizations.isRegulator,
        isOperator: organizations.isOperator,
        status: organizations.status,
        eventAt: organizations.eventAt,
        memberCount: tx.$count(memberships, eq(memberships.organizationId, organizations.id)),
      })
      .from(organizations)
      .where(and(...conditions))
      .orderBy(sql`${organizations.status} <> 'pending'`, asc(organizations.registeredName)),
  );
}
