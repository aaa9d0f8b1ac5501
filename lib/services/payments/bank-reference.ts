/** What a payer writes on a bank transfer, and we on ours: short, without letters that look alike, and from the row's id alone. */
export const bankReference = (paymentId: string): string => {
  const tail = paymentId.slice(-10).toUpperCase();
  return `CH-${tail.slice(0, 5)}-${tail.slice(5)}`;
};

/** The references a bank's line may carry, however its spaces and dashes came through. */
export const referencesIn = (text: string): readonly string[] =>
  [...text.toUpperCase().matchAll(/CH[\s-]?([0-9A-Z]{5})[\s-]?([0-9A-Z]{5})/g)].map(
    ([, head, tail]) => `CH-${head}-${tail}`,
  );
