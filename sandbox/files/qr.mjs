/** QR codes of PIX: error correction M, as small as the text allows. */
import qrcode from 'qrcode-generator';
import { writePng } from './png.mjs';

const QUIET = 4;
const SCALE = 5;

/** A PNG in base64. @param {string} text */
export function qrPng(text) {
	const code = qrcode(0, 'M');
	// The library takes a letter for a byte.
	code.addData(Buffer.from(text).toString('latin1'), 'Byte');
	code.make();
	const count = code.getModuleCount();
	const size = (count + 2 * QUIET) * SCALE;
	const at = (/** @type {number} */ pixel) => Math.floor(pixel / SCALE) - QUIET;
	const isInside = (/** @type {number} */ place) => place >= 0 && place < count;
	return writePng(size, size, (x, y) => {
		const [row, column] = [at(y), at(x)];
		return isInside(row) && isInside(column) && code.isDark(row, column);
	});
}
