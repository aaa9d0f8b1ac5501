import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { chipByKey } from '@/lib/compute/chips';
import { HUB_KEYS } from '@/lib/compute/region';
import { regionByCode } from '@/lib/compute/regions';
import { checkRegistrationNumber } from '@/lib/identity/organization';
import { PoolForm } from '@/lib/market/pool-form';
import { Agenda, slotFrom } from './agenda';
import { BUYERS, OPERATOR, PROVIDERS, REGULATOR } from './organizations';
import { POOLS } from './pools';

const folder = fileURLToPath(new URL('.', import.meta.url));
const sources = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => ({ name, text: readFileSync(`${folder}${name}`, 'utf8') }));
const command = readFileSync(fileURLToPath(new URL('../../bin/seed.ts', import.meta.url)), 'utf8');

const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');

describe('the demo’s history is made by the market’s own verbs', () => {
  it('no statement of the seed writes: every one reads', () => {
    for (const { name, text: whole } of sources) {
      const text = whole.replace(/createHash\('sha256'\)\s*\.update\(/g, '');
      expect(text, name).not.toMatch(/\.(insert|update|delete|unsafe)\(/);
      expect(text, name).not.toMatch(
        /\b(insert\s+into|update\s+\w+\s+set|delete\s+from|truncate|copy\s+\w+\s+from|merge\s+into)\b/i,
      );
      for (const [, statement = ''] of text.matchAll(/sql(?:<[^>]*>)?`([^`]*)`/g))
        expect(statement.trim().toLowerCase(), name).toMatch(/^select\b/);
    }
  });

  it('it reaches tables only through services: it imports no table, no query, and nobody’s posting or reserving', () => {
    const allowed =
      /^(\.\/|node:|drizzle-orm$|@\/db\/client$|@\/lib\/(core|compute|identity|profiling|market|services)\/)/;
    for (const { name, text } of sources)
      expect(
        importsOf(text).filter((path) => !allowed.test(path)),
        name,
      ).toEqual([]);
  });

  it('what moves orders, leases and money is called as the parties call it', () => {
    const all = sources.map(({ text }) => text).join('\n');
    const verbs = [
      'signUp',
      'listPool',
      'describeJob',
      'acceptQuote',
      'placeLimitOrder',
      'cancelOrder',
      'topUp',
      'advance',
      'claimBenchmark',
      'reportDelivery',
      'acceptDelivery',
      'rejectDelivery',
      'stateInDispute',
      'withdrawRejection',
      'concedeDispute',
      'decideDispute',
      'cancelLease',
      'declareInputReady',
      'claimLateInput',
      'reportStart',
      'giveUpLease',
      'goLive',
    ];
    for (const verb of verbs) expect(all).toMatch(new RegExp(`\\b${verb}\\(`));
  });

  it('its command changes nothing but how commits wait for the disk', () => {
    const statements = [...command.matchAll(/sql(?:<[^>]*>)?`([^`]*)`/g)].map(([, statement = '']) =>
      statement.trim(),
    );
    for (const statement of statements)
      expect(statement).toMatch(
        /^(select current_database\(\)|alter database \$\{database\} (set|reset) synchronous_commit|checkpoint)/,
      );
  });
});

describe('the cast and its pools', () => {
  it('has 14 providers and 16 buyers admitted, one of each waiting, all with valid and different numbers', () => {
    const admitted = (list: typeof BUYERS) => list.filter(({ pending }) => !pending).length;
    expect([admitted(PROVIDERS), admitted(BUYERS)]).toEqual([14, 16]);
    expect([PROVIDERS.length, BUYERS.length]).toEqual([15, 17]);
    const all = [...PROVIDERS, ...BUYERS, OPERATOR, REGULATOR];
    for (const one of all)
      expect(checkRegistrationNumber(one.country, one.registrationNumber).ok, one.name).toBe(true);
    expect(new Set(all.map((one) => one.registrationNumber)).size).toBe(all.length);
    expect(new Set(all.map((one) => one.email)).size).toBe(all.length);
  });

  it('has at least 40 valid pools over all 8 hubs and abroad, of at least 6 chip vendors', () => {
    for (const { form } of POOLS) expect(PoolForm.safeParse(form).error?.issues ?? [], form.name).toEqual([]);
    expect(POOLS.length).toBeGreaterThanOrEqual(40);
    const hubs = new Set(POOLS.map(({ form }) => regionByCode(form.region)?.hub ?? 'abroad'));
    expect([...HUB_KEYS].filter((hub) => !hubs.has(hub))).toEqual([]);
    expect(hubs.has('abroad')).toBe(true);
    expect(new Set(POOLS.map(({ form }) => chipByKey(form.chip)?.vendor)).size).toBeGreaterThanOrEqual(6);
    expect(new Set(POOLS.map(({ provider }) => provider)).size).toBeGreaterThanOrEqual(12);
  });
});

describe('the agenda', () => {
  it('plans come in the order of their slots, and in the order they were made within one', async () => {
    const agenda = new Agenda();
    const done: string[] = [];
    const noon = Date.UTC(2026, 10, 9, 12);
    const plan = (name: string, minutes: number) =>
      agenda.add(new Date(noon + minutes * 60_000), async () => void done.push(name));
    plan('late', 300);
    plan('first', 10);
    plan('second', 10);
    plan('soon', 60);
    const end = new Date(noon + 400 * 60_000);
    for (let next = agenda.takeBefore(end); next; next = agenda.takeBefore(end)) await next.act(next.at);
    expect(done).toEqual(['first', 'second', 'soon', 'late']);
    expect(agenda.takeBefore(end)).toBeUndefined();
  });

  it('a slot is never before the instant asked for, and at most 15 min + 11 min after it', () => {
    for (let minute = 0; minute < 2000; minute += 7) {
      const at = new Date(Date.UTC(2026, 10, 9) + minute * 61_000);
      const waited = slotFrom(at).getTime() - at.getTime();
      expect(waited).toBeGreaterThanOrEqual(0);
      expect(waited).toBeLessThanOrEqual(26 * 60_000);
      expect(slotFrom(slotFrom(at))).toEqual(slotFrom(at));
    }
  });
});
