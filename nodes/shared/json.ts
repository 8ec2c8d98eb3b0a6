/** Values as JSON text. */

const texts = new WeakMap<object, string>();

/**
 * Keeps the text beside the value that was read from it: sent again, it is word for word what a
 * person wrote. A number of twenty digits is exact only there.
 */
export function asWritten<Value extends object>(value: Value, text: string): Value {
	texts.set(value, text);
	return value;
}

/** The text of a value: as it was written, where it was. */
export function jsonText(value: unknown): string {
	const written = typeof value === 'object' && value !== null ? texts.get(value) : undefined;
	return written ?? JSON.stringify(value);
}
