/** CNPJ: since 2026 its first twelve places may hold letters; a letter counts as its ASCII code less 48. */

const checkDigit = (/** @type {string} */ text) => {
	let sum = 0;
	for (let i = text.length - 1, weight = 2; i >= 0; i--, weight = weight === 9 ? 2 : weight + 1) {
		sum += (text.charCodeAt(i) - 48) * weight;
	}
	return sum % 11 < 2 ? 0 : 11 - (sum % 11);
};

/** Without punctuation, in capitals. @param {string} text */
export const plainCnpj = (text) => text.replace(/[./\s-]/g, '').toUpperCase();

/** @param {string} text plain */
export function isCnpj(text) {
	if (!/^[0-9A-Z]{12}\d{2}$/.test(text) || /^(\d)\1+$/.test(text)) return false;
	const first = checkDigit(text.slice(0, 12));
	return text.endsWith(`${first}${checkDigit(`${text.slice(0, 12)}${first}`)}`);
}
