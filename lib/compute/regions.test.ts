import { describe, expect, it } from 'vitest';
import { isTimeZone } from '@/lib/core/hours';
import { fibreRoundTripMs, greatCircleKm, roundTrip, transferHours } from './distance';
import type { Region } from './region';
import { HUBS, REGIONS, regionByCode, regionName, regionWithin, resolveRegion } from './regions';
import { resolveRegionName } from './resolve-region-name';
import { tariffShape } from './tariff-shapes';

const region = (code: string): Region => {
  const found = regionByCode(code);
  if (found === null) throw new Error(`no region ${code}`);
  return found;
};
const meaning = (text: string) => {
  const result = resolveRegionName(text);
  if (!result.ok) return result.refusal.code;
  return `${result.value.region.code}${result.value.exact ? '' : ' about'}`;
};

describe('regions', () => {
  it('34 Chinese provinces, 249 countries less the three that stand among them, each with a real time zone', () => {
    expect(REGIONS.filter(({ code }) => code.startsWith('CN-'))).toHaveLength(34);
    expect(REGIONS.filter(({ level }) => level === 'country')).toHaveLength(246);
    for (const { code, timeZone } of REGIONS) expect(isTimeZone(timeZone), code).toBe(true);
  });
  it('coordinates are on the globe and carbon factors plausible', () => {
    for (const { code, coordinates, carbon } of REGIONS) {
      if (coordinates) expect(Math.abs(coordinates.latitude) <= 90, code).toBe(true);
      if (coordinates) expect(Math.abs(coordinates.longitude) <= 180, code).toBe(true);
      if (carbon) expect(carbon.kgCo2PerKwh > 0.005 && carbon.kgCo2PerKwh < 1.2, code).toBe(true);
    }
  });
  it("Ningxia's official factor is 0.6187 kg/kWh of 2023, Germany's measured mean 0.4815 of 2022", () => {
    expect(region('CN-NX').carbon).toMatchObject({ kgCo2PerKwh: 0.6187, year: 2023, basis: 'co2' });
    expect(region('DE').carbon).toMatchObject({ kgCo2PerKwh: 0.4815, year: 2022, basis: 'co2e' });
    expect(region('CN-XZ').carbon).toBe(null);
  });
  it('HK and CN-HK are one region, judged by its own jurisdiction and not as mainland', () => {
    expect(region('HK')).toBe(region('CN-HK'));
    expect(regionWithin(region('CN-NX'), region('CN'))).toBe(true);
    expect(regionWithin(region('CN-HK'), region('CN'))).toBe(false);
    expect(regionWithin(region('CN-HK'), region('HK'))).toBe(true);
    expect(regionWithin(region('CN'), region('CN-NX'))).toBe(false);
  });
  it('eight hubs with ten clusters, each cluster in a province of its hub', () => {
    expect(HUBS).toHaveLength(8);
    expect(HUBS.flatMap((hub) => hub.clusters)).toHaveLength(10);
    for (const hub of HUBS) {
      for (const code of hub.regions) expect(region(code).hub).toBe(hub.key);
      for (const cluster of hub.clusters) expect(hub.regions).toContain(cluster.region);
    }
    expect(REGIONS.filter(({ hub }) => hub !== null)).toHaveLength(14);
  });
  it('codes resolve in any case; one that is not in the catalogue is refused', () => {
    expect(resolveRegion(' cn-nx ')).toMatchObject({ ok: true, value: { code: 'CN-NX' } });
    expect(resolveRegion('CN-ZZ')).toMatchObject({ ok: false, refusal: { code: 'unknown_region' } });
  });
  it('names come in English and Chinese', () => {
    expect(regionName(region('CN-NX'), 'zh')).toBe('宁夏');
    expect(regionName(region('DE'), 'zh')).toBe('德国');
    expect(regionName(region('US-TX'), 'en')).toBe('Texas');
  });
});

