import Form from 'next/form';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { Button, buttonClass } from '../ui/button';
import { Input } from '../ui/input';
import { Select, type SelectOption } from '../ui/select';
import { paramOf, type SearchParams } from './table-query';

export type Filter =
  | { kind: 'text' | 'date'; name: string; label: string; placeholder?: string }
  | { kind: 'choice'; name: string; label: string; options: readonly SelectOption[]; all: string };

export interface FilterBarProps {
  path: string;
  params: SearchParams;
  filters: readonly Filter[];
  /** Parameters that stay when filters change, such as a tab or a sort. */
  keep?: readonly string[];
  /** More controls at the end. */
  children?: ReactNode;
}

/** Filters as a form that writes the address: they survive reload, share and the back button. */
export function FilterBar({ path, params, filters, keep = ['sort', 'dir'], children }: FilterBarProps) {
  const t = useTranslations('common.table');
  const active = filters.some((filter) => paramOf(params, filter.name) !== undefined);
  const kept = keep.flatMap((name) => {
    const value = paramOf(params, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  // Remounts when the address changes, so that the controls show what it says.
  const key = filters.map((filter) => paramOf(params, filter.name) ?? '').join('\u0000');
  return (
    <Form
      key={key}
      action={path}
      scroll={false}
      role="search"
      aria-label={t('filters')}
      className="flex flex-wrap items-end gap-x-3 gap-y-2 border-b border-line px-4 py-3"
    >
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {filters.map((filter) => (
        <FilterControl key={filter.name} filter={filter} value={paramOf(params, filter.name) ?? ''} />
      ))}
      {children}
      <div className="flex items-center gap-1">
        <Button type="submit">{t('filter')}</Button>
        {active && (
          <Link
            href={kept.length ? `${path}?${new URLSearchParams(kept.map(([n, v]) => [n, v]))}` : path}
            scroll={false}
            className={buttonClass('quiet')}
          >
            {t('reset')}
          </Link>
        )}
      </div>
    </Form>
  );
}

function FilterControl({ filter, value }: { filter: Filter; value: string }) {
  const id = useId();
  return (
    <div className="flex min-w-32 flex-col gap-1 max-sm:w-[calc(50%-0.375rem)]">
      <label htmlFor={id} className="text-xs text-muted">
        {filter.label}
      </label>
      {filter.kind === 'choice' ? (
        <Select
          id={id}
          name={filter.name}
          defaultValue={value}
          options={filter.options}
          placeholder={filter.all}
        />
      ) : (
        <Input
          id={id}
          name={filter.name}
          type={filter.kind === 'date' ? 'date' : 'search'}
          defaultValue={value}
          placeholder={filter.placeholder}
        />
      )}
    </div>
  );
}
