/** Pictures of the editor, left in the cache of this clone. `npm run pictures` takes those of the papers over. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PICTURES } from '../../scripts/lib/pictures.mjs';

/**
 * @param {import('./editor.mjs').Editor} editor
 * @param {string} name
 */
export async function picture(editor, name) {
	mkdirSync(PICTURES, { recursive: true });
	await editor.screenshot(join(PICTURES, `${name}.png`));
}

/** The open node's panel alone. @param {import('./editor.mjs').Editor} editor @param {string} name */
export async function panelPicture(editor, name) {
	mkdirSync(join(PICTURES, 'panels'), { recursive: true });
	await editor.panelScreenshot(join(PICTURES, 'panels', `${name}.png`));
}
