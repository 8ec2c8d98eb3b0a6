/** Black and white PNG images. */
import { crc32, deflateSync } from 'node:zlib';

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
	const body = Buffer.concat([Buffer.from(type), data]);
	const out = Buffer.alloc(body.length + 8);
	out.writeUInt32BE(data.length, 0);
	body.copy(out, 4);
	out.writeUInt32BE(crc32(body), body.length + 4);
	return out;
}

/** In base64. @param {number} width @param {number} height @param {(x: number, y: number) => boolean} isBlack */
export function writePng(width, height, isBlack) {
	const rows = [];
	for (let y = 0; y < height; y++) {
		const row = Buffer.alloc(width + 1, 255);
		row[0] = 0; // no filter
		for (let x = 0; x < width; x++) if (isBlack(x, y)) row[x + 1] = 0;
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
