/** Sorts `ranks[from … to]` by `keys[rank]`, least first; equal keys keep their order. `spare` is as long as `ranks`. */
export function sortByKey(
  ranks: Int32Array,
  keys: Float64Array,
  from: number,
  to: number,
  spare: Int32Array,
): void {
  let source = ranks;
  let target = spare;
  for (let width = 1; width < to - from; width *= 2) {
    for (let left = from; left < to; left += 2 * width) {
      const middle = Math.min(to, left + width);
      merge(source, target, keys, left, middle, Math.min(to, middle + width));
    }
    [source, target] = [target, source];
  }
  if (source !== ranks) for (let i = from; i < to; i++) ranks[i] = source[i]!;
}

function merge(
  source: Int32Array,
  target: Int32Array,
  keys: Float64Array,
  left: number,
  middle: number,
  end: number,
): void {
  let a = left;
  let b = middle;
  for (let i = left; i < end; i++) {
    const takeLeft = a < middle && (b >= end || keys[source[a]!]! <= keys[source[b]!]!);
    target[i] = takeLeft ? source[a++]! : source[b++]!;
  }
}
