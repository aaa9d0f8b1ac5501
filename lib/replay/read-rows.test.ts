import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { type CsvRow, readOffer } from './read-offer';
import { readRows } from './read-rows';
import { readTask } from './read-task';

const rowsOf = (csv: string): CsvRow[] => parse(csv, { columns: true });
const HORIZON = 336;

const OFFERS = rowsOf(`instance_type,accelerator,count,total_gpu_mem_mib,price_usd_h,spot_price_usd_h,region
8x-H100_SXM-32-65536,H100,8,652472,17.07,0.0,", US, NA"
2x-RTX_3090-32-65536,RTX3090,2,49152,0.45,0.0,"Quebec, CA, NA"
1x-A100_SXM4-32-65536,A100,1,40960,1.2,0.0,"Germany, DE, EU"
1x-A100_SXM4-32-65536,A100,1,81920,1.2,0.0,"Germany, DE, EU"
3x-L40S-32-65536,L40S,3,137154,2.00,0.0,"Nowhere Town, FR, EU"
1x-FOO_9000-32-65536,FOO9000,1,1000,1.0,0.0,"France, FR, EU"
1x-L40S-32-65536,L40S,1,46068,0.0,0.0,"France, FR, EU"
0x-L40S-32-65536,L40S,0,0,1.0,0.0,"France, FR, EU"
1x-L40S-32-65536,L40S,1,46068,1.0,0.0,"Atlantis, XX, EU"`);

describe('offers of a listing', () => {
  const read = readRows(OFFERS, readOffer);

  it('every row is mapped or refused by reason: 9 = 5 + 4', () => {
    expect(read.read).toBe(9);
    expect(read.mapped).toHaveLength(5);
    expect(read.refused).toEqual(
      new Map([
        ['unknown_chip', 1],
        ['no_price', 1],
        ['no_cards', 1],
        ['unknown_region', 1],
      ]),
    );
  });

  it('8 cards for 17.07 an hour ask 2.13375 each; 3 for 2.00 ask 0.666667, rounded up', () => {
    expect(read.mapped.map((offer) => offer.askMicros)).toEqual([
      2_133_750n,
      225_000n,
      1_200_000n,
      1_200_000n,
      666_667n,
    ]);
  });

  it('the measured memory tells an A100 of 40 GB from one of 80 GB', () => {
    expect(read.mapped.slice(2, 4).map((offer) => offer.chip)).toEqual(['a100-sxm-40gb', 'a100-sxm-80gb']);
  });

  it('a place outside the catalogue is known by its country', () => {
    expect(read.mapped.map(({ region, regionExact }) => [region, regionExact])).toEqual([
      ['US', true],
      ['CA-QC', true],
      ['DE', true],
      ['DE', true],
      ['FR', false],
    ]);
  });
});

const TASKS =
  rowsOf(`name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time
a,1,1,1,1000,,LS,Running,100,3700,100
b,1,1,1,460,,LS,Running,200,3801,200
c,1,1,8,1000,,LS,Running,300,400,300
d,1,1,0,0,,LS,Running,400,5000,400
e,1,1,1,1000,,LS,Pending,500,5000,
f,1,1,1,1000,,LS,Failed,600,600,600
g,1,1,1,1000,G2,LS,Running,700,5000,700
h,1,1,1,1000,V100M16|V100M32,LS,Running,800,5000,800
i,1,1,1,1000,G3|T4,LS,Running,900,5000,900
j,1,1,1,1000,,LS,Running,1000,2000000,1000
k,1,1,x,1000,,LS,Running,1000,2000,1000`);

describe('tasks of a trace', () => {
  const read = readRows(TASKS, (row) => readTask(row, HORIZON));
  const task = (name: string) => read.mapped.find((one) => one.name === name);

  it('every row is mapped or refused by reason: 11 = 5 + 6', () => {
    expect(read.mapped.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'h', 'i']);
    expect(read.refused).toEqual(
      new Map([
        ['no_gpu', 1],
        ['no_run_time', 2],
        ['undisclosed_chip', 1],
        ['longer_than_horizon', 1],
        ['malformed', 1],
      ]),
    );
  });

  it('3,600 s are one hour, 3,601 s two; 460 thousandths of a card become one card, counted', () => {
    expect(task('a')).toMatchObject({ cards: 1, hours: 1, wasFraction: false });
    expect(task('b')).toMatchObject({ cards: 1, hours: 2, wasFraction: true });
    expect(task('c')).toMatchObject({ cards: 8, hours: 1, wasFraction: false });
  });

  it('chips joined by a bar are any of them; an undisclosed one among known ones is left out', () => {
    expect(task('h')?.chips).toEqual(['v100-sxm2-16gb', 'v100-sxm2-32gb']);
    expect(task('i')?.chips).toEqual(['t4']);
    expect(task('a')?.chips).toEqual([]);
  });

  it('a limit of two stops after the second mapped row and reads no further', () => {
    const two = readRows(TASKS, (row) => readTask(row, HORIZON), 2);
    expect([two.read, two.mapped.length]).toEqual([2, 2]);
  });
});
