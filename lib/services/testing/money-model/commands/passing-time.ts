import { HOUR_MS } from '../model/terms';
import { advance, advanceTo, fundAndRecover } from '../world/time';
import { always, type NamedCommand, onOne } from './command';

const pass: NamedCommand = {
  name: 'time passes',
  weight: 3,
  applies: always,
  act: (world, { hours, fault }) => advance(world, hours < 30 ? 1 + (hours % 5) : hours, fault),
};

/** To the first hour of a lease, when its provider may report. */
const toStart = onOne(
  'to a start',
  5,
  (model) => model.notStarted(),
  (world, lease, { fault }) => advanceTo(world, lease.startHour * HOUR_MS, fault),
);

/** To the end of the first hour of a lease whose input isn't there yet: it is lost. */
const toLostHour = onOne(
  'to a lost hour',
  2,
  (model) => model.live().filter(({ inputAt, startHour }) => inputAt === null && model.hour <= startHour),
  (world, lease, { fault }) => advanceTo(world, (lease.startHour + 1) * HOUR_MS, fault),
);

/** To the end of the time in which a dispute's parties are heard. */
const toDecision = onOne(
  'to a decision',
  4,
  (model) => model.deliveriesIn('rejected').filter(({ delivery }) => model.now < delivery.statementsUntil),
  (world, { delivery }, { fault }) => advanceTo(world, delivery.statementsUntil, fault),
);

const hourlyWork: NamedCommand = {
  name: 'fund and recover',
  weight: 1,
  applies: always,
  act: (world, { fault }) => fundAndRecover(world, fault),
};

export const PASSING_TIME: readonly NamedCommand[] = [pass, toStart, toLostHour, toDecision, hourlyWork];
