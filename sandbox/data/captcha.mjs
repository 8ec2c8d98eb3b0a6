/** A small PNG that shows the token, for the MFA that sends an image. */
import { crc32, deflateSync } from 'node:zlib';

const FONT = {
	1: ['010', '110', '010', '010', '111'],
	2: ['111', '001', '111', '100', '111'],
	3: ['111', '001', '111', '001', '111'],
	4: ['101', '101', '111', '001', '001'],
	5: ['111', '100', '111', '001', '111'],
	6: ['111', '100', '111', '101', '111'],
};
const SCALE = 6;

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
	const body = Buffer.concat([Buffer.from(type), data]);
	const out = Buffer.alloc(body.length + 8);
	out.writeUInt32BE(data.length, 0);
	body.copy(out, 4);
	out.writeUInt32BE(crc32(body), body.length + 4);
	return out;
}

/** @param {string} text digits 1 to 6 */
export function captcha(text) {
	const width = (text.length * 4 + 1) * SCALE;
	const height = 7 * SCALE;
	const rows = [];
	for (let y = 0; y < height; y++) {
		const row = Buffer.alloc(width + 1, 255);
		row[0] = 0; // no filter
		for (let x = 0; x < width; x++) {
			const column = Math.floor(x / SCALE) - 1;
			const glyph = FONT[/** @type {'1'} */ (text[Math.floor(column / 4)])];
			if (column >= 0 && glyph?.[Math.floor(y / SCALE) - 1]?.[column % 4] === '1') row[x + 1] = 0;
		}
		rows.push(row);
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header[8] = 8; // bits, greyscale
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(Buffer.concat(rows))),
		chunk('IEND', Buffer.alloc(0)),
	]).toString('base64');
}
