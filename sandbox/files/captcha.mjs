/** A small PNG that shows the token, for the MFA that sends an image. */
import { writePng } from './png.mjs';

const FONT = {
	1: ['010', '110', '010', '010', '111'],
	2: ['111', '001', '111', '100', '111'],
	3: ['111', '001', '111', '001', '111'],
	4: ['101', '101', '111', '001', '001'],
	5: ['111', '100', '111', '001', '111'],
	6: ['111', '100', '111', '101', '111'],
};
const SCALE = 6;

/** @param {string} text digits 1 to 6 */
export function captcha(text) {
	const width = (text.length * 4 + 1) * SCALE;
	const height = 7 * SCALE;
	return writePng(width, height, (x, y) => {
		const column = Math.floor(x / SCALE) - 1;
		const glyph = FONT[/** @type {'1'} */ (text[Math.floor(column / 4)])];
		return column >= 0 && glyph?.[Math.floor(y / SCALE) - 1]?.[column % 4] === '1';
	});
}
