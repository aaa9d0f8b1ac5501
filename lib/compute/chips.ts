import { assert } from '@/lib/core/assert';
import type { Chip } from './chip';
import { AMD } from './chips/amd';
import { CAMBRICON } from './chips/cambricon';
import { BIREN, HYGON, ILUVATAR, METAX, MOORE_THREADS } from './chips/china-gpu';
import { KUNLUNXIN, T_HEAD } from './chips/china-npu';
import { AWS, GOOGLE, SAMBANOVA } from './chips/cloud-npu';
import { HUAWEI } from './chips/huawei';
import { INTEL_GAUDI, INTEL_MAX } from './chips/intel';
import { NVIDIA_DATACENTER } from './chips/nvidia-datacenter';
import { NVIDIA_RTX } from './chips/nvidia-rtx';

export type { Chip, ChipField, Vendor } from './chip';
export { VENDORS } from './chip';

/** Every accelerator model the market knows; within a family the commonest variant comes first. */
export const CHIPS: readonly Chip[] = [
  ...NVIDIA_DATACENTER,
  ...NVIDIA_RTX,
  ...AMD,
  ...INTEL_GAUDI,
  ...INTEL_MAX,
  ...HUAWEI,
  ...CAMBRICON,
  ...HYGON,
  ...MOORE_THREADS,
  ...METAX,
  ...KUNLUNXIN,
  ...BIREN,
  ...ILUVATAR,
  ...T_HEAD,
  ...GOOGLE,
  ...AWS,
  ...SAMBANOVA,
];

const BY_KEY: ReadonlyMap<string, Chip> = new Map(CHIPS.map((chip) => [chip.key, chip]));
assert(BY_KEY.size === CHIPS.length, 'chip table', { chips: CHIPS.length, keys: BY_KEY.size });

/** The chip with this exact key, or null. */
export const chipByKey = (key: string): Chip | null => BY_KEY.get(key) ?? null;

/** The variants of a family, commonest first; empty for an unknown family. */
export const chipsOfFamily = (family: string): readonly Chip[] =>
  CHIPS.filter((chip) => chip.family === family);
