/** A path of this site to go back to, or null: never another site, whatever a link asks for. */
export function returnPath(text: string | null | undefined): string | null {
  if (!text?.startsWith('/')) return null;
  const here = 'http://here.invalid';
  try {
    const url = new URL(text, here);
    // Browsers read `//other`, `/\other` and tabs inside as another site; the parsed origin is what they see.
    return url.origin === here ? url.pathname + url.search + url.hash : null;
  } catch {
    return null;
  }
}