describe('resolveRegionName', () => {
  it.each([
    ['Czechia, CZ, EU', 'CZ'],
    ['Thailand, TH, AS', 'TH'],
    ['Florida, US, NA', 'US-FL'],
    ['Texas, US', 'US-TX'],
    [', US, NA', 'US'],
    ['US', 'US'],
    ['British Columbia, CA, NA', 'CA-BC'],
    ['California, US, NA', 'US-CA'],
    ['The Netherlands, NL, EU', 'NL'],
    ['Taiwan, TW, AS', 'CN-TW'],
    ['Hong Kong, HK, AS', 'CN-HK'],
    ['Jiangsu, CN, AS', 'CN-JS'],
    ['Guangdong, CN, AS', 'CN-GD'],
    ['St.-Petersburg, RU, EU', 'RU-SPE'],
    ['Washington, US, NA', 'US-WA'],
    ['Quebec, CA, NA', 'CA-QC'],
    ['Viken, NO, EU', 'NO about'],
    ['Windhoek, NA', 'NA about'],
    ['宁夏', 'CN-NX'],
    ['北京市', 'CN-BJ'],
    ['CN-GZ', 'CN-GZ'],
    ['Germany', 'DE'],
    ['South Korea', 'KR'],
    ['Turkey', 'TR'],
    ['Georgia', 'ambiguous_region'],
    ['Georgia, US', 'US-GA'],
    ['Atlantis', 'unknown_region'],
    ['', 'unknown_region'],
    [', , ', 'unknown_region'],
  ])('%s is %s', (text, code) => expect(meaning(text)).toBe(code));
});

describe('distance', () => {
  const at = (latitude: number, longitude: number) => ({ latitude, longitude });
  it('a quarter of a meridian is 10,007.6 km; a place is 0 km from itself', () => {
    expect(greatCircleKm(at(0, 0), at(90, 0))).toBeCloseTo(10_007.56, 1);
    expect(greatCircleKm(at(37.51, 105.19), at(37.51, 105.19))).toBe(0);
  });
  it('Zhangjiakou to Wuhu: 1,041.8 km, 14.59 ms through fibre, as published for the clusters', () => {
    const clusters = new Map(HUBS.flatMap((hub) => hub.clusters).map((one) => [one.key, one.coordinates]));
    const [from, to] = [clusters.get('zhangjiakou'), clusters.get('wuhu')];
    if (!from || !to) throw new Error('clusters');
    expect(greatCircleKm(from, to)).toBeCloseTo(1041.8, 1);
    expect(fibreRoundTripMs(from, to)).toBeCloseTo(14.59, 2);
  });
  it('measured routes lie near the estimate: Tokyo–Sydney 115 ms, London–Frankfurt 13, Dallas–London 113', () => {
    const routes = [
      [at(35.68, 139.69), at(-33.87, 151.21), 115],
      [at(51.51, -0.13), at(50.11, 8.68), 13],
      [at(32.78, -96.8), at(51.51, -0.13), 113],
    ] as const;
    for (const [a, b, measuredMs] of routes) {
      const estimate = roundTrip(
        { ...region('DE'), coordinates: { ...a, place: '' } },
        { ...region('DE'), coordinates: { ...b, place: '' } },
      );
      expect(measuredMs / (estimate?.typicalMs ?? 0)).toBeGreaterThan(0.8);
      expect(measuredMs).toBeLessThan(estimate?.highMs ?? 0);
    }
  });
  it('an estimate needs both places; it is the same both ways', () => {
    expect(roundTrip(region('BV'), region('DE'))).toBe(null);
    expect(roundTrip(region('CN-NX'), region('CN-SH'))?.typicalMs).toBe(
      roundTrip(region('CN-SH'), region('CN-NX'))?.typicalMs,
    );
  });
  it('450 GB over 1,000 Mbit/s take exactly an hour, two at half the line', () => {
    expect(transferHours(450, 1000)).toBe(1);
    expect(transferHours(450, 1000, 0.5)).toBe(2);
    expect(() => transferHours(1, 0)).toThrow('P-6');
  });
});

describe('tariff shapes', () => {
  it('Shanghai has a midday peak only in July to September; Ningxia has no shape', () => {
    expect(tariffShape('CN-SH', 7)?.[13]).toBe('peak');
    expect(tariffShape('CN-SH', 1)?.[13]).toBe('flat');
    expect(tariffShape('CN-HN', 5)?.[20]).toBe('tip');
    expect(tariffShape('CN-NX', 5)).toBe(null);
  });
});
