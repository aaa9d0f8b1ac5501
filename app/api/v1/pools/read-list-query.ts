const NAMES = {
  q: 'text',
  status: 'status',
  chip: 'chip',
  region: 'region',
  sort: 'sort',
  dir: 'direction',
} as const;

/** A list's input from its query: `q`, `status`, `chip`, `region`, `sort`, `dir`, `page`, `pageSize`; blanks ask nothing. */
export function readListQuery(query: URLSearchParams): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [param, name] of Object.entries(NAMES)) {
    const value = query.get(param)?.trim();
    if (value) input[name] = value;
  }
  for (const name of ['page', 'pageSize']) {
    const value = query.get(name);
    if (value) input[name] = Number(value);
  }
  return input;
}
