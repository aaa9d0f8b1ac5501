import { createHash } from 'node:crypto';
import { concedeDispute } from '@/lib/services/disputes/concede-dispute';
import { decideDispute } from '@/lib/services/disputes/decide-dispute';
import { stateInDispute } from '@/lib/services/disputes/state-in-dispute';
import { withdrawRejection } from '@/lib/services/disputes/withdraw-rejection';
import { rejectDelivery } from '@/lib/services/leases/reject-delivery';
import type { Cast } from './cast';
import { minutesAfter } from './reporting';
import type { Member, Stage } from './stage';

/** What the parties of a lease know of it when one rejects. */
interface Quarrel {
  readonly id: string;
  readonly buyer: Member;
  readonly provider: Member;
}

const REJECTIONS = [
  {
    reason: 'quality_below_agreed',
    statement: 'The validation loss of the last checkpoint is far above the curve we agreed on.',
    file: 'validation-loss.csv',
    answer:
      'The curve was measured on our copy of the validation set; its hash is the one in the job’s description.',
    reply:
      'The set in the description has a second version of March, and we sent that one; see the log of the upload.',
  },
  {
    reason: 'incomplete',
    statement: 'The last shards are missing; the archive ends in the middle of a file.',
    file: 'shards-listed.txt',
    answer: 'All shards were written and hashed before the upload; the manifest of our storage is attached.',
    reply: 'The manifest names the shards, but three of them have no bytes behind their hashes.',
  },
  {
    reason: 'cannot_be_opened',
    statement: 'Two of the archives fail their checksum and cannot be unpacked.',
    file: 'unpack.log',
    answer: 'Both archives unpack on our side with the version of the tool the job asks for.',
    reply: 'With that version one of them unpacks and the other one doesn’t; the log shows both runs.',
  },
  {
    reason: 'not_as_described',
    statement: 'Frames were rendered at half the resolution that the job asks for.',
    file: 'frame-sizes.csv',
    answer: 'The resolution was read from the scene file, which says half of what the job’s text says.',
    reply: 'The job’s text is the contract; we would have sent another file had you asked.',
  },
] as const;

/** How disputes go on, one after the other: every way there is comes up. */
const COURSES = [
  'shared',
  'for_buyer',
  'withdrawn',
  'for_provider',
  'shared',
  'conceded',
  'for_buyer',
] as const;

const DECISIONS = {
  for_buyer: {
    ground: 'not_as_described',
    note: 'The hashes on both sides show that the delivery does not hold what was reported.',
  },
  for_provider: {
    ground: 'as_described',
    note: 'The evidence matches the job as described; the missing part was never ordered.',
  },
  shared: {
    ground: 'partly_as_described',
    note: 'Both logs agree on which part can be used as described; that part is paid, the rest is not.',
  },
} as const;

/** What buyers and providers do about a rejected delivery: state, rest, give in, or wait for the operator. */
export class Disputes {
  #opened = 0;

  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
  ) {}

  /** The buyer rejects a delivery, and both sides plan what they will say. */
  async open(lease: Quarrel, deliveryId: string, now: Date): Promise<void> {
    const { dice } = this.stage;
    const opened = await this.#reject(lease, deliveryId, now);
    if (!opened) return;
    const { disputeId, statementsUntil, said } = opened;
    const course = COURSES[this.#opened++ % COURSES.length] ?? 'for_buyer';
    const answersAt = minutesAfter(now, dice.between(60, 1500));
    if (course === 'conceded') {
      this.#plan(answersAt, (at) => concedeDispute(...this.#end(lease.provider, disputeId, at)));
      return;
    }
    const early = dice.chance(0.5);
    const restsAt = this.#argue(lease, disputeId, said, answersAt, early);
    if (course === 'withdrawn')
      this.#plan(minutesAfter(answersAt, 90), (at) =>
        withdrawRejection(...this.#end(lease.buyer, disputeId, at)),
      );
    else
      this.#decide(
        disputeId,
        course,
        minutesAfter(early ? restsAt : statementsUntil, dice.between(90, 2400)),
      );
  }

  /** The buyer rejects a delivery, and its provider soon says that the buyer is right. */
  async openToConcede(lease: Quarrel, deliveryId: string, now: Date): Promise<void> {
    const opened = await this.#reject(lease, deliveryId, now);
    if (opened)
      this.#plan(minutesAfter(now, 75), (at) =>
        concedeDispute(...this.#end(lease.provider, opened.disputeId, at)),
      );
  }

  async #reject(lease: Quarrel, deliveryId: string, now: Date) {
    const said = this.stage.dice.oneOf(REJECTIONS);
    const rejected = await this.stage.tried(
      rejectDelivery(this.stage.as(lease.buyer, now), {
        deliveryId,
        requestId: this.stage.requestId(now),
        reason: said.reason,
        statement: said.statement,
        files: [this.#file(lease, said.file)],
      }),
    );
    return 'refused' in rejected ? null : { ...rejected.done, said };
  }

  /** The provider answers and the buyer replies; who wants it over early also rests. Says when the last of them has spoken. */
  #argue(
    lease: Quarrel,
    disputeId: string,
    said: (typeof REJECTIONS)[number],
    answersAt: Date,
    early: boolean,
  ): Date {
    const { dice } = this.stage;
    const repliesAt = minutesAfter(answersAt, dice.between(100, 700));
    const restsAt = minutesAfter(repliesAt, dice.between(60, 300));
    const state = (member: Member, at: Date, words: object) =>
      stateInDispute(this.stage.as(member, at), { disputeId, requestId: this.stage.requestId(at), ...words });
    const answer = { statement: said.answer, files: [this.#file(lease, 'storage-manifest.json')] };
    if (early || dice.chance(0.85)) this.#plan(answersAt, (at) => state(lease.provider, at, answer));
    if (early || dice.chance(0.6))
      this.#plan(repliesAt, (at) => state(lease.buyer, at, { statement: said.reply, rests: early }));
    if (early) this.#plan(restsAt, (at) => state(lease.provider, at, { rests: true }));
    return restsAt;
  }

  #decide(disputeId: string, outcome: keyof typeof DECISIONS, from: Date): void {
    const share = outcome === 'shared' ? { shareBps: this.stage.dice.whole(25, 85) * 100 } : {};
    this.#plan(from, (at) =>
      decideDispute(this.stage.as(this.cast.operator, at), {
        disputeId,
        requestId: this.stage.requestId(at),
        outcome,
        ...DECISIONS[outcome],
        ...share,
      }),
    );
  }

  #plan(from: Date, act: (now: Date) => Promise<unknown>): void {
    this.stage.agenda.add(from, async (at) => {
      await this.stage.tried(act(at));
    });
  }

  #end(member: Member, disputeId: string, at: Date) {
    const input = { disputeId, requestId: this.stage.requestId(at) };
    return [this.stage.as(member, at), input] as const;
  }

  #file(lease: Quarrel, name: string) {
    const sha256 = createHash('sha256').update(`${lease.id}/${name}`).digest('hex');
    return { name, sha256, bytes: this.stage.dice.whole(2_000, 900_000) };
  }
}
