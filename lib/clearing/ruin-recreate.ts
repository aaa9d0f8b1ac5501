import { place, withdraw } from './allocation';
import type { Ground, LaneMoves, LaneTask } from './lane';
import { enter, type LaneSearch, leave, startSearch } from './lane-search';
import { findPlacement } from './placement';
import { ruin, type Touched } from './ruin';
import { guestRegion, type Region, randomRegion } from './ruin-region';

const GUEST_SHARE = 0.9;
/** What a step and an insertion cost beside the pool-hours they look at, in pool-hours. */
const STEP_WORK = 400;
const INSERTION_WORK = 100;

/**
 * Ruin and recreate (Schrimpf et al. 2000) in one lane: withdraws orders of one pool's hours, inserts them and some that
 * want in again in a noisy order, keeps the result if the welfare is no more than a shrinking threshold lower; the best
 * allocation seen is the lane's answer.
 */
export function ruinAndRecreate(ground: Ground, task: LaneTask): LaneMoves {
  const search = startSearch(ground, task);
  const { allocation, random } = search;
  const pools = search.wanting.flatMap((orders, pool) => (orders.length > 0 ? [pool] : []));
  if (pools.length === 0) return [];
  let best = allocation.welfare;
  const average = best / (ground.market.orderIds.length + 1);
  while (search.spent < task.work) {
    const left = task.leftFrom + ((task.leftTo - task.leftFrom) * search.spent) / task.work;
    const threshold = average * 0.1 * left * left * random();
    const forGuest = search.eager.length > 0 && random() < GUEST_SHARE;
    const region = (forGuest && guestRegion(search)) || randomRegion(search, pools);
    search.spent += STEP_WORK;
    step(search, region, threshold);
    if (allocation.welfare > best) {
      best = allocation.welfare;
      search.sinceBest.clear();
    }
  }
  for (const j of search.sinceBest.keys()) withdraw(search.market, allocation, j);
  for (const [j, placement] of search.sinceBest)
    if (placement) place(search.market, allocation, j, placement);
  return [...search.moved]
    .sort((a, b) => a - b)
    .map((j) => [j, allocation.placements[j] ?? null] as const)
    .filter(([j, placement]) => placement !== task.placements[j]);
}

function step(search: LaneSearch, region: Region, threshold: number): void {
  const { allocation, random } = search;
  const before = allocation.welfare;
  const touched = ruin(search, region);
  recreate(search, touched, random() < 0.5 ? region.guest : -1);
  if (allocation.welfare < before - threshold) {
    for (const { j } of touched) leave(search, j);
    for (const { j, was } of touched) if (was) enter(search, j, was);
    return;
  }
  for (const { j, was } of touched) {
    if (allocation.placements[j] === was) continue;
    search.moved.add(j);
    if (!search.sinceBest.has(j)) search.sinceBest.set(j, was);
  }
}

function recreate(search: LaneSearch, touched: readonly Touched[], foremost: number): void {
  const { market, random, costs } = search;
  const bySurplus = random() < 0.4;
  const guide = search.guides[Math.floor(random() * search.guides.length)]!;
  const noise = random() * 0.6;
  const ranked = touched.map(({ j }) => {
    const limit = market.limits[j]!;
    const score = bySurplus ? limit - costs[j]! : limit / costs[j]! - 1;
    if (j === foremost) return { j, score: Number.POSITIVE_INFINITY };
    return { j, score: score + noise * (random() - 0.5) * (bySurplus ? limit : 1) };
  });
  ranked.sort((a, b) => b.score - a.score || a.j - b.j);
  for (const { j } of ranked) {
    const routes = market.routeFirst[j + 1]! - market.routeFirst[j]!;
    search.spent += INSERTION_WORK + routes * (market.deadline[j]! - market.earliest[j]!);
    const { free } = search.allocation;
    const placement = findPlacement(market, guide, free, j, market.limits[j]!, search.room);
    if (placement) enter(search, j, placement);
  }
}
