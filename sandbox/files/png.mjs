/** Black and white PNG images. */
import { PNG } from 'pngjs';

/** In base64. @param {number} width @param {number} height @param {(x: number, y: number) => boolean} isBlack */
export function writePng(width, height, isBlack) {
	const data = Buffer.alloc(width * height, 255);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) if (isBlack(x, y)) data[y * width + x] = 0;
	}
	const png = new PNG({ width, height });
	png.data = data;
	return PNG.sync
		.write(png, { inputColorType: 0, colorType: 0, inputHasAlpha: false })
		.toString('base64');
}
