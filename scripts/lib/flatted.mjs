/**
 * Reads what n8n stores executions in ("flatted" JSON: a list of values in which every string
 * inside an object or array is the index of the real value).
 */

/** @param {string} text */
export function parseFlatted(text) {
	const values = JSON.parse(text);
	if (!Array.isArray(values)) return values;
	const made = new Map();
	const make = (index) => {
		const value = values[index];
		if (value === null || typeof value !== 'object') return value;
		if (made.has(index)) return made.get(index);
		const copy = Array.isArray(value) ? [] : {};
		made.set(index, copy);
		for (const [key, inner] of Object.entries(value)) {
			copy[key] = typeof inner === 'string' ? make(Number(inner)) : inner;
		}
		return copy;
	};
	return make(0);
}
