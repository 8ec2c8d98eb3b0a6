/** Monthly statements of an account: a list of links that live half an hour, and the PDF behind each. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { dayOf, dayToDate, iso, monthOf, parseDay } from '../time/clock.mjs';
import { makePdf } from '../files/pdf.mjs';

const LIFE_MS = 30 * 60_000;
const MONTHS = 12;

/** @param {import('../time/clock.mjs').Clock} clock @param {(...parts: any[]) => string} makeId */
export function createStatements(clock, makeId) {
	const secret = randomBytes(32);
	/** @param {string} id @param {string} expires */
	const sign = (id, expires) =>
		createHmac('sha256', secret).update(`${id} ${expires}`).digest('base64url');

	/** The closed months, newest first. @param {any} account @returns {Array<{ id: string, month: number, monthYear: string }>} */
	function monthsOf(account) {
		if (account.type !== 'BANK') return [];
		const now = monthOf(dayOf(clock.now()));
		return Array.from({ length: MONTHS }, (_, back) => {
			const month = now - 1 - back;
			const monthYear = `${String((month % 12) + 1).padStart(2, '0')}-${Math.floor(month / 12)}`;
			return { id: makeId('statement', account.id, monthYear), month, monthYear };
		});
	}

	return {
		/** @param {any} account @param {string} origin */
		list: (account, origin) =>
			monthsOf(account).map(({ id, monthYear }) => {
				const expires = String(iso(clock.now() + LIFE_MS));
				const query = new URLSearchParams({ expires, signature: sign(id, expires) });
				return { id, monthYear, url: `${origin}/statements/${id}.pdf?${query}` };
			}),
		/** Whether a link is one of ours, and still good. @param {string} id @param {{ expires?: unknown, signature?: unknown }} query */
		isGood(id, { expires, signature }) {
			const [wanted, given] = [sign(id, String(expires)), String(signature)].map(Buffer.from);
			if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return false;
			return Date.parse(String(expires)) > clock.now();
		},
		/** @param {any} account @param {string} id */
		monthOf: (account, id) => monthsOf(account).find((one) => one.id === id),
		/** @param {any} account @param {{ month: number, monthYear: string }} statement @param {any[]} rows of the account, oldest first */
		pdf(account, { month, monthYear }, rows) {
			const own = rows.filter((row) => monthOf(parseDay(row.date.slice(0, 10))) === month);
			const money = (/** @type {number} */ amount) =>
				amount.toFixed(2).replace('.', ',').padStart(12);
			return makePdf([
				`${account.marketingName}: extrato de ${monthYear.replace('-', '/')}`,
				`${account.owner}, conta ${account.number}`,
				'',
				...own.map(({ date, description, amount, balance }) => {
					const { dom } = dayToDate(parseDay(date.slice(0, 10)));
					const day = String(dom).padStart(2, '0');
					return `${day}  ${description.slice(0, 52).padEnd(52)} ${money(amount)} ${money(balance)}`;
				}),
				'',
				'Dados inventados.',
			]);
		},
	};
}
