/** What a payer writes on a bank transfer, and we on ours: short, without letters that look alike, and from the row's id alone. */
export const bankReference = (paymentId: string): string => {
  const tail = paymentId.slice(-10).toUpperCase();
  return `CH-${tail.slice(0, 5)}-${tail.slice(5)}`;
};
