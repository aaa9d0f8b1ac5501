import { least } from './terms';

/** Every balance in a map, and what is owed by whom. */
export class Books {
  /** Micros by `<owner>/<kind>`; the owner is an organization or `platform`. */
  readonly balances = new Map<string, bigint>();

  of(owner: string, kind: string): bigint {
    return this.balances.get(`${owner}/${kind}`) ?? 0n;
  }

  move(owner: string, kind: string, micros: bigint): void {
    this.balances.set(`${owner}/${kind}`, this.of(owner, kind) + micros);
  }

  between(owner: string, from: string, to: string, micros: bigint): void {
    this.move(owner, from, -micros);
    this.move(owner, to, micros);
  }

  /** Money comes in from a channel, or goes out to it. */
  outside(owner: string, kind: string, micros: bigint, channel = 'stripe'): void {
    this.move('platform', `external:${channel}`, -micros);
    this.move(owner, kind, micros);
  }

  /** What all clients have is more than the outside holds for them (L-8): then nobody is paid out. */
  get isShort(): boolean {
    const own = ['fees', 'guarantee', 'costs', 'losses'].reduce(
      (all, kind) => all + this.of('platform', kind),
      0n,
    );
    return own < 0n;
  }

  owes(organization: string): boolean {
    return this.of(organization, 'receivable') < 0n;
  }

  /** Takes what is there; what isn't is owed, and the guarantee, then losses, pay it. Promises what was short. */
  take(organization: string, kind: string, micros: bigint): bigint {
    const taken = least(micros, this.of(organization, kind));
    this.move(organization, kind, -taken);
    this.owe(organization, micros - taken);
    return micros - taken;
  }

  owe(organization: string, short: bigint): void {
    const guaranteed = least(short, this.of('platform', 'guarantee'));
    this.oweNobody(organization, short);
    this.move('platform', 'guarantee', -guaranteed);
    this.move('platform', 'losses', guaranteed - short);
  }

  /** A debt that nobody has been paid for. */
  oweNobody(organization: string, micros: bigint): void {
    this.move(organization, 'receivable', -micros);
    this.move('platform', 'allowance', micros);
  }

  /** Takes what is owed from what is there: losses are made good first, then the guarantee. */
  recover(organization: string): void {
    const owed = -this.of(organization, 'receivable');
    const available = least(owed, this.of(organization, 'available'));
    const payable = least(owed - available, this.of(organization, 'payable'));
    const all = available + payable;
    const toLosses = least(all, -this.of('platform', 'losses'));
    this.move(organization, 'available', -available);
    this.move(organization, 'payable', -payable);
    this.oweNobody(organization, -all);
    this.move('platform', 'losses', toLosses);
    this.move('platform', 'guarantee', all - toLosses);
  }
}
