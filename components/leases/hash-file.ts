/** The largest file a page hashes: the browser's own hashing wants the whole file in memory. */
export const HASHED_BYTES_MAX = 512 * 1024 * 1024;

export interface HashedFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Whether this page may hash: browsers allow it on https and on localhost only. */
export const canHash = (): boolean => globalThis.crypto?.subtle !== undefined;

/** Computes a file's SHA-256 where it lies; nothing leaves the browser. */
export async function hashFile(file: File): Promise<HashedFile> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return { name: file.name, sha256: hex(digest), bytes: file.size };
}
