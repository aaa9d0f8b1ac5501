/** A ledger line as screens show it: what moved, and all that it belongs to. */
export interface LineShown {
  readonly version: bigint;
  readonly postingId: string;
  readonly eventAt: Date;
  readonly recipe: string;
  readonly amountMicros: bigint;
  readonly balanceAfterMicros: bigint;
  readonly earnedMicros: bigint | null;
  readonly feeMicros: bigint | null;
  readonly because: string | null;
  readonly outcome: string | null;
  readonly leaseId: string | null;
  readonly orderId: string | null;
  readonly quoteId: string | null;
  readonly jobId: string | null;
  readonly jobName: string | null;
  readonly label: string | null;
  readonly poolName: string | null;
  readonly roundNumber: number | null;
  readonly disputeId: string | null;
  readonly paymentId: string | null;
  readonly channel: string | null;
}
