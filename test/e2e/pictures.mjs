/** Pictures of the editor, left in the cache of this clone. `npm run pictures` takes those of the papers over. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_PANELS, PICTURES } from '../../scripts/lib/pictures.mjs';

/**
 * @param {import('./editor.mjs').Editor} editor
 * @param {string} name
 */
export async function picture(editor, name) {
	mkdirSync(PICTURES, { recursive: true });
	await editor.screenshot(join(PICTURES, `${name}.png`));
}

/** The open node's panel alone, when `npm run pictures` asks for all of them. @param {import('./editor.mjs').Editor} editor @param {string} name */
export async function panelPicture(editor, name) {
	if (process.env[ALL_PANELS] === undefined) return;
	mkdirSync(join(PICTURES, 'panels'), { recursive: true });
	await editor.panelScreenshot(join(PICTURES, 'panels', `${name}.png`));
}
