/** A PDF of plain lines, as small as it gets: one font, A4, as many pages as it takes. */

const LINES_PER_PAGE = 60;
const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>';

const escape = (/** @type {string} */ text) => text.replace(/[\\()]/g, (c) => `\\${c}`);

/** @param {string[]} lines in letters of Western Europe @returns {Buffer} */
export function makePdf(lines) {
	const pages = [];
	for (let i = 0; i < lines.length || i === 0; i += LINES_PER_PAGE) {
		pages.push(lines.slice(i, i + LINES_PER_PAGE));
	}
	const kids = pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ');
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
		FONT,
	];
	for (const page of pages) {
		const shown = page.map((line) => `(${escape(line)}) Tj T*`).join('\n');
		const content = `BT /F1 9 Tf 12 TL 40 800 Td\n${shown}\nET`;
		const contentAt = objects.length + 2;
		objects.push(
			`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${contentAt} 0 R >>`,
			`<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
		);
	}
	let text = '%PDF-1.4\n';
	const places = objects.map((object, i) => {
		const place = text.length;
		text += `${i + 1} 0 obj\n${object}\nendobj\n`;
		return `${String(place).padStart(10, '0')} 00000 n \n`;
	});
	const size = objects.length + 1;
	const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`;
	const end = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
	// One byte a letter, so that lengths are places.
	return Buffer.from(text + table + end, 'latin1');
}
