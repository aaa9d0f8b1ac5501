import type { Chip } from '@/lib/compute/chip';

/** The cards a job would get and how they are joined; null where nobody stated it. */
export interface Machine {
  readonly chip: Chip;
  readonly cardsPerServer: number;
  /** Cards a gang is promised in one server: `cardsPerServer`, or the pool's lot where it sells less (M-1). */
  readonly linkedCards: number;
  /** Between cards of one server, GB/s both ways together. */
  readonly serverInterconnectGbs: number | null;
  /** Between servers, Gbit/s per server. */
  readonly networkGbits: number | null;
}

/** Links of PCIe 4.0 × 16 are the least a server has: both ways together, GB/s. */
const PCIE_GBS = 64;
/** One 100 Gbit/s port per server is the least a cluster sold for gangs has. */
const LEAST_NETWORK_GBITS = 100;

/** The link between cards of a server in bytes/s one way: stated by the pool, else the least there is. */
export const serverLinkBytes = (machine: Machine): number =>
  ((machine.serverInterconnectGbs ?? PCIE_GBS) / 2) * 1e9;

/** The link between servers in bytes/s one way for each card of the server. */
export const networkBytesPerCard = (machine: Machine): number =>
  ((machine.networkGbits ?? LEAST_NETWORK_GBITS) / 8 / machine.cardsPerServer) * 1e9;

/** The slowest link a gang of `cards` cards must cross, bytes/s one way for each card (M-1). */
export const gangLinkBytes = (machine: Machine, cards: number): number =>
  cards <= machine.linkedCards ? serverLinkBytes(machine) : networkBytesPerCard(machine);

/** A chip alone in a typical server of its form factor, for profiles that belong to no pool. */
export const typicalMachine = (chip: Chip): Machine => ({
  chip,
  cardsPerServer: 8,
  linkedCards: 8,
  serverInterconnectGbs: chip.interconnect.bidirectionalGbs,
  networkGbits: null,
});
