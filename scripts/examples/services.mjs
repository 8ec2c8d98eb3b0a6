/** Services outside of the example workflows: each stands ready and is switched off until its owner gives it a credential. */
import { byName, fromList, node, off } from './nodes.mjs';
import { say } from './texts.mjs';

/** @typedef {import('./texts.mjs').Text} Text */

const again = { retryOnFail: true };
/**
 * Of several rows each is sent on its own: n8n tries a node again with all its rows, also with those that went out, and
 * one that cannot be sent keeps the others waiting.
 * @param {Row & import('./build.mjs').Node} given
 */
export const eachOnce = ({ retryOnFail: _, ...given }) =>
	/** @type {import('./build.mjs').Node} */ ({ ...given, onError: 'continueErrorOutput' });

const noAttribution = { appendAttribution: false };

/**
 * Bank texts hold stars and underlines, which Telegram's Markdown would take for its own.
 * @param {string} text an expression without its braces
 */
export const telegram = (text, name = say('Telegram', 'Telegram')) =>
	off(
		node(
			name,
			'telegram',
			1.2,
			{
				chatId: '',
				text: `={{ ${text}.replaceAll('&', '&amp;').replaceAll('<', '&lt;') }}`,
				additionalFields: { ...noAttribution, parse_mode: 'HTML' },
			},
			again,
		),
	);

/** An expression, in one language or in both. @param {Text | string} text without its braces */
const expression = (text) =>
	typeof text === 'string' ? `={{ ${text} }}` : say(`={{ ${text.en} }}`, `={{ ${text['pt-BR']} }}`);

/** @param {Text | string} text an expression without its braces @param {string} [to] whose number, if not always the same */
export const whatsApp = (text, name = say('WhatsApp', 'WhatsApp'), to = '') =>
	off(
		node(
			name,
			'whatsApp',
			1.1,
			{
				...{ operation: 'send', phoneNumberId: '', recipientPhoneNumber: to },
				...{ textBody: expression(text), additionalFields: {} },
			},
			again,
		),
	);

/**
 * @param {Text} name
 * @param {Text | string} subject
 * @param {Text | string} message
 * @param {{ to?: string, attachments?: string }} [options] to: whose address, if not always the same; attachments: names
 *   of fields with files
 */
export const email = (name, subject, message, { to = '', attachments } = {}) =>
	off(
		node(
			name,
			'gmail',
			2.2,
			{
				...{ sendTo: to, subject, emailType: 'text', message },
				options: {
					...noAttribution,
					...(attachments && {
						attachmentsUi: { attachmentsBinary: [{ property: attachments }] },
					}),
				},
			},
			again,
		),
	);

/** Puts the row's file into a folder. @param {Text} name */
export const drive = (name) =>
	off(
		node(
			name,
			'googleDrive',
			3,
			{
				...{ inputDataFieldName: 'data', name: '={{ $binary.data.fileName }}' },
				driveId: fromList('My Drive'),
				folderId: fromList(),
				options: {},
			},
			again,
		),
	);

/**
 * Puts each row into a sheet, over the line with the same value in the column `match`. n8n forgets the columns while
 * no sheet is chosen: hence its name.
 * @param {Text} tab
 * @param {string} match
 * @param {Record<import('./texts.mjs').Language, Record<string, string>>} columns
 */
export function sheet(tab, match, columns) {
	const schema = (/** @type {Record<string, string>} */ given) =>
		Object.keys(given).map((id) => ({
			...{ id, displayName: id, required: false, defaultMatch: false, display: true },
			...{ type: 'string', canBeUsedToMatch: true, removed: false },
		}));
	return off(
		node(
			say('Google Sheets', 'Google Sheets'),
			'googleSheets',
			4.7,
			{
				...{ operation: 'appendOrUpdate', documentId: fromList() },
				sheetName: byName(tab),
				columns: {
					...{ mappingMode: 'defineBelow', value: columns, matchingColumns: [match] },
					schema: { en: schema(columns.en), 'pt-BR': schema(columns['pt-BR']) },
				},
				options: {},
			},
			again,
		),
	);
}
