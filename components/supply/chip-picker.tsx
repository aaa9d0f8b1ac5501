'use client';
import { useTranslations } from 'next-intl';
import { CHIPS, type Chip } from '@/lib/compute/chips';
import { resolveChip } from '@/lib/compute/resolve-chip';
import { type PickerOption, SearchPicker } from './search-picker';

const plain = (text: string) => text.toLowerCase().replaceAll(/[^\p{Letter}\p{Number}]/gu, '');

interface Entry {
  readonly option: PickerOption;
  readonly words: string;
}

export interface ChipPickerProps {
  name?: string;
  defaultValue?: string;
  onPick?: (chip: string) => void;
}

/** Finds a chip of the catalogue by any of its names; shows memory, bandwidth and kind beside each. */
export function ChipPicker({ name, defaultValue, onPick }: ChipPickerProps) {
  const t = useTranslations('supply.chipPicker');
  const figures = (chip: Chip) =>
    [
      chip.memoryGb === null ? t('memoryUnknown') : t('memory', { gb: chip.memoryGb }),
      chip.memoryBandwidthGbs === null ? null : t('bandwidth', { gbs: chip.memoryBandwidthGbs }),
    ]
      .filter((part) => part !== null)
      .join(' · ');
  const entryOf = (chip: Chip): Entry => ({
    option: {
      value: chip.key,
      label: chip.name,
      figures: figures(chip),
      detail: [chip.vendor, chip.formFactor, chip.interconnect.name].filter(Boolean).join(' · '),
      mark: t(chip.kind),
    },
    words: plain(`${chip.vendor} ${chip.name} ${chip.key} ${chip.family}`),
  });
  const entries = CHIPS.map(entryOf);
  const find = (text: string): readonly PickerOption[] => {
    const resolved = resolveChip(text);
    const meant = resolved.ok ? [resolved.value.chip, ...resolved.value.alternatives] : [];
    const keys = new Set(meant.map((chip) => chip.key));
    const wanted = plain(text);
    const rest =
      wanted === ''
        ? []
        : entries.filter(({ option, words }) => !keys.has(option.value) && words.includes(wanted));
    return [...meant.map((chip) => entryOf(chip).option), ...rest.map((entry) => entry.option)];
  };
  const note = (text: string) => {
    const resolved = resolveChip(text);
    if (!resolved.ok)
      return resolved.refusal.code === 'unknown_chip'
        ? t('nearest', { names: String(resolved.refusal.facts.nearest) })
        : null;
    return resolved.value.note ? t(`note.${resolved.value.note}`) : null;
  };
  return (
    <SearchPicker
      name={name}
      defaultValue={defaultValue}
      options={entries.map((entry) => entry.option)}
      find={find}
      note={note}
      placeholder={t('placeholder')}
      onPick={onPick}
    />
  );
}
