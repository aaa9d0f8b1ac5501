/** What Next gives a page as its awaited `searchParams`. */
export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

export type SortDirection = 'asc' | 'desc';

/** Sort and page of one table, as its address says. */
export interface TableQuery {
  readonly sort: string;
  readonly direction: SortDirection;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  readonly offset: number;
}

export interface TableQueryRules {
  readonly sortable: readonly string[];
  readonly defaultSort: string;
  readonly defaultDirection?: SortDirection;
  readonly pageSize?: number;
  /** Tells tables of one page apart: `trades` reads `trades.sort`, `trades.page`. */
  readonly prefix?: string;
}

/** The first value of a parameter, trimmed; undefined when absent or blank. */
export function paramOf(params: SearchParams, name: string): string | undefined {
  const value = params[name];
  const text = (Array.isArray(value) ? value[0] : value)?.trim();
  return text === '' ? undefined : text;
}

export const paramName = (prefix: string | undefined, name: string) => (prefix ? `${prefix}.${name}` : name);

/** Sort and page from the address; whatever it says wrongly falls back to the default. */
export function parseTableQuery(params: SearchParams, rules: TableQueryRules): TableQuery {
  const { sortable, defaultSort, defaultDirection = 'desc', pageSize = 50, prefix } = rules;
  const asked = paramOf(params, paramName(prefix, 'sort'));
  const sort = asked !== undefined && sortable.includes(asked) ? asked : defaultSort;
  const way = paramOf(params, paramName(prefix, 'dir'));
  const direction = way === 'asc' || way === 'desc' ? way : defaultDirection;
  const wanted = Number(paramOf(params, paramName(prefix, 'page')) ?? 1);
  const page = Number.isSafeInteger(wanted) && wanted >= 1 && wanted <= 1e6 ? wanted : 1;
  return { sort, direction, page, pageSize, offset: (page - 1) * pageSize };
}

/** The address with some parameters changed; null and blank remove one, the order of the others stays. */
export function hrefWith(
  path: string,
  params: SearchParams,
  changes: Readonly<Record<string, string | number | null | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (name in changes) continue;
    for (const text of Array.isArray(value) ? value : [value]) if (text) query.append(name, text);
  }
  for (const [name, value] of Object.entries(changes))
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
