/**
 * States an invariant. A failure is a fault of this package, never of its user.
 *
 * @param condition what must hold
 * @param invariant the invariant, as a sentence
 * @throws Error when the condition does not hold
 */
export function assert(condition: unknown, invariant: string): asserts condition {
  if (!condition) throw new Error(`Broken invariant: ${invariant}`);
}
