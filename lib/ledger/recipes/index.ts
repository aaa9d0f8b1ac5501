export { moveToBank, returnRefund } from './came-back';
export { holdOrder, type OrderHold, releaseHold, tradeOrder } from './holds';
export {
  cancelLeasePosting,
  closeLeasePosting,
  decideDisputePosting,
  freezeDisputePosting,
  type LeaseMove,
  type LeaseParties,
  passHoursPosting,
  settleLeasePosting,
} from './leases';
export { payoutAfterAll } from './payout-after-all';
export { failPayout, finishPayout, reversePayout, startPayout } from './payouts';
export { fundGuarantee, guaranteeShare, putInOwnMoney } from './platform';
export {
  type ChargeBalances,
  type ChargeShare,
  type Cover,
  chargeProvider,
  coverShortfall,
  oweCharge,
  type ProviderCharge,
  type RecoverBalances,
  recoverReceivable,
  reinstate,
  shareCharge,
  type TakeBackBalances,
  type TakenBack,
  takeBack,
} from './receivables';
export { failRefund, finishRefund, startRefund } from './refunds';
export { type MovedPayment, outsideOf, processorFee, returnFee, topUp } from './top-ups';
