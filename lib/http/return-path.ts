/** A path of this site to go back to, or null: never another site, whatever a link asks for. */
export function returnPath(text: string | null | undefined): string | null {
  if (!text?.startsWith('/')) return null;
  const here = 'http://here.invalid';
  try {
    const url = new URL(text, here);
    // Browsers read `//other`, `/\other` and tabs inside as another site; the parsed origin is what they see.
    // A path such as `/.//other` only becomes `//other` once its dots are resolved.
    if (url.origin !== here || url.pathname.startsWith('//')) return null;
    return url.pathname + url.search + url.hash;
  } catch {
    return null;
  }
}
