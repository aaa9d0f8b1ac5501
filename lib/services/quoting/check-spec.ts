import { chipByKey, chipsOfFamily, VENDORS } from '@/lib/compute/chips';
import { regionByCode } from '@/lib/compute/regions';
import type { JobSpec } from '@/lib/market/job';
import { ServiceError } from '../errors';

const isChip = (name: string): boolean => chipByKey(name) !== null || chipsOfFamily(name).length > 0;
const isRegion = (code: string): boolean => regionByCode(code) !== null;
const isVendor = (name: string): boolean =>
  VENDORS.some((vendor) => vendor.toLowerCase() === name.toLowerCase());

/** Throws invalid_input naming every chip, vendor and region of a job that the catalogue doesn't know. */
export function checkSpec(spec: JobSpec): void {
  const { chips, vendors, regions } = spec.constraints;
  const fields: Record<string, string> = {};
  if (!chips.every(isChip)) fields['spec.constraints.chips'] = 'chip';
  if (!vendors.every(isVendor)) fields['spec.constraints.vendors'] = 'choice';
  if (!regions.every(isRegion)) fields['spec.constraints.regions'] = 'region';
  for (const name of ['homeRegion', 'dataRegion'] as const) {
    const code = spec[name];
    if (code !== undefined && !isRegion(code)) fields[`spec.${name}`] = 'region';
  }
  if (spec.kind === 'rendering' && chipByKey(spec.calibrationChip) === null)
    fields['spec.calibrationChip'] = 'chip';
  if (Object.keys(fields).length > 0) throw new ServiceError('invalid_input', { fields });
}
