import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { InputPanel } from './input-panel';
import { Milestones } from './milestones';
import { ReportUnits } from './report-units';

const LANGUAGES = ['en', 'zh'] as const;
const read = (language: string, name: string) =>
  JSON.parse(readFileSync(join('lib', 'messages', language, `${name}.json`), 'utf8'));

function rendered(language: (typeof LANGUAGES)[number], element: ReactNode): string {
  const names = ['buy', 'common', 'counting', 'leases'];
  const messages = Object.fromEntries(names.map((name) => [name, read(language, name)]));
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={language}
      messages={messages}
      timeZone="Asia/Shanghai"
      onError={(error) => {
        throw error;
      }}
    >
      {element}
    </NextIntlClientProvider>,
  );
}

const text = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

describe.each(LANGUAGES)('how a lease counts, in %s', (language) => {
  const lease = { units: 100n, milestones: 4, unitKind: 'frames' };
  const rows = [
    { delivery: { units: '25', state: 'accepted', kind: 'result' } },
    { delivery: { units: '25', state: 'reported', kind: 'result' } },
  ] as const;

  it('25 of 100 accepted and 25 waiting: one of 4 milestones accepted, one waits, the next stands at 75', () => {
    const html = rendered(language, <Milestones lease={lease} rows={rows} />);
    expect((html.match(/<li/g) ?? []).length).toBe(4);
    expect(text(html)).toContain('75');
    if (language === 'en') {
      expect(text(html)).toContain('1 of 4 accepted');
      expect(text(html)).toContain('1 waits for an answer');
      expect(text(html)).toContain('Milestone 2 at 50: waits for an answer');
    }
  });
  it('nothing is said where every unit counts', () => {
    expect(rendered(language, <Milestones lease={{ ...lease, milestones: null }} rows={rows} />)).toBe('');
  });
  it('after 30 units a report offers those that reach 50, 75 and 100: 20, 45 and 70', () => {
    const html = rendered(language, <ReportUnits {...lease} reportedUnits={30n} />);
    expect([...html.matchAll(/value="(\d+)"/g)].map(([, value]) => value)).toEqual(['20', '45', '70']);
  });
  it('the provider is told what was lost and what to claim, the buyer that it hasn’t said that its input is ready', () => {
    const input = { lostCardHours: '2', lostUnits: '25', claimedUnits: '10', openUnits: '15' };
    const open = { id: 'lea_1', state: 'running', unitKind: 'frames', inputReadyAt: null, inputNote: null };
    const panel = (side: 'buyer' | 'provider') =>
      text(rendered(language, <InputPanel {...{ lease: open, input, side }} action={null} closed={false} />));
    expect(panel('provider')).toMatch(/25 .*10 .*15 /);
    if (language === 'en') expect(panel('buyer')).toMatch(/You haven.*t said yet that your input is ready/);
  });
});
